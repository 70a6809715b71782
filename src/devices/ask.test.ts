import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import { ask } from './ask.ts';
import { standardDevices } from './standard.ts';

const CONTEXT = { signal: new AbortController().signal, now: 0, random: new Random(1), key: 'k' };

test('the person is asked and answers', async () => {
  const device = ask(async (question, { choices }) => `${question} ${choices?.join('/') ?? ''}`.trim());
  assert.equal(await device.run({ question: 'Why?' }, CONTEXT), 'Why?');
  assert.deepEqual(device.source!({ question: 'Why?' }, 'x'), { from: ['person'], readers: 'everyone' });
});

test('an answer is one of the choices', async () => {
  const input = { question: 'Which?', choices: ['a', 'b'] };
  assert.equal(await ask(async () => 'b').run(input, CONTEXT), 'b');
  await assert.rejects(async () => ask(async () => 'c').run(input, CONTEXT), { code: 'bad-argument' });
});

test('with nobody there, or when it is stopped, it is an error', async () => {
  await assert.rejects(async () => ask().run({ question: 'Why?' }, CONTEXT), { code: 'unsupported' });
  const signal = AbortSignal.abort();
  await assert.rejects(async () => ask(async () => '').run({ question: 'Why?' }, { ...CONTEXT, signal }), {
    code: 'aborted',
  });
});

test('the standard devices are those that have something behind them', () => {
  const names = standardDevices().map(({ name }) => name);
  assert.deepEqual(names, ['calculator', 'clock', 'ask']);
  const all = standardDevices({ folder: '.', timeZone: 'UTC' }).map(({ name }) => name);
  assert.equal(all.length, new Set(all).size);
  assert.ok(all.includes('read_file') && all.includes('undo_write'));
  assert.throws(() => standardDevices({ folder: './nowhere' }), { code: 'not-found' });
});
