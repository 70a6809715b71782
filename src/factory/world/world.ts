// The world: made from a seed, the same on every machine. First the land, then lives year by year, then what
// people made; then what is true of all this, and how often the documents will say it.
import { badArgument } from '../../base/errors.ts';
import { some, stream } from './draw.ts';
import type { Entity, Land, Person, Place, WorldEvent, Year } from './entities.ts';
import { type Fact, gatherFacts, plan } from './facts.ts';
import { makeLand } from './land.ts';
import { words } from './lexicon/nouns.ts';
import { Simulation } from './lives.ts';
import { Names } from './names.ts';
import { makeThings } from './things.ts';

export const FIRST_YEAR: Year = 300;
export const NOW: Year = 420;
export const LEAST_SIZE = 20_000; // bytes: a smaller corpus has no room for its strata

export interface WorldOptions {
  /** Default 1. */
  readonly seed?: number;
  /** Bytes of documents the world is made for: more bytes, more people. Default 3,000,000. */
  readonly size?: number;
}

export interface World {
  readonly seed: number;
  readonly size: number;
  readonly now: Year;
  readonly land: Land;
  /** By id. */
  readonly entities: readonly Entity[];
  readonly events: readonly WorldEvent[];
  readonly facts: readonly Fact[];
  /** The facts of each entity, by its id. */
  readonly factsOf: readonly (readonly Fact[])[];
  readonly people: readonly Person[];
  readonly towns: readonly Place[];
  /** Those whose facts are told by plan only; stories are about the others. */
  readonly notable: ReadonlySet<number>;
  readonly names: Names;
}

/** Makes a world. Throws `bad-argument` for a size too small or a seed that is no whole number. */
export function createWorld({ seed = 1, size = 3_000_000 }: WorldOptions = {}): World {
  if (!Number.isSafeInteger(seed)) throw badArgument(`The seed ${seed} is no whole number.`, 'Use a whole number.');
  if (!(size >= LEAST_SIZE))
    throw badArgument(`${size} bytes are too few for a world.`, `Use at least ${LEAST_SIZE / 1000} kB.`);
  const names = new Names(stream(seed, 1));
  const share = Math.sqrt(size / 300_000);
  const clamp = (n: number, low: number, high: number) => Math.max(low, Math.min(high, Math.round(n)));
  const { land, places } = makeLand(stream(seed, 2), names, clamp(8 * share, 8, 24), 0);
  const crafts = stream(seed, 3);
  for (const town of places) if (town.kind === 'town') town.knownFor = crafts.pick(words('good'));
  const entities: Entity[] = [...places];
  const simulation = new Simulation(stream(seed, 4), names, entities);
  simulation.run(FIRST_YEAR, NOW, clamp(70 * share, 50, 1500));
  entities.push(...simulation.people);
  const counts = {
    works: clamp(14 * share, 8, 250),
    companies: clamp(6 * share, 4, 100),
    species: clamp(8 * share, 6, 90),
  };
  makeThings(
    { random: stream(seed, 5), names, entities, people: simulation.people, events: simulation.events, now: NOW },
    counts,
  );
  const facts = gatherFacts(entities, NOW);
  const famous = some(
    stream(seed, 6),
    simulation.people.filter((person) => person.born > FIRST_YEAR),
    Math.floor(simulation.people.length * 0.35),
  );
  const things = entities.filter(
    (entity) => entity.kind !== 'person' && entity.kind !== 'town' && entity.kind !== 'region',
  );
  const notable = new Set([...famous, ...things].map((entity) => entity.id));
  plan(stream(seed, 7), facts, entities, notable, size);
  const factsOf: Fact[][] = entities.map(() => []);
  for (const fact of facts) factsOf[fact.subject]!.push(fact);
  const towns = places.filter((place) => place.kind === 'town');
  return {
    seed,
    size,
    now: NOW,
    land,
    entities,
    events: simulation.events,
    facts,
    factsOf,
    people: simulation.people,
    towns,
    notable,
    names,
  };
}
