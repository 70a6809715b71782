// The WASM backend: one shared memory, a pool of worker threads with an instance of the kernels each, and
// lists of commands that the threads walk together. Nothing is computed on the caller's thread.
import { TwofilesError } from '../../base/errors.ts';
import { Turn } from '../../base/turn.ts';
import { byteLength } from '../dtype.ts';
import type { Backend, Command, FloatArray, Pull, Tensor } from '../ops.ts';
import { encode } from './encode.ts';
import { Heap } from './heap.ts';
import { wasm } from './kernels.gen.ts';
import { cores, spawn, type Thread } from './spawn.ts';

export interface WasmOptions {
  /** Worker threads. Default: the cores there are, at most 8. */
  readonly threads?: number;
  /** Most memory this backend may take, bytes; at most and by default 4 GiB. */
  readonly maxBytes?: number;
}

const MOST_THREADS = 64;
const USUAL_THREADS = 8; // a small machine has more threads than memory channels can feed
const ADDRESSABLE = 2 ** 32;
const CHUNK = 16 * 1024 * 1024; // bytes of weights a pull

// The control block, words: what the threads sleep on, the list, and the barrier.
const CONTROL = { round: 0, list: 1, count: 2, scratch: 3, scratchBytes: 4, closing: 5, barrier: 16 } as const;
const CONTROL_BYTES = 128;

/** What a thread does: waits for a round, walks its list, and (thread 0) tells that it is done. */
const THREAD = `(post, listen) => listen(async ({ module, memory, control, thread, threads }) => {
  const { exports } = await WebAssembly.instantiate(module, { env: { memory, abort() { throw new Error('abort'); } } });
  const words = new Int32Array(memory.buffer, control, ${CONTROL_BYTES / 4});
  post({ ready: true });
  for (let round = 0; ; ) {
    Atomics.wait(words, ${CONTROL.round}, round);
    round = Atomics.load(words, ${CONTROL.round});
    if (words[${CONTROL.closing}]) return;
    try {
      const scratch = (words[${CONTROL.scratch}] >>> 0) + thread * words[${CONTROL.scratchBytes}];
      exports.run(words[${CONTROL.list}], words[${CONTROL.count}], thread, threads, control + ${CONTROL.barrier * 4}, scratch);
    } catch (error) {
      return post({ failed: String(error) });
    }
    if (thread === 0) post({ done: round });
  }
})`;

/**
 * Starts a backend. Its threads keep no process alive, except while something is being computed.
 * @throws `bad-argument` for an impossible number of threads, `unsupported` where WebAssembly threads
 * are not to be had (a page without cross-origin isolation), `out-of-memory`.
 */
export async function createWasmBackend(options: WasmOptions = {}): Promise<Backend> {
  const { threads = Math.min(cores(), USUAL_THREADS), maxBytes = ADDRESSABLE } = options;
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS))
    throw new TwofilesError('bad-argument', `${threads} threads.`, `Use 1 to ${MOST_THREADS}.`);
  if (typeof SharedArrayBuffer === 'undefined') {
    const next =
      'Serve the page with the headers Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.';
    throw new TwofilesError('unsupported', 'This page may not share memory between threads.', next);
  }
  const backend = new WasmBackend(new Heap(Math.min(maxBytes, ADDRESSABLE)), threads);
  await backend.start();
  return backend;
}

let compiled: Promise<WebAssembly.Module> | undefined;

/** The kernels, compiled once a process. */
function kernels(): Promise<WebAssembly.Module> {
  compiled ??= WebAssembly.compile(Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0)));
  return compiled;
}

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

class WasmBackend implements Backend {
  readonly name: string;
  readonly #heap: Heap;
  readonly #control: number;
  readonly #threads: Thread[] = [];
  readonly #count: number;
  readonly #places = new Map<number, number>();
  readonly #turn = new Turn();
  #next = 1;
  #waiting: Waiter | undefined;
  #dead: TwofilesError | undefined;
  /** Room for the encoded list and for the threads' scratch, grown as needed. */
  #list = { at: 0, bytes: 0 };
  #scratch = { at: 0, bytes: 0 };

  constructor(heap: Heap, count: number) {
    this.name = `wasm, ${count} thread${count === 1 ? '' : 's'}`;
    this.#heap = heap;
    this.#count = count;
    this.#control = heap.allocate(CONTROL_BYTES, 'control');
  }

