// The whole chain on a fresh machine: a world, a tokenizer, three stages, a report card, and weights that others run
// unchanged. Every figure moves the right way, with chance and a simple heuristic beside it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { bestStage, FILES, type ModelCard, recipeHash, ship } from '../src/factory/make/card.node.ts';
import { type Made, make } from '../src/factory/make/make.node.ts';
import { type Recipe, recipeOf } from '../src/factory/make/recipe.ts';
import { loadAdapter } from '../src/model/adapter.node.ts';
import { openCheckpoint } from '../src/model/open.node.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { createBackend } from '../src/silicon/backend.ts';
import type { Backend } from '../src/silicon/ops.ts';
import { ROUNDING, sameTokensEverywhere } from './support/greedy.ts';

const GREEDY = 64;
let folder: string;
let backend: Backend;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'twofiles-make-'));
  backend = await createBackend({});
});
after(async () => {
  await backend.close();
  await rm(folder, { recursive: true, force: true });
});

async function making(recipe: Recipe, name: string, signal?: AbortSignal, onDone = (_: string): void => {}) {
  const steps: string[] = [];
  const made = await make({
    ...{ recipe, folder: join(folder, name), backend, variant: 'test', watts: 60, signal },
    onProgress: ({ label }) => onDone(label),
    onStep: ({ name: step, kept }) => void (kept || steps.push(step)),
  });
  return { made, steps };
}

test('tiny: every stage moves its figures the right way', async (t) => {
  const { made } = await making(recipeOf('tiny'), 'tiny');
  const row = (start: string): Made['rows'][number] =>
    made.rows.find(({ name }) => name === start) ?? made.rows.find(({ name }) => name.startsWith(start))!;
  for (const { name, chance, heuristic, stages } of made.rows)
    t.diagnostic(`${name}: chance ${chance}, ${heuristic.name} ${heuristic.value}, ${JSON.stringify(stages)}`);
  const bits = row('bits a byte');
  assert.ok(bits.stages.base!.value < bits.heuristic.value && bits.heuristic.value < bits.chance);
  assert.ok(bits.stages.dpo!.value < bits.stages.base!.value + 0.1, 'documents are not forgotten');
  for (const wordings of ['as trained', 'never trained']) {
    const { chance, stages } = row(`instructions, wordings ${wordings}`);
    const { base, sft, dpo } = stages;
    assert.ok(base!.value < 0.05 && sft!.value > chance + 0.1, wordings);
    assert.ok(
      dpo!.value > sft!.value - Math.hypot(sft!.error, dpo!.error),
      `${wordings}: the likeliest answers stay as good`,
    );
  }
  const sampled = row('instructions, all of these, sampled').stages;
  assert.ok(
    sampled.base!.value < 0.05 &&
      sampled.sft!.value > 0.15 &&
      sampled.dpo!.value > sampled.sft!.value - Math.hypot(sampled.sft!.error, sampled.dpo!.error),
  );
  const reward = row('reward model');
  assert.ok(reward.stages.reward!.value > reward.chance + 0.05);
  const wins = row('win rate');
  assert.ok(wins.stages.dpo!.value > wins.chance);
  const { ledger } = made;
  assert.ok(ledger.stages.pretrain.flops > 0 && ledger.stages.compare.flops > 0 && ledger.grown.length === 3);
  assert.match(await readFile(join(folder, 'tiny', 'card.md'), 'utf8'), /frontier/);
});

test('what ships is copied with its card, which is of these weights and names all that they read', async () => {
  const out = join(folder, 'shipped');
  await ship(join(folder, 'tiny'), out);
  assert.deepEqual((await readdir(out)).sort(), [...FILES].sort());
  const card = JSON.parse(await readFile(join(out, 'card.json'), 'utf8')) as ModelCard;
  const weights = await readFile(join(out, 'parameters.bin'));
  assert.equal(card.file.sha256, createHash('sha256').update(weights).digest('hex'));
  assert.equal(card.file.stage, bestStage(card.rows));
  assert.equal(
    card.corpus.sources.reduce((sum, { documents }) => sum + documents, 0),
    card.corpus.documents,
  );
  assert.equal(card.corpus.sources[0]!.root, card.corpus.root, 'a single source is the corpus');
  const checkpoint = await openCheckpoint(join(out, 'parameters.bin'));
  await checkpoint.close();
  assert.equal(checkpoint.metadata.get('twofiles.recipe.hash')?.value, recipeHash(recipeOf('tiny')));
  assert.equal(checkpoint.metadata.get('twofiles.corpus.root')?.value, card.corpus.root);
  assert.match(await readFile(join(out, 'curves.csv'), 'utf8'), /^step,tokens,loss,.*\n1,\d+,\d/);
  await assert.rejects(ship(folder, out), { code: 'bad-argument', next: /make/ });
});

