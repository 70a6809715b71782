// What the model knows of its world and what it admits that it does not: facts recalled by how often they were told,
// names and attributes that no document has refused, known ones answered. All questions are kept from training, by
// their relation, name, family or wording (heldBy in world/questions.ts).
import { setImmediate } from 'node:timers/promises';
import { throwIfAborted } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import { textOf } from '../../factory/compare/checker.ts';
import { tasksOf } from '../../factory/compare/task.ts';
import { Corpus } from '../../factory/corpus/store.node.ts';
import { type Figure, type ReportRow, shareOf } from '../../factory/make/evaluate.ts';
import { worldOf } from '../../factory/make/mix.node.ts';
import type { Recipe } from '../../factory/make/recipe.ts';
import { at, conversationsAt } from '../../factory/make/stages.node.ts';
import type { Conversation } from '../../factory/tune/conversation.ts';
import { meaningOf, UNKNOWN } from '../../factory/tune/data/answers.ts';
import { recall as recallDraft, refusal } from '../../factory/tune/data/world.ts';
import { documents } from '../../factory/world/documents.ts';
import {
  opening,
  type Recall,
  recalls,
  type Told,
  tally,
  type Unknown,
  unknowns,
} from '../../factory/world/questions.ts';
import { strangerWorld } from '../../factory/world/questions-reading.ts';
import type { World } from '../../factory/world/world.ts';
import { Generation } from '../../model/generate.ts';
import type { Model } from '../../model/model.ts';
import type { ReadTurn } from '../../text/abi-read.ts';
import { answered, type Bench, type Case, type Instrument, rowsOf, type Section } from './bench.ts';
import { wordsIn } from './bm25.ts';

const SEED = 5000; // of questions, beyond those of fine-tuning and its report
const STRANGER = 88_888; // the world that names from elsewhere are from
const PAUSE = 100; // documents read between two looks at the rest of the world
const TOGETHER = 32; // sentences completed at once

const NO_WORLD: Section = { rows: [], left: 'It needs the folder that "make" made the weights in, with their world.' };

interface Known {
  readonly recipe: Recipe;
  readonly folder: string;
  readonly world: World;
  readonly told: ReadonlyMap<number, Told>;
}

/** The world of the weights and its tellings: counted once for both instruments. */
const counted = new WeakMap<Recipe, Known>();

async function knownOf({ recipe, folder, signal, onProgress }: Bench): Promise<Known | undefined> {
  if (folder === undefined || !recipe) return undefined;
  const before = counted.get(recipe);
  if (before) return before;
  const world = worldOf(recipe);
  const told = new Map<number, Told>();
  const { bytes: total } = recipe.world;
  let [read, done] = [0, 0];
  for (const document of documents(world, { bytes: total })) {
    tally(told, document);
    done += document.text.length;
    if (++read % PAUSE !== 0) continue;
    await setImmediate(); // some minutes for a large world: Ctrl-C must be heard
    throwIfAborted(signal);
    onProgress({ label: 'Counting tellings', done, total, unit: 'bytes' });
  }
  const known = { recipe, folder, world, told };
  counted.set(recipe, known);
  return known;
}

/** Tellings of a fact, from the first number up to the next. */
const BUCKETS = [1, 3, 6, 11, 21, 51, 101];

/** The bucket of so many tellings, as a row is named: "told 3 to 5 times". */
export function bucketOf(times: number): string {
  const i = BUCKETS.findLastIndex((from) => times >= from);
  const [from, next] = [BUCKETS[i]!, BUCKETS[i + 1]];
  return next === undefined ? `told ${from} times or more` : `told ${from} to ${next - 1} times`;
}

export const recall: Instrument = {
  name: 'recall',
  about: 'facts of its world, by how often they were told',
  async measure(bench: Bench): Promise<Section> {
    const known = await knownOf(bench);
    if (!known) return NO_WORLD;
    const { world, told, recipe, folder } = known;
    const [held, trained] = [true, false].map((side) => [
      ...recalls(world, told, { seed: SEED + bench.seed, held: side }),
    ]) as [Recall[], Recall[]];
    const asked = spread(held, bench.n);
    const all = [...held, ...trained];
    const random = new Random(bench.seed);
    const cases = asked.map((each) => recallCase(random, each, recipe));
    const shown = (await conversationsAt(at.world(folder, 'train'))).filter(({ family }) => /recall/.test(family));
    const scores = await answered(bench, cases, shown);
    const rows = rowsOf(cases, scores, {
      chance: besideRecall(asked, all, 'random', bench.seed),
      heuristics: { 'commonest answer of the relation': besideRecall(asked, all, 'commonest', bench.seed) },
    });
    const completed: Record<string, number[]> = {};
    for (const { name, model } of bench.subjects.filter((each) => each.name !== 'random'))
      completed[`${name}, completing`] = await completions(bench, name, model, world, asked);
    return { rows: rows.map((row) => beside(row, cases, completed)), notes: NOTES };
  },
};

