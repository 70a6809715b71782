// Programs: named, versioned functions over system calls. A process is one run of one.
// Rules of use: a program's time, randomness and effects are system calls, one after another (children run side by
// side). What it computes between them must be the same when it is run again, for that is how a process is resumed. A
// change that alters the order of the calls is another version.
import { badArgument, type TwofilesError } from '../base/errors.ts';
import type { Random } from '../base/random.ts';
import type { Page } from '../cpu/cpu.ts';
import type { Budgets } from '../memory/journal.ts';
import type { Label } from '../security/label.ts';
import type { Part } from '../text/abi.ts';
import type { Json, Role, ToolCall } from '../text/messages.ts';
import type { Sentence } from './sources.ts';

export interface Program {
  /** `answer@1` */
  readonly name: string;
  run(sys: Sys, args: Json): Promise<Json>;
}

const NAME = /^[a-z][a-z0-9-]*@[0-9]+$/;

/** @throws `bad-argument` for a name that is not name@version. */
export function program<Args extends Json>(name: string, run: (sys: Sys, args: Args) => Promise<Json>): Program {
  if (!NAME.test(name)) throw badArgument(`"${name}" is no program's name.`, 'Write name@version: answer@1.');
  return { name, run: run as Program['run'] };
}

/** What a child may give back without its words: such a value is endorsed and taints nobody. */
export type Bounded =
  | { readonly type: 'boolean' }
  | { readonly type: 'number'; readonly least: number; readonly most: number }
  | { readonly type: 'choice'; readonly of: readonly string[] }
  | { readonly type: 'identifier' };

export interface Turn {
  readonly page: Page;
  readonly parts: readonly Part[];
  readonly calls: readonly ToolCall[];
  readonly text: string;
  readonly end: 'stop' | 'calls' | 'length' | 'aborted';
  readonly problems: readonly string[];
  readonly sentences: readonly Sentence[];
}

export interface TurnOptions {
  readonly maxTokens?: number;
  readonly temperature?: number;
  /** Devices it is told of. Default: all that the process may call. */
  readonly devices?: readonly string[];
  readonly schema?: { readonly [key: string]: Json };
  readonly quote?: { readonly orElse: readonly string[] };
}

/** What a device gave, or why it did not: a refusal is an answer, not an error. */
export interface Outcome {
  readonly ok: boolean;
  /** When it went well. */
  readonly output: Json;
  /** As a model reads it: the beginning of it where it is too long for the window. */
  readonly text: string;
  readonly label: Label;
  /** The whole of it, where `text` is only its beginning. */
  readonly document: number | undefined;
}

export interface PageDraft {
  /** Default: `user`. */
  readonly role?: Role;
  readonly parts: readonly Part[];
  /** Default: what the process has read so far. */
  readonly label?: Label;
  readonly origin?: string;
  readonly pinned?: boolean;
}

export interface ChildOptions {
  /** Devices it may call, of those its parent may. Default: none. */
  readonly devices?: readonly string[];
  /** Of the parent's budgets. */
  readonly budgets?: Budgets;
  readonly priority?: number;
  /** What it must give back; its words then do not reach the parent. */
  readonly returns?: Bounded;
}

export interface Child {
  readonly id: number;
  readonly returns: Bounded | undefined;
}

export interface ChildResult {
  readonly state: 'done' | 'stopped' | 'cancelled' | 'failed';
  readonly value: Json;
  readonly label: Label;
}

/** The system calls. */
export interface Sys {
  readonly id: number;
  /** Drawn from the process's seed: the same again when it is resumed. */
  readonly random: Random;
  readonly signal: AbortSignal;
  /** All that was read so far; it rises and never falls. */
  readonly label: Label;
  /** What is in sight. */
  readonly pages: readonly Page[];
  /** ms since 1970. */
  now(): Promise<number>;
  /** What the person says next; undefined when they have left. */
  hear(): Promise<string | undefined>;
  /** Puts what the person said into the window: its words may grant what they name. */
  say(text: string): Promise<void>;
  /** Tells the person of something that went wrong and does not end the process. */
  trouble(error: TwofilesError): void;
  /** Puts words into the window. */
  page(draft: PageDraft): Promise<Page>;
  /** The processor's next turn, which becomes a page. */
  generate(options?: TurnOptions): Promise<Turn>;
  /** Calls a device. */
  call(device: string, input: Json): Promise<Outcome>;
  /** Makes the calls of a turn and puts what comes back into the window. */
  answer(turn: Turn): Promise<readonly Outcome[]>;
  /** Brings a page that was put away back into sight. */
  recall(page: number): Promise<Page>;
  /** The part of a document that begins at `from` characters, as long as a page may be; it comes into sight. */
  more(
    document: number,
    from: number,
  ): Promise<{ readonly page: Page; readonly rest: number; readonly length: number }>;
  spawn(program: string, args: Json, options?: ChildOptions): Promise<Child>;
  /** Waits for a child. */
  wait(child: Child): Promise<ChildResult>;
}
