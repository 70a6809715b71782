// Packed weights times activations in whole numbers. Activations become bytes, 32 columns sharing a scale;
// the products of 32 columns (16 for Q6_K) are summed exactly and then added, scaled, to a float32 sum over
// ascending columns. One token and many follow the same order, so a result depends neither on the other rows
// and tokens of the pass, nor on the threads, nor on how the machine multiplies.
//
// Many tokens: 32 columns of four rows are unpacked into eight registers and stay there while all tokens
// pass, each adding to its sums in scratch.
import { ACTIVATION, EXACT, LANES, SIGNED, SPLIT, TOKENS } from '../layout';
import { quantize, recordBytes } from './activations';
import { dot4, ones, pairs2, pairs4, pairs8, sixteens } from './dot';
import {
  bitsOf, decodeRow, factorBytes, fetch, fifteens, flipped, groupBytes, hasMins, headBytes, isK, isWide, IQ4_NL,
  offsetBits, parts, Q4_0, Q4_1, Q4_K, Q5_0, Q5_1, Q5_K, Q6_K, Q8_0, scaleOf, secondOf, upperBits, valueBytes,
} from './packed';
import { scratch, shareEnd, shareStart } from './sync';

/** What a product is over; set once a command. */
let columns: i32 = 0;
let outputs: i32 = 0;
let bias: usize = 0;
let accumulate: bool = false;
/** Tokens at work, eight sums of each in scratch, and their records. */
let tokens: i32 = 0;
let sums: usize = 0;
let records: usize = 0;

/**
 * out[t, n] = Σ x[t, k] · weight[n, k]. x (rows, k), packed weight (n, k), out (rows, n). `same`: scratch
 * still holds this x as bytes.
 */
export function multiply(
  x: usize, weight: usize, biases: usize, out: usize, type: i32, mode: i32,
  rows: i32, n: i32, k: i32, add: bool, same: bool,
): void {
  columns = k;
  outputs = n;
  bias = biases;
  accumulate = add;
  sums = scratch + 64;
  records = sums + 32 * TOKENS;
  const groups = (n + LANES - 1) / LANES;
  const stride = groupBytes(type, k);
  for (let t = 0; t < rows; t += TOKENS) {
    tokens = min(TOKENS, rows - t);
    if (!same || rows > TOKENS) quantize(x + <usize>t * (<usize>k << 2), records, tokens, k, mode);
    for (let g = shareStart(groups), end = shareEnd(groups); g < end; g++) {
      group(type, mode, weight + <usize>g * stride);
      put(out, t, g * LANES);
    }
  }
}

/**
 * One function a type and mode: the compiler folds branches that end alike into one loop, in which the mode
 * is asked at every load.
 */
function group(type: i32, mode: i32, w: usize): void {
  if (mode == SPLIT) return split(type, w);
  if (mode == SIGNED && isWide(type)) return type == Q8_0 ? signedQ8_0(w) : signedIQ4_NL(w);
  exact(type, w);
}

function split(type: i32, w: usize): void {
  switch (type) {
    case Q8_0: return splitQ8_0(w);
    case IQ4_NL: return splitIQ4_NL(w);
    case Q4_0: return splitQ4_0(w);
    case Q4_1: return splitQ4_1(w);
    case Q5_0: return splitQ5_0(w);
    case Q5_1: return splitQ5_1(w);
    case Q4_K: return splitQ4_K(w);
    case Q5_K: return splitQ5_K(w);
    case Q6_K: return splitQ6_K(w);
    default: unreachable();
  }
}

function exact(type: i32, w: usize): void {
  switch (type) {
    case Q8_0: return exactQ8_0(w);
    case IQ4_NL: return exactIQ4_NL(w);
    case Q4_0: return exactQ4_0(w);
    case Q4_1: return exactQ4_1(w);
    case Q5_0: return exactQ5_0(w);
    case Q5_1: return exactQ5_1(w);
    case Q4_K: return exactQ4_K(w);
    case Q5_K: return exactQ5_K(w);
    case Q6_K: return exactQ6_K(w);
    default: unreachable();
  }
}

function splitQ8_0(w: usize): void {
  products(Q8_0, SPLIT, w);
}

function splitIQ4_NL(w: usize): void {
  products(IQ4_NL, SPLIT, w);
}

function splitQ4_0(w: usize): void {
  products(Q4_0, SPLIT, w);
}

function splitQ4_1(w: usize): void {
  products(Q4_1, SPLIT, w);
}

function splitQ5_0(w: usize): void {
  products(Q5_0, SPLIT, w);
}

function splitQ5_1(w: usize): void {
  products(Q5_1, SPLIT, w);
}

function splitQ4_K(w: usize): void {
  products(Q4_K, SPLIT, w);
}

function splitQ5_K(w: usize): void {
  products(Q5_K, SPLIT, w);
}

function splitQ6_K(w: usize): void {
  products(Q6_K, SPLIT, w);
}

function exactQ8_0(w: usize): void {
  products(Q8_0, EXACT, w);
}

