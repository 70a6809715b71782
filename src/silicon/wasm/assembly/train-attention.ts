// Causal attention over whole sequences and its backward, as in FlashAttention (Dao et al., 2022, 2023): blocks
// of scores live in scratch, never a matrix of length × length. A sequence's head (forward) or key/value
// head (backward) belongs to one thread, and its blocks are visited in order. Only blocks at or before a
// query's own are computed.
import { multiplyAdd, sumLanes } from './math';
import { scratch, shareEnd, shareStart } from './sync';

/** Keys of a block; a power of two. */
const KEYS: i32 = 64;
const ROW: usize = 256;
/** Queries of a block in the backward. */
const QUERIES: i32 = 64;
/** Stands for a score that is not seen. */
const UNSEEN: f32 = -1e30;

/** −87, log₂ e, ln 2 as a short part and the rest, 1/k! for k = 6 … 2, 1. */
const EXP: usize = memory.data<f32>([
  -87.0, 1.4426950408889634, 0.693359375, -2.1219444005469057e-4,
  1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0,
], 16);

// @ts-ignore: decorator
@inline
function entry(index: i32): v128 {
  return v128.load32_splat(EXP + <usize>(index << 2));
}

/**
 * e^x for x ≤ 0, within 3e-7 of its value: the series in |r| ≤ ln 2 / 2 up to r⁶. Below −87 it is no normal number
 * any more and taken as 0, since denormals are slow.
 */
// @ts-ignore: decorator
@inline
function probability(x: v128): v128 {
  const z = f32x4.max(x, entry(0));
  const n = f32x4.nearest(f32x4.mul(z, entry(1)));
  const r = multiplyAdd(f32x4.neg(n), entry(3), multiplyAdd(f32x4.neg(n), entry(2), z));
  let p = multiplyAdd(entry(4), r, entry(5));
  p = multiplyAdd(p, r, entry(6));
  p = multiplyAdd(p, r, entry(7));
  p = multiplyAdd(p, r, entry(8));
  p = multiplyAdd(p, r, entry(9));
  p = multiplyAdd(p, r, entry(9));
  const power = i32x4.add(p, i32x4.shl(i32x4.trunc_sat_f32x4_s(n), 23));
  return v128.and(power, f32x4.gt(x, entry(0)));
}

const ZEROS: usize = memory.data(64, 16);
/** Is this module compiled to 256 bits? Then tiles have sixteen columns. Each thread has its own. */
let paired: bool = false;

/**
 * c (4, 8) = a (4, depth) · b (depth, 8) + what is at `from`, rows `apart` bytes apart. Row r of a begins at a0, a1, a2,
 * a3 and its elements are `ak` bytes apart; rows of b are `bk` apart, rows of c `row`.
 */
function tile(
  a0: usize, a1: usize, a2: usize, a3: usize, ak: usize, b: usize, bk: usize, depth: i32,
  from: usize, apart: usize, c: usize, row: usize,
): void {
  const f1 = from + apart, f2 = f1 + apart, f3 = f2 + apart;
  let p0 = v128.load(from), q0 = v128.load(from, 16);
  let p1 = v128.load(f1), q1 = v128.load(f1, 16);
  let p2 = v128.load(f2), q2 = v128.load(f2, 16);
  let p3 = v128.load(f3), q3 = v128.load(f3, 16);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load32_splat(a0);
    p0 = multiplyAdd(x, b0, p0);
    q0 = multiplyAdd(x, b1, q0);
    x = v128.load32_splat(a1);
    p1 = multiplyAdd(x, b0, p1);
    q1 = multiplyAdd(x, b1, q1);
    x = v128.load32_splat(a2);
    p2 = multiplyAdd(x, b0, p2);
    q2 = multiplyAdd(x, b1, q2);
    x = v128.load32_splat(a3);
    p3 = multiplyAdd(x, b0, p3);
    q3 = multiplyAdd(x, b1, q3);
    a0 += ak;
    a1 += ak;
    a2 += ak;
    a3 += ak;
    b += bk;
  }
  const c1 = c + row, c2 = c1 + row, c3 = c2 + row;
  v128.store(c, p0);
  v128.store(c, q0, 16);
  v128.store(c1, p1);
  v128.store(c1, q1, 16);
  v128.store(c2, p2);
  v128.store(c2, q2, 16);
  v128.store(c3, p3);
  v128.store(c3, q3, 16);
}

