// Conversations with real tools, by a model that knows by heart when to call which; and the page made of them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { memorised } from '../../../test/support/memorised.ts';
import type { Conversation } from '../../factory/tune/conversation.ts';
import type { Model } from '../../model/model.ts';
import type { Backend } from '../../silicon/ops.ts';
import { createWasmBackend } from '../../silicon/wasm/backend.ts';
import type { Part, Turn } from '../../text/abi.ts';
import { STANDARD_TOOLS } from '../../text/abi-tools.ts';
import { Bm25 } from './bm25.ts';
import { converse, runTool } from './converse.ts';
import { transcribe, transcriptsPage } from './transcripts.ts';

const desk = {
  now: new Date('2026-11-25T04:22:00Z'),
  files: new Map([
    ['a.txt', 'The ferry leaves at seven.'],
    ['b.txt', 'Bread and lemons.'],
  ]),
};
const turn = (role: Turn['role'], part: Part): Turn => ({ role, parts: [part] });
const call = (name: string, values = {}): Part => ({ call: { name, arguments: values } });
const told = (role: Turn['role'], text: string): Turn => turn(role, { text });
const TOOLS = STANDARD_TOOLS.filter(({ name }) => name === 'clock' || name === 'list_files');
const KNOWN: readonly Conversation[] = [
  [
    told('user', 'What day is it?'),
    turn('assistant', call('clock')),
    told('tool', 'Wednesday 2026-11-25 04:22'),
    told('assistant', 'It is Wednesday.'),
  ],
  [
    told('user', 'Round and round?'),
    ...Array.from({ length: 5 }, () => [turn('assistant', call('list_files')), told('tool', 'a.txt\nb.txt')]).flat(),
    told('assistant', 'Enough.'),
  ],
  [told('user', 'Hello!'), told('assistant', 'Good day.'), told('user', 'Bye!'), told('assistant', 'Farewell.')],
]
  .flatMap((turns, i) => Array.from({ length: i === 1 ? 1 : 4 }, () => turns)) // the long one would drown the others
  .map((turns, i) => ({ id: String(i), family: 'test', system: '', tools: TOOLS, turns }));

let backend: Backend;
let model: Model;
before(async () => {
  backend = await createWasmBackend({ threads: 2 });
  model = await memorised(backend, KNOWN, { steps: 25 });
});
after(async () => {
  await model.close();
  await backend.close();
});

test('calls are run, results are seen, and nobody calls for ever', async () => {
  const asked = [['What day is it?'], ['Round and round?'], ['Hello!', 'Bye!']].map((turns) =>
    turns.map((text): Part[] => [{ text }]),
  );
  const [day, round, polite] = await converse(model, asked, { desk, tools: TOOLS, system: '', maxTokens: 60 });
  assert.deepEqual(day, { turns: KNOWN[0]!.turns, cut: undefined });
  assert.equal(round!.cut, 'it calls again and again');
  assert.equal(round!.turns.filter(({ role }) => role === 'tool').length, 4);
  assert.deepEqual(polite, { turns: KNOWN.at(-1)!.turns, cut: undefined });
  const [short] = await converse(model, asked.slice(2), { desk, tools: TOOLS, system: '', maxTokens: 1 });
  assert.equal(short!.cut, 'the answer does not end');
});

test('tools do what they say, and say what they cannot do', () => {
  const run = (name: string, values = {}, passages = 0): readonly Part[] =>
    runTool({ name, arguments: values }, STANDARD_TOOLS, desk, passages);
  assert.deepEqual(run('calculator', { expression: '12 * 12' }), [{ text: '144' }]);
  assert.deepEqual(run('calculator', { expression: '1 / 0' }), [
    { text: 'error: Nothing can be divided by zero. Divide by another number.' },
  ]);
  assert.deepEqual(run('clock'), [{ text: 'Wednesday 2026-11-25 04:22' }]);
  assert.deepEqual(run('list_files'), [{ text: 'a.txt\nb.txt' }]);
  assert.deepEqual(run('read_file', { path: 'b.txt' }), [{ text: 'Bread and lemons.' }]);
  assert.deepEqual(run('read_file', {}), [{ text: 'error: There is no undefined. Ask for the list of files.' }]);
  assert.deepEqual(run('search', { query: 'when does the ferry go' }, 2), [
    { passage: { number: 3, source: 'a.txt', text: 'The ferry leaves at seven.' } },
  ]);
  assert.deepEqual(run('search', { query: 'zebra' }), [{ text: 'Nothing was found.' }]);
  assert.deepEqual(run('toString'), [{ text: 'There is no tool toString.' }]);
});

test('the page has every conversation, and text stays text', async () => {
  const prompts = [
    { category: 'days', turns: ['What day is it?'] },
    { category: 'odd', turns: ['\n\n'] },
    { category: 'odd', turns: ['# <b>*x*', 'Bye!'] },
  ];
  const transcripts = await transcribe(model, { made: desk.now, system: '', tools: TOOLS, maxTokens: 40, prompts });
  const page = transcriptsPage(transcripts, { name: 'test', made: desk.now, hash: 'abc', recipe: undefined });
  assert.match(page, /\*\*1\*\* What day is it\?\n\n> `\{"name": "clock", "arguments": \{\}\}` → Wednesday 2026-11-25/);
  assert.match(page, /> It is Wednesday\.\n/);
  assert.match(page, /\*\*2\*\* \*\(nothing but line breaks\)\*/);
  assert.match(page, /\*\*3\*\* \\# \\<b\\>\\\*x\\\*/);
  assert.match(page, /\| odd \| 2 \|/);
});

test('BM25: rarer words weigh more, long texts less, by its formula', () => {
  const bm = new Bm25(['the cat sat', 'the dog sat', 'the cat and the dog and the cow sat down', 'nothing']);
  const found = bm.search('the cat');
  assert.deepEqual(
    found.map(({ index }) => index),
    [0, 2, 1],
  );
  const [rarity, mean] = [(n: number) => Math.log(1 + (4 - n + 0.5) / (n + 0.5)), 17 / 4];
  const weight = (n: number, times: number, length: number): number =>
    (rarity(n) * times * 2.2) / (times + 1.2 * (0.25 + (0.75 * length) / mean));
  assert.ok(Math.abs(found[0]!.score - weight(3, 1, 3) - weight(2, 1, 3)) < 1e-12);
  assert.deepEqual(bm.search('zebra'), []);
});
