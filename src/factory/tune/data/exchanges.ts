// What people say in small talk, in kinds.
import type { Exchange } from './exchange.ts';
import { MEETING } from './exchanges-meeting.ts';
import { MOODS } from './exchanges-moods.ts';
import { OTHER } from './exchanges-other.ts';
import { ABOUT_POWERS } from './exchanges-powers.ts';
import { ABOUT_SELF } from './exchanges-self.ts';
import type { Wordings } from './maker.ts';

export const EXCHANGES: readonly Exchange[] = [...MEETING, ...ABOUT_SELF, ...ABOUT_POWERS, ...MOODS, ...OTHER];

/** The wordings of a family. */
export const wordingsOfFamily = (name: string): Wordings => EXCHANGES.find(({ family }) => family === name)!.says;
