// Sentences know where they come from. A sentence is a page's when its words stand there; a device's when it tells what
// the device gave and adds nothing to it but words of the question and those that any answer has; and otherwise the
// weights' alone: nobody has said it, and it may be invented.
import type { Page } from '../cpu/cpu.ts';
import type { Label } from '../security/label.ts';
import { type Part, wordsOf } from '../text/abi.ts';

export type Source =
  | { readonly kind: 'page'; readonly page: number; readonly origin: string }
  | { readonly kind: 'device'; readonly page: number; readonly device: string }
  | { readonly kind: 'weights' };

export interface Sentence {
  readonly text: string;
  readonly source: Source;
  /** Of what it was taken from; for the weights, of all that was in sight. */
  readonly label: Label;
}

/** Fewest letters and digits of a sentence that can be found on a page: shorter ones stand everywhere. */
const SHORTEST = 12;
/** Words of a result that a sentence may tell in an order of its own; of a longer one they would say anything. */
const SHORT_RESULT = 24;
/** What answers are made of. No word that turns a meaning round: "not" must be said by somebody. */
const FRAME = new Set(
  (
    'a about and answer are at comes day days date done equals error exactly gives has have here i in is it its makes my ' +
    'of on or result says that the there these this time to today total was we were work you your'
  ).split(' '),
);

/** The sentences of a turn with their sources, found among the pages that were in sight. */
export function sentencesOf(parts: readonly Part[], pages: readonly Page[], sight: Label): Sentence[] {
  const found: Sentence[] = [];
  for (const part of parts) {
    if ('quote' in part) {
      const page = pages.find(({ parts }) =>
        parts.some((one) => 'passage' in one && one.passage.number === part.quote.passage),
      );
      const source: Source = page ? { kind: 'page', page: page.id, origin: page.origin } : { kind: 'weights' };
      found.push({ text: part.quote.text, source, label: page?.label ?? sight });
    } else if ('text' in part) for (const text of split(part.text)) found.push(sourced(text, pages, sight));
  }
  return found;
}

function sourced(text: string, pages: readonly Page[], sight: Label): Sentence {
  const words = plain(text);
  if (words.replaceAll(' ', '').length >= SHORTEST)
    for (const page of pages.toReversed())
      if (page.role !== 'assistant' && page.role !== 'tool' && ` ${textOf(page)} `.includes(` ${words} `))
        return { text, source: { kind: 'page', page: page.id, origin: page.origin }, label: page.label };
  for (const page of pages.toReversed())
    if (page.role === 'tool' && tells(words, page, pages))
      return { text, source: { kind: 'device', page: page.id, device: page.origin }, label: page.label };
  return { text, source: { kind: 'weights' }, label: sight };
}

/** Do these words tell a result, or a part of it, and nothing that neither it nor the question says? */
function tells(words: string, page: Page, pages: readonly Page[]): boolean {
  const result = textOf(page);
  if (result === '') return false;
  if (words.length >= SHORTEST && ` ${result} `.includes(` ${words} `)) return true;
  const given = result.split(' ');
  const own = words.split(' ').filter((word) => !FRAME.has(word));
  const whole = ` ${words} `.includes(` ${result} `);
  if (!(whole || (given.length <= SHORT_RESULT && own.some((word) => given.includes(word))))) return false;
  const asked = new Set([...given, ...questionBefore(page, pages)]);
  return own.every((word) => asked.has(word));
}

/** The words that led to a result: what the person said last before it, and what the device was given. */
function questionBefore({ id }: Page, pages: readonly Page[]): string[] {
  const before = pages.filter((page) => page.id < id);
  const person = before.findLast(({ role }) => role === 'user');
  const call = before.findLast(({ role }) => role === 'assistant');
  const values = (call?.parts ?? []).flatMap((part) => ('call' in part ? [JSON.stringify(part.call.arguments)] : []));
  return plain([person ? textOf(person) : '', ...values].join(' ')).split(' ');
}

/** Sentences as they stand, white space around them left out. */
export function split(text: string): string[] {
  const cut = new Intl.Segmenter('en', { granularity: 'sentence' });
  return [...cut.segment(text)].map(({ segment }) => segment.trim()).filter((one) => one !== '');
}

function textOf({ parts }: Page): string {
  return plain(wordsOf(parts, { passages: true }));
}

/** Letters, digits and single spaces: what is compared. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
