// The WASM backend: tensors in one shared memory, commands run by worker threads inside WebAssembly,
// nothing computed on the caller's event loop. Work is done in the order in which it was asked for: a
// write or read during a submit waits behind it, and memory freed meanwhile is used again only afterwards.
import { badArgument, TwofilesError, unsupported } from '../../base/errors.ts';
import { Turn } from '../../base/turn.ts';
import { byteLength, DTYPES } from '../dtype.ts';
import type { Backend, Command, FloatArray, Pull, Tensor } from '../ops.ts';
import { Crew } from './crew.ts';
import { encode, encodePack, type Program } from './encode.ts';
import type { IdCheck } from './encoded.ts';
import { Heap } from './heap.ts';
import { COMMAND_WORDS, LANES } from './layout.ts';
import { type Chosen, choose, type Kernels, packedBytes, widened } from './packing.ts';
import { mayShareMemory } from './spawn.ts';
import { difference } from './wide.ts';

/** More threads than this wait for memory and for each other rather than compute. */
const DEFAULT_MOST_THREADS = 8;
const MOST_THREADS = 64;
/** Weights are read in pieces of about this many bytes: large enough for the disk, small enough to cancel. */
const LOAD_BYTES = 16 * 1024 * 1024;
/** Weights to be packed come through a place of about this many bytes, which stays in the caches. */
const PACK_BYTES = 1024 * 1024;
/** More than the self-test of 256-bit code takes. */
const SELF_TEST_BYTES = 64 * 1024 * 1024;
/**
 * A list of fewer multiply-adds than this for each thread runs on fewer threads. That is a third of a millisecond
 * of computing; threads that meet sixty times in it may wait longer for one that the machine has put to sleep.
 */
const LEAST_WORK = 5_000_000;

export interface WasmOptions {
  /** Worker threads, 1 to 64; default: the cores there are, 8 at most. Results do not depend on it. */
  readonly threads?: number | undefined;
  /** The most memory it may take, bytes; default and limit: 4 GiB. */
  readonly maxBytes?: number | undefined;
  /** Default: the environment variable TWOFILES_KERNELS, else the fastest that is exact on this machine. */
  readonly kernels?: Kernels | undefined;
  /**
   * Kernels compiled to vectors of 256 bits by an experimental flag of V8, after a self-test: the same results,
   * sooner. Node on x64 only. Default: whether the environment variable TWOFILES_WIDE is 1.
   */
  readonly wide?: boolean | undefined;
  /** Multiply-adds of a list for which a thread is worth waking; default: LEAST_WORK. With 0 all threads always work. */
  readonly leastWork?: number | undefined;
  /** Hears how long each command of a list took, in order; without it nothing is timed. */
  readonly onTimes?: ((times: readonly CommandTime[]) => void) | undefined;
}

/** When the first of the threads began a command and ended its share, milliseconds of that thread's own clock. */
export interface CommandTime {
  readonly command: Command;
  readonly begin: number;
  readonly end: number;
}

/**
 * Starts the worker threads.
 * @throws `bad-argument`; `unsupported` for several threads where memory may not be shared, and for 256-bit code where
 * there is none or its self-test fails; `out-of-memory`; `closed` when a thread cannot start.
 */
export async function createWasmBackend(options: WasmOptions = {}): Promise<Backend> {
  const cores = globalThis.navigator?.hardwareConcurrency ?? 1;
  const { threads = Math.max(1, Math.min(cores, DEFAULT_MOST_THREADS)), maxBytes } = options;
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS))
    throw badArgument(`${threads} threads are not possible.`, `Choose a whole number from 1 to ${MOST_THREADS}.`);
  if (threads > 1 && !mayShareMemory()) {
    const next = 'Serve the page with COOP "same-origin" and COEP "require-corp", or use one thread.';
    throw unsupported('This page may not share memory between threads.', next);
  }
  if (maxBytes !== undefined && !(maxBytes > 0))
    throw badArgument(`A memory of ${maxBytes} bytes is not possible.`, 'Choose a positive number of bytes.');
  const heap = new Heap(maxBytes);
  const env = globalThis.process?.env;
  const narrow = await choose(options.kernels ?? env?.TWOFILES_KERNELS, heap.memory);
  const chosen = (options.wide ?? env?.TWOFILES_WIDE === '1') ? await proven(narrow) : narrow;
  return new WasmBackend(heap, await Crew.start(chosen.module, heap, threads), threads, chosen, options);
}

