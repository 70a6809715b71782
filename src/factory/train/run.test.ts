// A run in its folder: goes on bit for bit after a stop and after a crash, refuses what is not its own, keeps what it
// had when the numbers or the disk run out.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { Random } from '../../base/random.ts';
import { openModel } from '../../model/open-model.node.ts';
import { createWasmBackend } from '../../silicon/wasm/backend.ts';
import type { Metrics } from './loop.ts';
import { type RunHooks, type RunOptions, trainRun } from './run.node.ts';

const root = mkdtempSync(join(tmpdir(), 'train-'));
after(() => rmSync(root, { recursive: true }));

/** Sentences of a small grammar, enough documents for a validation side. */
function someText(): string {
  const random = new Random(2);
  const names = ['Ada', 'Ben', 'Cleo', 'Dov', 'Eva'];
  const things = ['a kite', 'the old boat', 'seven plums', 'a blue lamp'];
  const sentence = (): string => `${random.pick(names)} gave ${random.pick(names)} ${random.pick(things)}.`;
  return Array.from({ length: 60 }, (_, i) =>
    JSON.stringify({ id: `d${i}`, text: Array.from({ length: 8 }, sentence).join(' ') }),
  ).join('\n');
}
const source = join(root, 'text.jsonl');
writeFileSync(source, someText());

const OPTIONS: Omit<RunOptions, 'out'> = {
  source,
  depth: 1,
  context: 32,
  vocab: 320,
  batch: 4,
  epochs: 1,
  steps: 12,
  rate: 0.01,
  seed: 1,
  optimizer: 'muon',
  every: 4,
};

async function run(name: string, more: Partial<RunOptions> = {}, hooks: RunHooks = {}, threads = 2) {
  const on = await createWasmBackend({ threads });
  try {
    return await trainRun({ ...OPTIONS, out: join(root, name), ...more }, on, `wasm ${threads}`, hooks);
  } finally {
    await on.close();
  }
}

const bytesOf = (name: string): Buffer => readFileSync(join(root, name, 'parameters.bin'));

