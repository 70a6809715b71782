// Direct preference optimisation: learning from pairs without a reward model, held near the model it began as.
import type { Optimizer } from '../train/optimizer.ts';
import type { TrainModel } from '../train/train-model.ts';
import { dpoLoss } from './losses.ts';
import { overPairs, type PairOptions, type PairStep, type TokenPair } from './reward.ts';
import { batches, Rows, type Sequence } from './sequences.ts';

/** Log-probabilities of each answer's tokens, in order. `adapt: false`: without the model's adapters. */
export async function answerLogProbs(
  model: TrainModel,
  sequences: readonly Sequence[],
  options: { readonly adapt?: boolean } = {},
): Promise<Float64Array[]> {
  const out = new Map<Sequence, Float64Array>();
  for (const group of batches(sequences, model.rows, (sequence) => [sequence])) {
    const rows = new Rows(group);
    const scores = await model.logProbs(rows.batch, options);
    for (const [row, sequence] of group.entries()) out.set(sequence, rows.answer(scores, row));
  }
  return sequences.map((sequence) => out.get(sequence)!);
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

/** A pair with what the model thought of it before training began. */
interface Referenced extends TokenPair {
  readonly refChosen: number;
  readonly refRejected: number;
}

/**
 * The model as it is now is the reference; `beta` says how dear it is to leave it. `anchor` weighs the chosen
 * answer's own likelihood a token, so that both do not become unlikely together (Pang et al. 2024, "Iterative
 * reasoning preference optimization", equation 1). Default: 0, DPO as it was published.
 */
export async function trainDpo(
  model: TrainModel,
  optimizer: Optimizer,
  pairs: readonly TokenPair[],
  options: PairOptions & { readonly beta: number; readonly anchor?: number },
): Promise<PairStep> {
  const { beta, anchor = 0 } = options;
  const before = (
    await answerLogProbs(
      model,
      pairs.flatMap(({ chosen, rejected }) => [chosen, rejected]),
    )
  ).map(sum);
  const referenced = pairs.map(
    (pair, i): Referenced => ({ ...pair, refChosen: before[2 * i]!, refRejected: before[2 * i + 1]! }),
  );
  return overPairs(optimizer, model, referenced, options, async (rows, group, count) => {
    const scores = await model.logProbs(rows.batch);
    const losses = group.map(({ refChosen, refRejected }, i) => {
      const [chosen, rejected] = [sum(rows.answer(scores, 2 * i)), sum(rows.answer(scores, 2 * i + 1))];
      const right = Number(chosen - refChosen > rejected - refRejected);
      return { ...dpoLoss({ chosen, rejected, refChosen, refRejected }, beta), right };
    });
    const pull = (row: number): number => (row % 2 === 0 ? anchor / rows.sequences[row]!.answer.length : 0);
    await model.backwardFrom(rows.factors((row) => (losses[row >> 1]!.grad[row & 1]! - pull(row)) / count));
    return losses;
  });
}