/** Of each kind of kernels, compiled to 256 bits. */
const wide = new Map<Kernels, Promise<Chosen>>();

/** The kernels in 256-bit code, once it is proven to compute the same. */
function proven(narrow: Chosen): Promise<Chosen> {
  const known = wide.get(narrow.kernels) ?? prove(narrow, widened(narrow));
  wide.set(narrow.kernels, known);
  return known;
}

async function prove(narrow: Chosen, wide: Chosen): Promise<Chosen> {
  const backends = await Promise.all(
    [narrow, wide].map(async (chosen) => {
      const heap = new Heap(SELF_TEST_BYTES);
      return new WasmBackend(heap, await Crew.start(chosen.module, heap, 1), 1, chosen, {});
    }),
  );
  const found = await difference(backends[0]!, backends[1]!);
  await Promise.all(backends.map((backend) => backend.close()));
  if (found === undefined) return wide;
  const next = 'Leave out the option "wide" (TWOFILES_WIDE).';
  throw unsupported(`256-bit code computes something else here: ${found}.`, next);
}

/** Where a tensor lies. */
interface Place {
  readonly address: number;
  readonly bytes: number;
}

class WasmBackend implements Backend {
  /** Says which kernels, because they round differently. */
  readonly name: string;
  readonly #crew: Crew;
  readonly #threads: number;
  readonly #turn = new Turn();
  readonly #places = new Map<Tensor, Place>();
  readonly #chosen: Chosen;
  readonly #onTimes: WasmOptions['onTimes'];
  readonly #leastWork: number;
  /** Weights in the kernels' own layout. */
  readonly #packed = new WeakSet<Tensor>();
  /** Of lists submitted since a tensor was freed or packed: the same list runs again without being encoded again. */
  #programs = new WeakMap<readonly Command[], Program>();
  /** Packing goes through one place, so loads that pack take turns. */
  readonly #packing = new Turn();
  #stored: Place = { address: 0, bytes: 0 };
  #heap: Heap | undefined;
  #allocated = 0;
  /** Work asked for and not done. */
  #pending = 0;
  #next = 1;
  #list: Place = { address: 0, bytes: 0 };
  #scratch: Place = { address: 0, bytes: 0 };
  #times: Place = { address: 0, bytes: 0 };

  constructor(heap: Heap, crew: Crew, threads: number, chosen: Chosen, options: WasmOptions) {
    this.name = `wasm, ${chosen.kernels} kernels`;
    this.#heap = heap;
    this.#crew = crew;
    this.#threads = threads;
    this.#chosen = chosen;
    this.#onTimes = options.onTimes;
    this.#leastWork = options.leastWork ?? LEAST_WORK;
  }

  /** Of tensors, until their memory may be used again. */
  get allocated(): number {
    return this.#allocated;
  }

