// Runs the tests under node:test: all of them, or the files named. Prints the skips at the end, each with its reason.
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';

const named = process.argv.slice(2);
const files = named.length > 0 ? named : globSync(['src/**/*.test.ts', 'test/**/*.test.ts']).sort();
const args = ['--disable-warning=ExperimentalWarning', '--test', '--test-reporter=spec', ...files];
const child = spawn(process.execPath, args, { stdio: 'inherit' });
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
