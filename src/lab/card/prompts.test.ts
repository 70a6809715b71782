import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { SEALED_TEXT, sealedPrompts } from './prompts.ts';

const SEAL = '843d28933ca5306a90d04d014a441e19e10bd6b1326e87a3feaea68b5d2c142f';

test('the prompts are as they were sealed', () => {
  const hash = createHash('sha256').update(SEALED_TEXT).digest('hex');
  assert.equal(
    hash,
    SEAL,
    'The sealed prompts were changed, so transcripts no longer compare. Restore them (git checkout src/lab/card/prompts.ts); if you want other prompts, put them in a list of their own.',
  );
});

test('there are three hundred of them, each its own, in categories', () => {
  const prompts = sealedPrompts();
  assert.equal(prompts.length, 300);
  assert.equal(new Set(prompts.map(({ turns }) => JSON.stringify(turns))).size, 300);
  assert.ok(new Set(prompts.map(({ category }) => category)).size >= 15);
  assert.ok(prompts.every(({ category, turns }) => category !== '' && turns.every((turn) => turn !== '')));
  assert.ok(prompts.some(({ turns }) => turns.length > 1) && prompts.some(({ turns }) => turns[0]!.includes('\n')));
});
