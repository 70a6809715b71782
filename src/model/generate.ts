// Generation: extend, sample, decode, until a stop. Text comes out only when it is certain: no half
// characters, and nothing that might be the beginning of a stop string.
import { TwofilesError } from '../base/errors.ts';
import type { FloatArray } from '../silicon/ops.ts';
import type { StreamDecoder } from '../text/tokenizer.ts';
import type { Guide, GuideState } from './constrain/constraint.ts';
import { logProbs, Sampler, type SamplingOptions, type TokenLogProb } from './sample.ts';
import type { Session } from './session.ts';
import type { Drafter } from './speculate.ts';
import { StopFilter } from './stop.ts';

export interface GenerateOptions {
  /** Most tokens to produce. Default: until the context is full. */
  readonly maxTokens?: number | undefined;
  readonly sampling?: SamplingOptions | undefined;
  /** Generation ends before any of these strings; they are not part of the text. */
  readonly stop?: readonly string[] | undefined;
  /**
   * What the output must be (a `Constraint`): its tokens are chosen among those that can be completed to such a
   * text. A state goes on with an output begun before. When nothing can follow, the generation ends with reason
   * 'stop'; one that ends otherwise has given the beginning of such a text.
   */
  readonly constraint?: Guide | undefined;
  /** Report the log-probability of each token and of this many alternatives. Default: none. */
  readonly logprobs?: number | undefined;
  /**
   * Guesses at the next tokens, which are then run together and kept as far as the sampler chooses them:
   * the very same tokens, sooner where guessing is easy. `promptLookup()`, or `draftModel(small)`.
   */
  readonly draft?: Drafter | undefined;
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
  /** Tokens guessed by the drafter, and how many of them were right. */
  readonly drafted: number;
  readonly accepted: number;
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
  const generation = new Generation(session, prompt, options);
  try {
    for (let step = await generation.next(); step; step = await generation.next()) yield step;
    return generation.end!;
  } finally {
    generation.settle();
  }
}

/** What a generation carries from step to step, besides its session. */
interface State {
  readonly sampler: Sampler;
  readonly output: StopFilter;
  readonly decoder: StreamDecoder;
  constraint: GuideState | undefined;
  produced: number;
  drafted: number;
  accepted: number;
}

/**
 * A generation under way. Between two steps it can be forked: session, randomness, sampler, constraint,
 * stop filter and decoder go along, and the two go on independently.
 */
export class Generation {
  readonly session: Session;
  /** Why it ended; undefined while it goes on. */
  end: GenerationEnd | undefined;
  readonly #options: GenerateOptions;
  readonly #state: State;
  /** Tokens chosen but not run yet: the prompt at first, later the last token. */
  #pending: readonly number[];
  /** Guesses that the session has run already, and the logits before each of them and after the last. */
  #guesses: readonly number[] = [];
  #logits: readonly FloatArray[] = [];

  constructor(session: Session, prompt: readonly number[], options: GenerateOptions = {}, state?: State) {
    this.session = session;
    this.#options = options;
    this.#pending = prompt;
    const before = [...session.tokens, ...prompt];
    this.#state = state ?? {
      sampler: new Sampler(options.sampling),
      output: new StopFilter(options.stop ?? []),
      decoder: session.tokenizer.stream(before),
      constraint: options.constraint?.start(before),
      produced: 0,
      drafted: 0,
      accepted: 0,
    };
  }

  /** The next token, or undefined at the end. */
  async next(): Promise<Generated | undefined> {
    if (this.end) return undefined;
    const state = this.#state;
    const { maxTokens = Number.POSITIVE_INFINITY, logprobs } = this.#options;
    if (state.output.stopped) return this.#finish('stop');
    if (this.#logits.length === 0 && !(await this.#run())) return this.#finish('aborted');
    if (state.constraint?.finished) return this.#finish('stop');
    if (state.produced >= maxTokens) return this.#finish('length');
    const [logits, ...ahead] = this.#logits;
    const token = state.sampler.sample(logits!, this.#history(), state.constraint?.allowed());
    if (this.session.tokenizer.stops.has(token)) return this.#finish('stop');
    if (this.#history().length >= this.session.capacity) return this.#finish('context');
    const scores = logprobs === undefined ? undefined : logProbs(logits!, token, logprobs);
    state.produced++;
    state.constraint = state.constraint?.advance(token);
    this.#choose(token, ahead);
    return { token, text: state.output.push(state.decoder.push(token)), logprob: scores?.logprob, top: scores?.top };
  }

  /** Another generation that goes on from here by itself, on a fork of the session. */
  fork(): Generation {
    const { session } = this;
    const all = [...this.#history(), ...this.#pending];
    const state = this.#state;
    const copy = new Generation(session.fork(), this.#pending, this.#options, {
      ...state,
      sampler: state.sampler.fork(),
      output: state.output.fork(),
      decoder: session.tokenizer.stream(all),
    });
    copy.#guesses = this.#guesses;
    copy.#logits = this.#logits;
    copy.end = this.end;
    return copy;
  }

  /** Takes guesses that were not confirmed out of the session. */
  settle(): void {
    if (this.#guesses.length > 0) this.session.rewind(this.#guesses.length);
    this.#guesses = [];
    this.#logits = [];
  }

  /** The tokens that are certain: the session's without the guesses at its end. */
  #history(): readonly number[] {
    const { tokens } = this.session;
    return this.#guesses.length === 0 ? tokens : tokens.slice(0, tokens.length - this.#guesses.length);
  }

  /** Notes the chosen token: run already if it was guessed, to be run next otherwise. */
  #choose(token: number, ahead: readonly FloatArray[]): void {
    const [guess, ...rest] = this.#guesses;
    if (guess === token) {
      this.#state.accepted++;
      this.#guesses = rest;
      this.#logits = ahead;
      return;
    }
    this.settle();
    this.#pending = [token];
  }

  /** Runs what is pending, with guesses after it; false when cancelled. */
  async #run(): Promise<boolean> {
    const { session } = this;
    const { signal, draft, maxTokens = Number.POSITIVE_INFINITY } = this.#options;
    const room = Math.min(session.capacity - session.position - this.#pending.length, maxTokens - this.#state.produced);
    try {
      const known = [...session.tokens, ...this.#pending];
      // With nothing pending the session gives its last logits, and has no row to give those before a guess.
      const guesses =
        draft && room > 1 && this.#pending.length > 0 ? (await draft.guess(known, signal)).slice(0, room - 1) : [];
      const first = session.position + this.#pending.length - 1;
      const logits: FloatArray[] = [];
      const onLogits = (position: number, row: FloatArray): void => void (position >= first && logits.push(row));
      const last = await session.extend(
        [...this.#pending, ...guesses],
        guesses.length > 0 ? { signal, onLogits } : { signal },
      );
      this.#logits = guesses.length > 0 ? logits : [last];
      this.#guesses = guesses;
      this.#pending = [];
      this.#state.drafted += guesses.length;
      return true;
    } catch (error) {
      if (error instanceof TwofilesError && error.code === 'aborted') return false;
      throw error;
    }
  }

  #finish(reason: GenerationEnd['reason']): undefined {
    const { output, decoder, produced, drafted, accepted } = this.#state;
    const rest = output.push(decoder.end());
    const text = rest + output.end();
    this.settle();
    this.end = { reason: output.stopped ? 'stop' : reason, text, tokens: produced, drafted, accepted };
  }
}
