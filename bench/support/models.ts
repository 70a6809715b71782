// Model files for the benches: true shapes, random blocks, made once into `.cache/bench` beside the source.
// What the numbers are does not change the time that computing with them takes, as long as all are normal.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Random } from '../../src/base/random.ts';
import type { Checkpoint, MetadataEntry, TensorInfo } from '../../src/model/checkpoint.ts';
import { writeGgufFile } from '../../src/model/write.node.ts';
import { byteLength, DTYPES, type DType } from '../../src/silicon/dtype.ts';
import { quantize } from '../../src/silicon/quants.ts';
import { count, real, text } from '../../test/support/random-vocabulary.ts';

export interface Shape {
  readonly name: string;
  readonly width: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly feedForward: number;
  readonly vocab: number;
  /** Default 2,048. */
  readonly context?: number;
}

/** SmolLM2-135M, and a Llama of a billion weights with the same vocabulary; both share input and output embedding. */
export const SHAPES = {
  '135M': { name: '135M', width: 576, layers: 30, heads: 9, kvHeads: 3, feedForward: 1536, vocab: 49152 },
  '1B': { name: '1B', width: 2048, layers: 16, heads: 32, kvHeads: 8, feedForward: 8192, vocab: 49152 },
} as const satisfies Record<string, Shape>;

/** Seven billion weights, the shape of Mistral 7B: over 4 GiB with what it needs beside them. */
export const LARGE: Shape = {
  ...{ name: '7B', width: 4096, layers: 32, heads: 32, kvHeads: 8, feedForward: 14336, vocab: 32000 },
};

/** A model of four million weights, such as is trained here. */
export const POCKET: Shape = {
  ...{ name: 'pocket', width: 192, layers: 6, heads: 6, kvHeads: 2, feedForward: 512, vocab: 4096 },
};

export const MIXES = ['Q8_0', 'Q4_0', 'Q4_K_M'] as const;
export type Mix = (typeof MIXES)[number];

const FOLDER = join(import.meta.dirname, '../../.cache/bench');

/** Where a model file is, or will be. */
export function modelPath(shape: Shape, mix: Mix): string {
  return join(FOLDER, `${shape.name}-${mix}.gguf`);
}

/** The weights that come along; there may be none. */
export const SHIPPED = join(process.env.TWOFILES_POCKET ?? join(import.meta.dirname, '../../pocket'), 'parameters.bin');

/** The path of a model file, made when it is not there yet. */
export async function modelFile(shape: Shape, mix: Mix): Promise<string> {
  const path = modelPath(shape, mix);
  if (existsSync(path)) return path;
  await mkdir(FOLDER, { recursive: true });
  await writeGgufFile(randomBlocks(shape, mix), path);
  return path;
}

/** As llama.cpp mixes them: a K type that does not divide a row is replaced, some tensors get more bits. */
function typeOf(mix: Mix, name: string, layer: number, layers: number): DType {
  if (mix === 'Q8_0') return 'Q8_0';
  if (mix === 'Q4_0') return name === 'token_embd.weight' ? 'Q6_K' : 'Q4_0';
  const early = layer < layers / 8 || layer >= (7 * layers) / 8 || (layer - Math.floor(layers / 8)) % 3 === 2;
  const more = name === 'token_embd.weight' || (early && /attn_v|ffn_down/.test(name));
  return more ? 'Q6_K' : 'Q4_K';
}

function fitting(type: DType, cols: number): DType {
  if (cols % DTYPES[type].block === 0) return type;
  return type === 'Q6_K' ? 'Q8_0' : 'Q5_0';
}

