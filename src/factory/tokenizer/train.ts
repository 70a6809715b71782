// Learns a byte-level BPE vocabulary (Gage 1994; Sennrich et al. 2016; Radford et al. 2019): beginning with the
// 256 bytes, the commonest adjacent pair of symbols becomes a symbol, again and again. Only the pieces in which
// a pair stands are looked at when it merges.
//
// Ties are broken as Hugging Face's trainer breaks them: among pairs of equal count the one with the smaller
// left id, then the smaller right id, merges first; bytes are numbered in the order of their characters in
// GPT-2's alphabet. So the same counts give the same merges, in any order of documents and on any machine.
import { badArgument, throwIfAborted } from '../../base/errors.ts';
import type { OnProgress } from '../../base/progress.ts';
import { textBytes } from '../../base/utf8.ts';
import { END_OF_TEXT, END_OF_TURN, MARKERS } from '../../text/abi.ts';
import type { TokenizerSpec, TokenKind } from '../../text/tokenizer.ts';
import { BYTE_CHARACTERS } from '../../text/unicode.ts';
import { Pairs } from './pairs.ts';

/** The pre-tokenizer of our own models: llama.cpp's name. Digits stand alone. */
export const PRE = 'qwen2';

const LEAST_SIZE = 257; // the bytes and one merge
const LARGEST_SIZE = 2 ** 17; // larger vocabularies are for larger models than are made here
const REPORT_EVERY = 256; // merges

export interface TrainOptions {
  /** Tokens in all: bytes, merges and special tokens. */
  readonly size: number;
  /** Control tokens, which get the last ids in this order. Must hold `<|endoftext|>`. Default: MARKERS. */
  readonly special?: readonly string[] | undefined;
  /** Pairs seen less often do not merge. Default: 2. */
  readonly least?: number | undefined;
  readonly onProgress?: OnProgress | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * A tokenizer learnt from counted pieces (see `pieces.ts`). It has fewer tokens than asked for when the
 * pieces run out of pairs. Documents begin with `<|endoftext|>`, which is both `bos` and `eos`.
 * @throws `bad-argument` for an impossible size or list, `aborted`.
 */
export async function trainTokenizer(
  pieces: ReadonlyMap<string, number>,
  options: TrainOptions,
): Promise<TokenizerSpec> {
  const special = options.special ?? MARKERS;
  throwIfAborted(options.signal);
  checkOptions(pieces, options, special);
  const { tokens, merges } = await learn(new Rows(pieces), options.size - special.length, options);
  const all = [...tokens, ...special];
  const id = (text: string): number => tokens.length + special.indexOf(text);
  return {
    model: 'bpe',
    pre: PRE,
    tokens: all,
    kinds: all.map((_, i): TokenKind => (i < tokens.length ? 'normal' : 'control')),
    merges,
    bos: id(END_OF_TEXT),
    eos: id(END_OF_TEXT),
    ...(special.includes(END_OF_TURN) ? { eot: id(END_OF_TURN) } : {}),
    addBos: true,
    addEos: false,
    addSpacePrefix: false,
  };
}

function checkOptions(pieces: ReadonlyMap<string, number>, { size }: TrainOptions, special: readonly string[]): void {
  const least = LEAST_SIZE + special.length;
  if (!(Number.isInteger(size) && size >= least && size <= LARGEST_SIZE))
    throw badArgument(`A vocabulary of ${size} tokens is not possible.`, `Ask for ${least} to ${LARGEST_SIZE}.`);
  if (new Set(special).size < special.length || special.includes(''))
    throw badArgument('A special token is empty or named twice.', 'Name each once.');
  if (!special.includes(END_OF_TEXT))
    throw badArgument(`${END_OF_TEXT} is not among the special tokens.`, 'It is what documents begin with: add it.');
  if (pieces.size === 0) throw badArgument('There is no text to learn from.', 'Add documents to the corpus first.');
}

/** GPT-2's alphabet in the order of its characters: the ids of the 256 bytes. */
const ALPHABET: readonly string[] = [...BYTE_CHARACTERS].sort();

/** Every distinct piece as symbols, one after the other; a merge shortens a row where it stands. */
class Rows {
  readonly symbols: Int32Array;
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly times: Float64Array;

