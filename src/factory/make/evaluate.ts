// The report card: what a model can do at each stage, and beside it what chance gives and what a simple heuristic
// gives, because a figure alone says nothing.
import { Random } from '../../base/random.ts';
import type { Model } from '../../model/model.ts';
import type { Turn } from '../../text/abi.ts';
import { type Candidate, sampleCandidates } from '../compare/candidates.ts';
import { check, succeeds, textOf } from '../compare/checker.ts';
import type { Task } from '../compare/task.ts';

/** A share of n cases, or another figure with what it varies by. */
export interface Figure {
  readonly value: number;
  /** Half of a 95 % interval; 0 where it is not estimated. */
  readonly error: number;
}

/** One line of the card. */
export interface ReportRow {
  readonly name: string;
  /** Cases measured. */
  readonly n: number;
  readonly better: 'higher' | 'lower';
  readonly unit: 'share' | 'bits' | 'nats';
  readonly chance: number;
  readonly heuristic: { readonly name: string; readonly value: number };
  /** By stage, in order of making. */
  readonly stages: Readonly<Record<string, Figure>>;
}

/** Tasks answered at once: their keys and values fit beside the model. */
const TOGETHER = 32;

/** The likeliest answer to each task. */
export async function answersOf(
  model: Model,
  tasks: readonly Task[],
  options: {
    readonly maxTokens: number;
    readonly seed?: number;
    readonly sampled?: boolean;
    readonly signal?: AbortSignal | undefined;
  },
): Promise<Candidate[]> {
  const { maxTokens, seed = 0, sampled = false, signal } = options;
  const out: Candidate[] = [];
  for (let at = 0; at < tasks.length; at += TOGETHER) {
    const some = tasks.slice(at, at + TOGETHER);
    const sampling = sampled ? {} : { temperature: 0 };
    const found = await sampleCandidates(model, some, { count: 1, maxTokens, sampling, seed: seed + at, signal });
    out.push(...found.flat());
  }
  return out;
}

/** Share of tasks that succeed, with its interval. */
export function success(tasks: readonly Task[], answers: readonly Candidate[]): Figure {
  return shareOf(tasks.map((task, i) => Number(succeeds(task, answers[i]!.turn))));
}

/** Share of tasks in which the first answers beat the second by the gold checker, ties as half. */
export function winRate(tasks: readonly Task[], ours: readonly Candidate[], theirs: readonly Candidate[]): Figure {
  const scores = tasks.map(
    (task, i) => [check(task, ours[i]!.turn).score, check(task, theirs[i]!.turn).score] as const,
  );
  return shareOf(scores.map(([a, b]) => (Math.sign(a - b) + 1) / 2));
}

/**
 * Mean of values in [0, 1], with half the width of Wilson's 95 % interval (1927), which is not 0 where all or none of
 * a few cases succeed.
 */
export function shareOf(values: readonly number[]): Figure {
  const n = Math.max(1, values.length);
  const value = values.reduce((sum, x) => sum + x, 0) / n;
  const variance = values.reduce((sum, x) => sum + (x - value) ** 2, 0) / n;
  const [z, share] = [1.96, 1.96 ** 2 / n];
  return { value, error: (z * Math.sqrt(variance / n + share / (4 * n))) / (1 + share) };
}

/** What saying a random training answer would score. */
export function chanceSuccess(tasks: readonly Task[], trained: readonly Task[], seed: number): number {
  return shareOf(chanceHits(tasks, trained, seed)).value;
}

/** The same for each task: 1 where that answer is right, else 0. */
export function chanceHits(tasks: readonly Task[], trained: readonly Task[], seed: number): number[] {
  const random = new Random(seed);
  return tasks.map((task) => Number(says(task, random.pick(trained).reference)));
}

/** What saying the answer of the most similar training question would score: shared words over all words. */
export function nearestSuccess(tasks: readonly Task[], trained: readonly Task[]): number {
  return shareOf(nearestHits(tasks, trained)).value;
}

/** The same for each task: 1 where that answer is right, else 0. */
export function nearestHits(tasks: readonly Task[], trained: readonly Task[]): number[] {
  const known = trained.map((task) => ({ words: wordsOf(task), reference: task.reference }));
  return tasks.map((task) => {
    const mine = wordsOf(task);
    let best = { likeness: -1, reference: known[0]!.reference };
    for (const { words, reference } of known) {
      const likeness = jaccard(mine, words);
      if (likeness > best.likeness) best = { likeness, reference };
    }
    return Number(says(task, best.reference));
  });
}

function says(task: Task, { parts }: Turn): boolean {
  return succeeds(task, { parts, ended: true, problems: [] });
}

function wordsOf({ turns }: Task): ReadonlySet<string> {
  return new Set(
    textOf(turns.at(-1)!.parts)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return shared / Math.max(1, a.size + b.size - shared);
}

/** The card as a Markdown table. */
export function reportText(rows: readonly ReportRow[]): string {
  const stages = [...new Set(rows.flatMap(({ stages }) => Object.keys(stages)))];
  const shown = (unit: ReportRow['unit'], value: number): string =>
    unit === 'share' ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
  const lines = rows.map(({ name, n, unit, chance, heuristic, stages: found }) => [
    name,
    String(n),
    shown(unit, chance),
    `${shown(unit, heuristic.value)} (${heuristic.name})`,
    ...stages.map((stage) => {
      const figure = found[stage];
      if (!figure) return '';
      return figure.error > 0
        ? `${shown(unit, figure.value)} ± ${shown(unit, figure.error)}`
        : shown(unit, figure.value);
    }),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const head = ['what', 'n', 'chance', 'heuristic', ...stages];
  return [line(head), line(head.map(() => '---')), ...lines.map(line)].join('\n');
}
