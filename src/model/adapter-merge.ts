// Merging as a view: a checkpoint whose adapted matrices are W + factor · B A, computed as they are read, a
// few rows at a time. Write it with the GGUF writer, or quantize it first.
import { badArgument } from '../base/errors.ts';
import { byteLength, DTYPES, type DType } from '../silicon/dtype.ts';
import type { AdapterFile } from './adapter-file.ts';
import { factorOf, fitAdapter, type MatrixShape, openAdapter, type StoredPair } from './adapter-file.ts';
import type { Checkpoint, TensorInfo } from './checkpoint.ts';
import { convertRows } from './quantize.ts';
import { readValues } from './weights.ts';

export interface MergeOptions {
  /** How much of the adapter; default 1. */
  readonly scale?: number | undefined;
  /** How merged matrices are stored; default: each as it was, which loses again where that is a few bits. */
  readonly type?: DType | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A view of `checkpoint` with a LoRA adapter merged into it. Nothing is read until `pull`; closing the view
 * closes both.
 * @throws `bad-file` and `unsupported` for a bad adapter, `bad-argument` for one made for other weights, a
 * scale that is no number, a type whose blocks do not fit. Pulling throws what `quantizeCheckpoint`'s does.
 */
export function mergeAdapter(checkpoint: Checkpoint, adapter: Checkpoint, options: MergeOptions = {}): Checkpoint {
  const { scale = 1, signal } = options;
  if (!Number.isFinite(scale)) throw badArgument(`An adapter cannot be scaled by ${scale}.`, 'Give a finite number.');
  const file = openAdapter(adapter);
  const shapeOf = (target: string): MatrixShape | undefined => {
    const [out, into, more] = checkpoint.tensors.get(target)?.shape ?? [];
    return out !== undefined && into !== undefined && more === undefined ? [out, into] : undefined;
  };
  fitAdapter(file, { architecture: String(checkpoint.metadata.get('general.architecture')?.value), shapeOf });
  const tensors = new Map<string, TensorInfo>();
  for (const info of checkpoint.tensors.values())
    tensors.set(info.name, file.pairs.has(info.name) ? stored(info, options.type ?? info.type) : info);
  return {
    format: checkpoint.format,
    name: checkpoint.name,
    get tokenizer() {
      return checkpoint.tokenizer;
    },
    get chatTemplate() {
      return checkpoint.chatTemplate;
    },
    metadata: checkpoint.metadata,
    tensors,
    pull(name) {
      const read = checkpoint.pull(name);
      const pair = file.pairs.get(name);
      if (!pair) return read;
      const from = checkpoint.tensors.get(name)!;
      const edit = adder(file, pair, scale);
      return convertRows(checkpoint.name, from, read, tensors.get(name)!.type, { signal, edit });
    },
    async close() {
      await Promise.all([checkpoint.close(), adapter.close()]);
    },
  };
}

function stored(info: TensorInfo, type: DType): TensorInfo {
  const [out = 0, into = 0] = info.shape;
  if (into % DTYPES[type].block !== 0)
    throw badArgument(
      `Rows of ${info.name} hold ${into} elements, no whole blocks of ${type}.`,
      'Choose another type.',
    );
  return { ...info, type, bytes: byteLength(type, out * into) };
}

/** Adds factor · B A to rows of W. The halves are read once, when the first rows come. */
function adder(
  { checkpoint, alpha }: AdapterFile,
  { a, b, rank }: StoredPair,
  scale: number,
): (first: number, values: Float32Array) => Promise<void> {
  const factor = factorOf(alpha, rank, scale);
  const cols = a.shape[1]!;
  let halves: Promise<[Float32Array, Float32Array]> | undefined;
  return async (first, values) => {
    const read = (info: TensorInfo): Promise<Float32Array> => readValues(info, checkpoint.pull(info.name));
    halves ??= Promise.all([read(a), read(b)]);
    const [down, up] = await halves;
    const sum = new Float64Array(cols);
    for (let at = 0, row = first; at < values.length; at += cols, row++) {
      sum.fill(0);
      for (let r = 0; r < rank; r++) {
        const weight = up[row * rank + r]!;
        for (let i = 0; i < cols; i++) sum[i]! += weight * down[r * cols + i]!;
      }
      for (let i = 0; i < cols; i++) values[at + i]! += factor * sum[i]!;
    }
  };
}
