// Softmax attention. Positions come in blocks: a block is scored, turned into weights against the largest
// score so far, and added to a running output that is rescaled whenever that largest score grows. The queries
// that see one key/value head (those of its query heads, of neighbouring rows of a sequence) go through its
// blocks together, so that a block is loaded, and decoded when it is not F32, once for all of them; what a
// query computes does not depend on its company. Source: Milakov and Gimelshein, "Online normalizer
// calculation for softmax", 2018; FlashAttention, 2022.
import { ATTENTION_ROWS, ATTENTION_TILE, ATTENTION_TOGETHER, MOST_BLOCK } from '../layout';
import { exp, multiplyAdd, sumLanes, sumLanes4 } from './math';
import { half } from './weights';
import { scratch, shareEnd, shareStart } from './sync';

/** Scores this far below the largest weigh nothing in float32: e^−40 = 4e-18. */
const NEGLIGIBLE: f32 = -40;
/** Bytes from the scores of one query to those of the next. */
const ROW: usize = <usize>MOST_BLOCK << 2;
const F32: i32 = 0;
const F16: i32 = 1;

/** What the command at hand is over; set once, read by all. */
let keys: usize = 0;
let values: usize = 0;
let blocks: usize = 0;
let block: i32 = 0;
let rowBytes: usize = 0;
let type: i32 = 0;
let headDim: i32 = 0;
let group: i32 = 0;
let window: i32 = 0;
/** Bytes of a key/value head as stored, and of a head in scratch: whole pairs of vectors, zeros at the end. */
let part: usize = 0;
let width: usize = 0;
/** In this thread's scratch: queries, outputs, (largest score, sum of weights) of each query; scores; a block decoded. */
let queries: usize = 0;
let sums: usize = 0;
let states: usize = 0;
let scores: usize = 0;
let decodedKeys: usize = 0;
let decodedValues: usize = 0;

/**
 * q, out (T, heads, headDim); keys, values (places, kvHeads, headDim) in GGUF type `type`, `rowBytes` a
 * place. Row t sees positions up to ends[t], the last `window` of them when window > 0; position p is in
 * block blocks[tables[t] + p / block].
 */
export function attention(
  q: usize, keysAt: usize, valuesAt: usize, tables: usize, blocksAt: usize, ends: usize, out: usize, rows: i32,
  heads: i32, kvHeads: i32, dim: i32, windowOf: i32, scale: f32, blockOf: i32, typeOf: i32, bytes: usize,
): void {
  keys = keysAt;
  values = valuesAt;
  blocks = blocksAt;
  block = blockOf;
  rowBytes = bytes;
  type = typeOf;
  headDim = dim;
  group = heads / kvHeads;
  window = windowOf;
  part = rowBytes / <usize>kvHeads;
  width = <usize>((dim + 7) & ~7) << 2;
  queries = scratch;
  sums = queries + <usize>ATTENTION_TILE * width;
  decodedKeys = sums + <usize>ATTENTION_TILE * width;
  decodedValues = decodedKeys + <usize>block * width;
  scores = decodedValues + <usize>block * width;
  states = scores + <usize>ATTENTION_TOGETHER * ROW;
  for (let t = 0; t < rows; ) {
    const table = load<i32>(tables + (<usize>t << 2));
    let next = t + 1;
    while (next < rows && load<i32>(tables + (<usize>next << 2)) == table) next++;
    if (next == t + 1) oneRow(q, out, t, rows, heads, table, ends, scale);
    else manyRows(q, out, t, next, rows, heads, table, ends, scale);
    t = next;
  }
}

/**
 * Threads share queries ordered by key/value head, row and head, so that each has some of every row. Where the
 * heads of row t begin that come at or after query `item` in this order.
 */
function headFrom(item: i32, t: i32, rows: i32): i32 {
  const rest = item % (group * rows) - t * group;
  return (item / (group * rows)) * group + min(max(rest, 0), group);
}

