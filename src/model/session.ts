// A session: one mutable timeline over a model. Extending runs only what is new and what the prefix cache
// does not have; rewinding forgets the end; a fork shares the past and copies nothing.
import { contextFull, TwofilesError } from '../base/errors.ts';
import type { FloatArray } from '../silicon/ops.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Adapter } from './adapter.ts';
import type { ModelConfig } from './config.ts';
import { type Machine, needTokenizer } from './machine.ts';
import type { StoredPrefixes } from './prefix-store.ts';
import { logProbs } from './sample.ts';
import { saveTimeline } from './save.ts';
import type { Job, Scheduler } from './scheduler.ts';
import type { Tap } from './tap.ts';
import type { Timeline } from './timeline.ts';

export interface SessionOptions {
  /** Most tokens this session may hold; default and limit: the model's context. */
  readonly context?: number | undefined;
  /** Added to the weights for this session, its forks and what it saves. Loaded with `loadAdapter`. */
  readonly adapter?: Adapter | undefined;
  /** How much of it; default 1. */
  readonly adapterScale?: number | undefined;
}

export interface ExtendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called for every new position with its logits (V), valid during the call. */
  readonly onLogits?: ((position: number, logits: FloatArray) => void) | undefined;
}

/** Most tokens that a session of these options holds. */
export function capacityOf({ context: most }: ModelConfig, { context = most }: SessionOptions): number {
  return Math.max(1, Math.min(context, most));
}

export class Session {
  /** Most tokens it may hold. */
  readonly capacity: number;
  readonly #machine: Machine;
  readonly #scheduler: Scheduler;
  readonly #timeline: Timeline;
  readonly #stored: StoredPrefixes | undefined;
  /** Ends when what was asked for so far has what the store has of it. */
  #recalling: Promise<void> = Promise.resolve();
  /** The position when all that was asked for has been run. */
  #promised = 0;

  /** Use `model.session()` or `session.fork()`. */
  constructor(
    machine: Machine,
    scheduler: Scheduler,
    timeline: Timeline,
    options: SessionOptions,
    stored?: StoredPrefixes,
  ) {
    this.#stored = stored;
    this.#machine = machine;
    this.#scheduler = scheduler;
    this.#timeline = timeline;
    this.capacity = capacityOf(machine.config, options);
  }

  /** The model's. @throws `not-found` when it has none. */
  get tokenizer(): Tokenizer {
    return needTokenizer(this.#machine);
  }

  /** Number of tokens so far. */
  get position(): number {
    return this.#timeline.position;
  }

  get tokens(): readonly number[] {
    return this.#timeline.tokens;
  }

  /** Tokens that it did not run because the prefix cache had them. */
  get reused(): number {
    return this.#timeline.adopted;
  }

  /**
   * Appends tokens and returns the logits (V) after the last one. Sessions that extend at the same time
   * share passes. Cancelling leaves a valid session that holds the tokens already run.
   * @throws `context-full` (before anything is run), `aborted`, `out-of-memory`.
   */
  async extend(tokens: readonly number[], options: ExtendOptions = {}): Promise<FloatArray> {
    const timeline = this.#open();
    if (tokens.length === 0) return this.#lastLogits(options.signal);
    this.#check(tokens);
    const { signal, onLogits } = options;
    await this.#run({ timeline, tokens, want: onLogits ? 'all' : 'last', signal, onLogits });
    return timeline.logits ?? this.#lastLogits(signal);
  }

  /**
   * Appends tokens and returns the natural-log probability (tokens.length) that the model gave each of
   * them. With nothing before it the first has none: NaN.
   */
  async score(tokens: readonly number[], options: { signal?: AbortSignal | undefined } = {}): Promise<Float32Array> {
    const timeline = this.#open();
    const { signal } = options;
    const scores = new Float32Array(tokens.length).fill(Number.NaN);
    if (tokens.length === 0) return scores;
    this.#check(tokens);
    if (this.position > 0) scores[0] = logProbs(await this.#lastLogits(signal), tokens[0]!, 0).logprob;
    await this.#run({ timeline, tokens, want: 'scores', signal, scores });
    return scores;
  }

  /** Forgets the last `count` tokens. Not while this session is being extended. */
  rewind(count: number): void {
    const timeline = this.#open();
    if (timeline.busy > 0) throw new RangeError('a session cannot be rewound while it is being extended');
    if (!(Number.isInteger(count) && count >= 0 && count <= this.position))
      throw new RangeError(`cannot rewind ${count} of ${this.position} tokens`);
    timeline.rewind(count);
  }

  /** Another session with the same past. Takes no time and no memory until the two differ. */
  fork(): Session {
    const timeline = this.#open();
    if (timeline.busy > 0) throw new RangeError('a session cannot be forked while it is being extended');
    return new Session(this.#machine, this.#scheduler, timeline.fork(), { context: this.capacity }, this.#stored);
  }

  /**
   * This session as bytes, for `model.restore()`: tokens, keys and values, checksummed and bound to the weights.
   * `note` is the caller's own, and comes back from `savedNote()`.
   */
  async save(note = ''): Promise<Uint8Array> {
    return this.#machine.turn.run(() => saveTimeline(this.#machine, this.#open(), note));
  }

  /** Adds a tap to every later pass; the function returned takes it off. */
  tap(tap: Tap): () => void {
    const { taps } = this.#timeline;
    this.#timeline.taint();
    taps.push(tap);
    return () => {
      const at = taps.indexOf(tap);
      if (at >= 0) taps.splice(at, 1);
    };
  }

  /** Gives its keys and values back, after the pass that is running. */
  async close(): Promise<void> {
    await this.#machine.turn.run(async () => this.#timeline.close());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #open(): Timeline {
    if (this.#timeline.closed) throw new TwofilesError('closed', 'This session is closed.', 'Open another one.');
    return this.#timeline;
  }

  #check(tokens: readonly number[]): void {
    const { vocab } = this.#machine.config;
    const bad = tokens.find((token) => !(Number.isInteger(token) && token >= 0 && token < vocab));
    if (bad !== undefined) throw new RangeError(`token ${bad} is outside the vocabulary of ${vocab}`);
    const before = this.#timeline.busy > 0 ? this.#promised : this.position;
    if (before + tokens.length > this.capacity) throw contextFull(tokens.length, this.capacity - before);
    this.#promised = before + tokens.length;
  }

  /** Runs a job after those before it; what the store has of a session's beginning need not be run. */
  async #run(job: Job): Promise<void> {
    const { timeline, tokens, want } = job;
    if (!this.#stored) return this.#scheduler.run(job);
    const mayRecall = want === 'last' && timeline.busy === 0 && timeline.isCached;
    timeline.busy++;
    try {
      if (mayRecall) {
        const { tokens: before, adapter } = timeline;
        this.#recalling = this.#stored.recall([...before, ...tokens], adapter);
      }
      await this.#recalling; // jobs keep their order
      return this.#scheduler.run(job);
    } finally {
      timeline.busy--;
    }
  }

  /** The logits after the last token; after a rewind or a score that token is run again. */
  async #lastLogits(signal: AbortSignal | undefined): Promise<FloatArray> {
    const timeline = this.#timeline;
    if (timeline.logits) return timeline.logits;
    const last = timeline.tokens.at(-1);
    if (last === undefined) throw new RangeError('an empty session has no logits; extend it first');
    timeline.rewind(1);
    await this.#run({ timeline, tokens: [last], want: 'last', signal });
    return timeline.logits!;
  }
}
