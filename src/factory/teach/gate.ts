// The gate: may a model that learned something new take the place of the one that runs? It has to have learned it,
// and on the questions of the report card nothing may have got worse beyond what chance explains: per kind of
// question, those it lost against those it gained, by a sign test.
import type { Task } from '../compare/task.ts';

/** Chance of so many losses by luck, below which a kind of question counts as worse. */
export const LUCK = 0.05;

/** One kind of question before and after. */
export interface GateRow {
  readonly kind: string;
  readonly n: number;
  /** Right before, and after. */
  readonly before: number;
  readonly after: number;
  readonly worse: boolean;
}

export interface Verdict {
  readonly passed: boolean;
  readonly lessons: GateRow;
  readonly rows: readonly GateRow[];
  /** What stood in the way, for a person; empty when it passed. */
  readonly reasons: readonly string[];
}

/** Judges by answers to the same tasks before and after: `true` where an answer was right. */
export function judge(
  lessons: { readonly before: readonly boolean[]; readonly after: readonly boolean[] },
  card: { readonly tasks: readonly Task[]; readonly before: readonly boolean[]; readonly after: readonly boolean[] },
): Verdict {
  const kinds = new Map<string, number[]>();
  for (const [i, { family }] of card.tasks.entries()) {
    const kind = family.split('/')[0]!;
    kinds.set(kind, [...(kinds.get(kind) ?? []), i]);
  }
  const row = (kind: string, before: readonly boolean[], after: readonly boolean[]): GateRow => {
    const lost = before.filter((right, i) => right && !after[i]).length;
    const gained = before.filter((right, i) => !right && after[i]).length;
    const count = (list: readonly boolean[]): number => list.filter(Boolean).length;
    return { kind, n: before.length, before: count(before), after: count(after), worse: tail(lost, gained) < LUCK };
  };
  const rows = [...kinds].map(([kind, at]) =>
    row(
      kind,
      at.map((i) => card.before[i]!),
      at.map((i) => card.after[i]!),
    ),
  );
  rows.push(row('all', card.before, card.after));
  const learned = row('lessons', lessons.before, lessons.after);
  const reasons = rows
    .filter(({ worse }) => worse)
    .map(
      ({ kind, n, before, after }) =>
        `${kind === 'all' ? 'the whole' : `"${kind}"`} got worse: ${before} → ${after} of ${n}`,
    );
  if (learned.after <= learned.before && learned.before < learned.n)
    reasons.push(`no more of the lessons are answered as taught: ${learned.before} → ${learned.after} of ${learned.n}`);
  return { passed: reasons.length === 0, lessons: learned, rows, reasons };
}

/** P(at least `lost` heads in `lost + gained` throws of a fair coin). 1 where nothing was lost. */
export function tail(lost: number, gained: number): number {
  const n = lost + gained;
  let [term, sum] = [0.5 ** n, 0];
  for (let k = 0; k <= n; k++) {
    if (k >= lost) sum += term;
    term *= (n - k) / (k + 1);
  }
  return lost === 0 ? 1 : sum;
}
