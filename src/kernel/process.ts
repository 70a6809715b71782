// A process: one run of a program, with its window, label, grants, budgets and journal. Outside it is a handle that can be
// awaited for the result, iterated for what happens, interrupted and cancelled; inside it is what system calls work on.
// Rule of use: the label rises and never falls; what was read counts also after it was put away.
import { TwofilesError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import { addUsage, type Usage } from '../cpu/cpu.ts';
import { FINAL, type ProcessRow, type ProcessState, type Step } from '../memory/journal.ts';
import type { Ram } from '../memory/ram.ts';
import type { Grant } from '../security/grant.ts';
import { join, type Label } from '../security/label.ts';
import type { Json } from '../text/messages.ts';
import type { Sentence } from './sources.ts';

export type ProcessEvent =
  | { readonly type: 'state'; readonly state: ProcessState }
  /** A conversation waits for the person: what was asked before is answered. */
  | { readonly type: 'listens' }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'call'; readonly device: string; readonly input: Json }
  | { readonly type: 'result'; readonly device: string; readonly ok: boolean; readonly text: string }
  | { readonly type: 'away'; readonly pages: readonly number[] }
  | { readonly type: 'sentences'; readonly sentences: readonly Sentence[] }
  | { readonly type: 'problem'; readonly error: TwofilesError };

export interface Result {
  readonly process: number;
  readonly state: 'done' | 'stopped' | 'cancelled' | 'failed';
  /** What it says to the person. */
  readonly text: string;
  /** The sentences of it with their sources. */
  readonly sources: readonly Sentence[];
  /** What the program returned. */
  readonly value: Json;
  /** Why it did not end by itself. */
  readonly why: string | undefined;
  readonly usage: Usage;
  readonly label: Label;
}

/** Ends a process from inside a system call: a budget is spent, a policy forbids to go on. */
export class Stop extends Error {}

/** The kernel is closing: processes stay as they are in the journal, to be resumed. */
export class Closing extends Error {}

export class Process implements PromiseLike<Result>, AsyncIterable<ProcessEvent> {
  readonly id: number;
  readonly row: ProcessRow;
  readonly ram: Ram;
  readonly random: Random;
  /** Steps of an earlier life, by their number; taken away as they are passed. */
  readonly past: Map<number, Step>;
  readonly inbox = new Inbox();
  readonly controller = new AbortController();
  /** How often each call was made since the person last spoke. */
  readonly repeats = new Map<string, number>();
  /** The next step. */
  seq = 0;
  /** The call under way: there is one at a time. */
  current: string | undefined;
  label: Label;
  grants: readonly Grant[];
  usage: Usage;
  state: ProcessState = 'ready';
  /** Stops the turn under way, and only it. */
  turn: AbortController | undefined;
  readonly result: Promise<Result>;
  settle!: (result: Result) => void;
  abandon!: (error: unknown) => void;
  /** Tells whoever spoke last that it was heard and kept. */
  heard: (() => void) | undefined;
  readonly #watchers = new Set<Watcher>();

  constructor(row: ProcessRow, ram: Ram, past: readonly Step[] = []) {
    this.id = row.id;
    this.row = row;
    this.ram = ram;
    this.label = row.label;
    this.grants = row.grants;
    this.usage = { prompt: 0, cached: 0, written: 0, money: 0 };
    this.random = new Random(row.seed);
    this.past = new Map(past.map((step) => [step.seq, step]));
    this.result = new Promise((resolve, reject) => {
      this.settle = resolve;
      this.abandon = reject;
    });
    this.result.catch(() => undefined); // whoever awaits it sees it; nobody need to
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Ends it. What it has written so far is its text. */
  cancel(why = 'cancelled'): void {
    this.controller.abort(new TwofilesError('aborted', `Process ${this.id} was ${why}.`, 'Start it again.'));
    this.turn?.abort();
  }

  /** Stops the turn under way; the program goes on. */
  interrupt(): void {
    this.turn?.abort(new TwofilesError('aborted', 'The turn was stopped.', 'Go on.'));
  }

  /** Says something to it; resolves when it was heard, and is kept. */
  say(text: string): Promise<void> {
    return this.inbox.put(text);
  }

  /** Says that nothing more comes. */
  leave(): void {
    this.inbox.end();
  }

  raise(...labels: readonly Label[]): void {
    this.label = join(this.label, ...labels);
  }

  spend(usage: Usage): void {
    this.usage = addUsage(this.usage, usage);
  }

  emit(event: ProcessEvent): void {
    for (const watcher of this.#watchers) watcher.put(event);
  }

  enter(state: ProcessState): void {
    if (state === this.state) return;
    this.state = state;
    this.emit({ type: 'state', state });
  }

  /** Events end. */
  close(): void {
    this.inbox.refuse();
    for (const watcher of this.#watchers) watcher.end();
  }

  // biome-ignore lint/suspicious/noThenProperty: a process is awaited for its result
  then<A = Result, B = never>(
    done?: ((result: Result) => A | PromiseLike<A>) | null,
    failed?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.result.then(done, failed);
  }

  /** What happens from now on. Nothing is kept for those who look later. */
  [Symbol.asyncIterator](): AsyncIterator<ProcessEvent> {
    const watcher = new Watcher(() => this.#watchers.delete(watcher));
    this.#watchers.add(watcher);
    if (FINAL.includes(this.state)) watcher.end();
    return watcher;
  }
}

/** What happens, in order, for one who looks. */
class Watcher implements AsyncIterator<ProcessEvent> {
  readonly #events: ProcessEvent[] = [];
  readonly #left: () => void;
  #ended = false;
  #wake: (() => void) | undefined;

  constructor(left: () => void) {
    this.#left = left;
  }

  put(event: ProcessEvent): void {
    this.#events.push(event);
    this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<ProcessEvent>> {
    while (this.#events.length === 0 && !this.#ended)
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    const event = this.#events.shift();
    return event ? { done: false, value: event } : { done: true, value: undefined };
  }

  async return(): Promise<IteratorResult<ProcessEvent>> {
    this.#left();
    return { done: true, value: undefined };
  }
}

/** What a person says, until it is heard. */
class Inbox {
  readonly #messages: { readonly text: string; readonly heard: () => void; readonly lost: (error: Error) => void }[] =
    [];
  #ended = false;
  #wake: (() => void) | undefined;

  put(text: string): Promise<void> {
    if (this.#ended) return Promise.reject(unheard());
    return new Promise((heard, lost) => {
      this.#messages.push({ text, heard, lost });
      this.#wake?.();
    });
  }

  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  /** The next message with what says that it was kept; undefined when nobody speaks any more. */
  async take(signal: AbortSignal): Promise<{ readonly text: string; readonly heard: () => void } | undefined> {
    while (this.#messages.length === 0 && !this.#ended) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.#wake = wake;
        signal.addEventListener('abort', wake);
      });
    }
    signal.throwIfAborted();
    return this.#messages.shift();
  }

  /** Tells whoever spoke that nobody heard. */
  refuse(): void {
    this.#ended = true;
    for (const { lost } of this.#messages.splice(0)) lost(unheard());
  }
}

function unheard(): TwofilesError {
  return new TwofilesError('closed', 'The process has ended and does not listen.', 'Start another one.');
}
