// A set of texts that can be asked which of them is the longest one at a position. Used for the tokens
// that are recognised in raw text and for WordPiece. A text's length bounds every look-up.

export class Trie {
  /** node * 65536 + code unit → node; node 0 is the root. */
  readonly #edges = new Map<number, number>();
  readonly #values: number[] = [-1];
  readonly #starts = new Uint8Array(65536);

  /** The first value added for a text stays. The empty text is never found. */
  add(text: string, value: number): void {
    if (text.length === 0) return;
    this.#starts[text.charCodeAt(0)] = 1;
    let node = 0;
    for (let i = 0; i < text.length; i++) {
      const key = node * 65536 + text.charCodeAt(i);
      let child = this.#edges.get(key);
      if (child === undefined) {
        child = this.#values.push(-1) - 1;
        this.#edges.set(key, child);
      }
      node = child;
    }
    if (this.#values[node] === -1) this.#values[node] = value;
  }

  get empty(): boolean {
    return this.#values.length === 1;
  }

  /** True when no text of the set begins with this code unit. */
  cannotStart(unit: number): boolean {
    return this.#starts[unit] === 0;
  }

  /** Value and end of the longest text of the set that begins at `at`; the value is -1 when there is none. */
  longest(text: string, at: number): { value: number; end: number } {
    let node = 0;
    let value = -1;
    let end = at;
    for (let i = at; i < text.length; ) {
      const child = this.#edges.get(node * 65536 + text.charCodeAt(i++));
      if (child === undefined) break;
      node = child;
      const found = this.#values[node]!;
      if (found !== -1) {
        value = found;
        end = i;
      }
    }
    return { value, end };
  }
}
