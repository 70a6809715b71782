// From a corpus to rows: shards hold every token once, on the side of the split that the hash says, and the packer
// gives every token as a target exactly once an epoch, in an order that a seed or a saved place repeats.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Random } from '../../base/random.ts';
import { createTokenizer } from '../../text/create.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { PieceCounter } from '../tokenizer/pieces.ts';
import { PRE, trainTokenizer } from '../tokenizer/train.ts';
import type { Entry, SourceDocument } from './document.ts';
import { IGNORED, packRows, RowPacker, type TokenStore } from './pack.ts';
import { openShards, readShardManifest, writeShards } from './shards.node.ts';
import { assignSplits } from './split.ts';
import { Corpus } from './store.node.ts';

const root = mkdtempSync(join(tmpdir(), 'twofiles-shards-'));
after(() => rmSync(root, { recursive: true }));

const WORDS = 'the a of to and in is was he she it house tree river stone bird ran saw took gave old small red'.split(
  ' ',
);
const random = new Random(5);
const documents: SourceDocument[] = Array.from({ length: 300 }, (_, i) => ({
  id: `d${i}`,
  source: i % 2 ? 'odd' : 'even',
  licence: 'CC0',
  text: Array.from({ length: 5 + random.int(random.pick([20, 400])) }, () => random.pick(WORDS)).join(' '),
}));

let corpus: Corpus;
let tokenizer: Tokenizer;

before(async () => {
  corpus = await Corpus.openOrCreate(join(root, 'corpus'));
  await corpus.add(documents);
  const pieces = new PieceCounter(PRE);
  for (const { text } of documents) pieces.add(text);
  tokenizer = createTokenizer(await trainTokenizer(pieces.counts, { size: 320 }));
});

const paths = (folder: string, files: readonly string[]): string[] => files.map((file) => join(folder, file));

test('shards hold every document once, whole, and a stopped run goes on to the same bytes', async () => {
  const folder = join(root, 'straight');
  const manifest = await writeShards(corpus, tokenizer, { folder, shardTokens: 5000 });
  assert.ok(manifest.train.files.length > 3 && manifest.valid.files.length > 0);
  const seen = new Set<number>();
  for (const side of [manifest.train, manifest.valid]) {
    await using shards = await openShards(paths(folder, side.files));
    assert.equal(shards.tokens, side.tokens);
    for (const [i, number] of shards.numbers.entries()) {
      const tokens = new Int32Array(shards.lengths[i]!);
      await shards.read(i, 0, tokens);
      assert.equal(tokens[0], tokenizer.spec.bos);
      assert.equal(tokenizer.decode([...tokens]), documents[number]!.text);
      assert.equal(shards.sources[shards.origins[i]!], documents[number]!.source);
      seen.add(number);
    }
  }
  assert.equal(seen.size, documents.length);
  const other = join(root, 'stopped');
  const controller = new AbortController();
  const onProgress = ({ done }: { done: number }): void => {
    if (done > corpus.manifest.bytes / 2) controller.abort();
  };
  const options = { folder: other, shardTokens: 5000 };
  await assert.rejects(writeShards(corpus, tokenizer, { ...options, onProgress, signal: controller.signal }), {
    code: 'aborted',
  });
  await assert.rejects(readShardManifest(other), { code: 'bad-argument' });
  await writeShards(corpus, tokenizer, options);
  assert.deepEqual(readdirSync(other), readdirSync(folder));
  for (const file of readdirSync(folder))
    assert.deepEqual(readFileSync(join(other, file)), readFileSync(join(folder, file)));
});

