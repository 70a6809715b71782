// Cuts that can be checked by eye; test/tokenizer-parity.test.ts compares the same patterns with llama.cpp.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PRETOKENIZER_NAMES, splitter } from './pretokenize.ts';

const cut = (name: string, text: string): string => splitter(name)(text).join('|');

test('known cuts', () => {
  assert.equal(cut('gpt-2', "I'LL it's  12345 x\n\n y"), "I|'|LL| it|'s| | 12345| x|\n\n| y");
  assert.equal(cut('smollm', "it's 123"), "it|'s| |1|2|3");
  assert.equal(cut('llama-bpe', "I'LL 12345!?\n\n  y"), "I|'LL| |123|45|!?\n\n| | y");
  assert.equal(cut('qwen2', "I'LL 12345!?\n"), "I|'LL| |1|2|3|4|5|!?\n");
  assert.equal(cut('qwen35', 'क्षि की'), 'क्षि| की');
  assert.equal(cut('gpt-4o', "HelloWorld's 1234 ÉcoleÉCOLE"), "Hello|World's| |123|4| École|ÉCOLE");
  assert.equal(cut('tekken', "HelloWorld's 12"), "Hello|World|'s| |1|2");
  assert.equal(cut('falcon', 'a, b12345'), 'a|,| b|123|45');
  assert.equal(cut('deepseek-coder', 'a 12中文,b\n'), 'a| |1|2|中文|,|b|\n');
  assert.equal(cut('deepseek-v3', 'a 1234中文,b ,c'), 'a| |123|4|中文|,b| ,|c');
});

test('the pieces are the text, for every name', () => {
  const text = "Hé'LL 12345,,  ½\r\n\t中文\u3000क्षि👩‍👩‍👧\ud800 \u00a0";
  for (const name of PRETOKENIZER_NAMES) {
    assert.equal(splitter(name)(text).join(''), text, name);
    assert.deepEqual(splitter(name)('').join(''), '');
  }
});

test('an unknown name is refused by name', () => {
  for (const name of ['nobody', '', '__proto__', 'toString'])
    assert.throws(() => splitter(name), { code: 'unsupported', message: new RegExp(`'${name}'`) });
});
