// The worker threads of one backend: started together, given one list of commands at a time, ended
// together. When one fails, the others can never pass their next barrier, so all are ended and the failure
// is what every later run gets.
import { TwofilesError } from '../../base/errors.ts';
import type { Heap } from './heap.ts';
import {
  CONTROL,
  CONTROL_WORDS,
  CREW,
  LENGTH,
  LIST,
  SCRATCH,
  SCRATCH_STRIDE,
  STOP,
  TICKET,
  TICKET_BYTES,
  TIMES,
} from './layout.ts';
import { type Hand, type Orders, spawn } from './spawn.ts';

/** A list of commands in the shared memory. */
export interface Job {
  /** Address of the first command, and how many there are. */
  readonly list: number;
  readonly length: number;
  /** Address of the first thread's scratch, and bytes from one to the next. */
  readonly scratch: number;
  readonly stride: number;
  /** Where begin and end of each command go, two float64 a command, or 0. */
  readonly times: number;
  /** How many threads run it: the first ones. */
  readonly hands: number;
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: TwofilesError) => void;
}

const word = (address: number): number => (address - CONTROL) / 4;

export class Crew {
  readonly #control: Int32Array;
  readonly #hands: Hand[] = [];
  #ticket = 0;
  #absent: number;
  #waiting: Waiting | undefined;
  #ended: TwofilesError | undefined;

  /** Starts `count` threads. @throws `closed` when one of them cannot start. */
  static async start(module: WebAssembly.Module, heap: Heap, count: number): Promise<Crew> {
    const crew = new Crew(heap, count);
    await crew.#begin(module, heap.memory, count);
    return crew;
  }

  private constructor(heap: Heap, count: number) {
    this.#control = heap.ints(CONTROL, CONTROL_WORDS);
    this.#absent = count;
  }

  /** Why the crew is no longer there, if it is not. */
  get ended(): TwofilesError | undefined {
    return this.#ended;
  }

  /** Runs a list; the next may follow when it is done. @throws `closed` when a thread fails or `end` is called. */
  run({ list, length, scratch, stride, times, hands }: Job): Promise<void> {
    if (this.#waiting) throw new Error('the crew is at work');
    const control = this.#control;
    control[word(LIST)] = list;
    control[word(LENGTH)] = length;
    control[word(SCRATCH)] = scratch;
    control[word(SCRATCH_STRIDE)] = stride;
    control[word(TIMES)] = times;
    this.#ticket = (((this.#ticket | CREW) + 1) & 0x7fffffff) | hands;
    return this.#wait(() => {
      for (let index = 0; index < hands; index++) {
        const at = word(TICKET + index * TICKET_BYTES);
        Atomics.store(control, at, this.#ticket);
        Atomics.notify(control, at);
      }
      for (const hand of this.#hands) hand.wake();
    });
  }

  /** Ends all threads, in the middle of a list too; resolves when they are gone. */
  async end(reason = new TwofilesError('closed', 'The backend was closed.', 'Create another one.')): Promise<void> {
    if (!this.#ended) {
      this.#ended = reason;
      Atomics.store(this.#control, word(STOP), 1);
      this.#settle(({ reject }) => reject(reason));
    }
    await Promise.all(this.#hands.map((hand) => hand.end()));
  }

  #begin(module: WebAssembly.Module, memory: WebAssembly.Memory, count: number): Promise<void> {
    return this.#wait(() => {
      const fail = (cause: unknown): void => void this.end(crashed(cause));
      try {
        for (let index = 0; index < count; index++) {
          const orders: Orders = { module, memory, index };
          this.#hands.push(spawn(orders, { onMessage: (message) => this.#hear(message), onEnd: fail }));
        }
        this.#hold(true);
      } catch (cause) {
        fail(cause);
      }
    });
  }

  #hear(message: unknown): void {
    if (message === 0) {
      if (--this.#absent === 0) this.#settle(({ resolve }) => resolve());
    } else if (message === this.#ticket) this.#settle(({ resolve }) => resolve());
    else void this.end(crashed(message));
  }

  /** A promise for the end of what `begin` begins; until then a Node process stays alive. */
  #wait(begin: () => void): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      if (this.#ended) return reject(this.#ended);
      this.#waiting = { resolve, reject };
      this.#hold(true);
      begin();
    });
  }

  #settle(how: (waiting: Waiting) => void): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#hold(false);
    if (waiting) how(waiting);
  }

  #hold(alive: boolean): void {
    this.#hands[0]?.hold(alive);
  }
}

function crashed(cause: unknown): TwofilesError {
  const message = `A compute thread failed: ${cause instanceof Error ? cause.message : String(cause)}`;
  return new TwofilesError('closed', message, 'This is a bug: please report it. Load the model again.', { cause });
}