  constructor(pieces: ReadonlyMap<string, number>) {
    const ids = Int32Array.from(BYTE_CHARACTERS, (character) => ALPHABET.indexOf(character));
    this.starts = new Int32Array(pieces.size);
    this.lengths = new Int32Array(pieces.size);
    this.times = new Float64Array(pieces.size);
    let total = 0;
    for (const piece of pieces.keys()) total += 3 * piece.length; // at most three bytes a code unit
    const symbols = new Int32Array(total);
    let [row, at] = [0, 0];
    for (const [piece, times] of pieces) {
      this.starts[row] = at;
      for (const byte of textBytes(piece)) symbols[at++] = ids[byte]!;
      this.lengths[row] = at - this.starts[row]!;
      this.times[row++] = times;
    }
    this.symbols = symbols.slice(0, at);
  }

  /** Adds the pairs of a row to the counts, or takes them off. Returns the pairs. */
  tally(row: number, pairs: Pairs, sign: 1 | -1, touched: Set<number>): void {
    const times = sign * this.times[row]!;
    const end = this.starts[row]! + this.lengths[row]! - 1;
    for (let at = this.starts[row]!; at < end; at++) {
      const pair = pairs.pair(this.symbols[at]!, this.symbols[at + 1]!);
      pairs.add(pair, times, sign > 0 ? row : -1);
      if (sign > 0) touched.add(pair);
    }
  }

  /** Where `left right` first stands in a row; -1: nowhere. */
  find(row: number, left: number, right: number): number {
    const end = this.starts[row]! + this.lengths[row]! - 1;
    for (let at = this.starts[row]!; at < end; at++)
      if (this.symbols[at] === left && this.symbols[at + 1] === right) return at;
    return -1;
  }

  /** Replaces `left right` by `made` from `first` on, from left to right. */
  merge(row: number, first: number, left: number, right: number, made: number): void {
    const { symbols } = this;
    const end = this.starts[row]! + this.lengths[row]!;
    let to = first;
    for (let at = first; at < end; to++) {
      const joins = symbols[at] === left && at + 1 < end && symbols[at + 1] === right;
      symbols[to] = joins ? made : symbols[at]!;
      at += joins ? 2 : 1;
    }
    this.lengths[row] = to - this.starts[row]!;
  }
}

/** Merges until there are `size` tokens or no pair occurs often enough. */
async function learn(rows: Rows, size: number, options: TrainOptions): Promise<{ tokens: string[]; merges: string[] }> {
  const least = options.least ?? 2;
  const tokens = [...ALPHABET];
  const merges: string[] = [];
  const ids = new Map(tokens.map((text, id) => [text, id]));
  const pairs = new Pairs();
  const touched = new Set<number>();
  for (let row = 0; row < rows.lengths.length; row++) rows.tally(row, pairs, 1, touched);
  const queue = (): void => {
    for (const pair of touched) pairs.queue(pair);
    touched.clear();
  };
  queue();
  while (tokens.length < size) {
    const pair = pairs.best();
    if (pair < 0 || pairs.count(pair) < least) break;
    const [left, right] = [pairs.lefts.items[pair]!, pairs.rights.items[pair]!];
    const text = tokens[left]! + tokens[right]!;
    // Two pairs may spell the same text: both merge to the one token.
    const made = ids.get(text) ?? tokens.push(text) - 1;
    ids.set(text, made);
    merges.push(`${tokens[left]} ${tokens[right]}`);
    for (const row of pairs.takePieces(pair)) {
      const first = rows.find(row, left, right);
      if (first < 0) continue;
      rows.tally(row, pairs, -1, touched);
      rows.merge(row, first, left, right, made);
      rows.tally(row, pairs, 1, touched);
    }
    queue();
    if (merges.length % REPORT_EVERY > 0) continue;
    await new Promise((resolve) => setTimeout(resolve)); // lets the signal fire
    throwIfAborted(options.signal);
    options.onProgress?.({ label: 'merging', done: tokens.length, total: size, unit: 'tokens' });
  }
  return { tokens, merges };
}
