// Every f16 and bf16 pattern against the run time's own conversions, and roundings at the ties.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bf16ToF32, f16ToF32, f32ToBf16, f32ToF16 } from './half.ts';

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/** A spread of float32 values: every exponent, mantissas around every f16 and bf16 rounding tie. */
function* spread(): Generator<number> {
  for (let exponent = 0; exponent < 256; exponent++)
    for (const tail of [0, 1, 0xfff, 0x1000, 0x1001, 0x2fff, 0x3000, 0x7fff, 0x8000, 0x8001, 0x18000, 0x7fffff])
      for (const sign of [0, 0x80000000]) {
        word[0] = sign | (exponent << 23) | tail;
        yield float[0]!;
      }
}

test('all f16 patterns decode as the run time does and encode back', () => {
  const bits = Uint16Array.from({ length: 65536 }, (_, i) => i);
  const expected = new Float16Array(bits.buffer);
  for (let i = 0; i < 65536; i++) {
    assert.ok(Object.is(f16ToF32(i), expected[i]), `0x${i.toString(16)}`);
    if (!Number.isNaN(expected[i])) assert.equal(f32ToF16(expected[i]!), i);
  }
  assert.equal(f32ToF16(Number.NaN), 0x7e00);
});

test('f16 encoding rounds to nearest even', () => {
  const expected = new Float16Array(1);
  const bits = new Uint16Array(expected.buffer);
  for (const value of [...spread(), 65519.99, 65520, 2 ** -25, 2 ** -24 * 1.5, 3 * 2 ** -25]) {
    if (Number.isNaN(value)) continue;
    expected[0] = Math.fround(value);
    assert.equal(f32ToF16(value), bits[0], String(value));
  }
});

test('bf16 keeps the upper half and rounds to nearest even', () => {
  for (let i = 0; i < 65536; i++) {
    word[0] = i << 16;
    assert.ok(Object.is(bf16ToF32(i), float[0]));
    if (!Number.isNaN(float[0])) assert.equal(f32ToBf16(float[0]!), i);
  }
  for (const value of spread()) {
    if (!Number.isFinite(value)) continue;
    const down = bf16ToF32(f32ToBf16(value));
    float[0] = value;
    const below = word[0]! >>> 16;
    const [a, b] = [bf16ToF32(below), below === 0x7f7f || below === 0xff7f ? value : bf16ToF32(below + 1)];
    const nearest = Math.abs(a - value) < Math.abs(b - value) || (value - a === b - value && below % 2 === 0) ? a : b;
    if (Number.isFinite(down)) assert.ok(Object.is(down, nearest), String(value));
  }
  assert.ok(Number.isNaN(bf16ToF32(f32ToBf16(Number.NaN))));
  assert.equal(bf16ToF32(f32ToBf16(3.4028234e38)), Infinity);
});
