// A million damaged files (GGUF of every type, split, Hugging Face folders, llama2.c, with their
// tokenizers; adapters; saved sessions): how many load, how many are refused, and the figure that matters: how many do anything else.
import { availableParallelism } from 'node:os';
import { runFuzz } from '../test/support/fuzz-run.ts';
import { round } from './support/compare.ts';
import { type BenchOptions, Report } from './support/report.ts';

/** Runs the cases, printing progress, then the result. Sets the exit code when a case failed. */
export async function run(options: BenchOptions & { cases?: number; seed?: number }): Promise<void> {
  const { json, cases = 1_000_000, seed = 1 } = options;
  const report = await Report.begin('fuzz', options);
  const start = performance.now();
  let told = 0;
  const found = await runFuzz({
    cases,
    seed,
    workers: availableParallelism(),
    onProgress(done) {
      if (json || Math.floor((20 * done) / cases) === told) return;
      told = Math.floor((20 * done) / cases);
      process.stdout.write(`${done} of ${cases} cases, ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
    },
  });
  const { failures, worst, slowest, outcomes } = found;
  for (const { index, problem } of failures.slice(0, 20)) process.stderr.write(`case ${index}: ${problem}\n`);
  if (failures.length > 0) process.exitCode = 1;
  report.row({
    name: `damaged files, seed ${seed}`,
    cases: found.cases,
    failures: failures.length,
    seconds: round((performance.now() - start) / 1000),
    ...outcomes,
    'most memory, of what is allowed': round(worst.share),
    'in case': worst.index,
    'slowest, ms': round(slowest.ms),
    'was case': slowest.index,
  });
  await report.end();
}
