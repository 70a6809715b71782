// Blocks of keys and values in a folder, a file each, the least used ones deleted when it grows too large.
// Several processes may share it: files appear whole, by renaming, and may vanish at any time. A folder that
// fails (full, read-only) is a cache that misses.
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TwofilesError } from '../base/errors.ts';
import type { PrefixStore } from './prefix-store.ts';

/** Bytes a folder may hold when nothing is said. */
const MOST_BYTES = 2e9;
/** What is left when blocks are deleted, so that it need not be done for every block. */
const LEFT = 0.9;
/** A file that is being written is never this old, ms. */
const ABANDONED = 3_600_000;

const BLOCK_FILE = /^[0-9a-f]{64}\.kv$/;
const UNFINISHED = /^[0-9a-f]{64}\.kv\.[0-9a-f-]{36}\.part$/;

export interface PrefixFolderOptions {
  /** Most bytes of all blocks together. Default: 2 GB. */
  readonly maxBytes?: number | undefined;
}

/** Opens a folder as a prefix store, making it if need be. @throws `io` when it cannot be a folder. */
export async function openPrefixFolder(folder: string, options: PrefixFolderOptions = {}): Promise<PrefixStore> {
  try {
    await mkdir(folder, { recursive: true });
    const store = new PrefixFolder(folder, options.maxBytes ?? MOST_BYTES);
    await store.tidy();
    return store;
  } catch (cause) {
    const next = 'Name a folder that can be written.';
    throw new TwofilesError('io', `${folder} cannot hold a prefix cache: ${(cause as Error).message}`, next, { cause });
  }
}

class PrefixFolder implements PrefixStore {
  readonly #folder: string;
  readonly #most: number;
  /** Bytes of all blocks, as far as this process knows. */
  #bytes = 0;

  constructor(folder: string, most: number) {
    this.#folder = folder;
    this.#most = most;
  }

  async get(name: string): Promise<Uint8Array | undefined> {
    const path = this.#path(name);
    const bytes = await readFile(path).catch(() => undefined);
    const now = new Date();
    if (bytes) await utimes(path, now, now).catch(() => {}); // used now: kept longer
    return bytes;
  }

  async put(name: string, bytes: Uint8Array): Promise<void> {
    const path = this.#path(name);
    const unfinished = `${path}.${randomUUID()}.part`;
    try {
      if (bytes.length > this.#most) return;
      const replaced = await stat(path).catch(() => undefined); // damaged, or written by another process just now
      await writeFile(unfinished, bytes);
      await rename(unfinished, path);
      this.#bytes += bytes.length - (replaced?.size ?? 0);
      if (this.#bytes > this.#most) await this.tidy();
    } catch {
      await rm(unfinished, { force: true }).catch(() => {});
    }
  }

  async remove(name: string): Promise<void> {
    await rm(this.#path(name), { force: true }).catch(() => {});
  }

  /** Counts what is there, by whomever, and deletes what is too much and what was abandoned. */
  async tidy(): Promise<void> {
    const blocks: { path: string; size: number; used: number }[] = [];
    for (const name of await readdir(this.#folder)) {
      if (!BLOCK_FILE.test(name) && !UNFINISHED.test(name)) continue;
      const path = join(this.#folder, name);
      const found = await stat(path).catch(() => undefined);
      if (!found?.isFile()) continue;
      if (BLOCK_FILE.test(name)) blocks.push({ path, size: found.size, used: found.mtimeMs });
      else if (Date.now() - found.mtimeMs > ABANDONED) await rm(path, { force: true });
    }
    this.#bytes = blocks.reduce((sum, { size }) => sum + size, 0);
    if (this.#bytes <= this.#most) return;
    for (const { path, size } of blocks.sort((a, b) => a.used - b.used)) {
      if (this.#bytes <= this.#most * LEFT) return;
      await rm(path, { force: true });
      this.#bytes -= size;
    }
  }

  #path(name: string): string {
    return join(this.#folder, `${name}.kv`);
  }
}
