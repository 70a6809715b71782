// Bytes to text and back, whatever the bytes are.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import { bytesText, textBytes } from '../base/utf8.ts';
import { BYTE_CHARACTERS, byteLevelBytes, byteToken, byteTokenValue } from './unicode.ts';

test('any bytes come back', () => {
  const random = new Random(5);
  const pieces = [[0x41], [0xc3, 0xa9], [0xe4, 0xb8, 0xad], [0xf0, 0x9f, 0x8e, 0x89], [0xed, 0xa0, 0x80], [0xc0, 0x80]];
  for (let round = 0; round < 3000; round++) {
    const bytes = Array.from({ length: random.int(8) }, () =>
      random.float() < 0.5 ? [random.int(256)] : random.pick(pieces).slice(0, 1 + random.int(4)),
    ).flat();
    assert.deepEqual([...textBytes(bytesText(Uint8Array.from(bytes)))], bytes);
  }
});

test('valid UTF-8 is read as it is, the byte-order mark included', () => {
  const text = '\ufeffé中🎉\0';
  assert.equal(bytesText(new TextEncoder().encode(text)), text);
});

test('the byte characters are 256 different ones, none of them a space', () => {
  assert.equal(new Set(BYTE_CHARACTERS).size, 256);
  assert.ok(BYTE_CHARACTERS.every((character) => !/\s/.test(character)));
  assert.equal(BYTE_CHARACTERS[0x20], 'Ġ');
  assert.equal(BYTE_CHARACTERS[0x0a], 'Ċ');
  assert.deepEqual(
    byteLevelBytes(BYTE_CHARACTERS.join('')),
    Uint8Array.from({ length: 256 }, (_, byte) => byte),
  );
  assert.equal(byteLevelBytes('a b'), undefined);
});

test('byte tokens', () => {
  for (let byte = 0; byte < 256; byte++) assert.equal(byteTokenValue(byteToken(byte)), byte);
  for (const text of ['<0x>', '<0x1>', '<0xGG>', '0x00', '<0x000>']) assert.equal(byteTokenValue(text), undefined);
});
