// Opens a model by its path, whatever it is: a GGUF file or its first part, a safetensors file or its
// folder, a llama2.c checkpoint, or a folder with one of these. The bytes decide, not the extension.
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type ByteSource, readBytes } from '../base/bytes.ts';
import { badArgument, badFile, TwofilesError } from '../base/errors.ts';
import { openFile } from '../base/file.node.ts';
import type { Checkpoint } from './checkpoint.ts';
import { openGguf } from './gguf.ts';
import { MAGIC } from './gguf-format.ts';
import { parseJson } from './json.ts';
import { openLlama2c, readLlama2cHeader } from './llama2c.ts';

const MOST_JSON = 64 * 1024 * 1024; // bytes; the largest tokenizer.json known has 35 MB
const SPLIT_NAME = /^(.*)-(\d{5})-of-(\d{5})\.(gguf|safetensors)$/;
const INDEX = 'model.safetensors.index.json';

/**
 * Opens the weights at `path`, a file or a folder.
 * @throws `not-found` saying what was looked for, `bad-file`, `unsupported`, `io`, and `bad-argument`
 * when a folder holds several models.
 */
export async function openCheckpoint(path: string): Promise<Checkpoint> {
  return (await isFolder(path)) ? openFolder(path) : openModelFile(path);
}

async function isFolder(path: string): Promise<boolean> {
  return (await reading(path, stat(path))).isDirectory();
}

/** The names in a folder, sorted. */
async function list(folder: string): Promise<string[]> {
  return (await reading(folder, readdir(folder))).toSorted();
}

/** The operating system's refusal as `not-found` or `io`. */
async function reading<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      throw new TwofilesError('not-found', `There is nothing at ${path}.`, 'Check the path.', { cause });
    throw new TwofilesError('io', `${path} cannot be read: ${message}`, 'Check that you may read it.', { cause });
  }
}

type Kind = 'gguf' | 'safetensors' | 'llama2c' | undefined;

/** What the first bytes say. */
async function kindOf(path: string): Promise<Kind> {
  const source = await openFile(path);
  try {
    const start = await readBytes(source, 0, Math.min(source.size, 9), 'first bytes');
    const view = new DataView(start.buffer);
    if (start.length >= 4 && view.getUint32(0, true) === MAGIC) return 'gguf';
    if (start.length === 9 && start[8] === 0x7b && view.getBigUint64(0, true) < BigInt(source.size))
      return 'safetensors';
    return await readLlama2cHeader(source).then(
      () => 'llama2c',
      () => undefined,
    );
  } finally {
    await source.close();
  }
}

async function openModelFile(path: string): Promise<Checkpoint> {
  const kind = await kindOf(path);
  if (kind === 'gguf') return openAll(await partPaths(path), openGguf);
  if (kind === 'safetensors') return openWithConfig(dirname(path), basename(path));
  if (kind === 'llama2c') return openWithTokenizer(path);
  throw badFile(path, 'first bytes', 'are not those of GGUF, safetensors or a llama2.c checkpoint');
}

/** The files of a split GGUF model that `path` is a part of, or only itself. */
async function partPaths(path: string): Promise<string[]> {
  const match = SPLIT_NAME.exec(basename(path));
  if (!match) return [path];
  const [, stem, , count] = match;
  const names = await list(dirname(path));
  const wanted = Array.from(
    { length: Number(count) },
    (_, i) => `${stem}-${String(i + 1).padStart(5, '0')}-of-${count}.gguf`,
  );
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    const what = `${missing[0]}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''}`;
    throw new TwofilesError(
      'not-found',
      `${path} is one of ${wanted.length} parts; ${what} is missing.`,
      'Put all parts in one folder.',
    );
  }
  return wanted.map((name) => join(dirname(path), name));
}

/** Opens files for `use`; when it throws, they are closed again. */
async function openAll<T>(paths: readonly string[], use: (sources: ByteSource[]) => Promise<T>): Promise<T> {
  const sources: ByteSource[] = [];
  try {
    for (const path of paths) sources.push(await openFile(path));
    return await use(sources);
  } catch (error) {
    await Promise.all(sources.map((source) => source.close()));
    throw error;
  }
}

