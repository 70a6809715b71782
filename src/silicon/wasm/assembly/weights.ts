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

/** The constants of the loops, loaded before each: V8 would rebuild literals in every turn. */
const BYTES: usize = memory.data<u8>([1, 3, 8, 15, 16, 32]);
const ONE: i32 = 0;
const THREE: i32 = 1;
const EIGHT: i32 = 2;
const FIFTEEN: i32 = 3;
const SIXTEEN: i32 = 4;
const THIRTY_TWO: i32 = 5;

// @ts-ignore: decorator
@inline
function all(byte: i32): v128 {
  return v128.load8_splat(BYTES + <usize>byte);
}

/**
 * For f16: the sign, exponent and fraction once they stand where a float32 has them; 2^112, by which the
 * exponent is then too small; where infinity and NaN begin; a float32's exponent bits.
 */
const HALF: usize = memory.data<u32>([0x8fffe000, 0x77800000, 0x47800000, 0x7f800000]);

// @ts-ignore: decorator
@inline
function toFloats(halves: v128, bits: v128, scale: v128, huge: v128, infinity: v128): v128 {
  const value = f32x4.mul(v128.and(i32x4.shl(halves, 13), bits), scale);
  return v128.or(value, v128.and(f32x4.ge(f32x4.abs(value), huge), infinity));
}

/** Four f16 values. */
// @ts-ignore: decorator
@inline
export function halves(address: usize): v128 {
  return toFloats(
    v128.load16x4_s(address), v128.load32_splat(HALF), v128.load32_splat(HALF, 4), v128.load32_splat(HALF, 8),
    v128.load32_splat(HALF, 12),
  );
}

// @ts-ignore: decorator
@inline
export function half(address: usize): f32 {
  const bits = <i32>load<i16>(address) << 13;
  const value = reinterpret<f32>(bits & 0x8fffe000) * reinterpret<f32>(0x77800000);
  return abs<f32>(value) < 65536 ? value : reinterpret<f32>(reinterpret<u32>(value) | 0x7f800000);
}

/** 16 signed bytes, times `scale`. */
// @ts-ignore: decorator
@inline
function put16(into: usize, q: v128, scale: v128): void {
  const low = i16x8.extend_low_i8x16_s(q);
  const high = i16x8.extend_high_i8x16_s(q);
  v128.store(into, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(low)), scale));
  v128.store(into, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(low)), scale), 16);
  v128.store(into, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(high)), scale), 32);
  v128.store(into, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(high)), scale), 48);
}

/** 16 signed bytes, times `scale`, plus `min`. */
// @ts-ignore: decorator
@inline
function put16Above(into: usize, q: v128, scale: v128, min: v128): void {
  const low = i16x8.extend_low_i8x16_s(q);
  const high = i16x8.extend_high_i8x16_s(q);
  v128.store(into, f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(low)), scale), min));
  v128.store(into, f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(low)), scale), min), 16);
  v128.store(into, f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(high)), scale), min), 32);
  v128.store(into, f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(high)), scale), min), 48);
}

// @ts-ignore: decorator
@inline
function highNibbles(v: v128, fifteen: v128): v128 {
  return v128.and(i16x8.shr_u(v, 4), fifteen);
}

function decodeF32(from: usize, into: usize, count: i32): void {
  memory.copy(into, from, <usize>count << 2);
}

function decodeF16(from: usize, into: usize, count: i32): void {
  const bits = v128.load32_splat(HALF);
  const scale = v128.load32_splat(HALF, 4);
  const huge = v128.load32_splat(HALF, 8);
  const infinity = v128.load32_splat(HALF, 12);
  const full = count & ~3;
  for (let i = 0; i < full; i += 4)
    v128.store(into + (<usize>i << 2), toFloats(v128.load16x4_s(from + (<usize>i << 1)), bits, scale, huge, infinity));
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
    put16(into, v128.load(from, 2), scale);
    put16(into + 64, v128.load(from, 18), scale);
  }
}

function decodeQ4_0(from: usize, into: usize, count: i32): void {
  const fifteen = all(FIFTEEN);
  const eight = all(EIGHT);
  for (const end = from + <usize>(count >> 5) * 18; from < end; from += 18, into += 128) {
    const scale = f32x4.splat(half(from));
    const q = v128.load(from, 2);
    put16(into, i8x16.sub(v128.and(q, fifteen), eight), scale);
    put16(into + 64, i8x16.sub(highNibbles(q, fifteen), eight), scale);
  }
}

function decodeQ4_1(from: usize, into: usize, count: i32): void {
  const fifteen = all(FIFTEEN);
  for (const end = from + <usize>(count >> 5) * 20; from < end; from += 20, into += 128) {
    const scale = f32x4.splat(half(from));
    const min = f32x4.splat(half(from + 2));
    const q = v128.load(from, 4);
    put16Above(into, v128.and(q, fifteen), scale, min);
    put16Above(into + 64, highNibbles(q, fifteen), scale, min);
  }
}

const BIT: usize = memory.data<u8>([1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128], 16);

