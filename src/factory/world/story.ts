// A story about people of the world: a child of some year, its true kin and neighbours, the weather of the
// day, and a plot. Nothing told of the people contradicts their lives; what was said of them is recorded.
import type { Random } from '../../base/random.ts';
import { type Claim, sayings } from './about.ts';
import { Discourse, type Mention, type Referent } from './discourse.ts';
import { between, chance } from './draw.ts';
import { alive, homeIn, type Person, type Year } from './entities.ts';
import { inWords } from './inflect.ts';
import { words } from './lexicon/nouns.ts';
import { Wardrobe } from './modifiers.ts';
import { type About, Teller, type Voice } from './narrator.ts';
import { Player, type Plot, plots } from './script.ts';
import type { World } from './world.ts';

export interface Story {
  readonly title: string;
  readonly text: string;
  readonly plot: string;
  readonly year: Year;
  readonly claims: readonly Claim[];
  readonly log: readonly Mention[];
}

interface Stage {
  readonly world: World;
  readonly random: Random;
  readonly year: Year;
  readonly hero: Person;
  readonly town: number;
  readonly parts: Map<string, Referent>;
  readonly claims: Claim[];
  readonly taken: Set<number>;
  readonly givens: Set<string>;
}

/** First-person tellings: who is "I", who is "you". */
export interface Pointing {
  readonly i?: string;
  readonly you?: string;
}

export interface StoryOptions {
  readonly plot?: Plot;
  /** What plays a part that is no person of the world, by role: a noun, or the name of a place. */
  readonly props?: Readonly<Record<string, string>>;
  /** What the hero is called instead of a name of the world. */
  readonly hero?: { readonly name: string; readonly sex: 'f' | 'm' } | undefined;
  readonly pointing?: Pointing;
  readonly log?: boolean;
}

/** Writes one story, all of it drawn from `random`. */
export function writeStory(
  world: World,
  random: Random,
  voice: Voice,
  { plot, props = {}, hero, pointing, log }: StoryOptions = {},
): Story {
  for (;;) {
    const chosen = plot ?? random.pick(plots);
    const stage = setStage(world, random, hero, props.t);
    const cast = chosen.cast.every(({ role, kind, own }) => castPart(stage, role, kind, own, props[role]));
    if (!cast) continue;
    const weather = random.pick(['rain', 'sun', 'sun', 'wind', 'snow', 'fog'] as const);
    if (chosen.needs.some((need) => (need.startsWith('!') ? need === `!${weather}` : need !== weather))) continue;
    const mentions: Mention[] = [];
    const { parts } = stage;
    const d = new Discourse(random, parts, {
      i: pointing?.i ? parts.get(pointing.i) : undefined,
      you: pointing?.you ? parts.get(pointing.you) : undefined,
      child: chance(random, 0.5) ? parts.get('a') : undefined,
      names: voice.names,
      ...(log ? { log: mentions } : {}),
    });
    const flags = new Set<string>([weather, voice.tense]);
    const teller = new Teller(d, voice, random, new Wardrobe(random, (need) => flags.has(need)), asides(stage));
    const bound = new Map([['age', inWords(stage.year - stage.hero.born)]]);
    const player = new Player(teller, random, flags, bound);
    player.play(chosen.name);
    teller.flush();
    if (teller.sentences.length === 0) continue; // the plot needed a part that nobody could play
    const text = paragraphs(
      teller.sentences.map((sentence) => sentence.text),
      player.paragraphs,
    );
    return {
      title: storyTitle(random, stage, chosen),
      text,
      plot: chosen.name,
      year: stage.year,
      claims: stage.claims,
      log: mentions,
    };
  }
}

/** What may be said in passing of each of the cast. */
function asides({ world, random, year, parts, claims }: Stage): Map<string, About[]> {
  const about = new Map<string, About[]>();
  for (const [role, { entity, sex, noun, kin }] of parts) {
    if (entity === undefined || (sex !== 'f' && sex !== 'm')) continue;
    const known = new Set<string>(role === 'a' ? ['age', 'born'] : []);
    if (kin && kin.word !== 'friend') known.add('siblings').add('parent');
    if (noun && role !== 'a') known.add('job');
    const all = sayings(world, random, world.entities[entity] as Person, year, known);
    about.set(
      role,
      all.map(({ text, claim }) => ({ text, said: () => void claims.push(claim) })),
    );
  }
  return about;
}

