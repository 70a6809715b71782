// One file from a server that may cut, stall or lie. Bytes go to `<file>.part`, with its ETag in
// `<file>.part.json` so that a later try goes on only if the file is still the same; when size and SHA-256 are
// right it is renamed, and `<file>.pulled.json` keeps what it is.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TwofilesError, throwIfAborted } from '../base/errors.ts';
import { PATIENCE, type Patience } from '../base/patience.ts';
import type { OnProgress } from '../base/progress.ts';
import { type Expected, type Part, receive, type Told } from '../base/receive.ts';
import { lockFile } from './lock.ts';
import { refusal, request } from './request.ts';

export interface DownloadOptions {
  readonly token?: string | undefined;
  readonly tokenOrigin?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly patience?: Partial<Patience> | undefined;
}

export interface Fetched {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly fromCache: boolean;
}

/** What `<file>.pulled.json` says. */
interface Receipt {
  readonly url: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * The file at `path`, if it is whole and the expected one. A file without a receipt is hashed; what does not
 * fit the expectation counts as absent.
 */
export async function cached(path: string, expected: Expected): Promise<Fetched | undefined> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : undefined),
    () => undefined,
  );
  if (size === undefined || (expected.size !== undefined && expected.size !== size)) return undefined;
  const receipt = (await readJson(`${path}.pulled.json`)) as Partial<Receipt> | undefined;
  let sha256 = receipt?.sha256;
  if (typeof sha256 !== 'string' || receipt?.bytes !== size) sha256 = (await hashFile(path)).digest('hex');
  if (expected.sha256 !== undefined && expected.sha256 !== sha256) return undefined;
  return { path, bytes: size, sha256, fromCache: true };
}

/**
 * Fetches `url` to `path`. Throws `network` when the server does not deliver, `checksum` when it delivers
 * something else, `not-found`, `io` for a full or forbidden disk or while another process fetches it, `aborted`.
 */
export async function download(url: URL, path: string, expected: Expected, options: DownloadOptions): Promise<Fetched> {
  throwIfAborted(options.signal);
  await onDisk(path, mkdir(dirname(path), { recursive: true }));
  await using _ = await onDisk(path, lockFile(path));
  return await fetchTo(url, path, expected, options);
}

async function fetchTo(url: URL, path: string, expected: Expected, options: DownloadOptions): Promise<Fetched> {
  const part = await PartFile.open(`${path}.part`, url.href);
  try {
    const told = await receiveInto(part, url, expected, options);
    const sha256 = part.digest();
    const wanted = expected.sha256 ?? told.sha256;
    if (wanted !== undefined && wanted !== sha256) {
      const mixed = part.resumed;
      await part.discard();
      if (mixed) return await fetchTo(url, path, expected, options);
      throw new TwofilesError(
        'checksum',
        `${url.href} has the SHA-256 ${sha256}, and ${wanted} was promised.`,
        'Try again; if it stays so, the file is not what its publisher says.',
        { field: 'sha256' },
      );
    }
    const bytes = part.size;
    await part.finish(path);
    const receipt: Receipt = { url: url.href, bytes, sha256 };
    await onDisk(path, writeFile(`${path}.pulled.json`, `${JSON.stringify(receipt)}\n`));
    return { path, bytes, sha256, fromCache: false };
  } finally {
    await part.close();
  }
}

function receiveInto(part: PartFile, url: URL, expected: Expected, options: DownloadOptions): Promise<Told> {
  const { token, tokenOrigin, signal } = options;
  return receive(part, {
    url,
    expected,
    signal,
    patience: { ...PATIENCE, ...options.patience },
    get(rest, until) {
      const headers = rest ? { range: `bytes=${rest.offset}-`, 'if-range': rest.etag } : {};
      return request(url, { headers, token, tokenOrigin, signal: until });
    },
    refusal: (status) => refusal(url, status),
    onBytes: (done, total) => options.onProgress?.({ label: fileName(url), done, total, unit: 'bytes' }),
  });
}

