// The reward model: a language model with a head that makes one number of a whole answer, trained on pairs so
// that the better answer gets the larger one.
import { throwIfAborted } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import type { Turn } from '../../text/abi.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import type { Optimizer } from '../train/optimizer.ts';
import { rateAt } from '../train/schedule.ts';
import type { TrainModel } from '../train/train-model.ts';
import { type Comparison, preferencePairs } from './comparison.ts';
import { rewardLoss } from './losses.ts';
import { batches, batchPlaces, Rows, type Sequence } from './sequences.ts';
import { answerTokens, promptTokens } from './task.ts';

/** Two answers, of which the first is better by `margin` ranks. */
export interface TokenPair {
  readonly chosen: Sequence;
  readonly rejected: Sequence;
  readonly margin: number;
}

/** The pairs of a comparison with its best answer. */
export function tokenPairs(tokenizer: Tokenizer, comparison: Comparison): TokenPair[] {
  return preferencePairs(comparison, 'best').map(({ task, chosen, rejected, margin }) => {
    const prompt = promptTokens(tokenizer, task);
    const sequence = (turn: Turn): Sequence => ({ prompt, answer: answerTokens(tokenizer, turn) });
    return { chosen: sequence(chosen), rejected: sequence(rejected), margin };
  });
}

/** Whether a pair can stand in a batch of so many places. */
export function pairFits({ chosen, rejected }: TokenPair, places: number): boolean {
  return batchPlaces([chosen, rejected]) <= places;
}

export interface PairOptions {
  readonly epochs: number;
  /** Pairs a step. */
  readonly batch: number;
  readonly rate: number;
  readonly seed: number;
  readonly onStep?: ((step: PairStep) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface PairStep {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  /** Share of pairs in the right order, before the step. */
  readonly accuracy: number;
  /** Tokens through forward and backward so far. */
  readonly tokens: number;
}

/** Rewards of answers, in order. The model must have a value head. */
export async function rewards(model: TrainModel, sequences: readonly Sequence[]): Promise<number[]> {
  const out = new Map<Sequence, number>();
  for (const group of batches(sequences, model.rows, (sequence) => [sequence])) {
    const rows = new Rows(group);
    const values = await model.values(rows.batch);
    for (const [row, sequence] of group.entries()) out.set(sequence, rows.last(values, row));
  }
  return sequences.map((sequence) => out.get(sequence)!);
}

/**
 * Trains the value head and what is under it. `margin`: how much reward a rank of difference should make at
 * least; 0: any.
 */
export async function trainReward(
  model: TrainModel,
  optimizer: Optimizer,
  pairs: readonly TokenPair[],
  options: PairOptions & { readonly margin?: number },
): Promise<PairStep> {
  const { margin = 0 } = options;
  return overPairs(optimizer, model, pairs, options, async (rows, group, count) => {
    const values = await model.values(rows.batch);
    const losses = group.map((pair, i) =>
      rewardLoss(rows.last(values, 2 * i), rows.last(values, 2 * i + 1), margin * pair.margin),
    );
    const slopes = rows.lastFactors((row) => losses[row >> 1]!.grad[row & 1]! / count);
    await model.backwardFrom(undefined, slopes);
    return group.map((_, i) => ({
      loss: losses[i]!.loss,
      right: Number(rows.last(values, 2 * i) > rows.last(values, 2 * i + 1)),
    }));
  });
}

/** Share of pairs that rewards put in the right order; equal rewards count half. */
export async function pairAccuracy(model: TrainModel, pairs: readonly TokenPair[]): Promise<number> {
  const all = await rewards(
    model,
    pairs.flatMap(({ chosen, rejected }) => [chosen, rejected]),
  );
  const right = pairs.map((_, i) => (Math.sign(all[2 * i]! - all[2 * i + 1]!) + 1) / 2);
  return right.reduce((sum, value) => sum + value, 0) / Math.max(1, right.length);
}

/** Goes through pairs in a seeded order, a step for every `batch` of them; `learn` adds the gradients of some. */
export async function overPairs<P extends TokenPair>(
  optimizer: Optimizer,
  model: TrainModel,
  pairs: readonly P[],
  { epochs, batch, rate, seed, onStep, signal }: PairOptions,
  learn: (rows: Rows, group: readonly P[], count: number) => Promise<readonly { loss: number; right: number }[]>,
): Promise<PairStep> {
  const random = new Random(seed);
  const steps = Math.max(1, Math.round((pairs.length * epochs) / batch));
  const warmup = Math.ceil(steps / 20);
  const schedule = { rate, steps, warmup, decay: steps - warmup };
  let order: P[] = [];
  let last: PairStep = { step: 0, steps, loss: Number.NaN, accuracy: Number.NaN, tokens: 0 };
  let tokens = 0;
  for (let step = 1; step <= steps; step++) {
    throwIfAborted(signal);
    while (order.length < Math.min(batch, pairs.length)) order = [...order, ...random.shuffled(pairs)];
    const chosen = order.splice(0, batch);
    model.clearGradients();
    const results: { loss: number; right: number }[] = [];
    for (const group of batches(chosen, model.rows, sequencesOf)) {
      const rows = new Rows(group.flatMap(sequencesOf));
      tokens += rows.batch.tokens.length;
      results.push(...(await learn(rows, group, chosen.length)));
    }
    await optimizer.step(rateAt(schedule, step - 1));
    const mean = (key: 'loss' | 'right'): number =>
      results.reduce((sum, result) => sum + result[key], 0) / results.length;
    last = { step, steps, loss: mean('loss'), accuracy: mean('right'), tokens };
    onStep?.(last);
  }
  return last;
}

const sequencesOf = ({ chosen, rejected }: TokenPair): [Sequence, Sequence] => [chosen, rejected];
