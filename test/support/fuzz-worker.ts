// Runs a range of fuzz cases in a worker, where memory can be metered and a hang be noticed from outside.
// Typed arrays are counted as they are made (and refused past a limit), everything else by V8's own count.
import { getHeapStatistics } from 'node:v8';
import { parentPort, workerData } from 'node:worker_threads';
import { ALLOWANCE, type Meter, runCase, specimens, type Verdict } from './fuzz.ts';

export interface FuzzTask {
  readonly seed: number;
  readonly start: number;
  readonly count: number;
  /** One Int32: the case being run. */
  readonly current: SharedArrayBuffer;
}

export interface FuzzMessage {
  readonly done: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly failures: readonly { readonly index: number; readonly problem: string }[];
  /** The most allocated in a case, as a share of what its files allow. */
  readonly worst: { readonly share: number; readonly index: number };
  readonly slowest: { readonly ms: number; readonly index: number };
}

const BATCH = 1000;
const MOST_AT_ONCE = ALLOWANCE.fixed;

let arrays = 0;
const COUNTED = [
  'ArrayBuffer',
  'Uint8Array',
  'Uint16Array',
  'Uint32Array',
  'Int32Array',
  'Float32Array',
  'Float64Array',
] as const;
for (const name of COUNTED) {
  const original: unknown = globalThis[name];
  const width = name === 'ArrayBuffer' ? 1 : globalThis[name].BYTES_PER_ELEMENT;
  const counted = new Proxy(original as new (...given: unknown[]) => { byteLength: number; buffer?: unknown }, {
    construct(target, given, caller) {
      const [first] = given;
      if (typeof first === 'number' && first * width > MOST_AT_ONCE) throw new Error(`new ${name}(${first})`);
      const made = Reflect.construct(target, given, caller);
      if (!(first instanceof SharedArrayBuffer) && made.buffer !== first) arrays += made.byteLength;
      return made;
    },
  });
  Object.defineProperty(globalThis, name, { value: counted, writable: true, configurable: true });
}

let before = 0;
const heap = (): number => getHeapStatistics().total_allocated_bytes;
const meter: Meter = {
  restart() {
    arrays = 0;
    before = heap();
  },
  read: () => arrays + heap() - before,
};

const { seed, start, count, current } = workerData as FuzzTask;
const running = new Int32Array(current);
const all = await specimens();
for (let i = 0; i < 300; i++) await runCase(all, seed, i, { restart() {}, read: () => 0 }).catch(() => {}); // until warm
for (let at = start; at < start + count; at += BATCH)
  parentPort?.postMessage(await batch(at, Math.min(at + BATCH, start + count)));

async function batch(from: number, to: number): Promise<FuzzMessage> {
  const outcomes: Record<string, number> = {};
  const failures: { index: number; problem: string }[] = [];
  let worst = { share: 0, index: from };
  let slowest = { ms: 0, index: from };
  for (let index = from; index < to; index++) {
    Atomics.store(running, 0, index);
    const begin = performance.now();
    const verdict = await runCase(all, seed, index, meter).catch((error: unknown) => {
      failures.push({ index, problem: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return undefined;
    });
    const ms = performance.now() - begin;
    if (ms > slowest.ms) slowest = { ms, index };
    if (!verdict) continue;
    const key = `${verdict.specimen.split(' ')[0]} ${verdict.outcome}`;
    outcomes[key] = (outcomes[key] ?? 0) + 1;
    const share = shareOf(verdict);
    if (share > worst.share) worst = { share, index };
  }
  return { done: to - from, outcomes, failures, worst, slowest };
}

function shareOf({ allocated, size }: Verdict): number {
  return allocated / (ALLOWANCE.fixed + ALLOWANCE.perByte * size);
}
