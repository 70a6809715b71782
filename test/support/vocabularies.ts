// Real vocabularies with their input and token-id pairs, as ../shared/data/parity/vocab holds them.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bufferSource } from '../../src/base/bytes.ts';
import type { Checkpoint } from '../../src/model/checkpoint.ts';
import { openGguf } from '../../src/model/gguf.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/data/parity/vocab');

export const VOCABULARIES = ['gpt-2', 'starcoder', 'llama-spm', 'phi-3', 'bert-bge'] as const;
export type VocabularyName = (typeof VOCABULARIES)[number];

/** Why tests that need them cannot run here, or false: made for `test(name, { skip: vocabulariesMissing }, …)`. */
export const vocabulariesMissing: string | false = existsSync(FOLDER)
  ? false
  : 'needs the vocabularies of ../shared/data/parity/vocab';

export function vocabularyPath(name: VocabularyName): string {
  return join(FOLDER, `ggml-vocab-${name}.gguf`);
}

export async function openVocabulary(name: VocabularyName): Promise<Checkpoint> {
  const path = vocabularyPath(name);
  return openGguf([bufferSource(path, readFileSync(path))]);
}

/** Texts and the tokens that llama.cpp's own tests expect of them, without BOS or the like. */
export function vectors(name: VocabularyName): { readonly text: string; readonly tokens: readonly number[] }[] {
  const texts = readFileSync(`${vocabularyPath(name)}.inp`, 'utf8').split('\n__ggml_vocab_test__\n');
  const lines = readFileSync(`${vocabularyPath(name)}.out`, 'utf8')
    .replace(/\n$/, '')
    .split('\n');
  return texts
    .slice(0, lines.length)
    .map((text, i) => ({ text, tokens: (lines[i] ?? '').trim().split(' ').filter(Boolean).map(Number) }));
}
