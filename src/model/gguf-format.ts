// What the GGUF reader and writer agree on: ids, sizes, limits and the spelling of strings.
// Source: the GGUF specification (version 3) and ggml's type table.
// Strings are UTF-8. A value that is not (some vocabularies hold raw bytes) keeps each stray byte as a
// lone surrogate U+DC80 to U+DCFF, as PEP 383 does, so that nothing is lost between reading and writing.
import type { MetadataType } from './checkpoint.ts';

export const MAGIC = 0x46554747; // 'GGUF', little-endian
export const VERSION = 3;
export const DEFAULT_ALIGNMENT = 32;
export const ALIGNMENT_KEY = 'general.alignment';

/** Keys of a file that is one of several. Only the first part carries the model's own metadata. */
export const SPLIT = { no: 'split.no', count: 'split.count', tensors: 'split.tensors.count' } as const;

export const LIMITS = {
  /** Bytes; the largest known vocabularies take a third of this. In memory a byte becomes at most ten. */
  header: 64 * 1024 * 1024,
  /** Bytes of a key, from the specification. */
  key: 65_535,
  /** Bytes of a tensor name, from the specification. */
  name: 64,
  /** Dimensions of a tensor, from ggml. */
  dimensions: 4,
  /** Bytes; larger than any page or disk sector. */
  alignment: 1 << 20,
  /** Files of one model: `split.count` is a u16. */
  parts: 65_535,
} as const;

/** Value types by id, with the fewest bytes that one value takes. */
export const VALUE_TYPES: readonly { readonly type: MetadataType; readonly bytes: number }[] = [
  { type: 'u8', bytes: 1 },
  { type: 'i8', bytes: 1 },
  { type: 'u16', bytes: 2 },
  { type: 'i16', bytes: 2 },
  { type: 'u32', bytes: 4 },
  { type: 'i32', bytes: 4 },
  { type: 'f32', bytes: 4 },
  { type: 'bool', bytes: 1 },
  { type: 'string', bytes: 8 },
  { type: 'array', bytes: 12 },
  { type: 'u64', bytes: 8 },
  { type: 'i64', bytes: 8 },
  { type: 'f64', bytes: 8 },
];

/** Names of tensor types that exist but that this build does not decode, for messages. */
export const FOREIGN_TYPES: Readonly<Record<number, string>> = {
  9: 'Q8_1',
  10: 'Q2_K',
  11: 'Q3_K',
  15: 'Q8_K',
  16: 'IQ2_XXS',
  17: 'IQ2_XS',
  18: 'IQ3_XXS',
  19: 'IQ1_S',
  21: 'IQ3_S',
  22: 'IQ2_S',
  23: 'IQ4_XS',
  24: 'I8',
  25: 'I16',
  26: 'I32',
  27: 'I64',
  28: 'F64',
  29: 'IQ1_M',
  34: 'TQ1_0',
  35: 'TQ2_0',
  39: 'MXFP4',
};

/** `offset` rounded up to a multiple of `alignment`. */
export function alignUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
