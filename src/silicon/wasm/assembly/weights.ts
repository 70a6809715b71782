// Stored weight rows to float32. Every value equals `quants-read.ts` bit for bit: all products here are
// exact in float32, so a sum rounds once. Bytes may begin at any address; `into` is 16-byte aligned.

/** GGUF type ids. */
const F32 = 0;
const F16 = 1;
const Q4_0 = 2;
const Q4_1 = 3;
const Q5_0 = 6;
const Q5_1 = 7;
const Q8_0 = 8;
const Q4_K = 12;
const Q5_K = 13;
const Q6_K = 14;
const IQ4_NL = 20;
const BF16 = 30;

/** 2^112: an f16 moved into a float32's exponent and fraction is too small by this. */
const HALF_SCALE: f32 = 5192296858534827628530496329220096.0;

// @ts-ignore: decorator
@inline
function half(address: usize): f32 {
  const bits = <u32>load<u16>(address);
  let magnitude = reinterpret<f32>((bits & 0x7fff) << 13) * HALF_SCALE;
  if (magnitude >= 65536) magnitude = reinterpret<f32>(reinterpret<u32>(magnitude) | 0x7f800000);
  return reinterpret<f32>(reinterpret<u32>(magnitude) | ((bits & 0x8000) << 16));
}

// @ts-ignore: decorator
@inline
function halves(address: usize): v128 {
  const bits = v128.load16x4_u(address);
  let magnitude = f32x4.mul(i32x4.shl(v128.and(bits, i32x4.splat(0x7fff)), 13), f32x4.splat(HALF_SCALE));
  const infinite = f32x4.ge(magnitude, f32x4.splat(65536));
  magnitude = v128.or(magnitude, v128.and(infinite, i32x4.splat(0x7f800000)));
  return v128.or(magnitude, i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16));
}

/** 16 signed bytes, times `scale`, plus `min`. */
// @ts-ignore: decorator
@inline
function put16(into: usize, q: v128, scale: v128, min: v128): void {
  const low = i16x8.extend_low_i8x16_s(q);
  const high = i16x8.extend_high_i8x16_s(q);
  put4(into, i32x4.extend_low_i16x8_s(low), scale, min);
  put4(into + 16, i32x4.extend_high_i16x8_s(low), scale, min);
  put4(into + 32, i32x4.extend_low_i16x8_s(high), scale, min);
  put4(into + 48, i32x4.extend_high_i16x8_s(high), scale, min);
}

// @ts-ignore: decorator
@inline
function put4(into: usize, q: v128, scale: v128, min: v128): void {
  v128.store(into, f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(q), scale), min));
}

// @ts-ignore: decorator
@inline
function lowNibbles(v: v128): v128 {
  return v128.and(v, i8x16.splat(15));
}

// @ts-ignore: decorator
@inline
function highNibbles(v: v128): v128 {
  return i8x16.shr_u(v, 4);
}

/** Adding −0 changes no value, not even the sign of −0. */
// @ts-ignore: decorator
@inline
function nothing(): v128 {
  return f32x4.splat(-0.0);
}

function decodeF32(from: usize, into: usize, count: i32): void {
  memory.copy(into, from, <usize>count << 2);
}

function decodeF16(from: usize, into: usize, count: i32): void {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4) v128.store(into + (<usize>i << 2), halves(from + (<usize>i << 1)));
  for (let i = full; i < count; i++) store<f32>(into + (<usize>i << 2), half(from + (<usize>i << 1)));
}

function decodeBF16(from: usize, into: usize, count: i32): void {
  const full = count & ~3;
  for (let i = 0; i < full; i += 4)
    v128.store(into + (<usize>i << 2), i32x4.shl(v128.load16x4_u(from + (<usize>i << 1)), 16));
  for (let i = full; i < count; i++)
    store<u32>(into + (<usize>i << 2), <u32>load<u16>(from + (<usize>i << 1)) << 16);
}

function decodeQ8_0(from: usize, into: usize, count: i32): void {
  for (const end = from + <usize>(count >> 5) * 34; from < end; from += 34, into += 128) {
    const scale = f32x4.splat(half(from));
    put16(into, v128.load(from, 2), scale, nothing());
    put16(into + 64, v128.load(from, 18), scale, nothing());
  }
}

function decodeQ4_0(from: usize, into: usize, count: i32): void {
  const middle = i8x16.splat(8);
  for (const end = from + <usize>(count >> 5) * 18; from < end; from += 18, into += 128) {
    const scale = f32x4.splat(half(from));
    const q = v128.load(from, 2);
    put16(into, i8x16.sub(lowNibbles(q), middle), scale, nothing());
    put16(into + 64, i8x16.sub(highNibbles(q), middle), scale, nothing());
  }
}

function decodeQ4_1(from: usize, into: usize, count: i32): void {
  for (const end = from + <usize>(count >> 5) * 20; from < end; from += 20, into += 128) {
    const scale = f32x4.splat(half(from));
    const min = f32x4.splat(half(from + 2));
    const q = v128.load(from, 4);
    put16(into, lowNibbles(q), scale, min);
    put16(into + 64, highNibbles(q), scale, min);
  }
}

