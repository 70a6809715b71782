// Operations on whole rows, shared between threads by rows: norms, rotary positions, log-probabilities.
import { exp, sumLanes } from './math';
import { shareEnd, shareStart } from './sync';

/** Σ over (x − mean)² of a row. */
function squares(x: usize, width: i32, mean: f32): f32 {
  const full = <usize>(width & ~3) << 2;
  const middle = f32x4.splat(mean);
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < full; i += 16) {
    const z = f32x4.sub(v128.load(x + i), middle);
    sum = f32x4.add(sum, f32x4.mul(z, z));
  }
  let total = sumLanes(sum);
  for (let i = full, bytes = <usize>width << 2; i < bytes; i += 4) {
    const z = load<f32>(x + i) - mean;
    total += z * z;
  }
  return total;
}

function average(x: usize, width: i32): f32 {
  const full = <usize>(width & ~3) << 2;
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < full; i += 16) sum = f32x4.add(sum, v128.load(x + i));
  let total = sumLanes(sum);
  for (let i = full, bytes = <usize>width << 2; i < bytes; i += 4) total += load<f32>(x + i);
  return total / <f32>width;
}

/** out = x / sqrt(mean(x²) + eps) · weight. */
export function rmsNorm(x: usize, weight: usize, out: usize, rows: i32, width: i32, eps: f32): void {
  const bytes = <usize>width << 2;
  for (let t = shareStart(rows), end = shareEnd(rows); t < end; t++)
    normRow(x + <usize>t * bytes, weight, out + <usize>t * bytes, width, eps);
}

/** The same of one row. */
export function normRow(x: usize, weight: usize, out: usize, width: i32, eps: f32): void {
  const bytes = <usize>width << 2;
  const full = <usize>(width & ~3) << 2;
  const inverse: f32 = <f32>1 / sqrt<f32>(squares(x, width, 0) / <f32>width + eps);
  const factor = f32x4.splat(inverse);
  for (let i: usize = 0; i < full; i += 16)
    v128.store(out + i, f32x4.mul(f32x4.mul(v128.load(x + i), factor), v128.load(weight + i)));
  for (let i = full; i < bytes; i += 4) store<f32>(out + i, load<f32>(x + i) * inverse * load<f32>(weight + i));
}

/** out = (x − mean) / sqrt(variance + eps) · weight + bias. */
export function layerNorm(
  x: usize, weight: usize, bias: usize, out: usize, rows: i32, width: i32, eps: f32,
): void {
  const bytes = <usize>width << 2;
  const full = <usize>(width & ~3) << 2;
  for (let t = shareStart(rows), end = shareEnd(rows); t < end; t++) {
    const from = x + <usize>t * bytes;
    const to = out + <usize>t * bytes;
    const mean = average(from, width);
    const inverse: f32 = <f32>1 / sqrt<f32>(squares(from, width, mean) / <f32>width + eps);
    const middle = f32x4.splat(mean);
    const factor = f32x4.splat(inverse);
    for (let i: usize = 0; i < full; i += 16) {
      const z = f32x4.mul(f32x4.sub(v128.load(from + i), middle), factor);
      v128.store(to + i, f32x4.add(f32x4.mul(z, v128.load(weight + i)), v128.load(bias + i)));
    }
    for (let i = full; i < bytes; i += 4)
      store<f32>(to + i, (load<f32>(from + i) - mean) * inverse * load<f32>(weight + i) + load<f32>(bias + i));
  }
}

/** Turns the pairs (2j, 2j + 1) of each head of x (rows, heads, headDim) by angles (rows, rotary: cos, sin). */
export function ropeAdjacent(angles: usize, x: usize, rows: i32, heads: i32, headDim: i32, rotary: i32): void {
  const bytes = <usize>rotary << 2;
  for (let item = shareStart(rows * heads), end = shareEnd(rows * heads); item < end; item++)
    turnAdjacent(angles + <usize>(item / heads) * bytes, x + (<usize>item << 2) * <usize>headDim, rotary);
}

