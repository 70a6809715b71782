// The queue that sessions share: how long a pass is, what a cancel waits for, what one caller's mistake does
// to the others, and what is recorded once for many passes.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { RECIPES, randomModel } from '../../test/support/random-model.ts';
import { Random } from '../base/random.ts';
import { createBackend } from '../silicon/backend.ts';
import type { Backend, Command, FloatArray } from '../silicon/ops.ts';
import { loadModel, type Model } from './model.ts';

const wasm = await createBackend({ kind: 'wasm', threads: 1 });
after(() => wasm.close());

const random = new Random(17);
const tokens = (count: number): number[] => Array.from({ length: count }, () => 3 + random.int(200));

/** A model on a backend that tells of every pass before it runs: a list that has attention in it. */
async function watched(onPass: (commands: readonly Command[], rows: number) => void): Promise<Model> {
  const submit = (commands: readonly Command[]): Promise<void> => {
    const attention = commands.find(({ op }) => op === 'attention');
    if (attention) onPass(commands, attention.rows);
    return wasm.submit(commands);
  };
  const backend = new Proxy(wasm, {
    get(target, key: keyof Backend) {
      const member = target[key];
      return key === 'submit' ? submit : typeof member === 'function' ? member.bind(target) : member;
    },
  });
  return loadModel(randomModel({ ...RECIPES.smollm2, layers: 1, context: 2048 }), backend, { cacheTokens: 0 });
}

test('passes are as long as the last one says that 25 ms are', async (t) => {
  const rows: number[] = [];
  let now = 0;
  const model = await watched((_, count) => {
    rows.push(count);
    now += 2 * count; // milliseconds
  });
  t.mock.method(performance, 'now', () => now);
  await using session = model.session();
  await session.extend(tokens(200));
  assert.ok(rows.length > 3);
  assert.deepEqual(new Set(rows.slice(1, -1)), new Set([12]));
  await model.close();
});

test('a cancel waits for the pass that is running and for no other', async () => {
  let passes = 0;
  const stop = new AbortController();
  const model = await watched(() => {
    if (++passes === 3) stop.abort();
  });
  await using session = model.session();
  await assert.rejects(session.extend(tokens(1500), { signal: stop.signal }), { code: 'aborted' });
  assert.equal(passes, 3);
  const { position } = session;
  assert.ok(position > 0 && position < 1500);
  await session.extend([5]);
  assert.equal(session.position, position + 1);
  await model.close();
});

test('what one caller throws ends its own request and no other', async () => {
  let passes = 0;
  const model = await watched(() => passes++);
  const [ids, others] = [tokens(6), tokens(9)];
  const listen = async (into: FloatArray[]): Promise<FloatArray> => {
    await using session = model.session();
    return await session.extend(others, { onLogits: (_, logits) => void into.push(logits) });
  };
  const [alone, heard]: [FloatArray[], FloatArray[]] = [[], []];
  const expected = await listen(alone);
  passes = 0;
  await using careless = model.session();
  const mistake = (position: number): void => {
    if (position === 2) throw new TypeError('my own mistake');
  };
  const failed = assert.rejects(careless.extend(ids, { onLogits: mistake }), /my own mistake/);
  assert.deepEqual(await listen(heard), expected);
  await failed;
  assert.deepEqual(heard, alone);
  assert.equal(passes, 1);
  assert.equal(careless.position, ids.length); // what was run stays
  await careless.close();
  assert.equal(model.blocksUsed, 0);
  await model.close();
});

test('logits that are kept keep no others', async () => {
  const model = await watched(() => {});
  await using session = model.session();
  const rows: FloatArray[] = [];
  await session.extend(tokens(20), { onLogits: (_, logits) => void rows.push(logits) });
  for (const row of rows) assert.equal(row.buffer.byteLength, row.byteLength);
  await model.close();
});

test('passes of one shape are one list, until keys and values move', async () => {
  const lists: (readonly Command[])[] = [];
  const model = await watched((commands) => void lists.push(commands));
  await using session = model.session();
  const expected: FloatArray[] = [];
  const ids = tokens(100);
  for (const id of ids) expected.push(await session.extend([id]));
  assert.ok(new Set(lists).size < 5, `${new Set(lists).size} lists`);
  lists.length = 0;
  await using tapped = model.session();
  tapped.tap({ at: 'resid', layer: 0, position: 70, run: () => undefined });
  for (const [i, id] of ids.entries()) assert.deepEqual(await tapped.extend([id]), expected[i]);
  assert.ok(new Set(lists).size >= ids.length);
  await model.close();
});
