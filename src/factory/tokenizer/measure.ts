// What a tokenizer makes of texts: how far it compresses them, and which tokens it uses.
import type { Tokenizer } from '../../text/tokenizer.ts';

export interface Measured {
  readonly texts: number;
  /** UTF-8. */
  readonly bytes: number;
  readonly tokens: number;
  readonly bytesPerToken: number;
  /** Tokens for each run of letters or digits. */
  readonly tokensPerWord: number;
  /** Share of the vocabulary that occurs, control tokens aside. */
  readonly used: number;
}

const WORD = /[\p{L}\p{N}]+/gu;

export class Measure {
  readonly #tokenizer: Tokenizer;
  readonly #seen = new Set<number>();
  #texts = 0;
  #bytes = 0;
  #tokens = 0;
  #words = 0;

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
  }

  add(text: string): void {
    const tokens = this.#tokenizer.encode(text);
    for (const token of tokens) {
      this.#seen.add(token);
      this.#bytes += this.#tokenizer.bytes(token).length;
    }
    this.#texts++;
    this.#tokens += tokens.length;
    this.#words += text.match(WORD)?.length ?? 0;
  }

  result(): Measured {
    const usable = this.#tokenizer.spec.kinds.filter((kind) => kind === 'normal').length;
    return {
      texts: this.#texts,
      bytes: this.#bytes,
      tokens: this.#tokens,
      bytesPerToken: this.#bytes / this.#tokens,
      tokensPerWord: this.#tokens / this.#words,
      used: this.#seen.size / usable,
    };
  }
}

/** The tokens of the most bytes, longest first, as text. */
export function longestTokens(tokenizer: Tokenizer, count: number): { readonly id: number; readonly text: string }[] {
  return Array.from({ length: tokenizer.size }, (_, id) => id)
    .filter((id) => tokenizer.kind(id) === 'normal')
    .sort((a, b) => tokenizer.bytes(b).length - tokenizer.bytes(a).length || a - b)
    .slice(0, count)
    .map((id) => ({ id, text: tokenizer.decode([id]) }));
}
