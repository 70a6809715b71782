// LoRA adapters as files: the GGUF that llama.cpp reads and writes. A target is the name of a matrix W
// (out, in) of the base model; its adapter adds factor · B A, with A (rank, in) in `<target>.lora_a` and
// B (out, rank) in `<target>.lora_b`. Rows of B lie in GGUF's order: for the llama architecture those of
// Q and K are permuted as the base model's are, which converters from Hugging Face do.
// Source: llama.cpp, src/llama-adapter.cpp and convert_lora_to_gguf.py.
import { badFile, TwofilesError, unsupported } from '../base/errors.ts';
import type { StoredTensor, TensorInfo } from './checkpoint.ts';
import { type Checkpoint, checkpointOf, type MetadataEntry } from './checkpoint.ts';

/** The two halves of one target, as they are stored. */
export interface StoredPair {
  /** (rank, in). */
  readonly a: TensorInfo;
  /** (out, rank). */
  readonly b: TensorInfo;
  readonly rank: number;
}

/** An adapter file whose header has been read and found whole. */
export interface AdapterFile {
  readonly checkpoint: Checkpoint;
  readonly architecture: string;
  /** What the products are scaled by, with the rank: see `factorOf`. */
  readonly alpha: number;
  /** By the name of the matrix they change: `blk.0.attn_q.weight`. */
  readonly pairs: ReadonlyMap<string, StoredPair>;
}

/** The values of one target's adapter. */
export interface PairValues {
  readonly rank: number;
  /** (rank, in), row-major. */
  readonly a: Float32Array;
  /** (out, rank), row-major, in GGUF's order of rows. */
  readonly b: Float32Array;
}

/** What an adapter file says of itself in its metadata. */
export const KEYS = {
  type: 'general.type',
  architecture: 'general.architecture',
  kind: 'adapter.type',
  alpha: 'adapter.lora.alpha',
  invocation: 'adapter.alora.invocation_tokens',
} as const;

const HALF = /^(.+)\.lora_([ab])$/;
/** The matrices that an adapter can change here. */
const TARGET = /^(blk\.\d+\.(attn_q|attn_k|attn_v|attn_output|ffn_gate|ffn_up|ffn_down)|output)\.weight$/;

/** What B A is multiplied by: alpha / rank, or 1 when the file has no alpha, times the scale that a person chose. */
export function factorOf(alpha: number, rank: number, scale: number): number {
  return alpha === 0 ? scale : (alpha / rank) * scale;
}

/**
 * Reads what an adapter file says of itself. The checkpoint stays open.
 * @throws `bad-file` and `unsupported`, naming the key or the tensor.
 */
export function openAdapter(checkpoint: Checkpoint): AdapterFile {
  const { name, metadata } = checkpoint;
  const value = (key: string) => metadata.get(key)?.value;
  if (value(KEYS.type) !== 'adapter')
    throw badFile(name, KEYS.type, `it is ${JSON.stringify(value(KEYS.type) ?? null)}, an adapter says "adapter"`);
  const kind = value(KEYS.kind);
  if (kind !== 'lora') {
    if (typeof kind !== 'string') throw badFile(name, KEYS.kind, 'the key is missing');
    throw unsupported(`${name}: adapters of type "${kind}" are not supported.`, 'Use a LoRA adapter.', KEYS.kind);
  }
  const architecture = value(KEYS.architecture);
  if (typeof architecture !== 'string') throw badFile(name, KEYS.architecture, 'the key is missing');
  const alpha = value(KEYS.alpha) ?? 0;
  if (typeof alpha !== 'number' || !Number.isFinite(alpha))
    throw badFile(name, KEYS.alpha, 'it is not a finite number');
  if (metadata.has(KEYS.invocation)) {
    const next = 'Use an adapter that is always active.';
    throw unsupported(`${name}: adapters that some tokens switch on are not supported.`, next, KEYS.invocation);
  }
  return { checkpoint, architecture, alpha, pairs: readPairs(checkpoint) };
}

