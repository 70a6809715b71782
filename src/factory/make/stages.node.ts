// The stages of making a model, each from files to files in the folder of the run. A stage says what it cost; in
// what order they run, and whether one has been done already, is make.node.ts's affair.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badArgument } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import { Random } from '../../base/random.ts';
import { onDisk, writeWhole } from '../../base/write.node.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import { loadModel, type Model } from '../../model/model.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import type { Backend } from '../../silicon/ops.ts';
import { layOut, MARKERS } from '../../text/abi.ts';
import { createTokenizer } from '../../text/create.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { sampleCandidates } from '../compare/candidates.ts';
import { rank } from '../compare/checker.ts';
import { type Comparison, comparisonLine, readComparisons } from '../compare/comparison.ts';
import { trainDpo } from '../compare/dpo.ts';
import { pairAccuracy, pairFits, type TokenPair, tokenPairs, trainReward } from '../compare/reward.ts';
import { tasksOf } from '../compare/task.ts';
import { RowPacker } from '../corpus/pack.ts';
import { openShards, readShardManifest, type Shards } from '../corpus/shards.node.ts';
import { Corpus } from '../corpus/store.node.ts';
import { PieceCounter } from '../tokenizer/pieces.ts';
import { PRE, trainTokenizer } from '../tokenizer/train.ts';
import { tokenizerFile } from '../train/data.node.ts';
import { Optimizer } from '../train/optimizer.ts';
import { type RunOptions, trainRun } from '../train/run.node.ts';
import { RunFolder, resume, type Saved, weightsOf } from '../train/state.node.ts';
import { TrainModel, type TrainOptions } from '../train/train-model.ts';
import { type Conversation, conversationLine, readConversations } from '../tune/conversation.ts';
import { conversations, type Split } from '../tune/data/index.ts';
import { quoting, type Text, textIn } from '../tune/data/quoting.ts';
import { exampleOf, speaking } from '../tune/example.ts';
import { finetune } from '../tune/finetune.ts';
import type { Entry } from './ledger.ts';
import { mixture, PRACTICE } from './mix.node.ts';
import type { Recipe } from './recipe.ts';

/** What every stage may use. */
export interface Workshop {
  readonly recipe: Recipe;
  readonly folder: string;
  readonly backend: Backend;
  /** What makes results differ in their last bits. */
  readonly variant: string;
  readonly onProgress: OnProgress;
  readonly signal?: AbortSignal | undefined;
}

/** What a stage cost and found; time is taken by whoever runs it. */
export type Done = Pick<Entry, 'stage' | 'trained' | 'run'> & { readonly found: Readonly<Record<string, number>> };

const FREE: Pick<Entry, 'stage' | 'trained' | 'run'> = { stage: undefined, trained: 0, run: 0 };

/** Places of a batch of answers at once. */
export const ANSWER_PLACES = 4096;
/** Conversations that a vocabulary is learned from, beside the documents; more of them say nothing new. */
export const VOCABULARY_CONVERSATIONS = 2000;
/** UTF-16 units of a document that give one text to quote from. */
const A_TEXT = 2000;
/** Steps of fine-tuning from checkpoint to checkpoint. */
const CHECKPOINT_STEPS = 100;
/** Tasks sampled at once. */
const TOGETHER = 32;
/** Comparisons are cut into those to learn from and those that measure the reward model. */
const HELD_PAIRS = 4; // every fourth task

/** Weights that stages leave for others. */
export type Weights = 'base' | 'sft' | 'reward' | 'dpo' | 'policy';

