// The power switch: puts the machine together, in the order one would read it.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TwofilesError } from '../base/errors.ts';
import type { OnProgress } from '../base/progress.ts';
import type { Cpu } from '../cpu/cpu.ts';
import { type EndpointOptions, endpointCpu } from '../cpu/openai.ts';
import type { AskPerson } from '../devices/ask.ts';
import { standardDevices } from '../devices/standard.ts';
import type { Device } from '../kernel/device.ts';
import { Kernel, type Person, type StartOptions } from '../kernel/kernel.ts';
import type { Process } from '../kernel/process.ts';
import type { Program, TurnOptions } from '../kernel/program.ts';
import type { Eviction } from '../memory/evict.ts';
import { openJournal } from '../memory/journal.node.ts';
import { type Journal, MemoryJournal } from '../memory/journal.ts';
import { grantsOfWords } from '../security/grant.ts';
import { DEFAULT_POLICY, explain, type Policy } from '../security/policy.ts';
import type { Json } from '../text/messages.ts';
import { answer, talk } from '../think/answer.ts';
import { openProcessor, type WeightsChoice } from './processor.ts';
import { serveStore } from './serve.ts';
import { own } from './store.node.ts';

export interface BootOptions {
  /**
   * The processor: weights to load, an endpoint ({url, model}), or a Cpu that is there already (and stays yours to
   * close). Default: the pocket model that comes with the package.
   */
  readonly cpu?: string | WeightsChoice | EndpointOptions | Cpu | undefined;
  /** Where journal and socket are kept. Default: nowhere, the journal ends with the program. */
  readonly store?: string | undefined;
  /** The folder whose files devices may read and write. Default: none. */
  readonly folder?: string | undefined;
  /** Devices besides the standard ones. */
  readonly devices?: readonly Device[];
  /** Programs besides `answer@1` and `talk@1`. */
  readonly programs?: readonly Program[];
  readonly policy?: Policy | undefined;
  /** Who is asked; without one, what needs asking is refused. */
  readonly person?: Person | undefined;
  /** Answers what a process asks the person by the device `ask`. */
  readonly onQuestion?: AskPerson | undefined;
  readonly eviction?: Eviction | undefined;
  readonly summarise?: boolean;
  readonly system?: string | undefined;
  readonly timeZone?: string | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export type { Cpu } from '../cpu/cpu.ts';
export type { EndpointOptions } from '../cpu/openai.ts';
export { endRow, type Person, type StartOptions } from '../kernel/kernel.ts';
export type { Approval } from '../kernel/machine.ts';
export type { Process, ProcessEvent, Result } from '../kernel/process.ts';
export type { Sentence } from '../kernel/sources.ts';
export type { Journal } from '../memory/journal.ts';
export { DEFAULT_POLICY, readPolicy } from '../security/policy.ts';
export type { WeightsChoice } from './processor.ts';

/** A running machine. */
export class Os implements AsyncDisposable {
  readonly kernel: Kernel;
  readonly #open: readonly AsyncDisposable[];

  constructor(kernel: Kernel, open: readonly AsyncDisposable[]) {
    this.kernel = kernel;
    this.#open = open;
  }

  /** Answers a question; await it for the answer, iterate it for what happens. */
  run(text: string, options: StartOptions = {}, turn: TurnOptions = {}): Process {
    return this.kernel.start('answer@1', { text, options: turn as Json }, options);
  }

  /** A conversation: `say` and `leave` on what comes back. */
  talk(options: StartOptions = {}, turn: TurnOptions = {}): Process {
    return this.kernel.start('talk@1', turn as Json, options);
  }

  async close(): Promise<void> {
    for (const each of this.#open) await each[Symbol.asyncDispose]();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/**
 * Boots a machine.
 * @throws `busy` when another machine owns the store; what opening the model throws.
 */
export async function boot(options: BootOptions = {}): Promise<Os> {
  const { store } = options;
  // The disk: who owns the store is settled first, for two journals on one file would be none.
  let kernel: Kernel | undefined;
  const socket = store === undefined ? undefined : await own(store, (...args) => serveStore(kernel, ...args));
  if (store !== undefined && !socket)
    throw new TwofilesError(
      'busy',
      `Another machine is running in ${store}.`,
      'Talk to that one, or choose another store.',
    );
  const journal: Journal = store === undefined ? new MemoryJournal() : openJournal(join(store, 'journal.db'));
  let cpu: Cpu | undefined;
  try {
    // The processor.
    cpu = await processor(options);
    // Devices.
    const devices = [...devicesFor(options), ...(options.devices ?? [])];
    // The kernel, with its programs, under its policy.
    const { policy, person, eviction, system, summarise } = options;
    const programs = [answer, talk, ...(options.programs ?? [])];
    kernel = new Kernel({ cpu, journal, programs, devices, policy, person, eviction, system, summarise });
    const running = kernel;
    const closing: AsyncDisposable = { [Symbol.asyncDispose]: () => running.close() };
    return new Os(kernel, socket ? [closing, socket] : [closing]);
  } catch (error) {
    journal.close();
    await cpu?.close();
    await socket?.[Symbol.asyncDispose]();
    throw error;
  }
}

/** The standard devices, those that need the person only where there is one. */
function devicesFor({ folder, timeZone, onQuestion: person }: BootOptions): Device[] {
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  const all = standardDevices({
    ...(folder === undefined ? {} : { folder }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(person ? { person } : {}),
  });
  return person ? all : all.filter(({ name }) => name !== 'ask');
}

async function processor({ cpu = pocket(), ...options }: BootOptions): Promise<Cpu> {
  if (typeof cpu === 'string') return openProcessor({ weights: cpu }, options);
  if ('url' in cpu) return endpointCpu(cpu);
  return 'weights' in cpu ? openProcessor(cpu, options) : borrowed(cpu);
}

/** The journal of a store, to look at; undefined where there is none. */
export function openStore(store: string): Journal | undefined {
  const path = join(store, 'journal.db');
  return existsSync(path) ? openJournal(path) : undefined;
}

/** A policy in sentences, for the standard devices and those of a folder. */
export function explained(policy: Policy = DEFAULT_POLICY): string[] {
  return explain(policy, standardDevices({ folder: '.' }));
}

/** What words of the person would grant those devices, in sentences. */
export function granted(words: string): string[] {
  const grants = grantsOfWords(words, standardDevices({ folder: '.' }), 0);
  if (grants.length === 0) return ['These words grant nothing: what needs a grant would be asked about.'];
  return grants.map(
    ({ device, words = '', calls, bytes }) =>
      `${device} may act on what "${words}" names, word for word: ${calls} calls, ${bytes.toLocaleString('en')} bytes, whatever is in sight.`,
  );
}

/** @throws `no-model` where the package came without one. */
function pocket(): string {
  const path = fileURLToPath(new URL('../../pocket/parameters.bin', import.meta.url));
  if (existsSync(path)) return path;
  throw new TwofilesError(
    'no-model',
    'There is no pocket model here.',
    'Name the weights: boot({ cpu: "weights.gguf" }).',
  );
}

/** Not ours to close. */
function borrowed(cpu: Cpu): Cpu {
  return new Proxy(cpu, {
    get(target, key) {
      if (key === 'close') return () => Promise.resolve();
      const value = Reflect.get(target, key, target) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
