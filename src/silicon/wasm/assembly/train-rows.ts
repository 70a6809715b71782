// The backward of operations on rows, and of the gate. Every element belongs to one thread and every sum has
// one order: those over rows are cut at fixed places, whatever the number of threads.
import { NORM_PART } from '../layout';
import { exp, sumLanes } from './math';
import { highest } from './rows';
import { shareEnd, shareStart } from './sync';

/** dX of a norm, and its weight's gradient summed over every NORM_PART groups. width is a multiple of 4. */
export function rmsNormGrad(
  x: usize, weight: usize, dOut: usize, dX: usize, parts: usize, rows: i32, width: i32, eps: f32, accumulate: bool,
): void {
  const bytes = <usize>width << 2;
  const count = (rows + NORM_PART - 1) / NORM_PART;
  for (let p = shareStart(count), end = shareEnd(count); p < end; p++) {
    const sums = parts + <usize>p * bytes;
    memory.fill(sums, 0, bytes);
    for (let t = p * NORM_PART; t < min(rows, (p + 1) * NORM_PART); t++) {
      const at = <usize>t * bytes;
      normRow(x + at, weight, dOut + at, dX + at, sums, bytes, <f32>1 / <f32>width, eps, accumulate);
    }
  }
}

// @ts-ignore: decorator
@inline
function normRow(
  x: usize, weight: usize, dOut: usize, dX: usize, sums: usize, bytes: usize, share: f32, eps: f32, accumulate: bool,
): void {
  let square = f32x4.splat(0);
  let along = square;
  for (let i: usize = 0; i < bytes; i += 16) {
    const z = v128.load(x + i);
    square = f32x4.add(square, f32x4.mul(z, z));
    along = f32x4.add(along, f32x4.mul(z, f32x4.mul(v128.load(dOut + i), v128.load(weight + i))));
  }
  const inverse = <f32>1 / sqrt<f32>(sumLanes(square) * share + eps);
  const by = f32x4.splat(inverse);
  const back = f32x4.splat(inverse * inverse * inverse * (sumLanes(along) * share));
  for (let i: usize = 0; i < bytes; i += 16) {
    const z = v128.load(x + i);
    const d = f32x4.mul(v128.load(dOut + i), by);
    v128.store(sums + i, f32x4.add(v128.load(sums + i), f32x4.mul(d, z)));
    const gradient = f32x4.sub(f32x4.mul(d, v128.load(weight + i)), f32x4.mul(z, back));
    v128.store(dX + i, accumulate ? f32x4.add(v128.load(dX + i), gradient) : gradient);
  }
}

/** out = Σ x[t] (+ out). width is a multiple of 4. */
export function sumRows(x: usize, out: usize, rows: i32, width: i32, accumulate: bool): void {
  const bytes = <usize>width << 2;
  const fours = width >> 2;
  for (let i = <usize>shareStart(fours) << 4, end = <usize>shareEnd(fours) << 4; i < end; i += 16) {
    let sum = accumulate ? v128.load(out + i) : f32x4.splat(0);
    for (let t = 0, from = x + i; t < rows; t++, from += bytes) sum = f32x4.add(sum, v128.load(from));
    v128.store(out + i, sum);
  }
}

const ONE: usize = memory.data<f32>([1.0], 16);

/** The backward of silu(gate) · up, `count` elements, a multiple of 4. */
export function gateGrad(gate: usize, up: usize, dOut: usize, dGate: usize, dUp: usize, count: i32): void {
  const fours = count >> 2;
  for (let i = <usize>shareStart(fours) << 4, end = <usize>shareEnd(fours) << 4; i < end; i += 16) {
    const z = v128.load(gate + i);
    const d = v128.load(dOut + i);
    const one = v128.load32_splat(ONE);
    const logistic = f32x4.div(one, f32x4.add(one, exp(f32x4.neg(z))));
    const both = f32x4.mul(d, logistic);
    const rise = f32x4.add(one, f32x4.mul(z, f32x4.sub(one, logistic)));
    const u = v128.load(up + i);
    v128.store(dUp + i, f32x4.mul(both, z));
    v128.store(dGate + i, f32x4.mul(f32x4.mul(both, u), rise));
  }
}

/** dTable[ids[t]] += dOut[t]; threads have columns of their own. width is a multiple of 4. */
export function embedGrad(
  ids: usize, dOut: usize, dTable: usize, rows: i32, width: i32, vocab: i32, accumulate: bool,
): void {
  const bytes = <usize>width << 2;
  const begin = <usize>shareStart(width >> 2) << 4;
  const end = <usize>shareEnd(width >> 2) << 4;
  if (!accumulate) for (let v = 0; v < vocab; v++) memory.fill(dTable + <usize>v * bytes + begin, 0, end - begin);
  for (let t = 0; t < rows; t++) {
    const from = dOut + <usize>t * bytes;
    const to = dTable + <usize>load<i32>(ids + (<usize>t << 2)) * bytes;
    for (let i = begin; i < end; i += 16) v128.store(to + i, f32x4.add(v128.load(to + i), v128.load(from + i)));
  }
}

/** Elements whose exponentials are summed in float32 before they join the float64 sum. */
const PART: i32 = 1024;

/** out[t] = log softmax(x[t])[ids[t]]; x[t] = weights[t] · (one-hot − softmax(x[t])), zeros where the weight is 0. */
export function logProbGrad(ids: usize, weights: usize, x: usize, out: usize, rows: i32, width: i32): void {
  for (let t = shareStart(rows), end = shareEnd(rows); t < end; t++) {
    const row = x + (<usize>t << 2) * <usize>width;
    const chosen = row + (<usize>load<u32>(ids + (<usize>t << 2)) << 2);
    const top = highest(row, width);
    const score = load<f32>(chosen);
    let total: f64 = 0;
    for (let i = 0; i < width; i += PART) total += raise(row + (<usize>i << 2), min(PART, width - i), top);
    store<f32>(out + (<usize>t << 2), <f32>(<f64>score - <f64>top - Math.log(total)));
    const weight = load<f32>(weights + (<usize>t << 2));
    scaleRow(row, width, weight == 0 ? 0 : <f32>(<f64>-weight / total));
    store<f32>(chosen, load<f32>(chosen) + weight);
  }
}

/** x = e^(x − top); their sum. */
function raise(x: usize, count: i32, top: f32): f64 {
  const full = <usize>(count & ~3) << 2;
  const most = f32x4.splat(top);
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < full; i += 16) {
    const e = exp(f32x4.sub(v128.load(x + i), most));
    v128.store(x + i, e);
    sum = f32x4.add(sum, e);
  }
  let total = <f64>sumLanes(sum);
  for (let i = full, bytes = <usize>count << 2; i < bytes; i += 4) {
    const e = f32x4.extract_lane(exp(f32x4.splat(load<f32>(x + i) - top)), 0);
    store<f32>(x + i, e);
    total += <f64>e;
  }
  return total;
}

function scaleRow(x: usize, width: i32, factor: f32): void {
  const full = <usize>(width & ~3) << 2;
  const by = f32x4.splat(factor);
  for (let i: usize = 0; i < full; i += 16) v128.store(x + i, f32x4.mul(v128.load(x + i), by));
  for (let i = full, bytes = <usize>width << 2; i < bytes; i += 4) store<f32>(x + i, load<f32>(x + i) * factor);
}
