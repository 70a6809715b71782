// One at a time: work that shares something waits for its turn, in order of asking.

export class Turn {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs `work` after everything asked for before it has ended, whether it failed or not. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}
