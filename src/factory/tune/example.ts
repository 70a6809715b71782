// A conversation as the trainer sees it: tokens, and which of them the assistant wrote. Only those are
// learned; what people, tools and passages say is read, never imitated.

import { unsupported } from '../../base/errors.ts';
import { layOut, MARKERS } from '../../text/abi.ts';
import { encodeSegments } from '../../text/template.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import type { Conversation } from './conversation.ts';

export interface Example {
  /** Token ids of the whole document, from `<|endoftext|>` on. */
  readonly tokens: Int32Array;
  /** For each token 1 when the assistant wrote it, else 0; the loss counts these as targets. */
  readonly written: Uint8Array;
}

/** Lays out and tokenises a conversation. @throws `unsupported` when the tokenizer lacks a marker. */
export function exampleOf(tokenizer: Tokenizer, conversation: Conversation): Example {
  const { turns, tools, system } = conversation;
  for (const marker of MARKERS) {
    const id = tokenizer.id(marker);
    if (id !== undefined && tokenizer.kind(id) === 'control') continue;
    throw unsupported(`The tokenizer has no control token ${marker}.`, 'Train the tokenizer with MARKERS of abi.ts.');
  }
  const segments = layOut(turns, { tools, ...(system === undefined ? {} : { system }) });
  const { tokens, owners } = encodeSegments(tokenizer, segments);
  return {
    tokens: Int32Array.from(tokens),
    written: Uint8Array.from(owners, (owner) => Number(segments[owner]!.written)),
  };
}
