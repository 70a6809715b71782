// Decoders of the block formats. Each reads whole blocks from the start of `source` until `target` is
// full; the caller has checked the lengths. Every product here is exact in float64 and every sum of two
// is too, so storing into the Float32Array rounds once and equals float32 arithmetic bit for bit.
// Source of the layouts: the GGUF specification and ggml's block structures.
import { bf16ToF32, f16ToF32 } from './half.ts';

export type Decode = (source: Uint8Array, target: Float32Array) => void;

/** The 16 levels of IQ4_NL: denser near zero, as weights are. */
export const IQ4_LEVELS = Int8Array.of(-127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113);

function u16(source: Uint8Array, at: number): number {
  return source[at]! | (source[at + 1]! << 8);
}

function half(source: Uint8Array, at: number): number {
  return f16ToF32(u16(source, at));
}

/** [little-endian f32] */
export function decodeF32(source: Uint8Array, target: Float32Array): void {
  new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(source.subarray(0, target.byteLength));
}

/** [f16] */
export function decodeF16(source: Uint8Array, target: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = f16ToF32(u16(source, 2 * i));
}

/** [bf16] */
export function decodeBF16(source: Uint8Array, target: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = bf16ToF32(u16(source, 2 * i));
}

/** [f16 scale][32 × i8]: scale · q */
export function decodeQ8_0(source: Uint8Array, target: Float32Array): void {
  for (let at = 0, out = 0; out < target.length; at += 34, out += 32) {
    const scale = half(source, at);
    for (let j = 0; j < 32; j++) target[out + j] = scale * ((source[at + 2 + j]! << 24) >> 24);
  }
}

/** [f16 scale][16 B: low nibbles 0–15, high nibbles 16–31]: scale · (q − 8) */
export function decodeQ4_0(source: Uint8Array, target: Float32Array): void {
  for (let at = 0, out = 0; out < target.length; at += 18, out += 32) {
    const scale = half(source, at);
    for (let j = 0; j < 16; j++) {
      const pair = source[at + 2 + j]!;
      target[out + j] = scale * ((pair & 15) - 8);
      target[out + j + 16] = scale * ((pair >> 4) - 8);
    }
  }
}

/** [f16 scale][f16 min][16 B nibbles as Q4_0]: scale · q + min */
export function decodeQ4_1(source: Uint8Array, target: Float32Array): void {
  for (let at = 0, out = 0; out < target.length; at += 20, out += 32) {
    const scale = half(source, at);
    const min = half(source, at + 2);
    for (let j = 0; j < 16; j++) {
      const pair = source[at + 4 + j]!;
      target[out + j] = scale * (pair & 15) + min;
      target[out + j + 16] = scale * (pair >> 4) + min;
    }
  }
}

/** [f16 scale][u32: fifth bits][16 B nibbles as Q4_0]: scale · (q − 16) */
export function decodeQ5_0(source: Uint8Array, target: Float32Array): void {
  for (let at = 0, out = 0; out < target.length; at += 22, out += 32) {
    const scale = half(source, at);
    const fifth = u16(source, at + 2) | (u16(source, at + 4) << 16);
    for (let j = 0; j < 16; j++) {
      const pair = source[at + 6 + j]!;
      target[out + j] = scale * (((pair & 15) | (((fifth >>> j) & 1) << 4)) - 16);
      target[out + j + 16] = scale * (((pair >> 4) | (((fifth >>> (j + 16)) & 1) << 4)) - 16);
    }
  }
}

/** [f16 scale][f16 min][u32: fifth bits][16 B nibbles as Q4_0]: scale · q + min */
export function decodeQ5_1(source: Uint8Array, target: Float32Array): void {
  for (let at = 0, out = 0; out < target.length; at += 24, out += 32) {
    const scale = half(source, at);
    const min = half(source, at + 2);
    const fifth = u16(source, at + 4) | (u16(source, at + 6) << 16);
    for (let j = 0; j < 16; j++) {
      const pair = source[at + 8 + j]!;
      target[out + j] = scale * ((pair & 15) | (((fifth >>> j) & 1) << 4)) + min;
      target[out + j + 16] = scale * ((pair >> 4) | (((fifth >>> (j + 16)) & 1) << 4)) + min;
    }
  }
}

