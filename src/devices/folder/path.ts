// Names within a granted folder. What could mean something else to some system is no name anywhere: folders above, drives
// and streams, devices of DOS, hidden files (which set up programs and hold secrets), letters that are not seen.
import { badArgument } from '../../base/errors.ts';

/** Characters of a path: what a label can name. */
export const MOST_PATH = 400;
/** Bytes of one name: most systems allow 255, and a draft's name is a little longer than its file's. */
const MOST_NAME = 200;
/** Folders within folders. */
export const MOST_LEVELS = 32;

/** Backslash, colon and the like; control and format characters; halves of characters. */
const STRANGE = /[\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const DOS = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

/** What is wrong with one name of a path, or nothing. */
export function problemOf(name: string): string | undefined {
  if (name === '..') return 'leads out of the folder';
  if (name.startsWith('.')) return 'is hidden';
  if (STRANGE.test(name) || DOS.test(name) || /[. ]$|^ /.test(name)) return 'is not a name on every system';
  if (new TextEncoder().encode(name).length > MOST_NAME) return 'is too long';
  return undefined;
}

/** The names on the way to a file. @throws `bad-argument` for what does not stay in the folder. */
export function namesOf(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  const problem =
    path.startsWith('/') || path.startsWith('~')
      ? 'leads out of the folder'
      : path.length > MOST_PATH || names.length > MOST_LEVELS
        ? 'is too long'
        : names.length === 0 || path.endsWith('/')
          ? 'names no file'
          : names.map(problemOf).find(Boolean);
  if (problem) throw badArgument(`"${shown(path)}" ${problem}.`, 'Name a file in the folder, such as notes/today.md.');
  return names;
}

/** A path as it may be printed. */
function shown(path: string): string {
  return path.slice(0, 80).replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '�');
}

/** The one spelling of a path: `./notes//a.md` is `notes/a.md`. @throws `bad-argument`. */
export function pathOf(path: string): string {
  return namesOf(path).join('/');
}

/** May this stand in a call? */
export function isPath(path: string): boolean {
  try {
    return namesOf(path).length > 0;
  } catch {
    return false;
  }
}
