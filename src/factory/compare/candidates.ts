// Sampling several answers to each of many tasks. The prompt of a task is run once and forked; tasks and
// answers share passes, so a batch costs little more than its longest answer.
import { Generation } from '../../model/generate.ts';
import type { Model } from '../../model/model.ts';
import type { SamplingOptions } from '../../model/sample.ts';
import type { SessionOptions } from '../../model/session.ts';
import { END_OF_TURN } from '../../text/abi.ts';
import { type ReadTurn, readTurn } from '../../text/abi-read.ts';
import { promptTokens, type Task } from './task.ts';

export interface CandidateOptions {
  /** Answers to each task. Default 4. */
  readonly count?: number;
  /** Most tokens an answer. Default 160. */
  readonly maxTokens?: number;
  /** Temperature 1 and nothing cut off by default, so that samples are the model's own distribution. */
  readonly sampling?: Omit<SamplingOptions, 'seed'>;
  readonly seed: number;
  /** A LoRA adapter to answer with. */
  readonly adapter?: SessionOptions['adapter'];
  readonly signal?: AbortSignal | undefined;
}

/** An answer as sampled. */
export interface Candidate {
  readonly prompt: readonly number[];
  /** What the model wrote, its end of turn included when it came to one. */
  readonly tokens: readonly number[];
  readonly turn: ReadTurn;
}

const OWN = { temperature: 1, topK: 0, topP: 1, minP: 0 } as const;

/** Candidates for every task, in the tasks' order. */
export async function sampleCandidates(
  model: Model,
  tasks: readonly Task[],
  options: CandidateOptions,
): Promise<Candidate[][]> {
  const { count = 4, maxTokens = 160, adapter, signal } = options;
  return Promise.all(
    tasks.map(async (task, at) => {
      const prompt = promptTokens(model.tokenizer, task);
      await using session = model.session({ adapter });
      // An empty answer: the prompt does not fit, so the model cannot give one.
      if (prompt.length >= session.capacity) return Array.from({ length: count }, () => empty(prompt));
      if (prompt.length > 1) await session.extend(prompt.slice(0, -1), { signal });
      return await Promise.all(
        Array.from({ length: count }, async (_, i) => {
          const seed = (options.seed + at * count + i) >>> 0;
          const sampling = { ...OWN, ...options.sampling, seed };
          await using fork = session.fork();
          const generation = new Generation(fork, prompt.slice(-1), { maxTokens, sampling, signal });
          return await candidate(model, prompt, generation);
        }),
      );
    }),
  );
}

function empty(prompt: readonly number[]): Candidate {
  return { prompt, tokens: [], turn: { parts: [], ended: false, problems: [] } };
}

async function candidate(model: Model, prompt: readonly number[], generation: Generation): Promise<Candidate> {
  const tokens: number[] = [];
  for (let step = await generation.next(); step; step = await generation.next()) tokens.push(step.token);
  if (generation.end?.reason === 'stop') tokens.push(model.tokenizer.id(END_OF_TURN)!);
  return { prompt, tokens, turn: readTurn(model.tokenizer, tokens) };
}
