// One HTTP request with the care that downloads need: only HTTPS (plain HTTP to this machine alone), redirects
// followed by hand so that a token never reaches another host, errors that say what to do, and patience: what
// may succeed later is tried again, but not forever.
import { setTimeout as sleep } from 'node:timers/promises';
import { badArgument, TwofilesError, throwIfAborted } from '../base/errors.ts';

const MAX_REDIRECTS = 8;
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a bearer token, to `tokenOrigin` only. */
  readonly token?: string | undefined;
  readonly tokenOrigin?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Reply {
  readonly response: Response;
  /** Headers of the first host's own answer: what it says of the file it redirects to. */
  readonly first: Headers;
}

/** Parses a URL that may be fetched. Throws `bad-argument` for another scheme or one with a password. */
export function allowedUrl(text: string, base?: URL): URL {
  let url: URL;
  try {
    url = new URL(text, base);
  } catch {
    throw badArgument(`${JSON.stringify(text)} is not a URL.`, 'Give owner/name[:file] or an https URL.');
  }
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && LOCAL.has(url.hostname));
  if (!allowed) throw badArgument(`${url.protocol}//${url.host} is not fetched.`, 'Use an https URL.');
  if (url.username !== '' || url.password !== '')
    throw badArgument('The URL has a user name or password in it.', 'Leave it out; a hub token goes into HF_TOKEN.');
  return url;
}

/** Sends a GET and follows redirects. Resolves with any status but a redirect; rejects when there is no answer. */
export async function request(start: URL, options: RequestOptions): Promise<Reply> {
  let url = start;
  let first: Headers | undefined;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
    const headers = new Headers({ 'accept-encoding': 'identity', 'user-agent': 'twofiles', ...options.headers });
    if (options.token && url.origin === options.tokenOrigin) headers.set('authorization', `Bearer ${options.token}`);
    const response = await fetch(url, { headers, redirect: 'manual', signal: options.signal ?? null });
    if (first === undefined || url.origin === start.origin) first = response.headers;
    const location = response.headers.get('location');
    if (![301, 302, 303, 307, 308].includes(response.status) || location === null) return { response, first };
    await response.body?.cancel();
    const next = allowedUrl(location, url);
    if (url.protocol === 'https:' && next.protocol !== 'https:')
      throw badArgument(`${url.host} redirects from https to http.`, 'Fetch from another place.');
    url = next;
  }
  throw new TwofilesError('network', `${start.host} redirects without end.`, 'Check the address.');
}

/** The error for a status that will not change by trying again; undefined for one that may. */
export function refusal(url: URL, status: number): TwofilesError | undefined {
  if (status === 401 || status === 403)
    return new TwofilesError(
      'network',
      `${url.host} refuses access to ${url.pathname} (status ${status}).`,
      'Accept its licence on the web site and set HF_TOKEN, or check the name.',
    );
  if (status === 404 || status === 410)
    return new TwofilesError(
      'not-found',
      `${url.host} has no ${url.pathname}.`,
      'Check the owner, name, file and revision.',
    );
  if (isTransient(status)) return undefined;
  return new TwofilesError(
    'network',
    `${url.host} answers ${url.pathname} with status ${status}.`,
    'Check the address.',
  );
}

const isTransient = (status: number): boolean => status === 408 || status === 425 || status === 429 || status >= 500;

/** How long Retry-After asks to wait, ms (RFC 9110, 10.2.3); undefined when it does not say. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** How patient a download is. Tests make it hasty. */
export interface Patience {
  /** Longest silence of a server, ms. */
  readonly stall: number;
  /** Wait before the second try, ms; doubled with each further one. */
  readonly backoff: number;
  /** Tries in a row that bring nothing. */
  readonly tries: number;
  /** Longest wait that a server may ask for, ms. */
  readonly longestWait: number;
}

export const PATIENCE: Patience = { stall: 30_000, backoff: 1_000, tries: 6, longestWait: 60_000 };

/** Tries in all: a server that drips a few bytes each time cannot hold a download forever. */
const MAX_TRIES = 200;

/** A try that failed and may be repeated, after `wait` ms if the server asked for that. */
export class TryAgain extends Error {
  readonly wait: number | undefined;
  readonly fruitful: boolean;

  constructor(message: string, detail: { wait?: number | undefined; fruitful?: boolean; cause?: unknown } = {}) {
    super(message, { cause: detail.cause });
    this.wait = detail.wait ?? (detail.cause instanceof TryAgain ? detail.cause.wait : undefined);
    this.fruitful = detail.fruitful ?? false;
  }
}

/**
 * Repeats `attempt` until it succeeds. A `TwofilesError` is final; anything else is a network's failure.
 * Throws `network` with the last reason when patience ends, `aborted`.
 */
export async function persist<T>(
  name: string,
  patience: Patience,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
): Promise<T> {
  let reason = '';
  for (let attempts = 0, fruitless = 0; attempts < MAX_TRIES && fruitless < patience.tries; attempts++) {
    throwIfAborted(signal);
    try {
      return await attempt();
    } catch (problem) {
      throwIfAborted(signal);
      if (problem instanceof TwofilesError) throw problem;
      reason = describe(problem);
      const again = problem instanceof TryAgain ? problem : undefined;
      fruitless = again?.fruitful ? 1 : fruitless + 1;
      if (again?.wait !== undefined && again.wait > patience.longestWait) {
        reason += `; it asks to wait ${Math.ceil(again.wait / 1000)} s`;
        break;
      }
      if (fruitless >= patience.tries) break;
      const wait = again?.wait ?? Math.min(patience.longestWait, patience.backoff * 2 ** (fruitless - 1));
      await sleep(wait, undefined, signal ? { signal } : {}).catch(() => throwIfAborted(signal));
    }
  }
  throw new TwofilesError(
    'network',
    `${name} could not be fetched: ${reason}.`,
    'Run it again: it goes on where it stopped.',
  );
}

/** What went wrong, in a line. */
export function describe(problem: unknown): string {
  const error = problem instanceof Error ? problem : new Error(String(problem));
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}

/** Aborts a request when nothing has come for a while. */
export class StallWatch {
  readonly #controller = new AbortController();
  readonly #ms: number;
  #timer: NodeJS.Timeout;
  readonly signal: AbortSignal;

  constructor(ms: number, outer: AbortSignal | undefined) {
    this.#ms = ms;
    this.#timer = this.#start();
    this.signal = outer ? AbortSignal.any([outer, this.#controller.signal]) : this.#controller.signal;
  }

  touch(): void {
    this.#timer.refresh();
  }

  #start(): NodeJS.Timeout {
    return setTimeout(() => this.#controller.abort(new TryAgain(`nothing came for ${this.#ms} ms`)), this.#ms);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
