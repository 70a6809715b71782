// The gate's sign test against counting all outcomes, and what it lets through.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '../compare/task.ts';
import { judge, tail } from './gate.ts';

test('the tail is what counting all throws gives', () => {
  for (let lost = 0; lost <= 6; lost++)
    for (let gained = 0; gained <= 6; gained++) {
      const n = lost + gained;
      let bad = 0;
      for (let throws = 0; throws < 2 ** n; throws++) {
        const heads = throws.toString(2).replaceAll('0', '').length;
        if (heads >= lost) bad++;
      }
      assert.ok(Math.abs(tail(lost, gained) - bad / 2 ** n) < 1e-12, `${lost} ${gained}`);
    }
});

const task = (family: string): Task => ({
  ...{ id: family, family, tools: [] },
  turns: [{ role: 'user', parts: [{ text: '?' }] }],
  reference: { role: 'assistant', parts: [{ text: '!' }] },
});
const of = (n: number, right: number): boolean[] => Array.from({ length: n }, (_, i) => i < right);

test('what got worse in one kind of question stops the whole; noise does not', () => {
  const tasks = [
    ...Array.from({ length: 20 }, () => task('read/quote')),
    ...Array.from({ length: 20 }, () => task('talk/hello')),
  ];
  const lessons = { before: of(5, 0), after: of(5, 4) };
  const before = [...of(20, 15), ...of(20, 10)];
  const same = judge(lessons, { tasks, before, after: [...of(20, 13), ...of(20, 12)] });
  assert.deepEqual([same.passed, same.reasons], [true, []]);
  const worse = judge(lessons, { tasks, before, after: [...of(20, 8), ...of(20, 20)] });
  assert.equal(worse.passed, false);
  assert.match(worse.reasons.join(), /^"read" got worse: 15 → 8 of 20$/);
  const nothing = judge({ before: of(5, 1), after: of(5, 1) }, { tasks, before, after: before });
  assert.match(nothing.reasons.join(), /no more of the lessons/);
  const knew = judge({ before: of(5, 5), after: of(5, 5) }, { tasks, before, after: before });
  assert.ok(knew.passed);
});
