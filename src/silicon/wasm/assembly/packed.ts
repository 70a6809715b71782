// Weights as the integer kernels read them: eight rows interleaved, so that a vector holds four columns of
// four rows and sums need no turning. Values are unsigned; `offset` says what stands for zero.
//
// A group of 8 rows is a series of pieces. Types with blocks of 32: [8 f16 scales] ([8 f16 minimums])
// [values]. Types with blocks of 256: [8 f32 scales] ([8 f32 minimums]), then 8 × ([8 bytes: factors of the
// scales] [8 bytes: factors of the minimums, or of the scales of the later 16 columns] [values]).
// Values of 32 columns: rows 0 to 3, then rows 4 to 7, each as vectors of 4 columns × 4 rows. Nibbles: 4
// vectors, columns 0–15 low and 16–31 high; then bit k of a vector of fifth bits belongs to the k-th four
// columns; or bit pairs k of two vectors. Whole bytes: 8 vectors.
import { EXPANDED } from '../layout';
import { halves } from './weights';

/** GGUF type ids. */
export const Q4_0: i32 = 2;
export const Q4_1: i32 = 3;
export const Q5_0: i32 = 6;
export const Q5_1: i32 = 7;
export const Q8_0: i32 = 8;
export const Q4_K: i32 = 12;
export const Q5_K: i32 = 13;
export const Q6_K: i32 = 14;
export const IQ4_NL: i32 = 20;

// @ts-ignore: decorator
@inline
export function isK(type: i32): bool {
  return type == Q4_K || type == Q5_K || type == Q6_K;
}

// @ts-ignore: decorator
@inline
export function hasMins(type: i32): bool {
  return type == Q4_1 || type == Q5_1 || type == Q4_K || type == Q5_K;
}

// @ts-ignore: decorator
@inline
export function hasFifths(type: i32): bool {
  return type == Q5_0 || type == Q5_1 || type == Q5_K;
}

/** Values may need the eighth bit. */
// @ts-ignore: decorator
@inline
export function isWide(type: i32): bool {
  return type == Q8_0 || type == IQ4_NL;
}

/** Bits of a value. */
// @ts-ignore: decorator
@inline
export function bitsOf(type: i32): i32 {
  if (isWide(type)) return 8;
  if (type == Q6_K) return 6;
  return hasFifths(type) ? 5 : 4;
}

/** log₂ of what is subtracted from values. */
// @ts-ignore: decorator
@inline
export function offsetBits(type: i32): i32 {
  if (isWide(type)) return 7;
  if (type == Q4_0) return 3;
  return type == Q5_0 ? 4 : 5;
}

/** Bytes of the scales before a series of 32 columns, or before 8 of them. */
// @ts-ignore: decorator
@inline
export function headBytes(type: i32): usize {
  return (isK(type) ? 32 : 16) << <usize>hasMins(type);
}

/** Bytes of the factors before each 32 columns. */
// @ts-ignore: decorator
@inline
export function factorBytes(type: i32): usize {
  return isK(type) ? 16 : 0;
}

/** Bytes of 32 columns of four rows. */
// @ts-ignore: decorator
@inline
export function valueBytes(type: i32): usize {
  if (type == Q8_0) return 128;
  if (type == Q6_K) return 96;
  return hasFifths(type) ? 80 : 64;
}

/** How many 32 columns share a head. */
// @ts-ignore: decorator
@inline
export function parts(type: i32): i32 {
  return isK(type) ? 8 : 1;
}

/** Bytes of a group of 8 rows of `cols` columns. */
export function groupBytes(type: i32, cols: i32): usize {
  const blocks = <usize>(cols >> 5) / <usize>parts(type);
  return blocks * (headBytes(type) + <usize>parts(type) * (factorBytes(type) + 2 * valueBytes(type)));
}

/** Bytes to be masks, loaded once before a loop: V8 would rebuild literals in every turn. */
const MASKS: usize = memory.data<u8>([15, 16, 48]);
/** Levels of IQ4_NL, plus 128. */
const LEVELS: usize = memory.data<u8>([1, 24, 45, 63, 79, 93, 106, 118, 129, 141, 153, 166, 181, 197, 217, 241], 16);

/** 15 in every byte. */
// @ts-ignore: decorator
@inline
export function fifteens(): v128 {
  return v128.load8_splat(MASKS);
}

/** The bits above a nibble that a type has, in every byte. */
// @ts-ignore: decorator
@inline
export function upperBits(type: i32): v128 {
  return v128.load8_splat(MASKS + (type == Q6_K ? 2 : 1));
}

