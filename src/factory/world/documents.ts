// Documents, one after another, until there are enough bytes: what the plan says must be told is spread evenly
// through them, and stories and other free texts fill the rest. Nothing is kept: any size streams.
import { badArgument } from '../../base/errors.ts';
import { chance, stream } from './draw.ts';
import { code } from './genres-code.ts';
import { conversation, type Draft, entry, notes, quiz } from './genres-facts.ts';
import { card, fitsCard, list, towns } from './genres-lists.ts';
import { biography, diary, letter, news } from './genres-lives.ts';
import { type Plain, sums } from './genres-sums.ts';
import { howTo, recipe } from './genres-work.ts';
import type { FactTold } from './joining.ts';
import type { Voice } from './narrator.ts';
import { writeStory } from './story.ts';
import { freely, type Telling } from './tellings.ts';
import { voices } from './voices.ts';
import type { World } from './world.ts';

export const GENRES = [
  ...(['story', 'entry', 'notes', 'dialogue', 'quiz', 'biography', 'letter', 'diary', 'news'] as const),
  ...(['recipe', 'how-to', 'list', 'towns', 'card', 'code', 'sums'] as const),
] as const;
export type Genre = (typeof GENRES)[number];

/** That a document states a fact: the sentence from `start` to `end` (UTF-16 units of `text`). */
export interface FactMention extends FactTold {
  readonly start: number;
  readonly end: number;
}

export interface Document {
  readonly id: string;
  readonly genre: Genre;
  readonly title: string;
  readonly text: string;
  readonly facts: readonly FactMention[];
}

export interface DocumentsOptions {
  /** Bytes of text (UTF-8) to reach. Default: the world's size. */
  readonly bytes?: number;
  /** Only these genres; default all. Whichever tells facts tells all that are planned; stories alone tell none. */
  readonly genres?: readonly Genre[];
  /** Default: the world's. Another seed tells the same facts in other words. */
  readonly seed?: number;
}

/** How often each has its turn where nothing is planned: stories are about half of all bytes. */
const FREE: Readonly<Record<Exclude<Genre, 'card'>, number>> = {
  ...{ story: 44, entry: 9, dialogue: 8, quiz: 3, notes: 4, biography: 8, letter: 6, diary: 3, news: 5 },
  ...{ recipe: 4, 'how-to': 2, list: 4, towns: 2, code: 8, sums: 10 },
};
/** Those that tell what is planned. */
const PLANNED = ['entry', 'notes', 'dialogue', 'quiz'] as const;

/** The documents of a world: same world and options, same bytes. */
export function* documents(world: World, options: DocumentsOptions = {}): Generator<Document, void> {
  const { bytes = world.size, genres = GENRES, seed = world.seed } = options;
  const planned = PLANNED.some((genre) => genres.includes(genre))
    ? bundles(world, seed).flatMap((group) => fitting(group, genres))
    : [];
  const free = Object.entries(FREE).filter(([genre]) => genres.includes(genre as Genre));
  const total = free.reduce((sum, [, weight]) => sum + weight, 0);
  if (free.length === 0)
    throw badArgument('Cards alone tell what is planned of things, and no more.', 'Name another genre beside them.');
  let told = 0;
  let written = 0;
  for (let number = 0; written < bytes || told < planned.length; number++) {
    const random = stream(seed, 100, number);
    const due = told < planned.length && told / planned.length <= written / bytes;
    let document: Document;
    if (due) document = finishDraft(world, number, ...tell(world, random, planned[told++]!, genres));
    else {
      let left = random.float() * total;
      const genre = (free.find(([, weight]) => (left -= weight) < 0) ?? free[0]!)[0] as Genre;
      document = write(world, random, genre, number);
    }
    written += utf8Length(document.text);
    yield document;
  }
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3; // our texts have no surrogates
  }
  return bytes;
}

const MOST_TOGETHER = 6; // facts of one entity in one document

/** Planned tellings in groups, each for one document, in the order of telling. */
export function bundles(world: World, seed: number): Telling[][] {
  const random = stream(seed, 90);
  const groups: Telling[][] = [];
  const singles: Telling[] = [];
  for (const facts of world.factsOf) {
    const planned = facts.filter((fact) => fact.forward + fact.backward > 0);
    const most = planned.reduce((high, fact) => Math.max(high, fact.forward + fact.backward), 0);
    for (let round = 0; round < most; round++) {
      const due = planned.filter((fact) => round < fact.forward + fact.backward);
      const tellings = due.map(
        (of): Telling => ({ fact: of.id, of, direction: round < of.forward ? 'forward' : 'backward' }),
      );
      if (tellings.length === 1) singles.push(tellings[0]!);
      else for (let i = 0; i < tellings.length; i += MOST_TOGETHER) groups.push(tellings.slice(i, i + MOST_TOGETHER));
    }
  }
  random.shuffle(singles);
  while (singles.length > 0) groups.push(distinct(singles, 3 + random.int(4)));
  return random.shuffle(groups);
}

