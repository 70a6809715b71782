import assert from 'node:assert/strict';
import { test } from 'node:test';
import { byteVocabulary } from '../../test/support/talking-model.ts';
import { Random } from '../base/random.ts';
import { Constraint, type Guide, type GuideState } from '../model/constrain/constraint.ts';
import { characters, grammar, literal, repeat, sequence } from '../model/constrain/grammar.ts';
import { createTokenizer } from '../text/create.ts';
import { freely } from './guide.ts';
import { copying, longNumbers } from './numbers.ts';

const words = ['12', '123', '99999', '631', '2635', 'x12345y', '12632 ', ' 7', 'is'];
const tokenizer = createTokenizer(byteVocabulary(undefined, words));
const [END] = [...tokenizer.stops];
const PRODUCT = '121932631112635269';

/** Markers, which part numbers, as a bar. */
const textOf = (tokens: readonly number[]): string =>
  tokens.map((token) => String.fromCharCode(...tokenizer.bytes(token)) || '|').join('');

function tokensAllowed(state: GuideState): number[] {
  const mask = state.allowed();
  const all = Array.from({ length: tokenizer.size }, (_, token) => token);
  return mask === undefined ? all : all.filter((token) => (mask[token >> 5]! & (1 << (token & 31))) !== 0);
}

test('long numbers are those of five digits and more', () => {
  assert.deepEqual(longNumbers('1234 and 12345, 123456.789 in 2026-11-25'), ['12345', '123456']);
});

test('whatever is written at random, its long numbers are among those in sight, whole', () => {
  const known = ['12632', '123631', '99999123', '1212632635'];
  const guide = copying(tokenizer, freely(tokenizer, []), known);
  const random = new Random(3);
  const digits = [...'0123456789'].map((digit) => tokenizer.encode(digit)[0]!);
  const seen = new Set<string>();
  for (let run = 0; run < 400; run++) {
    let state: GuideState = guide.start([]);
    const tokens: number[] = [];
    for (let i = 0; i < 60; i++) {
      const may = tokensAllowed(state);
      assert.ok(may.length > 0);
      for (const token of [random.int(tokenizer.size), random.pick(digits)])
        assert.equal(state.advance(token) !== undefined, may.includes(token), `${textOf(tokens)}|${token}`);
      const liked = may.filter((token) => digits.includes(token) || token >= 256);
      const token = random.float() < 0.8 && liked.length > 0 ? random.pick(liked) : random.pick(may);
      state = state.advance(token)!;
      tokens.push(token);
      if (token === END) break;
    }
    if (tokens.at(-1) !== END) continue; // cut in the middle of something
    for (const number of longNumbers(textOf(tokens))) {
      seen.add(number);
      assert.ok(known.includes(number), textOf(tokens));
    }
  }
  assert.ok(seen.size >= 2, [...seen].join());
});

test('a product is told to its end, though its digits repeat', () => {
  let state: GuideState = copying(tokenizer, freely(tokenizer, []), [PRODUCT]).start([]);
  let text = 'It is 12193';
  for (const token of tokenizer.encode(text)) state = state.advance(token)!;
  for (let may = tokensAllowed(state); may.length < 10; may = tokensAllowed(state)) {
    state = state.advance(may.at(-1)!)!;
    text += textOf([may.at(-1)!]);
  }
  assert.equal(text, `It is ${PRODUCT}`);
  assert.equal(state.advance(tokenizer.encode('9')[0]!), undefined, 'and no further');
});

test('a guide around it keeps to its own, and decides where both leave nothing', () => {
  const digits = repeat(characters([[0x30, 0x39]]), 7, 7);
  const inner: Guide = new Constraint(grammar(sequence(literal('n '), digits)), tokenizer);
  for (const [numbers, wanted] of [
    [['1234567'], /^n 1234567$/],
    [['55555'], /^n \d{7}$/],
  ] as const) {
    let state: GuideState = copying(tokenizer, inner, numbers).start([]);
    const tokens: number[] = [];
    while (!state.finished) {
      const may = tokensAllowed(state).filter((token) => token !== END);
      if (may.length === 0) break;
      const next = may.find((token) => `n ${numbers[0]}`.startsWith(textOf([...tokens, token]))) ?? may[0]!;
      tokens.push(next);
      state = state.advance(next)!;
    }
    assert.match(textOf(tokens), wanted);
  }
});
