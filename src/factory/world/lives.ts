// Lives, year by year: people are born, learn, make friends, quarrel, marry, move, fall ill, make things, die.
// Weather falls on regions and sets off chains: a drought, a failed harvest, dear bread, a family on the road.
// Whatever happens is an event that names the events that caused it.
import type { Random } from '../../base/random.ts';
import { between, chance } from './draw.ts';
import {
  ADULT,
  type Entity,
  type EventKind,
  homeIn,
  type Person,
  type Place,
  type WorldEvent,
  type Year,
} from './entities.ts';
import { words } from './lexicon/nouns.ts';
import { LANGUAGES, type Names } from './names.ts';

export interface Lives {
  readonly people: Person[];
  readonly events: WorldEvent[];
}

const APPRENTICE = 14; // years
const OLD = 62; // from here death needs no cause but age
const HARD: readonly EventKind[] = ['dear-bread', 'flood', 'fire', 'fever'];

export class Simulation {
  readonly people: Person[] = [];
  readonly events: WorldEvent[] = [];
  readonly #random: Random;
  readonly #names: Names;
  readonly #towns: readonly Place[];
  readonly #regions: readonly Place[];
  readonly #first: number;
  readonly #others: Entity[];
  readonly #living: Person[] = [];
  /** The newest misfortune of each town and region, as an event id. */
  readonly #trouble = new Map<number, WorldEvent>();

  /** `others` are the entities before the people: a person's id is its place behind them. */
  constructor(random: Random, names: Names, others: Entity[]) {
    this.#random = random;
    this.#names = names;
    this.#others = others;
    this.#towns = others.filter((entity): entity is Place => entity.kind === 'town');
    this.#regions = others.filter((entity): entity is Place => entity.kind === 'region');
    this.#first = others.length;
  }

  person(id: number): Person {
    return this.people[id - this.#first]!;
  }

  run(from: Year, to: Year, settlers: number): void {
    for (let i = 0; i < settlers; i++)
      this.#born(from - between(this.#random, 16, 40), this.#random.pick(this.#towns).id);
    for (let year = from; year <= to; year++) {
      this.#weather(year);
      for (const person of [...this.#living]) this.#live(person, year);
      for (const person of this.#living.filter((each) => each.died !== undefined))
        this.#living.splice(this.#living.indexOf(person), 1);
    }
  }

  #event(
    kind: EventKind,
    year: Year,
    place: number,
    who: readonly number[],
    causes: readonly WorldEvent[] = [],
    what?: string | number,
  ): WorldEvent {
    const event = {
      id: this.events.length,
      kind,
      year,
      place,
      who,
      causes: causes.map((cause) => cause.id),
      ...(what === undefined ? {} : { what }),
    };
    this.events.push(event);
    return event;
  }

  #born(year: Year, place: number, mother?: Person, father?: Person): Person {
    const r = this.#random;
    const sex = chance(r, 0.5) ? 'f' : 'm';
    const region = this.#regions.findIndex((land) => land.id === (this.#others[place] as Place).region);
    const tongue = LANGUAGES[region]!;
    const family = father?.family ?? mother?.family ?? this.#names.word(tongue, 'family');
    let given = '';
    const name = this.#names.unique(() => `${(given = this.#names.word(tongue, sex))} ${family}`);
    const person: Person = {
      kind: 'person',
      id: this.#first + this.people.length,
      name,
      given,
      family,
      sex,
      born: year,
      birthplace: place,
      mother: mother?.id,
      father: father?.id,
      children: [],
      spouse: undefined,
      married: undefined,
      homes: [],
      job: undefined,
      teacher: undefined,
      apprenticed: undefined,
      friend: undefined,
      heirloom: undefined,
      favourite: r.pick(words('dish')),
      instrument: chance(r, 0.5) ? r.pick(words('instrument')) : undefined,
      fear: r.pick(FEARS),
      died: undefined,
      cause: undefined,
    };
    if (!mother && !father) {
      person.job = r.pick(words('job'));
      if (chance(r, 0.4)) person.heirloom = heirloom(r);
    }
    this.people.push(person);
    this.#living.push(person);
    if (mother || father) {
      mother?.children.push(person.id);
      father?.children.push(person.id);
      this.#event('birth', year, place, [person.id]);
    }
    return person;
  }

  #weather(year: Year): void {
    const r = this.#random;
    for (const region of this.#regions) {
      const towns = this.#towns.filter((town) => town.region === region.id);
      if (towns.length === 0) continue;
      if (chance(r, 0.045)) {
        const drought = this.#event('drought', year, region.id, []);
        const failed = this.#event('failed-harvest', year, region.id, [], [drought]);
        const dear = this.#event('dear-bread', year + 1, region.id, [], [failed]);
        for (const town of towns) if (chance(r, 0.6)) this.#trouble.set(town.id, dear);
      } else if (chance(r, 0.05)) {
        const winter = this.#event('hard-winter', year, region.id, []);
        for (const town of towns)
          if (chance(r, 0.4)) this.#trouble.set(town.id, this.#event('fever', year, town.id, [], [winter]));
      } else if (chance(r, 0.06)) this.#event('good-harvest', year, region.id, []);
    }
    for (const town of this.#towns) {
      if (chance(r, 0.01)) {
        const storm = this.#event('storm', year, town.id, []);
        if (town.water !== undefined && chance(r, 0.7)) {
          const flood = this.#event('flood', year, town.id, [], [storm], town.water);
          this.#trouble.set(town.id, flood);
          const builder = this.#living.find(
            (p) => homeIn(p, year) === town.id && (p.job === 'carpenter' || p.job === 'mason'),
          );
          if (builder) this.#event('bridge', year + 1, town.id, [builder.id], [flood], town.water);
        }
      } else if (chance(r, 0.006)) this.#trouble.set(town.id, this.#event('fire', year, town.id, []));
    }
  }