export const at = {
  corpus: (folder: string): string => join(folder, 'corpus'),
  tokenizer: (folder: string): string => join(folder, 'tokenizer.gguf'),
  pretrain: (folder: string): string => join(folder, 'pretrain'),
  /** Checkpoints of a fine-tuning under way. */
  finetune: (folder: string): string => join(folder, 'finetune'),
  conversations: (folder: string, split: Split): string => join(folder, `conversations-${split}.jsonl`),
  world: (folder: string, split: Split): string => join(folder, `world-${split}.jsonl`),
  comparisons: (folder: string): string => join(folder, 'comparisons.jsonl'),
  weights: (folder: string, name: Weights): string =>
    name === 'base' ? join(folder, 'pretrain', 'parameters.bin') : join(folder, `${name}.gguf`),
  reward: (folder: string): string => join(folder, 'reward.json'),
} as const;

/** What is to be read, as a corpus. */
export async function makeCorpus({ recipe, folder, onProgress, signal }: Workshop): Promise<Done> {
  const corpus = await Corpus.openOrCreate(at.corpus(folder));
  // Exposures are planned: nothing may fall away.
  await corpus.add(mixture(recipe, onProgress, signal), { signal, keepNear: true });
  const { documents: count, bytes } = corpus.manifest;
  return { ...FREE, found: { documents: count, bytes } };
}

/** A vocabulary learnt from the documents and from conversations as they will be laid out. */
export async function makeTokenizer({ recipe, folder, onProgress, signal }: Workshop): Promise<Done> {
  const corpus = await Corpus.open(at.corpus(folder));
  const counter = new PieceCounter(PRE);
  for await (const { text, source } of corpus.documents())
    for (const piece of source === PRACTICE ? text.split(MARKER) : [text]) counter.add(piece);
  const { conversations: count } = recipe.tune;
  for (const conversation of chosen(recipe, 'train').take(Math.min(count, VOCABULARY_CONVERSATIONS)))
    for (const { text } of laidOut(conversation)) for (const piece of text.split(MARKER)) counter.add(piece);
  const spec = await trainTokenizer(counter.counts, { size: recipe.tokenizer.vocab, onProgress, signal });
  await writeGgufFile(tokenizerFile(spec), at.tokenizer(folder));
  return { ...FREE, found: { tokens: spec.tokens.length } };
}

const MARKER = new RegExp(MARKERS.map((marker) => marker.replace(/[|]/g, '\\|')).join('|'));

function laidOut({ turns, tools, system }: Conversation) {
  return layOut(turns, { tools, ...(system === undefined ? {} : { system }) });
}

/** Stage 1: a document simulator. */
export async function makeBase({ recipe, folder, backend, variant, onProgress, signal }: Workshop): Promise<Done> {
  const { depth, context, batch, long, steps, rate } = recipe.pretrain;
  const options: RunOptions = {
    source: at.corpus(folder),
    out: at.pretrain(folder),
    tokenizer: at.tokenizer(folder),
    vocab: recipe.tokenizer.vocab,
    seed: recipe.seed,
    epochs: 1,
    optimizer: 'muon',
    every: Math.max(20, Math.ceil(steps / 20)),
    marked: [PRACTICE],
    ...{ depth, context, batch, long, steps, rate },
  };
  const { place, last, parameters } = await trainRun(options, backend, variant, {
    signal,
    onProgress,
    onStep: ({ step, bitsPerByte }, total) =>
      onProgress({ label: `Pretraining, ${bitsPerByte.toFixed(3)} bits a byte`, done: step, total, unit: 'steps' }),
  });
  const found = { parameters, loss: last?.loss ?? Number.NaN, seconds: place.seconds };
  return { stage: 'pretrain', trained: steps * batch * context, run: 0, found };
}

/** Conversations that need no world, of the recipe's families and with its instructions. */
export function* chosen({ seed, tune }: Recipe, split: Split): Generator<Conversation> {
  const { families, system } = tune;
  for (const made of conversations(seed + (split === 'held' ? 1 : 0), split, split))
    if (!families || families.some((start) => made.family.startsWith(start)))
      yield system === undefined ? made : { ...made, system };
}

export const SPLITS: readonly Split[] = ['train', 'held'];

