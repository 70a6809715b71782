// tokenizer.json: a real one, the shapes that families of models use, and every way a file can be wrong.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createTokenizer } from './create.ts';
import { specFromMetadata, specToMetadata } from './gguf-vocab.ts';
import { padVocabulary, specFromTokenizerJson } from './tokenizer-json.ts';
import { BYTE_CHARACTERS } from './unicode.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/data/parity/TinyStories-656K');
const missing = existsSync(FOLDER) ? false : 'needs ../shared/data/parity/TinyStories-656K';
const parsed = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

test('TinyStories-656K: prompt, stop and text as the reference has them', { skip: missing }, () => {
  const spec = specFromTokenizerJson(parsed('tokenizer.json'), parsed('tokenizer_config.json'), 'tokenizer.json');
  const reference = parsed('reference_numpy.json');
  const tokenizer = createTokenizer(spec);
  assert.deepEqual(tokenizer.encode('a', { wrap: true }), reference.prompt_ids);
  assert.equal(tokenizer.decode(reference.greedy_ids, { special: true }), reference.greedy_text);
  assert.deepEqual([spec.bos, spec.eos, spec.unknown, spec.padding, [...tokenizer.stops]], [1, 2, 0, 0, [2]]);
  assert.ok(!tokenizer.encode('<|start_story|>').includes(1));
  const keys = new Map(
    specToMetadata(spec).map(([key, { value }]) => [key, typeof value === 'object' ? value.values : value]),
  );
  assert.deepEqual(
    specFromMetadata((key) => keys.get(key), 'x.gguf'),
    spec,
    'through GGUF and back',
  );
});

type Json = Record<string, unknown>;

const ENGLISH = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
const LLAMA3 = `${ENGLISH}|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+`;
const BYTES: Json = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: false };
const WORDS: Json = { ...BYTES, use_regex: true };
const split = (pattern: string): Json => ({
  type: 'Split',
  pattern: { Regex: pattern },
  behavior: 'Isolated',
  invert: false,
});
const sequence = (...pretokenizers: Json[]): Json => ({ type: 'Sequence', pretokenizers });

/** A byte-level BPE with the 256 bytes, "ab", "abc" and a control token. */
function byteLevel(pre: Json, change: { model?: Json; root?: Json } = {}): Json {
  const vocab = Object.fromEntries([...BYTE_CHARACTERS, 'ab', 'abc'].map((text, id) => [text, id]));
  return {
    normalizer: null,
    pre_tokenizer: pre,
    post_processor: null,
    added_tokens: [{ id: 258, content: '<|end|>', special: true }],
    model: { type: 'BPE', vocab, merges: ['a b', 'ab c'], ...change.model },
    ...change.root,
  };
}

const read = (json: unknown, config: unknown = undefined) => specFromTokenizerJson(json, config, 'tokenizer.json');

test('pre-tokenizers are recognised', () => {
  const name = (pre: Json, model: Json = {}): string => read(byteLevel(pre, { model })).pre;
  assert.equal(name(WORDS), 'gpt-2');
  assert.equal(name(sequence({ type: 'Digits', individual_digits: true }, WORDS)), 'smollm');
  assert.equal(name(sequence(split(LLAMA3), BYTES), { ignore_merges: true }), 'llama-bpe');
  assert.equal(name(sequence(split(LLAMA3), BYTES)), 'dbrx');
  assert.equal(name(sequence(split(LLAMA3.replace('{1,3}', '')), BYTES)), 'qwen2');
  const digits: Json = { type: 'Digits', individual_digits: true };
  const coder = ['[\r\n]', '\\s?\\p{L}+', '\\s?\\p{P}+', '[一-龥ࠀ-一가-퟿]+'].map(split);
  assert.equal(name(sequence(...coder, digits, BYTES)), 'deepseek-coder');
});

test('an unknown pre-tokenizer is refused with its pattern', () => {
  for (const pre of [
    sequence(split('\\w+'), BYTES),
    { ...WORDS, add_prefix_space: true },
    sequence(split(LLAMA3), WORDS),
  ])
    assert.throws(() => read(byteLevel(pre)), { code: 'unsupported', field: 'pre_tokenizer' });
  assert.throws(() => read(byteLevel(sequence(split('\\w+'), BYTES))), { message: /Split \\w\+, then ByteLevel/ });
});

test('merges may be strings or pairs', () => {
  const strings = read(byteLevel(WORDS));
  const pairs = read(
    byteLevel(WORDS, {
      model: {
        merges: [
          ['a', 'b'],
          ['ab', 'c'],
        ],
      },
    }),
  );
  assert.deepEqual(pairs, strings);
  assert.deepEqual(createTokenizer(pairs).encode('abcab'), [257, 256]);
});

