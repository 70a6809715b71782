// What a model is made of, read from GGUF metadata: the numbers that `forward` turns on. One table row
// an architecture says what cannot be read from keys; everything else comes from the file.
import { badFile, unsupported } from '../base/errors.ts';
import type { Metadata } from './checkpoint.ts';

export type Architecture = 'llama' | 'qwen2' | 'qwen3' | 'gemma3' | 'bert';

/** How positions turn into rotation angles. */
export interface RopeConfig {
  /** Which elements of a head form a pair: neighbours, or element j with j + rotary / 2. */
  readonly layout: 'adjacent' | 'halves';
  /** Elements of each head that are rotated; even. */
  readonly rotary: number;
  /** Base of the geometric frequency series (10,000 in RoFormer). */
  readonly base: number;
  /** Multiplies every frequency: 1 / factor under linear scaling and YaRN. */
  readonly frequencyScale: number;
  /** Multiplies cos and sin: 1 + 0.1 ln(factor) under YaRN, unless the file says otherwise. */
  readonly magnitude: number;
  readonly yarn: YarnConfig | undefined;
}

/** YaRN (Peng et al., 2023): low frequencies are interpolated, high ones kept. */
export interface YarnConfig {
  /** The context the model was trained at, tokens. */
  readonly originalContext: number;
  readonly betaFast: number;
  readonly betaSlow: number;
  /** 1 to blend, 0 for plain interpolation. */
  readonly extFactor: number;
}

export interface ModelConfig {
  readonly architecture: Architecture;
  /** Number of blocks, L. */
  readonly layers: number;
  /** Width of the residual stream, D. */
  readonly width: number;
  /** Query heads, H. */
  readonly heads: number;
  /** Key/value heads, K (grouped-query attention when K < H). */
  readonly kvHeads: number;
  /** Width of one head, N. */
  readonly headDim: number;
  /** Width of the feed-forward layer, F. */
  readonly feedForward: number;
  /** Vocabulary size, V. */
  readonly vocab: number;
  /** Longest sequence the model was made for, tokens. */
  readonly context: number;
  readonly eps: number;
  /** Rotary positions of full-attention layers; undefined for learned positions (BERT). */
  readonly rope: RopeConfig | undefined;
  /** Rotary positions of sliding-window layers, where they differ. */
  readonly localRope: RopeConfig | undefined;
  /** Sliding window, tokens; 0 for none. */
  readonly window: number;
  /** Every n-th layer sees everything, the others only the window; 0: all see everything. */
  readonly windowPattern: number;
  /** Multiplies q·k. */
  readonly attentionScale: number;
  readonly causal: boolean;
  readonly activation: 'silu' | 'gelu';
  /** Multiplies the token embedding (Gemma: √D). */
  readonly embeddingScale: number;
  /** How a text's vectors become one (embedding models). */
  readonly pooling: 'none' | 'mean' | 'cls' | 'last';
}

/** What an architecture fixes and its files do not say. */
const TRAITS: Record<
  Architecture,
  { layout: RopeConfig['layout'] | undefined; activation: ModelConfig['activation'] }
> = {
  llama: { layout: 'adjacent', activation: 'silu' },
  qwen2: { layout: 'halves', activation: 'silu' },
  qwen3: { layout: 'halves', activation: 'silu' },
  gemma3: { layout: 'halves', activation: 'gelu' },
  bert: { layout: undefined, activation: 'gelu' },
};

const GEMMA3_PATTERN = 6; // five local layers, then a global one (Gemma 3 report, 2025)
const GEMMA3_LOCAL_BASE = 10_000;
const POOLING = ['none', 'mean', 'cls', 'last'] as const; // llama.cpp's pooling_type ids
const MOST = { layers: 1 << 10, width: 1 << 17, heads: 1 << 10, vocab: 1 << 22, context: 1 << 27 };

