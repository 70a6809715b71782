// The shared WebAssembly memory and who has which part of it. It begins small and grows with what is asked
// for; WebAssembly memory never shrinks, but freed places are used again.
import { TwofilesError } from '../../base/errors.ts';
import { Allocator } from './allocator.ts';
import { HEAP } from './layout.ts';

const PAGE = 65536;
const MIB = 1024 * 1024;
const FIRST_BYTES = 16 * MIB;
/** Memory grows by multiples of this, so that many small tensors grow it seldom. */
const GROWTH_BYTES = 16 * MIB;
/** The control block, and something to hand out. */
const LEAST_PAGES = HEAP / PAGE + 1;
/** What 32-bit addresses reach. */
export const MOST_BYTES = 65536 * PAGE;

export class Heap {
  readonly memory: WebAssembly.Memory;
  readonly #allocator: Allocator;
  readonly #limit: number;
  /** Everything from here on has never been written and is zero. */
  #touched = HEAP;

  /** @throws `out-of-memory` where not even the start is to be had. */
  constructor(limit = MOST_BYTES) {
    const { memory, pages } = reserve(Math.max(Math.floor(Math.min(limit, MOST_BYTES) / PAGE), LEAST_PAGES));
    this.memory = memory;
    this.#limit = pages * PAGE;
    this.#allocator = new Allocator(HEAP, this.#limit);
  }

  /** The most bytes that it can come to. */
  get limit(): number {
    return this.#limit;
  }

  /** Has it addresses for `bytes` in one piece, such that `spare` remain? The machine may still have no memory. */
  fits(bytes: number, spare = 0): boolean {
    return this.#allocator.largest >= Allocator.rounded(bytes) + spare;
  }

  /** Reserves zeroed bytes, 64-byte aligned. @throws `out-of-memory`, saying how much was asked and is free. */
  take(bytes: number, what: string): number {
    const address = this.#allocator.take(bytes);
    const end = (address ?? 0) + Allocator.rounded(bytes);
    if (address === undefined) throw this.#full(bytes, what);
    if (!this.#grow(end)) {
      this.#allocator.give(address, bytes);
      throw this.#full(bytes, what);
    }
    if (address < this.#touched) this.bytes(address, Math.min(end, this.#touched) - address).fill(0);
    this.#touched = Math.max(this.#touched, end);
    return address;
  }

  give(address: number, bytes: number): void {
    this.#allocator.give(address, bytes);
  }

  bytes(address: number, length: number): Uint8Array {
    return new Uint8Array(this.#buffer, address, length);
  }

  floats(address: number, length: number): Float32Array {
    return new Float32Array(this.#buffer, address, length);
  }

  ints(address: number, length: number): Int32Array {
    return new Int32Array(this.#buffer, address, length);
  }

  /** The memory as it is now: a grown memory has a new, longer buffer over the same bytes. */
  get #buffer(): ArrayBufferLike {
    return this.memory.buffer;
  }

  /** Makes the memory at least `end` bytes long. False when the machine has no more. */
  #grow(end: number): boolean {
    const now = this.#buffer.byteLength;
    if (end <= now) return true;
    const wanted = Math.min(this.#limit, Math.ceil(end / GROWTH_BYTES) * GROWTH_BYTES);
    try {
      this.memory.grow((wanted - now) / PAGE);
      return true;
    } catch {
      return false;
    }
  }

  #full(bytes: number, what: string): TwofilesError {
    const free = `${size(this.#allocator.largest)} of ${size(this.#limit)} are free in one piece`;
    const next = 'Use a smaller or more strongly quantized model, or a shorter context.';
    return new TwofilesError('out-of-memory', `${what} needs ${size(bytes)}; ${free}.`, next);
  }
}

/** A memory that can grow to `maximum` pages, or to as many as there are addresses for: phones have fewer. */
function reserve(maximum: number): { memory: WebAssembly.Memory; pages: number } {
  for (let pages = maximum; ; pages = Math.floor(pages / 2))
    try {
      const initial = Math.min(pages, FIRST_BYTES / PAGE);
      return { memory: new WebAssembly.Memory({ initial, maximum: pages, shared: true }), pages };
    } catch (cause) {
      if (pages / 2 >= LEAST_PAGES) continue;
      const next = 'Close other models, tabs or programs and try again.';
      throw new TwofilesError('out-of-memory', `The engine cannot reserve ${size(pages * PAGE)}.`, next, { cause });
    }
}

function size(bytes: number): string {
  return bytes < MIB ? `${bytes} bytes` : `${(bytes / MIB).toFixed(1)} MiB`;
}
