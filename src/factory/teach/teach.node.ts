// The weekly loop: what a person corrected becomes lessons, lessons become a LoRA adapter, a gate decides whether
// it takes the place of the one that runs. All of it lies in a folder beside the weights:
//
//   lessons.jsonl      conversations, as docs/labelling.md has them
//   adapter-001.gguf   adapters, never overwritten
//   taught.json        which of them runs, and what the gate said of each
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { badArgument, badFile, throwIfAborted } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import { Random } from '../../base/random.ts';
import { onDisk, writeWhole } from '../../base/write.node.ts';
import { loadAdapter } from '../../model/adapter.node.ts';
import type { Adapter } from '../../model/adapter.ts';
import { KEYS } from '../../model/adapter-file.ts';
import type { Checkpoint, MetadataEntry } from '../../model/checkpoint.ts';
import { loadModel, type Model } from '../../model/model.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import type { Backend } from '../../silicon/ops.ts';
import { createTokenizer } from '../../text/create.ts';
import { sampleCandidates } from '../compare/candidates.ts';
import { succeeds } from '../compare/checker.ts';
import { type Task, tasksOf } from '../compare/task.ts';
import { Optimizer } from '../train/optimizer.ts';
import { TrainModel } from '../train/train-model.ts';
import { type Conversation, conversationLine, conversationOf, readConversations } from '../tune/conversation.ts';
import { conversations } from '../tune/data/index.ts';
import { exampleOf } from '../tune/example.ts';
import { finetune } from '../tune/finetune.ts';
import { judge, type Verdict } from './gate.ts';

const LEAST = 8; // times that each lesson comes
const TOGETHER = 32; // answered at once
const ANSWER_TOKENS = 96;
/** How much of an adapter is tried where all of it does not pass the gate: less changes less of everything else. */
const WEAKER = [0.7, 0.5, 0.35];
const LESSON_SEED = 77;

const ADAPTER = z.object({
  number: z.int().positive(),
  lessons: z.int(),
  made: z.string(),
  passed: z.boolean(),
  reasons: z.array(z.string()),
  /** How much of what was trained it has. */
  strength: z.number().positive().default(1),
});
const STATE = z.object({ active: z.int().nullable(), adapters: z.array(ADAPTER) });

export type TaughtAdapter = z.infer<typeof ADAPTER>;
type State = z.infer<typeof STATE>;

export interface LearnOptions {
  readonly rank: number;
  readonly epochs: number;
  readonly rate: number;
  readonly seed: number;
  /** Conversations of all kinds that keep everything else alive; lessons are repeated until they are as many. Default 160. */
  readonly kept?: number | undefined;
  /** Conversations of the report card that the gate asks. Default 160. */
  readonly card?: number | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is taught to one model. */
export class Taught {
  readonly weights: string;
  readonly folder: string;

  constructor(weights: string) {
    this.weights = weights;
    this.folder = `${weights}.taught`;
  }

  /** The adapter that runs, if one does. @throws `bad-file` for a damaged list. */
  async active(): Promise<string | undefined> {
    const { active } = await this.#state();
    return active === null ? undefined : this.#path(active);
  }

  async adapters(): Promise<{ readonly active: number | null; readonly adapters: readonly TaughtAdapter[] }> {
    return this.#state();
  }

  /** Runs an earlier adapter again; 0 for the weights alone. @throws `bad-argument` when there is none of that number. */
  async restore(number: number): Promise<void> {
    const state = await this.#state();
    if (number !== 0 && !state.adapters.some((each) => each.number === number))
      throw badArgument(
        `There is no adapter ${number}.`,
        'teach --list shows those that there are; 0 is the weights alone.',
      );
    await this.#keep({ ...state, active: number === 0 ? null : number });
  }

  async lessons(): Promise<Conversation[]> {
    const path = join(this.folder, 'lessons.jsonl');
    return existsSync(path) ? [...readConversations(await readFile(path, 'utf8'), path)] : [];
  }

