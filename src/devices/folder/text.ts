// Bytes that should be text. What is not is refused with what it is instead.
import { unsupported } from '../../base/errors.ts';

/** How files of other kinds begin, as Latin-1. */
const KINDS: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['RIFF', 'a sound, film or image (RIFF)'],
  ['%PDF-', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive (or an office document)'],
  ['\x1f\x8b', 'compressed (gzip)'],
  ['BZh', 'compressed (bzip2)'],
  ['\x28\xb5\x2f\xfd', 'compressed (zstd)'],
  ['\xfd7zXZ', 'compressed (xz)'],
  ['7z\xbc\xaf', 'a 7z archive'],
  ['SQLite format 3', 'an SQLite database'],
  ['GGUF', 'a model (GGUF)'],
  ['\x7fELF', 'a program'],
  ['MZ', 'a program for Windows'],
  ['\0asm', 'a WebAssembly module'],
  ['OggS', 'a sound (Ogg)'],
  ['ID3', 'a sound (MP3)'],
  ['\xff\xfe', 'text in UTF-16'],
  ['\xfe\xff', 'text in UTF-16'],
];

/** UTF-8 as text; a byte order mark stays. @throws `unsupported`. */
export function textOf(bytes: Uint8Array, path: string): string {
  const text = utf8(bytes);
  if (text !== undefined && !text.includes('\0')) return text;
  const head = String.fromCharCode(...bytes.subarray(0, 16));
  const kind = KINDS.find(([start]) => head.startsWith(start))?.[1] ?? (bytes.includes(0) ? 'binary' : 'not UTF-8');
  throw unsupported(`${path} is ${kind}, not text.`, 'Read a text file, or have it converted to UTF-8 text.');
}

export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** A part of a text without what is cut of a character at its beginning, and unless it is the last at its end. */
export function wholeCharacters(
  bytes: Uint8Array,
  last: boolean,
): { readonly skip: number; readonly bytes: Uint8Array } {
  let skip = 0;
  while (skip < 3 && skip < bytes.length && (bytes[skip]! & 0xc0) === 0x80) skip++;
  let end = bytes.length;
  for (let back = 1; !last && back <= 3 && back <= end - skip; back++) {
    const byte = bytes[end - back]!;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    if (length > back) end -= back;
    break;
  }
  return { skip, bytes: bytes.subarray(skip, end) };
}