export const fileName = (url: URL): string => decodeURIComponent(url.pathname.split('/').at(-1) ?? '');

/** The unfinished file: its bytes, their hash so far, and the ETag they belong to. */
class PartFile implements Part {
  readonly #path: string;
  readonly #url: string;
  readonly #handle: FileHandle;
  #hash: Hash;
  size: number;
  etag: string | undefined;
  /** Holds bytes of an earlier run. */
  resumed: boolean;

  private constructor(path: string, url: string, handle: FileHandle, hash: Hash, size: number, etag?: string) {
    this.#path = path;
    this.#url = url;
    this.#handle = handle;
    this.#hash = hash;
    this.size = size;
    this.etag = etag;
    this.resumed = size > 0;
  }

  /** Opens the part file, with what it holds if that is of this URL. */
  static async open(path: string, url: string): Promise<PartFile> {
    const note = (await readJson(`${path}.json`)) as { url?: unknown; etag?: unknown } | undefined;
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    );
    const etag = note?.url === url && typeof note.etag === 'string' && size > 0 ? note.etag : undefined;
    const handle = await onDisk(path, open(path, etag === undefined ? 'w' : 'r+'));
    if (etag === undefined) return new PartFile(path, url, handle, createHash('sha256'), 0);
    return new PartFile(path, url, handle, await hashFile(path), size, etag);
  }

  async restart(etag: string | undefined): Promise<void> {
    if (this.size > 0) await onDisk(this.#path, this.#handle.truncate(0));
    this.#hash = createHash('sha256');
    this.size = 0;
    this.etag = etag;
    this.resumed = false;
    await onDisk(this.#path, writeFile(`${this.#path}.json`, JSON.stringify({ url: this.#url, etag })));
  }

  async append(chunk: Uint8Array): Promise<void> {
    for (let done = 0; done < chunk.length; ) {
      const write = this.#handle.write(chunk, done, chunk.length - done, this.size + done);
      done += (await onDisk(this.#path, write)).bytesWritten;
    }
    this.#hash.update(chunk);
    this.size += chunk.length;
  }

  digest(): string {
    return this.#hash.copy().digest('hex');
  }

  async finish(path: string): Promise<void> {
    await onDisk(this.#path, this.#handle.sync());
    await this.#handle.close();
    await onDisk(path, rename(this.#path, path));
    await rm(`${this.#path}.json`, { force: true });
  }

  async discard(): Promise<void> {
    await this.close();
    await rm(this.#path, { force: true });
    await rm(`${this.#path}.json`, { force: true });
  }

  async close(): Promise<void> {
    await this.#handle.close().catch(() => {});
  }
}

async function hashFile(path: string): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash;
}

async function readJson(path: string): Promise<unknown> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const DISK: { readonly [code: string]: readonly [string, string] } = {
  ENOSPC: ['the disk is full', 'Make room and run it again: it goes on where it stopped.'],
  EDQUOT: ['your disk quota is used up', 'Make room and run it again: it goes on where it stopped.'],
  EACCES: ['writing is not permitted', 'Check who owns the cache folder, or set XDG_CACHE_HOME.'],
  EPERM: ['writing is not permitted', 'Check who owns the cache folder, or set XDG_CACHE_HOME.'],
  EROFS: ['the disk is read-only', 'Set XDG_CACHE_HOME to a folder that can be written.'],
};

/** Waits for a disk operation and gives its failure this package's shape. */
async function onDisk<T>(path: string, operation: Promise<T>): Promise<T> {
  try {
    return await operation;
  } catch (cause) {
    if (cause instanceof TwofilesError) throw cause;
    const [what, next] = DISK[(cause as NodeJS.ErrnoException).code ?? ''] ?? [
      (cause as Error).message,
      'Check the cache folder, or set XDG_CACHE_HOME to another one.',
    ];
    throw new TwofilesError('io', `${path} cannot be written: ${what}.`, next, { cause });
  }
}
