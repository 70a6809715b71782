// Elementary functions on four float32 at a time. Constants are loaded from memory: V8 would rebuild
// literals in every turn of a loop. Results stay normal numbers: denormals are slow on many machines.

// @ts-ignore: decorator
@inline
function entry(table: usize, index: i32): v128 {
  return v128.load32_splat(table + <usize>(index << 2));
}

/** x · y + sum, rounded once where the machine can, which is also twice as fast there. */
// @ts-ignore: decorator
@inline
export function multiplyAdd(x: v128, y: v128, sum: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(x, y, sum);
  return f32x4.add(f32x4.mul(x, y), sum);
}

/** (a₀ + a₂) + (a₁ + a₃): the order of every sum over lanes here. */
// @ts-ignore: decorator
@inline
export function sumLanes(a: v128): f32 {
  const pairs = f32x4.add(a, v128.shuffle<i32>(a, a, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

/** The sums over the lanes of four vectors, in the order of `sumLanes`. */
// @ts-ignore: decorator
@inline
export function sumLanes4(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i64>(ab, cd, 0, 2), v128.shuffle<i64>(ab, cd, 1, 3));
}

/** The limits of x, log₂ e, −ln 2 as a short part and the rest, then 1/k! for k = 7 … 2, and 1. */
const EXP: usize = memory.data<f32>([
  -87.3, 88.3, 1.4426950408889634, -0.693359375, 2.1219444005469057e-4,
  1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0,
], 16);

/**
 * e^(x + rest) for a small `rest`, within 2e-7 of its value. x is held to [−87.3, 88.3], so that the
 * result is a normal number: 1.2e-38 stands for everything below. 2ⁿ · (Taylor series in |r| ≤ ln 2 / 2).
 */
// @ts-ignore: decorator
@inline
export function expSum(x: v128, rest: v128): v128 {
  const z = f32x4.min(f32x4.max(x, entry(EXP, 0)), entry(EXP, 1));
  const n = f32x4.nearest(f32x4.mul(z, entry(EXP, 2)));
  let r = multiplyAdd(n, entry(EXP, 3), z);
  r = f32x4.add(multiplyAdd(n, entry(EXP, 4), r), rest);
  let p = multiplyAdd(entry(EXP, 5), r, entry(EXP, 6));
  p = multiplyAdd(p, r, entry(EXP, 7));
  p = multiplyAdd(p, r, entry(EXP, 8));
  p = multiplyAdd(p, r, entry(EXP, 9));
  p = multiplyAdd(p, r, entry(EXP, 10));
  p = f32x4.add(multiplyAdd(p, f32x4.mul(r, r), r), entry(EXP, 11));
  return i32x4.add(p, i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 23));
}

// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  return expSum(x, f32x4.splat(0));
}

/** z / (1 + e^−y): z times the logistic function of y. */
// @ts-ignore: decorator
@inline
function logistic(z: v128, y: v128): v128 {
  return f32x4.div(z, f32x4.add(exp(f32x4.neg(y)), entry(EXP, 11)));
}

// @ts-ignore: decorator
@inline
export function silu(z: v128): v128 {
  return logistic(z, z);
}

/** 2 √(2/π), and that times 0.044715. */
const GELU: usize = memory.data<f32>([1.5957691216057308, 0.07135481282052], 16);

/** z/2 · (1 + tanh(√(2/π) (z + 0.044715 z³))), by (1 + tanh u) / 2 = 1 / (1 + e^−2u). */
// @ts-ignore: decorator
@inline
export function geluTanh(z: v128): v128 {
  const square = f32x4.mul(z, z);
  return logistic(z, f32x4.mul(z, f32x4.add(entry(GELU, 0), f32x4.mul(square, entry(GELU, 1)))));
}

/**
 * 0.35, and the coefficients of P, highest first, where Φ(−a) = e^(−a²/2) · t · P(t), t = 1 / (1 + 0.35 a),
 * Φ the normal distribution function: a Chebyshev fit on 0 ≤ a ≤ 13.2, relative error 4e-8.
 */
const NORMAL: usize = memory.data<f32>([
  0.35, -0.02955794706940651, 0.1459181308746338, -0.25959932804107666, 0.16343660652637482,
  -0.025909118354320526, 0.1066296249628067, 0.11956635117530823, 0.13989605009555817, 0.1396196037530899,
], 16);

/** z · Φ(z) = z/2 · (1 + erf(z / √2)). z²/2 is taken in two parts, so that the tail keeps its precision. */
// @ts-ignore: decorator
@inline
export function geluErf(z: v128): v128 {
  const a = f32x4.abs(z);
  const t = f32x4.div(entry(EXP, 11), f32x4.add(entry(EXP, 11), f32x4.mul(a, entry(NORMAL, 0))));
  let p = entry(NORMAL, 1);
  for (let i = 2; i < 10; i++) p = f32x4.add(f32x4.mul(p, t), entry(NORMAL, i));
  const short = v128.and(a, i32x4.splat(0xfffff000));
  const rest = f32x4.mul(f32x4.sub(a, short), f32x4.add(a, short));
  const minusHalf = f32x4.splat(-0.5);
  const power = expSum(f32x4.mul(f32x4.mul(short, short), minusHalf), f32x4.mul(rest, minusHalf));
  const tail = f32x4.mul(z, f32x4.mul(power, f32x4.mul(t, p)));
  return v128.bitselect(tail, f32x4.sub(z, tail), f32x4.lt(z, f32x4.splat(0)));
}
