// Runs the fuzz in workers and watches them: a case that hangs or fills the memory is a failure by its number.
import { Worker } from 'node:worker_threads';
import type { FuzzMessage, FuzzTask } from './fuzz-worker.ts';

const HEAP = 256; // MiB of JavaScript objects a worker may hold at once
const HANG = 30_000; // milliseconds without a new case; the slowest takes a thousandth

export interface FuzzReport {
  readonly cases: number;
  /** By format and outcome: 'gguf bad-file'. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failures: readonly { readonly index: number; readonly problem: string }[];
  /** The most a case allocated, as a share of what its files' size allows. */
  readonly worst: { readonly share: number; readonly index: number };
  readonly slowest: { readonly ms: number; readonly index: number };
}

export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  readonly workers: number;
  readonly onProgress?: (done: number) => void;
}

/** Runs cases 0 to `cases` − 1 of a seed. Failures are reported, not thrown. */
export async function runFuzz({ cases, seed, workers, onProgress }: FuzzOptions): Promise<FuzzReport> {
  const share = Math.ceil(cases / workers);
  let done = 0;
  const outcomes: Record<string, number> = {};
  const failures: FuzzReport['failures'][number][] = [];
  let worst = { share: 0, index: 0 };
  let slowest = { ms: 0, index: 0 };
  const add = (message: FuzzMessage): void => {
    done += message.done;
    for (const [name, count] of Object.entries(message.outcomes)) outcomes[name] = (outcomes[name] ?? 0) + count;
    failures.push(...message.failures);
    if (message.worst.share > worst.share) worst = message.worst;
    if (message.slowest.ms > slowest.ms) slowest = message.slowest;
    onProgress?.(done);
  };
  const ranges = Array.from({ length: workers }, (_, i) => [i * share, Math.min(share, cases - i * share)] as const);
  const ended = ranges.filter(([, count]) => count > 0).map(([start, count]) => watch(seed, start, count, add));
  for (const failure of await Promise.all(ended)) if (failure) failures.push(failure);
  return { cases: done, outcomes, failures, worst, slowest };
}

/** Runs one worker to its end; resolves with the failure that ended it early, if one did. */
function watch(
  seed: number,
  start: number,
  count: number,
  add: (message: FuzzMessage) => void,
): Promise<FuzzReport['failures'][number] | undefined> {
  const current = new SharedArrayBuffer(4);
  const running = new Int32Array(current);
  const task: FuzzTask = { seed, start, count, current };
  const worker = new Worker(new URL('./fuzz-worker.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });
  return new Promise((resolve) => {
    let before = -1;
    const end = (problem?: string): void => {
      clearInterval(timer);
      resolve(problem === undefined ? undefined : { index: Atomics.load(running, 0), problem });
    };
    const timer = setInterval(() => {
      const now = Atomics.load(running, 0);
      if (now === before) void worker.terminate().then(() => end('it hangs'));
      before = now;
    }, HANG);
    worker.on('message', add);
    worker.on('error', (error) => end(String(error)));
    worker.on('exit', () => end());
  });
}
