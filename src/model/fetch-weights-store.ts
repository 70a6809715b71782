// Where fetched weights are put, in pieces: in memory, or in the page's origin private file system
// (https://fs.spec.whatwg.org), where they outlive the page. There each URL has a folder, named by its hash,
// with the pieces 0, 1, 2, … and note.json, which says what they are. A piece is there whole or not at all,
// so a page that is closed in the middle loses one piece at most.
import { TwofilesError } from '../base/errors.ts';
import type { Part } from '../base/receive.ts';
import { Sha256 } from '../base/sha256.ts';

const FOLDER = 'twofiles-weights';
const NOTE = 'note.json';
/** Bytes: what may be lost when a page is closed, and at most held twice in memory. */
const PIECE = 64 * 1024 * 1024;

/** What is known of a folder's pieces. */
export interface Note {
  readonly url: string;
  /** The strong ETag that they belong to. */
  readonly etag?: string | undefined;
  /** Set when nothing is missing: all bytes. */
  readonly size?: number | undefined;
  /** Lower-case hex, when it was checked. */
  readonly sha256?: string | undefined;
}

/** A piece being written. */
interface Box {
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Makes what was written readable. */
  close(): Promise<Blob>;
  drop(): Promise<void>;
}

/** Where pieces lie. */
interface Place {
  box(index: number): Promise<Box>;
  clear(): Promise<void>;
  describe(note: Note): Promise<void>;
}

/** Fetched bytes, in pieces, for one URL. Throws `io` when the browser refuses, naming a full quota as field. */
export class Pieces implements Part {
  readonly #place: Place;
  readonly blobs: Blob[];
  #note: Note;
  #box: Box | undefined;
  #boxed = 0;

  private constructor(place: Place, note: Note, blobs: Blob[]) {
    this.#place = place;
    this.#note = note;
    this.blobs = blobs;
  }

  static inMemory(url: string): Pieces {
    return new Pieces(memory, { url }, []);
  }

  /** With what an earlier visit has left. */
  static async kept(root: FileSystemDirectoryHandle, url: string): Promise<Pieces> {
    return stored(async () => {
      const folder = await root.getDirectoryHandle(keyOf(url), { create: true });
      const note = await readNote(folder);
      const blobs: Blob[] = [];
      for (let file = await fileIn(folder, '0'); file; file = await fileIn(folder, String(blobs.length)))
        blobs.push(file);
      return new Pieces(new Folder(folder), note?.url === url ? note : { url }, blobs);
    });
  }

