// Reads GGUF: one file, or the parts of a split one in order. Only headers are read here; tensor bytes
// are pulled later. A header is a claim: every count, length, offset and range is checked against the
// file before anything is allocated for it, and a refusal names the field.
// Source: the GGUF specification; llama.cpp's reader for what it leaves open.

import { ByteReader, type ByteSource, readBytes } from '../base/bytes.ts';
import { badFile, unsupported } from '../base/errors.ts';
import { bytesText, decodeStrict } from '../base/utf8.ts';
import { byteLength, DTYPES, dtypeFromId } from '../silicon/dtype.ts';
import { specFromMetadata } from '../text/gguf-vocab.ts';
import {
  type Checkpoint,
  checkpointOf,
  type Metadata,
  type MetadataEntry,
  type MetadataScalar,
  type MetadataType,
  pullFrom,
  type StoredTensor,
  type TensorInfo,
} from './checkpoint.ts';
import {
  ALIGNMENT_KEY,
  alignUp,
  DEFAULT_ALIGNMENT,
  FOREIGN_TYPES,
  LIMITS,
  MAGIC,
  SPLIT,
  VALUE_TYPES,
  VERSION,
} from './gguf-format.ts';

const FIRST_READ = 1 << 20; // bytes: a whole header without a vocabulary, and one disk read
const GROWTH = 4;
const FEWEST = { metadata: 13, tensor: 24 }; // bytes that one entry takes with an empty name

/**
 * Opens a GGUF model of version 2 or 3. `sources` are the parts of a split model, in order, or one
 * file. The checkpoint owns the sources once this returns; when it throws, the caller still does.
 * @throws `bad-file` naming the field, `unsupported` for a tensor type or version not known here.
 */
export async function openGguf(sources: readonly ByteSource[]): Promise<Checkpoint> {
  const [first, ...rest] = sources;
  if (!first) throw new RangeError('openGguf needs a source');
  const parts: Part[] = [];
  for (const source of [first, ...rest]) parts.push(await readPart(source));
  const own = parts[0]!.metadata;
  checkSplit(parts);
  const metadata = new Map([...own].filter(([key]) => !Object.values<string>(SPLIT).includes(key)));
  return checkpointOf({
    format: 'gguf',
    name: first.name,
    metadata,
    tensors: parts.flatMap((part) => part.tensors),
    readTokenizer: () => specFromMetadata((key) => plain(metadata.get(key)), first.name),
    sources,
  });
}

/** A value as the tokenizer code takes it: arrays without their element type. */
function plain(entry: MetadataEntry | undefined): MetadataScalar | readonly MetadataScalar[] | undefined {
  return typeof entry?.value === 'object' ? entry.value.values : entry?.value;
}

interface Part {
  readonly source: ByteSource;
  readonly metadata: Metadata;
  readonly tensors: readonly StoredTensor[];
}

/** Reads one file's header, fetching more of it as the parse asks for more. */
async function readPart(source: ByteSource): Promise<Part> {
  for (let length = FIRST_READ; ; ) {
    const bytes = await readBytes(source, 0, Math.min(length, source.size), 'header');
    try {
      return parsePart(new HeaderReader(bytes, source), source);
    } catch (error) {
      if (!(error instanceof HeaderContinues)) throw error;
      if (error.end > LIMITS.header)
        throw badFile(source.name, error.field, `the header would be longer than ${LIMITS.header} bytes`);
      length = Math.max(length * GROWTH, error.end);
    }
  }
}

function parsePart(reader: HeaderReader, source: ByteSource): Part {
  const { file } = reader;
  if (reader.u32('magic') !== MAGIC) throw badFile(file, 'magic', 'the file does not begin with GGUF');
  const version = reader.u32('version');
  if (version !== 2 && version !== VERSION) throw wrongVersion(file, version);
  const tensorCount = reader.count('tensor_count', FEWEST.tensor);
  const metadataCount = reader.count('metadata_kv_count', FEWEST.metadata);
  const metadata = new Map<string, MetadataEntry>();
  for (let i = 0; i < metadataCount; i++) {
    const key = reader.name(`metadata key ${i}`, LIMITS.key);
    if (metadata.has(key)) throw badFile(file, key, 'the key appears twice');
    metadata.set(key, readEntry(reader, key));
  }
  const alignment = readAlignment(metadata, file);
  const headers = new Map<string, TensorHeader>();
  for (let i = 0; i < tensorCount; i++) {
    const header = readTensor(reader, i, alignment);
    if (headers.has(header.info.name)) throw badFile(file, header.info.name, 'the tensor appears twice');
    headers.set(header.info.name, header);
  }
  const dataStart = alignUp(reader.offset, alignment);
  const tensors = [...headers.values()];
  checkRanges(tensors, source, dataStart);
  return {
    source,
    metadata,
    tensors: tensors.map(({ info, offset }) => ({ info, pull: pullFrom(source, dataStart + offset, info.bytes) })),
  };
}