function exactIQ4_NL(w: usize): void {
  products(IQ4_NL, EXACT, w);
}

function exactQ4_0(w: usize): void {
  products(Q4_0, EXACT, w);
}

function exactQ4_1(w: usize): void {
  products(Q4_1, EXACT, w);
}

function exactQ5_0(w: usize): void {
  products(Q5_0, EXACT, w);
}

function exactQ5_1(w: usize): void {
  products(Q5_1, EXACT, w);
}

function exactQ4_K(w: usize): void {
  products(Q4_K, EXACT, w);
}

function exactQ5_K(w: usize): void {
  products(Q5_K, EXACT, w);
}

function exactQ6_K(w: usize): void {
  products(Q6_K, EXACT, w);
}

function signedQ8_0(w: usize): void {
  products(Q8_0, SIGNED, w);
}

function signedIQ4_NL(w: usize): void {
  products(IQ4_NL, SIGNED, w);
}

/** The sums of a group of 8 rows, of every token. */
// @ts-ignore: decorator
@inline
function products(type: i32, mode: i32, w: usize): void {
  if (tokens == 1) one(type, mode, w);
  else many(type, mode, w);
}

// @ts-ignore: decorator
@inline
function one(type: i32, mode: i32, w: usize): void {
  let f = f32x4.splat(0), g = f;
  let x = records;
  for (const end = x + <usize>(columns >> 5) * recordBytes(mode); x < end; ) {
    const head = w;
    w += headBytes(type);
    for (let i = 0; i < parts(type); i++, x += recordBytes(mode)) {
      const values = w + factorBytes(type);
      f = few(type, mode, head, w, 0, values, x, f);
      g = few(type, mode, head, w, 16, values + valueBytes(type), x, g);
      w = values + 2 * valueBytes(type);
    }
  }
  v128.store(sums, f);
  v128.store(sums, g, 16);
}

/** f + products of 32 columns of four rows, the later four of the group when `four` is 16. */
// @ts-ignore: decorator
@inline
function few(
  type: i32, mode: i32, head: usize, factors: usize, four: usize, at: usize, x: usize, f: v128,
): v128 {
  const fifteen = fifteens();
  const upper = upperBits(type);
  return part(
    type, mode, ones(), sixteens(), x, scaleOf(type, head, factors, four), secondOf(type, head, factors, four),
    value(type, mode, at, 0, fifteen, upper), value(type, mode, at, 1, fifteen, upper),
    value(type, mode, at, 2, fifteen, upper), value(type, mode, at, 3, fifteen, upper),
    value(type, mode, at, 4, fifteen, upper), value(type, mode, at, 5, fifteen, upper),
    value(type, mode, at, 6, fifteen, upper), value(type, mode, at, 7, fifteen, upper), f,
  );
}

// @ts-ignore: decorator
@inline
function many(type: i32, mode: i32, w: usize): void {
  const fifteen = fifteens();
  const upper = upperBits(type);
  const one = ones();
  const sixteen = sixteens();
  const step = <usize>tokens * recordBytes(mode);
  memory.fill(sums, 0, <usize>tokens << 5);
  for (let from = records, end = from + <usize>(columns >> 5) * step; from < end; ) {
    const head = w;
    w += headBytes(type);
    for (let i = 0; i < parts(type); i++, from += step) {
      let at = w + factorBytes(type);
      for (let four: usize = 0; four < 32; four += 16, at += valueBytes(type)) {
        const first = scaleOf(type, head, w, four);
        const second = secondOf(type, head, w, four);
        const w0 = value(type, mode, at, 0, fifteen, upper), w1 = value(type, mode, at, 1, fifteen, upper);
        const w2 = value(type, mode, at, 2, fifteen, upper), w3 = value(type, mode, at, 3, fifteen, upper);
        const w4 = value(type, mode, at, 4, fifteen, upper), w5 = value(type, mode, at, 5, fifteen, upper);
        const w6 = value(type, mode, at, 6, fifteen, upper), w7 = value(type, mode, at, 7, fifteen, upper);
        let sum = sums + four;
        for (let x = from, stop = from + step; x < stop; x += recordBytes(mode), sum += 32) {
          const f = v128.load(sum);
          v128.store(sum, part(type, mode, one, sixteen, x, first, second, w0, w1, w2, w3, w4, w5, w6, w7, f));
        }
      }
      w = at;
    }
  }
}

// @ts-ignore: decorator
@inline
function value(type: i32, mode: i32, at: usize, k: i32, fifteen: v128, upper: v128): v128 {
  const bytes = fetch(type, at, k, fifteen, upper);
  return mode == SIGNED && isWide(type) ? flipped(bytes) : bytes;
}

