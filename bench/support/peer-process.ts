// The process that `peer.ts` starts: loads a model with node-llama-cpp and measures what it is asked.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `decode`: tokens generated one by one after `prompt`, which is read once; `prefill`: all of `prompt` at once. */
export interface Question {
  readonly kind: 'decode' | 'prefill';
  readonly prompt: readonly number[];
  /** Tokens to generate. */
  readonly tokens: number;
}

export interface Answer {
  readonly about?: string;
  readonly rate?: number;
}

interface Sequence {
  evaluateWithoutGeneratingNewTokens(tokens: readonly number[]): Promise<void>;
  evaluate(tokens: readonly number[], options: object): AsyncIterable<number>;
  clearHistory(): Promise<void>;
  adaptStateToTokens(tokens: readonly number[], allowShift: boolean): Promise<void>;
  readonly nextTokenIndex: number;
}

interface Library {
  getLlama(options: object): Promise<{
    readonly llamaCppRelease: { readonly release: string };
    readonly systemInfo: string;
    loadModel(options: object): Promise<{ createContext(options: object): Promise<{ getSequence(): Sequence }> }>;
  }>;
}

const [path, count, mmap, size] = process.argv.slice(2);
const threads = Number(count);
const entry = join(import.meta.dirname, '../peers/node_modules/node-llama-cpp/dist/index.js');
const { getLlama } = (await import(pathToFileURL(entry).href)) as Library;
const llama = await getLlama({
  gpu: false,
  build: 'never',
  logLevel: 'error',
  progressLogs: false,
  maxThreads: threads,
});
const model = await llama.loadModel({ modelPath: path, gpuLayers: 0, useMmap: mmap === 'true' });
const context = await model.createContext({
  contextSize: Number(size),
  batchSize: 512,
  threads: { ideal: threads, min: threads },
});
const sequence = context.getSequence();
const say = (answer: Answer): void => void process.send?.(answer);

process.on('message', async (question: Question) => {
  if (question.kind === 'decode') await sequence.adaptStateToTokens(question.prompt, false);
  else await sequence.clearHistory();
  let start = performance.now();
  await sequence.evaluateWithoutGeneratingNewTokens(question.prompt.slice(sequence.nextTokenIndex));
  let done = question.prompt.length;
  if (question.kind === 'decode') {
    start = performance.now();
    done = 0;
    for await (const _ of sequence.evaluate([1000], { temperature: 0, yieldEogToken: true }))
      if (++done >= question.tokens) break;
  }
  say({ rate: (done / (performance.now() - start)) * 1000 });
});
say({ about: `llama.cpp ${llama.llamaCppRelease.release}, ${llama.systemInfo.trim()}` });
