// The operations that only training needs: attention over whole sequences, the backward of each operation,
// and what optimisers do. `scalar-train.ts` is their specification. A gradient d… is of the loss, a sum over
// all rows, with respect to the tensor after the d. The backward of a matrix product is the products `gemm`
// already makes; that of `rope` is `rope` by the opposite angles.
//
// Shapes as in ops.ts; S sequences of `length` positions lie one after another, so rows = S · length. All F32.
import type { Tensor } from './tensor.ts';
import { NORM_PART } from './wasm/layout.ts';

export { NORM_PART };

/** Which shape attention over whole sequences has. */
interface Heads {
  /** S · length. */
  readonly rows: number;
  /** Positions of a sequence. */
  readonly length: number;
  readonly heads: number;
  readonly kvHeads: number;
  /** A multiple of 8. */
  readonly headDim: number;
  /** Multiplies q·k before the softmax. */
  readonly scale: number;
}

export type TrainCommand =
  /**
   * Causal softmax attention within each sequence: q (T, H, N), keys and values (T, K, N), out (T, H, N); head h
   * reads key/value head floor(h · K / H). lse (T, H) gets the log of each softmax's sum, for the backward.
   */
  | ({
      readonly op: 'attend';
      readonly q: Tensor;
      readonly keys: Tensor;
      readonly values: Tensor;
      readonly out: Tensor;
      readonly lse: Tensor;
    } & Heads)
  /** dQ, dKeys, dValues of `attend` from dOut and what it read and wrote; probabilities are computed again. */
  | ({
      readonly op: 'attendGrad';
      readonly q: Tensor;
      readonly keys: Tensor;
      readonly values: Tensor;
      readonly out: Tensor;
      readonly lse: Tensor;
      readonly dOut: Tensor;
      readonly dQ: Tensor;
      readonly dKeys: Tensor;
      readonly dValues: Tensor;
    } & Heads)
  /**
   * The backward of `rmsNorm`: dX (+= when accumulate), and in `parts` (ceil(rows / NORM_PART), width) the sums
   * of dWeight over every NORM_PART groups, for `sumRows`. dX may be dOut.
   */
  | {
      readonly op: 'rmsNormGrad';
      readonly x: Tensor;
      readonly weight: Tensor;
      readonly dOut: Tensor;
      readonly dX: Tensor;
      readonly parts: Tensor;
      readonly rows: number;
      readonly width: number;
      readonly eps: number;
      readonly accumulate?: boolean;
    }
  /** out (1, width) = Σ x[t], t < rows (+ out when accumulate), in order. x (rows, width). */
  | {
      readonly op: 'sumRows';
      readonly x: Tensor;
      readonly out: Tensor;
      readonly rows: number;
      readonly width: number;
      readonly accumulate?: boolean;
    }
  /** The backward of `gate` with 'silu', over rows of dOut.cols. dGate may be gate, dUp may be up. */
  | {
      readonly op: 'gateGrad';
      readonly gate: Tensor;
      readonly up: Tensor;
      readonly dOut: Tensor;
      readonly dGate: Tensor;
      readonly dUp: Tensor;
      readonly rows: number;
    }
  /** dTable[ids[t]] += dOut[t] for t < rows, in order; from zero unless accumulate. dTable (V, D). */
  | {
      readonly op: 'embedGrad';
      readonly ids: Tensor;
      readonly dOut: Tensor;
      readonly dTable: Tensor;
      readonly rows: number;
      readonly accumulate?: boolean;
    }
  /**
   * Log-probability and its backward at once: out[t] = log softmax(x[t])[ids[t]], then
   * x[t] = weights[t] · (one-hot(ids[t]) − softmax(x[t])), the gradient of Σ weights[t] · out[t]. Rows whose
   * weight is 0 get zeros. x (T, V), ids (T) I32, weights and out (T, 1).
   */
  | {
      readonly op: 'logProbGrad';
      readonly x: Tensor;
      readonly ids: Tensor;
      readonly weights: Tensor;
      readonly out: Tensor;
      readonly rows: number;
      /** Where the rows of ids, weights and out begin; x begins at its first. Default 0. */
      readonly first?: number;
    }
  /** out = a · x + b · y over rows · width elements, whatever the tensors' own shapes. out may be x or y. */
  | {
      readonly op: 'mix';
      readonly x: Tensor;
      readonly a: number;
      readonly y: Tensor;
      readonly b: number;
      readonly out: Tensor;
      readonly rows: number;
      readonly width: number;
    }
  /** out[at] = Σ x² over rows · width elements. out (n, 1). */
  | {
      readonly op: 'squares';
      readonly x: Tensor;
      readonly out: Tensor;
      readonly at: number;
      readonly rows: number;
      readonly width: number;
    }
  /** out = x / (√squares[at] + eps) over rows · width elements. out may be x. */
  | {
      readonly op: 'unit';
      readonly x: Tensor;
      readonly squares: Tensor;
      readonly at: number;
      readonly eps: number;
      readonly out: Tensor;
      readonly rows: number;
      readonly width: number;
    }
  /**
   * AdamW (Loshchilov and Hutter, 2019) over rows of weight.cols. With g = gradScale · grad:
   * m = β₁ m + (1 − β₁) g; v = β₂ v + (1 − β₂) g²; weight = decay · weight − step · m / (√v · rootScale + eps),
   * where the caller folds the bias corrections into step = rate / (1 − β₁ᵗ) and rootScale = 1 / √(1 − β₂ᵗ).
   */
  | {
      readonly op: 'adamw';
      readonly grad: Tensor;
      readonly m: Tensor;
      readonly v: Tensor;
      readonly weight: Tensor;
      readonly rows: number;
      readonly gradScale: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly decay: number;
      readonly step: number;
      readonly rootScale: number;
      readonly eps: number;
    };