  /**
   * Adds lessons; one that asks the same as an earlier one takes its place. @throws `bad-argument` for what is no
   * conversation, `io`.
   */
  async add(made: readonly Omit<Conversation, 'id'>[]): Promise<number> {
    const asked = (each: Omit<Conversation, 'id'>): string =>
      JSON.stringify([each.system, each.tools, each.turns.slice(0, -1)]);
    const all = new Map((await this.lessons()).map((each) => [asked(each), each]));
    for (const each of made) all.set(asked(each), { id: `lesson-${all.size + 1}`, ...each });
    const lines = [...all.values()].map((each, i) => conversationLine({ ...each, id: `lesson-${i + 1}` }));
    for (const line of lines) conversationOf(JSON.parse(line));
    await onDisk(this.folder, mkdir(this.folder, { recursive: true }));
    await writeWhole(join(this.folder, 'lessons.jsonl'), lines.map((line) => `${line}\n`).join(''));
    return all.size;
  }

  /**
   * Trains an adapter on all lessons and lets it through the gate, or as much of it as passes, or not at all: either way
   * it is kept and listed.
   * @throws `bad-argument` without lessons, `aborted` (nothing has changed), `diverged`, `io`.
   */
  async learn(
    backend: Backend,
    options: LearnOptions,
  ): Promise<{ readonly number: number; readonly strength: number; readonly verdict: Verdict }> {
    const { card: cases = 160, signal } = options;
    const lessons = await this.lessons();
    if (lessons.length === 0) throw badArgument('There are no lessons yet.', 'Correct an answer first.');
    const card = cardTasks(options.seed, cases);
    const asked = lessons.flatMap((each) => tasksOf(each).slice(-1));
    const state = await this.#state();
    const running = await this.active();
    const before = await this.#answers(backend, running, [...asked, ...card], 'Before', options);
    const number = Math.max(0, ...state.adapters.map((each) => each.number)) + 1;
    const path = this.#path(number);
    await trainAdapter(this.weights, path, lessons, backend, options);
    throwIfAborted(signal);
    const cut = asked.length;
    const tried = async (strength: number) => {
      const after = await this.#answers(backend, path, [...asked, ...card], `After, ${strength} of it`, options);
      const verdict = judge(
        { before: before.slice(0, cut), after: after.slice(0, cut) },
        { tasks: card, before: before.slice(cut), after: after.slice(cut) },
      );
      return { strength, verdict };
    };
    const found = await strongest(path, tried);
    const { strength, verdict } = found;
    const { passed, reasons } = verdict;
    const made = new Date().toISOString();
    const entry = { number, lessons: lessons.length, made, passed, reasons: [...reasons], strength };
    await this.#keep({ active: passed ? number : state.active, adapters: [...state.adapters, entry] });
    return { number, ...found };
  }

  #path(number: number): string {
    return join(this.folder, `adapter-${String(number).padStart(3, '0')}.gguf`);
  }