test('a marker is a token in the sources that were laid out here, and letters in all others', async () => {
  const marked = await Corpus.openOrCreate(join(root, 'marked'));
  const text = '<|endoftext|><|im_start|>user\nthe red bird<|im_end|>\n';
  for (const source of ['ours', 'theirs'])
    await marked.add([{ id: source, source, licence: 'CC0', text: `${text}${source}` }]);
  const folder = join(root, 'marked-shards');
  const { train } = await writeShards(marked, tokenizer, { folder, validation: 0, marked: ['ours'] });
  await using shards = await openShards(paths(folder, train.files));
  const of = async (document: number): Promise<number[]> => {
    const tokens = new Int32Array(shards.lengths[document]!);
    await shards.read(document, 0, tokens);
    return [...tokens];
  };
  const start = tokenizer.id('<|im_start|>')!;
  const [ours, theirs] = [await of(0), await of(1)];
  assert.deepEqual(ours.slice(0, 2), [tokenizer.spec.bos, start]);
  assert.equal(theirs[0], tokenizer.spec.bos);
  assert.ok(!theirs.slice(1).some((token) => tokenizer.kind(token) === 'control'));
  assert.equal(tokenizer.decode(theirs.slice(1)), `${text}theirs`);
  const again = await writeShards(marked, tokenizer, { folder, validation: 0 });
  assert.notEqual(again.train.tokens, train.tokens);
});

test('damaged shards are refused by the field at fault', async () => {
  const folder = join(root, 'damaged');
  const { train } = await writeShards(corpus, tokenizer, { folder });
  const [path] = paths(folder, train.files) as [string];
  const bytes = readFileSync(path);
  const change = (at: number, value: number): void => writeFileSync(path, bytes.with(at, value));
  await assert.rejects(openShards([path], { tokenizer: '00' }), { code: 'bad-file', field: 'tokenizer' });
  change(bytes.length - 1, bytes.at(-1)! ^ 1);
  await assert.rejects(openShards([path]), { code: 'checksum' });
  for (const [at, field] of [
    [0, 'magic'],
    [4, 'version'],
    [8, 'bytes a token'],
    [16, 'tokens'],
    [27, 'header bytes'],
    [96, 'documents'],
  ] as const) {
    change(at, bytes[at]! ^ 0x55);
    await assert.rejects(openShards([path]), { code: 'bad-file', field }, field);
  }
  writeFileSync(path, bytes);
  truncateSync(path, bytes.length - 2);
  await assert.rejects(openShards([path]), { code: 'bad-file' });
  await assert.rejects(openShards([]), { code: 'bad-argument' });
});

/** A store of documents of these lengths; token k of document d is 1000 d + k. */
function fakeStore(lengths: readonly number[], sources: readonly string[] = ['all']): TokenStore {
  return {
    lengths: Uint32Array.from(lengths),
    origins: Uint32Array.from(lengths, (_, i) => i % sources.length),
    sources,
    async read(document, from, target) {
      for (let i = 0; i < target.length; i++) target[i] = 1000 * document + from + i;
    },
  };
}

/** Random lengths, many of them around T. */
function someLengths(T: number, seed: number): number[] {
  const draw = new Random(seed);
  return Array.from({ length: 120 }, () => 2 + draw.int(draw.pick([4, T, T + 3, 5 * T])));
}

test('an epoch has every token of every document as a target once, after the token before it', async () => {
  for (const T of [2, 3, 8, 31, 64]) {
    const lengths = someLengths(T, T);
    const packer = new RowPacker(fakeStore(lengths), { T, seed: 1, window: 500 });
    const { rows, tokens } = packer.survey();
    const seen = new Map<number, number>();
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const { inputs, targets, counted } = await packer.next(1);
      total += counted;
      assert.equal(targets.filter((target) => target !== IGNORED).length, counted);
      targets.forEach((target, i) => {
        if (target === IGNORED || target % 1000 === 0) return; // a document's first token follows another document
        assert.equal(inputs[i], target - 1);
        seen.set(target, (seen.get(target) ?? 0) + 1);
      });
    }
    assert.equal(packer.state.epoch, 0);
    const expected = lengths.flatMap((length, d) => Array.from({ length: length - 1 }, (_, k) => 1000 * d + k + 1));
    assert.deepEqual(
      [...seen.keys()].sort((a, b) => a - b),
      expected,
    );
    assert.ok([...seen.values()].every((times) => times === 1));
    assert.equal(total, tokens);
    assert.ok(tokens <= rows * T);
    await packer.next(1);
    assert.equal(packer.state.epoch, 1);
  }
});

