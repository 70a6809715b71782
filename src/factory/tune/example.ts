// A conversation as the trainer sees it: tokens, and which of them the assistant wrote. Only those are
// learned; what people, tools and passages say is read, never imitated.

import { unsupported } from '../../base/errors.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import { CHAT_TEMPLATE, layOut, MARKERS, SYSTEM_TEXT } from '../../text/abi.ts';
import { encodeSegments } from '../../text/template.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import type { Conversation } from './conversation.ts';

export interface Example {
  /** Token ids of the whole document, from `<|endoftext|>` on. */
  readonly tokens: Int32Array;
  /** For each token 1 when the assistant wrote it, else 0; the loss counts these as targets. */
  readonly written: Uint8Array;
}

/** Lays out and tokenises a conversation. @throws `unsupported` when the tokenizer lacks a marker that it needs. */
export function exampleOf(tokenizer: Tokenizer, conversation: Conversation): Example {
  const { turns, tools, system } = conversation;
  const segments = layOut(turns, { tools, ...(system === undefined ? {} : { system }) });
  for (const marker of MARKERS)
    if (tokenizer.id(marker) === undefined && segments.some(({ text, trusted }) => trusted && text.includes(marker)))
      throw unsupported(
        `The tokenizer has no token ${marker}.`,
        'Use a model whose tokenizer has it, or leave it out.',
      );
  const { tokens, owners } = encodeSegments(tokenizer, segments);
  return {
    tokens: Int32Array.from(tokens),
    written: Uint8Array.from(owners, (owner) => Number(segments[owner]!.written)),
  };
}

/**
 * The same weights, saying by their chat template that they follow the calling convention; `system` are the
 * instructions that a conversation without any has.
 */
export function speaking(checkpoint: Checkpoint, system: string = SYSTEM_TEXT): Checkpoint {
  const quoted = system.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n');
  const chatTemplate = CHAT_TEMPLATE.replace(SYSTEM_TEXT, () => quoted);
  const entry = ['tokenizer.chat_template', { type: 'string', value: chatTemplate }] as const;
  return { ...checkpoint, metadata: new Map([...checkpoint.metadata, entry]), chatTemplate };
}
