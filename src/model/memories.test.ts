// Weights spread over several memories: the same bits as from one, whatever a session does. The memories here
// are tiny, so that small models need several.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomAdapter } from '../../test/support/random-adapter.ts';
import { RECIPES, type Recipe, randomModel } from '../../test/support/random-model.ts';
import type { Backend, FloatArray } from '../silicon/ops.ts';
import { createWasmBackend } from '../silicon/wasm/backend.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { KvType } from './kv.ts';
import { loadModel, type Model } from './model.ts';
import { quantizeCheckpoint } from './quantize.ts';

const CONTEXT = 48; // tokens: copies of activations must be small beside a memory
const tokens = (count: number, seed: number): number[] =>
  Array.from({ length: count }, (_, i) => 3 + ((i * 37 + seed * 101) % 200));

interface Case {
  readonly checkpoint: Checkpoint;
  readonly kv: KvType;
  /** Bytes of a memory: a fraction of the weights. */
  readonly memoryBytes: number;
}

function cases(): Record<string, Case> {
  const model = (recipe: Recipe, layers: number): Checkpoint => randomModel({ ...recipe, layers, context: CONTEXT });
  return {
    'qwen3 in F32': { checkpoint: model(RECIPES.qwen3, 14), kv: 'F32', memoryBytes: 1e7 },
    'llama in Q4_0': {
      checkpoint: quantizeCheckpoint(model(RECIPES.llama, 36), 'Q4_0'),
      kv: 'Q8_0',
      memoryBytes: 5.5e6,
    },
    'gemma3 in Q8_0': {
      checkpoint: quantizeCheckpoint(model(RECIPES.gemma3, 24), 'Q8_0'),
      kv: 'F16',
      memoryBytes: 5e6,
    },
  };
}

/** What sessions say in the course of a small life. */
async function life(model: Model, base: Checkpoint): Promise<FloatArray[]> {
  const heard: FloatArray[] = [];
  const hear = async (logits: Promise<FloatArray>): Promise<void> => void heard.push((await logits).slice());
  await using adapter = await model.loadAdapter(randomAdapter(base, 5));
  await using first = model.session();
  await hear(first.extend(tokens(35, 1)));
  await using fork = first.fork();
  await using adapted = model.session({ adapter });
  await Promise.all([fork.extend(tokens(9, 2)), adapted.extend(tokens(33, 3)), first.extend(tokens(1, 4))]);
  for (const session of [fork, adapted, first]) await hear(session.extend([7]));
  first.rewind(10);
  await hear(first.extend(tokens(3, 5)));
  await using back = await model.restore(await first.save());
  await hear(back.extend(tokens(2, 6)));
  const untap = back.tap({
    at: 'resid',
    layer: 5,
    run({ data }) {
      heard.push(data.slice());
      return data.map((value, i) => (i % 5 === 0 ? value * 0.5 : value));
    },
  });
  await hear(back.extend(tokens(4, 7)));
  untap();
  for (let i = 0; i < 5; i++) await hear(back.extend([11 + i]));
  heard.push(await model.embed(tokens(45, 8)));
  return heard;
}

async function run(backend: Backend, { checkpoint, kv }: Pick<Case, 'checkpoint' | 'kv'>): Promise<FloatArray[]> {
  try {
    await using model = await loadModel(checkpoint, backend, { kv, cacheTokens: 64 });
    return await life(model, checkpoint);
  } finally {
    await backend.close();
  }
}

for (const [name, one] of Object.entries(cases()))
  test(`several memories give the same bits as one: ${name}`, async () => {
    const { memoryBytes } = one;
    const expected = await run(await createWasmBackend({ threads: 2 }), one);
    assert.deepEqual(await run(await createWasmBackend({ threads: 2, memoryBytes, leastWork: 0 }), one), expected);
    // The sizes are such that one of these memories would not do.
    const alone = await createWasmBackend({ threads: 1, memoryBytes, maxBytes: memoryBytes });
    await assert.rejects(run(alone, one), { code: 'out-of-memory' });
  });
