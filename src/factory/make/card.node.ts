// What is left when a model is made: the best stage's weights in eight bits and the card that says what they are. All
// of the card is read from the folder that `make` filled; nothing in it is typed. `ship` copies the few files that a
// person needs into a folder of their own.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { badArgument } from '../../base/errors.ts';
import { onDisk, writeWhole } from '../../base/write.node.ts';
import type { Checkpoint, MetadataEntry } from '../../model/checkpoint.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { quantizeCheckpoint } from '../../model/quantize.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import { leafData } from '../corpus/document.ts';
import { leafHash, MerkleRoot } from '../corpus/merkle.ts';
import { Corpus } from '../corpus/store.node.ts';
import type { Metrics } from '../train/loop.ts';
import { type ReportRow, reportText } from './evaluate.ts';
import { count, type Ledger, ledgerText, table } from './ledger.ts';
import type { Recipe } from './recipe.ts';
import { at } from './stages.node.ts';

/** Under what terms the weights may be used: the package's own. */
const LICENCE = 'mit';
/** Most lines of curves.csv: what more of them could show is noise. */
const CURVE_LINES = 1000;
/** Share of right answers below which the card warns. */
const RELIABLE = 0.7;

/** Files that `make` leaves for whoever uses the model; transcripts where they were written. */
export const FILES = ['parameters.bin', 'card.md', 'card.json', 'curves.csv', 'curve.svg'] as const;
const TRANSCRIPTS = 'transcripts.md';

/** Stages that can be shipped. */
const ASSISTANTS = ['sft', 'dpo', 'policy'] as const;
type Assistant = (typeof ASSISTANTS)[number];

/** SHA-256 of the recipe as JSON, hexadecimal. */
export const recipeHash = (recipe: Recipe): string => createHash('sha256').update(JSON.stringify(recipe)).digest('hex');

