// GGUF metadata to tokenizer and back, the defaults that files rely on, and every way a file can be wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openVocabulary, VOCABULARIES, vocabulariesMissing } from '../../test/support/vocabularies.ts';
import { specFromMetadata, specToMetadata } from './gguf-vocab.ts';
import type { TokenizerSpec } from './tokenizer.ts';

type Keys = Record<string, unknown>;

function read(keys: Keys): TokenizerSpec | undefined {
  return specFromMetadata((key) => keys[key.replace('tokenizer.ggml.', '')], 'x.gguf');
}

/** Keys as a reader of the written metadata would see them. */
function written(spec: TokenizerSpec): Keys {
  return Object.fromEntries(
    specToMetadata(spec).map(([key, { value }]) => [
      key.replace('tokenizer.ggml.', ''),
      typeof value === 'object' ? value.values : value,
    ]),
  );
}

const BPE: Keys = { model: 'gpt2', pre: 'qwen2', tokens: ['a', 'b', 'ab'], merges: ['a b'] };
const SPM: Keys = { model: 'llama', tokens: ['<unk>', '<s>', '</s>', 'a'], scores: [0, 0, 0, -1] };

for (const name of VOCABULARIES)
  test(`${name}: written and read again it is the same`, { skip: vocabulariesMissing }, async () => {
    const spec = (await openVocabulary(name)).tokenizer!;
    assert.deepEqual(read(written(spec)), spec);
  });

test('everything a specification can say comes back', () => {
  const spec: TokenizerSpec = {
    model: 'spm',
    pre: 'default',
    tokens: ['<unk>', '<s>', '</s>', '<0x00>', 'a', 'b', 'ab', 'x', 'y'],
    kinds: ['unknown', 'control', 'control', 'byte', 'normal', 'normal', 'normal', 'user-defined', 'unused'],
    scores: Float32Array.of(0, 0, 0, 0, -1, -2, -0.5, 0, 0),
    merges: ['a b'],
    bos: 1,
    eos: 2,
    eot: 7,
    unknown: 0,
    separator: 2,
    padding: 8,
    mask: 8,
    addBos: false,
    addEos: true,
    addSeparator: true,
    addSpacePrefix: false,
    removeExtraWhitespaces: false,
  };
  assert.deepEqual(read(written(spec)), spec);
});

test('a file without a tokenizer has none', () => {
  assert.equal(read({}), undefined);
  assert.equal(read({ model: 'none' }), undefined);
  assert.equal(read({ model: 'no_vocab' }), undefined);
});

test('what is left out is as llama.cpp has it', () => {
  const spm = read(SPM)!;
  assert.deepEqual([spm.bos, spm.eos, spm.unknown], [1, 2, 0]);
  assert.deepEqual([spm.addBos, spm.addEos, spm.addSpacePrefix, spm.pre], [true, false, true, 'default']);
  assert.deepEqual(spm.kinds, ['normal', 'normal', 'normal', 'normal']);
  const bpe = read(BPE)!;
  assert.deepEqual(
    [bpe.bos, bpe.eos, bpe.addBos, bpe.addSpacePrefix, bpe.ignoreMerges],
    [...[undefined, undefined, false, false, undefined]],
  );
  const llama3 = read({ ...BPE, pre: 'llama-bpe', bos_token_id: 0 })!;
  assert.deepEqual([llama3.addBos, llama3.ignoreMerges], [true, true]);
  assert.equal(read({ ...SPM, padding_token_id: 0xffffffff })!.padding, undefined);
});

const WRONG: readonly (readonly [what: string, keys: Keys, field: string, code?: string])[] = [
  ['no algorithm', { tokens: ['a'] }, 'model'],
  ['an algorithm that is a number', { ...SPM, model: 7 }, 'model'],
  ['an unknown algorithm', { ...SPM, model: 't5' }, 'model', 'unsupported'],
  ['an algorithm with a treacherous name', { ...SPM, model: 'constructor' }, 'model', 'unsupported'],
  ['an unknown pre-tokenizer', { ...BPE, pre: 'nobody' }, 'pre', 'unsupported'],
  ['no tokens', { model: 'gpt2' }, 'tokens'],
  ['tokens that are a string', { ...SPM, tokens: 'abc' }, 'tokens'],
  ['a token that is a number', { ...SPM, tokens: ['<unk>', 1, 'a', 'b'] }, 'tokens[1]'],
  ['too few scores', { ...SPM, scores: [1] }, 'scores'],
  ['no scores', { ...SPM, scores: undefined }, 'scores'],
  ['a score that is no number', { ...SPM, scores: [0, 0, 0, Number.NaN] }, 'scores[3]'],
  ['too many types', { ...SPM, token_type: [1, 1, 1, 1, 1] }, 'token_type'],
  ['a type there is not', { ...SPM, token_type: [1, 1, 7, 1] }, 'token_type[2]'],
  ['a type that is a fraction', { ...SPM, token_type: [1, 1, 1.5, 1] }, 'token_type[2]'],
  ['no merges', { ...BPE, merges: undefined }, 'merges'],
  ['a merge of one symbol', { ...BPE, merges: ['a b', 'ab'] }, 'merges[1]'],
  ['a merge with nothing after the space', { ...BPE, merges: ['a '] }, 'merges[0]'],
  ['an id past the end', { ...SPM, eos_token_id: 4 }, 'eos_token_id'],
  ['a negative id', { ...SPM, eos_token_id: -2 }, 'eos_token_id'],
  ['an id that is a bigint', { ...SPM, eos_token_id: 2n ** 60n }, 'eos_token_id'],
  ['BOS wanted but not there', { ...BPE, add_bos_token: true }, 'bos_token_id'],
  ['EOS wanted but not there', { ...BPE, add_eos_token: true }, 'eos_token_id'],
  ['a flag that is a number', { ...SPM, add_bos_token: 1 }, 'add_bos_token'],
];

for (const [what, keys, field, code = 'bad-file'] of WRONG)
  test(`refused: ${what}`, () =>
    assert.throws(() => read(keys), { name: 'TwofilesError', code, field: `tokenizer.ggml.${field}` }));
