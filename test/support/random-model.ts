// Models with random weights, one recipe an architecture, as checkpoints in memory. The scales are chosen
// so that attention is peaked and the next token uncertain by 1 to 4 nats: flat attention and flat outputs
// would hide a wrong rotation, a missing norm and a wrong quantisation scale.
import { Random } from '../../src/base/random.ts';
import type { Checkpoint, MetadataEntry, TensorInfo } from '../../src/model/checkpoint.ts';
import type { Architecture } from '../../src/model/config.ts';
import { specFromMetadata } from '../../src/text/gguf-vocab.ts';
import { count, type Entries, flag, real, text, type VocabularyKind, vocabulary } from './random-vocabulary.ts';

export interface Recipe {
  readonly architecture: Architecture;
  readonly vocabulary: VocabularyKind;
  readonly pre?: string;
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly feedForward: number;
  readonly context?: number;
  readonly eps?: number;
  readonly tied?: boolean;
  readonly qkvBias?: boolean;
  readonly qkNorm?: boolean;
  /** Norms on what a block adds, as Gemma has. */
  readonly postNorms?: boolean;
  readonly ropeFactors?: readonly number[];
  /** Keys of the architecture, without its name in front. */
  readonly keys?: Entries;
  /** Standard deviation of q·k·scale, about: how peaked attention is. */
  readonly peak?: number;
  /** Root mean square of the token embedding, and of what each attention and each feed-forward adds to it. */
  readonly embedding?: number;
  readonly attentionGain?: number;
  readonly feedForwardGain?: number;
}

const LLAMA: Recipe = {
  architecture: 'llama',
  vocabulary: 'spm',
  layers: 2,
  width: 256,
  heads: 8,
  kvHeads: 2,
  headDim: 32,
  feedForward: 256,
};
const LLAMA3_FACTORS = [1, 1, 1, 1.05, 1.6, 2.4, 3.5, 4.7, 5.9, 6.8, 7.4, 7.8, 8, 8, 8, 8];
const YARN: Entries = {
  'rope.scaling.type': text('yarn'),
  'rope.scaling.factor': real(8),
  'rope.scaling.original_context_length': count(512),
};

/**
 * The families that load, at a size that runs in a moment. Rows of llama and qwen2 are multiples of 256, so
 * K-quants fit; those of smollm2, qwen3 and gemma3 are not, so their substitutes are met.
 */
export const RECIPES = {
  llama: LLAMA,
  'llama 3': {
    ...LLAMA,
    vocabulary: 'bpe',
    tied: true,
    ropeFactors: LLAMA3_FACTORS,
    keys: { 'rope.freq_base': real(500_000) },
  },
  'llama linear': { ...LLAMA, keys: { 'rope.scaling.type': text('linear'), 'rope.scaling.factor': real(4) } },
  'llama yarn': { ...LLAMA, context: 4096, keys: YARN },
  'llama biases': { ...LLAMA, qkvBias: true },
  mistral: {
    ...LLAMA,
    heads: 4,
    kvHeads: 2,
    headDim: 48,
    width: 256,
    feedForward: 512,
    keys: { 'rope.freq_base': real(1_000_000) },
  },
  smollm2: {
    ...LLAMA,
    vocabulary: 'bpe',
    pre: 'smollm',
    tied: true,
    heads: 6,
    kvHeads: 2,
    width: 192,
    feedForward: 512,
  },
  qwen2: {
    ...LLAMA,
    architecture: 'qwen2',
    vocabulary: 'bpe',
    pre: 'qwen2',
    eps: 1e-6,
    qkvBias: true,
    keys: { 'rope.freq_base': real(1_000_000) },
  },
  'qwen2 yarn': {
    ...LLAMA,
    architecture: 'qwen2',
    vocabulary: 'bpe',
    pre: 'qwen2',
    eps: 1e-6,
    qkvBias: true,
    context: 4096,
    keys: { ...YARN, 'rope.freq_base': real(1_000_000) },
  },
  qwen3: {
    ...LLAMA,
    architecture: 'qwen3',
    vocabulary: 'bpe',
    pre: 'qwen2',
    eps: 1e-6,
    tied: true,
    headDim: 64,
    heads: 4,
    kvHeads: 2,
    width: 192,
    feedForward: 544,
    qkNorm: true,
    keys: { 'rope.freq_base': real(1_000_000) },
  },
  gemma3: {
    ...LLAMA,
    architecture: 'gemma3',
    layers: 7,
    eps: 1e-6,
    tied: true,
    heads: 4,
    kvHeads: 1,
    headDim: 64,
    width: 160,
    feedForward: 320,
    qkNorm: true,
    postNorms: true,
    // An embedding of 0.1 after the multiplication by √160, small enough for epsilon to matter. llama.cpp
    // looks GELU up in a table of f16: a feed-forward as large as the embedding would differ by 2e-2 for
    // that alone, so it is kept small.
    embedding: 0.1 / Math.sqrt(160),
    attentionGain: 0.03,
    feedForwardGain: 0.005,
    keys: {
      'rope.freq_base': real(1_000_000),
      'rope.scaling.type': text('linear'),
      'rope.scaling.factor': real(8),
      'attention.sliding_window': count(12),
    },
  },
  'bert mean': { ...LLAMA, architecture: 'bert', vocabulary: 'wordpiece', kvHeads: 8, eps: 1e-12 },
  'bert cls': {
    ...LLAMA,
    architecture: 'bert',
    vocabulary: 'wordpiece',
    heads: 6,
    kvHeads: 6,
    width: 192,
    feedForward: 384,
    eps: 1e-12,
    keys: { pooling_type: count(2) },
  },
} as const satisfies Record<string, Recipe>;

