// A granted folder: read, list, write, and take a write back. Nothing in it leads out of it (walk.ts), hidden names are
// out of bounds, and what there was before a write is kept in `.twofiles/undo`, where no path of a call reaches.
// Rules of use: paths are relative, with /. Writes of one Folder follow each other; a write is whole or not there.
import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { TwofilesError, throwIfAborted } from '../../base/errors.ts';
import { DRAFT, writeWhole } from '../../base/write.node.ts';
import { MOST_LEVELS, namesOf, problemOf } from './path.ts';
import { type Kept, Undo } from './undo.ts';
import { CAN_STEP, inFolder, openIn, type Place, type Root, refusal } from './walk.ts';

/** Bytes of a file that is read or written at once: more is read in parts. */
export const FILE_BYTES = 16 * 1024 * 1024;
/** Entries that are looked at for a list. */
const MOST_ENTRIES = 50_000;
/** Files whose state when last read is remembered. */
const MOST_SEEN = 1_000;

/** What a change makes of what there was; undefined where there was nothing. */
export type Change = (before: Uint8Array | undefined) => Uint8Array;

export interface Written {
  readonly before: 'nothing' | 'other' | 'same';
  readonly bytes: number;
}

export class Folder {
  readonly #root: Root;
  readonly #undo: Undo;
  /** The hash of a file when it was last read or written here. */
  readonly #seen = new Map<string, string>();
  #writing: Promise<unknown> = Promise.resolve();

  /** @throws `not-found` for what is no folder. `steps: false` walks as systems without /proc must. */
  constructor(path: string, { steps = CAN_STEP }: { readonly steps?: boolean } = {}) {
    try {
      const real = realpathSync(path);
      const stat = statSync(real);
      if (!stat.isDirectory()) throw new Error('not a folder');
      this.#root = { path: real, dev: stat.dev, ino: stat.ino, steps };
    } catch (cause) {
      throw new TwofilesError('not-found', `There is no folder ${path}.`, 'Make it, or grant another.', { cause });
    }
    this.#undo = new Undo(this.#root);
  }

  /** A whole file, which is not written after that if it changes meanwhile. @throws `not-found`, `io`. */
  async read(path: string): Promise<Uint8Array> {
    const bytes = await this.peek(path);
    this.#sees(namesOf(path), hashOf(bytes));
    return bytes;
  }

  /** The same, for looking at in passing. */
  peek(path: string): Promise<Uint8Array> {
    return this.#in(namesOf(path), false, (place, name) => this.#bytes(place, name));
  }

