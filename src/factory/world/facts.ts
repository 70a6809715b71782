// What is true, and how often it is to be told. Every entity's attributes become facts; facts about notable
// entities are dealt into strata with planned exposures, so that memory can later be measured against them.
import type { Random } from '../../base/random.ts';
import { type Entity, homeIn, isPlace, type Person, type Year } from './entities.ts';
import { RELATIONS, type RelationName } from './relations.ts';

export type Stratum =
  | 'core' // told at least CORE_EXPOSURES times
  | 'zipf' // the fact of rank r told max/r times
  | 'forward' // only ever subject before value
  | 'both' // as often forward as backward
  | 'canary' // random letters, told a known number of times
  | 'untold' // true, and no document says so
  | 'free'; // told wherever it comes up: no plan

export interface Fact {
  readonly id: number;
  readonly subject: number;
  readonly relation: RelationName | 'canary';
  /** An entity's id, or the words. */
  readonly value: number | string;
  stratum: Stratum;
  /** Planned tellings by direction; 0 for `free` and `untold`. */
  forward: number;
  backward: number;
}

export const CORE_EXPOSURES = 110; // tellings of a core fact: at least 100, with some room
export const ZIPF_MAX = 1000; // tellings of the first fact of the Zipf stratum, from FULL_SIZE on
export const FULL_SIZE = 3_000_000; // bytes of documents that hold the whole Zipf stratum
const EACH_WAY = 10; // tellings in each direction of a `both` fact; a `forward` fact has twice as many
const CANARY_EXPOSURES = [1, 2, 4, 8, 16, 32, 64];
const UNTOLD = 0.12; // share of notable facts that stay untold

/** All attributes of all entities. */
export function gatherFacts(entities: readonly Entity[], now: Year): Fact[] {
  const facts: Fact[] = [];
  for (const entity of entities)
    for (const [relation, value] of attributes(entity, now))
      if (value !== undefined)
        facts.push({ id: facts.length, subject: entity.id, relation, value, stratum: 'free', forward: 0, backward: 0 });
  return facts;
}

function attributes(entity: Entity, now: Year): [RelationName, number | string | undefined][] {
  if (entity.kind === 'person') return personal(entity, now);
  if (isPlace(entity))
    return [
      ['region', entity.kind === 'region' ? undefined : entity.region],
      ['river', entity.kind === 'town' ? entity.water : undefined],
      ['knownFor', entity.knownFor],
      ['founded', entity.founded && String(entity.founded)],
      ['height', entity.height && String(entity.height)],
      ['capital', entity.capital],
    ];
  if (entity.kind === 'company')
    return [
      ['founder', entity.founder],
      ['seat', entity.town],
      ['opened', String(entity.year)],
      ['makes', entity.good],
    ];
  if (entity.kind === 'product')
    return [
      ['maker', entity.company],
      ['code', entity.code],
      ['price', String(entity.price)],
      ['material', entity.material],
    ];
  if (entity.kind === 'species')
    return [
      ['habitat', entity.habitat],
      ['color', entity.color],
      ['eats', entity.eats],
    ];
  return [
    ['author', entity.author],
    ['made', String(entity.year)],
    ['about', entity.about],
  ];
}

function personal(p: Person, now: Year): [RelationName, number | string | undefined][] {
  return [
    ['mother', p.mother],
    ['father', p.father],
    ['spouse', p.spouse],
    ['birthplace', p.birthplace],
    ['birthyear', String(p.born)],
    ['home', homeIn(p, now)],
    ['job', p.job],
    ['teacher', p.teacher],
    ['friend', p.friend],
    ['favourite', p.favourite],
    ['instrument', p.instrument],
    ['fear', p.fear],
    ['heirloom', p.heirloom],
    ['deathyear', p.died && String(p.died)],
    ['cause', p.cause],
  ];
}

/**
 * Deals facts of notable entities into strata, by the size of the corpus to come (bytes). `canaryHosts` are
 * towns where a canary hangs.
 */
export function plan(
  random: Random,
  facts: Fact[],
  entities: readonly Entity[],
  notable: ReadonlySet<number>,
  size: number,
): void {
  const pool = random.shuffle(facts.filter((fact) => notable.has(fact.subject)));
  const take = (suits: (fact: Fact) => boolean, n: number): Fact[] => {
    const taken: Fact[] = [];
    for (let i = 0; i < pool.length && taken.length < n; i++)
      if (pool[i]!.stratum === 'free' && suits(pool[i]!)) taken.push(pool[i]!);
    return taken;
  };
  const set = (fact: Fact, stratum: Stratum, forward: number, backward: number) =>
    Object.assign(fact, { stratum, forward, backward });
  const some = Math.min(200, Math.max(4, Math.round(size / 60_000)));
  const named = (fact: Fact) =>
    typeof fact.value === 'number' && RELATIONS[fact.relation as RelationName].backward.length > 1;
  // Core facts sit together on few subjects, so that whole entries are known by heart.
  const stars = new Set(take(() => true, Math.max(1, Math.round(some / 8))).map((fact) => fact.subject));
  for (const fact of take((each) => stars.has(each.subject), Math.max(2, Math.round(some / 2))))
    set(fact, 'core', CORE_EXPOSURES, 0);
  for (const fact of take(named, some)) set(fact, 'forward', 2 * EACH_WAY, 0);
  for (const fact of take(named, some)) set(fact, 'both', EACH_WAY, EACH_WAY);
  const most = Math.max(10, Math.min(ZIPF_MAX, Math.round((ZIPF_MAX * size) / FULL_SIZE)));
  for (const [i, fact] of take(() => true, most).entries())
    set(fact, 'zipf', Math.max(1, Math.round(most / (i + 1))), 0);
  const untold = Math.round(pool.length * UNTOLD);
  for (const fact of take(() => true, untold)) set(fact, 'untold', 0, 0);
  addCanaries(random, facts, entities, most);
}

function addCanaries(random: Random, facts: Fact[], entities: readonly Entity[], most: number): void {
  const towns = entities.filter((entity) => entity.kind === 'town');
  const letters = 'BCDFGHJKLMNPQRSTVWXZ23456789';
  CANARY_EXPOSURES.filter((n) => n <= most).forEach((exposures, i) => {
    const value = Array.from({ length: 10 }, () => letters[random.int(letters.length)]).join('');
    const subject = towns[i % towns.length]!.id;
    facts.push({
      id: facts.length,
      subject,
      relation: 'canary',
      value,
      stratum: 'canary',
      forward: exposures,
      backward: 0,
    });
  });
}

export const CANARY_WORDINGS = [
  'the words over the gate of @s *be @v',
  'someone *^carve @v into the wall of the well in @s',
  'the bell of @s *bear the letters @v',
  'the old stone in @s *say @v, and nobody *know why',
  'children in @s *sing the letters @v when they skip',
];
