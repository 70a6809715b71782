// Learning from comparisons: do DPO and PPO beat the fine-tuned model they began as, and do they beat fine-tuning on
// the best of the same answers with as much compute? Sampled answers, the gold checker as judge, ties as half; how far
// each has gone is its KL to fine-tuning. All of it for several seeds, trained here where they are not there yet.
import { existsSync } from 'node:fs';
import type { Candidate } from '../../factory/compare/candidates.ts';
import { check } from '../../factory/compare/checker.ts';
import { answerLogProbs } from '../../factory/compare/dpo.ts';
import { sampledKl } from '../../factory/compare/losses.ts';
import { type Task, tasksOf } from '../../factory/compare/task.ts';
import { answersOf, type Figure, type ReportRow, shareOf } from '../../factory/make/evaluate.ts';
import { type Method, trainMethod } from '../../factory/make/methods.node.ts';
import type { Recipe } from '../../factory/make/recipe.ts';
import { ANSWER_PLACES, at, chosen, conversationsOf, engine } from '../../factory/make/stages.node.ts';
import { TrainModel } from '../../factory/train/train-model.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import type { Bench, Instrument, Section } from './bench.ts';
import { identity } from './identity.node.ts';

const SEED = 6000; // of sampled answers

export const methods: Instrument = {
  name: 'methods',
  about: 'DPO and PPO against fine-tuning, and against fine-tuning on the best of the same answers',
  async measure(bench: Bench): Promise<Section> {
    const { folder, recipe, n, seeds } = bench;
    if (folder === undefined || !recipe || !existsSync(at.comparisons(folder)))
      return { rows: [], left: 'It needs a folder in which "make" came as far as its comparisons.' };
    const tasks = await duelTasks(folder, recipe, n);
    const { hash } = await identity(at.weights(folder, 'sft'));
    const names: Method[] = ['rejection', 'dpo', ...(recipe.policy ? (['policy'] as const) : [])];
    const found = Object.fromEntries(names.map((name): [Method, Measured[]] => [name, []])) as Record<
      Method,
      Measured[]
    >;
    const shorter: Measured[] = [];
    for (let i = 0; i < seeds; i++) {
      const seed = recipe.seed + i;
      const [theirs, again] = [
        await sampled(bench, at.weights(folder, 'sft'), tasks, seed),
        await sampled(bench, at.weights(folder, 'sft'), tasks, seed + 200),
      ];
      const short = theirs.map((one, at) => (again[at]!.tokens.length < one.tokens.length ? again[at]! : one));
      let rejected: readonly Candidate[] = theirs;
      for (const name of names) {
        const shop = { ...bench, recipe, folder, variant: '' };
        const { path } = await trainMethod(shop, name, seed, hash);
        const ours = await sampled(bench, path, tasks, seed + 100);
        if (name === 'rejection') rejected = ours;
        found[name].push({
          beatsTuned: wins(tasks, ours, theirs),
          beatsRejection: wins(tasks, ours, rejected),
          kl: await klOf(bench, path, ours),
        });
      }
      shorter.push({ beatsTuned: wins(tasks, short, theirs), beatsRejection: wins(tasks, short, rejected), kl: 0 });
    }
    return { rows: rowsFrom(found, shorter), notes: [noteOf(found, seeds)] };
  },
};

/** What a method's answers were for one seed; wins task by task, from 0 to 1. */
interface Measured {
  readonly beatsTuned: readonly number[];
  readonly beatsRejection: readonly number[];
  /** Nats an answer. */
  readonly kl: number;
}

/** Half in wordings that were trained, half in others; neither was compared before. */
async function duelTasks(folder: string, recipe: Recipe, n: number): Promise<Task[]> {
  const fresh = [...chosen({ ...recipe, seed: recipe.seed + 4000 }, 'train').take(n)].flatMap(tasksOf);
  const held = (await conversationsOf(folder, 'held')).flatMap(tasksOf);
  const half = Math.ceil(n / 2);
  return [...fresh.slice(0, half), ...held.slice(0, half)];
}

