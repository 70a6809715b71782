// The WASM backend: tensors in shared memory, commands run by worker threads inside WebAssembly, nothing
// computed on the caller's event loop. Work is done in the order in which it was asked for: a write or read
// during a submit waits behind it, and memory freed meanwhile is used again only afterwards. A memory has 4 GiB;
// when one is full, the next begins, and a list of commands is cut where its weights lie in another one
// (docs/decisions/several-memories.md).
import { badArgument, TwofilesError, unsupported } from '../../base/errors.ts';
import { allEnded } from '../../base/pool.ts';
import { Turn } from '../../base/turn.ts';
import { byteLength, DTYPES } from '../dtype.ts';
import type { Backend, Command, FloatArray, Pull, Tensor } from '../ops.ts';
import { encode, encodePack, type Program, touched } from './encode.ts';
import type { Span } from './encoded.ts';
import { Heap, MOST_BYTES } from './heap.ts';
import { LANES } from './layout.ts';
import { type Chosen, choose, type Kernels, packedBytes, widened } from './packing.ts';
import { MOST_MEMORIES, Residence } from './residence.ts';
import { Shard, type ShardOptions } from './shard.ts';
import { mayShareMemory } from './spawn.ts';
import { difference } from './wide.ts';

/** More threads than this wait for memory and for each other rather than compute. */
const DEFAULT_MOST_THREADS = 8;
const MOST_THREADS = 64;
/** Weights are read in pieces of about this many bytes: large enough for the disk, small enough to cancel. */
const LOAD_BYTES = 4 * 1024 * 1024;
/** Weights to be packed come through places of about this many bytes, which stay in the caches. */
const PACK_BYTES = 1024 * 1024;
/** More than the self-test of 256-bit code takes. */
const SELF_TEST_BYTES = 64 * 1024 * 1024;
/**
 * A list of fewer multiply-adds than this for each thread runs on fewer threads. That is a third of a millisecond
 * of computing; threads that meet sixty times in it may wait longer for one that the machine has put to sleep.
 */
const LEAST_WORK = 5_000_000;
/**
 * What of a memory is kept free as long as another has room or can begin: by weights, for the keys and values
 * of their layers; by those, for copies of activations.
 */
const SPARE = { weights: 1 / 4, beside: 1 / 8 };

export interface WasmOptions {
  /** Worker threads, 1 to 64; default: the cores there are, 8 at most. Results do not depend on it. */
  readonly threads?: number | undefined;
  /** The most memory it may take, bytes. Default: what there is. */
  readonly maxBytes?: number | undefined;
  /** The most of it in one piece, bytes; default and limit: 4 GiB. Results do not depend on it. */
  readonly memoryBytes?: number | undefined;
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
  const { threads = Math.max(1, Math.min(cores, DEFAULT_MOST_THREADS)) } = options;
  const { maxBytes = MOST_MEMORIES * MOST_BYTES, memoryBytes = MOST_BYTES } = options;
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= MOST_THREADS))
    throw badArgument(`${threads} threads are not possible.`, `Choose a whole number from 1 to ${MOST_THREADS}.`);
  if (threads > 1 && !mayShareMemory()) {
    const next = 'Serve the page with COOP "same-origin" and COEP "require-corp", or use one thread.';
    throw unsupported('This page may not share memory between threads.', next);
  }
  if (!(maxBytes > 0 && memoryBytes > 0))
    throw badArgument('A memory of no bytes is not possible.', 'Choose a positive number of bytes.');
  const heap = new Heap(Math.min(maxBytes, memoryBytes));
  const env = globalThis.process?.env;
  const narrow = await choose(options.kernels ?? env?.TWOFILES_KERNELS, heap.memory);
  const chosen = (options.wide ?? env?.TWOFILES_WIDE === '1') ? await proven(narrow) : narrow;
  return begin(heap, chosen, threads, { ...options, maxBytes, memoryBytes });
}

