// Quantizing against llama.cpp on one thread each: the error it leaves (root mean square, on the same
// weights), the time it takes (interleaved A B A B, the best of several), and what the error does to a
// model: mean KL divergence of the next-token distributions from the unquantized model's, our file and
// llama.cpp's both run by our scalar engine. The models are TinyStories-656K (real, but with rows of 128,
// where K types fall back) and random weights with rows of 256. Ratios are ours / theirs: below 1 is better.
import { existsSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TwofilesError } from '../src/base/errors.ts';
import { openFile } from '../src/base/file.node.ts';
import { Random } from '../src/base/random.ts';
import type { Checkpoint } from '../src/model/checkpoint.ts';
import { openGguf } from '../src/model/gguf.ts';
import { writeGguf } from '../src/model/gguf-write.ts';
import { loadModel, type Model } from '../src/model/model.ts';
import { openCheckpoint } from '../src/model/open.node.ts';
import { quantizeCheckpoint } from '../src/model/quantize.ts';
import { QUANTIZE_TARGETS, type QuantizeTarget } from '../src/model/quantize-types.ts';
import { createBackend } from '../src/silicon/backend.ts';
import { byteLength, type DType } from '../src/silicon/dtype.ts';
import { dequantize, quantize } from '../src/silicon/quants.ts';
import { type Ggml, ggmlMissing, loadGgml } from '../test/support/ggml.ts';
import { RECIPES, randomModel } from '../test/support/random-model.ts';
import { compared } from './support/compare.ts';
import { type BenchOptions, Report } from './support/report.ts';

const PEER = 'llama.cpp';
const TYPES: readonly DType[] = ['Q8_0', 'Q6_K', 'Q5_K', 'Q5_1', 'Q5_0', 'Q4_K', 'IQ4_NL', 'Q4_1', 'Q4_0'];
const TARGETS: readonly QuantizeTarget[] = ['Q8_0', 'Q6_K', 'Q5_K_M', 'Q5_0', 'Q4_K_M', 'IQ4_NL', 'Q4_1', 'Q4_0'];
const COLS = 2048;
const ROWS = 512;
const REPEATS = 5;
const TOKENS = 256; // positions compared
const SHARED = join(import.meta.dirname, '../../shared/data');

/** Runs the bench and prints a table, or JSON. */
export async function run(options: BenchOptions): Promise<void> {
  if (ggmlMissing) throw new TwofilesError('not-found', `The peer is missing: ${ggmlMissing}.`, 'Install it first.');
  const ggml = await loadGgml();
  const report = await Report.begin('quantize', options);
  const add = (name: string, ours: number, theirs: number): void => report.row(compared(name, PEER, ours, theirs));
  compareTypes(ggml, add);
  const random = randomModel(RECIPES.llama);
  await compareModels('random llama', random, await randomTokens(random), ggml, add);
  const real = join(SHARED, 'parity/TinyStories-656K');
  if (existsSync(real)) {
    const checkpoint = await openCheckpoint(real);
    await compareModels('TinyStories-656K', checkpoint, await story(checkpoint), ggml, add);
    await checkpoint.close();
  } else report.note('left out', 'TinyStories-656K: ../shared/data is not here');
  await report.end();
}

type Add = (name: string, ours: number, theirs: number) => void;

/** Error and time on a matrix of normal weights with 1 % of outliers, six times larger. */
function compareTypes(ggml: Ggml, add: Add): void {
  const random = new Random(1);
  const outlier = (): number => (random.float() < 0.01 ? 6 : 1);
  const weights = Float32Array.from({ length: ROWS * COLS }, () => 0.02 * outlier() * random.normal());
  for (const type of TYPES) {
    const bytes = new Uint8Array(byteLength(type, weights.length));
    let theirBytes: Uint8Array = bytes;
    let [ourTime, theirTime] = [Infinity, Infinity];
    for (let i = 0; i < REPEATS; i++) {
      ourTime = Math.min(
        ourTime,
        seconds(() => quantize(type, weights, bytes, COLS)),
      );
      theirTime = Math.min(
        theirTime,
        seconds(() => (theirBytes = ggml.quantize(type, weights, COLS))),
      );
    }
    add(`${type} root mean square error`, rmse(type, weights, bytes), rmse(type, weights, theirBytes));
    add(`${type} time, seconds for 1M weights`, ourTime, theirTime);
  }
}