function wrongVersion(file: string, version: number): Error {
  const what =
    version === VERSION << 24 ? 'big-endian GGUF' : version === 1 ? 'GGUF version 1' : `GGUF version ${version}`;
  return unsupported(`${file}: ${what}.`, 'Convert it to little-endian GGUF version 3.', 'version');
}

/** The start of a file as a cursor that knows how long the whole file is. */
class HeaderReader extends ByteReader {
  readonly #size: number;

  constructor(bytes: Uint8Array, source: ByteSource) {
    super(bytes, source.name);
    this.#size = source.size;
  }

  override take(length: number, field: string): number {
    this.need(length, field);
    return super.take(length, field);
  }

  /** Makes sure that `length` more bytes are at hand. */
  need(length: number, field: string): void {
    const end = this.offset + length;
    if (end > this.#size) {
      const left = this.#size - this.offset;
      throw badFile(this.file, field, `needs ${length} bytes at offset ${this.offset}, ${left} are left`);
    }
    if (end > this.bytes.length) throw new HeaderContinues(end, field);
  }

  /** A 64-bit number of things that take at least `bytes` each; more than the file can hold are refused. */
  count(field: string, bytes: number): number {
    const count = this.size(field);
    if (count * bytes > this.#size - this.offset)
      throw badFile(this.file, field, `${count} entries cannot fit in a file of ${this.#size} bytes`);
    return count;
  }

  string(field: string): Uint8Array {
    return this.view(this.size(field), field);
  }

  /** A key or tensor name: not empty, valid UTF-8, at most `most` bytes. */
  name(field: string, most: number): string {
    const bytes = this.string(field);
    if (bytes.length === 0 || bytes.length > most)
      throw badFile(this.file, field, `a name of ${bytes.length} bytes; 1 to ${most} are possible`);
    const text = decodeStrict(bytes);
    if (text === undefined) throw badFile(this.file, field, 'the name is not UTF-8');
    return text;
  }
}

/** Thrown when the header goes on, up to `end` at least, past what has been read of it. */
class HeaderContinues extends Error {
  readonly end: number;
  readonly field: string;

