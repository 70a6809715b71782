// Packed weights times activations in whole numbers. Activations become bytes, 32 columns sharing a scale;
// the products of 32 columns (16 for Q6_K) are summed exactly and then added, scaled, to a float32 sum over
// ascending columns. One token and four tokens at a time follow the same order, so a result depends neither
// on the other rows and tokens of the pass, nor on the threads, nor on how the machine multiplies.
import { ACTIVATION, EXACT, EXPANDED, LANES, SPLIT } from '../layout';
import { quantize } from './activations';
import { dot, dot4, ones } from './dot';
import {
  bitsOf, expand, expandedRow, factorBytes, fetch, fifteens, groupBytes, hasMins, headBytes, isK, isWide, IQ4_NL,
  offsetBits, parts, Q4_0, Q4_1, Q4_K, Q5_0, Q5_1, Q5_K, Q6_K, Q8_0, upperBits, valueBytes,
} from './packed';
import { scratch, shareEnd, shareStart } from './sync';

/** For f16: the bits that stay once they stand where a float32 has them; 2^112, by which the exponent is too small. */
const HALF: usize = memory.data<u32>([0x8fffe000, 0x77800000]);

let cols: i32 = 0;
let outputs: i32 = 0;
let bias: usize = 0;
let accumulate: bool = false;

/**
 * out[t, n] = Σ x[t, k] · weight[n, k]. x (rows, k), packed weight (n, k), out (rows, n). `same`: scratch
 * still holds this x as bytes.
 */
export function multiply(
  x: usize, weight: usize, biases: usize, out: usize, type: i32, mode: i32,
  rows: i32, n: i32, k: i32, add: bool, same: bool,
): void {
  cols = k;
  outputs = n;
  bias = biases;
  accumulate = add;
  const bytes = scratch + 32;
  const group = bytes + <usize>rows * <usize>(k >> 5) * ACTIVATION;
  if (!same) quantize(x, bytes, rows, k);
  const groups = (n + LANES - 1) / LANES;
  const stride = groupBytes(type, k);
  const token = <usize>(k >> 5) * ACTIVATION;
  for (let g = shareStart(groups), end = shareEnd(groups); g < end; g++) {
    const w = weight + <usize>g * stride;
    const first = g * LANES;
    let at = bytes;
    let t = 0;
    if (rows >= 4) expand(type, w, group, k);
    for (; t + 4 <= rows; t += 4, at += 4 * token) fourTokens(type, mode, group, at, out, t, first);
    for (; t < rows; t++, at += token) oneToken(type, mode, w, at, out, t, first);
  }
}

/** One function a type, so that each keeps its constants in registers. */
function oneToken(type: i32, mode: i32, w: usize, x: usize, out: usize, t: i32, first: i32): void {
  switch (type) {
    case Q8_0: return mode == EXACT ? oneQ8_0(w, x, out, t, first) : oneQ8_0Split(w, x, out, t, first);
    case IQ4_NL: return mode == EXACT ? oneIQ4_NL(w, x, out, t, first) : oneIQ4_NLSplit(w, x, out, t, first);
    case Q4_0: return mode == EXACT ? oneQ4_0(w, x, out, t, first) : oneQ4_0Split(w, x, out, t, first);
    case Q4_1: return mode == EXACT ? oneQ4_1(w, x, out, t, first) : oneQ4_1Split(w, x, out, t, first);
    case Q5_0: return mode == EXACT ? oneQ5_0(w, x, out, t, first) : oneQ5_0Split(w, x, out, t, first);
    case Q5_1: return mode == EXACT ? oneQ5_1(w, x, out, t, first) : oneQ5_1Split(w, x, out, t, first);
    case Q4_K: return mode == EXACT ? oneQ4_K(w, x, out, t, first) : oneQ4_KSplit(w, x, out, t, first);
    case Q5_K: return mode == EXACT ? oneQ5_K(w, x, out, t, first) : oneQ5_KSplit(w, x, out, t, first);
    case Q6_K: return mode == EXACT ? oneQ6_K(w, x, out, t, first) : oneQ6_KSplit(w, x, out, t, first);
    default: unreachable();
  }
}

function oneQ8_0(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q8_0, EXACT, w, x, out, t, first);
}

function oneQ8_0Split(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q8_0, SPLIT, w, x, out, t, first);
}

function oneIQ4_NL(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(IQ4_NL, EXACT, w, x, out, t, first);
}

