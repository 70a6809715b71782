// The state of byte pair encoding while it learns: every distinct piece as a row of symbols, the count of each
// adjacent pair, the pieces each pair was seen in, and a heap of pairs by count. All in typed arrays.
import { PairRanks } from '../../text/bpe-merge.ts';

const GROWTH = 1 << 16; // first capacity of what grows

/** An Int32Array that grows by doubling. */
class Numbers {
  items = new Int32Array(GROWTH);
  length = 0;

  push(value: number): number {
    if (this.length === this.items.length) {
      const larger = new Int32Array(2 * this.length);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length] = value;
    return this.length++;
  }
}

/** Adjacent pairs of symbols, numbered as they are first seen, with counts, places and a heap. */
export class Pairs {
  readonly lefts = new Numbers();
  readonly rights = new Numbers();
  /** First link of the list of pieces that a pair was seen in, -1 at the end. */
  readonly #heads = new Numbers();
  readonly #pieces = new Numbers();
  readonly #links = new Numbers();
  #counts = new Float64Array(GROWTH);
  /** The count under which the heap holds a pair; 0 when it does not. An entry with another count is stale. */
  #queued = new Float64Array(GROWTH);
  #ranks = new PairRanks(GROWTH);
  #capacity = GROWTH;
  #heap = new Numbers();
  #keys = new Float64Array(GROWTH);
  #heapSize = 0;

  count(pair: number): number {
    return this.#counts[pair]!;
  }

  /** The number of a pair, made when it is new. */
  pair(left: number, right: number): number {
    const known = this.#ranks.rank(left, right);
    if (known >= 0) return known;
    if (this.lefts.length === this.#capacity) this.#grow();
    const made = this.lefts.push(left);
    this.rights.push(right);
    this.#heads.push(-1);
    this.#ranks.add(left, right, made);
    return made;
  }

  /** Adds to a pair's count; with `piece`, remembers that it is to be found there. */
  add(pair: number, times: number, piece = -1): void {
    this.#counts[pair]! += times;
    if (piece < 0) return;
    const head = this.#heads.items[pair]!;
    if (head >= 0 && this.#pieces.items[head] === piece) return;
    const link = this.#pieces.push(piece);
    this.#links.push(head);
    this.#heads.items[pair] = link;
  }

  /** Pieces that a pair was seen in, each once, and forgets them. A pair may have left some of them since. */
  takePieces(pair: number): number[] {
    const found: number[] = [];
    for (let link = this.#heads.items[pair]!; link >= 0; link = this.#links.items[link]!)
      found.push(this.#pieces.items[link]!);
    this.#heads.items[pair] = -1;
    return found;
  }

  /** Puts a pair into the heap under its present count, unless it is there under as large a one. */
  queue(pair: number): void {
    const count = this.#counts[pair]!;
    if (count <= this.#queued[pair]!) return;
    this.#queued[pair] = count;
    this.#push(pair, count);
  }

  /** Takes the pair of the largest count (then the smallest left symbol, then the smallest right one); -1: none. */
  best(): number {
    while (this.#heapSize > 0) {
      const key = this.#keys[0]!;
      const pair = this.#pop();
      if (key !== this.#queued[pair]) continue; // queued again since, under a larger count
      const count = this.#counts[pair]!;
      this.#queued[pair] = 0;
      if (count === key) return pair;
      if (count > 0) this.queue(pair);
    }
    return -1;
  }

  #grow(): void {
    this.#capacity *= 2;
    const ranks = new PairRanks(this.#capacity);
    for (let i = 0; i < this.lefts.length; i++) ranks.add(this.lefts.items[i]!, this.rights.items[i]!, i);
    this.#ranks = ranks;
    this.#counts = copied(this.#counts, this.#capacity);
    this.#queued = copied(this.#queued, this.#capacity);
  }

  /** Does the entry (a, key) come before (b, other)? */
  #before(a: number, key: number, b: number, other: number): boolean {
    if (key !== other) return key > other;
    const left = this.lefts.items[a]! - this.lefts.items[b]!;
    return left !== 0 ? left < 0 : this.rights.items[a]! < this.rights.items[b]!;
  }

  #push(pair: number, key: number): void {
    if (this.#heapSize === this.#heap.length) this.#heap.push(0);
    if (this.#heapSize === this.#keys.length) this.#keys = copied(this.#keys, 2 * this.#keys.length);
    const heap = this.#heap.items;
    let at = this.#heapSize++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#before(pair, key, heap[parent]!, this.#keys[parent]!)) break;
      heap[at] = heap[parent]!;
      this.#keys[at] = this.#keys[parent]!;
      at = parent;
    }
    heap[at] = pair;
    this.#keys[at] = key;
  }

  #pop(): number {
    const heap = this.#heap.items;
    const keys = this.#keys;
    const top = heap[0]!;
    const size = --this.#heapSize;
    const [pair, key] = [heap[size]!, keys[size]!];
    let at = 0;
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && this.#before(heap[child + 1]!, keys[child + 1]!, heap[child]!, keys[child]!)) child++;
      if (!this.#before(heap[child]!, keys[child]!, pair, key)) break;
      heap[at] = heap[child]!;
      keys[at] = keys[child]!;
      at = child;
    }
    heap[at] = pair;
    keys[at] = key;
    return top;
  }
}

function copied(values: Float64Array<ArrayBuffer>, capacity: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(capacity);
  larger.set(values);
  return larger;
}
