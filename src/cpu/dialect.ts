// How a model on our own engine is spoken to: how a prompt is laid out as segments that know their page, what guides
// the tokens of its turn, and how these are read back. There are two: the calling convention (dialect-own.ts) and a
// model's own chat template (dialect-template.ts).
import type { Constraint, Guide } from '../model/constrain/constraint.ts';
import type { Grammar } from '../model/constrain/grammar.ts';
import type { Part, Passage } from '../text/abi.ts';
import type { Segment } from '../text/messages.ts';
import type { GenerateOptions, Page, Prompt } from './cpu.ts';

/** `page`: the number of the page it comes from, 0 for none. */
export type PagedSegment = Segment & { readonly page: number };

/** Makes a grammar ready for the vocabulary; `key` names it for the next time. */
export type Compile = (key: string, grammar: () => Grammar) => Constraint;

export interface Dialect {
  readonly tools: 'native' | 'written';
  /** The prompt, up to where the assistant begins to write. */
  segments(prompt: Prompt): PagedSegment[];
  /** A turn about to be written. @throws `bad-argument`, `unsupported` for what cannot be asked of it. */
  turn(prompt: Prompt, options: Pick<GenerateOptions, 'schema' | 'quote'>, compile: Compile): TurnPlan;
}

export interface TurnPlan {
  readonly guide: Guide | undefined;
  /** Texts that end the turn. */
  readonly stops: readonly string[];
  readonly reader: TurnReader;
}

/** Reads a turn as it is written. */
export interface TurnReader {
  /** Takes a token and the text that came with it; returns what can be shown now. */
  push(token: number, text: string): string;
  /** Takes the text held back to the end. `show` is what was not shown yet. */
  end(rest: string): { readonly parts: readonly Part[]; readonly problems: readonly string[]; readonly show: string };
}

/** The passages in sight that have words to quote. */
export function quotable(pages: readonly Page[]): Passage[] {
  const all = pages.flatMap(({ parts }) => parts.flatMap((part) => ('passage' in part ? [part.passage] : [])));
  return all.filter(({ text }) => /[\p{L}\p{N}]/u.test(text));
}

/** Reads a turn that is nothing but text. */
export function plainReader(): TurnReader {
  let all = '';
  const take = (text: string): string => {
    all += text;
    return text;
  };
  return {
    push: (_token, text) => take(text),
    end: (rest) => ({ show: take(rest), parts: all === '' ? [] : [{ text: all }], problems: [] }),
  };
}
