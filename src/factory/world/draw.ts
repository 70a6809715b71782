// Drawing lots: what the world needs beyond Random. Only + - * / and whole numbers, so that every machine
// draws the same world. A stream of its own for each purpose keeps one change from disturbing all else.
import { Random } from '../../base/random.ts';

/** A stream of random numbers named by numbers: the same names give the same stream. */
export function stream(...names: number[]): Random {
  let h = 0x811c9dc5;
  for (const name of names) {
    h = Math.imul(h ^ (name | 0), 0x01000193);
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
    h ^= h >>> 12;
  }
  return new Random(h);
}

/** A number for a text (FNV-1a), to name streams with. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

export const chance = (random: Random, p: number): boolean => random.float() < p;

/** A whole number from `low` to `high`, both possible. */
export const between = (random: Random, low: number, high: number): number => low + random.int(high - low + 1);

/** One key of a table of weights. */
export function weighted<K extends string>(random: Random, weights: Readonly<Partial<Record<K, number>>>): K {
  const entries = Object.entries(weights) as [K, number][];
  let left = random.float() * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
  return entries[entries.length - 1]![0];
}

/** Up to `n` different items. */
export function some<T>(random: Random, items: readonly T[], n: number): T[] {
  return random.shuffled(items).slice(0, n);
}
