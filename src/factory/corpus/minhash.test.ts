// MinHash against the similarity itself, and the index against comparing every pair.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import { NearIndex, SHINGLE, signature, similarity, THRESHOLD } from './minhash.ts';

function shingleSet(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(Array.from({ length: words.length - SHINGLE + 1 }, (_, i) => words.slice(i, i + SHINGLE).join(' ')));
}

/** A text of `length` random words, and copies of it with more and more words changed. */
function family(random: Random, length: number): string[] {
  const words = Array.from({ length }, () => `w${random.int(5000)}`);
  return [0, 0.5, 1, 2, 3, 5, 8, 15].map((percent) => {
    const changed = words.map((word) => (random.float() < percent / 100 ? `x${random.int(5000)}` : word));
    return changed.join(random.pick([' ', ', ', '\n']));
  });
}

const random = new Random(1);
const texts = Array.from({ length: 25 }, () => family(random, 40 + random.int(400))).flat();
const signatures = texts.map(signature);
const sets = texts.map(shingleSet);

/** Jaccard similarity of two texts, from the definition. */
function jaccard(i: number, j: number): number {
  const shared = sets[i]!.intersection(sets[j]!).size;
  return shared / (sets[i]!.size + sets[j]!.size - shared);
}

test('a signature estimates the similarity', () => {
  let [pairs, squares, worst] = [0, 0, 0];
  for (let i = 0; i < texts.length; i++)
    for (let j = 8 * Math.floor(i / 8); j < i; j++) {
      const error = similarity(signatures[i]!, signatures[j]!) - jaccard(i, j);
      pairs++;
      squares += error ** 2;
      worst = Math.max(worst, Math.abs(error));
    }
  const spread = Math.sqrt(squares / pairs);
  assert.ok(spread < 0.05 && worst < 0.2, `standard error ${spread} over ${pairs} pairs, worst ${worst}`);
  assert.equal(similarity(signatures[0]!, signatures[8]!) < 0.1, true);
});

test('the index finds what comparing every pair finds', () => {
  const index = new NearIndex(THRESHOLD);
  let [found, missed, clear, wrong] = [0, 0, 0, 0];
  for (const [i, sign] of signatures.entries()) {
    const near = new Set(index.near(sign));
    for (let j = 0; j < i; j++) {
      const judged = similarity(sign, signatures[j]!) >= THRESHOLD;
      if (judged) found++;
      if (judged && !near.has(j)) missed++;
      if (!judged && near.has(j)) wrong++;
      const truth = jaccard(i, j);
      if (truth >= THRESHOLD + 0.1 && near.has(j)) clear++;
      else if (truth >= THRESHOLD + 0.1) assert.fail(`similarity ${truth} was not found`);
      if (truth < THRESHOLD - 0.2) assert.ok(!near.has(j), `similarity ${truth} was found`);
    }
    index.add(sign);
  }
  assert.equal(wrong, 0);
  assert.ok(found > 100 && clear > 50 && missed <= found / 100, `${missed} of ${found} missed`);
});

test('case, punctuation and layout do not matter; short texts are compared whole; texts without words are alone', () => {
  assert.deepEqual(signature('The cat, sat on the MAT today'), signature('the cat sat\non the mat -- today!'));
  assert.notDeepEqual(signature('one two'), signature('one three'));
  const index = new NearIndex(THRESHOLD);
  index.add(signature('...'));
  index.add(signature('one two'));
  assert.deepEqual(index.near(signature('!!!')), []);
  assert.deepEqual(index.near(signature('One, two')), [1]);
});
