// The socket the processor sits in: all that the system knows of a model. A Cpu is given a whole list of pages each
// time and writes one turn; what it keeps between calls is a cache and its own affair. What it cannot do it says in
// `can`, and the system works around it or refuses; it never pretends.
// Rule of use: a Cpu with an `operator` is a sink: whoever hands it pages has checked that the operator may read them.
import type { Label, Principal } from '../security/label.ts';
import type { Part } from '../text/abi.ts';
import type { Json, Role, ToolSpec } from '../text/messages.ts';

/**
 * A labelled span of context: a turn, or a piece of one (neighbours of one role make a turn together, except that each
 * page of a tool is one result and a turn of its own).
 */
export interface Page {
  /** Its number within its process, from 1. */
  readonly id: number;
  /** `system` for instructions; they come first. */
  readonly role: Role;
  readonly parts: readonly Part[];
  readonly label: Label;
  /** Where it came from, for people: "person", "cpu", "calculator", "notes/a.md". */
  readonly origin: string;
  /** Never put away. */
  readonly pinned: boolean;
}

/** What a Cpu reads. */
export interface Prompt {
  readonly pages: readonly Page[];
  /** What it may call. */
  readonly tools: readonly ToolSpec[];
}

export interface Abilities {
  /**
   * How calls come out: `native` by the endpoint's own tool calls or our calling convention; `written` as JSON in the
   * text, read back and repaired within limits.
   */
  readonly tools: 'native' | 'written';
  /** Output held to a JSON Schema, so that it always parses. */
  readonly schema: boolean;
  /** Output whose quotations can only be words of the passages in sight. */
  readonly quotes: boolean;
  /** Are token counts exact? Otherwise they are estimates with a margin. */
  readonly counts: 'exact' | 'estimated';
}

export interface Usage {
  /** Tokens of the prompt, and how many of them had been computed before. */
  readonly prompt: number;
  readonly cached: number;
  /** Tokens written. */
  readonly written: number;
  /** In the currency of the price list, where the Cpu has one; otherwise 0. */
  readonly money: number;
}

export const NO_USAGE: Usage = { prompt: 0, cached: 0, written: 0, money: 0 };

export function addUsage(a: Usage, b: Usage): Usage {
  return {
    prompt: a.prompt + b.prompt,
    cached: a.cached + b.cached,
    written: a.written + b.written,
    money: a.money + b.money,
  };
}

export interface GenerateOptions {
  /** Most tokens to write. */
  readonly maxTokens: number;
  /** 0 always takes the likeliest. Default: 0. */
  readonly temperature?: number | undefined;
  /** Same seed, same words, where the Cpu can promise it. */
  readonly seed?: number | undefined;
  /** The turn is one JSON value of this schema and nothing else. */
  readonly schema?: { readonly [key: string]: Json } | undefined;
  /** The turn is a quotation of the passages in sight, or one of `orElse`. */
  readonly quote?: { readonly orElse: readonly string[] } | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Text as it is written; what is repaired later is never shown. */
  readonly onText?: ((text: string) => void | Promise<void>) | undefined;
  /** Waited for between tokens: where a scheduler holds a process back. */
  readonly gate?: (() => void | Promise<void>) | undefined;
}

export interface Generated {
  /** The turn: text, calls, quotations. */
  readonly parts: readonly Part[];
  /** `calls`: it waits for results; `length`: cut at `maxTokens` or the window. */
  readonly end: 'stop' | 'calls' | 'length' | 'aborted';
  readonly usage: Usage;
  /** What did not keep to the convention, each in a sentence that the model could be told. */
  readonly problems: readonly string[];
}

export interface Cpu {
  /** For people and for the journal: "pocket", "openai/gpt-5 at api.example.org". */
  readonly name: string;
  /** Who sees what it is sent: `operator:host`; undefined for one in this process. */
  readonly operator: Principal | undefined;
  readonly can: Abilities;
  /** Tokens that prompt and answer may have together. May fall when an endpoint says that it holds less. */
  readonly window: number;
  /** Tokens that this prompt takes, frame included; never fewer than it will, unless `counts` is estimated. */
  count(prompt: Prompt): number | Promise<number>;
  /**
   * Writes one turn.
   * @throws `context-full` when prompt and `maxTokens` do not fit the window; `network` when an endpoint fails for good;
   *   `aborted` only before anything was written: afterwards the turn ends with `aborted`.
   */
  generate(prompt: Prompt, options: GenerateOptions): Promise<Generated>;
  /** Gives back memory and connections. */
  close(): Promise<void>;
}
