// The kernel: programs, devices, one processor, one journal, one policy, one scheduler. It starts processes, ends them,
// and brings back those that an earlier life left behind.
import { badArgument, TwofilesError } from '../base/errors.ts';
import type { Cpu } from '../cpu/cpu.ts';
import type { Eviction } from '../memory/evict.ts';
import {
  type Budgets,
  FINAL,
  type Journal,
  type NewProcess,
  noProcess,
  type ProcessRow,
  type Step,
} from '../memory/journal.ts';
import { Ram } from '../memory/ram.ts';
import { grantOfFlag, narrow } from '../security/grant.ts';
import { type Label, label } from '../security/label.ts';
import { DEFAULT_POLICY, type Policy } from '../security/policy.ts';
import { wordsOf } from '../text/abi.ts';
import type { Json, ToolSpec } from '../text/messages.ts';
import { type Device, toolOf } from './device.ts';
import { BREATH_MS, KEPT_PROCESSES, MOST_CHILDREN, SLOTS } from './limits.ts';
import type { Approval, Machine } from './machine.ts';
import { Closing, Process, type Result, Stop } from './process.ts';
import type { ChildOptions, Program } from './program.ts';
import { Scheduler } from './scheduler.ts';
import type { Sentence } from './sources.ts';
import { failureOf, systemCalls } from './syscall.ts';

/** The person at the machine; without one, what needs asking is refused. */
export interface Person {
  approve(process: Process, what: Approval): Promise<boolean>;
  /** An act was under way when the power went: did it happen? Undefined: nobody knows. */
  happened(process: Process, call: string, request: Json): Promise<boolean | undefined>;
}

export interface KernelOptions {
  readonly cpu: Cpu;
  readonly journal: Journal;
  readonly programs: readonly Program[];
  readonly devices: readonly Device[];
  readonly policy?: Policy | undefined;
  readonly person?: Person | undefined;
  /** ms since 1970. */
  readonly clock?: (() => number) | undefined;
  readonly slots?: number | undefined;
  readonly eviction?: Eviction | undefined;
  /** Instructions that every process begins with. Default: the processor's own. */
  readonly system?: string | undefined;
  /** Do pages that are put away leave a summary? It takes a turn of the processor. */
  readonly summarise?: boolean | undefined;
  /** Called before each step, for instruments. */
  readonly onStep?: ((process: Process) => void) | undefined;
}

export interface StartOptions {
  /** Devices it may call. Default: all. */
  readonly devices?: readonly string[];
  /** As `--allow` has them. */
  readonly allow?: readonly string[];
  readonly budgets?: Budgets;
  readonly priority?: number;
  readonly seed?: number;
  readonly signal?: AbortSignal;
}

export class Kernel implements Machine {
  readonly cpu: Cpu;
  readonly journal: Journal;
  readonly policy: Policy;
  readonly scheduler: Scheduler;
  readonly onStep: KernelOptions['onStep'];
  readonly summarise: boolean;
  readonly #options: KernelOptions;
  readonly #live = new Map<number, Process>();
  readonly #tools = new Map<Device, ToolSpec>();
  #breathed = 0;
  #closed = false;