  /** Some bytes of a file of any size, and its size. */
  async part(
    path: string,
    offset: number,
    length: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly size: number }> {
    return this.#in(namesOf(path), false, async (place, name) => {
      const { handle, stat } = await openIn(this.#root, place, name);
      try {
        const bytes = new Uint8Array(Math.max(0, Math.min(length, stat.size - offset)));
        const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset);
        return { bytes: bytes.subarray(0, bytesRead), size: stat.size };
      } finally {
        await handle.close();
      }
    });
  }

  /** The paths of all files that can be named, sorted, and whether that is all. */
  async list(signal: AbortSignal, most = Infinity): Promise<{ readonly paths: string[]; readonly all: boolean }> {
    const paths: string[] = [];
    let left = MOST_ENTRIES;
    const visit = async (names: readonly string[]): Promise<void> => {
      throwIfAborted(signal);
      const entries = await inFolder(this.#root, names, false, async ({ at }) => readdir(at, { withFileTypes: true }));
      for (const entry of entries) {
        if (--left < 0) return;
        const inner = [...names, entry.name];
        if (problemOf(entry.name) || entry.name.endsWith(DRAFT)) continue;
        if (entry.isFile()) paths.push(inner.join('/'));
        else if (entry.isDirectory() && inner.length < MOST_LEVELS)
          await visit(inner).catch((error: unknown) => {
            // Gone or closed meanwhile: it has no files to list.
            if (!(error instanceof TwofilesError) || error.code === 'aborted') throw error;
          });
      }
    };
    await visit([]);
    return { paths: paths.sort().slice(0, most), all: left >= 0 && paths.length <= most };
  }

  /** What there is and what the change would make of it; nothing is written. */
  async plan(
    path: string,
    change: Change,
  ): Promise<{ readonly before: Uint8Array | undefined; readonly after: Uint8Array }> {
    const before = await this.#before(namesOf(path));
    return { before, after: change(before) };
  }

  /**
   * Changes a file in one step and keeps what there was. A call (`key`) that was done already is not done again.
   * @throws `io` for a full disk, a missing permission, and a file that changed since it was read here.
   */
  write(path: string, change: Change, key: string): Promise<Written> {
    return this.#alone(async () => {
      const names = namesOf(path);
      const file = names.join('/');
      const before = await this.#before(names);
      const have = before && hashOf(before);
      const kept = await this.#undo.last(file);
      if (kept?.key === key && kept.after === have) return { before: 'same', bytes: before?.length ?? 0 };
      const seen = this.#seen.get(file);
      if (seen !== undefined && have !== seen) {
        this.#seen.delete(file);
        throw new TwofilesError('io', `${file} changed since it was read.`, 'Read it again, then change it.');
      }
      const after = change(before);
      if (after.length > FILE_BYTES) throw tooLarge(file);
      const hash = hashOf(after);
      if (hash === have) return { before: 'same', bytes: after.length };
      await this.#undo.keep({ path: file, key, before, after: hash });
      await this.#put(names, after);
      this.#sees(names, hash);
      return { before: before ? 'other' : 'nothing', bytes: after.length };
    });
  }

  /** What a file is now, and what it would be without the last write that is kept. @throws `not-found`, `io`. */
  async undoable(
    path: string,
  ): Promise<{ readonly now: Uint8Array | undefined; readonly back: Uint8Array | undefined }> {
    const { now, kept } = await this.#kept(namesOf(path));
    return { now, back: kept.before };
  }

  /** Takes the last write of a file back; gives what it is now. @throws `not-found`, `io`. */
  undo(path: string): Promise<Uint8Array | undefined> {
    return this.#alone(async () => {
      const names = namesOf(path);
      const { now, kept } = await this.#kept(names);
      if (kept.before) await this.#put(names, kept.before);
      else if (now) await this.#in(names, false, removeIn);
      if (kept.before) this.#sees(names, hashOf(kept.before));
      else this.#seen.delete(names.join('/'));
      await this.#undo.drop(kept);
      return kept.before;
    });
  }

  /** The last write that is kept; the file must be what it made, or what it was before. */
  async #kept(names: readonly string[]): Promise<{ readonly now: Uint8Array | undefined; readonly kept: Kept }> {
    const path = names.join('/');
    const kept = await this.#undo.last(path);
    if (!kept) throw new TwofilesError('not-found', `No write of ${path} is kept.`, 'Write it anew.');
    const now = await this.#before(names);
    const have = now && hashOf(now);
    if (have !== kept.after && have !== (kept.before && hashOf(kept.before)))
      throw new TwofilesError('io', `${path} changed since it was written.`, 'Read it and change it by hand.');
    return { now, kept };
  }

  async #before(names: readonly string[]): Promise<Uint8Array | undefined> {
    try {
      return await this.#in(names, false, (place, name) => this.#bytes(place, name));
    } catch (error) {
      if (error instanceof TwofilesError && error.code === 'not-found') return undefined;
      throw error;
    }
  }

  async #bytes(place: Place, name: string): Promise<Uint8Array> {
    const { handle, stat } = await openIn(this.#root, place, name);
    try {
      if (stat.size > FILE_BYTES) throw tooLarge([...place.names, name].join('/'));
      return await handle.readFile();
    } catch (error) {
      throw error instanceof TwofilesError ? error : refusal([...place.names, name], error);
    } finally {
      await handle.close();
    }
  }

  async #put(names: readonly string[], bytes: Uint8Array): Promise<void> {
    await this.#in(names, true, (place, name) => putIn(place, name, bytes));
  }

  #in<T>(names: readonly string[], make: boolean, work: (place: Place, name: string) => Promise<T>): Promise<T> {
    return inFolder(this.#root, names.slice(0, -1), make, (place) => work(place, names.at(-1)!));
  }

  #sees(names: readonly string[], hash: string): void {
    const path = names.join('/');
    this.#seen.delete(path);
    this.#seen.set(path, hash);
    if (this.#seen.size > MOST_SEEN) this.#seen.delete(this.#seen.keys().next().value!);
  }

  /** Runs after the writes before it. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#writing.then(work, work);
    this.#writing = mine.catch(() => {});
    return mine;
  }
}

async function removeIn(place: Place, name: string): Promise<void> {
  try {
    await rm(`${place.at}/${name}`);
    await place.handle?.sync();
  } catch (error) {
    throw refusal([...place.names, name], error);
  }
}

/** Writes a file whole into a place; the name is on disk when it returns. */
async function putIn(place: Place, name: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeWhole(`${place.at}/${name}`, bytes);
    await place.handle?.sync();
  } catch (error) {
    throw refusal([...place.names, name], error instanceof TwofilesError ? error.cause : error);
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function tooLarge(path: string): TwofilesError {
  return new TwofilesError('io', `${path} has more than ${FILE_BYTES} bytes.`, 'Read it in parts.');
}
