// Comparing the engine with a reference, position by position: the measures, the bounds, and the one
// verdict that parity tests demand to pass and mutants demand to fail.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../src/base/random.ts';
import type { Checkpoint } from '../../src/model/checkpoint.ts';
import { isLocal } from '../../src/model/config.ts';
import { type LoadOptions, loadModel, type Model } from '../../src/model/model.ts';
import { openCheckpoint } from '../../src/model/open.node.ts';
import type { SessionOptions } from '../../src/model/session.ts';
import { writeGgufFile } from '../../src/model/write.node.ts';
import type { Backend, FloatArray } from '../../src/silicon/ops.ts';
import { type LogProbs, logSoftmaxInPlace } from './llama.ts';

/** Teacher-forced positions of a comparison. */
export const POSITIONS = 64;

export interface Agreement {
  /** Largest |Δ log-probability| over all positions and all tokens, nats. */
  readonly maxError: number;
  /** KL(reference ‖ ours), mean over positions, nats. */
  readonly meanKl: number;
  /** Of the reference's next token, mean over positions, nats. */
  readonly entropy: number;
}

/** Both sides compute in float32: only the order of sums differs. */
export const MOST_ERROR = 1e-3;
/** llama.cpp rounds activations to the weights' kind (8 bits, F16, BF16); the engine only to 8 bits, each 32 alone. */
export const MOST_KL = 1e-3;
/** Of two embeddings of length 1. */
export const LEAST_COSINE = 0.9999;

/** What is wrong, or undefined when the two agree. `exact`: both sides keep activations in float32. */
export function disagreement(found: Agreement, exact: boolean): string | undefined {
  if (exact && !(found.maxError <= MOST_ERROR)) return `log-probabilities differ by ${found.maxError.toExponential(2)}`;
  if (!(found.meanKl <= MOST_KL)) return `mean KL is ${found.meanKl.toExponential(2)}`;
  return undefined;
}

/** The same verdict on vectors of length 1. */
export function vectorDisagreement(reference: ArrayLike<number>, ours: ArrayLike<number>): string | undefined {
  const { cosine, maxError } = compareVectors(reference, ours);
  if (!(cosine >= LEAST_COSINE)) return `cosine is ${cosine}`;
  return maxError <= MOST_ERROR ? undefined : `an element differs by ${maxError.toExponential(2)}`;
}

export function compare(reference: LogProbs, ours: LogProbs): Agreement {
  let maxError = reference.length === ours.length ? 0 : Number.NaN;
  let divergence = 0;
  let entropy = 0;
  for (const [position, expected] of reference.entries()) {
    const found = ours[position]!;
    if (found.length !== expected.length) return { maxError: Number.NaN, meanKl: Number.NaN, entropy };
    for (const [token, logProb] of expected.entries()) {
      maxError = Math.max(maxError, Math.abs(logProb - found[token]!));
      const probability = Math.exp(logProb);
      divergence += probability * (logProb - found[token]!);
      entropy -= probability * logProb;
    }
  }
  return { maxError, meanKl: divergence / reference.length, entropy: entropy / reference.length };
}

export function compareVectors(
  reference: ArrayLike<number>,
  ours: ArrayLike<number>,
): { cosine: number; maxError: number } {
  const expected = unit(reference);
  const found = unit(ours);
  let cosine = expected.length === found.length ? 0 : Number.NaN;
  let maxError = 0;
  for (let i = 0; i < expected.length; i++) {
    cosine += expected[i]! * found[i]!;
    maxError = Math.max(maxError, Math.abs(expected[i]! - found[i]!));
  }
  return { cosine, maxError };
}

function unit(vector: ArrayLike<number>): Float64Array {
  const length = Math.hypot(...Array.from(vector));
  return Float64Array.from(vector, (value) => value / length);
}

/** The engine's side of `Llama.logProbs`. */
export async function logProbs(
  model: Model,
  tokens: readonly number[],
  options: SessionOptions = {},
): Promise<LogProbs> {
  await using session = model.session(options);
  const rows: Float64Array[] = [];
  await session.extend(tokens, {
    onLogits: (position, logits) => {
      rows[position] = logSoftmaxInPlace(Float64Array.from(logits));
    },
  });
  return rows;
}

/** Loads, runs and frees. */
export async function runOnce<T>(
  checkpoint: Checkpoint,
  backend: Backend,
  run: (model: Model) => Promise<T>,
  options: LoadOptions = {},
): Promise<T> {
  await using model = await loadModel(checkpoint, backend, options);
  return await run(model);
}

/** For each layer the mean largest attention weight, over heads and the later half of the positions. */
export async function attentionPeaks(model: Model, tokens: readonly number[]): Promise<readonly number[]> {
  await using session = model.session();
  const peaks: number[] = [];
  let queries: FloatArray = new Float32Array();
  session.tap({ at: 'q', run: ({ data }) => void (queries = data) });
  session.tap({
    at: 'k',
    run: ({ layer, rows, data }) => void (peaks[layer] = meanPeak(model, rows, layer, queries, data)),
  });
  await session.extend(tokens);
  return peaks;
}

/** q (T, H, N), k (T, K, N). */
function meanPeak(model: Model, rows: number, layer: number, q: FloatArray, k: FloatArray): number {
  const { heads, kvHeads, headDim, attentionScale, window } = model.config;
  const seen = isLocal(model.config, layer) ? window : rows;
  let sum = 0;
  let count = 0;
  for (let t = Math.floor(rows / 2); t < rows; t++)
    for (let head = 0; head < heads; head++) {
      const group = Math.floor((head * kvHeads) / heads);
      const scores = Array.from({ length: Math.min(seen, t + 1) }, (_, back) => {
        let dot = 0;
        for (let i = 0; i < headDim; i++)
          dot += q[(t * heads + head) * headDim + i]! * k[((t - back) * kvHeads + group) * headDim + i]!;
        return dot * attentionScale;
      });
      const most = Math.max(...scores);
      sum += 1 / scores.reduce((total, score) => total + Math.exp(score - most), 0);
      count++;
    }
  return sum / count;
}

/** Seeded ids, any of the vocabulary. */
export function randomTokens(vocab: number, length = POSITIONS, seed = 7): number[] {
  const random = new Random(seed);
  return Array.from({ length }, () => random.int(vocab));
}

/** A folder for written files; `close` closes and removes them. */
export class Workshop {
  readonly #folder: string;
  readonly #files: Checkpoint[] = [];

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<Workshop> {
    return new Workshop(await mkdtemp(join(tmpdir(), 'twofiles-parity-')));
  }

  /** Writes a GGUF file, or several of at most `maxPartBytes` each, and opens it again. */
  async save(
    checkpoint: Checkpoint,
    maxPartBytes?: number,
  ): Promise<{ paths: string[]; path: string; file: Checkpoint }> {
    const wanted = join(this.#folder, `${this.#files.length}.gguf`);
    const paths = await writeGgufFile(checkpoint, wanted, { maxPartBytes });
    const path = paths[0]!;
    const file = await openCheckpoint(path);
    this.#files.push(file);
    return { paths, path, file };
  }

  async close(): Promise<void> {
    for (const file of this.#files) await file.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
