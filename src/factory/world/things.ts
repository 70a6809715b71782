// What people make and what grows: books, songs and paintings (often moved by an event), companies and their
// products, the animals and plants of each region.
import type { Random } from '../../base/random.ts';
import { between, chance, some } from './draw.ts';
import {
  ADULT,
  type Company,
  type Entity,
  homeIn,
  type Person,
  type Place,
  type Product,
  type Species,
  type Work,
  type WorldEvent,
  type Year,
} from './entities.ts';
import { words } from './lexicon/nouns.ts';
import type { Names } from './names.ts';

const CODES = 'BCDFGHJKLMNPQRSTVWXZ'; // no vowels: a code never spells a word

interface Making {
  readonly random: Random;
  readonly names: Names;
  readonly entities: Entity[];
  readonly people: readonly Person[];
  readonly events: WorldEvent[];
  readonly now: Year;
}

/** Adds works, companies, products and species to the entities, and the events of their making. */
export function makeThings(making: Making, counts: { works: number; companies: number; species: number }): void {
  for (let i = 0; i < counts.species; i++) addSpecies(making);
  const makers = some(
    making.random,
    making.people.filter((p) => (p.died ?? making.now) - p.born > ADULT + 8),
    counts.works + counts.companies,
  );
  makers.forEach((person, i) => {
    if (i < counts.companies) addCompany(making, person);
    else addWork(making, person);
  });
}

const grown = (random: Random, person: Person, now: Year): Year =>
  between(random, person.born + ADULT + 2, Math.min(person.died ?? now, person.born + 60, now) - 1);

function addWork({ random, names, entities, events, now }: Making, person: Person): void {
  const kind = random.pick(['book', 'song', 'painting'] as const);
  const moved = events.filter(
    (event) =>
      event.year >= person.born + ADULT &&
      event.year < (person.died ?? now) &&
      MOVING[event.kind] &&
      (event.who.includes(person.id) || event.place === homeIn(person, event.year)),
  );
  const event = moved.length > 0 && chance(random, 0.75) ? random.pick(moved) : undefined;
  const year = event?.year ?? grown(random, person, now);
  const name = names.unique(() => title(random));
  const about = event ? MOVING[event.kind]! : random.pick(SUBJECTS);
  const work: Work = { kind, id: entities.length, name, author: person.id, year, about, event: event?.id };
  entities.push(work);
  events.push({
    id: events.length,
    kind: 'work',
    year,
    place: homeIn(person, year),
    who: [person.id],
    what: work.id,
    causes: event ? [event.id] : [],
  });
}

const MOVING: Partial<Record<WorldEvent['kind'], string>> = {
  death: 'a loss',
  flood: 'a great flood',
  fire: 'a town on fire',
  'hard-winter': 'a hard winter',
  marriage: 'a wedding',
  quarrel: 'two friends who quarrel',
  drought: 'a year without rain',
  move: 'leaving home',
  storm: 'a storm',
  birth: 'a first child',
};
const SUBJECTS = [
  'a journey by boat',
  'a lonely lamplighter',
  'the four seasons',
  'a lost dog',
  'life on a farm',
  'a proud king',
  'the stars',
  'a mountain in winter',
  'an old mill',
  'the sea at night',
  'a market day',
  'a blind weaver',
];

function title(random: Random): string {
  const one = (kind: string) => capitals(random.pick(words(kind)));
  switch (random.int(6)) {
    case 0:
      return `The ${one('object')} ${one('treasure')}`;
    case 1:
      return `The ${capitals(random.pick(words('job')))}'s ${one('treasure')}`;
    case 2:
      return `${one('flower')} and ${one('tree')}`;
    case 3:
      return `A ${one('skyThing')} over the ${one('landThing')}`.replace(/^A (?=[AEIOU])/, 'An ');
    case 4:
      return `The ${one('wild')} by the ${one('landThing')}`;
    default:
      return `${capitals(random.pick(words('number')))} ${capitals(random.pick(['lamps', 'bells', 'boats', 'roads', 'winters', 'letters', 'doors', 'brothers', 'keys', 'rivers']))}`;
  }
}

const capitals = (text: string): string =>
  text
    .split(' ')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join(' ');