/** A row that is alone in its sequence: all heads of this thread go through a block, then through the next. */
function oneRow(q: usize, out: usize, t: i32, rows: i32, heads: i32, table: i32, ends: usize, scale: f32): void {
  const last = headFrom(shareEnd(heads * rows), t, rows);
  for (let head = headFrom(shareStart(heads * rows), t, rows); head < last; ) {
    const until = min(last, head + ATTENTION_TILE);
    const at = <usize>((t * heads + head) * headDim) << 2;
    begin(q + at, 0, until - head, scale);
    walk(table, ends + (<usize>t << 2), 1, head, until);
    finish(out + at, 0, until - head);
    head = until;
  }
}

/** Rows [first, last) of a sequence: one key/value head at a time, as many rows together as have room. */
function manyRows(
  q: usize, out: usize, first: i32, last: i32, rows: i32, heads: i32, table: i32, ends: usize, scale: f32,
): void {
  const step = <usize>(heads * headDim) << 2;
  for (let kv = 0; kv * group < heads; kv++) {
    const from = max(shareStart(heads * rows), (kv * rows + first) * group);
    const to = min(shareEnd(heads * rows), (kv * rows + last) * group);
    for (let item = from; item < to; ) {
      const t = (item / group) % rows;
      const head = kv * group + item % group;
      const each = min(min(group - item % group, to - item), ATTENTION_ROWS); // heads of a row
      const count = each == group ? max(1, min((to - item) / group, ATTENTION_ROWS / group)) : 1; // rows
      const at = <usize>((t * heads + head) * headDim) << 2;
      for (let r = 0; r < count; r++) begin(q + at + <usize>r * step, r * each, each, scale);
      walk(table, ends + (<usize>t << 2), count, head, head + each);
      for (let r = 0; r < count; r++) finish(out + at + <usize>r * step, r * each, each);
      item += count * each;
    }
  }
}

/** Queries [j, j + count) of one row into scratch, times `scale`; nothing seen yet. */
function begin(q: usize, j: i32, count: i32, scale: f32): void {
  for (let i = j; i < j + count; i++, q += <usize>headDim << 2) {
    const query = queries + <usize>i * width;
    copyScaled(q, query, headDim, scale);
    memory.fill(query + (<usize>headDim << 2), 0, width - (<usize>headDim << 2));
    memory.fill(sums + <usize>i * width, 0, width);
    store<f32>(states + (<usize>i << 3), -Infinity);
    store<f32>(states + (<usize>i << 3), 0, 4);
  }
}

function finish(out: usize, j: i32, count: i32): void {
  for (let i = j; i < j + count; i++, out += <usize>headDim << 2)
    copyScaled(sums + <usize>i * width, out, headDim, 1 / load<f32>(states + (<usize>i << 3), 4));
}

function copyScaled(from: usize, to: usize, count: i32, factor: f32): void {
  const by = f32x4.splat(factor);
  const full = <usize>(count & ~3) << 2;
  for (let i: usize = 0; i < full; i += 16) v128.store(to + i, f32x4.mul(v128.load(from + i), by));
  for (let i = full, bytes = <usize>count << 2; i < bytes; i += 4) store<f32>(to + i, load<f32>(from + i) * factor);
}