/** What is learned in stage 2, and, in wordings of its own, what is asked afterwards. */
export async function makeConversations({ recipe, folder }: Workshop): Promise<Done> {
  const { conversations: count, quoting: quoted = 0 } = recipe.tune;
  const random = new Random(recipe.seed);
  const beside = [...(await conversationsAt(at.world(folder, 'train'))), ...(await quotations(folder, quoted, random))];
  for (const split of SPLITS) {
    const made = [...chosen(recipe, split).take(split === 'train' ? count : recipe.evaluate.tasks)];
    const all = split === 'train' ? random.shuffled([...made, ...beside]) : made;
    await writeWhole(at.conversations(folder, split), all.map((each) => `${conversationLine(each)}\n`).join(''));
  }
  return { ...FREE, found: { conversations: count + beside.length } };
}

/** So many conversations over sentences of the documents, fewer where the documents are few. */
async function quotations(folder: string, count: number, random: Random): Promise<Conversation[]> {
  if (count === 0) return [];
  const corpus = await Corpus.open(at.corpus(folder));
  const texts: Text[] = [];
  for await (const { text, source } of corpus.documents()) {
    if (source === PRACTICE) continue;
    for (let left = text.length; left > 0; left -= A_TEXT) {
      const found = textIn(random, text);
      if (found) texts.push(found);
    }
  }
  return random
    .shuffled(texts)
    .slice(0, count)
    .map((text, i) => ({ id: `text-${i}`, ...quoting(random, text, random.pick(texts)) }));
}

export const conversationsOf = (folder: string, split: Split): Promise<Conversation[]> =>
  conversationsAt(at.conversations(folder, split));

export async function conversationsAt(path: string): Promise<Conversation[]> {
  return [...readConversations(await readFile(path, 'utf8'), path)];
}

/** Stage 2: a helpful format. A run that was stopped goes on from its last checkpoint. */
export async function makeAssistant(shop: Workshop): Promise<Done> {
  const { recipe, folder, backend, variant, onProgress, signal } = shop;
  const { replay: share, ...tune } = recipe.tune;
  const { seed } = recipe;
  const run = new RunFolder(at.finetune(folder));
  const settings = { backend: variant, begun: await tuneHash(shop) };
  const saved = await savedOf(run, settings.begun);
  const options: TrainOptions = { rows: Math.min(tune.batch, 8) * tune.length };
  const trained = saved
    ? await trainedFrom(backend, weightsOf(saved.checkpoint), options)
    : await trainee(shop, 'base', options);
  const { model, optimizer, tokenizer } = trained;
  if (saved) await resume(saved, optimizer, backend);
  await saved?.checkpoint.close();
  const examples = (await conversationsOf(folder, 'train')).map((made) => exampleOf(tokenizer, made));
  await using shards = await documentShards(folder, 'train');
  const replay = { documents: new RowPacker(shards, { T: tune.length, seed }), share };
  const { tokens, ...found } = await finetune(model, optimizer, examples, {
    ...{ ...tune, seed, replay, onProgress, signal },
    ...{ place: saved?.place, every: CHECKPOINT_STEPS },
    save: (place) => run.save(model.checkpoint(), optimizer.state, backend, place, settings),
  });
  await keep(trained, at.weights(folder, 'sft'), recipe);
  await rm(run.folder, { recursive: true, force: true });
  return { stage: 'finetune', trained: tokens, run: 0, found };
}

/** What must be the same for a fine-tuning to go on: how and what is learned, and from which weights. */
async function tuneHash({ recipe: { seed, tune }, folder }: Workshop): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify([seed, tune]));
  for (const path of [at.weights(folder, 'base'), at.conversations(folder, 'train')]) hash.update(await readFile(path));
  return hash.digest('hex');
}

/** The newest checkpoint; those of a run that began otherwise are taken away. */
async function savedOf(run: RunFolder, begun: string): Promise<Saved | undefined> {
  const saved = await run.open();
  if (!saved || saved.settings.begun === begun) return saved;
  await saved.checkpoint.close();
  await rm(run.folder, { recursive: true });
  return undefined;
}