  constructor(end: number, field: string) {
    super(`the header goes on to byte ${end}`);
    this.end = end;
    this.field = field;
  }
}

const small = (value: bigint): number | bigint =>
  value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;

const NUMBERS: Record<
  Exclude<MetadataType, 'array' | 'string' | 'bool'>,
  (view: DataView, at: number) => number | bigint
> = {
  u8: (view, at) => view.getUint8(at),
  i8: (view, at) => view.getInt8(at),
  u16: (view, at) => view.getUint16(at, true),
  i16: (view, at) => view.getInt16(at, true),
  u32: (view, at) => view.getUint32(at, true),
  i32: (view, at) => view.getInt32(at, true),
  f32: (view, at) => view.getFloat32(at, true),
  f64: (view, at) => view.getFloat64(at, true),
  u64: (view, at) => small(view.getBigUint64(at, true)),
  i64: (view, at) => small(view.getBigInt64(at, true)),
};

/** `count` values that lie one after another. */
function readValues(
  reader: HeaderReader,
  type: MetadataType,
  width: number,
  count: number,
  field: string,
): MetadataScalar[] {
  const values: MetadataScalar[] = [];
  if (type === 'string') {
    reader.need(count * width, field);
    for (let i = 0; i < count; i++) values.push(bytesText(reader.string(field)));
    return values;
  }
  if (type === 'array')
    throw unsupported(`${reader.file}: ${field} is an array of arrays.`, 'No known model has one.', field);
  const bytes = reader.view(count * width, field);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (type !== 'bool') {
    const read = NUMBERS[type];
    for (let i = 0; i < count; i++) values.push(read(view, i * width));
    return values;
  }
  for (const byte of bytes) {
    if (byte > 1) throw badFile(reader.file, field, `${byte} is neither false (0) nor true (1)`);
    values.push(byte === 1);
  }
  return values;
}

function readType(reader: HeaderReader, field: string): (typeof VALUE_TYPES)[number] {
  const id = reader.u32(field);
  const found = VALUE_TYPES[id];
  if (!found) throw badFile(reader.file, field, `there is no value type ${id}`);
  return found;
}

function readEntry(reader: HeaderReader, key: string): MetadataEntry {
  const { type, bytes } = readType(reader, key);
  if (type !== 'array') return { type, value: readValues(reader, type, bytes, 1, key)[0]! };
  const element = readType(reader, key);
  const count = reader.count(key, element.bytes);
  return { type, value: { type: element.type, values: readValues(reader, element.type, element.bytes, count, key) } };
}

function readAlignment(metadata: Metadata, file: string): number {
  const entry = metadata.get(ALIGNMENT_KEY);
  if (!entry) return DEFAULT_ALIGNMENT;
  const { type, value } = entry;
  if (type !== 'u32' || typeof value !== 'number') throw badFile(file, ALIGNMENT_KEY, `is ${type}, must be u32`);
  if (value < 1 || value > LIMITS.alignment || !Number.isInteger(Math.log2(value)))
    throw badFile(file, ALIGNMENT_KEY, `${value} is not a power of two up to ${LIMITS.alignment}`);
  return value;
}

interface TensorHeader {
  readonly info: TensorInfo;
  /** From the start of the data, bytes. */
  readonly offset: number;
}

function readTensor(reader: HeaderReader, index: number, alignment: number): TensorHeader {
  const { file } = reader;
  const name = reader.name(`tensor ${index} name`, LIMITS.name);
  const dimensions = reader.u32(`${name} n_dimensions`);
  if (dimensions > LIMITS.dimensions)
    throw badFile(file, name, `${dimensions} dimensions; at most ${LIMITS.dimensions} are possible`);
  const shape: number[] = [];
  for (let i = 0; i < dimensions; i++) shape.unshift(reader.size(`${name} dimension ${i}`));
  const elements = shape.reduce((product, size) => product * size, 1);
  if (elements === 0 || !Number.isSafeInteger(elements))
    throw badFile(file, name, `the shape (${shape.join(', ')}) is impossible`);
  const id = reader.u32(`${name} type`);
  const type = dtypeFromId(id);
  if (!type) {
    const next = `This build reads ${Object.keys(DTYPES).join(', ')}.`;
    throw unsupported(`${file}: tensor ${name} has type ${FOREIGN_TYPES[id] ?? id}.`, next, `${name} type`);
  }
  const row = shape.at(-1) ?? 1;
  if (row % DTYPES[type].block !== 0)
    throw badFile(file, name, `rows of ${row} are no whole number of ${type} blocks of ${DTYPES[type].block}`);
  const offset = reader.size(`${name} offset`);
  if (offset % alignment !== 0)
    throw badFile(file, `${name} offset`, `${offset} is not a multiple of the alignment ${alignment}`);
  return { info: { name, type, shape, bytes: byteLength(type, elements) }, offset };
}

/** Every tensor inside the file, no two over the same bytes. */
function checkRanges(tensors: readonly TensorHeader[], source: ByteSource, dataStart: number): void {
  const room = source.size - dataStart;
  const sorted = tensors.toSorted((a, b) => a.offset - b.offset);
  let end = 0;
  let before = '';
  for (const { info, offset } of sorted) {
    const field = `${info.name} offset`;
    if (offset < end) throw badFile(source.name, field, `the tensor overlaps ${before}`);
    end = offset + info.bytes;
    before = info.name;
    if (end > room)
      throw badFile(source.name, field, `its data ends at byte ${dataStart + end}, the file has ${source.size}`);
  }
}

/** Are these all the parts, in order, and no tensor in two of them? */
function checkSplit(parts: readonly Part[]): void {
  const expect = ({ source, metadata }: Part, key: string, expected: number, what: string): void => {
    const value = metadata.get(key)?.value ?? (parts.length === 1 ? expected : undefined);
    if (value !== expected) throw badFile(source.name, key, `is ${String(value)}, but ${what} ${expected}`);
  };
  const names = new Set<string>();
  for (const [index, part] of parts.entries()) {
    expect(part, SPLIT.count, parts.length, 'the number of parts given is');
    expect(part, SPLIT.no, index, 'this part was given as number');
    for (const { info } of part.tensors) {
      if (names.has(info.name)) throw badFile(part.source.name, info.name, 'the tensor is in an earlier part too');
      names.add(info.name);
    }
  }
  for (const part of parts) expect(part, SPLIT.tensors, names.size, 'the number of tensors in all parts is');
}
