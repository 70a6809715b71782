// Token bigrams, interpolated with single tokens (Jelinek and Mercer, 1980): what a model of two tokens knows.

const OF_PAIR = 0.8; // weight of the pair, where its first token was seen

export class Bigrams {
  readonly #vocab: number;
  readonly #pairs = new Map<number, number>();
  readonly #firsts: Float64Array;
  readonly #singles: Float64Array;
  #total = 0;

  constructor(vocab: number) {
    this.#vocab = vocab;
    this.#firsts = new Float64Array(vocab);
    this.#singles = new Float64Array(vocab);
  }

  /** Counts a document. */
  add(tokens: ArrayLike<number>): void {
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i]!;
      this.#singles[token]!++;
      this.#total++;
      if (i + 1 === tokens.length) continue;
      const key = token * this.#vocab + tokens[i + 1]!;
      this.#pairs.set(key, (this.#pairs.get(key) ?? 0) + 1);
      this.#firsts[token]!++;
    }
  }

  /** Natural log of the probability of all tokens but the first, given it. */
  score(tokens: readonly number[]): number {
    let sum = 0;
    for (let i = 1; i < tokens.length; i++) sum += Math.log(this.#probability(tokens[i - 1]!, tokens[i]!));
    return sum;
  }

  #probability(before: number, token: number): number {
    const single = (this.#singles[token]! + 1) / (this.#total + this.#vocab);
    const firsts = this.#firsts[before]!;
    if (firsts === 0) return single;
    const pair = (this.#pairs.get(before * this.#vocab + token) ?? 0) / firsts;
    return OF_PAIR * pair + (1 - OF_PAIR) * single;
  }
}
