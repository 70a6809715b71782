// Where machines keep what must last: journals, and the folder of files that devices may use.
import { homedir, platform } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';

/** $TWOFILES_STORE, $XDG_STATE_HOME/twofiles, or what the operating system has for state; undefined where it is `none`. */
export function storeFolder(
  given?: string,
  env: NodeJS.ProcessEnv = process.env,
  system: string = platform(),
): string | undefined {
  const named = given ?? env.TWOFILES_STORE;
  if (named === 'none') return undefined;
  if (named) return resolve(named);
  if (env.XDG_STATE_HOME && isAbsolute(env.XDG_STATE_HOME)) return join(env.XDG_STATE_HOME, 'twofiles');
  if (system === 'darwin') return join(homedir(), 'Library', 'Application Support', 'twofiles');
  if (system === 'win32') return join(env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local'), 'twofiles', 'State');
  return join(homedir(), '.local', 'state', 'twofiles');
}
