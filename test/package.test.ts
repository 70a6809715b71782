// The package as its users get it: built JavaScript under node_modules, every entry of the export map
// importable, the page entry free of Node.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { specifiers } from './support/architecture.ts';
import { packInto, typeCheck } from './support/packed.ts';

const folder = mkdtempSync(join(tmpdir(), 'twofiles-package-'));
const pkg = JSON.parse(readFileSync('package.json', 'utf8')) as {
  exports: Record<string, string | { default: string }>;
};
let home: string;

before(() => {
  home = packInto(folder, ['@types/node', 'undici-types']);
});
after(() => rmSync(folder, { recursive: true }));

/** Runs a module in the user's folder and returns what it prints. */
function run(source: string): string {
  const file = join(folder, 'user.mjs');
  writeFileSync(file, source);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8', cwd: folder });
  assert.equal(status, 0, stderr);
  return stdout.trim();
}

test('every entry of the export map imports, and nothing else does', () => {
  for (const entry of Object.keys(pkg.exports)) {
    const name = `twofiles${entry.slice(1)}`;
    const attributes = entry.endsWith('.json') ? ", { with: { type: 'json' } }" : '';
    assert.ok(Number(run(`console.log(Object.keys(await import('${name}'${attributes})).length)`)) > 0, name);
  }
  const inner = "await import('twofiles/dist/model/forward.js').catch((error) => console.log(error.code))";
  assert.equal(run(inner), 'ERR_PACKAGE_PATH_NOT_EXPORTED');
});

test('types come with every entry', () => {
  for (const target of Object.values(pkg.exports))
    if (typeof target === 'object') {
      const types = join(home, target.default.replace(/\.js$/, '.d.ts'));
      assert.ok(readFileSync(types, 'utf8').includes('export'), types);
    }
});

test('a program that uses the package type-checks, our declarations too, and a wrong one does not', () => {
  assert.equal(typeCheck(folder, 'twofiles.ts', { all: true }).stdout, '');
  const right = readFileSync(join(folder, 'twofiles.ts'), 'utf8');
  for (const [from, to] of [
    ["os.run('Is it sunny in Oslo?'", 'os.run(42'],
    ['town.toUpperCase()', 'city.toUpperCase()'],
    ["source.kind === 'weights'", "source.kind === 'wieghts'"],
    ['usage.written', 'usage.writen'],
  ] as const) {
    assert.ok(right.includes(from), from);
    writeFileSync(join(folder, 'wrong.ts'), right.replace(from, to));
    assert.match(typeCheck(folder, 'wrong.ts').stdout, /^wrong\.ts\(\d+,\d+\): error TS\d+:[^\n]+\n( .*\n)*$/, to);
  }
});

test('the page entry reaches no Node module', () => {
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const specifier of specifiers(readFileSync(file, 'utf8'))) {
      assert.ok(!specifier.startsWith('node:'), `${file} imports ${specifier}`);
      if (specifier.startsWith('.')) visit(resolve(dirname(file), specifier));
    }
  };
  visit(join(home, 'dist', 'browser.js'));
  assert.ok(seen.size > 20, `only ${seen.size} files`);
});

test('the built WASM backend computes under node_modules', () => {
  const source = `
    import { createBackend } from 'twofiles/model';
    const backend = await createBackend({ threads: 2 });
    const x = backend.allocate('F32', 1, 4, 'x');
    backend.write(x, Float32Array.of(1, 2, 3, 4));
    await backend.submit([{ op: 'scale', x, factor: 2, out: x, rows: 1 }]);
    console.log([...(await backend.read(x))].join(' '));
    await backend.close();`;
  assert.equal(run(source), '2 4 6 8');
});

test('the device of the manual works as it is printed', () => {
  const [, printed] = /```js\n([\s\S]*?)```/.exec(readFileSync('docs/devices.md', 'utf8'))!;
  mkdirSync(join(folder, 'notes'));
  const calls = `
    const context = { signal: new AbortController().signal, now: 0, random: undefined };
    await note.run({ text: 'Buy bread.' }, { ...context, key: 'a' });
    await note.run({ text: 'Buy bread.' }, { ...context, key: 'a' });
    console.log(await note.run({ text: 'Call Ada.' }, { ...context, key: 'b' }));`;
  assert.equal(run(printed + calls), 'Noted.');
  assert.equal(readFileSync(join(folder, 'notes', 'notes.md'), 'utf8'), '- Buy bread.\n- Call Ada.\n');
});