/** 16 where a bit of the two bytes at `address` is set, one lane a bit. */
// @ts-ignore: decorator
@inline
function fifthBits(address: usize): v128 {
  const bytes = v128.load16_splat(address);
  const spread = v128.shuffle<i8>(bytes, bytes, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
  const bit = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  return v128.and(i8x16.eq(v128.and(spread, bit), bit), i8x16.splat(16));
}

function decodeQ5_0(from: usize, into: usize, count: i32): void {
  const middle = i8x16.splat(16);
  for (const end = from + <usize>(count >> 5) * 22; from < end; from += 22, into += 128) {
    const scale = f32x4.splat(half(from));
    const q = v128.load(from, 6);
    put16(into, i8x16.sub(v128.or(lowNibbles(q), fifthBits(from + 2)), middle), scale, nothing());
    put16(into + 64, i8x16.sub(v128.or(highNibbles(q), fifthBits(from + 4)), middle), scale, nothing());
  }
}

function decodeQ5_1(from: usize, into: usize, count: i32): void {
  for (const end = from + <usize>(count >> 5) * 24; from < end; from += 24, into += 128) {
    const scale = f32x4.splat(half(from));
    const min = f32x4.splat(half(from + 2));
    const q = v128.load(from, 8);
    put16(into, v128.or(lowNibbles(q), fifthBits(from + 4)), scale, min);
    put16(into + 64, v128.or(highNibbles(q), fifthBits(from + 6)), scale, min);
  }
}

function decodeIQ4_NL(from: usize, into: usize, count: i32): void {
  const levels = i8x16(-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113);
  for (const end = from + <usize>(count >> 5) * 18; from < end; from += 18, into += 128) {
    const scale = f32x4.splat(half(from));
    const q = v128.load(from, 2);
    put16(into, i8x16.swizzle(levels, lowNibbles(q)), scale, nothing());
    put16(into + 64, i8x16.swizzle(levels, highNibbles(q)), scale, nothing());
  }
}

/** The 6-bit scale of sub-block j of Q4_K and Q5_K; `packed` holds 12 bytes of scales and mins. */
// @ts-ignore: decorator
@inline
function packedScale(packed: usize, j: i32): f32 {
  const at = packed + <usize>j;
  if (j < 4) return <f32>(load<u8>(at) & 63);
  return <f32>((load<u8>(at + 4) & 15) | ((load<u8>(at - 4) >> 6) << 4));
}

// @ts-ignore: decorator
@inline
function packedMin(packed: usize, j: i32): f32 {
  const at = packed + <usize>j;
  if (j < 4) return <f32>(load<u8>(at + 4) & 63);
  return <f32>((load<u8>(at + 4) >> 4) | ((load<u8>(at) >> 6) << 4));
}

/** Q4_K, and Q5_K with its fifth bits at byte 16. */
// @ts-ignore: decorator
@inline
function decodeK(from: usize, into: usize, count: i32, five: bool): void {
  const bytes: usize = five ? 176 : 144;
  const first: usize = five ? 48 : 16;
  for (const end = from + <usize>(count >> 8) * bytes; from < end; from += bytes) {
    const scale = half(from);
    const min = half(from + 2);
    for (let j = 0; j < 8; j++, into += 128) {
      const step = f32x4.splat(scale * packedScale(from + 4, j));
      const offset = f32x4.neg(f32x4.splat(min * packedMin(from + 4, j)));
      const nibbles = from + first + (<usize>(j >> 1) << 5);
      for (let i: usize = 0; i < 32; i += 16) {
        let q = lowNibbles(i8x16.shr_u(v128.load(nibbles + i), (j & 1) << 2));
        if (five) {
          const bit = v128.and(i8x16.shr_u(v128.load(from + 16 + i), j), i8x16.splat(1));
          q = v128.or(q, i8x16.shl(bit, 4));
        }
        put16(into + (i << 2), q, step, offset);
      }
    }
  }
}

function decodeQ4_K(from: usize, into: usize, count: i32): void {
  decodeK(from, into, count, false);
}

function decodeQ5_K(from: usize, into: usize, count: i32): void {
  decodeK(from, into, count, true);
}

function decodeQ6_K(from: usize, into: usize, count: i32): void {
  for (const end = from + <usize>(count >> 8) * 210; from < end; from += 210) {
    const scale = half(from + 208);
    for (let quarter = 0; quarter < 8; quarter++) {
      const k = quarter & 3;
      const low = from + (<usize>(quarter >> 2) << 6) + (<usize>(k & 1) << 5);
      const high = from + 128 + (<usize>(quarter >> 2) << 5);
      const steps = from + 192 + (<usize>quarter << 1);
      for (let i: usize = 0; i < 2; i++, into += 64) {
        const step = f32x4.splat(scale * <f32>load<i8>(steps + i));
        const nibble = lowNibbles(i8x16.shr_u(v128.load(low + (i << 4)), (k >> 1) << 2));
        const pair = v128.and(i8x16.shr_u(v128.load(high + (i << 4)), k << 1), i8x16.splat(3));
        const q = i8x16.sub(v128.or(nibble, i8x16.shl(pair, 4)), i8x16.splat(32));
        put16(into, q, step, nothing());
      }
    }
  }
}

/** Decodes `count` elements, whole blocks of the type. */
export function decode(type: i32, from: usize, into: usize, count: i32): void {
  switch (type) {
    case F32: return decodeF32(from, into, count);
    case F16: return decodeF16(from, into, count);
    case BF16: return decodeBF16(from, into, count);
    case Q8_0: return decodeQ8_0(from, into, count);
    case Q4_0: return decodeQ4_0(from, into, count);
    case Q4_1: return decodeQ4_1(from, into, count);
    case Q5_0: return decodeQ5_0(from, into, count);
    case Q5_1: return decodeQ5_1(from, into, count);
    case IQ4_NL: return decodeIQ4_NL(from, into, count);
    case Q4_K: return decodeQ4_K(from, into, count);
    case Q5_K: return decodeQ5_K(from, into, count);
    case Q6_K: return decodeQ6_K(from, into, count);
    default: unreachable();
  }
}
