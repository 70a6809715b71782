// Weights as they lie on disk, in one shape whatever the format. GGUF is the native one: safetensors
// and llama2.c files are presented as if they were GGUF (tensor names, metadata keys, the order of
// rows in Q and K), so the loader, the configuration reader and the GGUF writer exist once.
import type { ByteSource } from '../base/bytes.ts';
import { TwofilesError } from '../base/errors.ts';
import type { DType } from '../silicon/dtype.ts';
import type { Pull } from '../silicon/ops.ts';
import type { TokenizerSpec } from '../text/tokenizer.ts';

/** A GGUF metadata value. Integers up to 2^53 are numbers; larger ones are bigint. */
export type MetadataScalar = string | number | bigint | boolean;
export type MetadataValue = MetadataScalar | MetadataArray;

/** A typed array of metadata. `type` is the GGUF element type. */
export interface MetadataArray {
  readonly type: MetadataType;
  readonly values: readonly MetadataScalar[];
}

export type MetadataType =
  | 'u8'
  | 'i8'
  | 'u16'
  | 'i16'
  | 'u32'
  | 'i32'
  | 'f32'
  | 'bool'
  | 'string'
  | 'array'
  | 'u64'
  | 'i64'
  | 'f64';

/** One key with its exact GGUF type, so that reading and writing a file loses nothing. */
export interface MetadataEntry {
  readonly type: MetadataType;
  readonly value: MetadataValue;
}

export type Metadata = ReadonlyMap<string, MetadataEntry>;

/** One tensor on disk. */
export interface TensorInfo {
  /** GGUF name: `blk.0.attn_q.weight`. */
  readonly name: string;
  readonly type: DType;
  /** Outermost first: (rows, cols) for a matrix, (cols) for a vector. Reversed from GGUF's own order. */
  readonly shape: readonly number[];
  /** Stored length, bytes. */
  readonly bytes: number;
}

export interface Checkpoint {
  readonly format: 'gguf' | 'safetensors' | 'llama2c';
  /** The path or URL it was opened from. */
  readonly name: string;
  readonly metadata: Metadata;
  readonly tensors: ReadonlyMap<string, TensorInfo>;
  /** The tokenizer in it or beside it, if any. Read when first asked for; throws `bad-file`, `unsupported`. */
  readonly tokenizer: TokenizerSpec | undefined;
  /** The Jinja chat template, if any. */
  readonly chatTemplate: string | undefined;
  /** A reader of one tensor's stored bytes, in GGUF's row order. Throws `not-found`. */
  pull(name: string): Pull;
  close(): Promise<void>;
}

/** A tensor and where its bytes come from. */
export interface StoredTensor {
  readonly info: TensorInfo;
  readonly pull: Pull;
}

/** What a format reader knows once it has read a file's headers. */
export interface CheckpointParts {
  readonly format: Checkpoint['format'];
  readonly name: string;
  readonly metadata: Metadata;
  readonly tensors: readonly StoredTensor[];
  readonly readTokenizer: () => TokenizerSpec | undefined;
  readonly sources: readonly ByteSource[];
}

/** A checkpoint of these parts. Closing it closes the sources. Tensor names must differ. */
export function checkpointOf(parts: CheckpointParts): Checkpoint {
  const { format, name, metadata, sources } = parts;
  const stored = new Map(parts.tensors.map((tensor) => [tensor.info.name, tensor]));
  const template = metadata.get('tokenizer.chat_template')?.value;
  let tokenizer: { readonly spec: TokenizerSpec | undefined } | undefined;
  return {
    format,
    name,
    metadata,
    tensors: new Map(parts.tensors.map(({ info }) => [info.name, info])),
    chatTemplate: typeof template === 'string' ? template : undefined,
    get tokenizer() {
      tokenizer ??= { spec: parts.readTokenizer() };
      return tokenizer.spec;
    },
    pull(tensorName) {
      const tensor = stored.get(tensorName);
      if (tensor) return tensor.pull;
      const next = 'Look at the names that inspect lists.';
      throw new TwofilesError('not-found', `${name} has no tensor ${tensorName}.`, next, { field: tensorName });
    },
    async close() {
      await Promise.all(sources.map((source) => source.close()));
    },
  };
}

/** Reads `length` bytes of a source that begin at `start`; a pull outside them is a bug of the caller. */
export function pullFrom(source: ByteSource, start: number, length: number): Pull {
  return async (offset, into) => {
    if (!(offset >= 0 && offset + into.length <= length))
      throw new RangeError(`bytes ${offset} to ${offset + into.length} of a tensor of ${length}`);
    await source.readInto(start + offset, into);
  };
}
