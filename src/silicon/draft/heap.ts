// Who owns which bytes of the shared memory: a first-fit allocator with coalescing, and the memory's
// growth. Addresses are byte offsets, 64-byte aligned.
import { TwofilesError } from '../../base/errors.ts';

const ALIGN = 64; // a cache line
const PAGE = 65_536; // a WebAssembly page, bytes
const FLOOR = PAGE; // the first page holds the kernels' own constants
const GROWTH = 16 * 1024 * 1024; // grow by at least this, bytes: growing is slow

interface Span {
  at: number;
  bytes: number;
}

export class Heap {
  readonly memory: WebAssembly.Memory;
  /** Bytes in use. */
  used = 0;
  readonly #most: number;
  /** Free spans below `#end`, by address, never adjacent. */
  readonly #free: Span[] = [];
  readonly #sizes = new Map<number, number>();
  #end = FLOOR;

  /** @throws `out-of-memory` when the address space for `most` bytes cannot be had. */
  constructor(most: number) {
    this.#most = Math.floor(most / PAGE) * PAGE;
    try {
      this.memory = new WebAssembly.Memory({ initial: 2, maximum: this.#most / PAGE, shared: true });
    } catch (cause) {
      const next = 'Ask for less with maxBytes, or raise the limit on virtual memory (ulimit -v).';
      throw new TwofilesError('out-of-memory', `No address space for ${megabytes(most)} of WASM memory.`, next, {
        cause,
      });
    }
  }

  /** Reserves zeroed bytes. @throws `out-of-memory` naming `label`. */
  allocate(bytes: number, label: string): number {
    const size = Math.max(ALIGN, Math.ceil(bytes / ALIGN) * ALIGN);
    const at = this.#take(size) ?? this.#extend(size, label);
    this.#sizes.set(at, size);
    this.used += size;
    return at;
  }

  free(at: number): void {
    const bytes = this.#sizes.get(at);
    if (bytes === undefined) throw new TypeError(`nothing is allocated at ${at}`);
    this.#sizes.delete(at);
    this.used -= bytes;
    const next = this.#free.findIndex((span) => span.at > at);
    const index = next < 0 ? this.#free.length : next;
    this.#free.splice(index, 0, { at, bytes });
    this.#join(index);
    if (index > 0) this.#join(index - 1);
    const last = this.#free.at(-1);
    if (last && last.at + last.bytes === this.#end) {
      this.#end = last.at;
      this.#free.pop();
    }
  }

  /** A view of bytes; valid until the memory grows. */
  bytes(at: number, length: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, at, length);
  }

  #take(bytes: number): number | undefined {
    const index = this.#free.findIndex((span) => span.bytes >= bytes);
    const span = this.#free[index];
    if (!span) return undefined;
    const { at } = span;
    if (span.bytes === bytes) this.#free.splice(index, 1);
    else {
      span.at += bytes;
      span.bytes -= bytes;
    }
    this.bytes(at, bytes).fill(0);
    return at;
  }

  #extend(bytes: number, label: string): number {
    const at = this.#end;
    const have = this.memory.buffer.byteLength;
    if (at + bytes > have) {
      const want = Math.min(this.#most, Math.max(at + bytes, have + GROWTH));
      if (at + bytes > want) throw outOfMemory(label, bytes, this.#most - at);
      try {
        this.memory.grow(Math.ceil((want - have) / PAGE));
      } catch {
        throw outOfMemory(label, bytes, have - at);
      }
    }
    this.#end = at + bytes;
    this.bytes(at, Math.min(bytes, Math.max(0, have - at))).fill(0); // what lies beyond is new, so zero
    return at;
  }

  #join(index: number): void {
    const [a, b] = [this.#free[index], this.#free[index + 1]];
    if (!a || !b || a.at + a.bytes !== b.at) return;
    a.bytes += b.bytes;
    this.#free.splice(index + 1, 1);
  }
}

function outOfMemory(label: string, bytes: number, left: number): TwofilesError {
  const next = 'Use smaller or more strongly quantised weights, or a shorter context.';
  return new TwofilesError('out-of-memory', `${label} needs ${megabytes(bytes)}, ${megabytes(left)} are free.`, next);
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
