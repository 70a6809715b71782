// Quantization as a view: a checkpoint whose tensors have other types and are converted as they are read,
// a few rows at a time, so a file of any size is converted in a few megabytes. Write it with the GGUF writer.
import { badFile, TwofilesError, throwIfAborted } from '../base/errors.ts';
import type { OnProgress } from '../base/progress.ts';
import { byteLength, DTYPES, type DType } from '../silicon/dtype.ts';
import type { Pull } from '../silicon/ops.ts';
import { dequantize, quantize } from '../silicon/quants.ts';
import type { Checkpoint, MetadataEntry, TensorInfo } from './checkpoint.ts';
import { planTypes, QUANTIZE_TARGETS, type QuantizeTarget } from './quantize-types.ts';

/** Elements converted at a time (or one row, when rows are longer): 256 KiB as float32. */
const GROUP = 1 << 16;

/** The version of the block layouts, as llama.cpp counts. */
const QUANTIZATION_VERSION = 2;

export interface QuantizeOptions {
  /** Bytes of converted weights handed out so far. */
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Every matrix in the main type, the sensitive ones too: smaller, worse, and readable by what reads few types. */
  readonly pure?: boolean | undefined;
}

export interface QuantizedCheckpoint extends Checkpoint {
  /** What a person should know of the result; empty when all is well. */
  readonly warnings: readonly string[];
}

/**
 * A view of `checkpoint` in other number formats. Nothing is read until `pull`; closing the view closes
 * the checkpoint. Norms and vectors become F32; rows that no block divides get a wider type.
 *
 * Pulling throws `bad-file` for weights that the type cannot hold (NaN, too large), `aborted` after the signal.
 */
export function quantizeCheckpoint(
  checkpoint: Checkpoint,
  target: QuantizeTarget,
  options: QuantizeOptions = {},
): QuantizedCheckpoint {
  const types = planTypes(checkpoint, target, options.pure);
  const tensors = new Map<string, TensorInfo>();
  for (const info of checkpoint.tensors.values()) {
    const type = types.get(info.name)!;
    tensors.set(info.name, { ...info, type, bytes: byteLength(type, elementsOf(info)) });
  }
  const total = [...tensors.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const { onProgress, signal } = options;
  const report = (bytes: number): void => {
    done += bytes;
    onProgress?.({ label: `Quantizing to ${target}`, done, total, unit: 'bytes' });
  };
  return {
    format: checkpoint.format,
    name: checkpoint.name,
    get tokenizer() {
      return checkpoint.tokenizer;
    },
    get chatTemplate() {
      return checkpoint.chatTemplate;
    },
    metadata: metadataFor(checkpoint, target),
    tensors,
    warnings: warningsFor(checkpoint, tensors),
    pull(name) {
      const read = checkpoint.pull(name);
      const from = checkpoint.tensors.get(name)!;
      const { type } = tensors.get(name)!;
      const pull = type === from.type ? read : convertRows(checkpoint.name, from, read, type, { signal });
      return async (offset, into) => {
        throwIfAborted(signal);
        await pull(offset, into);
        report(into.length);
      };
    },
    close: () => checkpoint.close(),
  };
}

function elementsOf({ shape }: TensorInfo): number {
  return shape.reduce((product, size) => product * size, 1);
}

export interface ConvertOptions {
  readonly signal?: AbortSignal | undefined;
  /** Changes rows (rows, cols) from row `first` on, in place, before they are encoded. */
  readonly edit?: ((first: number, values: Float32Array) => Promise<void>) | undefined;
}

/** A reader of the tensor in another type: decodes and encodes the rows that a range of bytes touches. */
export function convertRows(file: string, from: TensorInfo, read: Pull, type: DType, options: ConvertOptions): Pull {
  const { signal, edit } = options;
  const cols = from.shape.at(-1) ?? 1;
  const rows = elementsOf(from) / cols;
  const rowBytes = byteLength(type, cols);
  const sourceRowBytes = byteLength(from.type, cols);
  const step = Math.max(1, Math.floor(GROUP / cols));
  return async (offset, into) => {
    const end = offset + into.length;
    if (offset < 0 || end > rows * rowBytes)
      throw new RangeError(`bytes ${offset} to ${end} of a tensor of ${rows * rowBytes}`);
    const values = new Float32Array(Math.min(step, rows) * cols);
    for (let row = Math.floor(offset / rowBytes); row * rowBytes < end; row += step) {
      throwIfAborted(signal);
      const count = Math.min(step, rows - row, Math.ceil(end / rowBytes) - row);
      const stored = new Uint8Array(count * sourceRowBytes);
      await read(row * sourceRowBytes, stored);
      const group = values.subarray(0, count * cols);
      dequantize(from.type, stored, group);
      await edit?.(row, group);
      const start = row * rowBytes - offset;
      const whole = start >= 0 && start + count * rowBytes <= into.length;
      const encoded = whole ? into.subarray(start, start + count * rowBytes) : new Uint8Array(count * rowBytes);
      encodeRows(file, from, type, group, encoded, row);
      if (!whole) into.set(encoded.subarray(Math.max(0, -start), into.length - start), Math.max(0, start));
    }
  };
}

/** Encodes rows from `row` on; says which tensor of which file when it cannot. */
function encodeRows(file: string, from: TensorInfo, type: DType, values: Float32Array, into: Uint8Array, row: number) {
  try {
    quantize(type, values, into, from.shape.at(-1) ?? 1);
  } catch (error) {
    if (!(error instanceof TwofilesError)) throw error;
    throw badFile(file, from.name, `${row > 0 ? `counting rows from ${row}: ` : ''}${error.message}`, error);
  }
}

function metadataFor(checkpoint: Checkpoint, target: QuantizeTarget): Map<string, MetadataEntry> {
  const metadata = new Map(checkpoint.metadata);
  metadata.set('general.file_type', { type: 'u32', value: QUANTIZE_TARGETS[target].fileType });
  metadata.set('general.quantization_version', { type: 'u32', value: QUANTIZATION_VERSION });
  return metadata;
}

function warningsFor(checkpoint: Checkpoint, tensors: ReadonlyMap<string, TensorInfo>): string[] {
  const isLossy = (type: DType): boolean => DTYPES[type].block > 1;
  const twice = [...checkpoint.tensors.values()].filter(
    ({ name, type }) => isLossy(type) && tensors.get(name)!.type !== type && isLossy(tensors.get(name)!.type),
  );
  if (twice.length === 0) return [];
  const from = [...new Set(twice.map(({ type }) => type))].join(', ');
  return [
    `${twice.length} tensors are quantized already (${from}): quantizing them again loses more than from the original.`,
  ];
}
