// Whole tokenizers against llama.cpp's own test vectors, and what must hold for any text: it comes back,
// it never becomes a control token, and no length or content takes more than n log n.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assignedCharacters, randomString } from '../../test/support/strings.ts';
import { openVocabulary, VOCABULARIES, vectors, vocabulariesMissing } from '../../test/support/vocabularies.ts';
import { Random } from '../base/random.ts';
import { createTokenizer } from './create.ts';
import type { Tokenizer, TokenizerSpec } from './tokenizer.ts';

const opened = new Map<string, Tokenizer>();

async function tokenizer(name: (typeof VOCABULARIES)[number]): Promise<Tokenizer> {
  const made = opened.get(name) ?? createTokenizer((await openVocabulary(name)).tokenizer!);
  opened.set(name, made);
  return made;
}

for (const name of VOCABULARIES) {
  test(`${name}: the 46 vectors`, { skip: vocabulariesMissing }, async () => {
    const made = await tokenizer(name);
    const all = vectors(name);
    assert.equal(all.length, 46);
    for (const { text, tokens } of all) assert.deepEqual(made.encode(text), tokens, JSON.stringify(text));
  });

  test(`${name}: no text becomes a control token`, { skip: vocabulariesMissing }, async () => {
    const made = await tokenizer(name);
    const specials = made.spec.tokens.filter((_, id) => made.kind(id) === 'control' || made.kind(id) === 'byte');
    assert.ok(specials.length > 0);
    const texts = specials.flatMap((text) => [text, `a${text}b`, ` ${text}\n`, text.toUpperCase(), text + text]);
    for (const text of [...texts, specials.join('')]) {
      const found = made.encode(text).filter((token) => made.kind(token) === 'control');
      assert.deepEqual(found, [], JSON.stringify(text));
      if (made.spec.model === 'spm') assert.equal(made.decode(made.encode(text)), text);
    }
  });

  test(`${name}: control tokens are recognised when asked for`, { skip: vocabulariesMissing }, async () => {
    const made = await tokenizer(name);
    made.spec.tokens.forEach((text, id) => {
      if (made.kind(id) === 'control') assert.ok(made.encode(`x${text}y`, { special: true }).includes(id), text);
    });
  });

  if (name === 'bert-bge') continue;
  test(`${name}: text comes back`, { skip: vocabulariesMissing }, async () => {
    const made = await tokenizer(name);
    const random = new Random(11);
    const characters = assignedCharacters();
    for (let i = 0; i < 500; i++) {
      const text = randomString(random, characters);
      assert.equal(made.decode(made.encode(text)), text);
    }
  });
}

for (const name of ['gpt-2', 'llama-spm', 'bert-bge'] as const)
  test(`${name}: texts that hurt`, { skip: vocabulariesMissing }, async () => {
    const made = await tokenizer(name);
    const texts = ['a'.repeat(2 ** 20), ' '.repeat(100_000), `${' '.repeat(100_000)}x`, '\n'.repeat(100_000)];
    for (const text of [...texts, '\0'.repeat(1000), '中'.repeat(100_000), '🎉'.repeat(50_000), "'".repeat(100_000)]) {
      const tokens = made.encode(text);
      if (made.spec.model !== 'wordpiece') assert.equal(made.decode(tokens), text);
    }
    assert.deepEqual(made.encode('a\ud800b\udc00'), made.encode('a\ufffdb\ufffd'), 'lone surrogates');
    assert.deepEqual(made.encode(''), []);
  });

test('what is put around a text', { skip: vocabulariesMissing }, async () => {
  assert.deepEqual((await tokenizer('llama-spm')).encode('Hello', { wrap: true }), [1, 15043]);
  assert.deepEqual((await tokenizer('bert-bge')).encode('hello', { wrap: true }), [101, 7592, 102]);
  assert.deepEqual((await tokenizer('gpt-2')).encode('', { wrap: true }), []);
});

test('ids, kinds and bytes', { skip: vocabulariesMissing }, async () => {
  const made = await tokenizer('llama-spm');
  assert.equal(made.id('</s>'), 2);
  assert.equal(made.kind(2), 'control');
  assert.equal(made.kind(3 + 10), 'byte');
  assert.deepEqual(made.bytes(3 + 10), Uint8Array.of(10));
  assert.deepEqual(made.bytes(2), new Uint8Array(0));
  assert.equal(new TextDecoder().decode(made.bytes(made.id('▁the')!)), ' the');
  assert.equal(made.decode([1, made.id('▁the')!, 2], { special: true }), '<s> the</s>');
  for (const token of [-1, 32000, 1.5, Number.NaN])
    assert.throws(() => made.bytes(token), { code: 'bad-argument' }, String(token));
});

const LETTERS: TokenizerSpec = {
  model: 'spm',
  pre: 'default',
  tokens: ['<unk>', 'a', 'b', 'c', 'ab', 'bc', 'abc', 'aa', '<end_of_turn>', '<tool>', '<tool>>'],
  kinds: ['unknown', ...Array<'normal'>(7).fill('normal'), 'normal', 'user-defined', 'user-defined'],
  scores: Float32Array.of(0, 0, 0, 0, -2, -1, -3, -1, 0, 0, 0),
  unknown: 0,
  addBos: false,
  addEos: false,
  addSpacePrefix: false,
};

test('higher scores merge first, the leftmost of equals, unknown runs once', () => {
  const made = createTokenizer(LETTERS);
  const texts = (text: string): string[] => made.encode(text).map((token) => made.spec.tokens[token]!);
  assert.deepEqual(texts('abc'), ['abc'], 'bc first, then a+bc');
  assert.deepEqual(texts('aaa'), ['aa', 'a']);
  assert.deepEqual(texts('aabb'), ['aa', 'b', 'b']);
  assert.deepEqual(texts('a??b?'), ['a', '<unk>', 'b', '<unk>']);
  assert.deepEqual(made.encode(''), []);
});

test('listed merges decide where a SentencePiece vocabulary has them', () => {
  const made = createTokenizer({ ...LETTERS, merges: ['a b', 'ab c'] });
  const texts = (text: string): string[] => made.encode(text).map((token) => made.spec.tokens[token]!);
  assert.deepEqual(texts('abc'), ['abc']);
  assert.deepEqual(texts('aabc'), ['a', 'abc'], 'a a is no merge, though aa is a token');
  assert.deepEqual(texts('bc'), ['b', 'c'], 'nor is b c');
});

test('the leftmost and longest user-defined token is taken, also with special tokens off', () => {
  const made = createTokenizer(LETTERS);
  assert.deepEqual(made.encode('a<tool>>b<tool>'), [1, 10, 2, 9]);
});

test('a known end of turn is a control token and a stop, whatever the file says', () => {
  const made = createTokenizer(LETTERS);
  assert.equal(made.kind(8), 'control');
  assert.deepEqual([...made.stops], [8]);
  assert.ok(!made.encode('<end_of_turn>').includes(8));
  assert.deepEqual(made.encode('a<end_of_turn>', { special: true }), [1, 8]);
});

test('a specification that cannot be is refused by name', () => {
  const refused = (change: Partial<TokenizerSpec>, field: RegExp | string): void =>
    assert.throws(() => createTokenizer({ ...LETTERS, ...change }), { name: 'TwofilesError', field });
  refused({ kinds: [] }, 'kinds');
  refused({ eos: 11 }, 'eos');
  refused({ scores: new Float32Array(2) }, 'scores');
  refused({ merges: ['ab'] }, 'merges[0]');
  refused({ model: 'bpe', pre: 'nobody' }, 'tokenizer.ggml.pre');
});
