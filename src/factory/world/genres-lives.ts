// Lives and news, told from what the simulation did: biographies in the order of events with their causes, letters
// about the year, the town paper, and pages of diaries. Facts are told only where the plan leaves them open.
import type { Random } from '../../base/random.ts';
import { Discourse, type Referent } from './discourse.ts';
import { between, chance, some } from './draw.ts';
import { alive, homeIn, type Person, type WorldEvent, type Year } from './entities.ts';
import type { Draft } from './genres-facts.ts';
import type { Plain } from './genres-sums.ts';
import { inWords } from './inflect.ts';
import type { FactTold, Relation } from './joining.ts';
import { Teller, type Voice } from './narrator.ts';
import { expand } from './papers.ts';
import { EVENT_TELLINGS, GREETINGS, LETTER_ENDS, LETTER_TALK, NEWS_CAUSES, NEWS_TELLINGS } from './papers-events.ts';
import type { RelationName } from './relations.ts';
import { writeStory } from './story.ts';
import { isOpen, nameOf, referent } from './tellings.ts';
import type { World } from './world.ts';

/** Events by whom they befell and by where they were. */
interface Chronicle {
  readonly ofPerson: ReadonlyMap<number, readonly WorldEvent[]>;
  readonly ofPlace: ReadonlyMap<number, readonly WorldEvent[]>;
}
const chronicles = new WeakMap<World, Chronicle>();

function chronicleOf(world: World): Chronicle {
  let found = chronicles.get(world);
  if (found) return found;
  const [ofPerson, ofPlace] = [new Map<number, WorldEvent[]>(), new Map<number, WorldEvent[]>()];
  const put = (map: Map<number, WorldEvent[]>, key: number, event: WorldEvent) => {
    const list = map.get(key) ?? [];
    map.set(key, list);
    list.push(event);
  };
  for (const event of world.events) {
    for (const who of event.who) put(ofPerson, who, event);
    put(ofPlace, event.place, event);
  }
  found = { ofPerson, ofPlace };
  chronicles.set(world, found);
  return found;
}

/** Parts of a text about many people and places, made as they are met. */
class Stage {
  readonly parts = new Map<string, Referent>();
  readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  /** The role of an entity. */
  role(id: number): string {
    const role = `e${id}`;
    const entity = this.world.entities[id]!;
    if (!this.parts.has(role)) {
      const person = entity.kind === 'person';
      this.parts.set(
        role,
        person ? referent(entity, role) : { id: role, sex: 'n', name: nameOf(entity), fixed: true, entity: id },
      );
    }
    return role;
  }
}

/** A fact of the world if the plan leaves it open, as it is told. */
function openFact(
  { factsOf, notable }: World,
  subject: number,
  relation: RelationName,
  value: number | string | undefined,
  direction: FactTold['direction'] = 'forward',
): FactTold[] | undefined {
  const fact = factsOf[subject]!.find((each) => each.relation === relation && each.value === value);
  if (!fact) return [];
  return isOpen(fact, notable) && !notable.has(subject) ? [{ fact: fact.id, direction }] : undefined;
}

/** What the telling of an event states; undefined when the plan forbids it. */
function factsOfEvent(world: World, hero: Person, { kind, who, what, year }: WorldEvent): FactTold[] | undefined {
  const other = who.find((id) => id !== hero.id);
  const all = (...lists: (FactTold[] | undefined)[]): FactTold[] | undefined =>
    lists.every((list) => list !== undefined) ? (lists.flat() as FactTold[]) : undefined;
  switch (kind) {
    case 'marriage':
      return openFact(world, hero.id, 'spouse', other);
    case 'friendship':
      return openFact(world, hero.id, 'friend', other);
    case 'apprenticeship':
      if (hero.teacher !== other) return undefined;
      return all(openFact(world, hero.id, 'teacher', other), openFact(world, hero.id, 'job', hero.job));
    case 'inheritance':
      return who[0] === hero.id ? openFact(world, hero.id, 'heirloom', what) : undefined;
    case 'death':
      return all(
        openFact(world, hero.id, 'deathyear', String(year)),
        hero.cause === undefined ? [] : openFact(world, hero.id, 'cause', hero.cause),
      );
    case 'birth':
      return openFact(world, other!, hero.sex === 'f' ? 'mother' : 'father', hero.id, 'backward');
    case 'work':
    case 'company':
      return undefined; // by plan only
    default:
      return [];
  }
}

