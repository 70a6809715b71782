// A tokenizer trained here is one tokenizer everywhere: our engine, llama.cpp on the exported GGUF, and Hugging
// Face's library on the exported tokenizer.json give the same ids for thousands of strings.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Random } from '../src/base/random.ts';
import { readTokenizer, writeTokenizer } from '../src/factory/tokenizer/files.node.ts';
import { PieceCounter } from '../src/factory/tokenizer/pieces.ts';
import { PRE, trainTokenizer } from '../src/factory/tokenizer/train.ts';
import { MARKERS } from '../src/text/abi.ts';
import { createTokenizer } from '../src/text/create.ts';
import type { Tokenizer } from '../src/text/tokenizer.ts';
import { openTokenizerJson, tokenizersMissing } from './support/huggingface-tokenizers.ts';
import { llamaMissing } from './support/llama.ts';
import { openPeer, peerCategories, UNASSIGNED, writeVocabulary } from './support/llama-text.ts';
import { assignedCharacters, randomString } from './support/strings.ts';

const STRINGS = 4000;

const folder = mkdtempSync(join(tmpdir(), 'twofiles-trained-'));
after(() => rmSync(folder, { recursive: true }));

let ours: Tokenizer;
/** Random strings, and pieces of what was trained on, with every marker somewhere. */
const strings: string[] = [];
const path = join(folder, 'tokenizer.json');

before(async () => {
  const categories = llamaMissing ? undefined : await peerCategories();
  const characters = assignedCharacters().filter((character) => categories?.(character.codePointAt(0)!) !== UNASSIGNED);
  const random = new Random(1);
  const counter = new PieceCounter(PRE);
  for (let i = 0; i < STRINGS; i++) counter.add(randomString(random, characters).repeat(2));
  counter.add(await readFile(join(import.meta.dirname, '../README.md'), 'utf8'));
  const spec = await trainTokenizer(counter.counts, { size: 4096 });
  assert.equal(spec.tokens.length, 4096);
  ours = createTokenizer(spec);
  for (let i = 0; i < STRINGS; i++) {
    const text = randomString(random, characters).toWellFormed();
    strings.push(
      i % 4 > 0 ? text : text.slice(0, 5).toWellFormed() + random.pick(MARKERS) + text.slice(5).toWellFormed(),
    );
  }
  await writeTokenizer(path, spec);
});

test('tokenizer.json comes back as the same tokenizer', async () => {
  const read = await readTokenizer(path);
  const { ignoreMerges, ...spec } = read;
  assert.equal(ignoreMerges, false);
  assert.deepEqual(spec, ours.spec);
});

test('llama.cpp gives the same ids on the GGUF', { skip: llamaMissing }, async () => {
  const file = join(folder, 'vocabulary.gguf');
  await writeVocabulary(file, ours.spec);
  const library = await openPeer();
  const theirs = await library.load(file);
  for (const special of [false, true])
    for (const text of strings)
      assert.deepEqual([...theirs.tokenize(text, special)], ours.encode(text, { special }), JSON.stringify(text));
  await theirs.dispose();
  await library.close();
});

test('Hugging Face gives the same ids on the tokenizer.json', { skip: tokenizersMissing }, async () => {
  const theirs = openTokenizerJson(await readFile(path, 'utf8'));
  for (const text of strings) {
    const ids = (await theirs.encode(text, null, { addSpecialTokens: false })).getIds();
    assert.deepEqual(ids, ours.encode(text, { special: true }), JSON.stringify(text));
    const wrapped = (await theirs.encode(text, null, { addSpecialTokens: true })).getIds();
    assert.deepEqual(wrapped, ours.encode(text, { special: true, wrap: true }));
    assert.equal(await theirs.decode(ids, true), ours.decode(ids));
  }
});
