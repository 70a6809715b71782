// What a bench prints: where it ran, then rows; as a table, or one JSON document on stdout and nothing else.
// With `save` the document is kept in bench/results/.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { choose } from '../../src/silicon/wasm/packing.ts';
import { round } from './compare.ts';

export interface BenchOptions {
  readonly json: boolean;
  /** Fewer rounds, small shapes only. */
  readonly quick?: boolean | undefined;
  /** Keep the document in bench/results/. */
  readonly save?: boolean | undefined;
}

/** A measurement: name and whatever was measured. Comparisons are `Row`s of compare.ts. */
export type AnyRow = { readonly name: string } & { readonly [measured: string]: string | number };

const ROOT = join(import.meta.dirname, '../..');

export class Report {
  readonly #bench: string;
  readonly #options: BenchOptions;
  readonly #machine: Record<string, string | number>;
  readonly #rows: AnyRow[] = [];

  /** Prints where it runs, and what `peers` are at which version. */
  static async begin(bench: string, options: BenchOptions, peers: Record<string, string> = {}): Promise<Report> {
    const report = new Report(bench, options, { ...(await machine()), ...peers });
    if (!options.json)
      for (const [key, value] of Object.entries(report.#machine)) console.log(`${key.padEnd(9)} ${value}`);
    return report;
  }

  private constructor(bench: string, options: BenchOptions, about: Record<string, string | number>) {
    this.#bench = bench;
    this.#options = options;
    this.#machine = about;
  }

  /** Something more about the machine or a peer. */
  note(key: string, value: string): void {
    if (this.#machine[key] === value) return;
    this.#machine[key] = value;
    if (!this.#options.json) console.log(`${key.padEnd(9)} ${value}`);
  }

  row(row: AnyRow): void {
    this.#rows.push(row);
    if (!this.#options.json) console.log(line(row));
  }

  /** Prints the document where JSON is asked for, keeps it where that is. */
  async end(): Promise<void> {
    const document = { bench: this.#bench, machine: this.#machine, rows: this.#rows };
    if (this.#options.json) console.log(JSON.stringify(document));
    if (!this.#options.save) return;
    const folder = join(ROOT, 'bench/results');
    const processor = String(this.#machine.processor).replaceAll(/[^A-Za-z0-9]+/g, '-');
    const quick = this.#options.quick ? '-quick' : '';
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${this.#bench}${quick}-${processor}-${this.#machine.cores}.json`);
    await writeFile(path, `${JSON.stringify(document, null, 1)}\n`);
  }
}

function line({ name, peer, ours, theirs, ratio, ...rest }: AnyRow): string {
  const compared =
    peer === undefined ? '' : ` ${String(ours).padStart(9)}  ${peer} ${String(theirs).padStart(9)}  ratio ${ratio}`;
  const others = Object.entries(rest).map(([key, value]) => `  ${key} ${String(value).padEnd(8)}`);
  return `${name.padEnd(56)}${compared}${others.join('')}`;
}

/** Where this runs, and what runs. */
async function machine(): Promise<Record<string, string | number>> {
  const cores = cpus();
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const { kernels } = await choose(process.env.TWOFILES_KERNELS, scratchMemory());
  return {
    date: new Date().toISOString().slice(0, 16),
    processor: cores[0]?.model.trim() ?? 'unknown',
    cores: cores.length,
    load: round(loadavg()[0]!), // of the last minute: what else was at work
    memory: `${(totalmem() / 2 ** 30).toFixed(1)} GiB`,
    node: `${process.version}, V8 ${process.versions.v8}, flags: ${process.execArgv.join(' ') || 'none'}`,
    twofiles: `${version}, ${commit()}, kernels: ${kernels}`,
  };
}

function scratchMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: 65536, shared: true });
}

/** The commit that is checked out, and whether files differ from it. */
function commit(): string {
  try {
    const git = (...args: string[]): string => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') ? ' and changes' : '')
    );
  } catch {
    return 'unknown commit';
  }
}
