// llama.cpp's tokenizer and its Unicode tables: the independent implementation that ours is compared with.
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Checkpoint } from '../../src/model/checkpoint.ts';
import { writeGguf } from '../../src/model/gguf-write.ts';
import { specToMetadata } from '../../src/text/gguf-vocab.ts';
import type { TokenizerSpec } from '../../src/text/tokenizer.ts';

const PEERS = join(import.meta.dirname, '../../bench/peers/node_modules');
const LIBRARY = join(PEERS, '@node-llama-cpp/linux-x64/bins/linux-x64/libllama.v0.5.0.so');

/** A vocabulary loaded in llama.cpp. */
export interface PeerTokenizer {
  tokenize(text: string, special: boolean): readonly number[];
  isEogToken(token: number): boolean;
  dispose(): Promise<void>;
}

export interface PeerLibrary {
  load(path: string): Promise<PeerTokenizer>;
  close(): Promise<void>;
}

interface PeerModule {
  getLlama(options: object): Promise<{
    loadModel(options: object): Promise<PeerTokenizer>;
    dispose(): Promise<void>;
  }>;
}

export async function openPeer(): Promise<PeerLibrary> {
  const entry = pathToFileURL(join(PEERS, 'node-llama-cpp/dist/index.js')).href;
  const { getLlama } = (await import(entry)) as PeerModule;
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    logLevel: 'disabled',
    progressLogs: false,
    maxThreads: 1,
  });
  return {
    load: (modelPath) => llama.loadModel({ modelPath, vocabOnly: true, gpuLayers: 0, ignoreMemorySafetyChecks: true }),
    close: () => llama.dispose(),
  };
}

/** llama.cpp's major category of a code point: one of its flags, of which 1 says "not assigned". */
export type CategoryFlags = (code: number) => number;

export const UNASSIGNED = 1;

/** Flags of the major categories, by the letter that \p{…} takes. */
export const MAJOR: readonly (readonly [flag: number, letter: string])[] = [
  [2, 'N'],
  [4, 'L'],
  [8, 'Z'],
  [16, 'M'],
  [32, 'P'],
  [64, 'S'],
  [128, 'C'],
];

/** The table itself, read through Node's foreign-function interface. Undefined where that or the library is not there. */
export async function peerCategories(): Promise<CategoryFlags | undefined> {
  if (!existsSync(LIBRARY)) return undefined;
  const emit = process.emitWarning;
  process.emitWarning = () => {};
  try {
    const { dlopen } = await import('node:ffi');
    const { lib } = dlopen(LIBRARY);
    const flags = lib.getFunction('_Z26unicode_cpt_flags_from_cptj', { arguments: ['u32'], return: 'u16' });
    return (code) => Number(flags(code)) & 0xff;
  } finally {
    process.emitWarning = emit;
  }
}

/** Writes a GGUF file that is a tokenizer and nothing else. */
export async function writeVocabulary(path: string, spec: TokenizerSpec): Promise<void> {
  const checkpoint: Checkpoint = {
    format: 'gguf',
    name: path,
    metadata: new Map([['general.architecture', { type: 'string', value: 'llama' }], ...specToMetadata(spec)]),
    tensors: new Map(),
    tokenizer: spec,
    chatTemplate: undefined,
    pull: () => {
      throw new RangeError('a vocabulary has no tensors');
    },
    close: async () => {},
  };
  const parts: Uint8Array[] = [];
  await writeGguf(checkpoint, { write: async (bytes) => void parts.push(bytes.slice()) });
  await writeFile(path, Buffer.concat(parts));
}