  async start(): Promise<void> {
    const module = await kernels();
    const { memory } = this.#heap;
    for (let thread = 0; thread < this.#count; thread++)
      await new Promise<void>((resolve, reject) => {
        this.#waiting = { resolve, reject };
        const worker = spawn(THREAD, {
          onMessage: (message) => this.#hear(message),
          onError: (error) => this.#die(String(error)),
        });
        worker.keepAlive(true);
        worker.post({ module, memory, control: this.#control, thread, threads: this.#count });
        this.#threads.push(worker);
      }).finally(() => this.#threads[thread]?.keepAlive(false));
  }

  get allocated(): number {
    return this.#heap.used - CONTROL_BYTES - this.#list.bytes - this.#scratch.bytes;
  }

  allocate(type: Tensor['type'], rows: number, cols: number, label: string): Tensor {
    this.#open();
    const tensor: Tensor = { id: this.#next++, type, rows, cols, label };
    this.#places.set(tensor.id, this.#heap.allocate(bytesOf(tensor), label));
    return tensor;
  }

  free(tensor: Tensor): void {
    const at = this.#places.get(tensor.id);
    if (at === undefined) return;
    this.#places.delete(tensor.id);
    this.#heap.free(at);
  }

  async load(tensor: Tensor, pull: Pull): Promise<void> {
    const bytes = bytesOf(tensor);
    for (let done = 0; done < bytes; done += CHUNK)
      await pull(done, this.#heap.bytes(this.#at(tensor) + done, Math.min(CHUNK, bytes - done)));
  }

  write(tensor: Tensor, data: FloatArray | Int32Array, row = 0): void {
    if (tensor.type !== 'F32' && tensor.type !== 'I32') throw new TypeError(`${tensor.label} holds weights; use load`);
    if (row * tensor.cols + data.length > tensor.rows * tensor.cols)
      throw new RangeError(`${tensor.label} has no room for ${data.length} values from row ${row}`);
    const at = this.#at(tensor) + row * tensor.cols * 4;
    const { buffer } = this.#heap.memory;
    const target =
      tensor.type === 'I32' ? new Int32Array(buffer, at, data.length) : new Float32Array(buffer, at, data.length);
    target.set(data);
  }

  async read(tensor: Tensor, row = 0, rows = tensor.rows - row): Promise<FloatArray> {
    if (tensor.type !== 'F32') throw new TypeError(`${tensor.label} is not F32`);
    if (row < 0 || rows < 0 || row + rows > tensor.rows)
      throw new RangeError(`${tensor.label} has ${tensor.rows} rows`);
    const at = this.#at(tensor) + row * tensor.cols * 4;
    return new Float32Array(this.#heap.memory.buffer, at, rows * tensor.cols).slice();
  }

  async submit(commands: readonly Command[]): Promise<void> {
    this.#open();
    return this.#turn.run(async () => {
      this.#open();
      if (commands.length === 0) return;
      const { words, scratch } = encode(commands, (tensor) => this.#places.get(tensor.id));
      this.#list = this.#room(this.#list, words.byteLength, 'the command list');
      const each = Math.ceil(scratch / 64) * 64;
      this.#scratch = this.#room(this.#scratch, each * this.#count, 'scratch');
      new Int32Array(this.#heap.memory.buffer, this.#list.at, words.length).set(words);
      await this.#round(commands.length, each);
    });
  }

  async close(): Promise<void> {
    this.#die('closed');
  }

  /** Publishes the list and waits until thread 0 says that all have walked it. */
  #round(count: number, scratchBytes: number): Promise<void> {
    const words = new Int32Array(this.#heap.memory.buffer, this.#control, CONTROL_BYTES / 4);
    words[CONTROL.list] = this.#list.at;
    words[CONTROL.count] = count;
    words[CONTROL.scratch] = this.#scratch.at;
    words[CONTROL.scratchBytes] = scratchBytes;
    const leader = this.#threads[0];
    leader?.keepAlive(true);
    return new Promise<void>((resolve, reject) => {
      this.#waiting = { resolve, reject };
      Atomics.add(words, CONTROL.round, 1);
      Atomics.notify(words, CONTROL.round);
    }).finally(() => leader?.keepAlive(false));
  }

  #hear(message: unknown): void {
    const failed = typeof message === 'object' && message !== null && 'failed' in message ? message.failed : undefined;
    if (failed !== undefined) this.#die(`a kernel failed: ${String(failed)}`);
    else this.#waiting?.resolve();
  }

  /** Ends the threads and everything that waits for them. */
  #die(reason: string): void {
    if (this.#dead) return;
    const next = 'Create another backend and load the model again.';
    this.#dead = new TwofilesError('closed', `This backend is no more: ${reason}.`, next);
    const words = new Int32Array(this.#heap.memory.buffer, this.#control, CONTROL_BYTES / 4);
    words[CONTROL.closing] = 1;
    Atomics.add(words, CONTROL.round, 1);
    Atomics.notify(words, CONTROL.round);
    for (const thread of this.#threads) thread.terminate();
    this.#waiting?.reject(this.#dead);
  }

  #open(): void {
    if (this.#dead) throw this.#dead;
  }

  #at(tensor: Tensor): number {
    this.#open();
    const at = this.#places.get(tensor.id);
    if (at === undefined) throw new TypeError(`${tensor.label} is not allocated here`);
    return at;
  }

  #room(held: { at: number; bytes: number }, bytes: number, label: string): { at: number; bytes: number } {
    if (held.bytes >= bytes) return held;
    if (held.bytes > 0) this.#heap.free(held.at);
    const size = Math.ceil((bytes * 1.5) / 64) * 64;
    return { at: this.#heap.allocate(size, label), bytes: size };
  }
}

function bytesOf({ type, rows, cols }: Tensor): number {
  return type === 'I32' ? rows * cols * 4 : byteLength(type, cols) * rows;
}
