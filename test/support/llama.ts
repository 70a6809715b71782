// llama.cpp through node-llama-cpp: the independent implementation that the engine is compared with. CPU,
// one thread, F32 keys and values, no flash attention. It is a development-only peer under bench/peers;
// without it `llamaMissing` says why and how to get it, and comparisons skip by name.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const PEERS = join(import.meta.dirname, '../../bench/peers/node_modules');
const ENTRY = join(PEERS, 'node-llama-cpp/dist/index.js');
const BINARY = join(PEERS, '@node-llama-cpp/linux-x64/bins/linux-x64/llama-addon.node');

/** Why the comparisons cannot run here, or false: made for `test(name, { skip: llamaMissing }, …)`. */
export const llamaMissing: string | false =
  existsSync(ENTRY) && existsSync(BINARY)
    ? false
    : 'needs llama.cpp: npm ci --omit=optional --ignore-scripts --prefix bench/peers';

/** Natural-log probabilities of every next token: one row of V a position. */
export type LogProbs = readonly Float64Array[];

export interface Llama {
  /** Teacher-forced: row t is what the model expects after tokens[0..t], with LoRA adapters where given. */
  logProbs(path: string, tokens: readonly number[], adapters?: readonly PeerAdapter[]): Promise<LogProbs>;
  /** The pooled vector (D) of a text given as tokens, [CLS] and [SEP] included. */
  embedding(path: string, tokens: readonly number[]): Promise<Float64Array>;
  close(): Promise<void>;
}

/** An adapter file, and how much of it. */
export interface PeerAdapter {
  readonly filePath: string;
  readonly scale: number;
}

/** Loads the library. Call only when `llamaMissing` is false. */
export async function openLlama(): Promise<Llama> {
  const { getLlama } = (await import(pathToFileURL(ENTRY).href)) as PeerModule;
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: 'error', progressLogs: false, maxThreads: 1 });
  const load = (modelPath: string): Promise<PeerModel> =>
    llama.loadModel({ modelPath, gpuLayers: 0, defaultContextFlashAttention: false, ignoreMemorySafetyChecks: true });
  return {
    async logProbs(path, tokens, adapters) {
      const model = await load(path);
      try {
        const context = await model.createContext({
          contextSize: roundUp(tokens.length),
          batchSize: roundUp(tokens.length),
          threads: 1,
          sequences: 1,
          flashAttention: false,
          swaFullCache: true,
          experimentalKvCacheKeyType: 'F32',
          experimentalKvCacheValueType: 'F32',
          ignoreMemorySafetyChecks: true,
          ...(adapters ? { lora: { adapters } } : {}),
        });
        const outputs = await context
          .getSequence()
          .controlledEvaluate(tokens.map((token) => [token, { generateNext: { logits: true } }]));
        return outputs.map((output) => logSoftmax(output?.next.logits ?? new Map()));
      } finally {
        await model.dispose();
      }
    },
    async embedding(path, tokens) {
      const model = await load(path);
      try {
        const size = roundUp(tokens.length + 1);
        const context = await model.createEmbeddingContext({ contextSize: size, batchSize: size, threads: 1 });
        const { vector } = await context.getEmbeddingFor(tokens);
        return Float64Array.from(vector);
      } finally {
        await model.dispose();
      }
    },
    close: () => llama.dispose(),
  };
}

/** A size that llama.cpp takes as it is. */
const roundUp = (count: number): number => Math.ceil(count / 256) * 256;

/** Log softmax, in float64, of raw logits by token. */
function logSoftmax(logits: ReadonlyMap<number, number>): Float64Array {
  const row = new Float64Array(logits.size);
  for (const [token, logit] of logits) row[token] = logit;
  return logSoftmaxInPlace(row);
}

export function logSoftmaxInPlace(row: Float64Array): Float64Array {
  let max = -Infinity;
  for (const logit of row) max = Math.max(max, logit);
  let total = 0;
  for (const logit of row) total += Math.exp(logit - max);
  const shift = max + Math.log(total);
  for (let i = 0; i < row.length; i++) row[i]! -= shift;
  return row;
}

// What is used of node-llama-cpp 3. Its own types are not there when it is not installed.
interface PeerModule {
  getLlama(options: {
    gpu: false;
    build: 'never';
    logLevel: 'error';
    progressLogs: false;
    maxThreads: number;
  }): Promise<PeerLlama>;
}

interface PeerLlama {
  loadModel(options: {
    modelPath: string;
    gpuLayers: number;
    defaultContextFlashAttention: boolean;
    ignoreMemorySafetyChecks: boolean;
  }): Promise<PeerModel>;
  dispose(): Promise<void>;
}

interface PeerModel {
  createContext(options: {
    contextSize: number;
    batchSize: number;
    threads: number;
    sequences: number;
    flashAttention: boolean;
    swaFullCache: boolean;
    experimentalKvCacheKeyType: 'F32';
    experimentalKvCacheValueType: 'F32';
    ignoreMemorySafetyChecks: boolean;
    lora?: { adapters: readonly PeerAdapter[] };
  }): Promise<PeerContext>;
  createEmbeddingContext(options: {
    contextSize: number;
    batchSize: number;
    threads: number;
  }): Promise<{ getEmbeddingFor(tokens: readonly number[]): Promise<{ vector: readonly number[] }> }>;
  dispose(): Promise<void>;
}

interface PeerContext {
  getSequence(): {
    controlledEvaluate(
      input: readonly (readonly [number, { generateNext: { logits: true } }])[],
    ): Promise<readonly ({ next: { logits?: ReadonlyMap<number, number> } } | undefined)[]>;
  };
}
