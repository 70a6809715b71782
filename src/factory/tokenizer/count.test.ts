// Counting in threads is counting.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import { countPieces } from './count.node.ts';
import { PieceCounter } from './pieces.ts';

test('any number of threads counts what one counter counts', async () => {
  const random = new Random(1);
  const texts = Array.from({ length: 150 }, () => `${random.int(50)} word${random.int(3000)} é日 \n`.repeat(1000));
  const counter = new PieceCounter('qwen2');
  for (const text of texts) counter.add(text);
  const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const threads of [1, 2, 5]) {
    const { pieces, bytes, forgotten } = await countPieces(texts, 'qwen2', { threads });
    assert.deepEqual(sorted(pieces), sorted(counter.counts));
    assert.equal(bytes, Buffer.byteLength(texts.join('')));
    assert.equal(forgotten, 0);
  }
});

test('a failing worker and a stop are errors, not hangs', async () => {
  await assert.rejects(countPieces(['a'], 'no such pre-tokenizer', { threads: 1 }), { code: 'unsupported' });
  await assert.rejects(countPieces(['a'], 'qwen2', { signal: AbortSignal.abort() }), { code: 'aborted' });
  const failing = function* () {
    yield 'a';
    throw new RangeError('the source failed');
  };
  await assert.rejects(countPieces(failing(), 'qwen2'), RangeError);
});
