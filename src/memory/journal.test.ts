import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { TwofilesError } from '../base/errors.ts';
import { label } from '../security/label.ts';
import { openJournal } from './journal.node.ts';
import { type Journal, MemoryJournal, type NewProcess } from './journal.ts';

const folder = mkdtempSync(join(tmpdir(), 'journal-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const path = (): string => join(folder, `${files++}.db`);

const PROCESS: NewProcess = {
  ...{
    parent: undefined,
    step: undefined,
    program: 'answer@1',
    args: { text: 'häh?' },
    grants: [],
    devices: ['clock'],
  },
  ...{ label: label(['person']), priority: 0, budgets: { steps: 9 }, seed: 7, began: 1000 },
};

for (const [name, open] of [
  ['on disk', () => openJournal(path())],
  ['in memory', () => new MemoryJournal()],
] as [string, () => Journal][])
  test(`a journal ${name} keeps what it was given`, () => {
    const journal = open();
    const id = journal.addProcess(PROCESS);
    const row = { ...PROCESS, id, state: 'ready', usage: { prompt: 0, cached: 0, written: 0, money: 0 } };
    assert.deepEqual(journal.process(id), { ...row, result: undefined, ended: undefined });
    journal.begin(id, { seq: 0, call: 'call', request: { a: [1, 'ö'] }, at: 5 }, true);
    assert.deepEqual(
      journal.steps(id).map(({ state }) => state),
      ['begun'],
    );
    journal.end(id, 0, 'done', { b: null }, false);
    journal.begin(id, { seq: 1, call: 'now', request: null, at: 6 }, false);
    journal.end(id, 1, 'failed', 'x', false);
    assert.deepEqual(journal.steps(id), [
      { seq: 0, call: 'call', request: { a: [1, 'ö'] }, state: 'done', response: { b: null }, at: 5 },
      { seq: 1, call: 'now', request: null, state: 'failed', response: 'x', at: 6 },
    ]);
    const text = 'long '.repeat(100_000);
    const document = journal.addDocument({ process: id, origin: 'files', label: label(['file:a']), text });
    assert.deepEqual(journal.document(document), {
      id: document,
      process: id,
      origin: 'files',
      label: label(['file:a']),
      text,
    });
    journal.changeProcess(id, { state: 'done', ended: 9, label: label(['person', 'web:a']), result: { text: 'so' } });
    assert.deepEqual(journal.process(id)?.label.from, ['person', 'web:a']);
    const other = journal.addProcess(PROCESS);
    assert.deepEqual(
      journal.processes().map((each) => each.id),
      [other],
    );
    assert.deepEqual(
      journal.processes({ all: true }).map((each) => each.id),
      [other, id],
    );
    journal.prune(1);
    assert.equal(journal.steps(id).length, 2);
    journal.prune(0);
    assert.deepEqual([journal.process(id), journal.steps(id), journal.document(document)], [undefined, [], undefined]);
    assert.throws(() => journal.changeProcess(id, {}), /no process/);
    journal.close();
    assert.throws(
      () => journal.addProcess(PROCESS),
      (error) => error instanceof TwofilesError && error.code === 'closed',
    );
  });

test('a journal is found again, by its owner alone', () => {
  const at = path();
  const first = openJournal(at);
  const id = first.addProcess(PROCESS);
  first.close();
  const second = openJournal(at);
  assert.equal(second.process(id)?.program, 'answer@1');
  assert.equal(statSync(at).mode & 0o077, 0);
  second.close();
});

const code = (wanted: string) => (error: unknown) => error instanceof TwofilesError && error.code === wanted;

test('what is no journal, or is damaged, is refused by name', () => {
  const text = path();
  writeFileSync(text, 'no database '.repeat(1000));
  assert.throws(() => openJournal(text), code('bad-file'));
  const newer = path();
  const db = new DatabaseSync(newer);
  db.exec('PRAGMA user_version = 99');
  db.close();
  assert.throws(() => openJournal(newer), code('bad-file'));
  assert.throws(() => openJournal(join(folder, 'nowhere', 'a.db')), code('io'));
});

test('a row changed behind the journal’s back is an error, never an answer', () => {
  const at = path();
  const journal = openJournal(at);
  const id = journal.addProcess(PROCESS);
  journal.begin(id, { seq: 0, call: 'now', request: null, at: 5 }, false);
  journal.end(id, 0, 'done', 12345678, false);
  journal.close();
  const bytes = readFileSync(at);
  const found = bytes.indexOf('12345678');
  assert.ok(found > 0);
  bytes[found] = '9'.charCodeAt(0);
  writeFileSync(at, bytes);
  const again = openJournal(at);
  assert.throws(() => again.steps(id), code('bad-file'));
  again.close();
});

test('a page overwritten with noise is an error', () => {
  const at = path();
  const journal = openJournal(at);
  const ids = Array.from({ length: 200 }, () => journal.addProcess({ ...PROCESS, args: 'x'.repeat(500) }));
  journal.close();
  const bytes = readFileSync(at);
  bytes.fill(0xa5, 4096 * 10, 4096 * 14);
  writeFileSync(at, bytes);
  assert.throws(() => {
    const again = openJournal(at);
    try {
      for (const id of ids) assert.ok(again.process(id));
    } finally {
      again.close();
    }
  }, code('bad-file'));
});

/** The shell's limit on the size of a file stands for a full disk. */
test('a full disk is said, and what was written before is kept', {
  skip: process.platform === 'win32' && 'needs a POSIX shell',
}, () => {
  const worker = join(import.meta.dirname, '../../test/support/full-disk-worker.ts');
  const limited = ['-c', 'ulimit -f 8000; exec "$@"', 'sh', process.execPath, worker, path()];
  const { stdout, stderr } = spawnSync('sh', limited, { encoding: 'utf8' });
  const { kept, found, told } = JSON.parse(stdout || JSON.stringify({ told: stderr })) as Record<
    'kept' | 'found',
    number
  > & {
    readonly told: { readonly code: string; readonly next: string };
  };
  assert.equal(told.code, 'io', stderr);
  assert.match(told.next, /space|disk/);
  assert.ok(kept > 100 && found >= kept, `${kept} written, ${found} found`);
});

test('a journal that another program holds says so', () => {
  const at = path();
  const journal = openJournal(at);
  const id = journal.addProcess(PROCESS);
  const other = new DatabaseSync(at);
  other.exec('BEGIN IMMEDIATE');
  assert.throws(
    () => journal.begin(id, { seq: 0, call: 'now', request: null, at: 5 }, true),
    /another program holds it/,
  );
  other.exec('ROLLBACK');
  journal.begin(id, { seq: 0, call: 'now', request: null, at: 5 }, true);
  other.close();
  journal.close();
});
