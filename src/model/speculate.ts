// Guessing what comes next, for speculation. A guess costs little when it is wrong and saves a pass when
// it is right; what is generated does not depend on it. Sources: prompt lookup decoding (Saxena, 2023);
// speculative decoding (Leviathan et al., 2022). Guesses are compared with what the sampler chooses, which
// keeps not only the distribution but the very tokens.
import { badArgument } from '../base/errors.ts';
import type { Model } from './model.ts';
import { argmax } from './sample.ts';
import type { Session } from './session.ts';

export interface Drafter {
  /** Likely next tokens after `tokens`, possibly none. */
  guess(tokens: readonly number[], signal: AbortSignal | undefined): Promise<readonly number[]>;
}

export interface LookupOptions {
  /** Most tokens a guess. Default 6. */
  readonly most?: number;
  /** Shortest repetition that is worth a guess, tokens. Default 2. */
  readonly shortest?: number;
}

const LONGEST = 5; // tokens: a longer repetition is no better sign

/** Guesses that a repetition goes on: what followed the last time that the same few tokens stood there. */
export function promptLookup({ most = 6, shortest = 2 }: LookupOptions = {}): Drafter {
  return {
    async guess(tokens) {
      let best = { length: shortest - 1, end: 0 };
      for (let end = tokens.length - 1; end > 0 && best.length < LONGEST; end--) {
        let length = 0;
        while (length < LONGEST && length < end && tokens[end - 1 - length] === tokens[tokens.length - 1 - length])
          length++;
        if (length > best.length) best = { length, end };
      }
      return best.end === 0 ? [] : tokens.slice(best.end, best.end + most);
    },
  };
}

/** A drafter with a session of its own, to be closed. */
export interface ModelDrafter extends Drafter, AsyncDisposable {}

/**
 * Guesses with a smaller model of the same vocabulary, greedily.
 * @throws `bad-argument` when the vocabularies differ.
 */
export function draftModel(small: Model, large: Model, { most = 4 }: { readonly most?: number } = {}): ModelDrafter {
  const [a, b] = [small.tokenizer.spec.tokens, large.tokenizer.spec.tokens];
  if (a.length !== b.length || a.some((token, id) => token !== b[id]))
    throw badArgument(
      `${small.name} has another vocabulary than ${large.name}.`,
      'Draft with a model of the same family.',
    );
  const session = small.session();
  return {
    guess: (tokens, signal) => continueGreedily(session, tokens, most, signal),
    [Symbol.asyncDispose]: () => session.close(),
  };
}

/** Brings the session to `tokens`, keeping the common beginning, and continues by `most` tokens. */
async function continueGreedily(
  session: Session,
  tokens: readonly number[],
  most: number,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  if (tokens.length + most >= session.capacity) return [];
  let common = 0;
  while (common < session.position && common < tokens.length && session.tokens[common] === tokens[common]) common++;
  session.rewind(session.position - Math.min(common, tokens.length - 1));
  const guesses: number[] = [];
  let logits = await session.extend(tokens.slice(session.position), { signal });
  for (;;) {
    guesses.push(argmax(logits));
    if (guesses.length >= most) return guesses;
    logits = await session.extend(guesses.slice(-1), { signal });
  }
}
