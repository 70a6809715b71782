// Reads llama2.c's first checkpoint format ("version 0"): seven int32, then float32 tensors one kind
// after another, all layers together. Presented as a GGUF llama model; rows of Q and K already pair
// neighbours, so nothing is reordered. Source: karpathy/llama2.c, export.py and run.c.
import { ByteReader, type ByteSource, readBytes } from '../base/bytes.ts';
import { badFile } from '../base/errors.ts';
import { specToMetadata } from '../text/gguf-vocab.ts';
import { specFromLlama2c } from '../text/llama2c-vocab.ts';
import type { TokenizerSpec } from '../text/tokenizer.ts';
import { type Checkpoint, checkpointOf, type MetadataEntry, pullFrom, type StoredTensor } from './checkpoint.ts';

const HEADER = 28; // bytes
const FLOAT = 4; // bytes
const MOST_TOKENIZER = 64 * 1024 * 1024; // bytes; 32,000 tokens take half a megabyte
const MOST_LAYERS = 1 << 16;
const EPSILON = 1e-5; // fixed in run.c

/** The header. `shared`: the classifier is the token embedding. */
export interface Llama2cHeader {
  readonly width: number;
  readonly feedForward: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly vocab: number;
  readonly shared: boolean;
  readonly context: number;
}

/** Reads and checks the header. @throws `bad-file`. */
export async function readLlama2cHeader(source: ByteSource): Promise<Llama2cHeader> {
  const reader = new ByteReader(await readBytes(source, 0, HEADER, 'header'), source.name);
  const positive = (field: string): number => {
    const value = reader.i32(field);
    if (value <= 0) throw badFile(source.name, field, `${value} is not positive`);
    return value;
  };
  const [width, feedForward, layers] = [positive('dim'), positive('hidden_dim'), positive('n_layers')];
  const [heads, kvHeads, vocab] = [positive('n_heads'), positive('n_kv_heads'), reader.i32('vocab_size')];
  const context = positive('seq_len');
  const wrong = (field: string, problem: string): Error => badFile(source.name, field, problem);
  if (layers > MOST_LAYERS) throw wrong('n_layers', `${layers} is impossible`);
  if (vocab === 0) throw wrong('vocab_size', 'is 0');
  if (width % heads !== 0 || (width / heads) % 2 !== 0)
    throw wrong('n_heads', `${heads} heads do not cut ${width} into equal even widths`);
  if (heads % kvHeads !== 0) throw wrong('n_kv_heads', `${kvHeads} does not divide ${heads} heads`);
  return { width, feedForward, layers, heads, kvHeads, vocab: Math.abs(vocab), shared: vocab > 0, context };
}

/**
 * Opens a checkpoint, with the tokenizer file that belongs to it if there is one. The checkpoint owns
 * the weights' source once this returns; the tokenizer's is read here and stays the caller's.
 * @throws `bad-file` naming the field.
 */
export async function openLlama2c(weights: ByteSource, tokenizer: ByteSource | undefined): Promise<Checkpoint> {
  const header = await readLlama2cHeader(weights);
  const tensors = layOut(weights, header);
  const spec = tokenizer && (await readTokenizer(tokenizer, header.vocab));
  return checkpointOf({
    format: 'llama2c',
    name: weights.name,
    metadata: new Map([...describe(header), ...(spec ? specToMetadata(spec) : [])]),
    tensors,
    readTokenizer: () => spec,
    sources: [weights],
  });
}

async function readTokenizer(source: ByteSource, vocab: number): Promise<TokenizerSpec> {
  if (source.size > MOST_TOKENIZER) throw badFile(source.name, 'size', `${source.size} bytes are no tokenizer`);
  return specFromLlama2c(await readBytes(source, 0, source.size, 'tokenizer'), vocab, source.name);
}

function describe(header: Llama2cHeader): [string, MetadataEntry][] {
  const u32 = (key: string, value: number): [string, MetadataEntry] => [`llama.${key}`, { type: 'u32', value }];
  return [
    ['general.architecture', { type: 'string', value: 'llama' }],
    u32('vocab_size', header.vocab),
    u32('context_length', header.context),
    u32('embedding_length', header.width),
    u32('block_count', header.layers),
    u32('feed_forward_length', header.feedForward),
    u32('rope.dimension_count', header.width / header.heads),
    u32('attention.head_count', header.heads),
    u32('attention.head_count_kv', header.kvHeads),
    ['llama.attention.layer_norm_rms_epsilon', { type: 'f32', value: Math.fround(EPSILON) }],
    ['llama.rope.freq_base', { type: 'f32', value: 10_000 }],
  ];
}

/** Walks the file in its order, naming the slices; its length must come out exactly. */
function layOut(source: ByteSource, header: Llama2cHeader): StoredTensor[] {
  const { width, feedForward, layers, heads, kvHeads, vocab, shared, context } = header;
  const headDim = width / heads;
  const keyValue = kvHeads * headDim;
  const perLayer: [string, number[]][] = [
    ['attn_norm', [width]],
    ['attn_q', [width, width]],
    ['attn_k', [keyValue, width]],
    ['attn_v', [keyValue, width]],
    ['attn_output', [width, width]],
    ['ffn_norm', [width]],
    ['ffn_gate', [feedForward, width]],
    ['ffn_down', [width, feedForward]],
    ['ffn_up', [feedForward, width]],
  ];
  const sizes = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, FLOAT);
  const angles = sizes([2, context, headDim / 2]); // cos and sin tables, which nobody needs
  const ends = sizes([vocab, width]) * (shared ? 1 : 2) + sizes([width]) + angles;
  const total = HEADER + ends + layers * perLayer.reduce((sum, [, shape]) => sum + sizes(shape), 0);
  if (total !== source.size)
    throw badFile(source.name, 'header', `promises ${total} bytes, the file has ${source.size}`);
  const tensors: StoredTensor[] = [];
  let at = HEADER;
  const add = (name: string, shape: readonly number[]): void => {
    const bytes = sizes(shape);
    tensors.push({ info: { name, type: 'F32', shape, bytes }, pull: pullFrom(source, at, bytes) });
    at += bytes;
  };
  add('token_embd.weight', [vocab, width]);
  for (const [name, shape] of perLayer)
    for (let layer = 0; layer < layers; layer++) add(`blk.${layer}.${name}.weight`, shape);
  add('output_norm.weight', [width]);
  at += angles;
  if (!shared) add('output.weight', [vocab, width]);
  return tensors;
}
