// Answers as rows for the trainer: one answer to one prompt a row, alike in length so that little is padding.
// Row t predicts token t + 1, so the token at place p of a sequence is scored at row place p − 1.
import { badArgument } from '../../base/errors.ts';
import type { Batch } from '../train/train-model.ts';

/** A prompt and an answer to it, tokens. */
export interface Sequence {
  readonly prompt: readonly number[];
  readonly answer: readonly number[];
}

/** Rows are as long as a multiple of this, so that few shapes are recorded. */
const STEP = 32;

/** Some sequences as one batch, each in a row of its own; what follows a sequence has no effect on it. */
export class Rows {
  readonly batch: Batch;
  readonly sequences: readonly Sequence[];

  constructor(sequences: readonly Sequence[]) {
    const longest = Math.max(...sequences.map(lengthOf));
    const length = Math.ceil(longest / STEP) * STEP;
    const tokens = new Int32Array(sequences.length * length);
    const targets = new Int32Array(sequences.length * length);
    for (const [row, { prompt, answer }] of sequences.entries()) {
      const all = [...prompt, ...answer];
      tokens.set(all, row * length);
      targets.set(all.slice(1), row * length);
    }
    this.sequences = sequences;
    this.batch = { sequences: sequences.length, length, tokens, targets };
  }

  /** Of values at every place, those that score a sequence's answer (answer length). */
  answer(values: Float32Array | Float64Array, row: number): Float64Array {
    const { prompt, answer } = this.sequences[row]!;
    const from = row * this.batch.length + prompt.length - 1;
    return Float64Array.from(values.subarray(from, from + answer.length));
  }

  /** The value at the last token of a sequence. */
  last(values: Float32Array | Float64Array, row: number): number {
    return values[row * this.batch.length + lengthOf(this.sequences[row]!) - 1]!;
  }

  /** Factors for every place: `by(row)` for the places that score the row's answer, one each or one for all. */
  factors(by: (row: number) => number | ArrayLike<number>): Float64Array {
    const out = new Float64Array(this.batch.tokens.length);
    for (const [row, { prompt, answer }] of this.sequences.entries()) {
      const from = row * this.batch.length + prompt.length - 1;
      const given = by(row);
      for (let i = 0; i < answer.length; i++) out[from + i] = typeof given === 'number' ? given : given[i]!;
    }
    return out;
  }

  /** Zeros but for each sequence's last token. */
  lastFactors(by: (row: number) => number): Float64Array {
    const out = new Float64Array(this.batch.tokens.length);
    for (const [row, sequence] of this.sequences.entries())
      out[row * this.batch.length + lengthOf(sequence) - 1] = by(row);
    return out;
  }
}

/** Places that sequences take in a batch of their own. */
export function batchPlaces(sequences: readonly Sequence[]): number {
  return Math.ceil(Math.max(...sequences.map(lengthOf)) / STEP) * STEP * sequences.length;
}

/**
 * Groups of sequences that stay together (a pair, one answer), in batches of at most `places` places; alike in
 * length.
 * @throws `bad-argument` when a group does not fit alone.
 */
export function batches<T>(groups: readonly T[], places: number, sequences: (group: T) => readonly Sequence[]): T[][] {
  const size = (group: T): number => Math.ceil(Math.max(...sequences(group).map(lengthOf)) / STEP) * STEP;
  const sorted = groups.map((group) => ({ group, size: size(group), count: sequences(group).length }));
  sorted.sort((a, b) => a.size - b.size);
  const out: T[][] = [];
  let rows = 0;
  for (const { group, size, count } of sorted) {
    if (size * count > places)
      throw badArgument(
        `An answer of ${size} tokens does not fit.`,
        `Use longer rows than ${places}, or shorter answers.`,
      );
    if (out.length === 0 || (rows + count) * size > places) {
      out.push([]);
      rows = 0;
    }
    out.at(-1)!.push(group);
    rows += count;
  }
  return out;
}

function lengthOf({ prompt, answer }: Sequence): number {
  return prompt.length + answer.length;
}