/** f + products of 32 columns of one token and four rows; w0 to w7 hold four columns each. */
// @ts-ignore: decorator
@inline
function part(
  type: i32, mode: i32, one: v128, sixteen: v128, x: usize, first: v128, second: v128,
  w0: v128, w1: v128, w2: v128, w3: v128, w4: v128, w5: v128, w6: v128, w7: v128, f: v128,
): v128 {
  const step = isK(type) ? v128.load32_splat(x, 4) : v128.load32_splat(x);
  if (type == Q6_K) {
    const a = sixteenColumns(mode, one, x + 32, w0, w1, w2, w3, v128.load32_splat(x, 24));
    const b = sixteenColumns(mode, one, x + 48, w4, w5, w6, w7, v128.load32_splat(x, 28));
    f = f32x4.add(f, f32x4.mul(f32x4.convert_i32x4_s(a), f32x4.mul(first, step)));
    return f32x4.add(f, f32x4.mul(f32x4.convert_i32x4_s(b), f32x4.mul(second, step)));
  }
  const a = allColumns(type, mode, one, sixteen, x, w0, w1, w2, w3, w4, w5, w6, w7);
  f = f32x4.add(f, f32x4.mul(f32x4.convert_i32x4_s(a), f32x4.mul(first, step)));
  if (!hasMins(type)) return f;
  return f32x4.add(f, f32x4.mul(second, v128.load32_splat(x, 8)));
}

/** Sums of 16 columns, of weights of six bits. */
// @ts-ignore: decorator
@inline
function sixteenColumns(mode: i32, one: v128, x: usize, w0: v128, w1: v128, w2: v128, w3: v128, a: v128): v128 {
  if (mode != SPLIT) return dot4(mode, x, w0, w1, w2, w3, a);
  a = i32x4.add(a, i32x4.dot_i16x8_s(pairs2(x, w0, w1), one));
  return i32x4.add(a, i32x4.dot_i16x8_s(pairs2(x + 8, w2, w3), one));
}

/** Sums of 32 columns of values less the offset. With SPLIT, 16 bits hold 8 · 2 · 127 · 15, 4 · 2 · 127 · 31 and 8 · 2 · 8 · 255. */
// @ts-ignore: decorator
@inline
function allColumns(
  type: i32, mode: i32, one: v128, sixteen: v128, x: usize,
  w0: v128, w1: v128, w2: v128, w3: v128, w4: v128, w5: v128, w6: v128, w7: v128,
): v128 {
  if (mode != SPLIT) {
    const a = hasMins(type) || (mode == SIGNED && isWide(type)) ? i32x4.splat(0) : offset(type, x);
    return dot4(mode, x + 48, w4, w5, w6, w7, dot4(mode, x + 32, w0, w1, w2, w3, a));
  }
  let a: v128;
  if (bitsOf(type) == 8)
    a = i32x4.add(
      i32x4.dot_i16x8_s(pairs8(x + 64, w0, w1, w2, w3, w4, w5, w6, w7), sixteen),
      i32x4.dot_i16x8_s(pairs8(x + 96, w0, w1, w2, w3, w4, w5, w6, w7), one),
    );
  else if (bitsOf(type) == 4) a = i32x4.dot_i16x8_s(pairs8(x + 32, w0, w1, w2, w3, w4, w5, w6, w7), one);
  else
    a = i32x4.add(
      i32x4.dot_i16x8_s(pairs4(x + 32, w0, w1, w2, w3), one),
      i32x4.dot_i16x8_s(pairs4(x + 48, w4, w5, w6, w7), one),
    );
  return hasMins(type) ? a : i32x4.add(a, offset(type, x));
}

/** Minus the sum of a token's 32 columns times what stands for a weight of zero. */
// @ts-ignore: decorator
@inline
function offset(type: i32, x: usize): v128 {
  if (isWide(type)) return v128.load32_splat(x, 20);
  return offsetBits(type) == 3 ? v128.load32_splat(x, 12) : v128.load32_splat(x, 16);
}

/** Outputs [first, first + 8), as many as there are, of the tokens from t on: bias, accumulation. */
function put(out: usize, t: i32, first: i32): void {
  let y = out + ((<usize>t * <usize>outputs + <usize>first) << 2);
  const at = bias + (<usize>first << 2);
  for (let from = sums, end = from + (<usize>tokens << 5); from < end; from += 32, y += <usize>outputs << 2) {
    if (first + LANES > outputs) {
      putFew(y, first, from);
      continue;
    }
    let f = v128.load(from);
    let g = v128.load(from, 16);
    if (bias) {
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
}

function putFew(y: usize, first: i32, from: usize): void {
  for (let n = first; n < outputs; n++, y += 4, from += 4) {
    let sum = load<f32>(from);
    if (bias) sum += load<f32>(bias + (<usize>n << 2));
    store<f32>(y, accumulate ? load<f32>(y) + sum : sum);
  }
}

/** out[t] = table[ids[t]], of a packed table. */
export function embedPacked(table: usize, ids: usize, out: usize, type: i32, rows: i32, width: i32): void {
  const bytes = groupBytes(type, width);
  for (let t = shareStart(rows), end = shareEnd(rows); t < end; t++) {
    const id = load<u32>(ids + (<usize>t << 2));
    decodeRow(type, table + <usize>(id / LANES) * bytes, id % LANES, out + (<usize>t << 2) * <usize>width, width);
  }
}
