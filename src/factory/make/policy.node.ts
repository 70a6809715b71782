// Stage 3, learning from rewards: PPO or group-relative REINFORCE from the fine-tuned weights. After every
// iteration a line of policy.jsonl says what the judge paid, what the gold checker thinks, and how far the policy
// has gone: a judge that is being gamed shows as reward rising while gold falls.
import { badArgument } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import { writeWhole } from '../../base/write.node.ts';
import { loadModel } from '../../model/model.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { type Candidate, sampleCandidates } from '../compare/candidates.ts';
import { check } from '../compare/checker.ts';
import { type PolicyReport, type Rollout, trainPolicy } from '../compare/policy.ts';
import { rewards } from '../compare/reward.ts';
import { type Task, tasksOf } from '../compare/task.ts';
import { TrainModel } from '../train/train-model.ts';
import type { Recipe } from './recipe.ts';
import { ANSWER_PLACES, at, chosen, type Done, keep, rewardFile, trainee, type Workshop } from './stages.node.ts';

/** @throws `bad-argument` for a recipe without a policy. */
export async function makePolicy(shop: Workshop, path: string = at.weights(shop.folder, 'policy')): Promise<Done> {
  const { recipe, backend, onProgress, signal } = shop;
  const plan = recipe.policy;
  if (!plan) throw badArgument(`${recipe.name} has no policy.`, 'Add one to the recipe.');
  const { method, judge, iterations } = plan;
  const tasks = policyTasks(recipe);
  const trained = await trainee(shop, 'sft', { rows: ANSWER_PLACES, valueHead: method === 'ppo' });
  const { model, optimizer } = trained;
  const reference = await frozen(shop, 'sft');
  const judging = judge === 'reward' ? await rewardModel(shop) : undefined;
  const random = new Random(recipe.seed);
  const reports: PolicyReport[] = [];
  await trainPolicy(model, optimizer, {
    ...plan,
    ...{ reference, seed: recipe.seed, signal },
    async sample(checkpoint, iteration) {
      const some = random.shuffled(tasks).slice(0, plan.tasks);
      await using engine = await loadModel(checkpoint, backend);
      const seed = recipe.seed + iteration * plan.tasks * plan.answers;
      const options = { count: plan.answers, maxTokens: recipe.compare.maxTokens, seed, signal };
      const found = await sampleCandidates(engine, some, options);
      return judged(some, found, judging);
    },
    onIteration(report) {
      reports.push(report);
      const label = `${method}, reward ${report.reward.toFixed(2)}, gold ${report.gold.toFixed(2)}, KL ${report.kl.toFixed(1)}`;
      onProgress({ label, done: report.iteration, total: iterations, unit: 'steps' });
    },
  });
  await writeWhole(path.replace(/\.gguf$/, '.jsonl'), reports.map((report) => `${JSON.stringify(report)}\n`).join(''));
  await keep(trained, path, recipe);
  reference.close();
  judging?.close();
  const [first, last] = [reports[0]!, reports.at(-1)!];
  const found = {
    goldBefore: first.gold,
    gold: last.gold,
    rewardBefore: first.reward,
    reward: last.reward,
    kl: last.kl,
  };
  return { stage: 'compare', trained: last.trained, run: last.run, found };
}

/** Tasks that neither fine-tuning nor the comparisons saw. */
function policyTasks(recipe: Recipe): Task[] {
  const tasks = [...chosen({ ...recipe, seed: recipe.seed + 2000 }, 'train').take(1000)].flatMap(tasksOf);
  if (tasks.length > 0) return tasks;
  throw badArgument('There is no task to learn from.', 'Name families that there are in tune.families.');
}

/** Answers that were given, with what the judge and the gold checker think of each. */
async function judged(
  tasks: readonly Task[],
  found: readonly (readonly Candidate[])[],
  model: TrainModel | undefined,
): Promise<Rollout[]> {
  const all = found.flatMap((candidates, task) =>
    candidates
      .filter(({ tokens }) => tokens.length > 0)
      .map(({ prompt, tokens, turn }) => ({ prompt, answer: tokens, task, gold: check(tasks[task]!, turn).score })),
  );
  const paid = model ? await rewards(model, all) : all.map(({ gold }) => gold);
  return all.map((answer, i) => ({ ...answer, reward: paid[i]! }));
}

async function rewardModel(shop: Workshop): Promise<TrainModel> {
  const model = await frozen(shop, 'reward', true);
  model.setValueHead((await rewardFile(shop.folder)).head);
  return model;
}

async function frozen({ folder, backend }: Workshop, from: 'sft' | 'reward', valueHead = false): Promise<TrainModel> {
  const checkpoint = await openCheckpoint(at.weights(folder, from));
  try {
    return await TrainModel.load(checkpoint, backend, { rows: ANSWER_PLACES, frozen: true, valueHead });
  } finally {
    await checkpoint.close();
  }
}