  constructor(options: KernelOptions) {
    this.#options = options;
    this.cpu = options.cpu;
    this.journal = options.journal;
    this.policy = options.policy ?? DEFAULT_POLICY;
    this.scheduler = new Scheduler(options.slots ?? SLOTS);
    this.onStep = options.onStep;
    this.summarise = options.summarise ?? false;
    const names = options.devices.map(({ name }) => name);
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice) throw badArgument(`Two devices are called ${twice}.`, 'Rename one.');
    this.journal.prune(KEPT_PROCESSES);
  }

  now(): number {
    return (this.#options.clock ?? Date.now)();
  }

  breathe(): void | Promise<void> {
    const now = performance.now();
    if (now - this.#breathed < BREATH_MS) return;
    this.#breathed = now;
    return new Promise((resolve) => setTimeout(resolve));
  }

  /** Starts a program. @throws `not-found`, `bad-argument` for a flag or device that is not there, `closed`. */
  start(program: string, args: Json, options: StartOptions = {}): Process {
    const { devices, allow = [], budgets = {}, priority = 0, signal } = options;
    const names = this.#options.devices.map(({ name }) => name);
    for (const name of devices ?? [])
      if (!names.includes(name)) throw badArgument(`There is no device ${name}.`, `There are ${names.join(', ')}.`);
    const now = this.now();
    const grants = allow.map((flag) => grantOfFlag(flag, this.#options.devices, now));
    const process = this.#begin({
      ...{ parent: undefined, step: undefined, program, args, grants, devices: devices ?? names },
      ...{ label: label(['person']), priority, budgets, seed: options.seed ?? seedOf(now), began: now },
    });
    if (signal?.aborted) process.cancel();
    signal?.addEventListener('abort', () => process.cancel(), { once: true, signal: process.signal });
    return process;
  }

  /**
   * Brings a process back to where it was and lets it go on; one that runs already is returned as it is. With `retry`, a
   * failed one tries its last step again.
   * @throws `not-found`, `bad-argument` for one that has ended.
   */
  resume(id: number, { retry = false } = {}): Process {
    const live = this.#live.get(id);
    if (live) return live;
    const row = this.journal.process(id);
    if (!row) throw noProcess(id);
    if (FINAL.includes(row.state) && !(retry && row.state === 'failed'))
      throw badArgument(`Process ${id} has ended.`, 'Its result is in the journal; start another one.');
    const steps = this.journal.steps(id);
    if (retry && steps.at(-1)?.state === 'failed') steps.pop();
    if (row.ended !== undefined)
      this.journal.changeProcess(id, { state: 'ready', ended: undefined, result: undefined });
    return this.#run({ ...row, state: 'ready' }, steps);
  }

  /** Every process that an earlier life left unfinished, oldest first; children come back when their parents wait. */
  resumeAll(): Process[] {
    const open = this.journal.processes().filter(({ parent }) => parent === undefined);
    return open.reverse().map(({ id }) => this.resume(id));
  }

  /** A process does not outlive its parent. */
  #endChildren(id: number): void {
    for (const child of this.journal.processes({ parent: id })) this.kill(child.id);
  }

  get live(): readonly Process[] {
    return [...this.#live.values()];
  }

  find(id: number): Process | undefined {
    return this.#live.get(id);
  }

  device(name: string): Device {
    const found = this.#options.devices.find((each) => each.name === name);
    if (!found) throw new TwofilesError('not-found', `There is no device ${name}.`, 'Boot with it.');
    return found;
  }

  get devices(): readonly Device[] {
    return this.#options.devices;
  }

  devicesOf({ row }: Process): Device[] {
    return this.#options.devices.filter(({ name }) => row.devices.includes(name));
  }

  /** Made once for each. */
  toolOf(device: Device): ToolSpec {
    let tool = this.#tools.get(device);
    if (!tool) this.#tools.set(device, (tool = toolOf(device)));
    return tool;
  }

  /** A child, within what its parent may. The same step of the parent never makes a second one. */
  spawn(parent: Process, program: string, args: Json, options: ChildOptions): number {
    const step = parent.seq - 1;
    const family = this.journal.processes({ all: true, parent: parent.id });
    const known = family.find((row) => row.step === step);
    if (known) return known.id;
    if (family.filter(({ state }) => !FINAL.includes(state)).length >= MOST_CHILDREN)
      throw new Stop(`It has ${MOST_CHILDREN} children already.`);
    const devices = (options.devices ?? []).filter((name) => parent.row.devices.includes(name));
    const { tokens } = parent.row.budgets;
    const left = tokens === undefined ? undefined : tokens - parent.usage.prompt - parent.usage.written;
    const budgets = {
      ...options.budgets,
      ...(left === undefined ? {} : { tokens: Math.min(left, options.budgets?.tokens ?? left) }),
    };
    const child = this.#begin({
      ...{
        parent: parent.id,
        step,
        program,
        args,
        grants: narrow(parent.grants, devices),
        devices,
        label: parent.label,
      },
      ...{
        priority: options.priority ?? parent.row.priority,
        budgets,
        seed: parent.row.seed + step + 1,
        began: this.now(),
      },
    });
    return child.id;
  }

  /** Of a child, when it has ended. */
  async resultOf(parent: Process, id: number): Promise<Result> {
    const row = this.journal.process(id);
    if (!row || row.parent !== parent.id)
      throw new TwofilesError('not-found', `${id} is no child of it.`, 'Wait for your own.');
    if (FINAL.includes(row.state)) return resultOfRow(row);
    const child = this.resume(id);
    const cancel = (): void => child.cancel();
    parent.signal.addEventListener('abort', cancel);
    try {
      return await child.result;
    } finally {
      parent.signal.removeEventListener('abort', cancel);
    }
  }

  async approval(process: Process, what: Approval): Promise<boolean> {
    const { person } = this.#options;
    if (!person) return false;
    process.enter('waiting');
    return person.approve(process, what);
  }

  async askWhether(process: Process, call: string, request: Json): Promise<boolean> {
    const found = await this.#options.person?.happened(process, call, request);
    if (found !== undefined) return found;
    throw new Stop(
      'Something that must not be done twice was under way when it was interrupted, and nobody knows whether it was done.',
    );
  }

  /** Ends the process. */
  kill(id: number): void {
    const live = this.#live.get(id);
    if (live) live.cancel('killed');
    else endRow(this.journal, id, this.now());
  }

  /** Leaves every process where it is, to be resumed, and closes journal and processor. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const live = this.live;
    for (const process of live) process.controller.abort(new Closing('The kernel is closing.'));
    await Promise.allSettled(live.map(({ result }) => result));
    this.journal.close();
    await this.cpu.close();
  }

  #begin(row: NewProcess): Process {
    if (this.#closed) throw new TwofilesError('closed', 'The kernel is closed.', 'Boot again.');
    this.#program(row.program);
    const id = this.journal.addProcess(row);
    return this.#run(this.journal.process(id)!, []);
  }

  #program(name: string): Program {
    const found = this.#options.programs.find((each) => each.name === name);
    if (found) return found;
    const names = this.#options.programs.map(({ name }) => name);
    throw new TwofilesError('not-found', `There is no program ${name}.`, `There are ${names.join(', ')}.`);
  }

  #run(row: ProcessRow, steps: readonly Step[]): Process {
    const program = this.#program(row.program);
    const process = new Process(row, new Ram(this.cpu, this.#options.eviction), steps);
    this.#live.set(row.id, process);
    if (this.#options.system)
      process.ram.add({
        role: 'system',
        parts: [{ text: this.#options.system }],
        label: label(['system']),
        origin: 'system',
        pinned: true,
      });
    queueMicrotask(() => void this.#drive(process, program));
    return process;
  }

  /** Runs it to its end, whatever that is. */
  async #drive(process: Process, program: Program): Promise<void> {
    const { seconds } = process.row.budgets;
    const timer =
      seconds === undefined
        ? undefined
        : setTimeout(() => process.cancel(`stopped after ${seconds} s`), seconds * 1000);
    process.enter('running');
    try {
      const value = await program.run(systemCalls(this, process), process.row.args);
      this.#end(process, process.signal.aborted ? 'cancelled' : 'done', value);
    } catch (error) {
      if (error instanceof Closing || process.signal.reason instanceof Closing) {
        process.abandon(new TwofilesError('closed', 'The kernel was closed.', 'Boot again and resume it.'));
        this.#live.delete(process.id);
        process.close();
      } else this.#fail(process, error);
    } finally {
      clearTimeout(timer);
    }
  }

  #fail(process: Process, error: unknown): void {
    const why =
      (error instanceof Error ? error.message : String(error)) +
      (error instanceof TwofilesError ? ` ${error.next}` : '');
    const state = process.signal.aborted ? 'cancelled' : error instanceof Stop ? 'stopped' : 'failed';
    if (error instanceof TwofilesError) process.emit({ type: 'problem', error });
    this.#end(process, state, state === 'failed' ? failureOf(error) : null, why);
  }

  #end(process: Process, state: Result['state'], value: Json, why?: string): void {
    const { id, usage, label: of } = process;
    const { text, sources } = saidBy(process, value);
    const result: Result = { process: id, state, text, sources, value, why, usage, label: of };
    try {
      const kept = { text, value, why: why ?? null, sources: sources as unknown as Json };
      this.journal.changeProcess(id, {
        state,
        ended: this.now(),
        usage,
        label: of,
        grants: process.grants,
        result: kept,
      });
    } catch (error) {
      this.#live.delete(id);
      process.abandon(error);
      process.close();
      return;
    }
    this.#live.delete(id);
    this.#endChildren(id);
    process.settle(result);
    process.enter(state);
    process.close();
  }
}

