// JSON from a file: bytes in, a value out, or a `bad-file` error. zod checks the shape afterwards.
import { badFile } from '../base/errors.ts';

/** The parsed text. @throws `bad-file` when it is not UTF-8 or not JSON. */
export function parseJson(bytes: Uint8Array, file: string, field: string): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw badFile(file, field, `is not JSON (${(cause as Error).message})`, cause);
  }
}
