// Shards on disk: a corpus tokenised, split by document into training and validation, and read again. Written one
// shard after the other; `shards.json`, renamed last each time, says how far it is, so a killed run goes on there.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ByteSource, readBytes } from '../../base/bytes.ts';
import { badArgument, badFile, TwofilesError, throwIfAborted } from '../../base/errors.ts';
import { openFile } from '../../base/file.node.ts';
import type { OnProgress } from '../../base/progress.ts';
import { DRAFT, onDisk, writeWhole } from '../../base/write.node.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { lockFolder } from './lock.node.ts';
import type { TokenStore } from './pack.ts';
import {
  decodeHeader,
  encodeShard,
  FIXED,
  headerBytes,
  type ShardDocument,
  type ShardHeader,
  tokenizerHash,
  tokenWidth,
} from './shard.ts';
import { assignSplits, type Split } from './split.ts';
import type { Corpus } from './store.node.ts';

/** Tokens after which a shard is closed; what is held in memory while it is made. */
export const SHARD_TOKENS = 2 ** 23;

/** The share of documents kept for validation, unless asked otherwise. */
export const VALIDATION = 0.05;

export interface ShardOptions {
  /** Default: `<corpus>/shards`. */
  readonly folder?: string | undefined;
  /** Share of documents for validation, 0 to 0.5. Default: 0.05. */
  readonly validation?: number | undefined;
  readonly shardTokens?: number | undefined;
  /**
   * Sources in which markers such as `<|im_start|>` are tokens. Only for texts laid out by this program: in all
   * others a marker is letters like any.
   */
  readonly marked?: readonly string[] | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a folder of shards holds. */
export interface ShardManifest {
  /** Root of the corpus. */
  readonly root: string;
  /** Hash of the tokenizer. */
  readonly tokenizer: string;
  readonly vocabulary: number;
  readonly validation: number;
  /** Sources whose markers became tokens. */
  readonly marked?: readonly string[] | undefined;
  /** Files, documents and tokens of each side. */
  readonly train: SplitSum;
  readonly valid: SplitSum;
  /** Documents of the corpus that are in; all of them when complete. */
  readonly next: number;
  readonly complete: boolean;
}

export interface SplitSum {
  readonly files: readonly string[];
  readonly documents: number;
  readonly tokens: number;
  /** Of text, UTF-8. */
  readonly bytes: number;
}

const NOTHING: SplitSum = { files: [], documents: 0, tokens: 0, bytes: 0 };

/**
 * Tokenises a corpus into `train-*.bin` and `valid-*.bin`. Run again after it was stopped, it goes on; after the
 * corpus, the tokenizer or the split changed, it begins anew.
 * @throws `bad-argument`, `io`, `aborted`.
 */
export async function writeShards(
  corpus: Corpus,
  tokenizer: Tokenizer,
  options: ShardOptions = {},
): Promise<ShardManifest> {
  const { validation = VALIDATION, shardTokens = SHARD_TOKENS, folder = join(corpus.folder, 'shards') } = options;
  const { marked = [] } = options;
  const { bos } = tokenizer.spec;
  if (!(validation >= 0 && validation <= 0.5))
    throw badArgument(`A validation share of ${validation} cannot be used.`, 'Use 0 to 0.5.');
  if (bos === undefined)
    throw badArgument('This tokenizer has no token that documents begin with.', 'Use one with a bos token.');
  await onDisk(folder, mkdir(folder, { recursive: true }));
  await using _lock = await lockFolder(folder);
  const { root, documents: total } = corpus.manifest;
  const hash = tokenizerHash(tokenizer.spec);
  const sums = { train: NOTHING, valid: NOTHING };
  const fresh = { root, tokenizer: hash, vocabulary: tokenizer.size, validation, marked, ...sums };
  const begun = (await unfinished(folder, fresh)) ?? { ...fresh, next: 0, complete: false };
  if (begun.complete) return begun;
  await sweep(folder, begun);
  const splits = await assignSplits(corpus.entries(), total, validation);
  const writing = new Writing(folder, begun);
  let number = -1;
  for await (const { text, source } of corpus.documents()) {
    if (++number < begun.next) continue;
    throwIfAborted(options.signal);
    const ids = tokenizer.encode(text, { special: marked.includes(source) });
    const tokens = ids[0] === bos ? ids : [bos, ...ids];
    writing.put(splits[number] ? 'valid' : 'train', { tokens, number, source }, Buffer.byteLength(text));
    options.onProgress?.({ label: 'tokenising', done: writing.bytes, total: corpus.manifest.bytes, unit: 'bytes' });
    if (writing.held >= shardTokens) await writing.flush(number + 1, total);
  }
  return await writing.flush(total, total);
}

/** Documents on their way into shards. */
class Writing {
  /** Tokens that are in no shard yet. */
  held = 0;
  readonly #folder: string;
  #manifest: ShardManifest;
  readonly #sums: Record<Split, SplitSum>;
  readonly #documents: Record<Split, ShardDocument[]> = { train: [], valid: [] };

