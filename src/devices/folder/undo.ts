// What there was before each write, so that it can be had back: files in `.twofiles/undo`, numbered in the order of the
// writes, each a line of JSON (what it is) and then the bytes. The oldest go when there are too many.
import { createHash } from 'node:crypto';
import { lstat, readdir, rm } from 'node:fs/promises';
import { TwofilesError } from '../../base/errors.ts';
import { writeWhole } from '../../base/write.node.ts';
import { inFolder, openIn, type Place, type Root, refusal } from './walk.ts';

/** Writes that can be taken back, of all files together. */
const MOST_KEPT = 100;
/** Bytes that they may take. */
const KEPT_BYTES = 64 * 1024 * 1024;

const HOME = ['.twofiles', 'undo'];
const DIGITS = 12;
const NAME = /^\d{12}-[0-9a-f]{32}$/;

/** A write as it is kept. */
export interface Kept {
  readonly path: string;
  /** The call that wrote. */
  readonly key: string;
  /** What there was; undefined for nothing. */
  readonly before: Uint8Array | undefined;
  /** The hash of what was written. */
  readonly after: string;
  /** Its file, where it is on disk. */
  readonly name?: string;
}

export class Undo {
  readonly #root: Root;

  constructor(root: Root) {
    this.#root = root;
  }

  /** The last write of a file that is still kept. */
  async last(path: string): Promise<Kept | undefined> {
    try {
      return await inFolder(this.#root, HOME, false, async (place) => {
        const name = (await names(place)).findLast((each) => each.endsWith(ending(path)));
        if (name === undefined) return undefined;
        const { handle } = await openIn(this.#root, place, name);
        try {
          return parse(name, path, await handle.readFile());
        } finally {
          await handle.close();
        }
      });
    } catch (error) {
      if (error instanceof TwofilesError && error.code === 'not-found') return undefined;
      throw error;
    }
  }

  /** On disk when it returns. */
  async keep({ path, key, before, after }: Kept): Promise<void> {
    await inFolder(this.#root, HOME, true, async (place) => {
      const have = await names(place);
      const number = Number(have.at(-1)?.slice(0, DIGITS) ?? 0) + 1;
      const head = new TextEncoder().encode(`${JSON.stringify({ path, key, after, there: before !== undefined })}\n`);
      const bytes = new Uint8Array(head.length + (before?.length ?? 0));
      bytes.set(head);
      bytes.set(before ?? [], head.length);
      const name = `${String(number).padStart(DIGITS, '0')}${ending(path)}`;
      await prune(place, have, bytes.length);
      await writeWhole(`${place.at}/${name}`, bytes).catch((error: TwofilesError) => {
        throw refusal([path], error.cause);
      });
    });
  }

  async drop({ name }: Kept): Promise<void> {
    if (name) await inFolder(this.#root, HOME, false, ({ at }) => rm(`${at}/${name}`, { force: true }));
  }
}

/** Makes room for one more of so many bytes. */
async function prune({ at }: Place, have: readonly string[], more: number): Promise<void> {
  let bytes = more;
  for (const [i, name] of have.toReversed().entries()) {
    bytes += (await lstat(`${at}/${name}`)).size;
    if (i + 2 > MOST_KEPT || bytes > KEPT_BYTES) await rm(`${at}/${name}`, { force: true });
  }
}

async function names({ at }: Place): Promise<string[]> {
  return (await readdir(at)).filter((name) => NAME.test(name)).sort();
}

function ending(path: string): string {
  return `-${createHash('sha256').update(path).digest('hex').slice(0, 32)}`;
}

/** A damaged one counts as none. */
function parse(name: string, path: string, bytes: Buffer): Kept | undefined {
  const end = bytes.indexOf(10);
  try {
    const head = JSON.parse(bytes.subarray(0, end).toString()) as Kept & { there: boolean };
    if (end < 0 || head.path !== path) return undefined;
    return { path, key: head.key, after: head.after, before: head.there ? bytes.subarray(end + 1) : undefined, name };
  } catch {
    return undefined;
  }
}