/** The same for b (depth, 16): pairs of vectors, each of which becomes one where the module is compiled to 256 bits. */
function wideTile(
  a0: usize, a1: usize, a2: usize, a3: usize, ak: usize, b: usize, bk: usize, depth: i32,
  from: usize, apart: usize, c: usize, row: usize,
): void {
  const f1 = from + apart, f2 = f1 + apart, f3 = f2 + apart;
  let p0 = v128.load(from), q0 = v128.load(from, 16), r0 = v128.load(from, 32), t0 = v128.load(from, 48);
  let p1 = v128.load(f1), q1 = v128.load(f1, 16), r1 = v128.load(f1, 32), t1 = v128.load(f1, 48);
  let p2 = v128.load(f2), q2 = v128.load(f2, 16), r2 = v128.load(f2, 32), t2 = v128.load(f2, 48);
  let p3 = v128.load(f3), q3 = v128.load(f3, 16), r3 = v128.load(f3, 32), t3 = v128.load(f3, 48);
  for (let k = 0; k < depth; k++) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    const b3 = v128.load(b, 48);
    let x = v128.load32_splat(a0);
    p0 = multiplyAdd(x, b0, p0);
    q0 = multiplyAdd(x, b1, q0);
    r0 = multiplyAdd(x, b2, r0);
    t0 = multiplyAdd(x, b3, t0);
    x = v128.load32_splat(a1);
    p1 = multiplyAdd(x, b0, p1);
    q1 = multiplyAdd(x, b1, q1);
    r1 = multiplyAdd(x, b2, r1);
    t1 = multiplyAdd(x, b3, t1);
    x = v128.load32_splat(a2);
    p2 = multiplyAdd(x, b0, p2);
    q2 = multiplyAdd(x, b1, q2);
    r2 = multiplyAdd(x, b2, r2);
    t2 = multiplyAdd(x, b3, t2);
    x = v128.load32_splat(a3);
    p3 = multiplyAdd(x, b0, p3);
    q3 = multiplyAdd(x, b1, q3);
    r3 = multiplyAdd(x, b2, r3);
    t3 = multiplyAdd(x, b3, t3);
    a0 += ak;
    a1 += ak;
    a2 += ak;
    a3 += ak;
    b += bk;
  }
  const c1 = c + row, c2 = c1 + row, c3 = c2 + row;
  v128.store(c, p0);
  v128.store(c, q0, 16);
  v128.store(c, r0, 32);
  v128.store(c, t0, 48);
  v128.store(c1, p1);
  v128.store(c1, q1, 16);
  v128.store(c1, r1, 32);
  v128.store(c1, t1, 48);
  v128.store(c2, p2);
  v128.store(c2, q2, 16);
  v128.store(c2, r2, 32);
  v128.store(c2, t2, 48);
  v128.store(c3, p3);
  v128.store(c3, q3, 16);
  v128.store(c3, r3, 32);
  v128.store(c3, t3, 48);
}

/** c (4, cols) = a · b (+ c) as in `tile`; of a's four rows, `stride` apart, only `rows` are there: the last is repeated. */
function strip(
  a: usize, stride: usize, rows: i32, ak: usize, b: usize, bk: usize, depth: i32, c: usize, row: usize, cols: i32,
  add: bool,
): void {
  const a1 = a + <usize>min(1, rows - 1) * stride;
  const a2 = a + <usize>min(2, rows - 1) * stride;
  const a3 = a + <usize>min(3, rows - 1) * stride;
  const apart = add ? row : 0;
  const end = <usize>cols << 2;
  let j: usize = 0;
  if (paired)
    for (; j + 64 <= end; j += 64)
      wideTile(a, a1, a2, a3, ak, b + j, bk, depth, add ? c + j : ZEROS, apart, c + j, row);
  for (; j < end; j += 32) tile(a, a1, a2, a3, ak, b + j, bk, depth, add ? c + j : ZEROS, apart, c + j, row);
}