/** Sentences to text; `starts` are the sentences that begin a paragraph. */
export function paragraphs(sentences: readonly string[], starts: readonly number[]): string {
  const begin = new Set(starts);
  let text = '';
  sentences.forEach((sentence, i) => {
    text += i === 0 ? sentence : begin.has(i) ? `\n\n${sentence}` : ` ${sentence}`;
  });
  return text;
}

function setStage(world: World, random: Random, called?: StoryOptions['hero'], place?: string): Stage {
  for (;;) {
    const hero = random.pick(world.people);
    const year = hero.born + between(random, 5, 11);
    if (year > world.now || year < 304 || !alive(hero, year) || world.notable.has(hero.id) || hero.mother === undefined)
      continue;
    if (called && called.sex !== hero.sex) continue;
    const town = homeIn(hero, year);
    const parts = new Map<string, Referent>();
    const noun = hero.sex === 'f' ? 'girl' : 'boy';
    const [name, long] = called === undefined ? [hero.given, hero.name] : [called.name, called.name];
    const a: Referent = { id: 'a', sex: hero.sex, name, long, noun, entity: hero.id };
    parts.set('a', a);
    const t = place ?? world.entities[town]!.name;
    parts.set('t', { id: 't', sex: 'n', name: t, fixed: true, entity: town });
    const claims: Claim[] = [
      { kind: 'lives', who: hero.id, whom: town, year },
      { kind: 'age', who: hero.id, year, value: String(year - hero.born) },
    ];
    return {
      world,
      random,
      year,
      hero,
      town,
      parts,
      claims,
      taken: new Set([hero.id]),
      givens: new Set([name, hero.given, t]),
    };
  }
}

function castPart(stage: Stage, role: string, kind: string, own: boolean, prop?: string): boolean {
  switch (kind) {
    case 'child':
      return true;
    case 'parent':
    case 'grandparent':
      return castKin(stage, role, kind);
    case 'sibling':
      return castSibling(stage, role) || castFriend(stage, role);
    case 'friend':
      return castFriend(stage, role);
    case 'neighbour':
      return castNeighbour(stage, role);
    default:
      castThing(stage, role, kind, own, prop);
      return true;
  }
}

const person = (stage: Stage, id: number): Person => stage.world.entities[id] as Person;

function enter(stage: Stage, role: string, who: Person, rest: Partial<Referent>): boolean {
  stage.taken.add(who.id);
  stage.givens.add(who.given);
  stage.parts.set(role, { id: role, sex: who.sex, entity: who.id, ...rest });
  stage.claims.push({ kind: 'alive', who: who.id, year: stage.year });
  return true;
}

function castKin(stage: Stage, role: string, kind: 'parent' | 'grandparent'): boolean {
  const { hero, year, random } = stage;
  const parents = [hero.mother, hero.father].filter((id) => id !== undefined).map((id) => person(stage, id));
  const elders =
    kind === 'parent'
      ? parents
      : parents
          .flatMap((p) => [p.mother, p.father])
          .filter((id) => id !== undefined)
          .map((id) => person(stage, id));
  const living = elders.filter((each) => alive(each, year) && !stage.taken.has(each.id));
  if (living.length === 0) return false;
  const other = living.filter((each) => each.sex !== hero.sex);
  const who = random.pick(other.length > 0 && chance(random, 0.6) ? other : living);
  const grand = kind === 'grandparent' ? 'grand' : '';
  const word = `${grand}${who.sex === 'f' ? 'mother' : 'father'}`;
  stage.claims.push({
    kind: grand ? 'grandparent' : who.sex === 'f' ? 'mother' : 'father',
    who: hero.id,
    whom: who.id,
    year,
  });
  return enter(stage, role, who, { kin: { of: stage.parts.get('a')!, word } });
}

function castSibling(stage: Stage, role: string): boolean {
  const { hero, year } = stage;
  const mother = person(stage, hero.mother!);
  const siblings = mother.children
    .map((id) => person(stage, id))
    .filter(
      (each) =>
        !stage.taken.has(each.id) &&
        alive(each, year) &&
        year - each.born >= 4 &&
        year - each.born < 15 &&
        !stage.givens.has(each.given),
    );
  if (siblings.length === 0) return false;
  const who = stage.random.pick(siblings);
  stage.claims.push({ kind: 'sibling', who: hero.id, whom: who.id, year });
  const word = who.sex === 'f' ? 'sister' : 'brother';
  return enter(stage, role, who, { name: who.given, kin: { of: stage.parts.get('a')!, word } });
}

