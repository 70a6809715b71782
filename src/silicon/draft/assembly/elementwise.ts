// Everything that touches each element once. Flat loops split the elements between threads in
// multiples of 4; a tail shorter than a vector is handled through a padded copy.
import { dequantizeRow } from './dequantize';
import { begin, begin4, exp4, geluArgument, sigmoidTimes, sumLanes } from './math';

/** Words: 1 table, 2 ids, 3 out, 4 T, 5 width, 6 type, 7 bytes a table row, 8 table rows. */
export function embed(c: usize, thread: i32, threads: i32): void {
  const table: usize = load<u32>(c, 4);
  const ids: usize = load<u32>(c, 8);
  const out: usize = load<u32>(c, 12);
  const T = load<i32>(c, 16);
  const width = load<i32>(c, 20);
  const stride: usize = load<u32>(c, 28);
  const end = begin(T, thread + 1, threads);
  for (let t = begin(T, thread, threads); t < end; t++) {
    const id = load<i32>(ids + (<usize>t << 2));
    if (<u32>id >= load<u32>(c, 32)) unreachable();
    dequantizeRow(load<i32>(c, 24), table + <usize>id * stride, out + ((<usize>t * <usize>width) << 2), width);
  }
}

/** Words: 1 x, 2 angles, 3 T, 4 heads, 5 headDim, 6 rotary, 7 adjacent. */
export function rope(c: usize, thread: i32, threads: i32): void {
  const x: usize = load<u32>(c, 4);
  const angles: usize = load<u32>(c, 8);
  const heads = load<i32>(c, 16);
  const rotary = load<i32>(c, 24);
  const adjacent = load<i32>(c, 28) != 0;
  const half = rotary >> 1;
  const head = <usize>load<i32>(c, 20) << 2;
  const pairs = load<i32>(c, 12) * heads;
  const end = begin(pairs, thread + 1, threads);
  for (let i = begin(pairs, thread, threads); i < end; i++) {
    let turn = angles + ((<usize>(i / heads) * <usize>rotary) << 2);
    let a = x + <usize>i * head;
    const across: usize = adjacent ? 4 : <usize>half << 2;
    for (let j = 0; j < half; j++, turn += 8, a += adjacent ? 8 : 4) {
      const p = load<f32>(a);
      const q = load<f32>(a + across);
      const cos = load<f32>(turn);
      const sin = load<f32>(turn, 4);
      store<f32>(a, p * cos - q * sin);
      store<f32>(a + across, p * sin + q * cos);
    }
  }
}

/** Words: 1 from, 2 to, 3 elements (the host has added the row offsets). */
export function copyRows(c: usize, thread: i32, threads: i32): void {
  const count = load<i32>(c, 12);
  const from = <usize>begin4(count, thread, threads) << 2;
  const to = <usize>begin4(count, thread + 1, threads) << 2;
  memory.copy(<usize>load<u32>(c, 8) + from, <usize>load<u32>(c, 4) + from, to - from);
}

/** Words: 1 gate, 2 up, 3 out, 4 elements, 5 gelu. */
export function gate(c: usize, thread: i32, threads: i32): void {
  const g: usize = load<u32>(c, 4);
  const u: usize = load<u32>(c, 8);
  const out: usize = load<u32>(c, 12);
  const count = load<i32>(c, 16);
  const gelu = load<i32>(c, 20) != 0;
  const end = begin4(count, thread + 1, threads);
  for (let i = begin4(count, thread, threads); i < end; i += 4) {
    const at = <usize>i << 2;
    const left = end - i;
    const z = take(g + at, left);
    const w = gelu ? geluArgument(z) : z;
    give(out + at, f32x4.mul(sigmoidTimes(z, w), take(u + at, left)), left);
  }
}

/** Words: 1 x, 2 out, 3 elements, 4 erf. */
export function gelu(c: usize, thread: i32, threads: i32): void {
  const x: usize = load<u32>(c, 4);
  const out: usize = load<u32>(c, 8);
  const count = load<i32>(c, 12);
  const erf = load<i32>(c, 16) != 0;
  const end = begin4(count, thread + 1, threads);
  for (let i = begin4(count, thread, threads); i < end; i += 4) {
    const at = <usize>i << 2;
    const left = end - i;
    if (erf) {
      for (let j = 0; j < min(4, left); j++) store<f32>(out + at + (<usize>j << 2), geluErf(load<f32>(x + at + (<usize>j << 2))));
    } else {
      const z = take(x + at, left);
      give(out + at, sigmoidTimes(z, geluArgument(z)), left);
    }
  }
}

