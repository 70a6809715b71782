// The whole model: its gradient against finite differences in float64, WASM against that, a batch learned by
// heart, adapters, the value head, and what a mutated backward would do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import { loadModel } from '../../model/model.ts';
import type { Backend } from '../../silicon/ops.ts';
import { createScalarBackend } from '../../silicon/scalar.ts';
import { createWasmBackend } from '../../silicon/wasm/backend.ts';
import { Optimizer } from './optimizer.ts';
import { type ModelShape, newModel, shapeOf } from './recipe.ts';
import { type Batch, TrainModel, type TrainOptions } from './train-model.ts';

const TINY: ModelShape = {
  layers: 2,
  width: 16,
  heads: 4,
  kvHeads: 2,
  headDim: 8,
  feedForward: 12,
  vocab: 11,
  context: 16,
};

function randomBatch(sequences: number, length: number, vocab: number, seed = 3): Batch {
  const random = new Random(seed);
  const ids = (): Int32Array => Int32Array.from({ length: sequences * length }, () => random.int(vocab));
  return { sequences, length, tokens: ids(), targets: ids() };
}

/** A model whose every weight is random: zeros and ones would hide what multiplies them. */
async function randomModel(on: Backend, options: TrainOptions, shape = TINY): Promise<TrainModel> {
  const model = await TrainModel.load(newModel(shape, 1, { name: 'test' }), on, options);
  const random = new Random(8);
  for (const { weight } of model.parameters) {
    const base = weight.rows === 1 ? 1 : 0;
    const count = weight.rows * weight.cols;
    on.write(
      weight,
      Float32Array.from({ length: count }, () => base + 0.3 * random.normal()),
    );
  }
  return model;
}

const objective = (factors: Float32Array, scores: ArrayLike<number>): number =>
  factors.reduce((sum, factor, t) => sum + factor * scores[t]!, 0);

const random = new Random(4);
const FACTORS = Float32Array.from({ length: 10 }, (_, t) => (t === 3 ? 0 : random.normal()));
const VALUE_FACTORS = Float32Array.from({ length: 10 }, () => random.normal());
const BATCH = randomBatch(2, 5, TINY.vocab);

/** The largest error of the gradient by differences of some elements of each tensor, over its largest element. */
async function gradientError(
  options: Omit<TrainOptions, 'rows'>,
  mutate?: (model: TrainModel) => void,
): Promise<number> {
  const on = createScalarBackend({ precision: 'f64' });
  const model = await randomModel(on, { rows: 10, ...options });
  const value = async (): Promise<number> => {
    const scores = await model.logProbs(BATCH);
    return objective(FACTORS, scores) + (options.valueHead ? objective(VALUE_FACTORS, await model.values()) : 0);
  };
  await model.logProbs(BATCH);
  mutate?.(model);
  await model.backwardFrom(FACTORS, options.valueHead ? VALUE_FACTORS : undefined);
  let worst = 0;
  for (const { weight, gradient } of model.parameters) {
    const [values, found] = [Float64Array.from(await on.read(weight)), await on.read(gradient)];
    const most = Math.max(...Array.from(found, Math.abs));
    for (let n = 0; n < 6; n++) {
      const i = random.int(values.length);
      const at = async (x: number): Promise<number> => {
        on.write(weight, values.with(i, x));
        return value();
      };
      const slope = ((await at(values[i]! + 1e-5)) - (await at(values[i]! - 1e-5))) / 2e-5;
      on.write(weight, values);
      worst = Math.max(worst, Math.abs(slope - found[i]!) / most);
    }
  }
  return worst;
}

test('the gradient of the whole model is the slope of its loss', async (t) => {
  for (const options of [{}, { valueHead: true }, { lora: { rank: 4, alpha: 8, seed: 1 }, valueHead: true }]) {
    const error = await gradientError(options);
    t.diagnostic(`${JSON.stringify(options)}: ${error.toExponential(1)}`);
    assert.ok(error <= 1e-6, `${JSON.stringify(options)}: relative error ${error}`);
  }
});

test('a backward over a changed activation fails the same check', async () => {
  const error = await gradientError({}, (model) => {
    const weight = model.parameters.find(({ name }) => name === 'blk.0.attn_q_norm.weight')!.weight;
    model.backend.write(weight, new Float32Array(8).fill(1));
  });
  assert.ok(error > 1e-4, `error ${error}`);
});

