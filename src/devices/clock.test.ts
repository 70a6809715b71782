import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import { clock as maker } from '../factory/tune/data/devices.ts';
import { toolOf } from '../kernel/device.ts';
import { signature } from '../text/abi.ts';
import { STANDARD_TOOLS } from '../text/abi-tools.ts';
import { clock } from './clock.ts';

const at = (now: number) => ({ signal: new AbortController().signal, now, random: new Random(1), key: 'k' });

test('a model is told of it as it was trained', () => {
  const trained = STANDARD_TOOLS.find(({ name }) => name === 'clock')!;
  assert.deepEqual({ ...toolOf(clock()).parameters, required: [] }, trained.parameters);
  assert.equal(signature(toolOf(clock())), signature(trained));
});

test('it tells the time as it is told in training', () => {
  const random = new Random(3);
  const { run } = clock({ timeZone: 'UTC' });
  for (let i = 0; i < 500; i++) {
    const [told] = maker(random, 'train').turns[2]!.parts as unknown as [{ text: string }];
    const [, date, time] = told.text.split(' ');
    assert.equal(run({}, at(Date.parse(`${date}T${time}:30Z`))), told.text);
  }
});

test('it tells the time where the person is', () => {
  const now = Date.UTC(2026, 10, 25, 23, 22);
  assert.equal(clock({ timeZone: 'Asia/Tokyo' }).run({}, at(now)), 'Thursday 2026-11-26 08:22');
  assert.equal(clock({ timeZone: 'America/New_York' }).run({}, at(now)), 'Wednesday 2026-11-25 18:22');
  assert.equal(clock({ timeZone: 'UTC' }).run({}, at(Date.UTC(2026, 0, 1))), 'Thursday 2026-01-01 00:00');
  assert.throws(() => clock({ timeZone: 'Mars/Olympus' }), { code: 'bad-argument' });
});
