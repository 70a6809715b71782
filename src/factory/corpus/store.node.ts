// A corpus on disk: a folder of parts and a manifest. A part is written as drafts and renamed when whole; the
// manifest, renamed last, says which parts count. So a killed or failed `add` loses at most the part it was
// writing, and running it again goes on there: documents that are in are recognised by id and hash.
//
//   manifest.json                 what is in, and the Merkle root over it
//   documents-00000.jsonl         {id, source, licence, …, text} a line
//   documents-00000.index.jsonl   the same without text, with hash, place and signature (an `Entry`)
//   documents-00000.dropped.jsonl what was left out as a duplicate, and of what
//
// Memory: about 1.6 kB a document while adding (id, hash, signature); texts pass through one at a time.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badArgument, badFile, TwofilesError, throwIfAborted } from '../../base/errors.ts';
import { DRAFT, onDisk, writeWhole } from '../../base/write.node.ts';
import { lines } from './decode.node.ts';
import { type Entry, leafData, type SourceDocument } from './document.ts';
import { lockFolder } from './lock.node.ts';
import { inclusionPath, leafHash, MerkleRoot } from './merkle.ts';
import { NearIndex, signature, THRESHOLD } from './minhash.ts';
import { addSums, Drafts, type Dropped, decodeSignature, type Part, type SourceSum } from './part.node.ts';

const FORMAT = 'twofiles-corpus';
const VERSION = 1;

/** Text bytes after which a part is closed: what a killed `add` may have to do again. */
export const PART_BYTES = 32 << 20;

export interface Manifest {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly documents: number;
  /** Of text, UTF-8. */
  readonly bytes: number;
  /** RFC 6962 Merkle tree hash over the documents in order (see `leafData`), hex. */
  readonly root: string;
  /** Left out as exact and as near duplicates. */
  readonly dropped: { readonly exact: number; readonly near: number };
  readonly sources: readonly SourceSum[];
  readonly parts: readonly Part[];
}