/** A life in the order of its events. Undefined for one in which too little happened. */
export function biography(world: World, random: Random, voice: Voice): Draft | undefined {
  const people = world.people.filter((each) => !world.notable.has(each.id) && world.now - each.born > 20);
  const hero = random.pick(people);
  const stage = new Stage(world);
  const teller = new Teller(new Discourse(random, stage.parts, { names: voice.names }), voice, random);
  const p = stage.role(hero.id);
  const starts: number[] = [];
  const say = (relation: Relation, text: string, facts: readonly FactTold[] = []): void =>
    teller.tell({ relation, clause: teller.read(text), shape: { tense: 'past' }, facts });
  tellBirth(world, stage, random, hero, say);
  let told = 0;
  let last = hero.born;
  for (const event of lifeOf(world, hero)) {
    const ways = EVENT_TELLINGS[event.kind];
    const facts = factsOfEvent(world, hero, event);
    if (!ways || !facts) continue;
    if (event.kind === 'move' && event.what === event.place) continue;
    if (event.kind === 'death' || (event.year > last && chance(random, 0.75))) {
      teller.flush();
      if (told > 0 && event.year - last > 8 && teller.sentences.length > (starts.at(-1) ?? 0) + 1)
        starts.push(teller.sentences.length);
      teller.opening = event.kind === 'death' ? `in ${event.year}` : when(random, hero, event.year, last);
    }
    const other = event.who.find((id) => id !== hero.id);
    const roles: Record<string, string> = { p, t: stage.role(event.place) };
    if (other !== undefined) roles.o = stage.role(other);
    const values = {
      what: typeof event.what === 'string' ? event.what : '',
      job: hero.job ?? '',
      cause: hero.cause ?? '',
    };
    say(told === 0 ? 'new' : 'next', cast(expand(random, random.pick(ways), values), roles), facts);
    const cause = event.causes.map((id) => world.events[id]!).find(({ kind }) => NEWS_CAUSES[kind]);
    if (cause && cause.kind !== 'illness') say('because', cast(random.pick(NEWS_CAUSES[cause.kind]!), roles));
    last = event.year;
    told++;
  }
  teller.flush();
  if (told < 2) return undefined;
  return {
    title: random.pick([hero.name, `The life of ${hero.name}`, `${hero.name}: a life`]),
    sentences: teller.sentences,
    starts,
  };
}

/** What befell someone, and when their children came, in order. */
function lifeOf(world: World, hero: Person): WorldEvent[] {
  const { ofPerson } = chronicleOf(world);
  const births = hero.children.flatMap((id) => ofPerson.get(id)!.filter(({ kind }) => kind === 'birth'));
  const own = (ofPerson.get(hero.id) ?? []).filter(({ kind }) => kind !== 'birth');
  return [...own, ...births].sort((a, b) => a.year - b.year || a.id - b.id);
}