/** The same of one head. */
export function turnAdjacent(turn: usize, at: usize, rotary: i32): void {
  const bytes = <usize>rotary << 2;
  const full = bytes & ~15;
  const signs = i32x4(0x80000000, 0, 0x80000000, 0);
  for (let i: usize = 0; i < full; i += 16) {
    const z = v128.load(at + i);
    const angle = v128.load(turn + i);
    const cos = v128.shuffle<i32>(angle, angle, 0, 0, 2, 2);
    const sin = v128.xor(v128.shuffle<i32>(angle, angle, 1, 1, 3, 3), signs);
    v128.store(at + i, f32x4.add(f32x4.mul(z, cos), f32x4.mul(v128.shuffle<i32>(z, z, 1, 0, 3, 2), sin)));
  }
  for (let i = full; i < bytes; i += 8) turnPair(at + i, at + i + 4, turn + i);
}

/** The same for the pairs (j, j + rotary / 2). */
export function ropeHalves(angles: usize, x: usize, rows: i32, heads: i32, headDim: i32, rotary: i32): void {
  const bytes = <usize>rotary << 2;
  for (let item = shareStart(rows * heads), end = shareEnd(rows * heads); item < end; item++)
    turnHalves(angles + <usize>(item / heads) * bytes, x + (<usize>item << 2) * <usize>headDim, rotary);
}

export function turnHalves(turn: usize, at: usize, rotary: i32): void {
  const half = <usize>(rotary >> 1) << 2;
  const full = half & ~15;
  for (let i: usize = 0; i < full; i += 16) {
    const p = v128.load(at + i);
    const q = v128.load(at + half + i);
    const one = v128.load(turn + 2 * i);
    const two = v128.load(turn + 2 * i, 16);
    const cos = v128.shuffle<i32>(one, two, 0, 2, 4, 6);
    const sin = v128.shuffle<i32>(one, two, 1, 3, 5, 7);
    v128.store(at + i, f32x4.sub(f32x4.mul(p, cos), f32x4.mul(q, sin)));
    v128.store(at + half + i, f32x4.add(f32x4.mul(p, sin), f32x4.mul(q, cos)));
  }
  for (let i = full; i < half; i += 4) turnPair(at + i, at + half + i, turn + 2 * i);
}

// @ts-ignore: decorator
@inline
function turnPair(a: usize, b: usize, turn: usize): void {
  const p = load<f32>(a);
  const q = load<f32>(b);
  const cos = load<f32>(turn);
  const sin = load<f32>(turn, 4);
  store<f32>(a, p * cos - q * sin);
  store<f32>(b, p * sin + q * cos);
}

/** out[t] = x[t, ids[t]] − log Σ e^x[t]; the sum in float64. */
export function logProb(x: usize, ids: usize, out: usize, rows: i32, width: i32): void {
  for (let t = shareStart(rows), end = shareEnd(rows); t < end; t++) {
    const row = x + (<usize>t << 2) * <usize>width;
    const top = highest(row, width);
    let total: f64 = 0;
    for (let i = 0; i < width; i += PART) total += part(row + (<usize>i << 2), min(PART, width - i), top);
    const chosen = load<f32>(row + (<usize>load<u32>(ids + (<usize>t << 2)) << 2));
    store<f32>(out + (<usize>t << 2), <f32>(<f64>chosen - <f64>top - Math.log(total)));
  }
}

/** Elements summed in float32 before they join the float64 sum. */
const PART: i32 = 1024;

export function highest(x: usize, width: i32): f32 {
  const full = <usize>(width & ~3) << 2;
  let most = f32x4.splat(-Infinity);
  for (let i: usize = 0; i < full; i += 16) most = f32x4.max(most, v128.load(x + i));
  let top = max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
  for (let i = full, bytes = <usize>width << 2; i < bytes; i += 4) top = max(top, load<f32>(x + i));
  return top;
}

function part(x: usize, count: i32, top: f32): f64 {
  const full = <usize>(count & ~3) << 2;
  const most = f32x4.splat(top);
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < full; i += 16) sum = f32x4.add(sum, exp(f32x4.sub(v128.load(x + i), most)));
  let total = <f64>sumLanes(sum);
  for (let i = full, bytes = <usize>count << 2; i < bytes; i += 4)
    total += <f64>f32x4.extract_lane(exp(f32x4.splat(load<f32>(x + i) - top)), 0);
  return total;
}
