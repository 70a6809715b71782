// What every tokenizer is to the rest of the system, whatever its algorithm.
// Rule of use: text from people, files and tools is encoded with `special` off, which is the default,
// so nothing in it can become a control token.

/** GGUF's token types, by their names. */
export type TokenKind = 'normal' | 'unknown' | 'control' | 'user-defined' | 'unused' | 'byte';

export type TokenizerModel = 'bpe' | 'spm' | 'wordpiece';

/**
 * A tokenizer as plain data: what GGUF metadata and `tokenizer.json` both come down to. It can be
 * written to either without loss.
 */
export interface TokenizerSpec {
  readonly model: TokenizerModel;
  /** BPE only: the pre-tokenizer by llama.cpp's name ('gpt-2', 'llama-bpe', 'qwen2', 'smollm', …). */
  readonly pre: string;
  /** Token texts in GGUF's spelling (byte-level characters for BPE, ▁ for SentencePiece and WordPiece words). */
  readonly tokens: readonly string[];
  readonly kinds: readonly TokenKind[];
  /** SentencePiece scores: higher merges first. */
  readonly scores?: Float32Array | undefined;
  /** BPE merges, "left right", best first. A SentencePiece vocabulary that has them merges by them, not by scores. */
  readonly merges?: readonly string[] | undefined;
  readonly bos?: number | undefined;
  readonly eos?: number | undefined;
  /** End of turn, where it is not eos. */
  readonly eot?: number | undefined;
  readonly unknown?: number | undefined;
  readonly separator?: number | undefined;
  readonly padding?: number | undefined;
  readonly mask?: number | undefined;
  readonly addBos: boolean;
  readonly addEos: boolean;
  /** WordPiece adds its separator at the end. */
  readonly addSeparator?: boolean | undefined;
  /** SentencePiece puts a space before the text. */
  readonly addSpacePrefix: boolean;
  readonly removeExtraWhitespaces?: boolean | undefined;
  /** BPE: a pre-token that is itself a token is not merged up to. */
  readonly ignoreMerges?: boolean | undefined;
}

export interface EncodeOptions {
  /** Recognise control tokens written in the text. Off by default. */
  readonly special?: boolean;
  /** Add what the model expects around a whole text (BOS, EOS, CLS, SEP). Default: false. */
  readonly wrap?: boolean;
  /** The text goes on after other text: SentencePiece puts no space before it. Default: false. */
  readonly continues?: boolean;
}

export interface Tokenizer {
  readonly spec: TokenizerSpec;
  readonly size: number;
  encode(text: string, options?: EncodeOptions): number[];
  /** The text of tokens; control tokens are left out unless `special`. Invalid UTF-8 becomes U+FFFD. */
  decode(tokens: readonly number[], options?: { readonly special?: boolean }): string;
  /** The bytes one token stands for (empty for control tokens). Throws `bad-argument` outside the vocabulary. */
  bytes(token: number): Uint8Array;
  kind(token: number): TokenKind;
  /** The id of the token with exactly this text, control tokens included. */
  id(text: string): number | undefined;
  /** Tokens that end a generation. */
  readonly stops: ReadonlySet<number>;
  /**
   * A decoder for tokens that arrive one by one. It continues the text of the tokens `after` (a prompt,
   * say) without repeating it: the space that begins a continuation stays, the one that begins a text goes.
   */
  stream(after?: readonly number[]): StreamDecoder;
}

/** Turns tokens into text as they come, never splitting a UTF-8 character. */
export interface StreamDecoder {
  /** The text that is certain after this token; '' while a character is unfinished. */
  push(token: number): string;
  /** What is left, with U+FFFD for an unfinished character. */
  end(): string;
}
