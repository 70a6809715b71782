// Reads documents from files: text, Markdown and HTML (a document each), JSONL (a document a line, which is what
// the world writes). Folders are walked in order of names, so the same files give the same documents in the same
// order. Nothing is held but the document at hand.
import { lstat, readdir } from 'node:fs/promises';
import { basename, extname, join, relative, resolve } from 'node:path';
import { badFile, TwofilesError, throwIfAborted } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import { type DecodeOptions, lines, texts } from './decode.node.ts';
import type { SourceDocument } from './document.ts';
import { htmlText, htmlTitle, markdownText } from './plain.ts';

/** A document larger than this (UTF-16 code units) is cut at a paragraph: no book is, and many at once would fill memory. */
export const LARGEST_DOCUMENT = 2 ** 22;

/** Markup must be read whole before its text is known. Bytes. */
const LARGEST_MARKUP = 2 ** 28;

export interface ReadOptions {
  /** What sources are called that do not say. Default: the name of the file or folder given. */
  readonly source?: string | undefined;
  /** Under what terms documents are that do not say. Default: `unknown`. */
  readonly licence?: string | undefined;
  /** Default: `replace`. */
  readonly invalidUtf8?: DecodeOptions['invalidUtf8'] | undefined;
  /** Default: LARGEST_DOCUMENT. */
  readonly largest?: number | undefined;
  /** Told of what was cut, replaced or left out. */
  readonly onNotice?: ((notice: string) => void) | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

type Kind = 'text' | 'markdown' | 'html' | 'jsonl';

const KINDS: Readonly<Record<string, Kind>> = {
  '.txt': 'text',
  '.text': 'text',
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.html': 'html',
  '.htm': 'html',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

interface Input {
  readonly path: string;
  readonly kind: Kind;
  /** Bytes. */
  readonly size: number;
  readonly source: string;
  /** The path below the folder given, with `/`. */
  readonly name: string;
}

/** What reading one file needs. */
interface Job extends Required<DecodeOptions> {
  readonly input: Input;
  readonly licence: string;
  readonly largest: number;
}

/**
 * The documents of files and folders, in a fixed order.
 * @throws `not-found` when there is nothing to read, `bad-file` naming file and line or byte, `io`, `aborted`.
 */
export async function* readDocuments(
  paths: readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<SourceDocument> {
  const onNotice = options.onNotice ?? (() => {});
  const inputs: Input[] = [];
  for (const path of paths) inputs.push(...(await findInputs(path, options.source, onNotice)));
  if (inputs.length === 0)
    throw new TwofilesError(
      'not-found',
      `There is no text in ${paths.join(', ') || 'nothing'}.`,
      `Name files or folders with ${Object.keys(KINDS).join(', ')}.`,
    );
  const total = inputs.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  for (const input of inputs) {
    const job: Job = {
      input,
      licence: options.licence ?? 'unknown',
      largest: options.largest ?? LARGEST_DOCUMENT,
      invalidUtf8: options.invalidUtf8 ?? 'replace',
      onNotice,
      onBytes(bytes) {
        throwIfAborted(options.signal);
        done += bytes;
        options.onProgress?.({ label: 'reading', done, total, unit: 'bytes' });
      },
    };
    yield* READERS[input.kind](job);
  }
}

async function findInputs(path: string, source: string | undefined, onNotice: (text: string) => void) {
  const given = resolve(path);
  const name = source ?? basename(given).replace(/\.\w+$/, '');
  const found: Input[] = [];
  let skipped = 0;
  const visit = async (file: string): Promise<void> => {
    const stat = await lstat(file).catch((cause: NodeJS.ErrnoException) => {
      throw new TwofilesError('not-found', `There is no ${file}.`, 'Check the path.', { cause });
    });
    if (stat.isDirectory()) {
      const names = (await readdir(file)).filter((entry) => !entry.startsWith('.')).sort();
      for (const entry of names) await visit(join(file, entry));
      return;
    }
    const kind = KINDS[extname(file).toLowerCase()];
    const inside = file === given ? basename(file) : relative(given, file).replaceAll('\\', '/');
    if (stat.isFile() && kind) found.push({ path: file, kind, size: stat.size, source: name, name: inside });
    else skipped++;
  };
  await visit(given);
  if (skipped > 0) onNotice(`${path}: ${skipped} files are no text, Markdown, HTML or JSONL and were left out.`);
  return found;
}

const READERS: Readonly<Record<Kind, (job: Job) => AsyncGenerator<SourceDocument>>> = {
  async *text(job) {
    let number = 0;
    let held = '';
    for await (const text of texts(job.input.path, job)) {
      held += text;
      while (held.length > job.largest) {
        const end = cutPlace(held, job.largest);
        yield document(job, unix(held.slice(0, end)), {}, ++number);
        held = held.slice(end);
      }
    }
    if (number > 0) noteCut(job, number + 1);
    yield document(job, unix(held), {}, number && number + 1);
  },
  async *markdown(job) {
    const text = unix(await whole(job));
    const [, title] = /^#\s+(.+)$/m.exec(text) ?? [];
    yield* cut(job, plain(job, text, markdownText), { title });
  },
  async *html(job) {
    const text = await whole(job);
    yield* cut(job, plain(job, text, htmlText), { title: htmlTitle(text) });
  },
  async *jsonl(job) {
    let line = 0;
    for await (const text of lines(job.input.path, job)) {
      line++;
      if (text.trim() !== '') yield* row(job, text, line);
    }
  },
};

/** A file that must be read whole before its text is known. */
async function whole(job: Job): Promise<string> {
  if (job.input.size > LARGEST_MARKUP)
    throw badFile(job.input.path, 'size', `${job.input.size} bytes of markup are too many; make it text first`);
  let all = '';
  for await (const text of texts(job.input.path, job)) all += text;
  return all;
}

/** Markup as text. Parsers give up, by overflowing the stack, where it is nested thousands deep. */
function plain({ input }: Job, markup: string, convert: (markup: string) => string): string {
  try {
    return convert(markup);
  } catch (cause) {
    if (cause instanceof RangeError) throw badFile(input.path, 'markup', 'is nested too deeply', cause);
    throw cause;
  }
}

async function* row(job: Job, line: string, number: number): AsyncGenerator<SourceDocument> {
  const bad = (problem: string): Error => badFile(job.input.path, `line ${number}`, problem);
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(line) as Record<string, unknown>;
  } catch (cause) {
    throw badFile(job.input.path, `line ${number}`, 'is not JSON', cause);
  }
  if (typeof fields !== 'object' || fields === null || typeof fields.text !== 'string')
    throw bad('has no "text" that is a string');
  const field = (...keys: readonly string[]): string | undefined => {
    const key = keys.find((one) => fields[one] !== undefined && fields[one] !== null);
    if (key === undefined) return undefined;
    if (typeof fields[key] !== 'string') throw bad(`"${key}" is no string`);
    return fields[key];
  };
  const more = {
    id: field('id') ?? `${job.input.source}/${job.input.name}:${number}`,
    source: field('source'),
    licence: field('licence', 'license'),
    title: field('title'),
    author: field('author'),
    attribution: field('attribution'),
  };
  yield* cut(job, fields.text.toWellFormed(), more);
}

type Fields = { [K in keyof SourceDocument]?: SourceDocument[K] | undefined };

/** A text as one document, or as several when it is too large for one. */
async function* cut(job: Job, text: string, more: Fields): AsyncGenerator<SourceDocument> {
  if (text.length <= job.largest) {
    yield document(job, text, more, 0);
    return;
  }
  let number = 0;
  for (let at = 0; at < text.length; ) {
    const end = at + cutPlace(text.slice(at, at + job.largest + 1), job.largest);
    yield document(job, text.slice(at, end), more, ++number);
    at = end;
  }
  noteCut(job, number, more.id);
}

function noteCut({ input, onNotice, largest }: Job, parts: number, id = input.name): void {
  onNotice(`${id} is longer than ${largest} characters and became ${parts} documents.`);
}

/** Where to end a part of at most `most` code units: after a paragraph, a line, a word, or between characters. */
function cutPlace(text: string, most: number): number {
  if (text.length <= most) return text.length;
  for (const end of ['\n\n', '\n', ' ']) {
    const at = text.lastIndexOf(end, most - end.length);
    if (at > most / 2) return at + end.length;
  }
  return text.charCodeAt(most) >>> 10 === 0x37 ? most - 1 : most;
}

/** `part`: which of several, from 1; 0 when the document is whole. */
function document({ input, licence }: Job, text: string, more: Fields, part: number): SourceDocument {
  const id = more.id ?? `${input.source}/${input.name}`;
  const known = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined));
  return {
    licence,
    source: input.source,
    ...known,
    id: part === 0 ? id : `${id}#${part}`,
    text,
  };
}

const unix = (text: string): string => text.replaceAll('\r\n', '\n');
