// Adapters: at run time they are the merged weights, over quantized ones too; sessions with different ones
// share passes without noticing; keys and values never cross from one to another; llama.cpp agrees; a bad
// file is refused by the name of its field.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { damageBytes } from '../../test/support/damage.ts';
import { llamaMissing, openLlama } from '../../test/support/llama.ts';
import { compare, disagreement, logProbs, randomTokens, Workshop } from '../../test/support/parity.ts';
import { randomAdapter } from '../../test/support/random-adapter.ts';
import { memoryCheckpoint, RECIPES, randomModel } from '../../test/support/random-model.ts';
import { ggufBytes } from '../../test/support/small-files.ts';
import { bufferSource } from '../base/bytes.ts';
import { TwofilesError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import { createBackend } from '../silicon/backend.ts';
import type { FloatArray } from '../silicon/ops.ts';
import { loadAdapter } from './adapter.node.ts';
import { adapterCheckpoint, openAdapter, type PairValues } from './adapter-file.ts';
import { mergeAdapter } from './adapter-merge.ts';
import type { Checkpoint, MetadataEntry } from './checkpoint.ts';
import { openGguf } from './gguf.ts';
import { BLOCK } from './kv.ts';
import { loadModel, type Model } from './model.ts';
import { convertRows, quantizeCheckpoint } from './quantize.ts';
import type { SessionOptions } from './session.ts';

const wasm = await createBackend({ kind: 'wasm', threads: 2 });
after(() => wasm.close());

const tokens = (count: number, seed = 1): number[] => randomTokens(200, count, seed);

async function logitsOf(model: Model, ids: readonly number[], options: SessionOptions = {}): Promise<FloatArray> {
  await using session = model.session(options);
  return (await session.extend(ids)).slice();
}

function distance(a: FloatArray, b: FloatArray): number {
  assert.equal(a.length, b.length);
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]! - b[i]!));
  return most;
}

for (const kind of ['scalar', 'wasm'] as const)
  for (const name of ['llama', 'qwen3'] as const)
    test(`an adapter computes what merged weights compute: ${name}, ${kind}`, async () => {
      const backend = await createBackend({ kind, threads: 1 });
      const base = randomModel(RECIPES[name]);
      const file = randomAdapter(base, 3);
      const ids = tokens(24);
      await using model = await loadModel(base, backend);
      const adapter = await loadAdapter(model, file);
      const plain = await logitsOf(model, ids);
      for (const scale of [1, -0.4]) {
        await using merged = await loadModel(mergeAdapter(base, file, { scale }), backend);
        const expected = await logitsOf(merged, ids);
        const found = await logitsOf(model, ids, { adapter, adapterScale: scale });
        assert.ok(distance(found, expected) < 1e-4, `${distance(found, expected)}`);
        assert.ok(distance(found, plain) > 0.1, 'the adapter changes nothing');
      }
      assert.deepEqual(await logitsOf(model, ids), plain);
      await backend.close();
    });

test('over quantized weights an adapter computes what it adds to their decoded values', async () => {
  const base = randomModel(RECIPES.llama);
  const file = randomAdapter(base, 4);
  const ids = tokens(20);
  const scalar = await createBackend({ kind: 'scalar' });
  for (const type of ['Q8_0', 'Q4_K_M'] as const) {
    const small = quantizeCheckpoint(base, type);
    await using merged = await loadModel(mergeAdapter(quantizeCheckpoint(small, 'F32'), file), scalar);
    const expected = await logitsOf(merged, ids);
    for (const backend of [scalar, wasm]) {
      await using model = await loadModel(small, backend);
      const adapter = await loadAdapter(model, file);
      const found = distance(await logitsOf(model, ids, { adapter }), expected);
      const without = distance(await logitsOf(model, ids), expected);
      // Fast kernels may round activations to 8 bits; the specification does not.
      assert.ok(found < (backend === scalar ? 1e-3 : 0.15 * without), `${type} ${backend.name}: ${found}, ${without}`);
    }
  }
  await scalar.close();
});

