import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { TwofilesError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import { failing } from '../factory/tune/data/casual.ts';
import { conversations } from '../factory/tune/data/index.ts';
import { type Device, told, toolOf } from '../kernel/device.ts';
import { signature, wordsOf } from '../text/abi.ts';
import { FOLDER_TOOLS, STANDARD_TOOLS, TOOL_ERROR } from '../text/abi-tools.ts';
import { files } from './files.ts';

const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** A folder with these files, and a way to call its devices as the kernel does: input checked, result told. */
function desk(contents: Readonly<Record<string, string | Uint8Array>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'twofiles-files-'));
  made.push(folder);
  for (const [path, text] of Object.entries(contents)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const devices = files(folder) as Device[];
  let calls = 0;
  const named = (name: string): Device => devices.find((device) => device.name === name)!;
  const context = (key: string) => ({ signal: new AbortController().signal, now: 0, random: new Random(1), key });
  const input = async (device: Device, values: object) => {
    const checked = await device.input['~standard'].validate(values);
    assert.ok(!checked.issues, JSON.stringify(checked.issues));
    return checked.value;
  };
  return {
    folder,
    named,
    read: (path: string) => readFileSync(join(folder, path), 'utf8'),
    call: async (name: string, values: object = {}, key = String(calls++)) => {
      const device = named(name);
      return told(device, await device.run(await input(device, values), context(key)));
    },
    preview: async (name: string, values: object) =>
      named(name).preview!(await input(named(name), values), context('')),
  };
}

test('a model is told of them as it was trained', () => {
  const { named } = desk();
  const trained = [
    ...STANDARD_TOOLS.filter(({ name }) => name.endsWith('_file') || name.endsWith('_files')),
    ...FOLDER_TOOLS,
  ];
  assert.equal(trained.length, 7);
  for (const tool of trained) assert.equal(signature(toolOf(named(tool.name))), signature(tool));
});

test('what fails is told as it was in training', async () => {
  const { call } = desk({ 'b.txt': new Uint8Array([0, 255]) });
  for (const { turns } of conversations(1, 'train', 'failing', [[1, failing]]).take(60)) {
    const asked = turns[1]!.parts.find((part) => 'call' in part)!.call;
    if (asked.name !== 'read_file') continue;
    const said = wordsOf(turns[2]!.parts);
    const path = said.includes('binary') ? 'b.txt' : String(asked.arguments.path);
    await assert.rejects(call('read_file', { path }), ({ message, next }: TwofilesError) => {
      assert.equal(`${TOOL_ERROR}${message} ${next}`, said.replace(String(asked.arguments.path), path));
      return true;
    });
  }
});

test('files are listed and read as in training', async () => {
  const { call } = desk({ 'b.txt': 'Buy bread.', 'a/c.md': 'é', '.secret': 'x', '.git/config': 'x' });
  assert.equal(await call('list_files'), 'a/c.md\nb.txt');
  assert.equal(await call('read_file', { path: './b.txt' }), 'Buy bread.');
  assert.equal(await call('read_file', { path: 'a//c.md' }), 'é');
  assert.equal(await call('read_file', { path: ' b.txt\n' }), 'Buy bread.');
  assert.equal(await desk().call('list_files'), 'none');
  await assert.rejects(call('read_file', { path: 'none.txt' }), { code: 'not-found' });
  await assert.rejects(call('read_file', { path: 'a' }), { code: 'io', message: 'a is a folder.' });
  await assert.rejects(call('read_file', { path: 'b.txt/c' }), { code: 'io' });
});

test('what is no text is refused with what it is', async () => {
  const latin = Uint8Array.of(0x66, 0xfc, 0x72);
  const { call } = desk({ a: '\x89PNG\r\n', b: Uint8Array.of(1, 0, 2), c: latin, d: '%PDF-1.7 \0', e: '\ufeffhello' });
  await assert.rejects(call('read_file', { path: 'b' }), { code: 'unsupported', message: 'b is binary, not text.' });
  await assert.rejects(call('read_file', { path: 'c' }), { message: 'c is not UTF-8, not text.' });
  await assert.rejects(call('read_file', { path: 'd' }), { message: 'd is a PDF document, not text.' });
  assert.equal(await call('read_file', { path: 'e' }), 'hello');
});

test('parts of any length make the whole', async () => {
  const text = 'aé€😀\n'.repeat(50);
  const { named, call } = desk({ 'a.txt': text });
  for (const length of [4, 5, 7, 100, 10_000]) {
    let all = '';
    for (let offset = 0, size = 1; offset < size; ) {
      const input = { path: 'a.txt', offset, length };
      const part = await named('read_part').run(input, { signal: new AbortController().signal } as never);
      all += part.text;
      [offset, size] = [part.next, part.size];
    }
    assert.equal(all, text);
  }
  assert.equal(await call('read_part', { path: 'a.txt', offset: 2, length: 4 }), '€\n(bytes 3 to 6 of 550)');
});

