// Rows of a comparison: both sides run in turns, and medians are compared, so that what else the machine
// does falls on both.
import { cpus } from 'node:os';
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
  const all: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const pair = [await ours(), await theirs()] as const;
    if (round === 0) continue;
    all[0].push(pair[0]);
    all[1].push(pair[1]);
  }
  const [mine, other] = all.map(median) as [number, number];
  if (!(mine > 0 && other > 0)) throw new TwofilesError('closed', `${name} could not be measured.`, 'Run it again.');
  return { name, peer, ours: round(mine), theirs: round(other), ratio: round(mine / other) };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

export function round(value: number): number {
  return Number(value.toPrecision(4));
}

/** Where this runs. */
export function machine(): string {
  const cores = cpus();
  const flags = process.execArgv.join(' ') || 'none';
  return `${cores[0]?.model.trim()}, ${cores.length} cores, Node ${process.version}, V8 ${process.versions.v8}, flags: ${flags}`;
}

export function print({ name, peer, ours, theirs, ratio }: Row): void {
  console.log(`${name.padEnd(48)} ${String(ours).padStart(9)}  ${peer} ${String(theirs).padStart(9)}  ratio ${ratio}`);
}