test('sessions with different adapters, scales and none are bitwise the same together as alone', async () => {
  const base = quantizeCheckpoint(randomModel({ ...RECIPES.qwen3, tied: false, context: 512 }), 'Q8_0');
  await using model = await loadModel(base, wasm, { cacheTokens: 0 });
  const first = await loadAdapter(model, randomAdapter(base, 5));
  const second = await loadAdapter(model, randomAdapter(base, 6, { only: /attn_(q|v)\.|output\.weight/ }));
  const kinds: SessionOptions[] = [
    { adapter: second },
    {},
    { adapter: first },
    { adapter: first, adapterScale: 0.5 },
    {},
    { adapter: second },
  ];
  const prompts = kinds.map((_, i) => tokens(5 + 11 * i, i));
  const steps = kinds.map((_, i) => tokens(3, 50 + i));
  const alone: FloatArray[][] = [];
  for (const [i, options] of kinds.entries()) {
    await using session = model.session(options);
    const found = [(await session.extend(prompts[i]!)).slice()];
    for (const token of steps[i]!) found.push((await session.extend([token])).slice());
    alone.push(found);
  }
  assert.ok(distance(alone[2]![0]!, await logitsOf(model, prompts[2]!)) > 0.1);
  const sessions = kinds.map((options) => model.session(options));
  const together = await Promise.all(sessions.map((session, i) => session.extend(prompts[i]!)));
  for (const [i, logits] of together.entries()) assert.deepEqual(logits, alone[i]![0], `prompt ${i}`);
  for (let step = 0; step < 3; step++) {
    const found = await Promise.all(sessions.map((session, i) => session.extend([steps[i]![step]!])));
    for (const [i, logits] of found.entries()) assert.deepEqual(logits, alone[i]![step + 1], `step ${step} of ${i}`);
  }
  await Promise.all(sessions.map((session) => session.close()));
});

test('the prefix cache keeps adapters and scales apart, and serves each of them', async () => {
  const base = randomModel({ ...RECIPES.qwen3, context: 512 });
  await using plain = await loadModel(base, wasm, { cacheTokens: 0 });
  await using model = await loadModel(base, wasm);
  const load = (into: Model): Promise<SessionOptions[]> =>
    Promise.all([5, 6].map(async (seed) => ({ adapter: await loadAdapter(into, randomAdapter(base, seed)) })));
  const [a, b] = await load(model);
  const [plainA, plainB] = await load(plain);
  const ids = tokens(3 * BLOCK + 2);
  for (const [options, reference] of [
    [{}, {}],
    [a, plainA],
    [b, plainB],
    [
      { ...a, adapterScale: 0.25 },
      { ...plainA, adapterScale: 0.25 },
    ],
  ]) {
    const { found } = model.prefixes;
    const expected = await logitsOf(plain, ids, reference);
    assert.deepEqual(await logitsOf(model, ids, options), expected);
    assert.equal(model.prefixes.found, found, 'keys and values of others were taken');
    assert.deepEqual(await logitsOf(model, ids, options), expected);
    assert.equal(model.prefixes.found, found + 3 * BLOCK);
  }
});

test('forks and restored sessions keep their adapter; other adapters and scales are refused', async () => {
  const base = randomModel({ ...RECIPES.qwen3, context: 512 });
  await using model = await loadModel(base, wasm);
  const adapter = await loadAdapter(model, randomAdapter(base, 5));
  const other = await loadAdapter(model, randomAdapter(base, 6));
  const past = tokens(50);
  const expected = await logitsOf(model, [...past, 7, 8], { adapter });
  await using session = model.session({ adapter });
  await session.extend(past);
  await using fork = session.fork();
  assert.deepEqual(await fork.extend([7, 8]), expected);
  const saved = await session.save();
  const again = await loadAdapter(model, randomAdapter(base, 5));
  await using back = await model.restore(saved, { adapter: again });
  assert.deepEqual(await back.extend([7, 8]), expected);
  for (const options of [{}, { adapter: other }, { adapter, adapterScale: 2 }])
    await assert.rejects(model.restore(saved, options), { code: 'bad-argument', message: /another adapter/ });
});

