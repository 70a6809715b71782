import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import {
  clippedLoss,
  dpoLoss,
  generalisedAdvantages,
  groupAdvantages,
  type LossGrad,
  rewardLoss,
  sampledKl,
  standardised,
  tokenRewards,
  valueLoss,
} from './losses.ts';

const random = new Random(9);
const normals = (n: number): number[] => Array.from({ length: n }, () => random.normal());

/** Central differences against the gradient. */
function agrees(inputs: readonly number[], loss: (inputs: readonly number[]) => LossGrad): void {
  const { grad } = loss(inputs);
  assert.equal(grad.length, inputs.length);
  const h = 1e-5;
  for (const [i, value] of inputs.entries()) {
    const at = (x: number): number => loss(inputs.with(i, x)).loss;
    const slope = (at(value + h) - at(value - h)) / (2 * h);
    assert.ok(Math.abs(slope - grad[i]!) <= 1e-6 * Math.max(1, Math.abs(slope)), `${i}: ${slope} ${grad[i]}`);
  }
}

test('every gradient agrees with finite differences', () => {
  for (let round = 0; round < 20; round++) {
    const [a, b, c, d, margin] = normals(5) as [number, number, number, number, number];
    agrees([a, b], ([x, y]) => rewardLoss(x!, y!, Math.abs(margin)));
    agrees([a, b], ([x, y]) => dpoLoss({ chosen: x!, rejected: y!, refChosen: c, refRejected: d }, 0.3));
    const [old, advantages, returns] = [normals(8), normals(8), normals(8)];
    agrees(normals(8), (values) => valueLoss(values, returns));
    agrees(
      old.map((value) => value + 0.5 * random.normal()),
      (now) => clippedLoss(now, old, advantages, 0.2),
    );
  }
});

test('a wrong gradient would be noticed', () => {
  const wrong = ([x, y]: readonly number[]): LossGrad => {
    const { loss, grad } = rewardLoss(x!, y!);
    return { loss, grad: grad.map((g) => g * 1.01) };
  };
  assert.throws(() => agrees([0.3, -0.2], wrong));
});

test('losses stay finite far out', () => {
  for (const z of [-1e4, 1e4]) {
    assert.ok(Number.isFinite(rewardLoss(z, 0).loss));
    assert.ok(Number.isFinite(dpoLoss({ chosen: z, rejected: 0, refChosen: 0, refRejected: 0 }, 1).loss));
  }
  assert.equal(rewardLoss(0, 0).loss, Math.log(2));
});

test('clipping takes the gradient of tokens that have gone far enough, and only of those', () => {
  const { grad, clipped } = clippedLoss([1, 1, -1, -1], [0, 0, 0, 0], [1, -1, 1, -1], 0.2);
  assert.deepEqual(
    [...grad].map((g) => g !== 0),
    [false, true, true, false],
  );
  assert.equal(clipped, 0.5);
});

test('advantages are the sums they are defined by', () => {
  const [rewards, values] = [normals(6), normals(6)];
  const { advantages, returns } = generalisedAdvantages(rewards, values, 0.9, 0.8);
  for (let t = 0; t < 6; t++) {
    let sum = 0;
    for (let l = 0; t + l < 6; l++)
      sum += 0.72 ** l * (rewards[t + l]! + 0.9 * (values[t + l + 1] ?? 0) - values[t + l]!);
    assert.ok(Math.abs(sum - advantages[t]!) < 1e-12);
    assert.ok(Math.abs(advantages[t]! + values[t]! - returns[t]!) < 1e-12);
  }
  const monteCarlo = generalisedAdvantages(rewards, values, 1, 1).returns;
  assert.ok(Math.abs(monteCarlo[0]! - rewards.reduce((sum, reward) => sum + reward, 0)) < 1e-12);
});

test('rewards, groups, KL', () => {
  assert.deepEqual([...tokenRewards([-1, -2], [-2, -2], 5, 0.5)], [-0.5, 5]);
  assert.deepEqual([...groupAdvantages([1, 2, 3])], [-1, 0, 1]);
  assert.deepEqual([...standardised([4, 4])], [0, 0]);
  assert.ok(Math.abs(standardised([1, 2, 3])[2]! - Math.sqrt(1.5)) < 1e-12);
  const kl = sampledKl([
    { policy: [-1, -1], reference: [-2, -1] },
    { policy: [-1], reference: [-4] },
  ]);
  assert.equal(kl, 2);
});
