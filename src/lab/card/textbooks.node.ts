// Reading real prose: textbooks that no training ever saw. Questions are made mechanically, and nothing is said to be
// more than it is: a sentence that begins "The X is a …" defines X, and is asked for by "What is X?". It stands
// among the sentences around it and, in a second passage, beside sentences of another section that name X where
// there are some. For a quarter the sentence is taken out.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { badFile } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import { NOT_SAID } from '../../factory/tune/data/index.ts';
import type { Part, Turn } from '../../text/abi.ts';
import type { Bench, Case, Instrument, Section } from './bench.ts';
import { wordsIn } from './bm25.ts';
import { readingCase, readingRows, shown } from './reading.ts';

const FILE = 'corpus/textbooks.jsonl';
const SILENT = 0.25;
/** Sentences of a passage, and characters of a sentence: what is longer or shorter is no plain prose. */
const AROUND = 3;
const [SHORTEST, LONGEST] = [30, 220];

const DOCUMENT = z.object({ title: z.string(), text: z.string() });
type Document = z.infer<typeof DOCUMENT>;

export const textbooks: Instrument = {
  name: 'textbooks',
  about: 'reading textbooks: "What is X?", answered by a sentence that begins "X is"',
  async measure(bench: Bench): Promise<Section> {
    const path = join(bench.data, FILE);
    if (!existsSync(path)) return { rows: [], left: `${path} is not there.` };
    const cases = textbookCases(await readDocuments(path), bench);
    return { rows: await readingRows(bench, cases, shown(bench)), notes: NOTES };
  },
};

const NOTES = [
  'No text of these books was trained on. The questions are made mechanically: question and sentence share the word that is defined, so that what counts words does well here; and a sentence that begins "X is" need not be the only one that says what X is. Figures are reported, no aim is set.',
];

async function readDocuments(path: string): Promise<Document[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.map((line, i) => {
    const parsed = DOCUMENT.safeParse(JSON.parse(line));
    if (!parsed.success) throw badFile(path, `line ${i + 1}`, 'is no document');
    return parsed.data;
  });
}

interface Definition {
  readonly document: number;
  /** Sentences of its paragraph, and which of them defines. */
  readonly paragraph: readonly string[];
  readonly at: number;
  readonly question: string;
  readonly term: string;
}

const DEFINES = /^((?:An?|The) )?([A-Z]?[a-z]+(?: [a-z]+){0,2}) (is|are) (?:an?|the|any|one of) /;
const NO_TERM =
  /^(it|this|that|there|these|those|they|what|which|who|one|another|each|he|she|we|you|here|such|both|all|how|then|imagine|when|why|where|now|if|first|second|third|fourth|next|last|other|same|of|in|for)\b/i;

/** Cases from the documents: each defined term once, in an order that the seed decides. */
export function textbookCases(documents: readonly Document[], { seed, n, recipe }: Bench): Case[] {
  const random = new Random(seed);
  const paragraphs = documents.map(({ text }) => paragraphsOf(text));
  const terms = new Set<string>();
  const all = random.shuffled(
    paragraphs.flatMap((list, document) => list.flatMap((each) => definitions(each, document))),
  );
  const once = all.filter(({ term }) => !terms.has(term) && terms.add(term)).slice(0, n);
  return once.map((definition, i) => caseOf(definition, i, paragraphs, random, recipe?.tune.system));
}

/** Paragraphs of plain sentences. */
function paragraphsOf(text: string): string[][] {
  return text.split(/\n\s*\n/).flatMap((paragraph) => {
    const sentences = paragraph
      .replace(/\s+/g, ' ')
      .trim()
      .split(/(?<=[.!?])\s+(?=[A-Z])/);
    const plain = sentences.every(
      (each) => each.length <= LONGEST && each.length >= SHORTEST && /^[A-Z][\w ,;:'’-]+[.!?]$/.test(each),
    );
    return plain && sentences.length > 1 ? [sentences] : [];
  });
}

function definitions(paragraph: readonly string[], document: number): Definition[] {
  return paragraph.flatMap((sentence, at): Definition[] => {
    const found = DEFINES.exec(sentence);
    if (!found || !sentence.endsWith('.') || NO_TERM.test(found[2]!)) return [];
    const [, article = '', words, verb] = found;
    const term = article === '' ? words![0]!.toLowerCase() + words!.slice(1) : words!;
    const question = `What ${verb} ${article.toLowerCase()}${term}?`;
    const alone = paragraph.every((other, i) => i === at || !other.toLowerCase().includes(`${term} ${verb} `));
    return alone ? [{ document, paragraph, at, question, term }] : [];
  });
}

function caseOf(
  { document, paragraph, at, question, term }: Definition,
  index: number,
  paragraphs: readonly (readonly string[][])[],
  random: Random,
  system: string | undefined,
): Case {
  const target = paragraph[at]!;
  const from = Math.max(0, Math.min(at - random.int(AROUND), paragraph.length - AROUND));
  const silent = random.float() < SILENT;
  const own = paragraph.slice(from, from + AROUND).filter((sentence) => !silent || sentence !== target);
  const elsewhere = otherPassage(document, term, paragraphs, random);
  const passages = random.shuffled([own, elsewhere].filter(({ length }) => length > 0)).map((sentences, i) => ({
    number: i + 1,
    source: `section ${i + 1}`,
    text: sentences.join(' '),
  }));
  const holder = passages.find(({ text }) => text.includes(target));
  const asked: Turn = { role: 'user', parts: [...passages.map((passage): Part => ({ passage })), { text: question }] };
  const said: Part = holder && !silent ? { quote: { passage: holder.number, text: target } } : { text: NOT_SAID };
  const turns: Turn[] = [asked, { role: 'assistant', parts: [said] }];
  const rows = ['all', silent ? 'not answered in them' : 'answered in them'];
  return readingCase(`textbook-${index}`, rows, { family: 'read/textbook', tools: [], turns }, system);
}

/** Some sentences of another document: about the term and not defining it, if there are such. */
function otherPassage(
  document: number,
  term: string,
  paragraphs: readonly (readonly string[][])[],
  random: Random,
): readonly string[] {
  const word = wordsIn(term).at(-1)!;
  const others = random.shuffled([...paragraphs.keys()]).filter((i) => i !== document && paragraphs[i]!.length > 0);
  const naming = others
    .flatMap((i) => paragraphs[i]!)
    .find((each) => each.some((text) => wordsIn(text).includes(word)) && !each.some((text) => DEFINES.test(text)));
  const chosen = naming ?? paragraphs[others[0] ?? document]![0] ?? [];
  return chosen.slice(0, AROUND);
}
