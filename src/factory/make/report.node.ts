// The last stage: the report card of a model that was just made, measured on what training never saw.
import { join } from 'node:path';
import { writeWhole } from '../../base/write.node.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import type { Backend } from '../../silicon/ops.ts';
import type { Candidate } from '../compare/candidates.ts';
import { type Task, tasksOf } from '../compare/task.ts';
import { IGNORED, RowPacker } from '../corpus/pack.ts';
import { readShardManifest, type Shards } from '../corpus/shards.node.ts';
import { evaluate } from '../train/loop.ts';
import { TrainModel } from '../train/train-model.ts';
import {
  answersOf,
  chanceSuccess,
  type Figure,
  nearestSuccess,
  type ReportRow,
  shareOf,
  success,
  winRate,
} from './evaluate.ts';
import {
  at,
  chosen,
  conversationsAt,
  conversationsOf,
  type Done,
  documentShards,
  engine,
  rewardFile,
  type Weights,
  type Workshop,
} from './stages.node.ts';

/** The set whose answers are drawn at temperature 1 instead of taken greedily. */
const SAMPLED = 'instructions, all of these, sampled';
/** Rows of held-out text that are measured. */
const TEXT_ROWS = 64;

/** Whose answers are measured. */
function stagesOf({ recipe }: Workshop): Weights[] {
  return ['base', 'sft', 'dpo', ...(recipe.policy ? (['policy'] as const) : [])];
}

export async function makeReport(shop: Workshop): Promise<Done> {
  const { recipe, folder } = shop;
  const trained = (await conversationsOf(folder, 'train')).flatMap(tasksOf);
  const fresh = [...chosen({ ...recipe, seed: recipe.seed + 1000 }, 'train').take(recipe.evaluate.tasks)];
  const held = (await conversationsOf(folder, 'held')).flatMap(tasksOf);
  const told = {
    'instructions, wordings as trained': fresh.flatMap(tasksOf),
    'instructions, wordings never trained': held,
  };
  const sets = { ...told, ...(await worldSets(folder)) };
  const stages = stagesOf(shop).map((stage) => [stage, () => openCheckpoint(at.weights(folder, stage))] as const);
  const text = await bitsAByte(shop, Object.fromEntries(stages));
  const duel = Object.values(told).flat();
  const { successes, wins, run } = await measureAnswers(shop, sets, duel);
  const rows: ReportRow[] = [
    text,
    ...Object.entries({ ...told, [SAMPLED]: duel, ...sets }).map(([name, tasks]) =>
      successRow(name, tasks, trained, successes[name]!),
    ),
    await rewardRow(folder),
    winRow(duel.length, wins),
  ];
  await writeWhole(join(folder, 'report.json'), `${JSON.stringify(rows, null, 2)}\n`);
  return { stage: undefined, trained: 0, run, found: {} };
}

/** What is asked about the world in questions never trained on, by what should be answered. */
async function worldSets(folder: string): Promise<Record<string, Task[]>> {
  const all = (await conversationsAt(at.world(folder, 'held'))).flatMap(tasksOf);
  const of = (...starts: string[]): Task[] =>
    all.filter(({ family }) => starts.some((start) => family.startsWith(start)));
  const sets = {
    'world, what it knows answered': of('world/recall'),
    'world, names from elsewhere refused': of('world/unknown/invented'),
    'world, near misses refused': of('world/unknown/near', 'world/unknown/untold'),
    'world, passages read': of('world/read'),
  };
  return Object.fromEntries(Object.entries(sets).filter(([, tasks]) => tasks.length > 0));
}

type Figures = Record<string, Figure>;

/** Greedy answers to each set, and sampled ones to `duel` against fine-tuning's, by stage. */
async function measureAnswers(
  shop: Workshop,
  sets: Readonly<Record<string, readonly Task[]>>,
  duel: readonly Task[],
): Promise<{ readonly successes: Record<string, Figures>; readonly wins: Figures; readonly run: number }> {
  const greedy = { maxTokens: shop.recipe.compare.maxTokens, signal: shop.signal };
  const successes: Record<string, Figures> = {};
  const wins: Figures = {};
  let tuned: readonly Candidate[] = [];
  let run = 0;
  const count = (answers: readonly Candidate[]): readonly Candidate[] => {
    run += answers.reduce((sum, { prompt, tokens }) => sum + prompt.length + tokens.length, 0);
    return answers;
  };
  const stages = stagesOf(shop);
  for (const [i, stage] of stages.entries()) {
    shop.onProgress({ label: `Report card, ${stage}`, done: i, total: stages.length, unit: 'cases' });
    await using model = await engine(shop.backend, at.weights(shop.folder, stage));
    for (const [name, tasks] of Object.entries(sets))
      (successes[name] ??= {})[stage] = success(tasks, count(await answersOf(model, tasks, greedy)));
    const sampled = (seed: number) => answersOf(model, duel, { ...greedy, sampled: true, seed });
    const answers = count(await sampled(7));
    (successes[SAMPLED] ??= {})[stage] = success(duel, answers);
    if (stage === 'base') continue;
    if (stage === 'sft') {
      tuned = answers;
      wins.shorter = winRate(duel, shorterOf(answers, count(await sampled(7007))), answers);
    }
    wins[stage] = winRate(duel, answers, tuned);
  }
  return { successes, wins, run };
}