  async #state(): Promise<State> {
    const path = join(this.folder, 'taught.json');
    if (!existsSync(path)) return { active: null, adapters: [] };
    try {
      return STATE.parse(JSON.parse(await readFile(path, 'utf8')));
    } catch (cause) {
      throw badFile(path, 'JSON', 'cannot be read', cause);
    }
  }

  async #keep(state: State): Promise<void> {
    await onDisk(this.folder, mkdir(this.folder, { recursive: true }));
    await writeWhole(join(this.folder, 'taught.json'), `${JSON.stringify(state, null, 2)}\n`);
  }

  /** Which tasks the weights with an adapter answer right, greedily. */
  async #answers(
    backend: Backend,
    adapterPath: string | undefined,
    tasks: readonly Task[],
    label: string,
    { seed, onProgress, signal }: LearnOptions,
  ): Promise<boolean[]> {
    const checkpoint = await openCheckpoint(this.weights);
    let model: Model;
    try {
      model = await loadModel(checkpoint, backend);
    } finally {
      await checkpoint.close();
    }
    await using _model = model;
    const adapter: Adapter | undefined = adapterPath === undefined ? undefined : await loadAdapter(model, adapterPath);
    const right: boolean[] = [];
    for (let from = 0; from < tasks.length; from += TOGETHER) {
      const some = tasks.slice(from, from + TOGETHER);
      const sampling = { temperature: 0 };
      const options = { count: 1, maxTokens: ANSWER_TOKENS, sampling, seed, signal, adapter };
      const sampled = await sampleCandidates(model, some, options);
      for (const [i, task] of some.entries()) right.push(succeeds(task, sampled[i]![0]!.turn));
      onProgress?.({ label: `${label}: asking`, done: right.length, total: tasks.length, unit: 'cases' });
    }
    return right;
  }
}

/** How much of an adapter was tried, and what the gate said. */
export interface Tried {
  readonly strength: number;
  readonly verdict: Verdict;
}

/** Leaves at `path` as much of the adapter there as passes; all of it, with its verdict, when nothing does. */
export async function strongest(path: string, tried: (strength: number) => Promise<Tried>): Promise<Tried> {
  const whole = await openCheckpoint(path); // stays readable when the file is replaced
  try {
    const full = await tried(1);
    if (full.verdict.passed) return full;
    for (const strength of WEAKER) {
      await writeGgufFile(weakened(whole, strength), path);
      const found = await tried(strength);
      if (found.verdict.passed) return found;
    }
    await writeGgufFile(whole, path);
    return full;
  } finally {
    await whole.close();
  }
}

/** The same adapter, added with so much of its weight. */
function weakened(adapter: Checkpoint, strength: number): Checkpoint {
  const entry = adapter.metadata.get(KEYS.alpha);
  const alpha: MetadataEntry = { type: 'f32', value: Number(entry!.value) * strength };
  return { ...adapter, metadata: new Map([...adapter.metadata, [KEYS.alpha, alpha]]) };
}

/** Questions in wordings that no training has. */
function cardTasks(seed: number, count: number): Task[] {
  return [...conversations(seed + 3, 'held', 'gate').take(count)].flatMap(tasksOf);
}

async function trainAdapter(
  weights: string,
  path: string,
  lessons: readonly Conversation[],
  backend: Backend,
  { rank, epochs, rate, seed, kept: count = 160, onProgress, signal }: LearnOptions,
): Promise<void> {
  const checkpoint = await openCheckpoint(weights);
  if (!checkpoint.tokenizer) {
    await checkpoint.close();
    throw badArgument(`${weights} has no tokenizer.`, 'Use weights that come with one.');
  }
  const tokenizer = createTokenizer(checkpoint.tokenizer);
  const kept = [...conversations(seed + LESSON_SEED, 'train', 'kept').take(count)];
  const often = Array.from({ length: Math.max(LEAST, Math.ceil(count / lessons.length)) }, () => lessons).flat();
  const examples = new Random(seed).shuffled([...often, ...kept]).map((each) => exampleOf(tokenizer, each));
  const length = Math.min(2048, Math.max(...examples.map(({ tokens }) => tokens.length)));
  const model = await TrainModel.load(checkpoint, backend, {
    rows: Math.max(length, 2048),
    lora: { rank, alpha: 2 * rank, seed },
  });
  await checkpoint.close();
  const optimizer = new Optimizer(backend, model.parameters, { kind: 'adamw', weightDecay: 0 });
  try {
    await finetune(model, optimizer, examples, { epochs, batch: 4, length, rate, seed, onProgress, signal });
    await onDisk(path, mkdir(join(path, '..'), { recursive: true }));
    await writeGgufFile(await model.adapter(), path);
  } finally {
    optimizer.close();
    model.close();
  }
}
