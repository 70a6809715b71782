// Stop strings in a stream of text.
import { badArgument } from '../base/errors.ts';

/** Passes text through up to the first stop string, holding back what may become one. */
export class StopFilter {
  readonly #stops: readonly string[];
  #held = '';
  stopped = false;

  constructor(stops: readonly string[]) {
    if (stops.includes('')) throw badArgument('An empty stop string would stop everything.', 'Leave it out.');
    this.#stops = stops;
  }

  push(text: string): string {
    if (this.stopped) return '';
    const all = this.#held + text;
    const found = this.#stops.map((stop) => all.indexOf(stop)).filter((at) => at >= 0);
    if (found.length > 0) {
      this.stopped = true;
      this.#held = '';
      return all.slice(0, Math.min(...found));
    }
    const keep = Math.max(0, ...this.#stops.map((stop) => overlap(all, stop)));
    this.#held = all.slice(all.length - keep);
    return all.slice(0, all.length - keep);
  }

  /** A filter that goes on from here by itself. */
  fork(): StopFilter {
    const copy = new StopFilter(this.#stops);
    copy.#held = this.#held;
    copy.stopped = this.stopped;
    return copy;
  }

  /** What was held back, once no more can come. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

/** Length of the longest end of `text` that begins `stop`. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(text.length, stop.length - 1); length > 0; length--)
    if (text.endsWith(stop.slice(0, length))) return length;
  return 0;
}