export interface AddOptions {
  /** Similarity from which texts are near duplicates, 0.5 to 1. Default: 0.8. */
  readonly near?: number | undefined;
  /** Keep near duplicates; they then stay on one side of the split. Default: false. */
  readonly keepNear?: boolean | undefined;
  readonly partBytes?: number | undefined;
  readonly onNotice?: ((notice: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What an `add` did with the documents it was given. */
export interface Added {
  added: number;
  /** In already, by id and hash, or left out before. */
  known: number;
  exact: number;
  near: number;
  empty: number;
  /** Another text is in under this id. */
  conflicts: number;
}

const EMPTY: Manifest = {
  format: FORMAT,
  version: VERSION,
  documents: 0,
  bytes: 0,
  root: new MerkleRoot().hex(),
  dropped: { exact: 0, near: 0 },
  sources: [],
  parts: [],
};

export class Corpus {
  readonly folder: string;
  #manifest: Manifest;

  private constructor(folder: string, manifest: Manifest) {
    this.folder = folder;
    this.#manifest = manifest;
  }

  /** @throws `not-found` when there is no corpus, `bad-file`. */
  static async open(folder: string): Promise<Corpus> {
    const path = join(folder, 'manifest.json');
    if (!existsSync(path))
      throw new TwofilesError(
        'not-found',
        `${folder} is no corpus.`,
        'Make one with: corpus add <files> --to <corpus>',
      );
    return new Corpus(folder, checkManifest(await readFile(path, 'utf8'), path));
  }

  /** Opens a corpus, or makes the folder for one. */
  static async openOrCreate(folder: string): Promise<Corpus> {
    if (existsSync(join(folder, 'manifest.json'))) return Corpus.open(folder);
    await onDisk(folder, mkdir(folder, { recursive: true }));
    return new Corpus(folder, EMPTY);
  }

  get manifest(): Manifest {
    return this.#manifest;
  }

  /** Entries in order, without texts. */
  async *entries(): AsyncGenerator<Entry> {
    for (const { name } of this.#manifest.parts) yield* this.#rows<Entry>(`${name}.index.jsonl`);
  }

  /** Documents in order. Only the one at hand is in memory. */
  async *documents(): AsyncGenerator<SourceDocument> {
    for (const { name } of this.#manifest.parts) yield* this.#rows<SourceDocument>(`${name}.jsonl`);
  }

  /** Documents with their entries, in order. @throws `checksum` when the two do not go together. */
  async *records(): AsyncGenerator<{ readonly document: SourceDocument; readonly entry: Entry }> {
    const entries = this.entries();
    try {
      for await (const document of this.documents()) {
        const { value: entry } = await entries.next();
        if (entry?.id !== document.id) throw changed(document.id);
        yield { document, entry };
      }
    } finally {
      await entries.return(undefined);
    }
  }

  async *dropped(): AsyncGenerator<Dropped> {
    for (const { name } of this.#manifest.parts) yield* this.#rows<Dropped>(`${name}.dropped.jsonl`);
  }

  /** The text of one document, read where it lies. */
  async document(id: string): Promise<SourceDocument> {
    for (const { name } of this.#manifest.parts)
      for await (const entry of this.#rows<Entry>(`${name}.index.jsonl`)) {
        if (entry.id !== id) continue;
        await using file = await open(join(this.folder, `${name}.jsonl`));
        const { buffer } = await file.read(new Uint8Array(entry.length), 0, entry.length, entry.at);
        return JSON.parse(new TextDecoder().decode(buffer)) as SourceDocument;
      }
    throw noDocument(id, this.folder);
  }

  /** The proof that a document is in the corpus: what `rootFromPath` needs. @throws `not-found`. */
  async prove(id: string): Promise<{ entry: Entry; leaf: Uint8Array; index: number; path: Uint8Array[] }> {
    const leaves: Uint8Array[] = [];
    let found: { entry: Entry; index: number } | undefined;
    for await (const entry of this.entries()) {
      if (entry.id === id) found = { entry, index: leaves.length };
      leaves.push(leafHash(leafData(entry)));
    }
    if (!found) throw noDocument(id, this.folder);
    return { ...found, leaf: leaves[found.index]!, path: inclusionPath(leaves, found.index) };
  }

  /** Reads everything and compares it with the manifest. @throws `checksum` naming the first document that differs. */
  async check(onBytes: (bytes: number) => void = () => {}): Promise<void> {
    const tree = new MerkleRoot();
    for await (const { document, entry } of this.records()) {
      const same = entry.source === document.source && entry.licence === document.licence;
      if (!same || entry.sha256 !== hashText(document.text)) throw changed(document.id);
      tree.append(leafHash(leafData(entry)));
      onBytes(entry.bytes);
    }
    if (tree.hex() !== this.#manifest.root)
      throw new TwofilesError(
        'checksum',
        `The root of ${this.folder} is not the manifest's.`,
        'Make the corpus again.',
      );
  }

  /**
   * Adds what is new among documents. May be run again after it failed or was killed.
   * @throws `io` for a full disk, `aborted`; what was written in whole parts by then stays.
   */
  async add(documents: AsyncIterable<SourceDocument> | Iterable<SourceDocument>, options: AddOptions = {}) {
    const threshold = options.near ?? THRESHOLD;
    if (!(threshold >= 0.5 && threshold <= 1))
      throw badArgument(`A similarity of ${threshold} cannot be used.`, 'Use 0.5 to 1; 1 keeps all but equal texts.');
    await using _lock = await lockFolder(this.folder);
    if (existsSync(join(this.folder, 'manifest.json'))) this.#manifest = (await Corpus.open(this.folder)).manifest;
    await this.#sweep();
    const adding = new Adding(this.folder, this.#manifest, { ...options, near: threshold });
    await adding.recall(this);
    try {
      for await (const document of documents) {
        throwIfAborted(options.signal);
        await adding.take(document);
        this.#manifest = adding.manifest;
      }
      await adding.commit();
      this.#manifest = adding.manifest;
    } finally {
      await adding.discard();
    }
    return adding.counts;
  }

  /** Deletes what a killed `add` left. */
  async #sweep(): Promise<void> {
    const names = new Set(this.#manifest.parts.map(({ name }) => name));
    for (const file of await readdir(this.folder)) {
      const part = /^(documents-\d+)\..*jsonl$/.exec(file)?.[1];
      if (file.endsWith(DRAFT) || (part && !names.has(part))) await rm(join(this.folder, file));
    }
  }

  async *#rows<T>(file: string): AsyncGenerator<T> {
    const path = join(this.folder, file);
    let number = 0;
    for await (const line of lines(path, { invalidUtf8: 'refuse' })) {
      number++;
      try {
        yield JSON.parse(line) as T;
      } catch (cause) {
        if (cause instanceof SyntaxError) throw badFile(path, `line ${number}`, 'is not JSON', cause);
        throw cause;
      }
    }
  }
}

/** The state of one `add`: what is known, and the part being written. */
class Adding {
  readonly counts: Added = { added: 0, known: 0, exact: 0, near: 0, empty: 0, conflicts: 0 };
  manifest: Manifest;
  readonly #folder: string;
  readonly #options: AddOptions & { readonly near: number };
  readonly #ids = new Map<string, string>();
  readonly #numbers = new Map<string, number>();
  readonly #index: NearIndex;
  readonly #tree = new MerkleRoot();
  #drafts: Drafts | undefined;

  constructor(folder: string, manifest: Manifest, options: AddOptions & { readonly near: number }) {
    this.#folder = folder;
    this.manifest = manifest;
    this.#options = options;
    this.#index = new NearIndex(options.near);
  }

  /** Learns what the corpus has. */
  async recall(corpus: Corpus): Promise<void> {
    for await (const entry of corpus.entries()) this.#remember(entry, decodeSignature(entry.signature));
    for await (const { id, sha256 } of corpus.dropped()) this.#ids.set(id, sha256);
  }

  #remember(entry: Pick<Entry, 'id' | 'source' | 'licence' | 'sha256'>, sign: Uint32Array): void {
    this.#ids.set(entry.id, entry.sha256);
    this.#numbers.set(entry.sha256, this.#numbers.size);
    this.#index.add(sign);
    this.#tree.append(leafHash(leafData(entry)));
  }

  async take(document: SourceDocument): Promise<void> {
    const { id, text } = document;
    if (text.trim() === '') {
      this.counts.empty++;
      return;
    }
    const sha256 = hashText(text);
    const before = this.#ids.get(id);
    if (before !== undefined) {
      if (before === sha256) this.counts.known++;
      else {
        this.counts.conflicts++;
        this.#options.onNotice?.(`${id}: another text is in the corpus under this id; the first one stays.`);
      }
      return;
    }
    this.#drafts ??= await Drafts.open(this.#folder, this.manifest.parts.length);
    const twin = this.#numbers.get(sha256);
    if (twin !== undefined) await this.#drop({ id, sha256, reason: 'exact', of: twin });
    else await this.#judge(document, sha256);
    if (this.#drafts.bytes >= (this.#options.partBytes ?? PART_BYTES)) await this.commit();
  }

  async #judge(document: SourceDocument, sha256: string): Promise<void> {
    const sign = signature(document.text);
    const near = this.#options.near < 1 ? this.#index.near(sign) : [];
    if (near.length > 0 && !this.#options.keepNear) {
      await this.#drop({ id: document.id, sha256, reason: 'near', of: near[0]! });
      return;
    }
    await this.#drafts!.put(document, sha256, sign, near);
    this.#remember({ ...document, sha256 }, sign);
    this.counts.added++;
  }

  async #drop(dropped: Dropped): Promise<void> {
    await this.#drafts!.drop(dropped);
    this.#ids.set(dropped.id, dropped.sha256);
    this.counts[dropped.reason]++;
  }

  /** Makes the part being written one of the corpus. */
  async commit(): Promise<void> {
    const drafts = this.#drafts;
    if (!drafts) {
      if (this.manifest.documents === 0) throw empty(this.#folder);
      return;
    }
    if (this.manifest.documents + drafts.documents === 0) throw empty(this.#folder);
    await drafts.place();
    this.#drafts = undefined;
    const { dropped, sources, parts } = this.manifest;
    const part: Part = { name: drafts.name, documents: drafts.documents, bytes: drafts.bytes };
    this.manifest = {
      ...this.manifest,
      documents: this.manifest.documents + part.documents,
      bytes: this.manifest.bytes + part.bytes,
      root: this.#tree.hex(),
      dropped: { exact: dropped.exact + drafts.dropped.exact, near: dropped.near + drafts.dropped.near },
      sources: addSums(sources, drafts.sums.values()),
      parts: [...parts, part],
    };
    await writeWhole(join(this.#folder, 'manifest.json'), `${JSON.stringify(this.manifest, null, 2)}\n`);
  }

  async discard(): Promise<void> {
    await this.#drafts?.discard();
  }
}

function checkManifest(text: string, path: string): Manifest {
  let manifest: Partial<Manifest>;
  try {
    manifest = JSON.parse(text) as Partial<Manifest>;
  } catch (cause) {
    throw badFile(path, 'JSON', 'cannot be read', cause);
  }
  if (manifest?.format !== FORMAT) throw badFile(path, 'format', `is not ${FORMAT}`);
  if (manifest.version !== VERSION) throw badFile(path, 'version', `${manifest.version} is not ${VERSION}`);
  if (!Array.isArray(manifest.parts) || !Array.isArray(manifest.sources)) throw badFile(path, 'parts', 'are missing');
  return manifest as Manifest;
}

const hashText = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function empty(folder: string): TwofilesError {
  return new TwofilesError('bad-argument', `${folder} would be empty: no document has any text.`, 'Add some text.');
}

function changed(id: string): TwofilesError {
  return new TwofilesError('checksum', `${id} is not the document that was added.`, 'Add it to a new corpus.');
}

function noDocument(id: string, folder: string): TwofilesError {
  return new TwofilesError('not-found', `${folder} has no document "${id}".`, 'corpus show lists some ids.');
}
