// Models with random weights in the shapes that benches measure, made once into .cache/bench/. Speed does
// not depend on what the weights are, as long as they are ordinary numbers.
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../src/base/random.ts';
import type { Checkpoint, MetadataEntry, TensorInfo } from '../src/model/checkpoint.ts';
import { quantizeCheckpoint } from '../src/model/quantize.ts';
import type { QuantizeTarget } from '../src/model/quantize-types.ts';
import { writeGgufFile } from '../src/model/write.node.ts';
import { byteLength } from '../src/silicon/dtype.ts';
import { quantize } from '../src/silicon/quants.ts';

interface Shape {
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly feedForward: number;
  readonly vocab: number;
  readonly tied: boolean;
}

/** SmolLM2-135M's, Llama 3.2 1B's with SmolLM2's vocabulary, and Llama 2 7B's. */
export const SHAPES = {
  '135M': { layers: 30, width: 576, heads: 9, kvHeads: 3, feedForward: 1536, vocab: 49152, tied: true },
  '1B': { layers: 16, width: 2048, heads: 32, kvHeads: 8, feedForward: 8192, vocab: 49152, tied: true },
  '7B': { layers: 32, width: 4096, heads: 32, kvHeads: 32, feedForward: 11008, vocab: 32000, tied: false },
} as const satisfies Record<string, Shape>;

export type ShapeName = keyof typeof SHAPES;

const FOLDER = join(import.meta.dirname, '../.cache/bench');
const PATTERN_ROWS = 16; // rows of a matrix that differ; then they repeat

/** The path of a model, made if it is not there yet. */
export async function benchModel(shape: ShapeName, target: QuantizeTarget): Promise<string> {
  const path = join(FOLDER, `${shape}-${target}.gguf`);
  if (existsSync(path)) return path;
  mkdirSync(FOLDER, { recursive: true });
  // The plan of types is `quantize`'s own; the numbers are made in the type planned, not converted.
  const plan = quantizeCheckpoint(hollow(SHAPES[shape]), target);
  const made = randomWeights(plan);
  await writeGgufFile(made, `${path}.part`);
  renameSync(`${path}.part`, path);
  return path;
}

/** The checkpoint of a shape, all F32, without numbers. */
function hollow(shape: Shape): Checkpoint {
  const { layers, width: D, heads, kvHeads, feedForward: F, vocab: V } = shape;
  const kv = (D / heads) * kvHeads;
  const tensors: [string, number[]][] = [['token_embd.weight', [V, D]]];
  if (!shape.tied) tensors.push(['output.weight', [V, D]]);
  tensors.push(['output_norm.weight', [D]]);
  for (let layer = 0; layer < layers; layer++)
    for (const [name, dims] of [
      ['attn_norm', [D]],
      ['attn_q', [D, D]],
      ['attn_k', [kv, D]],
      ['attn_v', [kv, D]],
      ['attn_output', [D, D]],
      ['ffn_norm', [D]],
      ['ffn_gate', [F, D]],
      ['ffn_up', [F, D]],
      ['ffn_down', [D, F]],
    ] as const)
      tensors.push([`blk.${layer}.${name}.weight`, [...dims]]);
  const infos = tensors.map(([name, dims]): [string, TensorInfo] => {
    const count = dims.reduce((product, size) => product * size, 1);
    return [name, { name, type: 'F32', shape: dims, bytes: count * 4 }];
  });
  return {
    format: 'gguf',
    name: 'random weights',
    metadata: metadataOf(shape),
    tensors: new Map(infos),
    tokenizer: undefined,
    chatTemplate: undefined,
    pull: () => async () => {},
    async close() {},
  };
}

/** The same checkpoint with numbers: normal weights of a few different rows, norms of ones. */
function randomWeights(plan: Checkpoint): Checkpoint {
  const random = new Random(1);
  const patterns = new Map<string, Uint8Array>();
  const patternOf = ({ type, shape }: TensorInfo): Uint8Array => {
    const cols = shape.at(-1)!;
    const key = `${type} ${shape.length} ${cols}`;
    let pattern = patterns.get(key);
    if (!pattern) {
      const spread = 1 / Math.sqrt(cols);
      const rows = shape.length === 1 ? 1 : PATTERN_ROWS;
      const values = Float32Array.from({ length: rows * cols }, () =>
        shape.length === 1 ? 1 : random.normal() * spread,
      );
      pattern = new Uint8Array(byteLength(type, cols) * rows);
      quantize(type, values, pattern, cols);
      patterns.set(key, pattern);
    }
    return pattern;
  };
  return {
    ...plan,
    tokenizer: undefined,
    pull(name) {
      const pattern = patternOf(plan.tensors.get(name)!);
      return async (offset, into) => {
        for (let at = 0; at < into.length; ) {
          const from = (offset + at) % pattern.length;
          const part = pattern.subarray(from, from + Math.min(pattern.length - from, into.length - at));
          into.set(part, at);
          at += part.length;
        }
      };
    },
  };
}

function metadataOf({ layers, width, heads, kvHeads, feedForward, vocab }: Shape): Map<string, MetadataEntry> {
  const text = (value: string): MetadataEntry => ({ type: 'string', value });
  const whole = (value: number): MetadataEntry => ({ type: 'u32', value });
  const real = (value: number): MetadataEntry => ({ type: 'f32', value: Math.fround(value) });
  const list = (type: 'string' | 'i32', values: (string | number)[]): MetadataEntry => ({
    type: 'array',
    value: { type, values },
  });
  const tokens = ['<|endoftext|>', '<|im_start|>', '<|im_end|>', ...letters()];
  const merges = ['t h', 'th e', 'i n', 'a n'];
  tokens.push(...merges.map((merge) => merge.replace(' ', '')));
  while (tokens.length < vocab) tokens.push(`Ġtoken${tokens.length}`);
  return new Map([
    ['general.architecture', text('llama')],
    ['general.name', text('random weights')],
    ['llama.block_count', whole(layers)],
    ['llama.context_length', whole(8192)],
    ['llama.embedding_length', whole(width)],
    ['llama.feed_forward_length', whole(feedForward)],
    ['llama.vocab_size', whole(vocab)],
    ['llama.attention.head_count', whole(heads)],
    ['llama.attention.head_count_kv', whole(kvHeads)],
    ['llama.rope.dimension_count', whole(width / heads)],
    ['llama.attention.layer_norm_rms_epsilon', real(1e-5)],
    ['llama.rope.freq_base', real(10_000)],
    ['tokenizer.ggml.model', text('gpt2')],
    ['tokenizer.ggml.pre', text('smollm')],
    ['tokenizer.ggml.tokens', list('string', tokens)],
    [
      'tokenizer.ggml.token_type',
      list(
        'i32',
        tokens.map((_, id) => (id < 3 ? 3 : 1)),
      ),
    ],
    ['tokenizer.ggml.merges', list('string', merges)],
    ['tokenizer.ggml.bos_token_id', whole(1)],
    ['tokenizer.ggml.eos_token_id', whole(2)],
    ['tokenizer.ggml.add_bos_token', { type: 'bool', value: false }],
  ]);
}

/** GPT-2's letter for each byte. */
function letters(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte > 32 && byte < 127) || (byte > 160 && byte < 173) || byte > 173;
    return String.fromCodePoint(printable ? byte : next++);
  });
}
