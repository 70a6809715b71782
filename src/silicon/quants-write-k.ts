// Encoders of the 256-element super-blocks Q4_K, Q5_K and Q6_K, one row at a time. Each sub-block gets
// the scale (and min) of least weighted error; those are themselves stored as 6- or 8-bit multiples of one
// f16, again of least error, and the levels are then rounded under what was stored. Layouts: see the decoders.
import {
  type Affine,
  clamp,
  fitAffine,
  fitScale,
  type Levels,
  NEGLIGIBLE,
  roundEven,
  sumOfSquares,
  type Trials,
} from './quants-fit.ts';
import { type Encode, FINE_TRIALS, putHalf, weigh } from './quants-write.ts';

const levels = new Uint8Array(256);
const weight = new Float64Array(32);
const scales = new Float64Array(16);
const mins = new Float64Array(8);
const sums = new Float64Array(8);
const line: Affine = { scale: 0, min: 0 };

/** The inverse scales tried without importance: more levels need fewer trials below the obvious one. */
const TRIALS: Record<4 | 5, Trials> = {
  4: { first: -1, step: 0.1, count: 20 },
  5: { first: -0.5, step: 0.1, count: 15 },
};

const SIX_BITS: Levels = { low: -32, high: 31, anchor: -32 };
/** For the scales and mins of sub-blocks, which are never negative. */
const MULTIPLES: Levels = { low: 0, high: 63, anchor: 63 };

export const encodeQ4_K: Encode = (row, target, importance) => {
  for (let x = 0, at = 0; x < row.length; x += 256, at += 144) {
    encodeSubBlocks(4, row, x, target, at, importance);
    packNibbles(target, at + 16);
  }
};

export const encodeQ5_K: Encode = (row, target, importance) => {
  for (let x = 0, at = 0; x < row.length; x += 256, at += 176) {
    encodeSubBlocks(5, row, x, target, at, importance);
    for (let i = 0; i < 32; i++) {
      let fifth = 0;
      for (let j = 0; j < 8; j++) fifth |= (levels[32 * j + i]! >> 4) << j;
      target[at + 16 + i] = fifth;
    }
    packNibbles(target, at + 48);
  }
};

/** Stores the scale, the min and the 12 packed bytes of a Q4_K or Q5_K block and fills `levels`. */
function encodeSubBlocks(
  bits: 4 | 5,
  row: Float32Array,
  x: number,
  target: Uint8Array,
  at: number,
  importance: Float32Array | undefined,
): void {
  const top = (1 << bits) - 1;
  const energy = (2 * sumOfSquares(row, x, 256)) / 256;
  for (let j = 0; j < 8; j++) {
    const sub = x + 32 * j;
    if (importance) weigh(row, sub, 32, importance, energy, weight);
    else {
      const typical = Math.sqrt(sumOfSquares(row, sub, 32) / 32);
      for (let i = 0; i < 32; i++) weight[i] = typical + Math.abs(row[sub + i]!);
    }
    fitAffine(row, sub, 32, top, weight, importance ? FINE_TRIALS : TRIALS[bits], line);
    sums[j] = 0;
    for (let i = 0; i < 32; i++) sums[j]! += weight[i]!;
    scales[j] = Math.max(0, line.scale);
    mins[j] = -line.min;
  }
  const unitScale = fitScale(scales, 0, 8, MULTIPLES, sums);
  const unitMin = fitScale(mins, 0, 8, MULTIPLES, sums);
  const scale = putHalf(target, at, unitScale);
  const min = putHalf(target, at + 2, unitMin);
  target.fill(0, at + 4, at + 16);
  for (let j = 0; j < 8; j++) {
    const s = unitScale > 0 ? clamp(roundEven(scales[j]! / unitScale), 0, 63) : 0;
    const m = unitMin > 0 ? clamp(roundEven(mins[j]! / unitMin), 0, 63) : 0;
    packScales(target, at + 4, j, s, m);
    const inverse = scale * s === 0 ? 0 : 1 / (scale * s);
    for (let i = 32 * j; i < 32 * j + 32; i++) levels[i] = clamp(roundEven((row[x + i]! + min * m) * inverse), 0, top);
  }
}

/** The inverse of the decoders' packedScale and packedMin, into zeroed bytes. */
function packScales(target: Uint8Array, at: number, j: number, scale: number, min: number): void {
  if (j < 4) {
    target[at + j]! |= scale;
    target[at + j + 4]! |= min;
  } else {
    target[at + j + 4] = (scale & 15) | ((min & 15) << 4);
    target[at + j - 4]! |= (scale >> 4) << 6;
    target[at + j]! |= (min >> 4) << 6;
  }
}

/** The low four bits of `levels`: 32 bytes for each pair of sub-blocks. */
function packNibbles(target: Uint8Array, at: number): void {
  for (let pair = 0; pair < 4; pair++)
    for (let i = 0; i < 32; i++)
      target[at + 32 * pair + i] = (levels[64 * pair + i]! & 15) | ((levels[64 * pair + 32 + i]! & 15) << 4);
}

export const encodeQ6_K: Encode = (row, target, importance) => {
  for (let x = 0, at = 0; x < row.length; x += 256, at += 210) {
    let largest = 0;
    for (let j = 0; j < 16; j++) {
      const sub = x + 16 * j;
      for (let i = 0; i < 16; i++) weight[i] = importance ? importance[sub + i]! : row[sub + i]! * row[sub + i]!;
      scales[j] = fitScale(row, sub, 16, SIX_BITS, weight);
      if (Math.abs(scales[j]!) > Math.abs(largest)) largest = scales[j]!;
    }
    target.fill(0, at, at + 210);
    if (Math.abs(largest) < NEGLIGIBLE) continue;
    const scale = putHalf(target, at + 208, largest / -128);
    for (let j = 0; j < 16; j++) {
      const s = Math.min(127, roundEven((-128 * scales[j]!) / largest));
      target[at + 192 + j] = s;
      const inverse = scale * s === 0 ? 0 : 1 / (scale * s);
      for (let i = 16 * j; i < 16 * j + 16; i++) levels[i] = clamp(roundEven(row[x + i]! * inverse), -32, 31) + 32;
    }
    for (let i = 0; i < 256; i++) {
      const [half, quarter, j] = [i >> 7, (i >> 5) & 3, i & 31];
      target[at + 64 * half + 32 * (quarter & 1) + j]! |= (levels[i]! & 15) << (4 * (quarter >> 1));
      target[at + 128 + 32 * half + j]! |= (levels[i]! >> 4) << (2 * quarter);
    }
  }
};
