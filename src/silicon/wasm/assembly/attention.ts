// Softmax attention, one head of one query at a time. Positions come in blocks: a block is scored into
// scratch, turned into weights against the largest score so far, and added to a running output that is
// rescaled whenever that largest score grows. Source: Milakov and Gimelshein, "Online normalizer
// calculation for softmax", 2018; FlashAttention, 2022.
import { MOST_BLOCK } from '../layout';
import { exp, sumLanes, sumLanes4 } from './math';
import { decode } from './weights';
import { scratch, shareEnd, shareStart } from './sync';

/** Scores this far below the largest weigh nothing in float32: e^−40 = 4e-18. */
const NEGLIGIBLE: f32 = -40;

/**
 * q, out (T, heads, headDim); keys, values (places, kvHeads, headDim) in GGUF type `type`, `rowBytes` a
 * place. Row t sees positions up to ends[t], the last `window` of them when window > 0; position p is in
 * block blocks[tables[t] + p / block]. Threads share (head, row) pairs, head by head, so that each has
 * short and long rows.
 */
export function attention(
  q: usize, keys: usize, values: usize, tables: usize, blocks: usize, ends: usize, out: usize, rows: i32, heads: i32,
  kvHeads: i32, headDim: i32, window: i32, scale: f32, block: i32, type: i32, rowBytes: usize,
): void {
  const items = heads * rows;
  const width = <usize>(headDim << 2);
  const part = rowBytes / <usize>kvHeads;
  const decoded = scratch + (<usize>MOST_BLOCK << 2);
  for (let item = shareStart(items), to = shareEnd(items); item < to; item++) {
    const head = item / rows;
    const t = item % rows;
    const query = <usize>(t * heads + head) * width;
    const group = <usize>((head * kvHeads) / heads) * part;
    const table = blocks + (<usize>load<u32>(tables + (<usize>t << 2)) << 2);
    const end = load<i32>(ends + (<usize>t << 2));
    begin(out + query, width);
    for (let p = window > 0 ? max(0, end - window) : 0; p < end; ) {
      const skipped = p % block;
      const count = min(block - skipped, end - p);
      const place = load<i32>(table + (<usize>(p / block) << 2)) * block + skipped;
      const offset = <usize>place * rowBytes + group;
      if (type == 0) fold(q + query, keys + offset, values + offset, out + query, rowBytes, headDim, count, scale);
      else {
        const also = decoded + <usize>block * width;
        for (let i = 0; i < count; i++) {
          decode(type, keys + offset + <usize>i * rowBytes, decoded + <usize>i * width, headDim);
          decode(type, values + offset + <usize>i * rowBytes, also + <usize>i * width, headDim);
        }
        fold(q + query, decoded, also, out + query, width, headDim, count, scale);
      }
      p += count;
    }
    rescale(out + query, headDim, 1 / total);
  }
}

/** The softmax of the row at hand: its largest score so far, and the sum of its weights against that. */
let top: f32 = 0;
let total: f32 = 0;

function begin(out: usize, width: usize): void {
  memory.fill(out, 0, width);
  top = -Infinity;
  total = 0;
}

/** Folds `count` positions, `stride` bytes apart, into the running output. */
function fold(
  q: usize, key: usize, value: usize, out: usize, stride: usize, headDim: i32, count: i32, scale: f32,
): void {
  const highest = score(q, key, stride, headDim, count, scale);
  if (highest > top) {
    if (total > 0) {
      const factor = f32x4.extract_lane(exp(f32x4.splat(max(top - highest, NEGLIGIBLE))), 0);
      total *= factor;
      rescale(out, headDim, factor);
    }
    top = highest;
  }
  total += weigh(count, top);
  mix(value, stride, headDim, count, out);
}

