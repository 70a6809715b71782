// Activations as bytes, for the integer kernels.
// 32 columns of one token: its scale · 2^112, its scale, minus the sum of its values, of the first 16, of
// the others, then the values: ACTIVATION bytes. Tokens of a tile are interleaved word by word.
import { ACTIVATION } from '../layout';

/** Tokens in fours, then one by one, as bytes. */
export function quantize(x: usize, into: usize, rows: i32, cols: i32): void {
  const width = <usize>cols << 2;
  const token = <usize>(cols >> 5) * ACTIVATION;
  let t = 0;
  for (; t + 4 <= rows; t += 4, into += 4 * token)
    for (let i: usize = 0; i < 4; i++, x += width)
      for (let b = 0; b < cols >> 5; b++) quantize32(x + <usize>(b << 7), into + <usize>b * (4 * ACTIVATION), 4, i);
  for (; t < rows; t++, into += token, x += width)
    for (let b = 0; b < cols >> 5; b++) quantize32(x + <usize>(b << 7), into + <usize>b * ACTIVATION, 1, 0);
}

// @ts-ignore: decorator
@inline
function total(v: v128): i32 {
  const two = i32x4.add(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** 32 columns of token `i` of `n`: the largest magnitude becomes 127. */
// @ts-ignore: decorator
@inline
function quantize32(from: usize, into: usize, n: usize, i: usize): void {
  let largest = f32x4.abs(v128.load(from));
  for (let j: usize = 16; j < 128; j += 16) largest = f32x4.max(largest, f32x4.abs(v128.load(from + j)));
  largest = f32x4.max(largest, v128.shuffle<i32>(largest, largest, 2, 3, 0, 1));
  const most = max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1));
  const nothing = most < 1e-30;
  const inverse = f32x4.splat(nothing ? 0 : <f32>127 / most);
  const scale: f32 = nothing ? 0 : most / 127;
  const a = whole(from, inverse), b = whole(from + 16, inverse), c = whole(from + 32, inverse), d = whole(from + 48, inverse);
  const e = whole(from + 64, inverse), f = whole(from + 80, inverse), g = whole(from + 96, inverse), h = whole(from + 112, inverse);
  const first = -total(i32x4.add(i32x4.add(a, b), i32x4.add(c, d)));
  const second = -total(i32x4.add(i32x4.add(e, f), i32x4.add(g, h)));
  const at = into + (i << 2);
  const word = n << 2;
  store<f32>(at, scale * reinterpret<f32>(0x77800000));
  store<f32>(at + word, scale);
  store<i32>(at + 2 * word, first + second);
  store<i32>(at + 3 * word, first);
  store<i32>(at + 4 * word, second);
  const low = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
  const high = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(e, f), i16x8.narrow_i32x4_s(g, h));
  v128.store32_lane(at + 5 * word, low, 0);
  v128.store32_lane(at + 6 * word, low, 1);
  v128.store32_lane(at + 7 * word, low, 2);
  v128.store32_lane(at + 8 * word, low, 3);
  v128.store32_lane(at + 9 * word, high, 0);
  v128.store32_lane(at + 10 * word, high, 1);
  v128.store32_lane(at + 11 * word, high, 2);
  v128.store32_lane(at + 12 * word, high, 3);
}

// @ts-ignore: decorator
@inline
function whole(from: usize, factor: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from), factor)));
}
