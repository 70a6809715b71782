// `world`: an invented world written to a folder as documents or as an atlas, `world ask`: what is true in it, and
// `world measure`: how much of texts is form.

import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badArgument, throwIfAborted } from '../../base/errors.ts';
import { DRAFT, onDisk, writeWhole } from '../../base/write.node.ts';
import { atlas } from '../../factory/world/atlas.ts';
import { type Document, documents, utf8Length } from '../../factory/world/documents.ts';
import type { Fact } from '../../factory/world/facts.ts';
import { type Answer, Oracle, type Place } from '../../factory/world/oracle.ts';
import { measureSkeletons, type Skeletons } from '../../factory/world/skeletons.ts';
import { nameOf } from '../../factory/world/tellings.ts';
import { createWorld, type World } from '../../factory/world/world.ts';
import { onInterrupt } from '../interrupt.ts';
import { bytes, count, note, printJson, progressLine, table } from '../terminal.ts';

export interface WorldFlags {
  readonly seed: number;
  readonly size: number;
  readonly json?: boolean;
}

/** Lines are written together until they are about this long, characters. */
const TOGETHER = 1 << 20;

/** Writes documents.jsonl; what it does not finish is not there. */
export async function writeCommand(folder: string, { seed, size, json }: WorldFlags): Promise<void> {
  using interrupt = onInterrupt();
  const world = createWorld({ seed, size });
  const path = join(folder, 'documents.jsonl');
  const draft = path + DRAFT;
  const progress = progressLine();
  const genres: Record<string, number> = {};
  let [written, number, lines] = [0, 0, ''];
  let sample: Document | undefined;
  await onDisk(folder, mkdir(folder, { recursive: true }));
  const file = await onDisk(path, open(draft, 'w'));
  try {
    for (const document of documents(world)) {
      throwIfAborted(interrupt.signal);
      if (document.genre === 'story') sample ??= document;
      genres[document.genre] = (genres[document.genre] ?? 0) + 1;
      written += utf8Length(document.text);
      number++;
      lines += `${JSON.stringify(document)}\n`;
      if (lines.length < TOGETHER) continue;
      await onDisk(path, file.writeFile(lines));
      lines = '';
      progress.report({ label: 'World', done: written, total: size, unit: 'bytes' });
    }
    await onDisk(path, file.writeFile(lines));
    await onDisk(path, file.sync());
    await onDisk(path, rename(draft, path));
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    progress.end();
    await file.close();
  }
  const made = { people: world.people.length, towns: world.towns.length, facts: world.facts.length, documents: number };
  if (json) return printJson({ path, seed, ...made, genres, bytes: written });
  if (sample) process.stdout.write(`${sample.title}\n\n${sample.text}\n`);
  note(
    `\n${count(made.people)} people in ${made.towns} towns, ${count(made.facts)} facts, ${count(world.events.length)} events.`,
  );
  note(
    `Wrote ${path}: ${count(number)} documents, ${bytes(written)} (${Object.entries(genres)
      .map(([genre, n]) => `${count(n)} ${genre}`)
      .join(', ')})`,
  );
}

/** Of a world's stories, or of texts in a JSONL file with a field "text". */
export async function measureCommand(path: string | undefined, { seed, size, json }: WorldFlags): Promise<void> {
  const texts = path === undefined ? storiesOf(seed, size) : await textsOf(path);
  const found = measureSkeletons(texts);
  if (json) return printJson(found);
  process.stdout.write(`${figures(found)}\n\nthe commonest\n`);
  for (const [skeleton, times] of found.commonest.slice(0, 10))
    process.stdout.write(`  ${count(times).padStart(6)}  ${skeleton}\n`);
}

function figures({ sentences, unique, top }: Skeletons): string {
  return table([
    ['sentences of six words or more', count(sentences)],
    ['with a skeleton of their own', `${(100 * unique).toFixed(1)} %`],
    ['under the hundred commonest', `${(100 * top).toFixed(1)} %`],
  ]);
}

function storiesOf(seed: number, size: number): () => Iterable<string> {
  const world = createWorld({ seed, size });
  return function* () {
    for (const { text } of documents(world, { genres: ['story'] })) yield text;
  };
}

async function textsOf(path: string): Promise<() => Iterable<string>> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const texts = lines.map((line, i) => {
    const { text } = JSON.parse(line) as { text?: unknown };
    if (typeof text !== 'string')
      throw badArgument(`Line ${i + 1} of ${path} has no text.`, 'Each needs a field "text".');
    return text;
  });
  return () => texts;
}

/** Documents named under an answer. */
const NAMED = 5;

/** What is true, and who says so. */
export async function askCommand(sentence: string, { seed, size, json }: WorldFlags): Promise<void> {
  const world = createWorld({ seed, size });
  const answer = new Oracle(world).answer(sentence);
  if (json) return printJson(answer);
  process.stdout.write(`${answerText(world, answer)}\n`);
}

function answerText(world: World, answer: Answer): string {
  const words = (value: number | string): string =>
    typeof value === 'number' ? nameOf(world.entities[value]!) : value;
  if ('truth' in answer) {
    const { truth, fact, understood } = answer;
    if (!fact) return `${truth}: nothing is known of that.`;
    const denied = understood.kind === 'statement' && understood.statement.value !== fact.value;
    const why = denied ? ` (${fact.relation} of ${words(fact.subject)}: ${words(fact.value)})` : '';
    return `${truth}${why}\n${tellers(answer.places)}`;
  }
  if (answer.answers.length === 0) return 'unknowable: nothing is known of that.';
  const wanted = (fact: Fact): string => words(answer.understood.kind === 'question' ? fact.value : fact.subject);
  return answer.answers.map(({ fact, places }) => `${wanted(fact)}\n${tellers(places)}`).join('\n');
}

function tellers(places: readonly Place[]): string {
  if (places.length === 0) return '  (no document tells it)';
  const lines = places.slice(0, NAMED).map(({ document, text }) => `  ${document}: ${text}`);
  return [...lines, ...(places.length > NAMED ? [`  and ${count(places.length - NAMED)} more`] : [])].join('\n');
}

/** Writes the atlas; each file is whole or not there. */
export async function atlasCommand(folder: string, { seed, size, json }: WorldFlags): Promise<void> {
  using interrupt = onInterrupt();
  const files = atlas(createWorld({ seed, size }));
  await onDisk(folder, mkdir(folder, { recursive: true }));
  for (const { name, text } of files) {
    throwIfAborted(interrupt.signal);
    await writeWhole(join(folder, name), text);
  }
  if (json) return printJson({ folder, files: files.map(({ name }) => name) });
  note(`Wrote ${files.map(({ name }) => name).join(', ')}. Open ${join(folder, 'index.html')} in a browser.`);
}
