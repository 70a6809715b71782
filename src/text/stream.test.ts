// What a stream shows, piece by piece, is what decode shows, and no piece ends inside a character.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import { createTokenizer } from './create.ts';
import type { Tokenizer, TokenizerSpec, TokenKind } from './tokenizer.ts';
import { byteToken } from './unicode.ts';

const WORDS = ['▁', '▁Hi', '▁there', '!', '世界', '▁▁', 'é'];
const BYTES = Array.from({ length: 256 }, (_, byte) => byteToken(byte));
const CONTROL = 0;
const FIRST_WORD = 1 + BYTES.length;

const spec: TokenizerSpec = {
  model: 'spm',
  pre: 'default',
  tokens: ['<s>', ...BYTES, ...WORDS],
  kinds: ['control', ...BYTES.map((): TokenKind => 'byte'), ...WORDS.map((): TokenKind => 'normal')],
  scores: new Float32Array(1 + BYTES.length + WORDS.length),
  bos: CONTROL,
  addBos: true,
  addEos: false,
  addSpacePrefix: true,
};
const tokenizer: Tokenizer = createTokenizer(spec);
const byte = (value: number): number => 1 + value;
const word = (text: string): number => FIRST_WORD + WORDS.indexOf(text);

/** Everything a stream gives, piece by piece. */
function pieces(tokens: readonly number[], after?: readonly number[]): string[] {
  const stream = tokenizer.stream(after);
  return [...tokens.map((token) => stream.push(token)), stream.end()];
}

test('random tokens: the pieces are the text', () => {
  const random = new Random(8);
  for (let round = 0; round < 2000; round++) {
    const tokens = Array.from({ length: random.int(12) }, () =>
      random.float() < 0.6 ? byte(128 + random.int(128)) : random.int(spec.tokens.length),
    );
    assert.equal(pieces(tokens).join(''), tokenizer.decode(tokens));
  }
});

test('characters wait until they are whole', () => {
  const party = [...new TextEncoder().encode('🎉')].map(byte);
  assert.deepEqual(pieces([...party, word('!')]), ['', '', '', '🎉', '!', '']);
  assert.deepEqual(pieces(party.slice(0, 3)), ['', '', '', '\ufffd']);
  assert.deepEqual(pieces([party[0]!, word('!')]), ['', '\ufffd!', '']);
});

test('a control token shows nothing and breaks no character', () => {
  const [first, second] = [...new TextEncoder().encode('é')].map(byte) as [number, number];
  assert.deepEqual(pieces([first, CONTROL, second]), ['', '', 'é', '']);
});

test('the space that the encoder put before a text is not shown; later spaces and continued texts keep theirs', () => {
  assert.equal(tokenizer.decode([word('▁Hi'), word('▁there')]), 'Hi there');
  assert.equal(tokenizer.decode([CONTROL, word('▁Hi')]), 'Hi');
  assert.deepEqual(pieces([word('▁there')], [CONTROL]), ['there', '']);
  assert.deepEqual(pieces([word('▁there')], [CONTROL, word('▁Hi')]), [' there', '']);
  const [first, second] = [...new TextEncoder().encode('é')].map(byte) as [number, number];
  assert.deepEqual(pieces([second], [first]), ['é', ''], 'a character begun before');
});

test('a byte-order mark is text like any other', () => {
  assert.equal(tokenizer.decode([...new TextEncoder().encode('\ufeffa')].map(byte)), '\ufeffa');
});
