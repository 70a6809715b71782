// A few of something that work shares, each lent to one piece of work at a time, in order of asking.

export class Pool<T> {
  readonly #free: T[];
  readonly #waiting: ((thing: T) => void)[] = [];

  constructor(things: readonly T[]) {
    this.#free = [...things];
  }

  /** For work that is only counted: so much of it at a time. */
  static of(count: number): Pool<number> {
    return new Pool([...Array(count).keys()]);
  }

  /** Runs `work` with one of them, as soon as one is free. */
  async use<R>(work: (thing: T) => Promise<R>): Promise<R> {
    const thing =
      this.#free.length > 0 ? (this.#free.pop() as T) : await new Promise<T>((resolve) => this.#waiting.push(resolve));
    try {
      return await work(thing);
    } finally {
      const next = this.#waiting.shift();
      if (next) next(thing);
      else this.#free.push(thing);
    }
  }
}

/** Waits for all work to end, also when some of it fails, and then throws the first failure. */
export async function allEnded(work: readonly Promise<unknown>[]): Promise<void> {
  for (const ended of await Promise.allSettled(work)) if (ended.status === 'rejected') throw ended.reason;
}
