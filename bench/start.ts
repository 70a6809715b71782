// From the start of a process to its first token, with the file in the operating system's cache, and the most memory
// that each process held: whole processes, in turns, against node-llama-cpp at its better setting of mmap. Then the
// shipped model as a person meets it: from the start of `ask` to the first words of its answer, while the peer only
// reads 16 tokens of the same file.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compared, median, round } from './support/compare.ts';
import { modelFile, POCKET, SHAPES, SHIPPED } from './support/models.ts';
import { PEER } from './support/peer.ts';
import { type BenchOptions, Report } from './support/report.ts';

const THREADS = 2;
const CHILD = join(import.meta.dirname, 'support/first-token.ts');
const PANEL = join(import.meta.dirname, '../src/cli/main.ts');

interface Start {
  readonly seconds: number;
  readonly peakMiB: number;
}

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('start', options);
  const rounds = options.quick ? 3 : 7;
  for (const shape of [POCKET, SHAPES['135M'], SHAPES['1B']]) {
    const path = await modelFile(shape, 'Q8_0');
    const mmap = (await begin('theirs', path, true)).seconds < (await begin('theirs', path, false)).seconds;
    const all: { ours: Start[]; theirs: Start[] } = { ours: [], theirs: [] };
    for (let i = 0; i <= rounds; i++) {
      const pair = [await begin('ours', path, false), await begin('theirs', path, mmap)] as const;
      if (i === 0) continue;
      all.ours.push(pair[0]);
      all.theirs.push(pair[1]);
    }
    const of = (side: readonly Start[], key: keyof Start): number => median(side.map((start) => start[key]));
    const peak = { oursMiB: round(of(all.ours, 'peakMiB')), theirsMiB: round(of(all.theirs, 'peakMiB')) };
    const [mine, other] = [1 / of(all.ours, 'seconds'), 1 / of(all.theirs, 'seconds')];
    const name = `${shape.name} Q8_0, ${THREADS} threads, starts/s`;
    report.row({ ...compared(name, PEER, mine, other), ...peak, settings: mmap ? 'mmap' : 'no mmap' });
  }
  await answering(report, rounds);
  await report.end();
}

/** The shipped model through the command line, where there is one. */
async function answering(report: Report, rounds: number): Promise<void> {
  if (!existsSync(SHIPPED)) return report.note('pocket', 'no pocket/parameters.bin: its row is left out');
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let i = 0; i <= rounds; i++) {
    const pair = [await firstWords(), (await begin('theirs', SHIPPED, true)).seconds] as const;
    if (i === 0) continue;
    ours.push(pair[0]);
    theirs.push(pair[1]);
  }
  const name = 'the shipped model, first words of an answer, starts/s';
  report.row(compared(name, PEER, 1 / median(ours), 1 / median(theirs)));
}

/** Seconds from the start of `ask` to the first of its answer. @throws when there is none. */
function firstWords(): Promise<number> {
  const started = performance.now();
  const words = ['--disable-warning=ExperimentalWarning', PANEL, 'ask', 'Hello!', '--model', SHIPPED];
  const child = spawn(process.execPath, [...words, '--threads', String(THREADS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let seconds: number | undefined;
    child.on('error', reject);
    child.stdout.on('data', () => void (seconds ??= (performance.now() - started) / 1000));
    child.on('close', (code) =>
      seconds === undefined ? reject(new Error(`ask ended with ${code} and no answer`)) : resolve(seconds),
    );
  });
}

/** Runs one process to its first token. @throws when it does not come to one. */
function begin(side: 'ours' | 'theirs', path: string, mmap: boolean): Promise<Start> {
  const env = { ...process.env, UV_THREADPOOL_SIZE: side === 'theirs' ? '1' : '4', BENCH_MMAP: mmap ? '1' : '0' };
  const started = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, side, path, String(THREADS)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let text = '';
    child.on('error', reject);
    child.stdout.on('data', (part) => {
      text += part;
      if (!text.includes('\n')) return;
      const seconds = (performance.now() - started) / 1000;
      child.on('close', () => resolve({ seconds, peakMiB: JSON.parse(text).peakMiB }));
    });
    child.on('close', (code) => text === '' && reject(new Error(`${side} ended with ${code} and no token`)));
  });
}
