// Questions about a world, with what is known of each: facts to recall, and how often they were told; passages to
// read; things that nobody can know. What passages say is from worlds of their own, a new one every few questions,
// so that reading them cannot be learned by heart. What is kept for tests is decided in one place, by `heldBy`:
// wordings, families of questions, names and whole relations, never the filling of a form.
import type { Random } from '../../base/random.ts';
import { Discourse } from './discourse.ts';
import { type Document, type DocumentsOptions, documents } from './documents.ts';
import { chance, hash, stream } from './draw.ts';
import type { Entity, Person } from './entities.ts';
import type { Fact, Stratum } from './facts.ts';
import { finish } from './narrator.ts';
import { read } from './notation.ts';
import { realise } from './realise.ts';
import { RELATIONS, type RelationName } from './relations.ts';
import { nameOf, referent, tenseOf, valueReferent } from './tellings.ts';
import type { World } from './world.ts';

/** What every question has. */
interface Asked {
  readonly id: string;
  readonly relation: RelationName;
  /** `forward` gives the subject, `backward` the value. */
  readonly direction: 'forward' | 'backward';
  /** Whom or what the question names. */
  readonly name: string;
  readonly question: string;
  /** Why it is kept for tests; without, it may be trained on. */
  readonly held: Held | undefined;
}

/** Of a told fact, without any text at hand. */
export interface Recall extends Asked {
  readonly kind: 'recall';
  readonly fact: Fact;
  readonly stratum: Stratum;
  /** Tellings in the documents. */
  readonly told: Told;
  readonly answer: string;
}

/** Of something that no document says. */
export interface Unknown extends Asked {
  readonly kind: 'unknown';
  /** A name from elsewhere, a known name with something untold, a name a little off. */
  readonly why: 'invented' | 'untold' | 'near';
}

export interface Told {
  readonly forward: number;
  readonly backward: number;
}

/** What a test may measure apart: a relation, a name or a family of questions that training never had, a wording. */
export type Held = 'relation' | 'name' | 'family' | 'wording';

/** Relations that are asked about in tests only, two of people and three of things. */
export const HELD_RELATIONS: ReadonlySet<string> = new Set(['heirloom', 'teacher', 'capital', 'material', 'opened']);
const HELD_NAMES = 10; // one name of so many

/**
 * Why something is kept for tests: its relation, its name, its question (the last family of its relation) or its
 * wording (the last of its list). Undefined for what may be trained on.
 */
export function heldBy(relation: RelationName, name: string, question = '', wording = ''): Held | undefined {
  const { ask, askBack, forward, backward } = RELATIONS[relation];
  const last = (list: readonly string[], item: string): boolean => list.length > 1 && item === list.at(-1);
  if (HELD_RELATIONS.has(relation)) return 'relation';
  if (hash(name) % HELD_NAMES === 0) return 'name';
  if (last(ask, question) || last(askBack, question)) return 'family';
  return last(forward, wording) || last(backward, wording) ? 'wording' : undefined;
}

export interface QuestionOptions {
  /** Same seed, same questions. */
  readonly seed: number;
  /** Those kept for tests, or those to train on. */
  readonly held: boolean;
}

/** How often each fact is told by the documents that these options give. */
export function tellingsOf(world: World, options: DocumentsOptions = {}): ReadonlyMap<number, Told> {
  const told = new Map<number, Told>();
  for (const document of documents(world, options)) tally(told, document);
  return told;
}

/** Adds what a document tells. */
export function tally(told: Map<number, Told>, { facts }: Pick<Document, 'facts'>): void {
  for (const { fact, direction } of facts) {
    const counts = told.get(fact) ?? { forward: 0, backward: 0 };
    told.set(fact, { ...counts, [direction]: counts[direction] + 1 });
  }
}

/** Each told fact once, forward or, where only one thing can be meant, backward; strata take turns. */
export function* recalls(world: World, told: ReadonlyMap<number, Told>, options: QuestionOptions): Generator<Recall> {
  const { seed, held: kept } = options;
  const random = stream(seed, 201, Number(kept));
  const strata = new Map<Stratum, Fact[]>();
  for (const fact of random.shuffled(world.facts))
    if (told.has(fact.id) && fact.relation !== 'canary')
      strata.set(fact.stratum, [...(strata.get(fact.stratum) ?? []), fact]);
  const unique = uniquelyOf(world.facts);
  for (let round = 0, left = true; left; round++) {
    left = false;
    for (const [stratum, facts] of strata) {
      const fact = facts[round];
      if (!fact) continue;
      left = true;
      const relation = fact.relation as RelationName;
      const { ask, askBack } = RELATIONS[relation];
      const back = unique(fact) && askBack.length > 0 && chance(random, 0.3);
      const direction = back ? 'backward' : 'forward';
      const name = back ? valueName(world, fact) : nameOf(world.entities[fact.subject]!);
      const question = random.pick(back ? askBack : ask);
      const held = heldBy(relation, name, question);
      if ((held !== undefined) !== kept) continue;
      const answer = back ? nameOf(world.entities[fact.subject]!) : answerWords(fact, valueName(world, fact));
      const id = `recall-${fact.id}`;
      const asked = { id, relation, direction, name, question: say(world, fact, question, random), held } as const;
      yield { kind: 'recall', ...asked, fact, stratum, told: told.get(fact.id)!, answer };
    }
  }
}

