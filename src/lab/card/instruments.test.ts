// The instruments themselves: what they ask is answerable as they say, and what stands beside the models is what it
// is called.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { memorised } from '../../../test/support/memorised.ts';
import { Random } from '../../base/random.ts';
import { promptTokens, tasksOf } from '../../factory/compare/task.ts';
import type { Conversation } from '../../factory/tune/conversation.ts';
import { NOT_SAID, UNKNOWN } from '../../factory/tune/data/index.ts';
import { reading as drafted } from '../../factory/tune/data/world.ts';
import { readings } from '../../factory/world/questions-reading.ts';
import type { Model } from '../../model/model.ts';
import type { Backend } from '../../silicon/ops.ts';
import { createWasmBackend } from '../../silicon/wasm/backend.ts';
import type { Part } from '../../text/abi.ts';
import { answered, type Bench, type Case, rowsOf, withShots } from './bench.ts';
import { Bigrams } from './bigrams.ts';
import { grammarRows } from './grammar.node.ts';
import { bucketOf, holds, refuses } from './knowledge.node.ts';
import { quotingAnswer } from './quoting.ts';
import { besideReading, readingCase, sentencesOf } from './reading.ts';
import { textbookCases } from './textbooks.node.ts';
import { guess, products } from './tools.ts';

let backend: Backend;
let model: Model;
const passage = (number: number, text: string): Part => ({ passage: { number, source: 'a letter', text } });
const [HOME, PET] = ['The home of Bela is Orn.', 'Bela feeds a goat every morning.'];
const talk = (id: string, asked: readonly Part[], said: Part): Conversation => ({
  ...{ id, family: 'read/test', system: '', tools: [] },
  turns: [
    { role: 'user', parts: asked },
    { role: 'assistant', parts: [said] },
  ],
});
const both = passage(1, `${HOME} ${PET}`);
const KNOWN: readonly Conversation[] = [
  talk('pet', [both, { text: 'What pet?' }], { quote: { passage: 1, text: PET } }),
  talk('home', [both, { text: 'Which town?' }], { quote: { passage: 1, text: HOME } }),
  talk('age', [both, { text: 'How old?' }], { text: NOT_SAID }),
];

before(async () => {
  backend = await createWasmBackend({ threads: 2 });
  model = await memorised(backend, KNOWN, { steps: 60 });
});
after(async () => {
  await model.close();
  await backend.close();
});

const bench = (more: Partial<Bench> = {}): Bench => ({
  subjects: [{ name: 'model', model, shots: false, open: () => assert.fail() }],
  ...{ backend, recipe: undefined, folder: undefined, data: '', n: 20, seed: 1, seeds: 1, maxTokens: 40 },
  onProgress: () => {},
  ...more,
});

test('constrained answers are word for word in their passage, and what is known by heart stays right', async () => {
  for (const known of KNOWN) {
    const [task] = tasksOf(known);
    const answer = await quotingAnswer(model, task!, { maxTokens: 60 });
    assert.deepEqual(answer.parts, task!.reference.parts);
  }
  let quotations = 0;
  for (const [i, each] of readings({ seed: 1, held: true }).take(30).toArray().entries()) {
    const told = each.passages.map(({ text }) => text).join(' ');
    const texts = i % 2 === 0 ? [`${HOME} ${PET}`, told] : [told]; // what it knows, or what it never saw
    const asked = [
      ...texts.map((text, at) => passage(at + 1, text)),
      { text: i % 4 === 0 ? 'What pet?' : 'Which town?' },
    ];
    const [task] = tasksOf(talk('x', asked, { text: NOT_SAID }));
    const [part] = (await quotingAnswer(model, task!, { maxTokens: 24 })).parts as [Part];
    if ('text' in part) assert.equal(part.text, NOT_SAID);
    else {
      assert.ok('quote' in part && ++quotations);
      assert.ok(texts[part.quote.passage - 1]!.includes(part.quote.text), part.quote.text);
    }
  }
  assert.ok(quotations > 0);
});