function oneIQ4_NLSplit(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(IQ4_NL, SPLIT, w, x, out, t, first);
}

function oneQ4_0(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q4_0, EXACT, w, x, out, t, first);
}

function oneQ4_0Split(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q4_0, SPLIT, w, x, out, t, first);
}

function oneQ4_1(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q4_1, EXACT, w, x, out, t, first);
}

function oneQ4_1Split(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q4_1, SPLIT, w, x, out, t, first);
}

function oneQ5_0(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q5_0, EXACT, w, x, out, t, first);
}

function oneQ5_0Split(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q5_0, SPLIT, w, x, out, t, first);
}

function oneQ5_1(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q5_1, EXACT, w, x, out, t, first);
}

function oneQ5_1Split(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q5_1, SPLIT, w, x, out, t, first);
}

function oneQ4_K(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q4_K, EXACT, w, x, out, t, first);
}

function oneQ4_KSplit(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q4_K, SPLIT, w, x, out, t, first);
}

function oneQ5_K(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q5_K, EXACT, w, x, out, t, first);
}

function oneQ5_KSplit(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q5_K, SPLIT, w, x, out, t, first);
}

function oneQ6_K(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q6_K, EXACT, w, x, out, t, first);
}

function oneQ6_KSplit(w: usize, x: usize, out: usize, t: i32, first: i32): void {
  one(Q6_K, SPLIT, w, x, out, t, first);
}

/** Expanded values differ only in width, offset and scales. */
function fourTokens(type: i32, mode: i32, w: usize, x: usize, out: usize, t: i32, first: i32): void {
  if (type == Q6_K) fourQ6_K(mode, w, x, out, t, first);
  else if (hasMins(type)) fourAboveMins(mode, w, x, out, t, first);
  else if (isWide(type)) fourWide(mode, w, x, out, t, first);
  else fourNarrow(mode, w, x, out, t, first, offsetBits(type));
}

function fourQ6_K(mode: i32, w: usize, x: usize, out: usize, t: i32, first: i32): void {
  if (mode == EXACT) four(Q6_K, w, x, out, t, first, 5);
  else fourSplit(Q6_K, w, x, out, t, first, 5);
}

function fourAboveMins(mode: i32, w: usize, x: usize, out: usize, t: i32, first: i32): void {
  if (mode == EXACT) four(Q5_1, w, x, out, t, first, 0);
  else fourSplit(Q5_1, w, x, out, t, first, 0);
}

function fourNarrow(mode: i32, w: usize, x: usize, out: usize, t: i32, first: i32, shift: i32): void {
  if (mode == EXACT) four(Q5_0, w, x, out, t, first, shift);
  else fourSplit(Q5_0, w, x, out, t, first, shift);
}

function fourWide(mode: i32, w: usize, x: usize, out: usize, t: i32, first: i32): void {
  if (mode == EXACT) four(Q8_0, w, x, out, t, first, 7);
  else fourSplit(Q8_0, w, x, out, t, first, 7);
}

// @ts-ignore: decorator
@inline
function floats(bytes: v128, high: bool, signed: bool): v128 {
  if (signed) return f32x4.convert_i32x4_s(high ? i32x4.extend_high_i16x8_s(bytes) : i32x4.extend_low_i16x8_s(bytes));
  return f32x4.convert_i32x4_s(high ? i32x4.extend_high_i16x8_u(bytes) : i32x4.extend_low_i16x8_u(bytes));
}

/** Sum over columns [4 · k, 4 · (k + 4)) of four rows. */
// @ts-ignore: decorator
@inline
function dots(
  type: i32, mode: i32, fifteen: v128, upper: v128, one: v128, w: usize, x: usize, k: i32, a: v128,
): v128 {
  const at = x + 20 + <usize>(k << 2);
  return dot4(
    mode, bitsOf(type), fifteen, one,
    v128.load32_splat(at), v128.load32_splat(at, 4), v128.load32_splat(at, 8), v128.load32_splat(at, 12),
    fetch(type, w, k, fifteen, upper), fetch(type, w, k + 1, fifteen, upper),
    fetch(type, w, k + 2, fifteen, upper), fetch(type, w, k + 3, fifteen, upper), a,
  );
}

/** What sums start from, so that they are of values less the offset. */
// @ts-ignore: decorator
@inline
function start(type: i32, sums: usize): v128 {
  return hasMins(type) ? i32x4.splat(0) : i32x4.shl(v128.load32_splat(sums), offsetBits(type));
}