  #live(person: Person, year: Year): void {
    if (person.died !== undefined) return;
    const age = year - person.born;
    const home = homeIn(person, year);
    const trouble = this.#troubleAt(home, year);
    if (this.#mayDie(person, age, home, year, trouble)) return;
    if (age >= 6 && person.friend === undefined && chance(this.#random, 0.15)) this.#befriend(person, year, home);
    if (age >= APPRENTICE && person.job === undefined) this.#learn(person, year, home);
    if (age >= ADULT) {
      this.#marry(person, age, year, home);
      this.#family(person, age, year, home);
      this.#quarrel(person, year, home);
      if (trouble && trouble.year >= year - 1 && age < 55 && chance(this.#random, 0.06))
        this.#move(person, year, [trouble]);
      else if (age < 40 && chance(this.#random, 0.008)) this.#move(person, year, []);
    }
  }

  #troubleAt(place: number, year: Year): WorldEvent | undefined {
    const trouble = this.#trouble.get(place);
    return trouble && trouble.year <= year && trouble.year >= year - 1 ? trouble : undefined;
  }

  #mayDie(person: Person, age: number, home: number, year: Year, trouble: WorldEvent | undefined): boolean {
    const r = this.#random;
    const sick = trouble?.kind === 'fever' && chance(r, 0.12);
    const illness =
      sick || chance(r, 0.01)
        ? this.#event(
            'illness',
            year,
            home,
            [person.id],
            sick ? [trouble!] : [],
            sick ? 'fever' : r.pick(words('illness')),
          )
        : undefined;
    const frail = age > OLD ? 0.05 + (age - OLD) * 0.008 : 0;
    const grave = illness && illness.what === 'fever' && age > 15 && chance(r, 0.2);
    if (!grave && !chance(r, frail) && !(age > 20 && chance(r, 0.0015))) return false;
    person.died = year;
    person.cause = grave ? 'a fever' : age > OLD ? 'old age' : r.pick(['a fall', 'a storm at sea', 'a weak heart']);
    const death = this.#event('death', year, home, [person.id], grave ? [illness] : [], person.cause);
    const heir = person.children.map((id) => this.person(id)).find((child) => child.died === undefined);
    if (person.heirloom && heir && !heir.heirloom) {
      heir.heirloom = person.heirloom;
      this.#event('inheritance', year, homeIn(heir, year), [heir.id, person.id], [death], person.heirloom);
    }
    return true;
  }

  #near(person: Person, year: Year, home: number, suits: (other: Person) => boolean): Person | undefined {
    const start = this.#random.int(this.#living.length);
    for (let i = 0; i < this.#living.length; i++) {
      const other = this.#living[(start + i) % this.#living.length]!;
      if (other !== person && other.died === undefined && homeIn(other, year) === home && suits(other)) return other;
    }
    return undefined;
  }

  #befriend(person: Person, year: Year, home: number): void {
    const apart = (other: Person) => Math.abs(other.born - person.born);
    const friend = this.#near(
      person,
      year,
      home,
      (other) =>
        other.friend === undefined &&
        apart(other) < 6 &&
        other.mother !== person.mother &&
        other.spouse !== person.id &&
        year - other.born >= 6,
    );
    if (!friend) return;
    person.friend = friend.id;
    friend.friend = person.id;
    this.#event('friendship', year, home, [person.id, friend.id]);
  }

