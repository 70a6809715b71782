// The conversations that need no world: tools, reading, talk, and what is not known. Streams without end,
// deterministic from a seed.
import { Random } from '../../../base/random.ts';
import type { Conversation } from '../conversation.ts';
import { calculation } from './arithmetic.ts';
import { clock, listingFiles, readingFile } from './devices.ts';
import type { Maker, Split } from './maker.ts';
import { obeyingNobody, reading, searching, unknown } from './reading.ts';
import { talk } from './talk.ts';

export type { Maker, Split } from './maker.ts';
export { NOT_SAID, UNKNOWN } from './reading.ts';

/** Makers and how often each has its turn. */
export const MAKERS: readonly (readonly [weight: number, maker: Maker])[] = [
  [24, calculation],
  [26, reading],
  [10, searching],
  [5, obeyingNobody],
  [8, unknown],
  [5, clock],
  [5, readingFile],
  [3, listingFiles],
  [14, talk],
];

/** Conversations without end. `prefix` begins their ids. */
export function* conversations(
  seed: number,
  split: Split,
  prefix: string,
  makers: readonly (readonly [weight: number, maker: Maker])[] = MAKERS,
): Generator<Conversation> {
  const random = new Random(seed);
  const total = makers.reduce((sum, [weight]) => sum + weight, 0);
  for (let i = 0; ; i++) {
    let at = random.float() * total;
    const [, maker] = makers.find(([weight]) => (at -= weight) < 0) ?? makers[0]!;
    yield { id: `${prefix}-${i}`, ...maker(random, split) };
  }
}
