// Quotations: a piece of grammar whose only words are pieces of given texts. The index is a sorted list
// of all places where a quotation may begin; what has been read so far is a range of that list, so one
// quotation knows every place it can have come from. Bounds are checked against how far a quotation that
// begins at a place can reach, so nothing is ever begun that cannot be ended.
import { badArgument } from '../../base/errors.ts';
import { type Spelling, spellCharacter } from './characters.ts';
import type { Expression, QuoteSource } from './grammar.ts';
import { sortSuffixes } from './suffixes.ts';

export interface QuoteOptions {
  /** Least and most characters (code points). Default: 1 and no limit. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  /** Begin and end where words do, and not with a space. Default: anywhere. */
  readonly words?: boolean | undefined;
  /** How it is written: as it is, or escaped as inside a JSON string. Default: 'plain'. */
  readonly spelling?: Spelling | undefined;
}

/** A place in the texts, in UTF-16 units: `texts[text].slice(offset, offset + length)` is the quotation. */
export interface QuotePlace {
  readonly text: number;
  readonly offset: number;
  readonly length: number;
}

/** Texts longer than this together take too long to index: bytes. */
const MOST_BYTES = 8 * 1024 * 1024;
const SEPARATOR = 256;

/**
 * Matches exactly the pieces of these texts. Lone surrogates in them count as U+FFFD.
 * @throws `bad-argument` for impossible lengths or too much text.
 */
export function quoteOf(texts: readonly string[], options: QuoteOptions = {}): Expression {
  const { least = 1, most = Number.POSITIVE_INFINITY, words = false, spelling = 'plain' } = options;
  if (!(Number.isInteger(least) && least >= 1 && most >= least))
    throw badArgument(
      `A quotation of ${least} to ${most} characters is impossible.`,
      'Use at least 1, the lower first.',
    );
  return { kind: 'quote', source: { texts: texts.map((text) => text.toWellFormed()), least, most, words, spelling } };
}

/** Which quotations can be being read: those that begin at entries `low` to `high` of the list, `depth` bytes so far. */
export interface QuoteState {
  readonly low: number;
  readonly high: number;
  readonly depth: number;
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;
const SPACE = /\s/u;

export class QuoteIndex {
  readonly source: QuoteSource;
  /** Bytes that occur. */
  readonly alphabet: readonly number[];
  /** All texts as bytes, a separator after each and in the place of each character that cannot be written. */
  readonly #symbols: Uint16Array;
  /** For each byte: the number of its character among all; characters begin where it changes. */
  readonly #character: Int32Array;
  /** For each byte, 1 where a quotation may end before it. */
  readonly #mayEnd: Uint8Array;
  /** Where quotations may begin, sorted by what follows. */
  readonly #starts: Int32Array;
  /** A maximum tree over the bytes that the longest quotation from each start has. */
  readonly #longest: Int32Array;
  /** For each character: which text, and where in it (UTF-16 units). */
  readonly #text: Int32Array;
  readonly #offset: Int32Array;

  constructor(source: QuoteSource, usable: Uint8Array) {
    this.source = source;
    const laid = layOut(source, usable);
    this.#symbols = laid.symbols;
    this.#character = laid.character;
    this.#text = laid.text;
    this.#offset = laid.offset;
    this.#mayEnd = new Uint8Array(laid.symbols.length + 1);
    const longest = this.#reach(laid);
    this.#starts = sortSuffixes(laid.symbols, SEPARATOR + 1).filter((start) => longest[start]! > 0);
    this.#longest = maximumTree(this.#starts, longest);
    this.alphabet = [...new Set(laid.symbols)].filter((symbol) => symbol !== SEPARATOR);
  }

  get isEmpty(): boolean {
    return this.#starts.length === 0;
  }

