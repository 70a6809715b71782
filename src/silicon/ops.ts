// The list of operations. Everything the engine computes is a list of these commands over tensor
// handles, recorded first and submitted as a whole; a backend (scalar, WASM, later WebGPU) runs the
// list in order. One operation has one name everywhere. `scalar.ts` is their specification.
//
// Shapes: T tokens (rows) in this pass, D model width, H heads, K key/value heads, N head width.
// Activations are row-major 'F32' (the scalar backend may hold them in float64).
// Weights are (out, in) row-major in any DType; a row is a whole number of blocks.
import type { TrainCommand } from './ops-train.ts';
import type { Tensor } from './tensor.ts';

export type { Tensor };

export type Command =
  /** out[t] = table[ids[t]], t < rows. ids (T) I32, table (V, D), out (T, D). */
  | { readonly op: 'embed'; readonly table: Tensor; readonly ids: Tensor; readonly out: Tensor; readonly rows: number }
  /** out[t, n] = Σ_k x[t, k] · weight[n, k] (+ bias[n]) (+ out[t, n] when accumulate). x (T, in), out (T, out). */
  | {
      readonly op: 'matmul';
      readonly x: Tensor;
      readonly weight: Tensor;
      readonly bias?: Tensor | undefined;
      readonly out: Tensor;
      readonly rows: number;
      readonly accumulate?: boolean;
    }
  /**
   * A dense product for training: out (rows, cols) = A · B (+ out when accumulate), all F32. A is (rows, depth),
   * or stored (depth, rows) with transposeA; B is (depth, cols), or stored (cols, depth) with transposeB. Tensors
   * are read row-major from their first element, whatever their own shapes.
   */
  | {
      readonly op: 'gemm';
      readonly a: Tensor;
      readonly b: Tensor;
      readonly out: Tensor;
      readonly rows: number;
      readonly cols: number;
      readonly depth: number;
      readonly transposeA?: boolean;
      readonly transposeB?: boolean;
      readonly accumulate?: boolean;
    }
  /**
   * out = x / sqrt(mean(x²) + eps) · weight over groups of `width` elements. `rows` groups lie one
   * after another, so QK-norm is rows = T·H, width = N. x and out may be the same tensor.
   */
  | {
      readonly op: 'rmsNorm';
      readonly x: Tensor;
      readonly weight: Tensor;
      readonly out: Tensor;
      readonly rows: number;
      readonly width: number;
      readonly eps: number;
    }
  /** out = (x − mean) / sqrt(var + eps) · weight + bias over rows of `width`. */
  | {
      readonly op: 'layerNorm';
      readonly x: Tensor;
      readonly weight: Tensor;
      readonly bias: Tensor;
      readonly out: Tensor;
      readonly rows: number;
      readonly width: number;
      readonly eps: number;
    }
  /**
   * Rotates pairs of x (T, heads, headDim) in place by angles (T, rotary): for pair j < rotary / 2,
   * angles[t, 2j] = cos, angles[t, 2j + 1] = sin (computed on the host in float64, any scaling folded in).
   * 'adjacent' pairs elements (2j, 2j + 1); 'halves' pairs (j, j + rotary / 2). The rest is untouched.
   */
  | {
      readonly op: 'rope';
      readonly x: Tensor;
      readonly angles: Tensor;
      readonly rows: number;
      readonly heads: number;
      readonly headDim: number;
      readonly rotary: number;
      readonly layout: 'adjacent' | 'halves';
    }
  /** out[outRow + t] = x[xRow + t], t < rows. Same type and width, any type; the rows do not overlap. */
  | {
      readonly op: 'copyRows';
      readonly x: Tensor;
      readonly xRow: number;
      readonly out: Tensor;
      readonly outRow: number;
      readonly rows: number;
    }
  /** out[slots[t]] = x[t], t < rows, in the type of out (F32, F16 or Q8_0). x (T, W), slots (T) I32, out (places, W). */
  | { readonly op: 'store'; readonly x: Tensor; readonly out: Tensor; readonly slots: Tensor; readonly rows: number }
  /**
   * What attention needs of a pass, in one go: rmsNorm by `qNorm` of each head of q and by `kNorm` of each of k,
   * rope of both, store of k and v. q (T, H, N) and k (T, K, N) are left normed and turned. A step whose tensor is
   * absent is left out. The results are those of the commands one by one.
   */
  | {
      readonly op: 'ropeStore';
      readonly q: Tensor;
      readonly k: Tensor;
      readonly v: Tensor;
      readonly keys: Tensor;
      readonly values: Tensor;
      readonly slots: Tensor;
      readonly qNorm?: Tensor | undefined;
      readonly kNorm?: Tensor | undefined;
      readonly angles?: Tensor | undefined;
      readonly rows: number;
      readonly heads: number;
      readonly kvHeads: number;
      readonly headDim: number;
      readonly rotary: number;
      readonly layout: 'adjacent' | 'halves';
      readonly eps: number;
    }
  /**
   * Softmax attention of q (T, H, N) over paged keys and values (places, K·N; F32, F16 or Q8_0). K divides H, and
   * head h reads key/value head floor(h · K / H). Positions lie in blocks of `block` places: position p of row t is at
   * place blocks[tables[t] + floor(p / block)] · block + p mod block. Row t sees the positions
   * max(0, ends[t] − window) ≤ p < ends[t], all from 0 when window is 0. out (T, H, N).
   */
  | {
      readonly op: 'attention';
      readonly q: Tensor;
      readonly keys: Tensor;
      readonly values: Tensor;
      readonly out: Tensor;
      readonly rows: number;
      /** (T) I32: where each row's block numbers begin in `blocks`. */
      readonly tables: Tensor;
      /** I32: block numbers of every sequence, in order. */
      readonly blocks: Tensor;
      /** (T) I32: one past the last position each row sees. */
      readonly ends: Tensor;
      readonly block: number;
      readonly heads: number;
      readonly kvHeads: number;
      readonly headDim: number;
      /** 0 for no limit. */
      readonly window: number;
      /** Multiplies q·k before the softmax. */
      readonly scale: number;
    }
  /** out = act(gate) · up, elementwise over rows of out.cols. silu(z) = z/(1+e^−z); gelu is the tanh form. */
  | {
      readonly op: 'gate';
      readonly act: 'silu' | 'gelu';
      readonly gate: Tensor;
      readonly up: Tensor;
      readonly out: Tensor;
      readonly rows: number;
    }
  /** out = gelu(x), elementwise over rows of out.cols, by the error function ('erf') or its tanh form. */
  | {
      readonly op: 'gelu';
      readonly form: 'erf' | 'tanh';
      readonly x: Tensor;
      readonly out: Tensor;
      readonly rows: number;
    }
  /** out = x + y elementwise over rows; `broadcast`: y has one row, added to each. out may be x or y. */
  | {
      readonly op: 'add';
      readonly x: Tensor;
      readonly y: Tensor;
      readonly out: Tensor;
      readonly rows: number;
      readonly broadcast?: boolean;
    }
  /** out[t] = log softmax(x[t])[ids[t]], natural log. x (T, V) logits, ids (T) I32, out (T, 1). */
  | { readonly op: 'logProb'; readonly x: Tensor; readonly ids: Tensor; readonly out: Tensor; readonly rows: number }
  /** out = x · factor elementwise over rows. */
  | { readonly op: 'scale'; readonly x: Tensor; readonly factor: number; readonly out: Tensor; readonly rows: number }
  | TrainCommand;

