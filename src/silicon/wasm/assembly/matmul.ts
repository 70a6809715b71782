// Weights times activations, and rows of a weight by id. Rows of the weight are decoded, a group at a
// time, into this thread's scratch and multiplied with all tokens. An output is one running sum in four
// lanes over ascending k, whatever tile computes it: it depends neither on the other rows and tokens of
// the pass nor on the number of threads.
import { ROW_GROUP } from '../layout';
import { sumLanes, sumLanes4 } from './math';
import { scratch, shareEnd, shareStart } from './sync';
import { decode } from './weights';

/** What a matrix product is over; set once a command, read by the tiles. */
let width: i32 = 0;
let quads: usize = 0;
let outputs: i32 = 0;
let bias: usize = 0;
let accumulate: bool = false;

/** out[t, n] = Σ x[t, k] · weight[n, k]. x (rows, k), weight (n, k) in `rowBytes` a row, out (rows, n). */
export function matmul(
  x: usize, weight: usize, biases: usize, out: usize, type: i32, rowBytes: usize,
  rows: i32, n: i32, k: i32, add: bool,
): void {
  width = k;
  quads = <usize>(k & ~3) << 2;
  outputs = n;
  bias = biases;
  accumulate = add;
  const groups = (n + ROW_GROUP - 1) / ROW_GROUP;
  for (let group = shareStart(groups), end = shareEnd(groups); group < end; group++) {
    const first = group * ROW_GROUP;
    const count = min(ROW_GROUP, n - first);
    const stored = weight + <usize>first * rowBytes;
    if (type == 0) products(x, stored, out, rows, first, count);
    else {
      const stride = <usize>k << 2;
      for (let r = 0; r < count; r++)
        decode(type, stored + <usize>r * rowBytes, scratch + <usize>r * stride, k);
      products(x, scratch, out, rows, first, count);
    }
  }
}

/** All tokens times `count` decoded rows, the first of which is output `first`. */
function products(x: usize, w: usize, out: usize, rows: i32, first: i32, count: i32): void {
  const stride = <usize>width << 2;
  const outStride = <usize>outputs << 2;
  let y = out + (<usize>first << 2);
  let t = 0;
  if (count == ROW_GROUP) {
    for (; t + 2 <= rows; t += 2, x += 2 * stride, y += 2 * outStride) tile4x2(x, w, y, first);
    for (; t < rows; t++, x += stride, y += outStride) tile4x1(x, w, y, first);
  } else
    for (; t < rows; t++, x += stride, y += outStride)
      for (let r = 0; r < count; r++) tile1x1(x, w + <usize>r * stride, y + (<usize>r << 2), first + r);
}

function tile4x2(x: usize, w: usize, y: usize, first: i32): void {
  const stride = <usize>width << 2;
  const x1 = x + stride;
  const w1 = w + stride;
  const w2 = w1 + stride;
  const w3 = w2 + stride;
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
  for (let k: usize = 0; k < quads; k += 16) {
    const p = v128.load(x + k);
    const q = v128.load(x1 + k);
    let row = v128.load(w + k);
    a0 = f32x4.add(a0, f32x4.mul(row, p));
    b0 = f32x4.add(b0, f32x4.mul(row, q));
    row = v128.load(w1 + k);
    a1 = f32x4.add(a1, f32x4.mul(row, p));
    b1 = f32x4.add(b1, f32x4.mul(row, q));
    row = v128.load(w2 + k);
    a2 = f32x4.add(a2, f32x4.mul(row, p));
    b2 = f32x4.add(b2, f32x4.mul(row, q));
    row = v128.load(w3 + k);
    a3 = f32x4.add(a3, f32x4.mul(row, p));
    b3 = f32x4.add(b3, f32x4.mul(row, q));
  }
  put4(x, w, y, first, sumLanes4(a0, a1, a2, a3));
  put4(x1, w, y + (<usize>outputs << 2), first, sumLanes4(b0, b1, b2, b3));
}

function tile4x1(x: usize, w: usize, y: usize, first: i32): void {
  const stride = <usize>width << 2;
  const w1 = w + stride;
  const w2 = w1 + stride;
  const w3 = w2 + stride;
  let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
  for (let k: usize = 0; k < quads; k += 16) {
    const p = v128.load(x + k);
    a0 = f32x4.add(a0, f32x4.mul(v128.load(w + k), p));
    a1 = f32x4.add(a1, f32x4.mul(v128.load(w1 + k), p));
    a2 = f32x4.add(a2, f32x4.mul(v128.load(w2 + k), p));
    a3 = f32x4.add(a3, f32x4.mul(v128.load(w3 + k), p));
  }
  put4(x, w, y, first, sumLanes4(a0, a1, a2, a3));
}

function tile1x1(x: usize, w: usize, y: usize, output: i32): void {
  let a = f32x4.splat(0);
  for (let k: usize = 0; k < quads; k += 16) a = f32x4.add(a, f32x4.mul(v128.load(w + k), v128.load(x + k)));
  let sum = sumLanes(a);
  for (let k = quads, end = <usize>width << 2; k < end; k += 4) sum += load<f32>(w + k) * load<f32>(x + k);
  if (bias) sum += load<f32>(bias + (<usize>output << 2));
  store<f32>(y, accumulate ? load<f32>(y) + sum : sum);
}

/** Four neighbouring outputs of one token: their sums over whole quads, the last k, bias, accumulation. */
// @ts-ignore: decorator
@inline
function put4(x: usize, w: usize, y: usize, first: i32, sums: v128): void {
  const stride = <usize>width << 2;
  for (let k = quads; k < stride; k += 4) {
    let row = v128.load32_zero(w + k);
    row = v128.load32_lane(w + k + stride, row, 1);
    row = v128.load32_lane(w + k + 2 * stride, row, 2);
    row = v128.load32_lane(w + k + 3 * stride, row, 3);
    sums = f32x4.add(sums, f32x4.mul(row, v128.load32_splat(x + k)));
  }
  if (bias) sums = f32x4.add(sums, v128.load(bias + (<usize>first << 2)));
  if (accumulate) sums = f32x4.add(v128.load(y), sums);
  v128.store(y, sums);
}

/** out[t] = table[ids[t]]. */
export function embed(
  table: usize, ids: usize, out: usize, type: i32, rowBytes: usize, rows: i32, width: i32,
): void {
  for (let t = shareStart(rows), end = shareEnd(rows); t < end; t++) {
    const id = load<u32>(ids + (<usize>t << 2));
    decode(type, table + <usize>id * rowBytes, out + (<usize>t << 2) * <usize>width, width);
  }
}
