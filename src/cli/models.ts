// The model at hand, when a command is given none: --model, $TWOFILES_MODEL, the one that comes along (./pocket of the
// repository, or $TWOFILES_POCKET), what `make` made last here, the newest file in the cache, in this order.
import { existsSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TwofilesError } from '../base/errors.ts';
import { cacheFolder } from './cache.ts';

/** Where `make` makes models, below the folder in which a person stands. */
export const MADE = 'work';
const FILE = /\.gguf$|^parameters\.bin$/;
const IN_FOLDER = /\.safetensors$/; // the folder around it is what is opened
const LATER_PART = /-(?!0*1-of-)\d+-of-\d+\.gguf$/; // a split file is opened by its first part

/** The path of the model at hand, or undefined. A model that is named is taken as it is. */
export async function modelAtHand(named: string | undefined): Promise<string | undefined> {
  const given = named ?? (process.env.TWOFILES_MODEL || undefined);
  if (given !== undefined) return given;
  const pocket = process.env.TWOFILES_POCKET ?? fileURLToPath(new URL('../../pocket', import.meta.url));
  return (await newest(pocket)) ?? (await newestMade()) ?? (await newest(cacheFolder()));
}

/** The same, for commands that cannot do without. @throws `no-model`. */
export async function needModel(named: string | undefined): Promise<string> {
  const path = await modelAtHand(named);
  if (path !== undefined) return path;
  throw new TwofilesError(
    'no-model',
    'There is no model here.',
    'Name the weights, or fetch some with the command "pull".',
  );
}

/** The finished model that `make` wrote last; what its stages left beside it is not meant. */
async function newestMade(): Promise<string | undefined> {
  const finished = (await readdir(MADE).catch(() => [])).map((name) => join(MADE, name, 'parameters.bin'));
  const dated = finished.filter(existsSync).map((path) => ({ path, at: statSync(path).mtimeMs }));
  return dated.sort((a, b) => b.at - a.at)[0]?.path;
}

/** The weights in this folder and below that were written last. */
async function newest(folder: string): Promise<string | undefined> {
  if (!existsSync(folder)) return undefined;
  let best: { path: string; at: number } | undefined;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const inFolder = IN_FOLDER.test(entry.name);
    if (!entry.isFile() || !(inFolder || FILE.test(entry.name)) || LATER_PART.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const at = (await stat(path)).mtimeMs;
    if (!best || at > best.at) best = { path: inFolder ? entry.parentPath : path, at };
  }
  return best?.path;
}
