// `rank`: makes comparison data. The model answers each task of a file of conversations several times; a person
// at the terminal, or the checker, ranks the answers; each comparison is appended as a line as soon as it is
// made, so that stopping loses nothing and running it again goes on.
import { appendFile, readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { TwofilesError } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import { type Candidate, sampleCandidates } from '../../factory/compare/candidates.ts';
import { rank as rankByChecker, textOf } from '../../factory/compare/checker.ts';
import { type Comparison, comparisonLine, ranksOf, readComparisons } from '../../factory/compare/comparison.ts';
import { type Task, tasksOf } from '../../factory/compare/task.ts';
import { readConversations } from '../../factory/tune/conversation.ts';
import type { Model } from '../../model/model.ts';
import type { Part } from '../../text/abi.ts';
import { withModel } from '../engine.ts';
import { EXIT } from '../errors.ts';
import { onInterrupt } from '../interrupt.ts';
import type { EngineOptions } from '../options.ts';
import { note, paint, printable, progressLine } from '../terminal.ts';

export interface RankFlags extends EngineOptions {
  readonly judge: 'person' | 'checker';
  readonly noise?: number;
  readonly count: number;
  readonly limit?: number;
  readonly seed: number;
}

/** Tasks whose answers are sampled together. */
const TOGETHER = 8;

/** Ranks for the answers; 'skip' leaves a task out, 'quit' ends. */
type Judge = (task: Task, candidates: readonly Candidate[]) => Promise<readonly number[] | 'skip' | 'quit'>;

export async function rank(weights: string, path: string, out: string, flags: RankFlags): Promise<void> {
  const { limit = Number.POSITIVE_INFINITY, seed } = flags;
  const done = new Set([...readComparisons(await linesOf(out), out)].map(({ task }) => task.id));
  const all = [...readConversations(await readFile(path, 'utf8'), path)].flatMap(tasksOf);
  const tasks = all.filter(({ id }) => !done.has(id)).slice(0, limit);
  if (tasks.length === 0) return note(`Nothing is left to rank: ${out} has all ${all.length} tasks of ${path}.`);
  using interrupt = onInterrupt({ leave: false });
  const { signal } = interrupt;
  await using judge = flags.judge === 'person' ? person(signal) : checker(flags.noise ?? 0, seed);
  const made = await withModel(weights, { ...flags, signal }, (model) =>
    rankAll(model, tasks, out, flags, judge, signal),
  );
  note(`${made} comparisons added to ${out}.`);
  if (signal.aborted) process.exitCode = EXIT.interrupted;
}

async function rankAll(
  model: Model,
  tasks: readonly Task[],
  out: string,
  { count, seed, judge: name, noise = 0 }: RankFlags,
  { judge }: { readonly judge: Judge },
  signal: AbortSignal,
): Promise<number> {
  const progress = progressLine();
  let made = 0;
  for (let from = 0; from < tasks.length && !signal.aborted; from += TOGETHER) {
    const batch = tasks.slice(from, from + TOGETHER);
    if (name === 'checker') progress.report({ label: 'Ranking', done: from, total: tasks.length, unit: 'cases' });
    const sampled = await sampleCandidates(model, batch, { count, seed: seed + from * count, signal });
    for (const [i, task] of batch.entries()) {
      if (signal.aborted) break;
      const candidates = different(sampled[i]!);
      if (candidates.length < 2) continue;
      const ranks = await judge(task, candidates);
      if (ranks === 'quit') return made;
      if (ranks === 'skip') continue;
      const answers = candidates.map(({ turn }) => ({ role: 'assistant', parts: turn.parts }) as const);
      const judged = noise > 0 ? `${name}, noise ${noise}` : name;
      const comparison: Comparison = { task, answers, ranks, judge: judged };
      await appendFile(out, `${comparisonLine(comparison)}\n`);
      made++;
    }
  }
  progress.end();
  return made;
}

/** Answers that say the same are one. */
function different(candidates: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ turn }) => {
    const key = JSON.stringify([turn.parts, turn.ended]);
    return !seen.has(key) && seen.add(key);
  });
}

function checker(noise: number, seed: number): AsyncDisposable & { readonly judge: Judge } {
  const random = new Random(seed);
  const judge: Judge = async (task, candidates) => {
    const turns = candidates.map(({ turn }) => turn);
    return rankByChecker(task, turns, noise, random);
  };
  return { judge, [Symbol.asyncDispose]: async () => {} };
}

/** Shows the answers and asks for their order. */
function person(signal: AbortSignal): AsyncDisposable & { readonly judge: Judge } {
  if (!process.stdin.isTTY)
    throw new TwofilesError('bad-argument', 'A person ranks at a terminal, and stdin is none.', 'Use --judge checker.');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const judge: Judge = async (task, candidates) => {
    note(`\n${paint(process.stderr, 'bold', printable(shown(task)))}`);
    for (const [i, { turn }] of candidates.entries())
      note(`${paint(process.stderr, 'cyan', `${i + 1}`)}  ${printable(textOf(turn.parts))}${turn.ended ? '' : ' …'}`);
    for (;;) {
      const typed = (
        await lines.question('best first (2 1=3), s: skip, q: quit > ', { signal }).catch(() => 'q')
      ).trim();
      if (typed === 'q') return 'quit';
      if (typed === 's') return 'skip';
      const ranks = ranksOf(typed, candidates.length);
      if (ranks) return ranks;
      note(`Name answers by their numbers, 1 to ${candidates.length}, the best first.`);
    }
  };
  return { judge, [Symbol.asyncDispose]: async () => lines.close() };
}

/** What the answers answer: from the person's last turn on, with passages, calls and results. */
function shown({ turns }: Task): string {
  const from = turns.findLastIndex(({ role }) => role === 'user');
  return turns
    .slice(from)
    .map(({ role, parts }) => `${role === 'user' ? '' : `${role}: `}${parts.map(partText).join('\n')}`)
    .join('\n');
}

function partText(part: Part): string {
  if (!('passage' in part)) return textOf([part]);
  const { number, source, text } = part.passage;
  return `[${number}] ${source}: ${text}`;
}

async function linesOf(path: string): Promise<string[]> {
  try {
    return (await readFile(path, 'utf8')).split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