/** [f16 scale][16 B nibbles as Q4_0]: scale · IQ4_LEVELS[q] */
export function decodeIQ4_NL(source: Uint8Array, target: Float32Array): void {
  for (let at = 0, out = 0; out < target.length; at += 18, out += 32) {
    const scale = half(source, at);
    for (let j = 0; j < 16; j++) {
      const pair = source[at + 2 + j]!;
      target[out + j] = scale * IQ4_LEVELS[pair & 15]!;
      target[out + j + 16] = scale * IQ4_LEVELS[pair >> 4]!;
    }
  }
}

/**
 * The 6-bit scale of sub-block `j` of Q4_K and Q5_K from the 12 bytes at `at`: scales 0–3 in bytes 0–3 and
 * mins 0–3 in bytes 4–7 (low 6 bits each); scales and mins 4–7 share the nibbles of bytes 8–11, their top
 * two bits lie above the first eight.
 */
function packedScale(source: Uint8Array, at: number, j: number): number {
  return j < 4 ? source[at + j]! & 63 : (source[at + j + 4]! & 15) | ((source[at + j - 4]! >> 6) << 4);
}

function packedMin(source: Uint8Array, at: number, j: number): number {
  return j < 4 ? source[at + j + 4]! & 63 : (source[at + j + 4]! >> 4) | ((source[at + j]! >> 6) << 4);
}

/**
 * [f16 scale][f16 min][12 B packed 6-bit scales and mins][128 B nibbles]; 8 sub-blocks of 32, a pair of
 * them in each 32 bytes (low nibbles, high nibbles): scale · sⱼ · q − min · mⱼ
 */
export function decodeQ4_K(source: Uint8Array, target: Float32Array): void {
  for (let at = 0, out = 0; out < target.length; at += 144, out += 256) {
    const scale = half(source, at);
    const min = half(source, at + 2);
    for (let j = 0; j < 8; j++) {
      const step = scale * packedScale(source, at + 4, j);
      const offset = min * packedMin(source, at + 4, j);
      const nibbles = at + 16 + (j >> 1) * 32;
      const shift = (j & 1) * 4;
      for (let i = 0; i < 32; i++) target[out + 32 * j + i] = step * ((source[nibbles + i]! >> shift) & 15) - offset;
    }
  }
}

/** As Q4_K with 32 B of fifth bits before the nibbles: bit j of byte i belongs to element i of sub-block j. */
export function decodeQ5_K(source: Uint8Array, target: Float32Array): void {
  for (let at = 0, out = 0; out < target.length; at += 176, out += 256) {
    const scale = half(source, at);
    const min = half(source, at + 2);
    const fifth = at + 16;
    for (let j = 0; j < 8; j++) {
      const step = scale * packedScale(source, at + 4, j);
      const offset = min * packedMin(source, at + 4, j);
      const nibbles = at + 48 + (j >> 1) * 32;
      const shift = (j & 1) * 4;
      for (let i = 0; i < 32; i++) {
        const q = ((source[nibbles + i]! >> shift) & 15) | (((source[fifth + i]! >> j) & 1) << 4);
        target[out + 32 * j + i] = step * q - offset;
      }
    }
  }
}

/**
 * [128 B low nibbles][64 B upper bit pairs][16 × i8 scales][f16 scale]; 16 sub-blocks of 16:
 * scale · sⱼ · (q − 32). Each half of 128 elements holds its quarters of 32 as: low nibbles of bytes
 * 0–31, of 32–63, high nibbles of 0–31, of 32–63; quarter k's upper bits are bit pair k of 32 bytes.
 */
export function decodeQ6_K(source: Uint8Array, target: Float32Array): void {
  for (let at = 0, out = 0; out < target.length; at += 210, out += 256) {
    const scale = half(source, at + 208);
    for (let quarter = 0; quarter < 8; quarter++) {
      const k = quarter & 3;
      const low = at + (quarter >> 2) * 64 + (k & 1) * 32;
      const high = at + 128 + (quarter >> 2) * 32;
      const steps = at + 192 + quarter * 2;
      for (let i = 0; i < 32; i++) {
        const q = ((source[low + i]! >> ((k >> 1) * 4)) & 15) | (((source[high + i]! >> (2 * k)) & 3) << 4);
        const step = scale * ((source[steps + (i >> 4)]! << 24) >> 24);
        target[out + quarter * 32 + i] = step * (q - 32);
      }
    }
  }
}