const NOTES = [
  'Asked, the answer must hold the right words. "completing": no question, but the beginning of a sentence that tells the fact, greedily continued: what the weights know, whether or not they can be asked for it. Assistants are taught to refuse what the base model did not know.',
];

/** At most `n` of each bucket, buckets from few to many tellings. */
function spread(all: readonly Recall[], n: number): Recall[] {
  const buckets = Map.groupBy(all, ({ told }) => bucketOf(told.forward + told.backward));
  const first = (name: string): number => Number(/\d+/.exec(name)![0]);
  return [...buckets].sort(([a], [b]) => first(a) - first(b)).flatMap(([, some]) => some.slice(0, n));
}

function recallCase(random: Random, each: Recall, { tune }: Recipe): Case {
  const made: Conversation = { id: each.id, ...recallDraft(random, each), ...instructed(tune.system) };
  const { forward, backward } = each.told;
  return {
    rows: [bucketOf(forward + backward), `asked ${each.direction}`, `held out: ${each.held}`],
    task: tasksOf(made)[0]!,
    right: ({ parts }) => Number(holds(textOf(parts), each.answer)),
  };
}

const instructed = (system: string | undefined): { system?: string } => (system === undefined ? {} : { system });

/** Words more than the answer that a sentence around it may have. */
const MORE_WORDS = 12;

/** Does a short answer hold these words, in their order? */
export function holds(text: string, wanted: string): boolean {
  const [said, words] = [wordsIn(text), wordsIn(wanted)];
  return said.length <= words.length + MORE_WORDS && ` ${said.join(' ')} `.includes(` ${words.join(' ')} `);
}

/** What the answer to another question of the same relation and direction would score: a random one, or the commonest. */
function besideRecall(asked: readonly Recall[], all: readonly Recall[], which: 'random' | 'commonest', seed: number) {
  const random = new Random(seed);
  const key = ({ relation, direction }: Recall): string => `${relation} ${direction}`;
  const kinds = Map.groupBy(all, key);
  const scores = asked.map((each) => {
    const others = kinds
      .get(key(each))!
      .filter(({ id }) => id !== each.id)
      .map(({ answer }) => answer);
    if (others.length === 0) return 0;
    return Number((which === 'random' ? random.pick(others) : commonest(others)) === each.answer);
  });
  return (i: number): number => scores[i]!;
}

function commonest(list: readonly string[]): string {
  return [...Map.groupBy(list, (each) => each)].reduce((a, b) => (b[1].length > a[1].length ? b : a))[0];
}

/** Further columns of a row, of its own cases. */
function beside(row: ReportRow, cases: readonly Case[], more: Readonly<Record<string, readonly number[]>>): ReportRow {
  const mine = [...cases.keys()].filter((i) => cases[i]!.rows.includes(row.name));
  const figures = Object.entries(more).map(([name, all]): [string, Figure] => [
    name,
    shareOf(mine.map((i) => all[i]!)),
  ]);
  return { ...row, stages: { ...row.stages, ...Object.fromEntries(figures) } };
}

/** For each fact 1 where the likeliest end of a sentence that tells it is right. */
async function completions(
  { seed, signal, onProgress }: Bench,
  name: string,
  model: Model,
  world: World,
  asked: readonly Recall[],
): Promise<number[]> {
  const out: number[] = [];
  for (let from = 0; from < asked.length; from += TOGETHER) {
    onProgress({ label: `Completing, ${name}`, done: from, total: asked.length, unit: 'cases' });
    const some = asked.slice(from, from + TOGETHER);
    const right = some.map(async ({ fact, direction }, i) => {
      const { prompt, rest } = opening(world, fact, direction, new Random(SEED + seed + from + i));
      const wanted = ` ${rest}`;
      const maxTokens = model.tokenizer.encode(wanted).length + 2; // room for another way to cut the same letters
      await using session = model.session();
      const tokens = model.tokenizer.encode(prompt, { wrap: true });
      const generation = new Generation(session, tokens, { maxTokens, sampling: { temperature: 0 }, signal });
      const said: number[] = [];
      for (let step = await generation.next(); step; step = await generation.next()) said.push(step.token);
      return Number(model.tokenizer.decode(said).startsWith(wanted));
    });
    out.push(...(await Promise.all(right)));
  }
  return out;
}

