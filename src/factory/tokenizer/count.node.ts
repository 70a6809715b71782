// Counts the pieces of a corpus in worker threads: the calling thread reads, workers cut and count, and their
// counts are added up at the end. Addition does not mind the order, so any number of threads gives the same.
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { TwofilesError, throwIfAborted } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import type { CountMessage, CountReply, CountResult } from './count-worker.node.ts';
import { PieceCounter } from './pieces.ts';

const BATCH = 1 << 20; // characters of text sent at once: large enough that sending costs nothing
const AHEAD = 4; // batches that may wait for a worker

export interface CountOptions {
  /** Default: one a core, less one for the caller where there are more than two. */
  readonly threads?: number | undefined;
  /** Bytes of all texts, for the progress. */
  readonly total?: number | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Counted {
  readonly pieces: ReadonlyMap<string, number>;
  /** Of all texts, UTF-8. */
  readonly bytes: number;
  /** Occurrences of rare pieces that there was no room to count. */
  readonly forgotten: number;
}

/**
 * Cuts texts with a pre-tokenizer and counts the pieces.
 * @throws `aborted`, `unsupported` for an unknown pre-tokenizer, and what `texts` throws.
 */
export async function countPieces(
  texts: AsyncIterable<string> | Iterable<string>,
  pre: string,
  options: CountOptions = {},
): Promise<Counted> {
  const cores = availableParallelism();
  const threads = options.threads ?? Math.max(1, cores > 2 ? cores - 1 : cores);
  const all = new PieceCounter(pre);
  const hands = Array.from({ length: threads }, () => new Hand(pre));
  let bytes = 0;
  try {
    let [batch, size]: [string[], number] = [[], 0];
    for await (const text of texts) {
      throwIfAborted(options.signal);
      batch.push(text);
      size += text.length;
      bytes += Buffer.byteLength(text);
      if (size < BATCH) continue;
      (await freest(hands)).send(batch);
      [batch, size] = [[], 0];
      options.onProgress?.({ label: 'counting', done: bytes, total: options.total, unit: 'bytes' });
    }
    hands[0]!.send(batch);
    for (const hand of hands) {
      const { pieces, counts, forgotten } = await hand.result();
      for (const [i, piece] of pieces.entries()) all.put(piece, counts[i]!);
      all.forgotten += forgotten;
    }
    all.limit();
    return { pieces: all.counts, bytes, forgotten: all.forgotten };
  } finally {
    await Promise.all(hands.map((hand) => hand.end()));
  }
}

/** The worker with the fewest batches waiting, once it has room. */
async function freest(hands: readonly Hand[]): Promise<Hand> {
  for (;;) {
    const hand = hands.reduce((best, other) => (other.waiting < best.waiting ? other : best));
    if (hand.waiting < AHEAD) return hand;
    await Promise.race(hands.map((one) => one.progress));
  }
}

/** One worker. */
class Hand {
  /** Batches that it has not counted yet. */
  waiting = 0;
  readonly #worker: Worker;
  readonly #result = Promise.withResolvers<CountResult>();
  #progress = Promise.withResolvers<void>();

  constructor(pre: string) {
    // The extension is that of this file: .ts in the repository, .js where it is installed.
    const url = new URL(`./count-worker.node${import.meta.url.slice(-3)}`, import.meta.url);
    this.#worker = new Worker(url, { workerData: pre, execArgv: ['--disable-warning=ExperimentalWarning'] });
    this.#worker.on('message', (reply: CountReply) => {
      if (reply !== 'counted') return this.#result.resolve(reply);
      this.waiting--;
      this.#progress.resolve();
      this.#progress = Promise.withResolvers();
    });
    this.#worker.on('error', (error) => this.#fail(String(error)));
    this.#worker.on('exit', (code) => this.#fail(`it exited with code ${code}`));
    this.#result.promise.catch(() => {}); // asked for at the end, when it may have failed long before
  }

  #fail(reason: string): void {
    this.#result.reject(new TwofilesError('closed', `A counting thread failed: ${reason}.`, 'Run it again.'));
  }

  /** Resolves when a batch more is counted, rejects when none will be. */
  get progress(): Promise<unknown> {
    return Promise.race([this.#progress.promise, this.#result.promise]);
  }

  send(texts: readonly string[]): void {
    this.waiting++;
    this.#worker.postMessage(texts satisfies CountMessage);
  }

  /** Everything it was sent, counted. */
  result(): Promise<CountResult> {
    this.#worker.postMessage('result' satisfies CountMessage);
    return this.#result.promise;
  }

  end(): Promise<unknown> {
    return this.#worker.terminate();
  }
}