/** to (headDim, KEYS) = factor · from (count, headDim)ᵀ, rows of `from` `stride` apart; zeros beyond. */
function transpose(from: usize, stride: usize, count: i32, headDim: i32, factor: f32, to: usize): void {
  const by = f32x4.splat(factor);
  const zero = f32x4.splat(0);
  for (let j = 0; j < KEYS; j += 4) {
    const at = from + <usize>j * stride;
    let out = to + (<usize>j << 2);
    for (let i: usize = 0; i < <usize>headDim << 2; i += 16, out += 4 * ROW) {
      const r0 = j < count ? f32x4.mul(v128.load(at + i), by) : zero;
      const r1 = j + 1 < count ? f32x4.mul(v128.load(at + stride + i), by) : zero;
      const r2 = j + 2 < count ? f32x4.mul(v128.load(at + 2 * stride + i), by) : zero;
      const r3 = j + 3 < count ? f32x4.mul(v128.load(at + 3 * stride + i), by) : zero;
      const a = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
      const b = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
      const c = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
      const d = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
      v128.store(out, v128.shuffle<i64>(a, b, 0, 2));
      v128.store(out + ROW, v128.shuffle<i64>(a, b, 1, 3));
      v128.store(out + 2 * ROW, v128.shuffle<i64>(c, d, 0, 2));
      v128.store(out + 3 * ROW, v128.shuffle<i64>(c, d, 1, 3));
    }
  }
}

/** Keys [0, seen) of a row of scores are seen; the rest of its `cols` are not. */
// @ts-ignore: decorator
@inline
function hide(row: usize, seen: i32, cols: i32): void {
  for (let j = <usize>seen << 2; j < <usize>cols << 2; j += 4) store<f32>(row + j, UNSEEN);
}

/** out = softmax(scale · q · keysᵀ) · values; lse. Each thread has its own heads of its own sequences. */
export function attend(
  q: usize, keys: usize, values: usize, out: usize, lse: usize,
  rows: i32, length: i32, heads: i32, kvHeads: i32, headDim: i32, scale: f32, wide: bool,
): void {
  paired = wide;
  const each = <usize>headDim << 2;
  const items = (rows / length) * heads;
  for (let item = shareStart(items), end = shareEnd(items); item < end; item++) {
    const head = item % heads;
    const group = head * kvHeads / heads;
    const first = (item / heads) * length;
    const at = (<usize>first * <usize>heads + <usize>head) * each;
    const from = (<usize>first * <usize>kvHeads + <usize>group) * each;
    for (let i = 0; i < length; i += KEYS)
      attendBlock(
        q + at, keys + from, values + from, out + at, lse + ((<usize>first * <usize>heads + <usize>head) << 2),
        i, length, <usize>heads * each, <usize>kvHeads * each, headDim, scale, <usize>heads << 2,
      );
  }
}

/** Queries [i0, i0 + KEYS) of one head of one sequence. `stride`, `kv` and `one`: bytes from position to position. */
function attendBlock(
  q: usize, keys: usize, values: usize, out: usize, lse: usize,
  i0: i32, length: i32, stride: usize, kv: usize, headDim: i32, scale: f32, one: usize,
): void {
  const each = <usize>headDim << 2;
  const keysT = scratch;
  const scores = keysT + <usize>headDim * ROW;
  const sums = scores + 4 * ROW;
  const tops = sums + <usize>KEYS * each;
  const totals = tops + ROW;
  const queries = min(KEYS, length - i0);
  for (let j0 = 0; j0 <= i0; j0 += KEYS) {
    const count = min(KEYS, length - j0);
    transpose(keys + <usize>j0 * kv, kv, count, headDim, scale, keysT);
    for (let r = 0; r < queries; r += 4) {
      const depth = j0 == i0 ? min(count, r + 4) : count;
      const cols = (depth + 7) & ~7;
      const present = min(4, queries - r);
      strip(q + <usize>(i0 + r) * stride, stride, present, 4, keysT, ROW, headDim, scores, ROW, cols, false);
      const sum = sums + <usize>r * each;
      for (let s = 0; s < 4; s++) {
        const row = scores + <usize>s * ROW;
        hide(row, j0 == i0 ? min(count, r + s + 1) : count, cols);
        fold(row, cols, sum + <usize>s * each, each, tops + (<usize>(r + s) << 2), totals + (<usize>(r + s) << 2), j0 == 0);
      }
      strip(scores, ROW, 4, 4, values + <usize>j0 * kv, kv, depth, sum, each, headDim, j0 > 0);
    }
  }
  for (let r = 0; r < queries; r++) {
    const total = load<f32>(totals + (<usize>r << 2));
    const by = f32x4.splat(<f32>1 / total);
    const to = out + <usize>(i0 + r) * stride;
    for (let i: usize = 0; i < each; i += 16)
      v128.store(to + i, f32x4.mul(v128.load(sums + <usize>r * each + i), by));
    store<f32>(lse + <usize>(i0 + r) * one, load<f32>(tops + (<usize>r << 2)) + <f32>Math.log(total));
  }
}

