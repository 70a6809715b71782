// A long life of sessions at random (test/support/soak.ts): 100,000 tokens over thousands of forks, rewinds,
// saves, cancels, full windows and closes. Figures: what was done, moments that were equal to the bit, and how
// resident memory moves once everything is warm.
import { memoryUsage } from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createBackend } from '../src/silicon/backend.ts';
import { soak } from '../test/support/soak.ts';
import { Report } from './support/report.ts';

const TOKENS = 100_000;
const THREADS = 2;
const SAMPLES = 50;
/** Share of the life after which memory is sampled. */
const WARM = 0.3;
/** Growth that counts as flat, MiB in 100,000 tokens: what garbage collection alone makes resident memory move. */
const FLAT = 8;

interface Sample {
  readonly tokens: number;
  /** Resident and JavaScript memory after a collection, MiB. */
  readonly resident: number;
  readonly heap: number;
}

export async function run(options: { json: boolean; cases?: number; seed?: number }): Promise<void> {
  const { json, cases: tokens = TOKENS, seed = 1 } = options;
  const report = await Report.begin('soak', options);
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const samples: Sample[] = [];
  let next = tokens / SAMPLES;
  const begun = performance.now();
  const backend = await createBackend({ kind: 'wasm', threads: THREADS });
  const found = await soak(backend, {
    tokens,
    seed,
    onProgress(done) {
      if (done < next) return;
      next += tokens / SAMPLES;
      collect();
      const { rss, heapUsed } = memoryUsage();
      samples.push({ tokens: done, resident: rss / 2 ** 20, heap: heapUsed / 2 ** 20 });
      if (json || samples.length % 5 > 0) return;
      const seconds = (performance.now() - begun) / 1000;
      const left = (seconds / done) * (tokens - done);
      console.log(`${done} of ${tokens} tokens, ${(rss / 2 ** 20).toFixed(0)} MiB, about ${left.toFixed(0)} s left`);
    },
  });
  await backend.close();
  const warm = samples.filter((sample) => sample.tokens >= WARM * tokens);
  const growth = slope(warm.map((sample) => [sample.tokens, sample.resident])) * 100_000;
  const heapGrowth = slope(warm.map((sample) => [sample.tokens, sample.heap])) * 100_000;
  const seconds = (performance.now() - begun) / 1000;
  const { acts, ...figures } = found;
  report.row({
    name: `soak, seed ${seed}`,
    ...figures,
    seconds: round(seconds),
    residentMiB: round(warm.at(-1)?.resident ?? Number.NaN),
    residentGrowth: round(growth),
    heapGrowth: round(heapGrowth),
    ...acts,
  });
  await report.end();
  if (!(growth <= FLAT)) process.exitCode = 1;
}

/** Of the line that fits best. */
function slope(points: readonly (readonly [number, number])[]): number {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

const round = (value: number): number => Number(value.toPrecision(4));
