// Numbers: half floats, exponentials, and the split of work between threads.

/** First of the units, of `count`, that `thread` takes; its last is before `begin(thread + 1)`. */
// @ts-ignore: decorator
@inline export function begin(count: i32, thread: i32, threads: i32): i32 {
  return <i32>((<i64>count * thread) / threads);
}

/** The same in multiples of 4, for elementwise work on vectors. */
// @ts-ignore: decorator
@inline export function begin4(count: i32, thread: i32, threads: i32): i32 {
  return thread == threads ? count : begin(count >> 2, thread, threads) << 2;
}

// @ts-ignore: decorator
@inline export function halfToFloat(bits: u32): f32 {
  const magnitude = bits & 0x7fff;
  if (magnitude >= 0x7c00) return reinterpret<f32>(((bits & 0x8000) << 16) | 0x7f800000 | ((magnitude & 0x3ff) << 13));
  const value = reinterpret<f32>(magnitude << 13) * reinterpret<f32>(0x77800000); // 2^112
  return bits & 0x8000 ? -value : value;
}

/** Four half floats at `p` as floats. */
// @ts-ignore: decorator
@inline export function halves(p: usize): v128 {
  const bits = v128.load16x4_u(p);
  const magnitude = v128.and(bits, i32x4.splat(0x7fff));
  const finite = f32x4.mul(i32x4.shl(magnitude, 13), i32x4.splat(0x77800000));
  const special = v128.and(i32x4.gt_s(magnitude, i32x4.splat(0x7bff)), v128.or(i32x4.splat(0x7f800000), i32x4.shl(magnitude, 13)));
  return v128.or(v128.or(finite, special), i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16));
}

/**
 * e^x, four at once, to about 1 ulp: x = n ln 2 + r with |r| ≤ ln 2 / 2, a degree-6 Taylor polynomial
 * for r and the exponent field for n. Below −87 the result is 0, above 88.7 it is infinite.
 */
export function exp4(x: v128): v128 {
  const low = f32x4.lt(x, f32x4.splat(-87.0));
  const high = f32x4.gt(x, f32x4.splat(88.7));
  const clamped = f32x4.max(f32x4.min(x, f32x4.splat(88.7)), f32x4.splat(-87.0));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.44269504)));
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375))); // ln 2, in two parts
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.0 / 720.0);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.0 / 120.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.0 / 24.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.0 / 6.0));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  p = f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r);
  p = f32x4.add(p, f32x4.splat(1.0));
  // 2^n in two factors, so that n = 128 does not overflow before the product does.
  const e = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(e, 1);
  const bias = i32x4.splat(127);
  p = f32x4.mul(p, i32x4.shl(i32x4.add(half, bias), 23));
  p = f32x4.mul(p, i32x4.shl(i32x4.add(i32x4.sub(e, half), bias), 23));
  p = v128.andnot(p, low);
  return v128.bitselect(f32x4.splat(f32.MAX_VALUE * 2), p, high);
}

/** z / (1 + e^−w): silu when w = z, gelu's tanh form when w = 2 √(2/π) (z + 0.044715 z³). */
// @ts-ignore: decorator
@inline export function sigmoidTimes(z: v128, w: v128): v128 {
  return f32x4.div(z, f32x4.add(f32x4.splat(1), exp4(f32x4.neg(w))));
}

// @ts-ignore: decorator
@inline export function geluArgument(z: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(z, z), z);
  return f32x4.mul(f32x4.splat(1.5957691216057308), f32x4.add(z, f32x4.mul(f32x4.splat(0.044715), cube)));
}

/** Sum of the four lanes, in a fixed order. */
// @ts-ignore: decorator
@inline export function sumLanes(v: v128): f32 {
  return (f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 2)) + (f32x4.extract_lane(v, 1) + f32x4.extract_lane(v, 3));
}
