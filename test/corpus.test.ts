// From a folder of text to shards by the command line, as a person types it; and Ctrl-C on the way.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  createWriteStream,
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
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { Random } from '../src/base/random.ts';

const MAIN = join(import.meta.dirname, '../src/cli/main.ts');
const folder = mkdtempSync(join(tmpdir(), 'twofiles-corpus-cli-'));
after(() => rmSync(folder, { recursive: true }));

/** Runs a command line in the folder; `interrupt`: sends Ctrl-C once this file is there. */
async function twofiles(line: string, interrupt?: string) {
  const args = ['--disable-warning=ExperimentalWarning', MAIN, ...line.split(' ')];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const watch = setInterval(() => {
    if (interrupt === undefined || !existsSync(join(folder, interrupt))) return;
    clearInterval(watch);
    child.kill('SIGINT');
  }, 5);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  clearInterval(watch);
  return { code: code as number, stdout, stderr };
}

const random = new Random(1);
const WORDS = 'the a of to and in is was he she it house tree river stone bird ran saw took gave old small red'.split(
  ' ',
);
const words = (count: number): string => Array.from({ length: count }, () => random.pick(WORDS)).join(' ');

test('texts become a corpus, a tokenizer and shards; each step says what it did', async () => {
  const texts = join(folder, 'texts');
  mkdirSync(texts);
  for (let i = 0; i < 60; i++) writeFileSync(join(texts, `${i}.txt`), `${words(200)}. Write to a.b@example.org.\n`);
  writeFileSync(join(texts, 'copy.md'), readFileSync(join(texts, '0.txt'))); // a copy, but for its markup
  const added = await twofiles('corpus add texts --to c --licence CC0 --json');
  const { root, ...counts } = JSON.parse(added.stdout);
  assert.equal(added.code, 0, added.stderr);
  assert.deepEqual([counts.added, counts.exact + counts.near, counts.documents], [60, 1, 60]);
  const again = await twofiles('corpus add texts --to c');
  assert.match(again.stderr, /Added 0 documents; left out: 61 there already/);
  const shown = await twofiles('corpus show c');
  assert.match(shown.stdout, new RegExp(root));
  assert.match(shown.stdout, /texts +CC0 +60/);
  const proof = JSON.parse((await twofiles('corpus show c --proof texts/7.txt')).stdout);
  assert.deepEqual([proof.holds, proof.root, proof.size], [true, root, 60]);
  assert.match((await twofiles('corpus show c --check')).stderr, /All 60 documents/);
  assert.match((await twofiles('corpus show c --document texts/7.txt')).stdout, /example\.org/);
  const audit = JSON.parse((await twofiles('corpus audit c --json')).stdout);
  assert.equal(audit.personal['e-mail'].count, 60);
  assert.deepEqual(audit.licences, { CC0: { documents: 60, bytes: counts.bytes } });
  assert.match((await twofiles('corpus audit c')).stdout, /left out +\d exact, \d near/);

  const trained = await twofiles('tokenizer train c --vocab 512 --out t.json --json');
  assert.equal(trained.code, 0, trained.stderr);
  assert.ok(JSON.parse(trained.stdout).tokens <= 512);
  assert.equal((await twofiles('tokenizer train c --vocab 512 --out t.json')).code, 1, 'it exists');
  const vocabulary = JSON.parse((await twofiles('tokenizer show t.json --corpus c --json')).stdout);
  assert.ok(vocabulary.measured.bytesPerToken > 3);
  assert.match((await twofiles('tokenizer show t.json')).stdout, /longest tokens/);
  const tokenised = await twofiles('corpus tokenise c --tokenizer t.json --validation 0.2 --json');
  const { train, valid, complete } = JSON.parse(tokenised.stdout);
  assert.equal(complete, true);
  assert.equal(train.documents + valid.documents, 60);
  assert.ok(valid.documents > 0);
});

test('mistakes are named', async () => {
  for (const [line, message] of [
    ['corpus show nowhere', /nowhere is no corpus/],
    ['corpus add nowhere --to d', /There is no .*nowhere/],
    ['corpus tokenise c --tokenizer none.json', /There is no none.json/],
    ['corpus show c --document none', /no document "none"/],
    ['tokenizer train nowhere', /no corpus/],
  ] as const) {
    const { code, stderr } = await twofiles(line);
    assert.equal(code, 1, line);
    assert.match(stderr, message);
    assert.match(stderr, /→/);
  }
  const alone = await twofiles('corpus');
  assert.equal(alone.code, 2);
  assert.match(alone.stderr, /Commands:/);
  assert.doesNotMatch(alone.stderr, /error/);
  assert.equal((await twofiles('tokenizer train c --vocab 5')).code, 2);
  assert.equal((await twofiles('corpus add texts --near 0.1')).code, 2);
});

test('Ctrl-C stops an add, which goes on when it is run again', async () => {
  const file = createWriteStream(join(folder, 'many.jsonl'));
  for (let i = 0; i < 1500; i++) file.write(`${JSON.stringify({ id: `m${i}`, text: `${i} ${words(3000)}` })}\n`);
  await new Promise((resolve) => file.end(resolve));
  const stopped = await twofiles('corpus add many.jsonl --to m', 'm/documents-00000.jsonl.draft');
  assert.equal(stopped.code, 130, stopped.stderr);
  assert.deepEqual(
    readdirSync(join(folder, 'm')).filter((name) => /draft|lock/.test(name)),
    [],
  );
  const finished = await twofiles('corpus add many.jsonl --to m --json');
  assert.equal(JSON.parse(finished.stdout).documents, 1500, finished.stderr);
});
