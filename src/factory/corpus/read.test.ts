// Files as documents: every format, every place a byte may be wrong, texts too large for one document.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Random } from '../../base/random.ts';
import { lines, texts } from './decode.node.ts';
import { type ReadOptions, readDocuments } from './read.node.ts';

const root = mkdtempSync(join(tmpdir(), 'twofiles-read-'));
after(() => rmSync(root, { recursive: true }));

function put(name: string, content: string | Uint8Array): string {
  const path = join(root, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

async function read(paths: readonly string[], options: ReadOptions = {}) {
  const notices: string[] = [];
  const documents = await Array.fromAsync(readDocuments(paths, { onNotice: (text) => notices.push(text), ...options }));
  return { documents, notices };
}

test('a folder gives its texts in order of names, with ids, and says what it leaves out', async () => {
  put(
    'mixed/b/two.md',
    '---\ntitle: x\n---\n# Rivers\n\nThe *Aire* is [long](http://x.org/y).\n\n- one\n- two\n\n```js\nlet a = 1;\n```\n',
  );
  put('mixed/a.txt', '\ufeffFirst\r\nline');
  put(
    'mixed/c.html',
    '<!doctype html><title>A &amp; B</title><script>x()</script><nav>Home</nav><h2>Big news</h2><p>Fish &amp; chips<br>today</p><img src=x alt=y>',
  );
  put('mixed/d.bin', 'x');
  put('mixed/.hidden/e.txt', 'x');
  put(
    'mixed/f.jsonl',
    '{"text":"one","id":"x1","license":"MIT","facts":[1]}\r\n\n{"text":"two","source":"elsewhere","title":"T"}\n{"text":"three \u2028 lines"}',
  );
  symlinkSync(root, join(root, 'mixed/loop'));
  const { documents, notices } = await read([join(root, 'mixed')], { licence: 'CC0' });
  assert.deepEqual(documents, [
    { id: 'mixed/a.txt', source: 'mixed', licence: 'CC0', text: 'First\nline' },
    {
      id: 'mixed/b/two.md',
      source: 'mixed',
      licence: 'CC0',
      title: 'Rivers',
      text: 'Rivers\n\nThe Aire is long.\n\n- one\n- two\n\nlet a = 1;',
    },
    {
      id: 'mixed/c.html',
      source: 'mixed',
      licence: 'CC0',
      title: 'A & B',
      text: 'Big news\n\nFish & chips\ntoday',
    },
    { id: 'x1', source: 'mixed', licence: 'MIT', text: 'one' },
    { id: 'mixed/f.jsonl:3', source: 'elsewhere', licence: 'CC0', title: 'T', text: 'two' },
    { id: 'mixed/f.jsonl:4', source: 'mixed', licence: 'CC0', text: 'three \u2028 lines' },
  ]);
  assert.match(notices.join(), /2 files are no text/);
  const [named] = (await read([join(root, 'mixed/a.txt')], { source: 'mine' })).documents;
  assert.deepEqual([named!.id, named!.source], ['mine/a.txt', 'mine']);
});

test('bytes that are no UTF-8 are placed exactly, and replaced or refused', async () => {
  const random = new Random(1);
  for (const at of [0, 1, 5, 1 << 20, (1 << 20) - 1, (1 << 20) + 1, (3 << 19) + 7]) {
    const bytes = new TextEncoder().encode('aé日𝒳'.repeat(200_000)); // characters of 1 to 4 bytes over two chunks
    const start = at - (at % 10); // the start of a character
    bytes[start] = random.pick([0x80, 0xff, 0xc0, 0xf8]);
    const path = put('bad.txt', bytes);
    await assert.rejects(read([path], { invalidUtf8: 'refuse' }), { code: 'bad-file', field: `byte ${start}` });
    const { documents, notices } = await read([path]);
    assert.match(notices.join(), new RegExp(`bad.txt: byte ${start} is no UTF-8`));
    assert.equal(documents[0]!.text, new TextDecoder().decode(bytes));
  }
  const cut = put('cut.txt', Uint8Array.of(0x61, 0xe6, 0x97));
  await assert.rejects(read([cut], { invalidUtf8: 'refuse' }), { field: 'byte 1' });
  assert.equal((await read([cut])).documents[0]!.text, 'a\ufffd');
});

test('text is the same however it falls into reads', async () => {
  const text = 'aé日𝒳\n'.repeat(300_000);
  const path = put('long.txt', text);
  assert.equal((await Array.fromAsync(texts(path, { invalidUtf8: 'refuse' }))).join(''), text);
  const found = await Array.fromAsync(lines(path, { invalidUtf8: 'refuse' }));
  assert.equal(found.length, 300_000);
  assert.ok(found.every((line) => line === 'aé日𝒳'));
});

test('a text too large for one document is cut at paragraphs, lines, words or characters, with a notice', async () => {
  const paragraphs = put('paragraphs.txt', `${'word '.repeat(30)}\n\n`.repeat(40));
  const one = put('one.txt', '𝒳'.repeat(3000));
  const row = put('row.jsonl', JSON.stringify({ id: 'r', text: `${'line of words\n'.repeat(100)}` }));
  for (const [path, ends] of [
    [paragraphs, /\n\n$/],
    [one, /𝒳$/],
    [row, /\n$/],
  ] as const) {
    const { documents, notices } = await read([path], { largest: 500 });
    const whole = (await read([path])).documents[0]!;
    assert.equal(documents.map(({ text }) => text).join(''), whole.text);
    assert.deepEqual(
      documents.map(({ id }) => id),
      documents.map((_, i) => `${whole.id}#${i + 1}`),
    );
    for (const { text } of documents) assert.ok(text.length <= 500 && text.isWellFormed() && ends.test(text));
    assert.match(notices.join(), new RegExp(`longer than 500 characters and became ${documents.length} documents`));
  }
});

test('nothing to read, a bad line and a stop are clear errors', async () => {
  mkdirSync(join(root, 'empty'));
  await assert.rejects(read([join(root, 'empty')]), { code: 'not-found', message: /no text in/ });
  await assert.rejects(read([join(root, 'nowhere')]), { code: 'not-found' });
  await assert.rejects(read([]), { code: 'not-found' });
  for (const [line, problem] of [
    ['{"text": "a"', /line 2: is not JSON/],
    ['{"words": "a"}', /line 2: has no "text"/],
    ['null', /line 2: has no "text"/],
    ['{"text": "a", "licence": 5}', /line 2: "licence" is no string/],
  ] as const)
    await assert.rejects(read([put('bad.jsonl', `{"text":"fine"}\n${line}\n`)]), {
      code: 'bad-file',
      message: problem,
    });
  for (const [name, markup] of [
    ['deep.html', '<div>'.repeat(30_000)],
    ['deep.md', '> '.repeat(30_000)],
  ] as const)
    await assert.rejects(read([put(name, markup)]), { code: 'bad-file', message: /nested too deeply/ });
  await assert.rejects(read([put('a.txt', 'a')], { signal: AbortSignal.abort() }), { code: 'aborted' });
});
