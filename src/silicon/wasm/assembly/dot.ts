// Sums of products of bytes: four signed activations, repeated, times the unsigned weights of four rows.
// Relaxed SIMD has one instruction for it, but machines differ where a weight needs its eighth bit: `probe`
// asks. Where the instruction takes seven bits only, it is also slow, and products are summed in 16 bits as
// long as they fit. Every way gives the same whole numbers, so results do not depend on the machine.
import { SPLIT } from '../layout';

/** a[r] + Σ x[c] · w[4r + c], c < 4. */
// @ts-ignore: decorator
@inline
export function dot(x: v128, w: v128, a: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i32x4.relaxed_dot_i8x16_i7x16_add_s(x, w, a);
  const xs = i16x8.extend_low_i8x16_s(x);
  const low = i32x4.dot_i16x8_s(xs, i16x8.extend_low_i8x16_u(w));
  const high = i32x4.dot_i16x8_s(xs, i16x8.extend_high_i8x16_u(w));
  const pairs = i32x4.add(v128.shuffle<i32>(low, high, 0, 2, 4, 6), v128.shuffle<i32>(low, high, 1, 3, 5, 7));
  return i32x4.add(a, pairs);
}

/** Four times `dot`; weights have `bits` bits. `fifteen` and `one` (from `ones`) are loaded before the loop. */
// @ts-ignore: decorator
@inline
export function dot4(
  mode: i32, bits: i32, fifteen: v128, one: v128,
  x0: v128, x1: v128, x2: v128, x3: v128, w0: v128, w1: v128, w2: v128, w3: v128, a: v128,
): v128 {
  if (!ASC_FEATURE_RELAXED_SIMD || mode != SPLIT) return dot(x3, w3, dot(x2, w2, dot(x1, w1, dot(x0, w0, a))));
  if (bits == 6) {
    const first = i16x8.add(pairs(x0, w0), pairs(x1, w1));
    const second = i16x8.add(pairs(x2, w2), pairs(x3, w3));
    return i32x4.add(a, i32x4.add(i32x4.dot_i16x8_s(first, one), i32x4.dot_i16x8_s(second, one)));
  }
  if (bits < 6) return i32x4.add(a, i32x4.dot_i16x8_s(pairs4(x0, x1, x2, x3, w0, w1, w2, w3), one));
  const low = pairs4(
    x0, x1, x2, x3,
    v128.and(w0, fifteen), v128.and(w1, fifteen), v128.and(w2, fifteen), v128.and(w3, fifteen),
  );
  const high = pairs4(
    x0, x1, x2, x3,
    high4(w0, fifteen), high4(w1, fifteen), high4(w2, fifteen), high4(w3, fifteen),
  );
  a = i32x4.add(a, i32x4.dot_i16x8_s(low, one));
  return i32x4.add(a, i32x4.shl(i32x4.dot_i16x8_s(high, one), 4));
}

/** Products of neighbours, added: below 2 · 127 · 2^bits. */
// @ts-ignore: decorator
@inline
function pairs(x: v128, w: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i16x8.relaxed_dot_i8x16_i7x16_s(x, w);
  return w;
}

// @ts-ignore: decorator
@inline
function pairs4(x0: v128, x1: v128, x2: v128, x3: v128, w0: v128, w1: v128, w2: v128, w3: v128): v128 {
  return i16x8.add(i16x8.add(pairs(x0, w0), pairs(x1, w1)), i16x8.add(pairs(x2, w2), pairs(x3, w3)));
}

// @ts-ignore: decorator
@inline
function high4(w: v128, fifteen: v128): v128 {
  return v128.and(i16x8.shr_u(w, 4), fifteen);
}

const ONE: usize = memory.data<u16>([1]);

/** 1 in every 16 bits. */
// @ts-ignore: decorator
@inline
export function ones(): v128 {
  return v128.load16_splat(ONE);
}

/** Σ of four products x · w by the instruction: 4 · 127 · 255 where it is exact; −1 where there is none. */
export function probe(x: i32, w: i32): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return -1;
  const zero = i32x4.splat(0);
  return i32x4.extract_lane(i32x4.relaxed_dot_i8x16_i7x16_add_s(i8x16.splat(<i8>x), i8x16.splat(<i8>w), zero), 0);
}
