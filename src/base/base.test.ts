// The ground floor: bounds, seeds, turns and files.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ByteReader, bufferSource, readBytes } from './bytes.ts';
import { TwofilesError } from './errors.ts';
import { openFile } from './file.node.ts';
import { Random } from './random.ts';
import { Turn } from './turn.ts';

test('a reader reads every type little-endian and refuses to pass the end, naming the field', () => {
  const bytes = Uint8Array.of(0, 0xff, 0xfe, 0x01, 0x80, 0, 0, 0x80, 0x3f, 1, 0, 0, 0, 0, 0, 0x20, 0);
  const reader = new ByteReader(bytes.subarray(1), 'f');
  assert.equal(reader.u8('a'), 0xff);
  assert.equal(reader.u16('b'), 0x01fe);
  assert.equal(reader.i8('c'), -128);
  assert.equal(reader.view(2, 'skip').length, 2);
  assert.equal(reader.u16('d'), 0x3f80);
  assert.equal(reader.remaining, 8);
  assert.throws(() => new ByteReader(reader.view(8, 'copy'), 'f').size('count'), { code: 'bad-file', field: 'count' });
  assert.throws(() => reader.u8('end'), { code: 'bad-file', field: 'end', message: /f: end: needs 1 bytes/ });
  assert.throws(() => new ByteReader(bytes, 'f').view(-1, 'length'), { code: 'bad-file' });
  assert.throws(() => new ByteReader(bytes, 'f').view(Number.NaN, 'length'), { code: 'bad-file' });
});

test('a source gives exactly what is asked for, or an error', async () => {
  const source = bufferSource('memory', Uint8Array.of(1, 2, 3, 4));
  assert.deepEqual([...(await readBytes(source, 1, 3, 'x'))], [2, 3, 4]);
  for (const [offset, length] of [
    [2, 3],
    [-1, 1],
    [0, 2 ** 60],
    [1.5, 1],
  ] as const)
    await assert.rejects(readBytes(source, offset, length, 'x'), { code: 'bad-file', field: 'x' });
});

test('a file is read at any place, and a missing, wrong or shrinking one is a typed error', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'twofiles-'));
  try {
    const path = join(folder, 'a.bin');
    writeFileSync(
      path,
      Uint8Array.from({ length: 1000 }, (_, i) => i % 251),
    );
    const source = await openFile(path);
    assert.deepEqual([...(await readBytes(source, 500, 2, 'x'))], [500 % 251, 501 % 251]);
    truncateSync(path, 100);
    await assert.rejects(readBytes(source, 500, 2, 'x'), { code: 'bad-file', message: /shrank/ });
    await source.close();
    await assert.rejects(openFile(join(folder, 'none')), { code: 'not-found' });
    await assert.rejects(openFile(folder), { code: 'io' });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('random numbers repeat from a seed or a state and are spread as they should be', () => {
  const first = new Random(42);
  const second = new Random(42);
  assert.deepEqual(
    Array.from({ length: 8 }, () => first.u32()),
    Array.from({ length: 8 }, () => second.u32()),
  );
  assert.notEqual(new Random(43).u32(), new Random(42).u32());
  const resumed = new Random(first.state);
  assert.equal(resumed.u32(), first.u32());
  const draws = Array.from({ length: 20_000 }, () => first.normal());
  const mean = draws.reduce((sum, x) => sum + x, 0) / draws.length;
  const variance = draws.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws.length;
  assert.ok(Math.abs(mean) < 0.04 && Math.abs(variance - 1) < 0.06, `mean ${mean}, variance ${variance}`);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 20_000; i++) counts[first.int(10)]!++;
  for (const count of counts) assert.ok(Math.abs(count - 2000) < 250, String(counts));
});

test('turns are taken in order, and a failure does not stop the queue', async () => {
  const turn = new Turn();
  const order: number[] = [];
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const work = [
    turn.run(async () => wait(5).then(() => order.push(1))),
    turn.run(async () => Promise.reject(new TwofilesError('io', 'x', 'y'))),
    turn.run(async () => order.push(3)),
  ];
  const results = await Promise.allSettled(work);
  assert.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.deepEqual(order, [1, 3]);
});
