// What a machine does to a corpus: it kills the writer, fills the disk, has little memory. In processes of their own.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Random } from '../../base/random.ts';
import { Corpus } from './store.node.ts';

const root = mkdtempSync(join(tmpdir(), 'twofiles-disk-'));
after(() => rmSync(root, { recursive: true }));

const HERE = import.meta.dirname;

/** A program that adds `input` to `folder` in small parts. */
const ADD = `
import { readDocuments } from ${JSON.stringify(join(HERE, 'read.node.ts'))};
import { Corpus } from ${JSON.stringify(join(HERE, 'store.node.ts'))};
const [folder, input, partBytes] = process.argv.slice(1);
const corpus = await Corpus.openOrCreate(folder);
try {
  await corpus.add(readDocuments([input]), { partBytes: Number(partBytes) });
  console.log(JSON.stringify({ documents: corpus.manifest.documents, rss: process.resourceUsage().maxRSS }));
} catch (error) {
  console.log(JSON.stringify({ code: error.code, message: error.message, next: error.next }));
  process.exitCode = 1;
}`;
const NODE = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', ADD, '--'];

/** Random words, so that nothing is a duplicate. */
function writeInput(name: string, documents: number, words: number): string {
  const path = join(root, name);
  const random = new Random(documents);
  const file = openSync(path, 'w');
  for (let i = 0; i < documents; i++) {
    const text = Array.from({ length: words }, () => random.u32().toString(36)).join(' ');
    writeSync(file, `${JSON.stringify({ id: `d${i}`, text })}\n`);
  }
  closeSync(file);
  return path;
}

test('an add that is killed again and again ends as one that was not', async () => {
  const input = writeInput('killed.jsonl', 4000, 60);
  const straight = await Corpus.openOrCreate(join(root, 'straight'));
  assert.equal(spawnSync(process.execPath, [...NODE, straight.folder, input, '50000']).status, 0);
  const folder = join(root, 'killed');
  const random = new Random(7);
  let kills = 0;
  for (let done = false; !done; ) {
    const child = spawn(process.execPath, [...NODE, folder, input, '50000'], { stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), 150 + random.int(200) + 50 * kills);
    const [code] = await once(child, 'exit');
    clearTimeout(timer);
    done = code === 0;
    if (!done) kills++;
    assert.ok(kills < 50, 'it never gets anywhere');
  }
  assert.ok(kills > 0, 'it was too fast to be killed');
  assert.deepEqual((await Corpus.open(folder)).manifest, (await Corpus.open(straight.folder)).manifest);
  assert.deepEqual(readdirSync(folder), readdirSync(straight.folder));
  await (await Corpus.open(folder)).check();
});

/** The shell's limit on the size of a file stands for a full disk: a write ends short and then fails. */
test('a disk that takes no more is a clear error, and what was whole stays', {
  skip: process.platform === 'win32',
}, async () => {
  const input = writeInput('full.jsonl', 3000, 60);
  const folder = join(root, 'full');
  const run = (kilobytes: string, partBytes: number) =>
    spawnSync(
      'bash',
      [
        '-c',
        'ulimit -f "$1"; shift; exec "$@"',
        'bash',
        kilobytes,
        process.execPath,
        ...NODE,
        folder,
        input,
        String(partBytes),
      ],
      {
        encoding: 'utf8',
      },
    );
  assert.equal(run('unlimited', 1e9).status, 0);
  rmSync(folder, { recursive: true });
  const failed = run('300', 1e9);
  const error = JSON.parse(failed.stdout) as Record<string, string>;
  assert.equal(error.code, 'io', failed.stderr);
  assert.match(error.message!, /documents-00000\.\S*jsonl cannot be written/);
  assert.match(error.next!, /disk/);
  assert.deepEqual(readdirSync(folder), [], 'nothing is left of what was not whole');
  const later = run('300', 100_000); // parts that fit, a manifest that fits: all of it goes in
  assert.equal(later.status, 0, later.stdout);
  await (await Corpus.open(folder)).check();
});

test('memory does not grow with the input, nor with one giant document', async (context) => {
  const peak = (input: string): number => {
    const folder = join(root, 'memory');
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--max-old-space-size=160', ...NODE, folder, input, '4000000'],
      {
        encoding: 'utf8',
      },
    );
    rmSync(folder, { recursive: true });
    const result = JSON.parse(stdout || `{"code":${JSON.stringify(stderr)}}`) as { rss?: number; code?: string };
    assert.equal(result.code, undefined);
    return result.rss! / 1024; // MiB
  };
  const small = peak(writeInput('small.jsonl', 100, 2000));
  const large = peak(writeInput('large.jsonl', 1500, 2000)); // 20 MB
  const giant = join(root, 'giant.txt');
  const file = openSync(giant, 'w');
  const random = new Random(3);
  for (let i = 0; i < 150; i++)
    writeSync(file, `${Array.from({ length: 15000 }, () => random.u32().toString(36)).join(' ')}\n\n`);
  closeSync(file);
  const one = peak(giant); // 16 MB: four documents
  context.diagnostic(`peak: ${[small, large, one].map(Math.round).join(', ')} MiB`);
  assert.ok(large < small + 150, `${small} MiB for 1 MB, ${large} MiB for 20 MB`);
  assert.ok(one < small + 250, `${small} MiB for 1 MB, ${one} MiB for one document of 16 MB`);
});
