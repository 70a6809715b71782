// Encoders of the plain formats and the 32-element blocks, one row at a time. Without importance the
// linear formats round to nearest in float32, byte for byte as llama.cpp's reference quantizer does;
// with importance (one non-negative weight a column) they search for the scale of least weighted error.
// The caller has checked lengths and that every value is finite, and checks the stored scales afterwards.
import { f16ToF32, f32ToBf16, f32ToF16 } from './half.ts';
import {
  type Affine,
  clamp,
  extreme,
  fitAffine,
  fitIq4,
  fitScale,
  nearestIq4,
  roundEven,
  sumOfSquares,
  type Trials,
} from './quants-fit.ts';

/** Stores one row. `importance` has the row's length. */
export type Encode = (row: Float32Array, target: Uint8Array, importance: Float32Array | undefined) => void;

/** The inverse scales tried when importance is known: a finer net than without. */
export const FINE_TRIALS: Trials = { first: -0.9, step: 0.05, count: 36 };

const { fround } = Math;
const levels = new Uint8Array(32);
const weight = new Float64Array(32);
const line: Affine = { scale: 0, min: 0 };

/** Stores f16 bits and returns the value that a reader will see. */
export function putHalf(target: Uint8Array, at: number, value: number): number {
  const bits = f32ToF16(value);
  target[at] = bits;
  target[at + 1] = bits >> 8;
  return f16ToF32(bits);
}

/** How much each error counts in a range: importance · sqrt(energy + x²), so large weights count more. */
export function weigh(
  x: Float32Array,
  at: number,
  n: number,
  importance: Float32Array,
  energy: number,
  out: Float64Array,
): void {
  for (let i = 0; i < n; i++) out[i] = importance[at + i]! * Math.sqrt(energy + x[at + i]! * x[at + i]!);
}

export function encodeF32(row: Float32Array, target: Uint8Array): void {
  target.set(new Uint8Array(row.buffer, row.byteOffset, row.byteLength));
}

export function encodeF16(row: Float32Array, target: Uint8Array): void {
  for (let i = 0; i < row.length; i++) {
    const bits = f32ToF16(row[i]!);
    target[2 * i] = bits;
    target[2 * i + 1] = bits >> 8;
  }
}

export function encodeBF16(row: Float32Array, target: Uint8Array): void {
  for (let i = 0; i < row.length; i++) {
    const bits = f32ToBf16(row[i]!);
    target[2 * i] = bits;
    target[2 * i + 1] = bits >> 8;
  }
}

/** Rounds to the nearest of 255 levels; importance changes nothing at this precision. */
export function encodeQ8_0(row: Float32Array, target: Uint8Array): void {
  for (let x = 0, at = 0; x < row.length; x += 32, at += 34) {
    const scale = fround(Math.abs(extreme(row, x, 32)) / 127);
    const inverse = scale === 0 ? 0 : fround(1 / scale);
    putHalf(target, at, scale);
    for (let j = 0; j < 32; j++) {
      const value = fround(row[x + j]! * inverse);
      const magnitude = Math.min(127, Math.floor(Math.abs(value) + 0.5));
      target[at + 2 + j] = value < 0 ? -magnitude : magnitude;
    }
  }
}

export const encodeQ4_0: Encode = (row, target, importance) => encodeSymmetric(4, row, target, importance);
export const encodeQ5_0: Encode = (row, target, importance) => encodeSymmetric(5, row, target, importance);
export const encodeQ4_1: Encode = (row, target, importance) => encodeAffine(4, row, target, importance);
export const encodeQ5_1: Encode = (row, target, importance) => encodeAffine(5, row, target, importance);