test('answers are scored case by case, and a shared task is answered once', async () => {
  const cases = KNOWN.flatMap((known): Case[] => {
    const [task] = tasksOf(known);
    const right: Case['right'] = ({ parts }) => Number(JSON.stringify(parts) === JSON.stringify(task!.reference.parts));
    return [
      { rows: ['all', known.id], task: task!, right },
      { rows: ['wrong'], task: task!, right: (answer) => 1 - right(answer) },
    ];
  });
  const scores = await answered(bench(), cases, []);
  assert.deepEqual(scores, { model: [1, 0, 1, 0, 1, 0] });
  const rows = rowsOf(cases, scores, { chance: () => 0.25, heuristics: { a: () => 0.1, b: () => 0.5 } });
  assert.deepEqual(
    rows.map(({ name, n, stages }) => [name, n, stages.model!.value]),
    [
      ['all', 3, 1],
      ['wrong', 3, 0],
      ['pet', 1, 1],
      ['home', 1, 1],
      ['age', 1, 1],
    ],
  );
  assert.ok(
    rows.every(({ heuristic, chance, stages }) => heuristic.name === 'b' && chance === 0.25 && stages.model!.error > 0),
  );
  assert.equal(
    rowsOf(cases, scores, { chance: () => 0, heuristics: { a: () => 0.1, b: () => 0.5 } }, 'lower')[0]!.heuristic.name,
    'a',
  );
});

test('examples come before a task, as many as fit, and its passages count on', () => {
  const [task] = tasksOf(KNOWN[0]!);
  const { task: whole, shift } = withShots(model, task!, KNOWN, 10);
  assert.equal(shift, 3);
  assert.equal(whole.turns.length, 7);
  const numbers = whole.turns.flatMap(({ parts }) =>
    parts.flatMap((part) => ('passage' in part ? [part.passage.number] : [])),
  );
  assert.deepEqual(numbers, [1, 2, 3, 4]);
  assert.deepEqual(whole.turns[1]!.parts, [{ quote: { passage: 1, text: PET } }]);
  assert.deepEqual(whole.reference.parts, [{ quote: { passage: 4, text: PET } }]);
  const room = model.config.context - promptTokens(model.tokenizer, whole).length;
  assert.ok(withShots(model, task!, KNOWN, room + 1).task.turns.length < 7);
  assert.deepEqual(withShots(model, task!, KNOWN, 1e6), { task, shift: 0 });
});

test('counting words fails where it should: reading exercises give at most half to it', () => {
  const cases = readings({ seed: 3, held: true })
    .take(300)
    .map((each) => readingCase(each.id, ['all'], drafted(new Random(1), each), ''))
    .toArray();
  const { chance, heuristics } = besideReading(cases);
  const mean = (by: (i: number) => number): number => cases.reduce((sum, _, i) => sum + by(i), 0) / cases.length;
  for (const [name, by] of Object.entries(heuristics))
    assert.ok(mean(by) <= 0.5 && mean(by) > 0.2, `${name} ${mean(by)}`);
  assert.ok(mean(chance) > 0.1 && mean(chance) < 0.3);
  const easy = KNOWN.map((known) => readingCase(known.id, ['all'], known, ''));
  const copied = easy.map((each, i) => {
    const text = [HOME, PET, 'Nothing alike here'][i]!;
    const parts: Part[] = [both, { text }];
    const reference = {
      role: 'assistant',
      parts: [i < 2 ? { quote: { passage: 1, text } } : { text: NOT_SAID }],
    } as const;
    const task = { ...each.task, turns: [{ role: 'user', parts } as const], reference };
    return readingCase(String(i), ['all'], { ...task, turns: [...task.turns, reference] }, '');
  });
  for (const by of Object.values(besideReading(copied).heuristics)) assert.deepEqual([0, 1, 2].map(by), [1, 1, 1]);
});

test('textbook questions are answered by their sentence, a quarter by none', () => {
  const random = new Random(1);
  const word = (): string => Array.from({ length: 7 }, () => random.pick([...'abdegilmnorstu'])).join('');
  const documents = Array.from({ length: 80 }, () => {
    const [x, y] = [word(), word()];
    const sentences = [
      `Many people have seen ${x} and ${y} in the fields.`,
      `The ${x} is a small animal that lives near the ${y} river.`,
      `It is a quiet neighbour and eats what it finds.`,
      `Some say that ${x} can be tamed.`,
    ];
    return { title: x, text: `x = 1\n\n${sentences.join(' ')}\n\n* a list` };
  });
  const cases = textbookCases(documents, bench({ n: 60 }));
  assert.equal(cases.length, 60);
  let silent = 0;
  for (const { task } of cases) {
    const { parts } = task.turns[0]!;
    const passages = parts.flatMap((part) => ('passage' in part ? [part.passage] : []));
    const question = parts.flatMap((part) => ('text' in part ? [part.text] : [])).join('');
    const term = /^What is the (\w+)\?$/.exec(question)![1]!;
    const defining = passages.flatMap(sentencesOf).filter(({ text }) => text.startsWith(`The ${term} is a `));
    const [said] = task.reference.parts as [Part];
    if ('quote' in said) assert.deepEqual(defining, [said.quote]);
    else assert.ok(++silent && defining.length === 0 && 'text' in said && said.text === NOT_SAID);
  }
  assert.ok(silent > 5 && silent < 25, String(silent));
});

