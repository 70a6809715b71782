// BM25 (Robertson and Zaragoza, 2009, equation 3.15) over a few texts: the ranking that a reader must beat.

const K1 = 1.2;
const B = 0.75;

export interface Found {
  readonly index: number;
  /** Above 0; larger is better. */
  readonly score: number;
}

/** Words in small letters; a possessive counts as its owner. */
export function wordsIn(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/['’]s\b/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

export class Bm25 {
  readonly #texts: readonly ReadonlyMap<string, number>[];
  readonly #lengths: readonly number[];
  readonly #mean: number;
  /** Texts that have a word. */
  readonly #having = new Map<string, number>();

  constructor(texts: readonly string[]) {
    const words = texts.map(wordsIn);
    this.#lengths = words.map(({ length }) => length);
    this.#mean = this.#lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, texts.length);
    this.#texts = words.map((list) => {
      const times = new Map<string, number>();
      for (const word of list) times.set(word, (times.get(word) ?? 0) + 1);
      for (const word of times.keys()) this.#having.set(word, (this.#having.get(word) ?? 0) + 1);
      return times;
    });
  }

  /** Texts that share a word with the query, the best first; equals in their order. */
  search(query: string): Found[] {
    const words = [...new Set(wordsIn(query))];
    return this.#texts
      .map((_, index) => ({ index, score: words.reduce((sum, word) => sum + this.#weight(word, index), 0) }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.index - b.index);
  }

  #weight(word: string, index: number): number {
    const times = this.#texts[index]!.get(word);
    if (times === undefined) return 0;
    const having = this.#having.get(word)!;
    const rarity = Math.log(1 + (this.#texts.length - having + 0.5) / (having + 0.5));
    const length = 1 - B + (B * this.#lengths[index]!) / this.#mean;
    return (rarity * times * (K1 + 1)) / (times + K1 * length);
  }
}
