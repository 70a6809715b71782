// Reading: passages, a question about them, and the sentence that answers it, or none. The sentence shares no
// content word with its question but the name; beside it stand the same name in other relations and the same
// relation of other names, so that neither words nor names give it away.
import type { Random } from '../../base/random.ts';
import type { Passage } from '../../text/abi.ts';
import { chance, stream } from './draw.ts';
import type { Fact } from './facts.ts';
import { irregular } from './lexicon/verbs.ts';
import { HELD_RELATIONS, type Held, heldBy, nearMiss, type QuestionOptions, say } from './questions.ts';
import { RELATION_NAMES, RELATIONS, type RelationName } from './relations.ts';
import { nameOf } from './tellings.ts';
import { createWorld, LEAST_SIZE, type World } from './world.ts';

export interface Reading {
  readonly kind: 'reading';
  readonly id: string;
  readonly relation: RelationName;
  readonly direction: 'forward' | 'backward';
  readonly name: string;
  readonly question: string;
  readonly held: Held | undefined;
  readonly passages: readonly Passage[];
  /** The sentence, word for word in its passage; nothing where none says it. */
  readonly answer: { readonly passage: number; readonly text: string } | undefined;
}

const STRANGER = 7_000_000; // seeds of worlds that are only read about begin here
const FROM_ONE = 24; // questions about one world, each of another name
const SILENT = 0.25; // share that no passage answers
const MOST_TRIES = 60; // for a question and a wording that share no word

/** A small world that no model is told about; its number and the seed decide it. */
export const strangerWorld = (seed: number, number: number): World =>
  createWorld({ seed: STRANGER + seed * 100_000 + number, size: LEAST_SIZE });

/** Reading exercises without end, the names new in each. */
export function* readings({ seed, held }: QuestionOptions): Generator<Reading> {
  const random = stream(seed, 203, Number(held));
  for (let number = 0, made = 0; ; number++) {
    const world = strangerWorld(seed, number * 2 + Number(held));
    const used = new Set<number>();
    for (let tries = 0; used.size < FROM_ONE && tries < FROM_ONE * 20; tries++) {
      const exercise = readingOf(world, random, held, used);
      if (exercise) yield { id: `read-${made++}`, ...exercise };
    }
  }
}

/** Questions about the same passages, one after another. */
export interface Readings {
  readonly id: string;
  readonly passages: readonly Passage[];
  readonly asked: readonly Pick<Reading, 'relation' | 'question' | 'answer'>[];
}

/** Passages with several questions without end: two people or things, the same of both, each asked for. */
export function* readingsTogether({ seed, held }: QuestionOptions): Generator<Readings> {
  const random = stream(seed, 204, Number(held));
  for (let number = 0, made = 0; ; number++) {
    const world = strangerWorld(seed, number * 2 + Number(held));
    for (let tries = 0, found = 0; found < FROM_ONE && tries < FROM_ONE * 20; tries++) {
      const together = togetherIn(world, random, held);
      if (!together) continue;
      found++;
      yield { id: `together-${made++}`, ...together };
    }
  }
}

function togetherIn(world: World, random: Random, kept: boolean): Omit<Readings, 'id'> | undefined {
  const askable = world.facts.filter(({ relation }) => relation !== 'canary');
  const first = random.pick(askable);
  const ofFirst = askable.filter((fact) => fact.subject === first.subject && fact.relation !== first.relation);
  const facts = [first, ...random.shuffled(ofFirst).slice(0, 1 + random.int(2))].flatMap((fact) => {
    const same = askable.filter((each) => each.relation === fact.relation && isAnother(each, fact));
    return same.length > 0 ? [fact, random.pick(same)] : [fact];
  });
  const people = new Set(facts.flatMap(({ subject, value }) => [subject, value]));
  const clear = facts.filter((fact, i) => facts.every((each, j) => i === j || !saysToo(each, fact)));
  if (clear.length < 2 || people.size < 3) return undefined;
  const pairs = clear.flatMap((fact) => {
    const pair = pairOf(world, random, fact, kept);
    return pair ? [{ relation: fact.relation as RelationName, ...pair }] : [];
  });
  if (pairs.length < 2) return undefined;
  const left = chance(random, SILENT * 2) ? random.pick(pairs) : undefined; // asked for and not there
  const passages = inPassages(
    random,
    random.shuffled(pairs.filter((pair) => pair !== left)).map((pair) => pair.sentence),
  );
  const asked = random
    .shuffled(pairs)
    .slice(0, 4)
    .map(({ relation, question, sentence }) => {
      const from = passages.find(({ text }) => text.includes(sentence));
      return { relation, question, answer: from && { passage: from.number, text: sentence } };
    });
  return { passages, asked };
}

/** Is it another's, and says nothing of the first? Spouses say it both ways. */
const isAnother = (each: Fact, { subject, value }: Fact): boolean =>
  each.subject !== subject && each.value !== value && each.subject !== value && each.value !== subject;

/** Could a question for the one be answered by the other: the same two people, or the same relation of one of them? */
const saysToo = (each: Fact, fact: Fact): boolean =>
  (each.subject === fact.value && each.value === fact.subject) ||
  (each.subject === fact.subject && each.value === fact.value) ||
  (each.relation === fact.relation && !isAnother(each, fact));

