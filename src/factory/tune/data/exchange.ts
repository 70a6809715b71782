// One kind of small talk: what people say, in wordings for training and wordings kept back, and what the answer means.
// Patterns are those of `expand`; `<N>` is a name.
import type { Meaning } from './answers.ts';
import type { Wordings } from './maker.ts';

export interface Exchange {
  readonly family: string;
  readonly says: Wordings;
  /** `able`: what the tools at hand allow. */
  readonly answer: Meaning | 'able';
}