/** Scores of a row to weights e^(score − top), top the highest so far; what was summed under a lower top is scaled. */
function fold(row: usize, cols: i32, sum: usize, bytes: usize, topAt: usize, totalAt: usize, begin: bool): void {
  let most = v128.load(row);
  for (let j: usize = 16; j < <usize>cols << 2; j += 16) most = f32x4.max(most, v128.load(row + j));
  let top = max(
    max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)),
    max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)),
  );
  let total: f32 = 0;
  if (!begin) {
    const before = load<f32>(topAt);
    total = load<f32>(totalAt);
    if (top > before) {
      const by = probability(f32x4.splat(before - top));
      total *= f32x4.extract_lane(by, 0);
      for (let i: usize = 0; i < bytes; i += 16) v128.store(sum + i, f32x4.mul(v128.load(sum + i), by));
    } else top = before;
  }
  const base = f32x4.splat(top);
  let added = f32x4.splat(0);
  for (let j: usize = 0; j < <usize>cols << 2; j += 16) {
    const weight = probability(f32x4.sub(v128.load(row + j), base));
    v128.store(row + j, weight);
    added = f32x4.add(added, weight);
  }
  store<f32>(topAt, top);
  store<f32>(totalAt, total + sumLanes(added));
}

/** dQ, dKeys, dValues. Each thread has its own key/value heads of its own sequences. */
export function attendGrad(
  q: usize, keys: usize, values: usize, out: usize, lse: usize, dOut: usize, dQ: usize, dKeys: usize, dValues: usize,
  rows: i32, length: i32, heads: i32, kvHeads: i32, headDim: i32, scale: f32, wide: bool,
): void {
  paired = wide;
  const each = <usize>headDim << 2;
  const stride = <usize>heads * each;
  const kv = <usize>kvHeads * each;
  const share = heads / kvHeads;
  const items = (rows / length) * kvHeads;
  const keySums = scratch + 2 * <usize>headDim * ROW;
  for (let item = shareStart(items), end = shareEnd(items); item < end; item++) {
    const group = item % kvHeads;
    const first = (item / kvHeads) * length;
    const from = (<usize>first * <usize>kvHeads + <usize>group) * each;
    for (let j0 = 0; j0 < length; j0 += KEYS) {
      const count = min(KEYS, length - j0);
      const block = from + <usize>j0 * kv;
      transpose(keys + block, kv, count, headDim, scale, scratch);
      transpose(values + block, kv, count, headDim, 1, scratch + <usize>headDim * ROW);
      memory.fill(keySums, 0, 2 * <usize>KEYS * each);
      for (let head = group * share; head < (group + 1) * share; head++) {
        const at = (<usize>first * <usize>heads + <usize>head) * each;
        for (let i0 = j0; i0 < length; i0 += QUERIES)
          gradBlock(
            q + at, keys + block, out + at, lse + ((<usize>first * <usize>heads + <usize>head) << 2), dOut + at, dQ + at,
            i0, j0, length, stride, kv, headDim, scale, <usize>heads << 2,
          );
      }
      for (let j = 0; j < count; j++) {
        memory.copy(dKeys + block + <usize>j * kv, keySums + <usize>j * each, each);
        memory.copy(dValues + block + <usize>j * kv, keySums + <usize>(KEYS + j) * each, each);
      }
    }
  }
}

