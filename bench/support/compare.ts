// Rows of a comparison: both sides run in turns, and medians are compared, so that what else the machine
// does falls on both.
import { TwofilesError } from '../../src/base/errors.ts';

/** How much a second (tokens, forks, floating-point operations: the name says of what); a ratio above 1 says that ours is faster. */
export type Row = {
  readonly name: string;
  readonly peer: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
};

/** Medians over `rounds`, ours and theirs in turns, after one round that does not count. */
export async function interleave(
  name: string,
  peer: string,
  rounds: number,
  ours: () => Promise<number>,
  theirs: () => Promise<number>,
): Promise<Row> {
  const [mine, other] = await inTurns(name, rounds, [ours, theirs]);
  return compared(name, peer, mine!, other!);
}

/** Medians of any number of sides, in their order. @throws `closed` when one has none. */
export async function inTurns(
  name: string,
  rounds: number,
  sides: readonly (() => Promise<number>)[],
): Promise<number[]> {
  const all = sides.map((): number[] => []);
  for (let round = 0; round <= rounds; round++)
    for (const [i, side] of sides.entries()) {
      const value = await side();
      if (round > 0) all[i]!.push(value);
    }
  const medians = all.map(median);
  if (!medians.every((value) => value > 0))
    throw new TwofilesError('closed', `${name} could not be measured.`, 'Run it again.');
  return medians;
}

export function compared(name: string, peer: string, ours: number, theirs: number): Row {
  return { name, peer, ours: round(ours), theirs: round(theirs), ratio: round(ours / theirs) };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export function round(value: number): number {
  return Number(value.toPrecision(4));
}
