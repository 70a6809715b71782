// Nothing leads out of a folder: not names, not links, not links that are put there while a call runs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import { TwofilesError } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import type { Device } from '../../kernel/device.ts';
import { files } from '../files.ts';
import { Folder } from './folder.ts';
import { CAN_STEP } from './walk.ts';

const CANARY = 'a secret from outside';
const top = mkdtempSync(join(tmpdir(), 'twofiles-folder-'));
after(() => rmSync(top, { recursive: true }));

let grounds = 0;

/** A granted folder full of traps, and what lies around it. */
function ground(): { readonly root: string; readonly around: string } {
  const around = join(top, String(grounds++));
  const root = join(around, 'granted');
  for (const path of ['outside/deep', 'granted/notes/deep', 'granted/.hidden', 'granted-too'])
    mkdirSync(join(around, path), { recursive: true });
  for (const path of [
    'canary.txt',
    'outside/a.txt',
    'outside/deep/a.txt',
    'granted-too/a.txt',
    'granted/.hidden/a.txt',
  ])
    writeFileSync(join(around, path), CANARY);
  for (const path of ['a.txt', 'notes/a.txt', 'notes/deep/a.txt', 'NOTES.md'])
    writeFileSync(join(root, path), 'from inside');
  symlinkSync('../outside', join(root, 'link'));
  symlinkSync(join(around, 'canary.txt'), join(root, 'link.txt'));
  symlinkSync('../../outside', join(root, 'notes/link'));
  symlinkSync('../nowhere.txt', join(root, 'dangling.txt'));
  symlinkSync('loop', join(root, 'loop'));
  symlinkSync('../granted-too', join(root, 'too'));
  symlinkSync('.', join(root, 'self'));
  return { root, around };
}

/** Everything around the folder, as text. */
function outside(around: string): string {
  const visit = (path: string): string[] =>
    readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
      const inner = join(path, entry.name);
      if (inner === join(around, 'granted')) return [];
      if (entry.isDirectory()) return [inner, ...visit(inner)];
      return [`${inner} ${statSync(inner).mtimeMs} ${readFileSync(inner, 'utf8')}`];
    });
  return visit(around).join('\n');
}

const PIECES =
  '.. . / // a.txt notes deep link link.txt loop too self dangling.txt new.txt outside canary.txt granted granted-too .hidden .twofiles undo ~ %2e%2e %2f ..%2f ..\\ \\ C: c:/ //server/share \\\\?\\ file:// \0 a.txt\0.png \u202e \ufeff \ud800 ．． ‥ ∕ CON nul.txt a.txt: a.txt::$DATA A.TXT Notes NOTES.MD trailing. space\x20 \n --help * ?'.split(
    ' ',
  );

function hostile(random: Random, around: string): string {
  const start = random.pick([
    '',
    '',
    '',
    '/',
    `${around}/`,
    './',
    '../',
    'link/',
    'notes/',
    '/proc/self/cwd/',
    '/proc/self/fd/3/',
  ]);
  const count = 1 + random.int(5);
  return start + Array.from({ length: count }, () => random.pick(PIECES)).join(random.pick(['/', '/', '']));
}

for (const steps of CAN_STEP ? [true, false] : [false])
  test(`no path reaches out (${steps ? 'step by step' : 'checked after'})`, async () => {
    const { root, around } = ground();
    const before = outside(around);
    const devices = files(new Folder(root, { steps })) as Device[];
    const random = new Random(steps ? 1 : 2);
    let done = 0;
    for (let i = 0; i < 1_200; i++) {
      const device = random.pick(devices.filter(({ name }) => name !== 'list_files' || i % 20 === 0));
      const path = hostile(random, around);
      const input = { path, text: 'from inside', offset: 0, length: 100, find: 'from', replace: 'From' };
      const context = { signal: new AbortController().signal, now: 0, random, key: String(i) };
      try {
        // Not only what the schema lets through: a path must be held where it is used.
        const { expression: _, ...values } = { ...input, expression: 0 };
        const output = await device.run(
          device.name === 'search_files' ? { text: 'secret', under: path } : values,
          context,
        );
        assert.ok(!JSON.stringify(output).includes(CANARY), `${device.name} ${JSON.stringify(path)}`);
        if (device.name !== 'list_files') done++;
      } catch (error) {
        assert.ok(error instanceof TwofilesError, `${device.name} ${JSON.stringify(path)}: ${(error as Error).stack}`);
      }
    }
    assert.ok(done > 20, `only ${done} calls were done`);
    assert.equal(outside(around), before);
    assert.equal(readFileSync(join(root, '.hidden/a.txt'), 'utf8'), CANARY);
    assert.deepEqual(readdirSync(join(root, '.hidden')), ['a.txt']);
  });

