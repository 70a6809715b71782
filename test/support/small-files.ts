// Small valid model files made in memory, one of each format, for tests of readers and for the fuzz.
// Written here plainly and not by the code under test, except GGUF, whose writer is tested on real files.

import { type ByteSource, bufferSource } from '../../src/base/bytes.ts';
import { Random } from '../../src/base/random.ts';
import type { Checkpoint, MetadataEntry, TensorInfo } from '../../src/model/checkpoint.ts';
import { ggufParts, type LayoutOptions } from '../../src/model/gguf-write.ts';
import type { HuggingFaceFiles } from '../../src/model/huggingface.ts';
import { byteLength, DTYPES, type DType } from '../../src/silicon/dtype.ts';
import { quantize } from '../../src/silicon/quants.ts';
import { RECIPES, type Recipe, randomModel } from './random-model.ts';
import { count, text, type VocabularyKind, vocabulary } from './random-vocabulary.ts';

const encoder = new TextEncoder();

export function concat(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** The GGUF files that a checkpoint becomes. */
export async function ggufBytes(
  checkpoint: Checkpoint,
  options: LayoutOptions = {},
): Promise<Uint8Array<ArrayBuffer>[]> {
  const files: Uint8Array<ArrayBuffer>[] = [];
  for (const part of ggufParts(checkpoint, options)) {
    const chunks: Uint8Array[] = [];
    await part.write({ write: async (bytes) => void chunks.push(bytes) });
    files.push(concat(chunks));
  }
  return files;
}

/** All bytes of a tensor. */
export async function pullAll(checkpoint: Checkpoint, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(checkpoint.tensors.get(name)?.bytes ?? 0);
  await checkpoint.pull(name)(0, bytes);
  return bytes;
}

/** A checkpoint of tensors given as bytes. */
export function bytesCheckpoint(
  metadata: ReadonlyMap<string, MetadataEntry>,
  tensors: readonly {
    readonly name: string;
    readonly type: DType;
    readonly shape: readonly number[];
    readonly data: Uint8Array;
  }[],
): Checkpoint {
  const data = new Map(tensors.map((tensor) => [tensor.name, tensor.data]));
  return {
    format: 'gguf',
    name: 'made',
    metadata,
    tensors: new Map(
      tensors.map(({ name, type, shape, data: { length } }): [string, TensorInfo] => [
        name,
        { name, type, shape, bytes: length },
      ]),
    ),
    tokenizer: undefined,
    chatTemplate: undefined,
    pull: (name) => async (offset, into) => into.set(data.get(name)!.subarray(offset, offset + into.length)),
    async close() {},
  };
}

/** Two tensors of a type, with a vocabulary so that the header has everything. */
export function typedCheckpoint(type: DType, kind: VocabularyKind): Checkpoint {
  const random = new Random(DTYPES[type].id);
  const metadata = new Map([
    ['general.architecture', text('llama')],
    ...['block_count', 'context_length', 'feed_forward_length', 'attention.head_count'].map(
      (key): [string, MetadataEntry] => [`llama.${key}`, count(8)],
    ),
    ['llama.embedding_length', count(256)],
    ...Object.entries(vocabulary(kind, 'gpt-2')),
    ['tokenizer.chat_template', text('{{ messages }}')],
  ]);
  const tensor = (name: string, shape: readonly number[]) => {
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random.normal());
    const data = new Uint8Array(byteLength(type, values.length));
    quantize(type, values, data, shape.at(-1)!);
    return { name, type, shape, data };
  };
  return bytesCheckpoint(metadata, [tensor('token_embd.weight', [3, 256]), tensor('output_norm.weight', [256])]);
}

export interface StoredValues {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/** A safetensors file, from the format's description. */
export function safetensorsBytes(
  tensors: Readonly<Record<string, StoredValues>>,
  extra: object = {},
): Uint8Array<ArrayBuffer> {
  let at = 0;
  const header: Record<string, unknown> = { ...extra };
  for (const [name, { dtype, shape, data }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, at + data.length] };
    at += data.length;
  }
  return withHeader(
    encoder.encode(JSON.stringify(header)),
    Object.values(tensors).map(({ data }) => data),
  );
}

export function withHeader(json: Uint8Array, data: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(8);
  new DataView(length.buffer).setBigUint64(0, BigInt(json.length), true);
  return concat([length, json, ...data]);
}

/** F32 values in another float type, as bytes. */
export function floatBytes(type: 'F32' | 'F16' | 'BF16', values: Float32Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(byteLength(type, values.length));
  quantize(type, values, bytes, values.length);
  return bytes;
}

