// Bytes from anywhere: a random-access source (a file, a buffer, later a range-request URL) and a
// bounds-checked little-endian cursor. Nothing past the end is ever read; the error names the field.
import { badFile } from './errors.ts';

/** Random-access bytes. Reads past the end reject with a `bad-file` error, never return short. */
export interface ByteSource {
  /** Where the bytes come from, for messages: a path or a URL. */
  readonly name: string;
  /** Total length, bytes. */
  readonly size: number;
  /** `target.length` bytes from `offset` into `target` (which may lie in shared memory). */
  readInto(offset: number, target: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** `length` bytes from `offset`, freshly allocated, after checking that the source has them. */
export async function readBytes(
  source: ByteSource,
  offset: number,
  length: number,
  field: string,
): Promise<Uint8Array> {
  checkRange(source, offset, length, field);
  const bytes = new Uint8Array(length);
  await source.readInto(offset, bytes);
  return bytes;
}

/** Rejects a range that does not lie inside the source. */
export function checkRange(source: ByteSource, offset: number, length: number, field: string): void {
  if (
    !Number.isSafeInteger(offset) ||
    !Number.isSafeInteger(length) ||
    offset < 0 ||
    length < 0 ||
    offset + length > source.size
  )
    throw badFile(source.name, field, `needs bytes ${offset} to ${offset + length}, the file has ${source.size}`);
}

/** A source over bytes already in memory. */
export function bufferSource(name: string, bytes: Uint8Array): ByteSource {
  const source: ByteSource = {
    name,
    size: bytes.length,
    async readInto(offset, target) {
      checkRange(source, offset, target.length, 'read');
      target.set(bytes.subarray(offset, offset + target.length));
    },
    async close() {},
  };
  return source;
}

/** A little-endian cursor over bytes in memory. Every read is checked and names its field when it fails. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly file: string;
  offset: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, file: string, offset = 0) {
    this.bytes = bytes;
    this.file = file;
    this.offset = offset;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.bytes.length - this.offset;
  }

  /** Moves `length` bytes on and returns where they began. */
  take(length: number, field: string): number {
    if (!(length >= 0 && length <= this.remaining))
      throw badFile(this.file, field, `needs ${length} bytes at offset ${this.offset}, ${this.remaining} are left`);
    const at = this.offset;
    this.offset += length;
    return at;
  }

  u8 = (field: string): number => this.#view.getUint8(this.take(1, field));
  i8 = (field: string): number => this.#view.getInt8(this.take(1, field));
  u16 = (field: string): number => this.#view.getUint16(this.take(2, field), true);
  i16 = (field: string): number => this.#view.getInt16(this.take(2, field), true);
  u32 = (field: string): number => this.#view.getUint32(this.take(4, field), true);
  i32 = (field: string): number => this.#view.getInt32(this.take(4, field), true);
  f32 = (field: string): number => this.#view.getFloat32(this.take(4, field), true);
  f64 = (field: string): number => this.#view.getFloat64(this.take(8, field), true);
  u64 = (field: string): bigint => this.#view.getBigUint64(this.take(8, field), true);
  i64 = (field: string): bigint => this.#view.getBigInt64(this.take(8, field), true);

  /** A 64-bit count or offset as a number; one past 2^53 cannot be true of any file. */
  size(field: string): number {
    const value = this.u64(field);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw badFile(this.file, field, `${value} is impossible`);
    return Number(value);
  }

  /** A view (not a copy) of the next `length` bytes. */
  view(length: number, field: string): Uint8Array {
    const at = this.take(length, field);
    return this.bytes.subarray(at, at + length);
  }
}
