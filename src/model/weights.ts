// The first file in memory: a checkpoint's tensors loaded onto a backend, under the names that `forward`
// uses. Shapes are checked against the configuration before a byte is read, and a tensor that no code
// here would use is refused: ignoring it would compute something else than the model.
import { badFile, throwIfAborted, unsupported } from '../base/errors.ts';
import { allEnded, Pool } from '../base/pool.ts';
import type { OnProgress } from '../base/progress.ts';
import type { Backend, Pull, Tensor } from '../silicon/ops.ts';
import { dequantize } from '../silicon/quants.ts';
import type { Checkpoint, TensorInfo } from './checkpoint.ts';
import type { ModelConfig } from './config.ts';

/** Tensors that are read at a time, so that the next is being read while the last piece of one is worked on. */
const TENSORS_AT_ONCE = 4;

/** y = W x (+ b). weight (out, in), bias (out). */
export interface Linear {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
}

/** RMSNorm, or LayerNorm when there is a bias. Both (width). */
export interface Norm {
  readonly weight: Tensor;
  readonly bias: Tensor | undefined;
}

/** One block. D width, H·N query width, K·N key/value width, F feed-forward width. */
export interface LayerWeights {
  /** Before attention (D); absent in post-norm models. */
  readonly attnNorm: Norm | undefined;
  /** (H·N, D), (K·N, D), (K·N, D), (D, H·N). */
  readonly q: Linear;
  readonly k: Linear;
  readonly v: Linear;
  readonly o: Linear;
  /** QK-norm over each head (N). */
  readonly qNorm: Norm | undefined;
  readonly kNorm: Norm | undefined;
  /** On the attention output before the residual sum (Gemma), (D). */
  readonly attnPostNorm: Norm | undefined;
  /** On the residual sum after attention (BERT), (D). */
  readonly attnSumNorm: Norm | undefined;
  /** Before the feed-forward (D); absent in post-norm models. */
  readonly ffnNorm: Norm | undefined;
  /** (F, D); absent where the feed-forward is not gated. */
  readonly gate: Linear | undefined;
  readonly up: Linear;
  /** (D, F). */
  readonly down: Linear;
  readonly ffnPostNorm: Norm | undefined;
  readonly ffnSumNorm: Norm | undefined;
}

export interface Weights {
  /** (V, D). */
  readonly tokens: Tensor;
  /** Learned positions (context, D), as BERT has. */
  readonly positions: Tensor | undefined;
  /** Segment embeddings; row 0 is added everywhere. */
  readonly segments: Tensor | undefined;
  readonly embeddingNorm: Norm | undefined;
  readonly layers: readonly LayerWeights[];
  readonly outputNorm: Norm | undefined;
  /** (V, D); the token embedding itself when tied; absent in embedding models. */
  readonly output: Linear | undefined;
  /** Divisors of the rotary frequencies (rotary / 2), on the host. */
  readonly ropeFactors: Float32Array | undefined;
  /** Everything allocated, to free. */
  readonly all: readonly Tensor[];
}

const IGNORED = /^(cls\.|cls\b|pooler\.)/; // heads on top of a BERT encoder, not part of the embedding

