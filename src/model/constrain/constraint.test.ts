// Masks against a matcher that tries everything, on small vocabularies and grammars.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, has, smallTokenizer, tokensOf, tryAll } from '../../../test/support/constraints.ts';
import { Random } from '../../base/random.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { Automaton } from './automaton.ts';
import { Constraint } from './constraint.ts';
import { parseGrammar } from './ebnf.ts';
import { type Expression, type Grammar, grammar, literal, sequence } from './grammar.ts';
import { Masks } from './mask.ts';
import { compileNetwork } from './network.ts';
import { quoteOf } from './quote.ts';
import { vocabularyTrie } from './trie.ts';

/** Walks at random and compares mask, completeness and refusals with the matcher at each step. */
function compare(grammar: Grammar, tokenizer: Tokenizer, random: Random, steps = 9): void {
  const constraint = new Constraint(grammar, tokenizer);
  let state = constraint.start([4]);
  let text = new Uint8Array();
  for (let step = 0; step < steps; step++) {
    const where = JSON.stringify(new TextDecoder().decode(text));
    assert.equal(state.complete, tryAll(grammar, text).matches, `complete after ${where}`);
    const allowed = new Set(tokensOf(state.allowed()));
    for (let token = 0; token < tokenizer.size; token++) {
      const bytes = tokenizer.bytes(token);
      const expected = tokenizer.stops.has(token)
        ? state.complete
        : bytes.length > 0 && tryAll(grammar, concat([text, bytes])).begins;
      assert.equal(allowed.has(token), expected, `token ${tokenizer.spec.tokens[token]} after ${where}`);
      assert.equal(state.advance(token) !== undefined, expected, `advance by ${token} after ${where}`);
    }
    const choices = [...allowed].filter((token) => !tokenizer.stops.has(token));
    assert.equal(state.finished, choices.length === 0, `finished after ${where}`);
    if (choices.length === 0) return;
    const longer = choices.filter((token) => tokenizer.bytes(token).length > 1);
    const token = random.pick(longer.length > 0 && random.int(2) === 0 ? longer : choices);
    text = Uint8Array.from([...text, ...tokenizer.bytes(token)]);
    state = state.advance(token)!;
  }
}

const PIECES = [
  'a',
  'b',
  'ab',
  'ba',
  'aab',
  'bb',
  'c',
  'abc',
  ' a',
  ' ',
  'é',
  'éa',
  '":{',
  '","',
  '"}',
  '[[',
  ']]',
  '],',
];
const small = smallTokenizer(PIECES);

const GRAMMARS: Readonly<Record<string, string>> = {
  literals: 'root ::= "ab" | "abc" | "b" "a"* "c"',
  'nested brackets': 'root ::= "[" (root ("," root)*)? "]"',
  'two rules that begin alike': 'root ::= x "b" | y "c"\nx ::= "a" x | "a"\ny ::= "a" y | "a" "a"',
  'the same rule with different ends': 'root ::= "a" root "b" | "a" root "c" | "c"',
  'counted repetitions': 'root ::= ("a" | "ab"){2,3} "c"{2}',
  'long counted repetitions': 'root ::= [ab]{5,20} "c"',
  'repetitions of repetitions': 'root ::= ("a"{1,2} "b"{2,}){2,3} "c"?',
  'repetitions of what may be empty': 'root ::= ("a"? "b"?){1,2} "c" (("a"*)* "b")+',
  'a nullable rule first': 'root ::= space root "b" | "c"\nspace ::= (" " "a"?){1,2} | "a"',
  'nullable rules': 'root ::= e "a" e "b" e\ne ::= "" | f\nf ::= e1\ne1 ::= "c"*',
  'characters of several bytes': 'root ::= [à-ï] "a" [^a-z]{2} .',
  'right recursion': 'root ::= "a" root | "b" root | "c"',
  'an end in every rule': 'root ::= "a" (root2 | "")\nroot2 ::= "b" (root | "")',
  'json in miniature':
    'root ::= object\nobject ::= "{" (pair ("," pair)*)? "}"\npair ::= string ":" value\nvalue ::= string | object\nstring ::= "\\"" [abc]* "\\""',
};

for (const [name, text] of Object.entries(GRAMMARS))
  test(`masks are exact: ${name}`, () => {
    for (let seed = 0; seed < 3; seed++) compare(parseGrammar(text), small, new Random(seed));
  });

const SOURCES = ['a cab; aéb', 'b "ab\\b"\n', 'aaaa', ''];
const QUOTES: Readonly<Record<string, Expression>> = {
  anywhere: quoteOf(SOURCES),
  'words only': quoteOf(SOURCES, { words: true }),
  'of some length': quoteOf(SOURCES, { least: 3, most: 4 }),
  'words of some length': quoteOf(SOURCES, { words: true, least: 4, most: 7 }),
  'as JSON': quoteOf(SOURCES, { spelling: 'json', least: 2 }),
};

