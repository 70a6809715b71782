// The report card end to end: a model made in seconds, every instrument on it, a stop in the middle, the transcripts.
// Its figures are those of a model that knows next to nothing; what is tested is that each is there, with what stands
// beside it, and that the same weights give the same card.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { make } from '../src/factory/make/make.node.ts';
import { type Recipe, recipeOf } from '../src/factory/make/recipe.ts';
import { type CardOptions, makeCard, placeOf, writeTranscripts } from '../src/lab/card/card.node.ts';
import { INSTRUMENTS } from '../src/lab/card/instruments.node.ts';
import { createBackend } from '../src/silicon/backend.ts';
import type { Backend } from '../src/silicon/ops.ts';

const tiny = recipeOf('tiny');
const RECIPE: Recipe = {
  ...tiny,
  name: 'mini',
  world: { bytes: 60_000 },
  tokenizer: { vocab: 512 },
  pretrain: { depth: 2, context: 128, batch: 4, steps: 8, rate: 0.02 },
  tune: { ...tiny.tune, conversations: 60, world: 20, asked: 16, epochs: 1, length: 128 },
  compare: { tasks: 12, noise: 0.02, maxTokens: 12 },
  reward: { epochs: 1, batch: 8, rate: 0.01 },
  dpo: { epochs: 1, batch: 8, rate: 0.001, beta: 0.1, anchor: 1 },
  policy: {
    method: 'reinforce',
    judge: 'checker',
    iterations: 1,
    tasks: 2,
    answers: 2,
    rate: 1e-4,
    beta: 0.1,
    mostKl: 9,
  },
  evaluate: { tasks: 8 },
};
let folder: string;
let backend: Backend;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twofiles-card-'));
  backend = await createBackend({});
  const data = join(folder, 'data');
  await mkdir(join(data, 'grammar/blimp_dev'), { recursive: true });
  const pair = { sentence_good: 'The dogs sleep.', sentence_bad: 'The dogs sleeps.' };
  await writeFile(join(data, 'grammar/blimp_dev/agreement.jsonl'), `${JSON.stringify(pair)}\n`);
  const onProgress = (): void => {};
  await make({ ...{ recipe: RECIPE, folder: join(folder, 'mini'), backend, variant: 'test', watts: 60 }, onProgress });
});
after(async () => {
  await backend.close();
  await rm(folder, { recursive: true, force: true });
});

async function options(more: Partial<CardOptions> = {}): Promise<CardOptions> {
  const place = await placeOf(join(folder, 'mini'));
  const out = join(folder, 'card');
  const sizes = { n: 4, seed: 1, seeds: 1, maxTokens: 8 };
  return {
    ...{ place, out, backend, instruments: INSTRUMENTS, data: join(folder, 'data') },
    ...sizes,
    onProgress: () => {},
    ...more,
  };
}

test('every instrument finds its rows; a stopped card goes on; the same weights give the same card', async () => {
  const stop = new AbortController();
  const seen: string[] = [];
  const first = makeCard(
    await options({
      signal: stop.signal,
      onInstrument({ name }) {
        seen.push(name);
        if (name === 'grammar') stop.abort();
      },
    }),
  );
  await assert.rejects(first, { code: 'aborted' });
  assert.ok(seen.length > 2 && seen.at(-1) === 'grammar');
  const kept: string[] = [];
  const card = await makeCard(await options({ onInstrument: (each) => void (each.kept && kept.push(each.name)) }));
  assert.deepEqual(kept, seen.slice(0, -1));
  for (const { name } of INSTRUMENTS) {
    const { rows, left } = card.sections[name]!;
    if (name === 'textbooks') assert.match(left!, /textbooks.jsonl is not there/);
    else assert.ok(rows.length > 0, `${name}: ${left}`);
    for (const row of rows) {
      assert.ok(row.n > 0 && row.chance >= 0 && Object.keys(row.stages).length > 0, `${name}: ${row.name}`);
      for (const { value, error } of Object.values(row.stages)) assert.ok(value >= -1 && error >= 0, row.name);
      if (!['text', 'reward', 'methods'].includes(name))
        for (const who of ['random', 'base', 'sft', 'dpo', 'policy'])
          assert.ok(who in row.stages, `${row.name}: ${who}`);
    }
  }
  assert.deepEqual(Object.keys(card.sections.methods!.rows[0]!.stages), ['rejection', 'dpo', 'policy']);
  const again = await makeCard(await options({ rows: ['reading', 'recall'] }));
  assert.deepEqual(again, card);
  const page = readFileSync(join(folder, 'card', 'card.md'), 'utf8');
  assert.ok(page.includes(card.hash) && INSTRUMENTS.every(({ about }) => page.includes(about.slice(1))));
});

test('other sizes are another card, and an instrument that there is not is refused', async () => {
  const out = join(folder, 'other');
  const rows = ['grammar'];
  await makeCard(await options({ out, rows }));
  const bench = await makeCard(await options({ out, rows, n: 5 }));
  assert.deepEqual([Object.keys(bench.sections), bench.n], [['grammar'], 5]);
  await assert.rejects(makeCard(await options({ rows: ['beauty'] })), { code: 'bad-argument', message: /beauty/ });
  await assert.rejects(placeOf(join(folder, 'nowhere')), { code: 'not-found' });
});

test('weights without their folder are measured as far as they can be', async () => {
  const place = await placeOf(join(folder, 'mini', 'parameters.bin'));
  const rows = ['text', 'recall', 'unknown', 'instructions', 'reward', 'methods', 'products', 'grammar'];
  const { sections } = await makeCard(await options({ place, out: join(folder, 'alone'), rows }));
  for (const [name, { rows, left }] of Object.entries(sections))
    if (['products', 'grammar'].includes(name)) assert.deepEqual(Object.keys(rows[0]!.stages), ['random', 'model']);
    else assert.ok(left !== undefined && rows.length === 0, name);
});

test('transcripts hold all three hundred conversations', async () => {
  const path = await writeTranscripts(await options());
  const page = readFileSync(path, 'utf8');
  assert.equal(page.match(/^\*\*\d+\*\* /gm)!.length, 300);
  assert.ok(existsSync(join(folder, 'card', 'card.json')));
});
