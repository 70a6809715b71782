// `config.json` of a Hugging Face model, checked with zod, and what GGUF calls the same numbers.
// Keys, types and defaults are those that llama.cpp's converter writes, so its files and ours agree.
import { z } from 'zod';
import { badFile, unsupported } from '../base/errors.ts';
import type { MetadataEntry } from './checkpoint.ts';
import type { Architecture } from './config.ts';

const MOST_U32 = 0xffff_ffff;
const count = z.int().min(1).max(MOST_U32);
const number = z.number();

const rope = z.looseObject({
  rope_type: z.string().nullish(),
  type: z.string().nullish(),
  rope_theta: number.nullish(),
  factor: number.nullish(),
  low_freq_factor: number.nullish(),
  high_freq_factor: number.nullish(),
  original_max_position_embeddings: count.nullish(),
  extrapolation_factor: number.nullish(),
  attention_factor: number.nullish(),
  beta_fast: number.nullish(),
  beta_slow: number.nullish(),
});

const shape = z.looseObject({
  hidden_size: count,
  num_hidden_layers: count.max(1 << 16),
  intermediate_size: count,
  num_attention_heads: count.nullish(),
  num_key_value_heads: count.nullish(),
  head_dim: count.nullish(),
  vocab_size: count.nullish(),
  max_position_embeddings: count.nullish(),
  rms_norm_eps: number.nullish(),
  layer_norm_eps: number.nullish(),
  hidden_act: z.string().nullish(),
  hidden_activation: z.string().nullish(),
  rope_theta: number.nullish(),
  rope_local_base_freq: number.nullish(),
  rope_scaling: rope.nullish(),
  rope_parameters: rope.nullish(),
  original_max_position_embeddings: count.nullish(),
  partial_rotary_factor: number.nullish(),
  sliding_window: count.nullish(),
  use_sliding_window: z.boolean().nullish(),
  sliding_window_pattern: z.int().nullish(),
  layer_types: z.array(z.string()).nullish(),
  query_pre_attn_scalar: number.nullish(),
  final_logit_softcapping: number.nullish(),
  attn_logit_softcapping: number.nullish(),
  position_embedding_type: z.string().nullish(),
  type_vocab_size: count.nullish(),
  tie_word_embeddings: z.boolean().nullish(),
  bos_token_id: z.union([z.int(), z.array(z.int())]).nullish(),
  eos_token_id: z.union([z.int(), z.array(z.int())]).nullish(),
});

const top = z.looseObject({
  architectures: z.array(z.string()).nullish(),
  quantization_config: z.unknown().optional(),
  text_config: z.looseObject({}).nullish(),
});

type Shape = z.infer<typeof shape>;
type Rope = z.infer<typeof rope>;

/** A checked `config.json` with the defaults of its family filled in. */
export interface HuggingFaceConfig {
  readonly architecture: Architecture;
  readonly width: number;
  readonly layers: number;
  readonly feedForward: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly vocab: number;
  readonly context: number;
  readonly eps: number;
  readonly tied: boolean;
  readonly bos: readonly number[];
  readonly eos: readonly number[];
  /** What the file says itself, for what only some families have. */
  readonly raw: Shape;
  readonly rope: RopeParameters | undefined;
}

export interface RopeParameters {
  readonly kind: 'default' | 'linear' | 'yarn' | 'llama3';
  readonly base: number;
  readonly localBase: number | undefined;
  readonly factor: number;
  readonly raw: Rope;
  /** The context before scaling, tokens. */
  readonly original: number;
}

const FAMILIES: Readonly<Record<string, Architecture>> = {
  LlamaForCausalLM: 'llama',
  LlamaModel: 'llama',
  MistralForCausalLM: 'llama',
  Qwen2ForCausalLM: 'qwen2',
  Qwen2Model: 'qwen2',
  Qwen3ForCausalLM: 'qwen3',
  Qwen3Model: 'qwen3',
  Gemma3ForCausalLM: 'gemma3',
  Gemma3ForConditionalGeneration: 'gemma3',
  BertModel: 'bert',
  BertForMaskedLM: 'bert',
  BertForSequenceClassification: 'bert',
};

