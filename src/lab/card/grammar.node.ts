// Grammar: of two sentences that differ in one thing, does the model find the good one likelier? BLiMP (Warstadt et
// al., 2020), a file a paradigm. A sentence stands alone after the token that begins documents; its score is the sum
// of its tokens' log-probabilities.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { badFile, throwIfAborted } from '../../base/errors.ts';
import type { ReportRow } from '../../factory/make/evaluate.ts';
import { documentShards } from '../../factory/make/stages.node.ts';
import type { Model } from '../../model/model.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { type Bench, type Instrument, rowsOf, type Section } from './bench.ts';
import { Bigrams } from './bigrams.ts';

const FOLDER = 'grammar/blimp_dev';
/** Sentences scored at once. */
const TOGETHER = 64;
/** Training tokens that the bigrams are counted on. */
const COUNTED = 8_000_000;

const PAIR = z.object({ sentence_good: z.string().min(1), sentence_bad: z.string().min(1) });

export interface GrammarPair {
  readonly rows: readonly string[];
  readonly good: string;
  readonly bad: string;
}

const ALL = 'all paradigms';

export const grammar: Instrument = {
  name: 'grammar',
  about: 'grammar: BLiMP pairs in which the good sentence is the likelier',
  async measure(bench: Bench): Promise<Section> {
    const folder = join(bench.data, FOLDER);
    if (!existsSync(folder)) return { rows: [], left: `${folder} is not there.` };
    const pairs = await readPairs(folder, bench.n);
    return { rows: await grammarRows(bench, pairs, await bigramsOf(bench)), notes: NOTES };
  },
};

const NOTES = [
  'The mean over paradigms stands first. A base model needs no examples here: it is asked for nothing, its log-probabilities are compared. "shorter" prefers the sentence of fewer tokens; the bigrams are counted on the documents of pretraining.',
];

/** The first `n` pairs of each paradigm. @throws `bad-file` naming file and line. */
export async function readPairs(folder: string, n: number): Promise<GrammarPair[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.jsonl')).sort();
  const all: GrammarPair[] = [];
  for (const file of files) {
    const lines = (await readFile(join(folder, file), 'utf8')).split('\n').filter((line) => line !== '');
    for (const [i, line] of lines.slice(0, n).entries()) {
      const parsed = PAIR.safeParse(parse(line));
      if (!parsed.success) throw badFile(join(folder, file), `line ${i + 1}`, 'is no pair of sentences');
      const { sentence_good: good, sentence_bad: bad } = parsed.data;
      all.push({ rows: [ALL, file.replace(/\.jsonl$/, '')], good, bad });
    }
  }
  return all;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Rows, the mean first, then each paradigm. */
export async function grammarRows(
  bench: Bench,
  pairs: readonly GrammarPair[],
  bigrams: Bigrams | undefined,
): Promise<ReportRow[]> {
  const scores: Record<string, number[]> = {};
  const { subjects, signal, onProgress } = bench;
  const total = subjects.length * pairs.length;
  for (const [i, { name, model }] of subjects.entries())
    scores[name] = await inOrder(model, pairs, (done) => {
      throwIfAborted(signal);
      onProgress({ label: `Grammar, ${name}`, done: i * pairs.length + done, total, unit: 'cases' });
    });
  const { tokenizer } = subjects[0]!.model;
  const prefer = (score: (tokens: readonly number[]) => number) => (index: number) => {
    const { good, bad } = pairs[index]!;
    return half(score(sentence(tokenizer, good)) - score(sentence(tokenizer, bad)));
  };
  const heuristics = {
    shorter: prefer((tokens) => -tokens.length),
    ...(bigrams ? { 'token bigrams': prefer((tokens) => bigrams.score(tokens)) } : {}),
  };
  return rowsOf(pairs, scores, { chance: () => 0.5, heuristics });
}

/** 1 for more, 0 for less, a half for equal. */
const half = (difference: number): number => (Math.sign(difference) + 1) / 2;

/** The tokens of a sentence after the one that begins documents. */
const sentence = (tokenizer: Tokenizer, text: string): number[] => tokenizer.encode(text, { wrap: true });

/** For each pair 1 where the good sentence is the likelier, a half for equals. */
async function inOrder(model: Model, pairs: readonly GrammarPair[], onDone: (done: number) => void): Promise<number[]> {
  const out: number[] = [];
  for (let from = 0; from < pairs.length; from += TOGETHER / 2) {
    onDone(from);
    const some = pairs.slice(from, from + TOGETHER / 2);
    const scores = await Promise.all(
      some.flatMap(({ good, bad }) => [good, bad]).map((text) => logProbability(model, text)),
    );
    for (const i of some.keys()) out.push(half(scores[2 * i]! - scores[2 * i + 1]!));
  }
  return out;
}

/** Natural log of a sentence's probability, its first token included where the model has a token before it. */
async function logProbability(model: Model, text: string): Promise<number> {
  await using session = model.session();
  const scores = await session.score(sentence(model.tokenizer, text));
  return scores.reduce((sum, score) => sum + (Number.isNaN(score) ? 0 : score), 0);
}

async function bigramsOf({ folder, subjects }: Bench): Promise<Bigrams | undefined> {
  if (folder === undefined) return undefined;
  await using shards = await documentShards(folder, 'train');
  const bigrams = new Bigrams(subjects[0]!.model.config.vocab);
  for (let document = 0, counted = 0; document < shards.lengths.length && counted < COUNTED; document++) {
    const tokens = new Int32Array(shards.lengths[document]!);
    await shards.read(document, 0, tokens);
    bigrams.add(tokens);
    counted += tokens.length;
  }
  return bigrams;
}