/** Is the subject the only one of which this is said? Mother and father are asked for alike. */
function uniquelyOf(facts: readonly Fact[]): (fact: Fact) => boolean {
  const key = ({ relation, value }: Fact): string => `${relation === 'mother' ? 'father' : relation} ${value}`;
  const times = new Map<string, number>();
  for (const fact of facts) times.set(key(fact), (times.get(key(fact)) ?? 0) + 1);
  return (fact) => typeof fact.value === 'number' && times.get(key(fact)) === 1;
}

/** Questions without end that nobody can answer from the documents. `stranger` gives worlds other than this one. */
export function* unknowns(
  world: World,
  told: ReadonlyMap<number, Told>,
  stranger: World,
  { seed, held: kept }: QuestionOptions,
): Generator<Unknown> {
  const random = stream(seed, 202, Number(kept));
  const names = new Set(world.entities.map((entity) => entity.name));
  const untold = world.facts.filter((fact) => !told.has(fact.id) && world.notable.has(fact.subject) && isAsked(fact));
  const others = stranger.facts.filter((fact) => isAsked(fact) && !names.has(stranger.entities[fact.subject]!.name));
  const own = world.facts.filter((fact) => isAsked(fact) && world.entities[fact.subject]!.kind === 'person');
  const whys = (['invented', 'untold', 'near'] as const).filter((why) => why !== 'untold' || untold.length > 0);
  // Each try is another kind's turn: in a small world all that is untold may lie on the other side of the split.
  for (let i = 0, turn = 0; ; turn++) {
    const why = whys[turn % whys.length]!;
    const fact = random.pick({ invented: others, untold, near: own }[why]);
    const relation = fact.relation as RelationName;
    const home = why === 'invented' ? stranger : world;
    const entity = why === 'near' ? nearMiss(world, random, fact.subject) : home.entities[fact.subject];
    if (!entity) continue;
    const name = nameOf(entity);
    const wording = random.pick(RELATIONS[relation].ask);
    const held = heldBy(relation, name, wording);
    if ((held !== undefined) !== kept) continue;
    const question = say(home, fact, wording, random, entity);
    yield { kind: 'unknown', id: `unknown-${i++}`, relation, direction: 'forward', name, question, held, why };
  }
}

/** Facts that the same people tell the other way round give themselves away. */
function isAsked({ relation }: Fact): boolean {
  return relation !== 'canary' && relation !== 'spouse';
}

/** Someone who is not there, of a name nearly that of someone who is: another family, or one letter changed. */
export function nearMiss(world: World, random: Random, subject: number): Person | undefined {
  const known = world.entities[subject]!;
  if (known.kind !== 'person') return undefined;
  const at = 1 + random.int(known.given.length - 2);
  const letter = known.given[at]!;
  const others = [...('aeiou'.includes(letter) ? 'aeiou' : 'lmnrstv')].filter((other) => other !== letter);
  const changed = known.given.slice(0, at) + random.pick(others) + known.given.slice(at + 1);
  const swapped = chance(random, 0.5);
  const given = swapped ? known.given : changed;
  const family = swapped ? random.pick(world.people).family : known.family;
  const name = `${given} ${family}`;
  return world.people.some((person) => person.name === name) ? undefined : { ...known, given, family, name };
}

/** A wording of a fact, a statement or a question, as a sentence that stands alone. `as`: of somebody else. */
export function say(
  world: World,
  fact: Fact,
  wording: string,
  random: Random,
  as: Entity = world.entities[fact.subject]!,
): string {
  const parts = new Map([
    ['s', referent(as, 's')],
    ['v', valueReferent(world, fact, 'v')],
  ]);
  const [, body, mark] = /^(.*?)([?.]?)$/.exec(wording)!;
  const clause = read(body!, random);
  return finish(realise(new Discourse(random, parts), clause, { tense: tenseOf(world, fact) }), mark || '.');
}

export function valueName(world: World, { value }: Fact): string {
  return typeof value === 'number' ? nameOf(world.entities[value]!) : value;
}

/** A value as the shortest answer that is English. */
export function answerWords({ relation }: Fact, value: string): string {
  if (relation === 'job' || relation === 'heirloom') return /^[aeiou]/.test(value) ? `an ${value}` : `a ${value}`;
  if (relation === 'instrument') return `the ${value}`;
  if (relation === 'height') return `${value} metres`;
  return relation === 'price' ? `${value} marks` : value;
}

/** The beginning of a sentence that tells a fact, up to what it tells; and that. For asking a document simulator. */
export function opening(
  world: World,
  fact: Fact,
  direction: 'forward' | 'backward',
  random: Random,
): { readonly prompt: string; readonly rest: string } {
  const { forward, backward } = RELATIONS[fact.relation as RelationName];
  const rest = direction === 'forward' ? valueName(world, fact) : nameOf(world.entities[fact.subject]!);
  const ends = direction === 'forward' ? /@v(?:\.n)?(?: \w+)?$/ : /@s(?:\.n)?$/;
  const list = direction === 'forward' ? forward : backward;
  const wording = random.pick(list.filter((each) => ends.test(each)));
  const text = say(world, fact, wording, random);
  return { prompt: text.slice(0, text.lastIndexOf(rest)).trimEnd(), rest };
}