/** What a family takes when its file is silent (transformers' configuration classes). */
const DEFAULTS: Record<Architecture, { heads: number; vocab: number; context: number; eps: number; tied: boolean }> = {
  llama: { heads: 32, vocab: 32_000, context: 2048, eps: 1e-6, tied: false },
  qwen2: { heads: 32, vocab: 151_936, context: 32_768, eps: 1e-6, tied: false },
  qwen3: { heads: 32, vocab: 151_936, context: 32_768, eps: 1e-6, tied: false },
  gemma3: { heads: 8, vocab: 262_208, context: 131_072, eps: 1e-6, tied: true },
  bert: { heads: 12, vocab: 30_522, context: 512, eps: 1e-12, tied: true },
};
const HEAD_DIM: Partial<Record<Architecture, number>> = { qwen3: 128, gemma3: 256 };
const GEMMA3 = { kvHeads: 4, base: 1_000_000, localBase: 10_000, window: 4096, pattern: 6 };
const ACTIVATIONS: Record<Architecture, readonly string[]> = {
  llama: ['silu', 'swish'],
  qwen2: ['silu', 'swish'],
  qwen3: ['silu', 'swish'],
  gemma3: ['gelu_pytorch_tanh'],
  bert: ['gelu'],
};

/**
 * Checks a parsed `config.json`.
 * @throws `bad-file` naming the JSON path, `unsupported` for a family or feature the engine has not.
 */
export function readConfig(json: unknown, file: string): HuggingFaceConfig {
  const head = check(top, json, file, '');
  const { name, architecture } = family(head, file);
  if (head.quantization_config != null)
    throw unsupported(
      `${file}: the weights are quantized by another tool.`,
      'Use the original weights.',
      'quantization_config',
    );
  const raw = check(shape, { ...head, ...head.text_config }, file, head.text_config ? 'text_config' : '');
  const windowed = raw.use_sliding_window ?? name === 'MistralForCausalLM';
  const defaults = DEFAULTS[architecture];
  const heads = raw.num_attention_heads ?? defaults.heads;
  const context = raw.max_position_embeddings ?? defaults.context;
  const config: HuggingFaceConfig = {
    architecture,
    width: raw.hidden_size,
    layers: raw.num_hidden_layers,
    feedForward: raw.intermediate_size,
    heads,
    kvHeads: raw.num_key_value_heads ?? (architecture === 'gemma3' ? GEMMA3.kvHeads : heads),
    headDim: raw.head_dim ?? HEAD_DIM[architecture] ?? Math.floor(raw.hidden_size / heads),
    vocab: raw.vocab_size ?? defaults.vocab,
    // The engine has no window for Mistral and Qwen: within one, it computes the same.
    context: windowed ? Math.min(context, raw.sliding_window ?? context) : context,
    eps: (architecture === 'bert' ? raw.layer_norm_eps : raw.rms_norm_eps) ?? defaults.eps,
    tied: raw.tie_word_embeddings ?? defaults.tied,
    bos: [raw.bos_token_id ?? []].flat(),
    eos: [raw.eos_token_id ?? []].flat(),
    raw,
    rope: architecture === 'bert' ? undefined : readRope(raw, architecture, context, file),
  };
  refuse(config, file);
  return config;
}

function check<T>(schema: z.ZodType<T>, value: unknown, file: string, prefix: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const path = [...(prefix ? [prefix] : []), ...issue.path.map(String)].join('.');
  throw badFile(file, path || 'config.json', issue.message);
}

function family(head: z.infer<typeof top>, file: string): { name: string; architecture: Architecture } {
  const name = head.architectures?.[0] ?? 'not given';
  const architecture = Object.hasOwn(FAMILIES, name) ? FAMILIES[name] : undefined;
  if (architecture) return { name, architecture };
  const next = `This build reads ${Object.keys(FAMILIES).join(', ')}.`;
  throw unsupported(`${file}: architecture ${name}.`, next, 'architectures');
}