export interface LoadWeightsOptions {
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Loads the weights that `config` asks for.
 * @throws `bad-file` for a missing tensor or a wrong shape, `unsupported` for a tensor without a use,
 * `out-of-memory`, `aborted`. What was allocated before the failure is freed.
 */
export async function loadWeights(
  checkpoint: Checkpoint,
  config: ModelConfig,
  backend: Backend,
  options: LoadWeightsOptions = {},
): Promise<Weights> {
  const loader = new Loader(checkpoint, backend);
  try {
    const plan = planWeights(loader, config);
    loader.refuseUnused();
    await loader.run(options);
    return plan;
  } catch (error) {
    for (const tensor of loader.all) backend.free(tensor);
    throw error;
  }
}

function planWeights(loader: Loader, config: ModelConfig): Weights {
  const { width, vocab, architecture } = config;
  const bert = architecture === 'bert';
  const tokens = loader.matrix('token_embd.weight', vocab, width);
  const ropeFactors = loader.host('rope_freqs.weight', config.rope ? config.rope.rotary / 2 : 0);
  return {
    tokens,
    positions: bert ? loader.matrix('position_embd.weight', config.context, width) : undefined,
    segments: bert && loader.has('token_types.weight') ? loader.vectors('token_types.weight', width) : undefined,
    embeddingNorm: loader.norm('token_embd_norm', width),
    layers: Array.from({ length: config.layers }, (_, layer) => planLayer(loader, config, `blk.${layer}.`)),
    outputNorm: bert ? undefined : loader.need(loader.norm('output_norm', width), 'output_norm.weight'),
    output: bert ? undefined : (loader.linear('output', vocab, width) ?? { weight: tokens, bias: undefined }),
    ropeFactors,
    all: loader.all,
  };
}

function planLayer(loader: Loader, config: ModelConfig, prefix: string): LayerWeights {
  const { width: D, heads, kvHeads, headDim: N, feedForward: F, architecture } = config;
  const linear = (name: string, out: number, into: number): Linear =>
    loader.need(loader.linear(prefix + name, out, into), `${prefix}${name}.weight`);
  const norm = (name: string, width: number): Norm | undefined => loader.norm(prefix + name, width);
  const needed = (name: string): Norm => loader.need(norm(name, D), `${prefix}${name}.weight`);
  const post = architecture === 'bert';
  return {
    attnNorm: post ? undefined : needed('attn_norm'),
    q: linear('attn_q', heads * N, D),
    k: linear('attn_k', kvHeads * N, D),
    v: linear('attn_v', kvHeads * N, D),
    o: linear('attn_output', D, heads * N),
    qNorm: norm('attn_q_norm', N),
    kNorm: norm('attn_k_norm', N),
    attnPostNorm: norm('post_attention_norm', D),
    attnSumNorm: post ? needed('attn_output_norm') : undefined,
    ffnNorm: post ? undefined : needed('ffn_norm'),
    gate: loader.linear(`${prefix}ffn_gate`, F, D) ?? (post ? undefined : linear('ffn_gate', F, D)),
    up: linear('ffn_up', F, D),
    down: linear('ffn_down', D, F),
    ffnPostNorm: norm('post_ffw_norm', D),
    ffnSumNorm: post ? needed('layer_output_norm') : undefined,
  };
}

/** Collects what is to be read, checking names and shapes first, then reads all of it, several tensors at a time. */
class Loader {
  readonly all: Tensor[] = [];
  readonly #checkpoint: Checkpoint;
  readonly #backend: Backend;
  readonly #used = new Set<string>();
  readonly #work: { info: TensorInfo; read: (pull: Pull) => Promise<void> }[] = [];

  constructor(checkpoint: Checkpoint, backend: Backend) {
    this.#checkpoint = checkpoint;
    this.#backend = backend;
  }

  has(name: string): boolean {
    return this.#checkpoint.tensors.has(name);
  }

