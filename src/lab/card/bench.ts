// What all instruments of the card share: the models that are measured side by side, and figures from answers.
//
//   random      the same shape, as training began
//   base        after pretraining; where a row asks for answers, with three examples of the same kind before it
//   sft dpo …   after each later stage
//
// Beside them a row has what chance gives and what the best simple heuristic gives. A figure is a mean over n cases
// with half of its 95 % interval (1.96 standard errors).
import { throwIfAborted } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import { Random } from '../../base/random.ts';
import { promptTokens, type Task } from '../../factory/compare/task.ts';
import { answersOf, type Figure, type ReportRow, shareOf } from '../../factory/make/evaluate.ts';
import type { Recipe } from '../../factory/make/recipe.ts';
import type { Conversation } from '../../factory/tune/conversation.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import type { Model } from '../../model/model.ts';
import type { Backend } from '../../silicon/ops.ts';
import type { Part, Turn } from '../../text/abi.ts';
import type { ReadTurn } from '../../text/abi-read.ts';

/** A model as it is measured. */
export interface Subject {
  readonly name: string;
  readonly model: Model;
  /** Its weights again, for what measures them in training's own passes. */
  readonly open: () => Promise<Checkpoint>;
  /** Shown examples before it answers. */
  readonly shots: boolean;
}

export interface Bench {
  readonly subjects: readonly Subject[];
  readonly backend: Backend;
  /** Of the weights, where it is known. */
  readonly recipe: Recipe | undefined;
  /** The folder that `make` made them in, where there is one. */
  readonly folder: string | undefined;
  /** Where ../shared/data lies; instruments whose data is not there are left out. */
  readonly data: string;
  /** Cases of a row, at most. */
  readonly n: number;
  readonly seed: number;
  /** Trainings of each way to learn from comparisons. */
  readonly seeds: number;
  /** Most tokens an answer. */
  readonly maxTokens: number;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

/** What an instrument found; `left` says why there is nothing. */
export interface Section {
  readonly rows: readonly ReportRow[];
  /** What a reader must know beside the table: a paragraph each. */
  readonly notes?: readonly string[];
  readonly left?: string;
}

export interface Instrument {
  readonly name: string;
  readonly about: string;
  measure(bench: Bench): Promise<Section>;
}

/** Examples before a task, at most. */
const SHOTS = 3;
/** Answered between two reports of progress. */
const TOGETHER = 64;

/** A question to the model, the rows that it counts for, and whether an answer to it is right, from 0 to 1. */
export interface Case {
  readonly rows: readonly string[];
  readonly task: Task;
  readonly right: (answer: ReadTurn) => number;
}

/**
 * For each subject the scores of all cases, in order; a task that several cases share is answered once. `examples`:
 * what a subject with shots is shown some of.
 */
export async function answered(
  bench: Bench,
  cases: readonly Case[],
  examples: readonly Conversation[],
): Promise<Record<string, number[]>> {
  const { subjects, maxTokens, seed, signal, onProgress } = bench;
  const tasks = [...new Set(cases.map(({ task }) => task))];
  const found: Record<string, number[]> = {};
  for (const [i, { name, model, shots }] of subjects.entries()) {
    const random = new Random(seed);
    const said = new Map<Task, ReadTurn>();
    for (let from = 0; from < tasks.length; from += TOGETHER) {
      throwIfAborted(signal);
      const [done, total] = [i * tasks.length + from, subjects.length * tasks.length];
      onProgress({ label: `Answers, ${name}`, done, total, unit: 'cases' });
      const asked = tasks
        .slice(from, from + TOGETHER)
        .map((task) =>
          shots ? withShots(model, task, shotsFor(random, task, examples), maxTokens) : { task, shift: 0 },
        );
      const answers = await answersOf(
        model,
        asked.map(({ task }) => task),
        { maxTokens, signal },
      );
      for (const [at, { turn }] of answers.entries())
        said.set(tasks[from + at]!, { ...turn, parts: shifted(turn.parts, -asked[at]!.shift) });
    }
    found[name] = cases.map(({ task, right }) => right(said.get(task)!));
  }
  return found;
}

/** Examples of a task's kind, drawn anew for each task. */
function shotsFor(random: Random, { family }: Task, examples: readonly Conversation[]): Conversation[] {
  const kind = family.split('/')[0]!;
  const alike = examples.filter((each) => each.family.split('/')[0] === kind);
  return random.shuffled(alike.length > 0 ? alike : examples).slice(0, SHOTS);
}

/** A task after as many examples as fit, in one conversation; its passages count on from theirs, by `shift`. */
export function withShots(
  model: Model,
  task: Task,
  shots: readonly Conversation[],
  maxTokens: number,
): { readonly task: Task; readonly shift: number } {
  for (let count = shots.length; count > 0; count--) {
    let shift = 0;
    const turns: Turn[] = [];
    for (const shot of shots.slice(0, count)) {
      turns.push(...shiftedTurns(shot.turns, shift));
      shift += passagesOf(shot.turns);
    }
    const [reference] = shiftedTurns([task.reference], shift);
    const whole = { ...task, turns: [...turns, ...shiftedTurns(task.turns, shift)], reference: reference! };
    if (promptTokens(model.tokenizer, whole).length + maxTokens <= model.config.context) return { task: whole, shift };
  }
  return { task, shift: 0 };
}

const passagesOf = (turns: readonly Turn[]): number =>
  turns.flatMap(({ parts }) => parts).filter((part) => 'passage' in part).length;

const shiftedTurns = (turns: readonly Turn[], by: number): Turn[] =>
  turns.map(({ role, parts }) => ({ role, parts: shifted(parts, by) }));

/** The same parts with passages numbered from elsewhere. */
function shifted(parts: readonly Part[], by: number): Part[] {
  return parts.map((part) => {
    if ('passage' in part) return { passage: { ...part.passage, number: part.passage.number + by } };
    if ('quote' in part) return { quote: { ...part.quote, passage: part.quote.passage + by } };
    return part;
  });
}

/** What stands beside the subjects' figures in a row, case by case: scores from 0 to 1. */
export interface Beside {
  /** What each case would score by chance. */
  readonly chance: (index: number) => number;
  /** Heuristics by name, at least one; the best of them stands in the row. */
  readonly heuristics: Readonly<Record<string, (index: number) => number>>;
}

/** A row for each kind of case, from the scores of the subjects: those that cases name first come first. */
export function rowsOf(
  cases: readonly Pick<Case, 'rows'>[],
  scores: Readonly<Record<string, readonly number[]>>,
  { chance, heuristics }: Beside,
  better: ReportRow['better'] = 'higher',
): ReportRow[] {
  const places = cases.flatMap(({ rows }) => rows.map((name, place) => ({ name, place })));
  const names = new Set(places.toSorted((a, b) => a.place - b.place).map(({ name }) => name));
  return [...names].map((name) => {
    const at = [...cases.keys()].filter((i) => cases[i]!.rows.includes(name));
    const sign = better === 'higher' ? 1 : -1;
    const tried = Object.entries(heuristics)
      .map(([heuristic, by]) => ({ name: heuristic, value: shareOf(at.map(by)).value }))
      .sort((a, b) => sign * (b.value - a.value));
    const stages: [string, Figure][] = Object.entries(scores).map(([stage, all]) => [
      stage,
      shareOf(at.map((i) => all[i]!)),
    ]);
    return {
      name,
      n: at.length,
      better,
      unit: 'share',
      chance: shareOf(at.map(chance)).value,
      heuristic: tried[0]!,
      stages: Object.fromEntries(stages),
    };
  });
}