/** Stage 3, data: four answers to each task, ranked by the checker. */
export async function makeComparisons({ recipe, folder, backend, onProgress, signal }: Workshop): Promise<Done> {
  const { tasks: count, noise, maxTokens } = recipe.compare;
  const random = new Random(recipe.seed);
  // Other instances than fine-tuning saw: what is known by heart has nothing left to compare.
  const fresh = chosen({ ...recipe, seed: recipe.seed + 500 }, 'train').take(count);
  const tasks = random.shuffled([...fresh].flatMap(tasksOf)).slice(0, count);
  const lines: string[] = [];
  let run = 0;
  await using model = await engine(backend, at.weights(folder, 'sft'));
  for (let from = 0; from < tasks.length; from += TOGETHER) {
    const some = tasks.slice(from, from + TOGETHER);
    const sampled = await sampleCandidates(model, some, { count: 4, maxTokens, seed: recipe.seed + from * 4, signal });
    for (const [i, task] of some.entries()) {
      const answers = distinct(sampled[i]!.map(({ turn }) => turn));
      run += sampled[i]!.reduce((sum, { tokens }) => sum + tokens.length, sampled[i]![0]!.prompt.length);
      if (answers.length < 2) continue;
      const turns = answers.map(({ parts }) => ({ role: 'assistant', parts }) as const);
      const judge = `checker, noise ${noise}`;
      lines.push(`${comparisonLine({ task, answers: turns, ranks: rank(task, answers, noise, random), judge })}\n`);
    }
    onProgress({ label: 'Comparing', done: from + some.length, total: tasks.length, unit: 'cases' });
  }
  await writeWhole(at.comparisons(folder), lines.join(''));
  return { stage: 'compare', trained: 0, run, found: { comparisons: lines.length } };
}

function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

/** The ranked answers of a run. */
export async function comparisonsOf(folder: string): Promise<Comparison[]> {
  const path = at.comparisons(folder);
  return [...readComparisons((await readFile(path, 'utf8')).split('\n'), path)];
}

/** Comparisons as pairs of tokens; `held` for measuring, the others for learning. */
export async function pairsOf(
  folder: string,
  tokenizer: Tokenizer,
): Promise<{ learn: TokenPair[]; held: TokenPair[] }> {
  const all = await comparisonsOf(folder);
  const pairs = (some: readonly Comparison[]): TokenPair[] =>
    some.flatMap((comparison) => tokenPairs(tokenizer, comparison)).filter((pair) => pairFits(pair, ANSWER_PLACES));
  return {
    learn: pairs(all.filter((_, i) => i % HELD_PAIRS !== 0)),
    held: pairs(all.filter((_, i) => i % HELD_PAIRS === 0)),
  };
}

/** What reward.json holds: how good the reward model is on held-back pairs, and its head. */
export interface RewardFile {
  readonly pairs: number;
  readonly accuracy: number;
  /** What "the shorter is better" scores on the same pairs. */
  readonly shorter: number;
  /** The value head (D); the layers under it are reward.gguf. */
  readonly head: readonly number[];
}

export async function rewardFile(folder: string): Promise<RewardFile> {
  return JSON.parse(await readFile(at.reward(folder), 'utf8')) as RewardFile;
}

