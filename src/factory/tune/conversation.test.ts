import assert from 'node:assert/strict';
import { test } from 'node:test';
import { layOut, MARKERS } from '../../text/abi.ts';
import { createTokenizer } from '../../text/create.ts';
import type { Tokenizer, TokenKind } from '../../text/tokenizer.ts';
import { BYTE_CHARACTERS } from '../../text/unicode.ts';
import { conversationLine, conversationOf, readConversations } from './conversation.ts';
import { exampleOf } from './example.ts';

const GOOD = {
  id: 'a',
  family: 'tool/calculator',
  tools: ['calculator', { name: 'add', description: 'adds.', parameters: { properties: { a: { type: 'integer' } } } }],
  turns: [
    {
      role: 'user',
      parts: [{ passage: { number: 1, source: 's', text: 'Mara left.' } }, { text: 'Who left? And 2 * 3?' }],
    },
    { role: 'assistant', parts: [{ call: { name: 'calculator', arguments: { expression: '2 * 3' } } }] },
    { role: 'tool', text: '6' },
    { role: 'assistant', parts: [{ quote: { passage: 1, text: 'Mara left.' } }, { text: ' And 6.' }] },
  ],
};

function tokenizerOf(markers: readonly string[]): Tokenizer {
  const tokens = [...BYTE_CHARACTERS, ...markers];
  const kinds = tokens.map((_, id): TokenKind => (id < 256 ? 'normal' : 'control'));
  const flags = { addBos: false, addEos: false, addSpacePrefix: false };
  return createTokenizer({ model: 'bpe', pre: 'qwen2', tokens, kinds, merges: [], ...flags });
}

test('a conversation survives being written and read', () => {
  const conversation = conversationOf(GOOD);
  assert.deepEqual([...readConversations(`\n${conversationLine(conversation)}\n`, 'f')], [conversation]);
});

test('the line and the place that are wrong are named', () => {
  const mend = (change: (copy: typeof GOOD) => void): string => {
    const copy = structuredClone(GOOD);
    change(copy);
    return JSON.stringify(copy);
  };
  const turn = (index: number, value: unknown) => mend((copy) => copy.turns.splice(index, 1, value as never));
  for (const [line, place] of [
    ['{"id"', /JSON/],
    ['[]', /the line: .*object/],
    [mend((copy) => Object.assign(copy, { note: 1 })), /note/],
    [turn(0, { role: 'robot', text: 'a' }), /turns\[0\]\.role/],
    [turn(0, { role: 'assistant', text: 'a' }), /turns\[0\]\.role: assistant, where only user/],
    [
      turn(0, { role: 'user', parts: [{ call: { name: 'add', arguments: {} } }] }),
      /turns\[0\]\.parts\[0\]: a call outside/,
    ],
    [turn(1, { role: 'assistant', text: 'a' }), /turns\[2\]\.role: tool, where only user/],
    [turn(1, { role: 'assistant', parts: [{ call: { name: 'clock', arguments: {} } }] }), /no tool clock was declared/],
    [turn(1, { role: 'assistant', parts: [{ call: { name: 'add', arguments: { a: 'x' } } }] }), /add: arguments: a: /],
    [turn(1, { role: 'assistant', parts: [{ call: { name: 'add', arguments: { b: 1 } } }] }), /add: arguments: /],
    [turn(3, { role: 'assistant', parts: [{ quote: { passage: 1, text: 'Mara stayed.' } }] }), /word for word/],
    [turn(3, { role: 'assistant', parts: [{ quote: { passage: 2, text: 'Mara left.' } }] }), /no passage 2/],
    [turn(3, { role: 'assistant', parts: [{ text: '' }] }), /turns\[3\]\.parts\[0\]\.text/],
    [mend((copy) => copy.turns.pop()), /end before the assistant/],
    [mend((copy) => copy.tools.push('oven')), /tools\[2\]: there is no standard tool oven/],
    [JSON.stringify(GOOD), /line 3: id: a is taken/],
  ] as const)
    assert.throws(
      () => [...readConversations(`${JSON.stringify(GOOD)}\n\n${line}`, 'talks.jsonl')],
      (error: { code?: string; message: string }) => {
        assert.equal(error.code, 'bad-file');
        assert.match(error.message, /^talks\.jsonl: line 3: /);
        assert.match(error.message, place);
        return true;
      },
    );
});

test('an example learns exactly what the assistant wrote', () => {
  const tokenizer = tokenizerOf(MARKERS);
  const conversation = conversationOf(GOOD);
  const { tokens, written } = exampleOf(tokenizer, conversation);
  const all = layOut(conversation.turns, { tools: conversation.tools });
  const text = (ids: Iterable<number>) => tokenizer.decode([...ids], { special: true });
  assert.equal(text(tokens), all.map((segment) => segment.text).join(''));
  assert.equal(
    text(tokens.filter((_, i) => written[i] === 1)),
    '<tool_call>\n{"name": "calculator", "arguments": {"expression": "2 * 3"}}\n</tool_call><|im_end|>' +
      '<quote>[1] Mara left.</quote> And 6.<|im_end|>',
  );
});

test('a tokenizer without our markers is refused', () => {
  const tokenizer = tokenizerOf(MARKERS.slice(0, -1));
  assert.throws(() => exampleOf(tokenizer, conversationOf(GOOD)), { code: 'unsupported' });
});
