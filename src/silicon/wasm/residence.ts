// Where one tensor lies. In one memory that is one place. In several, a tensor gets a place in every memory
// whose commands touch it, and of each part of it is known in which places it is current: what a command
// needs is brought over once, what it writes is current only there. Ranges are bytes.

/** Bytes of a memory. */
export interface Place {
  readonly address: number;
  readonly bytes: number;
}

/** From the end of the part before to `end`; bit s of `at` says that it is current in memory s. */
interface Part {
  end: number;
  at: number;
}

/** Memories that bits can stand for. */
export const MOST_MEMORIES = 30;

export class Residence {
  /** The memory that it was allocated in. */
  readonly home: number;
  readonly bytes: number;
  /** By memory. */
  readonly places: (Place | undefined)[] = [];
  readonly #parts: Part[];

  constructor(home: number, place: Place) {
    this.home = home;
    this.bytes = place.bytes;
    this.places[home] = place;
    this.#parts = [{ end: place.bytes, at: 1 << home }];
  }

  /** How many bytes of a range are current in a memory. */
  current(memory: number, from: number, to: number): number {
    let bytes = 0;
    this.#each(from, to, (part, start, end) => {
      if (part.at & (1 << memory)) bytes += end - start;
    });
    return bytes;
  }

  /** A memory where the byte is current. */
  whereIs(byte: number): number {
    const part = this.#parts.find(({ end }) => byte < end);
    return part ? 31 - Math.clz32(part.at) : this.home;
  }

  /** Makes a range current in a memory too: `copy` is asked for each part that is not. */
  bring(memory: number, from: number, to: number, copy: (source: number, from: number, to: number) => void): void {
    if (this.current(memory, from, to) === to - from) return;
    this.#cut(from);
    this.#cut(to);
    this.#each(from, to, (part, start, end) => {
      if (part.at & (1 << memory)) return;
      copy(31 - Math.clz32(part.at), start, end);
      part.at |= 1 << memory;
    });
  }

  /** Notes that a range was written in a memory: elsewhere it is out of date. */
  renew(memory: number, from: number, to: number): void {
    if (from >= to) return;
    this.#cut(from);
    this.#cut(to);
    const parts = this.#parts;
    const first = parts.findIndex(({ end }) => end > from);
    const last = parts.findIndex(({ end }) => end === to);
    parts.splice(first, last - first + 1, { end: to, at: 1 << memory });
  }

  /** Makes a part end at `at`. */
  #cut(at: number): void {
    const found = this.#parts.findIndex(({ end }) => end >= at);
    const part = this.#parts[found];
    if (at > 0 && part && part.end !== at) this.#parts.splice(found, 0, { end: at, at: part.at });
  }

  #each(from: number, to: number, visit: (part: Part, start: number, end: number) => void): void {
    let start = 0;
    for (const part of this.#parts) {
      if (part.end > from && start < to) visit(part, Math.max(start, from), Math.min(part.end, to));
      start = part.end;
    }
  }
}
