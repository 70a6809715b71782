// Patience with a network: what may succeed later is tried again, but not forever.
import { TwofilesError, throwIfAborted } from './errors.ts';

/** Statuses that may be another one later. */
export const isTransient = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

/** How long Retry-After asks to wait, ms (RFC 9110, 10.2.3); undefined when it does not say. */
export function retryAfter(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const wait = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

/** How patient a download is. Tests make it hasty. */
export interface Patience {
  /** Longest silence of a server, ms. */
  readonly stall: number;
  /** Wait before the second try, ms; doubled with each further one. */
  readonly backoff: number;
  /** Tries in a row that bring nothing. */
  readonly tries: number;
  /** Longest wait that a server may ask for, ms. */
  readonly longestWait: number;
}

export const PATIENCE: Patience = { stall: 30_000, backoff: 1_000, tries: 6, longestWait: 60_000 };

/** Tries in all: a server that drips a few bytes each time cannot hold a download forever. */
const MAX_TRIES = 200;

/** A try that failed and may be repeated, after `wait` ms if the server asked for that. */
export class TryAgain extends Error {
  readonly wait: number | undefined;
  readonly fruitful: boolean;

  constructor(message: string, detail: { wait?: number | undefined; fruitful?: boolean; cause?: unknown } = {}) {
    super(message, { cause: detail.cause });
    this.wait = detail.wait ?? (detail.cause instanceof TryAgain ? detail.cause.wait : undefined);
    this.fruitful = detail.fruitful ?? false;
  }
}

const unfetched = (name: string, reason: string): TwofilesError =>
  new TwofilesError(
    'network',
    `${name} could not be fetched: ${reason}.`,
    'Run it again: it goes on where it stopped.',
  );

/**
 * Repeats `attempt` until it succeeds. A `TwofilesError` is final; anything else is a network's failure.
 * Throws `failure` (by default `network`) with the last reason when patience ends, `aborted`.
 */
export async function persist<T>(
  name: string,
  patience: Patience,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T>,
  failure = unfetched,
): Promise<T> {
  let reason = '';
  for (let attempts = 0, fruitless = 0; attempts < MAX_TRIES && fruitless < patience.tries; attempts++) {
    throwIfAborted(signal);
    try {
      return await attempt();
    } catch (problem) {
      throwIfAborted(signal);
      if (problem instanceof TwofilesError) throw problem;
      reason = describe(problem);
      const again = problem instanceof TryAgain ? problem : undefined;
      fruitless = again?.fruitful ? 1 : fruitless + 1;
      if (again?.wait !== undefined && again.wait > patience.longestWait) {
        reason += `; it asks to wait ${Math.ceil(again.wait / 1000)} s`;
        break;
      }
      if (fruitless >= patience.tries) break;
      const wait = again?.wait ?? Math.min(patience.longestWait, patience.backoff * 2 ** (fruitless - 1));
      await sleep(wait, signal);
    }
  }
  throw failure(name, reason);
}

/** What went wrong, in a line. */
export function describe(problem: unknown): string {
  const error = problem instanceof Error ? problem : new Error(String(problem));
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}

/** Aborts a request when nothing has come for a while. */
export class StallWatch {
  readonly #controller = new AbortController();
  readonly #ms: number;
  #timer: ReturnType<typeof setTimeout>;
  readonly signal: AbortSignal;

  constructor(ms: number, outer: AbortSignal | undefined) {
    this.#ms = ms;
    this.#timer = this.#start();
    this.signal = outer ? AbortSignal.any([outer, this.#controller.signal]) : this.#controller.signal;
  }

  touch(): void {
    clearTimeout(this.#timer);
    this.#timer = this.#start();
  }

  /** Until the next touch silence is nobody's fault. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  #start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#controller.abort(new TryAgain(`nothing came for ${this.#ms} ms`)), this.#ms);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}

/** Resolves after `ms` or when the signal fires. */
function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
    if (signal?.aborted) end();
  });
}
