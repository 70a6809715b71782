// The heart of both BPE flavours: join the best adjacent pair until none is left, the leftmost first
// among equals. A heap of (rank, position) keys and a linked list make it O(n log n) for any input.

/** Ranks lie below this, so that rank * 2^31 + position is exact in a double. */
export const MAX_RANKS = 2 ** 21;
const POSITIONS = 2 ** 31;
const KEPT = 4096;

export class Merger {
  #next = new Int32Array(KEPT);
  #previous = new Int32Array(KEPT);
  #ranks = new Int32Array(KEPT);
  #heap = new Float64Array(3 * KEPT);
  #heapSize = 0;

  /**
   * Merges symbols 0 … count-1. `rankOf(left, right)` is the rank of joining two neighbours (lower first,
   * -1 never); `join(left, right, rank)` is told of each join, after which `left` stands for both.
   * Returns the surviving symbols in order.
   */
  run(
    count: number,
    rankOf: (left: number, right: number) => number,
    join: (left: number, right: number, rank: number) => void,
  ): number[] {
    if (count > this.#next.length) return new Merger().#grow(count).run(count, rankOf, join);
    const next = this.#next;
    const previous = this.#previous;
    const ranks = this.#ranks;
    const consider = (left: number): void => {
      const right = next[left]!;
      const rank = right < 0 ? -1 : rankOf(left, right);
      ranks[left] = rank;
      if (rank >= 0) this.#push(rank * POSITIONS + left);
    };
    this.#heapSize = 0;
    for (let i = 0; i < count; i++) {
      next[i] = i + 1 < count ? i + 1 : -1;
      previous[i] = i - 1;
    }
    for (let i = 0; i < count; i++) consider(i);
    while (this.#heapSize > 0) {
      const key = this.#pop();
      const rank = Math.floor(key / POSITIONS);
      const left = key - rank * POSITIONS;
      if (ranks[left] !== rank) continue; // an older pair at this place
      const right = next[left]!;
      join(left, right, rank);
      ranks[right] = -1;
      const after = next[right]!;
      next[left] = after;
      if (after >= 0) previous[after] = left;
      consider(left);
      if (previous[left]! >= 0) consider(previous[left]!);
    }
    const survivors: number[] = [];
    if (count > 0) for (let i = 0; i >= 0; i = next[i]!) survivors.push(i);
    return survivors;
  }

  #grow(count: number): this {
    this.#next = new Int32Array(count);
    this.#previous = new Int32Array(count);
    this.#ranks = new Int32Array(count);
    this.#heap = new Float64Array(3 * count);
    return this;
  }

  #push(key: number): void {
    const heap = this.#heap;
    let at = this.#heapSize++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= key) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = key;
  }

  #pop(): number {
    const heap = this.#heap;
    const top = heap[0]!;
    const key = heap[--this.#heapSize]!;
    const size = this.#heapSize;
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= key) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = key;
    return top;
  }
}

/** Merges by symbol pair: open addressing over typed arrays, far smaller and faster than a Map of strings. */
export class PairRanks {
  readonly #mask: number;
  readonly #lefts: Int32Array;
  readonly #rights: Int32Array;
  readonly #ranks: Int32Array;

  constructor(capacity: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * capacity + 2));
    this.#mask = size - 1;
    this.#lefts = new Int32Array(size).fill(-1);
    this.#rights = new Int32Array(size);
    this.#ranks = new Int32Array(size);
  }

  #slot(left: number, right: number): number {
    let slot = (Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b)) >>> 0;
    slot = (slot ^ (slot >>> 15)) & this.#mask;
    while (this.#lefts[slot]! >= 0 && (this.#lefts[slot] !== left || this.#rights[slot] !== right))
      slot = (slot + 1) & this.#mask;
    return slot;
  }

  /** The first rank given to a pair stays. At most `capacity` pairs. */
  add(left: number, right: number, rank: number): void {
    const slot = this.#slot(left, right);
    if (this.#lefts[slot]! >= 0) return;
    this.#lefts[slot] = left;
    this.#rights[slot] = right;
    this.#ranks[slot] = rank;
  }

  /** -1 when the pair does not merge. Symbols below 0 never do. */
  rank(left: number, right: number): number {
    if (left < 0 || right < 0) return -1;
    const slot = this.#slot(left, right);
    return this.#lefts[slot]! < 0 ? -1 : this.#ranks[slot]!;
  }
}
