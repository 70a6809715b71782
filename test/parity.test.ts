// Parity with llama.cpp: every architecture and every weight type, in files that the project writes and
// reads back, over 64 teacher-forced positions. The weights are random, so peaked attention and uncertain
// predictions are asserted too: on flat ones a wrong engine would pass. `mutants.test.ts` tests this test.
import assert from 'node:assert/strict';
import { after, before, type TestContext, test } from 'node:test';
import type { Checkpoint } from '../src/model/checkpoint.ts';
import { quantizeCheckpoint } from '../src/model/quantize.ts';
import type { QuantizeTarget } from '../src/model/quantize-types.ts';
import { createBackend } from '../src/silicon/backend.ts';
import type { Backend } from '../src/silicon/ops.ts';
import { type Llama, type LogProbs, llamaMissing, openLlama } from './support/llama.ts';
import {
  attentionPeaks,
  compare,
  compareVectors,
  disagreement,
  logProbs,
  POSITIONS,
  randomTokens,
  runOnce,
  vectorDisagreement,
  Workshop,
} from './support/parity.ts';
import { RECIPES, type Recipe, type RecipeName, randomModel } from './support/random-model.ts';
import { count, real, text } from './support/random-vocabulary.ts';

const TYPES = [
  ...['F32', 'F16', 'BF16', 'Q8_0', 'Q4_0', 'Q4_1', 'Q5_0', 'Q5_1'],
  ...['Q4_K_S', 'Q4_K_M', 'Q5_K_S', 'Q5_K_M', 'Q6_K', 'IQ4_NL'],
] as QuantizeTarget[];
const FEW: readonly QuantizeTarget[] = ['F32', 'F16', 'Q8_0', 'Q4_K_M', 'Q5_K_M'];

/** Every type on one architecture, the common ones on each; the other llama variants differ in rotation only. */
const PLAN: readonly (readonly [RecipeName, readonly QuantizeTarget[]])[] = [
  ['llama', TYPES],
  ['llama 3', ['F32', 'Q8_0']],
  ['llama linear', ['F32']],
  ['llama yarn', ['F32']],
  ['llama biases', ['F32', 'Q8_0']],
  ['mistral', ['F32', 'Q4_0']],
  ['smollm2', FEW],
  ['qwen2', FEW],
  ['qwen2 yarn', ['F32']],
  ['qwen3', ['F32', 'BF16', 'Q8_0', 'Q6_K', 'IQ4_NL', 'Q4_K_M', 'Q5_K_M']],
  ['gemma3', FEW],
];

let llama: Llama;
let workshop: Workshop;
let scalar: Backend;
let fast: Backend;
let float: Backend;

before(async () => {
  if (llamaMissing) return;
  llama = await openLlama();
  workshop = await Workshop.open();
  scalar = await createBackend({ kind: 'scalar' });
  fast = await createBackend({ kind: 'wasm', threads: 1 });
  float = await createBackend({ kind: 'wasm', threads: 1, kernels: 'float' });
});

after(async () => {
  await scalar?.close();
  await fast?.close();
  await float?.close();
  await workshop?.close();
  await llama?.close();
});

const vocabOf = (checkpoint: Checkpoint): number => checkpoint.tensors.get('token_embd.weight')!.shape[0]!;

/** Prints what was measured and demands that it is within the bounds. */
function demand(t: TestContext, name: string, reference: LogProbs, ours: LogProbs, exact: boolean): void {
  const found = compare(reference, ours);
  const { maxError, meanKl, entropy } = found;
  const [error, divergence] = [maxError.toExponential(1), meanKl.toExponential(1)];
  t.diagnostic(`${name} | max error ${error} | mean KL ${divergence} | entropy ${entropy.toFixed(2)}`);
  assert.equal(disagreement(found, exact), undefined, name);
  assert.ok(entropy >= 1 && entropy <= 4, `${name}: entropy ${entropy} nats`);
}

/** Flat attention over the 32 to 64 positions seen here would give 0.02, over gemma's window 0.08. */
function demandPeaks(t: TestContext, name: RecipeName, peaks: readonly number[]): void {
  t.diagnostic(`${name}: mean largest attention weight by layer ${peaks.map((peak) => peak.toFixed(2)).join(' ')}`);
  assert.equal(peaks.length, RECIPES[name].layers);
  for (const peak of peaks) assert.ok(peak > 0.25, `${name}: ${peak}`);
}