/** 16 where a bit of the two bytes at `address` is set, one lane a bit. */
// @ts-ignore: decorator
@inline
function fifthBits(address: usize, bit: v128, sixteen: v128): v128 {
  const bytes = v128.load16_splat(address);
  const spread = v128.shuffle<i8>(bytes, bytes, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
  return v128.and(i8x16.eq(v128.and(spread, bit), bit), sixteen);
}

function decodeQ5_0(from: usize, into: usize, count: i32): void {
  const fifteen = all(FIFTEEN);
  const sixteen = all(SIXTEEN);
  const bit = v128.load(BIT);
  for (const end = from + <usize>(count >> 5) * 22; from < end; from += 22, into += 128) {
    const scale = f32x4.splat(half(from));
    const q = v128.load(from, 6);
    const low = v128.or(v128.and(q, fifteen), fifthBits(from + 2, bit, sixteen));
    const high = v128.or(highNibbles(q, fifteen), fifthBits(from + 4, bit, sixteen));
    put16(into, i8x16.sub(low, sixteen), scale);
    put16(into + 64, i8x16.sub(high, sixteen), scale);
  }
}

function decodeQ5_1(from: usize, into: usize, count: i32): void {
  const fifteen = all(FIFTEEN);
  const sixteen = all(SIXTEEN);
  const bit = v128.load(BIT);
  for (const end = from + <usize>(count >> 5) * 24; from < end; from += 24, into += 128) {
    const scale = f32x4.splat(half(from));
    const min = f32x4.splat(half(from + 2));
    const q = v128.load(from, 8);
    put16Above(into, v128.or(v128.and(q, fifteen), fifthBits(from + 4, bit, sixteen)), scale, min);
    put16Above(into + 64, v128.or(highNibbles(q, fifteen), fifthBits(from + 6, bit, sixteen)), scale, min);
  }
}

const LEVELS: usize = memory.data<i8>([-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113], 16);

function decodeIQ4_NL(from: usize, into: usize, count: i32): void {
  const fifteen = all(FIFTEEN);
  const levels = v128.load(LEVELS);
  for (const end = from + <usize>(count >> 5) * 18; from < end; from += 18, into += 128) {
    const scale = f32x4.splat(half(from));
    const q = v128.load(from, 2);
    put16(into, i8x16.swizzle(levels, v128.and(q, fifteen)), scale);
    put16(into + 64, i8x16.swizzle(levels, highNibbles(q, fifteen)), scale);
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

/** Sub-block j of 32: nibbles in 32 bytes, low or high; fifth bits, if any, are bit j of 32 bytes. */
// @ts-ignore: decorator
@inline
function subBlock(
  block: usize, nibbles: usize, fifths: usize, into: usize, j: i32, scale: f32, min: f32, fifteen: v128, one: v128,
): void {
  const step = f32x4.splat(scale * packedScale(block + 4, j));
  const offset = f32x4.splat(-(min * packedMin(block + 4, j)));
  for (let i: usize = 0; i < 32; i += 16) {
    let q = v128.load(nibbles + i);
    q = j & 1 ? highNibbles(q, fifteen) : v128.and(q, fifteen);
    if (fifths) q = v128.or(q, i16x8.shl(v128.and(i16x8.shr_u(v128.load(fifths + i), j), one), 4));
    put16Above(into + (i << 2), q, step, offset);
  }
}

/** Blocks of 256: 8 sub-blocks, a pair in 32 bytes of nibbles from byte `first` on. */
// @ts-ignore: decorator
@inline
function decodeK(from: usize, into: usize, count: i32, bytes: usize, first: usize, five: bool): void {
  const fifteen = all(FIFTEEN);
  const one = all(ONE);
  for (const end = from + <usize>(count >> 8) * bytes; from < end; from += bytes) {
    const scale = half(from);
    const min = half(from + 2);
    const fifths = five ? from + 16 : 0;
    for (let j = 0, nibbles = from + first; j < 8; j += 2, nibbles += 32, into += 256) {
      subBlock(from, nibbles, fifths, into, j, scale, min, fifteen, one);
      subBlock(from, nibbles, fifths, into + 128, j + 1, scale, min, fifteen, one);
    }
  }
}

function decodeQ4_K(from: usize, into: usize, count: i32): void {
  decodeK(from, into, count, 144, 16, false);
}

function decodeQ5_K(from: usize, into: usize, count: i32): void {
  decodeK(from, into, count, 176, 48, true);
}

/** Quarter k of a half of 128: low nibbles (k < 2) or high ones of 32 bytes, bit pair k of 32 others. */
// @ts-ignore: decorator
@inline
function quarter(
  low: usize, high: usize, steps: usize, into: usize, k: i32, scale: f32, fifteen: v128, three: v128, middle: v128,
): void {
  for (let i: usize = 0; i < 2; i++) {
    const step = f32x4.splat(scale * <f32>load<i8>(steps + i));
    let q = v128.load(low + (i << 4));
    q = k > 1 ? highNibbles(q, fifteen) : v128.and(q, fifteen);
    const pair = v128.and(i16x8.shr_u(v128.load(high + (i << 4)), k << 1), three);
    put16(into + (i << 6), i8x16.sub(v128.or(q, i16x8.shl(pair, 4)), middle), step);
  }
}

function decodeQ6_K(from: usize, into: usize, count: i32): void {
  const fifteen = all(FIFTEEN);
  const three = all(THREE);
  const middle = all(THIRTY_TWO);
  for (const end = from + <usize>(count >> 8) * 210; from < end; from += 210) {
    const scale = half(from + 208);
    for (let h: usize = 0; h < 2; h++, into += 512) {
      const low = from + (h << 6);
      const high = from + 128 + (h << 5);
      const steps = from + 192 + (h << 3);
      quarter(low, high, steps, into, 0, scale, fifteen, three, middle);
      quarter(low + 32, high, steps + 2, into + 128, 1, scale, fifteen, three, middle);
      quarter(low, high, steps + 4, into + 256, 2, scale, fifteen, three, middle);
      quarter(low + 32, high, steps + 6, into + 384, 3, scale, fifteen, three, middle);
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
