// Sums of products of bytes: signed activations, four repeated, times the unsigned weights of four rows.
// Relaxed SIMD has instructions for it, but machines differ where a weight needs its eighth bit: the probes
// ask. Every way gives the same whole numbers, so results do not depend on the machine.
//
// EXACT: one instruction multiplies and adds four bytes. SIGNED: the same where it takes weights as signed.
// SPLIT: it takes seven bits only and is slow, but products of neighbours are exact in 16 bits, where they
// are summed as long as they fit; for weights of eight bits, activations come in two nibbles.
import { SIGNED } from '../layout';

/** a[r] + Σ x[c] · w[4r + c], c < 4. */
// @ts-ignore: decorator
@inline
export function dot(mode: i32, x: v128, w: v128, a: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(x, w, a);
  const xs = i16x8.extend_low_i8x16_s(x);
  const low = i32x4.dot_i16x8_s(xs, mode == SIGNED ? i16x8.extend_low_i8x16_s(w) : i16x8.extend_low_i8x16_u(w));
  const high = i32x4.dot_i16x8_s(xs, mode == SIGNED ? i16x8.extend_high_i8x16_s(w) : i16x8.extend_high_i8x16_u(w));
  const pairs = i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7));
  return i32x4.add(a, pairs);
}

/** Four times `dot`, of the 16 activations at `x`. */
// @ts-ignore: decorator
@inline
export function dot4(mode: i32, x: usize, w0: v128, w1: v128, w2: v128, w3: v128, a: v128): v128 {
  a = dot(mode, v128.load32_splat(x), w0, a);
  a = dot(mode, v128.load32_splat(x, 4), w1, a);
  a = dot(mode, v128.load32_splat(x, 8), w2, a);
  return dot(mode, v128.load32_splat(x, 12), w3, a);
}

/** Products of neighbours, added: two sums of 16 bits a row. Exact while they fit 16 bits, and so may be sums of them. */
// @ts-ignore: decorator
@inline
export function pairs(x: usize, w: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i16x8.relaxed_dot_i8x16_i7x16_s(v128.load32_splat(x), w);
  return w;
}

// @ts-ignore: decorator
@inline
export function pairs2(x: usize, w0: v128, w1: v128): v128 {
  return i16x8.add(pairs(x, w0), pairs(x + 4, w1));
}

// @ts-ignore: decorator
@inline
export function pairs4(x: usize, w0: v128, w1: v128, w2: v128, w3: v128): v128 {
  return i16x8.add(pairs2(x, w0, w1), pairs2(x + 8, w2, w3));
}

// @ts-ignore: decorator
@inline
export function pairs8(
  x: usize, w0: v128, w1: v128, w2: v128, w3: v128, w4: v128, w5: v128, w6: v128, w7: v128,
): v128 {
  return i16x8.add(pairs4(x, w0, w1, w2, w3), pairs4(x + 16, w4, w5, w6, w7));
}

const UNITS: usize = memory.data<u16>([1, 16]);

/** 1 in every 16 bits: what pairs are multiplied with to become sums of 32 bits. */
// @ts-ignore: decorator
@inline
export function ones(): v128 {
  return v128.load16_splat(UNITS);
}

// @ts-ignore: decorator
@inline
export function sixteens(): v128 {
  return v128.load16_splat(UNITS, 2);
}

/** Σ of four products x · w by the instruction of EXACT and SIGNED; −1 where there is none. */
export function probe(x: i32, w: i32): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return -1;
  const sums = i32x4.relaxed_dot_i8x16_i7x16_add_s(i8x16.splat(<i8>x), i8x16.splat(<i8>w), i32x4.splat(0));
  return i32x4.extract_lane(sums, 0);
}

/** Σ of two products x · w by the instruction of SPLIT; −1 where there is none. */
export function probePairs(x: i32, w: i32): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return -1;
  return i16x8.extract_lane_s(i16x8.relaxed_dot_i8x16_i7x16_s(i8x16.splat(<i8>x), i8x16.splat(<i8>w)), 0);
}