  #learn(person: Person, year: Year, home: number): void {
    const teacher = this.#near(
      person,
      year,
      home,
      (other) =>
        other.job !== undefined && year - other.born > 25 && other.id !== person.father && other.id !== person.mother,
    );
    if (!teacher && year - person.born < ADULT) return;
    person.job = teacher?.job ?? this.#random.pick(words('job'));
    person.teacher = teacher?.id;
    person.apprenticed = year;
    if (teacher) this.#event('apprenticeship', year, home, [person.id, teacher.id], [], person.job);
  }

  #marry(person: Person, age: number, year: Year, home: number): void {
    if (person.spouse !== undefined || age > 50 || !chance(this.#random, 0.18)) return;
    const kin = (other: Person) =>
      (other.mother !== undefined && other.mother === person.mother) ||
      other.id === person.mother ||
      other.id === person.father ||
      person.children.includes(other.id) ||
      (other.mother ?? -1) === person.id ||
      (other.father ?? -1) === person.id;
    const other = this.#near(
      person,
      year,
      home,
      (p) =>
        p.spouse === undefined &&
        p.sex !== person.sex &&
        year - p.born >= ADULT &&
        Math.abs(p.born - person.born) < 12 &&
        !kin(p),
    );
    if (!other) return;
    person.spouse = other.id;
    other.spouse = person.id;
    person.married = other.married = year;
    this.#event('marriage', year, home, [person.id, other.id]);
  }

  #family(person: Person, age: number, year: Year, home: number): void {
    if (
      person.sex !== 'f' ||
      person.spouse === undefined ||
      age > 42 ||
      person.children.length > 4 ||
      !chance(this.#random, 0.21)
    )
      return;
    const father = this.person(person.spouse);
    const last = person.children.at(-1);
    if (father.died !== undefined || (last !== undefined && this.person(last).born > year - 2)) return;
    this.#born(year, home, person, father);
  }

  #quarrel(person: Person, year: Year, home: number): void {
    if (person.friend === undefined || !chance(this.#random, 0.01)) return;
    const friend = this.person(person.friend);
    if (friend.died !== undefined) return;
    const trouble = this.#troubleAt(home, year);
    const quarrel = this.#event(
      'quarrel',
      year,
      home,
      [person.id, friend.id],
      trouble ? [trouble] : [],
      this.#random.pick(QUARRELS),
    );
    if (chance(this.#random, 0.7)) this.#event('reconciliation', year, home, [person.id, friend.id], [quarrel]);
  }

  #move(person: Person, year: Year, causes: WorldEvent[]): void {
    const from = homeIn(person, year);
    const to = this.#random.pick(this.#towns);
    if (to.id === from || (causes.length > 0 && HARD.includes(this.#troubleAt(to.id, year)?.kind ?? 'birth'))) return;
    const movers = [person, ...(person.spouse === undefined ? [] : [this.person(person.spouse)])];
    for (const child of person.children.map((id) => this.person(id)))
      if (year - child.born < APPRENTICE) movers.push(child);
    const going = movers.filter(
      (mover) => mover.died === undefined && homeIn(mover, year) === from && !mover.homes.some((h) => h.year === year),
    );
    for (const mover of going) mover.homes.push({ year, place: to.id });
    if (going.length > 0)
      this.#event(
        'move',
        year,
        to.id,
        going.map((mover) => mover.id),
        causes,
        from,
      );
  }
}

const QUARRELS = [
  'a fence',
  'a goat',
  'a game of cards',
  'a borrowed ladder',
  'the price of a boat',
  'a song',
  'a broken window',
  'an old debt',
  'a joke',
  'a recipe',
  'a lost key',
  'some apples',
];
const FEARS = [
  'deep water',
  'the dark',
  'thunder',
  'spiders',
  'high places',
  'geese',
  'fire',
  'crowds',
  'snakes',
  'bats',
  'empty houses',
  'loud voices',
];

function heirloom(random: Random): string {
  return `${random.pick(words('metal').concat(words('wood')))} ${random.pick(['ring', 'box', 'clock', 'cup', 'spoon', 'comb', 'brooch', 'bell', 'compass', 'chest', 'mirror', 'lamp'])}`;
}
