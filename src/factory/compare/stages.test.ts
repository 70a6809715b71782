// The three ways of learning from comparisons, on a model small enough to see each of them work: rewards of held
// back pairs, preference over the reference, rewards of the policy's own samples, against what chance gives.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Random } from '../../base/random.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import { loadModel } from '../../model/model.ts';
import { Sampler } from '../../model/sample.ts';
import type { Backend } from '../../silicon/ops.ts';
import { createWasmBackend } from '../../silicon/wasm/backend.ts';
import { Optimizer } from '../train/optimizer.ts';
import { newModel, shapeOf } from '../train/recipe.ts';
import { TrainModel, type TrainOptions } from '../train/train-model.ts';
import { answerLogProbs, trainDpo } from './dpo.ts';
import { type PolicyOptions, type Rollout, trainPolicy } from './policy.ts';
import { pairAccuracy, type TokenPair, trainReward } from './reward.ts';
import { batches, Rows, type Sequence } from './sequences.ts';

const VOCAB = 32;
const GOOD = 7;
const base = newModel({ ...shapeOf(2, VOCAB, 64), feedForward: 64 }, 3, { name: 'test' });
let backend: Backend;

before(async () => {
  backend = await createWasmBackend({ threads: 2 });
});
after(() => backend.close());

const load = (options: Partial<TrainOptions> = {}): Promise<TrainModel> =>
  TrainModel.load(base, backend, { rows: 512, ...options });
const plain = (model: TrainModel): Optimizer => new Optimizer(backend, model.parameters, { weightDecay: 0 });

/** Answers that hold the good token are better than those that do not. */
function makePairs(count: number, seed: number): TokenPair[] {
  const random = new Random(seed);
  const tokens = (n: number): number[] => Array.from({ length: n }, () => 8 + random.int(VOCAB - 8));
  return Array.from({ length: count }, () => {
    const prompt = tokens(1 + random.int(6));
    const [rejected, chosen] = [tokens(2 + random.int(5)), tokens(2 + random.int(5))];
    chosen[random.int(chosen.length)] = GOOD;
    return { chosen: { prompt, answer: chosen }, rejected: { prompt, answer: rejected }, margin: 1 };
  });
}

test('rows score what the model scores, whatever stands beside and behind', async () => {
  const model = await load();
  const sequences: Sequence[] = [
    { prompt: [1, 2, 3], answer: [4, 5] },
    { prompt: [6], answer: Array.from({ length: 40 }, (_, i) => 1 + (i % 20)) },
    { prompt: [9, 9], answer: [10] },
  ];
  const together = await answerLogProbs(model, sequences);
  const engine = await loadModel(model.checkpoint(), backend);
  for (const [i, { prompt, answer }] of sequences.entries()) {
    await using session = engine.session();
    await session.extend(prompt);
    const scores = await session.score(answer);
    assert.equal(together[i]!.length, answer.length);
    for (const [t, score] of scores.entries()) assert.ok(Math.abs(score - together[i]![t]!) < 1e-4);
  }
  await engine.close();
  const rows = new Rows(sequences);
  assert.deepEqual(
    rows.answer(
      rows.factors((row) => row + 1),
      1,
    ),
    new Float64Array(40).fill(2),
  );
  assert.equal(
    rows.factors(() => 1).reduce((sum, x) => sum + x, 0),
    43,
  );
  assert.equal(
    rows.last(
      rows.lastFactors((row) => row + 1),
      2,
    ),
    3,
  );
  assert.throws(() => batches(sequences, 32, (sequence) => [sequence]), { code: 'bad-argument' });
  model.close();
});

