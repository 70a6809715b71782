// The loop of pretraining: rows in, gradients, a step, and every so often a checkpoint and a measurement on text
// kept aside. It touches no file: what is to be saved and shown goes to hooks. Everything that decides the next
// step is in the weights, the optimiser's state and `Place`, so a run that goes on from them is the same run.
import { badArgument, throwIfAborted } from '../../base/errors.ts';
import type { PackedBatch, PackerState } from '../corpus/pack.ts';
import { diverged, type Optimizer } from './optimizer.ts';
import { checkSchedule, rateAt, type Schedule } from './schedule.ts';
import type { TrainModel } from './train-model.ts';

/** Rows of (B, T) with targets of −1 where there is no loss; `RowPacker` is one. */
export interface RowSource {
  state: PackerState;
  next(rows: number): Promise<PackedBatch>;
}

/** Where a run stands; plain JSON. */
export interface Place {
  /** Steps taken. */
  readonly step: number;
  /** Tokens that carried loss, over all steps. */
  readonly tokens: number;
  /** Time spent training, seconds. */
  readonly seconds: number;
  readonly data: PackerState;
}

export interface LoopOptions {
  readonly schedule: Schedule;
  /** Rows of a step; gradients of several forwards are added where they are more than fit at once. */
  readonly batch: number;
  /** UTF-8 bytes a token of the training text, for bits a byte. */
  readonly bytesPerToken: number;
  /** Steps from checkpoint to checkpoint. */
  readonly every: number;
  readonly signal?: AbortSignal | undefined;
}

/** What is known after a step. */
export interface Metrics {
  readonly step: number;
  /** Mean cross-entropy of the step's tokens, nats. */
  readonly loss: number;
  readonly bitsPerByte: number;
  readonly rate: number;
  /** Of the gradients, before clipping. */
  readonly gradNorm: number;
  readonly tokens: number;
  readonly tokensPerSecond: number;
  /** Training time so far, and about what is left, seconds. */
  readonly seconds: number;
  readonly left: number;
  /** Bits a byte on text kept aside, where it was just measured. */
  readonly validation?: number | undefined;
}

export interface LoopHooks {
  readonly onStep?: ((metrics: Metrics) => void | Promise<void>) | undefined;
  /** Keeps the run as it is after `place.step` steps. The last step is always kept. */
  readonly save?: ((place: Place) => Promise<void>) | undefined;
  /** Bits a byte on text kept aside; asked before each save. */
  readonly validate?: (() => Promise<number>) | undefined;
}

/**
 * Trains until the schedule ends, from `place` on.
 * @throws `diverged` naming the step and what is not finite; `aborted` after a last save; `bad-argument`.
 */
export async function pretrain(
  model: TrainModel,
  optimizer: Optimizer,
  rows: RowSource,
  options: LoopOptions,
  hooks: LoopHooks = {},
  place?: Place,
): Promise<Place> {
  const { schedule, every, bytesPerToken, signal } = options;
  checkSchedule(schedule);
  if (!(Number.isInteger(every) && every > 0))
    throw badArgument(`A checkpoint every ${every} steps.`, 'Choose 1 or more.');
  if (place) rows.state = place.data;
  let now: Place = place ?? { step: 0, tokens: 0, seconds: 0, data: rows.state };
  let saved = now.step;
  const save = async (): Promise<void> => {
    if (saved !== now.step) await hooks.save?.(now);
    saved = now.step;
  };
  while (now.step < schedule.steps) {
    if (signal?.aborted) await save();
    throwIfAborted(signal);
    const begun = performance.now();
    const { loss, counted, gradNorm } = await takeStep(model, optimizer, rows, options, now.step);
    const seconds = (performance.now() - begun) / 1000;
    now = { step: now.step + 1, tokens: now.tokens + counted, seconds: now.seconds + seconds, data: rows.state };
    const due = now.step % every === 0 || now.step === schedule.steps;
    await hooks.onStep?.({
      step: now.step,
      loss,
      bitsPerByte: loss / Math.LN2 / bytesPerToken,
      rate: rateAt(schedule, now.step - 1),
      gradNorm,
      tokens: now.tokens,
      tokensPerSecond: counted / seconds,
      seconds: now.seconds,
      left: (now.seconds / now.step) * (schedule.steps - now.step),
      validation: due ? await hooks.validate?.() : undefined,
    });
    if (due) await save();
  }
  return now;
}

/** One step of the optimiser over `batch` rows. */
async function takeStep(
  model: TrainModel,
  optimizer: Optimizer,
  rows: RowSource,
  { batch, schedule }: LoopOptions,
  step: number,
): Promise<{ loss: number; counted: number; gradNorm: number }> {
  const { T: length, inputs, targets, counted } = await rows.next(batch);
  if (counted === 0)
    throw badArgument('The rows of a step carry no loss.', 'Train on longer documents, or on more rows a step.');
  model.clearGradients();
  let loss = 0;
  for (const part of parts(inputs, targets, length, model.rows)) {
    const factors = part.counts.map((counts) => -counts / counted);
    loss += dot(factors, await model.learn(part, factors));
  }
  if (!Number.isFinite(loss)) throw diverged((await model.notFinite()) ?? 'the loss', step + 1);
  return { loss, counted, gradNorm: await optimizer.step(rateAt(schedule, step)) };
}

/** Mean cross-entropy of `count` rows, nats a token. The source is left where it was. */
export async function evaluate(model: TrainModel, rows: RowSource, count: number): Promise<number> {
  const { state } = rows;
  const { T: length, inputs, targets, counted } = await rows.next(count);
  rows.state = state;
  let loss = 0;
  for (const part of parts(inputs, targets, length, model.rows)) loss -= dot(part.counts, await model.logProbs(part));
  return loss / counted;
}

/** Batches of at most `most` tokens; `counts` is 1 where there is loss and 0 elsewhere. */
function* parts(inputs: Int32Array, targets: Int32Array, length: number, most: number) {
  const rows = Math.floor(most / length);
  if (rows === 0)
    throw badArgument(`Rows of ${length} tokens do not fit ${most}.`, 'Make the model for longer batches.');
  for (let at = 0; at < inputs.length; at += rows * length) {
    const tokens = inputs.subarray(at, at + rows * length);
    const wanted = targets.subarray(at, at + rows * length);
    yield {
      sequences: tokens.length / length,
      length,
      tokens,
      targets: wanted.map((target) => Math.max(0, target)),
      counts: Float32Array.from(wanted, (target) => (target < 0 ? 0 : 1)),
    };
  }
}

function dot(factors: Float32Array, scores: ArrayLike<number>): number {
  return factors.reduce((sum, factor, t) => (factor === 0 ? sum : sum + factor * scores[t]!), 0);
}
