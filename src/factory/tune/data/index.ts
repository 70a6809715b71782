// The conversations that need no world: tools, reading, talk, and what is not known. Streams without end,
// deterministic from a seed.
import { Random } from '../../../base/random.ts';
import type { Conversation } from '../conversation.ts';
import { calculation } from './arithmetic.ts';
import { casualSum, failing, missingTool, withoutCalculator } from './casual.ts';
import { clock, listingFiles, readingFile, searchingFiles, writingFile } from './devices.ts';
import { dialogue } from './dialogue.ts';
import { little } from './little.ts';
import { inTurn, type Maker, type Split } from './maker.ts';
import { obeyingNobody, reading, searching, several, unknown } from './reading.ts';
import { realWorld } from './real-world.ts';
import { story, threeSentences } from './stories.ts';
import { talk } from './talk.ts';

export { NOT_SAID, UNKNOWN } from './answers.ts';
export type { Maker, Split } from './maker.ts';

/** Makers and how often each has its turn. */
export const MAKERS: readonly (readonly [weight: number, maker: Maker])[] = [
  ...([
    [12, calculation],
    [6, casualSum],
    [3, withoutCalculator],
    [2, failing],
  ] as const),
  ...([
    [10, reading],
    [12, several],
    [7, searching],
    [4, obeyingNobody],
  ] as const),
  ...([
    [3, clock],
    [3, readingFile],
    [2, listingFiles],
    [3, writingFile],
    [2, searchingFiles],
    [2, missingTool],
  ] as const),
  ...([
    [18, talk],
    [9, dialogue],
    [11, little],
  ] as const),
  ...([
    [4, unknown],
    [10, realWorld],
  ] as const),
  ...([
    [9, story],
    [2, threeSentences],
  ] as const),
];

/** Conversations without end. `prefix` begins their ids. */
export function* conversations(
  seed: number,
  split: Split,
  prefix: string,
  makers: readonly (readonly [weight: number, maker: Maker])[] = MAKERS,
): Generator<Conversation> {
  const random = new Random(seed);
  for (let i = 0; ; i++) yield { id: `${prefix}-${i}`, ...inTurn(random, makers)(random, split) };
}
