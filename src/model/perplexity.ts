// How well a model predicts a text: the text is read in overlapping windows and every token is scored
// once, in the window where it has the most before it (Press et al., 2021, "sliding window").
import { badArgument, TwofilesError } from '../base/errors.ts';
import type { OnProgress } from '../base/progress.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Session } from './session.ts';

export interface PerplexityOptions {
  /** Tokens from one window to the next. Default: half the window. */
  readonly stride?: number | undefined;
  /** Read only this many tokens of the text. */
  readonly limit?: number | undefined;
  readonly onProgress?: OnProgress | undefined;
  /** Ends the measurement early: the result says what is measured by then, with `complete` false. */
  readonly signal?: AbortSignal | undefined;
}

export interface Perplexity {
  /** exp of the mean negative log-probability of a token. */
  readonly perplexity: number;
  /** Standard error of `perplexity`, as if tokens were independent. */
  readonly standardError: number;
  readonly bitsPerToken: number;
  /** Comparable between tokenizers. */
  readonly bitsPerByte: number;
  /** Tokens scored. The first of a text has no score when the model knows no BOS. */
  readonly tokens: number;
  /** UTF-8 bytes that they stand for. */
  readonly bytes: number;
  /** Window and stride used, tokens. */
  readonly context: number;
  readonly stride: number;
  readonly seconds: number;
  readonly complete: boolean;
}

/** What a measurement needs of a session. */
export type Scorer = Pick<Session, 'capacity' | 'position' | 'tokenizer' | 'extend' | 'rewind' | 'score'>;

const CHUNK = 256; // tokens between two reports of progress
const LONGEST_TOKEN = 256; // characters: enough to cut a long text before it is tokenised, not after

/**
 * Measures `text` on an empty session; its capacity is the window.
 * @throws `bad-argument` for a stride the window cannot make, or a text of less than two tokens.
 */
export async function measurePerplexity(
  session: Scorer,
  text: string,
  options: PerplexityOptions = {},
): Promise<Perplexity> {
  const { spec } = session.tokenizer;
  const prefix = spec.addBos && spec.bos !== undefined ? [spec.bos] : [];
  const { limit = Number.POSITIVE_INFINITY } = options;
  const tokens = session.tokenizer.encode(text.slice(0, limit * LONGEST_TOKEN)).slice(0, limit);
  const room = session.capacity - prefix.length;
  const stride = options.stride ?? Math.max(1, Math.floor(room / 2));
  if (room < 2) throw badArgument(`A window of ${session.capacity} tokens is too small.`, 'Use a larger context.');
  if (stride > room)
    throw badArgument(`Stride ${stride} would skip text: a window holds ${room} tokens.`, 'Use a smaller stride.');
  if (tokens.length < 2) throw badArgument('The text is too short to measure.', 'Give at least two tokens of text.');
  const tally = new Tally(session.tokenizer);
  const begun = performance.now();
  const report = (done: number) =>
    options.onProgress?.({ label: 'scoring', done, total: tokens.length, unit: 'tokens' });
  report(0);
  const complete = await untilAborted(async () => {
    for (let begin = 0, done = 0; done < tokens.length; begin += stride) {
      const end = Math.min(tokens.length, begin + room);
      const before = [...prefix, ...tokens.slice(begin, done)];
      session.rewind(session.position);
      if (before.length > 0) await session.extend(before, options);
      while (done < end) {
        const part = tokens.slice(done, Math.min(end, done + CHUNK));
        tally.add(part, await session.score(part, options));
        report((done += part.length));
      }
    }
  });
  const seconds = (performance.now() - begun) / 1000;
  return { ...tally.figures(), context: session.capacity, stride, seconds, complete };
}

/** False when `work` was stopped on request. */
async function untilAborted(work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof TwofilesError && error.code === 'aborted') return false;
    throw error;
  }
}

/** Sums over scored tokens, in nats. */
class Tally {
  readonly #tokenizer: Tokenizer;
  /** A space that the tokenizer put before the text is no byte of it. */
  #foreign: number;
  #tokens = 0;
  #bytes = 0;
  #nats = 0;
  #squares = 0;

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
    this.#foreign = tokenizer.spec.addSpacePrefix ? 1 : 0;
  }

  add(tokens: readonly number[], logProbs: Float32Array): void {
    for (const [i, token] of tokens.entries()) {
      const length = this.#tokenizer.bytes(token).length - this.#foreign;
      this.#foreign = 0;
      const nats = -logProbs[i]!;
      if (Number.isNaN(nats)) continue; // nothing before it
      this.#tokens++;
      this.#bytes += length;
      this.#nats += nats;
      this.#squares += nats * nats;
    }
  }

  figures(): Pick<Perplexity, 'perplexity' | 'standardError' | 'bitsPerToken' | 'bitsPerByte' | 'tokens' | 'bytes'> {
    const mean = this.#nats / this.#tokens;
    const variance = Math.max(0, this.#squares / this.#tokens - mean * mean);
    const perplexity = Math.exp(mean);
    return {
      perplexity,
      standardError: perplexity * Math.sqrt(variance / Math.max(1, this.#tokens - 1)),
      bitsPerToken: mean / Math.LN2,
      bitsPerByte: this.#nats / Math.LN2 / this.#bytes,
      tokens: this.#tokens,
      bytes: this.#bytes,
    };
  }
}
