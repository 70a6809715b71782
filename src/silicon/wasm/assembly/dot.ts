// Sums of products of bytes: four signed activations, repeated, times the unsigned weights of four rows.
// Relaxed SIMD has one instruction for it, but machines differ where a weight needs its eighth bit: `probe`
// asks. Every way gives the same whole numbers, so results do not depend on the machine.

import { EXACT } from '../layout';

/**
 * a[r] + Σ x[c] · w[4r + c], c < 4. `wide`: weights may reach 255. Split, w is twice its upper seven bits
 * plus the lowest.
 */
// @ts-ignore: decorator
@inline
export function dot(mode: i32, wide: bool, x: v128, w: v128, a: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) {
    if (mode == EXACT || !wide) return i32x4.relaxed_dot_i8x16_i7x16_add_s(x, w, a);
    const upper = v128.and(i16x8.shr_u(w, 1), v128.load8_splat(MASKS));
    a = i32x4.relaxed_dot_i8x16_i7x16_add_s(x, v128.and(w, v128.load8_splat(MASKS, 1)), a);
    a = i32x4.relaxed_dot_i8x16_i7x16_add_s(x, upper, a);
    return i32x4.relaxed_dot_i8x16_i7x16_add_s(x, upper, a);
  }
  const xs = i16x8.extend_low_i8x16_s(x);
  const low = i32x4.dot_i16x8_s(xs, i16x8.extend_low_i8x16_u(w));
  const high = i32x4.dot_i16x8_s(xs, i16x8.extend_high_i8x16_u(w));
  const pairs = i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7));
  return i32x4.add(a, pairs);
}

const MASKS: usize = memory.data<u8>([0x7f, 1]);

/** Σ of four products x · w by the instruction: 4 · 127 · 255 where it is exact; −1 where there is none. */
export function probe(x: i32, w: i32): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return -1;
  const zero = i32x4.splat(0);
  return i32x4.extract_lane(i32x4.relaxed_dot_i8x16_i7x16_add_s(i8x16.splat(<i8>x), i8x16.splat(<i8>w), zero), 0);
}
