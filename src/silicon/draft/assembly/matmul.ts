// out[t, n] = Σ_k x[t, k] · weight[n, k]. Threads share out the weight rows n; a stored row is decoded
// once into scratch and used for all T rows of x. Every dot product sums in the same order, whatever T.
import { dequantizeRow } from './dequantize';
import { begin, sumLanes } from './math';

/** Words: 1 x, 2 weight, 3 bias or 0, 4 out, 5 T, 6 K, 7 N, 8 weight type, 9 bytes a weight row, 10 accumulate. */
export function matmul(c: usize, thread: i32, threads: i32, scratch: usize): void {
  const x: usize = load<u32>(c, 4);
  const weight: usize = load<u32>(c, 8);
  const bias: usize = load<u32>(c, 12);
  const out: usize = load<u32>(c, 16);
  const T = load<i32>(c, 20);
  const K = load<i32>(c, 24);
  const N = load<i32>(c, 28);
  const type = load<i32>(c, 32);
  const stride: usize = load<u32>(c, 36);
  const accumulate = load<i32>(c, 40) != 0;
  const row = <usize>K << 2;
  const step = <usize>N << 2;
  const last = begin(N, thread + 1, threads);
  for (let n = begin(N, thread, threads); n < last; n++) {
    let w = weight + <usize>n * stride;
    if (type != 0) {
      dequantizeRow(type, w, scratch, K);
      w = scratch;
    }
    const add: f32 = bias ? load<f32>(bias + (<usize>n << 2)) : 0;
    let y = out + (<usize>n << 2);
    let a = x;
    let t = 0;
    for (; t + 2 <= T; t += 2) {
      dot2(a, a + row, w, K, scratch + row);
      put(y, load<f32>(scratch + row) + add, accumulate);
      put(y + step, load<f32>(scratch + row, 4) + add, accumulate);
      a += row << 1;
      y += step << 1;
    }
    if (t < T) put(y, dot1(a, w, K) + add, accumulate);
  }
}

// @ts-ignore: decorator
@inline function put(y: usize, value: f32, accumulate: bool): void {
  store<f32>(y, accumulate ? load<f32>(y) + value : value);
}

// @ts-ignore: decorator
@inline function mac(a: usize, b: v128, sum: v128): v128 {
  return f32x4.add(f32x4.mul(v128.load(a), b), sum);
}

// @ts-ignore: decorator
@inline function total(s0: v128, s1: v128, s2: v128, s3: v128): f32 {
  return sumLanes(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
}

/** Σ a[k] · w[k]: sixteen running sums, then the tail one by one. */
function dot1(a: usize, w: usize, K: i32): f32 {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let k = 0;
  for (; k + 16 <= K; k += 16, a += 64, w += 64) {
    s0 = mac(a, v128.load(w), s0);
    s1 = mac(a + 16, v128.load(w, 16), s1);
    s2 = mac(a + 32, v128.load(w, 32), s2);
    s3 = mac(a + 48, v128.load(w, 48), s3);
  }
  let sum = total(s0, s1, s2, s3);
  for (; k < K; k++, a += 4, w += 4) sum += load<f32>(a) * load<f32>(w);
  return sum;
}

/** Two of them at once, sharing the loads of w; the results go to `out`. */
function dot2(a: usize, b: usize, w: usize, K: i32, out: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let r0 = s0;
  let r1 = s0;
  let r2 = s0;
  let r3 = s0;
  let k = 0;
  for (; k + 16 <= K; k += 16, a += 64, b += 64, w += 64) {
    let v = v128.load(w);
    s0 = mac(a, v, s0);
    r0 = mac(b, v, r0);
    v = v128.load(w, 16);
    s1 = mac(a + 16, v, s1);
    r1 = mac(b + 16, v, r1);
    v = v128.load(w, 32);
    s2 = mac(a + 32, v, s2);
    r2 = mac(b + 32, v, r2);
    v = v128.load(w, 48);
    s3 = mac(a + 48, v, s3);
    r3 = mac(b + 48, v, r3);
  }
  let first = total(s0, s1, s2, s3);
  let second = total(r0, r1, r2, r3);
  for (; k < K; k++, a += 4, b += 4, w += 4) {
    first += load<f32>(a) * load<f32>(w);
    second += load<f32>(b) * load<f32>(w);
  }
  store<f32>(out, first);
  store<f32>(out, second, 4);
}