/** Heads [head, last) of `rows` rows through all blocks that any of these sees. Several rows are of one key/value head. */
function walk(table: i32, ends: usize, rows: i32, head: i32, last: i32): void {
  let from = i32.MAX_VALUE, all = 0, until = i32.MAX_VALUE, to = 0;
  for (let r = 0; r < rows; r++) {
    const end = load<i32>(ends + (<usize>r << 2));
    const first = window > 0 ? max(0, end - window) : 0;
    from = min(from, first);
    all = max(all, first);
    until = min(until, end);
    to = max(to, end);
  }
  const inPlace = type == F32 && <usize>headDim << 2 == width;
  const numbers = blocks + (<usize>table << 2);
  for (let start = from - from % block; start < to; start += block) {
    const place = <usize>(load<i32>(numbers + (<usize>(start / block) << 2)) * block) * rowBytes;
    const low = max(from - start, 0);
    const high = min(to - start, block);
    const whole = start >= all && start + block <= until;
    if (rows == 1) {
      touch(keys + place, low, high, head, last);
      touch(values + place, low, high, head, last);
    }
    for (let h = head; h < last; ) {
      const kv = h / group;
      const each = min(last, (kv + 1) * group) - h;
      let key = keys + place + <usize>kv * part, value = values + place + <usize>kv * part, stride = rowBytes;
      if (!inPlace) {
        decode(key, decodedKeys, low, high);
        decode(value, decodedValues, low, high);
        key = decodedKeys;
        value = decodedValues;
        stride = width;
      }
      if (whole) fold(h - head, rows * each, key, value, stride, block);
      else
        for (let r = 0; r < rows; r++) {
          const end = load<i32>(ends + (<usize>r << 2)) - start;
          const first = window > 0 ? max(0, end - window) : 0;
          const skip = <usize>first * stride;
          const count = min(end, block) - first;
          if (count > 0) fold(h - head + r * each, each, key + skip, value + skip, stride, count);
        }
      h += each;
    }
  }
}

/** What `touch` read last, so that it is read at all. */
let touched: i32 = 0;

/**
 * Reads a block as it lies, a byte a cache line: heads jump from row to row, which no prefetcher foresees, and
 * would wait for memory at every one of them.
 */
function touch(from: usize, low: i32, high: i32, head: i32, last: i32): void {
  const first = <usize>(head / group) * part;
  const bytes = <usize>((last - 1) / group + 1) * part - first;
  let sum = 0;
  for (let p = low; p < high; p++) {
    const row = from + <usize>p * rowBytes + first;
    for (let i: usize = 0; i < bytes; i += 64) sum += load<u8>(row + i);
  }
  touched = sum;
}

/** Positions [low, high) of a block, one head of each, to float32. */
function decode(from: usize, into: usize, low: i32, high: i32): void {
  const bytes = <usize>headDim << 2;
  from += <usize>low * rowBytes;
  const end = into + <usize>high * width;
  for (let at = into + <usize>low * width; at < end; at += width, from += rowBytes) {
    if (type == F32) memory.copy(at, from, bytes);
    else if (type == F16) decodeF16(from, at, headDim);
    else decodeQ8_0(from, at, headDim);
    if (bytes < width) memory.fill(at + bytes, 0, width - bytes);
  }
}

/** For f16: the bits that stay once they stand where a float32 has them; 2^112, by which the exponent is then too small. */
const HALF: usize = memory.data<u32>([0x8fffe000, 0x77800000]);

/** Stored keys and values are finite; an infinite one would read as 65,536 here. */
// @ts-ignore: decorator
@inline
function decodeF16(from: usize, into: usize, count: i32): void {
  const bits = v128.load32_splat(HALF);
  const scale = v128.load32_splat(HALF, 4);
  const end = into + (<usize>(count & ~7) << 2);
  for (; into < end; into += 32, from += 16) {
    v128.store(into, f32x4.mul(v128.and(i32x4.shl(v128.load16x4_s(from), 13), bits), scale));
    v128.store(into, f32x4.mul(v128.and(i32x4.shl(v128.load16x4_s(from, 8), 13), bits), scale), 16);
  }
  for (let i = count & 7; i > 0; i--, into += 4, from += 2) store<f32>(into, half(from));
}