for (const [name, types] of PLAN)
  test(`${name} agrees with llama.cpp`, { skip: llamaMissing }, async (t) => {
    const made = randomModel(RECIPES[name]);
    const tokens = randomTokens(vocabOf(made));
    for (const type of types) {
      const { path, file } = await workshop.save(quantizeCheckpoint(made, type));
      const exact = type === 'F32';
      const reference = await llama.logProbs(path, tokens);
      assert.equal(reference.length, POSITIONS);
      const ours = await runOnce(file, fast, (model) => logProbs(model, tokens));
      demand(t, `${name} ${type} ${fast.name}`, reference, ours, exact);
      if (exact) demandPeaks(t, name, await runOnce(file, fast, (model) => attentionPeaks(model, tokens)));
      if (exact || name === 'llama') {
        const plain = await runOnce(file, scalar, (model) => logProbs(model, tokens));
        demand(t, `${name} ${type} ${scalar.name}`, reference, plain, exact);
      }
      if (!exact && name === 'llama') {
        // Without the rounding of activations: the same weights, decoded, leave only the order of sums.
        const decoded = await workshop.save(quantizeCheckpoint(file, 'F32'));
        const unrounded = await runOnce(file, float, (model) => logProbs(model, tokens));
        demand(t, `${name} ${type} decoded, float`, await llama.logProbs(decoded.path, tokens), unrounded, true);
      }
    }
  });

const { keys: yarn } = RECIPES['llama yarn'];
const { keys: gemma } = RECIPES.gemma3;

/** Metadata keys that change the rotation or the window, in combinations that files have. */
const SETTINGS: Record<string, Recipe> = {
  'a factor without a type': { ...RECIPES.llama, keys: { 'rope.scaling.factor': real(4) } },
  'the old name of the factor': { ...RECIPES.llama, keys: { 'rope.scale_linear': real(4) } },
  'a factor that does not apply': {
    ...RECIPES.llama,
    keys: { 'rope.scaling.type': text('none'), 'rope.scaling.factor': real(4) },
  },
  'YaRN with another magnitude': { ...RECIPES['llama yarn'], keys: { ...yarn, 'rope.scaling.attn_factor': real(0.9) } },
  'YaRN and rope_freqs': { ...RECIPES['llama yarn'], ropeFactors: RECIPES['llama 3'].ropeFactors },
  'another window pattern': { ...RECIPES.gemma3, keys: { ...gemma, 'attention.sliding_window_pattern': count(3) } },
  'another local base': { ...RECIPES.gemma3, keys: { ...gemma, 'rope.freq_base_swa': real(20_000) } },
  'no window': { ...RECIPES.gemma3, keys: { 'rope.freq_base': real(1_000_000) } },
};

test('settings in metadata mean the same to llama.cpp', { skip: llamaMissing }, async (t) => {
  for (const [name, recipe] of Object.entries(SETTINGS)) {
    const { path, file } = await workshop.save(randomModel(recipe));
    const tokens = randomTokens(vocabOf(file));
    const ours = await runOnce(file, fast, (model) => logProbs(model, tokens));
    demand(t, name, await llama.logProbs(path, tokens), ours, true);
  }
});

for (const name of ['bert mean', 'bert cls'] as const)
  test(`${name} pooling agrees with llama.cpp`, { skip: llamaMissing }, async (t) => {
    const made = randomModel(RECIPES[name]);
    const [CLS, SEP, CONTROL] = [2, 3, 5];
    const words = randomTokens(vocabOf(made) - CONTROL, POSITIONS - 2).map((word) => word + CONTROL);
    const tokens = [CLS, ...words, SEP];
    for (const type of ['F32', 'F16', 'Q8_0'] as const) {
      const { path, file } = await workshop.save(quantizeCheckpoint(made, type));
      const reference = await llama.embedding(path, tokens);
      for (const backend of [scalar, fast]) {
        const vector = await runOnce(file, backend, (model) => model.embed(tokens));
        const { cosine, maxError } = compareVectors(reference, vector);
        const [distance, error] = [(1 - cosine).toExponential(1), maxError.toExponential(1)];
        t.diagnostic(`${name} ${type} ${backend.name} | 1 − cosine ${distance} | max error ${error}`);
        assert.equal(vectorDisagreement(reference, vector), undefined);
      }
    }
  });

test('a file in parts computes the same, here and in llama.cpp', { skip: llamaMissing }, async (t) => {
  const made = quantizeCheckpoint(randomModel(RECIPES.qwen3), 'Q8_0');
  const tokens = randomTokens(vocabOf(made));
  const whole = await runOnce(made, fast, (model) => logProbs(model, tokens));
  const { paths, path, file } = await workshop.save(made, 200_000);
  assert.ok(paths.length > 2);
  const parts = await runOnce(file, fast, (model) => logProbs(model, tokens));
  assert.equal(compare(whole, parts).maxError, 0);
  demand(t, `qwen3 Q8_0 in ${paths.length} parts`, await llama.logProbs(path, tokens), parts, false);
});
