// Runs the tests under node:test: all of them, or the files named. Every skip is printed at the end with
// its reason; with TWOFILES_NO_SKIPS=1 (as CI has it) a skip is a failure.
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const named = process.argv.slice(2);
const files = named.length > 0 ? named : globSync(['src/**/*.test.ts', 'test/**/*.test.ts']).sort();
const skipped = [];

const stream = run({
  files,
  concurrency: Math.max(1, availableParallelism()),
  execArgv: ['--disable-warning=ExperimentalWarning'],
});
stream.on('test:fail', (event) => {
  if (event.todo === undefined) process.exitCode = 1;
});
const noteSkip = (event) => {
  if (event.skip !== undefined && event.skip !== false) skipped.push(`${event.name}: ${event.skip}`);
};
stream.on('test:pass', noteSkip);
stream.compose(spec).pipe(process.stdout);
stream.on('end', () => {
  setImmediate(() => {
    for (const line of skipped) process.stdout.write(`skipped: ${line}\n`);
    if (skipped.length > 0 && process.env.TWOFILES_NO_SKIPS === '1') {
      process.stdout.write(`${skipped.length} skipped, and nothing may be skipped here\n`);
      process.exitCode = 1;
    }
  });
});