test('a run stopped or killed goes on as if it had not been, bit for bit', async () => {
  const whole = await run('whole');
  assert.equal(whole.place.step, 12);
  const lines = readFileSync(join(root, 'whole/metrics.jsonl'), 'utf8').trimEnd().split('\n');
  const metrics = lines.map((line) => JSON.parse(line) as Metrics);
  assert.equal(metrics.length, 12);
  assert.ok(metrics[11]!.loss < metrics[0]!.loss - 0.5, `${metrics[0]!.loss} → ${metrics[11]!.loss}`);
  assert.ok(metrics[11]!.validation! > 0);
  assert.match(readFileSync(join(root, 'whole/curve.svg'), 'utf8'), /<polyline[^>]+points="\d/);
  assert.deepEqual(readdirSync(join(root, 'whole/checkpoints')).length, 3); // two, and the list

  await run('again');
  assert.deepEqual(bytesOf('again'), bytesOf('whole'), 'the same seed gives other weights');

  const stop = new AbortController();
  const stopAt = (step: number): RunHooks => ({ signal: stop.signal, onStep: (m) => m.step === step && stop.abort() });
  await assert.rejects(run('stopped', {}, stopAt(6)), { code: 'aborted' });
  assert.ok(existsSync(join(root, 'stopped/checkpoints/step-00000006.gguf')));
  await run('stopped');
  assert.deepEqual(bytesOf('stopped'), bytesOf('whole'), 'stopped');

  const crash: RunHooks = {
    onStep: (m) => {
      if (m.step === 7) throw new Error('killed');
    },
  };
  await assert.rejects(run('killed', {}, crash), /killed/);
  await run('killed');
  assert.deepEqual(bytesOf('killed'), bytesOf('whole'), 'killed');
  const steps = readFileSync(join(root, 'killed/metrics.jsonl'), 'utf8').trimEnd().split('\n');
  assert.deepEqual(
    steps.map((line) => (JSON.parse(line) as Metrics).step),
    metrics.map(({ step }) => step),
  );

  await using model = await openModel(join(root, 'whole/parameters.bin'), {});
  assert.ok(model.tokenizer.encode('Ada gave Ben a kite.').length > 0);
});

test('rows grow longer near the end; a run stopped before, at and after that goes on bit for bit', async () => {
  const long = { long: { context: 128, share: 0.5 }, steps: 8 };
  await run('long', long);
  for (const at of [3, 4, 6]) {
    const stop = new AbortController();
    const hooks: RunHooks = { signal: stop.signal, onStep: (m) => m.step === at && stop.abort() };
    await assert.rejects(run(`long ${at}`, long, hooks), { code: 'aborted' });
    await run(`long ${at}`, long);
    assert.deepEqual(bytesOf(`long ${at}`), bytesOf('long'), `stopped at ${at}`);
  }
  assert.notDeepEqual(bytesOf('long'), bytesOf('whole'));
  await assert.rejects(run('long', { ...long, steps: 8, long: undefined }), { code: 'bad-argument' });
  const uneven = { long: { context: 80, share: 0.5 } };
  await assert.rejects(run('uneven', uneven), { code: 'bad-argument', message: /rows of 80 tokens/ });
});

test('another run’s folder, a damaged or foreign checkpoint: a typed error each, nothing lost', async () => {
  await run('mine', { steps: 8 });
  await assert.rejects(run('mine', { depth: 2 }), { code: 'bad-argument', message: /depth 1, not 2/ });

  cpSync(join(root, 'mine'), join(root, 'damaged'), { recursive: true });
  const newest = join(root, 'damaged/checkpoints/step-00000008.gguf');
  const bytes = readFileSync(newest);
  bytes[bytes.length - 9]! ^= 1;
  writeFileSync(newest, bytes);
  await assert.rejects(run('damaged'), { code: 'checksum', next: /step 4/ });
  rmSync(newest);
  await assert.rejects(run('damaged'), { code: 'not-found' });
  writeFileSync(join(root, 'damaged/checkpoints/checkpoints.json'), '[{');
  await assert.rejects(run('damaged'), { code: 'bad-file' });

  await run('other', { depth: 2, steps: 4 });
  rmSync(join(root, 'mine/checkpoints'), { recursive: true });
  cpSync(join(root, 'other/checkpoints'), join(root, 'mine/checkpoints'), { recursive: true });
  await assert.rejects(run('mine'), { code: 'bad-file', field: 'depth' });

  const notices: string[] = [];
  await run('other', { depth: 2, steps: 5 }, { onNotice: (notice) => notices.push(notice) }, 1);
  assert.match(notices.join(), /began with wasm 2 and goes on with wasm 1/);
  writeFileSync(join(root, 'empty.txt'), ' \n');
  await assert.rejects(run('empty', { source: join(root, 'empty.txt') }), (error: { code: string }) => !!error.code);
});

test('numbers that leave the finite ones stop the run and say where; the last checkpoint is good', async () => {
  const wild = { rate: 1e30, steps: 12, every: 1 };
  await assert.rejects(run('wild', wild), { code: 'diverged', message: /at step \d+: .+ is not finite/ });
  const list = JSON.parse(readFileSync(join(root, 'wild/checkpoints/checkpoints.json'), 'utf8')) as { step: number }[];
  assert.ok(list.length > 0 && list.at(-1)!.step < 12);
  await assert.rejects(run('wild', wild), { code: 'diverged' }); // opened, so whole
});

test('a full disk ends the run with an error, and it goes on from the last checkpoint', {
  skip: process.platform === 'win32',
}, async () => {
  await run('full', { steps: 4 });
  const out = join(root, 'full');
  const script = `
    import { trainRun } from '${new URL('run.node.ts', import.meta.url)}';
    import { createWasmBackend } from '${new URL('../../silicon/wasm/backend.ts', import.meta.url)}';
    const on = await createWasmBackend({ threads: 2 });
    const error = await trainRun({ ...${JSON.stringify({ ...OPTIONS, out })}, steps: 8 }, on, 'wasm 2').catch((error) => error);
    console.log(error.code, error.next);
    await on.close();`;
  const limited = spawnSync('bash', [
    '-c',
    'ulimit -f 100; exec "$0" --input-type=module -e "$1"',
    process.execPath,
    script,
  ]);
  assert.match(limited.stdout.toString(), /^io .*(space|limit|disk)/, limited.stderr.toString());
  const list = JSON.parse(readFileSync(join(out, 'checkpoints/checkpoints.json'), 'utf8')) as { step: number }[];
  assert.equal(list.at(-1)!.step, 4);
  assert.ok(readdirSync(join(out, 'checkpoints')).every((file) => !file.includes('.part')));
  assert.equal((await run('full', { steps: 8 })).place.step, 8);
});