function successRow(
  name: string,
  tasks: readonly Task[],
  trained: readonly Task[],
  stages: Record<string, Figure>,
): ReportRow {
  return {
    name,
    n: tasks.length,
    better: 'higher',
    unit: 'share',
    chance: chanceSuccess(tasks, trained, 1),
    heuristic: { name: 'answer of the nearest question', value: nearestSuccess(tasks, trained) },
    stages,
  };
}

/** How often the reward model puts pairs that were kept aside in order. */
export async function rewardRow(folder: string): Promise<ReportRow> {
  const reward = await rewardFile(folder);
  const { error } = shareOf(Array.from({ length: reward.pairs }, (_, i) => Number(i < reward.accuracy * reward.pairs)));
  return {
    name: 'reward model: pairs in order',
    n: reward.pairs,
    better: 'higher',
    unit: 'share',
    chance: 0.5,
    heuristic: { name: 'the shorter wins', value: reward.shorter },
    stages: { reward: { value: reward.accuracy, error } },
  };
}

/** Sampled answers against those of fine-tuning, by the gold checker. */
function winRow(n: number, { shorter, ...stages }: Figures): ReportRow {
  return {
    name: 'win rate against sft',
    n,
    better: 'higher',
    unit: 'share',
    chance: 0.5,
    heuristic: { name: 'the shorter of two samples', value: shorter!.value },
    stages,
  };
}

function shorterOf<T extends { readonly tokens: readonly number[] }>(a: readonly T[], b: readonly T[]): T[] {
  return a.map((one, i) => (b[i]!.tokens.length < one.tokens.length ? b[i]! : one));
}

/**
 * Bits a byte on documents kept aside; beside it all tokens equally likely, and each as often as in training.
 * `opened`: the weights to measure, by the name of their column.
 */
export async function bitsAByte(
  { recipe, folder, backend }: Pick<Workshop, 'recipe' | 'folder' | 'backend'>,
  opened: Readonly<Record<string, () => Promise<Checkpoint>>>,
): Promise<ReportRow> {
  const manifest = await readShardManifest(join(at.pretrain(folder), 'shards'));
  await using train = await documentShards(folder, 'train');
  await using valid = await documentShards(folder, 'valid');
  const { context: T } = recipe.pretrain;
  const rows = new RowPacker(valid, { T, seed: 1 });
  const { rows: all } = rows.survey();
  const n = Math.min(TEXT_ROWS, all);
  const bytesPerToken = manifest.valid.bytes / manifest.valid.tokens;
  const stages: Record<string, Figure> = {};
  for (const [stage, open] of Object.entries(opened)) {
    const value = (await textLoss(backend, open, rows, T, n)) / Math.LN2 / bytesPerToken;
    stages[stage] = { value, error: 0 };
  }
  return {
    name: 'bits a byte, documents kept aside',
    n: n * T,
    better: 'lower',
    unit: 'bits',
    chance: Math.log2(manifest.vocabulary) / bytesPerToken,
    heuristic: {
      name: 'token frequencies',
      value: (await frequencyBits(train, rows, manifest.vocabulary, T, n)) / bytesPerToken,
    },
    stages,
  };
}

/** Nats a token. */
async function textLoss(
  backend: Backend,
  open: () => Promise<Checkpoint>,
  rows: RowPacker,
  T: number,
  n: number,
): Promise<number> {
  const checkpoint = await open();
  const model = await TrainModel.load(checkpoint, backend, { rows: Math.max(T, 2048), frozen: true });
  await checkpoint.close();
  try {
    return await evaluate(model, rows, n);
  } finally {
    model.close();
  }
}

/** Bits a token of guessing each token as often as it comes in training, each counted once more. */
async function frequencyBits(
  train: Shards,
  rows: RowPacker,
  vocabulary: number,
  T: number,
  n: number,
): Promise<number> {
  const counts = new Float64Array(vocabulary).fill(1);
  const learned = new RowPacker(train, { T, seed: 1 });
  const { inputs } = await learned.next(Math.min(1000, learned.survey().rows));
  for (const token of inputs) counts[token]!++;
  const all = counts.reduce((sum, count) => sum + count, 0);
  const { state } = rows;
  const { targets, counted } = await rows.next(n);
  rows.state = state;
  let bits = 0;
  for (const target of targets) if (target !== IGNORED) bits -= Math.log2(counts[target]! / all);
  return bits / counted;
}