/** Does this layer attend only within the window? Layers are counted from 0. */
export function isLocal(config: ModelConfig, layer: number): boolean {
  return config.window > 0 && config.windowPattern > 0 && layer % config.windowPattern < config.windowPattern - 1;
}

/**
 * Reads the configuration of `file` from its metadata.
 * @throws `unsupported` for an unknown architecture, `bad-file` for an impossible or missing key.
 */
export function configFromMetadata(metadata: Metadata, file: string): ModelConfig {
  const keys = new Keys(metadata, file);
  const { architecture } = keys;
  if (metadata.get('general.type')?.value === 'adapter')
    throw unsupported(`${file} is an adapter.`, 'Load a model, and this as its adapter.', 'general.type');
  const width = keys.whole('embedding_length', MOST.width);
  const heads = keys.whole('attention.head_count', MOST.heads);
  const kvHeads = keys.whole('attention.head_count_kv', MOST.heads, heads);
  if (heads % kvHeads !== 0)
    throw badFile(file, keys.name('attention.head_count_kv'), `${kvHeads} does not divide ${heads} heads`);
  const headDim = keys.whole('attention.key_length', MOST.width, Math.floor(width / heads));
  if (keys.whole('attention.value_length', MOST.width, headDim) !== headDim)
    throw unsupported(
      `${file}: value heads of another width than key heads.`,
      'Use another model.',
      keys.name('attention.value_length'),
    );
  if (keys.number('final_logit_softcapping', 0) !== 0)
    throw unsupported(`${file}: capped logits.`, 'Use another model.', keys.name('final_logit_softcapping'));
  const causal = keys.flag('attention.causal', architecture !== 'bert');
  const window = architecture === 'gemma3' ? keys.whole('attention.sliding_window', MOST.context, 0, 0) : 0;
  const rope = ropeFromKeys(keys, headDim);
  return {
    architecture,
    layers: keys.whole('block_count', MOST.layers),
    width,
    heads,
    kvHeads,
    headDim,
    feedForward: keys.whole('feed_forward_length', MOST.width * 8),
    vocab: vocabSize(keys),
    context: keys.whole('context_length', MOST.context),
    eps: keys.number(
      architecture === 'bert' ? 'attention.layer_norm_epsilon' : 'attention.layer_norm_rms_epsilon',
      1e-5,
    ),
    rope,
    localRope: window > 0 && rope ? localRope(keys, rope) : undefined,
    window,
    windowPattern: window > 0 ? keys.whole('attention.sliding_window_pattern', MOST.layers, GEMMA3_PATTERN) : 0,
    attentionScale: keys.number('attention.scale', attentionScale(architecture, width, heads, headDim, keys)),
    causal,
    activation: TRAITS[architecture].activation,
    embeddingScale: architecture === 'gemma3' ? Math.sqrt(width) : 1,
    pooling: POOLING[keys.whole('pooling_type', POOLING.length - 1, 0, 0)]!,
  };
}

/** Gemma 3 27B scales by the width a head would have if heads filled the model; all others by their own. */
function attentionScale(architecture: Architecture, width: number, heads: number, headDim: number, keys: Keys): number {
  const gemma27B = architecture === 'gemma3' && keys.whole('block_count', MOST.layers) === 62;
  return 1 / Math.sqrt(gemma27B ? width / heads : headDim);
}

function vocabSize(keys: Keys): number {
  const tokens = keys.metadata.get('tokenizer.ggml.tokens')?.value;
  const listed = typeof tokens === 'object' ? tokens.values.length : undefined;
  return keys.whole('vocab_size', MOST.vocab, listed);
}

