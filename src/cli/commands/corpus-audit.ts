// `corpus audit`: reads a whole corpus and says what to look at before training on it.

import { throwIfAborted } from '../../base/errors.ts';
import { type Audit, Auditor } from '../../factory/corpus/audit.ts';
import { Corpus, type Manifest } from '../../factory/corpus/store.node.ts';
import { onInterrupt } from '../interrupt.ts';
import { bytes, count, printable, printJson, progressLine, table } from '../terminal.ts';

export interface CorpusAuditFlags {
  readonly json?: boolean;
}

export async function auditCommand(folder: string, flags: CorpusAuditFlags): Promise<void> {
  const corpus = await Corpus.open(folder);
  using interrupt = onInterrupt();
  const progress = progressLine();
  const auditor = new Auditor();
  let [done, repeated] = [0, 0];
  try {
    for await (const { document, entry } of corpus.records()) {
      throwIfAborted(interrupt.signal);
      if (entry.near) repeated++;
      auditor.add(entry.id, document.text, entry.bytes);
      done += entry.bytes;
      progress.report({ label: 'auditing', done, total: corpus.manifest.bytes, unit: 'bytes' });
    }
  } finally {
    progress.end();
  }
  const audit = auditor.result();
  const { dropped, sources } = corpus.manifest;
  const duplicates = { ...dropped, kept: repeated };
  if (flags.json) printJson({ licences: licences(corpus.manifest), sources, duplicates, ...audit });
  else process.stdout.write(`${report(corpus.manifest, repeated, audit)}\n`);
}

/** Documents and bytes by licence. */
function licences({ sources }: Manifest): Record<string, { documents: number; bytes: number }> {
  const sums: Record<string, { documents: number; bytes: number }> = {};
  for (const { licence, documents, bytes: size } of sources) {
    const sum = (sums[licence] ??= { documents: 0, bytes: 0 });
    sum.documents += documents;
    sum.bytes += size;
  }
  return sums;
}

function report(manifest: Manifest, repeated: number, audit: Audit): string {
  const byLicence = Object.entries(licences(manifest)).map(([licence, sum]) => [
    printable(licence),
    count(sum.documents),
    bytes(sum.bytes),
  ]);
  const share = (documents: number): string => `${((100 * documents) / manifest.documents).toFixed(1)} %`;
  const byLanguage = Object.entries(audit.languages).map(([code, documents]) => [
    code,
    count(documents),
    share(documents),
  ]);
  const personal = Object.entries(audit.personal).map(([kind, found]) => [
    kind,
    count(found.count),
    `in ${count(found.documents)} documents`,
    printable(found.examples.join('; ')),
  ]);
  const { least, median, mean, most } = audit.sizes;
  const { exact, near } = manifest.dropped;
  const unknown = byLicence.some(([licence]) => licence === 'unknown');
  return [
    `licences${unknown ? ' (some are unknown: find out before you share what is trained on them)' : ''}`,
    table(byLicence, [1, 2]),
    '',
    'duplicates',
    table([
      ['left out', `${count(exact)} exact, ${count(near)} near`],
      ['near ones kept', count(repeated)],
    ]),
    '',
    'languages',
    table(byLanguage, [1, 2]),
    '',
    'personal data, by patterns that find what is plainly written',
    table(personal, [1]),
    '',
    'sizes of documents',
    table([
      ['least', bytes(least)],
      ['median', bytes(median)],
      ['mean', bytes(mean)],
      ['most', bytes(most)],
      ['with unreadable bytes', count(audit.damaged)],
    ]),
  ].join('\n');
}