function search(stage: Stage, suits: (other: Person) => boolean): Person | undefined {
  const { people } = stage.world;
  const start = stage.random.int(people.length);
  for (let i = 0; i < Math.min(people.length, 4000); i++) {
    const other = people[(start + i * 7) % people.length]!;
    if (!stage.taken.has(other.id) && alive(other, stage.year) && !stage.givens.has(other.given) && suits(other))
      return other;
  }
  return undefined;
}

function castFriend(stage: Stage, role: string): boolean {
  const { year, hero, town } = stage;
  const near = (other: Person) =>
    Math.abs(other.born - hero.born) < 4 &&
    year - other.born >= 4 &&
    homeIn(other, year) === town &&
    other.mother !== hero.mother &&
    !stage.world.notable.has(other.id);
  const opposite = chance(stage.random, 0.7)
    ? search(stage, (other) => other.sex !== hero.sex && near(other))
    : undefined;
  const who = opposite ?? search(stage, near);
  if (!who) return false;
  stage.claims.push({ kind: 'child', who: who.id, year });
  return enter(stage, role, who, {
    name: who.given,
    long: who.name,
    kin: { of: stage.parts.get('a')!, word: 'friend' },
  });
}

function castNeighbour(stage: Stage, role: string): boolean {
  const { year, town } = stage;
  const who = search(
    stage,
    (other) =>
      year - other.born > 24 &&
      other.job !== undefined &&
      homeIn(other, year) === town &&
      !stage.world.notable.has(other.id) &&
      other.id !== stage.hero.mother &&
      other.id !== stage.hero.father,
  );
  if (!who) return false;
  stage.claims.push({ kind: 'job', who: who.id, year, value: who.job! });
  const named = chance(stage.random, 0.4);
  return enter(stage, role, who, {
    noun: who.job!,
    ...(named ? { name: who.given } : { adjective: stage.random.pick(['old', 'young', 'tall', 'stout', 'quiet']) }),
  });
}

function castThing(stage: Stage, role: string, kind: string, own: boolean, prop?: string): void {
  const { random, parts } = stage;
  if (kind.endsWith('place')) {
    parts.set(role, { id: role, sex: 'n', name: prop ?? random.pick(words(kind)), fixed: true });
    return;
  }
  const noun = prop ?? random.pick(words(kind));
  const sex = kind === 'job' ? random.pick(['f', 'm'] as const) : 'n';
  const animal = kind === 'pet' || kind === 'wild' || kind === 'farm';
  const adjective = random.pick(words(animal ? 'animal' : 'object'));
  parts.set(role, {
    id: role,
    sex,
    noun,
    ...(noun.includes(' ') || sex !== 'n' ? {} : { adjective }), // a blue stone is not red as well
    ...(own ? { kin: { of: parts.get('a')!, word: noun } } : {}),
  });
}

const LITTLE: ReadonlySet<string> = new Set([
  'a',
  'an',
  'the',
  'and',
  'of',
  'in',
  'on',
  'at',
  'to',
  'for',
  'by',
  'with',
  'over',
  'under',
]);

function storyTitle(random: Random, { parts }: Stage, plot: Plot): string {
  const a = parts.get('a')!.name!;
  const thing = parts.get('o')?.noun ?? parts.get('x')?.noun;
  const friend = parts.get('b')?.name;
  const place = parts.get('p')?.name;
  const ways = [
    ...(thing
      ? [
          `${a} and the ${thing}`,
          `The ${parts.get('o')?.adjective ?? parts.get('x')?.adjective ?? 'tale of the'} ${thing}`,
          `The ${thing} of ${parts.get('t')!.name}`,
        ]
      : []),
    ...(friend ? [`${a} and ${friend}`] : []),
    ...(place ? [`${a} at ${place}`] : []),
    `A day for ${a}`,
    `A day in ${parts.get('t')!.name}`,
    `${a} of ${parts.get('t')!.name}`,
    `The ${plot.name.slice(5).replaceAll('-', ' ')}`,
  ];
  return random
    .pick(ways)
    .split(' ')
    .map((word, i) => (i > 0 && LITTLE.has(word) ? word : word[0]!.toUpperCase() + word.slice(1)))
    .join(' ');
}
