// Weights as the integer kernels read them: eight rows interleaved, so that a vector holds four columns of
// four rows and sums need no turning. Values are unsigned; `offset` says what stands for zero.
//
// A group of 8 rows is a series of pieces. Types with blocks of 32: [8 f16 scales] ([8 f16 minimums])
// [values]. Types with blocks of 256: [8 f32 scales] ([8 f32 minimums]), then 8 × ([8 bytes: factors of the
// scales] [8 bytes: factors of the minimums, or of the scales of the later 16 columns] [values]).
// Values of 32 columns: rows 0 to 3, then rows 4 to 7, each as vectors of 4 columns × 4 rows. Nibbles: 4
// vectors, columns 0–15 low and 16–31 high; then bit k of a vector of fifth bits belongs to the k-th four
// columns; or bit pairs k of two vectors. Whole bytes: 8 vectors.
import { scratch } from './sync';
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
const MASKS: usize = memory.data<u8>([15, 16, 48, 128]);
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

/** Unsigned bytes less 128, as signed. */
// @ts-ignore: decorator
@inline
export function flipped(bytes: v128): v128 {
  return v128.xor(bytes, v128.load8_splat(MASKS, 3));
}

/** The bits of an f16 that stay once they stand where a float32 has them. */
const HALF: usize = memory.data<u32>([0x8fffe000]);

/** Four f16 values · 2^−112. */
// @ts-ignore: decorator
@inline
function small(address: usize): v128 {
  return v128.and(i32x4.shl(v128.load16x4_s(address), 13), v128.load32_splat(HALF));
}

/** Scales of four rows (the later four of the group when `four` is 16), · 2^−112 where there are no factors. */
// @ts-ignore: decorator
@inline
export function scaleOf(type: i32, head: usize, factors: usize, four: usize): v128 {
  if (!isK(type)) return small(head + (four >> 1));
  return f32x4.mul(v128.load(head + four), factor(type, factors + (four >> 2)));
}

/** What is subtracted from values times scales; for Q6_K the scales of the later 16 columns. */
// @ts-ignore: decorator
@inline
export function secondOf(type: i32, head: usize, factors: usize, four: usize): v128 {
  if (type == Q6_K) return f32x4.mul(v128.load(head + four), factor(type, factors + 8 + (four >> 2)));
  if (!hasMins(type)) return f32x4.splat(0);
  if (isK(type)) return f32x4.mul(v128.load(head + four, 32), factor(type, factors + 8 + (four >> 2)));
  return f32x4.neg(halves(head + 16 + (four >> 1)));
}

/** Four bytes as float32. */
// @ts-ignore: decorator
@inline
function factor(type: i32, at: usize): v128 {
  const bytes = v128.load32_zero(at);
  if (type == Q6_K) return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(bytes)));
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}

/** Row `row` of a group as float32: what `decode` makes of the stored row, bit for bit. */
export function decodeRow(type: i32, group: usize, row: i32, into: usize, cols: i32): void {
  switch (type) {
    case Q8_0: return decodeAs(Q8_0, group, row, into, cols);
    case Q4_0: return decodeAs(Q4_0, group, row, into, cols);
    case Q4_1: return decodeAs(Q4_1, group, row, into, cols);
    case Q5_0: return decodeAs(Q5_0, group, row, into, cols);
    case Q5_1: return decodeAs(Q5_1, group, row, into, cols);
    case Q4_K: return decodeAs(Q4_K, group, row, into, cols);
    case Q5_K: return decodeAs(Q5_K, group, row, into, cols);
    case Q6_K: return decodeAs(Q6_K, group, row, into, cols);
    case IQ4_NL: return decodeAs(IQ4_NL, group, row, into, cols);
    default: unreachable();
  }
}

// @ts-ignore: decorator
@inline
function decodeAs(type: i32, from: usize, row: i32, into: usize, cols: i32): void {
  const four: usize = row > 3 ? 16 : 0;
  const lane = <usize>(row & 3) << 2;
  for (let done = 0; done < cols; ) {
    const head = from;
    from += headBytes(type);
    for (let part = 0; part < parts(type); part++, done += 32) {
      v128.store(scratch, isK(type) ? scaleOf(type, head, from, four) : halves(head + (four >> 1)));
      v128.store(scratch, secondOf(type, head, from, four), 16);
      const scale = load<f32>(scratch + lane);
      const second = load<f32>(scratch + lane, 16);
      from += factorBytes(type);
      const values = from + (four ? valueBytes(type) : 0);
      for (let k = 0; k < 8; k++) {
        v128.store(scratch, fetch(type, values, k, fifteens(), upperBits(type)));
        for (let i: usize = 0; i < 4; i++, into += 4) {
          const q = <i32>load<u8>(scratch + lane + i);
          if (hasMins(type)) store<f32>(into, <f32>q * scale - second);
          else store<f32>(into, <f32>(q - (1 << offsetBits(type))) * (type == Q6_K && k > 3 ? second : scale));
        }
      }
      from += 2 * valueBytes(type);
    }
  }
}
