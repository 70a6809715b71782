// Stage 2: learning to answer. All weights, or adapters beside them, as the model was loaded; the loss is the mean
// cross-entropy of what the assistant wrote, and of documents that go along so that they are not forgotten.
import { badArgument } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import type { RowPacker } from '../corpus/pack.ts';
import { type LoopHooks, type Place, pretrain } from '../train/loop.ts';
import type { Optimizer } from '../train/optimizer.ts';
import type { TrainModel } from '../train/train-model.ts';
import type { Example } from './example.ts';
import { ExampleRows, MixedRows } from './rows.ts';

export interface FinetuneOptions {
  /** How often every conversation is seen. */
  readonly epochs: number;
  /** Rows a step. */
  readonly batch: number;
  /** Tokens a row; longer conversations are left out. */
  readonly length: number;
  /** The highest learning rate: it rises over the first twentieth of the steps, then falls to zero. */
  readonly rate: number;
  readonly seed: number;
  /** Rows of documents of the same length, and their share of all rows. */
  readonly replay?: { readonly documents: RowPacker; readonly share: number } | undefined;
  /** Where an earlier run stood, to go on from. */
  readonly place?: Place | undefined;
  /** Steps after which `save` keeps the run as it is. Default: once, at the end. */
  readonly every?: number | undefined;
  readonly save?: LoopHooks['save'];
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Finetuned {
  readonly steps: number;
  /** Nats a learned token, of the last step. */
  readonly loss: number;
  /** Tokens through forward and backward. */
  readonly tokens: number;
  /** Conversations that did not fit a row. */
  readonly tooLong: number;
}

/** @throws `bad-argument` when nothing fits, `diverged`, `aborted`. */
export async function finetune(
  model: TrainModel,
  optimizer: Optimizer,
  examples: readonly Example[],
  options: FinetuneOptions,
): Promise<Finetuned> {
  const { epochs, batch, length, rate, seed, replay, place, every, save, onProgress, signal } = options;
  const fitting = examples.filter(({ tokens }) => tokens.length <= length + 1);
  if (fitting.length === 0) throw badArgument(`No conversation fits ${length} tokens.`, 'Use longer rows.');
  const asked = new ExampleRows(fitting, { T: length, seed });
  const share = replay?.share ?? 0;
  const rows = replay ? new MixedRows(asked, replay.documents, share) : asked;
  const steps = Math.max(1, Math.round((asked.epochRows * epochs) / batch / (1 - share)));
  const warmup = Math.ceil(steps / 20);
  const schedule = { rate, steps, warmup, decay: steps - warmup };
  let loss = Number.NaN;
  await pretrain(
    model,
    optimizer,
    rows,
    { schedule, batch, bytesPerToken: 1, every: every ?? steps, signal },
    {
      save,
      onStep: (metrics) => {
        ({ loss } = metrics);
        const label = `Fine-tuning, loss ${loss.toFixed(3)}`;
        onProgress?.({ label, done: metrics.step, total: steps, unit: 'steps' });
      },
    },
    place,
  );
  return { steps, loss, tokens: steps * batch * length, tooLong: examples.length - fitting.length };
}
