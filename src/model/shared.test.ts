// What sessions share: forks, the prefix cache, passes, saved states. Sharing may change time and
// memory; it never changes a result, and everything that is held is given back.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { randomAdapter } from '../../test/support/random-adapter.ts';
import { RECIPES, randomModel } from '../../test/support/random-model.ts';
import { ACTS, soak } from '../../test/support/soak.ts';
import { Random } from '../base/random.ts';
import type { FloatArray } from '../silicon/ops.ts';
import { createWasmBackend } from '../silicon/wasm/backend.ts';
import { BLOCK } from './kv.ts';
import { loadModel, type Model } from './model.ts';

const backend = await createWasmBackend({ threads: 2, leastWork: 0 });
after(() => backend.close());

const random = new Random(5);
const tokens = (count: number): number[] => Array.from({ length: count }, () => 3 + random.int(200));
const load = (cacheTokens: number): Promise<Model> =>
  loadModel(randomModel({ ...RECIPES.qwen3, context: 1024 }), backend, { cacheTokens });

/** With the prefix cache, and the same model without it: the reference. */
const [model, plain] = await Promise.all([load(1024), load(0)]);

async function alone(ids: readonly number[]): Promise<FloatArray> {
  await using session = plain.session();
  return (await session.extend(ids)).slice();
}

test('a fork shares its past, copies nothing, and then goes its own way', async () => {
  const past = tokens(100);
  await using first = plain.session();
  await first.extend(past);
  const before = backend.allocated;
  const forks = Array.from({ length: 20 }, () => first.fork());
  assert.equal(backend.allocated, before);
  const futures = forks.map((_, i) => tokens(1 + i * 3));
  const found = await Promise.all(forks.map((fork, i) => fork.extend(futures[i]!)));
  for (const [i, logits] of found.entries()) assert.deepEqual(logits, await alone([...past, ...futures[i]!]));
  const own = tokens(7);
  assert.deepEqual(await first.extend(own), await alone([...past, ...own]));
  await Promise.all(forks.map((fork) => fork.close()));
});

test('a fork knows the logits of its past, and rewinding one leaves the other', async () => {
  const past = tokens(50);
  await using a = plain.session();
  const logits = (await a.extend(past)).slice();
  await using b = a.fork();
  assert.deepEqual(await b.extend([]), logits);
  a.rewind(30);
  const other = tokens(40);
  await a.extend(other);
  assert.deepEqual(await b.extend([9]), await alone([...past, 9]));
  assert.deepEqual(await a.extend([9]), await alone([...past.slice(0, 20), ...other, 9]));
});

test('logits are bitwise the same alone, batched, in parts, forked and from the cache', async () => {
  const ids = tokens(130);
  const expected = await alone(ids);
  const others = Array.from({ length: 5 }, () => model.session());
  await using session = model.session();
  const [batched] = await Promise.all([
    session.extend(ids),
    ...others.map((other, i) => other.extend(tokens(20 + i * 17))),
  ]);
  assert.deepEqual(batched, expected);
  const before = model.prefixes.found;
  await using again = model.session();
  assert.deepEqual(await again.extend(ids), expected);
  assert.ok(
    model.prefixes.found - before >= 128 - BLOCK,
    `${model.prefixes.found - before} tokens came from the cache`,
  );
  await using parts = plain.session();
  for (let at = 0; at < ids.length; at += 13) await parts.extend(ids.slice(at, at + 13));
  assert.deepEqual(await parts.extend([]), expected);
  await Promise.all(others.map((other) => other.close()));
});

test('what begins alike at the same time is run once, by one of them', async () => {
  for (const own of [model, plain]) {
    const past = tokens(5 * BLOCK + 7);
    const asked = Array.from({ length: 8 }, (_, i) => [...past, ...tokens(i * 5)]);
    const sessions = asked.map(() => own.session());
    const stop = new AbortController();
    const doomed = own.session().extend([...past, ...tokens(400)], { signal: stop.signal });
    const found = sessions.map((session, i) => session.extend(asked[i]!));
    stop.abort(); // whoever waits for it goes on without it
    await assert.rejects(doomed, { code: 'aborted' });
    for (const [i, logits] of (await Promise.all(found)).entries()) assert.deepEqual(logits, await alone(asked[i]!));
    const reused = sessions.map((session) => session.reused).sort((a, b) => a - b);
    assert.deepEqual(reused, own === plain ? reused.map(() => 0) : [0, ...Array(7).fill(5 * BLOCK)]);
    await Promise.all(sessions.map((session) => session.close()));
  }
});

test('a request that waits for another goes on when that one ends early, and counts once as asked', async () => {
  const ids = tokens(20 * BLOCK);
  await using first = model.session();
  await using second = model.session();
  const stop = new AbortController();
  const { asked } = model.prefixes;
  let passes = 0;
  const doomed = first.extend(ids, { signal: stop.signal });
  const patient = second.extend([...ids, ...tokens(3)]);
  const watch = setInterval(() => first.position > 0 && passes++ > 0 && stop.abort(), 0);
  await doomed.catch((error: { code: string }) => assert.equal(error.code, 'aborted'));
  clearInterval(watch);
  assert.deepEqual(await patient, await alone(second.tokens));
  assert.equal(model.prefixes.asked - asked, 2 * ids.length + 3);
  assert.ok(second.reused >= first.position - (first.position % BLOCK) - BLOCK);
});