test('lines are found by text and by expression', async () => {
  const { call, named } = desk({ 'a.md': 'One\nTwo three\n', 'n/b.md': 'three\r\nfour', 'c.bin': Uint8Array.of(0, 1) });
  assert.equal(await call('search_files', { text: 'THREE' }), 'a.md:2: Two three\nn/b.md:1: three');
  assert.equal(await call('search_files', { text: 'THREE', under: 'n' }), 'n/b.md:1: three');
  assert.equal(await call('search_files', { text: '^[A-Z]\\w+$', expression: true }), 'a.md:1: One');
  assert.equal(await call('search_files', { text: 'nowhere' }), 'Nothing was found.');
  await assert.rejects(call('search_files', { text: '(?=a)', expression: true }), { code: 'bad-argument' });
  const output = { found: [{ path: 'a.md', line: 1, text: '' }], all: true };
  assert.deepEqual(named('search_files').source!({}, output), { from: ['file:a.md'], readers: ['person'] });
});

test('an expression that would never end elsewhere ends', async () => {
  const { call } = desk({ a: `${'a'.repeat(50_000)}!` });
  for (const text of ['^(a+)+$', '(a|aa)*b', '(.*)*x', '((a{50}){20})+b'])
    assert.match(await call('search_files', { text, expression: true }), /Nothing was found/);
  await assert.rejects(call('search_files', { text: '((a{1000}){1000}){1000}', expression: true }), {
    code: 'bad-argument',
  });
});

test('a write is whole, keeps what there was, and can be taken back step by step', async () => {
  const { call, read, folder, named } = desk({ 'a.txt': 'one' });
  assert.equal(await call('write_file', { path: 'a.txt', text: 'two' }), 'a.txt is written: 3 bytes.');
  assert.equal(await call('write_file', { path: 'n/m/b.txt', text: 'new' }), 'n/m/b.txt is new: 3 bytes.');
  assert.equal(await call('write_file', { path: 'a.txt', text: 'three' }), 'a.txt is written: 5 bytes.');
  assert.equal(await call('write_file', { path: 'a.txt', text: 'three' }), 'a.txt says that already.');
  assert.deepEqual(named('write_file').destinations!({ path: './n//m/b.txt' }), ['file:n/m/b.txt']);
  assert.equal(await call('list_files'), 'a.txt\nn/m/b.txt');
  assert.equal(await call('undo_write', { path: 'a.txt' }), 'a.txt is what it was before.');
  assert.equal(read('a.txt'), 'two');
  await call('undo_write', { path: 'a.txt' });
  assert.equal(read('a.txt'), 'one');
  await assert.rejects(call('undo_write', { path: 'a.txt' }), { code: 'not-found' });
  assert.equal(await call('undo_write', { path: 'n/m/b.txt' }), 'n/m/b.txt is gone again.');
  assert.ok(!existsSync(join(folder, 'n/m/b.txt')));
  assert.deepEqual(readdirSync(join(folder, '.twofiles/undo')), []);
});

test('the same call done again does nothing more', async () => {
  const { call, read } = desk({ 'a.txt': 'a' });
  for (let i = 0; i < 2; i++) await call('patch_file', { path: 'a.txt', find: 'a', replace: 'aba' }, 'call-7');
  assert.equal(read('a.txt'), 'aba');
  for (let i = 0; i < 2; i++) await call('write_file', { path: 'a.txt', text: 'c' }, 'call-8');
  await call('undo_write', { path: 'a.txt' });
  assert.equal(read('a.txt'), 'aba');
});

test('a patch fits once or not at all', async () => {
  const text = 'one\ntwo\nthree\nfour\n';
  const { call, read, preview } = desk({ 'a.txt': text, 'w.txt': 'one\r\ntwo\r\n' });
  const diff = '--- a.txt\n+++ a.txt\n@@ -2,2 +2,2 @@\n two\n-three\n+3\n';
  const shown = await preview('patch_file', { path: 'a.txt', find: 'three', replace: '3' });
  assert.equal(shown.destination, 'file:a.txt');
  assert.match(shown.change, /^--- a\.txt\n\+\+\+ a\.txt\n@@ [\s\S]*\n-three\n\+3\n/);
  assert.equal(read('a.txt'), text);
  await call('patch_file', { path: 'a.txt', diff });
  assert.equal(read('a.txt'), 'one\ntwo\n3\nfour\n');
  await assert.rejects(call('patch_file', { path: 'a.txt', diff }), { code: 'bad-argument', message: /does not fit/ });
  await call('patch_file', { path: 'w.txt', find: 'one\ntwo', replace: '1\n2' });
  assert.equal(read('w.txt'), '1\r\n2\r\n');
  for (const [values, message] of [
    [{ find: 'o', replace: '0' }, /more than once/],
    [{ find: 'five', replace: '5' }, /not in a.txt/],
    [{ find: 'one' }, /either/],
    [{ find: 'one', replace: '1', diff }, /either/],
    [{ diff: 'hello' }, /does not fit|no unified diff/],
  ] as const)
    await assert.rejects(call('patch_file', { path: 'a.txt', ...values }), { code: 'bad-argument', message });
  await assert.rejects(call('patch_file', { path: 'none', find: 'a', replace: 'b' }), { code: 'bad-argument' });
  assert.equal(read('a.txt'), 'one\ntwo\n3\nfour\n');
});

