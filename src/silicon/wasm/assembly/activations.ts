// Activations as bytes, for the integer kernels. Tokens lie side by side, 32 columns of each at a time, as a
// record: eight words (the scale · 2^112; the scale; minus the sum of the values, scaled; minus the sum times
// 8, 16 and 128, in whole numbers; minus 32 times the sums of the first 16 and of the others), then the 32
// values. For SPLIT they follow once more as 16 · a + b, −8 ≤ a ≤ 8, −8 ≤ b < 8: all a, then all b.
import { ACTIVATION, SPLIT } from '../layout';

/** Bytes of a record. */
// @ts-ignore: decorator
@inline
export function recordBytes(mode: i32): usize {
  return mode == SPLIT ? ACTIVATION : ACTIVATION / 2;
}

/** `rows` tokens of `cols` columns, float32, as records. */
export function quantize(x: usize, into: usize, rows: i32, cols: i32, mode: i32): void {
  const record = recordBytes(mode);
  const stride = <usize>rows * record;
  for (let t = 0; t < rows; t++, into += record) {
    let at = into;
    for (let b = 0; b < cols >> 5; b++, x += 128, at += stride) quantize32(x, at, mode == SPLIT);
  }
}

// @ts-ignore: decorator
@inline
function total(v: v128): i32 {
  const two = i32x4.add(v, v128.shuffle<i32>(v, v, 2, 3, 0, 1));
  return i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1);
}

/** A record of 32 columns: the largest magnitude becomes 127. */
function quantize32(from: usize, into: usize, split: bool): void {
  let largest = f32x4.abs(v128.load(from));
  for (let j: usize = 16; j < 128; j += 16) largest = f32x4.max(largest, f32x4.abs(v128.load(from + j)));
  largest = f32x4.max(largest, v128.shuffle<i32>(largest, largest, 2, 3, 0, 1));
  const most = max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1));
  const nothing = most < 1e-30;
  const inverse = f32x4.splat(nothing ? 0 : <f32>127 / most);
  const scale: f32 = nothing ? 0 : most / 127;
  const a = eight(from, inverse), b = eight(from + 32, inverse), c = eight(from + 64, inverse), d = eight(from + 96, inverse);
  const one = i16x8.splat(1);
  const first = -total(i32x4.dot_i16x8_s(i16x8.add(a, b), one));
  const second = -total(i32x4.dot_i16x8_s(i16x8.add(c, d), one));
  const sum = first + second;
  store<f32>(into, scale * reinterpret<f32>(0x77800000));
  store<f32>(into, scale, 4);
  store<f32>(into, <f32>sum * scale, 8);
  store<i32>(into, sum << 3, 12);
  store<i32>(into, sum << 4, 16);
  store<i32>(into, sum << 7, 20);
  store<i32>(into, first << 5, 24);
  store<i32>(into, second << 5, 28);
  v128.store(into, i8x16.narrow_i16x8_s(a, b), 32);
  v128.store(into, i8x16.narrow_i16x8_s(c, d), 48);
  if (!split) return;
  const e = upper(a), f = upper(b), g = upper(c), h = upper(d);
  v128.store(into, i8x16.narrow_i16x8_s(e, f), 64);
  v128.store(into, i8x16.narrow_i16x8_s(g, h), 80);
  v128.store(into, i8x16.narrow_i16x8_s(lower(a, e), lower(b, f)), 96);
  v128.store(into, i8x16.narrow_i16x8_s(lower(c, g), lower(d, h)), 112);
}

/** Eight columns as whole numbers of 16 bits. */
// @ts-ignore: decorator
@inline
function eight(from: usize, factor: v128): v128 {
  const low = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from), factor)));
  return i16x8.narrow_i32x4_s(low, i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(from, 16), factor))));
}

/** The nearest sixteenth. */
// @ts-ignore: decorator
@inline
function upper(v: v128): v128 {
  return i16x8.shr_s(i16x8.add(v, i16x8.splat(8)), 4);
}

// @ts-ignore: decorator
@inline
function lower(v: v128, upper: v128): v128 {
  return i16x8.sub(v, i16x8.shl(upper, 4));
}