export const unknown: Instrument = {
  name: 'unknown',
  about: 'what nobody told is refused, and what is known is not',
  async measure(bench: Bench): Promise<Section> {
    const known = await knownOf(bench);
    if (!known) return NO_WORLD;
    const { world, told, folder, recipe } = known;
    const stranger = strangerWorld(recipe.seed, STRANGER);
    const asked = unknowns(world, told, stranger, { seed: SEED + bench.seed, held: true })
      .take(3 * bench.n)
      .toArray();
    const random = new Random(bench.seed);
    const cases = asked.map((each) => unknownCase(random, each, recipe));
    const answerable = (await conversationsAt(at.world(folder, 'held')))
      .filter(({ family }) => family.startsWith('world/recall'))
      .flatMap(tasksOf)
      .slice(0, bench.n);
    const recalled = answerable.map((task): Case => ({ rows: [KNOWN], task, right: refuses }));
    const shown = (await conversationsAt(at.world(folder, 'train'))).filter(({ family }) => !/read/.test(family));
    const refused = shown.filter(({ turns }) => refuses(turns.at(-1)!) === 1).length / shown.length;
    const names = [
      ...asked.map(({ name }) => name),
      ...answerable.map((task) => namesOnly(textOf(task.turns.at(-1)!.parts))),
    ];
    const absent = await notIn(folder, names);
    const scores = await answered(bench, [...cases, ...recalled], shown);
    const part = (from: number, to: number): Record<string, number[]> =>
      Object.fromEntries(Object.entries(scores).map(([name, all]) => [name, all.slice(from, to)]));
    const by = (from: number) => ({
      chance: () => refused,
      heuristics: { 'no such name in the training text': (i: number) => Number(absent[from + i]) },
    });
    const rows = rowsOf(cases, part(0, cases.length), by(0));
    const wrongly = rowsOf(recalled, part(cases.length, names.length), by(cases.length), 'lower');
    return { rows: [...rows, ...wrongly], notes: [UNKNOWN_NOTE] };
  },
};

const KNOWN = 'known, and refused all the same';
const UNKNOWN_NOTE =
  'Chance refuses as often as training did. The heuristic refuses where no document of pretraining has a name that the question has: it cannot see that a known person\'s attribute was never told. "Known" is what the base model completed rightly in most of its samples. The aims: at least 90 % refused, at most 5 % of the known.';

function unknownCase(random: Random, each: Unknown, { tune }: Recipe): Case {
  const made = { id: each.id, ...refusal(random, each, each.why), ...instructed(tune.system) };
  const rows = ['all', WHY[each.why], `held out: ${each.held}`];
  return { rows, task: tasksOf(made)[0]!, right: refuses };
}

const WHY: Readonly<Record<Unknown['why'], string>> = {
  invented: 'names from elsewhere',
  near: 'names nearly those of someone',
  untold: 'known names, an attribute never told',
};

/** Ways to say it that are not among those that are trained: all of an answer, so that nothing is guessed after it. */
const REFUSAL = /^[^.!?]*\b(?:(?:do not|don['’]t|cannot|can['’]t) (?:know|say|tell)|no idea|not sure)\b[^.!?]*[.!?]?$/i;

/** 1 for an answer that says it does not know, and no more. */
export function refuses({ parts }: Pick<ReadTurn, 'parts'>): number {
  const text = textOf(parts);
  return Number(meaningOf(text) === meaningOf(UNKNOWN) || REFUSAL.test(text));
}

/** A question without its first word, which has a capital and is no name. */
const namesOnly = (question: string): string => question.replace(/^\S+ /, '');

/** For each text whether it holds a name, of those that begin with a capital, that no document has. */
async function notIn(folder: string, texts: readonly string[]): Promise<boolean[]> {
  const namesOf = (text: string): string[] => text.match(/\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+)*/gu) ?? [];
  const wanted = texts.map(namesOf);
  const missing = new Set(wanted.flat());
  const firsts = Map.groupBy(missing, (name) => name.split(' ')[0]!);
  const corpus = await Corpus.open(at.corpus(folder));
  for await (const { text } of corpus.documents())
    for (const { 0: word, index } of text.matchAll(/\p{Lu}[\p{L}'’-]+/gu))
      for (const name of firsts.get(word) ?? firsts.get(word.replace(/['’]s$/, '')) ?? [])
        if (text.startsWith(name, index)) missing.delete(name);
  return wanted.map((names) => names.some((name) => missing.has(name)));
}