const LAYER: Readonly<Record<string, string>> = {
  attn_q: 'self_attn.q_proj',
  attn_k: 'self_attn.k_proj',
  attn_v: 'self_attn.v_proj',
  attn_output: 'self_attn.o_proj',
  attn_q_norm: 'self_attn.q_norm',
  attn_k_norm: 'self_attn.k_norm',
  attn_norm: 'input_layernorm',
  ffn_norm: 'post_attention_layernorm',
  ffn_gate: 'mlp.gate_proj',
  ffn_up: 'mlp.up_proj',
  ffn_down: 'mlp.down_proj',
};
const GEMMA: Readonly<Record<string, string>> = {
  ...LAYER,
  post_attention_norm: 'post_attention_layernorm',
  ffn_norm: 'pre_feedforward_layernorm',
  post_ffw_norm: 'post_feedforward_layernorm',
};
const BERT: Readonly<Record<string, string>> = {
  attn_q: 'attention.self.query',
  attn_k: 'attention.self.key',
  attn_v: 'attention.self.value',
  attn_output: 'attention.output.dense',
  attn_output_norm: 'attention.output.LayerNorm',
  ffn_up: 'intermediate.dense',
  ffn_down: 'output.dense',
  layer_output_norm: 'output.LayerNorm',
};
const TOP: Readonly<Record<string, string>> = {
  'token_embd.weight': 'model.embed_tokens.weight',
  'output_norm.weight': 'model.norm.weight',
  'output.weight': 'lm_head.weight',
};
const BERT_TOP: Readonly<Record<string, string>> = {
  'token_embd.weight': 'embeddings.word_embeddings.weight',
  'position_embd.weight': 'embeddings.position_embeddings.weight',
  'token_types.weight': 'embeddings.token_type_embeddings.weight',
  'token_embd_norm.weight': 'embeddings.LayerNorm.weight',
  'token_embd_norm.bias': 'embeddings.LayerNorm.bias',
};

/** The Hugging Face name of a GGUF tensor. */
export function huggingFaceName(name: string, architecture: Recipe['architecture']): string {
  const bert = architecture === 'bert';
  const [, layer, part, kind] = /^blk\.(\d+)\.(\w+)\.(weight|bias)$/.exec(name) ?? [];
  if (layer === undefined || part === undefined) return (bert ? BERT_TOP : TOP)[name]!;
  const table = bert ? BERT : architecture === 'gemma3' ? GEMMA : LAYER;
  return `${bert ? 'encoder.layer' : 'model.layers'}.${layer}.${table[part]}.${kind}`;
}

const CLASSES = {
  llama: 'LlamaForCausalLM',
  qwen2: 'Qwen2ForCausalLM',
  qwen3: 'Qwen3ForCausalLM',
  gemma3: 'Gemma3ForCausalLM',
  bert: 'BertModel',
} as const;

export interface SmallModel {
  readonly recipe: Recipe;
  /** The same model as GGUF has it, F32. */
  readonly gguf: Checkpoint;
  readonly config: Record<string, unknown>;
  /** Hugging Face names and layout. */
  readonly tensors: Record<string, StoredValues>;
}

/** A model of a family in both shapes, small: D = 32, two layers. */
export async function smallModel(
  family: keyof typeof CLASSES,
  type: 'F32' | 'F16' | 'BF16' = 'F32',
): Promise<SmallModel> {
  const base = { llama: 'llama biases', qwen2: 'qwen2', qwen3: 'qwen3', gemma3: 'gemma3', bert: 'bert mean' } as const;
  const { keys: _, ...rest }: Recipe = RECIPES[base[family]];
  const recipe: Recipe = {
    ...rest,
    layers: 2,
    width: 32,
    heads: 4,
    kvHeads: family === 'bert' ? 4 : 2,
    headDim: 8,
    feedForward: 48,
    context: 64,
  };
  const gguf = randomModel(recipe, 7);
  const tensors: Record<string, StoredValues> = {};
  for (const info of gguf.tensors.values()) {
    const values = new Float32Array((await pullAll(gguf, info.name)).buffer);
    const heads = /attn_q\.|attn_k\./.test(info.name) && family === 'llama' ? info.shape[0]! / recipe.headDim : 0;
    const halves = heads ? toHalves(values, heads, recipe.headDim) : values;
    const own = family === 'gemma3' && info.name.endsWith('norm.weight') ? halves.map((gain) => gain - 1) : halves;
    tensors[huggingFaceName(info.name, family)] = { dtype: type, shape: info.shape, data: floatBytes(type, own) };
  }
  return { recipe, gguf, tensors, config: configOf(recipe, gguf.tensors.get('token_embd.weight')!.shape[0]!) };
}

/** Rows of pairs of neighbours → first halves, then second halves, head by head. */
function toHalves(values: Float32Array, heads: number, width: number): Float32Array {
  const row = values.length / (heads * width);
  const out = new Float32Array(values.length);
  for (let h = 0; h < heads; h++)
    for (let pair = 0; pair < width / 2; pair++)
      for (const half of [0, 1])
        for (let i = 0; i < row; i++)
          out[(h * width + half * (width / 2) + pair) * row + i] = values[(h * width + 2 * pair + half) * row + i]!;
  return out;
}