/** Q4_0 and Q5_0: the element of largest magnitude gets the lowest level, which has no positive twin. */
function encodeSymmetric(bits: 4 | 5, row: Float32Array, target: Uint8Array, importance: Float32Array | undefined) {
  const half = 1 << (bits - 1);
  const top = 2 * half - 1;
  const bytes = bits === 4 ? 18 : 22;
  const energy = importance ? sumOfSquares(row, 0, row.length) / row.length : 0;
  for (let x = 0, at = 0; x < row.length; x += 32, at += bytes) {
    if (importance) {
      weigh(row, x, 32, importance, energy, weight);
      const scale = putHalf(target, at, fitScale(row, x, 32, { low: -half, high: half - 1, anchor: -half }, weight));
      const inverse = scale === 0 ? 0 : 1 / scale;
      for (let j = 0; j < 32; j++) levels[j] = clamp(roundEven(row[x + j]! * inverse) + half, 0, top);
    } else {
      const scale = fround(extreme(row, x, 32) / -half);
      const inverse = scale === 0 ? 0 : fround(1 / scale);
      putHalf(target, at, scale);
      for (let j = 0; j < 32; j++) levels[j] = clamp(fround(fround(row[x + j]! * inverse) + half + 0.5), 0, top);
    }
    packLevels(bits, target, at + 2);
  }
}

/** Q4_1 and Q5_1: the levels run from the block's minimum to its maximum. */
function encodeAffine(bits: 4 | 5, row: Float32Array, target: Uint8Array, importance: Float32Array | undefined) {
  const top = (1 << bits) - 1;
  const bytes = bits === 4 ? 20 : 24;
  const energy = importance ? sumOfSquares(row, 0, row.length) / row.length : 0;
  for (let x = 0, at = 0; x < row.length; x += 32, at += bytes) {
    if (importance) {
      weigh(row, x, 32, importance, energy, weight);
      fitAffine(row, x, 32, top, weight, FINE_TRIALS, line);
      const scale = putHalf(target, at, line.scale);
      const min = putHalf(target, at + 2, line.min);
      const inverse = scale === 0 ? 0 : 1 / scale;
      for (let j = 0; j < 32; j++) levels[j] = clamp(roundEven((row[x + j]! - min) * inverse), 0, top);
    } else {
      let min = row[x]!;
      let max = min;
      for (let j = 1; j < 32; j++) {
        if (row[x + j]! < min) min = row[x + j]!;
        if (row[x + j]! > max) max = row[x + j]!;
      }
      const scale = fround(fround(max - min) / top);
      const inverse = scale === 0 ? 0 : fround(1 / scale);
      putHalf(target, at, scale);
      putHalf(target, at + 2, min);
      for (let j = 0; j < 32; j++) levels[j] = clamp(fround(fround(fround(row[x + j]! - min) * inverse) + 0.5), 0, top);
    }
    packLevels(bits, target, at + 4);
  }
}

/** The 16 uneven levels: the scale of least error weighted by x² (or by importance). */
export function encodeIQ4_NL(row: Float32Array, target: Uint8Array, importance: Float32Array | undefined): void {
  for (let x = 0, at = 0; x < row.length; x += 32, at += 18) {
    if (importance) weigh(row, x, 32, importance, (2 * sumOfSquares(row, x, 32)) / 32, weight);
    else for (let j = 0; j < 32; j++) weight[j] = row[x + j]! * row[x + j]!;
    const scale = fround(fitIq4(row, x, 32, weight));
    const inverse = scale === 0 ? 0 : fround(1 / scale);
    putHalf(target, at, scale);
    for (let j = 0; j < 32; j++) levels[j] = nearestIq4(fround(row[x + j]! * inverse));
    packLevels(4, target, at + 2);
  }
}

/** The 32 `levels`: fifth bits as a little-endian word if there are any, then 16 bytes of nibbles. */
function packLevels(bits: 4 | 5, target: Uint8Array, at: number): void {
  if (bits === 5) {
    target.fill(0, at, at + 4);
    for (let j = 0; j < 32; j++) target[at + (j >> 3)]! |= (levels[j]! >> 4) << (j & 7);
    at += 4;
  }
  for (let j = 0; j < 16; j++) target[at + j] = (levels[j]! & 15) | ((levels[j + 16]! & 15) << 4);
}
