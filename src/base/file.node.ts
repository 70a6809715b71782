// A file on disk as a ByteSource.
import { type FileHandle, open } from 'node:fs/promises';
import { type ByteSource, checkRange } from './bytes.ts';
import { badFile, TwofilesError } from './errors.ts';

/** Opens a file for random-access reading. Throws `not-found` or `io`. */
export async function openFile(path: string): Promise<ByteSource> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new TwofilesError(
      missing ? 'not-found' : 'io',
      missing ? `There is no file ${path}.` : `${path} cannot be opened: ${(cause as Error).message}`,
      missing ? 'Check the path.' : 'Check that you may read it.',
      { cause },
    );
  }
  const stat = await handle.stat();
  if (!stat.isFile()) {
    await handle.close();
    throw new TwofilesError('io', `${path} is not a file.`, 'Name a file.');
  }
  const source: ByteSource = {
    name: path,
    size: stat.size,
    async readInto(offset, target) {
      checkRange(source, offset, target.length, 'read');
      for (let done = 0; done < target.length; ) {
        const { bytesRead } = await handle.read(target, done, target.length - done, offset + done);
        if (bytesRead === 0) throw badFile(path, 'read', `the file shrank while it was read at byte ${offset + done}`);
        done += bytesRead;
      }
    },
    async close() {
      await handle.close();
    },
  };
  return source;
}
