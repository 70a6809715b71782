// Builds dist/: the WASM kernels from AssemblyScript, then JavaScript and types from TypeScript.
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

function step(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}

step('scripts/build-wasm.mjs');
rmSync('dist', { recursive: true, force: true });
step('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
const main = 'dist/cli/main.js';
const source = readFileSync(main, 'utf8');
if (!source.startsWith('#!')) writeFileSync(main, `#!/usr/bin/env node\n${source}`);
chmodSync(main, 0o755);
