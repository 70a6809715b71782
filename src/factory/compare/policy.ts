// Learning from rewards on the model's own answers. PPO (Schulman et al. 2017; Ouyang et al. 2022): a value head,
// generalised advantages, clipped ratios, a KL penalty to the reference in every token's reward. Group-relative
// REINFORCE (Shao et al. 2024): several answers to a task, each judged against their mean, no value head.
//
// Sampling needs a fast engine and learning the trainer, so each iteration hands the weights over: `sample` gets a
// checkpoint and gives answers with rewards.
import { throwIfAborted } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import type { Optimizer } from '../train/optimizer.ts';
import type { TrainModel } from '../train/train-model.ts';
import { answerLogProbs } from './dpo.ts';
import {
  clippedLoss,
  generalisedAdvantages,
  groupAdvantages,
  sampledKl,
  standardised,
  tokenRewards,
  valueLoss,
} from './losses.ts';
import { batches, Rows, type Sequence } from './sequences.ts';

/** An answer that the policy sampled. */
export interface Rollout extends Sequence {
  /** Answers to the same task have the same number. */
  readonly task: number;
  /** What the judge that is trained against gave it. */
  readonly reward: number;
  /** What the gold checker gives it: watched, never trained on. */
  readonly gold: number;
}

export interface PolicyOptions {
  readonly method: 'ppo' | 'reinforce';
  readonly iterations: number;
  /** Answers from the weights as they are. */
  readonly sample: (checkpoint: Checkpoint, iteration: number) => Promise<readonly Rollout[]>;
  /** The model to stay near: frozen, or 'adapters' where the policy's own base is it. */
  readonly reference: TrainModel | 'adapters';
  readonly rate: number;
  /** KL penalty a nat. Default 0.05. */
  readonly beta?: number;
  /** How far a ratio may go from 1. Default 0.2. */
  readonly clip?: number;
  /** PPO: how often each batch of answers is gone through. Default 2. */
  readonly epochs?: number;
  /** Answers a step. Default 32. */
  readonly batch?: number;
  /** Discount and trace of generalised advantages. Defaults 1 and 0.95. */
  readonly gamma?: number;
  readonly lambda?: number;
  /** Weight of the value loss. Default 0.5. */
  readonly valueWeight?: number;
  /** Stops when the KL to the reference exceeds this, nats an answer. */
  readonly mostKl?: number;
  readonly seed: number;
  readonly onIteration?: ((report: PolicyReport) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What an iteration saw, of the answers sampled before its steps: over-optimisation shows as reward up, gold down. */
export interface PolicyReport {
  readonly iteration: number;
  readonly reward: number;
  readonly gold: number;
  /** KL to the reference, nats an answer. */
  readonly kl: number;
  readonly length: number;
  /** Share of tokens whose ratio was clipped in the last epoch. */
  readonly clipped: number;
  /** Tokens through forward and backward, and through forward alone, so far. */
  readonly trained: number;
  readonly run: number;
}

/** What is known of an answer before learning from it. */
interface Learned {
  readonly rollout: Rollout;
  readonly old: Float64Array;
  readonly advantages: Float64Array;
  readonly returns: Float64Array | undefined;
}

/** Trains `model` (with a value head for PPO). @returns the reports of all iterations. */
export async function trainPolicy(
  model: TrainModel,
  optimizer: Optimizer,
  options: PolicyOptions,
): Promise<PolicyReport[]> {
  const { iterations, batch = 32, mostKl = Number.POSITIVE_INFINITY, signal, seed } = options;
  const random = new Random(seed);
  const reports: PolicyReport[] = [];
  let [trained, run] = [0, 0];
  for (let iteration = 1; iteration <= iterations; iteration++) {
    throwIfAborted(signal);
    const rollouts = await options.sample(model.checkpoint(), iteration);
    const { learned, kl } = await judge(model, rollouts, options);
    run += 2 * rollouts.reduce((count, { prompt, answer }) => count + prompt.length + answer.length, 0);
    let clipped = 0;
    const epochs = options.method === 'ppo' ? (options.epochs ?? 2) : 1;
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = random.shuffled(learned);
      const shares: number[] = [];
      for (let at = 0; at < order.length; at += batch) {
        throwIfAborted(signal);
        const done = await learn(model, optimizer, order.slice(at, at + batch), options);
        shares.push(done.clipped);
        trained += done.places;
      }
      clipped = mean(shares);
    }
    const of = (key: 'reward' | 'gold'): number => mean(rollouts.map((rollout) => rollout[key]));
    const length = mean(rollouts.map(({ answer }) => answer.length));
    const report = { iteration, reward: of('reward'), gold: of('gold'), kl, length, clipped, trained, run };
    reports.push(report);
    options.onIteration?.(report);
    if (kl > mostKl) break;
  }
  return reports;
}

/** Log-probabilities under policy and reference, and what each token turned out to be worth. */
async function judge(
  model: TrainModel,
  rollouts: readonly Rollout[],
  options: PolicyOptions,
): Promise<{ readonly learned: readonly Learned[]; readonly kl: number }> {
  const { method, reference, beta = 0.05, gamma = 1, lambda = 0.95 } = options;
  const ppo = method === 'ppo';
  const { scores: old, values } = await scoresAndValues(model, rollouts, ppo);
  const base =
    reference === 'adapters'
      ? await answerLogProbs(model, rollouts, { adapt: false })
      : await answerLogProbs(reference, rollouts);
  const kl = sampledKl(old.map((policy, i) => ({ policy, reference: base[i]! })));
  if (!ppo) return { learned: groupRelative(rollouts, old, base, beta), kl };
  const learned = rollouts.map((rollout, i): Learned => {
    const earned = tokenRewards(old[i]!, base[i]!, rollout.reward, beta);
    return { rollout, old: old[i]!, ...generalisedAdvantages(earned, values[i]!, gamma, lambda) };
  });
  const all = standardised(learned.flatMap(({ advantages }) => [...advantages]));
  let from = 0;
  return {
    learned: learned.map((item) => {
      const advantages = all.slice(from, (from += item.advantages.length));
      return { ...item, advantages };
    }),
    kl,
  };
}

/** Each answer against the mean of its task's, its KL penalty taken off its reward. */
function groupRelative(
  rollouts: readonly Rollout[],
  old: readonly Float64Array[],
  base: readonly Float64Array[],
  beta: number,
): Learned[] {
  const worth = rollouts.map(({ reward }, i) =>
    tokenRewards(old[i]!, base[i]!, reward, beta).reduce((a, b) => a + b, 0),
  );
  const advantage = new Float64Array(rollouts.length);
  for (const task of new Set(rollouts.map((rollout) => rollout.task))) {
    const mine = [...rollouts.keys()].filter((i) => rollouts[i]!.task === task);
    for (const [at, value] of groupAdvantages(mine.map((i) => worth[i]!)).entries()) advantage[mine[at]!] = value;
  }
  return rollouts.map((rollout, i) => {
    const advantages = new Float64Array(rollout.answer.length).fill(advantage[i]!);
    return { rollout, old: old[i]!, advantages, returns: undefined };
  });
}

/** For each answer the log-probabilities of its tokens and the values before them. */
async function scoresAndValues(
  model: TrainModel,
  rollouts: readonly Rollout[],
  withValues: boolean,
): Promise<{ scores: Float64Array[]; values: Float64Array[] }> {
  const found = new Map<Rollout, { scores: Float64Array; values: Float64Array }>();
  for (const group of batches(rollouts, model.rows, (rollout) => [rollout])) {
    const rows = new Rows(group);
    const scores = await model.logProbs(rows.batch);
    const values = withValues ? await model.values() : scores;
    for (const [row, rollout] of group.entries())
      found.set(rollout, { scores: rows.answer(scores, row), values: rows.answer(values, row) });
  }
  const all = rollouts.map((rollout) => found.get(rollout)!);
  return { scores: all.map(({ scores }) => scores), values: all.map(({ values }) => values) };
}

/** One step of the optimiser over some answers. */
async function learn(
  model: TrainModel,
  optimizer: Optimizer,
  items: readonly Learned[],
  { clip = 0.2, valueWeight = 0.5, rate }: PolicyOptions,
): Promise<{ readonly clipped: number; readonly places: number }> {
  const tokens = items.reduce((count, { old }) => count + old.length, 0);
  let [clipped, places] = [0, 0];
  model.clearGradients();
  for (const group of batches(items, model.rows, ({ rollout }) => [rollout])) {
    const rows = new Rows(group.map(({ rollout }) => rollout));
    places += rows.batch.tokens.length;
    const scores = await model.logProbs(rows.batch);
    const values = group[0]!.returns ? await model.values() : undefined;
    // Losses are means over an answer's tokens; `part` makes them means over all tokens of the step.
    const part = (row: number): number => group[row]!.old.length / tokens;
    const policy = group.map(({ old, advantages }, row) =>
      clippedLoss(rows.answer(scores, row), old, advantages, clip),
    );
    for (const [row, { clipped: share }] of policy.entries()) clipped += share * part(row);
    const factors = rows.factors((row) => policy[row]!.grad.map((slope) => slope * part(row)));
    const dValues =
      values &&
      rows.factors((row) => {
        const { grad } = valueLoss(rows.answer(values, row), group[row]!.returns!);
        return grad.map((slope) => slope * part(row) * valueWeight);
      });
    await model.backwardFrom(factors, dValues);
  }
  await optimizer.step(rate);
  return { clipped, places };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