export type RecipeName = keyof typeof RECIPES;

const SEED = 20_240_229;

/** Makes the checkpoint of a recipe, all tensors in F32. The same recipe and seed give the same bytes. */
export function randomModel(recipe: Recipe, seed = SEED): Checkpoint {
  const metadata = metadataOf(recipe);
  const tokens = metadata.get('tokenizer.ggml.tokens')?.value;
  const vocab = typeof tokens === 'object' ? tokens.values.length : 0;
  const tensors = new Tensors(new Random(seed));
  if (recipe.architecture === 'bert') bertTensors(tensors, recipe, vocab);
  else decoderTensors(tensors, recipe, vocab);
  return memoryCheckpoint(metadata, tensors.all);
}

/** The same with the tokenizer that its metadata describe. */
export function speakingModel(recipe: Recipe, seed = SEED): Checkpoint {
  const checkpoint = randomModel(recipe, seed);
  const get = (key: string): unknown => {
    const value = checkpoint.metadata.get(key)?.value;
    return typeof value === 'object' ? value.values : value;
  };
  return { ...checkpoint, tokenizer: specFromMetadata(get, checkpoint.name) };
}

/** A checkpoint over F32 values in memory. */
export function memoryCheckpoint(
  metadata: ReadonlyMap<string, MetadataEntry>,
  values: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>,
): Checkpoint {
  const tensors = new Map<string, TensorInfo>();
  for (const [name, { shape, data }] of values) tensors.set(name, { name, type: 'F32', shape, bytes: data.byteLength });
  return {
    format: 'gguf',
    name: 'random weights',
    metadata,
    tensors,
    tokenizer: undefined,
    chatTemplate: undefined,
    pull(name) {
      const found = values.get(name);
      if (!found) throw new RangeError(`no tensor ${name}`);
      const bytes = new Uint8Array(found.data.buffer, found.data.byteOffset, found.data.byteLength);
      return async (offset, into) => into.set(bytes.subarray(offset, offset + into.length));
    },
    async close() {},
  };
}

function metadataOf(recipe: Recipe): Map<string, MetadataEntry> {
  const { architecture } = recipe;
  const bert = architecture === 'bert';
  const keys: Entries = {
    context_length: count(recipe.context ?? 256),
    embedding_length: count(recipe.width),
    block_count: count(recipe.layers),
    feed_forward_length: count(recipe.feedForward),
    'attention.head_count': count(recipe.heads),
    'attention.head_count_kv': count(recipe.kvHeads),
    ...(bert
      ? {
          'attention.layer_norm_epsilon': real(recipe.eps ?? 1e-12),
          'attention.causal': flag(false),
          pooling_type: count(1),
        }
      : {
          'attention.layer_norm_rms_epsilon': real(recipe.eps ?? 1e-5),
          'attention.key_length': count(recipe.headDim),
          'attention.value_length': count(recipe.headDim),
          'rope.dimension_count': count(recipe.headDim),
        }),
    ...recipe.keys,
  };
  return new Map([
    ['general.architecture', text(architecture)],
    ['general.name', text('random weights')],
    ...Object.entries(keys).map(([key, entry]) => [`${architecture}.${key}`, entry] as const),
    ...Object.entries(vocabulary(recipe.vocabulary, recipe.pre)),
  ]);
}

/** Tensors being made, in the order of a file. */
class Tensors {
  readonly all = new Map<string, { shape: readonly number[]; data: Float32Array }>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** Normal values around `mean`. */
  normal(name: string, shape: readonly number[], deviation: number, mean = 0): void {
    const data = new Float32Array(shape.reduce((product, size) => product * size, 1));
    for (let i = 0; i < data.length; i++) data[i] = mean + deviation * this.#random.normal();
    this.all.set(name, { shape, data });
  }