// @ts-ignore: decorator
@inline
function decodeQ8_0(from: usize, into: usize, count: i32): void {
  for (const end = from + <usize>(count >> 5) * 34; from < end; from += 34) {
    const scale = f32x4.splat(half(from));
    for (let i: usize = 2; i < 34; i += 8, into += 32) {
      const eight = v128.load8x8_s(from + i);
      v128.store(into, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(eight)), scale));
      v128.store(into, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(eight)), scale), 16);
    }
  }
}

/** `count` positions, `stride` bytes apart, into the running outputs of queries [j, j + n). */
function fold(j: i32, n: i32, key: usize, value: usize, stride: usize, count: i32): void {
  const full = j + (n & ~3);
  for (; j < full; j += 4) {
    score4(j, key, stride, count);
    for (let i = 0; i < 4; i++) weigh(j + i, scores + <usize>i * ROW, count);
    mix4(j, value, stride, count);
  }
  n &= 3;
  if (n == 3) score3(j, key, stride, count);
  else if (n == 2) score2(j, key, stride, count);
  else if (n == 1) score1(j, key, stride, count);
  for (let i = 0; i < n; i++) weigh(j + i, scores + <usize>i * ROW, count);
  if (n == 3) mix3(j, value, stride, count);
  else if (n == 2) mix2(j, value, stride, count);
  else if (n == 1) mix1(j, value, stride, count);
}

/** Scores of a query in place to e^(score − top), those that weigh nothing to 0; its output rescaled when top grows. */
function weigh(j: i32, at: usize, count: i32): void {
  const state = states + (<usize>j << 3);
  for (let p = count; p & 3; p++) store<f32>(at + (<usize>p << 2), -Infinity);
  const end = at + (<usize>count << 2);
  let most = v128.load(at);
  for (let i = at + 16; i < end; i += 16) most = f32x4.max(most, v128.load(i));
  most = f32x4.max(most, v128.shuffle<i32>(most, most, 2, 3, 0, 1));
  const highest = max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1));
  let top = load<f32>(state);
  let total = load<f32>(state, 4);
  if (highest > top) {
    if (total > 0) {
      const factor = f32x4.extract_lane(exp(f32x4.splat(max(top - highest, NEGLIGIBLE))), 0);
      total *= factor;
      const by = f32x4.splat(factor);
      for (let i = sums + <usize>j * width, stop = i + width; i < stop; i += 16)
        v128.store(i, f32x4.mul(v128.load(i), by));
    }
    top = highest;
    store<f32>(state, top);
  }
  const floor = f32x4.splat(NEGLIGIBLE);
  most = f32x4.splat(top);
  let sum = f32x4.splat(0);
  for (let i = at; i < end; i += 16) {
    const x = f32x4.sub(v128.load(i), most);
    const weight = v128.andnot(exp(x), f32x4.lt(x, floor));
    sum = f32x4.add(sum, weight);
    v128.store(i, weight);
  }
  store<f32>(state, total + sumLanes(sum), 4);
}

function score4(j: i32, key: usize, stride: usize, count: i32): void {
  score(4, queries + <usize>j * width, key, stride, count);
}

function score3(j: i32, key: usize, stride: usize, count: i32): void {
  score(3, queries + <usize>j * width, key, stride, count);
}

function score2(j: i32, key: usize, stride: usize, count: i32): void {
  score(2, queries + <usize>j * width, key, stride, count);
}

function score1(j: i32, key: usize, stride: usize, count: i32): void {
  score(1, queries + <usize>j * width, key, stride, count);
}

