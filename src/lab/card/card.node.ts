// The card on disk: which weights there are to measure, the instruments one after another, and what is written of
// them. Each finished instrument is written at once, so a card that was stopped goes on where it was.
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { badArgument, badFile, TwofilesError, throwIfAborted } from '../../base/errors.ts';
import { onDisk, writeWhole } from '../../base/write.node.ts';
import { reportText } from '../../factory/make/evaluate.ts';
import type { Recipe } from '../../factory/make/recipe.ts';
import { at, engine } from '../../factory/make/stages.node.ts';
import { newModel } from '../../factory/train/recipe.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import { loadModel } from '../../model/model.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import type { Bench, Instrument, Section, Subject } from './bench.ts';
import { identity } from './identity.node.ts';
import { transcribe, transcriptsPage } from './transcripts.ts';

/** Weights, and the folder that `make` made them in where there is one. */
export interface Place {
  /** The finished weights. */
  readonly weights: string;
  readonly folder: string | undefined;
  readonly recipe: Recipe | undefined;
}

/** What a path names: a folder of `make`, or weights alone. @throws `not-found`, `bad-file`. */
export async function placeOf(path: string): Promise<Place> {
  const state = join(path, 'make.json');
  if (!existsSync(state)) {
    if (existsSync(path)) return { weights: path, folder: undefined, recipe: undefined };
    throw new TwofilesError('not-found', `There is nothing at ${path}.`, 'Name weights, or a folder that "make" made.');
  }
  const recipe = await recipeIn(state);
  const made = [join(path, 'parameters.bin'), at.weights(path, 'dpo'), at.weights(path, 'sft')].find(existsSync);
  if (made !== undefined) return { weights: made, folder: path, recipe };
  throw new TwofilesError('not-found', `${path} has no assistant yet.`, 'Let "make" come past fine-tuning first.');
}

async function recipeIn(state: string): Promise<Recipe> {
  try {
    return (JSON.parse(await readFile(state, 'utf8')) as { recipe: Recipe }).recipe;
  } catch (cause) {
    throw badFile(state, 'JSON', 'cannot be read', cause);
  }
}

export interface CardOptions extends Omit<Bench, 'subjects' | 'recipe' | 'folder'> {
  readonly place: Place;
  /** Where the card is written. */
  readonly out: string;
  readonly instruments: readonly Instrument[];
  /** Names of instruments to run, though their rows be there already; default: those whose rows are not. */
  readonly rows?: readonly string[] | undefined;
  readonly onInstrument?: (instrument: {
    readonly name: string;
    readonly about: string;
    readonly kept: boolean;
  }) => void;
}

/** What card.json holds. */
export interface Card {
  /** SHA-256 of the weights. */
  readonly hash: string;
  readonly made: string;
  readonly recipe: string | undefined;
  readonly n: number;
  readonly seed: number;
  /** By instrument. */
  readonly sections: Readonly<Record<string, Section>>;
}

/**
 * Measures weights, or goes on measuring them.
 * @throws `bad-argument` for an instrument that there is not, `bad-file`, `io`, `aborted` (what is measured is kept).
 */
export async function makeCard(options: CardOptions): Promise<Card> {
  const { place, out, instruments, rows, n, seed, signal, onInstrument } = options;
  for (const row of rows ?? [])
    if (!instruments.some(({ name }) => name === row))
      throw badArgument(`There are no rows ${row}.`, `Choose from ${instruments.map(({ name }) => name).join(', ')}.`);
  const { hash, made } = await identity(place.weights);
  await onDisk(out, mkdir(out, { recursive: true }));
  const path = join(out, 'card.json');
  const head = { hash, made: made.toISOString(), recipe: place.recipe?.name, n, seed };
  const before = await readCard(path);
  const same = before?.hash === hash && before.n === n && before.seed === seed;
  let card: Card = { ...head, sections: same ? before.sections : {} };
  const { subjects, close } = await openSubjects(options);
  try {
    const bench: Bench = { ...options, subjects, recipe: place.recipe, folder: place.folder };
    for (const { name, about, measure } of instruments) {
      throwIfAborted(signal);
      const kept = !(rows?.includes(name) ?? card.sections[name] === undefined);
      if (kept && rows) continue;
      onInstrument?.({ name, about, kept });
      if (kept) continue;
      card = { ...card, sections: { ...card.sections, [name]: await measure(bench) } };
      await writeWhole(path, `${JSON.stringify(card, null, 2)}\n`);
      await writeWhole(join(out, 'card.md'), cardText(card, instruments));
    }
  } finally {
    await close();
  }
  return card;
}