function addCompany({ random, names, entities, events, now }: Making, person: Person): void {
  const year = grown(random, person, now);
  const town = homeIn(person, year);
  const good = random.pick(words('good'));
  const place = (entities[town] as Place).name;
  const name = names.unique(() =>
    random.pick([
      `${person.family} and ${random.pick(['Sons', 'Daughters', 'Company', 'Friends'])}`,
      `The ${place} ${capitals(good.replace(/s$/, ''))} Works`,
      `${person.family} ${capitals(good)}`,
      `${place} ${capitals(random.pick(words('wild')))} ${capitals(good)}`,
    ]),
  );
  const company: Company = { kind: 'company', id: entities.length, name, founder: person.id, town, year, good };
  entities.push(company);
  events.push({
    id: events.length,
    kind: 'company',
    year,
    place: town,
    who: [person.id],
    what: company.id,
    causes: [],
  });
  for (let i = between(random, 2, 4); i > 0; i--) {
    const material = random.pick(words('material'));
    const thing = singular(good);
    const code = `${random.pick([...CODES])}${random.pick([...CODES])}-${between(random, 100, 999)}`;
    if (!names.take(code)) continue;
    const product: Product = {
      kind: 'product',
      id: entities.length,
      company: company.id,
      code,
      price: between(random, 2, 96),
      material,
      name: names.unique(
        () =>
          `${capitals(random.pick(words(random.pick(['skyThing', 'flower', 'wild', 'tree']))))} ${capitals(thing)} ${between(random, 1, 9)}`,
      ),
    };
    entities.push(product);
  }
}

const SINGULAR: Record<string, string> = {
  boxes: 'box',
  brushes: 'brush',
  knives: 'knife',
  toys: 'toy',
  paper: 'paper',
  ink: 'ink',
  soap: 'soap',
};
const singular = (good: string): string => SINGULAR[good] ?? good.replace(/s$/, '');

function addSpecies({ random, names, entities }: Making): void {
  const regions = entities.filter((entity): entity is Place => entity.kind === 'region');
  const sort = random.pick(['bird', 'fish', 'flower', 'tree', 'beast', 'insect'] as const);
  const [heads, tails] = SPECIES[sort];
  const name = names.unique(() => `${random.pick(heads.split(' '))}${random.pick(tails.split(' '))}`);
  const animal = sort !== 'flower' && sort !== 'tree';
  const species: Species = {
    kind: 'species',
    id: entities.length,
    name,
    sort,
    habitat: random.pick(HABITATS[sort].split(' ')).replaceAll('_', ' '),
    color: random.pick(words('color')),
    eats: animal ? random.pick(FOODS[sort]!.split(' ')).replaceAll('_', ' ') : undefined,
    region: random.pick(regions).id,
  };
  entities.push(species);
}

const SPECIES: Record<Species['sort'], readonly [string, string]> = {
  bird: [
    'lantern mill salt ash thorn marsh bell snow quill loam dusk reed tar frost',
    'wing crest tern lark finch hopper piper bill',
  ],
  fish: ['silt mud glass copper needle stone brook lamp mirror ice rope button', 'fin gill carp eel minnow tail'],
  flower: [
    'moon lamp honey frost wool candle rain star ember bell widow mitten',
    'cup wort bloom bell blossom thistle daisy',
  ],
  tree: ['iron salt bread lamp smoke cloud rope tar feather mirror', 'oak pine willow birch thorn nut'],
  beast: ['hill marsh stripe night stone reed thorn moss ember lantern', 'hare fox marten goat badger vole deer'],
  insect: ['lamp honey paper glass soot copper marsh wool ember needle', 'moth beetle wasp fly hopper cricket'],
};
const HABITATS: Record<Species['sort'], string> = {
  bird: 'reed_beds old_barns pine_woods sea_cliffs wet_meadows high_moors',
  fish: 'cold_streams deep_lakes muddy_ponds river_mouths mill_races',
  flower: 'dry_hillsides river_banks shady_woods old_walls salt_marshes mountain_meadows',
  tree: 'sandy_soil steep_slopes wet_valleys stony_ground windy_coasts',
  beast: 'thick_forest open_moors rocky_hills quiet_farmland deep_marshes',
  insect: 'old_orchards warm_walls damp_cellars clover_fields hollow_trees',
};
const FOODS: Partial<Record<Species['sort'], string>> = {
  bird: 'seeds small_fish beetles berries worms snails',
  fish: 'water_plants flies snails small_crabs mud_worms',
  beast: 'roots mice grass nuts bark eggs',
  insect: 'nectar rotten_wood leaves moss wool pollen',
};