/** Scores of n queries; as many keys at a time as there are registers for sums. */
// @ts-ignore: decorator
@inline
function score(n: i32, q: usize, key: usize, stride: usize, count: i32): void {
  let at = scores;
  let left = count;
  if (n < 3)
    for (; left >= 4; left -= 4, at += 16, key += stride << 2) {
      const k1 = key + stride, k2 = k1 + stride, k3 = k2 + stride;
      let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      for (let i: usize = 0; i < width; i += 16) {
        const x = v128.load(q + i);
        const y = n > 1 ? v128.load(q + width + i) : x;
        let k = v128.load(key + i);
        a0 = multiplyAdd(x, k, a0);
        if (n > 1) b0 = multiplyAdd(y, k, b0);
        k = v128.load(k1 + i);
        a1 = multiplyAdd(x, k, a1);
        if (n > 1) b1 = multiplyAdd(y, k, b1);
        k = v128.load(k2 + i);
        a2 = multiplyAdd(x, k, a2);
        if (n > 1) b2 = multiplyAdd(y, k, b2);
        k = v128.load(k3 + i);
        a3 = multiplyAdd(x, k, a3);
        if (n > 1) b3 = multiplyAdd(y, k, b3);
      }
      v128.store(at, sumLanes4(a0, a1, a2, a3));
      if (n > 1) v128.store(at + ROW, sumLanes4(b0, b1, b2, b3));
    }
  else
    for (; left >= 2; left -= 2, at += 8, key += stride << 1) {
      let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
      for (let i: usize = 0; i < width; i += 16) {
        const k = v128.load(key + i);
        const l = v128.load(key + stride + i);
        let x = v128.load(q + i);
        a0 = multiplyAdd(x, k, a0);
        b0 = multiplyAdd(x, l, b0);
        x = v128.load(q + width + i);
        a1 = multiplyAdd(x, k, a1);
        b1 = multiplyAdd(x, l, b1);
        x = v128.load(q + (width << 1) + i);
        a2 = multiplyAdd(x, k, a2);
        b2 = multiplyAdd(x, l, b2);
        if (n > 3) {
          x = v128.load(q + 3 * width + i);
          a3 = multiplyAdd(x, k, a3);
          b3 = multiplyAdd(x, l, b3);
        }
      }
      putScores(n, at, sumLanes4(a0, a1, a2, a3));
      putScores(n, at + 4, sumLanes4(b0, b1, b2, b3));
    }
  for (; left > 0; left--, at += 4, key += stride) {
    let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
    for (let i: usize = 0; i < width; i += 16) {
      const k = v128.load(key + i);
      a0 = multiplyAdd(v128.load(q + i), k, a0);
      if (n > 1) a1 = multiplyAdd(v128.load(q + width + i), k, a1);
      if (n > 2) a2 = multiplyAdd(v128.load(q + (width << 1) + i), k, a2);
      if (n > 3) a3 = multiplyAdd(v128.load(q + 3 * width + i), k, a3);
    }
    putScores(n, at, sumLanes4(a0, a1, a2, a3));
  }
}

/** One position's score for each of n queries. */
// @ts-ignore: decorator
@inline
function putScores(n: i32, at: usize, four: v128): void {
  v128.store32_lane(at, four, 0);
  if (n > 1) v128.store32_lane(at + ROW, four, 1);
  if (n > 2) v128.store32_lane(at + 2 * ROW, four, 2);
  if (n > 3) v128.store32_lane(at + 3 * ROW, four, 3);
}

function mix4(j: i32, value: usize, stride: usize, count: i32): void {
  mix(4, sums + <usize>j * width, 0, value, stride, count);
}

function mix3(j: i32, value: usize, stride: usize, count: i32): void {
  mix(3, sums + <usize>j * width, 0, value, stride, count);
}

function mix2(j: i32, value: usize, stride: usize, count: i32): void {
  const out = sums + <usize>j * width;
  mix(2, out, mixWide(2, out, value, stride, count), value, stride, count);
}

function mix1(j: i32, value: usize, stride: usize, count: i32): void {
  const out = sums + <usize>j * width;
  mix(1, out, mixWide(1, out, value, stride, count), value, stride, count);
}