/** Scores of `n` positions into scratch; returns the largest. */
function score(q: usize, key: usize, stride: usize, headDim: i32, n: i32, scale: f32): f32 {
  const full = <usize>(headDim & ~3) << 2;
  const bytes = <usize>headDim << 2;
  let highest: f32 = -Infinity;
  let p = 0;
  for (; p + 4 <= n; p += 4) {
    const k1 = key + stride;
    const k2 = k1 + stride;
    const k3 = k2 + stride;
    let a = f32x4.splat(0), b = a, c = a, d = a;
    for (let i: usize = 0; i < full; i += 16) {
      const x = v128.load(q + i);
      a = f32x4.add(a, f32x4.mul(x, v128.load(key + i)));
      b = f32x4.add(b, f32x4.mul(x, v128.load(k1 + i)));
      c = f32x4.add(c, f32x4.mul(x, v128.load(k2 + i)));
      d = f32x4.add(d, f32x4.mul(x, v128.load(k3 + i)));
    }
    let sums = sumLanes4(a, b, c, d);
    for (let i = full; i < bytes; i += 4) {
      let column = v128.load32_zero(key + i);
      column = v128.load32_lane(k1 + i, column, 1);
      column = v128.load32_lane(k2 + i, column, 2);
      column = v128.load32_lane(k3 + i, column, 3);
      sums = f32x4.add(sums, f32x4.mul(column, v128.load32_splat(q + i)));
    }
    sums = f32x4.mul(sums, f32x4.splat(scale));
    v128.store(scratch + (<usize>p << 2), sums);
    const two = f32x4.max(sums, v128.shuffle<i32>(sums, sums, 2, 3, 0, 1));
    highest = max(highest, max(f32x4.extract_lane(two, 0), f32x4.extract_lane(two, 1)));
    key = k3 + stride;
  }
  for (; p < n; p++, key += stride) {
    let a = f32x4.splat(0);
    for (let i: usize = 0; i < full; i += 16) a = f32x4.add(a, f32x4.mul(v128.load(q + i), v128.load(key + i)));
    let sum = sumLanes(a);
    for (let i = full; i < bytes; i += 4) sum += load<f32>(q + i) * load<f32>(key + i);
    sum *= scale;
    store<f32>(scratch + (<usize>p << 2), sum);
    highest = max(highest, sum);
  }
  return highest;
}

/** Scores to e^(score − top), those that weigh nothing to 0; returns their sum. */
function weigh(n: i32, top: f32): f32 {
  for (let p = n; p & 3; p++) store<f32>(scratch + (<usize>p << 2), -Infinity);
  const floor = f32x4.splat(NEGLIGIBLE);
  const most = f32x4.splat(top);
  let sum = f32x4.splat(0);
  for (let at = scratch, end = scratch + (<usize>n << 2); at < end; at += 16) {
    const x = f32x4.sub(v128.load(at), most);
    const weight = v128.andnot(exp(x), f32x4.lt(x, floor));
    sum = f32x4.add(sum, weight);
    v128.store(at, weight);
  }
  return sumLanes(sum);
}

/** out += Σ weight · value over `n` positions, in ascending order. */
function mix(value: usize, stride: usize, headDim: i32, n: i32, out: usize): void {
  const full = <usize>(headDim & ~3) << 2;
  const bytes = <usize>headDim << 2;
  let p = 0;
  for (; p + 4 <= n; p += 4) {
    const at = scratch + (<usize>p << 2);
    const v1 = value + stride;
    const v2 = v1 + stride;
    const v3 = v2 + stride;
    const a = v128.load32_splat(at);
    const b = v128.load32_splat(at, 4);
    const c = v128.load32_splat(at, 8);
    const d = v128.load32_splat(at, 12);
    for (let i: usize = 0; i < full; i += 16) {
      let sum = f32x4.add(v128.load(out + i), f32x4.mul(a, v128.load(value + i)));
      sum = f32x4.add(sum, f32x4.mul(b, v128.load(v1 + i)));
      sum = f32x4.add(sum, f32x4.mul(c, v128.load(v2 + i)));
      v128.store(out + i, f32x4.add(sum, f32x4.mul(d, v128.load(v3 + i))));
    }
    for (let i = full; i < bytes; i += 4) {
      let sum = load<f32>(out + i) + load<f32>(at) * load<f32>(value + i);
      sum += load<f32>(at, 4) * load<f32>(v1 + i);
      sum += load<f32>(at, 8) * load<f32>(v2 + i);
      store<f32>(out + i, sum + load<f32>(at, 12) * load<f32>(v3 + i));
    }
    value = v3 + stride;
  }
  for (; p < n; p++, value += stride) {
    const weight = load<f32>(scratch + (<usize>p << 2));
    const a = f32x4.splat(weight);
    for (let i: usize = 0; i < full; i += 16)
      v128.store(out + i, f32x4.add(v128.load(out + i), f32x4.mul(a, v128.load(value + i))));
    for (let i = full; i < bytes; i += 4) store<f32>(out + i, load<f32>(out + i) + weight * load<f32>(value + i));
  }
}

function rescale(out: usize, headDim: i32, factor: f32): void {
  const by = f32x4.splat(factor);
  const full = <usize>(headDim & ~3) << 2;
  for (let i: usize = 0; i < full; i += 16) v128.store(out + i, f32x4.mul(v128.load(out + i), by));
  for (let i = full, bytes = <usize>headDim << 2; i < bytes; i += 4) store<f32>(out + i, load<f32>(out + i) * factor);
}
