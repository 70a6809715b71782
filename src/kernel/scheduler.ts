// Who uses the processor: a few processes at once (the engine batches their passes), the others wait by priority. A
// process of higher priority takes the place of a lower one at the next token.

interface Waiting {
  readonly who: object;
  readonly priority: number;
  readonly order: number;
  readonly enter: () => void;
}

export class Scheduler {
  readonly #slots: number;
  /** Who has a place, and with which priority and since when. */
  readonly #running = new Map<object, { readonly priority: number; readonly order: number }>();
  readonly #waiting: Waiting[] = [];
  #order = 0;

  constructor(slots: number) {
    this.#slots = slots;
  }

  /** Runs `work` when there is a place. Rejects with the signal's reason when it fires before that. */
  async run<T>(who: object, priority: number, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#enter(who, priority, this.#order++, signal);
    try {
      return await work();
    } finally {
      this.#leave(who);
    }
  }

  /** Between two tokens: gives the place away if someone of higher priority waits for one, and comes back later. */
  gate(who: object, signal: AbortSignal): void | Promise<void> {
    const mine = this.#running.get(who);
    const first = this.#waiting[0];
    if (!mine || !first || first.priority <= mine.priority || who !== this.#last()) return;
    this.#leave(who);
    // An abort while it waits is the generation's to see: it goes on to its next token and ends there.
    return this.#enter(who, mine.priority, mine.order, signal).catch(() => undefined);
  }

  #enter(who: object, priority: number, order: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running.size < this.#slots) {
      this.#running.set(who, { priority, order });
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal.reason);
      };
      const enter = (): void => {
        signal.removeEventListener('abort', abort);
        this.#running.set(who, { priority, order });
        resolve();
      };
      const waiting: Waiting = { who, priority, order, enter };
      const at = this.#waiting.findIndex((each) => goesBefore(waiting, each));
      this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, waiting);
      signal.addEventListener('abort', abort, { once: true });
    });
  }

  #leave(who: object): void {
    if (this.#running.delete(who)) this.#waiting.shift()?.enter();
  }

  /** Who must go first: of the lowest priority, the latest. */
  #last(): object | undefined {
    const all = [...this.#running].sort(([, a], [, b]) => (goesBefore(a, b) ? -1 : 1));
    return all.at(-1)?.[0];
  }
}

type Rank = Pick<Waiting, 'priority' | 'order'>;

function goesBefore(a: Rank, b: Rank): boolean {
  return a.priority !== b.priority ? a.priority > b.priority : a.order < b.order;
}
