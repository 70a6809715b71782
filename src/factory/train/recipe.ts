// The shape of a new model from one dial, and its first weights. A model of depth d has d layers:
//
//   depth   width  heads × head  kv heads  feed-forward   weights beside the vocabulary
//   2       64     2 × 32        1         192            0.1M
//   4       128    4 × 32        2         352            0.7M
//   6       192    6 × 32        3         512            2.4M
//   8       256    8 × 32        4         704            5.9M
//   12      384    6 × 64        3         1,024          20M
//   16      512    8 × 64        4         1,376          47M
//   24      768    12 × 64       6         2,048          158M
//
// It is Qwen3's: pre-RMSNorm, rotary positions, norms on queries and keys, grouped heads, SwiGLU, one matrix
// for both embeddings. All rows are multiples of 32, so that every 32-element block type holds them.
import { badArgument } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import { type Checkpoint, checkpointOf, type MetadataEntry, type StoredTensor } from '../../model/checkpoint.ts';
import { specToMetadata } from '../../text/gguf-vocab.ts';
import type { TokenizerSpec } from '../../text/tokenizer.ts';

/** Elements of width for each layer. */
const WIDTH_A_LAYER = 32;
const MOST_DEPTH = 48; // width 1,536: more does not fit into 4 GiB with its gradients and momenta
const EPS = 1e-6;
/** Of rotary positions, as Qwen3 has for short contexts. */
const ROPE_BASE = 10_000;

export interface ModelShape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly feedForward: number;
  readonly vocab: number;
  /** Positions it is trained for. */
  readonly context: number;
}

/** @throws `bad-argument` for an impossible depth or context. */
export function shapeOf(depth: number, vocab: number, context: number): ModelShape {
  if (!(Number.isInteger(depth) && depth >= 1 && depth <= MOST_DEPTH))
    throw badArgument(`A depth of ${depth} is not possible.`, `Choose a whole number from 1 to ${MOST_DEPTH}.`);
  if (!(Number.isInteger(context) && context >= 8 && context <= 8192))
    throw badArgument(
      `A context of ${context} tokens is not possible.`,
      'Choose from 8 to 8,192; 256 to 2,048 is usual.',
    );
  const width = WIDTH_A_LAYER * depth;
  const headDim = width >= 384 && width % 64 === 0 ? 64 : 32;
  const heads = width / headDim;
  let kvHeads = Math.max(1, Math.floor(heads / 2));
  while (heads % kvHeads !== 0) kvHeads--;
  const feedForward = Math.ceil(((8 / 3) * width) / 32) * 32;
  return { layers: depth, width, heads, kvHeads, headDim, feedForward, vocab, context };
}

/** Its weights, embedding included. */
export function weightCount(shape: ModelShape): number {
  return tensorShapes(shape).reduce((sum, { rows, cols }) => sum + rows * cols, 0);
}

interface Planned {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Of normal values; 0 for zeros; undefined for the ones of a norm. */
  readonly spread: number | undefined;
}

/**
 * What adds to the residual stream begins at zero, so that each layer begins as the identity; inputs of
 * layers are kept at their size by 1/√in. The embedding, which is also the output, begins small.
 */
function tensorShapes({ layers, width: D, heads, kvHeads, headDim: N, feedForward: F, vocab }: ModelShape): Planned[] {
  const matrix = (name: string, rows: number, cols: number, spread = 1 / Math.sqrt(cols)): Planned => ({
    name: `${name}.weight`,
    rows,
    cols,
    spread,
  });
  const norm = (name: string, cols: number): Planned => ({ name: `${name}.weight`, rows: 1, cols, spread: undefined });
  return [
    matrix('token_embd', vocab, D, 0.02),
    ...Array.from({ length: layers }, (_, layer) => `blk.${layer}.`).flatMap((at) => [
      norm(`${at}attn_norm`, D),
      matrix(`${at}attn_q`, heads * N, D),
      matrix(`${at}attn_k`, kvHeads * N, D),
      matrix(`${at}attn_v`, kvHeads * N, D),
      norm(`${at}attn_q_norm`, N),
      norm(`${at}attn_k_norm`, N),
      matrix(`${at}attn_output`, D, heads * N, 0),
      norm(`${at}ffn_norm`, D),
      matrix(`${at}ffn_gate`, F, D),
      matrix(`${at}ffn_up`, F, D),
      matrix(`${at}ffn_down`, D, F, 0),
    ]),
    norm('output_norm', D),
  ];
}

/** What a new model is called, and where it comes from. */
export interface Origin {
  readonly name: string;
  readonly tokenizer?: TokenizerSpec | undefined;
  /** Further keys: licence, sources, the corpus's Merkle root. */
  readonly metadata?: ReadonlyMap<string, MetadataEntry> | undefined;
}

/** A model that knows nothing yet, as a checkpoint. The same seed gives the same weights. */
export function newModel(shape: ModelShape, seed: number, origin: Origin): Checkpoint {
  const random = new Random(seed);
  const tensors = tensorShapes(shape).map(({ name, rows, cols, spread }): StoredTensor => {
    const values = Float32Array.from({ length: rows * cols }, () =>
      spread === undefined ? 1 : spread * random.normal(),
    );
    const bytes = new Uint8Array(values.buffer);
    return {
      info: { name, type: 'F32', shape: spread === undefined ? [cols] : [rows, cols], bytes: bytes.length },
      pull: async (offset, into) => into.set(bytes.subarray(offset, offset + into.length)),
    };
  });
  return checkpointOf({
    format: 'gguf',
    name: origin.name,
    metadata: metadataOf(shape, origin),
    tensors,
    readTokenizer: () => origin.tokenizer,
    sources: [],
  });
}

function metadataOf(shape: ModelShape, { name, tokenizer, metadata = new Map() }: Origin): Map<string, MetadataEntry> {
  const numbers: readonly (readonly [string, number, 'u32' | 'f32'])[] = [
    ['context_length', shape.context, 'u32'],
    ['embedding_length', shape.width, 'u32'],
    ['block_count', shape.layers, 'u32'],
    ['feed_forward_length', shape.feedForward, 'u32'],
    ['attention.head_count', shape.heads, 'u32'],
    ['attention.head_count_kv', shape.kvHeads, 'u32'],
    ['attention.key_length', shape.headDim, 'u32'],
    ['attention.value_length', shape.headDim, 'u32'],
    ['attention.layer_norm_rms_epsilon', EPS, 'f32'],
    ['rope.freq_base', ROPE_BASE, 'f32'],
    ['vocab_size', shape.vocab, 'u32'],
  ];
  return new Map<string, MetadataEntry>([
    ['general.architecture', { type: 'string', value: 'qwen3' }],
    ['general.name', { type: 'string', value: name }],
    ['general.file_type', { type: 'u32', value: 0 }],
    ...numbers.map(([key, value, type]): [string, MetadataEntry] => [`qwen3.${key}`, { type, value }]),
    ...(tokenizer ? specToMetadata(tokenizer) : []),
    ...metadata,
  ]);
}