export type FloatArray = Float32Array | Float64Array;

/** Fills `into` with the weight bytes that begin at byte `offset` of the tensor. */
export type Pull = (offset: number, into: Uint8Array) => Promise<void>;

/** Memory and arithmetic. All methods after close() throw `closed`. */
export interface Backend {
  readonly name: string;
  /** Bytes allocated now. */
  readonly allocated: number;
  /**
   * Reserves rows × cols elements, zeroed. `beside` is a hint: commands that use the new tensor use that one too.
   * Throws `out-of-memory`, saying how much was asked and how much is free.
   */
  allocate(type: Tensor['type'], rows: number, cols: number, label: string, beside?: Tensor): Tensor;
  free(tensor: Tensor): void;
  /** Loads stored bytes (weights) in chunks that the backend chooses. */
  load(tensor: Tensor, pull: Pull): Promise<void>;
  /** Writes activations or ids from row `row` on; visible to the next submit. */
  write(tensor: Tensor, data: FloatArray | Int32Array, row?: number): void;
  /** Rows [row, row + rows) of an activation tensor, a copy. Float64Array only from a float64 backend. */
  read(tensor: Tensor, row?: number, rows?: number): Promise<FloatArray>;
  /** The stored bytes of rows [row, row + rows), whatever the type; for what `writeBytes` brings back. */
  readBytes(tensor: Tensor, row: number, rows: number): Promise<Uint8Array>;
  /** Puts stored bytes back from row `row` on. */
  writeBytes(tensor: Tensor, row: number, bytes: Uint8Array): Promise<void>;
  /**
   * Runs the commands in order. One submit at a time; a second one queues behind it. A list is never changed
   * once submitted: given again, it need not be looked at again.
   */
  submit(commands: readonly Command[]): Promise<void>;
  close(): Promise<void>;
}