test('a link is neither listed nor searched nor written through', async () => {
  const { root } = ground();
  const folder = new Folder(root);
  const { paths } = await folder.list(new AbortController().signal);
  assert.deepEqual(paths, ['NOTES.md', 'a.txt', 'notes/a.txt', 'notes/deep/a.txt']);
  for (const path of [
    'link/a.txt',
    'link.txt',
    'notes/link/a.txt',
    'too/a.txt',
    'self/a.txt',
    'loop',
    'dangling.txt',
  ]) {
    await assert.rejects(folder.read(path), { code: 'io', message: /link/ }, path);
    await assert.rejects(
      folder.write(path, () => new Uint8Array(1), 'k'),
      { code: 'io', message: /link/ },
      path,
    );
  }
});

test('a link in place of what keeps old states is not followed', async () => {
  const { root, around } = ground();
  symlinkSync('../outside', join(root, '.twofiles'));
  const before = outside(around);
  await assert.rejects(
    new Folder(root).write('a.txt', () => new Uint8Array(1), 'k'),
    { code: 'io' },
  );
  assert.equal(outside(around), before);
  assert.equal(readFileSync(join(root, 'a.txt'), 'utf8'), 'from inside');
});

test('a pipe does not hold a call up', { skip: process.platform === 'win32' }, async () => {
  const { root } = ground();
  execFileSync('mkfifo', [join(root, 'pipe')]);
  await assert.rejects(new Folder(root).read('pipe'), { code: 'io', message: 'pipe is no file.' });
});

test('another folder put in its place is not the granted one', { skip: !CAN_STEP }, async () => {
  const { root, around } = ground();
  const folder = new Folder(root);
  renameSync(root, join(around, 'moved'));
  mkdirSync(root);
  writeFileSync(join(root, 'a.txt'), CANARY);
  await assert.rejects(folder.read('a.txt'), { code: 'io' });
});

test('what is no folder cannot be granted', () => {
  const { root } = ground();
  assert.throws(() => new Folder(join(root, 'a.txt')), { code: 'not-found' });
  assert.throws(() => new Folder(join(root, 'nowhere')), { code: 'not-found' });
});

/** Swaps a folder for a link to the outside and back, until told to stop. */
const SWAP = `
  const { workerData } = require('node:worker_threads');
  const { renameSync, symlinkSync, rmSync, unlinkSync } = require('node:fs');
  const { root, stop } = workerData;
  const notes = root + '/notes';
  // A write may make the folder anew in between.
  const put = (work) => {
    for (;;)
      try {
        return work();
      } catch {
        rmSync(notes, { recursive: true, force: true });
      }
  };
  while (Atomics.load(stop, 0) === 0) {
    renameSync(notes, root + '/.aside');
    put(() => symlinkSync('../outside', notes));
    unlinkSync(notes);
    put(() => renameSync(root + '/.aside', notes));
    Atomics.add(stop, 1, 1);
  }`;

for (const steps of CAN_STEP ? [true, false] : [false])
  test(`a folder swapped for a link meanwhile leads nowhere (${steps ? 'step by step' : 'checked after'})`, async () => {
    const { root, around } = ground();
    const before = outside(around);
    const stop = new Int32Array(new SharedArrayBuffer(8));
    const worker = new Worker(SWAP, { eval: true, workerData: { root, stop } });
    const folder = new Folder(root, { steps });
    const counts = { read: 0, refused: 0 };
    for (let i = 0; (i < 1_500 || counts.read < 5 || counts.refused < 5) && i < 30_000; i++) {
      const path: string = i % 2 ? 'notes/a.txt' : 'notes/deep/a.txt';
      try {
        const bytes = await folder.peek(path);
        assert.equal(new TextDecoder().decode(bytes), 'from inside');
        counts.read++;
        // Where each step is only checked after it was taken, a write may still lose the race.
        if (steps && i % 50 === 0) await folder.write('notes/new.txt', () => new Uint8Array(i), String(i));
      } catch (error) {
        assert.ok(error instanceof TwofilesError, String(error));
        counts.refused++;
      }
    }
    Atomics.store(stop, 0, 1);
    await new Promise((resolve) => worker.once('exit', resolve));
    assert.equal(outside(around), before);
    assert.ok(counts.read > 0 && counts.refused > 0 && stop[1]! > 0, JSON.stringify({ ...counts, swaps: stop[1] }));
  });