function seconds(work: () => void): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

function rmse(type: DType, weights: Float32Array, bytes: Uint8Array): number {
  const stored = new Float32Array(weights.length);
  dequantize(type, bytes, stored);
  return Math.sqrt(weights.reduce((sum, value, i) => sum + (value - stored[i]!) ** 2, 0) / weights.length);
}

/** KL of the quantized models from the original, mean over positions, nats. */
async function compareModels(name: string, source: Checkpoint, tokens: readonly number[], ggml: Ggml, add: Add) {
  const folder = await mkdtemp(join(tmpdir(), 'twofiles-'));
  const original = join(folder, 'original.gguf');
  const theirs = join(folder, 'quantized.gguf');
  try {
    await write(source, original);
    const reference = await withModel(source, (model) => logProbs(model, tokens));
    const kl = async (checkpoint: Checkpoint): Promise<number> =>
      divergence(reference, await withModel(checkpoint, (model) => logProbs(model, tokens)));
    for (const target of TARGETS) {
      const ours = await kl(quantizeCheckpoint(source, target));
      ggml.quantizeFile(original, theirs, QUANTIZE_TARGETS[target].fileType);
      const file = await openFile(theirs);
      add(`${target} mean KL of ${name}, nats`, ours, await kl(await openGguf([file])));
      await file.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Tokens of simple English, as the model was trained on. */
async function story(checkpoint: Checkpoint): Promise<number[]> {
  const lines = (await readFile(join(SHARED, 'corpus/stories.jsonl'), 'utf8')).split('\n').slice(0, 20);
  const text = lines.map((line) => (JSON.parse(line) as { text: string }).text).join('\n');
  return withModel(checkpoint, async ({ tokenizer }) => tokenizer.encode(text).slice(0, TOKENS));
}

function randomTokens(checkpoint: Checkpoint): Promise<number[]> {
  const random = new Random(2);
  return withModel(checkpoint, async ({ config }) =>
    Array.from({ length: Math.min(TOKENS, config.context) }, () => random.int(config.vocab)),
  );
}

async function write(checkpoint: Checkpoint, path: string): Promise<void> {
  await using file = await open(path, 'w');
  await writeGguf(checkpoint, {
    async write(bytes) {
      await file.write(bytes);
    },
  });
}

async function withModel<T>(checkpoint: Checkpoint, use: (model: Model) => Promise<T>): Promise<T> {
  const backend = await createBackend({ kind: 'scalar' });
  await using model = await loadModel(checkpoint, backend, { owned: backend });
  return await use(model);
}

/** Natural-log probabilities of every next token at every position. */
async function logProbs(model: Model, tokens: readonly number[]): Promise<Float64Array[]> {
  const rows: Float64Array[] = [];
  await using session = model.session();
  await session.extend(tokens, {
    onLogits(_position, view) {
      const logits = Float64Array.from(view);
      const top = logits.reduce((a, b) => Math.max(a, b));
      const total = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit - top), 0)) + top;
      rows.push(logits.map((logit) => logit - total));
    },
  });
  return rows;
}

/** Mean over positions of Σ p (log p − log q). */
function divergence(p: readonly Float64Array[], q: readonly Float64Array[]): number {
  const at = (t: number): number => p[t]!.reduce((sum, logP, i) => sum + Math.exp(logP) * (logP - q[t]![i]!), 0);
  return p.reduce((sum, _, t) => sum + at(t), 0) / p.length;
}