async function openFolder(path: string): Promise<Checkpoint> {
  const names = await list(path);
  const safetensors = names.filter((name) => name.endsWith('.safetensors'));
  if (names.includes('config.json') && safetensors.length > 0) return openWithConfig(path, undefined);
  const models: string[] = [];
  for (const name of names) {
    const part = SPLIT_NAME.exec(name)?.[2];
    if (part !== undefined && part !== '00001') continue;
    if (!/\.(gguf|bin)$/.test(name)) continue;
    const kind = await kindOf(join(path, name));
    if (kind === 'gguf' || kind === 'llama2c') models.push(name);
  }
  if (models.length === 1) return openModelFile(join(path, models[0]!));
  if (models.length > 1)
    throw badArgument(`${path} holds several models: ${models.join(', ')}.`, 'Name one of these files.');
  const found = safetensors.length > 0 ? `${safetensors.join(', ')}, but no config.json` : 'none of them';
  throw new TwofilesError(
    'not-found',
    `${path}: looked for config.json with *.safetensors, a *.gguf file, or a llama2.c *.bin; found ${found}.`,
    'Name a model file, or a folder that holds a whole model.',
  );
}

/** A Hugging Face folder; `only` names one safetensors file of it. */
async function openWithConfig(folder: string, only: string | undefined): Promise<Checkpoint> {
  const { openHuggingFace, readIndex } = await import('./huggingface.ts'); // with its schemas; most files need neither
  const json = (name: string): Promise<unknown> => readJson(join(folder, name));
  const config = await json('config.json');
  if (config === undefined)
    throw new TwofilesError(
      'not-found',
      `${folder} has weights but no config.json, which says how to run them.`,
      'Put config.json and tokenizer.json beside the weights.',
    );
  const names = await list(folder);
  const whole = await json(INDEX);
  const listed = whole === undefined ? [] : [...new Set(readIndex(whole, folder).values())].toSorted();
  const indexed = only === undefined ? listed.length > 0 : listed.includes(only);
  const shards = indexed ? listed : only === undefined ? plainShards(folder, names) : [only];
  const missing = shards.find((name) => !names.includes(name));
  if (missing !== undefined)
    throw new TwofilesError('not-found', `${folder}/${INDEX} names ${missing}, which is missing.`, 'Fetch it too.');
  const template = names.includes('chat_template.jinja')
    ? await readText(join(folder, 'chat_template.jinja'))
    : undefined;
  const rest = {
    name: folder,
    config,
    tokenizer: await json('tokenizer.json'),
    tokenizerConfig: await json('tokenizer_config.json'),
    generationConfig: await json('generation_config.json'),
    pooling: await json(join('1_Pooling', 'config.json')),
    index: indexed ? whole : undefined,
    chatTemplate: template,
  };
  const paths = shards.map((name) => join(folder, name));
  return openAll(paths, (sources) =>
    openHuggingFace({ ...rest, shards: new Map(sources.map((source, i) => [shards[i]!, source])) }),
  );
}

/** Without an index: the model is model.safetensors, or the only safetensors file. */
function plainShards(folder: string, names: readonly string[]): string[] {
  if (names.includes('model.safetensors')) return ['model.safetensors'];
  const all = names.filter((name) => name.endsWith('.safetensors'));
  if (all.length === 1) return all;
  throw badArgument(
    `${folder} has no ${INDEX} and several weight files: ${all.join(', ')}.`,
    'Name one, or add the index.',
  );
}

async function readText(path: string): Promise<string | undefined> {
  const bytes = await readSmall(path);
  return bytes && new TextDecoder().decode(bytes);
}

/** A parsed JSON file, or undefined when there is none. */
async function readJson(path: string): Promise<unknown> {
  const bytes = await readSmall(path);
  return bytes && parseJson(bytes, path, 'the whole file');
}

async function readSmall(path: string): Promise<Uint8Array | undefined> {
  let source: ByteSource;
  try {
    source = await openFile(path);
  } catch (error) {
    if (error instanceof TwofilesError && error.code === 'not-found') return undefined;
    throw error;
  }
  try {
    if (source.size > MOST_JSON) throw badFile(path, 'size', `${source.size} bytes; at most ${MOST_JSON} are read`);
    return await readBytes(source, 0, source.size, 'the whole file');
  } finally {
    await source.close();
  }
}

/** A llama2.c checkpoint with the tokenizer beside it: tok<vocab>.bin, else tokenizer.bin, else the only tok*.bin. */
async function openWithTokenizer(path: string): Promise<Checkpoint> {
  const folder = dirname(path);
  const names = (await list(folder)).filter((name) => /^tok.*\.bin$/.test(name));
  return openAll([path], async ([weights]) => {
    const { vocab } = await readLlama2cHeader(weights!);
    const name =
      [`tok${vocab}.bin`, 'tokenizer.bin'].find((one) => names.includes(one)) ??
      (names.length === 1 ? names[0] : undefined);
    if (name === undefined) return openLlama2c(weights!, undefined);
    const tokenizer = await openFile(join(folder, name));
    try {
      return await openLlama2c(weights!, tokenizer);
    } finally {
      await tokenizer.close();
    }
  });
}
