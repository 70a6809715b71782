// Stored weights to floats, a row at a time: the layouts of ggml's block formats, as in
// silicon/quants-read.ts, sixteen elements at once. A product and a sum round twice here, once there.
import { halfToFloat, halves } from './math';

/** Decodes `count` elements of GGUF type `type` at `p` into floats at `out`. */
export function dequantizeRow(type: i32, p: usize, out: usize, count: i32): void {
  const end = out + (<usize>count << 2);
  switch (type) {
    case 0: memory.copy(out, p, <usize>count << 2); return;
    case 1: f16(p, out, count); return;
    case 30: bf16(p, out, count); return;
    case 8: for (; out < end; out += 128, p += 34) q8_0(p, out); return;
    case 2: for (; out < end; out += 128, p += 18) q4_0(p, out); return;
    case 3: for (; out < end; out += 128, p += 20) q4_1(p, out); return;
    case 6: for (; out < end; out += 128, p += 22) q5_0(p, out); return;
    case 7: for (; out < end; out += 128, p += 24) q5_1(p, out); return;
    case 20: for (; out < end; out += 128, p += 18) iq4_nl(p, out); return;
    case 12: for (; out < end; out += 1024, p += 144) q4_k(p, out); return;
    case 13: for (; out < end; out += 1024, p += 176) q5_k(p, out); return;
    case 14: for (; out < end; out += 1024, p += 210) q6_k(p, out); return;
    default: unreachable();
  }
}

function f16(p: usize, out: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4, p += 8, out += 16) v128.store(out, halves(p));
  for (; i < count; i++, p += 2, out += 4) store<f32>(out, halfToFloat(load<u16>(p)));
}

function bf16(p: usize, out: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4, p += 8, out += 16) v128.store(out, i32x4.shl(v128.load16x4_u(p), 16));
  for (; i < count; i++, p += 2, out += 4) store<u32>(out, <u32>load<u16>(p) << 16);
}

/** Sixteen signed bytes, scaled, to `out`. */
// @ts-ignore: decorator
@inline function storeScaled(bytes: v128, scale: v128, out: usize): void {
  const low = i16x8.extend_low_i8x16_s(bytes);
  const high = i16x8.extend_high_i8x16_s(bytes);
  v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(low)), scale));
  v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(low)), scale), 16);
  v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(high)), scale), 32);
  v128.store(out, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(high)), scale), 48);
}

/** Sixteen unsigned bytes, scaled, plus an offset, to `out`. */
// @ts-ignore: decorator
@inline function storeAffine(bytes: v128, scale: v128, offset: v128, out: usize): void {
  const low = i16x8.extend_low_i8x16_u(bytes);
  const high = i16x8.extend_high_i8x16_u(bytes);
  v128.store(out, f32x4.add(f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(low)), scale), offset));
  v128.store(out, f32x4.add(f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(low)), scale), offset), 16);
  v128.store(out, f32x4.add(f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(high)), scale), offset), 32);
  v128.store(out, f32x4.add(f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(high)), scale), offset), 48);
}

// @ts-ignore: decorator
@inline function lowNibbles(bytes: v128): v128 {
  return v128.and(bytes, i8x16.splat(0x0f));
}

// @ts-ignore: decorator
@inline function highNibbles(bytes: v128): v128 {
  return i8x16.shr_u(bytes, 4);
}

/** Bit j of sixteen bits, as 0x10 in byte j: the fifth bits of Q5. */
// @ts-ignore: decorator
@inline function fifthBits(bits: u32): v128 {
  const spread = i8x16.swizzle(i32x4.splat(<i32>bits), i8x16(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1));
  const masks = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128);
  return v128.and(i8x16.eq(v128.and(spread, masks), masks), i8x16.splat(0x10));
}

function q8_0(p: usize, out: usize): void {
  const scale = f32x4.splat(halfToFloat(load<u16>(p)));
  storeScaled(v128.load(p, 2), scale, out);
  storeScaled(v128.load(p, 18), scale, out + 64);
}

function q4_0(p: usize, out: usize): void {
  const scale = f32x4.splat(halfToFloat(load<u16>(p)));
  const bytes = v128.load(p, 2);
  storeScaled(i8x16.sub(lowNibbles(bytes), i8x16.splat(8)), scale, out);
  storeScaled(i8x16.sub(highNibbles(bytes), i8x16.splat(8)), scale, out + 64);
}

function q4_1(p: usize, out: usize): void {
  const scale = f32x4.splat(halfToFloat(load<u16>(p)));
  const offset = f32x4.splat(halfToFloat(load<u16>(p, 2)));
  const bytes = v128.load(p, 4);
  storeAffine(lowNibbles(bytes), scale, offset, out);
  storeAffine(highNibbles(bytes), scale, offset, out + 64);
}

