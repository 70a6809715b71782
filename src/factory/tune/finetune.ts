// Stage 2: learning to answer, from conversations. All weights, or LoRA adapters beside them, as the model was
// loaded; the loss is the mean cross-entropy of the tokens that the assistant wrote.
import { throwIfAborted } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import { IGNORED } from '../corpus/pack.ts';
import { diverged, type Optimizer } from '../train/optimizer.ts';
import type { TrainModel } from '../train/train-model.ts';
import type { Example } from './example.ts';
import { ExampleRows } from './rows.ts';

export interface FinetuneOptions {
  /** How often every conversation is seen. */
  readonly epochs: number;
  /** Rows of T tokens a step. */
  readonly batch: number;
  readonly T: number;
  /** The highest learning rate; it rises over the first twentieth and then falls to zero. */
  readonly rate: number;
  readonly seed: number;
  readonly onStep?: ((step: TuneStep) => void) | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface TuneStep {
  readonly step: number;
  readonly steps: number;
  /** Nats a learned token, before the step. */
  readonly loss: number;
  /** Tokens through forward and backward so far. */
  readonly tokens: number;
}

/** @throws `diverged` when a loss is not finite, `aborted`; the weights are then those of the last step. */
export async function finetune(
  model: TrainModel,
  optimizer: Optimizer,
  examples: readonly Example[],
  options: FinetuneOptions,
): Promise<TuneStep> {
  const { epochs, batch, T, rate, seed, onStep, onProgress, signal } = options;
  const rows = new ExampleRows(examples, { T, seed });
  const steps = Math.max(1, Math.round((rows.epochRows * epochs) / batch));
  let last: TuneStep = { step: 0, steps, loss: Number.NaN, tokens: 0 };
  for (let step = 1; step <= steps; step++) {
    throwIfAborted(signal);
    const { inputs, targets, counted } = await rows.next(batch);
    const factors = Float64Array.from(targets, (target) => (target === IGNORED ? 0 : -1 / counted));
    const shape = { sequences: batch, length: T, tokens: inputs, targets: targets.map((t) => Math.max(0, t)) };
    model.clearGradients();
    const scores = await model.learn(shape, factors);
    const loss = factors.reduce((sum, factor, t) => sum + factor * scores[t]!, 0);
    if (!Number.isFinite(loss)) throw diverged('the loss of fine-tuning', step);
    await optimizer.step(rate * warmThenFalling(step, steps));
    last = { step, steps, loss, tokens: step * batch * T };
    onStep?.(last);
    onProgress?.({ label: `Fine-tuning, loss ${loss.toFixed(3)}`, done: step, total: steps, unit: 'steps' });
  }
  return last;
}

/** From 0 up over the first twentieth of the steps, then in a line down to 0 after the last. */
export function warmThenFalling(step: number, steps: number): number {
  const warm = Math.ceil(steps / 20);
  return step <= warm ? step / warm : (steps + 1 - step) / (steps + 1 - warm);
}