test('a closed adapter gives its memory back, ends its sessions with an error, and leaves others alone', async () => {
  const base = randomModel(RECIPES.llama);
  await using model = await loadModel(base, wasm);
  await logitsOf(model, tokens(9));
  const adapter = await loadAdapter(model, randomAdapter(base, 5));
  await using session = model.session({ adapter });
  await session.extend(tokens(4));
  const before = wasm.allocated;
  const second = await loadAdapter(model, randomAdapter(base, 6));
  await second.close();
  assert.equal(wasm.allocated, before);
  const running = session.extend(tokens(200));
  await adapter.close();
  await assert.rejects(running, { code: 'closed' });
  await assert.rejects(session.extend([1]), { code: 'closed' });
  assert.throws(() => model.session({ adapter }), { code: 'closed' });
  await logitsOf(model, tokens(9));

  await using elsewhere = await loadModel(base, wasm);
  const foreign = await loadAdapter(elsewhere, randomAdapter(base, 5));
  assert.throws(() => model.session({ adapter: foreign }), { code: 'bad-argument' });
  assert.throws(() => elsewhere.session({ adapter: foreign, adapterScale: Number.NaN }), { code: 'bad-argument' });
});

/** All tensors in another type, as converters write adapters. */
function retyped(checkpoint: Checkpoint, type: 'F16' | 'BF16'): Checkpoint {
  const { tensors } = checkpoint;
  return {
    ...checkpoint,
    tensors: new Map([...tensors].map(([name, info]) => [name, { ...info, type, bytes: info.bytes / 2 }])),
    pull: (name) => convertRows('adapter', tensors.get(name)!, checkpoint.pull(name), type, {}),
  };
}

test('an adapter comes back from its file as it was, in any type', async () => {
  const base = randomModel(RECIPES.llama);
  const made = randomAdapter(base, 5);
  const [bytes] = await ggufBytes(made);
  const file = await openGguf([bufferSource('adapter.gguf', bytes!)]);
  assert.deepEqual([...file.tensors.values()], [...made.tensors.values()]);
  assert.deepEqual((await ggufBytes(file))[0], bytes);
  const { architecture, alpha, pairs } = openAdapter(file);
  assert.deepEqual([architecture, alpha, pairs.size], ['llama', 12, 15]);
  const ids = tokens(20);
  await using model = await loadModel(base, wasm);
  const exact = await logitsOf(model, ids, { adapter: await loadAdapter(model, file) });
  assert.deepEqual(exact, await logitsOf(model, ids, { adapter: await loadAdapter(model, made) }));
  for (const type of ['F16', 'BF16'] as const) {
    const [small] = await ggufBytes(retyped(file, type));
    const half = await loadAdapter(model, await openGguf([bufferSource(type, small!)]));
    const rounded = distance(exact, await logitsOf(model, ids, { adapter: half }));
    assert.ok(rounded > 0 && rounded < 0.05, `${type}: ${rounded}`);
  }
});

