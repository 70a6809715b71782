import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTokenizer } from '../../text/create.ts';
import { PieceCounter } from '../tokenizer/pieces.ts';
import { PRE, trainTokenizer } from '../tokenizer/train.ts';
import { conversationOf } from '../tune/conversation.ts';
import { exampleOf } from '../tune/example.ts';
import { bestExamples } from './rejection.ts';
import { type Task, tasksOf } from './task.ts';

test('of each comparison the best answer is learned, as fine-tuning would learn it', async () => {
  const counter = new PieceCounter(PRE);
  counter.add('Where is the key? Under the third pot. Nobody knows.');
  const tokenizer = createTokenizer(await trainTokenizer(counter.counts, { size: 300 }));
  const turns = [
    { role: 'user', text: 'Where is the key?' },
    { role: 'assistant', text: 'Under the third pot.' },
  ];
  const conversation = conversationOf({ id: 'k', family: 'talk', turns });
  const [task] = tasksOf(conversation) as [Task];
  const said = (text: string) => ({ role: 'assistant', parts: text === '' ? [] : [{ text }] }) as const;
  const answers = [said('Nobody knows.'), said('Under the third pot.'), said('Under the third pot.')];
  const comparison = { task, answers, ranks: [2, 0, 0], judge: 'test' };
  const [example, ...more] = bestExamples(tokenizer, [
    comparison,
    { ...comparison, answers: [said(''), answers[0]!], ranks: [0, 1] },
  ]);
  assert.equal(more.length, 0, 'nothing is learned from an empty answer');
  const whole = exampleOf(tokenizer, conversation);
  const length = example!.tokens.length; // what frames the turn's end is not written by the assistant
  assert.deepEqual(example!.tokens, whole.tokens.slice(0, length));
  assert.deepEqual(example!.written, whole.written.slice(0, length));
  assert.equal(whole.written.slice(length).indexOf(1), -1);
});
