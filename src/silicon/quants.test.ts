// The block codecs against ggml: decoding bit for bit (recorded digests where the library is missing),
// the rounding encoders byte for byte, the searching ones by root mean square error.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { ggmlMissing, loadGgml } from '../../test/support/ggml.ts';
import { Random } from '../base/random.ts';
import { byteLength, DTYPES, type DType } from './dtype.ts';
import { dequantize, quantize } from './quants.ts';

const TYPES = Object.keys(DTYPES) as DType[];
const ROUNDING: readonly DType[] = ['F16', 'BF16', 'Q8_0', 'Q4_0', 'Q4_1', 'Q5_0', 'Q5_1'];
const SEARCHING: readonly DType[] = ['IQ4_NL', 'Q4_K', 'Q5_K', 'Q6_K'];
const COLS = 512;

/** Any bit pattern at all: infinite and NaN scales included. */
function randomBytes(length: number): Uint8Array {
  const random = new Random(7);
  return Uint8Array.from({ length }, () => random.u32() >>> 24);
}

/** Kinds of rows that weights come in, and the awkward ones. */
const KINDS: Record<string, (random: Random, i: number) => number> = {
  normal: (random) => 0.02 * random.normal(),
  outliers: (random) => 0.02 * random.normal() * (random.float() < 0.02 ? 20 : 1),
  positive: (random) => 1 + 0.1 * random.float(),
  negative: (random) => -3 - random.float(),
  uniform: (random) => random.float() - 0.5,
  'mostly zero': (random) => (random.float() < 0.1 ? random.normal() : 0),
  'blocks of zeros': (random, i) => ((i >> 6) & 1 ? random.normal() : 0),
  constant: () => 0.7,
  small: (random) => 1e-3 * random.normal(),
  large: (random) => 1e4 * random.normal(),
};

function rows(kind: string, count: number): Float32Array {
  const random = new Random(kind.length);
  const make = KINDS[kind]!;
  return Float32Array.from({ length: count * COLS }, (_, i) => make(random, i));
}

function encode(type: DType, source: Float32Array, cols = COLS, importance?: Float32Array): Uint8Array {
  const target = new Uint8Array(byteLength(type, source.length));
  quantize(type, source, target, cols, importance);
  return target;
}

function decode(type: DType, source: Uint8Array): Float32Array {
  const { block, bytes } = DTYPES[type];
  const target = new Float32Array((source.length / bytes) * block);
  dequantize(type, source, target);
  return target;
}

/** Root mean square of the (weighted) errors. */
function rmse(source: Float32Array, stored: Float32Array, importance?: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < source.length; i++)
    sum += (importance?.[i % importance.length] ?? 1) * (source[i]! - stored[i]!) ** 2;
  return Math.sqrt(sum / source.length);
}

/** SHA-256 of the values, NaN and −0 made plain, shortened. */
function digest(values: Float32Array): string {
  const plain = values.map((value) => (Number.isNaN(value) ? 12345 : value + 0));
  return createHash('sha256').update(new Uint8Array(plain.buffer)).digest('hex').slice(0, 16);
}

/** What ggml decodes `randomBytes` to, recorded with llama.cpp v0.5.0. */
const RECORDED: Partial<Record<DType, string>> = {
  F16: '48d4b66e1c8858ea',
  Q4_0: 'f3019ffa0f53a39d',
  Q4_1: 'd7bdf84b62938648',
  Q5_0: '826c1a15f9bf8a9a',
  Q5_1: '9e370ba3cb05a72b',
  Q8_0: 'e72d91e484f53471',
  Q4_K: '6ad1731400e17b3e',
  Q5_K: '6955c425379cfb6d',
  Q6_K: '3b8722f09a4e0078',
  IQ4_NL: '6e7658b530b12c9e',
  BF16: 'bba7ac8f7432611b',
};

for (const [type, expected] of Object.entries(RECORDED) as [DType, string][])
  test(`${type} decodes as recorded from ggml, at any address`, () => {
    const source = randomBytes(DTYPES[type].bytes * 64);
    assert.equal(digest(decode(type, source)), expected);
    const shifted = new Uint8Array(source.length + 1);
    shifted.set(source, 1);
    assert.equal(digest(decode(type, shifted.subarray(1))), expected);
  });

test('every type decodes as ggml does, bit for bit', { skip: ggmlMissing }, async () => {
  const ggml = await loadGgml();
  for (const type of TYPES.filter((name) => name !== 'F32')) {
    const source = randomBytes(DTYPES[type].bytes * 500);
    const ours = decode(type, source);
    const theirs = ggml.dequantize(type, source, ours.length);
    const wrong = ours.findIndex((value, i) => !Object.is(value, theirs[i]));
    assert.equal(wrong, -1, `${type} element ${wrong}: ${ours[wrong]} instead of ${theirs[wrong]}`);
  }
});