test('BOS and EOS come from the configuration, else from the post-processor', () => {
  const end = { content: '<|end|>', special: true };
  const template: Json = {
    type: 'Sequence',
    processors: [
      { type: 'ByteLevel' },
      { type: 'TemplateProcessing', single: [{ SpecialToken: { id: '<|end|>' } }, { Sequence: { id: 'A' } }] },
    ],
  };
  const json = byteLevel(WORDS, { root: { post_processor: template } });
  const pick = ({ bos, eos, addBos, addEos }: ReturnType<typeof read>) => ({ bos, eos, addBos, addEos });
  assert.deepEqual(pick(read(json)), { bos: 258, eos: undefined, addBos: true, addEos: false });
  assert.deepEqual(pick(read(json, { add_bos_token: false, eos_token: end })), {
    ...{ bos: 258, eos: 258, addBos: false, addEos: false },
  });
  assert.deepEqual(pick(read(byteLevel(WORDS), { bos_token: null, eos_token: '<|end|>', add_eos_token: true })), {
    ...{ bos: undefined, eos: 258, addBos: false, addEos: true },
  });
  assert.throws(() => read(byteLevel(WORDS), { add_bos_token: true }), { code: 'bad-file', field: 'post_processor' });
});

test('kinds of added tokens, and ids left out', () => {
  const added_tokens = [
    { id: 258, content: '<|end|>', special: false },
    { id: 259, content: '<tool_call>', special: false },
    { id: 262, content: '[X]', special: true },
  ];
  const spec = read(byteLevel(WORDS, { root: { added_tokens } }));
  assert.deepEqual(spec.kinds.slice(257), ['normal', 'control', 'user-defined', 'unused', 'unused', 'control']);
  assert.deepEqual(spec.tokens.slice(259), ['<tool_call>', '[PAD260]', '[PAD261]', '[X]']);
  const padded = padVocabulary(spec, 270);
  assert.deepEqual([padded.tokens.length, padded.kinds[269], padded.tokens[269]], [270, 'unused', '[PAD269]']);
  assert.equal(padVocabulary(spec, 10), spec);
});

const metaspace = (scheme: string): Json => ({
  type: 'Metaspace',
  replacement: '▁',
  prepend_scheme: scheme,
  split: false,
});
const spmModel: Json = {
  type: 'BPE',
  unk_token: '<unk>',
  byte_fallback: true,
  vocab: { '<unk>': 0, '<0x61>': 1, '▁': 2, b: 3, '▁b': 4, bb: 5 },
  merges: ['▁ b', 'b b'],
};

test('SentencePiece in its three spellings', () => {
  const llama = { normalizer: null, pre_tokenizer: metaspace('first'), model: spmModel };
  const gemma = {
    normalizer: { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
    pre_tokenizer: { type: 'Split', pattern: { String: ' ' }, behavior: 'MergedWithPrevious', invert: false },
    model: spmModel,
  };
  const prepend = {
    normalizer: { type: 'Sequence', normalizers: [{ type: 'Prepend', prepend: '▁' }, gemma.normalizer] },
    pre_tokenizer: null,
    model: spmModel,
  };
  assert.deepEqual(
    [llama, gemma, prepend].map((json) => read(json).addSpacePrefix),
    [true, false, true],
  );
  assert.equal(read({ ...llama, pre_tokenizer: metaspace('never') }).addSpacePrefix, false);
  const spec = read(llama);
  assert.deepEqual(spec.kinds.slice(0, 3), ['normal', 'byte', 'normal']);
  assert.deepEqual(createTokenizer(spec).encode('bbba'), [4, 5, 1]);
  assert.ok(spec.scores![4]! > spec.scores![5]!, 'the earlier merge has the higher score');
});

test('runs of spaces that are user-defined tokens of a SentencePiece vocabulary', () => {
  const model = { ...spmModel, vocab: { ...(spmModel.vocab as Json), '▁▁': 6 } };
  const added_tokens = [{ id: 6, content: '▁▁', special: false }];
  const tokenizer = createTokenizer(read({ pre_tokenizer: metaspace('never'), model, added_tokens }));
  assert.deepEqual(tokenizer.encode('b  b b'), [3, 6, 3, 4]);
  assert.equal(tokenizer.decode([3, 6, 3, 4]), 'b  b b');
});

const bert: Json = {
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [{ SpecialToken: { id: '[CLS]' } }, { Sequence: { id: 'A' } }, { SpecialToken: { id: '[SEP]' } }],
  },
  added_tokens: [
    { id: 0, content: '[UNK]', special: true },
    { id: 1, content: '[CLS]', special: true },
    { id: 2, content: '[SEP]', special: true },
  ],
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    vocab: { '[UNK]': 0, '[CLS]': 1, '[SEP]': 2, play: 3, '##ing': 4, '[unused1]': 5, ',': 6, ing: 7 },
  },
};