  /** Gains of a norm: around `mean`, different for each element. */
  gains(name: string, width: number, mean = 1): void {
    this.normal(name, [width], 0.2 * mean, mean);
  }

  fixed(name: string, values: readonly number[]): void {
    this.all.set(name, { shape: [values.length], data: Float32Array.from(values) });
  }
}

function decoderTensors(tensors: Tensors, recipe: Recipe, vocab: number): void {
  const { layers, width: D, heads, kvHeads, headDim: N, feedForward: F, qkNorm, postNorms, tied } = recipe;
  const { peak = 2, embedding = 0.1 } = recipe;
  const { attentionGain = 0.05, feedForwardGain = 0.03 } = recipe;
  const score = Math.sqrt(peak);
  // A gated feed-forward over unit normals has a root mean square of about 0.6, peaked attention one of 0.6 too.
  const shrink = 0.6;
  tensors.normal('token_embd.weight', [vocab, D], embedding);
  if (recipe.ropeFactors) tensors.fixed('rope_freqs.weight', recipe.ropeFactors);
  for (let layer = 0; layer < layers; layer++) {
    const at = `blk.${layer}.`;
    tensors.gains(`${at}attn_norm.weight`, D);
    for (const [name, count, gain] of [
      ['q', heads, qkNorm ? 1 : score],
      ['k', kvHeads, qkNorm ? 1 : score],
      ['v', kvHeads, 1],
    ] as const) {
      tensors.normal(`${at}attn_${name}.weight`, [count * N, D], gain / Math.sqrt(D));
      if (recipe.qkvBias) tensors.normal(`${at}attn_${name}.bias`, [count * N], 0.3);
      if (qkNorm && name !== 'v') tensors.gains(`${at}attn_${name}_norm.weight`, N, score);
    }
    tensors.normal(
      `${at}attn_output.weight`,
      [D, heads * N],
      (postNorms ? 1 : attentionGain) / shrink / Math.sqrt(heads * N),
    );
    if (postNorms) tensors.gains(`${at}post_attention_norm.weight`, D, attentionGain);
    tensors.gains(`${at}ffn_norm.weight`, D);
    tensors.normal(`${at}ffn_gate.weight`, [F, D], 1 / Math.sqrt(D));
    tensors.normal(`${at}ffn_up.weight`, [F, D], 1 / Math.sqrt(D));
    tensors.normal(`${at}ffn_down.weight`, [D, F], (postNorms ? 1 : feedForwardGain) / shrink / Math.sqrt(F));
    if (postNorms) tensors.gains(`${at}post_ffw_norm.weight`, D, feedForwardGain);
  }
  // Logits of standard deviation 2.1: over 270 tokens an entropy of 3 to 4 nats. Tied to the embedding,
  // gains of both signs keep a token from predicting itself.
  const logits = 2.1;
  if (tied) tensors.normal('output_norm.weight', [D], logits / (embedding * Math.sqrt(D)));
  else tensors.gains('output_norm.weight', D);
  if (!tied) tensors.normal('output.weight', [vocab, D], logits / Math.sqrt(D));
}

function bertTensors(tensors: Tensors, recipe: Recipe, vocab: number): void {
  const { layers, width: D, feedForward: F, context = 256, peak = 2 } = recipe;
  const linear = (name: string, out: number, into: number, gain: number): void => {
    tensors.normal(`${name}.weight`, [out, into], gain / Math.sqrt(into));
    tensors.normal(`${name}.bias`, [out], 0.2);
  };
  const norm = (name: string): void => {
    tensors.gains(`${name}.weight`, D);
    tensors.normal(`${name}.bias`, [D], 0.1);
  };
  tensors.normal('token_embd.weight', [vocab, D], 0.5);
  tensors.normal('position_embd.weight', [context, D], 0.3);
  tensors.normal('token_types.weight', [2, D], 0.2);
  norm('token_embd_norm');
  for (let layer = 0; layer < layers; layer++) {
    const at = `blk.${layer}.`;
    linear(`${at}attn_q`, D, D, Math.sqrt(peak));
    linear(`${at}attn_k`, D, D, Math.sqrt(peak));
    linear(`${at}attn_v`, D, D, 1);
    linear(`${at}attn_output`, D, D, 0.3);
    norm(`${at}attn_output_norm`);
    linear(`${at}ffn_up`, F, D, 1);
    linear(`${at}ffn_down`, D, F, 0.3);
    norm(`${at}layer_output_norm`);
  }
}