async function sampled(bench: Bench, path: string, tasks: readonly Task[], seed: number): Promise<Candidate[]> {
  const { backend, maxTokens, signal, onProgress } = bench;
  onProgress({ label: 'Sampling answers', done: 0, total: undefined, unit: 'cases' });
  await using model = await engine(backend, path);
  return await answersOf(model, tasks, { maxTokens, sampled: true, seed: SEED + seed * 1000, signal });
}

/** 1 where the first answer is better by the gold checker, a half for equals. */
function wins(tasks: readonly Task[], ours: readonly Candidate[], theirs: readonly Candidate[]): number[] {
  return tasks.map((task, i) => {
    const [a, b] = [check(task, ours[i]!.turn).score, check(task, theirs[i]!.turn).score];
    return (Math.sign(a - b) + 1) / 2;
  });
}

/** How much likelier its own answers are to it than to fine-tuning, nats an answer. */
async function klOf({ backend, folder }: Bench, path: string, answers: readonly Candidate[]): Promise<number> {
  const sequences = answers
    .filter(({ prompt, tokens }) => tokens.length > 0 && prompt.length + tokens.length < ANSWER_PLACES)
    .map(({ prompt, tokens }) => ({ prompt, answer: tokens }));
  const logProbs = async (from: string): Promise<Float64Array[]> => {
    const checkpoint = await openCheckpoint(from);
    const model = await TrainModel.load(checkpoint, backend, { rows: ANSWER_PLACES, frozen: true });
    await checkpoint.close();
    try {
      return await answerLogProbs(model, sequences);
    } finally {
      model.close();
    }
  };
  const [policy, reference] = [await logProbs(path), await logProbs(at.weights(folder!, 'sft'))];
  return sampledKl(policy.map((own, i) => ({ policy: own, reference: reference[i]! })));
}

/** `shorter`: what choosing the shorter of two samples of fine-tuning would be, as if it were a method. */
function rowsFrom(found: Readonly<Record<Method, readonly Measured[]>>, shorter: readonly Measured[]): ReportRow[] {
  const share = (name: string, of: (one: Measured) => readonly number[], methods: readonly Method[]): ReportRow => ({
    ...{ name, n: shorter.flatMap(of).length, better: 'higher', unit: 'share', chance: 0.5 },
    heuristic: { name: 'the shorter of two samples', value: shareOf(shorter.flatMap(of)).value },
    stages: Object.fromEntries(methods.map((method) => [method, shareOf(found[method].flatMap(of))])),
  });
  const all = Object.keys(found) as Method[];
  const kl: ReportRow = {
    ...{ name: 'KL to sft, nats an answer, by seeds', n: shorter.length, better: 'lower', unit: 'nats', chance: 0 },
    heuristic: { name: 'sft itself', value: 0 },
    stages: Object.fromEntries(all.map((method) => [method, meanOf(found[method].map((one) => one.kl))])),
  };
  return [
    share('win rate against sft', (one) => one.beatsTuned, all),
    share(
      'win rate against the best of the same answers',
      (one) => one.beatsRejection,
      all.filter((method) => method !== 'rejection'),
    ),
    kl,
  ];
}

/** The mean over seeds, with 1.96 of its standard errors. */
function meanOf(values: readonly number[]): Figure {
  const value = values.reduce((sum, each) => sum + each, 0) / values.length;
  const squares = values.reduce((sum, each) => sum + (each - value) ** 2, 0);
  return { value, error: values.length < 2 ? 0 : 1.96 * Math.sqrt(squares / (values.length - 1) / values.length) };
}

function noteOf(found: Readonly<Record<Method, readonly Measured[]>>, seeds: number): string {
  const percent = (values: readonly number[]): string => `${(100 * shareOf(values).value).toFixed(1)} %`;
  const each = Object.entries(found).map(
    ([method, all]) =>
      `${method} ${all.map(({ beatsTuned, kl }) => `${percent(beatsTuned)} at ${kl.toFixed(2)} nats`).join(', ')}`,
  );
  return `${seeds} seeds of training and sampling; all methods begin at the same fine-tuned weights, and DPO and rejection sampling learn from the same ranked answers with the same compute. Against sft, seed by seed: ${each.join('; ')}. The aim is 70 % at no more than 10 nats.`;
}
