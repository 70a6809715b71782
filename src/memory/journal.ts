// The journal: what processes are, and every step they take, written before it acts and after. A process is resumed by
// running its program again and giving it the answers that stand here.
// Rule of use: what a journal returned without an error is kept; `durable` survives a power cut, the rest survives
// anything that leaves the machine running. All calls are synchronous and short.
import { TwofilesError } from '../base/errors.ts';
import type { Usage } from '../cpu/cpu.ts';
import type { Grant } from '../security/grant.ts';
import type { Label } from '../security/label.ts';
import type { Json } from '../text/messages.ts';

/** `ready` waits for the processor, `waiting` for a person or a child; the other four are final. */
export type ProcessState = 'ready' | 'running' | 'waiting' | 'done' | 'stopped' | 'cancelled' | 'failed';

export const FINAL: readonly ProcessState[] = ['done', 'stopped', 'cancelled', 'failed'];

/** What a process may use, in all. */
export interface Budgets {
  /** Tokens read and written by the processor. */
  readonly tokens?: number;
  /** Seconds by the clock. */
  readonly seconds?: number;
  /** In the currency of the price list. */
  readonly money?: number;
  /** System calls. */
  readonly steps?: number;
}

export interface ProcessRow {
  /** From 1, unique in the store. */
  readonly id: number;
  readonly parent: number | undefined;
  /** The parent's step that made it. */
  readonly step: number | undefined;
  /** `name@version` */
  readonly program: string;
  readonly args: Json;
  readonly grants: readonly Grant[];
  /** Devices it may call. */
  readonly devices: readonly string[];
  readonly label: Label;
  readonly state: ProcessState;
  /** Higher goes first. */
  readonly priority: number;
  readonly budgets: Budgets;
  readonly usage: Usage;
  /** What its randomness is drawn from. */
  readonly seed: number;
  /** When it ended: what it gave, or why it gave nothing. */
  readonly result: Json | undefined;
  /** ms since 1970. */
  readonly began: number;
  readonly ended: number | undefined;
}

export type NewProcess = Omit<ProcessRow, 'id' | 'state' | 'usage' | 'result' | 'ended'>;

/** What may change of a process. */
export type ProcessChange = Partial<Pick<ProcessRow, 'grants' | 'label' | 'state' | 'usage' | 'result' | 'ended'>>;

export interface Step {
  /** From 0, in the order of the calls. */
  readonly seq: number;
  /** The system call. */
  readonly call: string;
  readonly request: Json;
  /** `begun`: nobody knows whether it happened. */
  readonly state: 'begun' | 'done' | 'failed';
  /** The answer, or the error's code, message and next. */
  readonly response: Json | undefined;
  /** When it began, ms since 1970. */
  readonly at: number;
}

/** Something too large for a window, kept whole. */
export interface Document {
  readonly id: number;
  readonly process: number;
  readonly origin: string;
  readonly label: Label;
  readonly text: string;
}

export interface ProcessFilter {
  /** Those that have ended too. */
  readonly all?: boolean;
  /** Children of this one alone. */
  readonly parent?: number;
  /** Default: 1000. */
  readonly limit?: number;
}

export interface Journal {
  /** Returns its number. */
  addProcess(process: NewProcess): number;
  changeProcess(id: number, change: ProcessChange): void;
  process(id: number): ProcessRow | undefined;
  /** Newest first. */
  processes(options?: ProcessFilter): ProcessRow[];
  begin(process: number, step: Pick<Step, 'seq' | 'call' | 'request' | 'at'>, durable: boolean): void;
  end(process: number, seq: number, state: 'done' | 'failed', response: Json, durable: boolean): void;
  /** In order. */
  steps(process: number): Step[];
  addDocument(document: Omit<Document, 'id'>): number;
  document(id: number): Document | undefined;
  /** Forgets the oldest ended processes with their steps and documents, so that at most `keep` of them stay. */
  prune(keep: number): void;
  close(): void;
}

/** A journal that lasts as long as this program: for pages, tests and throw-away work. */
export class MemoryJournal implements Journal {
  readonly #processes = new Map<number, ProcessRow>();
  readonly #steps = new Map<number, Step[]>();
  readonly #documents = new Map<number, Document>();
  #next = 1;
  #closed = false;

  addProcess(process: NewProcess): number {
    this.#open();
    const id = this.#next++;
    this.#processes.set(id, { ...process, ...FRESH, id });
    this.#steps.set(id, []);
    return id;
  }

  changeProcess(id: number, change: ProcessChange): void {
    this.#open();
    this.#processes.set(id, { ...this.#need(id), ...change });
  }

  process(id: number): ProcessRow | undefined {
    return this.#processes.get(id);
  }

  processes({ all = false, parent, limit = 1000 }: ProcessFilter = {}): ProcessRow[] {
    const rows = [...this.#processes.values()].reverse();
    const wanted = rows.filter((row) => (all || !FINAL.includes(row.state)) && (parent ?? row.parent) === row.parent);
    return wanted.slice(0, limit);
  }

  begin(process: number, step: Pick<Step, 'seq' | 'call' | 'request' | 'at'>): void {
    this.#open();
    this.#need(process);
    this.#steps.get(process)![step.seq] = { ...step, state: 'begun', response: undefined };
  }

  end(process: number, seq: number, state: 'done' | 'failed', response: Json): void {
    this.#open();
    const steps = this.#steps.get(this.#need(process).id)!;
    steps[seq] = { ...steps[seq]!, state, response };
  }

  steps(process: number): Step[] {
    return [...(this.#steps.get(process) ?? [])];
  }

  addDocument(document: Omit<Document, 'id'>): number {
    this.#open();
    const id = this.#next++;
    this.#documents.set(id, { ...document, id });
    return id;
  }

  document(id: number): Document | undefined {
    return this.#documents.get(id);
  }

  prune(keep: number): void {
    const ended = this.processes({ all: true, limit: Number.POSITIVE_INFINITY }).filter(({ state }) =>
      FINAL.includes(state),
    );
    for (const { id } of ended.slice(keep)) {
      this.#processes.delete(id);
      this.#steps.delete(id);
      for (const document of [...this.#documents.values()])
        if (document.process === id) this.#documents.delete(document.id);
    }
  }

  close(): void {
    this.#closed = true;
  }

  #need(id: number): ProcessRow {
    const row = this.#processes.get(id);
    if (!row) throw noProcess(id);
    return row;
  }

  #open(): void {
    if (this.#closed) throw new TwofilesError('closed', 'The journal is closed.', 'Boot again.');
  }
}

/** What a process begins with. */
export const FRESH = {
  state: 'ready',
  usage: { prompt: 0, cached: 0, written: 0, money: 0 },
  result: undefined,
  ended: undefined,
} as const satisfies Partial<ProcessRow>;

export function noProcess(id: number): TwofilesError {
  return new TwofilesError('not-found', `There is no process ${id}.`, '`ps` lists what there is.');
}
