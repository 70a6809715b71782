// What people say in small talk, in kinds: wordings for training and those kept back, and what the answer means.
// Patterns are those of `expand`; `<N>` is a name.
import type { Meaning } from './answers.ts';
import { MEETING } from './exchanges-meeting.ts';
import { MOODS } from './exchanges-moods.ts';
import { OTHER } from './exchanges-other.ts';
import { ABOUT_POWERS } from './exchanges-powers.ts';
import { ABOUT_SELF } from './exchanges-self.ts';
import type { Wordings } from './maker.ts';

export interface Exchange {
  readonly family: string;
  readonly says: Wordings;
  /** `able`: what the tools at hand allow. */
  readonly answer: Meaning | 'able';
}

export const EXCHANGES: readonly Exchange[] = [...MEETING, ...ABOUT_SELF, ...ABOUT_POWERS, ...MOODS, ...OTHER];

/** The wordings of a family. */
export const wordingsOfFamily = (name: string): Wordings => EXCHANGES.find(({ family }) => family === name)!.says;