/** f + products of 32 columns of four rows (the later four of the group when `high`). */
// @ts-ignore: decorator
@inline
function part(
  type: i32, mode: i32, fifteen: v128, upper: v128, one: v128, bits: v128,
  head: usize, factors: usize, w: usize, x: usize, high: bool, f: v128,
): v128 {
  const four: usize = high ? 16 : 0;
  if (type == Q6_K) {
    const scale = v128.load(head + four);
    const step = v128.load32_splat(x, 4);
    const first = f32x4.mul(scale, floats(v128.load8x8_s(factors), high, true));
    const second = f32x4.mul(scale, floats(v128.load8x8_s(factors, 8), high, true));
    const a = dots(type, mode, fifteen, upper, one, w, x, 0, start(type, x + 12));
    const b = dots(type, mode, fifteen, upper, one, w, x, 4, start(type, x + 16));
    f = f32x4.add(f, f32x4.mul(f32x4.convert_i32x4_s(a), f32x4.mul(first, step)));
    return f32x4.add(f, f32x4.mul(f32x4.convert_i32x4_s(b), f32x4.mul(second, step)));
  }
  let a = dots(type, mode, fifteen, upper, one, w, x, 0, start(type, x + 8));
  a = dots(type, mode, fifteen, upper, one, w, x, 4, a);
  if (isK(type)) {
    const scale = f32x4.mul(v128.load(head + four), floats(v128.load8x8_u(factors), high, false));
    const min = f32x4.mul(v128.load(head + four, 32), floats(v128.load8x8_u(factors, 8), high, false));
    f = f32x4.add(f, f32x4.mul(f32x4.convert_i32x4_s(a), f32x4.mul(scale, v128.load32_splat(x, 4))));
    return f32x4.add(f, f32x4.mul(min, sumOf(x)));
  }
  const scale = v128.and(i32x4.shl(v128.load16x4_s(head + (four >> 1)), 13), bits);
  f = f32x4.add(f, f32x4.mul(f32x4.convert_i32x4_s(a), f32x4.mul(scale, v128.load32_splat(x))));
  if (!hasMins(type)) return f;
  const min = v128.and(i32x4.shl(v128.load16x4_s(head + 16 + (four >> 1)), 13), bits);
  return f32x4.add(f, f32x4.mul(f32x4.neg(f32x4.mul(min, v128.load32_splat(HALF, 4))), sumOf(x)));
}

/** Minus the sum of one token's 32 columns. */
// @ts-ignore: decorator
@inline
function sumOf(x: usize): v128 {
  return f32x4.mul(f32x4.convert_i32x4_s(v128.load32_splat(x, 8)), v128.load32_splat(x, 4));
}

/** Eight outputs of one token. */
// @ts-ignore: decorator
@inline
function one(type: i32, mode: i32, w: usize, x: usize, out: usize, t: i32, first: i32): void {
  const fifteen = fifteens();
  const upper = upperBits(type);
  const unit = ones();
  const bits = v128.load32_splat(HALF);
  let f = f32x4.splat(0), g = f;
  for (const end = x + <usize>(cols >> 5) * ACTIVATION; x < end; ) {
    const head = w;
    w += headBytes(type);
    for (let i = 0; i < parts(type); i++, x += ACTIVATION) {
      const values = w + factorBytes(type);
      f = part(type, mode, fifteen, upper, unit, bits, head, w, values, x, false, f);
      g = part(type, mode, fifteen, upper, unit, bits, head, w, values + valueBytes(type), x, true, g);
      w = values + 2 * valueBytes(type);
    }
  }
  put(out, t, first, f, g);
}