  get size(): number {
    return this.blobs.reduce((sum, { size }) => sum + size, this.#boxed);
  }

  get etag(): string | undefined {
    return this.#note.etag;
  }

  get note(): Note {
    return this.#note;
  }

  /** Is every byte there? */
  get whole(): boolean {
    return this.#note.size !== undefined && this.#note.size === this.size;
  }

  async restart(etag: string | undefined): Promise<void> {
    await this.#drop();
    this.blobs.length = 0;
    await stored(() => this.#place.clear());
    await this.describe({ url: this.#note.url, etag });
  }

  async append(chunk: Uint8Array<ArrayBuffer>): Promise<void> {
    await stored(async () => {
      this.#box ??= await this.#place.box(this.blobs.length);
      await this.#box.write(chunk);
    }).catch(async (problem) => {
      await this.#drop();
      throw problem;
    });
    this.#boxed += chunk.length;
    if (this.#boxed >= PIECE) await this.settle();
  }

  /** Closes the piece being written. */
  async settle(): Promise<void> {
    const box = this.#box;
    if (!box) return;
    this.#box = undefined;
    const blob = await stored(() => box.close()).finally(() => (this.#boxed = 0));
    this.blobs.push(blob);
  }

  /** Gives the piece being written up. */
  async #drop(): Promise<void> {
    const box = this.#box;
    this.#box = undefined;
    this.#boxed = 0;
    await box?.drop().catch(() => {});
  }

  async describe(note: Note): Promise<void> {
    this.#note = note;
    await stored(() => this.#place.describe(note));
  }
}

const memory: Place = {
  async box() {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    return {
      write: async (chunk) => void chunks.push(chunk),
      close: async () => new Blob(chunks),
      drop: async () => {},
    };
  },
  async clear() {},
  async describe() {},
};

class Folder implements Place {
  readonly #folder: FileSystemDirectoryHandle;

  constructor(folder: FileSystemDirectoryHandle) {
    this.#folder = folder;
  }

  async box(index: number): Promise<Box> {
    const handle = await this.#folder.getFileHandle(String(index), { create: true });
    const stream = await handle.createWritable();
    return {
      write: (chunk) => stream.write(chunk),
      async close() {
        await stream.close();
        return handle.getFile();
      },
      drop: () => stream.abort(),
    };
  }

  async clear(): Promise<void> {
    for await (const name of this.#folder.keys()) await this.#folder.removeEntry(name);
  }

  async describe(note: Note): Promise<void> {
    const stream = await (await this.#folder.getFileHandle(NOTE, { create: true })).createWritable();
    await stream.write(JSON.stringify(note));
    await stream.close();
  }
}

/** The folder of all kept weights; undefined where there is no such file system: in Node, without HTTPS. */
export async function keptRoot(): Promise<FileSystemDirectoryHandle | undefined> {
  if (typeof FileSystemFileHandle === 'undefined' || !('createWritable' in FileSystemFileHandle.prototype)) return;
  try {
    return await (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  } catch {
    return undefined; // a private window
  }
}

/** What every folder under the root says of itself, with the bytes it holds. */
export async function readNotes(root: FileSystemDirectoryHandle): Promise<{ note: Note; bytes: number }[]> {
  return stored(async () => {
    const found: { note: Note; bytes: number }[] = [];
    for await (const handle of root.values()) {
      if (!(handle instanceof FileSystemDirectoryHandle)) continue;
      const note = await readNote(handle);
      if (note) found.push({ note, bytes: (await Pieces.kept(root, note.url)).size });
    }
    return found;
  });
}

/** Removes what is kept of a URL. False when there was nothing. */
export async function remove(root: FileSystemDirectoryHandle, url: string): Promise<boolean> {
  try {
    await root.removeEntry(keyOf(url), { recursive: true });
    return true;
  } catch (cause) {
    if (named(cause, 'NotFoundError')) return false;
    throw refused(cause);
  }
}

const keyOf = (url: string): string => new Sha256().update(new TextEncoder().encode(url)).hex();

async function readNote(folder: FileSystemDirectoryHandle): Promise<Note | undefined> {
  try {
    const note = JSON.parse((await (await fileIn(folder, NOTE))?.text()) ?? 'null') as Partial<Note> | null;
    return typeof note?.url === 'string' ? { ...note, url: note.url } : undefined;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | undefined> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (cause) {
    if (named(cause, 'NotFoundError')) return undefined;
    throw cause;
  }
}

/** Waits for an operation on the file system and gives its failure this package's shape. */
async function stored<T>(operation: () => Promise<T>): Promise<T> {
  try {
    return await operation();
  } catch (cause) {
    throw refused(cause);
  }
}

function refused(cause: unknown): TwofilesError {
  if (cause instanceof TwofilesError) return cause;
  if (named(cause, 'QuotaExceededError')) {
    const next = 'Delete weights kept before (listKeptWeights, deleteKeptWeights), or pass cache: false.';
    return new TwofilesError('io', 'The browser gives this page no more storage.', next, { field: 'quota', cause });
  }
  const what = cause instanceof Error ? cause.message : String(cause);
  return new TwofilesError('io', `The browser's storage failed: ${what}`, 'Pass cache: false.', { cause });
}

const named = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;
