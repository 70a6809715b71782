// How a bench tells its results: the machine first, a line for each comparison, or one JSON document.
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

/** One comparison. `ratio` above 1: ours is better. */
export interface Row {
  readonly name: string;
  readonly peer: string;
  readonly unit: string;
  readonly ours: number;
  readonly theirs: number;
  readonly ratio: number;
}

export class Report {
  readonly #json: boolean;
  readonly #rows: Row[] = [];
  readonly #machine: Readonly<Record<string, string | number>>;

  constructor(json: boolean, about: Readonly<Record<string, string | number>> = {}) {
    this.#json = json;
    this.#machine = { ...machine(), ...about };
    if (!json)
      console.log(
        Object.entries(this.#machine)
          .map(([key, value]) => `${key} ${value}`)
          .join(' · '),
      );
  }

  /** `better` says which way is better: 'more' of the unit, or 'less' (a time). */
  add(name: string, peer: string, unit: string, ours: number, theirs: number, better: 'more' | 'less' = 'more'): void {
    const ratio = better === 'more' ? ours / theirs : theirs / ours;
    this.#rows.push({ name, peer, unit, ours, theirs, ratio });
    const figures = `${ours.toPrecision(4).padStart(9)} ${unit}   ${peer} ${theirs.toPrecision(4)}`;
    if (!this.#json) console.log(`${name.padEnd(40)} ${figures}   ratio ${ratio.toFixed(2)}`);
  }

  note(text: string): void {
    if (!this.#json) console.log(text);
  }

  end(): void {
    if (this.#json) console.log(JSON.stringify({ machine: this.#machine, rows: this.#rows }));
  }
}

function machine(): Record<string, string | number> {
  const [first] = cpus();
  let commit = 'unknown';
  try {
    commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    // Not a checkout.
  }
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  return { cpu: first?.model ?? 'unknown', cores: cpus().length, memory, node: process.versions.node, commit };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** Runs two things in turn, A B A B, `rounds` times after one of each uncounted; medians of what they return. */
export async function interleave(
  rounds: number,
  a: () => Promise<number>,
  b: () => Promise<number>,
): Promise<[number, number]> {
  const found: [number[], number[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    const [x, y] = [await a(), await b()];
    if (round < 0) continue;
    found[0].push(x);
    found[1].push(y);
  }
  return [median(found[0]), median(found[1])];
}
