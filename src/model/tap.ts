// Taps: reading and patching activations while a pass runs, without a second forward. A tap names a
// place, a layer and a position; a pass that meets one is cut there, read, patched and continued.
import type { FloatArray } from '../silicon/ops.ts';

/**
 * The places, in the order a pass meets them. Widths: D except q (H·N), k and v (K·N), attn (H·N),
 * ffn_act (F) and logits (V). `q` and `k` are seen after QK-norm and rotation.
 */
export const TAP_POINTS = [
  'embedding',
  'attn_norm',
  'q',
  'k',
  'v',
  'attn',
  'attn_out',
  'resid_mid',
  'ffn_norm',
  'ffn_act',
  'ffn_out',
  'resid',
  'final_norm',
  'logits',
] as const;

export type TapPoint = (typeof TAP_POINTS)[number];

/** What a tap sees: rows of one activation, a copy. */
export interface Activation {
  readonly at: TapPoint;
  /** From 0; −1 outside the layers. */
  readonly layer: number;
  /** Position in the sequence of the first row. */
  readonly start: number;
  readonly rows: number;
  readonly cols: number;
  /** (rows, cols), row-major. */
  readonly data: FloatArray;
}

export interface Tap {
  readonly at: TapPoint;
  /** Only this layer; every layer when absent. */
  readonly layer?: number;
  /** Only the row at this position; all rows of the pass when absent. */
  readonly position?: number;
  /** Returning values of the same shape replaces the activation from here on. */
  run(activation: Activation): FloatArray | undefined | Promise<FloatArray | undefined>;
}
