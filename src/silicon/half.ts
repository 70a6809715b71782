// The two 16-bit floats: IEEE 754 binary16 (f16) and bfloat16 (the upper half of a float32).
// Bits are unsigned 16-bit numbers. Decoding is exact; encoding rounds the float32 value to nearest,
// ties to even, keeps subnormals and infinities, and turns NaN into a quiet NaN.

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** 2^(exponent − 25): scales an 11-bit significand of a normal f16. */
const F16_SCALE = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** (exponent - 25));
const SMALLEST_F16 = 2 ** -24;
/** Adding and taking away 2^52 rounds a float64 to a whole number, ties to even. */
const ROUND = 2 ** 52;

/** The value of f16 bits. */
export function f16ToF32(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  let magnitude: number;
  if (exponent === 0) magnitude = fraction * SMALLEST_F16;
  else if (exponent === 31) magnitude = fraction === 0 ? Infinity : NaN;
  else magnitude = (1024 + fraction) * F16_SCALE[exponent]!;
  return bits & 0x8000 ? -magnitude : magnitude;
}

/** The f16 bits nearest to `value` (first rounded to float32). Beyond 65504 by half a step: infinity. */
export function f32ToF16(value: number): number {
  float[0] = value;
  const sign = (word[0]! >>> 16) & 0x8000;
  const bits = word[0]! & 0x7fffffff;
  if (bits > 0x7f800000) return sign | 0x7e00;
  if (bits >= 0x47800000) return sign | 0x7c00;
  if (bits < 0x38800000) return sign | (Math.abs(float[0]!) / SMALLEST_F16 + ROUND - ROUND);
  const rounded = bits + 0xfff + ((bits >>> 13) & 1);
  return sign | ((rounded >>> 13) - (112 << 10));
}

/** The value of bf16 bits. */
export function bf16ToF32(bits: number): number {
  word[0] = bits << 16;
  return float[0]!;
}

/** The bf16 bits nearest to `value` (first rounded to float32). */
export function f32ToBf16(value: number): number {
  float[0] = value;
  const bits = word[0]!;
  if ((bits & 0x7fffffff) > 0x7f800000) return (bits >>> 16) | 0x40;
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}
