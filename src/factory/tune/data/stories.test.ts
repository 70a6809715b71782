// Stories to order: each is about what was asked, whole, of its length, and plain English; what is held back is in none
// that is trained on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../base/random.ts';
import { check, wanted } from '../../compare/checker.ts';
import { tasksOf } from '../../compare/task.ts';
import { type Plot, plots, shortPlots } from '../../world/script.ts';
import type { Split } from './index.ts';
import { sentencesOf, story, threeSentences } from './stories.ts';

const told = (split: Split, n: number) => {
  const random = new Random(4);
  return Array.from({ length: n }, (_, i) => tasksOf({ id: String(i), ...story(random, split) })[0]!);
};
const textOf = (task: ReturnType<typeof told>[number]): string => (task.reference.parts[0] as { text: string }).text;

test('a story has what was asked for, ends, and is plain English', () => {
  let asked = 0;
  for (const task of [...told('train', 500), ...told('held', 200)]) {
    const text = textOf(task);
    assert.doesNotMatch(text, /[@#*{}[\]<>|_]|undefined/, text);
    assert.doesNotMatch(text, /\b(\w+) \1\b/i, text);
    assert.match(text, /[.!?]["”]?$/, text);
    assert.doesNotMatch(text, /\bI (?:is|has|does)\b|\b(?:they|we) (?:was|is|has)\b/, text);
    assert.ok(text.length <= 560, text);
    assert.equal(check(task, { parts: task.reference.parts, ended: true, problems: [] }).score, 1, text);
    const wishes = wanted(task);
    asked += wishes.length;
    if (wishes.length === 0) continue;
    const other = { parts: [{ text: 'It was late. Nobody came. The wind blew. All were asleep. That was all.' }] };
    assert.ok(check(task, { ...other, ended: true, problems: [] }).right < 1);
  }
  assert.ok(asked > 400);
});

test('what is asked for in held-out orders no training story is about', () => {
  const things = (split: Split) =>
    new Set(told(split, 500).flatMap((task) => (task.family === 'story/plain' ? wanted(task) : [])));
  const trained = things('train');
  assert.deepEqual(
    [...things('held')].filter((thing) => /^[a-z]/.test(thing) && trained.has(thing)),
    [],
  );
});

test('short plots are their own: documents have none of them', () => {
  const names = (list: readonly Plot[]) => list.map(({ name }) => name);
  assert.deepEqual(
    names(shortPlots).filter((name) => names(plots).includes(name)),
    [],
  );
  for (const { cast } of shortPlots) assert.ok(cast.some(({ role }) => 'xopc'.includes(role)));
});

test('three sentences are three', () => {
  const random = new Random(9);
  for (let i = 0; i < 400; i++) {
    const [task] = tasksOf({ id: 'x', ...threeSentences(random, i % 2 === 0 ? 'train' : 'held') });
    const { parts } = task!.reference;
    const [{ text }] = parts as [{ text: string }];
    assert.equal(sentencesOf(text).length, 3, text);
    assert.equal(check(task!, { parts, ended: true, problems: [] }).right, 1, text);
    const two = sentencesOf(text).slice(0, 2).join(' ');
    assert.ok(check(task!, { parts: [{ text: two }], ended: true, problems: [] }).right < 1);
  }
});