  need<T>(value: T | undefined, name: string): T {
    if (value === undefined) throw badFile(this.#checkpoint.name, name, 'the tensor is missing');
    return value;
  }

  /** A stored matrix, kept in its own type. */
  matrix(name: string, rows: number, cols: number): Tensor {
    const info = this.#expect(this.need(this.#checkpoint.tensors.get(name), name), [rows, cols]);
    const tensor = this.#allocate(info.type, rows, cols, name);
    this.#work.push({ info, read: (pull) => this.#backend.load(tensor, pull) });
    return tensor;
  }

  linear(name: string, out: number, into: number): Linear | undefined {
    if (!this.has(`${name}.weight`)) return undefined;
    const bias = this.has(`${name}.bias`) ? this.vector(`${name}.bias`, out) : undefined;
    return { weight: this.matrix(`${name}.weight`, out, into), bias };
  }

  norm(name: string, width: number): Norm | undefined {
    if (!this.has(`${name}.weight`)) return undefined;
    const bias = this.has(`${name}.bias`) ? this.vector(`${name}.bias`, width) : undefined;
    return { weight: this.vector(`${name}.weight`, width), bias };
  }

  /** A short tensor, decoded to F32 whatever it is stored in. */
  vector(name: string, cols: number): Tensor {
    return this.#decoded(this.#expect(this.need(this.#checkpoint.tensors.get(name), name), [cols]), 1, cols);
  }

  vectors(name: string, cols: number): Tensor {
    const info = this.need(this.#checkpoint.tensors.get(name), name);
    const rows = info.shape[0] ?? 0;
    return this.#decoded(this.#expect(info, [rows, cols]), rows, cols);
  }

  /** A short tensor kept on the host. */
  host(name: string, cols: number): Float32Array | undefined {
    const found = this.#checkpoint.tensors.get(name);
    if (!found) return undefined;
    const info = this.#expect(found, [cols]);
    const values = new Float32Array(cols);
    this.#work.push({ info, read: async (pull) => void values.set(await readValues(info, pull)) });
    return values;
  }

  /** @throws `unsupported` when the file has a tensor that nothing asked for. */
  refuseUnused(): void {
    for (const name of this.#checkpoint.tensors.keys())
      if (!this.#used.has(name) && !IGNORED.test(name)) {
        const next = 'Running it without this tensor would give wrong answers; use another model.';
        throw unsupported(`${this.#checkpoint.name}: nothing here uses the tensor ${name}.`, next, name);
      }
  }

  /** The first read that fails is the last to begin; when this rejects, nothing is being read any more. */
  async run({ onProgress, signal }: LoadWeightsOptions): Promise<void> {
    const total = this.#work.reduce((sum, { info }) => sum + info.bytes, 0);
    let done = 0;
    let failed: { readonly error: unknown } | undefined;
    const watched = (pull: Pull): Pull => {
      return async (offset, into) => {
        if (failed) throw failed.error;
        try {
          throwIfAborted(signal);
          await pull(offset, into);
        } catch (error) {
          failed ??= { error };
          throw error;
        }
        done += into.length;
        onProgress?.({ label: 'loading', done, total, unit: 'bytes' });
      };
    };
    const places = Pool.of(TENSORS_AT_ONCE);
    const reads = this.#work.map(({ info, read }) => places.use(() => read(watched(this.#checkpoint.pull(info.name)))));
    await allEnded(reads);
  }

  #expect(info: TensorInfo, shape: readonly number[]): TensorInfo {
    const same = info.shape.length === shape.length && info.shape.every((size, i) => size === shape[i]);
    if (!same) {
      const problem = `its shape is (${info.shape.join(', ')}), the configuration needs (${shape.join(', ')})`;
      throw badFile(this.#checkpoint.name, info.name, problem);
    }
    this.#used.add(info.name);
    return info;
  }

  #allocate(type: Tensor['type'], rows: number, cols: number, name: string): Tensor {
    const tensor = this.#backend.allocate(type, rows, cols, name);
    this.all.push(tensor);
    return tensor;
  }

  #decoded(info: TensorInfo, rows: number, cols: number): Tensor {
    const tensor = this.#allocate('F32', rows, cols, info.name);
    this.#work.push({ info, read: async (pull) => this.#backend.write(tensor, await readValues(info, pull)) });
    return tensor;
  }
}

/** All values of a short tensor, whatever it is stored in. */
export async function readValues(info: TensorInfo, pull: Pull): Promise<Float32Array> {
  const bytes = new Uint8Array(info.bytes);
  await pull(0, bytes);
  const values = new Float32Array(info.shape.reduce((product, size) => product * size, 1));
  dequantize(info.type, bytes, values);
  return values;
}