test('the cache is bounded, evicts by use, and can be dropped', async () => {
  const small = await load(4 * BLOCK);
  const run = async (ids: readonly number[]): Promise<FloatArray> => {
    await using session = small.session();
    return (await session.extend(ids)).slice();
  };
  const often = tokens(2 * BLOCK + 5);
  await run(often);
  for (let i = 0; i < 6; i++) {
    await run(tokens(2 * BLOCK + 3));
    const { found } = small.prefixes;
    assert.deepEqual(await run(often), await alone(often));
    assert.equal(small.prefixes.found - found, 2 * BLOCK, 'what is used often was evicted');
    assert.ok(small.prefixes.held <= 4 * BLOCK);
  }
  small.clearPrefixes();
  assert.equal(small.prefixes.held, 0);
  assert.deepEqual(await run(often), await alone(often));
  await small.close();
});

test('a session that was tapped neither gives to the cache nor takes from it', async () => {
  const ids = tokens(3 * BLOCK + 1);
  await using patched = model.session();
  const untap = patched.tap({ at: 'v', layer: 0, run: ({ data }) => data.map(() => 1) });
  await patched.extend(ids);
  untap();
  await using clean = model.session();
  assert.deepEqual(await clean.extend(ids), await alone(ids));
  await using watched = model.session();
  let rows = 0;
  watched.tap({ at: 'resid', layer: 0, run: (seen) => void (rows += seen.rows) });
  await watched.extend(ids);
  assert.equal(rows, ids.length);
});

test('a restored session goes on as the saved one would; by another model it is refused', async () => {
  for (const kv of ['F32', 'F16', 'Q8_0'] as const) {
    const own = await loadModel(randomModel({ ...RECIPES.qwen3, context: 1024 }), backend, { kv });
    await using session = own.session();
    await session.extend(tokens(75));
    const saved = await session.save();
    await using back = await own.restore(saved);
    assert.deepEqual(back.tokens, session.tokens);
    const next = tokens(3);
    assert.deepEqual(await back.extend(next), await session.extend(next));
    if (kv === 'F32') await refusals(own, saved);
    await own.close();
  }
});

async function refusals(own: Model, saved: Uint8Array): Promise<void> {
  const other = await loadModel(randomModel({ ...RECIPES.qwen3, context: 1024 }, 99), backend);
  await assert.rejects(other.restore(saved), { code: 'bad-argument', message: /other weights/ });
  const half = await loadModel(randomModel({ ...RECIPES.qwen3, context: 1024 }), backend, { kv: 'F16' });
  await assert.rejects(half.restore(saved), { code: 'bad-argument', message: /F32 keys/ });
  const longer = await loadModel(randomModel({ ...RECIPES.qwen3, context: 1024 }), backend, { config: { eps: 1e-3 } });
  await assert.rejects(longer.restore(saved), { code: 'bad-argument', message: /other weights/ });
  await assert.rejects(own.restore(saved, { context: 74 }), { code: 'context-full' });
  const checkpoint = randomModel({ ...RECIPES.qwen3, context: 1024 });
  const adapter = await own.loadAdapter(randomAdapter(checkpoint, 2));
  await assert.rejects(own.restore(saved, { adapter }), { code: 'bad-argument', message: /no adapter/ });
  await using styled = own.session({ adapter, adapterScale: 0.5 });
  await styled.extend(tokens(5));
  const kept = await styled.save();
  await assert.rejects(own.restore(kept), { code: 'bad-argument', message: /another adapter/ });
  await assert.rejects(own.restore(kept, { adapter }), { code: 'bad-argument', message: /scale/ });
  await (await own.restore(kept, { adapter, adapterScale: 0.5 })).close();
  const older = saved.slice();
  new DataView(older.buffer).setUint32(4, 1, true);
  await assert.rejects(own.restore(older), { code: 'unsupported', field: 'version' });
  await Promise.all([other.close(), half.close(), longer.close()]);
}

test('a new request does not wait for a long prompt, and a cancel takes effect within a pass', async () => {
  await using long = plain.session();
  await using short = plain.session();
  const order: string[] = [];
  const stop = new AbortController();
  const prompt = long.extend(tokens(1000), { signal: stop.signal }).then(
    () => order.push('long'),
    (error: { code: string }) => order.push(error.code),
  );
  await short.extend(tokens(2)).then(() => order.push('short'));
  stop.abort();
  await prompt;
  assert.deepEqual(order, ['short', 'aborted']);
  assert.ok(long.position < 1000);
});

test('closing a session, or the model, while it is being extended ends the request and leaks nothing', async () => {
  const own = await load(0);
  const [a, b] = [own.session(), own.session()];
  const doomed = [a.extend(tokens(900)), b.extend(tokens(900))];
  const ends = Promise.allSettled(doomed);
  await a.close();
  await assert.rejects(doomed[0]!, { code: 'closed' });
  await b.close();
  assert.equal(own.blocksUsed, 0);
  await ends;
  const last = own.session().extend(tokens(900));
  await own.close();
  await assert.rejects(last, { code: 'closed' });
});

test('a long life at random leaks no block and changes no bit', async () => {
  const { compared, acts } = await soak(backend, { tokens: 3000, seed: 20_261_125 });
  assert.ok(compared > 8 && Object.keys(acts).length === ACTS, JSON.stringify({ compared, acts }));
});
