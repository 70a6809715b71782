// Asks the person. How it reaches them is the panel's affair: a terminal, a page. Their answer is their words.
import { z } from 'zod';
import { TwofilesError, throwIfAborted } from '../base/errors.ts';
import { device } from '../kernel/device.ts';
import { label } from '../security/label.ts';

/** Puts a question to the person and gives the answer. */
export type AskPerson = (
  question: string,
  options: { readonly choices?: readonly string[] },
  signal: AbortSignal,
) => Promise<string>;

/** How long a person may take, s. */
const PATIENCE_SECONDS = 3600;

/** @param person Without one, every question is a typed error: nobody is there. */
export function ask(person?: AskPerson) {
  return device({
    name: 'ask',
    description: 'asks the person a question.',
    input: z.object({
      question: z.string().min(1).max(1_000),
      choices: z.array(z.string().min(1).max(200)).min(2).max(10).optional(),
    }),
    output: z.string(),
    effects: [],
    // Asked again after a crash the person only answers again; unasked, the process could not go on.
    repeatable: true,
    seconds: PATIENCE_SECONDS,
    // The person's words, chosen under a question that may be anybody's: for what follows, an answer and no grant.
    source: () => label(['person']),
    run: async ({ question, choices }, { signal }) => {
      if (!person)
        throw new TwofilesError('unsupported', 'Nobody is there to ask.', 'Go on without, or say what is missing.');
      const answer = await person(question, choices ? { choices } : {}, signal);
      throwIfAborted(signal);
      if (choices && !choices.includes(answer))
        throw new TwofilesError('bad-argument', 'The answer is none of the choices.', 'Ask without choices.');
      return answer;
    },
  });
}
