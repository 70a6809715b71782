// Compiles src/silicon/wasm/assembly/ with AssemblyScript into src/silicon/wasm/kernels.gen.ts: the module,
// with relaxed SIMD and without, as base64, beside a hash of its sources, compiler and flags. With --check it writes nothing and fails when
// the file is not what would be written. It is committed, so that running needs no compiler.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'src', 'silicon', 'wasm');
const target = join(folder, 'kernels.gen.ts');
const entry = 'src/silicon/wasm/assembly/index.ts';
const FLAGS = [
  '-O3',
  '--noAssert',
  '--runtime=stub',
  '--importMemory',
  '--noExportMemory',
  '--sharedMemory',
  '--initialMemory=1',
  '--maximumMemory=65536',
  '--enable=simd',
  '--enable=threads',
  '--use=abort=',
];
const RELAXED = '--enable=relaxed-simd';

/** Of everything that decides the module: sources, flags, the compiler's version in the lock file. */
function sourceHash() {
  const names = readdirSync(join(folder, 'assembly')).filter((name) => name.endsWith('.ts'));
  const assembly = names.map((name) => join(folder, 'assembly', name));
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const { version } = lock.packages['node_modules/assemblyscript'];
  const hash = createHash('sha256').update(JSON.stringify([version, FLAGS, RELAXED]));
  for (const path of [join(folder, 'layout.ts'), ...assembly.sort()]) {
    const source = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    hash.update(`\n${relative(folder, path).replaceAll('\\', '/')}\n${source}`);
  }
  return hash.digest('hex');
}

/** A module in base64, in lines. Throws with the compiler's messages when it refuses. */
async function compile(flags) {
  const { main } = await import('assemblyscript/asc');
  let module;
  const { error, stderr } = await main([entry, '--baseDir', root, '--outFile', 'kernels.wasm', ...flags], {
    writeFile: (_, contents) => {
      module = contents;
    },
  });
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  const lines = Buffer.from(module)
    .toString('base64')
    .match(/.{1,116}/g);
  return lines.join('\n');
}

/** The text of the generated file. */
async function generate() {
  return `// Made by scripts/build-wasm.mjs from assembly/; do not edit.

/** SHA-256 of what it was made from. */
export const sources = '${sourceHash()}';

/** The module in base64. */
export const relaxed = \`
${await compile([...FLAGS, RELAXED])}\`;

/** The same for machines without relaxed SIMD. */
export const plain = \`
${await compile(FLAGS)}\`;
`;
}

/** What is wrong with the committed file, if anything. Without the compiler only the hash can tell. */
async function problem() {
  const text = existsSync(target) ? readFileSync(target, 'utf8') : '';
  const installed = existsSync(join(root, 'node_modules', 'assemblyscript'));
  const good = text.includes(sourceHash()) && (!installed || text === (await generate()));
  return good ? '' : `${relative(root, target)} is not up to date: run "node scripts/build-wasm.mjs".\n`;
}

if (!process.argv.includes('--check')) writeFileSync(target, await generate());
else {
  const message = await problem();
  process.stderr.write(message);
  process.exitCode = message ? 1 : 0;
}
