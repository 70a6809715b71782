// What a run learns from: a corpus or any text, made into a tokenizer and shards once, in the run's own folder when
// nobody made them before. A folder that has all of it is opened as it is.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { badArgument } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import { onDisk } from '../../base/write.node.ts';
import { checkpointOf } from '../../model/checkpoint.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import { createTokenizer } from '../../text/create.ts';
import { specToMetadata } from '../../text/gguf-vocab.ts';
import type { Tokenizer, TokenizerSpec } from '../../text/tokenizer.ts';
import { readDocuments } from '../corpus/read.node.ts';
import { tokenizerHash } from '../corpus/shard.ts';
import {
  openShards,
  type ShardManifest,
  type Shards,
  sideTexts,
  VALIDATION,
  writeShards,
} from '../corpus/shards.node.ts';
import { Corpus } from '../corpus/store.node.ts';
import { countPieces } from '../tokenizer/count.node.ts';
import { readTokenizer } from '../tokenizer/files.node.ts';
import { PRE, trainTokenizer } from '../tokenizer/train.ts';

export interface DataOptions {
  /** A corpus, or files and folders of text. */
  readonly source: string;
  /** The run's folder, for what has to be made. */
  readonly out: string;
  /** Tokens of a tokenizer that has to be made. */
  readonly vocab: number;
  /** Anything with the tokenizer to use; default: one is learnt from the text. */
  readonly tokenizer?: string | undefined;
  /** Sources in which markers of the calling convention are tokens. */
  readonly marked?: readonly string[] | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface TrainingData extends AsyncDisposable {
  readonly tokenizer: Tokenizer;
  readonly train: Shards;
  /** Undefined when the corpus is too small to keep anything aside. */
  readonly valid: Shards | undefined;
  readonly manifest: ShardManifest;
  /** UTF-8 bytes a token of the training text. */
  readonly bytesPerToken: number;
}

/**
 * Opens the data of a run, making what is missing.
 * @throws `not-found` and `bad-argument` for nothing to read or too little, `bad-file`, `io`, `aborted`.
 */
export async function openData(options: DataOptions): Promise<TrainingData> {
  const { source, out, marked, onProgress, signal } = options;
  const corpus = existsSync(join(source, 'manifest.json')) ? await Corpus.open(source) : await ownCorpus(options);
  const spec = await tokenizerSpec(options, corpus);
  const tokenizer = createTokenizer(spec);
  const folder = join(out, 'shards');
  const validation = share(corpus);
  const manifest = await writeShards(corpus, tokenizer, { folder, validation, marked, onProgress, signal });
  if (manifest.train.tokens === 0) throw badArgument(`${source} has nothing to train on.`, 'Give it some text.');
  const open = (files: readonly string[]): Promise<Shards> =>
    openShards(
      files.map((file) => join(folder, file)),
      { tokenizer: tokenizerHash(spec) },
    );
  const train = await open(manifest.train.files);
  const valid = manifest.valid.files.length > 0 ? await open(manifest.valid.files) : undefined;
  return {
    tokenizer,
    train,
    valid,
    manifest,
    bytesPerToken: manifest.train.bytes / manifest.train.tokens,
    async [Symbol.asyncDispose]() {
      await train[Symbol.asyncDispose]();
      await valid?.[Symbol.asyncDispose]();
    },
  };
}

/** Of few documents, one book say, none is kept aside: it might be the only one. */
function share({ manifest }: Corpus): number {
  return manifest.documents < 1 / VALIDATION ? 0 : VALIDATION;
}

async function ownCorpus({ source, out, onProgress, signal }: DataOptions): Promise<Corpus> {
  const corpus = await Corpus.openOrCreate(join(out, 'corpus'));
  await corpus.add(readDocuments([source], { onProgress, signal }), { signal });
  return corpus;
}

/** The tokenizer that was named, or that this run made before, or a new one. */
async function tokenizerSpec(options: DataOptions, corpus: Corpus): Promise<TokenizerSpec> {
  const own = join(options.out, 'tokenizer.gguf');
  const path = options.tokenizer ?? (existsSync(own) ? own : undefined);
  if (path?.endsWith('.json')) return readTokenizer(path);
  if (path) {
    const checkpoint = await openCheckpoint(path);
    const { tokenizer } = checkpoint;
    await checkpoint.close();
    if (tokenizer) return tokenizer;
    throw badArgument(`${path} has no tokenizer.`, 'Name a model or a tokenizer.');
  }
  const { onProgress, signal } = options;
  const texts = sideTexts(corpus, share(corpus), 'train');
  const { pieces } = await countPieces(texts, PRE, { total: corpus.manifest.bytes, onProgress, signal });
  const spec = await trainTokenizer(pieces, { size: options.vocab, onProgress, signal });
  await onDisk(options.out, mkdir(options.out, { recursive: true }));
  await writeGgufFile(tokenizerFile(spec), own);
  return spec;
}

/** A GGUF file of a tokenizer alone. */
export function tokenizerFile(spec: TokenizerSpec) {
  return checkpointOf({
    format: 'gguf',
    name: 'tokenizer',
    metadata: new Map([['general.type', { type: 'string', value: 'tokenizer' }], ...specToMetadata(spec)]),
    tensors: [],
    readTokenizer: () => spec,
    sources: [],
  });
}
