// Which weights a figure is of.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

/** SHA-256 of a file, hexadecimal, and when it was written. */
export async function identity(path: string): Promise<{ readonly hash: string; readonly made: Date }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { hash: hash.digest('hex'), made: (await stat(path)).mtime };
}