  allocate(type: Tensor['type'], rows: number, cols: number, label: string): Tensor {
    const heap = this.#open();
    const tensor: Tensor = Object.freeze({ id: this.#next++, type, rows, cols, label });
    const stored = rows * rowBytes(tensor);
    const bytes = Math.max(stored, packedBytes(tensor) ?? 0);
    if (!(rows >= 0 && cols >= 0 && Number.isSafeInteger(rows) && Number.isSafeInteger(bytes)))
      throw new RangeError(`${label}: a tensor of ${rows} × ${cols} ${type} is not possible`);
    this.#places.set(tensor, { address: heap.take(bytes, label), bytes });
    this.#allocated += bytes;
    return tensor;
  }

  free(tensor: Tensor): void {
    const place = this.#places.get(tensor);
    if (!place || !this.#heap) return;
    this.#places.delete(tensor);
    this.#programs = new WeakMap();
    this.#soon((heap) => {
      heap.give(place.address, place.bytes);
      this.#allocated -= place.bytes;
    });
  }

  async load(tensor: Tensor, pull: Pull): Promise<void> {
    this.#place(tensor);
    await this.#inTurn(async () => {});
    if (packedBytes(tensor) && this.#chosen.kernels !== 'float')
      return this.#packing.run(() => this.#loadPacked(tensor, pull));
    const row = rowBytes(tensor);
    const step = row > 0 && row <= LOAD_BYTES ? LOAD_BYTES - (LOAD_BYTES % row) : LOAD_BYTES;
    const { address } = this.#place(tensor);
    const bytes = tensor.rows * row;
    for (let offset = 0; offset < bytes; offset += step) {
      const heap = this.#open();
      await pull(offset, heap.bytes(address + offset, Math.min(step, bytes - offset)));
    }
  }

  async #loadPacked(tensor: Tensor, pull: Pull): Promise<void> {
    const { rows } = tensor;
    const row = rowBytes(tensor);
    const step = Math.max(1, Math.floor(PACK_BYTES / row / LANES)) * LANES;
    this.#stored = room(this.#open(), this.#stored, step * row, 'Packing weights');
    const from = this.#stored.address;
    for (let first = 0; first < rows; first += step) {
      const count = Math.min(step, rows - first);
      await pull(first * row, this.#open().bytes(from, count * row));
      const into = this.#place(tensor).address + packedBytes({ ...tensor, rows: first })!;
      await this.#inTurn((heap) => this.#run(heap, encodePack(from, into, tensor, count)));
    }
    this.#packed.add(tensor);
    this.#programs = new WeakMap();
  }

  write(tensor: Tensor, data: FloatArray | Int32Array, row = 0): void {
    const { address } = this.#place(tensor);
    const { type, rows, cols, label } = tensor;
    const integers = data instanceof Int32Array;
    if (type !== (integers ? 'I32' : 'F32')) throw new TypeError(`${label} is ${type}, it cannot take this data`);
    if (!(Number.isInteger(row) && row >= 0 && row * cols + data.length <= rows * cols))
      throw new RangeError(`${label} has ${rows} × ${cols} elements: ${data.length} from row ${row} on do not fit`);
    const at = address + row * cols * 4;
    const copy = this.#pending > 0 ? data.slice() : data;
    this.#soon((heap) => (integers ? heap.ints(at, copy.length) : heap.floats(at, copy.length)).set(copy));
  }

  async read(tensor: Tensor, row = 0, rows = tensor.rows - row): Promise<FloatArray> {
    const { address } = this.#place(tensor);
    const { type, cols, label } = tensor;
    if (type !== 'F32') throw new TypeError(`${label} is ${type}, not F32`);
    const whole = Number.isInteger(row) && Number.isInteger(rows);
    if (!(whole && row >= 0 && rows >= 0 && row + rows <= tensor.rows))
      throw new RangeError(`${label} has ${tensor.rows} rows: ${rows} from ${row} on are not there`);
    return this.#inTurn(async (heap) => heap.floats(address + row * cols * 4, rows * cols).slice());
  }

  async readBytes(tensor: Tensor, row: number, rows: number): Promise<Uint8Array> {
    const { address } = this.#place(this.#unpacked(tensor));
    const each = rowBytes(tensor);
    if (!(row >= 0 && rows >= 0 && row + rows <= tensor.rows))
      throw new RangeError(`${tensor.label} has ${tensor.rows} rows`);
    return this.#inTurn(async (heap) => heap.bytes(address + row * each, rows * each).slice());
  }

  async writeBytes(tensor: Tensor, row: number, bytes: Uint8Array): Promise<void> {
    const { address, bytes: size } = this.#place(this.#unpacked(tensor));
    const at = row * rowBytes(tensor);
    if (!(row >= 0 && at + bytes.length <= size))
      throw new RangeError(`${tensor.label} has no room for ${bytes.length} bytes`);
    return this.#inTurn(async (heap) => heap.bytes(address + at, bytes.length).set(bytes));
  }

  async submit(commands: readonly Command[]): Promise<void> {
    this.#open();
    const program = this.#programs.get(commands) ?? this.#encode(commands);
    return this.#inTurn(async (heap) => {
      for (const check of program.checks) checkIds(heap, check);
      if (program.words.length > 0) await this.#run(heap, program);
      this.#onTimes?.(this.#readTimes(heap, commands));
    });
  }