/** What it said: by its value, or, where it was cut short, the last turn. */
function saidBy(process: Process, value: Json): { readonly text: string; readonly sources: readonly Sentence[] } {
  const { text, sources } = (typeof value === 'object' && value !== null ? value : {}) as {
    text?: Json;
    sources?: Json;
  };
  if (typeof text === 'string') return { text, sources: (sources ?? []) as unknown as Sentence[] };
  if (typeof value === 'string') return { text: value, sources: [] };
  const last = process.ram.resident.findLast(({ role }) => role === 'assistant');
  return { text: wordsOf(last?.parts ?? []), sources: [] };
}

function resultOfRow({ id, state, result, usage, label: of }: ProcessRow): Result {
  const kept = (result ?? {}) as { text?: string; value?: Json; why?: string | null; sources?: Json };
  return {
    ...{ process: id, state: state as Result['state'], text: kept.text ?? '', value: kept.value ?? null },
    ...{
      sources: (kept.sources ?? []) as unknown as Sentence[],
      why: kept.why ?? undefined,
      usage,
      label: of as Label,
    },
  };
}

/** Ends a process that does not run, with all below it. @throws `not-found`. */
export function endRow(journal: Journal, id: number, now: number): void {
  const row = journal.process(id);
  if (!row) throw noProcess(id);
  if (row.ended === undefined) journal.changeProcess(id, { state: 'cancelled', ended: now });
  for (const child of journal.processes({ parent: id })) endRow(journal, child.id, now);
}

function seedOf(now: number): number {
  return Math.floor(now) % 2 ** 31;
}
