// SentencePiece-style BPE (Llama 1 and 2, Mistral, Gemma): spaces become ▁, characters are merged, what is
// no token falls back to bytes. A merge is worth its result's score; where the vocabulary comes with
// merges (a tokenizer.json), their order decides instead. No other normalisation, as in llama.cpp.

import { badFile } from '../base/errors.ts';
import { textBytes } from '../base/utf8.ts';
import { mergeTable, type TextEncode } from './bpe.ts';
import { Merger } from './bpe-merge.ts';
import { byteToken } from './unicode.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Kudo and Richardson 2018 (SentencePiece), with BPE and byte fallback. */
export function sentencePiece(vocabulary: Vocabulary): TextEncode {
  const { spec } = vocabulary;
  const merge = spec.merges === undefined ? scoredMerge(vocabulary) : listedMerge(vocabulary, spec.merges);
  const byteIds = Int32Array.from({ length: 256 }, (_, byte) => vocabulary.id(byteToken(byte)) ?? -1);
  const spelled = new Map<string, readonly number[]>();
  const bytesOf = (piece: string): readonly number[] => {
    let ids = spelled.get(piece);
    if (ids === undefined) spelled.set(piece, (ids = Array.from(textBytes(piece), (byte) => byteIds[byte]!)));
    return ids;
  };
  const fallback = (piece: string, previousUnknown: boolean, out: number[]): boolean => {
    const ids = bytesOf(piece);
    const unknown = ids.includes(-1);
    if (!unknown) out.push(...ids);
    else if (spec.unknown !== undefined && !previousUnknown) out.push(spec.unknown);
    return unknown;
  };
  return (text, start, out) => {
    const spaced = (spec.addSpacePrefix && start ? ' ' : '') + text;
    let unknown = false;
    for (const piece of merge(spaced.replaceAll(' ', '▁'))) {
      const id = vocabulary.plain(piece);
      unknown = id < 0 && fallback(piece, unknown, out);
      if (id >= 0) out.push(id);
    }
  };
}

/** Start of each character of `text`, and its length at the end. */
function characterStarts(text: string): Int32Array {
  const starts = new Int32Array(text.length + 1);
  let count = 0;
  for (let i = 0; i < text.length; i += text.codePointAt(i)! > 0xffff ? 2 : 1) starts[count++] = i;
  starts[count] = text.length;
  return starts.subarray(0, count + 1);
}

function scoredMerge(vocabulary: Vocabulary): (text: string) => string[] {
  const { tokens, scores } = vocabulary.spec;
  if (scores === undefined || scores.length !== tokens.length)
    throw badFile('vocabulary', 'scores', 'a SentencePiece vocabulary needs a score for each token');
  const ranks = scoreRanks(scores);
  let longest = 0;
  for (const token of tokens) longest = Math.max(longest, token.length);
  const merger = new Merger();
  return (text) => {
    const starts = characterStarts(text);
    const ends = starts.slice(1);
    const survivors = merger.run(
      ends.length,
      (left, right) => {
        if (ends[right]! - starts[left]! > longest) return -1;
        const id = vocabulary.plain(text.slice(starts[left], ends[right]));
        return id < 0 ? -1 : ranks[id]!;
      },
      (left, right) => {
        ends[left] = ends[right]!;
      },
    );
    return survivors.map((at) => text.slice(starts[at], ends[at]));
  };
}

/** 0 for the highest score, 1 for the next lower, and so on; equal scores share a rank. */
function scoreRanks(scores: Float32Array): Int32Array {
  const order = Float32Array.from(new Set(scores)).sort().reverse();
  const rankOf = new Map(Array.from(order, (score, rank) => [score, rank]));
  return Int32Array.from(scores, (score) => rankOf.get(score)!);
}

function listedMerge(vocabulary: Vocabulary, merges: readonly string[]): (text: string) => string[] {
  const table = mergeTable(vocabulary, merges);
  const merger = new Merger();
  return (text) => {
    const starts = characterStarts(text);
    const ends = starts.slice(1);
    const symbols = Int32Array.from(ends, (end, i) => table.symbol(text.slice(starts[i], end)));
    const survivors = merger.run(
      ends.length,
      (left, right) => table.pairs.rank(symbols[left]!, symbols[right]!),
      (left, right, rank) => {
        symbols[left] = table.results[rank]!;
        ends[left] = ends[right]!;
      },
    );
    return survivors.map((at) => text.slice(starts[at], ends[at]));
  };
}