async function begin(heap: Heap, chosen: Chosen, threads: number, options: WasmOptions): Promise<WasmBackend> {
  const { maxBytes = heap.limit, memoryBytes = heap.limit, leastWork = LEAST_WORK, onTimes } = options;
  const shard = { module: chosen.module, threads, leastWork, timed: onTimes !== undefined };
  const backend = new WasmBackend(heap, chosen, { shard, maxBytes, memoryBytes, onTimes });
  await backend.start();
  return backend;
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
  const backends = await Promise.all([narrow, wide].map((chosen) => begin(new Heap(SELF_TEST_BYTES), chosen, 1, {})));
  const found = await difference(backends[0]!, backends[1]!);
  await Promise.all(backends.map((backend) => backend.close()));
  if (found === undefined) return wide;
  const next = 'Leave out the option "wide" (TWOFILES_WIDE).';
  throw unsupported(`256-bit code computes something else here: ${found}.`, next);
}

interface Limits {
  readonly shard: ShardOptions;
  readonly maxBytes: number;
  readonly memoryBytes: number;
  readonly onTimes: WasmOptions['onTimes'];
}

/** Bytes of a tensor, which may have been freed meanwhile. */
interface Range {
  readonly tensor: Tensor;
  readonly residence: Residence;
  readonly from: number;
  readonly to: number;
}

/** What a command does with a range. */
interface Use extends Range {
  readonly weight: boolean;
  readonly written: boolean;
}

interface Step {
  readonly command: Command;
  readonly uses: readonly Use[];
}

class WasmBackend implements Backend {
  /** Says which kernels, because they round differently. */
  readonly name: string;
  readonly #options: Limits;
  readonly #chosen: Chosen;
  readonly #shards: Shard[];
  readonly #turn = new Turn();
  readonly #tensors = new Map<Tensor, Residence>();
  /** Weights in the kernels' own layout. */
  readonly #packed = new WeakSet<Tensor>();
  /** Of lists submitted since a tensor was freed or packed: the same list runs again without being encoded again. */
  #programs = new WeakMap<readonly Command[], Program>();
  #closed = false;
  #allocated = 0;
  /** Work asked for and not done. */
  #pending = 0;
  #next = 1;

  constructor(heap: Heap, chosen: Chosen, options: Limits) {
    this.name = `wasm, ${chosen.kernels} kernels`;
    this.#options = options;
    this.#chosen = chosen;
    this.#shards = [new Shard(heap, options.shard)];
  }

  async start(): Promise<void> {
    await this.#shards[0]!.start();
  }

  /** Of tensors, until their memory may be used again. */
  get allocated(): number {
    return this.#allocated;
  }

