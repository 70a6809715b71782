// Fetches weights into the cache: `owner/name[:file]` from the Hugging Face hub, or any https URL. Everything
// is checked for size, and for SHA-256 wherever the hub or the caller tells one. A file that is in the cache
// under its full name is taken from there without asking anyone; delete it to fetch it again.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { badArgument } from '../base/errors.ts';
import { PATIENCE, type Patience } from '../base/patience.ts';
import type { OnProgress } from '../base/progress.ts';
import type { Expected } from '../base/receive.ts';
import { cacheFolder, safeParts } from './cache.ts';
import { cached, download, type Fetched, fileName } from './download.ts';
import { type Access, chooseFiles, listFiles, partsOf, type Repository, resolveUrl } from './hub.ts';
import { allowedUrl } from './request.ts';

export interface PullOptions {
  /** Default: $HF_ENDPOINT or https://huggingface.co. */
  readonly endpoint?: string | undefined;
  /** Default: `cacheFolder()`. */
  readonly cacheDir?: string | undefined;
  /** Branch, tag or commit. Default: main. */
  readonly revision?: string | undefined;
  /** Expected SHA-256 of a single file, hex. */
  readonly sha256?: string | undefined;
  /** Default: $HF_TOKEN. Sent to the endpoint's host only. */
  readonly token?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly patience?: Partial<Patience> | undefined;
}

export interface Pulled {
  /** What to open: the file, the first part of a split one, or the folder of safetensors files. */
  readonly path: string;
  /** All files together. */
  readonly bytes: number;
  /** Of one file its SHA-256; of several the SHA-256 of their lines "<SHA-256>  <name>\n". */
  readonly sha256: string;
  /** Nothing had to be fetched. */
  readonly fromCache: boolean;
  readonly files: readonly Fetched[];
}

/** One file to have: from where, to where, and what is known of it. */
interface Item extends Expected {
  readonly url: URL;
  readonly name: string;
}

/**
 * Fetches what `spec` names, if it is not in the cache. Throws `bad-argument` for a name that is not one or not
 * clear, `not-found`, `network` and `checksum` for what a server does, `io` for the disk, `aborted`.
 */
export async function pull(spec: string, options: PullOptions = {}): Promise<Pulled> {
  const cacheDir = options.cacheDir ?? cacheFolder();
  const sha256 = options.sha256?.toLowerCase();
  if (sha256 !== undefined && !/^[0-9a-f]{64}$/.test(sha256))
    throw badArgument(`${options.sha256} is not a SHA-256.`, 'Give 64 hexadecimal digits.');
  const endpoint = allowedUrl(options.endpoint ?? (process.env.HF_ENDPOINT || 'https://huggingface.co'));
  const token = options.token ?? (process.env.HF_TOKEN || undefined);
  const access: Access = { token, signal: options.signal, patience: { ...PATIENCE, ...options.patience } };
  const { folder, items } = /^[a-z][a-z0-9+.-]*:\/\//i.test(spec)
    ? planUrl(allowedUrl(spec))
    : await planHub(parseSpec(spec, endpoint, options.revision ?? 'main'), access);
  if (sha256 !== undefined && items.length > 1)
    throw badArgument(`${spec} is ${items.length} files, and one SHA-256 is given.`, 'Name one file, or leave it out.');
  const files: Fetched[] = [];
  for (const item of items) {
    const expected = { size: item.size, sha256: sha256 ?? item.sha256 };
    const path = join(cacheDir, ...folder, ...safeParts(item.name));
    const { onProgress, signal, patience } = options;
    files.push(
      (await cached(path, expected)) ??
        (await download(item.url, path, expected, {
          token,
          tokenOrigin: endpoint.origin,
          onProgress,
          signal,
          patience,
        })),
    );
  }
  return summary(join(cacheDir, ...folder), items, files);
}

function summary(folder: string, items: readonly Item[], files: readonly Fetched[]): Pulled {
  const split = items.every(({ name }) => /\.gguf$/i.test(name));
  const lines = items.map(({ name }, i) => `${files[i]!.sha256}  ${name}\n`).join('');
  return {
    path: files.length === 1 || split ? files[0]!.path : folder,
    bytes: files.reduce((sum, file) => sum + file.bytes, 0),
    sha256: files.length === 1 ? files[0]!.sha256 : createHash('sha256').update(lines).digest('hex'),
    fromCache: files.every((file) => file.fromCache),
    files,
  };
}

interface Plan {
  /** Below the cache folder. */
  readonly folder: readonly string[];
  readonly items: readonly Item[];
}

function planUrl(url: URL): Plan {
  const name = fileName(url);
  if (name === '') throw badArgument(`${url.href} names no file.`, 'Give the URL of a file.');
  const short = createHash('sha256').update(url.href).digest('hex').slice(0, 12);
  return { folder: ['url', `${url.hostname.replace(/[^\w.-]/g, '_')}-${short}`], items: [{ url, name }] };
}

/** A hub spec: the repository, and the file if one is named. */
interface HubSpec extends Repository {
  readonly file: string | undefined;
}

function parseSpec(spec: string, endpoint: URL, revision: string): HubSpec {
  const match = /^([\w-][\w.-]*)\/([\w-][\w.-]*)(?::(.+))?$/.exec(spec);
  if (!match)
    throw badArgument(
      `${JSON.stringify(spec)} is not a model.`,
      'Give owner/name or owner/name:file of the Hugging Face hub, or an https URL.',
    );
  const [, owner, name, file] = match;
  safeParts(`${owner}/${name}/${revision}/${file ?? 'file'}`);
  return { endpoint, owner: owner!, name: name!, revision, file };
}

async function planHub(spec: HubSpec, access: Access): Promise<Plan> {
  const label = `${spec.owner}/${spec.name}`;
  const files =
    spec.file !== undefined
      ? partsOf(spec.file).map((path) => ({ path, size: undefined, sha256: undefined }))
      : chooseFiles(await listFiles(spec, access), label);
  const revision = spec.revision === 'main' ? [] : [`@${spec.revision.replaceAll('/', '@')}`];
  return {
    folder: [spec.owner, spec.name, ...revision],
    items: files.map(({ path, size, sha256 }) => ({ url: resolveUrl(spec, path), name: path, size, sha256 })),
  };
}
