// The heap of merges against the plain definition: look at all pairs, join the best, begin again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import { Merger, PairRanks } from './bpe-merge.ts';

/** Merges by definition, quadratic. Symbols are numbers; the result of rank r is 1000 + r. */
function plainMerge(symbols: readonly number[], ranks: PairRanks): number[] {
  const list = [...symbols];
  for (;;) {
    let best = -1;
    let bestRank = Number.POSITIVE_INFINITY;
    for (let i = 0; i + 1 < list.length; i++) {
      const rank = ranks.rank(list[i]!, list[i + 1]!);
      if (rank >= 0 && rank < bestRank) {
        best = i;
        bestRank = rank;
      }
    }
    if (best < 0) return list;
    list.splice(best, 2, 1000 + bestRank);
  }
}

test('random merges of random symbols', () => {
  const random = new Random(3);
  const merger = new Merger();
  for (let round = 0; round < 400; round++) {
    const alphabet = 1 + random.int(5);
    const merges = random.int(40);
    const ranks = new PairRanks(merges);
    const symbol = (rank: number): number =>
      rank > 0 && random.float() < 0.6 ? 1000 + random.int(rank) : random.int(alphabet);
    for (let rank = 0; rank < merges; rank++) ranks.add(symbol(rank), symbol(rank), rank);
    const symbols = Array.from({ length: random.int(60) }, () => random.int(alphabet));
    const merged = [...symbols];
    const survivors = merger.run(
      merged.length,
      (left, right) => ranks.rank(merged[left]!, merged[right]!),
      (left, _right, rank) => {
        merged[left] = 1000 + rank;
      },
    );
    assert.deepEqual(
      survivors.map((at) => merged[at]),
      plainMerge(symbols, ranks),
    );
  }
});

test('the first rank of a pair stays, and unknown symbols never merge', () => {
  const ranks = new PairRanks(2);
  ranks.add(1, 2, 0);
  ranks.add(1, 2, 1);
  assert.equal(ranks.rank(1, 2), 0);
  assert.equal(ranks.rank(2, 1), -1);
  assert.equal(ranks.rank(-1, 2), -1);
});

test('more symbols than the kept buffers hold', () => {
  const ranks = new PairRanks(1);
  ranks.add(0, 0, 0);
  const symbols = new Array<number>(10_001).fill(0);
  const survivors = new Merger().run(
    symbols.length,
    (left, right) => ranks.rank(symbols[left]!, symbols[right]!),
    (left) => {
      symbols[left] = 1;
    },
  );
  assert.equal(survivors.length, 5001);
});
