// `tokenizer train` and `tokenizer show`: makes the first of a model's parts, and says how good it is.

import { sideTexts, VALIDATION } from '../../factory/corpus/shards.node.ts';
import { Corpus } from '../../factory/corpus/store.node.ts';
import { countPieces } from '../../factory/tokenizer/count.node.ts';
import { readTokenizer, writeTokenizer } from '../../factory/tokenizer/files.node.ts';
import { longestTokens, Measure } from '../../factory/tokenizer/measure.ts';
import { PRE, trainTokenizer } from '../../factory/tokenizer/train.ts';
import { createTokenizer } from '../../text/create.ts';
import { onInterrupt } from '../interrupt.ts';
import { bytes, clock, count, note, printJson, progressLine, table } from '../terminal.ts';
import { checkOutput } from './quantize.ts';

export interface TokenizerTrainFlags {
  readonly vocab: number;
  readonly out: string;
  readonly special?: readonly string[];
  readonly validation?: number;
  readonly threads?: number;
  readonly force?: boolean;
  readonly json?: boolean;
}

export interface TokenizerShowFlags {
  readonly corpus?: string;
  readonly longest: number;
  readonly json?: boolean;
}

export async function trainCommand(folder: string, flags: TokenizerTrainFlags): Promise<void> {
  await checkOutput(flags.out, flags);
  const corpus = await Corpus.open(folder);
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const progress = progressLine();
  const begun = performance.now();
  try {
    const { bytes: total } = corpus.manifest;
    const texts = sideTexts(corpus, flags.validation ?? VALIDATION, 'train');
    const options = { threads: flags.threads, total, signal, onProgress: progress.report };
    const counted = await countPieces(texts, PRE, options);
    const special = flags.special;
    const spec = await trainTokenizer(counted.pieces, {
      size: flags.vocab,
      special,
      signal,
      onProgress: progress.report,
    });
    progress.end();
    const paths = await writeTokenizer(flags.out, spec);
    const seconds = (performance.now() - begun) / 1000;
    const result = { paths, tokens: spec.tokens.length, bytes: counted.bytes, pieces: counted.pieces.size, seconds };
    if (flags.json) printJson(result);
    else
      note(
        `Wrote ${paths.join(' and ')}: ${count(result.tokens)} tokens from ${bytes(result.bytes)} of text in ${clock(seconds)}.`,
      );
    if (spec.tokens.length < flags.vocab)
      note('There are fewer tokens than asked for: no pair of tokens occurs twice any more.');
    if (counted.forgotten > 0)
      note(`${count(counted.forgotten)} occurrences of rare pieces were not counted, for want of memory.`);
  } finally {
    progress.end();
  }
}

export async function showCommand(path: string, flags: TokenizerShowFlags): Promise<void> {
  const tokenizer = createTokenizer(await readTokenizer(path));
  const { kinds } = tokenizer.spec;
  const special = tokenizer.spec.tokens.filter((_, id) => kinds[id] === 'control');
  const longest = longestTokens(tokenizer, flags.longest);
  const measured = flags.corpus === undefined ? undefined : await heldOut(await Corpus.open(flags.corpus), tokenizer);
  if (flags.json) {
    printJson({ tokens: tokenizer.size, pre: tokenizer.spec.pre, special, longest, measured });
    return;
  }
  const rows = [
    ['tokens', count(tokenizer.size)],
    ['cut by', tokenizer.spec.pre],
    ['special', special.join(' ')],
  ];
  if (measured)
    rows.push(
      ['held-out text', `${count(measured.texts)} documents, ${bytes(measured.bytes)}`],
      ['bytes a token', measured.bytesPerToken.toFixed(3)],
      ['tokens a word', measured.tokensPerWord.toFixed(3)],
      ['vocabulary used', `${(100 * measured.used).toFixed(1)} %`],
    );
  process.stdout.write(`${table(rows)}\n\nlongest tokens\n`);
  for (const { id, text } of longest) process.stdout.write(`  ${String(id).padStart(6)}  ${JSON.stringify(text)}\n`);
}

/** Measured on the documents that are kept for validation, which the tokenizer has not seen. */
async function heldOut(corpus: Corpus, tokenizer: ReturnType<typeof createTokenizer>) {
  const measure = new Measure(tokenizer);
  for await (const text of sideTexts(corpus, VALIDATION, 'valid')) measure.add(text);
  return measure.result();
}
