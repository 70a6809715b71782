// Weights from a server that cuts, changes and lies, held in memory. What a page keeps is tested in a page.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { Site } from '../../test/support/page.ts';
import { blobSource } from '../base/blob.ts';
import { readBytes } from '../base/bytes.ts';
import { Sha256 } from '../base/sha256.ts';
import { deleteKeptWeights, listKeptWeights, openUrl } from './fetch-weights.ts';

const SIZE = 200_000;
const patience = { backoff: 1 };
let site: Site;
let url: string;

before(async () => {
  site = await Site.open('.', false);
  url = `${site.origin}/a%20model.gguf#part`;
});
beforeEach(() => {
  site.weights = Uint8Array.from({ length: SIZE }, (_, i) => (i * 31) % 251);
  site.requests.length = 0;
});
after(() => site.close());

const sha256 = (bytes: Uint8Array): string => new Sha256().update(bytes).hex();

test('bytes come whole, with progress, and are checked', async () => {
  const reports: (number | undefined)[][] = [];
  const onProgress = ({ done, total }: { done: number; total: number | undefined }) => reports.push([done, total]);
  const source = await openUrl(url, { onProgress, sha256: sha256(site.weights).toUpperCase() });
  assert.equal(source.size, SIZE);
  assert.deepEqual(await readBytes(source, 1000, SIZE - 1000, 'all'), site.weights.slice(1000));
  await assert.rejects(readBytes(source, SIZE - 1, 2, 'beyond'), { code: 'bad-file' });
  assert.deepEqual(
    [reports[0], reports.at(-1)],
    [
      [0, SIZE],
      [SIZE, SIZE],
    ],
  );
  assert.deepEqual([await listKeptWeights(), await deleteKeptWeights(url)], [[], false]);
});

test('after a cut it goes on where it stopped', async () => {
  site.cutAfter = 70_000;
  const source = await openUrl(url, { patience });
  assert.deepEqual(await readBytes(source, 0, SIZE, 'all'), site.weights);
  assert.deepEqual(site.requests, [{ range: undefined }, { range: 'bytes=70000-' }]);
});

test('a file that changes meanwhile is not mixed', async () => {
  site.cutAfter = 70_000;
  const changed = new Uint8Array(SIZE + 1).fill(9);
  const onProgress = ({ done }: { done: number }): void => {
    if (done > 0) site.weights = changed;
  };
  const source = await openUrl(url, { patience, onProgress });
  assert.deepEqual(await readBytes(source, 0, SIZE + 1, 'all'), changed);
});

test('what is wrong is told apart', async () => {
  await assert.rejects(openUrl(url, { sha256: '0'.repeat(64) }), { code: 'checksum', field: 'sha256' });
  await assert.rejects(openUrl(`${site.origin}/nothing`), { code: 'not-found' });
  await assert.rejects(openUrl('no url'), { code: 'bad-argument' });
  await assert.rejects(openUrl('file:///etc/hosts'), { code: 'bad-argument' });
  await assert.rejects(openUrl(url, { signal: AbortSignal.abort() }), { code: 'aborted' });
  const controller = new AbortController();
  const onProgress = (): void => controller.abort();
  await assert.rejects(openUrl(url, { signal: controller.signal, onProgress }), { code: 'aborted' });
  const { origin } = site;
  await site.close();
  await assert.rejects(openUrl(`${origin}/gone.gguf`, { patience: { backoff: 1, tries: 2 } }), { code: 'network' });
  site = await Site.open('.', false);
  url = `${site.origin}/model.gguf`;
});

test('blobs are read across their borders', async () => {
  const bytes = Uint8Array.from({ length: 100 }, (_, i) => i);
  const source = blobSource(
    'blobs',
    [0, 10, 10, 45].map((from, i, all) => new Blob([bytes.slice(from, all[i + 1] ?? 100)])),
  );
  for (const [offset, length] of [
    [0, 100],
    [5, 50],
    [10, 35],
    [99, 1],
    [100, 0],
  ] as const)
    assert.deepEqual(await readBytes(source, offset, length, 'x'), bytes.slice(offset, offset + length));
  await assert.rejects(readBytes(source, 100, 1, 'x'), { code: 'bad-file' });
});
