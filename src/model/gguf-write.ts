// Writes any checkpoint as GGUF version 3, in one file or in parts. A part is planned first (its header
// is small and made whole), then streamed to a sink in chunks: no tensor is ever held in memory.
// Metadata keeps its exact types and order, so reading a written file and writing it again gives the
// same bytes. Source: the GGUF specification; key names of split files from llama.cpp's gguf-split.

import { badArgument, throwIfAborted } from '../base/errors.ts';
import type { OnProgress } from '../base/progress.ts';
import { textBytes } from '../base/utf8.ts';
import { DTYPES } from '../silicon/dtype.ts';
import type { Checkpoint, MetadataEntry, MetadataScalar, MetadataType, TensorInfo } from './checkpoint.ts';
import {
  ALIGNMENT_KEY,
  alignUp,
  DEFAULT_ALIGNMENT,
  LIMITS,
  MAGIC,
  SPLIT,
  VALUE_TYPES,
  VERSION,
} from './gguf-format.ts';

const CHUNK = 1 << 20; // bytes a write: large enough for a disk, small enough to stop at

/** Where bytes go, in order. `write` may keep no reference to the bytes after it resolves. */
export interface ByteSink {
  write(bytes: Uint8Array): Promise<void>;
}

export interface LayoutOptions {
  /** Tensor data begins at multiples of this many bytes; a power of two. Default: the checkpoint's, else 32. */
  readonly alignment?: number | undefined;
  /** Start a new part rather than exceed this many bytes of tensor data. Default: one part. */
  readonly maxPartBytes?: number | undefined;
}