test('best fit wastes no more than first fit, and pieces that fit together share a row', () => {
  const lengths = Uint32Array.of(6, 5, 3, 2, 4);
  const rows = packRows(lengths, Uint32Array.from(lengths.keys()), 9);
  assert.deepEqual(
    rows.map((row) => row.map(({ length }) => length)),
    [
      [6, 4],
      [5, 3, 2],
    ],
  );
});

test('the same seed gives the same rows, another seed and another epoch others; a saved place goes on exactly', async () => {
  const store = fakeStore(someLengths(16, 9));
  const make = (seed: number): RowPacker => new RowPacker(store, { T: 16, seed, window: 700 });
  const [first, same, other] = [make(1), make(1), make(2)];
  const take = async (packer: RowPacker, batches: number) =>
    Array.fromAsync({ length: batches }, async () => [...(await packer.next(4)).inputs]);
  const rows = await take(first, 60);
  assert.deepEqual(await take(same, 60), rows);
  assert.notDeepEqual(await take(other, 60), rows);
  assert.ok(first.state.epoch > 0);
  for (const done of [0, 1, 7, 33]) {
    const before = make(1);
    await take(before, done);
    const resumed = make(1);
    resumed.state = JSON.parse(JSON.stringify(before.state));
    assert.deepEqual(await take(resumed, 60 - done), rows.slice(done));
  }
  assert.throws(
    () => {
      first.state = { epoch: -1, first: 0, row: 0 };
    },
    { code: 'bad-argument' },
  );
});

test('weights say how often an epoch passes a source', async () => {
  const store = fakeStore(new Array(400).fill(10), ['a', 'b', 'c', 'd']);
  const packer = new RowPacker(store, { T: 9, seed: 3, weights: { b: 2, c: 0.25, d: 0 } });
  const counts = new Map<number, number>();
  for (let rows = packer.survey().rows; rows > 0; rows--) {
    const document = Math.floor((await packer.next(1)).inputs[0]! / 1000);
    counts.set(document, (counts.get(document) ?? 0) + 1);
  }
  const of = (origin: number): number[] => [...counts].filter(([d]) => d % 4 === origin).map(([, times]) => times);
  assert.deepEqual(
    [0, 1, 2, 3].map((origin) => [of(origin).length, Math.max(0, ...of(origin))]),
    [
      [100, 1],
      [100, 2],
      [25, 1],
      [0, 0],
    ],
  );
  const rare = new RowPacker(store, { T: 9, seed: 3, weights: { a: 0.001, b: 0, c: 0, d: 0 } });
  assert.equal(rare.survey().rows, 1, 'a fraction is one document at least');
  await rare.next(5);
  for (const weights of [{ e: 1 }, { a: -1 }, { a: 0, b: 0, c: 0, d: 0 }])
    assert.throws(() => new RowPacker(store, { T: 9, seed: 1, weights: weights as Record<string, number> }), {
      code: 'bad-argument',
    });
  assert.throws(() => new RowPacker(store, { T: 1, seed: 1 }), { code: 'bad-argument' });
});

test('groups of near duplicates and parts of a document stay on one side, also when a later document joins two groups', async () => {
  const entry = (first: string, near: number[] = [], id = first): Entry =>
    ({ id, sha256: first.padEnd(64, '0'), near }) as unknown as Entry;
  async function* entries() {
    yield entry('00'); // for validation
    yield entry('ff');
    yield entry('ee');
    yield entry('dd', [1]);
    yield entry('cc', [0, 3]);
    yield entry('01');
    yield entry('02', [], 'cut#1');
    yield entry('fe', [], 'cut#2');
    yield entry('fd', [], 'other#3');
  }
  assert.deepEqual([...(await assignSplits(entries(), 9, 0.1))], [1, 1, 0, 1, 1, 1, 1, 1, 0]);
});