test('rounding encoders write what ggml writes, byte for byte', { skip: ggmlMissing }, async () => {
  const ggml = await loadGgml();
  for (const type of ROUNDING)
    for (const kind of Object.keys(KINDS)) {
      const source = rows(kind, 8);
      const same = Buffer.compare(encode(type, source), ggml.quantize(type, source, COLS)) === 0;
      assert.ok(same, `${type} of ${kind}`);
    }
});

test('searching encoders are as close as ggml, within 1 %', { skip: ggmlMissing }, async () => {
  const ggml = await loadGgml();
  const random = new Random(3);
  const importance = Float32Array.from({ length: COLS }, () => Math.exp(random.normal()));
  for (const type of TYPES)
    for (const kind of Object.keys(KINDS)) {
      if (byteLength(type, COLS) > COLS || kind === 'constant') continue; // nothing to search for
      const source = rows(kind, 16);
      for (const weights of SEARCHING.includes(type) ? [undefined, importance] : [importance]) {
        const ours = rmse(source, decode(type, encode(type, source, COLS, weights)), weights);
        const theirs = rmse(source, decode(type, ggml.quantize(type, source, COLS, weights)), weights);
        const what = `${type} of ${kind}${weights ? ' with importance' : ''}: ${ours} against ${theirs}`;
        assert.ok(ours <= 1.01 * theirs, what);
      }
    }
});

test('zero, constant and hardly representable rows stay themselves', () => {
  for (const type of TYPES) {
    assert.ok(
      decode(type, encode(type, new Float32Array(COLS))).every((value) => value === 0),
      type,
    );
    for (const value of [0.7, -0.7, 40000, 1e-6, 1e-20, 1e-44]) {
      const stored = decode(type, encode(type, new Float32Array(COLS).fill(value)));
      // An f16 keeps 11 bits, and nothing under its smallest step times the number of levels.
      const tolerance = Math.abs(value) * (type === 'BF16' ? 2 ** -8 : 2 ** -10) + 128 * 2 ** -24;
      assert.ok(
        stored.every((other) => Math.abs(other - Math.fround(value)) <= tolerance),
        `${type} of ${value}: ${stored[0]}`,
      );
    }
  }
});

test('importance moves the error to where it counts least', () => {
  const source = rows('normal', 8);
  const random = new Random(5);
  const importance = Float32Array.from({ length: COLS }, () => Math.exp(2 * random.normal()));
  for (const type of ['Q4_0', 'Q4_1', 'Q5_0', 'Q5_1', ...SEARCHING] as const) {
    const error = (weights?: Float32Array) =>
      rmse(source, decode(type, encode(type, source, COLS, weights)), importance);
    assert.ok(error(importance) < 0.97 * error(), `${type}: ${error(importance)} against ${error()}`);
  }
});

test('values that a type cannot hold are refused, naming the place', () => {
  for (const type of TYPES.filter((name) => name !== 'F32')) {
    for (const value of [Number.NaN, Infinity, -Infinity]) {
      const source = new Float32Array(2 * COLS);
      source[COLS + 300] = value;
      const refusal = { code: 'bad-argument', message: new RegExp(`Row 1, column 300 is ${value}`) };
      assert.throws(() => encode(type, source), refusal, type);
    }
    if (type === 'BF16') continue;
    const source = new Float32Array(2 * COLS);
    source[COLS + 300] = -3e38;
    assert.throws(() => encode(type, source), { code: 'bad-argument', message: /Row 1, columns .* too large/ }, type);
  }
  assert.ok(Number.isNaN(decode('F32', encode('F32', Float32Array.of(1, Number.NaN), 1))[1]));
});

test('lengths that do not agree are refused', () => {
  const refusal = { code: 'bad-argument' };
  assert.throws(() => dequantize('Q4_0', new Uint8Array(17), new Float32Array(32)), refusal);
  assert.throws(() => dequantize('Q4_K', new Uint8Array(18), new Float32Array(32)), refusal);
  assert.throws(() => quantize('Q4_0', new Float32Array(64), new Uint8Array(36), 48), refusal);
  assert.throws(() => quantize('Q4_0', new Float32Array(64), new Uint8Array(35), 32), refusal);
  assert.throws(() => quantize('Q4_0', new Float32Array(48), new Uint8Array(27), 32), refusal);
  assert.throws(() => quantize('Q4_0', new Float32Array(64), new Uint8Array(36), 0), refusal);
  assert.throws(() => quantize('Q4_0', new Float32Array(64), new Uint8Array(36), 64, new Float32Array(32)), refusal);
});
