// Which thing of the world a name means: letter case, articles and family names do not matter as long as only one
// thing can be meant. Where none is, the names most like it are offered.
import { badArgument } from '../../base/errors.ts';
import type { Entity } from './entities.ts';
import { nameOf } from './tellings.ts';
import type { World } from './world.ts';

const OFFERED = 3; // names most like an unknown one

/** The names of a world, to look things up by. */
export class NameIndex {
  readonly #of = new Map<string, Entity[]>();
  readonly #entities: readonly Entity[];

  constructor({ entities }: World) {
    this.#entities = entities;
    for (const entity of entities) {
      const names = [entity.name, nameOf(entity), ...(entity.kind === 'person' ? [entity.given] : [])];
      for (const name of new Set(names.map(plain))) this.#of.set(name, [...(this.#of.get(name) ?? []), entity]);
    }
  }

  /** All that may be meant: a whole name means one thing only. */
  find(name: string): readonly Entity[] {
    const found = this.#of.get(plain(name)) ?? [];
    const whole = found.filter((entity) => plain(entity.name) === plain(name));
    return whole.length === 1 ? whole : found;
  }

  /** The error for a name that is not there. */
  unknown(name: string): Error {
    const near = this.near(name);
    const next = near.length > 0 ? `Did you mean ${near.join(' or ')}?` : '"world atlas <folder>" lists all names.';
    return badArgument(`Nothing in this world is called ${name}.`, next);
  }

  /** Names like this one, the likest first. */
  near(name: string): string[] {
    const wanted = plain(name);
    const most = Math.max(2, Math.floor(wanted.length / 3));
    return this.#entities
      .map((entity) => {
        const parts = [entity.name, ...(entity.kind === 'person' ? [entity.given] : [])];
        return { name: entity.name, away: Math.min(...parts.map((part) => distance(wanted, plain(part)))) };
      })
      .filter(({ away }) => away <= most)
      .sort((a, b) => a.away - b.away)
      .slice(0, OFFERED)
      .map((each) => each.name);
  }
}

export const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(?:the|an?) /, '')
    .trim();

/** Letters to add, drop or change to make one word of another (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + Number(a[i - 1] !== b[j - 1])));
    row = next;
  }
  return row[b.length]!;
}