  get start(): QuoteState {
    return { low: 0, high: this.#starts.length, depth: 0 };
  }

  /** The state after one more byte; undefined when no quotation goes on like that. */
  step({ low, high, depth }: QuoteState, byte: number): QuoteState | undefined {
    const from = this.#first(low, high, depth, byte);
    const to = this.#first(from, high, depth, byte + 1);
    return from < to && this.#most(from, to) > depth ? { low: from, high: to, depth: depth + 1 } : undefined;
  }

  /** True when a quotation can be longer than what was read. */
  goesOn({ low, high, depth }: QuoteState): boolean {
    return this.#most(low, high) > depth;
  }

  /** True when what was read is a quotation. */
  mayEnd({ low, high, depth }: QuoteState): boolean {
    if (depth === 0 || this.#length(low, depth) < this.source.least) return false;
    for (let i = low; i < high; i++) if (this.#mayEnd[this.#starts[i]! + depth] === 1) return true;
    return false;
  }

  /** The bytes that may come next. */
  *next({ low, high, depth }: QuoteState): Generator<number> {
    for (let at = low; at < high; ) {
      const symbol = this.#symbols[this.#starts[at]! + depth] ?? SEPARATOR;
      const end = this.#first(at, high, depth, symbol + 1);
      if (symbol !== SEPARATOR && this.#most(at, end) > depth) yield symbol;
      at = end;
    }
  }

  /** Every place the finished quotation can have come from, in the order of the texts. */
  places({ low, high, depth }: QuoteState): QuotePlace[] {
    const ends = Array.from(this.#starts.subarray(low, high)).filter((start) => this.#mayEnd[start + depth] === 1);
    return ends
      .toSorted((a, b) => a - b)
      .map((start) => {
        const [first, last] = [this.#character[start]!, this.#character[start + depth - 1]!];
        const offset = this.#offset[first]!;
        return { text: this.#text[first]!, offset, length: this.#offset[last + 1]! - offset };
      });
  }

  /** Characters in the first `depth` bytes of an entry. */
  #length(entry: number, depth: number): number {
    const start = this.#starts[entry]!;
    return this.#character[start + depth - 1]! - this.#character[start]! + 1;
  }

  /** The first entry in [low, high) whose symbol at `depth` is at least `symbol`. */
  #first(low: number, high: number, depth: number, symbol: number): number {
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#symbols[this.#starts[middle]! + depth] ?? SEPARATOR) < symbol) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The most bytes of any quotation that begins at entries [low, high). */
  #most(low: number, high: number): number {
    const tree = this.#longest;
    let most = 0;
    for (let a = low + tree.length / 2, b = high + tree.length / 2; a < b; a >>= 1, b >>= 1) {
      if (a & 1) most = Math.max(most, tree[a++]!);
      if (b & 1) most = Math.max(most, tree[--b]!);
    }
    return most;
  }

  /** Marks where quotations may end; returns for each byte how many bytes the longest one from there has. */
  #reach({ spans, first }: Layout): Int32Array {
    const { words, least, most } = this.source;
    const longest = new Int32Array(this.#symbols.length);
    for (const { begin, characters } of spans) {
      const isWord = characters.map((character) => WORD.test(character));
      const isSpace = characters.map((character) => SPACE.test(character));
      const cut = (at: number): boolean => !words || !(isWord[at - 1] && isWord[at]);
      /** For each character: the last allowed end at or before it, as a number of characters. */
      const lastEnd = new Int32Array(characters.length + 1);
      for (let end = 1; end <= characters.length; end++) {
        const allowed = cut(end) && !(words && isSpace[end - 1]);
        lastEnd[end] = allowed ? end : lastEnd[end - 1]!;
        if (allowed) this.#mayEnd[first[begin + end]!] = 1;
      }
      for (let start = 0; start < characters.length; start++) {
        if (!cut(start) || (words && isSpace[start])) continue;
        const end = lastEnd[Math.min(characters.length, start + most)]!;
        if (end - start >= least) longest[first[begin + start]!] = first[begin + end]! - first[begin + start]!;
      }
    }
    return longest;
  }
}

interface Layout {
  readonly symbols: Uint16Array;
  readonly character: Int32Array;
  readonly text: Int32Array;
  readonly offset: Int32Array;
  /** For each character: its first byte. One more entry for the end. */
  readonly first: Int32Array;
  /** Runs of characters that can be quoted together; `begin` is the number of the first. */
  readonly spans: { readonly begin: number; readonly characters: string[] }[];
}

/** The texts as symbols. A separator counts as a character of its own, so that spans have an end. */
function layOut({ texts, spelling }: QuoteSource, usable: Uint8Array): Layout {
  const symbols: number[] = [];
  const character: number[] = [];
  const text: number[] = [];
  const offset: number[] = [];
  const first: number[] = [];
  const spans: Layout['spans'] = [];
  const add = (bytes: Iterable<number>, of: number, at: number): void => {
    first.push(symbols.length);
    text.push(of);
    offset.push(at);
    for (const byte of bytes) {
      symbols.push(byte);
      character.push(first.length - 1);
    }
  };
  const spellings = new Map<string, Uint8Array | undefined>();
  for (const [of, content] of texts.entries()) {
    let span: string[] = [];
    let at = 0;
    for (const point of content) {
      if (!spellings.has(point)) spellings.set(point, spellUsable(point, spelling, usable));
      const bytes = spellings.get(point);
      if (bytes && span.push(point) === 1) spans.push({ begin: first.length, characters: span });
      if (!bytes) span = [];
      add(bytes ?? [SEPARATOR], of, at);
      at += point.length;
      if (symbols.length > MOST_BYTES)
        throw badArgument(`The texts to quote from are longer than ${MOST_BYTES} bytes.`, 'Quote from fewer texts.');
    }
    add([SEPARATOR], of, at);
  }
  return {
    symbols: Uint16Array.from(symbols),
    character: Int32Array.from(character),
    text: Int32Array.from(text),
    offset: Int32Array.from(offset),
    first: Int32Array.from([...first, symbols.length]),
    spans,
  };
}

function spellUsable(point: string, spelling: Spelling, usable: Uint8Array): Uint8Array | undefined {
  const bytes = spellCharacter(point.codePointAt(0)!, spelling);
  return bytes.every((byte) => usable[byte] === 1) ? bytes : undefined;
}

/** A binary tree in an array, leaves in its second half: each node the maximum of its two. */
function maximumTree(starts: Int32Array, values: Int32Array): Int32Array {
  const tree = new Int32Array(starts.length * 2);
  for (const [i, start] of starts.entries()) tree[starts.length + i] = values[start]!;
  for (let i = starts.length - 1; i > 0; i--) tree[i] = Math.max(tree[2 * i]!, tree[2 * i + 1]!);
  return tree;
}
