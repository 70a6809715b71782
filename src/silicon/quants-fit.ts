// The searches behind the lossy encoders: given numbers x and how much an error at each counts, find the
// scale (and offset) whose levels come closest. Each tries a few inverse scales around the obvious one,
// rounds x to levels under it, and solves the weighted least squares for those levels in closed form.
// All arithmetic is float64. Ranges are given as (x, at, n); `weight` is indexed from 0.
import { IQ4_LEVELS } from './quants-read.ts';

/** Blocks whose largest magnitude is below this are stored as zero. */
export const NEGLIGIBLE = 1e-15;

/** Adding and taking away 1.5 · 2^52 rounds to a whole number, ties to even, signs included. */
const ROUND = 1.5 * 2 ** 52;

export function roundEven(value: number): number {
  return value + ROUND - ROUND;
}

export function clamp(value: number, low: number, high: number): number {
  if (value < low) return low;
  return Math.min(value, high);
}

/** The element of x[at, at + n) with the largest magnitude, the first of equals. */
export function extreme(x: Float32Array | Float64Array, at: number, n: number): number {
  let value = 0;
  for (let i = at; i < at + n; i++) if (Math.abs(x[i]!) > Math.abs(value)) value = x[i]!;
  return value;
}

/** Σ x² over a range. */
export function sumOfSquares(x: Float32Array, at: number, n: number): number {
  let sum = 0;
  for (let i = at; i < at + n; i++) sum += x[i]! * x[i]!;
  return sum;
}

/** Whole levels from `low` to `high`; the extreme element is put near the level `anchor`. */
export interface Levels {
  readonly low: number;
  readonly high: number;
  readonly anchor: number;
}

/**
 * The scale s that makes Σ w (s·q − x)² small over the levels q. Negative where the anchor and the extreme
 * element have opposite signs; 0 when there is nothing to scale.
 */
export function fitScale(
  x: Float32Array | Float64Array,
  at: number,
  n: number,
  { low, high, anchor }: Levels,
  weight: Float64Array,
): number {
  const largest = extreme(x, at, n);
  if (Math.abs(largest) < NEGLIGIBLE) return 0;
  let scale = 0;
  let best = 0;
  for (let step = -9; step <= 9; step++) {
    const inverse = (anchor + 0.1 * step) / largest;
    let qx = 0;
    let qq = 0;
    for (let i = 0; i < n; i++) {
      const q = clamp(roundEven(inverse * x[at + i]!), low, high);
      const wq = weight[i]! * q;
      qx += wq * x[at + i]!;
      qq += wq * q;
    }
    // With s = qx / qq the error is Σwx² − qx² / qq.
    if (qq > 0 && qx * qx > best * qq) {
      scale = qx / qq;
      best = scale * qx;
    }
  }
  return scale;
}

/** A straight line of levels: x ≈ scale · q + min. */
export interface Affine {
  scale: number;
  min: number;
}

/** Which inverse scales `fitAffine` tries: (top + first + step · k) / (max − best min so far), k ≤ count. */
export interface Trials {
  readonly first: number;
  readonly step: number;
  readonly count: number;
}

/** Into `out`: scale ≥ 0 and min ≤ 0 that make Σ w (scale·q + min − x)² small over levels q from 0 to top. */
export function fitAffine(
  x: Float32Array,
  at: number,
  n: number,
  top: number,
  weight: Float64Array,
  trials: Trials,
  out: Affine,
): void {
  let low = 0;
  let high = x[at]!;
  let w1 = 0;
  let wx = 0;
  let wxx = 0;
  for (let i = 0; i < n; i++) {
    const value = x[at + i]!;
    if (value < low) low = value;
    if (value > high) high = value;
    w1 += weight[i]!;
    wx += weight[i]! * value;
    wxx += weight[i]! * value * value;
  }
  out.scale = (high - low) / top;
  out.min = low;
  if (high === low) return;
  let best = affineError(x, at, n, top, weight, out);
  for (let k = 0; k <= trials.count; k++) {
    const from = out.min;
    const inverse = (top + trials.first + trials.step * k) / (high - from);
    let q1 = 0;
    let qq = 0;
    let qx = 0;
    for (let i = 0; i < n; i++) {
      const value = x[at + i]!;
      const q = clamp(roundEven(inverse * (value - from)), 0, top);
      const wq = weight[i]! * q;
      q1 += wq;
      qq += wq * q;
      qx += wq * value;
    }
    const determinant = w1 * qq - q1 * q1;
    if (!(determinant > 1e-12 * w1 * qq)) continue; // one level only: no line through it
    let scale = (w1 * qx - wx * q1) / determinant;
    let min = (qq * wx - q1 * qx) / determinant;
    if (min > 0) {
      min = 0;
      scale = qx / qq;
    }
    // At the least-squares solution the error needs no second pass.
    const error = wxx - scale * qx - min * wx;
    if (error < best) {
      best = error;
      out.scale = scale;
      out.min = min;
    }
  }
}

/** Σ w (scale·q + min − x)² with q the nearest level. */
function affineError(x: Float32Array, at: number, n: number, top: number, weight: Float64Array, line: Affine): number {
  let error = 0;
  for (let i = 0; i < n; i++) {
    const q = clamp(roundEven((x[at + i]! - line.min) / line.scale), 0, top);
    error += weight[i]! * (line.scale * q + line.min - x[at + i]!) ** 2;
  }
  return error;
}

const LOWEST = IQ4_LEVELS[0]!;
const HIGHEST = IQ4_LEVELS[15]!;

/** Nearest IQ4 level for each half unit from the lowest level up (every midpoint is a multiple of ½). */
const NEAREST_IQ4 = Uint8Array.from({ length: 2 * (HIGHEST - LOWEST) + 1 }, (_, k) => {
  const value = LOWEST + k / 2;
  let nearest = 0;
  for (let q = 1; q < 16; q++)
    if (Math.abs(IQ4_LEVELS[q]! - value) <= Math.abs(IQ4_LEVELS[nearest]! - value)) nearest = q;
  return nearest;
});

/** The index of the IQ4 level nearest to `value`, the upper of two equally near. */
export function nearestIq4(value: number): number {
  return NEAREST_IQ4[Math.floor(2 * (clamp(value, LOWEST, HIGHEST) - LOWEST))]!;
}

/** Where on the scale of levels the extreme element is tried: near the lowest level, and its mirror image. */
const IQ4_ANCHORS = [-LOWEST, ...Array.from({ length: 15 }, (_, k) => LOWEST - 7 + k)];

/** As `fitScale` for the levels of IQ4_NL. */
export function fitIq4(x: Float32Array, at: number, n: number, weight: Float64Array): number {
  const largest = extreme(x, at, n);
  if (Math.abs(largest) < NEGLIGIBLE) return 0;
  let scale = 0;
  let best = 0;
  for (const anchor of IQ4_ANCHORS) {
    const inverse = anchor / largest;
    let qx = 0;
    let qq = 0;
    for (let i = 0; i < n; i++) {
      const q = IQ4_LEVELS[nearestIq4(inverse * x[at + i]!)]!;
      const wq = weight[i]! * q;
      qx += wq * x[at + i]!;
      qq += wq * q;
    }
    if (qq > 0 && qx * qx > best * qq) {
      scale = qx / qq;
      best = scale * qx;
    }
  }
  return scale;
}
