// A corpus on disk: what goes in comes out, once; a killed writer loses nothing; damage is found.
import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Random } from '../../base/random.ts';
import type { SourceDocument } from './document.ts';
import { rootFromPath } from './merkle.ts';
import { Corpus } from './store.node.ts';

const root = mkdtempSync(join(tmpdir(), 'twofiles-corpus-'));
after(() => rmSync(root, { recursive: true }));
let folders = 0;
const folder = (): string => join(root, String(folders++));

const WORDS = 'the a of to and in is was he she it house tree river stone bird ran saw took gave old small red'.split(
  ' ',
);

function documents(count: number, seed = 1): SourceDocument[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, i) => ({
    id: `d${i}`,
    source: i % 3 ? 'one' : 'two',
    licence: 'CC0',
    text: Array.from({ length: 30 + random.int(60) }, () => random.pick(WORDS)).join(' '),
  }));
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  return Array.fromAsync(items);
}

test('what goes in comes out, in order; adding it again changes nothing', async () => {
  const corpus = await Corpus.openOrCreate(folder());
  const given = documents(200);
  given[3] = { ...given[3]!, text: 'line\u2028separators and \u2029 \u0085 \r\n stay' };
  const counts = await corpus.add(given, { partBytes: 5000 });
  assert.equal(counts.added, 200);
  assert.ok(corpus.manifest.parts.length > 5);
  const again = await Corpus.open(corpus.folder);
  assert.deepEqual(await all(again.documents()), given);
  assert.deepEqual(await again.document('d77'), given[77]);
  assert.deepEqual(
    again.manifest.sources.map(({ source, documents }) => [source, documents]),
    [
      ['two', 67],
      ['one', 133],
    ],
  );
  await again.check();
  assert.deepEqual(await again.add(given), { added: 0, known: 200, exact: 0, near: 0, empty: 0, conflicts: 0 });
  assert.deepEqual(again.manifest, corpus.manifest);
});

test('duplicates are left out and remembered; empty texts and taken ids are counted', async () => {
  const corpus = await Corpus.openOrCreate(folder());
  const [first, second] = documents(2) as [SourceDocument, SourceDocument];
  const near = { ...first, id: 'near', text: first.text.replace(/\w+$/, 'END') };
  const given = [
    first,
    { ...first, id: 'exact' },
    near,
    second,
    { ...second, id: 'empty', text: ' \n' },
    { ...second, id: first.id },
  ];
  const notices: string[] = [];
  const counts = await corpus.add(given, { onNotice: (notice) => notices.push(notice) });
  assert.deepEqual(counts, { added: 2, known: 0, exact: 1, near: 1, empty: 1, conflicts: 1 });
  assert.match(notices.join(), /d0: another text/);
  const dropped = (await all(corpus.dropped())).map(({ id, reason, of }) => [id, reason, of]);
  assert.deepEqual(dropped, [
    ['exact', 'exact', 0],
    ['near', 'near', 0],
  ]);
  assert.deepEqual(corpus.manifest.dropped, { exact: 1, near: 1 });
  const kept = await Corpus.openOrCreate(folder());
  assert.equal((await kept.add(given, { keepNear: true })).added, 3);
  assert.deepEqual(
    (await all(kept.entries())).map(({ id, near }) => [id, near]),
    [
      ['d0', undefined],
      ['near', [0]],
      ['d1', undefined],
    ],
  );
});

test('a stopped add keeps whole parts, leaves no drafts, and goes on to the same corpus', async () => {
  const given = documents(300, 3);
  const straight = await Corpus.openOrCreate(folder());
  await straight.add(given, { partBytes: 4000 });
  const stopped = await Corpus.openOrCreate(folder());
  const controller = new AbortController();
  const failing = function* () {
    for (const [i, document] of given.entries()) {
      if (i === 150) controller.abort();
      yield document;
    }
  };
  await assert.rejects(stopped.add(failing(), { partBytes: 4000, signal: controller.signal }), { code: 'aborted' });
  assert.ok(stopped.manifest.documents > 50 && stopped.manifest.documents < 150);
  assert.deepEqual(
    readdirSync(stopped.folder).filter((name) => /draft|lock/.test(name)),
    [],
  );
  writeFileSync(join(stopped.folder, 'documents-00099.jsonl.draft'), 'half a li'); // as a killed one would leave it
  writeFileSync(join(stopped.folder, 'lock'), '999999999');
  await (await Corpus.open(stopped.folder)).add(given, { partBytes: 4000 });
  assert.deepEqual((await Corpus.open(stopped.folder)).manifest, straight.manifest);
  assert.deepEqual(readdirSync(stopped.folder), readdirSync(straight.folder));
});

test('a document is proved to be in; a changed text, entry or manifest is found', async () => {
  const corpus = await Corpus.openOrCreate(folder());
  await corpus.add(documents(13));
  const { leaf, index, path } = await corpus.prove('d5');
  assert.equal(index, 5);
  assert.equal(rootFromPath(leaf, index, 13, path), corpus.manifest.root);
  await assert.rejects(corpus.prove('nobody'), { code: 'not-found' });
  const file = join(corpus.folder, 'documents-00000.jsonl');
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace('house', 'mouse'));
  await assert.rejects(corpus.check(), { code: 'checksum' });
  writeFileSync(file, text.replace('CC0', 'MIT'));
  await assert.rejects(corpus.check(), { code: 'checksum' });
  writeFileSync(file, text);
  await corpus.check();
  const index0 = join(corpus.folder, 'documents-00000.index.jsonl');
  writeFileSync(index0, readFileSync(index0, 'utf8').replace('CC0', 'MIT'));
  await assert.rejects(corpus.check(), { code: 'checksum' });
  appendFileSync(join(corpus.folder, 'manifest.json'), '}');
  await assert.rejects(Corpus.open(corpus.folder), { code: 'bad-file' });
});

test('an empty corpus, a folder that is none and two writers are clear errors', async () => {
  const corpus = await Corpus.openOrCreate(folder());
  await assert.rejects(corpus.add([]), { code: 'bad-argument', message: /empty/ });
  await assert.rejects(corpus.add([{ ...documents(1)[0]!, text: '' }]), { code: 'bad-argument' });
  assert.deepEqual(readdirSync(corpus.folder), []);
  await assert.rejects(Corpus.open(corpus.folder), { code: 'not-found' });
  writeFileSync(join(corpus.folder, 'lock'), String(process.ppid));
  await assert.rejects(corpus.add(documents(1)), { code: 'io', message: /being written/ });
});