function randomBlocks(shape: Shape, mix: Mix): Checkpoint {
  const tensors = new Map<string, TensorInfo>();
  const add = (name: string, rows: number, cols: number, layer = 0): void => {
    const type = rows === 1 ? 'F32' : fitting(typeOf(mix, name, layer, shape.layers), cols);
    const bytes = byteLength(type, rows * cols);
    tensors.set(name, { name, type, shape: rows === 1 ? [cols] : [rows, cols], bytes });
  };
  const { width: D, feedForward: F, heads, kvHeads } = shape;
  const K = (D / heads) * kvHeads;
  add('token_embd.weight', shape.vocab, D);
  for (let layer = 0; layer < shape.layers; layer++) {
    const at = `blk.${layer}.`;
    add(`${at}attn_norm.weight`, 1, D);
    add(`${at}attn_q.weight`, D, D, layer);
    add(`${at}attn_k.weight`, K, D, layer);
    add(`${at}attn_v.weight`, K, D, layer);
    add(`${at}attn_output.weight`, D, D, layer);
    add(`${at}ffn_norm.weight`, 1, D);
    add(`${at}ffn_gate.weight`, F, D, layer);
    add(`${at}ffn_up.weight`, F, D, layer);
    add(`${at}ffn_down.weight`, D, F, layer);
  }
  add('output_norm.weight', 1, D);
  return {
    format: 'gguf',
    name: shape.name,
    metadata: metadata(shape),
    tensors,
    tokenizer: undefined,
    chatTemplate: undefined,
    pull(name) {
      const { type } = tensors.get(name)!;
      const pattern = sample(type, Math.sqrt(1 / D));
      return async (offset, into) => {
        for (let at = 0; at < into.length; ) {
          const from = (offset + at) % pattern.length;
          const part = pattern.subarray(from, from + into.length - at);
          into.set(part, at);
          at += part.length;
        }
      };
    },
    async close() {},
  };
}

/** 256 blocks of normal values, over and over; ones for norms. */
function sample(type: DType, deviation: number): Uint8Array {
  const random = new Random(3);
  const elements = Math.max(DTYPES[type].block * 256, 4096);
  const values = Float32Array.from({ length: elements }, () => (type === 'F32' ? 1 : deviation * random.normal()));
  if (type === 'F32') return new Uint8Array(values.buffer);
  const bytes = new Uint8Array(byteLength(type, elements));
  quantize(type, values, bytes, DTYPES[type].block);
  return bytes;
}

function metadata(shape: Shape): Map<string, MetadataEntry> {
  const { width, layers, heads, kvHeads, feedForward, vocab } = shape;
  const control = ['<unk>', '<s>', '</s>'];
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const pieces = Array.from({ length: vocab - 259 }, (_, i) => `▁w${i}`);
  const list = (type: 'string' | 'i32' | 'f32', values: readonly (string | number)[]): MetadataEntry => ({
    type: 'array',
    value: { type, values },
  });
  const [NORMAL, UNKNOWN, CONTROL, BYTE] = [1, 2, 3, 6];
  return new Map<string, MetadataEntry>([
    ['general.architecture', text('llama')],
    ['general.name', text(`random ${shape.name}`)],
    ['llama.context_length', count(shape.context ?? 2048)],
    ['llama.embedding_length', count(width)],
    ['llama.block_count', count(layers)],
    ['llama.feed_forward_length', count(feedForward)],
    ['llama.attention.head_count', count(heads)],
    ['llama.attention.head_count_kv', count(kvHeads)],
    ['llama.attention.layer_norm_rms_epsilon', real(1e-5)],
    ['llama.rope.dimension_count', count(width / heads)],
    ['llama.rope.freq_base', real(10_000)],
    ['tokenizer.ggml.model', text('llama')],
    ['tokenizer.ggml.tokens', list('string', [...control, ...bytes, ...pieces])],
    [
      'tokenizer.ggml.scores',
      list(
        'f32',
        Array.from({ length: vocab }, (_, i) => -i),
      ),
    ],
    [
      'tokenizer.ggml.token_type',
      list('i32', [UNKNOWN, CONTROL, CONTROL, ...bytes.map(() => BYTE), ...pieces.map(() => NORMAL)]),
    ],
    ['tokenizer.ggml.bos_token_id', count(1)],
    ['tokenizer.ggml.eos_token_id', count(2)],
    ['tokenizer.ggml.unknown_token_id', count(0)],
  ]);
}
