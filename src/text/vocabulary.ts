// A vocabulary ready for use: ids by text, effective kinds, end-of-generation tokens, the tokens found in raw text.
// Rule: `plain` is the only look-up that encoding text may use; it never returns a control token.
import { badArgument } from '../base/errors.ts';
import type { TokenizerSpec, TokenKind } from './tokenizer.ts';
import { Trie } from './trie.ts';

/** Tokens that end a generation in the models that have them, and are control tokens whatever the file says. */
const END_TEXTS: ReadonlySet<string> = new Set([
  '<|eot_id|>',
  '<|eom_id|>',
  '<|im_end|>',
  '<|end|>',
  '<|return|>',
  '<|call|>',
  '<|endoftext|>',
  '<|end_of_text|>',
  '<|fim_pad|>',
  '<fim_pad>',
  '<fim-pad>',
  '<PAD>',
  '[PAD]',
  '<|fim_repo|>',
  '<|repo_name|>',
  '<fim-repo>',
  '<reponame>',
  '<REPO>',
  '<|file_sep|>',
  '<end_of_turn>',
  '<end_of_utterance>',
  '</s>',
  '<eos>',
  '<EOT>',
  '[EOT]',
  '[EOS]',
  '<｜end▁of▁sentence｜>',
]);

export class Vocabulary {
  readonly spec: TokenizerSpec;
  readonly size: number;
  readonly kinds: readonly TokenKind[];
  readonly stops: ReadonlySet<number>;
  readonly #ids = new Map<string, number>();
  readonly #userDefined = new Trie();
  readonly #special = new Trie();

  constructor(spec: TokenizerSpec) {
    this.spec = spec;
    this.size = spec.tokens.length;
    const stops = new Set<number>();
    this.kinds = spec.tokens.map((text, id) => {
      const ends = END_TEXTS.has(text);
      const kind = ends ? 'control' : (spec.kinds[id] ?? 'normal');
      if (ends) stops.add(id);
      if (text !== '' && !this.#ids.has(text)) this.#ids.set(text, id);
      if (kind === 'user-defined') this.#userDefined.add(text, id);
      if (kind === 'user-defined' || kind === 'control' || kind === 'unknown') this.#special.add(text, id);
      return kind;
    });
    for (const id of [spec.eos, spec.eot]) if (id !== undefined) stops.add(id);
    this.stops = stops;
  }

  id(text: string): number | undefined {
    return this.#ids.get(text);
  }

  /** The id of a token that ordinary text may become; -1 when there is none. */
  plain(text: string): number {
    const id = this.#ids.get(text);
    if (id === undefined) return -1;
    const kind = this.kinds[id];
    return kind === 'normal' || kind === 'user-defined' ? id : -1;
  }

  /** The tokens to look for in raw text before anything else. */
  recognised(special: boolean): Trie {
    return special ? this.#special : this.#userDefined;
  }

  check(token: number): void {
    if (!Number.isInteger(token) || token < 0 || token >= this.size)
      throw badArgument(
        `Token ${token} is outside the vocabulary.`,
        `Use whole numbers from 0 to ${this.size - 1}; is this the tokenizer of that model?`,
      );
  }
}
