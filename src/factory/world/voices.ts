// The people who tell. A world has sixteen narrators, drawn from its seed; each document has one of them.
import { stream } from './draw.ts';
import { CONNECTIVES } from './joining.ts';
import type { Voice } from './narrator.ts';

const MAKERS = 16;
const known = new Map<number, Voice[]>();

/** The narrators of a world. */
export function voices(seed: number): readonly Voice[] {
  let list = known.get(seed);
  if (list) return list;
  list = Array.from({ length: MAKERS }, (_, i) => {
    const random = stream(seed, 77, i);
    const ways: Record<string, number> = {};
    for (const way of CONNECTIVES) ways[way] = (1 + random.int(8)) / 4;
    ways.semicolon = i % 3 === 0 ? 0.8 : 0.15;
    ways.having = i % 4 === 0 ? 1 : 0.2;
    return {
      name: `narrator ${i + 1}`,
      tense: i % 4 === 2 ? 'present' : 'past',
      most: i % 8 === 0 ? 1 : 2 + (i % 2),
      join: 0.4 + random.float() * 0.45,
      open: 0.15 + random.float() * 0.3,
      short: i % 3 === 1,
      names: 0.05 + random.float() * 0.15,
      ways,
      dress: 0.65 + random.float() * 0.3,
      about: 0.2 + random.float() * 0.25,
      muse: 0.05 + random.float() * 0.13,
    };
  });
  known.set(seed, list);
  return list;
}
