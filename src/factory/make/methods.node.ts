// Ways to learn from comparisons, side by side from the same fine-tuned weights: DPO, learning from rewards, and what
// both have to beat, fine-tuning on the best of the same answers with as much compute as DPO had. Each is trained for
// several seeds into `methods/` of the run's folder; what is trained stays, so a stopped series goes on.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { badArgument } from '../../base/errors.ts';
import { onDisk, writeWhole } from '../../base/write.node.ts';
import { bestExamples } from '../compare/rejection.ts';
import { finetune } from '../tune/finetune.ts';
import { makePolicy } from './policy.node.ts';
import { ANSWER_PLACES, comparisonsOf, type Done, keep, makePreferred, trainee, type Workshop } from './stages.node.ts';

export type Method = 'dpo' | 'rejection' | 'policy';

/** What was trained, and what it cost in tokens. */
export interface Trained {
  readonly path: string;
  readonly trained: number;
  readonly run: number;
}

/** A forward pass costs a third of forward and backward. */
const FORWARD = 1 / 3;
/** Rate of fine-tuning on best answers, of that of fine-tuning: it goes on from weights that have settled. */
const GENTLER = 0.25;

/**
 * The weights that a method gives for a seed: trained now, or kept from before if they came from the same fine-tuned
 * weights (`from`, a hash of them). Rejection sampling needs the DPO of its seed, whose compute it gets.
 */
export async function trainMethod(shop: Workshop, method: Method, seed: number, from: string): Promise<Trained> {
  const folder = join(shop.folder, 'methods');
  await onDisk(folder, mkdir(folder, { recursive: true }));
  const path = join(folder, `${method}-${seed}.gguf`);
  const state = join(folder, `${method}-${seed}.json`);
  const { compare, dpo, policy, reward, tune } = shop.recipe;
  const parts = { dpo: [compare, dpo], rejection: [compare, dpo, tune], policy: [compare, policy, reward] }[method];
  const key = createHash('sha256')
    .update(JSON.stringify([from, parts]))
    .digest('hex');
  const before = await readState(state);
  if (before?.key === key && existsSync(path)) return { ...before, path };
  const seeded = { ...shop, recipe: { ...shop.recipe, seed } };
  const train: Readonly<Record<Method, () => Promise<Done>>> = {
    dpo: () => makePreferred(seeded, path),
    policy: () => makePolicy(seeded, path),
    rejection: async () => makeRejection(seeded, path, await trainMethod(shop, 'dpo', seed, from)),
  };
  const { trained, run } = await train[method]();
  await writeWhole(state, `${JSON.stringify({ key, trained, run })}\n`);
  return { path, trained, run };
}

async function readState(path: string): Promise<(Pick<Trained, 'trained' | 'run'> & { key: string }) | undefined> {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined; // a damaged note: train it again
  }
}

/** Fine-tuning on the best answer of each comparison, with the compute that `dpo` took. */
async function makeRejection(shop: Workshop, path: string, dpo: Trained): Promise<Done> {
  const { recipe, folder, onProgress, signal } = shop;
  const trained = await trainee(shop, 'sft', { rows: ANSWER_PLACES });
  const { model, optimizer, tokenizer } = trained;
  const examples = bestExamples(tokenizer, await comparisonsOf(folder));
  if (examples.length === 0) throw badArgument('There is no answer to learn from.', 'Rank more tasks first.');
  const longest = Math.max(...examples.map(({ tokens }) => tokens.length));
  const length = Math.min(ANSWER_PLACES, Math.ceil(longest / 32) * 32);
  const all = examples.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const batch = Math.max(1, Math.floor(ANSWER_PLACES / length));
  const epochs = (dpo.trained + FORWARD * dpo.run) / all;
  const rate = recipe.tune.rate * GENTLER;
  const { tokens } = await finetune(model, optimizer, examples, {
    ...{ epochs, batch, length, rate, seed: recipe.seed, signal },
    onProgress: (progress) => onProgress({ ...progress, label: `Best answers, ${progress.label.toLowerCase()}` }),
  });
  await keep(trained, path, recipe);
  return { stage: 'compare', trained: tokens, run: 0, found: { examples: examples.length } };
}