export interface WriteOptions {
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One file of the output, planned but not yet read or written. */
export interface GgufPart {
  /** Length of the whole file, bytes. */
  readonly bytes: number;
  readonly tensors: readonly TensorInfo[];
  /** Writes the whole file. @throws `aborted`, and whatever the sink or the checkpoint throws. */
  write(sink: ByteSink, options?: WriteOptions): Promise<void>;
}

/** Writes a checkpoint as one GGUF file. @throws `bad-argument`, `aborted`. */
export async function writeGguf(
  checkpoint: Checkpoint,
  sink: ByteSink,
  options: WriteOptions & Pick<LayoutOptions, 'alignment'> = {},
): Promise<void> {
  const [part] = ggufParts(checkpoint, { alignment: options.alignment });
  await part!.write(sink, options);
}

/** The files a checkpoint becomes; at least one. @throws `bad-argument` for an impossible layout. */
export function ggufParts(checkpoint: Checkpoint, options: LayoutOptions = {}): GgufPart[] {
  const metadata = new Map(checkpoint.metadata);
  const alignment = options.alignment ?? metadataAlignment(metadata);
  if (!(alignment >= 8 && alignment <= LIMITS.alignment && Number.isInteger(Math.log2(alignment))))
    throw badArgument(
      `An alignment of ${alignment} is not possible.`,
      `Give a power of two, 8 to ${LIMITS.alignment}.`,
    );
  if (alignment !== DEFAULT_ALIGNMENT || metadata.has(ALIGNMENT_KEY))
    metadata.set(ALIGNMENT_KEY, { type: 'u32', value: alignment });
  const groups = group([...checkpoint.tensors.values()], alignment, options.maxPartBytes ?? Infinity);
  if (groups.length > LIMITS.parts)
    throw badArgument(
      `That makes ${groups.length} parts.`,
      `Give a larger maxPartBytes; ${LIMITS.parts} are possible.`,
    );
  return groups.map((tensors, no) => {
    const keys = groups.length === 1 ? metadata : splitKeys(metadata, no, groups.length, checkpoint.tensors.size);
    return planPart(checkpoint, keys, tensors, alignment);
  });
}

function metadataAlignment(metadata: ReadonlyMap<string, MetadataEntry>): number {
  const value = metadata.get(ALIGNMENT_KEY)?.value;
  return typeof value === 'number' ? Math.max(8, value) : DEFAULT_ALIGNMENT;
}

/** Tensors in order, cut where a part would grow past `most` bytes. */
function group(tensors: readonly TensorInfo[], alignment: number, most: number): TensorInfo[][] {
  const groups: TensorInfo[][] = [[]];
  let bytes = 0;
  for (const info of tensors) {
    const padded = alignUp(info.bytes, alignment);
    if (bytes > 0 && bytes + padded > most) {
      groups.push([]);
      bytes = 0;
    }
    groups.at(-1)!.push(info);
    bytes += padded;
  }
  return groups;
}

function splitKeys(
  metadata: ReadonlyMap<string, MetadataEntry>,
  no: number,
  count: number,
  tensors: number,
): Map<string, MetadataEntry> {
  const alignment = metadata.get(ALIGNMENT_KEY);
  const own = no === 0 ? metadata : new Map(alignment && [[ALIGNMENT_KEY, alignment]]);
  return new Map<string, MetadataEntry>([
    ...own,
    [SPLIT.no, { type: 'u16', value: no }],
    [SPLIT.count, { type: 'u16', value: count }],
    [SPLIT.tensors, { type: 'i32', value: tensors }],
  ]);
}

function planPart(
  checkpoint: Checkpoint,
  metadata: ReadonlyMap<string, MetadataEntry>,
  tensors: readonly TensorInfo[],
  alignment: number,
): GgufPart {
  const header = new HeaderWriter();
  header.u32(MAGIC);
  header.u32(VERSION);
  header.u64(tensors.length);
  header.u64(metadata.size);
  for (const [key, entry] of metadata) writeEntry(header, key, entry);
  let dataBytes = 0;
  for (const info of tensors) {
    writeTensor(header, info, dataBytes);
    dataBytes += alignUp(info.bytes, alignment);
  }
  if (tensors.length > 0) header.pad(alignment);
  const start = header.finish();
  return {
    bytes: start.length + dataBytes,
    tensors,
    write: (sink, options = {}) => writePart(checkpoint, start, tensors, alignment, sink, options),
  };
}

async function writePart(
  checkpoint: Checkpoint,
  header: Uint8Array,
  tensors: readonly TensorInfo[],
  alignment: number,
  sink: ByteSink,
  { onProgress, signal }: WriteOptions,
): Promise<void> {
  throwIfAborted(signal);
  await sink.write(header);
  const total = tensors.reduce((sum, info) => sum + info.bytes, 0);
  let done = 0;
  for (const info of tensors) {
    const pull = checkpoint.pull(info.name);
    const row = info.bytes / (info.shape.slice(0, -1).reduce((product, size) => product * size, 1) || 1);
    const step = row > CHUNK ? CHUNK : Math.max(row, CHUNK - (CHUNK % row)); // whole rows where they fit
    for (let offset = 0; offset < info.bytes; offset += step) {
      throwIfAborted(signal);
      const chunk = new Uint8Array(Math.min(step, info.bytes - offset));
      await pull(offset, chunk);
      await sink.write(chunk);
      done += chunk.length;
      onProgress?.({ label: 'writing', done, total, unit: 'bytes' });
    }
    const padding = alignUp(info.bytes, alignment) - info.bytes;
    if (padding > 0) await sink.write(new Uint8Array(padding));
  }
}

function writeEntry(header: HeaderWriter, key: string, { type, value }: MetadataEntry): void {
  header.string(key, LIMITS.key);
  header.u32(typeId(type));
  if (typeof value !== 'object') {
    writeScalar(header, key, type, value);
    return;
  }
  header.u32(typeId(value.type));
  header.u64(value.values.length);
  for (const element of value.values) writeScalar(header, key, value.type, element);
}

function typeId(type: MetadataType): number {
  return VALUE_TYPES.findIndex((known) => known.type === type);
}

function writeTensor(header: HeaderWriter, info: TensorInfo, offset: number): void {
  header.string(info.name, LIMITS.name);
  header.u32(info.shape.length);
  for (const size of info.shape.toReversed()) header.u64(size);
  header.u32(DTYPES[info.type].id);
  header.u64(offset);
}

/** Whole numbers that each type holds: [least, most]. */
const WHOLE: Partial<Record<MetadataType, readonly [bigint, bigint]>> = {
  u8: [0n, 0xffn],
  i8: [-0x80n, 0x7fn],
  u16: [0n, 0xffffn],
  i16: [-0x8000n, 0x7fffn],
  u32: [0n, 0xffff_ffffn],
  i32: [-0x8000_0000n, 0x7fff_ffffn],
  u64: [0n, 0xffff_ffff_ffff_ffffn],
  i64: [-0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn],
};

function writeScalar(header: HeaderWriter, key: string, type: MetadataType, value: MetadataScalar): void {
  const wrong = (): Error =>
    badArgument(`The metadata key ${key} cannot hold ${String(value)} as ${type}.`, 'Correct its type or value.');
  const range = WHOLE[type];
  if (range) {
    const whole = typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'bigint';
    if (!whole || BigInt(value) < range[0] || BigInt(value) > range[1]) throw wrong();
    header.whole(BigInt(value), Number(type.slice(1)) / 8);
  } else if (type === 'bool' && typeof value === 'boolean') header.whole(value ? 1n : 0n, 1);
  else if (type === 'string' && typeof value === 'string') header.string(value, LIMITS.header);
  else if (type === 'f32' && typeof value === 'number') header.f32(value);
  else if (type === 'f64' && typeof value === 'number') header.f64(value);
  else throw wrong();
}

/** Bytes that grow as they are written. */
class HeaderWriter {
  #bytes = new Uint8Array(1 << 16);
  #view = new DataView(this.#bytes.buffer);
  #length = 0;

  #room(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
      this.#view = new DataView(larger.buffer);
    }
    return at;
  }

  u32(value: number): void {
    const at = this.#room(4);
    this.#view.setUint32(at, value, true);
  }

  u64(value: number): void {
    const at = this.#room(8);
    this.#view.setUint32(at, value >>> 0, true);
    this.#view.setUint32(at + 4, Math.floor(value / 2 ** 32), true);
  }

  /** The low `bytes` bytes of a whole number, two's complement. */
  whole(value: bigint, bytes: number): void {
    const at = this.#room(bytes);
    for (let i = 0; i < bytes; i++) this.#bytes[at + i] = Number((value >> BigInt(8 * i)) & 0xffn);
  }

  f32(value: number): void {
    const at = this.#room(4);
    this.#view.setFloat32(at, value, true);
  }

  f64(value: number): void {
    const at = this.#room(8);
    this.#view.setFloat64(at, value, true);
  }

  string(text: string, most: number): void {
    const bytes = textBytes(text);
    if (bytes.length > most)
      throw badArgument(`A string of ${bytes.length} bytes; at most ${most} are possible.`, 'Shorten it.');
    this.u64(bytes.length);
    const at = this.#room(bytes.length);
    this.#bytes.set(bytes, at);
  }

  pad(alignment: number): void {
    this.#room(alignUp(this.#length, alignment) - this.#length);
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}
