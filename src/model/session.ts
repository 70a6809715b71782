// A session: one mutable timeline over a model. It holds the tokens so far and their keys and values;
// extending runs only what is new, rewinding forgets the end.
import { contextFull, TwofilesError, throwIfAborted } from '../base/errors.ts';
import type { Backend, FloatArray } from '../silicon/ops.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { ModelConfig } from './config.ts';
import { forward, head, type LayerCache, LOGIT_ROWS, type Machine } from './forward.ts';
import type { Tap } from './tap.ts';

/** Positions that a new session has room for; it doubles as it grows. */
const FIRST_POSITIONS = 256;

export interface SessionOptions {
  /** Most tokens this session may hold; default and limit: the model's context. */
  readonly context?: number | undefined;
}

export interface ExtendOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called for every new position with its logits (V), valid during the call. */
  readonly onLogits?: ((position: number, logits: FloatArray) => void) | undefined;
}

export class Session {
  /** Most tokens it may hold. */
  readonly capacity: number;
  readonly #machine: Machine;
  readonly #tokens: number[] = [];
  readonly #taps: Tap[] = [];
  #cache: readonly LayerCache[];
  #room: number;
  #logits: FloatArray | undefined;
  #closed = false;

  /** Use `model.session()`. */
  constructor(machine: Machine, options: SessionOptions) {
    const { context } = machine.config;
    this.#machine = machine;
    this.capacity = Math.max(1, Math.min(options.context ?? context, context));
    this.#room = Math.min(this.capacity, FIRST_POSITIONS);
    this.#cache = allocateCache(machine.backend, machine.config, this.#room);
  }

