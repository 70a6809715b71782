// Holds the source to the import table, and shows that the gate sees each kind of offence.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { MAY_IMPORT, violations } from './support/architecture.ts';

const paths = globSync('src/**/*.ts', { exclude: (path) => path.includes('assembly') })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.endsWith('.test.ts'));
const source = new Map(paths.map((path) => [path, readFileSync(path, 'utf8')]));

test('the gate reads files of every folder there is', () => {
  assert.ok(source.size > 20, `only ${source.size} files were read`);
  for (const path of paths) {
    const [, folder, file] = path.split('/');
    if (file !== undefined) assert.ok(folder! in MAY_IMPORT, `${folder} is not in the table`);
  }
});

test('the source keeps to the table', () => assert.deepEqual(violations(source), []));

/** The offence that a set of files must be accused of, and nothing else. */
function accused(files: Record<string, string>, offence: RegExp): void {
  const found = violations(new Map(Object.entries(files)));
  assert.equal(found.length, 1, found.join('\n'));
  assert.match(found[0]!, offence);
}

test('a forbidden import over several lines is seen', () =>
  accused({ 'src/base/a.ts': "import {\n  one,\n  two,\n} from\n  '../model/b.ts';\n" }, /base may not import model/));

test('a forbidden type-only import is seen', () =>
  accused({ 'src/text/a.ts': "import type { Model } from '../model/model.ts';\n" }, /text may not import model/));

test('a forbidden re-export and a dynamic import are seen', () => {
  accused({ 'src/silicon/a.ts': "export { x } from '../text/x.ts';\n" }, /silicon may not import text/);
  accused({ 'src/silicon/a.ts': "const x = await import('../text/x.ts');\n" }, /silicon may not import text/);
});

test('a cycle is seen, also through types', () =>
  accused(
    {
      'src/base/a.ts': "import { b } from './b.ts';\n",
      'src/base/b.ts': "import { c } from './c.ts';\n",
      'src/base/c.ts': "import type { A } from './a.ts';\n",
    },
    /cycle: src\/base\/a.ts → src\/base\/b.ts → src\/base\/c.ts → src\/base\/a.ts/,
  ));

test('a Node import in a page-safe folder is seen, with and without its prefix', () => {
  accused({ 'src/model/a.ts': "import { readFile } from 'node:fs/promises';\n" }, /node:fs\/promises in a page-safe/);
  accused({ 'src/text/a.ts': "import fs from 'fs';\n" }, /imports fs in a page-safe/);
  assert.deepEqual(violations(new Map([['src/model/a.node.ts', "import { open } from 'node:fs/promises';\n"]])), []);
});

test('a Node global in a page-safe folder is seen', () => {
  accused({ 'src/text/a.ts': "export const x = Buffer.from('a');\n" }, /Node global/);
  assert.deepEqual(violations(new Map([['src/text/a.ts', "// Buffer.from\nexport const x = 'process.env';\n"]])), []);
});

test('a long file is seen, a generated one is not', () => {
  accused({ 'src/base/long.ts': 'let x;\n'.repeat(501) }, /501 lines/);
  assert.deepEqual(violations(new Map([['src/base/long.gen.ts', 'let x;\n'.repeat(501)]])), []);
});

test('an entry file imported inside src is seen', () =>
  accused({ 'src/cli/a.ts': "import { loadModel } from '../model/index.ts';\n" }, /entry file/));

test('an import that is only talked about is not seen', () =>
  assert.deepEqual(
    violations(new Map([['src/base/a.ts', "// import x from '../model/x.ts'\n/* from '../lab/y.ts' */\n"]])),
    [],
  ));
