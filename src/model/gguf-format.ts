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

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const SHORT = 48; // bytes: below this a loop is faster than the decoder
const CHUNK = 8192; // code units: what one call may take as arguments
const STRAY = 0xdc00; // added to a stray byte (0x80 to 0xFF)

/** The text of UTF-8 bytes, or undefined when they are not UTF-8. */
export function decodeStrict(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text of bytes that should be UTF-8; stray bytes become lone surrogates. */
export function decodeString(bytes: Uint8Array): string {
  if (bytes.length <= SHORT) {
    let text = '';
    let i = 0;
    for (; i < bytes.length && bytes[i]! < 0x80; i++) text += String.fromCharCode(bytes[i]!);
    if (i === bytes.length) return text;
  }
  const text = lenient.decode(bytes);
  return text.includes('\ufffd') ? decodeStray(bytes) : text;
}

function decodeStray(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  let count = 0;
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    let code = length === 0 ? STRAY + bytes[i]! : length === 1 ? bytes[i]! : bytes[i]! & (0x7f >> length);
    for (let k = 1; k < length; k++) code = (code << 6) | (bytes[i + k]! & 0x3f);
    if (code > 0xffff) {
      units[count++] = 0xd800 + ((code - 0x10000) >> 10);
      code = 0xdc00 + (code & 0x3ff);
    }
    units[count++] = code;
    i += length || 1;
  }
  let text = '';
  for (let i = 0; i < count; i += CHUNK) text += String.fromCharCode(...units.subarray(i, Math.min(i + CHUNK, count)));
  return text;
}

/** Bytes of the well-formed UTF-8 sequence that starts here (RFC 3629); 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  if (length === 0 || at + length > bytes.length) return 0;
  for (let k = 1; k < length; k++) if ((bytes[at + k]! & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1]!;
  const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const outside = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : length;
}

/** The bytes of a string; the inverse of `decodeString`. */
export function encodeString(text: string): Uint8Array {
  if (text.isWellFormed()) return encoder.encode(text);
  const parts = text.split(/(\p{Surrogate})/u).map((part) => {
    const code = part.length === 1 ? part.charCodeAt(0) : 0;
    return code >= 0xdc80 && code <= 0xdcff ? Uint8Array.of(code - STRAY) : encoder.encode(part);
  });
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** `offset` rounded up to a multiple of `alignment`. */
export function alignUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
