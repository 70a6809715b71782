// Where fetched weights live: one folder, laid out as the hub names things. Whatever is in it may be
// deleted at any time; it is then fetched again. A name from outside never leads out of it.
import { homedir, platform } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { badArgument } from '../base/errors.ts';

/** The cache folder: $XDG_CACHE_HOME/twofiles, or what the operating system has for caches. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, system: string = platform()): string {
  const given = (path: string | undefined): path is string => path !== undefined && isAbsolute(path);
  if (given(env.XDG_CACHE_HOME)) return join(env.XDG_CACHE_HOME, 'twofiles');
  if (system === 'darwin') return join(homedir(), 'Library', 'Caches', 'twofiles');
  if (system === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'twofiles', 'Cache');
  return join(homedir(), '.cache', 'twofiles');
}

/** Names that Windows keeps for devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The parts of a relative path that came from outside, each a plain file name on every system.
 * Throws `bad-argument` for one that is absolute, goes up, or cannot be a file name.
 */
export function safeParts(path: string): string[] {
  const parts = path.split('/');
  for (const part of parts) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
    const plain = /^[^\\:*?"<>|\u0000-\u001f\u007f]{1,200}$/.test(part) && !/[. ]$/.test(part) && !DEVICE.test(part);
    if (!plain)
      throw badArgument(`${JSON.stringify(path)} is not a safe file name.`, 'Name a file inside the repository.');
  }
  return parts;
}
