// What people are shown: numbers, safe text, tables, progress.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytes, clock, describe, printable, progressLine, table } from './terminal.ts';

test('bytes and times read well', () => {
  const shown = [0, 999, 1000, 999_499, 999_500, 2_600_000, 123_456_789, 4.2e9].map(bytes);
  assert.deepEqual(shown, ['0 B', '999 B', '1.0 kB', '999 kB', '1.0 MB', '2.6 MB', '123 MB', '4.2 GB']);
  assert.deepEqual([0, 7.4, 61, 3723].map(clock), ['0:00', '0:07', '1:01', '1:02:03']);
});

test('no escape sequence of a file reaches the terminal', () => {
  assert.equal(printable('a\x1b[2Jb\x07\u009bc\td\ne'), 'a\\x1b[2Jb\\x07\\x9bc\td\ne');
});

test('columns line up', () => {
  const rows = [
    ['a', '1'],
    ['long', '200'],
  ];
  assert.equal(table(rows, [1]), 'a       1\nlong  200');
});

test('progress tells share, amount, rate and time left', () => {
  const progress = { label: 'weights.gguf', done: 25e6, total: 100e6, unit: 'bytes' } as const;
  assert.equal(
    describe(progress, 5, 25e6),
    'weights.gguf  [######..................]   25 %  25.0 MB of 100 MB  5.0 MB/s  0:15 left',
  );
  assert.equal(describe({ label: 'x', done: 3, total: undefined, unit: 'tokens' }, 0, 0), 'x  3 tokens');
});

test('work that ends soon shows no progress, longer work does and clears it', (t) => {
  let now = 5000;
  t.mock.method(performance, 'now', () => now);
  let written = '';
  const write = (text: string): boolean => (written += text) !== '';
  const { report, end } = progressLine({ isTTY: true, columns: 80, write } as unknown as NodeJS.WriteStream, 1000);
  const work = (from: number, to: number): void => {
    for (let done = from; done <= to; done++, now += 50) report({ label: 'loading', done, total: 40, unit: 'bytes' });
  };
  work(0, 19);
  end();
  assert.equal(written, '');
  work(0, 25);
  assert.ok(written.startsWith('\r\x1b[Kloading') && written.includes(' 50 %'), written);
  end();
  assert.ok(written.endsWith('\r\x1b[K'));
});

test('a log gets a line now and then, with the rate, also where the label tells a loss', (t) => {
  let now = 5000;
  t.mock.method(performance, 'now', () => now);
  let written = '';
  const write = (text: string): boolean => (written += text) !== '';
  const { report } = progressLine({ isTTY: false, write } as unknown as NodeJS.WriteStream);
  for (let done = 0; done <= 30; done++, now += 1000)
    report({ label: `Training, loss ${(5 - done / 4).toFixed(3)}`, done, total: 100, unit: 'steps' });
  assert.deepEqual(written.match(/loss -?[\d.]+|[\d.]+\/s/g), [
    'loss 2.500',
    '1.0/s',
    'loss 0.000',
    '1.0/s',
    'loss -2.500',
    '1.0/s',
  ]);
});
