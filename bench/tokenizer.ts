// Training a tokenizer and using it, against Hugging Face's library (Rust; npm `tokenizers`) and llama.cpp.
// Training: both learn 30,000 tokens, which is what that library's binding asks for, from the same lines of the
// same file (it cuts files at line ends) on all cores; the merges must be equal, one by one. Encoding: the same
// documents, the same vocabulary, one text at a time on one thread; the ids must be equal.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TwofilesError } from '../src/base/errors.ts';
import { countPieces } from '../src/factory/tokenizer/count.node.ts';
import { PRE, trainTokenizer } from '../src/factory/tokenizer/train.ts';
import { END_OF_TEXT } from '../src/text/abi.ts';
import { createTokenizer } from '../src/text/create.ts';
import type { TokenizerSpec } from '../src/text/tokenizer.ts';
import { specToTokenizerJson } from '../src/text/tokenizer-json-write.ts';
import { openTokenizerJson, tokenizersMissing, tokenizersVersion } from '../test/support/huggingface-tokenizers.ts';
import { llamaMissing } from '../test/support/llama.ts';
import { openPeer, writeVocabulary } from '../test/support/llama-text.ts';
import { compared, interleave, round } from './support/compare.ts';
import { type BenchOptions, Report } from './support/report.ts';
import { someTexts } from './support/texts.ts';

const PEER = 'Hugging Face tokenizers';
const TRAIN_BYTES = 45e6;
const QUICK_BYTES = 5e6;
const ENCODE_BYTES = 4e6;
const MB = 1e6;

export async function run(options: BenchOptions): Promise<void> {
  if (tokenizersMissing)
    throw new TwofilesError('not-found', `The peer is missing: ${tokenizersMissing}.`, 'Install it.');
  const report = await Report.begin('tokenizer', options, { peer: `tokenizers ${tokenizersVersion()}` });
  const folder = mkdtempSync(join(tmpdir(), 'twofiles-bench-'));
  try {
    const { from, texts, bytes } = someTexts(options.quick ? QUICK_BYTES : TRAIN_BYTES);
    report.note('text', `${from}, ${round(bytes / MB)} MB`);
    const spec = await compareTraining(report, folder, texts, options.quick ? 1 : 2);
    await compareEncoding(report, folder, spec, texts, options.quick ? 1 : 3);
    await report.end();
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const NOTHING: TokenizerSpec = {
  ...{ model: 'bpe', pre: PRE, tokens: [], kinds: [], merges: [] },
  ...{ addBos: false, addEos: false, addSpacePrefix: false },
};

async function compareTraining(report: Report, folder: string, texts: readonly string[], rounds: number) {
  const lines = texts.flatMap((text) => text.split(/(?<=\n)/));
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  const file = join(folder, 'lines.txt');
  writeFileSync(file, lines.join(''));
  const [empty, trained] = [join(folder, 'empty.json'), join(folder, 'trained.json')];
  writeFileSync(empty, JSON.stringify(specToTokenizerJson(NOTHING).tokenizer));
  const size = 30_000;
  let spec: TokenizerSpec = NOTHING;
  const theirs = async (): Promise<number> => {
    const child = fork(join(import.meta.dirname, 'support/tokenizer-process.ts'), [empty, file, trained], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    const [seconds] = (await once(child, 'message')) as [number];
    await once(child, 'exit');
    return bytes / MB / seconds;
  };
  const ours = async (): Promise<number> => {
    const begun = performance.now();
    const read = readFileSync(file, 'utf8').split(/(?<=\n)/);
    const { pieces } = await countPieces(read, PRE);
    spec = await trainTokenizer(pieces, { size: size + 1, special: [END_OF_TEXT], least: 1 });
    return bytes / MB / ((performance.now() - begun) / 1000);
  };
  report.row(await interleave('training, 30,000 tokens, all cores, MB/s', PEER, rounds, ours, theirs));
  const { model } = JSON.parse(readFileSync(trained, 'utf8')) as { model: { merges: readonly (readonly string[])[] } };
  // Its alphabet is the bytes of the text, ours all 256, so it makes a few merges more.
  const shared = model.merges.slice(0, spec.merges!.length);
  const differs = shared.findIndex((pair, i) => pair.join(' ') !== spec.merges![i]);
  if (differs >= 0 || shared.length < spec.merges!.length)
    throw new TwofilesError('closed', `Merge ${differs} is not the peer's.`, 'Look for a tie.');
  report.note('merges', `all ${shared.length} equal the peer's`);
  return spec;
}

async function compareEncoding(
  report: Report,
  folder: string,
  spec: TokenizerSpec,
  all: readonly string[],
  rounds: number,
) {
  const texts = all.map((text) => text.slice(0, 20_000));
  while (texts.reduce((sum, text) => sum + text.length, 0) > ENCODE_BYTES) texts.pop();
  const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  let tokens = 0;
  const timed = async (work: (text: string) => Promise<number> | number): Promise<number> => {
    tokens = 0;
    const begun = performance.now();
    for (const text of texts) tokens += await work(text);
    return bytes / MB / ((performance.now() - begun) / 1000);
  };
  const ours = (): Promise<number> => {
    const tokenizer = createTokenizer(spec); // remembers nothing yet
    return timed((text) => tokenizer.encode(text).length);
  };
  const peer = openTokenizerJson(JSON.stringify(specToTokenizerJson(spec).tokenizer));
  const encode = async (text: string): Promise<number> =>
    (await peer.encode(text, null, { addSpecialTokens: false })).getIds().length;
  report.row(await interleave('encoding, MB/s', PEER, rounds, ours, () => timed(encode)));
  await ours();
  report.note('bytes a token', String(round(bytes / tokens)));
  if (llamaMissing) return;
  const path = join(folder, 'vocabulary.gguf');
  await writeVocabulary(path, spec);
  const library = await openPeer();
  const llama = await library.load(path);
  const [mine, other] = [await ours(), await timed((text) => llama.tokenize(text, false).length)];
  report.row(compared('encoding, MB/s', 'llama.cpp', mine, other));
  await llama.dispose();
  await library.close();
}