/** Takes up to `n` from the end, each fact once. */
function distinct(singles: Telling[], n: number): Telling[] {
  const taken: Telling[] = [];
  for (let i = singles.length - 1; i >= 0 && taken.length < n && i > singles.length - 60; i--)
    if (!taken.some((telling) => telling.fact === singles[i]!.fact)) taken.push(...singles.splice(i, 1));
  return taken;
}

/** Entries are of one subject: where no other genre tells facts, a group of several is told in parts. */
function fitting(group: Telling[], genres: readonly Genre[]): Telling[][] {
  if (MIXED.some((genre) => genres.includes(genre))) return [group];
  const subjects = new Set(group.map(({ of }) => of.subject));
  return [...subjects].map((subject) => group.filter(({ of }) => of.subject === subject));
}
const MIXED: readonly Genre[] = ['notes', 'dialogue', 'quiz'];

type Random = ReturnType<typeof stream>;

function tell(world: World, random: Random, tellings: Telling[], genres: readonly Genre[]): [Genre, Draft] {
  const alone = tellings.every((telling) => telling.of.subject === tellings[0]!.of.subject);
  if (genres.includes('card') && fitsCard(tellings) && chance(random, 0.5))
    return ['card', card({ world, random, voice: random.pick(voices(world.seed)), tellings })];
  const ways = (['entry', ...PLANNED] as const).filter(
    (genre) => genres.includes(genre) && (alone || genre !== 'entry'),
  );
  return draft(world, random, random.pick(ways), tellings);
}

function draft(world: World, random: Random, genre: Genre, tellings: Telling[]): [Genre, Draft] {
  const job = { world, random, voice: random.pick(voices(world.seed)), tellings };
  if (genre === 'entry') return [genre, entry(job)];
  if (genre === 'dialogue') return [genre, conversation(job)];
  if (genre === 'quiz') return [genre, quiz(job)];
  return ['notes', notes(job)];
}

const PLAIN: Readonly<Partial<Record<Genre, (world: World, random: Random, voice: Voice) => Plain>>> = {
  story: writeStory,
  diary,
  recipe,
  'how-to': howTo,
  list,
  code,
  sums,
};
/** Texts that may come to nothing. */
const TRIED: Readonly<Partial<Record<Genre, (world: World, random: Random, voice: Voice) => Draft | undefined>>> = {
  biography,
  letter,
  news,
  towns,
};
const TRIES = 20; // then the small world has nothing of the kind, and another document is written instead

function write(world: World, random: Random, genre: Genre, number: number): Document {
  const voice = random.pick(voices(world.seed));
  const plain = PLAIN[genre];
  if (plain) return { id: idOf(world, number), genre, facts: [], ...titled(plain(world, random, voice)) };
  const tried = TRIED[genre];
  for (let i = 0; tried && i < TRIES; i++) {
    const found = tried(world, random, voice);
    if (found) return finishDraft(world, number, genre, found);
  }
  if (tried) return write(world, random, 'list', number);
  for (;;) {
    const subject = random.pick(world.entities);
    if (world.notable.has(subject.id)) continue;
    const tellings = freely(random, world.factsOf[subject.id]!, 3 + random.int(4), world.notable);
    if (tellings.length > 1) return finishDraft(world, number, ...draft(world, random, genre, tellings));
  }
}

const titled = ({ title, text }: Plain): Plain => ({ title, text });

const idOf = (world: World, number: number): string => `world-${world.seed}-${String(number).padStart(6, '0')}`;

/** Joins sentences and notes where facts stand. */
function finishDraft(
  world: World,
  number: number,
  genre: Genre,
  { title, sentences, starts, between = ' ' }: Draft,
): Document {
  const begin = new Set(starts);
  const facts: FactMention[] = [];
  let text = '';
  sentences.forEach((sentence, i) => {
    if (i > 0) text += begin.has(i) ? '\n\n' : between;
    const start = text.length;
    text += sentence.text;
    for (const told of sentence.facts) facts.push({ ...told, start, end: text.length });
  });
  return { id: idOf(world, number), genre, title, text, facts };
}
