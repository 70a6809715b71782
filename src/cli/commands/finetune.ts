// `finetune` and `prefer`: stages 2 and 3 for weights of any origin that can be trained here, the whole of them or a
// LoRA adapter beside them.
import { readFile } from 'node:fs/promises';
import { badArgument, badFile } from '../../base/errors.ts';
import { readComparisons } from '../../factory/compare/comparison.ts';
import { trainDpo } from '../../factory/compare/dpo.ts';
import { pairFits, tokenPairs } from '../../factory/compare/reward.ts';
import { Optimizer } from '../../factory/train/optimizer.ts';
import { TrainModel } from '../../factory/train/train-model.ts';
import { readConversations } from '../../factory/tune/conversation.ts';
import { importedComparison, importedConversation } from '../../factory/tune/data/import.ts';
import { exampleOf, speaking } from '../../factory/tune/example.ts';
import { finetune as tune } from '../../factory/tune/finetune.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import { createBackend } from '../../silicon/backend.ts';
import { createTokenizer } from '../../text/create.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { onInterrupt } from '../interrupt.ts';
import { count, note, progressLine } from '../terminal.ts';
import { checkOutput } from './quantize.ts';

interface LearnFlags {
  readonly lora?: number;
  readonly epochs: number;
  readonly batch: number;
  readonly rate: number;
  readonly seed: number;
  readonly threads?: number;
  readonly force?: boolean;
}

export interface FinetuneFlags extends LearnFlags {
  readonly length: number;
}

export interface PreferFlags extends LearnFlags {
  readonly beta: number;
  readonly places: number;
}

/** Rows of public sets are taken too, by their fields. */
export async function finetune(weights: string, path: string, out: string, flags: FinetuneFlags): Promise<void> {
  const conversations = await readLines(path, readConversations, importedConversation);
  await learning(weights, out, flags, Math.min(flags.batch, 8) * flags.length, async (shop) => {
    const examples = conversations.map((made) => exampleOf(shop.tokenizer, made));
    const done = await tune(shop.model, shop.optimizer, examples, { ...flags, ...shop });
    const left = done.tooLong > 0 ? `; ${count(done.tooLong)} were longer than ${flags.length} tokens` : '';
    return `${count(examples.length - done.tooLong)} conversations, loss ${done.loss.toFixed(3)}${left}`;
  });
}

export async function prefer(weights: string, path: string, out: string, flags: PreferFlags): Promise<void> {
  const comparisons = await readLines(path, readComparisons, importedComparison);
  await learning(weights, out, flags, flags.places, async ({ model, optimizer, tokenizer, onProgress, signal }) => {
    const pairs = comparisons.flatMap((comparison) => tokenPairs(tokenizer, comparison));
    const fitting = pairs.filter((pair) => pairFits(pair, flags.places));
    if (fitting.length === 0) throw badArgument(`No pair of ${path} fits ${flags.places} tokens.`, 'Raise --places.');
    const last = await trainDpo(model, optimizer, fitting, {
      ...{ ...flags, signal },
      onStep: ({ step, steps, loss }) =>
        onProgress({ label: `Preferences, loss ${loss.toFixed(3)}`, done: step, total: steps, unit: 'steps' }),
    });
    const left = pairs.length > fitting.length ? `; ${count(pairs.length - fitting.length)} were too long` : '';
    return `${count(fitting.length)} pairs, loss ${last.loss.toFixed(3)}, ${(100 * last.accuracy).toFixed(0)} % in order${left}`;
  });
}

/** What learning needs. */
interface Shop {
  readonly model: TrainModel;
  readonly optimizer: Optimizer;
  readonly tokenizer: Tokenizer;
  readonly onProgress: ReturnType<typeof progressLine>['report'];
  readonly signal: AbortSignal;
}

/** Loads weights to train, lets `learn` train them, writes them or the adapter, and says what it says. */
async function learning(
  weights: string,
  out: string,
  flags: LearnFlags,
  rows: number,
  learn: (shop: Shop) => Promise<string>,
): Promise<void> {
  const { lora, seed, threads } = flags;
  await checkOutput(out, flags);
  using interrupt = onInterrupt();
  const progress = progressLine();
  const backend = await createBackend({ threads });
  try {
    const checkpoint = await openCheckpoint(weights);
    const adapter = lora === undefined ? undefined : { rank: lora, alpha: 2 * lora, seed };
    const model = await TrainModel.load(checkpoint, backend, { rows, lora: adapter });
    await checkpoint.close();
    if (!checkpoint.tokenizer) throw badArgument(`${weights} has no tokenizer.`, 'Use weights that come with one.');
    const tokenizer = createTokenizer(checkpoint.tokenizer);
    const kind = adapter ? 'adamw' : 'muon';
    const optimizer = new Optimizer(backend, model.parameters, { kind, weightDecay: 0 });
    const said = await learn({ model, optimizer, tokenizer, onProgress: progress.report, signal: interrupt.signal });
    progress.end();
    await writeGgufFile(adapter ? await model.adapter() : speaking(model.checkpoint()), out);
    note(`Wrote ${out}: ${said}`);
  } finally {
    progress.end();
    await backend.close();
  }
}

/** Lines of a JSONL file: ours, or rows of a public set. @throws `bad-file` naming the line that is neither. */
async function readLines<T>(
  path: string,
  read: (lines: Iterable<string>, file: string) => Iterable<T>,
  imported: (row: Readonly<Record<string, unknown>>, id: string) => T | undefined,
): Promise<T[]> {
  const lines = (await readFile(path, 'utf8')).split('\n');
  const first = lines.find((line) => line.trim() !== '');
  if (first === undefined) throw badFile(path, 'lines', 'there are none');
  if (imported(parsed(first, path, 1), 'first') === undefined) return [...read(lines, path)];
  return lines.flatMap((line, i) => {
    const made = line.trim() === '' ? undefined : imported(parsed(line, path, i + 1), `${path} ${i + 1}`);
    return made === undefined ? [] : [made];
  });
}

function parsed(line: string, path: string, number: number): Readonly<Record<string, unknown>> {
  try {
    const row: unknown = JSON.parse(line);
    if (typeof row === 'object' && row !== null) return row as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw badFile(path, `line ${number}`, (error as Error).message, error);
  }
  throw badFile(path, `line ${number}`, 'is not an object');
}
