// A model: configuration, weights on a backend, tokenizer. It makes sessions; passes of all its sessions
// run one after another, because they share the scratch activations.
import { badArgument, contextFull, TwofilesError, unsupported } from '../base/errors.ts';
import type { OnProgress } from '../base/progress.ts';
import type { Backend, FloatArray } from '../silicon/ops.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { type Adapter, type Applied, placeAdapter } from './adapter.ts';
import { openAdapter } from './adapter-file.ts';
import type { Checkpoint } from './checkpoint.ts';
import { configFromMetadata, type ModelConfig } from './config.ts';
import type { KvType } from './kv.ts';
import { createMachine, type Machine, needTokenizer } from './machine.ts';
import { PrefixCache, type PrefixStats } from './prefix.ts';
import { type PrefixStore, StoredPrefixes } from './prefix-store.ts';
import { fingerprint, restoreTimeline } from './save.ts';
import { Scheduler } from './scheduler.ts';
import { capacityOf, Session, type SessionOptions } from './session.ts';
import { Timeline } from './timeline.ts';
import { loadWeights, type Weights } from './weights.ts';

export interface LoadOptions {
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Replaces what the file says of itself: for experiments and for tests of the tests. */
  readonly config?: Partial<ModelConfig> | undefined;
  /** How keys and values are stored. Default F32. */
  readonly kv?: KvType | undefined;
  /** Tokens that the prefix cache may keep beside those of open sessions; 0 for none. Default: one context. */
  readonly cacheTokens?: number | undefined;
  /** Where the prefix cache goes on beyond this process: `openPrefixFolder()`. Default: nowhere. */
  readonly prefixStore?: PrefixStore | undefined;
  /** Closed together with the model: usually a backend that nothing else uses. */
  readonly owned?: { close(): Promise<void> } | undefined;
}

/**
 * Loads a checkpoint onto a backend. The checkpoint may be closed afterwards.
 * @throws `bad-file`, `unsupported`, `out-of-memory`, `aborted`.
 */
export async function loadModel(checkpoint: Checkpoint, backend: Backend, options: LoadOptions = {}): Promise<Model> {
  const config = { ...configFromMetadata(checkpoint.metadata, checkpoint.name), ...options.config };
  const weights = await loadWeights(checkpoint, config, backend, options);
  return new Model(checkpoint, config, weights, backend, await fingerprint(checkpoint, config), options);
}

export class Model {
  readonly config: ModelConfig;
  /** The Jinja template that came with the weights, if any. */
  readonly chatTemplate: string | undefined;
  readonly #machine: Machine;
  readonly #weights: Weights;
  readonly #scheduler: Scheduler;
  readonly #prefixes: PrefixCache;
  readonly #stored: StoredPrefixes | undefined;
  readonly #owned: LoadOptions['owned'];
  readonly #adapters = new Set<Adapter>();
  #closed = false;

  /** Use `loadModel`. */
  constructor(
    checkpoint: Checkpoint,
    config: ModelConfig,
    weights: Weights,
    backend: Backend,
    hash: string,
    options: LoadOptions,
  ) {
    this.#owned = options.owned;
    this.chatTemplate = checkpoint.chatTemplate;
    this.config = config;
    this.#weights = weights;
    this.#machine = createMachine(checkpoint, config, weights, backend, hash, options);
    this.#scheduler = new Scheduler(this.#machine);
    this.#prefixes = new PrefixCache(this.#machine.kv, options.cacheTokens ?? config.context);
    const { prefixStore } = options;
    this.#stored = prefixStore && new StoredPrefixes(this.#machine, this.#prefixes, prefixStore);
  }

  /** Path or URL of the weights. */
  get name(): string {
    return this.#machine.name;
  }

  get backend(): Backend {
    return this.#machine.backend;
  }

