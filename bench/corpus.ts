// From documents to rows. How many bytes a second are collected (read, hashed, compared with all others, written)
// and tokenised, against only reading and parsing them; how many tokens a second are packed, against only reading
// the same shards; and what share of the places in rows is learned from, against two other ways: a document a row,
// and cropping as nanochat's loader does (fill every row, drop what is cut off).
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RowPacker, type TokenStore } from '../src/factory/corpus/pack.ts';
import { readDocuments } from '../src/factory/corpus/read.node.ts';
import { openShards, writeShards } from '../src/factory/corpus/shards.node.ts';
import { Corpus } from '../src/factory/corpus/store.node.ts';
import { countPieces } from '../src/factory/tokenizer/count.node.ts';
import { PRE, trainTokenizer } from '../src/factory/tokenizer/train.ts';
import { createTokenizer } from '../src/text/create.ts';
import { compared, round } from './support/compare.ts';
import { type BenchOptions, Report } from './support/report.ts';
import { someTexts } from './support/texts.ts';

const BYTES = 20e6;
const QUICK_BYTES = 3e6;
const BATCH = 32;
const BATCHES = 100;
const LENGTHS = [256, 1024, 2048];

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('corpus', options);
  const folder = mkdtempSync(join(tmpdir(), 'twofiles-bench-'));
  try {
    const { from, texts, bytes } = someTexts(options.quick ? QUICK_BYTES : BYTES, [
      'stories',
      'commands',
      'textbooks',
      'books',
    ]);
    report.note('text', `${from}, ${texts.length} documents, ${round(bytes / 1e6)} MB`);
    const input = join(folder, 'documents.jsonl');
    writeFileSync(input, texts.map((text, i) => JSON.stringify({ id: String(i), text })).join('\n'));
    const corpus = await Corpus.openOrCreate(join(folder, 'corpus'));
    const rate = (seconds: number): number => bytes / 1e6 / seconds;
    const reading = rate(
      await timed(async () => (await readFile(input, 'utf8')).split('\n').map((line) => JSON.parse(line))),
    );
    report.row(
      compared(
        'collecting, MB/s',
        'reading alone',
        rate(await timed(() => corpus.add(readDocuments([input])))),
        reading,
      ),
    );
    const { pieces } = await countPieces(texts, PRE);
    const tokenizer = createTokenizer(await trainTokenizer(pieces, { size: 4096 }));
    const tokenising = await timed(() => writeShards(corpus, tokenizer, { validation: 0 }));
    report.row(compared('tokenising, MB/s', 'reading alone', rate(tokenising), reading));
    const { train } = await writeShards(corpus, tokenizer, { validation: 0 });
    await using shards = await openShards(train.files.map((file) => join(corpus.folder, 'shards', file)));
    for (const T of LENGTHS) await comparePacking(report, shards, T);
    await report.end();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function comparePacking(report: Report, shards: TokenStore, T: number): Promise<void> {
  const packer = new RowPacker(shards, { T, seed: 1 });
  const { rows, places, tokens } = packer.survey();
  const share = tokens / places;
  const targets = shards.lengths.reduce((sum, length) => sum + length, 0);
  const apart = targets / shards.lengths.reduce((sum, length) => sum + T * Math.ceil(length / T), 0);
  report.row(compared(`learned share of places, rows of ${T}`, 'a document a row', share, apart));
  report.row(
    compared(
      `learned share of tokens, rows of ${T}`,
      'cropping',
      tokens / targets,
      cropped(shards.lengths, T) / targets,
    ),
  );
  const batches = Math.min(BATCHES, Math.floor(rows / BATCH));
  const packing = await timed(async () => {
    for (let i = 0; i < batches; i++) await packer.next(BATCH);
  });
  const size = batches * BATCH * T;
  const plain = await timed(async () => {
    const target = new Int32Array(T);
    for (let left = size, d = 0; left > 0; d = (d + 1) % shards.lengths.length)
      for (let at = 0; at + T <= shards.lengths[d]!; at += T, left -= T) await shards.read(d, at, target);
  });
  report.row(compared(`packing, tokens/s, rows of ${T}`, 'reading alone', size / packing, size / plain));
}

/** Tokens that cropping learns from: rows of T + 1 filled from a buffer of 1,000 documents with the largest that fits whole, else with the beginning of the shortest. */
function cropped(lengths: Uint32Array, T: number): number {
  const waiting = [...lengths];
  const buffer: number[] = waiting.splice(0, 1000).sort((a, b) => a - b);
  let learned = 0;
  while (buffer.length > 0) {
    let room = T + 1;
    while (room > 0 && buffer.length > 0) {
      const after = buffer.findIndex((length) => length > room);
      const fits = after < 0 ? buffer.length - 1 : after - 1;
      const [taken] = buffer.splice(Math.max(0, fits), 1);
      room -= Math.min(room, taken!);
      const next = waiting.shift();
      if (next === undefined) continue;
      const place = buffer.findIndex((length) => length > next);
      buffer.splice(place < 0 ? buffer.length : place, 0, next);
    }
    learned += T - room;
  }
  return learned;
}
