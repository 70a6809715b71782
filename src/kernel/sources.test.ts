import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page } from '../../test/support/turns.ts';
import type { Page } from '../cpu/cpu.ts';
import { label } from '../security/label.ts';
import { sentencesOf } from './sources.ts';

const SIGHT = label(['person', 'model']);

/** What the first sentence of an answer is marked as, after a question, a call and its result. */
function marked(question: string, input: Record<string, string>, result: string, answer: string): string[] {
  const pages: Page[] = [
    page('user', question),
    { ...page('assistant', ''), parts: [{ call: { name: 'tool', arguments: input } }] },
    page('tool', result),
  ].map((each, i) => ({ ...each, id: i + 1 }));
  return sentencesOf([{ text: answer }], pages, SIGHT).map(({ source }) => source.kind);
}

test('a sentence that tells a result is the device’s, in words of its own too', () => {
  const clock = (answer: string) => marked('What time is it in the kitchen?', {}, 'Wednesday 2026-11-25 04:22', answer);
  assert.deepEqual(clock('It is 04:22.'), ['device']);
  assert.deepEqual(clock('Today is Wednesday.'), ['device']);
  assert.deepEqual(clock('In the kitchen it is 04:22.'), ['device']);
  const sum = (answer: string) =>
    marked('I buy 3 apples at 4 each. What do they cost?', { expression: '3 * 4' }, '12', answer);
  assert.deepEqual(sum('It is 12.'), ['device']);
  assert.deepEqual(sum('3 apples at 4 each cost 12.'), ['device']);
  const file = (answer: string) => marked('Save "buy bread" in a.txt.', {}, 'a.txt is new: 9 bytes.', answer);
  assert.deepEqual(file('Done: a.txt is new: 9 bytes.'), ['device']);
});

test('what adds something is the weights’, however true the result in it', () => {
  const one = (answer: string) => marked('What is 2 - 1?', { expression: '2 - 1' }, '1', answer);
  assert.deepEqual(one('It is 1. There is 1 reason why whales sing.'), ['device', 'weights']);
  assert.deepEqual(one('It is not 1.'), ['weights']);
  assert.deepEqual(one('It is 2.'), ['weights'], 'words of the question alone');
  assert.deepEqual(marked('What is 6 * 7?', { expression: '6 * 7' }, '42', 'It is 43.'), ['weights']);
  const long = 'The mill burned down. The miller went to the sea. His daughter sold the boat in the harbour. '.repeat(
    3,
  );
  assert.deepEqual(marked('Read it.', {}, long, 'The daughter sold the mill.'), ['weights'], 'put together anew');
  assert.deepEqual(marked('Read it.', {}, long, 'The miller went to the sea.'), ['device']);
});

test('words that stand on a page are the page’s, unless they are too few', () => {
  const pages = [{ ...page('user', 'My sister lives in Oslo. Yes.'), id: 7 }];
  const found = sentencesOf([{ text: 'My sister lives in Oslo. Yes.' }], pages, SIGHT);
  assert.deepEqual(
    found.map(({ source }) => source.kind),
    ['page', 'weights'],
  );
});
