// A file received over HTTP from a server that may cut, stall or lie: tried again with patience, going on where
// it stopped when the server promises the same bytes by a strong ETag. Where the bytes go and how a request is
// made is the caller's.
import { TwofilesError } from './errors.ts';
import { describe, type Patience, persist, retryAfter, StallWatch, TryAgain } from './patience.ts';

/** What is known of a file before it is fetched. */
export interface Expected {
  readonly size?: number | undefined;
  /** Lower-case hex. */
  readonly sha256?: string | undefined;
}

/** What a server tells of a whole file. */
export interface Told {
  readonly size?: number | undefined;
  readonly sha256?: string | undefined;
}

/** Where the bytes go. */
export interface Part {
  /** Bytes it has. */
  readonly size: number;
  /** The strong ETag they belong to; without one they cannot be continued. */
  readonly etag: string | undefined;
  /** Drops what it has; what comes belongs to `etag`. */
  restart(etag: string | undefined): Promise<void>;
  append(chunk: Uint8Array): Promise<void>;
}

export interface Reply {
  readonly response: Response;
  /** Headers of the first host's own answer: what it says of the file it redirects to. */
  readonly first: Headers;
}

export interface ReceiveOptions {
  readonly url: URL;
  readonly expected: Expected;
  readonly patience: Patience;
  readonly signal: AbortSignal | undefined;
  /** Requests the file, or the rest of it. */
  get(rest: { readonly offset: number; readonly etag: string } | undefined, signal: AbortSignal): Promise<Reply>;
  /** The error for a status that will not change by trying again; undefined for one that may. */
  refusal(status: number): TwofilesError | undefined;
  onBytes(done: number, total: number | undefined): void;
}

/**
 * Tries until the part is whole. @throws `network`, `aborted`, and what `refusal` and the part throw.
 */
export async function receive(part: Part, options: ReceiveOptions): Promise<Told> {
  let told: Told = {};
  await persist(options.url.href, options.patience, options.signal, async () => {
    const before = part.size;
    try {
      told = await attempt(part, options);
    } catch (problem) {
      if (problem instanceof TwofilesError || part.size <= before) throw problem;
      throw new TryAgain(describe(problem), { cause: problem, fruitful: true });
    }
  });
  return told;
}

/** One request. Returns when the part is whole, throws otherwise. */
async function attempt(part: Part, options: ReceiveOptions): Promise<Told> {
  using watch = new StallWatch(options.patience.stall, options.signal);
  const { size: offset, etag } = part;
  const resume = offset > 0 && etag !== undefined;
  if (!resume) await part.restart(undefined);
  const reply = await options.get(resume ? { offset, etag } : undefined, watch.signal);
  watch.touch();
  const reader = reply.response.body?.getReader();
  try {
    const told = await accept(part, reply, options);
    await append(part, reader, told.size ?? options.expected.size, watch, options);
    return told;
  } finally {
    await reader?.cancel().catch(() => {});
  }
}

/** Checks status, size and ETag, and prepares the part for the body. */
async function accept(part: Part, { response, first }: Reply, options: ReceiveOptions): Promise<Told> {
  const { url, expected } = options;
  const { status, headers } = response;
  if (status !== 200 && status !== 206) {
    if (status === 416) await part.restart(undefined);
    const final = status === 416 ? undefined : options.refusal(status);
    if (final) throw final;
    throw new TryAgain(`status ${status}`, { wait: retryAfter(headers, Date.now()) });
  }
  if (headers.get('content-type')?.startsWith('text/html') && !/\.html?$/.test(url.pathname))
    throw new TwofilesError('network', `${url.href} is a web page, not a file.`, 'Check the address, or sign in.');
  const etag = strongEtag(headers);
  const size = totalSize(response, part.size, etag !== undefined && etag !== part.etag);
  if (status === 206 && size === undefined) {
    await part.restart(undefined);
    throw new TryAgain('the server answers with another part than asked for');
  }
  const linked = wholeNumber(first.get('x-linked-size'));
  for (const known of [expected.size, linked])
    if (known !== undefined && size !== undefined && known !== size)
      throw new TwofilesError(
        'network',
        `${url.href} should have ${known} bytes, and the server sends ${size}.`,
        'The server or its listing is wrong; try again later or another source.',
        { field: 'size' },
      );
  if (status === 200) await part.restart(etag);
  return { size: linked ?? size, sha256: linkedSha256(first) };
}

async function append(
  part: Part,
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  total: number | undefined,
  watch: StallWatch,
  { onBytes }: ReceiveOptions,
): Promise<void> {
  onBytes(part.size, total);
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    watch.touch();
    if (total !== undefined && part.size + read.value.length > total) {
      await part.restart(undefined);
      throw new TryAgain(`the server sends more than the ${total} bytes it promised`);
    }
    await part.append(read.value);
    onBytes(part.size, total);
  }
  if (total !== undefined && part.size < total)
    throw new TryAgain(`the connection ended at byte ${part.size} of ${total}`);
}

/** The size of the whole file; of a 206, only if it is the part that was asked for, of the same file. */
function totalSize(response: Response, offset: number, changed: boolean): number | undefined {
  const { headers } = response;
  if (response.status === 200) {
    const encoding = headers.get('content-encoding') ?? 'identity';
    return encoding === 'identity' ? wholeNumber(headers.get('content-length')) : undefined;
  }
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
  const right = range && !changed && Number(range[1]) === offset && Number(range[2]) === Number(range[3]) - 1;
  return right ? Number(range[3]) : undefined;
}

const wholeNumber = (text: string | null): number | undefined =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/** Only a strong ETag promises the same bytes (RFC 9110, 8.8.3). */
const strongEtag = (headers: Headers): string | undefined => {
  const etag = headers.get('etag');
  return etag?.startsWith('"') ? etag : undefined;
};

/** The hub names a large file's SHA-256 in X-Linked-ETag. */
const linkedSha256 = (headers: Headers): string | undefined =>
  /^"?([0-9a-f]{64})"?$/i.exec(headers.get('x-linked-etag') ?? '')?.[1]?.toLowerCase();