test('values alone give the gradients that log-probabilities of no worth and values give', async () => {
  const on = createScalarBackend({ precision: 'f64' });
  const model = await randomModel(on, { rows: 10, valueHead: true });
  const gradients = (): Promise<number[][]> =>
    Promise.all(model.parameters.map(async ({ gradient }) => Array.from(await on.read(gradient), (x) => x + 0))); // no −0
  await model.learn(BATCH, FACTORS); // something to be cleared
  model.clearGradients();
  await model.logProbs(BATCH);
  const values = await model.values();
  await model.backwardFrom(new Float32Array(10), VALUE_FACTORS);
  const expected = await gradients();
  await model.learn(BATCH, FACTORS);
  model.clearGradients();
  assert.deepEqual(await model.values(BATCH), values);
  await model.backwardFrom(undefined, VALUE_FACTORS);
  assert.deepEqual(await gradients(), expected);
});

test('WASM computes what the specification does: scores, values, gradients, accumulated too', async () => {
  const scalar = createScalarBackend({ precision: 'f64' });
  const found = [];
  for (const on of [scalar, await createWasmBackend({ threads: 2 })]) {
    const model = await randomModel(on, { rows: 12, valueHead: true });
    const first = await model.logProbs(BATCH);
    const values = await model.values();
    await model.backwardFrom(FACTORS, VALUE_FACTORS);
    const second = await model.learn(randomBatch(3, 4, TINY.vocab, 9), new Float32Array(12).fill(-1 / 12));
    const gradients = await Promise.all(model.parameters.map(({ gradient }) => on.read(gradient)));
    found.push([first, values, second, ...gradients]);
    await on.close();
  }
  for (const [n, expected] of found[0]!.entries()) {
    const most = Math.max(...Array.from(expected, Math.abs));
    for (const [i, x] of expected.entries())
      assert.ok(Math.abs(found[1]![n]![i]! - x) <= 2e-5 * most, `${n} [${i}]: ${found[1]![n]![i]}, expected ${x}`);
  }
});

test('one batch is learned by heart, by either optimiser, and by adapters', async (t) => {
  const shape = { ...shapeOf(2, 64, 32), feedForward: 96 };
  const batch = randomBatch(4, 16, shape.vocab);
  for (const [title, lora, kind] of [
    ['muon', undefined, 'muon'],
    ['adamw', undefined, 'adamw'],
    ['lora', { rank: 16, alpha: 16, seed: 2 }, 'adamw'],
  ] as const) {
    const on = await createWasmBackend({ threads: 2 });
    // Adapters need a model that says something: an embedding as small as a new one cannot.
    const base = lora ? (await randomModel(on, { rows: 1 }, shape)).checkpoint() : newModel(shape, 1, { name: 'test' });
    const model = await TrainModel.load(base, on, { rows: 64, lora });
    const optimizer = new Optimizer(on, model.parameters, { kind, weightDecay: 0 });
    const factors = new Float32Array(64).fill(-1 / 64);
    const losses: number[] = [];
    for (let step = 0; step < 150; step++) {
      model.clearGradients();
      losses.push(objective(factors, await model.learn(batch, factors)));
      await optimizer.step(0.01);
    }
    t.diagnostic(`${title}: ${losses[0]!.toFixed(3)} → ${losses.at(-1)!.toExponential(1)}`);
    assert.ok(losses.at(-1)! < 0.02, `${title}: ${losses.filter((_, i) => i % 15 === 0)}`);
    await on.close();
  }
});

test('the engine, cached and token by token, gives the log-probabilities of training’s forward', async () => {
  const on = await createWasmBackend({ threads: 2 });
  const model = await randomModel(on, { rows: 24 }, { ...TINY, vocab: 32 });
  const batch = randomBatch(1, 16, 32);
  const expected = await model.logProbs(batch);
  const engine = await loadModel(model.checkpoint(), on);
  const session = engine.session();
  for (const [t, token] of batch.tokens.entries()) {
    const logits = await session.extend([token]);
    const row = Array.from(logits as ArrayLike<number>);
    const most = Math.max(...row);
    const score = row[batch.targets[t]!]! - most - Math.log(row.reduce((sum, z) => sum + Math.exp(z - most), 0));
    assert.ok(Math.abs(score - expected[t]!) < 1e-4, `${t}: ${score}, training ${expected[t]}`);
  }
  await on.close();
});