test('merged weights keep their types, or take the one asked for', async () => {
  const base = quantizeCheckpoint(randomModel(RECIPES.llama), 'Q4_K_M');
  const file = randomAdapter(base, 5, { only: /attn_v|ffn_down/ });
  const types = (checkpoint: Checkpoint): string[] => [...checkpoint.tensors.values()].map(({ type }) => type);
  assert.deepEqual(types(mergeAdapter(base, file)), types(base));
  const wide = mergeAdapter(base, file, { type: 'F32' });
  assert.equal(types(wide).filter((type) => type === 'F32').length - types(base).filter((t) => t === 'F32').length, 4);
  const [bytes] = await ggufBytes(mergeAdapter(base, file));
  await using merged = await loadModel(await openGguf([bufferSource('merged', bytes!)]), wasm);
  await using model = await loadModel(base, wasm);
  const adapter = await loadAdapter(model, file);
  const ids = tokens(20);
  const expected = await logitsOf(model, ids, { adapter });
  const without = distance(await logitsOf(model, ids), expected);
  await using exact = await loadModel(wide, wasm);
  assert.ok(distance(await logitsOf(exact, ids), expected) < 0.15 * without);
  const lost = distance(await logitsOf(merged, ids), expected);
  assert.ok(lost > 0 && lost < without, `${lost}`);
});

test('llama.cpp agrees on adapters over F32 and quantized weights', { skip: llamaMissing }, async (t) => {
  const llama = await openLlama();
  const workshop = await Workshop.open();
  for (const [name, type, scale] of [
    ['llama', 'F32', 1],
    ['llama', 'Q8_0', 0.7],
    ['qwen3', 'F32', -0.5],
    ['qwen3', 'Q8_0', 1],
  ] as const) {
    const made = randomModel(RECIPES[name]);
    const base = await workshop.save(quantizeCheckpoint(made, type));
    const lora = await workshop.save(randomAdapter(made, 9, { size: 0.2 }));
    const ids = randomTokens(made.tensors.get('token_embd.weight')!.shape[0]!);
    const reference = await llama.logProbs(base.path, ids, [{ filePath: lora.path, scale }]);
    await using model = await loadModel(base.file, wasm);
    const adapter = await loadAdapter(model, lora.path);
    const found = compare(reference, await logProbs(model, ids, { adapter, adapterScale: scale }));
    const without = compare(reference, await logProbs(model, ids));
    t.diagnostic(
      `${name} ${type} | max error ${found.maxError.toExponential(1)} | mean KL ${found.meanKl.toExponential(1)}, without ${without.meanKl.toFixed(2)}`,
    );
    assert.equal(disagreement(found, type === 'F32'), undefined);
    assert.ok(without.meanKl > 0.02, `the adapter changes little: ${without.meanKl}`);
  }
  await workshop.close();
  await llama.close();
});

interface Change {
  readonly keys?: Readonly<Record<string, MetadataEntry | undefined>>;
  readonly tensors?: Readonly<Record<string, readonly number[] | undefined>>;
}

/** A small adapter of one matrix of the llama recipe, with something changed. */
function changed({ keys = {}, tensors = {} }: Change): Checkpoint {
  const pair: PairValues = { rank: 2, a: new Float32Array(2 * 256), b: new Float32Array(256 * 2) };
  const good = adapterCheckpoint('llama', 4, new Map([['blk.0.attn_q.weight', pair]]));
  const metadata = new Map(good.metadata);
  for (const [key, entry] of Object.entries(keys)) entry ? metadata.set(key, entry) : metadata.delete(key);
  const shapes = new Map<string, readonly number[]>([...good.tensors].map(([name, { shape }]) => [name, shape]));
  for (const [name, shape] of Object.entries(tensors)) shape ? shapes.set(name, shape) : shapes.delete(name);
  const values = [...shapes].map(
    ([name, shape]) =>
      [name, { shape, data: new Float32Array(shape.reduce((product, size) => product * size, 1)) }] as const,
  );
  return memoryCheckpoint(metadata, new Map(values));
}

