// A million damaged files (GGUF of every type, split, Hugging Face folders, llama2.c, with their
// tokenizers; adapters; saved sessions): how many load, how many are refused, and the figure that matters: how many do anything else.
import { availableParallelism } from 'node:os';
import { runFuzz } from '../test/support/fuzz-run.ts';

/** Runs the cases, printing progress, then the result. Sets the exit code when a case failed. */
export async function run(options: { json: boolean; cases?: number; seed?: number }): Promise<void> {
  const { json, cases = 1_000_000, seed = 1 } = options;
  const start = performance.now();
  let told = 0;
  const report = await runFuzz({
    cases,
    seed,
    workers: availableParallelism(),
    onProgress(done) {
      if (json || Math.floor((20 * done) / cases) === told) return;
      told = Math.floor((20 * done) / cases);
      process.stdout.write(`${done} of ${cases} cases, ${((performance.now() - start) / 1000).toFixed(0)} s\n`);
    },
  });
  const seconds = (performance.now() - start) / 1000;
  if (report.failures.length > 0) process.exitCode = 1;
  if (json) {
    process.stdout.write(`${JSON.stringify({ seed, seconds, ...report })}\n`);
    return;
  }
  for (const [name, count] of Object.entries(report.outcomes).sort()) process.stdout.write(`  ${name}: ${count}\n`);
  for (const { index, problem } of report.failures.slice(0, 20)) process.stdout.write(`case ${index}: ${problem}\n`);
  const { worst, slowest } = report;
  process.stdout.write(
    `${report.failures.length} failures in ${report.cases} cases (seed ${seed}) in ${seconds.toFixed(0)} s; ` +
      `most memory: ${(100 * worst.share).toFixed(0)} % of what is allowed (case ${worst.index}); ` +
      `slowest: ${slowest.ms.toFixed(0)} ms (case ${slowest.index})\n`,
  );
}