/** z · erfc(−z / √2) / 2, with a rational-times-exponential erfc good to 1.2e-7 everywhere (Numerical Recipes, 6.2.2). */
function geluErf(z: f32): f32 {
  const x = -(<f64>z) * Math.SQRT1_2;
  const t = 1 / (1 + 0.5 * Math.abs(x));
  let p: f64 = 0.17087277;
  p = -0.82215223 + t * p;
  p = 1.48851587 + t * p;
  p = -1.13520398 + t * p;
  p = 0.27886807 + t * p;
  p = -0.18628806 + t * p;
  p = 0.09678418 + t * p;
  p = 0.37409196 + t * p;
  p = 1.00002368 + t * p;
  const erfc = t * Math.exp(-x * x - 1.26551223 + t * p);
  return <f32>(0.5 * <f64>z * (x >= 0 ? erfc : 2 - erfc));
}

/** Words: 1 x, 2 y, 3 out, 4 rows, 5 width, 6 broadcast. */
export function add(c: usize, thread: i32, threads: i32): void {
  const x: usize = load<u32>(c, 4);
  const y: usize = load<u32>(c, 8);
  const out: usize = load<u32>(c, 12);
  const rows = load<i32>(c, 16);
  const width = load<i32>(c, 20);
  const broadcast = load<i32>(c, 24) != 0;
  const units = broadcast ? width : rows * width;
  const from = begin4(units, thread, threads);
  const to = begin4(units, thread + 1, threads);
  const passes = broadcast ? rows : 1;
  for (let row = 0; row < passes; row++) {
    const offset = (<usize>row * <usize>width) << 2;
    for (let i = from; i < to; i += 4) {
      const at = <usize>i << 2;
      give(out + offset + at, f32x4.add(take(x + offset + at, to - i), take(y + at, to - i)), to - i);
    }
  }
}

/** Words: 1 x, 2 out, 3 elements, 4 factor (f32 bits). */
export function scale(c: usize, thread: i32, threads: i32): void {
  const x: usize = load<u32>(c, 4);
  const out: usize = load<u32>(c, 8);
  const count = load<i32>(c, 12);
  const factor = v128.load32_splat(c, 16);
  const end = begin4(count, thread + 1, threads);
  for (let i = begin4(count, thread, threads); i < end; i += 4) {
    const at = <usize>i << 2;
    give(out + at, f32x4.mul(take(x + at, end - i), factor), end - i);
  }
}

/** Words: 1 logits, 2 ids, 3 out, 4 rows, 5 vocabulary. */
export function logProb(c: usize, thread: i32, threads: i32): void {
  const ids: usize = load<u32>(c, 8);
  const out: usize = load<u32>(c, 12);
  const rows = load<i32>(c, 16);
  const V = load<i32>(c, 20);
  const end = begin(rows, thread + 1, threads);
  for (let t = begin(rows, thread, threads); t < end; t++) {
    const id = load<i32>(ids + (<usize>t << 2));
    if (<u32>id >= <u32>V) unreachable();
    const row = <usize>load<u32>(c, 4) + ((<usize>t * <usize>V) << 2);
    let best: f32 = -f32.MAX_VALUE;
    for (let i = 0; i < V; i++) best = max(best, load<f32>(row + (<usize>i << 2)));
    const top = f32x4.splat(best);
    let total: f64 = 0;
    for (let i = 0; i < V; i += 4) {
      const weight = exp4(f32x4.sub(takeLow(row + (<usize>i << 2), V - i), top));
      total += <f64>sumLanes(weight);
    }
    const chosen = <f64>load<f32>(row + (<usize>id << 2)) - <f64>best;
    store<f32>(out + (<usize>t << 2), <f32>(chosen - Math.log(total)));
  }
}

/** Four floats, or as many as are `left` and zeros. Nothing past the end is read. */
// @ts-ignore: decorator
@inline function take(p: usize, left: i32): v128 {
  return left >= 4 ? v128.load(p) : partial(p, left, 0);
}

/** The same, padded with a value whose exponential is 0. */
// @ts-ignore: decorator
@inline function takeLow(p: usize, left: i32): v128 {
  return left >= 4 ? v128.load(p) : partial(p, left, -f32.MAX_VALUE);
}

function partial(p: usize, left: i32, fill: f32): v128 {
  let v = f32x4.splat(fill);
  if (left > 0) v = f32x4.replace_lane(v, 0, load<f32>(p));
  if (left > 1) v = f32x4.replace_lane(v, 1, load<f32>(p, 4));
  if (left > 2) v = f32x4.replace_lane(v, 2, load<f32>(p, 8));
  return v;
}

// @ts-ignore: decorator
@inline function give(p: usize, v: v128, left: i32): void {
  if (left >= 4) {
    v128.store(p, v);
    return;
  }
  if (left > 0) store<f32>(p, f32x4.extract_lane(v, 0));
  if (left > 1) store<f32>(p, f32x4.extract_lane(v, 1), 4);
  if (left > 2) store<f32>(p, f32x4.extract_lane(v, 2), 8);
}