test('a file that changed since it was read is not overwritten', async () => {
  const { call, read, folder } = desk({ 'a.txt': 'one' });
  await call('read_file', { path: 'a.txt' });
  writeFileSync(join(folder, 'a.txt'), 'one and more');
  for (const [name, values] of [
    ['patch_file', { find: 'one', replace: '1' }],
    ['write_file', { text: '1' }],
  ] as const) {
    await call('read_file', { path: 'a.txt' });
    writeFileSync(join(folder, 'a.txt'), `${read('a.txt')}, by another`);
    await assert.rejects(call(name, { path: 'a.txt', ...values }), {
      code: 'io',
      message: /changed since it was read/,
    });
  }
  await call('read_file', { path: 'a.txt' });
  await call('write_file', { path: 'a.txt', text: '1' });
  writeFileSync(join(folder, 'a.txt'), 'by another');
  await assert.rejects(call('undo_write', { path: 'a.txt' }), { code: 'io', message: /changed since/ });
  assert.equal(read('a.txt'), 'by another');
});

test('previews show what would be, in full', async () => {
  const { preview, call } = desk({ 'a.txt': 'one\n', 'b.bin': Uint8Array.of(0xff, 0) });
  const change = async (name: string, values: object): Promise<string> => (await preview(name, values)).change;
  assert.match(
    await change('write_file', { path: 'n.txt', text: 'x\n' }),
    /^--- \/dev\/null\n\+\+\+ n\.txt\n[\s\S]*\n\+x\n/,
  );
  assert.match(await change('write_file', { path: 'a.txt', text: 'two\n' }), /\n-one\n\+two\n/);
  assert.equal(await change('write_file', { path: 'a.txt', text: 'one\n' }), 'a.txt: no change.');
  assert.equal(await change('write_file', { path: 'b.bin', text: 'x' }), 'b.bin: 2 bytes become 1 bytes (no text).');
  const long = Array.from({ length: 5_000 }, (_, i) => `line ${i}`).join('\n');
  const whole = await change('write_file', { path: 'a.txt', text: long });
  for (const line of ['-one', '+line 0', '+line 4999']) assert.ok(whole.split('\n').includes(line), line);
  await call('write_file', { path: 'n.txt', text: 'x\n' });
  assert.match(await change('undo_write', { path: 'n.txt' }), /\+\+\+ \/dev\/null\n[\s\S]*\n-x\n/);
});

test('what is kept for undo is bounded', async () => {
  const { call, folder } = desk();
  for (let i = 0; i < 103; i++) await call('write_file', { path: `${i % 3}.txt`, text: `${i}` });
  const kept = readdirSync(join(folder, '.twofiles/undo'));
  assert.equal(kept.length, 100);
  await call('undo_write', { path: '0.txt' });
  assert.equal(readFileSync(join(folder, '0.txt'), 'utf8'), '99');
});

test('what the system refuses is a typed error and leaves nothing behind', { skip: !process.seteuid }, async () => {
  const { call, folder } = desk({ 'n/a.txt': 'a' });
  chmodSync(folder, 0o777);
  chmodSync(join(folder, 'n'), 0o555);
  // What root may do says nothing.
  const root = process.geteuid!() === 0;
  if (root) process.seteuid!(65534);
  try {
    await assert.rejects(call('write_file', { path: 'n/a.txt', text: 'b' }), { code: 'io', message: /not permitted/ });
  } finally {
    if (root) process.seteuid!(0);
  }
  assert.deepEqual(readdirSync(join(folder, 'n')), ['a.txt']);
  chmodSync(join(folder, 'n'), 0o755);
});

test('too much is refused before it is written', async () => {
  const { call, read } = desk({ 'a.txt': 'a' });
  await assert.rejects(call('patch_file', { path: 'a.txt', find: 'a', replace: 'x'.repeat(17 * 1024 * 1024) }), {
    code: 'io',
    message: /more than/,
  });
  assert.equal(read('a.txt'), 'a');
});

/** The shell's limit on the size of a file stands for a full disk: a write ends short and then fails. */
test('a full disk is a typed error; what there was is there', { skip: process.platform === 'win32' }, () => {
  const { folder, read } = desk({ 'a.txt': 'a' });
  const source = `
    import { Folder } from ${JSON.stringify(new URL('./folder/folder.ts', import.meta.url).href)};
    process.on('SIGXFSZ', () => {});
    const error = await new Folder(process.argv[1]).write('a.txt', () => new Uint8Array(1e6), 'k').catch((error) => error);
    console.log(error.code, error.message);`;
  const { stdout, stderr } = spawnSync(
    '/bin/sh',
    ['-c', 'ulimit -f 100; exec "$0" --input-type=module -e "$1" "$2"', process.execPath, source, folder],
    { encoding: 'utf8' },
  );
  assert.match(stdout, /^io The disk is full: a.txt was not written\./, stderr);
  assert.equal(read('a.txt'), 'a');
  assert.deepEqual(readdirSync(folder).sort(), ['.twofiles', 'a.txt']);
});
