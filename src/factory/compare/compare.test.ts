import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import type { Part } from '../../text/abi.ts';
import { conversationOf } from '../tune/conversation.ts';
import { conversations } from '../tune/data/index.ts';
import { check, rank, succeeds, wanted } from './checker.ts';
import { type Comparison, comparisonLine, preferencePairs, ranksOf, readComparisons } from './comparison.ts';
import { type Task, tasksOf } from './task.ts';

const answer = (parts: readonly Part[], ended = true) => ({ parts, ended, problems: [] });
const isStory = ({ family }: Task): boolean => family.startsWith('story/'); // which may be longer
const tasks = (): Task[] => conversations(1, 'train', 'c').take(400).toArray().flatMap(tasksOf);

test('the reference succeeds at its own task and beats anything damaged', () => {
  for (const task of tasks()) {
    const { parts } = task.reference;
    const best = check(task, answer(parts));
    assert.deepEqual(best, { right: 1, grounded: 1, whole: 1, brief: 1, score: 1 }, JSON.stringify(task));
    assert.ok(succeeds(task, answer(parts)));
    for (const worse of [
      answer(parts, false),
      ...(isStory(task) ? [] : [answer([...parts, { text: ' And so on.' }])]),
      answer([{ text: 'Bananas.' }]),
      answer([]),
      answer([{ quote: { passage: 1, text: 'Nobody wrote this.' } }]),
      { parts, ended: true, problems: ['A call is not JSON.'] },
    ]) {
      assert.ok(check(task, worse).score < 1);
      assert.ok(!succeeds(task, worse));
      assert.deepEqual(rank(task, [worse, answer(parts)]), [1, 0]);
    }
  }
});

test('a call to the right tool with other arguments is nearer than words', () => {
  const task = tasks().find(({ family, reference }) => /^tool.calc/.test(family) && 'call' in reference.parts[0]!)!;
  const near = answer([{ call: { name: 'calculator', arguments: { expression: '0' } } }]);
  const far = answer([{ text: 'It is 0.' }]);
  assert.deepEqual(rank(task, [far, near]), [1, 0]);
});

test('a story is judged by what it was asked to have, its hero, its sentences, its end', () => {
  const turns = [
    { role: 'user', text: 'Tell me a story about Mara and a lamp.' },
    { role: 'assistant', text: 'Mara saw a lamp. It was dark. She lit it. All came. Mara was glad.' },
  ];
  const [task] = tasksOf(conversationOf({ id: 's', family: 'story/order', turns })) as [Task];
  assert.deepEqual(wanted(task), ['Mara', 'lamp']);
  const good =
    'Mara had no light. She looked in the barn. There stood an old lamp. Its glass was broken. She carried it to the smith. "Can you mend it?" asked Mara. He could. That night Mara read until morning.';
  const text = (words: string, ended = true) => check(task, answer([{ text: words }], ended)).score;
  assert.equal(text(good), 1);
  assert.ok(text(good.replaceAll('lamp', 'chair')) < 1);
  assert.ok(text(good.replaceAll('Mara', 'Tolo')) < text(good.replaceAll('lamp', 'chair')) + 1e-9);
  assert.ok(text(`${good} ${good}`) < 1);
  assert.ok(text(good, false) < 1);
  assert.ok(text('Mara had a lamp.') < 0.7);
});

test('noise blurs the ranking, more of it more', () => {
  const all = tasks();
  const wrongs = (noise: number): number => {
    const random = new Random(5);
    return all.filter((t) => rank(t, [answer(t.reference.parts), answer([{ text: 'No.' }])], noise, random)[0] !== 0)
      .length;
  };
  assert.equal(wrongs(0), 0);
  assert.ok(wrongs(0.3) > 0);
  assert.ok(wrongs(3) > wrongs(0.3));
  assert.ok(wrongs(3) < all.length / 2);
});

test('comparisons survive being written and read, and bad lines are named', () => {
  const [task] = tasks() as [Task];
  const answers = ['a', 'b', 'c'].map((text) => ({ role: 'assistant', parts: [{ text }] }) as const);
  const comparison: Comparison = { task, answers, ranks: [0, 1, 1], judge: 'person' };
  const line = comparisonLine(comparison);
  assert.deepEqual([...readComparisons([line, ''], 'f')], [comparison]);
  assert.deepEqual(
    preferencePairs(comparison).map(({ chosen, rejected }) => [chosen, rejected]),
    [
      [answers[0], answers[1]],
      [answers[0], answers[2]],
    ],
  );
  for (const bad of [
    '{',
    line.replace('[0,1,1]', '[0,1]'),
    line.replace('"text":"a"', '"txt":"a"'),
    line.replace('"turns"', '"turn"'),
  ])
    assert.throws(() => [...readComparisons([line, bad], 'f')], { code: 'bad-file', message: /^f: line 2: / });
});

test('an order as typed becomes ranks', () => {
  assert.deepEqual(ranksOf('2 1=3', 4), [1, 0, 1, 2]);
  assert.deepEqual(ranksOf(' 4>3>2>1 ', 4), [3, 2, 1, 0]);
  assert.deepEqual(ranksOf('1=2', 2), [0, 0]);
  for (const bad of ['', '0', '5', '1 1', 'a', '1.5', '1=', '-1']) assert.equal(ranksOf(bad, 4), undefined, bad);
});
