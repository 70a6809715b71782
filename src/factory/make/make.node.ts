// `make`: from nothing to an assistant, stage after stage, in one folder. What has been done is written down in
// `make.json` with a hash of the recipe's parts that decided it, so a run that was stopped goes on, and a changed
// recipe redoes what it changes and what comes after. A killed stage begins anew, but pretraining and
// fine-tuning go on from their last checkpoint.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badArgument, badFile, throwIfAborted } from '../../base/errors.ts';
import { writeWhole } from '../../base/write.node.ts';
import { finish } from './card.node.ts';
import type { ReportRow } from './evaluate.ts';
import { type Entry, type Ledger, ledger } from './ledger.ts';
import { makePolicy } from './policy.node.ts';
import { makeQuestions } from './questions.node.ts';
import type { Recipe } from './recipe.ts';
import { makeReport } from './report.node.ts';
import {
  at,
  type Done,
  makeAssistant,
  makeBase,
  makeComparisons,
  makeConversations,
  makeCorpus,
  makeFolder,
  makePreferred,
  makeReward,
  makeTokenizer,
  VOCABULARY_CONVERSATIONS,
  type Workshop,
} from './stages.node.ts';

interface Step {
  readonly name: string;
  readonly about: string;
  /** The folder that it adds to, so that what another recipe left there must go first. */
  readonly addsTo?: (folder: string) => string;
  /** What of the recipe decides what it makes, besides what comes before. */
  readonly decides: (recipe: Recipe) => readonly unknown[];
  readonly run: (shop: Workshop) => Promise<Done>;
}

const of =
  (...parts: readonly (keyof Recipe)[]): Step['decides'] =>
  (recipe) =>
    parts.map((part) => recipe[part]);

/** A vocabulary is learned from some of the conversations: how many more there are, and how they are learned, is not asked. */
const vocabulary: Step['decides'] = ({ tokenizer, tune: { families, system, conversations } }) => [
  tokenizer,
  { families, system, conversations: Math.min(conversations, VOCABULARY_CONVERSATIONS) },
];

/** What is asked and said, not how it is learned. */
const asked: Step['decides'] = ({ tune: { world, asked, families }, evaluate }) => [
  { world, asked, families },
  evaluate,
];
const said: Step['decides'] = ({ tune: { conversations, quoting, system } }) => [{ conversations, quoting, system }];

/** The whole chain, in order. */
export const STEPS: readonly Step[] = [
  {
    name: 'corpus',
    about: 'documents of an invented world',
    addsTo: at.corpus,
    decides: of('seed', 'world', 'practice', 'prose'),
    run: makeCorpus,
  },
  { name: 'tokenizer', about: 'a vocabulary', decides: vocabulary, run: makeTokenizer },
  {
    name: 'pretrain',
    about: 'stage 1: a document simulator',
    addsTo: at.pretrain,
    decides: of('pretrain'),
    run: makeBase,
  },
  {
    name: 'questions',
    about: 'what it knows of its world, by asking it',
    decides: asked,
    run: makeQuestions,
  },
  { name: 'conversations', about: 'what an assistant says', decides: said, run: makeConversations },
  {
    name: 'finetune',
    about: 'stage 2: a helpful format',
    addsTo: at.finetune,
    decides: of('tune'),
    run: makeAssistant,
  },
  { name: 'comparisons', about: 'stage 3: answers, ranked', decides: of('compare'), run: makeComparisons },
  { name: 'reward', about: 'stage 3: a reward model', decides: of('reward'), run: makeReward },
  { name: 'dpo', about: 'stage 3: preferences', decides: of('dpo'), run: makePreferred },
  { name: 'policy', about: 'stage 3: learning from rewards', decides: of('policy'), run: makePolicy },
  { name: 'report', about: 'the report card', decides: of('evaluate'), run: makeReport },
];

/** What make.json holds of a step that is done. */
interface Kept extends Entry {
  readonly hash: string;
  readonly found: Readonly<Record<string, number>>;
}

export interface MakeOptions extends Omit<Workshop, 'onProgress'> {
  /** What the machine draws, for the ledger. */
  readonly watts: number;
  /** Do this step and all after it again. */
  readonly from?: string | undefined;
  readonly onProgress: Workshop['onProgress'];
  readonly onStep?:
    | ((step: { readonly name: string; readonly about: string; readonly kept: boolean }) => void)
    | undefined;
}

export interface Made {
  /** `parameters.bin`: the assistant, Q8_0; the card lies beside it. */
  readonly path: string;
  readonly rows: readonly ReportRow[];
  readonly ledger: Ledger;
}

/**
 * Makes a model by a recipe, or goes on making it.
 * @throws `bad-argument`, `bad-file` for a damaged folder, `diverged`, `io`, `aborted` (what is done stays done).
 */
export async function make(options: MakeOptions): Promise<Made> {
  const { recipe, folder, signal, watts, from, onStep } = options;
  if (from !== undefined && !STEPS.some(({ name }) => name === from))
    throw badArgument(`There is no step ${from}.`, `Name one of ${STEPS.map(({ name }) => name).join(', ')}.`);
  await makeFolder(folder);
  const state = join(folder, 'make.json');
  const before = await readState(state);
  const kept: Record<string, Kept> = {};
  let hash = '';
  let again = false;
  for (const { name, about, addsTo, decides, run } of STEPS.filter((step) => step.name !== 'policy' || recipe.policy)) {
    throwIfAborted(signal);
    hash = createHash('sha256')
      .update(JSON.stringify([hash, name, decides(recipe)]))
      .digest('hex');
    again ||= name === from;
    const old = before[name];
    const done = !again && old?.hash === hash;
    onStep?.({ name, about, kept: done });
    if (done) kept[name] = old;
    else {
      // What an earlier recipe left; a killed training goes on, a killed corpus is written again.
      if (addsTo && (old || name === 'corpus')) await rm(addsTo(folder), { recursive: true, force: true });
      again = true;
      const begun = performance.now();
      const { found, ...cost } = await run(options);
      kept[name] = { what: name, hash, found, ...cost, seconds: (performance.now() - begun) / 1000 };
      await writeWhole(state, `${JSON.stringify({ recipe, steps: kept }, null, 2)}\n`);
    }
  }
  const rows = JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')) as ReportRow[];
  const costs = ledger(kept.pretrain!.found.parameters ?? 0, Object.values(kept), watts);
  const path = await finish({ recipe, folder, rows, ledger: costs, questions: kept.questions!.found });
  return { path, rows, ledger: costs };
}

async function readState(path: string): Promise<Readonly<Record<string, Kept>>> {
  if (!existsSync(path)) return {};
  try {
    return (JSON.parse(await readFile(path, 'utf8')) as { steps: Record<string, Kept> }).steps;
  } catch (cause) {
    throw badFile(path, 'JSON', 'cannot be read', cause);
  }
}