/** What queries [i0, i0 + QUERIES) of one head give to the gradients of keys and values [j0, j0 + KEYS), and get. */
function gradBlock(
  q: usize, keys: usize, out: usize, lse: usize, dOut: usize, dQ: usize,
  i0: i32, j0: i32, length: i32, stride: usize, kv: usize, headDim: i32, scale: f32, one: usize,
): void {
  const each = <usize>headDim << 2;
  const keysT = scratch;
  const valuesT = keysT + <usize>headDim * ROW;
  const keySums = valuesT + <usize>headDim * ROW;
  const valueSums = keySums + <usize>KEYS * each;
  const weights = valueSums + <usize>KEYS * each;
  const slopes = weights + <usize>QUERIES * ROW;
  const edge = slopes + <usize>QUERIES * ROW;
  const queries = min(QUERIES, length - i0);
  const count = min(KEYS, length - j0);
  for (let r = 0; r < queries; r += 4) {
    const depth = min(count, i0 + r + 4 - j0);
    const cols = (depth + 7) & ~7;
    const present = min(4, queries - r);
    const at = <usize>(i0 + r) * stride;
    const weight = weights + <usize>r * ROW;
    const slope = slopes + <usize>r * ROW;
    strip(q + at, stride, present, 4, keysT, ROW, headDim, weight, ROW, cols, false);
    strip(dOut + at, stride, present, 4, valuesT, ROW, headDim, slope, ROW, cols, false);
    for (let s = 0; s < present; s++) {
      const row = at + <usize>s * stride;
      const base = load<f32>(lse + <usize>(i0 + r + s) * one);
      hide(weight + <usize>s * ROW, min(count, i0 + r + s + 1 - j0), cols);
      slant(weight + <usize>s * ROW, slope + <usize>s * ROW, cols, base, inner(out + row, dOut + row, each), scale);
      memory.fill(weight + <usize>s * ROW + (<usize>cols << 2), 0, ROW - (<usize>cols << 2));
      memory.fill(slope + <usize>s * ROW + (<usize>cols << 2), 0, ROW - (<usize>cols << 2));
    }
    if (present == 4) strip(slope, ROW, 4, 4, keys, kv, depth, dQ + at, stride, headDim, j0 > 0);
    else {
      strip(slope, ROW, present, 4, keys, kv, depth, edge, each, headDim, false);
      for (let s = 0; s < present; s++)
        for (let i: usize = 0; i < each; i += 16) {
          const to = dQ + at + <usize>s * stride + i;
          const sum = v128.load(edge + <usize>s * each + i);
          v128.store(to, j0 > 0 ? f32x4.add(v128.load(to), sum) : sum);
        }
    }
  }
  for (let j = 0; j < count; j += 4) {
    const skip = max(0, j0 + j - i0) & ~3; // earlier queries do not see these keys
    if (skip >= queries) break;
    const from = <usize>skip * ROW + (<usize>j << 2);
    const rows = <usize>(i0 + skip) * stride;
    strip(weights + from, 4, 4, ROW, dOut + rows, stride, queries - skip, valueSums + <usize>j * each, each, headDim, true);
    strip(slopes + from, 4, 4, ROW, q + rows, stride, queries - skip, keySums + <usize>j * each, each, headDim, true);
  }
}

/** Scores to weights e^(score − base); gradients of the weights to those of the unscaled scores. */
function slant(weight: usize, slope: usize, cols: i32, base: f32, mean: f32, scale: f32): void {
  const from = f32x4.splat(base);
  const middle = f32x4.splat(mean);
  const by = f32x4.splat(scale);
  for (let j: usize = 0; j < <usize>cols << 2; j += 16) {
    const p = probability(f32x4.sub(v128.load(weight + j), from));
    v128.store(weight + j, p);
    v128.store(slope + j, f32x4.mul(f32x4.mul(p, by), f32x4.sub(v128.load(slope + j), middle)));
  }
}

function inner(x: usize, y: usize, bytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(x + i), v128.load(y + i)));
  return sumLanes(sum);
}
