// Masks against a matcher that tries everything, on small vocabularies and grammars.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { concat, smallTokenizer, tokensOf, tryAll } from '../../../test/support/constraints.ts';
import { Random } from '../../base/random.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { Constraint } from './constraint.ts';
import { parseGrammar } from './ebnf.ts';
import type { Grammar } from './grammar.ts';

/** Walks at random and compares mask, completeness and refusals with the matcher at each step. */
function compare(grammar: Grammar, tokenizer: Tokenizer, random: Random, steps = 12): void {
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
  'repetitions of what may be empty': 'root ::= ("a"? "b"?){2,4} "c" (("a"*)* "b")+',
  'a nullable rule first': 'root ::= space root "b" | "c"\nspace ::= (" " "a"?){1,2} | "a"',
  'nullable rules': 'root ::= e e "a" e "b" e\ne ::= "" | f\nf ::= e1\ne1 ::= "c"*',
  'characters of several bytes': 'root ::= [à-ï] "a" [^a-z]{2} .',
  'right recursion': 'root ::= "a" root | "b" root | "c"',
  'an end in every rule': 'root ::= "a" (root2 | "")\nroot2 ::= "b" (root | "")',
  'json in miniature':
    'root ::= object\nobject ::= "{" (pair ("," pair)*)? "}"\npair ::= string ":" value\nvalue ::= string | object\nstring ::= "\\"" [abc]* "\\""',
};

for (const [name, text] of Object.entries(GRAMMARS))
  test(`masks are exact: ${name}`, () => {
    for (let seed = 0; seed < 4; seed++) compare(parseGrammar(text), small, new Random(seed));
  });
