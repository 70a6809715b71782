// One HTTP request with the care that downloads need: only HTTPS (plain HTTP to this machine alone), redirects
// followed by hand so that a token never reaches another host, and errors that say what to do.
import { badArgument, TwofilesError } from '../base/errors.ts';
import { isTransient } from '../base/patience.ts';
import type { Reply } from '../base/receive.ts';

const MAX_REDIRECTS = 8;
const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as a bearer token, to `tokenOrigin` only. */
  readonly token?: string | undefined;
  readonly tokenOrigin?: string | undefined;
  readonly signal?: AbortSignal | undefined;
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
