// `corpus add`, `show`, `audit` and `tokenise`: from folders of text to shards that training reads.
import { leafData } from '../../factory/corpus/document.ts';
import { hex } from '../../factory/corpus/hash.ts';
import { rootFromPath } from '../../factory/corpus/merkle.ts';
import { readDocuments } from '../../factory/corpus/read.node.ts';
import { writeShards } from '../../factory/corpus/shards.node.ts';
import { Corpus } from '../../factory/corpus/store.node.ts';
import { readTokenizer } from '../../factory/tokenizer/files.node.ts';
import { createTokenizer } from '../../text/create.ts';
import { onInterrupt } from '../interrupt.ts';
import { bytes, clock, count, note, printJson, progressLine, table } from '../terminal.ts';

export interface CorpusAddFlags {
  readonly to: string;
  readonly source?: string;
  readonly licence?: string;
  readonly near?: number;
  readonly keepNear?: boolean;
  readonly invalidUtf8: 'replace' | 'refuse';
  readonly json?: boolean;
}

export interface CorpusShowFlags {
  readonly document?: string;
  readonly proof?: string;
  readonly check?: boolean;
  readonly json?: boolean;
}

export interface CorpusTokeniseFlags {
  readonly tokenizer: string;
  readonly out?: string;
  readonly validation?: number;
  readonly json?: boolean;
}

export async function addCommand(inputs: readonly string[], flags: CorpusAddFlags): Promise<void> {
  const corpus = await Corpus.openOrCreate(flags.to);
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const progress = progressLine();
  const onNotice = (notice: string): void => {
    progress.end();
    note(notice);
  };
  try {
    const { source, licence, invalidUtf8, near, keepNear } = flags;
    const read = { source, licence, invalidUtf8, onNotice, onProgress: progress.report, signal };
    const counts = await corpus.add(readDocuments(inputs, read), { near, keepNear, onNotice, signal });
    progress.end();
    const { documents, bytes: size, root } = corpus.manifest;
    if (flags.json) {
      printJson({ ...counts, documents, bytes: size, root });
      return;
    }
    const left = Object.entries({
      'there already': counts.known,
      'exact duplicates': counts.exact,
      'near duplicates': counts.near,
      empty: counts.empty,
      'with a taken id': counts.conflicts,
    }).flatMap(([what, number]) => (number > 0 ? [`${count(number)} ${what}`] : []));
    note(`Added ${count(counts.added)} documents${left.length > 0 ? `; left out: ${left.join(', ')}` : ''}.`);
    note(`${flags.to} has ${count(documents)} documents, ${bytes(size)}; root ${root}`);
  } finally {
    progress.end();
  }
}

export async function showCommand(folder: string, flags: CorpusShowFlags): Promise<void> {
  const corpus = await Corpus.open(folder);
  if (flags.document !== undefined) {
    const document = await corpus.document(flags.document);
    if (flags.json) printJson(document);
    else process.stdout.write(`${document.text}\n`);
  } else if (flags.proof !== undefined) await showProof(corpus, flags.proof);
  else if (flags.check) await checkCorpus(corpus);
  else if (flags.json) printJson(corpus.manifest);
  else process.stdout.write(`${await summary(corpus)}\n`);
}

/** Everything that someone with the manifest's root needs to check the proof, and that it holds. */
async function showProof(corpus: Corpus, id: string): Promise<void> {
  const { entry, leaf, index, path } = await corpus.prove(id);
  const { root, documents: size } = corpus.manifest;
  printJson({
    data: new TextDecoder().decode(leafData(entry)),
    leaf: hex(leaf),
    index,
    size,
    path: path.map(hex),
    root,
    holds: rootFromPath(leaf, index, size, path) === root,
  });
}

async function checkCorpus(corpus: Corpus): Promise<void> {
  const progress = progressLine();
  const { bytes: total, documents, root } = corpus.manifest;
  let done = 0;
  try {
    await corpus.check((read) => progress.report({ label: 'checking', done: (done += read), total, unit: 'bytes' }));
  } finally {
    progress.end();
  }
  note(`All ${count(documents)} documents are what was added; root ${root}`);
}

async function summary(corpus: Corpus): Promise<string> {
  const { manifest } = corpus;
  const first: string[] = [];
  for await (const { id } of corpus.entries()) {
    first.push(`  ${id}`);
    if (first.length === 5) break;
  }
  const { exact, near } = manifest.dropped;
  const facts = table([
    ['documents', count(manifest.documents)],
    ['text', bytes(manifest.bytes)],
    ['left out', `${count(exact)} exact and ${count(near)} near duplicates`],
    ['root', manifest.root],
  ]);
  const rows = manifest.sources.map(({ source, licence, documents, bytes: size }) => [
    source,
    licence,
    count(documents),
    bytes(size),
  ]);
  return `${facts}\n\n${table([['source', 'licence', 'documents', 'text'], ...rows], [2, 3])}\n\nfirst documents\n${first.join('\n')}`;
}

export async function tokeniseCommand(folder: string, flags: CorpusTokeniseFlags): Promise<void> {
  const corpus = await Corpus.open(folder);
  const tokenizer = createTokenizer(await readTokenizer(flags.tokenizer));
  using interrupt = onInterrupt();
  const progress = progressLine();
  const begun = performance.now();
  try {
    const { validation, out } = flags;
    const options = { folder: out, validation, signal: interrupt.signal, onProgress: progress.report };
    const manifest = await writeShards(corpus, tokenizer, options);
    progress.end();
    if (flags.json) {
      printJson(manifest);
      return;
    }
    for (const side of ['train', 'valid'] as const) {
      const { documents, tokens, bytes: size, files } = manifest[side];
      const rate = tokens > 0 ? `, ${(size / tokens).toFixed(3)} bytes a token` : '';
      note(`${side}: ${count(documents)} documents, ${count(tokens)} tokens in ${files.length} shards${rate}`);
    }
    note(`Took ${clock((performance.now() - begun) / 1000)}.`);
  } finally {
    progress.end();
  }
}
