// A model: configuration, weights on a backend, tokenizer. It makes sessions; passes of all its sessions
// run one after another, because they share the scratch activations.
import { badArgument, contextFull, TwofilesError, throwIfAborted, unsupported } from '../base/errors.ts';
import type { OnProgress } from '../base/progress.ts';
import { Turn } from '../base/turn.ts';
import type { Backend, FloatArray, Tensor } from '../silicon/ops.ts';
import { createTokenizer } from '../text/create.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Checkpoint } from './checkpoint.ts';
import { configFromMetadata, type ModelConfig } from './config.ts';
import { forward, LOGIT_ROWS, type Machine, type Scratch } from './forward.ts';
import { ropeFrequencies } from './rope.ts';
import { allocateCache, freeCache, needTokenizer, Session, type SessionOptions } from './session.ts';
import { loadWeights, type Weights } from './weights.ts';

/** Rows a pass: enough to share the cost of reading a weight, few enough to stay interruptible. */
const PASS_ROWS = 128;

export interface LoadOptions {
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Replaces what the file says of itself: for experiments and for tests of the tests. */
  readonly config?: Partial<ModelConfig> | undefined;
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
  return new Model(checkpoint, config, weights, backend, options.owned);
}

export class Model {
  readonly config: ModelConfig;
  /** The Jinja template that came with the weights, if any. */
  readonly chatTemplate: string | undefined;
  readonly #machine: Machine;
  readonly #tensors: readonly Tensor[];
  readonly #owned: LoadOptions['owned'];
  #closed = false;

  /** Use `loadModel`. */
  constructor(
    checkpoint: Checkpoint,
    config: ModelConfig,
    weights: Weights,
    backend: Backend,
    owned: LoadOptions['owned'],
  ) {
    this.#owned = owned;
    this.chatTemplate = checkpoint.chatTemplate;
    this.config = config;
    const scratch = allocateScratch(backend, config);
    this.#tensors = [
      ...weights.all,
      ...Object.values(scratch).filter((part): part is Tensor => typeof part === 'object'),
    ];
    this.#machine = {
      name: checkpoint.name,
      tokenizer: checkpoint.tokenizer && createTokenizer(checkpoint.tokenizer),
      turn: new Turn(),
      backend,
      config,
      weights,
      scratch,
      rope: config.rope && ropeFrequencies(config.rope, weights.ropeFactors),
      localRope: config.localRope && ropeFrequencies(config.localRope),
    };
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

  /** A new timeline. @throws `unsupported` for a model that does not predict tokens. */
  session(options: SessionOptions = {}): Session {
    if (!this.#machine.weights.output || !this.config.causal)
      throw unsupported(`${this.name} is an embedding model; it does not predict tokens.`, 'Use embed().');
    this.#open();
    return new Session(this.#machine, options);
  }

  /**
   * The vector of a text (D), of length 1: the normed last layer, pooled as the model says (`last` when
   * it says nothing and is causal, else `mean`).
   * @throws `context-full` for more tokens than the model has positions.
   */
  async embed(tokens: readonly number[], options: { signal?: AbortSignal | undefined } = {}): Promise<Float32Array> {
    this.#open();
    const { backend, config, scratch } = this.#machine;
    if (tokens.length === 0) throw badArgument('Nothing to embed.', 'Give at least one token.');
    if (tokens.length > config.context || (!config.causal && tokens.length > scratch.rows))
      throw contextFull(tokens.length, Math.min(config.context, config.causal ? config.context : scratch.rows));
    const cache = allocateCache(backend, config, tokens.length);
    try {
      return await this.#machine.turn.run(async () => {
        const pool = new Pool(config);
        for (let start = 0; start < tokens.length; start += scratch.rows) {
          throwIfAborted(options.signal);
          const part = tokens.slice(start, start + scratch.rows);
          await forward(this.#machine, { tokens: part, start, cache, taps: [] });
          pool.add(await backend.read(scratch.h, 0, part.length), part.length);
        }
        return pool.vector();
      });
    } finally {
      freeCache(backend, cache);
    }
  }

  #open(): void {
    if (this.#closed) throw new TwofilesError('closed', `${this.name} is closed.`, 'Load it again.');
  }

  /** Waits for the pass that is running, then frees the weights. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#machine.turn.run(async () => {
      for (const tensor of this.#tensors) this.backend.free(tensor);
      await this.#owned?.close();
    });
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

function allocateScratch(backend: Backend, config: ModelConfig): Scratch {
  const { width: D, heads, kvHeads, headDim: N, feedForward: F, vocab: V, rope } = config;
  // Without a causal order a text cannot be cut into passes.
  const rows = config.causal ? Math.min(PASS_ROWS, config.context) : config.context;
  const take = (cols: number, label: string, count = rows): Tensor => backend.allocate('F32', count, cols, label);
  return {
    rows,
    ids: backend.allocate('I32', rows, 1, 'ids'),
    x: take(D, 'x'),
    h: take(D, 'h'),
    y: take(D, 'y'),
    q: take(heads * N, 'q'),
    k: take(kvHeads * N, 'k'),
    v: take(kvHeads * N, 'v'),
    attn: take(heads * N, 'attn'),
    gate: take(F, 'gate'),
    up: take(F, 'up'),
    angles: take(rope?.rotary ?? 1, 'angles'),
    localAngles: take(rope?.rotary ?? 1, 'local angles'),
    last: take(D, 'last', LOGIT_ROWS),
    logits: take(V, 'logits', LOGIT_ROWS),
    targets: backend.allocate('I32', LOGIT_ROWS, 1, 'targets'),
    scores: take(1, 'scores', LOGIT_ROWS),
  };
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