test('WordPiece', () => {
  const spec = read(bert);
  assert.deepEqual(spec.tokens, ['[UNK]', '[CLS]', '[SEP]', '▁play', 'ing', '[unused1]', '▁,', '▁ing']);
  const tokenizer = createTokenizer(spec);
  assert.deepEqual(tokenizer.encode('Pláying, xyz ing', { wrap: true }), [1, 3, 4, 6, 0, 7, 2]);
  assert.equal(tokenizer.decode([1, 3, 4, 6, 2]), 'playing ,');
});

const vocab = (entries: Json): Json => ({ model: { vocab: entries } });
const WRONG: readonly (readonly [what: string, json: unknown, field: string, code?: string])[] = [
  ['no object', [], '$'],
  ['nothing', null, '$'],
  ['no model', {}, 'model'],
  ['a model of another kind', { model: { type: 'Unigram', vocab: [] } }, 'model.type', 'unsupported'],
  ['a model without a type', { model: {} }, 'model.type', 'unsupported'],
  ['no vocabulary', byteLevel(WORDS, { model: { vocab: undefined } }), 'model.vocab'],
  ['an empty vocabulary', byteLevel(WORDS, { ...vocab({}), root: { added_tokens: [] } }), 'model.vocab'],
  ['an id that is a text', byteLevel(WORDS, vocab({ a: 'x' })), 'model.vocab["a"]'],
  ['a negative id', byteLevel(WORDS, vocab({ a: -1 })), 'model.vocab["a"]'],
  ['an id out of all proportion', byteLevel(WORDS, vocab({ a: 2 ** 31 })), 'model.vocab["a"]'],
  ['two tokens of one id', byteLevel(WORDS, vocab({ a: 0, b: 0 })), 'model.vocab["b"]'],
  ['no merges', byteLevel(WORDS, { model: { merges: undefined } }), 'model.merges'],
  ['a merge of one symbol', byteLevel(WORDS, { model: { merges: ['ab'] } }), 'model.merges[0]'],
  ['a merge of three', byteLevel(WORDS, { model: { merges: [['a', 'b', 'c']] } }), 'model.merges[0]'],
  ['a merge with spaces', byteLevel(WORDS, { model: { merges: ['a b c'] } }), 'model.merges[0]'],
  ['a merge that is a number', byteLevel(WORDS, { model: { merges: [7] } }), 'model.merges[0]'],
  ['added tokens that are no list', byteLevel(WORDS, { root: { added_tokens: {} } }), 'added_tokens'],
  ['an added token that is null', byteLevel(WORDS, { root: { added_tokens: [null] } }), 'added_tokens[0]'],
  [
    'an added token without text',
    byteLevel(WORDS, { root: { added_tokens: [{ id: 258 }] } }),
    'added_tokens[0].content',
  ],
  ['an added token without id', byteLevel(WORDS, { root: { added_tokens: [{ content: 'x' }] } }), 'added_tokens[0].id'],
  [
    'an added token in the place of another',
    byteLevel(WORDS, { root: { added_tokens: [{ id: 0, content: 'x' }] } }),
    'added_tokens[0].id',
  ],
  ['another normaliser', byteLevel(WORDS, { root: { normalizer: { type: 'NFKC' } } }), 'normalizer', 'unsupported'],
  ['a suffix', byteLevel(WORDS, { model: { end_of_word_suffix: '</w>' } }), 'model.end_of_word_suffix', 'unsupported'],
  ['words kept apart', { pre_tokenizer: { type: 'Whitespace' }, model: spmModel }, 'pre_tokenizer', 'unsupported'],
  ['spaces kept as they are', { model: spmModel }, 'pre_tokenizer', 'unsupported'],
  ['a cased BERT', { ...bert, normalizer: { type: 'BertNormalizer', lowercase: false } }, 'normalizer', 'unsupported'],
  ['a BERT without normaliser', { ...bert, normalizer: null }, 'normalizer', 'unsupported'],
];

for (const [what, json, field, code = 'bad-file'] of WRONG)
  test(`refused: ${what}`, () => assert.throws(() => read(json), { name: 'TwofilesError', code, field }));

test('a configuration that is no object is refused', () =>
  assert.throws(() => read(byteLevel(WORDS), []), { code: 'bad-file', field: 'tokenizer_config' }));
