// Weights made by training, elsewhere: the engine, run.ts and llama.cpp compute with them what training's forward
// does and write the same tokens; as a Hugging Face folder they come back bit for bit, and are trained on.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { forward, type Past, readGguf, readModel } from '../run.ts';
import { Random } from '../src/base/random.ts';
import { type RunOptions, trainRun } from '../src/factory/train/run.node.ts';
import { TrainModel } from '../src/factory/train/train-model.ts';
import type { Checkpoint } from '../src/model/checkpoint.ts';
import { writeHuggingFaceFolder } from '../src/model/huggingface-write.node.ts';
import { loadModel } from '../src/model/model.ts';
import { openCheckpoint } from '../src/model/open.node.ts';
import { quantizeCheckpoint } from '../src/model/quantize.ts';
import { createWasmBackend } from '../src/silicon/wasm/backend.ts';
import { llamaMissing, logSoftmaxInPlace, openLlama } from './support/llama.ts';
import { RECIPES, randomModel } from './support/random-model.ts';

const POSITIONS = 64;
const root = mkdtempSync(join(tmpdir(), 'train-export-'));
after(() => rmSync(root, { recursive: true }));
const path = join(root, 'run/parameters.bin');
const on = await createWasmBackend({ threads: 2 });
after(() => on.close());

const OPTIONS: RunOptions = {
  source: join(root, 'text.jsonl'),
  out: join(root, 'run'),
  depth: 2,
  context: 96,
  vocab: 384,
  batch: 8,
  epochs: 1,
  steps: 60,
  rate: 0.01,
  seed: 1,
  optimizer: 'muon',
  every: 60,
};

before(async () => {
  const random = new Random(7);
  const words = 'the a red old boat lamp river child saw took gave found near under and then'.split(' ');
  const sentence = (): string => `${Array.from({ length: 9 }, () => random.pick(words)).join(' ')}.`;
  const text = (): string => Array.from({ length: 6 }, sentence).join(' ');
  writeFileSync(
    OPTIONS.source,
    Array.from({ length: 80 }, (_, i) => JSON.stringify({ id: `${i}`, text: text() })).join('\n'),
  );
  await trainRun(OPTIONS, on, 'wasm');
});

const likeliest = (row: Float32Array | Float64Array): number => row.indexOf(Math.max(...row));

/** log p of each token after the ones before it, by training's forward. */
async function trainingScores(checkpoint: Checkpoint, tokens: readonly number[]): Promise<number[]> {
  const model = await TrainModel.load(checkpoint, on, { rows: tokens.length, frozen: true });
  const length = tokens.length - 1;
  const batch = {
    sequences: 1,
    length,
    tokens: Int32Array.from(tokens.slice(0, -1)),
    targets: Int32Array.from(tokens.slice(1)),
  };
  const scores = Array.from(await model.logProbs(batch));
  model.close();
  return scores;
}

function close(found: readonly number[], expected: readonly number[], what: string): void {
  assert.equal(found.length, expected.length);
  for (const [t, value] of expected.entries())
    assert.ok(Math.abs(found[t]! - value) < 1e-4, `${what}, position ${t}: ${found[t]}, training ${value}`);
}

test('engine, run.ts and llama.cpp: training’s log-probabilities, and the same 64 greedy tokens', {
  skip: llamaMissing,
}, async () => {
  const checkpoint = await openCheckpoint(path);
  const engine = await loadModel(checkpoint, on);
  const { tokenizer } = engine;
  const tokens = [tokenizer.spec.bos!];
  await using session = engine.session();
  for (
    let logits = await session.extend(tokens);
    tokens.length <= POSITIONS;
    logits = await session.extend(tokens.slice(-1))
  )
    tokens.push(likeliest(logits));
  const expected = await trainingScores(checkpoint, tokens);
  await checkpoint.close();

  await using scorer = engine.session();
  close(Array.from(await scorer.score(tokens)).slice(1), expected, 'engine');

  const [model, past] = [readModel(readGguf(path)), [] as Past[]];
  const logits = tokens.slice(0, -1).map((token) => forward(model, past, token));
  close(
    logits.map((row, t) => logSoftmaxInPlace(Float64Array.from(row))[tokens[t + 1]!]!),
    expected,
    'run.ts',
  );
  assert.deepEqual(logits.map(likeliest), tokens.slice(1), 'run.ts chooses other tokens');

  const llama = await openLlama();
  try {
    const rows = await llama.logProbs(path, tokens.slice(0, -1));
    close(
      rows.map((row, t) => row[tokens[t + 1]!]!),
      expected,
      'llama.cpp',
    );
    assert.deepEqual(rows.map(likeliest), tokens.slice(1), 'llama.cpp chooses other tokens');
  } finally {
    await llama.close();
  }
});

test('a Hugging Face folder gives the same weights and tokenizer back, of Qwen3 and of Llama', async () => {
  const trained = await openCheckpoint(path);
  for (const [name, checkpoint] of [
    ['qwen3', trained],
    ['llama', randomModel({ ...RECIPES.smollm2, tied: false })],
  ] as const) {
    const folder = join(root, name);
    await writeHuggingFaceFolder(checkpoint, folder);
    const back = await openCheckpoint(folder);
    assert.deepEqual([...back.tensors.keys()].toSorted(), [...checkpoint.tensors.keys()].toSorted());
    for (const info of checkpoint.tensors.values()) {
      const [one, other] = [new Uint8Array(info.bytes), new Uint8Array(info.bytes)];
      await checkpoint.pull(info.name)(0, one);
      await back.pull(info.name)(0, other);
      assert.deepEqual(other, one, `${name} ${info.name}`);
    }
    const { tokenizer } = checkpoint;
    // What a spec leaves undefined it leaves out.
    const told = JSON.parse(JSON.stringify({ ...back.tokenizer }));
    if (tokenizer) assert.deepEqual(told, JSON.parse(JSON.stringify({ ignoreMerges: false, ...tokenizer })), name);
    await back.close();
  }
  await trained.close();
  const quantized = quantizeCheckpoint(await openCheckpoint(path), 'Q8_0');
  await assert.rejects(writeHuggingFaceFolder(quantized, join(root, 'q8')), { code: 'unsupported' });
  await quantized.close();
});

test('training goes on from a Hugging Face folder and from a GGUF file, where they left off', async () => {
  const checkpoint = await openCheckpoint(path);
  await writeHuggingFaceFolder(checkpoint, join(root, 'hf'));
  await checkpoint.close();
  for (const from of [join(root, 'hf'), path]) {
    const out = join(root, `from ${from.at(-1)}`);
    const { last } = await trainRun({ ...OPTIONS, out, from, steps: 1, rate: 1e-4 }, on, 'wasm');
    assert.ok(last!.loss < 3.2, `${from}: ${last!.loss}`); // a new model has 5.9
  }
});
