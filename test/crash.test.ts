// Machines killed at random moments: what they end with is what an unkilled one ends with, every note that was written
// is there, and no mail is sent twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../src/base/random.ts';
import { survive } from './support/crash.ts';

test('forty kills change nothing', async (t) => {
  const random = new Random(9);
  const whole = await survive(0, random, 0);
  assert.equal(whole.sent.length, 3);
  assert.equal(Object.keys(whole.notes).length, 12);
  assert.match(whole.results, /"state":"done"/);
  assert.doesNotMatch(whole.results, /failed|stopped|cancelled/);
  let kills = 0;
  let asked = 0;
  while (kills < 40) {
    const left = await survive(Math.min(8, 40 - kills), random, 120);
    kills += left.kills;
    asked += left.asked;
    assert.equal(left.results.replaceAll('It was done; what it gave back was lost.', 'sent'), whole.results);
    assert.deepEqual(left.sent, whole.sent);
    assert.deepEqual(left.notes, whole.notes);
  }
  t.diagnostic(`${kills} kills; the person was asked ${asked} times whether a mail had gone out`);
});