/** Values of the k-th four columns of four rows. */
// @ts-ignore: decorator
@inline
export function fetch(type: i32, at: usize, k: i32, fifteen: v128, upper: v128): v128 {
  if (type == Q8_0) return v128.load(at + <usize>(k << 4));
  let nibbles = v128.load(at + <usize>((k & 3) << 4));
  if (k > 3) nibbles = i16x8.shr_u(nibbles, 4);
  nibbles = v128.and(nibbles, fifteen);
  if (type == IQ4_NL) return i8x16.swizzle(v128.load(LEVELS), nibbles);
  if (type == Q6_K) {
    const place = (k & 3) << 1;
    const pairs = v128.load(at + 64 + <usize>((k >> 2) << 4));
    const there = place > 4 ? i16x8.shr_u(pairs, 2) : i16x8.shl(pairs, 4 - place);
    return v128.or(nibbles, v128.and(there, upper));
  }
  if (hasFifths(type)) {
    const bits = v128.load(at + 64);
    const there = k > 4 ? i16x8.shr_u(bits, k - 4) : i16x8.shl(bits, 4 - k);
    return v128.or(nibbles, v128.and(there, upper));
  }
  return nibbles;
}

/**
 * A whole group with a byte a value and true scales: for 32 columns [8 f32 scales] [8 f32 minimums] and
 * 8 × (4 columns × 8 rows). Where a scale is of 16 columns, the second takes the place of the minimum.
 */
// @ts-ignore: decorator
@inline
function expandAs(type: i32, from: usize, into: usize, cols: i32): void {
  const fifteen = fifteens();
  const upper = upperBits(type);
  for (let done = 0; done < cols; ) {
    const head = from;
    from += headBytes(type);
    for (let part = 0; part < parts(type); part++, done += 32, into += EXPANDED) {
      scales(type, head, from, into);
      from += factorBytes(type);
      for (let k = 0; k < 8; k++) {
        v128.store(into + 64 + <usize>(k << 5), fetch(type, from, k, fifteen, upper));
        v128.store(into + 64 + <usize>(k << 5), fetch(type, from + valueBytes(type), k, fifteen, upper), 16);
      }
      from += 2 * valueBytes(type);
    }
  }
}

/** Scales and minimums of a part: four rows at a time. */
// @ts-ignore: decorator
@inline
function scales(type: i32, head: usize, factors: usize, into: usize): void {
  for (let four: usize = 0; four < 32; four += 16) {
    const at = factors + (four >> 2);
    if (isK(type)) {
      const scale = v128.load(head + four);
      const other = type == Q6_K ? scale : v128.load(head + four, 32);
      v128.store(into + four, f32x4.mul(scale, factor(type, at)));
      v128.store(into + four, f32x4.mul(other, factor(type, at + 8)), 32);
    } else {
      v128.store(into + four, halves(head + (four >> 1)));
      if (hasMins(type)) v128.store(into + four, f32x4.neg(halves(head + 16 + (four >> 1))), 32);
    }
  }
}

/** Four bytes as float32. */
// @ts-ignore: decorator
@inline
function factor(type: i32, at: usize): v128 {
  const bytes = v128.load32_zero(at);
  if (type == Q6_K) return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(bytes)));
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}

export function expand(type: i32, from: usize, into: usize, cols: i32): void {
  switch (type) {
    case Q8_0: return expandAs(Q8_0, from, into, cols);
    case Q4_0: return expandAs(Q4_0, from, into, cols);
    case Q4_1: return expandAs(Q4_1, from, into, cols);
    case Q5_0: return expandAs(Q5_0, from, into, cols);
    case Q5_1: return expandAs(Q5_1, from, into, cols);
    case Q4_K: return expandAs(Q4_K, from, into, cols);
    case Q5_K: return expandAs(Q5_K, from, into, cols);
    case Q6_K: return expandAs(Q6_K, from, into, cols);
    case IQ4_NL: return expandAs(IQ4_NL, from, into, cols);
    default: unreachable();
  }
}

/** Row `row` of an expanded group as float32: what `decode` makes of the stored row, bit for bit. */
export function expandedRow(type: i32, group: usize, row: usize, into: usize, cols: i32): void {
  const offset = hasMins(type) ? 0 : 1 << offsetBits(type);
  for (let done = 0; done < cols; done += 32, group += EXPANDED) {
    const scale = load<f32>(group + (row << 2));
    const second = load<f32>(group + (row << 2), 32);
    for (let i: usize = 0; i < 32; i++, into += 4) {
      const q = <f32>(<i32>load<u8>(group + 64 + ((i >> 2) << 5) + (row << 2) + (i & 3)) - offset);
      if (hasMins(type)) store<f32>(into, q * scale - second);
      else store<f32>(into, q * (type == Q6_K && i > 15 ? second : scale));
    }
  }
}
