// Lists of commands kept from one pass to the next. A pass over as many rows as one before records the very
// same commands, as long as keys, values and block numbers lie in the same tensors; and a backend that is
// given the same list again need not check and encode it again.
import type { Command } from '../silicon/ops.ts';

/** Shapes remembered: decoding alone and batched, and the parts of a long prompt, take a few. */
const MOST_LISTS = 8;

export class Recordings {
  readonly #lists = new Map<string, readonly Command[]>();
  #over: readonly unknown[] = [];

  /** The list recorded for a pass of this shape over these very tensors, when there is one. */
  find(shape: string, over: readonly unknown[]): readonly Command[] | undefined {
    if (over.length !== this.#over.length || over.some((part, i) => part !== this.#over[i])) {
      this.#lists.clear();
      this.#over = over;
    }
    const list = this.#lists.get(shape);
    if (list) this.#use(shape, list);
    return list;
  }

  /** Keeps a list for what `find` was last asked for. */
  keep(shape: string, list: readonly Command[]): void {
    this.#use(shape, list);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > MOST_LISTS) this.#lists.delete(oldest!);
  }

  /** Makes it the last one to be forgotten. */
  #use(shape: string, list: readonly Command[]): void {
    this.#lists.delete(shape);
    this.#lists.set(shape, list);
  }
}
