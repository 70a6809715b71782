// The Hugging Face hub's addresses and listings (https://huggingface.co/docs/hub/api), and which files of a
// repository make a model.
import { badArgument, TwofilesError } from '../base/errors.ts';
import { type Patience, persist, retryAfter, StallWatch, TryAgain } from '../base/patience.ts';
import { allowedUrl, refusal, request } from './request.ts';

const MAX_PAGES = 50;
const MAX_PAGE_BYTES = 16 << 20;
/** Up to this size Q8_0, nearly lossless, is chosen; beyond it Q4_K_M, bytes. */
const ROOMY = 4 * 2 ** 30;

export interface Repository {
  readonly endpoint: URL;
  readonly owner: string;
  readonly name: string;
  readonly revision: string;
}

export interface HubFile {
  readonly path: string;
  readonly size: number;
  /** Known for large files, lower-case hex. */
  readonly sha256: string | undefined;
}

export interface Access {
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly patience: Patience;
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');
const under = (endpoint: URL, path: string): URL => new URL(`${endpoint.href.replace(/\/+$/, '')}/${path}`);

/** Where a file of a repository is fetched from. */
export function resolveUrl(repository: Repository, file: string): URL {
  const { endpoint, owner, name, revision } = repository;
  return under(endpoint, `${owner}/${name}/resolve/${encodeURIComponent(revision)}/${encoded(file)}`);
}

/** Lists a repository's files. Throws `not-found`, or `network` when no listing is to be had. */
export async function listFiles(repository: Repository, access: Access): Promise<HubFile[]> {
  const { endpoint, owner, name, revision } = repository;
  const files: HubFile[] = [];
  let url = under(endpoint, `api/models/${owner}/${name}/tree/${encodeURIComponent(revision)}?recursive=true`);
  for (let page = 0; page < MAX_PAGES; page++) {
    const { entries, next } = await persist(url.href, access.patience, access.signal, () => fetchPage(url, access));
    files.push(...entries.map(hubFile).filter((file) => file !== undefined));
    if (next === undefined) return files;
    url = allowedUrl(next, url);
    if (url.origin !== endpoint.origin) throw nonsense(url, 'continues the listing elsewhere');
  }
  throw nonsense(url, 'lists without end');
}

async function fetchPage(url: URL, access: Access): Promise<{ entries: unknown[]; next: string | undefined }> {
  using watch = new StallWatch(access.patience.stall, access.signal);
  const { response } = await request(url, { token: access.token, tokenOrigin: url.origin, signal: watch.signal });
  try {
    if (response.status !== 200)
      throw (
        refusal(url, response.status) ??
        new TryAgain(`status ${response.status}`, {
          wait: retryAfter(response.headers, Date.now()),
        })
      );
    const next = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
    return { entries: await readListing(response, url), next };
  } finally {
    await response.body?.cancel().catch(() => {});
  }
}

const nonsense = (url: URL, what: string): TwofilesError =>
  new TwofilesError('network', `${url.href} ${what}.`, 'Try again later, or name the file: owner/name:file.');

async function readListing(response: Response, url: URL): Promise<unknown[]> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > MAX_PAGE_BYTES) throw nonsense(url, 'sends a listing that is too long');
    chunks.push(chunk);
  }
  try {
    const listing: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (Array.isArray(listing)) return listing;
  } catch {}
  throw nonsense(url, 'does not answer with a listing');
}

/** A listing's entry, if it is a file. Its path is checked where it is used. */
function hubFile(entry: unknown): HubFile | undefined {
  if (typeof entry !== 'object' || entry === null || !('type' in entry && 'path' in entry && 'size' in entry)) return;
  const { type, path, size } = entry;
  if (type !== 'file' || typeof path !== 'string' || typeof size !== 'number') return;
  const lfs = 'lfs' in entry && typeof entry.lfs === 'object' && entry.lfs !== null ? entry.lfs : {};
  const oid =
    'oid' in lfs && typeof lfs.oid === 'string' ? /^(?:sha256:)?([0-9a-f]{64})$/i.exec(lfs.oid)?.[1] : undefined;
  return { path, size, sha256: oid?.toLowerCase() };
}

const PART = /-(\d{5})-of-(\d{5})\.gguf$/;

/** The names of all parts of a GGUF file that is split, in order; of another file, its own. */
export function partsOf(file: string): string[] {
  const match = PART.exec(file);
  if (!match) return [file];
  const count = Number(match[2]);
  if (count < 1 || count > 1000) throw badArgument(`${file} is said to have ${count} parts.`, 'Check the name.');
  const name = (i: number): string =>
    `${file.slice(0, match.index)}-${String(i + 1).padStart(5, '0')}-of-${match[2]}.gguf`;
  return Array.from({ length: count }, (_, i) => name(i));
}

/**
 * The files to fetch when none is named. One GGUF: that. Several: Q8_0 if it takes at most 4 GiB, else Q4_K_M,
 * else Q8_0; anything less clear is an error that lists them. No GGUF: safetensors with its configuration and
 * tokenizer. Throws `bad-argument` when it must be named, `not-found` when there are no weights.
 */
export function chooseFiles(files: readonly HubFile[], label: string): HubFile[] {
  const ggufs = files.filter(({ path }) => /\.gguf$/i.test(path) && !/(^|\/)(mmproj|imatrix)/i.test(path));
  const firsts = ggufs.filter(({ path }) => (PART.exec(path)?.[1] ?? '00001') === '00001');
  if (firsts.length === 0) return chooseSafetensors(files, label);
  const whole = (first: HubFile): HubFile[] =>
    partsOf(first.path).map((path) => files.find((file) => file.path === path) ?? missing(path, label));
  const named = (type: RegExp): HubFile[] | undefined => {
    const found = firsts.filter(({ path }) => type.test(path));
    return found.length === 1 ? whole(found[0]!) : undefined;
  };
  if (firsts.length === 1) return whole(firsts[0]!);
  const q8 = named(/[-._]q8_0[-.]/i);
  const small = q8 !== undefined && q8.reduce((sum, file) => sum + file.size, 0) <= ROOMY;
  const choice = small ? q8 : (named(/[-._]q4_k_m[-.]/i) ?? q8);
  if (choice) return choice;
  const list = firsts.map(({ path }) => `  ${label}:${path}`).join('\n');
  throw badArgument(`${label} has ${firsts.length} GGUF files:\n${list}`, 'Name one of them.');
}

const missing = (path: string, label: string): never => {
  throw new TwofilesError('not-found', `${label} has no ${path}.`, 'Name another file, or another repository.');
};

const BESIDE = new Set([
  ...['config.json', 'generation_config.json', 'model.safetensors.index.json', 'chat_template.jinja', 'vocab.txt'],
  ...['tokenizer.json', 'tokenizer.model', 'tokenizer_config.json', 'special_tokens_map.json', 'added_tokens.json'],
  ...['vocab.json', 'merges.txt', 'modules.json'],
]);

function chooseSafetensors(files: readonly HubFile[], label: string): HubFile[] {
  const here = files.filter(({ path }) => !path.includes('/') && path.endsWith('.safetensors'));
  const standard = here.filter(({ path }) => /^model(-\d+-of-\d+)?\.safetensors$/.test(path));
  const weights = standard.length > 0 ? standard : here;
  if (weights.length === 0) return missing('GGUF or safetensors file', label);
  if (!files.some(({ path }) => path === 'config.json')) return missing('config.json', label);
  return [...files.filter(({ path }) => BESIDE.has(path)), ...weights];
}
