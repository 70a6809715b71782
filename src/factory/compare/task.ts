// A task: a conversation up to where the assistant is to answer, and what a good answer holds. Tasks come
// from conversations that were made or written, so that the right answer is known and a checker can judge.
import type { Turn } from '../../text/abi.ts';
import { layOut } from '../../text/abi.ts';
import type { ToolSpec } from '../../text/messages.ts';
import { encodeSegments } from '../../text/template.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import type { Conversation } from '../tune/conversation.ts';

export interface Task {
  readonly id: string;
  readonly family: string;
  readonly system?: string | undefined;
  readonly tools: readonly ToolSpec[];
  /** Ends with a user or tool turn. */
  readonly turns: readonly Turn[];
  /** What the conversation's own assistant said. */
  readonly reference: Turn;
}

/** A task for each assistant turn: the call, and the answer after its result. */
export function tasksOf({ turns, ...rest }: Conversation): Task[] {
  return turns.flatMap((reference, at): Task[] => {
    if (reference.role !== 'assistant') return [];
    return [{ ...rest, id: `${rest.id}/${at}`, turns: turns.slice(0, at), reference }];
  });
}

/** The tokens of an answer as the assistant writes it, its end included. */
export function answerTokens(tokenizer: Tokenizer, answer: Turn): number[] {
  const segments = layOut([answer], { system: '' });
  const { tokens, owners } = encodeSegments(tokenizer, segments);
  return tokens.filter((_, i) => segments[owners[i]!]!.written);
}

/** The tokens of a task, up to where the assistant begins to write. */
export function promptTokens(tokenizer: Tokenizer, { turns, tools, system }: Omit<Task, 'reference'>): number[] {
  const options = { tools, open: true, ...(system === undefined ? {} : { system }) };
  return encodeSegments(tokenizer, layOut(turns, options)).tokens;
}
