// What the report of `make` measures already, with random weights and the base model's examples beside it: text,
// instructions in wordings that were trained and in others, pairs that the reward model puts in order.
import { existsSync } from 'node:fs';
import { succeeds } from '../../factory/compare/checker.ts';
import { type Task, tasksOf } from '../../factory/compare/task.ts';
import { chanceHits, nearestHits } from '../../factory/make/evaluate.ts';
import { bitsAByte, rewardRow } from '../../factory/make/report.node.ts';
import { at, chosen, conversationsOf } from '../../factory/make/stages.node.ts';
import { answered, type Bench, type Case, type Instrument, rowsOf, type Section } from './bench.ts';

const NO_FOLDER: Section = { rows: [], left: 'It needs the folder that "make" made the weights in.' };

export const text: Instrument = {
  name: 'text',
  about: 'text: bits a byte on documents that were kept aside',
  async measure({ subjects, recipe, folder, backend }: Bench): Promise<Section> {
    if (folder === undefined || !recipe) return NO_FOLDER;
    const opened = subjects.map(({ name, open }) => [name, open] as const);
    return { rows: [await bitsAByte({ recipe, folder, backend }, Object.fromEntries(opened))] };
  },
};

export const instructions: Instrument = {
  name: 'instructions',
  about: 'instructions followed, by the gold checker',
  async measure(bench: Bench): Promise<Section> {
    const { folder, recipe, n } = bench;
    if (folder === undefined || !recipe) return NO_FOLDER;
    const shown = await conversationsOf(folder, 'train');
    const trained = shown.flatMap(tasksOf);
    const fresh = [...chosen({ ...recipe, seed: recipe.seed + 1000 }, 'train').take(n)].flatMap(tasksOf).slice(0, n);
    const held = (await conversationsOf(folder, 'held')).flatMap(tasksOf).slice(0, 2 * n);
    const cases = [
      ...fresh.map((task) => caseOf(task, ['wordings as trained'])),
      ...held.map((task) => caseOf(task, ['wordings never trained', `of these: ${task.family.split('/')[0]}`])),
    ];
    const tasks = cases.map(({ task }) => task);
    const [chance, nearest] = [chanceHits(tasks, trained, 1), nearestHits(tasks, trained)];
    const rows = rowsOf(cases, await answered(bench, cases, shown), {
      chance: (i) => chance[i]!,
      heuristics: { 'answer of the nearest question': (i) => nearest[i]! },
    });
    return { rows, notes: ['The aim for wordings never trained is 70 %.'] };
  },
};

function caseOf(task: Task, rows: readonly string[]): Case {
  return { rows, task, right: (answer) => Number(succeeds(task, answer)) };
}

export const reward: Instrument = {
  name: 'reward',
  about: 'reward model: pairs kept aside that it puts in order',
  async measure({ folder }: Bench): Promise<Section> {
    if (folder === undefined || !existsSync(at.reward(folder))) return { rows: [], left: 'No reward model is there.' };
    return { rows: [await rewardRow(folder)], notes: ['The aim is 80 %.'] };
  },
};
