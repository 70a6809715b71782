// Weights from a URL: streamed with progress, going on after a cut, and kept by the browser for the next visit.
// A model never lies in memory as a whole where the browser can store it; where it cannot (Node, a page
// without HTTPS, a private window), the bytes are held in memory instead.
import { blobSource } from '../base/blob.ts';
import { type ByteSource, readBytes } from '../base/bytes.ts';
import { badArgument, TwofilesError, throwIfAborted } from '../base/errors.ts';
import { isTransient, PATIENCE, type Patience } from '../base/patience.ts';
import type { OnProgress } from '../base/progress.ts';
import { receive } from '../base/receive.ts';
import { Sha256 } from '../base/sha256.ts';
import { keptRoot, Pieces, readNotes, remove } from './fetch-weights-store.ts';

const HASH_BYTES = 1024 * 1024;

export interface OpenUrlOptions {
  /** Bytes received, of how many; also when they were kept from an earlier visit. */
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  /** False: nothing is kept, and nothing kept is used. Default true. */
  readonly cache?: boolean | undefined;
  /** What the file must be, hex. Checking costs a pass over the bytes, once. */
  readonly sha256?: string | undefined;
  readonly patience?: Partial<Patience> | undefined;
}

export interface KeptWeights {
  readonly url: string;
  readonly bytes: number;
  /** False: an unfinished one, which `openUrl` would go on with. */
  readonly whole: boolean;
}

/**
 * The bytes at a URL. A kept copy is used without asking the server; delete it to fetch the file anew.
 * A page on another origin needs the server's permission (CORS), and to go on after a cut also
 * `Access-Control-Expose-Headers: ETag, Content-Range`.
 * @throws `network`, `not-found`, `checksum`, `aborted`, `bad-argument`; `io` when the browser cannot store
 * it, with field `quota` when there is no room.
 */
export async function openUrl(url: string | URL, options: OpenUrlOptions = {}): Promise<ByteSource> {
  const address = parse(url);
  throwIfAborted(options.signal);
  const root = options.cache === false ? undefined : await keptRoot();
  if (!root) return obtain(address, Pieces.inMemory(address.href), options);
  return alone(address, options.signal, async () => obtain(address, await Pieces.kept(root, address.href), options));
}

/** What `openUrl` has kept for this origin. */
export async function listKeptWeights(): Promise<KeptWeights[]> {
  const root = await keptRoot();
  const found = root ? await readNotes(root) : [];
  return found.map(({ note, bytes }) => ({ url: note.url, bytes, whole: note.size === bytes }));
}

/** Deletes what is kept of a URL; false when nothing is. A source that reads it fails from then on. */
export async function deleteKeptWeights(url: string | URL): Promise<boolean> {
  const address = parse(url);
  const root = await keptRoot();
  return root ? alone(address, undefined, () => remove(root, address.href)) : false;
}

function parse(url: string | URL): URL {
  const address = URL.parse(url, globalThis.location?.href);
  if (!address || !/^https?:$/.test(address.protocol))
    throw badArgument(`${String(url)} is not a URL that can be fetched.`, 'Give an https URL.');
  address.hash = '';
  return address;
}

/** Keeps two pages, or two calls, from writing the same pieces. */
async function alone<T>(url: URL, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await navigator.locks.request(`twofiles ${url.href}`, signal ? { signal } : {}, work);
  } catch (problem) {
    throwIfAborted(signal);
    throw problem;
  }
}

async function obtain(url: URL, pieces: Pieces, options: OpenUrlOptions): Promise<ByteSource> {
  const report = (done: number, total: number | undefined): void =>
    options.onProgress?.({ label: url.pathname.split('/').at(-1) ?? '', done, total, unit: 'bytes' });
  const wanted = options.sha256?.toLowerCase();
  const resumed = pieces.size > 0;
  if (!pieces.whole) await fetchInto(pieces, url, options, report);
  else report(pieces.size, pieces.size);
  const source = blobSource(url.href, pieces.blobs);
  if (wanted === undefined || pieces.note.sha256 === wanted) return source;
  const sha256 = await hash(source, options.signal);
  if (sha256 === wanted) {
    await pieces.describe({ ...pieces.note, sha256 });
    return source;
  }
  await pieces.restart(undefined);
  // An old copy, or an old beginning of it, may be what is wrong.
  if (resumed) return obtain(url, pieces, options);
  throw new TwofilesError(
    'checksum',
    `${url.href} has the SHA-256 ${sha256}, and ${wanted} was promised.`,
    'Try again; if it stays so, the file is not what its publisher says.',
    { field: 'sha256' },
  );
}

async function fetchInto(
  pieces: Pieces,
  url: URL,
  { signal, patience }: OpenUrlOptions,
  onBytes: (done: number, total: number | undefined) => void,
): Promise<void> {
  try {
    await receive(pieces, {
      url,
      expected: {},
      signal,
      patience: { ...PATIENCE, ...patience },
      // No If-Range, which another origin would have to allow first: the answer's ETag is compared instead.
      async get(rest, until) {
        const headers: HeadersInit = rest ? { range: `bytes=${rest.offset}-` } : {};
        const response = await fetch(url, { headers, cache: 'no-store', signal: until });
        return { response, first: response.headers };
      },
      refusal: (status) => refusal(url, status),
      onBytes,
    });
  } finally {
    await pieces.settle();
  }
  await pieces.describe({ ...pieces.note, size: pieces.size });
}

function refusal(url: URL, status: number): TwofilesError | undefined {
  if (status === 404 || status === 410)
    return new TwofilesError('not-found', `${url.host} has no ${url.pathname}.`, 'Check the address.');
  if (isTransient(status)) return undefined;
  const what = `${url.host} answers ${url.pathname} with status ${status}.`;
  return new TwofilesError('network', what, 'Check the address, and whether it may be read without signing in.');
}

async function hash(source: ByteSource, signal: AbortSignal | undefined): Promise<string> {
  const digest = new Sha256();
  for (let at = 0; at < source.size; at += HASH_BYTES) {
    throwIfAborted(signal);
    digest.update(await readBytes(source, at, Math.min(HASH_BYTES, source.size - at), 'SHA-256'));
  }
  return digest.hex();
}