/** Stage 3: a reward model from the pairs. */
export async function makeReward(shop: Workshop): Promise<Done> {
  const { recipe, folder, onProgress, signal } = shop;
  const trained = await trainee(shop, 'sft', { rows: ANSWER_PLACES, valueHead: true });
  const { model, optimizer, tokenizer } = trained;
  const { learn, held } = await pairsOf(folder, tokenizer);
  needPairs(learn);
  const last = await trainReward(model, optimizer, learn, {
    ...recipe.reward,
    ...{ seed: recipe.seed, signal },
    onStep: ({ step, steps, loss }) =>
      onProgress({ label: `Reward model, loss ${loss.toFixed(3)}`, done: step, total: steps, unit: 'steps' }),
  });
  const accuracy = await pairAccuracy(model, held);
  const shorter = held.map(
    ({ chosen, rejected }) => (Math.sign(rejected.answer.length - chosen.answer.length) + 1) / 2,
  );
  const heuristic = shorter.reduce((sum, value) => sum + value, 0) / Math.max(1, held.length);
  const head = [...(await model.valueHead())];
  await keep(trained, at.weights(folder, 'reward'), recipe);
  const kept: RewardFile = { pairs: held.length, accuracy, shorter: heuristic, head };
  await writeWhole(at.reward(folder), `${JSON.stringify(kept)}\n`);
  return {
    stage: 'compare',
    trained: last.tokens,
    run: 0,
    found: { pairs: learn.length, held: held.length, accuracy },
  };
}

/** Stage 3: direct preference optimisation. */
export async function makePreferred(shop: Workshop, path: string = at.weights(shop.folder, 'dpo')): Promise<Done> {
  const { recipe, folder, onProgress, signal } = shop;
  const trained = await trainee(shop, 'sft', { rows: ANSWER_PLACES });
  const { model, optimizer, tokenizer } = trained;
  const { learn } = await pairsOf(folder, tokenizer);
  needPairs(learn);
  const last = await trainDpo(model, optimizer, learn, {
    ...recipe.dpo,
    ...{ seed: recipe.seed, signal },
    onStep: ({ step, steps, loss }) =>
      onProgress({ label: `Preferences, loss ${loss.toFixed(3)}`, done: step, total: steps, unit: 'steps' }),
  });
  await keep(trained, path, recipe);
  return {
    stage: 'compare',
    trained: last.tokens,
    run: Math.round(last.tokens / recipe.dpo.epochs), // the reference: each pair once
    found: { loss: last.loss, accuracy: last.accuracy },
  };
}

function needPairs(pairs: readonly TokenPair[]): void {
  if (pairs.length > 0) return;
  throw badArgument('No answer was better than another.', 'Rank more tasks, or fine-tune longer first.');
}

/** A model that is trained, with what trains it. */
export interface Trainee {
  readonly model: TrainModel;
  readonly optimizer: Optimizer;
  readonly tokenizer: Tokenizer;
}

/** A model to train, from the weights of an earlier stage. */
export async function trainee({ folder, backend }: Workshop, from: Weights, options: TrainOptions): Promise<Trainee> {
  const checkpoint = await openCheckpoint(at.weights(folder, from));
  try {
    return await trainedFrom(backend, checkpoint, options);
  } finally {
    await checkpoint.close();
  }
}

async function trainedFrom(backend: Backend, from: Checkpoint, options: TrainOptions): Promise<Trainee> {
  const model = await TrainModel.load(from, backend, options);
  const optimizer = new Optimizer(backend, model.parameters, { weightDecay: 0 });
  return { model, optimizer, tokenizer: createTokenizer(from.tokenizer!) };
}

/** Writes a model that follows the calling convention, and gives back the memory that training took. */
export async function keep({ model, optimizer }: Trainee, path: string, { tune }: Recipe): Promise<void> {
  await writeGgufFile(speaking(model.checkpoint(), tune.system), path);
  optimizer.close();
  model.close();
}

/** The tokenised documents of pretraining, or those kept aside. */
export async function documentShards(folder: string, side: 'train' | 'valid'): Promise<Shards> {
  const shards = join(at.pretrain(folder), 'shards');
  const { files } = (await readShardManifest(shards))[side];
  return openShards(files.map((file) => join(shards, file)));
}

/** The weights of a stage, to run. */
export async function engine(backend: Backend, path: string): Promise<Model> {
  const checkpoint = await openCheckpoint(path);
  try {
    return await loadModel(checkpoint, backend);
  } finally {
    await checkpoint.close();
  }
}

export async function makeFolder(folder: string): Promise<void> {
  await onDisk(folder, mkdir(folder, { recursive: true }));
}
