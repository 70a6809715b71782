// Sampling against the distributions that its options describe.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import { logProbs, Sampler } from './sample.ts';
import { StopFilter } from './stop.ts';

const OPEN = { temperature: 1, topK: 0, topP: 1, minP: 0 };
const logitsOf = (probabilities: number[]): Float32Array => Float32Array.from(probabilities, Math.log);

/** Share of each token in many samples. */
function shares(
  logits: Float32Array,
  options: ConstructorParameters<typeof Sampler>[0],
  history: number[] = [],
): number[] {
  const sampler = new Sampler({ seed: 11, ...options });
  const counts = new Array<number>(logits.length).fill(0);
  for (let i = 0; i < 20_000; i++) counts[sampler.sample(logits, history)]!++;
  return counts.map((count) => count / 20_000);
}

function near(actual: number[], expected: number[]): void {
  for (const [i, share] of expected.entries()) {
    if (share === 0) assert.equal(actual[i], 0, `token ${i} was drawn`);
    // Five standard errors of a share from 20,000 draws.
    assert.ok(Math.abs(actual[i]! - share) <= 0.018, `token ${i}: ${actual[i]}, expected ${share}`);
  }
}

const skewed = logitsOf([0.4, 0.3, 0.2, 0.06, 0.04]);

test('without filters the shares are the probabilities', () => near(shares(skewed, OPEN), [0.4, 0.3, 0.2, 0.06, 0.04]));
test('temperature sharpens by its inverse power', () => {
  const powers = [0.4, 0.3, 0.2, 0.06, 0.04].map((p) => p ** 2);
  const total = powers.reduce((a, b) => a + b);
  near(
    shares(skewed, { ...OPEN, temperature: 0.5 }),
    powers.map((p) => p / total),
  );
});
test('top-k keeps k', () => near(shares(skewed, { ...OPEN, topK: 2 }), [4 / 7, 3 / 7, 0, 0, 0]));
test('top-p keeps the smallest head that reaches p', () =>
  near(shares(skewed, { ...OPEN, topP: 0.65 }), [4 / 7, 3 / 7, 0, 0, 0]));
test('min-p keeps what is likely enough beside the best', () =>
  near(shares(skewed, { ...OPEN, minP: 0.45 }), [4 / 9, 3 / 9, 2 / 9, 0, 0]));
test('bias forbids and forces', () => {
  near(shares(skewed, { ...OPEN, logitBias: new Map([[0, -Infinity]]) }), [0, 0.5, 1 / 3, 0.1, 1 / 15]);
  near(shares(skewed, { ...OPEN, logitBias: new Map([[4, 100]]) }), [0, 0, 0, 0, 1]);
  assert.throws(() => new Sampler({ logitBias: new Map([[9, 1]]) }).sample(skewed, []), { code: 'bad-argument' });
});
test('the penalty makes recent tokens rarer, whatever the sign of their logits', () => {
  const logits = Float32Array.of(2, 2, -1, -1);
  const drawn = shares(logits, { ...OPEN, repetitionPenalty: 2 }, [0, 2]);
  const weights = [Math.exp(1), Math.exp(2), Math.exp(-2), Math.exp(-1)];
  const total = weights.reduce((a, b) => a + b);
  near(
    drawn,
    weights.map((weight) => weight / total),
  );
});
test('temperature 0 takes the first of the likeliest', () =>
  assert.equal(new Sampler({ temperature: 0 }).sample(Float32Array.of(1, 3, 3, 2), []), 1));
test('the same seed gives the same tokens, another seed others', () => {
  const draw = (seed: number): number[] => {
    const sampler = new Sampler({ ...OPEN, seed });
    return Array.from({ length: 40 }, () => sampler.sample(skewed, []));
  };
  assert.deepEqual(draw(5), draw(5));
  assert.notDeepEqual(draw(5), draw(6));
});
test('a value out of range is named', () =>
  assert.throws(() => new Sampler({ topP: 1.5 }), { code: 'bad-argument', message: /top-p 1.5/ }));

test('log-probabilities and alternatives agree with a full sort, at any size', () => {
  const random = new Random(3);
  for (const size of [3, 50, 5000]) {
    const logits = Float32Array.from({ length: size }, () => Math.round(random.normal() * 20) / 4); // with ties
    let total = 0;
    for (const logit of logits) total += Math.exp(logit);
    const { logprob, top } = logProbs(logits, 2, 5);
    assert.ok(Math.abs(logprob - (logits[2]! - Math.log(total))) < 1e-9);
    const sorted = [...logits.keys()].sort((a, b) => logits[b]! - logits[a]! || a - b).slice(0, 5);
    assert.deepEqual(
      top.map(({ token }) => token),
      sorted,
    );
  }
});

test('a stop string is found however the text is cut, and nothing of it comes out', () => {
  const text = 'one two ENDLESS story END three';
  const random = new Random(9);
  for (let round = 0; round < 200; round++) {
    const filter = new StopFilter(['END ', 'story E']);
    let out = '';
    for (let at = 0; at < text.length; ) {
      const step = 1 + random.int(5);
      out += filter.push(text.slice(at, at + step));
      at += step;
    }
    assert.equal(out + filter.end(), 'one two ENDLESS ');
    assert.ok(filter.stopped);
  }
});

test('what only looked like a stop string comes out in the end', () => {
  const filter = new StopFilter(['<stop>']);
  assert.equal(filter.push('a <st'), 'a ');
  assert.equal(filter.push('ill <sto'), '<still ');
  assert.equal(filter.end(), '<sto');
});
