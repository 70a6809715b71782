// How much of a text is form and how much is filling: mask all but its commonest words and count how often
// the same skeleton comes back. People hardly ever repeat one; a filled form does little else.

export const COMMON_WORDS = 300; // kept; all other words become the mask
export const LEAST_WORDS = 6; // shorter sentences repeat by nature and are not counted
const TOP = 100;
const MASK = '_';

export interface Skeletons {
  /** Sentences of at least LEAST_WORDS words. */
  readonly sentences: number;
  /** Share of them whose skeleton occurs once. */
  readonly unique: number;
  /** Share of them that the hundred commonest skeletons cover. */
  readonly top: number;
  /** The commonest, with their counts. */
  readonly commonest: readonly (readonly [skeleton: string, count: number])[];
}

const WORD = /[\p{L}\p{N}]+(?:['’][\p{L}]+)*/gu;

/** Sentences end at . ! ? (with what closes behind them) before a space, and at line breaks. */
export const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?]["'”’)]*)\s+|\n+/u).filter((sentence) => sentence !== '');

export const wordsOf = (text: string): string[] => text.toLowerCase().match(WORD) ?? [];

/** The commonest words of texts. */
export function commonWords(texts: Iterable<string>): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Set(ranked.slice(0, COMMON_WORDS).map(([word]) => word));
}

/**
 * Measures texts as one corpus. They are read twice: first for the commonest words, then for the sentences.
 * `kept`: common words of another corpus, for texts of so few words that their commonest are their filling.
 */
export function measureSkeletons(texts: () => Iterable<string>, kept = commonWords(texts())): Skeletons {
  const skeletons = new Map<string, number>();
  let sentences = 0;
  for (const text of texts())
    for (const sentence of sentencesOf(text)) {
      const words = wordsOf(sentence);
      if (words.length < LEAST_WORDS) continue;
      const skeleton = words.map((word) => (kept.has(word) ? word : MASK)).join(' ');
      skeletons.set(skeleton, (skeletons.get(skeleton) ?? 0) + 1);
      sentences++;
    }
  const byCount = [...skeletons].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const once = byCount.filter(([, count]) => count === 1).length;
  const top = byCount.slice(0, TOP).reduce((sum, [, count]) => sum + count, 0);
  return {
    sentences,
    unique: once / Math.max(1, sentences),
    top: top / Math.max(1, sentences),
    commonest: byCount.slice(0, TOP),
  };
}
