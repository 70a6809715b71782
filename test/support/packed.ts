// The package as its users have it: built, under node_modules, with what it depends on beside it; and the compiler run
// over a program of theirs.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const TSC = resolve('node_modules/typescript/bin/tsc');

/** Builds into `folder`/node_modules/twofiles; `beside`: more packages that the program uses. @throws what tsc prints. */
export function packInto(folder: string, beside: readonly string[] = []): string {
  const home = join(folder, 'node_modules', 'twofiles');
  mkdirSync(home, { recursive: true });
  const { status, stdout } = node([TSC, '-p', 'tsconfig.build.json', '--outDir', join(home, 'dist')]);
  if (status !== 0) throw new Error(stdout);
  copyFileSync('package.json', join(home, 'package.json'));
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object };
  for (const name of [...Object.keys(dependencies), ...beside]) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true });
    symlinkSync(resolve('node_modules', name), join(folder, 'node_modules', name));
  }
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  for (const name of readdirSync('test/support/user'))
    copyFileSync(join('test/support/user', name), join(folder, name));
  return home;
}

/** Type-checks a file as strictly as there is; with `all`, the declarations that it imports too. */
export function typeCheck(folder: string, file: string, { all = false } = {}) {
  const target = ['--target', 'esnext', '--module', 'nodenext', '--types', 'node'];
  return node([TSC, '--noEmit', '--strict', ...target, ...(all ? [] : ['--skipLibCheck']), file], folder);
}

function node(argv: readonly string[], cwd?: string) {
  return spawnSync(process.execPath, argv, { encoding: 'utf8', cwd });
}
