// llama2.c's tokenizer file: the real one, and ones that lie.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTokenizer } from './create.ts';
import { specFromLlama2c } from './llama2c-vocab.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/data/parity/stories260K');
const missing = existsSync(FOLDER) ? false : 'needs ../shared/data/parity/stories260K';

test('stories260K: 200 tokens of text come back', { skip: missing }, () => {
  const spec = specFromLlama2c(readFileSync(join(FOLDER, 'tok512.bin')), 512, 'tok512.bin');
  const tokenizer = createTokenizer(spec);
  const story = readFileSync(join(FOLDER, 'expected_greedy_200.txt'), 'utf8');
  const tokens = tokenizer.encode(story, { wrap: true });
  assert.deepEqual(tokens.slice(0, 6), [1, 403, 407, 261, 378, 432]);
  assert.equal(tokenizer.decode(tokens), story);
  assert.deepEqual([...tokenizer.stops], [2]);
});

test('any cut of the file, any other count, is refused by field', { skip: missing }, () => {
  const bytes = readFileSync(join(FOLDER, 'tok512.bin'));
  for (let length = 0; length < bytes.length; length += 7)
    assert.throws(() => specFromLlama2c(bytes.subarray(0, length), 512, 't'), { code: 'bad-file' }, String(length));
  for (const size of [0, -1, 2.5, 511, 513, 2 ** 31, Number.NaN])
    assert.throws(() => specFromLlama2c(bytes, size, 't'), { code: 'bad-file' }, String(size));
});

/** A file of these tokens. */
function file(
  longest: number,
  tokens: readonly (readonly [score: number, bytes: readonly number[], length?: number])[],
) {
  const parts: number[] = [];
  const view = new DataView(new ArrayBuffer(8));
  const word = (set: () => void): void => {
    set();
    parts.push(...new Uint8Array(view.buffer, 0, 4));
  };
  word(() => view.setUint32(0, longest, true));
  for (const [score, bytes, length = bytes.length] of tokens) {
    word(() => view.setFloat32(0, score, true));
    word(() => view.setInt32(0, length, true));
    parts.push(...bytes);
  }
  return Uint8Array.from(parts);
}

test('bytes that are no text are kept', () => {
  const tokens = [[0x61], [0x62], [0x63], [0xff], [0x20, 0xc3], [0x3c, 0x30, 0x78, 0x34, 0x31, 0x3e]];
  const spec = specFromLlama2c(
    file(
      6,
      tokens.map((bytes) => [0, bytes] as const),
    ),
    6,
    't',
  );
  const tokenizer = createTokenizer(spec);
  assert.deepEqual([...tokenizer.bytes(3)], [0xff]);
  assert.deepEqual([...tokenizer.bytes(4)], [0x20, 0xc3]);
  assert.deepEqual([...tokenizer.bytes(5)], [0x41]);
  assert.ok(!tokenizer.encode('\udcff').includes(3), 'a lone surrogate in a text is not that byte');
});

test('lies about lengths and scores are refused by field', () => {
  const three = [0, 1, 2].map((id) => [0, [0x61 + id]] as const);
  const refused = (bytes: Uint8Array, size: number, field: string): void =>
    assert.throws(() => specFromLlama2c(bytes, size, 't'), { code: 'bad-file', field });
  refused(file(1, [...three, [0, [0x61, 0x62]]]), 4, 'token[3].length');
  refused(file(1, [...three, [0, [0x61], -1]]), 4, 'token[3].length');
  refused(file(2 ** 31 - 1, [...three, [0, [0x61], 2 ** 31 - 1]]), 4, 'token[3]');
  refused(file(1, [...three, [Number.NaN, [0x61]]]), 4, 'token[3].score');
  refused(file(1, [...three, [0, [0x61]]]), 3, 'vocab_size');
});
