// Calls written in text: what is read, what is refused and why, and that a stream shows just the words that stay.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import type { ToolSpec } from '../text/messages.ts';
import { callMarkup, callProblem, checkedCalls, readWritten, WrittenStream } from './written.ts';

const CALL = { name: 'search', arguments: { words: ['a "b"', '</tool_call>'], most: 2 } };
const TOOL: ToolSpec = {
  name: 'search',
  description: 'finds.',
  parameters: {
    type: 'object',
    properties: { words: { type: 'array', items: { type: 'string' } }, most: { type: 'integer', maximum: 9 } },
    required: ['words'],
  },
};

test('calls are read from text, with what stands around them', () => {
  const two = `I look.\n${callMarkup(CALL)}\n${callMarkup(CALL)}`;
  assert.deepEqual(readWritten(two), { parts: [{ text: 'I look.' }, { call: CALL }, { call: CALL }], problems: [] });
  const fenced = '<tool_call>\n```json\n{"name": "search", "arguments": {}}\n```\n</tool_call> Done.';
  assert.deepEqual(readWritten(fenced).parts, [{ call: { name: 'search', arguments: {} } }, { text: ' Done.' }]);
  assert.deepEqual(readWritten('<tool_call>{"name": "search", "arguments": {}}').problems, []);
  for (const [text, problem] of [
    ['<tool_call>{"name": "search", "arg', /is not closed/],
    ['<tool_call>{"name": search}</tool_call>', /not JSON/],
    ['<tool_call>{"tool": "search"}</tool_call>', /not {"name"/],
    ['<tool_call>{"name": "search", "arguments": [1]}</tool_call>', /not {"name"/],
  ] as const) {
    const { parts, problems } = readWritten(text);
    assert.deepEqual(parts, []);
    assert.match(problems.join(), problem);
  }
});

test('calls are checked against what there is', () => {
  assert.equal(callProblem(CALL, [TOOL]), undefined);
  for (const [call, problem] of [
    [{ ...CALL, name: 'find' }, /no tool "find": there are search/],
    [{ ...CALL, arguments: {} }, /arguments of search are wrong: words/],
    [{ ...CALL, arguments: { words: ['a'], most: 10 } }, /most/],
    [{ ...CALL, arguments: { words: ['a'], more: 1 } }, /more/],
  ] as const) {
    assert.match(callProblem(call, [TOOL])!, problem);
    const { parts, problems } = checkedCalls([{ text: 'x' }, { call }], [TOOL]);
    assert.ok(parts.every((part) => 'text' in part));
    assert.equal(problems.length, 1);
  }
  assert.match(callProblem(CALL, [])!, /there are none/);
});

test('a stream shows the words that stay, however it is cut, and never a call', () => {
  const random = new Random(7);
  const pieces = ['I look. ', '\n\n', '<', '<tool', ' é <b> ', callMarkup(CALL), '\n', 'x'];
  for (let i = 0; i < 300; i++) {
    const text = Array.from({ length: random.int(6) }, () => random.pick(pieces)).join('');
    const stream = new WrittenStream();
    let shown = '';
    for (let at = 0; at < text.length; ) {
      const end = at + 1 + random.int(8);
      shown += stream.push(text.slice(at, end));
      at = end;
    }
    const { parts, problems } = readWritten(text);
    assert.deepEqual(problems, []);
    shown += stream.rest(parts);
    assert.equal(shown, parts.map((part) => ('text' in part ? part.text : '')).join(''), JSON.stringify(text));
  }
});