function readPairs({ name, tensors }: Checkpoint): Map<string, StoredPair> {
  const pairs = new Map<string, StoredPair>();
  for (const info of tensors.values()) {
    const [, target, half] = HALF.exec(info.name) ?? [];
    if (target === undefined || !TARGET.test(target)) {
      const next = 'Ignoring it would give wrong answers; use an adapter of attention and feed-forward matrices.';
      throw unsupported(`${name}: nothing here applies the tensor ${info.name}.`, next, info.name);
    }
    const other = tensors.get(`${target}.lora_${half === 'a' ? 'b' : 'a'}`);
    if (!other) throw badFile(name, info.name, 'its other half is missing');
    if (info.shape.length !== 2) throw badFile(name, info.name, `it has ${info.shape.length} dimensions, not 2`);
    if (half === 'b') continue;
    const rank = info.shape[0]!;
    if (rank < 1 || other.shape[1] !== rank) {
      const problem = `its shape is (${other.shape.join(', ')}), its other half has rank ${rank}`;
      throw badFile(name, other.name, problem);
    }
    pairs.set(target, { a: info, b: other, rank });
  }
  if (pairs.size === 0) throw badFile(name, 'tensors', 'there are none');
  return pairs;
}

/** A matrix of the base model, (out, in). */
export type MatrixShape = readonly [out: number, into: number];

/**
 * Does the adapter fit this model?
 * @throws `bad-argument` naming the key or the tensor at fault when it was made for another one.
 */
export function fitAdapter(
  { checkpoint, architecture, pairs }: AdapterFile,
  model: { readonly architecture: string; readonly shapeOf: (target: string) => MatrixShape | undefined },
): void {
  const misfit = (field: string, problem: string): TwofilesError => {
    const next = 'Use it with the model it was made for.';
    return new TwofilesError('bad-argument', `${checkpoint.name}: ${field}: ${problem}`, next, { field });
  };
  if (architecture !== model.architecture)
    throw misfit(KEYS.architecture, `the adapter is for ${architecture}, the model is ${model.architecture}`);
  for (const [target, { a, b }] of pairs) {
    const shape = model.shapeOf(target);
    if (!shape) throw misfit(a.name, `the model has no matrix ${target}`);
    const [out, into] = shape;
    const needs = `the model's ${target} is (${out}, ${into})`;
    if (a.shape[1] !== into) throw misfit(a.name, `its shape is (${a.shape.join(', ')}), ${needs}`);
    if (b.shape[0] !== out) throw misfit(b.name, `its shape is (${b.shape.join(', ')}), ${needs}`);
  }
}

/**
 * An adapter in memory as a checkpoint, for the GGUF writer: F32, `alpha` as LoRA has it.
 * @throws `bad-file` for values that do not fit their rank, `unsupported` for a target that is no matrix here.
 */
export function adapterCheckpoint(
  architecture: string,
  alpha: number,
  targets: ReadonlyMap<string, PairValues>,
  extra: ReadonlyMap<string, MetadataEntry> = new Map(),
): Checkpoint {
  const metadata = new Map<string, MetadataEntry>([
    [KEYS.architecture, { type: 'string', value: architecture }],
    [KEYS.type, { type: 'string', value: 'adapter' }],
    [KEYS.kind, { type: 'string', value: 'lora' }],
    [KEYS.alpha, { type: 'f32', value: alpha }],
    ...extra,
  ]);
  const name = 'adapter';
  const tensors = [...targets].flatMap(([target, { rank, a, b }]) => [
    stored(`${target}.lora_a`, [rank, a.length / rank], a),
    stored(`${target}.lora_b`, [b.length / rank, rank], b),
  ]);
  const bad = tensors.find(({ info }) => !info.shape.every((size) => Number.isInteger(size) && size > 0));
  if (bad) throw badFile(name, bad.info.name, `its shape would be (${bad.info.shape.join(', ')})`);
  const made = checkpointOf({
    format: 'gguf',
    name,
    metadata,
    tensors,
    readTokenizer: () => undefined,
    sources: [],
  });
  openAdapter(made); // what is written can be read
  return made;
}

function stored(name: string, shape: readonly number[], values: Float32Array): StoredTensor {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return {
    info: { name, type: 'F32', shape, bytes: bytes.length },
    pull: async (offset, into) => into.set(bytes.subarray(offset, offset + into.length)),
  };
}