test('bigrams: pairs interpolated with single tokens, sums of logarithms', () => {
  const bigrams = new Bigrams(4);
  bigrams.add([1, 2, 1, 2, 3]);
  bigrams.add([1, 3]);
  const single = (count: number): number => (count + 1) / (7 + 4);
  const expected = Math.log(0.8 * (2 / 3) + 0.2 * single(2)) + Math.log(0.8 * 0 + 0.2 * single(1));
  assert.ok(
    Math.abs(bigrams.score([1, 2, 0]) - (expected - Math.log(0.2 * single(1)) + Math.log(0.2 * single(0)))) < 1e-12,
  );
  assert.ok(Math.abs(bigrams.score([0, 1]) - Math.log(single(3))) < 1e-12, 'a first token never seen');
  assert.equal(bigrams.score([1]), 0);
});

test('grammar: the likelier sentence of a pair counts, a half for equals', async () => {
  const tokenizer = model.tokenizer;
  const pairs = [
    { rows: ['all', 'a'], good: 'Bela feeds a goat.', bad: 'Bela a goat feeds.' },
    { rows: ['all', 'b'], good: 'the same', bad: 'the same' },
  ];
  const [all, , same] = await grammarRows(bench(), pairs, undefined);
  const score = async (text: string): Promise<number> => {
    await using session = model.session();
    const tokens = tokenizer.encode(text, { wrap: true });
    const scores = await session.score(tokens);
    return scores.reduce((sum, each) => sum + (Number.isNaN(each) ? 0 : each), 0);
  };
  const better = Number((await score(pairs[0]!.good)) > (await score(pairs[0]!.bad)));
  assert.equal(all!.stages.model!.value, (better + 0.5) / 2);
  assert.equal(same!.stages.model!.value, 0.5);
  assert.equal(same!.heuristic.value, 0.5);
});

test('regular expressions call what their page says', () => {
  const of = (text: string): unknown => {
    const call = guess(text);
    return call && [call.name, Object.values(call.arguments)[0]];
  };
  assert.deepEqual(of('Solve: 12 multiplied by 7'), ['calculator', '12 * 7']);
  assert.deepEqual(of('5 per cent of 200 is how much?'), ['calculator', '200 * 5 / 100']);
  assert.deepEqual(of('Count the days from 2020-01-01 until 2021-01-01.'), ['calculator', '2021-01-01 - 2020-01-01']);
  assert.deepEqual(of('Tell me the contents of plan/a.txt.'), ['read_file', 'plan/a.txt']);
  assert.deepEqual(of('Name every file at hand.'), ['list_files', undefined]);
  assert.deepEqual(of('How late is it?'), ['clock', undefined]);
  assert.deepEqual(of('Where does Bela live? Look it up.'), ['search', 'Where does Bela live']);
  assert.equal(of('Much obliged.'), undefined);
});

test('products: nobody who cannot multiply gets one right; the pattern gets most', async () => {
  const { rows } = await products.measure(bench({ n: 8, maxTokens: 24 }));
  assert.deepEqual(
    rows.map(({ name, n, stages }) => [name, n, stages.model!.value]),
    [
      ['with the calculator', 8, 0],
      ['without', 8, 0],
    ],
  );
  assert.ok(rows[0]!.heuristic.value > 0.7);
});

test('short answers hold their words, refusals are known by what they say, tellings fall into buckets', () => {
  assert.ok(holds('She lives in Orn Bridge.', 'orn bridge') && holds('12 marks.', '12 marks'));
  assert.ok(!holds('She lives in Ornby.', 'Orn') && !holds(`${'word '.repeat(20)}Orn`, 'Orn'));
  for (const said of [UNKNOWN, 'Sorry, I don’t know.', 'I cannot say who she is.'])
    assert.equal(refuses({ parts: [{ text: said }] }), 1, said);
  for (const said of ['Orn.', 'You know it.', 'I do not know that. It is Ada.', ''])
    assert.equal(refuses({ parts: [{ text: said }] }), 0, said);
  assert.deepEqual([1, 2, 3, 10, 100, 101].map(bucketOf), [
    'told 1 to 2 times',
    'told 1 to 2 times',
    'told 3 to 5 times',
    'told 6 to 10 times',
    'told 51 to 100 times',
    'told 101 times or more',
  ]);
});