function ropeFromKeys(keys: Keys, headDim: number): RopeConfig | undefined {
  const { layout } = TRAITS[keys.architecture];
  if (!layout) return undefined;
  const rotary = keys.whole('rope.dimension_count', headDim, headDim);
  if (rotary % 2 !== 0) throw badFile(keys.file, keys.name('rope.dimension_count'), `${rotary} is odd`);
  const kind = keys.text('rope.scaling.type', 'linear'); // by a factor, which is absent too as a rule
  if (!['none', 'linear', 'yarn'].includes(kind))
    throw unsupported(
      `${keys.file}: RoPE scaling "${kind}".`,
      'Use a model with none, linear or yarn scaling.',
      keys.name('rope.scaling.type'),
    );
  const factor = kind === 'none' ? 1 : keys.number('rope.scaling.factor', keys.number('rope.scale_linear', 1));
  if (!(factor > 0)) throw badFile(keys.file, keys.name('rope.scaling.factor'), `${factor} is not positive`);
  const base = keys.number('rope.freq_base', 10_000);
  if (!(base > 0)) throw badFile(keys.file, keys.name('rope.freq_base'), `${base} is not positive`);
  const yarn = kind === 'yarn' ? yarnFromKeys(keys) : undefined;
  const stretch = yarn
    ? keys.number('rope.scaling.yarn_attn_factor', yarn.extFactor === 0 ? 1 : 1 + 0.1 * Math.log(factor))
    : 1;
  const magnitude = keys.number('rope.scaling.attn_factor', 1) * stretch;
  return { layout, rotary, base, frequencyScale: 1 / factor, magnitude, yarn };
}

function yarnFromKeys(keys: Keys): YarnConfig {
  return {
    originalContext: keys.whole(
      'rope.scaling.original_context_length',
      MOST.context,
      keys.whole('context_length', MOST.context),
    ),
    betaFast: keys.number('rope.scaling.yarn_beta_fast', 32),
    betaSlow: keys.number('rope.scaling.yarn_beta_slow', 1),
    extFactor: keys.number('rope.scaling.yarn_ext_factor', 1),
  };
}

function localRope(keys: Keys, rope: RopeConfig): RopeConfig {
  const base = keys.number('rope.freq_base_swa', GEMMA3_LOCAL_BASE);
  return { ...rope, base, frequencyScale: 1, magnitude: keys.number('rope.scaling.attn_factor', 1), yarn: undefined };
}

/** Typed access to one file's keys; `name('x')` is the full key, with the architecture in front. */
class Keys {
  readonly metadata: Metadata;
  readonly file: string;
  readonly architecture: Architecture;

  constructor(metadata: Metadata, file: string) {
    this.metadata = metadata;
    this.file = file;
    const named = metadata.get('general.architecture')?.value;
    if (typeof named !== 'string') throw badFile(file, 'general.architecture', 'the key is missing or not a string');
    if (!Object.hasOwn(TRAITS, named)) {
      const next = `This build runs ${Object.keys(TRAITS).join(', ')}.`;
      throw unsupported(`${file}: architecture "${named}".`, next, 'general.architecture');
    }
    this.architecture = named as Architecture;
  }

  name(key: string): string {
    return `${this.architecture}.${key}`;
  }

  number(key: string, fallback?: number): number {
    const value = this.metadata.get(this.name(key))?.value ?? fallback;
    if (value === undefined) throw badFile(this.file, this.name(key), 'the key is missing');
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw badFile(this.file, this.name(key), `${String(value)} is not a number`);
    return value;
  }

  whole(key: string, most: number, fallback?: number, least = 1): number {
    const value = this.number(key, fallback);
    if (!Number.isInteger(value) || value < least || value > most)
      throw badFile(this.file, this.name(key), `${value} is not a whole number from ${least} to ${most}`);
    return value;
  }

  text(key: string, fallback: string): string {
    const value = this.metadata.get(this.name(key))?.value ?? fallback;
    if (typeof value !== 'string') throw badFile(this.file, this.name(key), 'not a string');
    return value;
  }

  flag(key: string, fallback: boolean): boolean {
    const value = this.metadata.get(this.name(key))?.value ?? fallback;
    if (typeof value !== 'boolean') throw badFile(this.file, this.name(key), 'not a boolean');
    return value;
  }
}