function q5_0(p: usize, out: usize): void {
  const scale = f32x4.splat(halfToFloat(load<u16>(p)));
  const fifth = load<u32>(p, 2);
  const bytes = v128.load(p, 6);
  storeScaled(i8x16.sub(v128.or(lowNibbles(bytes), fifthBits(fifth)), i8x16.splat(16)), scale, out);
  storeScaled(i8x16.sub(v128.or(highNibbles(bytes), fifthBits(fifth >> 16)), i8x16.splat(16)), scale, out + 64);
}

function q5_1(p: usize, out: usize): void {
  const scale = f32x4.splat(halfToFloat(load<u16>(p)));
  const offset = f32x4.splat(halfToFloat(load<u16>(p, 2)));
  const fifth = load<u32>(p, 4);
  const bytes = v128.load(p, 8);
  storeAffine(v128.or(lowNibbles(bytes), fifthBits(fifth)), scale, offset, out);
  storeAffine(v128.or(highNibbles(bytes), fifthBits(fifth >> 16)), scale, offset, out + 64);
}

function iq4_nl(p: usize, out: usize): void {
  const codebook = i8x16(-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113);
  const scale = f32x4.splat(halfToFloat(load<u16>(p)));
  const bytes = v128.load(p, 2);
  storeScaled(i8x16.swizzle(codebook, lowNibbles(bytes)), scale, out);
  storeScaled(i8x16.swizzle(codebook, highNibbles(bytes)), scale, out + 64);
}

/** The 6-bit scale (low byte) and min (second byte) of sub-block `i` of a Q4_K or Q5_K block; scales at `p`. */
// @ts-ignore: decorator
@inline function scaleAndMin(p: usize, i: i32): u32 {
  if (i < 4) return (<u32>load<u8>(p + i) & 63) | ((<u32>load<u8>(p + i, 4) & 63) << 8);
  const scale = (<u32>load<u8>(p + i, 4) & 15) | ((<u32>load<u8>(p + i - 4) >> 6) << 4);
  const min = (<u32>load<u8>(p + i, 4) >> 4) | ((<u32>load<u8>(p + i) >> 6) << 4);
  return scale | (min << 8);
}

function q4_k(p: usize, out: usize): void {
  const d = halfToFloat(load<u16>(p));
  const dmin = halfToFloat(load<u16>(p, 2));
  for (let i = 0; i < 8; i++) {
    const pair = scaleAndMin(p + 4, i);
    const scale = f32x4.splat(d * <f32>(pair & 255));
    const offset = f32x4.splat(-(dmin * <f32>(pair >> 8)));
    const bytes = p + 16 + (<usize>(i >> 1) << 5);
    const a = v128.load(bytes);
    const b = v128.load(bytes, 16);
    storeAffine(i & 1 ? highNibbles(a) : lowNibbles(a), scale, offset, out);
    storeAffine(i & 1 ? highNibbles(b) : lowNibbles(b), scale, offset, out + 64);
    out += 128;
  }
}

function q5_k(p: usize, out: usize): void {
  const d = halfToFloat(load<u16>(p));
  const dmin = halfToFloat(load<u16>(p, 2));
  for (let i = 0; i < 8; i++) {
    const pair = scaleAndMin(p + 4, i);
    const scale = f32x4.splat(d * <f32>(pair & 255));
    const offset = f32x4.splat(-(dmin * <f32>(pair >> 8)));
    const bytes = p + 48 + (<usize>(i >> 1) << 5);
    for (let half: usize = 0; half < 32; half += 16) {
      const low = v128.load(bytes + half);
      const fifth = i8x16.shl(v128.and(i8x16.shr_u(v128.load(p + half, 16), i), i8x16.splat(1)), 4);
      storeAffine(v128.or(i & 1 ? highNibbles(low) : lowNibbles(low), fifth), scale, offset, out + (half << 2));
    }
    out += 128;
  }
}

function q6_k(p: usize, out: usize): void {
  const d = halfToFloat(load<u16>(p, 208));
  for (let group = 0; group < 16; group++) {
    // 16 elements: half (128 elements) · quarter (32) · part (16)
    const half = group >> 3;
    const quarter = (group >> 1) & 3;
    const part = <usize>(group & 1) << 4;
    const low = v128.load(p + (<usize>half << 6) + (<usize>(quarter & 1) << 5) + part);
    const nibbles = quarter < 2 ? lowNibbles(low) : highNibbles(low);
    const high = v128.load(p + 128 + (<usize>half << 5) + part);
    const top = i8x16.shl(v128.and(i8x16.shr_u(high, quarter << 1), i8x16.splat(3)), 4);
    const scale = f32x4.splat(d * <f32>load<i8>(p + 192 + group));
    storeScaled(i8x16.sub(v128.or(nibbles, top), i8x16.splat(32)), scale, out + (<usize>group << 6));
  }
}
