// One memory of the backend and the threads that compute in it. Lists run one at a time; the threads start
// with the first. Most models need one shard; weights over what 32-bit addresses reach are spread over several.
import { Pool } from '../../base/pool.ts';
import { Crew } from './crew.ts';
import type { Program } from './encode.ts';
import type { IdCheck } from './encoded.ts';
import type { Heap } from './heap.ts';
import { COMMAND_WORDS } from './layout.ts';
import type { Place } from './residence.ts';

/** Pieces of weights that are read at a time: what Node has threads for. */
const READS = 4;

export interface ShardOptions {
  readonly module: WebAssembly.Module;
  readonly threads: number;
  /** Multiply-adds of a list for which a thread is worth waking. */
  readonly leastWork: number;
  /** Does anyone want to know when commands ran? */
  readonly timed: boolean;
}

const NOWHERE: Place = { address: 0, bytes: 0 };

export class Shard {
  readonly heap: Heap;
  readonly #options: ShardOptions;
  #starting: Promise<Crew> | undefined;
  #crew: Crew | undefined;
  #list = NOWHERE;
  #scratch = NOWHERE;
  #times = NOWHERE;
  readonly #desks = new Pool(Array.from({ length: READS }, () => ({ place: NOWHERE })));

  constructor(heap: Heap, options: ShardOptions) {
    this.heap = heap;
    this.#options = options;
  }

  /** Starts the threads, if they are not running. @throws `closed` when one cannot start. */
  async start(): Promise<Crew> {
    const { module, threads } = this.#options;
    this.#starting ??= Crew.start(module, this.heap, threads);
    this.#crew = await this.#starting;
    return this.#crew;
  }

  /** Why its threads are no longer there, if they are not. */
  get ended(): Crew['ended'] {
    return this.#crew?.ended;
  }

  /** Runs a list; the next may follow when it is done. @throws RangeError for an id outside its table, `closed`. */
  async run({ words, scratch, checks, work }: Program): Promise<void> {
    const { heap } = this;
    for (const check of checks) checkIds(heap, check);
    if (words.length === 0) return;
    const { threads, leastWork, timed } = this.#options;
    this.#list = room(heap, this.#list, words.byteLength, 'A list of commands');
    this.#scratch = room(heap, this.#scratch, cacheLines(scratch) * threads, 'Scratch memory');
    heap.ints(this.#list.address, words.length).set(words);
    const stride = Math.floor(this.#scratch.bytes / threads / 64) * 64;
    const length = words.length / COMMAND_WORDS;
    if (timed) this.#times = room(heap, this.#times, length * 16, 'Times');
    const places = { list: this.#list.address, scratch: this.#scratch.address, times: this.#times.address };
    const hands = work < threads * leastWork ? Math.max(1, Math.floor(work / leastWork)) : threads;
    await (this.#crew ?? (await this.start())).run({ ...places, length, stride, hands });
  }

  /** When each of the `count` commands of the last list began and ended. */
  times(count: number): Float64Array {
    return new Float64Array(this.heap.memory.buffer, this.#times.address, 2 * count);
  }

  /** Lends a place of at least `bytes` bytes that a piece of weights may pass through. @throws `out-of-memory`. */
  pass<R>(bytes: number, work: (address: number) => Promise<R>): Promise<R> {
    return this.#desks.use((desk) => {
      if (bytes > 0) desk.place = room(this.heap, desk.place, bytes, 'Packing weights');
      return work(desk.place.address);
    });
  }

  /** Ends the threads, in the middle of a list too. */
  async end(): Promise<void> {
    await this.#crew?.end();
    await this.#starting?.then(
      (crew) => crew.end(),
      () => {},
    );
  }
}

function cacheLines(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}

/** `place` when it is large enough, else a new one instead of it. */
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
