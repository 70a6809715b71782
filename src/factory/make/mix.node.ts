// What a base model reads: the world's documents; conversations laid out as they will be spoken, with names drawn
// anew each time; and, where there is some, real prose, the easiest of it first. All of it is documents of a corpus,
// so the manifest commits to every text.
import { existsSync } from 'node:fs';
import type { OnProgress } from '../../base/progress.ts';
import { Random } from '../../base/random.ts';
import { layOut } from '../../text/abi.ts';
import type { SourceDocument } from '../corpus/document.ts';
import { readDocuments } from '../corpus/read.node.ts';
import type { Conversation } from '../tune/conversation.ts';
import { conversations } from '../tune/data/index.ts';
import { reading } from '../tune/data/world.ts';
import { documents } from '../world/documents.ts';
import { readings } from '../world/questions-reading.ts';
import { wordsOf } from '../world/skeletons.ts';
import { createWorld, type World } from '../world/world.ts';
import type { Recipe } from './recipe.ts';

/** The source of laid-out conversations: markers in it are tokens. */
export const PRACTICE = 'practice';

/** Pieces that prose is cut into, at paragraphs, so that the easy parts of a book can be taken. UTF-16 units. */
const PIECE = 6000;
/** Words that the world says at least so often are known to its reader. */
const KNOWN = 5;
/** What long sentences add to the difficulty of a piece: as much as this share of unknown words, a word. */
const A_WORD = 0.004;

/** Seeds of what is practised in pretraining begin here: other instances than fine-tuning has. */
const PRACTICE_SEED = 9000;
/** Share of the practice that is reading about worlds of which nothing else is told. */
const READING = 0.3;

/** The world of a recipe. */
export const worldOf = ({ seed, world }: Recipe): World => createWorld({ seed, size: world.size ?? world.bytes });

/** All documents, in order: world, practice, prose. */
export async function* mixture(
  recipe: Recipe,
  onProgress: OnProgress,
  signal?: AbortSignal,
): AsyncGenerator<SourceDocument> {
  const { world, practice = 0, prose } = recipe;
  const total = world.bytes + practice + (prose?.bytes ?? 0);
  let done = 0;
  const told = (document: SourceDocument): SourceDocument => {
    onProgress({ label: 'Documents', done: (done += document.text.length), total, unit: 'bytes' });
    return document;
  };
  const known = new Map<string, number>();
  for (const { id, title, text } of documents(worldOf(recipe), { bytes: world.bytes })) {
    if (prose) for (const word of wordsOf(text)) known.set(word, (known.get(word) ?? 0) + 1);
    yield told({ id, title, text, source: `world ${recipe.seed}`, licence: 'CC0-1.0' });
  }
  for (const document of practised(recipe.seed, practice)) yield told(document);
  if (!prose) return;
  for (const document of await easiest(prose, (word) => (known.get(word) ?? 0) >= KNOWN, signal)) yield told(document);
}

function* practised(seed: number, bytes: number): Generator<SourceDocument> {
  let written = 0;
  if (bytes === 0) return;
  for (const { id, turns, tools } of exercises(seed + PRACTICE_SEED)) {
    const segments = layOut(turns, { tools });
    const text = segments.map((segment) => segment.text).join('');
    written += Buffer.byteLength(text);
    if (written > bytes) return;
    yield { id: `${PRACTICE} ${id}`, text, source: PRACTICE, licence: 'CC0-1.0' };
  }
}

/** Conversations in trained wordings, without end. */
function* exercises(seed: number): Generator<Conversation> {
  const random = new Random(seed);
  const spoken = conversations(seed, 'train', 'spoken');
  const read = readings({ seed, held: false });
  for (;;) {
    if (random.float() >= READING) yield spoken.next().value;
    else {
      const each = read.next().value!;
      yield { id: each.id, ...reading(random, each) };
    }
  }
}

/** Pieces of the files that are there, easiest first, up to so many bytes. */
async function easiest(
  { files, bytes }: NonNullable<Recipe['prose']>,
  isKnown: (word: string) => boolean,
  signal: AbortSignal | undefined,
): Promise<SourceDocument[]> {
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return [];
  const pieces: { readonly document: SourceDocument; readonly difficulty: number }[] = [];
  for await (const document of readDocuments(there, { largest: PIECE, signal })) {
    const words = wordsOf(document.text);
    if (words.length < 50) continue; // titles, lists of chapters
    const unknown = words.filter((word) => !isKnown(word)).length / words.length;
    const sentences = document.text.match(/[.!?]["”’)]?\s/g)?.length ?? 1;
    pieces.push({ document, difficulty: unknown + (A_WORD * words.length) / sentences });
  }
  pieces.sort((a, b) => a.difficulty - b.difficulty);
  let written = 0;
  return pieces
    .map(({ document }) => document)
    .filter(({ text }) => {
      written += Buffer.byteLength(text);
      return written <= bytes;
    });
}
