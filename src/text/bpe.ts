// Byte-level BPE (GPT-2 and nearly all models since): text is cut by the pre-tokenizer, each piece spelled
// in bytes, and bytes merged by rank. Pieces repeat, so their tokens are remembered.
import { badFile, unsupported } from '../base/errors.ts';
import { MAX_RANKS, Merger, PairRanks } from './bpe-merge.ts';
import { splitter } from './pretokenize.ts';
import { BYTE_CHARACTERS, byteLevelBytes } from './unicode.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Appends the tokens of one stretch of text without special tokens. `start`: nothing or a special token precedes. */
export type TextEncode = (text: string, start: boolean, out: number[]) => void;

/** Pieces longer than this are rare and not worth remembering. */
const REMEMBERED_LENGTH = 32;
const REMEMBERED_PIECES = 65536;

/** Merges over symbols: a token is the symbol of its id; texts that are no token get ids past the vocabulary. */
export interface MergeTable {
  readonly pairs: PairRanks;
  /** The symbol that each rank makes. */
  readonly results: Int32Array;
  /** Texts of symbols past the vocabulary. */
  readonly extra: readonly string[];
  /** The symbol of a text; -1 when there is none. */
  symbol(text: string): number;
}

/** Reads "left right" lines, best first. Throws `bad-file` for a line of another shape. */
export function mergeTable(vocabulary: Vocabulary, merges: readonly string[]): MergeTable {
  if (merges.length > MAX_RANKS)
    throw unsupported(`${merges.length} merges are more than ${MAX_RANKS}.`, 'Use a model with fewer.', 'merges');
  const extra: string[] = [];
  const extraSymbols = new Map<string, number>();
  const symbol = (text: string): number => {
    const id = vocabulary.plain(text);
    return id >= 0 ? id : (extraSymbols.get(text) ?? -1);
  };
  const intern = (text: string): number => {
    const known = symbol(text);
    if (known >= 0) return known;
    const made = vocabulary.size + extra.push(text) - 1;
    extraSymbols.set(text, made);
    return made;
  };
  const pairs = new PairRanks(merges.length);
  const results = Int32Array.from(merges, (line, rank) => {
    const cut = line.indexOf(' ', 1);
    if (cut < 0 || cut === line.length - 1)
      throw badFile('vocabulary', `merges[${rank}]`, `${JSON.stringify(line)} is not two symbols`);
    const left = line.slice(0, cut);
    const right = line.slice(cut + 1);
    pairs.add(intern(left), intern(right), rank);
    return intern(left + right);
  });
  return { pairs, results, extra, symbol };
}

/** Gage's byte pair encoding as in Radford et al. 2019 (GPT-2), section 2.2. */
export function byteLevelBpe(vocabulary: Vocabulary): TextEncode {
  const { spec } = vocabulary;
  const table = mergeTable(vocabulary, spec.merges ?? []);
  const cut = splitter(spec.pre);
  const byteSymbols = Int32Array.from(BYTE_CHARACTERS, (character) => {
    const known = table.symbol(character);
    return known >= 0 ? known : -1;
  });
  const merger = new Merger();
  const utf8 = new TextEncoder();
  const remembered = new Map<string, readonly number[]>();

  const whole = (piece: string): number => {
    let spelled = '';
    for (const byte of utf8.encode(piece)) spelled += BYTE_CHARACTERS[byte];
    return vocabulary.plain(spelled);
  };
  const emit = (symbol: number, out: number[]): void => {
    if (symbol >= 0 && symbol < vocabulary.size) out.push(symbol);
    else if (symbol < 0) emitUnknown(out);
    else
      for (const byte of byteLevelBytes(table.extra[symbol - vocabulary.size]!) ?? []) {
        const single = byteSymbols[byte]!;
        if (single >= 0 && single < vocabulary.size) out.push(single);
        else emitUnknown(out);
      }
  };
  const emitUnknown = (out: number[]): void => {
    if (spec.unknown !== undefined) out.push(spec.unknown);
  };
  const encodePiece = (piece: string): number[] => {
    if (spec.ignoreMerges) {
      const id = whole(piece);
      if (id >= 0) return [id];
    }
    const symbols = Int32Array.from(utf8.encode(piece), (byte) => byteSymbols[byte]!);
    const survivors = merger.run(
      symbols.length,
      (left, right) => table.pairs.rank(symbols[left]!, symbols[right]!),
      (left, _right, rank) => {
        symbols[left] = table.results[rank]!;
      },
    );
    const out: number[] = [];
    for (const at of survivors) emit(symbols[at]!, out);
    return out;
  };

  return (text, _start, out) => {
    for (const piece of cut(text)) {
      let tokens = remembered.get(piece);
      if (tokens === undefined) {
        tokens = encodePiece(piece);
        if (piece.length <= REMEMBERED_LENGTH) {
          if (remembered.size >= REMEMBERED_PIECES) remembered.clear();
          remembered.set(piece, tokens);
        }
      }
      for (const token of tokens) out.push(token);
    }
  };
}
