// The trainer against the plainest one: count every pair afresh before every merge.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import { END_OF_TEXT, MARKERS } from '../../text/abi.ts';
import { createTokenizer } from '../../text/create.ts';
import { BYTE_CHARACTERS } from '../../text/unicode.ts';
import { LONGEST_PIECE, PieceCounter } from './pieces.ts';
import { PRE, trainTokenizer } from './train.ts';

/** Byte pair encoding as the papers describe it, by brute force. */
function bruteForce(pieces: ReadonlyMap<string, number>, size: number, least: number): string[] {
  const order = [...BYTE_CHARACTERS].sort();
  const tokens = [...order];
  let words = [...pieces].map(([piece, times]) => ({
    symbols: [...new TextEncoder().encode(piece)].map((byte) => BYTE_CHARACTERS[byte]!),
    times,
  }));
  const merges: string[] = [];
  while (tokens.length < size) {
    const counts = new Map<string, number>();
    for (const { symbols, times } of words)
      for (let i = 0; i + 1 < symbols.length; i++) {
        const key = `${symbols[i]} ${symbols[i + 1]}`;
        counts.set(key, (counts.get(key) ?? 0) + times);
      }
    const ids = (key: string): number[] => key.split(' ').map((text) => tokens.indexOf(text));
    const [best] = [...counts].sort(([a, m], [b, n]) => {
      if (m !== n) return n - m;
      const [x, y] = [ids(a), ids(b)];
      return x[0]! - y[0]! || x[1]! - y[1]!;
    });
    if (!best || best[1] < least) break;
    const [left, right] = best[0].split(' ') as [string, string];
    merges.push(best[0]);
    if (!tokens.includes(left + right)) tokens.push(left + right);
    words = words.map(({ symbols, times }) => {
      const merged: string[] = [];
      for (let i = 0; i < symbols.length; i++) {
        const joins = symbols[i] === left && symbols[i + 1] === right;
        merged.push(joins ? left + right : symbols[i]!);
        if (joins) i++;
      }
      return { symbols: merged, times };
    });
  }
  return merges;
}

/** Random words over a small alphabet, so that pairs overlap and tie all the time. */
function randomPieces(random: Random): Map<string, number> {
  const alphabet = ['a', 'b', 'c', 'é', '日', ' ', '\n', '🎉'].slice(0, 2 + random.int(7));
  const pieces = new Map<string, number>();
  for (let i = 0; i < 30; i++) {
    let word = '';
    for (let n = random.int(12); n >= 0; n--) word += random.pick(alphabet);
    pieces.set(word, 1 + random.int(random.pick([2, 50, 1_000_000])));
  }
  return pieces;
}

test('the merges are those of brute force, ties and overlaps included', async () => {
  const random = new Random(1);
  for (let round = 0; round < 60; round++) {
    const pieces = randomPieces(random);
    const least = 1 + random.int(3);
    const size = 257 + random.int(80);
    const spec = await trainTokenizer(pieces, { size: size + MARKERS.length, least });
    assert.deepEqual(spec.merges, bruteForce(pieces, size, least), `round ${round}`);
  }
});

test('the order of the pieces does not matter', async () => {
  const pieces = randomPieces(new Random(2));
  const reversed = new Map([...pieces].reverse());
  assert.deepEqual(await trainTokenizer(reversed, { size: 300 }), await trainTokenizer(pieces, { size: 300 }));
});

test('a trained tokenizer is a working one: specials are single ids, text comes back whole', async () => {
  const counter = new PieceCounter(PRE);
  const text = 'The cat sat on the mat. The cat sat on 1234 mats, and the cats sat.\n'.repeat(3);
  counter.add(text);
  const tokenizer = createTokenizer(await trainTokenizer(counter.counts, { size: 320 }));
  assert.equal(tokenizer.decode(tokenizer.encode(text)), text);
  assert.ok(tokenizer.encode(text).length < text.length / 2);
  for (const special of MARKERS) {
    assert.deepEqual(tokenizer.encode(special, { special: true }), [tokenizer.id(special)]);
    assert.equal(tokenizer.kind(tokenizer.id(special)!), 'control');
    assert.ok(tokenizer.encode(special).length > 1, 'text cannot become a control token');
  }
  assert.equal(tokenizer.spec.bos, tokenizer.id(END_OF_TEXT));
  for (const token of tokenizer.spec.tokens.slice(0, -MARKERS.length))
    assert.ok(!/\d/.test(token) || [...token].filter((c) => /\d/.test(c)).length === 1, `digits stand alone: ${token}`);
});

test('long pieces are cut between characters, and the rarest are forgotten when there are too many', () => {
  const counter = new PieceCounter(PRE);
  counter.add(`a${'𝒳'.repeat(1000)}`);
  for (const piece of counter.counts.keys()) assert.ok(piece.length <= LONGEST_PIECE && piece.isWellFormed());
  let spelled = 0;
  for (const [piece, times] of counter.counts) spelled += times * piece.length;
  assert.equal(spelled, 2001);
  const small = new PieceCounter(PRE, 3);
  small.add('one one two two three four five');
  assert.ok(small.counts.size <= 3);
  assert.ok(small.forgotten > 0);
});

test('what cannot be is refused', async () => {
  const pieces = new Map([['ab', 2]]);
  await assert.rejects(trainTokenizer(pieces, { size: 100 }), { code: 'bad-argument' });
  await assert.rejects(trainTokenizer(pieces, { size: 2 ** 20 }), { code: 'bad-argument' });
  await assert.rejects(trainTokenizer(new Map(), { size: 512 }), { code: 'bad-argument' });
  await assert.rejects(trainTokenizer(pieces, { size: 512, special: ['<a>', '<a>'] }), { code: 'bad-argument' });
  await assert.rejects(trainTokenizer(pieces, { size: 512, special: ['<a>'] }), { code: 'bad-argument' });
  await assert.rejects(trainTokenizer(pieces, { size: 512, signal: AbortSignal.abort() }), { code: 'aborted' });
});
