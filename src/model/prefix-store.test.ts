// The prefix cache in a folder: what another process computed is found, and nothing in the folder, whatever it
// is, ever changes a result.
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { randomAdapter } from '../../test/support/random-adapter.ts';
import { RECIPES, randomModel } from '../../test/support/random-model.ts';
import { Random } from '../base/random.ts';
import { createBackend } from '../silicon/backend.ts';
import type { FloatArray } from '../silicon/ops.ts';
import { BLOCK } from './kv.ts';
import { type LoadOptions, loadModel, type Model } from './model.ts';
import { openPrefixFolder } from './prefix-store.node.ts';
import type { PrefixStore } from './prefix-store.ts';

const root = mkdtempSync(join(tmpdir(), 'twofiles-prefix-'));
const backend = await createBackend({ kind: 'wasm', threads: 2 });
after(async () => {
  await backend.close();
  rmSync(root, { recursive: true, force: true });
});

const random = new Random(9);
const tokens = (count: number): number[] => Array.from({ length: count }, () => 3 + random.int(200));
const checkpoint = randomModel({ ...RECIPES.qwen3, context: 512 });
const load = (options: LoadOptions): Promise<Model> => loadModel(checkpoint, backend, options);

/** Runs texts in a model that lives just for that; returns their logits and what came from the store. */
async function process(
  texts: readonly (readonly number[])[],
  prefixStore: PrefixStore | undefined,
  options: LoadOptions = {},
): Promise<{ logits: FloatArray[]; recalled: number }> {
  const model = await load({ ...options, prefixStore });
  const logits: FloatArray[] = [];
  for (const text of texts) {
    await using session = model.session();
    logits.push((await session.extend(text)).slice());
  }
  const { recalled, found } = model.prefixes;
  assert.ok(found >= recalled);
  await model.close();
  return { logits, recalled };
}

const system = tokens(6 * BLOCK);
const texts = [
  [...system, ...tokens(10)],
  [...system, ...tokens(40)],
];
const expected = (await process(texts, undefined, { cacheTokens: 0 })).logits;

test('a long beginning is found after a restart, with the same logits to the bit', async () => {
  const folder = join(root, 'restart');
  const first = await process(texts, await openPrefixFolder(folder));
  assert.deepEqual([first.logits, first.recalled], [expected, 0]);
  const second = await process(texts, await openPrefixFolder(folder));
  assert.deepEqual([second.logits, second.recalled], [expected, 7 * BLOCK], 'each block is read once');
});

test('other weights, adapters, ways to hold keys and kernels find nothing', async () => {
  const folder = join(root, 'bound');
  await process(texts, await openPrefixFolder(folder));
  for (const options of [{ kv: 'F16' }, { config: { eps: 1e-3 } }] as const) {
    const with_ = await process(texts, await openPrefixFolder(folder), options);
    const without = await process(texts, undefined, { ...options, cacheTokens: 0 });
    assert.deepEqual([with_.logits, with_.recalled], [without.logits, 0], JSON.stringify(options));
  }
  const other = await createBackend({ kind: 'wasm', threads: 2, kernels: 'float' });
  const elsewhere = await loadModel(checkpoint, other, { prefixStore: await openPrefixFolder(folder) });
  await elsewhere.session().extend(texts[0]!);
  assert.equal(elsewhere.prefixes.recalled, 0);
  await elsewhere.close();
  await other.close();
});

test('an adapter and its scale have blocks of their own', async () => {
  const folder = join(root, 'adapter');
  const once = async (adapterScale: number): Promise<readonly [FloatArray, number]> => {
    const model = await load({ prefixStore: await openPrefixFolder(folder) });
    const adapter = await model.loadAdapter(randomAdapter(checkpoint, 2));
    const session = model.session({ adapter, adapterScale });
    const logits = (await session.extend(texts[0]!)).slice();
    const { recalled } = model.prefixes;
    await session.close();
    await model.close();
    return [logits, recalled];
  };
  await process(texts, await openPrefixFolder(folder));
  const [computed, none] = await once(1);
  assert.equal(none, 0);
  assert.deepEqual(await once(1), [computed, 6 * BLOCK]);
  assert.equal((await once(0.5))[1], 0);
});

