// Sentences know where they come from. A sentence is a page's when its words stand there, a device's when it tells a
// result that the device gave, and otherwise the weights' alone: nobody has said it, and it may be invented.
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
  for (const page of pages.toReversed()) {
    if (page.role !== 'tool') continue;
    const result = textOf(page);
    if (
      result !== '' &&
      (` ${words} `.includes(` ${result} `) || (words.length >= SHORTEST && ` ${result} `.includes(` ${words} `)))
    )
      return { text, source: { kind: 'device', page: page.id, device: page.origin }, label: page.label };
  }
  return { text, source: { kind: 'weights' }, label: sight };
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
