// Agreement with llama.cpp, token for token, on random strings of assigned code points. Where its
// tables or patterns are known to differ (docs/decisions/tokenizer-differences.md), the test says which
// strings may differ, and every other string must agree.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Random } from '../src/base/random.ts';
import { createTokenizer } from '../src/text/create.ts';
import type { Tokenizer, TokenizerSpec } from '../src/text/tokenizer.ts';
import { BYTE_CHARACTERS } from '../src/text/unicode.ts';
import { llamaMissing } from './support/llama.ts';
import {
  type CategoryFlags,
  MAJOR,
  openPeer,
  type PeerLibrary,
  type PeerTokenizer,
  peerCategories,
  UNASSIGNED,
  writeVocabulary,
} from './support/llama-text.ts';
import { assignedCharacters, randomString } from './support/strings.ts';
import { openVocabulary, VOCABULARIES, vocabulariesMissing, vocabularyPath } from './support/vocabularies.ts';

const REAL_STRINGS = 10_000;
const NEWER_STRINGS = 500;
const SPECIAL_STRINGS = 300;
const DERIVED_STRINGS = 1000;

let library: PeerLibrary;
let categories: CategoryFlags;
let folder: string;
/** Characters that both sides know, and those that only we know because they are newer. */
const known: string[] = [];
const newer: string[] = [];

before(async () => {
  if (llamaMissing) return;
  library = await openPeer();
  categories = (await peerCategories())!;
  folder = await mkdtemp(join(tmpdir(), 'twofiles-tokenizers-'));
  for (const character of assignedCharacters())
    (categories(character.codePointAt(0)!) === UNASSIGNED ? newer : known).push(character);
});

after(async () => {
  await library?.close();
  if (folder) await rm(folder, { recursive: true });
});

test('the Unicode tables differ only in characters added after 15.1', { skip: llamaMissing }, () => {
  const majors = MAJOR.map(([flag, letter]) => [flag, new RegExp(`\\p{${letter}}`, 'u')] as const);
  const wrong = known.filter((character) => {
    const flags = categories(character.codePointAt(0)!);
    return majors.find(([, expression]) => expression.test(character))?.[0] !== flags;
  });
  assert.deepEqual(wrong, []);
  if (process.versions.unicode === '17.0') assert.equal(newer.length, 5185 + 4803, 'added by Unicode 16 and 17');
});

interface Comparison {
  readonly ours: Tokenizer;
  readonly theirs: PeerTokenizer;
  readonly strings: readonly string[];
  readonly special?: boolean;
}

/** The strings on which the two disagree. */
function disagreements({ ours, theirs, strings, special = false }: Comparison): string[] {
  return strings.filter((text) => {
    const expected = theirs.tokenize(text, special);
    const actual = ours.encode(text, { special });
    return actual.length !== expected.length || actual.some((token, i) => token !== expected[i]);
  });
}

function strings(count: number, seed: number, characters: readonly string[]): string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => randomString(random, characters));
}

/** Random strings with every special token of the vocabulary somewhere among them. */
function withSpecials(tokenizer: Tokenizer, seed: number): string[] {
  const random = new Random(seed);
  const specials = tokenizer.spec.tokens.filter((_, id) => tokenizer.kind(id) === 'control');
  return strings(SPECIAL_STRINGS, seed, known).map((text, i) => {
    const at = random.int(text.length);
    return text.slice(0, at).toWellFormed() + specials[i % specials.length] + text.slice(at).toWellFormed();
  });
}

for (const name of VOCABULARIES)
  test(`${name} agrees with llama.cpp`, { skip: llamaMissing || vocabulariesMissing }, async (context) => {
    const theirs = await library.load(vocabularyPath(name));
    const ours = createTokenizer((await openVocabulary(name)).tokenizer!);
    assert.deepEqual(disagreements({ ours, theirs, strings: strings(REAL_STRINGS, 1, known) }), []);
    const differ = disagreements({ ours, theirs, strings: strings(NEWER_STRINGS, 2, newer) });
    context.diagnostic(`${differ.length} of ${NEWER_STRINGS} strings with characters newer than Unicode 15.1 differ`);
    if (name === 'llama-spm' || name === 'phi-3') assert.equal(differ.length, 0, 'SentencePiece has no categories');
    const parts = { ours, theirs, strings: withSpecials(ours, 3) };
    assert.deepEqual(disagreements({ ...parts, special: false }), []);
    if (name !== 'phi-3') assert.deepEqual(disagreements({ ...parts, special: true }), []);
    assert.deepEqual([...ours.stops].sort(), stopsOf(theirs, ours.size).sort());
    await theirs.dispose();
  });

function stopsOf(tokenizer: PeerTokenizer, size: number): number[] {
  return Array.from({ length: size }, (_, id) => id).filter((id) => tokenizer.isEogToken(id));
}

/** Which strings may differ, by pre-tokenizer, and why. All others must agree. */
const MAY_DIFFER: Readonly<Record<string, RegExp | undefined>> = {
  default: undefined,
  smollm: undefined,
  'llama-bpe': undefined,
  qwen2: undefined,
  qwen35: undefined,
  falcon: undefined,
  'deepseek-v3': undefined,
  // llama.cpp takes every letter but a-z for upper case, every letter but A-Z for lower case, and no
  // combining mark for a part of a word.
  'gpt-4o': /(?![A-Za-z])[\p{Lu}\p{Lt}\p{Ll}]|\p{M}/u,
  tekken: /(?![A-Za-z])[\p{Lu}\p{Lt}\p{Ll}]|\p{M}/u,
  // Spaces of these ranges belong to the pattern of Chinese characters; llama.cpp has replaced them by then.
  'deepseek-llm': /(?=[\u0800-\u4e00])\p{White_Space}/u,
  'deepseek-coder': /(?=[\u0800-\u4e00])\p{White_Space}/u,
};

/** Tokens for all pairs of bytes, merged in a random order: nearly every cut of a pre-tokenizer shows. */
function pairVocabulary(pre: string): TokenizerSpec {
  const random = new Random(4);
  const merges = BYTE_CHARACTERS.flatMap((left) => BYTE_CHARACTERS.map((right) => `${left} ${right}`));
  for (let i = merges.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [merges[i], merges[j]] = [merges[j]!, merges[i]!];
  }
  const tokens = [...BYTE_CHARACTERS, ...merges.map((merge) => merge.replace(' ', '')), '<|end|>'];
  const end = tokens.length - 1;
  const kinds = tokens.map((_, id) => (id === end ? 'control' : 'normal'));
  return {
    model: 'bpe',
    pre,
    tokens,
    kinds,
    merges,
    bos: end,
    eos: end,
    addBos: false,
    addEos: false,
    addSpacePrefix: false,
  };
}

for (const [pre, mayDiffer] of Object.entries(MAY_DIFFER))
  test(`the pre-tokenizer ${pre} agrees with llama.cpp`, { skip: llamaMissing }, async (context) => {
    const spec = pairVocabulary(pre);
    const path = join(folder, `${pre}.gguf`);
    await writeVocabulary(path, spec);
    const theirs = await library.load(path);
    const differ = disagreements({ ours: createTokenizer(spec), theirs, strings: strings(DERIVED_STRINGS, 5, known) });
    await theirs.dispose();
    assert.deepEqual(
      differ.filter((text) => !mayDiffer?.test(text)),
      [],
    );
    if (!mayDiffer) return;
    context.diagnostic(`${differ.length} of ${DERIVED_STRINGS} strings differ, all of the listed kind`);
    assert.ok(differ.length > 0, 'nothing differs any more: take the difference off the list');
  });
