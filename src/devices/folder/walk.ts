// Ways into a folder that no link leads out of. Each step opens the next folder relative to the one that is open (on
// Linux by /proc/self/fd, which is openat; O_NOFOLLOW at each step), so that whoever swaps a folder for a link meanwhile
// wins nothing. Elsewhere each step is checked after it was taken: whatever was read is judged before it is given out.
// Rule of use: a place is open while `work` runs, and no longer.
import { existsSync, constants as flags, type Stats } from 'node:fs';
import { type FileHandle, lstat, mkdir, open, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { TwofilesError } from '../../base/errors.ts';

/** The folder that was granted. */
export interface Root {
  /** Its real path. */
  readonly path: string;
  readonly dev: number;
  readonly ino: number;
  /** Steps by /proc/self/fd. */
  readonly steps: boolean;
}

export const CAN_STEP = existsSync('/proc/self/fd');

const FOLDER = flags.O_RDONLY | (flags.O_DIRECTORY ?? 0) | (flags.O_NOFOLLOW ?? 0);
const FILE = flags.O_RDONLY | (flags.O_NOFOLLOW ?? 0) | (flags.O_NONBLOCK ?? 0);

/** Checks of a step where it can only be checked after it was taken. */
const CHECKS = 4;

export interface Place {
  /** What stands before a name in it, for the functions of node:fs. */
  readonly at: string;
  /** Its own names from the root. */
  readonly names: readonly string[];
  readonly handle: FileHandle | undefined;
}

/** Opens the folder of these names, makes those that are missing if told to, and works in it. */
export async function inFolder<T>(
  root: Root,
  names: readonly string[],
  make: boolean,
  work: (place: Place) => Promise<T>,
): Promise<T> {
  let place = await enter(root, root.path, []);
  try {
    if (place.handle) sameRoot(root, await place.handle.stat());
    for (const name of names) {
      const path = `${place.at}/${name}`;
      const next = await enter(root, path, [...place.names, name]).catch(async (error: unknown) => {
        if (!make || !(error instanceof TwofilesError) || error.code !== 'not-found') throw error;
        await mkdir(path).catch((cause: NodeJS.ErrnoException) => {
          if (cause.code !== 'EEXIST') throw refusal([...place.names, name], cause);
        });
        return enter(root, path, [...place.names, name]);
      });
      await place.handle?.close();
      place = next;
    }
    return await work(place);
  } finally {
    await place.handle?.close();
  }
}

/** Opens a file in a place for reading; never a link, never what is no file. */
export async function openIn(root: Root, place: Place, name: string): Promise<{ handle: FileHandle; stat: Stats }> {
  const names = [...place.names, name];
  const path = `${place.at}/${name}`;
  const handle = await open(path, FILE).catch((cause: NodeJS.ErrnoException) => {
    throw refusal(names, cause);
  });
  try {
    const stat = await handle.stat();
    if (!root.steps) await stayed(root, path, names, stat);
    if (!stat.isFile())
      throw new TwofilesError(
        'io',
        `${names.join('/')} is ${stat.isDirectory() ? 'a folder' : 'no file'}.`,
        'Name a file.',
      );
    return { handle, stat };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function enter(root: Root, path: string, names: readonly string[]): Promise<Place> {
  try {
    if (root.steps) {
      const handle = await open(path, FOLDER);
      return { at: `/proc/self/fd/${handle.fd}`, names, handle };
    }
    const stat = await lstat(path);
    if (!stat.isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    await stayed(root, path, names, stat);
    return { at: path, names, handle: undefined };
  } catch (cause) {
    throw cause instanceof TwofilesError ? cause : refusal(names, cause as NodeJS.ErrnoException);
  }
}

/**
 * What was opened must be what lies at that path, within the folder. A way that changes back and forth can deceive one
 * check, between its two looks; each of several independent ones hardly.
 */
async function stayed(root: Root, path: string, names: readonly string[], opened: Stats): Promise<void> {
  for (let i = 0; i < CHECKS; i++) {
    const real = await realpath(path).catch(() => '');
    const now = real === '' ? undefined : await lstat(real).catch(() => undefined);
    if ((real !== root.path && !real.startsWith(root.path + sep)) || now?.ino !== opened.ino || now.dev !== opened.dev)
      throw refusal(names, Object.assign(new Error('it moved'), { code: 'ELOOP' }));
  }
}

function sameRoot(root: Root, { dev, ino }: Stats): void {
  if (dev !== root.dev || ino !== root.ino)
    throw new TwofilesError('io', 'The granted folder is not the one that was granted.', 'Grant it again.');
}

/** The operating system's refusal, in terms of the folder. */
export function refusal(names: readonly string[], cause: unknown): TwofilesError {
  const path = names.join('/') || 'the folder';
  const { code = '', message = '' } = cause as NodeJS.ErrnoException;
  const detail = { cause };
  switch (code) {
    case 'ENOENT':
      return new TwofilesError('not-found', `There is no ${path}.`, 'Ask for the list of files.', detail);
    case 'ELOOP':
    case 'ENOTDIR':
    case 'EMLINK':
      return new TwofilesError(
        'io',
        `The way to ${path} leads over a link or a file.`,
        'Links are not followed; name a file itself.',
        detail,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new TwofilesError(
        'io',
        `${path} is not permitted.`,
        'The person can change who may read and write it.',
        detail,
      );
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return new TwofilesError(
        'io',
        `The disk is full: ${path} was not written.`,
        'The person can free some space.',
        detail,
      );
    default:
      return new TwofilesError('io', `${path}: ${code || message}.`, 'Check the path and the disk.', detail);
  }
}
