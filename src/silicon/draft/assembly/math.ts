// Elementary functions on four float32 at a time, to about one unit in the last place. Constants are
// loaded from memory: V8 would rebuild literals in every turn of a loop.

// @ts-ignore: decorator
@inline
function at(table: usize, index: i32): v128 {
  return v128.load32_splat(table + <usize>(index << 2));
}

/** log2(e), ln 2 in a short and a rest part, the exponent bias, the limits, 1/k! for k = 7 … 0. */
const EXP: usize = memory.data<f32>([
  1.4426950408889634, 0.693359375, -2.12194440054690583e-4, -87.3, 88.3,
  1.98412698412698e-4, 1.38888888888889e-3, 8.33333333333333e-3, 4.16666666666667e-2, 1.66666666666667e-1, 0.5, 1, 1,
], 16);

/**
 * e^(x + rest), for x in [−87.3, 88.3] (beyond, the value at the limit) and |rest| < 0.1. Below
 * −87.3 + ln 2 the result would leave the normal numbers; it stays at e^−87.3 = 1.2e−38.
 */
// @ts-ignore: decorator
@inline
export function expSum(x: v128, rest: v128): v128 {
  const z = f32x4.min(f32x4.max(x, at(EXP, 3)), at(EXP, 4));
  const n = f32x4.nearest(f32x4.mul(z, at(EXP, 0)));
  let r = f32x4.sub(z, f32x4.mul(n, at(EXP, 1)));
  r = f32x4.add(f32x4.sub(r, f32x4.mul(n, at(EXP, 2))), rest);
  let p = f32x4.add(f32x4.mul(at(EXP, 5), r), at(EXP, 6));
  p = f32x4.add(f32x4.mul(p, r), at(EXP, 7));
  p = f32x4.add(f32x4.mul(p, r), at(EXP, 8));
  p = f32x4.add(f32x4.mul(p, r), at(EXP, 9));
  p = f32x4.add(f32x4.mul(p, r), at(EXP, 10));
  p = f32x4.add(f32x4.mul(p, f32x4.mul(r, r)), r);
  p = f32x4.add(p, at(EXP, 11));
  const half = i32x4.shr_s(i32x4.trunc_sat_f32x4_s(n), 1);
  const other = i32x4.sub(i32x4.trunc_sat_f32x4_s(n), half);
  const bias = i32x4.splat(127);
  p = f32x4.mul(p, i32x4.shl(i32x4.add(half, bias), 23));
  return f32x4.mul(p, i32x4.shl(i32x4.add(other, bias), 23));
}
