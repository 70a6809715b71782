// Bytes and text. Vocabularies are text here, but some hold bytes that are no UTF-8: each such byte becomes
// one lone surrogate U+DC80..U+DCFF (PEP 383), which valid text never contains, and comes back as the
// same byte.

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
export function bytesText(bytes: Uint8Array): string {
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

/** Where the first byte stands that belongs to no well-formed sequence; -1: nowhere. */
export function firstStray(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const length = sequenceLength(bytes, i);
    if (length === 0) return i;
    i += length;
  }
  return -1;
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

/** The bytes of a string; the inverse of `bytesText`; for ordinary text, its UTF-8. */
export function textBytes(text: string): Uint8Array {
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