function readRope(raw: Shape, architecture: Architecture, context: number, file: string): RopeParameters {
  const given = raw.rope_parameters ?? raw.rope_scaling ?? {};
  const part = (name: string): Rope => check(rope, given[name] ?? {}, file, `rope_parameters.${name}`);
  const all = 'full_attention' in given ? part('full_attention') : given;
  const local = 'sliding_attention' in given ? part('sliding_attention').rope_theta : raw.rope_local_base_freq;
  const kind = (all.rope_type ?? all.type ?? 'default').toLowerCase();
  if (kind !== 'default' && kind !== 'linear' && kind !== 'yarn' && kind !== 'llama3')
    throw unsupported(
      `${file}: RoPE scaling "${kind}".`,
      'Use a model with linear, yarn or llama3 scaling.',
      'rope_scaling.rope_type',
    );
  const factor = all.factor ?? (kind === 'llama3' ? 8 : 1);
  const base = all.rope_theta ?? raw.rope_theta ?? (architecture === 'gemma3' ? GEMMA3.base : 10_000);
  for (const [name, value] of [
    ['factor', factor],
    ['rope_theta', base],
  ] as const)
    if (!(value > 0 && Number.isFinite(value))) throw badFile(file, `rope_scaling.${name}`, `${value} is not positive`);
  return {
    kind,
    base,
    localBase: architecture === 'gemma3' ? (local ?? GEMMA3.localBase) : undefined,
    factor,
    raw: all,
    original:
      all.original_max_position_embeddings ??
      raw.original_max_position_embeddings ??
      (kind === 'llama3' ? 8192 : context),
  };
}

/** What the numbers say that the engine would compute differently. */
function refuse({ architecture, raw, headDim, heads, kvHeads }: HuggingFaceConfig, file: string): void {
  const no = (field: string, what: string): Error => unsupported(`${file}: ${what}.`, 'Use another model.', field);
  const activation = raw.hidden_activation ?? raw.hidden_act;
  if (activation != null && !ACTIVATIONS[architecture].includes(activation))
    throw no(raw.hidden_activation == null ? 'hidden_act' : 'hidden_activation', `activation "${activation}"`);
  if (raw.final_logit_softcapping != null) throw no('final_logit_softcapping', 'capped logits');
  if (raw.attn_logit_softcapping != null) throw no('attn_logit_softcapping', 'capped attention');
  if ((raw.partial_rotary_factor ?? 1) !== 1) throw no('partial_rotary_factor', 'partly rotated heads');
  if ((raw.position_embedding_type ?? 'absolute') !== 'absolute')
    throw no('position_embedding_type', `positions of type "${raw.position_embedding_type}"`);
  if (headDim < 1 || (architecture !== 'bert' && headDim % 2 !== 0))
    throw badFile(file, 'head_dim', `${headDim} is not a positive even number`);
  if (heads % kvHeads !== 0) throw badFile(file, 'num_key_value_heads', `${kvHeads} does not divide ${heads} heads`);
  if (architecture !== 'gemma3') return;
  const pattern = raw.sliding_window_pattern ?? GEMMA3.pattern;
  const regular = (raw.layer_types ?? []).every(
    (type, layer) => (type === 'full_attention') === ((layer + 1) % GEMMA3.pattern === 0),
  );
  if (pattern !== GEMMA3.pattern || !regular)
    throw no('layer_types', `attention layers in another order than one global in ${GEMMA3.pattern}`);
}

const ROPE_KEYS = [
  ['extrapolation_factor', 'yarn_ext_factor'],
  ['attention_factor', 'yarn_attn_factor'],
  ['beta_fast', 'yarn_beta_fast'],
  ['beta_slow', 'yarn_beta_slow'],
] as const;

