// The model that ships in ./pocket: small enough to live here, the file that its card speaks of, the same words in the
// engine, in run.ts and in llama.cpp, and an answer at once. Until there is a ./pocket there is nothing here to test.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test as define } from 'node:test';
import { FILES, type ModelCard, recipeHash } from '../src/factory/make/card.node.ts';
import { openCheckpoint } from '../src/model/open.node.ts';
import { errands, runErrands } from './support/errands.ts';
import { ROUNDING, sameTokensEverywhere } from './support/greedy.ts';

const FOLDER = process.env.TWOFILES_POCKET ?? 'pocket';
const WEIGHTS = join(FOLDER, 'parameters.bin');
const test: typeof define = existsSync(FOLDER) ? define : Object.assign(() => Promise.resolve(), define);

const MOST_BYTES = 12e6; // of the folder: it is part of every clone
const MOST_WEIGHTS = 5e6;
const GREEDY = 64;
/**
 * Shares of the errands that must be done, by kind: below what `bench tools` measures, to see what breaks. Lists of
 * files it does not do yet.
 */
const LEAST: Readonly<Record<string, number>> = {
  product: 0.8,
  date: 0.25,
  read: 0.5,
  write: 0.5,
  search: 0.6,
};

const cardOf = (): ModelCard => JSON.parse(readFileSync(join(FOLDER, 'card.json'), 'utf8')) as ModelCard;

test('pocket: all files are there, small enough, and the card speaks of these weights', () => {
  for (const name of FILES) assert.ok(existsSync(join(FOLDER, name)), name);
  const sizes = readdirSync(FOLDER).map((name) => statSync(join(FOLDER, name)).size);
  assert.ok(sizes.reduce((sum, size) => sum + size, 0) < MOST_BYTES);
  assert.ok(statSync(WEIGHTS).size < MOST_WEIGHTS);
  const card = cardOf();
  const hash = createHash('sha256').update(readFileSync(WEIGHTS)).digest('hex');
  assert.equal(card.file.sha256, hash);
  assert.equal(card.recipeHash, recipeHash(card.recipe));
  const page = readFileSync(join(FOLDER, 'card.md'), 'utf8');
  for (const said of [hash, card.recipeHash, card.corpus.root, ...card.corpus.sources.map(({ root }) => root)])
    assert.ok(page.includes(said), said);
});

test('pocket: its file says where it comes from', async () => {
  const card = cardOf();
  const checkpoint = await openCheckpoint(WEIGHTS);
  await checkpoint.close();
  const said = (key: string): unknown => checkpoint.metadata.get(key)?.value;
  assert.equal(said('general.name'), card.name);
  assert.equal(said('general.license'), card.licence);
  assert.equal(said('twofiles.recipe.hash'), card.recipeHash);
  assert.equal(said('twofiles.corpus.root'), card.corpus.root);
  assert.equal(said('twofiles.stage'), card.file.stage);
});

test(`pocket: the same ${GREEDY} greedy tokens in the engine, in run.ts and in llama.cpp`, (t) =>
  sameTokensEverywhere(t, WEIGHTS, GREEDY, ROUNDING));

test('pocket: asked for nothing else, the command line answers with it', () => {
  const env = { ...process.env, TWOFILES_STORE: 'none', TWOFILES_MODEL: process.env.TWOFILES_POCKET ? WEIGHTS : '' };
  const command = ['--disable-warning=ExperimentalWarning', 'src/cli/main.ts', 'ask', 'Hello!', '--temperature', '0'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', env });
  assert.equal(status, 0, stderr);
  assert.match(stdout, /\w/);
});

test('pocket: it runs errands in wordings it never saw, and every call of its is one', async (t) => {
  const ran = await runErrands({ weights: WEIGHTS, threads: 2 }, errands(12));
  assert.equal(
    ran.reduce((sum, { invalid }) => sum + invalid, 0),
    0,
  );
  for (const [kind, least] of Object.entries(LEAST)) {
    const mine = ran.filter((each) => each.kind === kind);
    const done = mine.filter((each) => each.done).length;
    t.diagnostic(`${kind}: ${done} of ${mine.length}`);
    assert.ok(
      done >= least * mine.length,
      `${kind}: ${JSON.stringify(
        mine.filter((each) => !each.done),
        null,
        1,
      )}`,
    );
  }
});
