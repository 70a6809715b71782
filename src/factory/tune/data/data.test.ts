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
import { exampleOf } from '../example.ts';
import { answerOf, meaningOf } from './answers.ts';
import { conversations, NOT_SAID, type Split, UNKNOWN } from './index.ts';
import { quoting, textIn } from './quoting.ts';
import { exercise } from './reading.ts';

/** Tokens of a row in fine-tuning, with the one that is predicted last. */
const ROW = 512 + 1;
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

test('what is said in wordings that are kept back is said in no training conversation', (t) => {
  const plain = (turn: Turn): string =>
    textOf(turn)
      .toLowerCase()
      .replace(/[^a-z0-9 ]/g, '');
  const said = (split: Split, count: number): string[] =>
    taken(split, count).flatMap(({ turns }) => turns.filter(({ role }) => role === 'user').map(plain));
  const train = said('train', 8000);
  const trained = new Set(train);
  const held = said('held', 3000);
  assert.deepEqual([...new Set(held.filter((text) => trained.has(text)))], []);
  const share = trained.size / train.length;
  t.diagnostic(`${(100 * share).toFixed(1)} % of ${train.length} messages in training wordings are different`);
  assert.ok(share > 0.75);
});

test('the results of sums are right, by another way', () => {
  let checked = 0;
  for (const { turns } of SPLITS.flatMap((split) => taken(split, 6000)))
    for (const [i, { parts }] of turns.entries()) {
      const [part] = parts;
      if (!part || !('call' in part) || part.call.name !== 'calculator') continue;
      const expression = String(part.call.arguments.expression);
      const result = textOf(turns[i + 1]!);
      if (/[a-z]|\d-\d\d-\d/.test(expression) || result.startsWith('error')) continue;
      const decimal = expression.includes('.');
      const source = decimal ? expression : expression.replace(/\d+/g, '$&n').replaceAll('^', '**');
      const value = Function(`return ${source}`)();
      if (decimal) assert.ok(Math.abs(value - Number(result)) < 1e-6 * Math.max(1, Math.abs(value)), expression);
      else assert.equal(String(value), result, expression);
      const answer = textOf(turns[i + 2]!);
      assert.ok(answer.includes(result), answer);
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

test('at a small vocabulary the instructions with five tools take 300 tokens, and conversations fit their rows', async () => {
  const counter = new PieceCounter(PRE);
  for (const { text } of documents(createWorld({ size: 300_000 }))) counter.add(text);
  for (const { turns, tools } of taken('train', 1500))
    for (const { text } of layOut(turns, { tools })) for (const piece of text.split(/<[^ >]+>/)) counter.add(piece);
  const tokenizer = createTokenizer(await trainTokenizer(counter.counts, { size: 4096 }));
  const { tokens } = encodeSegments(tokenizer, layOut([], { tools: STANDARD_TOOLS }));
  assert.equal(STANDARD_TOOLS.length, 5);
  assert.ok(tokens.length <= 300, `${tokens.length} tokens`);
  for (const split of SPLITS)
    for (const made of taken(split, 3000)) {
      const { length } = exampleOf(tokenizer, made).tokens;
      assert.ok(length <= ROW, `${length} tokens: ${conversationLine(made)}`);
    }
  for (const marker of MARKERS) assert.equal(tokenizer.encode(marker, { special: true }).length, 1);
});

test('wordings that mean the same are known as such, and others are not', () => {
  const random = new Random(5);
  for (const meaning of ['unknown', 'hello', 'joke', 'inexact'] as const)
    for (let i = 0; i < 50; i++)
      assert.equal(meaningOf(answerOf(random, meaning)), meaningOf(answerOf(random, meaning)), meaning);
  const [ada, bo] = ['Ada', 'Bo'].map((N) => meaningOf(answerOf(random, 'yourName', { N })));
  assert.notEqual(ada, bo);
  assert.equal(meaningOf('Your name is Ada.'), meaningOf('You are ada.'));
  assert.notEqual(meaningOf('I do not know that. It is Ada.'), meaningOf(UNKNOWN));
  assert.equal(meaningOf('The lamp  is red.'), 'the lamp is red.');
});

test('what the assistant says it can do is what the tools at hand allow', () => {
  for (const { family, tools, turns } of taken('train', 8000).filter((each) => each.family === 'talk/ability')) {
    const said = textOf(turns[1]!);
    for (const [name, word] of [
      ['calculator', 'exactly'],
      ['clock', 'time'],
      ['read_file', 'read files'],
    ] as const)
      assert.equal(
        said.includes(word),
        tools.some((tool) => tool.name === name),
        `${family}: ${said}`,
      );
  }
});

test('sentences of documents are quoted as they stand, and what is in none is not', () => {
  const random = new Random(6);
  const texts = documents(createWorld({ size: 300_000 }))
    .map(({ text }) => textIn(random, text))
    .filter((text) => text !== undefined)
    .toArray();
  assert.ok(texts.length > 60, `${texts.length} texts`);
  let [quoted, silent, repeated] = [0, 0, 0];
  for (const text of texts) {
    const { turns } = quoting(random, text, random.pick(texts));
    const read = turns[0]!.parts.flatMap((part) => ('passage' in part ? part.passage : []));
    for (const [i, { role, parts }] of turns.entries()) {
      if (role !== 'assistant') continue;
      const [answer] = parts;
      const asked = textOf(turns[i - 1]!);
      const words = /"(.*)"/.exec(asked)?.[1] ?? / (?:of|about) ([^ ]+)\?$/.exec(asked)?.[1];
      if (answer && 'quote' in answer) {
        quoted++;
        assert.ok(read.find(({ number }) => number === answer.quote.passage)!.text.includes(answer.quote.text));
        assert.ok(answer.quote.text.includes(words!), `${asked} ${answer.quote.text}`);
      } else if (read.length > 0) {
        silent++;
        assert.equal(textOf(turns[i]!), NOT_SAID);
        assert.ok(!read.some(({ text: all }) => all.includes(words!)), `${asked} ${JSON.stringify(read)}`);
      } else {
        repeated++;
        assert.ok(asked.includes(textOf(turns[i]!)));
      }
    }
  }
  assert.ok(quoted > 100 && silent > 10 && repeated > 20, `${quoted} quoted, ${silent} silent, ${repeated} repeated`);
});