for (const [name, quote] of Object.entries(QUOTES))
  test(`masks are exact: quotations, ${name}`, () => {
    for (let seed = 0; seed < 3; seed++) {
      compare(grammar(sequence(quote, literal('c'))), small, new Random(seed));
      compare(parseGrammar('root ::= "b" q ("," q)* | "c" q', { q: quote }), small, new Random(seed));
    }
  });

test('random grammars', () => {
  const random = new Random(12);
  const tiny = smallTokenizer(['a', 'b', 'c', 'ab', 'bc', 'abc', 'aa', 'cc']);
  const part = (depth: number): string => {
    const inner = (): string => part(depth - 1);
    if (depth === 0) return random.pick(['"a"', '"b"', '"ab"', '[bc]', '"ca"', 'x', 'y']);
    return random.pick([
      () => `${inner()} ${inner()}`,
      () => `(${inner()} | ${inner()})`,
      () => `(${inner()})${random.pick(['?', '*', '+', '{2}', '{1,3}', '{,2}', '{2,}'])}`,
    ])();
  };
  let tried = 0;
  for (let i = 0; i < 20; i++) {
    const text = `root ::= ${part(3)}\nx ::= "a" (${part(1)})? | "b"\ny ::= "b" (${part(1)} | "") "c"?`;
    const parsed = parseGrammar(text);
    try {
      compare(parsed, tiny, random, 6);
      tried++;
    } catch (error) {
      throw new Error(`in ${text}`, { cause: error });
    }
  }
  assert.equal(tried, 20);
});

test('a vocabulary without all bytes never comes to a dead end', () => {
  // No token for "é" alone, none for ":" though tokens hold it.
  const poor = smallTokenizer(['a', 'b', 'c', 'ab', 'éa', 'a:', '"', ','], { bytes: false });
  const constraint = new Constraint(parseGrammar('root ::= ("a" | "é") ("b" | ":" | "c")*'), poor);
  const state = constraint.start([3]);
  assert.deepEqual(
    tokensOf(state.allowed()).map((token) => poor.spec.tokens[token]),
    ['a', 'ab'],
  );
  assert.throws(() => new Constraint(parseGrammar('root ::= "a:" | "é"'), poor), {
    code: 'unsupported',
    message: /cannot write/,
  });
  assert.throws(() => new Constraint(grammar(quoteOf(['::'])), poor), { code: 'unsupported' });
  const split = new Constraint(grammar(quoteOf(['ab:c,'])), poor);
  assert.ok(split.start([3]).advance(poor.id('c')!)!.advance(poor.id(',')!)!.finished);
});

test('control tokens are never allowed, stop tokens when the text is complete', () => {
  const constraint = new Constraint(parseGrammar('root ::= .*'), small);
  const state = constraint.start([4]);
  assert.ok(!has(state.allowed(), 0) && !has(state.allowed(), 1) && has(state.allowed(), 2));
  assert.equal(state.advance(1), undefined);
  assert.equal(state.advance(2), state);
  const open = new Constraint(parseGrammar('root ::= "a" "b"'), small).start([4]);
  assert.ok(!has(open.allowed(), 2));
  assert.equal(open.advance(2), undefined);
});

test('states are values: forks go their own ways and can be replayed', () => {
  const constraint = new Constraint(parseGrammar('root ::= "[" (root ("," root)*)? "]"'), small);
  const start = constraint.start([4]);
  const brackets = start.advance(small.id('[[')!)!;
  const before = tokensOf(brackets.allowed());
  const [left, right] = [brackets.advance(small.id(']]')!)!, brackets.advance(small.id('],')!)!];
  assert.ok(left.finished && !right.complete);
  assert.deepEqual(tokensOf(brackets.allowed()), before);
  assert.deepEqual(tokensOf(start.advance(small.id('[[')!)!.allowed()), before);
});

test('states outlive the memory of the automaton', () => {
  const network = compileNetwork(parseGrammar('root ::= ("a" | "b"){0,1000000} "c"'), new Uint8Array(256).fill(1));
  const automaton = new Automaton(network, 1000);
  const masks = new Masks(automaton, vocabularyTrie(small, false), small.stops);
  const text = new TextEncoder().encode('ab'.repeat(100));
  const early = automaton.read(automaton.start(), text)!;
  const mask = tokensOf(masks.of(early));
  let state = early;
  for (let i = 0; i < 20; i++) state = automaton.read(state, text)!;
  assert.ok(state.epoch > early.epoch, 'nothing was forgotten');
  assert.deepEqual(tokensOf(new Masks(automaton, vocabularyTrie(small, false), small.stops).of(early)), mask);
  assert.ok(automaton.read(early, new TextEncoder().encode('abc'))!.ends);
  assert.equal(automaton.read(early, new TextEncoder().encode('d')), null);
});

