// Softmax attention of one query over the positions it may see. Threads share out the (row, head)
// pairs. Scores are kept in scratch, so a position's key and value are each read once.
import { begin, exp4, sumLanes } from './math';

/**
 * Words: 1 q, 2 keys, 3 values, 4 out, 5 T, 6 start, 7 heads, 8 kvHeads, 9 headDim, 10 causal, 11 window,
 * 12 scale (f32 bits).
 */
export function attention(c: usize, thread: i32, threads: i32, scratch: usize): void {
  const q: usize = load<u32>(c, 4);
  const keys: usize = load<u32>(c, 8);
  const values: usize = load<u32>(c, 12);
  const out: usize = load<u32>(c, 16);
  const T = load<i32>(c, 20);
  const start = load<i32>(c, 24);
  const heads = load<i32>(c, 28);
  const kvHeads = load<i32>(c, 32);
  const N = load<i32>(c, 36);
  const causal = load<i32>(c, 40) != 0;
  const window = load<i32>(c, 44);
  const scale = load<f32>(c, 48);
  const stride = (<usize>kvHeads * <usize>N) << 2;
  const end = begin(T * heads, thread + 1, threads);
  for (let pair = begin(T * heads, thread, threads); pair < end; pair++) {
    const t = pair / heads;
    const head = pair % heads;
    const last = causal ? start + t : start + T - 1;
    const first = causal && window > 0 ? max(0, start + t - window + 1) : 0;
    const at = (<usize>((head * kvHeads) / heads) * <usize>N) << 2;
    const offset = <usize>first * stride + at;
    const query = q + ((<usize>pair * <usize>N) << 2);
    const target = out + ((<usize>pair * <usize>N) << 2);
    const count = last - first + 1;
    const sum = softmax(query, keys + offset, stride, count, N, scale, scratch);
    weightedSum(scratch, values + offset, stride, count, N, 1 / sum, target);
  }
}

/** scratch[p] = e^(q·k[p]·scale − max); returns their sum. */
function softmax(q: usize, keys: usize, stride: usize, count: i32, N: i32, scale: f32, scratch: usize): f32 {
  let best: f32 = -f32.MAX_VALUE;
  for (let p = 0; p < count; p++, keys += stride) {
    const score = dot(q, keys, N) * scale;
    store<f32>(scratch + (<usize>p << 2), score);
    best = max(best, score);
  }
  // The scores are padded to a multiple of four with values whose exponential is 0.
  for (let p = count; p & 3; p++) store<f32>(scratch + (<usize>p << 2), -f32.MAX_VALUE);
  const top = f32x4.splat(best);
  let sum = f32x4.splat(0);
  for (let p = 0; p < count; p += 4, scratch += 16) {
    const weight = exp4(f32x4.sub(v128.load(scratch), top));
    v128.store(scratch, weight);
    sum = f32x4.add(sum, weight);
  }
  return sumLanes(sum);
}

// @ts-ignore: decorator
@inline function dot(a: usize, b: usize, N: i32): f32 {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let i = 0;
  for (; i + 8 <= N; i += 8, a += 32, b += 32) {
    s0 = f32x4.add(s0, f32x4.mul(v128.load(a), v128.load(b)));
    s1 = f32x4.add(s1, f32x4.mul(v128.load(a, 16), v128.load(b, 16)));
  }
  let sum = sumLanes(f32x4.add(s0, s1));
  for (; i < N; i++, a += 4, b += 4) sum += load<f32>(a) * load<f32>(b);
  return sum;
}

/** out = factor · Σ_p weights[p] · values[p], 8 elements of the head at a time over all positions. */
function weightedSum(weights: usize, values: usize, stride: usize, count: i32, N: i32, factor: f32, out: usize): void {
  const f = f32x4.splat(factor);
  let i = 0;
  for (; i + 8 <= N; i += 8, values += 32, out += 32) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let v = values;
    for (let p = 0; p < count; p++, v += stride) {
      const weight = v128.load32_splat(weights + (<usize>p << 2));
      s0 = f32x4.add(s0, f32x4.mul(weight, v128.load(v)));
      s1 = f32x4.add(s1, f32x4.mul(weight, v128.load(v, 16)));
    }
    v128.store(out, f32x4.mul(s0, f));
    v128.store(out, f32x4.mul(s1, f), 16);
  }
  for (; i < N; i++, values += 4, out += 4) {
    let sum: f32 = 0;
    let v = values;
    for (let p = 0; p < count; p++, v += stride) sum += load<f32>(weights + (<usize>p << 2)) * load<f32>(v);
    store<f32>(out, sum * factor);
  }
}
