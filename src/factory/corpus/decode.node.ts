// Files as text, in stretches of a megabyte, so that any size can be read. Bytes that are no UTF-8 are reported
// with their place, and replaced or refused.
import { open } from 'node:fs/promises';
import { badFile } from '../../base/errors.ts';
import { openFile } from '../../base/file.node.ts';
import { decodeStrict, firstStray } from '../../base/utf8.ts';

const CHUNK = 1 << 20; // bytes a read
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** A line is held whole; a string of more cannot be made. UTF-16 code units. */
const LONGEST_LINE = 2 ** 28;

export interface DecodeOptions {
  /** What to do about bytes that are no UTF-8. */
  readonly invalidUtf8: 'replace' | 'refuse';
  /** Told of what was replaced. */
  readonly onNotice?: (notice: string) => void;
  /** Bytes read since the last call. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * The text of a file, stretch by stretch, without its byte order mark.
 * @throws `bad-file` with the offset for bytes that are no UTF-8 and are refused, `not-found`, `io`.
 */
export async function* texts(path: string, options: DecodeOptions): AsyncGenerator<string> {
  await (await openFile(path)).close(); // a typed error for what is not there or no file
  await using file = await open(path);
  const buffer = new Uint8Array(CHUNK + 3); // three bytes may be left of an unfinished character
  let [held, offset, noticed] = [0, 0, false];
  for (let bytesRead = 1; bytesRead > 0; ) {
    ({ bytesRead } = await file.read(buffer, held, CHUNK));
    options.onBytes?.(bytesRead);
    const bytes = buffer.subarray(0, held + bytesRead);
    const whole = bytesRead === 0 ? bytes : bytes.subarray(0, bytes.length - unfinished(bytes));
    let text = decodeStrict(whole);
    if (text === undefined) {
      const place = `byte ${offset + firstStray(whole)}`;
      if (options.invalidUtf8 === 'refuse') throw badFile(path, place, 'is no UTF-8');
      if (!noticed) options.onNotice?.(`${path}: ${place} is no UTF-8; such bytes become U+FFFD.`);
      noticed = true;
      text = lenient.decode(whole);
    }
    if (text !== '') yield offset === 0 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
    offset += whole.length;
    held = bytes.length - whole.length;
    buffer.copyWithin(0, whole.length, bytes.length);
  }
}

/**
 * The lines of a file. Only \n ends one: node:readline would also end them at U+2028, which JSON may hold as it is.
 * @throws what `texts` throws, and `bad-file` for a line that is too long.
 */
export async function* lines(path: string, options: DecodeOptions): AsyncGenerator<string> {
  let held = '';
  for await (const text of texts(path, options)) {
    const parts = text.split('\n');
    parts[0] = held + parts[0];
    held = parts.pop()!;
    if (held.length > LONGEST_LINE) throw badFile(path, 'line', `is longer than ${LONGEST_LINE} characters`);
    yield* parts;
  }
  if (held !== '') yield held;
}

/** Bytes of a character that has begun at the end and is not complete. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}
