import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import { createWasmBackend } from '../../silicon/wasm/backend.ts';
import { IGNORED, RowPacker, type TokenStore } from '../corpus/pack.ts';
import { type Metrics, pretrain } from '../train/loop.ts';
import { Optimizer } from '../train/optimizer.ts';
import { newModel, shapeOf } from '../train/recipe.ts';
import { RunFolder, resume, weightsOf } from '../train/state.node.ts';
import { TrainModel } from '../train/train-model.ts';
import type { Example } from './example.ts';
import { finetune } from './finetune.ts';
import { ExampleRows } from './rows.ts';

const VOCAB = 32;

/** A question of random tokens; the answer is its first token three times, between two marks. */
function examples(count: number, seed: number): Example[] {
  const random = new Random(seed);
  return Array.from({ length: count }, () => {
    const question = Array.from({ length: 3 + random.int(6) }, () => 4 + random.int(VOCAB - 4));
    const answer = [question[0]!, question[0]!, question[0]!, 2];
    const written = [0, ...question.map(() => 0), 0, ...answer.map(() => 1)];
    return { tokens: Int32Array.from([0, ...question, 1, ...answer]), written: Uint8Array.from(written) };
  });
}

test('rows carry loss exactly where the assistant wrote', async () => {
  const all = examples(40, 1);
  const rows = new ExampleRows(all, { T: 32, seed: 5 });
  const { inputs, targets, counted } = await rows.next(rows.epochRows);
  assert.equal(counted, targets.filter((target) => target !== IGNORED).length);
  assert.equal(counted, 4 * all.length);
  for (const [t, target] of targets.entries())
    if (target !== IGNORED && (t + 1) % 32 !== 0) assert.equal(target, inputs[t + 1]);
  const marks = [...inputs].filter((token) => token === 1).length;
  assert.equal(marks, all.length);
  const again = new ExampleRows(all, { T: 32, seed: 5 });
  again.state = rows.state;
  assert.deepEqual(await again.next(3), await rows.next(3));
});

test('a fine-tuning that was stopped goes on as if it had not been', async () => {
  const backend = await createWasmBackend({ threads: 1 });
  const base = newModel({ ...shapeOf(2, VOCAB, 64), feedForward: 64 }, 1, { name: 'test' });
  const documents: TokenStore = {
    ...{ lengths: new Uint32Array(8).fill(40), origins: new Uint32Array(8), sources: ['documents'] },
    async read(document, from, target) {
      for (let i = 0; i < target.length; i++) target[i] = 4 + ((document * 7 + from + i) % (VOCAB - 4));
    },
  };
  const folder = await mkdtemp(join(tmpdir(), 'finetune-'));
  const run = new RunFolder(folder);
  const all = examples(120, 3);
  /** What was shown of each step, and at the end the loss in full. */
  const tune = async (stopAfter: number): Promise<{ steps: Map<number, string>; loss: number | undefined }> => {
    const saved = await run.open();
    const model = await TrainModel.load(saved ? weightsOf(saved.checkpoint) : base, backend, { rows: 256 });
    const optimizer = new Optimizer(backend, model.parameters, { weightDecay: 0 });
    if (saved) await resume(saved, optimizer, backend);
    await saved?.checkpoint.close();
    const steps = new Map<number, string>();
    const stop = new AbortController();
    const tuned = await finetune(model, optimizer, all, {
      ...{ epochs: 2, batch: 4, length: 32, rate: 0.01, seed: 1, every: 5, place: saved?.place, signal: stop.signal },
      replay: { documents: new RowPacker(documents, { T: 32, seed: 1 }), share: 0.3 },
      save: (place) => run.save(model.checkpoint(), optimizer.state, backend, place, { backend: 'test' }),
      onProgress: ({ done, label }) => {
        steps.set(done, label);
        if (done === stopAfter) stop.abort();
      },
    }).catch((error) => void assert.equal(error.code, 'aborted'));
    optimizer.close();
    model.close();
    return { steps, loss: tuned?.loss };
  };
  const whole = await tune(0);
  assert.ok(whole.steps.size > 14, `${whole.steps.size} steps`);
  await rm(folder, { recursive: true });
  const [begun, goneOn] = [await tune(7), await tune(0)];
  assert.deepEqual([begun.steps.size, goneOn.steps.has(7)], [7, false]);
  assert.deepEqual(new Map([...begun.steps, ...goneOn.steps]), whole.steps);
  assert.equal(goneOn.loss, whole.loss);
  await rm(folder, { recursive: true });
  await backend.close();
});

test('answers are learned and questions are not', async () => {
  const backend = await createWasmBackend({ threads: 2 });
  const base = newModel({ ...shapeOf(2, VOCAB, 64), feedForward: 64 }, 1, { name: 'test' });
  const model = await TrainModel.load(base, backend, { rows: 512 });
  const optimizer = new Optimizer(backend, model.parameters, { weightDecay: 0 });
  const rows = new ExampleRows(examples(160, 2), { T: 32, seed: 1 });
  const schedule = { rate: 0.01, steps: 130, warmup: 6, decay: 124 };
  const metrics: Metrics[] = [];
  const options = { schedule, batch: 16, bytesPerToken: 1, every: 130 };
  await pretrain(model, optimizer, rows, options, { onStep: (step) => void metrics.push(step) });
  const [first, last] = [metrics[0]!.loss, metrics.at(-1)!.loss];
  assert.ok(first > 2.5 && last < 0.3, `loss from ${first} to ${last}`);

  const { inputs, targets } = await new ExampleRows(examples(30, 9), { T: 32, seed: 1 }).next(4);
  const next = inputs.map((_, t) => inputs[t + 1] ?? 0);
  const scores = await model.logProbs({ sequences: 4, length: 32, tokens: inputs, targets: next });
  const mean = (places: readonly number[]): number => places.reduce((sum, t) => sum + scores[t]!, 0) / places.length;
  const inRow = [...inputs.keys()].filter((t) => (t + 1) % 32 !== 0);
  const answered = mean(inRow.filter((t) => targets[t] !== IGNORED));
  const asked = mean(inRow.filter((t) => targets[t] === IGNORED && next[t]! >= 4));
  assert.ok(answered > -1.5 && asked < -5, `answers ${answered}, questions ${asked}`);
  await backend.close();
});