test('deep recursion is no recursion of the program', () => {
  const constraint = new Constraint(parseGrammar('root ::= "[" root? "]" tail?\ntail ::= "a"'), small);
  const { automaton } = constraint;
  const open = automaton.read(automaton.start(), new TextEncoder().encode('['.repeat(20_000)))!;
  assert.ok(automaton.read(open, new TextEncoder().encode(']a'.repeat(20_000)))!.ends);
});

test('what is forced is proposed in tokens', () => {
  const constraint = new Constraint(parseGrammar('root ::= "abc" ("ab" | "b") "éa"'), small);
  const start = constraint.start([4]);
  const proposed = start.forced()!;
  assert.equal(small.decode(proposed), 'abc');
  let state = start;
  for (const token of proposed) state = state.advance(token)!;
  assert.equal(state.forced(), undefined);
  assert.equal(small.decode(state.advance(small.id('b')!)!.forced()!), 'éa');
});

test('the space that begins a text is not in it', () => {
  const tokenizer = smallTokenizer(PIECES, { addSpacePrefix: true });
  const constraint = new Constraint(parseGrammar('root ::= "ab" | " b"'), tokenizer);
  const shown = (after: number[]): string[] => {
    const found = new Set<string>();
    const visit = (tokens: number[], state: ReturnType<typeof constraint.start>): void => {
      if (state.complete) found.add(tokenizer.decode([...after, ...tokens]).slice(tokenizer.decode(after).length));
      for (const token of tokensOf(state.allowed()))
        if (!tokenizer.stops.has(token)) visit([...tokens, token], state.advance(token)!);
    };
    visit([], constraint.start(after));
    return [...found].sort();
  };
  assert.deepEqual(shown([]), [' b', 'ab']);
  assert.deepEqual(shown([1]), [' b', 'ab']);
  assert.deepEqual(shown([tokenizer.id('c')!]), [' b', 'ab']);
  const allowed = constraint.start([1]).allowed();
  assert.ok(has(allowed, tokenizer.id('▁a')!), 'shows a');
  assert.ok(has(allowed, tokenizer.id('▁')!), 'shows nothing');
  assert.ok(!has(constraint.start([4]).allowed(), tokenizer.id('▁a')!), 'shows a space and a');
});

test('errors in grammars name line and column', () => {
  for (const [text, where] of [
    ['', /"root"/],
    ['root := "a"', /line 1, column 1/],
    ['root ::= "a\n', /line 1, column 10: This text is not closed/],
    ['root ::= [a\n', /line 1, column 10: This set is not closed/],
    ['root ::= ("a"\n', /line 1, column 10: This group is not closed/],
    ['root ::= "a"\n\n  x "b"', /line 3, column 3: There is no rule "x"/],
    ['root ::= "a" )', /line 1, column 14: "\)" is not expected/],
    ['root ::= "\\q"', /line 1, column 11: There is no such escape/],
    ['root ::= "\\uD800"', /no such escape/],
    ['root ::= [z-a]', /line 1, column 11: This range is the wrong way round/],
    ['root ::= []', /No character/],
    ['root ::= "a"{3,2}', /\{3,2\} is no possible repetition/],
    ['root ::= "a"{}', /no possible repetition/],
    ['root ::= "a"\nroot ::= "b"', /line 2, column 1: "root" is defined twice/],
    ['root ::= * "a"', /line 1, column 10/],
    [`root ::= ${'('.repeat(5000)}`, /nested more than/],
    [`root ::= "a"${'?'.repeat(5000)}`, /nested more than/],
  ] as const)
    assert.throws(() => parseGrammar(text), { code: 'bad-argument', message: where }, text.slice(0, 40));
});

test('left recursion is refused, direct, indirect and behind what may be empty', () => {
  for (const text of [
    'root ::= root "a" | "b"',
    'root ::= x\nx ::= "a"? y\ny ::= root "b" | "c"',
    'root ::= (root "a")* "b"',
  ])
    assert.throws(() => new Constraint(parseGrammar(text), small), {
      code: 'bad-argument',
      message: /Left recursion: .*root/,
    });
});

test('grammars too large or too ambiguous are refused', () => {
  const huge = `root ::= ${'"abcdefghij"'.repeat(50_000)}`;
  assert.throws(() => new Constraint(parseGrammar(huge), small), { code: 'unsupported', message: /too large/ });
  const ambiguous = new Constraint(parseGrammar('root ::= ("a" | "aa"){0,100000} "c"'), small);
  const { automaton } = ambiguous;
  assert.throws(() => automaton.read(automaton.start(), new TextEncoder().encode('a'.repeat(3_000))), {
    code: 'unsupported',
    message: /ways/,
  });
});
