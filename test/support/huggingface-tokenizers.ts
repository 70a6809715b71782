// Hugging Face's own tokenizer library (Rust, through npm `tokenizers`): what transformers runs on.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const ENTRY = join(import.meta.dirname, '../../bench/peers/node_modules/tokenizers');

/** Why comparisons with it cannot run here, or false: made for `test(name, { skip: tokenizersMissing }, …)`. */
export const tokenizersMissing: string | false =
  existsSync(ENTRY) && process.platform === 'linux'
    ? false
    : 'needs Hugging Face tokenizers: npm ci --omit=optional --ignore-scripts --prefix bench/peers';

/** A tokenizer of that library. */
export interface PeerTokenizer {
  encode(text: string, pair: null, options: { addSpecialTokens: boolean }): Promise<{ getIds(): number[] }>;
  decode(ids: readonly number[], skipSpecialTokens: boolean): Promise<string>;
  /** Trains with the library's defaults: 30,000 tokens from the lines of files. */
  train(files: readonly string[]): void;
  /** Writes a tokenizer.json. */
  save(path: string): void;
}

interface Library {
  readonly Tokenizer: { fromString(json: string): PeerTokenizer };
}

export function tokenizersVersion(): string {
  return (createRequire(import.meta.url)(`${ENTRY}/package.json`) as { version: string }).version;
}

/** From the text of a tokenizer.json. */
export function openTokenizerJson(json: string): PeerTokenizer {
  const { Tokenizer } = createRequire(import.meta.url)(ENTRY) as Library;
  return Tokenizer.fromString(json);
}