function configOf(recipe: Recipe, vocab: number): Record<string, unknown> {
  const { architecture } = recipe;
  return {
    architectures: [CLASSES[architecture]],
    hidden_size: recipe.width,
    num_hidden_layers: recipe.layers,
    intermediate_size: recipe.feedForward,
    num_attention_heads: recipe.heads,
    num_key_value_heads: recipe.kvHeads,
    ...(architecture === 'bert' ? {} : { head_dim: recipe.headDim }),
    vocab_size: vocab,
    max_position_embeddings: recipe.context,
    [architecture === 'bert' ? 'layer_norm_eps' : 'rms_norm_eps']: recipe.eps ?? 1e-5,
    tie_word_embeddings: recipe.tied ?? false,
  };
}

/** A model's files in memory, ready for `openHuggingFace`. */
export function inMemory(
  model: Pick<SmallModel, 'config' | 'tensors'>,
): HuggingFaceFiles & { shards: Map<string, ByteSource> } {
  const shard = bufferSource('model.safetensors', safetensorsBytes(model.tensors));
  return { name: 'made', config: model.config, shards: new Map([['model.safetensors', shard]]) };
}

export const LLAMA2C = { width: 16, feedForward: 24, layers: 2, heads: 4, kvHeads: 2, vocab: 259, context: 8 };

/** A llama2.c checkpoint of counting numbers: the value of an element is its place among the floats. */
export function llama2cBytes(shared = true): Uint8Array<ArrayBuffer> {
  const { width, feedForward, layers, heads, kvHeads, vocab, context } = LLAMA2C;
  const keyValue = (width / heads) * kvHeads;
  const layer = 2 * width + 2 * width * width + 2 * keyValue * width + 3 * feedForward * width;
  const floats = vocab * width * (shared ? 1 : 2) + layers * layer + width + context * (width / heads);
  const header = [width, feedForward, layers, heads, kvHeads, shared ? vocab : -vocab, context];
  return concat([
    new Uint8Array(Int32Array.from(header).buffer),
    new Uint8Array(Float32Array.from({ length: floats }, (_, i) => i).buffer),
  ]);
}

/** llama2.c's tokenizer file: the longest token's length, then (score, length, bytes) a token. */
export function llama2cTokenizerBytes(): Uint8Array<ArrayBuffer> {
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const tokens = ['<unk>', '\n<s>\n', '\n</s>\n', ...bytes];
  const entries = tokens.map((token, i) => {
    const encoded = encoder.encode(token);
    return concat([
      new Uint8Array(Float32Array.of(-i).buffer),
      new Uint8Array(Int32Array.of(encoded.length).buffer),
      encoded,
    ]);
  });
  return concat([new Uint8Array(Int32Array.of(8).buffer), ...entries]);
}

/** The small vocabularies as tokenizer.json has them. */
export function tokenizerJson(kind: VocabularyKind): unknown {
  const entries = vocabulary(kind);
  const strings = (key: string): string[] => {
    const list = entries[key]?.value;
    return typeof list === 'object' ? list.values.map(String) : [];
  };
  const texts = strings('tokenizer.ggml.tokens');
  const special = texts.filter((token) => /^(<\|.*\|>|<\/?[a-z]+>|\[[A-Z]+\])$/.test(token));
  const spelled = (token: string): string => {
    if (kind !== 'wordpiece' || special.includes(token)) return token;
    return token.startsWith('▁') ? token.slice(1) : `##${token}`;
  };
  const vocab = Object.fromEntries(texts.map((token, id) => [spelled(token), id]));
  const added = special.map((content) => ({ id: texts.indexOf(content), content, special: true, normalized: false }));
  return { version: '1.0', added_tokens: added, ...TOKENIZERS[kind](vocab, strings('tokenizer.ggml.merges')) };
}

const TOKENIZERS: Readonly<Record<VocabularyKind, (vocab: object, merges: string[]) => object>> = {
  bpe: (vocab, merges) => ({
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, use_regex: true },
    decoder: { type: 'ByteLevel' },
    model: { type: 'BPE', vocab, merges },
  }),
  spm: (vocab) => ({
    normalizer: {
      type: 'Sequence',
      normalizers: [
        { type: 'Prepend', prepend: '▁' },
        { type: 'Replace', pattern: { String: ' ' }, content: '▁' },
      ],
    },
    model: {
      type: 'BPE',
      unk_token: '<unk>',
      byte_fallback: true,
      vocab,
      merges: ['t h', 'h e', 'th e', '▁ t', '▁t he'],
    },
  }),
  wordpiece: (vocab) => ({
    normalizer: {
      type: 'BertNormalizer',
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: { type: 'WordPiece', unk_token: '[UNK]', continuing_subword_prefix: '##', vocab },
  }),
};
