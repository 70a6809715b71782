// Opening by path and writing to disk: what a path can be, what an error says, and that a failed
// writing leaves nothing. Real weights go from each format to GGUF and back.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import {
  ggufBytes,
  inMemory,
  llama2cBytes,
  llama2cTokenizerBytes,
  pullAll,
  safetensorsBytes,
  smallModel,
  typedCheckpoint,
} from '../../test/support/small-files.ts';
import type { Checkpoint } from './checkpoint.ts';
import { openHuggingFace } from './huggingface.ts';
import { openCheckpoint } from './open.node.ts';
import { writeGgufFile } from './write.node.ts';

const PARITY = new URL('../../../shared/data/parity/', import.meta.url).pathname;
const skip = !existsSync(PARITY) && 'no ../shared/data';

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'twofiles-'));
  t.after(() => rm(path, { recursive: true }));
  return path;
}

/** The tokenizer with its keys in order, those without a value left out. */
function sorted({ tokenizer }: Checkpoint): unknown {
  return Object.entries(tokenizer ?? {})
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

async function same(a: Checkpoint, b: Checkpoint): Promise<void> {
  assert.deepEqual([...a.metadata], [...b.metadata]);
  assert.deepEqual([...a.tensors.values()], [...b.tensors.values()]);
  for (const name of a.tensors.keys()) assert.deepEqual(await pullAll(a, name), await pullAll(b, name), name);
  assert.equal(JSON.stringify(sorted(a)), JSON.stringify(sorted(b)));
  assert.equal(a.chatTemplate, b.chatTemplate);
}

for (const name of [
  'TinyStories-656K',
  'TinyStories-656K/model.safetensors',
  'stories260K',
  'stories260K/stories260K.bin',
])
  test(`${name} becomes a GGUF file that reads the same`, { skip }, async (t) => {
    const path = join(await folder(t), 'model.gguf');
    const read = await openCheckpoint(join(PARITY, name));
    assert.equal(read.format, name.startsWith('T') ? 'safetensors' : 'llama2c');
    assert.ok(read.tokenizer);
    assert.deepEqual(await writeGgufFile(read, path), [path]);
    const written = await openCheckpoint(path);
    await same(written, read);
    await Promise.all([read.close(), written.close()]);
  });

/** A Hugging Face folder of the small llama; `shards` of two files with an index. */
async function huggingFaceFolder(path: string, sharded = false): Promise<void> {
  const model = await smallModel('llama');
  await writeFile(join(path, 'config.json'), JSON.stringify(model.config));
  const names = Object.keys(model.tensors);
  const shards = sharded
    ? ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors']
    : ['model.safetensors'];
  const weightMap: Record<string, string> = {};
  for (const [i, shard] of shards.entries()) {
    const own = names.filter((_, k) => k % shards.length === i);
    for (const name of own) weightMap[name] = shard;
    await writeFile(
      join(path, shard),
      safetensorsBytes(Object.fromEntries(own.map((name) => [name, model.tensors[name]!]))),
    );
  }
  if (sharded) await writeFile(join(path, 'model.safetensors.index.json'), JSON.stringify({ weight_map: weightMap }));
}

test('a Hugging Face folder, whole or in shards, by folder or by any file', async (t) => {
  const path = await folder(t);
  const expected = await openHuggingFace(inMemory(await smallModel('llama')));
  const opens = async (at: string): Promise<void> => {
    const read = await openCheckpoint(at);
    assert.deepEqual([...read.tensors.keys()].sort(), [...expected.tensors.keys()].sort());
    for (const name of read.tensors.keys()) assert.deepEqual(await pullAll(read, name), await pullAll(expected, name));
    await read.close();
  };
  for (const sharded of [false, true]) {
    const own = join(path, String(sharded));
    await mkdir(own);
    await huggingFaceFolder(own, sharded);
    await opens(own);
    await opens(join(own, sharded ? 'model-00002-of-00002.safetensors' : 'model.safetensors'));
  }
  await rm(join(path, 'true', 'model-00002-of-00002.safetensors'));
  await assert.rejects(openCheckpoint(join(path, 'true')), { code: 'not-found', message: /model-00002-of-00002/ });
  await rm(join(path, 'false', 'config.json'));
  await assert.rejects(openCheckpoint(join(path, 'false')), { code: 'not-found', message: /config\.json/ });
  await assert.rejects(openCheckpoint(join(path, 'false', 'model.safetensors')), {
    code: 'not-found',
    message: /config\.json/,
  });
});

test('a split GGUF by its folder and by any part; a missing part by name', async (t) => {
  const path = await folder(t);
  const made = typedCheckpoint('Q4_K', 'bpe');
  const paths = await writeGgufFile(made, join(path, 'm.gguf'), { maxPartBytes: 200 });
  assert.deepEqual(paths, [join(path, 'm-00001-of-00002.gguf'), join(path, 'm-00002-of-00002.gguf')]);
  assert.deepEqual((await readdir(path)).sort(), ['m-00001-of-00002.gguf', 'm-00002-of-00002.gguf']);
  for (const at of [path, ...paths]) {
    const read = await openCheckpoint(at);
    assert.deepEqual([...read.tensors.keys()], [...made.tensors.keys()]);
    await read.close();
  }
  await rm(paths[1]!);
  await assert.rejects(openCheckpoint(paths[0]!), { code: 'not-found', message: /m-00002-of-00002\.gguf is missing/ });
});

test('the bytes decide what a file is, whatever its name', async (t) => {
  const path = await folder(t);
  const [gguf] = await ggufBytes(typedCheckpoint('F16', 'bpe'));
  await writeFile(join(path, 'weights.bin'), gguf!);
  const read = await openCheckpoint(path);
  assert.equal(read.format, 'gguf');
  await read.close();
  await writeFile(join(path, 'tok259.bin'), llama2cTokenizerBytes());
  await writeFile(join(path, 'other'), llama2cBytes());
  const other = await openCheckpoint(join(path, 'other'));
  assert.equal(other.format, 'llama2c');
  assert.equal(other.tokenizer?.tokens.length, 259);
  await other.close();
  await cp(join(path, 'weights.bin'), join(path, 'second.gguf'));
  await assert.rejects(openCheckpoint(path), { code: 'bad-argument', message: /second\.gguf, weights\.bin/ });
});

test('what is no model is refused with what was looked for', async (t) => {
  const path = await folder(t);
  await assert.rejects(openCheckpoint(join(path, 'nothing')), { code: 'not-found' });
  await assert.rejects(openCheckpoint(path), { code: 'not-found', message: /config\.json .* \*\.gguf .* \*\.bin/ });
  for (const [name, bytes] of [
    ['empty.gguf', ''],
    ['text.gguf', 'This is a text, and no model at all.'],
  ] as const) {
    await writeFile(join(path, name), bytes);
    await assert.rejects(openCheckpoint(join(path, name)), { code: 'bad-file', field: 'first bytes' });
  }
});

test('a writing that fails leaves the old file and nothing else', async (t) => {
  const path = await folder(t);
  const target = join(path, 'm.gguf');
  await writeFile(target, 'old');
  const made = typedCheckpoint('Q8_0', 'bpe');
  const broken: Checkpoint = {
    ...made,
    pull: () => async () => {
      throw new Error('the disk that the weights are on went away');
    },
  };
  await assert.rejects(writeGgufFile(broken, target), /went away/);
  const stop = AbortSignal.abort();
  await assert.rejects(writeGgufFile(made, target, { signal: stop }), { code: 'aborted' });
  assert.deepEqual(await readdir(path), ['m.gguf']);
  assert.equal(await readFile(target, 'utf8'), 'old');
  await assert.rejects(writeGgufFile(made, join(path, 'no', 'm.gguf')), { code: 'io', next: 'Make the folder first.' });
  await assert.rejects(writeGgufFile(made, join(target, 'm.gguf')), { code: 'io' });
});

test('progress of a split writing adds up over its parts', async (t) => {
  const made = typedCheckpoint('F32', 'spm');
  const reports: [number, number | undefined][] = [];
  const onProgress = ({ done, total }: { done: number; total: number | undefined }) => reports.push([done, total]);
  await writeGgufFile(made, join(await folder(t), 'm.gguf'), { maxPartBytes: 2000, onProgress });
  assert.deepEqual(reports, [
    [3072, 4096],
    [4096, 4096],
  ]);
});