test('what was measured on these weights is in the card, what was on others is not', async () => {
  const [made, out] = [join(folder, 'tiny'), join(folder, 'measured')];
  const { file } = JSON.parse(await readFile(join(made, 'card.json'), 'utf8')) as ModelCard;
  await mkdir(join(made, 'card'));
  for (const [hash, current] of [
    [file.sha256, true],
    ['0'.repeat(64), false],
  ] as const) {
    await writeFile(join(made, 'card', 'card.json'), JSON.stringify({ hash, sections: { reading: hash } }));
    await writeFile(join(made, 'card', 'card.md'), `# Report card\n\nOf ${hash}.\n\n## Reading\n\nRows.\n`);
    await writeFile(join(made, 'card', 'transcripts.md'), `Of ${hash}.\n`);
    assert.deepEqual((await making(recipeOf('tiny'), 'tiny')).steps, []);
    await ship(made, out);
    const card = JSON.parse(await readFile(join(out, 'card.json'), 'utf8')) as ModelCard;
    assert.equal(card.file.sha256, file.sha256, 'made anew, the file is the same');
    assert.equal(card.measured !== undefined, current);
    assert.equal((await readFile(join(out, 'card.md'), 'utf8')).includes('## Reading\n\nRows.'), current);
    assert.equal((await readdir(out)).includes('transcripts.md'), current);
  }
});

for (const [file, what] of [
  ['dpo.gguf', 'F32'],
  ['parameters.bin', 'Q8_0'],
] as const)
  test(`its weights in ${what} give the same greedy tokens in the engine, in run.ts and in llama.cpp`, (t) =>
    sameTokensEverywhere(t, join(folder, 'tiny', file), GREEDY, what === 'F32' ? 0 : ROUNDING));

const MICRO: Recipe = {
  ...recipeOf('tiny'),
  name: 'micro',
  world: { bytes: 60_000 },
  tokenizer: { vocab: 512 },
  pretrain: { depth: 1, context: 256, batch: 2, steps: 6, rate: 0.02 },
  tune: { ...recipeOf('tiny').tune, conversations: 60, epochs: 1 },
  compare: { tasks: 12, noise: 0, maxTokens: 12 },
  evaluate: { tasks: 8 },
};

test('a stopped run goes on, a changed recipe redoes what it changes, nothing is done twice', async () => {
  const stop = new AbortController();
  const stopped = making(MICRO, 'micro', stop.signal, (label) => label.startsWith('Fine-tuning') && stop.abort());
  await assert.rejects(stopped, { code: 'aborted' });
  const later = ['finetune', 'comparisons', 'reward', 'dpo', 'report'];
  assert.deepEqual((await making(MICRO, 'micro')).steps, later);
  const before = await readFile(join(folder, 'micro', 'parameters.bin'));
  assert.deepEqual((await making(MICRO, 'micro')).steps, []);
  const whole = await making(MICRO, 'whole');
  assert.deepEqual(await readFile(whole.made.path), before);
  const changed: Recipe = { ...MICRO, dpo: { ...MICRO.dpo, rate: 0.05 } };
  assert.deepEqual((await making(changed, 'micro')).steps, ['dpo', 'report']);
  assert.notDeepEqual(await readFile(join(folder, 'micro', 'parameters.bin')), before);
});

test('what cannot be made is refused with what to do', async () => {
  assert.throws(() => recipeOf('huge'), { code: 'bad-argument', message: 'There is no recipe huge.' });
  const options = { backend, variant: 'test', watts: 60, onProgress: () => {} };
  const from = make({ ...options, recipe: MICRO, folder: join(folder, 'x'), from: 'nothing' });
  await assert.rejects(from, { code: 'bad-argument', next: /^Name one of corpus, tokenizer/ });
});

test('one stage at a time from the command line: an adapter from corrections, preferences into weights', async () => {
  const at = (name: string): string => join(folder, 'micro', name);
  const run = (...words: string[]): string => {
    const command = ['--disable-warning=ExperimentalWarning', 'src/cli/main.ts', ...words];
    const { stderr, status } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    return `${status} ${stderr}`;
  };
  const lora = run('finetune', at('sft.gguf'), at('conversations-held.jsonl'), at('corrections.gguf'), '--lora', '4');
  assert.match(lora, /^0 [\s\S]*Wrote .*corrections\.gguf: \d+ conversations, loss \d/);
  await using model = await openModel(at('sft.gguf'));
  const adapter = await loadAdapter(model, at('corrections.gguf'));
  assert.ok(adapter.pairs.size > 0);
  const preferred = run('prefer', at('sft.gguf'), at('comparisons.jsonl'), at('preferred.gguf'));
  assert.match(preferred, /^0 [\s\S]*Wrote .*preferred\.gguf: \d+ pairs, loss \d/);
  assert.match(run('prefer', at('sft.gguf'), at('comparisons.jsonl'), at('preferred.gguf')), /^1 .*exists/);
  assert.match(run('finetune', at('sft.gguf'), at('card.md'), at('x.gguf')), /^1 error: .*card\.md: line 1: /);
});
