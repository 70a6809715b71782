// Generation: extend, sample, decode, until a stop. Text comes out only when it is certain: no half
// characters, and nothing that might be the beginning of a stop string.
import { badArgument, TwofilesError } from '../base/errors.ts';
import type { FloatArray } from '../silicon/ops.ts';
import type { Constraint, ConstraintState } from './constrain/constraint.ts';
import { logProbs, Sampler, type SamplingOptions, type TokenLogProb } from './sample.ts';
import type { Session } from './session.ts';

export interface GenerateOptions {
  /** Most tokens to produce. Default: until the context is full. */
  readonly maxTokens?: number | undefined;
  readonly sampling?: SamplingOptions | undefined;
  /** Generation ends before any of these strings; they are not part of the text. */
  readonly stop?: readonly string[] | undefined;
  /**
   * What the output must be: its tokens are chosen among those that can be completed to such a text. A
   * state goes on with an output begun before. When nothing can follow, the generation ends with reason
   * 'stop'; one that ends otherwise has given the beginning of such a text.
   */
  readonly constraint?: Constraint | ConstraintState | undefined;
  /** Report the log-probability of each token and of this many alternatives. Default: none. */
  readonly logprobs?: number | undefined;
  /** Cancels between tokens and inside a long prompt: the generation ends with reason 'aborted'. */
  readonly signal?: AbortSignal | undefined;
}

/** One step. `text` may be empty (an unfinished character, a possible stop string) or hold several tokens' text. */
export interface Generated {
  readonly token: number;
  readonly text: string;
  readonly logprob: number | undefined;
  /** The likeliest alternatives, best first. */
  readonly top: readonly TokenLogProb[] | undefined;
}

export interface GenerationEnd {
  /** 'stop': the model or a stop string ended it; 'length': maxTokens; 'context': the window is full. */
  readonly reason: 'stop' | 'length' | 'context' | 'aborted';
  /** Text held back until the end was certain; belongs after the last step's text. */
  readonly text: string;
  /** Tokens produced. */
  readonly tokens: number;
}

/**
 * Appends `prompt` to the session and generates. The session keeps what was generated, so a next call
 * continues; the token that ended it (a stop token) is not kept.
 */
export async function* generate(
  session: Session,
  prompt: readonly number[],
  options: GenerateOptions = {},
): AsyncGenerator<Generated, GenerationEnd> {
  const { maxTokens = Number.POSITIVE_INFINITY, signal, logprobs } = options;
  const { tokenizer } = session;
  const sampler = new Sampler(options.sampling);
  const decoder = tokenizer.stream([...session.tokens, ...prompt]);
  const output = new StopFilter(options.stop ?? []);
  let state = options.constraint?.start([...session.tokens, ...prompt]);
  let produced = 0;
  const end = (reason: GenerationEnd['reason']): GenerationEnd => {
    const rest = output.push(decoder.end());
    return { reason: output.stopped ? 'stop' : reason, text: rest + output.end(), tokens: produced };
  };

  let logits = await extendUnlessAborted(session, prompt, signal);
  while (logits) {
    if (state?.finished) return end('stop');
    if (produced >= maxTokens) return end('length');
    const token = sampler.sample(logits, session.tokens, state?.allowed());
    if (tokenizer.stops.has(token)) return end('stop');
    if (session.position >= session.capacity) return end('context');
    const scores = logprobs === undefined ? undefined : logProbs(logits, token, logprobs);
    produced++;
    state = state?.advance(token);
    const text = output.push(decoder.push(token));
    yield { token, text, logprob: scores?.logprob, top: scores?.top };
    if (output.stopped) return { reason: 'stop', text: '', tokens: produced };
    logits = await extendUnlessAborted(session, [token], signal);
  }
  return end('aborted');
}

async function extendUnlessAborted(
  session: Session,
  tokens: readonly number[],
  signal: AbortSignal | undefined,
): Promise<FloatArray | undefined> {
  try {
    return await session.extend(tokens, { signal });
  } catch (error) {
    if (error instanceof TwofilesError && error.code === 'aborted') return undefined;
    throw error;
  }
}

/** Passes text through up to the first stop string, holding back what may become one. */
export class StopFilter {
  readonly #stops: readonly string[];
  #held = '';
  stopped = false;

  constructor(stops: readonly string[]) {
    if (stops.includes('')) throw badArgument('An empty stop string would stop everything.', 'Leave it out.');
    this.#stops = stops;
  }

  push(text: string): string {
    if (this.stopped) return '';
    const all = this.#held + text;
    const found = this.#stops.map((stop) => all.indexOf(stop)).filter((at) => at >= 0);
    if (found.length > 0) {
      this.stopped = true;
      this.#held = '';
      return all.slice(0, Math.min(...found));
    }
    const keep = Math.max(0, ...this.#stops.map((stop) => overlap(all, stop)));
    this.#held = all.slice(all.length - keep);
    return all.slice(0, all.length - keep);
  }

  /** What was held back, once no more can come. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** Length of the longest end of `text` that begins `stop`. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--)
    if (text.endsWith(stop.slice(0, length))) return length;
  return 0;
}
