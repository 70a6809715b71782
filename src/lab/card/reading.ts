// Reading: does the model quote the sentence that answers, or say that none does? Passages are from worlds that were
// never told, in wordings, relations and names that are kept for tests (heldBy in world/questions.ts). Question and
// sentence share no content word but the name, and others tempt, so what counts words must fail.
import { Random } from '../../base/random.ts';
import { succeeds } from '../../factory/compare/checker.ts';
import type { Task } from '../../factory/compare/task.ts';
import type { Conversation } from '../../factory/tune/conversation.ts';
import { NOT_SAID } from '../../factory/tune/data/index.ts';
import { reading as drafted } from '../../factory/tune/data/world.ts';
import { type Reading, readings } from '../../factory/world/questions-reading.ts';
import type { Part, Passage } from '../../text/abi.ts';
import { answered, type Bench, type Beside, type Case, type Instrument, rowsOf, type Section } from './bench.ts';
import { Bm25, wordsIn } from './bm25.ts';
import { quotingAnswer } from './quoting.ts';

const SEED = 4000; // of exercises, beyond those of fine-tuning
const SHOWN = 200; // exercises that examples are drawn from
const SILENT_SHARE = 0.25; // what chance says of "none does"
const TOGETHER = 32; // quotations at once

export const reading: Instrument = {
  name: 'reading',
  about: 'reading: the sentence that answers, quoted, or that none does',
  async measure(bench: Bench): Promise<Section> {
    const cases = readings({ seed: SEED + bench.seed, held: true })
      .take(bench.n * 2)
      .map((each) => caseOf(bench, each))
      .toArray();
    return { rows: await readingRows(bench, cases, shown(bench)), notes: NOTES };
  },
};

const NOTES = [
  '"quoting": the model decides between a quotation and "none does", and the quotation is decoded under a grammar whose only words are pieces of the passages. The heuristics pick the sentence with the most words of the question, or the highest BM25 among the sentences in sight, and say that none does below the threshold that is best for these very cases. The aims: the heuristic at most 50 %, the model at least 90 %.',
];

function caseOf({ recipe, seed }: Bench, each: Reading): Case {
  const rows = ['all', each.answer ? 'answered in them' : 'not answered in them', `held out: ${each.held}`];
  return readingCase(each.id, rows, drafted(new Random(seed), each), recipe?.tune.system);
}

/** A case from a question with passages. */
export function readingCase(
  id: string,
  rows: readonly string[],
  { family, tools, turns }: Omit<Conversation, 'id'>,
  system: string | undefined,
): Case {
  const [asked, reference] = turns;
  const task: Task = {
    id,
    family,
    tools,
    turns: [asked!],
    reference: reference!,
    ...(system === undefined ? {} : { system }),
  };
  return { rows, task, right: (answer) => Number(succeeds(task, answer)) };
}

/** Exercises as they are trained, for examples. */
export function shown({ recipe, seed }: Bench): Conversation[] {
  const system = recipe?.tune.system;
  const random = new Random(SEED + seed);
  return readings({ seed: SEED + seed, held: false })
    .take(SHOWN)
    .map((each) => ({ id: each.id, ...drafted(random, each), ...(system === undefined ? {} : { system }) }))
    .toArray();
}

/** Rows of free and of constrained answers, with what counting words gives. */
export async function readingRows(bench: Bench, cases: readonly Case[], examples: readonly Conversation[]) {
  const free = await answered(bench, cases, examples);
  const quoting: Record<string, number[]> = {};
  for (const { name, model, shots } of bench.subjects) {
    if (shots || name === 'random') continue;
    const scores: number[] = [];
    for (let from = 0; from < cases.length; from += TOGETHER) {
      const label = `Quoting, ${name}`;
      bench.onProgress({ label, done: from, total: cases.length, unit: 'cases' });
      const some = cases.slice(from, from + TOGETHER);
      const answers = await Promise.all(some.map(({ task }) => quotingAnswer(model, task, bench)));
      scores.push(...answers.map((answer, i) => some[i]!.right(answer)));
    }
    quoting[`${name}, quoting`] = scores;
  }
  return rowsOf(cases, { ...free, ...quoting }, besideReading(cases));
}

interface Sentence {
  readonly passage: number;
  readonly text: string;
}

/** What chance and counting words make of the cases. */
export function besideReading(cases: readonly Case[]): Beside {
  const asked = cases.map(({ task }) => {
    const { parts } = task.turns[0]!;
    const question = parts.flatMap((part) => ('text' in part ? [part.text] : [])).join(' ');
    return { question, sentences: parts.flatMap((part) => ('passage' in part ? sentencesOf(part.passage) : [])) };
  });
  const quoted = cases.map(({ task }) => task.reference.parts.find((part) => 'quote' in part)?.quote);
  const byOverlap = asked.map(({ question, sentences }) => {
    const words = new Set(wordsIn(question));
    return best(sentences.map(({ text }) => new Set(wordsIn(text)).intersection(words).size));
  });
  const byBm25 = asked.map(({ question, sentences }) => {
    const [first] = new Bm25(sentences.map(({ text }) => text)).search(question);
    return first ?? { index: 0, score: 0 };
  });
  const scored = (picks: readonly Pick[]): ((i: number) => number) => {
    const rightPick = picks.map(({ index }, i) => cases[i]!.right(answer(asked[i]!.sentences[index])));
    const scores = (threshold: number): number[] =>
      picks.map(({ score }, i) => (score < threshold ? Number(quoted[i] === undefined) : rightPick[i]!));
    const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
    const thresholds = [...new Set(picks.map(({ score }) => score)), Number.POSITIVE_INFINITY];
    const all = thresholds.map(scores);
    const found = all.reduce((top, each) => (sum(each) > sum(top) ? each : top));
    return (i) => found[i]!;
  };
  return {
    chance: (i) => (quoted[i] ? (1 - SILENT_SHARE) / asked[i]!.sentences.length : SILENT_SHARE),
    heuristics: { 'most shared words': scored(byOverlap), 'BM25 sentence': scored(byBm25) },
  };
}

interface Pick {
  readonly index: number;
  readonly score: number;
}

function best(scores: readonly number[]): Pick {
  const score = Math.max(...scores);
  return { index: scores.indexOf(score), score };
}

function answer(sentence: Sentence | undefined) {
  const parts: Part[] = sentence ? [{ quote: sentence }] : [{ text: NOT_SAID }];
  return { parts, ended: true, problems: [] };
}

export function sentencesOf({ number, text }: Passage): Sentence[] {
  return text
    .split(/(?<=[.!?]["”]?)\s+/)
    .filter((sentence) => sentence !== '')
    .map((sentence) => ({ passage: number, text: sentence }));
}