  constructor(folder: string, manifest: ShardManifest) {
    this.#folder = folder;
    this.#manifest = manifest;
    this.#sums = { train: manifest.train, valid: manifest.valid };
  }

  /** Of text, UTF-8. */
  get bytes(): number {
    return this.#sums.train.bytes + this.#sums.valid.bytes;
  }

  put(split: Split, document: ShardDocument, bytes: number): void {
    const { length } = document.tokens;
    const sum = this.#sums[split];
    this.#documents[split].push(document);
    this.#sums[split] = {
      ...sum,
      documents: sum.documents + 1,
      tokens: sum.tokens + length,
      bytes: sum.bytes + bytes,
    };
    this.held += length;
  }

  /** Writes what is held, of both sides, so that `next` of `total` documents are in. */
  async flush(next: number, total: number): Promise<ShardManifest> {
    const { tokenizer, vocabulary } = this.#manifest;
    for (const split of ['train', 'valid'] as const) {
      if (this.#documents[split].length === 0) continue;
      const sum = this.#sums[split];
      const name = `${split}-${String(sum.files.length).padStart(5, '0')}.bin`;
      const shard = encodeShard(this.#documents[split], tokenWidth(vocabulary), tokenizer);
      await writeWhole(join(this.#folder, name), shard);
      this.#sums[split] = { ...sum, files: [...sum.files, name] };
      this.#documents[split] = [];
    }
    this.held = 0;
    this.#manifest = { ...this.#manifest, ...this.#sums, next, complete: next === total };
    await writeWhole(join(this.#folder, 'shards.json'), `${JSON.stringify(this.#manifest, null, 2)}\n`);
    return this.#manifest;
  }
}

/** The texts of one side of the split that `writeShards` makes with this share. */
export async function* sideTexts(corpus: Corpus, validation: number, side: Split): AsyncGenerator<string> {
  const splits = await assignSplits(corpus.entries(), corpus.manifest.documents, validation);
  let number = 0;
  for await (const { text } of corpus.documents())
    if ((splits[number++] === 1 ? 'valid' : 'train') === side) yield text;
}

type Fresh = Omit<ShardManifest, 'next' | 'complete'>;

/** What an earlier run of the same work left, if it did. */
async function unfinished(folder: string, fresh: Fresh): Promise<ShardManifest | undefined> {
  const found = await parseManifest(folder);
  const same =
    (['root', 'tokenizer', 'validation'] as const).every((key) => found?.[key] === fresh[key]) &&
    String(found?.marked ?? []) === String(fresh.marked);
  const whole = [...(found?.train.files ?? []), ...(found?.valid.files ?? [])].every((file) =>
    existsSync(join(folder, file)),
  );
  return same && whole ? found : undefined;
}

async function parseManifest(folder: string): Promise<ShardManifest | undefined> {
  const path = join(folder, 'shards.json');
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8')) as ShardManifest;
  } catch (cause) {
    throw badFile(path, 'JSON', 'cannot be read', cause);
  }
}

/** Deletes shards that the manifest does not name, and drafts. */
async function sweep(folder: string, { train, valid }: ShardManifest): Promise<void> {
  const named = new Set([...train.files, ...valid.files]);
  for (const file of await readdir(folder))
    if (file.endsWith(DRAFT) || (/^(train|valid)-\d+\.bin$/.test(file) && !named.has(file)))
      await rm(join(folder, file));
}

/** Reads what `writeShards` said of a folder. @throws `not-found`, `bad-file`, `bad-argument` when it was not finished. */
export async function readShardManifest(folder: string): Promise<ShardManifest> {
  const manifest = await parseManifest(folder);
  if (!manifest) throw new TwofilesError('not-found', `${folder} has no shards.`, 'Make them with: corpus tokenise');
  if (!manifest.complete) throw badArgument(`The shards of ${folder} are unfinished.`, 'Run corpus tokenise again.');
  return manifest;
}

/** Open shards, as a store of tokens that a RowPacker reads. */
export interface Shards extends TokenStore, AsyncDisposable {
  /** Hash of the tokenizer that made them, hex. */
  readonly tokenizer: string;
  /** Tokens in all. */
  readonly tokens: number;
  /** Number of each document in its corpus. */
  readonly numbers: Uint32Array;
}

export interface OpenOptions {
  /** Refuse shards of another tokenizer (see `tokenizerHash`). */
  readonly tokenizer?: string | undefined;
  /** Compare every shard with its checksum. Default: true; it costs a read of them all. */
  readonly verify?: boolean | undefined;
}

/**
 * Opens shards, `folder/train-*.bin` say, to be read in any order.
 * @throws `bad-file`, `checksum`, `bad-argument` for shards of different tokenizers or none at all.
 */
export async function openShards(paths: readonly string[], options: OpenOptions = {}): Promise<Shards> {
  if (paths.length === 0) throw badArgument('There are no shards to open.', 'Name at least one.');
  const sources: ByteSource[] = [];
  try {
    const files: { source: ByteSource; header: ShardHeader }[] = [];
    for (const path of paths) {
      const source = await openFile(path);
      sources.push(source);
      files.push({ source, header: await readHeader(source, options.verify ?? true) });
    }
    return storeOf(files, options.tokenizer ?? files[0]!.header.tokenizer);
  } catch (error) {
    await Promise.allSettled(sources.map((source) => source.close()));
    throw error;
  }
}

const CHUNK = 1 << 22; // bytes hashed at once

async function readHeader(source: ByteSource, verify: boolean): Promise<ShardHeader> {
  const start = headerBytes(await readBytes(source, 0, FIXED, 'header'), source.name);
  const header = decodeHeader(await readBytes(source, 0, start, 'header'), source.size, source.name);
  if (!verify) return header;
  const hash = createHash('sha256');
  for (let at = FIXED; at < source.size; at += CHUNK)
    hash.update(await readBytes(source, at, Math.min(CHUNK, source.size - at), 'tokens'));
  if (hash.digest('hex') !== header.checksum)
    throw new TwofilesError('checksum', `${source.name} was changed or damaged.`, 'Tokenise the corpus again.');
  return header;
}

function storeOf(files: readonly { source: ByteSource; header: ShardHeader }[], tokenizer: string): Shards {
  const total = files.reduce((sum, { header }) => sum + header.lengths.length, 0);
  const sources = [...new Set(files.flatMap(({ header }) => header.sources))];
  const [lengths, numbers, origins, owners] = [0, 1, 2, 3].map(() => new Uint32Array(total)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  const begins = new Float64Array(total); // tokens before each document in its shard
  let at = 0;
  for (const [file, { source, header }] of files.entries()) {
    if (header.tokenizer !== tokenizer)
      throw badFile(source.name, 'tokenizer', 'the shard was made with another tokenizer');
    let before = 0;
    for (const [i, length] of header.lengths.entries()) {
      lengths[at] = length;
      numbers[at] = header.numbers[i]!;
      origins[at] = sources.indexOf(header.sources[header.origins[i]!]!);
      owners[at] = file;
      begins[at++] = before;
      before += length;
    }
  }
  return {
    tokenizer,
    tokens: files.reduce((sum, { header }) => sum + header.tokens, 0),
    lengths,
    numbers,
    origins,
    sources,
    async read(document, from, target) {
      const { source, header } = files[owners[document]!]!;
      const bytes = new Uint8Array(header.width * target.length);
      await source.readInto(header.start + header.width * (begins[document]! + from), bytes);
      target.set(header.width === 2 ? new Uint16Array(bytes.buffer) : new Uint32Array(bytes.buffer));
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(files.map(({ source }) => source.close()));
    },
  };
}