function tellBirth(
  world: World,
  stage: Stage,
  random: Random,
  hero: Person,
  say: (relation: Relation, text: string, facts?: readonly FactTold[]) => void,
): void {
  const p = stage.role(hero.id);
  const t = stage.role(hero.birthplace);
  const place = openFact(world, hero.id, 'birthplace', hero.birthplace);
  const year = openFact(world, hero.id, 'birthyear', String(hero.born));
  const born = [
    '@p *be born in @t in the year Y',
    '@p *come into the world in @t, in the year Y',
    'in the year Y @p *be born in @t',
  ];
  if (place && year) say('new', cast(random.pick(born).replace('Y', String(hero.born)), { p, t }), [...place, ...year]);
  const parent = chance(random, 0.5) ? (['mother', hero.mother] as const) : (['father', hero.father] as const);
  if (parent[1] === undefined) return;
  const facts = openFact(world, hero.id, parent[0], parent[1]);
  const o = stage.role(parent[1]);
  const ways = [
    `@p's ${parent[0]} *be @o`,
    `@p *grow up with @p's ${parent[0]}, @o.n`,
    `it *be @o, the ${parent[0]}, who *teach @p to walk`,
  ];
  if (facts && facts.length > 0) say('new', cast(random.pick(ways), { p, o }), facts);
}

/** Roles of a telling replaced by those on the stage. */
function cast(text: string, roles: Readonly<Record<string, string>>): string {
  return text.replace(/@(\w)\b/g, (all, role: string) => (roles[role] === undefined ? all : `@${roles[role]}`));
}

function when(random: Random, { born }: Person, year: Year, last: Year): string {
  const [age, gap] = [year - born, year - last];
  const later =
    gap === 1 ? ['a year later', 'the year after'] : [`${inWords(gap)} years later`, `after ${inWords(gap)} years`];
  return random.pick([`in ${year}`, `in the year ${year}`, `at the age of ${inWords(age)}`, ...later, ...later]);
}

const NEWSWORTHY: ReadonlySet<string> = new Set(Object.keys(NEWS_TELLINGS));

/** The first event of each kind. */
const oneOfEach = (events: readonly WorldEvent[]): WorldEvent[] => [
  ...new Map(events.toReversed().map((event) => [event.kind, event])).values(),
];

/** What a town paper had in one year: what happened, and what came of it. Undefined where nothing did. */
export function news(world: World, random: Random, voice: Voice): Draft | undefined {
  const town = random.pick(world.towns);
  const { ofPlace } = chronicleOf(world);
  const near = world.towns.filter(({ region }) => region === town.region).map(({ id }) => id);
  const newsworthy = [town.region, ...near]
    .flatMap((id) => ofPlace.get(id) ?? [])
    .filter(({ kind }) => NEWSWORTHY.has(kind));
  if (newsworthy.length === 0) return undefined;
  const { year } = random.pick(newsworthy);
  const recent = newsworthy.filter((event) => event.year === year || event.year === year - 1);
  const events = oneOfEach(random.shuffled(recent)).slice(0, between(random, 2, 5));
  const stage = new Stage(world);
  const teller = new Teller(new Discourse(random, stage.parts, { names: voice.names }), voice, random);
  const starts: number[] = [];
  for (const event of events) {
    const facts = marriageFacts(world, event);
    if (!facts) continue;
    const roles: Record<string, string> = { t: stage.role(event.place) };
    for (const [i, id] of event.who.slice(0, 2).entries()) roles['po'[i]!] = stage.role(id);
    if (typeof event.what === 'number') roles.w = stage.role(event.what);
    if (teller.sentences.length > 0) starts.push(teller.sentences.length);
    const [first, ...more] = random.pick(NEWS_TELLINGS[event.kind]!);
    const say = (relation: Relation, text: string, told: readonly FactTold[] = []): void =>
      teller.tell({ relation, clause: teller.read(cast(text, roles)), shape: { tense: 'past' }, facts: told });
    if (event.year < year) teller.opening = random.pick(['last year', 'a year ago', 'in the year before']);
    say('new', first!, facts);
    const cause = event.causes.map((id) => world.events[id]!).find(({ kind }) => NEWS_CAUSES[kind]);
    if (cause) say('because', random.pick(NEWS_CAUSES[cause.kind]!));
    for (const text of more) if (chance(random, 0.7)) say('new', text);
    teller.flush();
  }
  if (teller.sentences.length === 0) return undefined;
  const paper = random.pick(['Messenger', 'Observer', 'Post', 'Lantern', 'Weekly', 'Bell']);
  return { title: `The ${town.name} ${paper}, ${year}`, sentences: teller.sentences, starts };
}

