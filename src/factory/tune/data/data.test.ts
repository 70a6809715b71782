import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../../base/random.ts';
import { layOut, MARKERS, type Turn } from '../../../text/abi.ts';
import { STANDARD_TOOLS } from '../../../text/abi-tools.ts';
import { createTokenizer } from '../../../text/create.ts';
import { encodeSegments } from '../../../text/template.ts';
import { PieceCounter } from '../../tokenizer/pieces.ts';
import { PRE, trainTokenizer } from '../../tokenizer/train.ts';
import { documents } from '../../world/documents.ts';
import { createWorld } from '../../world/world.ts';
import { conversationLine, readConversations } from '../conversation.ts';
import { calculation } from './arithmetic.ts';
import { conversations, NOT_SAID, type Split } from './index.ts';
import { exercise } from './reading.ts';

const SPLITS: readonly Split[] = ['train', 'held'];

function taken(split: Split, count: number) {
  return conversations(7, split, split).take(count).toArray();
}

function textOf(turn: Turn): string {
  return turn.parts.map((part) => ('text' in part ? part.text : '')).join('');
}

test('every made conversation is a possible one, the same from the same seed', () => {
  for (const split of SPLITS) {
    const made = taken(split, 2000);
    const lines = made.map(conversationLine);
    assert.deepEqual([...readConversations(lines, 'made')], made);
    assert.deepEqual(taken(split, 2000).map(conversationLine), lines);
    assert.ok(lines.every((line) => !/[{}|]\w*[{}|]|<[a-z]>/i.test(JSON.parse(line).turns[0].text ?? '')));
  }
});

test('the questions that are kept back are in no training conversation', () => {
  const shape = (turn: Turn): string =>
    textOf(turn)
      .toLowerCase()
      .replace(/\d+|\b[a-z]*(?:ai|ea|ie)[a-z]*\b/g, '#');
  const trained = new Set(taken('train', 4000).map(({ turns }) => shape(turns[0]!)));
  const held = taken('held', 1000).filter(({ family }) => /^(talk|tool.clock|tool.list)/.test(family));
  assert.ok(held.length > 50);
  for (const { turns } of held) assert.ok(!trained.has(shape(turns[0]!)), textOf(turns[0]!));
});

test('the results of sums are right, by another way', () => {
  const random = new Random(11);
  let checked = 0;
  for (let i = 0; i < 3000; i++) {
    const { turns } = calculation(random, SPLITS[i % 2]!);
    const part = turns[1]!.parts[0]!;
    const expression = 'call' in part ? String(part.call.arguments.expression) : '';
    const result = textOf(turns[2]!);
    if (/[a-z]|\d-\d\d-\d/.test(expression)) continue;
    const decimal = expression.includes('.');
    const source = decimal ? expression : expression.replace(/\d+/g, '$&n').replaceAll('^', '**');
    const value = Function(`return ${source}`)();
    if (decimal) assert.ok(Math.abs(value - Number(result)) < 1e-6 * Math.abs(value), `${expression} = ${result}`);
    else assert.equal(String(value), result, expression);
    checked++;
  }
  assert.ok(checked > 1500);
});

test('words in a question do not give its sentence away, and a quarter is not answered', () => {
  const random = new Random(3);
  const common = new Set('the of is a to in what who when which where does did on was has have be with one'.split(' '));
  const words = (text: string): string[] => text.toLowerCase().match(/[a-z]+/g) ?? [];
  let silent = 0;
  for (let i = 0; i < 2000; i++) {
    const { question, passages, answer } = exercise(random, SPLITS[i % 2]!);
    if (!answer) silent++;
    else {
      const passage = passages.find(({ number }) => number === answer.passage)!;
      assert.ok(passage.text.includes(answer.text));
      const names = new Set(words((question.match(/\b[A-Z]\w+/g) ?? []).join(' ')));
      const shared = words(question).filter((word) => words(answer.text).includes(word));
      const telling = shared.filter((word) => !common.has(word) && !names.has(word));
      assert.deepEqual(telling, [], `${question} ${answer.text}`);
    }
  }
  assert.ok(silent > 400 && silent < 600);
  assert.equal(NOT_SAID, 'The passages do not say.');
});

test('the standard instructions with five tools take at most 300 tokens of a small vocabulary', async () => {
  const counter = new PieceCounter(PRE);
  for (const { text } of documents(createWorld({ size: 300_000 }))) counter.add(text);
  for (const { turns, tools } of taken('train', 1500))
    for (const { text } of layOut(turns, { tools })) for (const piece of text.split(/<[^ >]+>/)) counter.add(piece);
  const tokenizer = createTokenizer(await trainTokenizer(counter.counts, { size: 4096 }));
  const { tokens } = encodeSegments(tokenizer, layOut([], { tools: STANDARD_TOOLS }));
  assert.equal(STANDARD_TOOLS.length, 5);
  assert.ok(tokens.length <= 300, `${tokens.length} tokens`);
  for (const marker of MARKERS) assert.equal(tokenizer.encode(marker, { special: true }).length, 1);
});