async function readCard(path: string): Promise<Card | undefined> {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Card;
  } catch (cause) {
    throw badFile(path, 'JSON', 'cannot be read', cause);
  }
}

/** The models side by side, in order of making; of weights without a folder: themselves, and random ones. */
async function openSubjects({ place, backend, seed }: CardOptions) {
  const { folder, weights } = place;
  const stages =
    folder === undefined
      ? [['model', weights] as const]
      : (['base', 'sft', 'dpo', 'policy'] as const)
          .map((name) => [name, at.weights(folder, name)] as const)
          .filter(([, path]) => existsSync(path));
  const subjects: Subject[] = [];
  const close = async (): Promise<void> => void (await Promise.all(subjects.map(({ model }) => model.close())));
  try {
    for (const [name, path] of stages) {
      const open = (): Promise<Checkpoint> => openCheckpoint(path);
      subjects.push({ name, model: await engine(backend, path), open, shots: name === 'base' });
    }
    const [{ model }] = subjects as [Subject];
    const random = newModel(model.config, seed, { name: 'random', tokenizer: model.tokenizer.spec });
    subjects.unshift({
      ...{ name: 'random', shots: false },
      ...{ model: await loadModel(random, backend), open: async () => random },
    });
  } catch (error) {
    await close();
    throw error;
  }
  return { subjects, close };
}

/** The card as Markdown, in the order of the instruments. */
export function cardText({ hash, made, recipe, n, seed, sections }: Card, instruments: readonly Instrument[]): string {
  return [
    '# Report card',
    `Weights: SHA-256 \`${hash}\`, of ${made.slice(0, 10)}${recipe === undefined ? '' : `, recipe \`${recipe}\``}. At most ${n} cases a row, seed ${seed}. *random* is the same shape as training began; *base* is the model after pretraining, shown three examples where it has to answer; ± is half of a 95 % interval.`,
    ...instruments.flatMap(({ name, about }) => {
      const section = sections[name];
      return section ? [`## ${about[0]!.toUpperCase()}${about.slice(1)}`, ...sectionText(section)] : [];
    }),
    '',
  ].join('\n\n');
}

export function sectionText({ rows, notes = [], left }: Section): string[] {
  return [
    ...(left === undefined ? [] : [`Left out: ${left}`]),
    ...(rows.length > 0 ? [reportText(rows)] : []),
    ...notes,
  ];
}

/** Writes transcripts.md: what the finished weights answer to the sealed prompts. */
export async function writeTranscripts({
  place,
  backend,
  out,
  maxTokens,
  signal,
  onProgress,
  made: when,
}: Pick<CardOptions, 'place' | 'backend' | 'out' | 'maxTokens' | 'signal' | 'onProgress'> & {
  /** Default: when the file was written. */
  readonly made?: Date | undefined;
}): Promise<string> {
  const found = await identity(place.weights);
  const made = when ?? found.made;
  await onDisk(out, mkdir(out, { recursive: true }));
  await using model = await engine(backend, place.weights);
  const { recipe } = place;
  const onDone = (done: number): void => onProgress({ label: 'Transcripts', done, total: 300, unit: 'cases' });
  const transcripts = await transcribe(model, { system: recipe?.tune.system, made, maxTokens, signal, onDone });
  const path = join(out, 'transcripts.md');
  const about = { name: recipe?.name ?? model.name, hash: found.hash, made, recipe: recipe?.name };
  await writeWhole(path, transcriptsPage(transcripts, about));
  return path;
}