const A = 'blk.0.attn_q.weight.lora_a';
const B = 'blk.0.attn_q.weight.lora_b';
const string = (value: string): MetadataEntry => ({ type: 'string', value });
const BAD: readonly (readonly [string, string, Change])[] = [
  ['bad-file', 'general.type', { keys: { 'general.type': undefined } }],
  ['bad-file', 'general.type', { keys: { 'general.type': string('model') } }],
  ['bad-file', 'adapter.type', { keys: { 'adapter.type': undefined } }],
  ['unsupported', 'adapter.type', { keys: { 'adapter.type': string('control_vector') } }],
  ['bad-file', 'general.architecture', { keys: { 'general.architecture': undefined } }],
  ['bad-argument', 'general.architecture', { keys: { 'general.architecture': string('qwen3') } }],
  ['bad-file', 'adapter.lora.alpha', { keys: { 'adapter.lora.alpha': string('4') } }],
  ['bad-file', 'adapter.lora.alpha', { keys: { 'adapter.lora.alpha': { type: 'f32', value: Number.NaN } } }],
  [
    'unsupported',
    'adapter.alora.invocation_tokens',
    { keys: { 'adapter.alora.invocation_tokens': { type: 'array', value: { type: 'u32', values: [1] } } } },
  ],
  ['bad-file', 'tensors', { tensors: { [A]: undefined, [B]: undefined } }],
  ['bad-file', A, { tensors: { [B]: undefined } }],
  ['bad-file', B, { tensors: { [A]: undefined } }],
  ['bad-file', A, { tensors: { [A]: [512] } }],
  ['bad-file', B, { tensors: { [B]: [256, 3] } }],
  ['bad-argument', A, { tensors: { [A]: [2, 128] } }],
  ['bad-argument', B, { tensors: { [B]: [128, 2] } }],
  [
    'bad-argument',
    'blk.7.attn_q.weight.lora_a',
    { tensors: { 'blk.7.attn_q.weight.lora_a': [2, 256], 'blk.7.attn_q.weight.lora_b': [256, 2] } },
  ],
  ['unsupported', 'token_embd.weight.lora_a', { tensors: { 'token_embd.weight.lora_a': [2, 256] } }],
  ['unsupported', 'blk.0.attn_norm.weight', { tensors: { 'blk.0.attn_norm.weight': [256] } }],
];

test('a bad adapter is refused by the name of its field, loaded or merged', async () => {
  const base = randomModel(RECIPES.llama);
  await using model = await loadModel(base, wasm);
  await (await loadAdapter(model, changed({}))).close();
  await assert.rejects(loadModel(changed({}), wasm), { code: 'unsupported', message: /is an adapter/ });
  const before = wasm.allocated;
  for (const [code, field, change] of BAD) {
    const expected = (error: unknown): boolean => {
      assert.ok(error instanceof TwofilesError, String(error));
      assert.deepEqual([error.code, error.field], [code, field], error.message);
      return true;
    };
    await assert.rejects(loadAdapter(model, changed(change)), expected);
    assert.throws(() => mergeAdapter(base, changed(change)), expected);
  }
  assert.equal(wasm.allocated, before);
});

test('a damaged adapter loads or is refused, and leaves nothing allocated', async () => {
  const base = randomModel(RECIPES.llama);
  await using model = await loadModel(base, wasm);
  const made = randomAdapter(base, 5, { only: /blk\.0\.attn_(q|v)/ });
  const [bytes] = await ggufBytes(made);
  await (await loadAdapter(model, made)).close();
  const before = wasm.allocated;
  const random = new Random(11);
  const outcomes = new Map<string, number>();
  for (let i = 0; i < 400; i++) {
    let outcome = 'loaded';
    try {
      const file = await openGguf([bufferSource('damaged', damageBytes(bytes!, random))]);
      await (await loadAdapter(model, file)).close();
    } catch (error) {
      assert.ok(error instanceof TwofilesError, String(error));
      outcome = error.code;
    }
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    assert.equal(wasm.allocated, before);
  }
  for (const outcome of ['loaded', 'bad-file', 'unsupported', 'bad-argument'])
    assert.ok((outcomes.get(outcome) ?? 0) > 0, outcome);
});