  allocate(type: Tensor['type'], rows: number, cols: number, label: string, beside?: Tensor): Tensor {
    this.#open();
    const tensor: Tensor = Object.freeze({ id: this.#next++, type, rows, cols, label });
    const stored = rows * rowBytes(tensor);
    const bytes = Math.max(stored, packedBytes(tensor) ?? 0);
    if (!(rows >= 0 && cols >= 0 && Number.isSafeInteger(rows) && Number.isSafeInteger(bytes)))
      throw new RangeError(`${label}: a tensor of ${rows} × ${cols} ${type} is not possible`);
    const home = this.#memoryFor(bytes, beside && this.#tensors.get(beside)?.home);
    this.#tensors.set(tensor, new Residence(home, this.#take(home, bytes, label)));
    return tensor;
  }

  free(tensor: Tensor): void {
    const residence = this.#tensors.get(tensor);
    if (!residence || this.#closed) return;
    this.#tensors.delete(tensor);
    this.#programs = new WeakMap();
    this.#soon(() => {
      for (const [memory, place] of residence.places.entries()) {
        if (!place) continue;
        this.#shards[memory]!.heap.give(place.address, place.bytes);
        this.#allocated -= place.bytes;
      }
    });
  }

  async load(tensor: Tensor, pull: Pull): Promise<void> {
    const { home } = this.#residence(tensor);
    const shard = this.#shards[home]!;
    await this.#inTurn(async () => {});
    if (packedBytes(tensor) && this.#chosen.kernels !== 'float') return this.#loadPacked(tensor, shard, pull);
    const row = rowBytes(tensor);
    const step = row > 0 && row <= LOAD_BYTES ? LOAD_BYTES - (LOAD_BYTES % row) : LOAD_BYTES;
    const bytes = tensor.rows * row;
    const { address } = this.#residence(tensor).places[home]!;
    const pieces = Math.ceil(bytes / step);
    const read = (offset: number): Promise<void> =>
      shard.pass(0, async () => {
        this.#open();
        await pull(offset, shard.heap.bytes(address + offset, Math.min(step, bytes - offset)));
      });
    await allEnded(Array.from({ length: pieces }, (_, i) => read(i * step)));
  }

  /** Reads some pieces while others are packed. */
  async #loadPacked(tensor: Tensor, shard: Shard, pull: Pull): Promise<void> {
    const { rows } = tensor;
    const row = rowBytes(tensor);
    const step = Math.max(1, Math.floor(PACK_BYTES / row / LANES)) * LANES;
    const { home, places } = this.#residence(tensor);
    const { address } = places[home]!;
    const piece = (first: number, count: number): Promise<void> =>
      shard.pass(count * row, async (from) => {
        this.#open();
        await pull(first * row, shard.heap.bytes(from, count * row));
        const into = address + packedBytes({ ...tensor, rows: first })!;
        await this.#inTurn(() => shard.run(encodePack(from, into, tensor, count)));
      });
    const pieces = Math.ceil(rows / step);
    await allEnded(Array.from({ length: pieces }, (_, i) => piece(i * step, Math.min(step, rows - i * step))));
    this.#packed.add(tensor);
    this.#programs = new WeakMap();
  }

  write(tensor: Tensor, data: FloatArray | Int32Array, row = 0): void {
    const residence = this.#residence(tensor);
    const { type, rows, cols, label } = tensor;
    const integers = data instanceof Int32Array;
    if (type !== (integers ? 'I32' : 'F32')) throw new TypeError(`${label} is ${type}, it cannot take this data`);
    if (!(Number.isInteger(row) && row >= 0 && row * cols + data.length <= rows * cols))
      throw new RangeError(`${label} has ${rows} × ${cols} elements: ${data.length} from row ${row} on do not fit`);
    const from = row * cols * 4;
    const copy = this.#pending > 0 ? data.slice() : data;
    this.#soon(() => {
      const { heap, address } = this.#renewed(residence, from, copy.length * 4);
      (integers ? heap.ints(address, copy.length) : heap.floats(address, copy.length)).set(copy);
    });
  }

  async read(tensor: Tensor, row = 0, rows = tensor.rows - row): Promise<FloatArray> {
    const residence = this.#residence(tensor);
    const { type, cols, label } = tensor;
    if (type !== 'F32') throw new TypeError(`${label} is ${type}, not F32`);
    const whole = Number.isInteger(row) && Number.isInteger(rows);
    if (!(whole && row >= 0 && rows >= 0 && row + rows <= tensor.rows))
      throw new RangeError(`${label} has ${tensor.rows} rows: ${rows} from ${row} on are not there`);
    return this.#inTurn(async () => {
      const from = row * cols * 4;
      const { heap, address } = this.#gathered({ tensor, residence, from, to: from + rows * cols * 4 });
      return heap.floats(address, rows * cols).slice();
    });
  }

  async readBytes(tensor: Tensor, row: number, rows: number): Promise<Uint8Array> {
    const residence = this.#residence(this.#unpacked(tensor));
    const each = rowBytes(tensor);
    if (!(row >= 0 && rows >= 0 && row + rows <= tensor.rows))
      throw new RangeError(`${tensor.label} has ${tensor.rows} rows`);
    return this.#inTurn(async () => {
      const { heap, address } = this.#gathered({ tensor, residence, from: row * each, to: (row + rows) * each });
      return heap.bytes(address, rows * each).slice();
    });
  }

  async writeBytes(tensor: Tensor, row: number, bytes: Uint8Array): Promise<void> {
    const residence = this.#residence(this.#unpacked(tensor));
    const each = rowBytes(tensor);
    if (!(row >= 0 && row * each + bytes.length <= tensor.rows * each))
      throw new RangeError(`${tensor.label} has no room for ${bytes.length} bytes`);
    return this.#inTurn(async () => {
      const { heap, address } = this.#renewed(residence, row * each, bytes.length);
      heap.bytes(address, bytes.length).set(bytes);
    });
  }

  async submit(commands: readonly Command[]): Promise<void> {
    this.#open();
    // With several memories this only refuses what is wrong before anything runs.
    const program = this.#programs.get(commands) ?? this.#encode(commands);
    if (this.#shards.length > 1) {
      const steps = commands.map((command) => this.#step(command));
      return this.#inTurn(() => this.#runSpread(steps));
    }
    this.#programs.set(commands, program);
    return this.#inTurn(() => this.#run(this.#shards[0]!, commands, program));
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#allocated = 0;
    this.#tensors.clear();
    await Promise.all(this.#shards.map((shard) => shard.end()));
  }

  async #run(shard: Shard, commands: readonly Command[], program: Program): Promise<void> {
    await shard.run(program);
    if (!this.#options.onTimes) return;
    const ran = commands.filter(({ rows }) => rows > 0);
    const times = shard.times(ran.length);
    this.#options.onTimes(ran.map((command, i) => ({ command, begin: times[2 * i]!, end: times[2 * i + 1]! })));
  }

  /** Runs a list in stretches, each in the memory where its weights are, and brings what it needs from elsewhere. */
  async #runSpread(steps: readonly Step[]): Promise<void> {
    const residences = new Map(steps.flatMap(({ uses }) => uses.map(({ tensor, residence }) => [tensor, residence])));
    let memory = 0;
    let stretch: Command[] = [];
    const flush = async (): Promise<void> => {
      if (stretch.length === 0) return;
      const locate = (tensor: Tensor): number => residences.get(tensor)!.places[memory]!.address;
      await this.#run(this.#shards[memory]!, stretch, encode(stretch, locate, this.#packing));
      stretch = [];
    };
    for (const { command, uses } of steps) {
      const next = whereTo(memory, this.#shards.length, uses);
      if (next !== memory) await flush();
      memory = next;
      // Nothing that this stretch has written is missing here, so all can be brought before it runs.
      for (const use of uses) this.#bring(memory, use);
      for (const { residence, from, to, written } of uses) if (written) residence.renew(memory, from, to);
      if (uses.length > 0) stretch.push(command);
    }
    await flush();
  }

  /** A command with what it touches; tensors that are freed before it runs are still known then. */
  #step(command: Command): Step {
    const { inputs, outs } = touched(command, this.#packing);
    const use = (span: Span, written: boolean): Use => {
      const { tensor, from = 0, count, type } = span;
      const residence = this.#residence(tensor);
      const bytes = (elements: number): number =>
        tensor.type === 'I32' ? 4 * elements : byteLength(tensor.type, elements);
      // Packed weights have no rows to tell apart.
      const all = count === tensor.rows * tensor.cols;
      const range = all ? { from: 0, to: residence.bytes } : { from: bytes(from), to: bytes(from + count) };
      return { tensor, residence, ...range, weight: type === 'weight', written };
    };
    return { command, uses: [...inputs.map((span) => use(span, false)), ...outs.map((span) => use(span, true))] };
  }

  /** Makes a range of a tensor current in a memory. */
  #bring(memory: number, { tensor, residence, from, to }: Range): void {
    const { places, bytes } = residence;
    places[memory] ??= this.#take(memory, bytes, tensor.label);
    residence.bring(memory, from, to, (source, start, end) => {
      const part = (at: number): Uint8Array => this.#shards[at]!.heap.bytes(places[at]!.address + start, end - start);
      part(memory).set(part(source));
    });
  }

  /** Where a range can be read in one piece. */
  #gathered(range: Range): { heap: Heap; address: number } {
    const { residence, from } = range;
    const memory = residence.whereIs(from);
    this.#bring(memory, range);
    return { heap: this.#shards[memory]!.heap, address: residence.places[memory]!.address + from };
  }

  /** Where a range may be written: from then on it is current only there. */
  #renewed(residence: Residence, from: number, bytes: number): { heap: Heap; address: number } {
    const { home, places } = residence;
    residence.renew(home, from, from + bytes);
    return { heap: this.#shards[home]!.heap, address: places[home]!.address + from };
  }

  get #packing() {
    const { mode, wide } = this.#chosen;
    return { packed: (tensor: Tensor) => this.#packed.has(tensor), mode, wide };
  }

  #encode(commands: readonly Command[]): Program {
    const locate = (tensor: Tensor): number => {
      const { home, places } = this.#residence(tensor);
      return places[home]!.address;
    };
    return encode(commands, locate, this.#packing);
  }

  /** The memory for a new tensor: that of its neighbour, the last one, a new one, any; see SPARE. */
  #memoryFor(bytes: number, beside: number | undefined): number {
    const fits = (memory: number, spare: number): boolean => {
      const { heap } = this.#shards[memory]!;
      return heap.fits(bytes, heap.limit * spare);
    };
    const last = this.#shards.length - 1;
    if (beside !== undefined && fits(beside, SPARE.beside)) return beside;
    if (fits(last, SPARE.weights)) return last;
    if (this.#another(bytes)) return last + 1;
    const any = [beside ?? last, ...this.#shards.keys()].find((memory) => fits(memory, 0));
    return any ?? last;
  }

  /** Begins another memory for a tensor of `bytes` bytes. False when it would not fit, or there is none to be had. */
  #another(bytes: number): boolean {
    const { maxBytes, memoryBytes, shard } = this.#options;
    const left = maxBytes - this.#shards.reduce((sum, { heap }) => sum + heap.limit, 0);
    if (this.#shards.length >= MOST_MEMORIES || Math.min(left, memoryBytes) <= bytes) return false;
    try {
      const heap = new Heap(Math.min(left, memoryBytes));
      if (heap.fits(bytes)) this.#shards.push(new Shard(heap, shard));
      return heap.fits(bytes);
    } catch {
      return false;
    }
  }

  #take(memory: number, bytes: number, label: string): { address: number; bytes: number } {
    const address = this.#shards[memory]!.heap.take(bytes, label);
    this.#allocated += bytes;
    return { address, bytes };
  }

  #unpacked(tensor: Tensor): Tensor {
    if (this.#packed.has(tensor)) throw new TypeError(`${tensor.label} was loaded as a weight: its bytes are packed`);
    return tensor;
  }

  /** @throws why the threads are gone, or `closed`. */
  #open(): void {
    for (const { ended } of this.#shards) if (ended) throw ended;
    if (this.#closed) throw new TwofilesError('closed', 'This backend is closed.', 'Create another one.');
  }

  #residence(tensor: Tensor): Residence {
    this.#open();
    const residence = this.#tensors.get(tensor);
    if (!residence) throw new TypeError(`${tensor.label} is not allocated here`);
    return residence;
  }

  /** Runs `work` after all work asked for before. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#pending++;
    return this.#turn.run(async () => {
      try {
        this.#open();
        return await work();
      } finally {
        this.#pending--;
      }
    });
  }

  /** Does something short now, or after the work asked for before; not at all once closed. */
  #soon(act: () => void): void {
    if (this.#pending === 0) act();
    else
      void this.#inTurn(async () => act()).catch(() => {
        // Closed meanwhile: there is no memory left to act on.
      });
  }
}

/**
 * The memory that has most of the weights of a command, those that it writes (keys and values) before all;
 * where it makes no difference, the one at work.
 */
function whereTo(now: number, memories: number, uses: readonly Use[]): number {
  const weights = uses.filter(({ weight }) => weight);
  const has = (memory: number): number =>
    weights.reduce((sum, { residence, from, to, written }) => {
      return sum + residence.current(memory, from, to) * (written ? 2 : 1);
    }, 0);
  let best = now;
  for (let memory = 0; memory < memories; memory++) if (has(memory) > has(best)) best = memory;
  return best;
}

function rowBytes({ type, cols, label }: Tensor): number {
  if (type === 'I32') return 4 * cols;
  if (cols % DTYPES[type].block !== 0) throw new RangeError(`${label}: ${cols} is no whole number of ${type} blocks`);
  return byteLength(type, cols);
}
