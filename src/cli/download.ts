// One file from a server that may cut, stall or lie. Bytes go to `<file>.part`, with its ETag in
// `<file>.part.json` so that a later try goes on only if the file is still the same; when size and SHA-256 are
// right it is renamed, and `<file>.pulled.json` keeps what it is.
import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TwofilesError, throwIfAborted } from '../base/errors.ts';
import type { OnProgress } from '../base/progress.ts';
import {
  describe,
  PATIENCE,
  type Patience,
  persist,
  refusal,
  request,
  retryAfter,
  StallWatch,
  TryAgain,
} from './request.ts';

export interface DownloadOptions {
  readonly token?: string | undefined;
  readonly tokenOrigin?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly patience?: Partial<Patience> | undefined;
}

/** What is known of a file before it is fetched. */
export interface Expected {
  readonly size?: number | undefined;
  /** Lower-case hex. */
  readonly sha256?: string | undefined;
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
 * something else, `not-found`, `io` for a full or forbidden disk, `aborted`.
 */
export async function download(url: URL, path: string, expected: Expected, options: DownloadOptions): Promise<Fetched> {
  throwIfAborted(options.signal);
  const part = await PartFile.open(`${path}.part`, url.href);
  try {
    const told = await new Attempts(url, part, expected, options).run();
    const sha256 = part.digest();
    const wanted = expected.sha256 ?? told.sha256;
    if (wanted !== undefined && wanted !== sha256) {
      const mixed = part.resumed;
      await part.discard();
      if (mixed) return await download(url, path, expected, options);
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

/** What a server tells of a whole file. */
interface Told {
  readonly size?: number | undefined;
  readonly sha256?: string | undefined;
}

/** Tries until the part file is whole. */
class Attempts {
  readonly #url: URL;
  readonly #part: PartFile;
  readonly #expected: Expected;
  readonly #options: DownloadOptions;
  readonly #patience: Patience;
  #told: Told = {};

  constructor(url: URL, part: PartFile, expected: Expected, options: DownloadOptions) {
    this.#url = url;
    this.#part = part;
    this.#expected = expected;
    this.#options = options;
    this.#patience = { ...PATIENCE, ...options.patience };
  }

  async run(): Promise<Told> {
    const name = this.#url.href;
    await persist(name, this.#patience, this.#options.signal, async () => {
      const before = this.#part.size;
      await this.#attempt().catch((problem: unknown) => {
        throw this.#part.size > before ? new TryAgain(describe(problem), { cause: problem, fruitful: true }) : problem;
      });
    });
    return this.#told;
  }

  /** One request. Returns when the part file is whole, throws otherwise. */
  async #attempt(): Promise<void> {
    const { token, tokenOrigin, signal } = this.#options;
    using watch = new StallWatch(this.#patience.stall, signal);
    const resume = this.#part.size > 0 && this.#part.etag !== undefined;
    if (!resume) await this.#part.restart(undefined);
    const range = { range: `bytes=${this.#part.size}-`, 'if-range': this.#part.etag ?? '' };
    const headers = resume ? range : {};
    const reply = await request(this.#url, { headers, token, tokenOrigin, signal: watch.signal });
    const { response } = reply;
    watch.touch();
    try {
      await this.#accept(response, reply.first);
      await this.#receive(response, watch);
    } finally {
      await response.body?.cancel().catch(() => {});
    }
  }

  /** Checks status, size and ETag, and prepares the part file for the body. */
  async #accept(response: Response, first: Headers): Promise<void> {
    const { status, headers } = response;
    if (status !== 200 && status !== 206) {
      if (status === 416) await this.#part.restart(undefined);
      const final = status === 416 ? undefined : refusal(this.#url, status);
      if (final) throw final;
      throw new TryAgain(`status ${status}`, { wait: retryAfter(headers, Date.now()) });
    }
    if (headers.get('content-type')?.startsWith('text/html') && !/\.html?$/.test(this.#url.pathname))
      throw new TwofilesError(
        'network',
        `${this.#url.href} is a web page, not a file.`,
        'Check the address, or sign in.',
      );
    const etag = strongEtag(headers);
    const size = totalSize(response, this.#part.size, etag !== undefined && etag !== this.#part.etag);
    if (status === 206 && size === undefined) {
      await this.#part.restart(undefined);
      throw new TryAgain('the server answers with another part than asked for');
    }
    const linked = whole(first.get('x-linked-size'));
    this.#told = { size: linked ?? size, sha256: linkedSha256(first) };
    for (const known of [this.#expected.size, linked])
      if (known !== undefined && size !== undefined && known !== size)
        throw new TwofilesError(
          'network',
          `${this.#url.href} should have ${known} bytes, and the server sends ${size}.`,
          'The server or its listing is wrong; try again later or another source.',
          { field: 'size' },
        );
    if (status === 200) await this.#part.restart(etag);
  }

  async #receive(response: Response, watch: StallWatch): Promise<void> {
    const total = this.#expected.size ?? this.#told.size;
    const report = (): void =>
      this.#options.onProgress?.({ label: fileName(this.#url), done: this.#part.size, total, unit: 'bytes' });
    report();
    for await (const chunk of response.body ?? []) {
      watch.touch();
      if (total !== undefined && this.#part.size + chunk.length > total) {
        await this.#part.restart(undefined);
        throw new TryAgain(`the server sends more than the ${total} bytes it promised`);
      }
      await this.#part.append(chunk);
      report();
    }
    if (total !== undefined && this.#part.size < total)
      throw new TryAgain(`the connection ended at byte ${this.#part.size} of ${total}`);
  }
}

/** The size of the whole file; of a 206, only if it is the part that was asked for, of the same file. */
function totalSize(response: Response, offset: number, changed: boolean): number | undefined {
  const { headers } = response;
  if (response.status === 200) {
    const encoding = headers.get('content-encoding') ?? 'identity';
    return encoding === 'identity' ? whole(headers.get('content-length')) : undefined;
  }
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
  const right = range && !changed && Number(range[1]) === offset && Number(range[2]) === Number(range[3]) - 1;
  return right ? Number(range[3]) : undefined;
}

const whole = (text: string | null): number | undefined =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/** Only a strong ETag promises the same bytes (RFC 9110, 8.8.3). */
const strongEtag = (headers: Headers): string | undefined => {
  const etag = headers.get('etag');
  return etag?.startsWith('"') ? etag : undefined;
};

/** The hub names a large file's SHA-256 in X-Linked-ETag. */
const linkedSha256 = (headers: Headers): string | undefined =>
  /^"?([0-9a-f]{64})"?$/i.exec(headers.get('x-linked-etag') ?? '')?.[1]?.toLowerCase();

export const fileName = (url: URL): string => decodeURIComponent(url.pathname.split('/').at(-1) ?? '');

/** The unfinished file: its bytes, their hash so far, and the ETag they belong to. */
class PartFile {
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
    await onDisk(path, mkdir(dirname(path), { recursive: true }));
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
    const [what, next] = DISK[(cause as NodeJS.ErrnoException).code ?? ''] ?? [
      (cause as Error).message,
      'Check the cache folder, or set XDG_CACHE_HOME to another one.',
    ];
    throw new TwofilesError('io', `${path} cannot be written: ${what}.`, next, { cause });
  }
}