test('a reward model learns to order pairs it has not seen; shuffled labels teach it nothing', async () => {
  const held = makePairs(100, 2);
  const options = { epochs: 6, batch: 25, rate: 0.02, seed: 1 };
  const accuracy = async (pairs: readonly TokenPair[]): Promise<number> => {
    const model = await load({ valueHead: true });
    assert.equal(await pairAccuracy(model, held), 0.5); // the head begins at zero: all rewards are equal
    const last = await trainReward(model, plain(model), pairs, options);
    assert.ok(Number.isFinite(last.loss) && last.step === last.steps);
    const found = await pairAccuracy(model, held);
    model.close();
    return found;
  };
  const random = new Random(4);
  const shuffled = makePairs(300, 1).map((pair): TokenPair => {
    const { chosen, rejected } = pair;
    return random.float() < 0.5 ? pair : { ...pair, chosen: rejected, rejected: chosen };
  });
  const right = await accuracy(makePairs(300, 1));
  assert.ok(right > 0.95, `accuracy ${right}`);
  assert.ok(Math.abs((await accuracy(shuffled)) - 0.5) < 0.3);
});

test('DPO makes chosen answers likelier than rejected ones, relative to where it began', async () => {
  const model = await load();
  const held = makePairs(64, 5);
  const margins = async (): Promise<number[]> => {
    const all = await answerLogProbs(
      model,
      held.flatMap(({ chosen, rejected }) => [chosen, rejected]),
    );
    const sums = all.map((scores) => scores.reduce((sum, score) => sum + score, 0));
    return held.map((_, i) => sums[2 * i]! - sums[2 * i + 1]!);
  };
  const start = await margins();
  const last = await trainDpo(model, plain(model), makePairs(256, 1), {
    epochs: 2,
    batch: 32,
    rate: 0.01,
    beta: 0.1,
    seed: 1,
  });
  const end = await margins();
  assert.ok(last.accuracy > 0.9 && last.loss < Math.log(2), `accuracy ${last.accuracy}, loss ${last.loss}`);
  assert.ok(end.filter((margin, i) => margin > start[i]!).length > 58);
  model.close();
});

/** Eight answers of six tokens to each of four prompts; the good token is what pays. */
async function sample(checkpoint: Checkpoint, iteration: number): Promise<Rollout[]> {
  await using engine = await loadModel(checkpoint, backend, { cacheTokens: 0 });
  return await Promise.all(
    Array.from({ length: 32 }, async (_, i): Promise<Rollout> => {
      const prompt = [1 + (i % 4)];
      const sampler = new Sampler({ temperature: 1, topK: 0, topP: 1, minP: 0, seed: iteration * 100 + i });
      await using session = engine.session();
      const answer: number[] = [];
      for (let next: readonly number[] = prompt; answer.length < 6; next = answer.slice(-1))
        answer.push(sampler.sample(await session.extend(next), []));
      const reward = answer.filter((token) => token === GOOD).length;
      return { prompt, answer, task: i % 4, reward, gold: reward };
    }),
  );
}

for (const method of ['ppo', 'reinforce'] as const)
  test(`${method} earns more and more, and a dear KL keeps it near the reference`, async () => {
    const reference = await load({ frozen: true });
    const run = async (beta: number) => {
      const model = await load({ valueHead: method === 'ppo' });
      const options: PolicyOptions = { method, iterations: 14, sample, reference, rate: 0.01, beta, seed: 2 };
      const reports = await trainPolicy(model, plain(model), options);
      model.close();
      return reports;
    };
    const [free, dear] = [await run(0), await run(3)];
    assert.ok(free[0]!.reward < 1 && Math.abs(free[0]!.kl) < 1e-3);
    assert.ok(free.at(-1)!.reward > 4, `reward ${free.at(-1)!.reward}`);
    assert.ok(free.at(-1)!.kl > 5);
    assert.ok(dear.at(-1)!.kl < 2, `KL ${dear.at(-1)!.kl}`);
    assert.ok(dear.at(-1)!.reward < free.at(-1)!.reward);
    reference.close();
  });

test('adapters are their own reference, and too much KL ends it', async () => {
  const model = await load({ lora: { rank: 4, alpha: 8, seed: 1 } });
  const options = {
    method: 'reinforce',
    iterations: 3,
    reference: 'adapters',
    rate: 0.01,
    mostKl: -1,
    seed: 2,
  } as const;
  const reports = await trainPolicy(model, plain(model), { ...options, sample });
  assert.equal(reports.length, 1);
  assert.ok(Math.abs(reports[0]!.kl) < 1e-6);
  model.close();
});