/** Eight outputs of four tokens, from an expanded group. `type` says how values are scaled. */
// @ts-ignore: decorator
@inline
function four(type: i32, w: usize, x: usize, out: usize, t: i32, first: i32, shift: i32): void {
  let f0 = f32x4.splat(0), f1 = f0, f2 = f0, f3 = f0, g0 = f0, g1 = f0, g2 = f0, g3 = f0;
  for (const end = x + <usize>(cols >> 5) * (4 * ACTIVATION); x < end; x += 4 * ACTIVATION, w += EXPANDED) {
    const halves: usize = type == Q6_K ? 2 : 1;
    for (let h: usize = 0; h < halves; h++) {
      let a0 = f32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
      if (!hasMins(type)) {
        const sums = x + (type == Q6_K ? 48 + (h << 4) : 32);
        a0 = i32x4.shl(v128.load32_splat(sums), shift);
        a1 = i32x4.shl(v128.load32_splat(sums, 4), shift);
        a2 = i32x4.shl(v128.load32_splat(sums, 8), shift);
        a3 = i32x4.shl(v128.load32_splat(sums, 12), shift);
      }
      let b0 = a0, b1 = a1, b2 = a2, b3 = a3;
      const turns: usize = type == Q6_K ? 4 : 8;
      let q = x + 80 + (h << 6);
      let p = w + 64 + (h << 7);
      for (const stop = q + (turns << 4); q < stop; q += 16, p += 32) {
        const low = v128.load(p);
        const high = v128.load(p, 16);
        let v = v128.load32_splat(q);
        a0 = dot(v, low, a0);
        b0 = dot(v, high, b0);
        v = v128.load32_splat(q, 4);
        a1 = dot(v, low, a1);
        b1 = dot(v, high, b1);
        v = v128.load32_splat(q, 8);
        a2 = dot(v, low, a2);
        b2 = dot(v, high, b2);
        v = v128.load32_splat(q, 12);
        a3 = dot(v, low, a3);
        b3 = dot(v, high, b3);
      }
      const scale = w + (h << 5);
      const s = v128.load(scale);
      const r = v128.load(scale, 16);
      f0 = scaled(f0, a0, s, x + 16);
      f1 = scaled(f1, a1, s, x + 20);
      f2 = scaled(f2, a2, s, x + 24);
      f3 = scaled(f3, a3, s, x + 28);
      g0 = scaled(g0, b0, r, x + 16);
      g1 = scaled(g1, b1, r, x + 20);
      g2 = scaled(g2, b2, r, x + 24);
      g3 = scaled(g3, b3, r, x + 28);
    }
    if (hasMins(type)) {
      const s = v128.load(w, 32);
      const r = v128.load(w, 48);
      let sum = sumOf4(x, 0);
      f0 = f32x4.add(f0, f32x4.mul(s, sum));
      g0 = f32x4.add(g0, f32x4.mul(r, sum));
      sum = sumOf4(x, 1);
      f1 = f32x4.add(f1, f32x4.mul(s, sum));
      g1 = f32x4.add(g1, f32x4.mul(r, sum));
      sum = sumOf4(x, 2);
      f2 = f32x4.add(f2, f32x4.mul(s, sum));
      g2 = f32x4.add(g2, f32x4.mul(r, sum));
      sum = sumOf4(x, 3);
      f3 = f32x4.add(f3, f32x4.mul(s, sum));
      g3 = f32x4.add(g3, f32x4.mul(r, sum));
    }
  }
  put(out, t, first, f0, g0);
  put(out, t + 1, first, f1, g1);
  put(out, t + 2, first, f2, g2);
  put(out, t + 3, first, f3, g3);
}

/** The same where sums of 16 bits are faster: four rows after the other four. */
// @ts-ignore: decorator
@inline
function fourSplit(type: i32, w: usize, x: usize, out: usize, t: i32, first: i32, shift: i32): void {
  const fifteen = fifteens();
  const unit = ones();
  let f0 = f32x4.splat(0), f1 = f0, f2 = f0, f3 = f0, g0 = f0, g1 = f0, g2 = f0, g3 = f0;
  for (let later: usize = 0; later < 32; later += 16) {
    let h0 = f32x4.splat(0), h1 = h0, h2 = h0, h3 = h0;
    let from = w + later;
    for (let at = x, end = x + <usize>(cols >> 5) * (4 * ACTIVATION); at < end; at += 4 * ACTIVATION, from += EXPANDED) {
      let a0 = i32x4.splat(0), a1 = a0, a2 = a0, a3 = a0;
      for (let h: usize = 0; h < 2; h++) {
        if (type == Q6_K || (h == 0 && !hasMins(type))) {
          const sums = at + (type == Q6_K ? 48 + (h << 4) : 32);
          a0 = i32x4.shl(v128.load32_splat(sums), shift);
          a1 = i32x4.shl(v128.load32_splat(sums, 4), shift);
          a2 = i32x4.shl(v128.load32_splat(sums, 8), shift);
          a3 = i32x4.shl(v128.load32_splat(sums, 12), shift);
        }
        const p = from + 64 + (h << 7);
        const q = at + 80 + (h << 6);
        const w0 = v128.load(p), w1 = v128.load(p, 32), w2 = v128.load(p, 64), w3 = v128.load(p, 96);
        a0 = columns(type, fifteen, unit, q, w0, w1, w2, w3, a0);
        a1 = columns(type, fifteen, unit, q + 4, w0, w1, w2, w3, a1);
        a2 = columns(type, fifteen, unit, q + 8, w0, w1, w2, w3, a2);
        a3 = columns(type, fifteen, unit, q + 12, w0, w1, w2, w3, a3);
        if (type != Q6_K && h == 0) continue;
        const scale = v128.load(from + (type == Q6_K ? h << 5 : 0));
        h0 = scaled(h0, a0, scale, at + 16);
        h1 = scaled(h1, a1, scale, at + 20);
        h2 = scaled(h2, a2, scale, at + 24);
        h3 = scaled(h3, a3, scale, at + 28);
      }
      if (hasMins(type)) {
        const min = v128.load(from, 32);
        h0 = f32x4.add(h0, f32x4.mul(min, sumOf4(at, 0)));
        h1 = f32x4.add(h1, f32x4.mul(min, sumOf4(at, 1)));
        h2 = f32x4.add(h2, f32x4.mul(min, sumOf4(at, 2)));
        h3 = f32x4.add(h3, f32x4.mul(min, sumOf4(at, 3)));
      }
    }
    if (later) {
      g0 = h0;
      g1 = h1;
      g2 = h2;
      g3 = h3;
    } else {
      f0 = h0;
      f1 = h1;
      f2 = h2;
      f3 = h3;
    }
  }
  put(out, t, first, f0, g0);
  put(out, t + 1, first, f1, g1);
  put(out, t + 2, first, f2, g2);
  put(out, t + 3, first, f3, g3);
}