/** out += Σ weight · value over positions in ascending order, from byte `from` on, for n queries. */
// @ts-ignore: decorator
@inline
function mix(n: i32, out: usize, from: usize, value: usize, stride: usize, count: i32): void {
  const end = scores + (<usize>count << 2);
  for (let i = from; i < width; i += 32) {
    const o = out + i;
    const p = o + width, q = p + width, r = q + width;
    let a0 = v128.load(o), a1 = v128.load(o, 16);
    let b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
    if (n > 1) {
      b0 = v128.load(p);
      b1 = v128.load(p, 16);
    }
    if (n > 2) {
      c0 = v128.load(q);
      c1 = v128.load(q, 16);
    }
    if (n > 3) {
      d0 = v128.load(r);
      d1 = v128.load(r, 16);
    }
    let v = value + i;
    for (let at = scores; at < end; at += 4, v += stride) {
      const low = v128.load(v), high = v128.load(v, 16);
      let weight = v128.load32_splat(at);
      a0 = multiplyAdd(weight, low, a0);
      a1 = multiplyAdd(weight, high, a1);
      if (n > 1) {
        weight = v128.load32_splat(at, ROW);
        b0 = multiplyAdd(weight, low, b0);
        b1 = multiplyAdd(weight, high, b1);
      }
      if (n > 2) {
        weight = v128.load32_splat(at, 2 * ROW);
        c0 = multiplyAdd(weight, low, c0);
        c1 = multiplyAdd(weight, high, c1);
      }
      if (n > 3) {
        weight = v128.load32_splat(at, 3 * ROW);
        d0 = multiplyAdd(weight, low, d0);
        d1 = multiplyAdd(weight, high, d1);
      }
    }
    v128.store(o, a0);
    v128.store(o, a1, 16);
    if (n > 1) {
      v128.store(p, b0);
      v128.store(p, b1, 16);
    }
    if (n > 2) {
      v128.store(q, c0);
      v128.store(q, c1, 16);
    }
    if (n > 3) {
      v128.store(r, d0);
      v128.store(r, d1, 16);
    }
  }
}

/** The same for one or two queries, eight vectors of sums at a time as far as they go; returns how far that was. */
// @ts-ignore: decorator
@inline
function mixWide(n: i32, out: usize, value: usize, stride: usize, count: i32): usize {
  const end = scores + (<usize>count << 2);
  const step: usize = n > 1 ? 64 : 128;
  let i: usize = 0;
  for (; i + step <= width; i += step) {
    const o = out + i;
    const second = n > 1 ? o + width : o + 64;
    let a0 = v128.load(o), a1 = v128.load(o, 16), a2 = v128.load(o, 32), a3 = v128.load(o, 48);
    let b0 = v128.load(second), b1 = v128.load(second, 16), b2 = v128.load(second, 32), b3 = v128.load(second, 48);
    let v = value + i;
    for (let at = scores; at < end; at += 4, v += stride) {
      const weight = v128.load32_splat(at);
      const other = n > 1 ? v128.load32_splat(at, ROW) : weight;
      let x = v128.load(v);
      a0 = multiplyAdd(weight, x, a0);
      b0 = multiplyAdd(other, n > 1 ? x : v128.load(v, 64), b0);
      x = v128.load(v, 16);
      a1 = multiplyAdd(weight, x, a1);
      b1 = multiplyAdd(other, n > 1 ? x : v128.load(v, 80), b1);
      x = v128.load(v, 32);
      a2 = multiplyAdd(weight, x, a2);
      b2 = multiplyAdd(other, n > 1 ? x : v128.load(v, 96), b2);
      x = v128.load(v, 48);
      a3 = multiplyAdd(weight, x, a3);
      b3 = multiplyAdd(other, n > 1 ? x : v128.load(v, 112), b3);
    }
    v128.store(o, a0);
    v128.store(o, a1, 16);
    v128.store(o, a2, 32);
    v128.store(o, a3, 48);
    v128.store(second, b0);
    v128.store(second, b1, 16);
    v128.store(second, b2, 32);
    v128.store(second, b3, 48);
  }
  return i;
}
