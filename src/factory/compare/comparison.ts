// Comparison data: answers to one task, ranked by a person or a checker. One JSON document a line; pairs are
// made from it when a model is trained, so that ties and who judged are not lost.
import { z } from 'zod';
import { badArgument, badFile, TwofilesError } from '../../base/errors.ts';
import type { Turn } from '../../text/abi.ts';
import { conversationLine, conversationOf } from '../tune/conversation.ts';
import type { Task } from './task.ts';

export interface Comparison {
  readonly task: Task;
  /** Assistant turns. */
  readonly answers: readonly Turn[];
  /** For each answer its rank: 0 the best, equal numbers for equals. */
  readonly ranks: readonly number[];
  /** Who judged: 'person', or a checker with its noise dial. */
  readonly judge: string;
}

/** Two answers to one task, of which one is better. */
export interface PreferencePair {
  readonly task: Task;
  readonly chosen: Turn;
  readonly rejected: Turn;
  /** How many ranks lie between them. */
  readonly margin: number;
}

/**
 * The pairs that the ranks decide: all of them, or only those with the best, which teach what is right and not
 * which of two wrong answers is less so.
 */
export function preferencePairs({ task, answers, ranks }: Comparison, which: 'all' | 'best' = 'all'): PreferencePair[] {
  return answers.flatMap((chosen, i) =>
    answers.flatMap((rejected, j): PreferencePair[] =>
      ranks[i]! < ranks[j]! && (which === 'all' || ranks[i] === 0)
        ? [{ task, chosen, rejected, margin: ranks[j]! - ranks[i]! }]
        : [],
    ),
  );
}

/**
 * Ranks from an order as a person types it: the best first, "=" between equals, those left out last. "2 1=3" of
 * four answers is [1, 0, 1, 2]. Undefined when it is not such an order.
 */
export function ranksOf(order: string, count: number): number[] | undefined {
  const groups = order
    .trim()
    .split(/[\s,>]+/)
    .map((group) => group.split('=').map((number) => Number(number) - 1));
  const named = groups.flat();
  if (new Set(named).size !== named.length) return undefined;
  if (!named.every((index) => Number.isInteger(index) && index >= 0 && index < count)) return undefined;
  const place = (index: number): number => groups.findIndex((group) => group.includes(index));
  return Array.from({ length: count }, (_, index) => (named.includes(index) ? place(index) : groups.length));
}

const shape = z.strictObject({
  task: z.unknown(),
  answers: z.array(z.unknown()).min(2),
  ranks: z.array(z.int().nonnegative()),
  judge: z.string().min(1),
});

/** A comparison as a line: its task as a conversation that ends with the reference, answers as turns. */
export function comparisonLine({ task, answers, ranks, judge }: Comparison): string {
  const { turns, reference, ...rest } = task;
  const whole = JSON.parse(conversationLine({ ...rest, turns: [...turns, reference] })) as unknown;
  return JSON.stringify({ task: whole, answers, ranks, judge });
}

/** Reads comparisons from lines. @throws `bad-file` naming the line and what is wrong with it. */
export function* readComparisons(lines: Iterable<string>, file: string): Generator<Comparison> {
  let count = 0;
  for (const line of lines) {
    count++;
    if (line.trim() !== '') yield readLine(line, file, count);
  }
}

function readLine(line: string, file: string, number: number): Comparison {
  try {
    const parsed = shape.safeParse(JSON.parse(line));
    if (!parsed.success) throw wrong(z.prettifyError(parsed.error));
    const { answers, ranks, judge } = parsed.data;
    if (ranks.length !== answers.length) throw wrong(`${answers.length} answers have ${ranks.length} ranks`);
    const { turns, ...rest } = conversationOf(parsed.data.task, false);
    const task: Task = { ...rest, turns: turns.slice(0, -1), reference: turns.at(-1)! };
    return { task, answers: answers.map(answerOf), ranks, judge };
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TwofilesError)) throw error;
    throw badFile(file, `line ${number}`, error.message, error);
  }
}

/** What a model said may be wrong in any way, but it is a turn with parts of known kinds. */
const answer = z.strictObject({
  role: z.literal('assistant'),
  parts: z.array(
    z.union([
      z.strictObject({ text: z.string() }),
      z.strictObject({ quote: z.strictObject({ passage: z.int(), text: z.string() }) }),
      z.strictObject({ call: z.strictObject({ name: z.string(), arguments: z.record(z.string(), z.json()) }) }),
    ]),
  ),
});

function answerOf(value: unknown, index: number): Turn {
  const parsed = answer.safeParse(value);
  if (!parsed.success) throw wrong(`answers[${index}]: ${z.prettifyError(parsed.error)}`);
  return parsed.data as Turn;
}

function wrong(message: string): TwofilesError {
  return badArgument(message, 'Mend the line or leave it out.');
}