function marriageFacts(world: World, { kind, who }: WorldEvent): FactTold[] | undefined {
  return kind === 'marriage' ? openFact(world, who[0]!, 'spouse', who[1]) : [];
}

/** A letter to someone of the family or a friend who lives elsewhere, about the year. */
export function letter(world: World, random: Random, voice: Voice): Draft | undefined {
  const writer = random.pick(world.people);
  const year = writer.born + between(random, 16, 60);
  if (world.notable.has(writer.id) || year > world.now || !alive(writer, year)) return undefined;
  const kin = [writer.mother, writer.father, writer.friend, ...writer.children].filter((id) => id !== undefined);
  const home = homeIn(writer, year);
  const others = kin
    .map((id) => world.entities[id] as Person)
    .filter((each) => alive(each, year) && year - each.born > 8 && !world.notable.has(each.id));
  if (others.length === 0) return undefined;
  const reader = random.pick(others);
  const stage = new Stage(world);
  const parts = { i: referent(writer, 'i'), u: referent(reader, 'u') };
  stage.parts
    .set('i', parts.i)
    .set('u', parts.u)
    .set('t', { id: 't', sex: 'n', name: nameOf(world.entities[home]!), fixed: true });
  const d = new Discourse(random, stage.parts, { i: parts.i, you: parts.u, names: voice.names });
  const teller = new Teller(d, { ...voice, tense: 'past' }, random);
  const say = (relation: Relation, text: string): void =>
    teller.tell({ relation, clause: teller.read(text), shape: { tense: 'past', short: chance(random, 0.3) } });
  const title = reader.id === writer.mother ? 'Mother' : reader.id === writer.father ? 'Father' : reader.given;
  teller.put(expand(random, random.pick(GREETINGS), { name: title }));
  const starts = [1];
  for (const text of some(random, LETTER_TALK, between(random, 2, 4))) say('new', expand(random, text));
  teller.flush();
  const region = (world.entities[home] as { region: number }).region;
  const { ofPlace } = chronicleOf(world);
  const happened = [...(ofPlace.get(home) ?? []), ...(ofPlace.get(region) ?? [])].filter(
    (event) =>
      event.kind !== 'marriage' && NEWSWORTHY.has(event.kind) && (event.year === year || event.year === year - 1),
  );
  if (happened.length > 0) starts.push(teller.sentences.length);
  for (const event of oneOfEach(random.shuffled(happened)).slice(0, 2)) {
    const roles: Record<string, string> = { t: stage.role(event.place) };
    if (event.who[0] !== undefined) roles.p = event.who[0] === writer.id ? 'i' : stage.role(event.who[0]);
    if (typeof event.what === 'number') roles.w = stage.role(event.what);
    const [first, ...more] = random.pick(NEWS_TELLINGS[event.kind]!);
    if (event.year < year) teller.opening = random.pick(['last year', 'the year before']);
    say('new', cast(first!, roles));
    for (const text of more) if (chance(random, 0.4)) say('new', cast(text, roles));
  }
  teller.flush();
  starts.push(teller.sentences.length);
  for (const text of random.pick(LETTER_ENDS).split(' / ')) teller.put(expand(random, text, { name: writer.given }));
  starts.push(teller.sentences.length - 1);
  return { title: `${nameOf(world.entities[home]!)}, ${year}`, sentences: teller.sentences, starts };
}

/** A page of a diary: a day as the child told it. */
export function diary(world: World, random: Random, voice: Voice): Plain {
  const story = writeStory(world, random, { ...voice, tense: 'past' }, { pointing: { i: 'a' } });
  const head = random.pick([
    'Dear diary,',
    'Today.',
    `Year ${story.year}.`,
    'Before I sleep:',
    'This is what happened.',
  ]);
  return { title: 'From a diary', text: `${head}\n\n${story.text}` };
}
