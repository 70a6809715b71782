// What the world is made of. Everything has a number (`id`, its place in `World.entities`) and a name that
// nothing else has. What is recorded here is what happened; who may read of it is decided in facts.ts.

/** A year of the world's calendar. The world is written up at the end of `World.now`. */
export type Year = number;

export interface Person {
  readonly kind: 'person';
  readonly id: number;
  readonly name: string;
  readonly given: string;
  family: string;
  readonly sex: 'f' | 'm';
  readonly born: Year;
  readonly birthplace: number;
  readonly mother: number | undefined;
  readonly father: number | undefined;
  readonly children: number[];
  spouse: number | undefined;
  married: Year | undefined;
  readonly homes: { readonly year: Year; readonly place: number }[];
  job: string | undefined;
  teacher: number | undefined;
  apprenticed: Year | undefined;
  friend: number | undefined;
  heirloom: string | undefined;
  favourite: string;
  instrument: string | undefined;
  fear: string;
  died: Year | undefined;
  cause: string | undefined;
}

export interface Place {
  readonly kind: 'town' | 'river' | 'mountain' | 'region' | 'lake' | 'forest';
  readonly id: number;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** The region it lies in; its own id for a region. */
  region: number;
  founded: Year | undefined;
  /** Towns: the river it stands on; rivers: the mountain it rises on. */
  water: number | undefined;
  /** Towns: what it is known for; mountains: metres; regions: its chief town. */
  knownFor: string | undefined;
  height: number | undefined;
  capital: number | undefined;
}

export interface Work {
  readonly kind: 'book' | 'song' | 'painting';
  readonly id: number;
  readonly name: string;
  readonly author: number;
  readonly year: Year;
  readonly about: string;
  /** The event that moved its author, if one did. */
  readonly event: number | undefined;
}

export interface Company {
  readonly kind: 'company';
  readonly id: number;
  readonly name: string;
  readonly founder: number;
  readonly town: number;
  readonly year: Year;
  readonly good: string;
}

export interface Product {
  readonly kind: 'product';
  readonly id: number;
  readonly name: string;
  readonly company: number;
  readonly code: string;
  /** In marks. */
  readonly price: number;
  readonly material: string;
}

export interface Species {
  readonly kind: 'species';
  readonly id: number;
  readonly name: string;
  readonly sort: 'bird' | 'fish' | 'flower' | 'tree' | 'beast' | 'insect';
  readonly habitat: string;
  readonly color: string;
  readonly eats: string | undefined;
  readonly region: number;
}

export type Entity = Person | Place | Work | Company | Product | Species;

export type EventKind =
  | 'birth'
  | 'marriage'
  | 'death'
  | 'illness'
  | 'move'
  | 'apprenticeship'
  | 'work'
  | 'company'
  | 'quarrel'
  | 'reconciliation'
  | 'friendship'
  | 'inheritance'
  | 'drought'
  | 'flood'
  | 'storm'
  | 'fire'
  | 'hard-winter'
  | 'failed-harvest'
  | 'good-harvest'
  | 'bridge'
  | 'dear-bread'
  | 'fever';

/** Something that happened, and the earlier events that brought it about. */
export interface WorldEvent {
  readonly id: number;
  readonly kind: EventKind;
  readonly year: Year;
  /** Where: a town or a region. */
  readonly place: number;
  readonly who: readonly number[];
  /** The thing made, left or built, in words or as an entity. */
  readonly what?: string | number;
  readonly causes: readonly number[];
}

/** The map's ground: heights on a grid, rivers as paths, roads between towns. */
export interface Land {
  readonly width: number;
  readonly height: number;
  /** Row by row; below SEA is sea. */
  readonly ground: Float64Array;
  readonly rivers: readonly { readonly place: number; readonly path: readonly (readonly [number, number])[] }[];
  readonly roads: readonly {
    readonly from: number;
    readonly to: number;
    readonly path: readonly (readonly [number, number])[];
  }[];
}

export const SEA = 0.34; // share of the height range under water
export const ADULT = 18; // years: from here people marry, move and found companies

export const isPlace = (entity: Entity): entity is Place => 'region' in entity && 'founded' in entity;

/** Was this person alive in this year? */
export const alive = (person: Person, year: Year): boolean =>
  person.born <= year && (person.died === undefined || person.died > year);

/** Where someone lived in a year. */
export function homeIn(person: Person, year: Year): number {
  let place = person.birthplace;
  for (const home of person.homes) if (home.year <= year) place = home.place;
  return place;
}
