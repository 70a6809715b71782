// Files that are whole or not there: written beside their place, synced, then renamed into it.
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { TwofilesError } from './errors.ts';

/** Ends the names of files that are being written; what a killed program leaves of them may be deleted. */
export const DRAFT = '.draft';

/**
 * Writes a file in one step: until it is whole, `path` is what it was.
 * @throws `io` for a full disk or a missing permission; nothing is left behind.
 */
export async function writeWhole(path: string, data: string | Uint8Array): Promise<void> {
  const draft = `${path}.${randomUUID().slice(0, 8)}${DRAFT}`;
  try {
    const handle: FileHandle = await onDisk(path, open(draft, 'wx'));
    try {
      await onDisk(path, handle.writeFile(data));
      await onDisk(path, handle.sync());
    } finally {
      await handle.close();
    }
    await onDisk(path, rename(draft, path));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => {});
    throw error;
  }
}

const NEXT: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space, or write to another disk.',
  EDQUOT: 'Free some space, or write to another disk.',
  EFBIG: 'Raise the limit on the size of files, or write to another disk.',
  EACCES: 'Check that you may write there.',
  EPERM: 'Check that you may write there.',
  EROFS: 'Write to another disk; this one is read-only.',
  ENOENT: 'Make the folder first.',
  ENOTDIR: 'Make the folder first.',
};

/** The operating system's refusal to write `path` as an `io` error that says what to do. */
export async function onDisk<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const { code = '', message } = cause as NodeJS.ErrnoException;
    throw new TwofilesError(
      'io',
      `${path} cannot be written: ${message}`,
      NEXT[code] ?? 'Check the path and the disk.',
      {
        cause,
      },
    );
  }
}