/** The stage that is right most often in the rows where likeliest answers count; of equals the latest. */
export function bestStage(rows: readonly ReportRow[]): Assistant {
  const mean = (stage: Assistant): number => {
    const values = rows.filter(isAnswers).flatMap(({ stages }) => stages[stage]?.value ?? []);
    return values.length === 0 ? -1 : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  return ASSISTANTS.reduce((best, stage) => (mean(stage) >= mean(best) ? stage : best));
}

const isAnswers = ({ name, unit, stages }: ReportRow): boolean =>
  unit === 'share' && stages.sft !== undefined && !/sampled|win rate/.test(name);

/** What is known when a model is finished. */
export interface Finished {
  readonly recipe: Recipe;
  readonly folder: string;
  readonly rows: readonly ReportRow[];
  readonly ledger: Ledger;
  /** Facts of the world that it was asked for, and those it knew. */
  readonly questions: Readonly<Record<string, number>>;
}

/** What card.json holds. */
export interface ModelCard {
  readonly name: string;
  readonly licence: string;
  readonly file: {
    readonly name: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly type: string;
    readonly stage: Assistant;
    readonly parameters: number;
    readonly context: number;
  };
  readonly recipe: Recipe;
  /** SHA-256 of the recipe as JSON. */
  readonly recipeHash: string;
  readonly corpus: {
    /** RFC 6962 Merkle tree hash over all documents. */
    readonly root: string;
    readonly documents: number;
    readonly bytes: number;
    readonly sources: readonly SourceHash[];
  };
  readonly questions: Readonly<Record<string, number>>;
  readonly rows: readonly ReportRow[];
  readonly ledger: Ledger;
  /** The rows of the command `card`, where they were measured on this very file. */
  readonly measured?: unknown;
}

interface SourceHash {
  readonly source: string;
  readonly licence: string;
  readonly documents: number;
  readonly bytes: number;
  /** The Merkle tree hash over this source's documents alone, in order. */
  readonly root: string;
}

/** Writes parameters.bin, the card and the curves into the folder. @returns the path of the weights. */
export async function finish(finished: Finished): Promise<string> {
  const { recipe, folder, rows } = finished;
  const stage = bestStage(rows);
  const path = await exported(folder, recipe, stage);
  const bytes = await readFile(path);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const measured = await measuredOn(folder, sha256);
  const card: ModelCard = {
    ...{ name: recipe.name, licence: LICENCE },
    file: {
      ...{ name: basename(path), bytes: bytes.length, sha256, type: 'Q8_0', stage },
      ...{ parameters: finished.ledger.parameters, context: recipe.pretrain.long?.context ?? recipe.pretrain.context },
    },
    ...{ recipe, recipeHash: recipeHash(recipe), corpus: await corpusOf(folder) },
    ...{ questions: finished.questions, rows, ledger: finished.ledger },
    ...(measured ? { measured: measured.json } : {}),
  };
  await writeWhole(join(folder, 'card.json'), `${JSON.stringify(card, null, 2)}\n`);
  await writeWhole(join(folder, 'card.md'), cardText(card, measured?.text));
  await writeWhole(join(folder, 'curves.csv'), await curves(folder));
  await onDisk(folder, copyFile(join(at.pretrain(folder), 'curve.svg'), join(folder, 'curve.svg')));
  return path;
}

/**
 * Copies what `finish` wrote into a folder of its own, transcripts too when they are of these weights.
 * @throws `bad-argument` when the model is not finished, `io`.
 */
export async function ship(folder: string, out: string): Promise<void> {
  const missing = FILES.find((name) => !existsSync(join(folder, name)));
  if (missing !== undefined) throw badArgument(`${folder} has no ${missing} yet.`, 'Let "make" come to its end first.');
  await onDisk(out, mkdir(out, { recursive: true }));
  for (const name of FILES) await onDisk(join(out, name), copyFile(join(folder, name), join(out, name)));
  const transcripts = join(folder, 'card', TRANSCRIPTS);
  const { file } = JSON.parse(await readFile(join(folder, 'card.json'), 'utf8')) as ModelCard;
  const current = existsSync(transcripts) && (await readFile(transcripts, 'utf8')).includes(file.sha256);
  if (current) await onDisk(out, copyFile(transcripts, join(out, TRANSCRIPTS)));
  else await rm(join(out, TRANSCRIPTS), { force: true }); // of other weights
}

/** The weights of a stage in eight bits, with where they come from. */
async function exported(folder: string, recipe: Recipe, stage: Assistant): Promise<string> {
  const path = join(folder, FILES[0]);
  const checkpoint = await openCheckpoint(at.weights(folder, stage));
  try {
    await writeGgufFile(signed(quantizeCheckpoint(checkpoint, 'Q8_0'), recipe, stage), path);
  } finally {
    await checkpoint.close();
  }
  return path;
}

/** The same weights with name, licence, recipe and stage; the root of the corpus is in them from the beginning. */
function signed(checkpoint: Checkpoint, recipe: Recipe, stage: Assistant): Checkpoint {
  const entries: Readonly<Record<string, string>> = {
    'general.name': recipe.name,
    'general.license': LICENCE,
    'twofiles.recipe': recipe.name,
    'twofiles.recipe.hash': recipeHash(recipe),
    'twofiles.stage': stage,
  };
  const more = Object.entries(entries).map(([key, value]): [string, MetadataEntry] => [key, { type: 'string', value }]);
  return { ...checkpoint, name: recipe.name, metadata: new Map([...checkpoint.metadata, ...more]) };
}

async function corpusOf(folder: string): Promise<ModelCard['corpus']> {
  const corpus = await Corpus.open(at.corpus(folder));
  const { root, documents, bytes, sources } = corpus.manifest;
  const trees = new Map(sources.map(({ source, licence }) => [`${source}\n${licence}`, new MerkleRoot()]));
  for await (const entry of corpus.entries())
    trees.get(`${entry.source}\n${entry.licence}`)?.append(leafHash(leafData(entry)));
  const hashed = sources.map((sum) => ({ ...sum, root: trees.get(`${sum.source}\n${sum.licence}`)!.hex() }));
  return { root, documents, bytes, sources: hashed };
}

/** What the command `card` measured, if it did so on this file. */
async function measuredOn(folder: string, sha256: string): Promise<{ json: unknown; text: string } | undefined> {
  const [json, text] = [join(folder, 'card', 'card.json'), join(folder, 'card', 'card.md')];
  if (!existsSync(json) || !existsSync(text)) return undefined;
  const { hash, sections } = JSON.parse(await readFile(json, 'utf8')) as { hash?: string; sections?: unknown };
  const page = await readFile(text, 'utf8');
  return hash === sha256 ? { json: sections, text: page.slice(Math.max(0, page.indexOf('\n## ') + 1)) } : undefined;
}

/** The metrics of pretraining as CSV, thinned evenly; lines where text kept aside was measured all stay. */
async function curves(folder: string): Promise<string> {
  const text = await readFile(join(at.pretrain(folder), 'metrics.jsonl'), 'utf8');
  const all = text.split('\n').flatMap((line): Metrics[] => (line.endsWith('}') ? [JSON.parse(line)] : []));
  const every = Math.ceil(all.length / CURVE_LINES);
  const shown = all.filter(
    ({ validation }, i) => i % every === 0 || i === all.length - 1 || typeof validation === 'number',
  );
  const lines = shown.map(({ step, tokens, loss, bitsPerByte, validation, rate, seconds }) =>
    [
      step,
      tokens,
      loss.toFixed(5),
      bitsPerByte.toFixed(5),
      validation?.toFixed(5) ?? '',
      rate.toPrecision(4),
      Math.round(seconds),
    ].join(','),
  );
  return ['step,tokens,loss,bits_per_byte,validation_bits_per_byte,rate,seconds', ...lines, ''].join('\n');
}

function cardText(card: ModelCard, measured: string | undefined): string {
  const { name, licence, file, recipe, corpus, rows, ledger, questions } = card;
  const { parameters, context, type, bytes, sha256, stage } = file;
  const { asked, known } = questions;
  return [
    `# ${name}`,
    `${count(parameters)} parameters in ${type}, ${file.name}: ${(bytes / 1e6).toFixed(2)} MB, a window of ${context} tokens, licence ${licence}. The weights are those of the stage \`${stage}\`, which is right most often below.`,
    table(
      ['what', 'SHA-256'],
      [
        [file.name, `\`${sha256}\``],
        ['recipe', `\`${card.recipeHash}\``],
        ['corpus, Merkle root (RFC 6962)', `\`${corpus.root}\``],
      ],
    ),
    '## What it read',
    table(
      ['source', 'licence', 'documents', 'bytes', 'Merkle root'],
      corpus.sources.map((each) => [
        each.source,
        each.licence,
        String(each.documents),
        count(each.bytes),
        `\`${each.root}\``,
      ]),
    ),
    ...(recipe.prose
      ? [
          `The real prose (${recipe.prose.files.map((path) => basename(path)).join(', ')}) is not part of the repository. Made again where it is not at hand, \`make ${name}\` reads the world and the practice alone: the same recipe, world only, and other weights.`,
        ]
      : []),
    '## What it can do',
    'Beside every figure: chance, and the best simple heuristic. Shares are with 95 % intervals.',
    reportText(rows),
    `Asked for ${asked} facts of its world before fine-tuning, it knew ${known}: it was taught to answer those and to refuse the others.`,
    ...(measured ? [measured.trim()] : []),
    '## What it cannot do',
    weak(rows, stage).join('\n'),
    '## How it learned',
    'Loss and bits a byte by step and tokens: curves.csv, drawn in curve.svg.',
    '## What it cost',
    ledgerText(ledger),
    '## Recipe',
    `\`\`\`json\n${JSON.stringify(recipe, null, 2)}\n\`\`\``,
    '',
  ].join('\n\n');
}

/** The rows in which it is wrong too often, and those where a simple heuristic is better. */
function weak(rows: readonly ReportRow[], stage: Assistant): string[] {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const found = rows.filter(isAnswers).flatMap(({ name, stages, heuristic }) => {
    const { value } = stages[stage]!;
    const better = heuristic.value > value ? `, where "${heuristic.name}" reaches ${percent(heuristic.value)}` : '';
    return value < RELIABLE || better ? [`- ${name}: right in ${percent(value)}${better}.`] : [];
  });
  return found.length > 0
    ? found
    : [`- In every row above it is right in ${percent(RELIABLE)} or more; what no row asks is not known.`];
}