  /** @throws `not-found` when the file came without a tokenizer. */
  get tokenizer(): Tokenizer {
    return needTokenizer(this.#machine);
  }

  /**
   * Puts a LoRA adapter beside the weights, for sessions that name it. The checkpoint may be closed afterwards;
   * the adapter is closed with the model, or before.
   * @throws `bad-file`, `unsupported`, `bad-argument` for one made for another model, `out-of-memory`.
   */
  async loadAdapter(checkpoint: Checkpoint): Promise<Adapter> {
    const file = openAdapter(checkpoint);
    const hash = await fingerprint(checkpoint);
    return this.#machine.turn.run(async () => {
      this.#open();
      const adapter = await placeAdapter(this.#machine, file, hash);
      for (const old of this.#adapters) if (old.closed) this.#adapters.delete(old);
      this.#adapters.add(adapter);
      return adapter;
    });
  }

  /** A new timeline. @throws `unsupported` for a model that does not predict tokens. */
  session(options: SessionOptions = {}): Session {
    if (!this.#machine.weights.output || !this.config.causal)
      throw unsupported(`${this.name} is an embedding model; it does not predict tokens.`, 'Use embed().');
    this.#open();
    return new Session(this.#machine, this.#scheduler, this.#timeline(options), options, this.#stored);
  }

  /**
   * A session saved by `session.save()`, with these weights, this kv option and the adapter of the options.
   * @throws `bad-file` naming the field, `checksum`, `unsupported` for another version, `bad-argument` for other
   * weights, `context-full`, `out-of-memory`.
   */
  async restore(bytes: Uint8Array, options: SessionOptions = {}): Promise<Session> {
    this.#open();
    const timeline = this.#timeline(options);
    try {
      await this.#machine.turn.run(() =>
        restoreTimeline(this.#machine, timeline, bytes, capacityOf(this.config, options)),
      );
    } catch (error) {
      timeline.close();
      throw error;
    }
    return new Session(this.#machine, this.#scheduler, timeline, options, this.#stored);
  }

  /**
   * The vector of a text (D), of length 1: the normed last layer, pooled as the model says (`last` when
   * it says nothing and is causal, else `mean`).
   * @throws `context-full` for more tokens than the model has positions.
   */
  async embed(tokens: readonly number[], options: { signal?: AbortSignal | undefined } = {}): Promise<Float32Array> {
    this.#open();
    const { config, scratch, kv } = this.#machine;
    if (tokens.length === 0) throw badArgument('Nothing to embed.', 'Give at least one token.');
    if (tokens.length > config.context || (!config.causal && tokens.length > scratch.rows))
      throw contextFull(tokens.length, Math.min(config.context, config.causal ? config.context : scratch.rows));
    const timeline = new Timeline(kv, this.#prefixes);
    timeline.taint();
    const pool = new Pool(config);
    try {
      const onHidden = (data: FloatArray, rows: number): void => pool.add(data, rows);
      await this.#scheduler.run({ timeline, tokens, want: 'hidden', onHidden, signal: options.signal });
      return pool.vector();
    } finally {
      timeline.close();
    }
  }

  /** How often the prefix cache had what a session began with. */
  get prefixes(): PrefixStats {
    return { ...this.#prefixes.stats, recalled: this.#stored?.recalled ?? 0 };
  }

  /** Blocks of keys and values that sessions and the prefix cache hold. */
  get blocksUsed(): number {
    return this.#machine.kv.used;
  }

  /** Drops all keys and values that no session holds. Changes time, never results. */
  clearPrefixes(): void {
    this.#prefixes.clear();
  }

  #timeline({ adapter, adapterScale = 1 }: SessionOptions): Timeline {
    if (adapter && !this.#adapters.has(adapter))
      throw badArgument(`The adapter ${adapter.name} was loaded for another model.`, 'Load it for this one.');
    const applied: Applied | undefined = adapter?.at(adapterScale);
    return new Timeline(this.#machine.kv, this.#prefixes, applied);
  }

  #open(): void {
    if (this.#closed) throw new TwofilesError('closed', `${this.name} is closed.`, 'Load it again.');
  }

  /** Waits for the pass that is running and for the prefix store, then frees the weights. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#scheduler.close();
    await this.#stored?.close();
    await this.#machine.turn.run(async () => {
      for (const adapter of this.#adapters) adapter.free();
      for (const tensor of this.#weights.all) this.backend.free(tensor);
      this.#machine.close();
      await this.#owned?.close();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** Pools rows of vectors, as they come, into one vector of length 1. */
class Pool {
  readonly #kind: 'mean' | 'cls' | 'last';
  readonly #sum: Float64Array;

  constructor(config: ModelConfig) {
    this.#kind = config.pooling === 'none' ? (config.causal ? 'last' : 'mean') : config.pooling;
    this.#sum = new Float64Array(config.width);
  }

  #seen = 0;

  add(data: FloatArray, rows: number): void {
    const D = this.#sum.length;
    for (let t = 0; t < rows; t++) {
      const take = this.#kind === 'mean' || (this.#kind === 'cls' ? this.#seen === 0 : true);
      if (this.#kind === 'last') this.#sum.fill(0);
      if (take) for (let i = 0; i < D; i++) this.#sum[i]! += data[t * D + i]!;
      this.#seen++;
    }
  }

  vector(): Float32Array {
    const length = Math.hypot(...this.#sum) || 1;
    return Float32Array.from(this.#sum, (value) => value / length);
  }
}
