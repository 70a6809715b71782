// Tokens to text as they come. `decode` is the same machine run to its end, so both always agree.
import type { StreamDecoder } from './tokenizer.ts';

export interface TokenBytes {
  /** The bytes a token shows; empty for one that shows nothing. */
  bytes(token: number): Uint8Array;
  /** True when the text's first space was put there by the encoder and is not shown. */
  dropsFirstSpace(token: number): boolean;
}

/** A decoder that continues the text of the tokens `after`, which is not repeated. */
export function streamDecoder(tokens: TokenBytes, after: readonly number[] = []): StreamDecoder {
  const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
  let first = true;
  const push = (token: number): string => {
    let bytes = tokens.bytes(token);
    if (bytes.length === 0) return '';
    if (first && bytes[0] === 0x20 && tokens.dropsFirstSpace(token)) bytes = bytes.subarray(1);
    first = false;
    return utf8.decode(bytes, { stream: true });
  };
  for (const token of after) push(token);
  return { push, end: () => utf8.decode() };
}