function readingOf(world: World, random: Random, kept: boolean, used: Set<number>): Omit<Reading, 'id'> | undefined {
  const relation = random.pick(RELATION_NAMES);
  const facts = world.facts.filter((fact) => fact.relation === relation && !used.has(fact.subject));
  if (facts.length === 0) return undefined;
  const fact = random.pick(facts);
  const pair = pairOf(world, random, fact, kept);
  if (!pair) return undefined;
  const { direction, held, sentence, wording } = pair;
  const others = besides(world, random, fact, pair, kept);
  if (others.length === 0) return undefined;
  used.add(fact.subject);
  if (!chance(random, SILENT)) return finished(random, { relation, ...pair }, [sentence, ...others], sentence);
  // Every third time the sentence is there, but says it of somebody whose name is nearly the same.
  const near = chance(random, 0.33) && direction === 'forward' && nearMiss(world, random, fact.subject);
  if (!near) return finished(random, { relation, ...pair }, others);
  const asked = { relation, direction, held, name: near.name, question: say(world, fact, wording, random, near) };
  return finished(random, asked, [sentence, ...others]);
}

function finished(
  random: Random,
  { relation, direction, name, question, held }: Omit<Reading, 'id' | 'kind' | 'passages' | 'answer'>,
  sentences: readonly string[],
  target?: string,
): Omit<Reading, 'id'> {
  const asked = { relation, direction, name, question, held };
  const passages = inPassages(random, random.shuffled(sentences));
  const from = passages.find(({ text }) => target !== undefined && text.includes(target));
  const answer = from && target !== undefined ? { passage: from.number, text: target } : undefined;
  return { kind: 'reading', ...asked, passages, answer };
}

interface Pair {
  readonly direction: 'forward' | 'backward';
  readonly name: string;
  readonly wording: string;
  readonly question: string;
  readonly sentence: string;
  readonly held: Held | undefined;
}

/** A question and a sentence that answers it without sharing a word, both on the wanted side of the split. */
function pairOf(world: World, random: Random, fact: Fact, kept: boolean): Pair | undefined {
  const relation = fact.relation as RelationName;
  const { ask, askBack, forward, backward } = RELATIONS[relation];
  const subject = nameOf(world.entities[fact.subject]!);
  const value = typeof fact.value === 'number' ? nameOf(world.entities[fact.value]!) : undefined;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const back = value !== undefined && askBack.length > 0 && chance(random, 0.25);
    const [name, wording] = back ? [value, random.pick(askBack)] : [subject, random.pick(ask)];
    const told = random.pick([...forward, ...backward]);
    const held = heldBy(relation, subject, wording, told);
    if ((held !== undefined) !== kept || AMBIGUOUS.has(told)) continue;
    const [question, sentence] = [say(world, fact, wording, random), say(world, fact, told, random)];
    if (sharedWords(question, sentence, name).length > 0) continue;
    return { direction: back ? 'backward' : 'forward', name, wording, question, sentence, held };
  }
  return undefined;
}

/** Wordings that two relations have: they do not say which. */
const AMBIGUOUS: ReadonlySet<string> = (() => {
  const all = RELATION_NAMES.flatMap((name) => [...RELATIONS[name].forward, ...RELATIONS[name].backward]);
  return new Set(all.filter((wording, i) => all.indexOf(wording) !== i));
})();

/** Sentences that tempt: of the name something else, of other names the same; never another answer. */
function besides(world: World, random: Random, fact: Fact, { direction }: Pair, kept: boolean): string[] {
  const { facts } = world;
  const named = direction === 'forward' ? fact.subject : fact.value;
  const other = facts.filter(
    (each) =>
      each.relation !== fact.relation &&
      (each.subject === named || (each.value === named && each.subject !== fact.subject)) &&
      each.relation !== 'canary' &&
      (kept || !HELD_RELATIONS.has(each.relation)),
  );
  const same = facts.filter((each) => each.relation === fact.relation && isAnother(each, fact));
  if (other.length === 0 || same.length === 0) return [];
  const some = (list: readonly Fact[]): Fact[] => random.shuffled(list).slice(0, 1 + random.int(3));
  return [...some(other), ...some(same)].map((each) => {
    const { forward, backward } = RELATIONS[each.relation as RelationName];
    const list = backward.length > 1 && chance(random, 0.25) ? backward : forward;
    return say(world, each, random.pick(kept ? list : list.slice(0, -1)), random);
  });
}

const SOURCES = [
  'letters',
  'the almanac',
  'a diary',
  'village news',
  'notes.txt',
  'the chronicle',
  'a postcard',
  'page 12',
];

/** Sentences in order, dealt to one to three passages with sources of their own. */
export function inPassages(random: Random, sentences: readonly string[]): Passage[] {
  const count = 1 + random.int(Math.min(3, sentences.length));
  const sources = random.shuffled(SOURCES);
  return Array.from({ length: count }, (_, i) => ({
    number: i + 1,
    source: sources[i]!,
    text: sentences.filter((_, at) => Math.floor((at * count) / sentences.length) === i).join(' '),
  }));
}

/** Words that say nothing by themselves. */
const LITTLE = new Set(
  `a an the of in on at to from for by with under over into out up as and or that this there it its she he her his
  they them their him who whom whose what which where when how why be is was are were been do does did have has had can
  could would should must will may one you us me so than not no then while if back much many most more best well
  tell`.split(/\s+/),
);

/** Content words that two sentences share, leaving out a name: forms of one word count as the same. */
export function sharedWords(a: string, b: string, name: string): string[] {
  const without = new Set(wordsOf(name));
  const content = (text: string): Set<string> =>
    new Set(
      wordsOf(text)
        .filter((word) => !LITTLE.has(word) && !without.has(word))
        .map(stem),
    );
  const others = content(b);
  return [...content(a)].filter((word) => others.has(word));
}

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/'s\b/g, '')
    .match(/[a-z0-9-]+/g) ?? [];

const lemmas = new Map([...irregular].flatMap(([lemma, forms]) => forms.map((form) => [form, lemma] as const)));

function stem(word: string): string {
  return lemmas.get(word) ?? (word.length > 4 ? word.replace(/(?:ing|ed|es|s|e)$/, '') : word);
}