test('damaged, exchanged and foreign files are removed and change nothing', async () => {
  const folder = join(root, 'damaged');
  await process(texts, await openPrefixFolder(folder));
  const files = readdirSync(folder).map((name) => join(folder, name));
  assert.equal(files.length, 7);
  const contents = files.map((path) => readFileSync(path));
  const offences: readonly ((i: number) => Uint8Array)[] = [
    (i) => contents[i]!.subarray(0, random.int(contents[i]!.length)),
    (i) => contents[(i + 1) % contents.length]!,
    (i) => Uint8Array.from(contents[i]!, (byte, at) => (at === contents[i]!.length >> 1 ? byte ^ 4 : byte)),
    () => new Uint8Array(0),
    () => new TextEncoder().encode('what is this?'),
  ];
  for (const offence of offences) {
    for (const [i, path] of files.entries()) writeFileSync(path, offence(i));
    const { logits, recalled } = await process(texts, await openPrefixFolder(folder));
    assert.deepEqual([logits, recalled], [expected, 0]);
    for (const [i, path] of files.entries()) assert.ok(readFileSync(path).equals(contents[i]!), 'it is written anew');
  }
});

test('the folder is bounded, keeps what was used last, and leaves the files of others alone', async () => {
  const folder = join(root, 'bounded');
  await process([texts[0]!], await openPrefixFolder(folder));
  const names = readdirSync(folder);
  const { size } = statSync(join(folder, names[0]!));
  writeFileSync(join(folder, 'notes.txt'), 'mine');
  const abandoned = join(folder, `${names[0]}.00000000-0000-0000-0000-000000000000.part`);
  writeFileSync(abandoned, 'cut');
  utimesSync(abandoned, new Date(0), new Date(0));
  const maxBytes = size * 8;
  for (let i = 0; i < 4; i++) {
    const extra = [...tokens(3 * BLOCK), 5];
    await process([extra, texts[0]!], await openPrefixFolder(folder, { maxBytes }));
    const blocks = readdirSync(folder).filter((name) => name.endsWith('.kv'));
    assert.ok(blocks.length * size <= maxBytes, `${blocks.length} blocks`);
  }
  const { logits, recalled } = await process([texts[0]!], await openPrefixFolder(folder, { maxBytes }));
  assert.deepEqual(logits, expected.slice(0, 1));
  assert.ok(recalled > 0);
  assert.deepEqual(
    readdirSync(folder).filter((name) => !name.endsWith('.kv')),
    ['notes.txt'],
  );
});

test('models that share a folder at the same time do not disturb each other', async () => {
  const folder = join(root, 'shared');
  const maxBytes = statSync(join(root, 'restart', readdirSync(join(root, 'restart'))[0]!)).size * 5;
  const results = await Promise.all(
    Array.from({ length: 4 }, async () => process([...texts, ...texts], await openPrefixFolder(folder, { maxBytes }))),
  );
  for (const { logits } of results) assert.deepEqual(logits, [...expected, ...expected]);
});

test('a folder that fails is a cache that misses; one that cannot be is refused', async () => {
  const broken: PrefixStore = { get: async () => undefined, put: async () => {}, remove: async () => {} };
  assert.deepEqual((await process(texts, broken)).logits, expected);
  const folder = join(root, 'vanished');
  const store = await openPrefixFolder(folder);
  rmSync(folder, { recursive: true });
  assert.deepEqual((await process(texts, store)).logits, expected);
  const file = join(root, 'file');
  writeFileSync(file, '');
  await assert.rejects(openPrefixFolder(join(file, 'x')), { code: 'io' });
});

test('requests of one session keep their order, and a window is never overfilled by two at once', async () => {
  const model = await load({ prefixStore: await openPrefixFolder(join(root, 'restart')) });
  await using session = model.session({ context: 400 });
  const parts = [texts[0]!, tokens(33), tokens(5)];
  const scored = tokens(4);
  const all = Promise.all([...parts.map((part) => session.extend(part)), session.score(scored)]);
  assert.throws(() => session.rewind(1), RangeError);
  await assert.rejects(session.extend(tokens(160)), { code: 'context-full' });
  await all;
  assert.deepEqual(session.tokens, [...parts.flat(), ...scored]);
  const plain = await process([session.tokens], undefined, { cacheTokens: 0 });
  assert.deepEqual(await session.extend([]), plain.logits[0]);
  await model.close();
});