  /** The model's. @throws `not-found` when it has none. */
  get tokenizer(): Tokenizer {
    return needTokenizer(this.#machine);
  }

  /** Number of tokens so far. */
  get position(): number {
    return this.#tokens.length;
  }

  get tokens(): readonly number[] {
    return this.#tokens;
  }

  /**
   * Appends tokens and returns the logits (V) after the last one. Cancelling leaves a valid session
   * that holds the tokens already run.
   * @throws `context-full` (before anything is run), `aborted`.
   */
  extend(tokens: readonly number[], options: ExtendOptions = {}): Promise<FloatArray> {
    return this.#machine.turn.run(() => this.#extend(tokens, options));
  }

  /**
   * Appends tokens and returns the natural-log probability (tokens.length) that the model gave each of
   * them. With nothing before it the first has none: NaN.
   */
  score(tokens: readonly number[], options: { signal?: AbortSignal | undefined } = {}): Promise<Float32Array> {
    return this.#machine.turn.run(async () => {
      const scores = new Float32Array(tokens.length).fill(Number.NaN);
      if (tokens.length === 0) return scores;
      if (this.position > 0) scores[0] = logProbability(await this.#lastLogits(), tokens[0]!);
      await this.#run(tokens, options.signal, async (input, done) => {
        const { scratch, backend } = this.#machine;
        for (let row = 0; row < input.tokens.length; row += LOGIT_ROWS) {
          const targets = Int32Array.from(tokens.slice(done + row + 1, done + row + 1 + LOGIT_ROWS));
          const rows = Math.min(targets.length, input.tokens.length - row);
          if (rows === 0) break;
          await head(this.#machine, input, row, rows, targets.subarray(0, rows));
          scores.set(await backend.read(scratch.scores, 0, rows), done + row + 1);
        }
      });
      return scores;
    });
  }

  /** Forgets the last `count` tokens. */
  rewind(count: number): void {
    if (!(Number.isInteger(count) && count >= 0 && count <= this.position))
      throw new RangeError(`cannot rewind ${count} of ${this.position} tokens`);
    if (count === 0) return;
    this.#tokens.length -= count;
    this.#logits = undefined;
  }

  /** Adds a tap to every later pass; the function returned takes it off. */
  tap(tap: Tap): () => void {
    this.#taps.push(tap);
    return () => {
      const at = this.#taps.indexOf(tap);
      if (at >= 0) this.#taps.splice(at, 1);
    };
  }

  /** Frees its keys and values, after the pass that is running. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#machine.turn.run(async () => freeCache(this.#machine.backend, this.#cache));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  async #extend(tokens: readonly number[], { signal, onLogits }: ExtendOptions): Promise<FloatArray> {
    if (tokens.length === 0) return this.#lastLogits();
    const { scratch, backend, config } = this.#machine;
    await this.#run(tokens, signal, async (input, done) => {
      const count = input.tokens.length;
      const first = onLogits ? 0 : done + count === tokens.length ? count - 1 : count;
      for (let row = first; row < count; row += LOGIT_ROWS) {
        const rows = Math.min(LOGIT_ROWS, count - row);
        await head(this.#machine, input, row, rows);
        const logits = await backend.read(scratch.logits, 0, rows);
        for (let t = 0; t < rows; t++) {
          this.#logits = logits.subarray(t * config.vocab, (t + 1) * config.vocab);
          onLogits?.(input.start + row + t, this.#logits);
        }
      }
    });
    return this.#logits!;
  }

  /** Runs tokens in passes; `after` sees each pass and how many tokens came before it in this call. */
  async #run(
    tokens: readonly number[],
    signal: AbortSignal | undefined,
    after: (input: Parameters<typeof forward>[1], done: number) => Promise<void>,
  ): Promise<void> {
    const { vocab } = this.#machine.config;
    const bad = tokens.find((token) => !(Number.isInteger(token) && token >= 0 && token < vocab));
    if (bad !== undefined) throw new RangeError(`token ${bad} is outside the vocabulary of ${vocab}`);
    if (this.position + tokens.length > this.capacity) throw contextFull(tokens.length, this.capacity - this.position);
    await this.#makeRoom(this.position + tokens.length);
    const { rows } = this.#machine.scratch;
    for (let done = 0; done < tokens.length; done += rows) {
      throwIfAborted(signal);
      const part = tokens.slice(done, done + rows);
      const input = { tokens: part, start: this.position, cache: this.#cache, taps: this.#taps };
      this.#logits = undefined;
      await forward(this.#machine, input);
      this.#tokens.push(...part);
      await after(input, done);
    }
  }

  /** The logits after the last token; after a rewind or a score that token is run again. */
  async #lastLogits(): Promise<FloatArray> {
    if (this.#logits) return this.#logits;
    const last = this.#tokens.at(-1);
    if (last === undefined) throw new RangeError('an empty session has no logits; extend it first');
    this.#tokens.pop();
    return this.#extend([last], {});
  }

  /** Grows the cache, by doubling, to hold `positions`. */
  async #makeRoom(positions: number): Promise<void> {
    if (positions <= this.#room) return;
    const { backend, config } = this.#machine;
    const room = Math.min(this.capacity, Math.max(positions, this.#room * 2));
    const old = this.#cache;
    const cache = allocateCache(backend, config, room);
    const rows = this.position;
    if (rows > 0)
      await backend.submit(
        cache.flatMap(({ keys, values }, layer) => [
          { op: 'copyRows', x: old[layer]!.keys, xRow: 0, out: keys, outRow: 0, rows } as const,
          { op: 'copyRows', x: old[layer]!.values, xRow: 0, out: values, outRow: 0, rows } as const,
        ]),
      );
    freeCache(backend, old);
    this.#cache = cache;
    this.#room = room;
  }
}

/** Keys and values of `positions` tokens for every layer. Nothing is kept when memory runs out. */
export function allocateCache(backend: Backend, config: ModelConfig, positions: number): LayerCache[] {
  const cache: LayerCache[] = [];
  const width = config.kvHeads * config.headDim;
  try {
    for (let layer = 0; layer < config.layers; layer++) {
      const keys = backend.allocate('F32', positions, width, `keys of layer ${layer}`);
      cache.push({ keys, values: keys });
      cache[layer] = { keys, values: backend.allocate('F32', positions, width, `values of layer ${layer}`) };
    }
  } catch (error) {
    freeCache(backend, cache);
    throw error;
  }
  return cache;
}

export function freeCache(backend: Backend, cache: readonly LayerCache[]): void {
  for (const tensor of new Set(cache.flatMap(({ keys, values }) => [keys, values]))) backend.free(tensor);
}

/** The tokenizer that came with the weights. @throws `not-found`. */
export function needTokenizer({ tokenizer, name }: Machine): Tokenizer {
  if (tokenizer) return tokenizer;
  const next = 'Put its tokenizer.json (or tokenizer.bin) beside the weights, or work with token ids.';
  throw new TwofilesError('not-found', `${name} has no tokenizer.`, next);
}

/** log softmax(logits)[token]. */
function logProbability(logits: FloatArray, token: number): number {
  let max = -Infinity;
  for (const logit of logits) max = Math.max(max, logit);
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - max);
  return logits[token]! - max - Math.log(total);
}