/** The configuration as GGUF metadata, in the converter's order. `pooling` is GGUF's pooling type id. */
export function configMetadata(
  config: HuggingFaceConfig,
  name: string,
  pooling: number | undefined,
): [string, MetadataEntry][] {
  const { architecture, raw, headDim } = config;
  const entries: [string, MetadataEntry][] = [];
  const put = (key: string, type: 'u32' | 'f32', value: number): void => {
    entries.push([`${architecture}.${key}`, { type, value: type === 'f32' ? Math.fround(value) : value }]);
  };
  entries.push(['general.architecture', { type: 'string', value: architecture }]);
  entries.push(['general.name', { type: 'string', value: name }]);
  put('block_count', 'u32', config.layers);
  put('context_length', 'u32', config.context);
  put('embedding_length', 'u32', config.width);
  put('feed_forward_length', 'u32', config.feedForward);
  put('attention.head_count', 'u32', config.heads);
  if (config.rope) put('attention.head_count_kv', 'u32', config.kvHeads);
  if (config.rope) ropeMetadata(config.rope, architecture, entries, put);
  put(architecture === 'bert' ? 'attention.layer_norm_epsilon' : 'attention.layer_norm_rms_epsilon', 'f32', config.eps);
  if (raw.head_dim != null || HEAD_DIM[architecture]) {
    put('attention.key_length', 'u32', headDim);
    put('attention.value_length', 'u32', headDim);
  }
  put('vocab_size', 'u32', config.vocab);
  if (architecture === 'llama') put('rope.dimension_count', 'u32', headDim);
  if (architecture === 'gemma3') {
    put('attention.sliding_window', 'u32', raw.sliding_window ?? GEMMA3.window);
    const scalar = raw.query_pre_attn_scalar ?? HEAD_DIM.gemma3!;
    if (scalar !== headDim) put('attention.scale', 'f32', 1 / Math.sqrt(scalar));
  }
  if (architecture === 'bert') {
    entries.push(['bert.attention.causal', { type: 'bool', value: false }]);
    entries.push(['tokenizer.ggml.token_type_count', { type: 'u32', value: raw.type_vocab_size ?? 2 }]);
  }
  if (pooling !== undefined) put('pooling_type', 'u32', pooling);
  return entries;
}

function ropeMetadata(
  rope: RopeParameters,
  architecture: Architecture,
  entries: [string, MetadataEntry][],
  put: (key: string, type: 'u32' | 'f32', value: number) => void,
): void {
  if (rope.kind === 'linear' || rope.kind === 'yarn') {
    entries.push([`${architecture}.rope.scaling.type`, { type: 'string', value: rope.kind }]);
    put('rope.scaling.factor', 'f32', rope.factor);
  }
  if (rope.kind === 'yarn') {
    put('rope.scaling.original_context_length', 'u32', rope.original);
    for (const [theirs, ours] of ROPE_KEYS) {
      const value = rope.raw[theirs];
      if (value != null) put(`rope.scaling.${ours}`, 'f32', value);
    }
  }
  put('rope.freq_base', 'f32', rope.base);
  if (rope.localBase !== undefined) put('rope.freq_base_swa', 'f32', rope.localBase);
}

/**
 * Llama 3's scaling as divisors of the rotary frequencies, (headDim / 2): `rope_freqs.weight`.
 * Source: transformers' `_compute_llama3_parameters`.
 */
export function llama3Factors({ headDim, rope }: HuggingFaceConfig): Float32Array | undefined {
  if (rope?.kind !== 'llama3') return undefined;
  const { base, factor, original, raw } = rope;
  const [low, high] = [raw.low_freq_factor ?? 1, raw.high_freq_factor ?? 4];
  return Float32Array.from({ length: headDim / 2 }, (_, j) => {
    const turns = (original * base ** ((-2 * j) / headDim)) / (2 * Math.PI); // over the original context
    if (turns > high) return 1;
    if (turns < low) return factor;
    const smooth = (turns - low) / (high - low);
    return 1 / ((1 - smooth) / factor + smooth);
  });
}