  async close(): Promise<void> {
    this.#heap = undefined;
    this.#allocated = 0;
    this.#places.clear();
    await this.#crew.end();
  }

  #encode(commands: readonly Command[]): Program {
    const { mode, wide } = this.#chosen;
    const packing = { packed: (tensor: Tensor) => this.#packed.has(tensor), mode, wide };
    const program = encode(commands, (tensor) => this.#place(tensor).address, packing);
    this.#programs.set(commands, program);
    return program;
  }

  async #run(heap: Heap, { words, scratch, work }: Program): Promise<void> {
    this.#list = room(heap, this.#list, words.byteLength, 'A list of commands');
    this.#scratch = room(heap, this.#scratch, cacheLines(scratch) * this.#threads, 'Scratch memory');
    heap.ints(this.#list.address, words.length).set(words);
    const stride = Math.floor(this.#scratch.bytes / this.#threads / 64) * 64;
    const length = words.length / COMMAND_WORDS;
    if (this.#onTimes) this.#times = room(heap, this.#times, length * 16, 'Times');
    const times = this.#times.address;
    const few = work < this.#threads * this.#leastWork;
    const hands = few ? Math.max(1, Math.floor(work / this.#leastWork)) : this.#threads;
    await this.#crew.run({ list: this.#list.address, length, scratch: this.#scratch.address, stride, times, hands });
  }

  #readTimes(heap: Heap, commands: readonly Command[]): CommandTime[] {
    const ran = commands.filter(({ rows }) => rows > 0);
    const times = new Float64Array(heap.memory.buffer, this.#times.address, 2 * ran.length);
    return ran.map((command, i) => ({ command, begin: times[2 * i]!, end: times[2 * i + 1]! }));
  }

  #unpacked(tensor: Tensor): Tensor {
    if (this.#packed.has(tensor)) throw new TypeError(`${tensor.label} was loaded as a weight: its bytes are packed`);
    return tensor;
  }

  #open(): Heap {
    if (this.#crew.ended) throw this.#crew.ended;
    if (!this.#heap) throw new TwofilesError('closed', 'This backend is closed.', 'Create another one.');
    return this.#heap;
  }

  #place(tensor: Tensor): Place {
    this.#open();
    const place = this.#places.get(tensor);
    if (!place) throw new TypeError(`${tensor.label} is not allocated here`);
    return place;
  }

  /** Runs `work` after all work asked for before. */
  #inTurn<T>(work: (heap: Heap) => Promise<T>): Promise<T> {
    this.#pending++;
    return this.#turn.run(async () => {
      try {
        return await work(this.#open());
      } finally {
        this.#pending--;
      }
    });
  }

  /** Does something short now, or after the work asked for before; not at all once closed. */
  #soon(act: (heap: Heap) => void): void {
    if (this.#pending === 0) act(this.#open());
    else
      void this.#inTurn(async (heap) => act(heap)).catch(() => {
        // Closed meanwhile: there is no memory left to act on.
      });
  }
}

function rowBytes({ type, cols, label }: Tensor): number {
  if (type === 'I32') return 4 * cols;
  if (cols % DTYPES[type].block !== 0) throw new RangeError(`${label}: ${cols} is no whole number of ${type} blocks`);
  return byteLength(type, cols);
}

function cacheLines(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}

/** `place` when it is large enough, else a new one, with room to spare, instead of it. */
function room(heap: Heap, place: Place, bytes: number, what: string): Place {
  if (bytes <= place.bytes) return place;
  const larger = { address: heap.take(bytes, what), bytes };
  if (place.bytes > 0) heap.give(place.address, place.bytes);
  return larger;
}

function checkIds(heap: Heap, { at, rows, limit, of, runs }: IdCheck): void {
  const ids = heap.ints(at, rows);
  const ends = runs && heap.ints(runs.at, rows);
  for (let t = 0; t < rows; t++) {
    const last = ids[t]! + (ends ? Math.max(0, Math.ceil(ends[t]! / runs.block) - 1) : 0);
    if (!(ids[t]! >= 0 && last < limit)) throw new RangeError(`id ${last} is outside the ${limit} rows of ${of.label}`);
  }
}