/** One of four tokens times 16 columns of four rows. */
// @ts-ignore: decorator
@inline
function columns(
  type: i32, fifteen: v128, unit: v128, q: usize, w0: v128, w1: v128, w2: v128, w3: v128, a: v128,
): v128 {
  return dot4(
    SPLIT, bitsOf(type), fifteen, unit, v128.load32_splat(q), v128.load32_splat(q, 16), v128.load32_splat(q, 32),
    v128.load32_splat(q, 48), w0, w1, w2, w3, a,
  );
}

// @ts-ignore: decorator
@inline
function scaled(f: v128, a: v128, scale: v128, step: usize): v128 {
  return f32x4.add(f, f32x4.mul(f32x4.convert_i32x4_s(a), f32x4.mul(scale, v128.load32_splat(step))));
}

// @ts-ignore: decorator
@inline
function sumOf4(x: usize, token: usize): v128 {
  const at = x + (token << 2);
  return f32x4.mul(f32x4.convert_i32x4_s(v128.load32_splat(at, 32)), v128.load32_splat(at, 16));
}

/** Outputs [first, first + 8) of token t, as many as there are: bias, accumulation. */
// @ts-ignore: decorator
@inline
function put(out: usize, t: i32, first: i32, f: v128, g: v128): void {
  const y = out + ((<usize>t * <usize>outputs + <usize>first) << 2);
  if (first + LANES > outputs) return putFew(y, first, f, g);
  if (bias) {
    const at = bias + (<usize>first << 2);
    f = f32x4.add(f, v128.load(at));
    g = f32x4.add(g, v128.load(at, 16));
  }
  if (accumulate) {
    f = f32x4.add(v128.load(y), f);
    g = f32x4.add(v128.load(y, 16), g);
  }
  v128.store(y, f);
  v128.store(y, g, 16);
}

function putFew(y: usize, first: i32, f: v128, g: v128): void {
  v128.store(scratch, f);
  v128.store(scratch, g, 16);
  for (let n = first; n < outputs; n++, y += 4) {
    let sum = load<f32>(scratch + (<usize>(n - first) << 2));
    if (bias) sum += load<f32>(bias + (<usize>n << 2));
    store<f32>(y, accumulate ? load<f32>(y) + sum : sum);
  }
}

/** out[t] = table[ids[t]], of a packed table. */
export function embedPacked(table: usize, ids: usize, out: usize, type: i32, rows: i32, width: i32): void {
  const bytes = groupBytes(type, width);
  for (let t = shareStart(rows), end = shareEnd(rows); t < end; t++) {
    const id = load<u32>(ids + (<usize>t << 2));
    expand(type, table + <usize>(id / LANES) * bytes, scratch, width);
    expandedRow(type, scratch, <usize>(id % LANES), out + (<usize>t << 2) * <usize>width, width);
  }
}
