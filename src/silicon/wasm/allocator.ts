// Places in a range of addresses: first fit, freed places join their neighbours. It deals in numbers only
// and never touches the memory that they are about.

interface Gap {
  start: number;
  end: number;
}

export class Allocator {
  /** Every place begins on a multiple of this many bytes: a cache line. */
  static readonly ALIGN = 64;
  /** Free ranges, ascending, none touching another. */
  readonly #gaps: Gap[];

  /** Hands out [start, end); both multiples of `ALIGN`. */
  constructor(start: number, end: number) {
    this.#gaps = [{ start, end }];
  }

  /** Bytes of the largest free place. */
  get largest(): number {
    return this.#gaps.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  }

  /** The bytes that a place of `bytes` takes. */
  static rounded(bytes: number): number {
    return Math.max(1, Math.ceil(bytes / Allocator.ALIGN)) * Allocator.ALIGN;
  }

  /** Where `bytes` bytes are now reserved; undefined when no free place is large enough. */
  take(bytes: number): number | undefined {
    const size = Allocator.rounded(bytes);
    const at = this.#gaps.findIndex(({ start, end }) => end - start >= size);
    const gap = this.#gaps[at];
    if (!gap) return undefined;
    const { start } = gap;
    gap.start += size;
    if (gap.start === gap.end) this.#gaps.splice(at, 1);
    return start;
  }

  /** Gives back what `take(bytes)` returned. */
  give(start: number, bytes: number): void {
    const size = Allocator.rounded(bytes);
    const end = start + size;
    const next = this.#gaps.findIndex((gap) => gap.start >= end);
    const at = next < 0 ? this.#gaps.length : next;
    const [before, after] = [this.#gaps[at - 1], this.#gaps[at]];
    if (before && before.end > start) throw new RangeError(`${start} is not in use`);
    const joinsBefore = before?.end === start;
    const joinsAfter = after?.start === end;
    if (joinsBefore && joinsAfter) {
      before.end = after.end;
      this.#gaps.splice(at, 1);
    } else if (joinsBefore) before.end = end;
    else if (joinsAfter) after.start = start;
    else this.#gaps.splice(at, 0, { start, end });
  }
}
