// Kills machines at random moments and looks at what they leave.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../../src/base/random.ts';

const WORKER = join(import.meta.dirname, 'crash-worker.ts');

export interface Left {
  /** How the processes ended, as JSON. */
  readonly results: string;
  /** What was sent, in order of the alphabet. */
  readonly sent: readonly string[];
  readonly notes: Readonly<Record<string, string>>;
  readonly kills: number;
  /** How often the person was asked whether something had happened. */
  readonly asked: number;
}

/** Runs the workload, killing it `kills` times at most, each after `ms(…)`; then lets it end. */
export async function survive(kills: number, random: Random, longest: number): Promise<Left> {
  const folder = mkdtempSync(join(tmpdir(), 'crash-'));
  try {
    let killed = 0;
    for (;;) {
      const after = killed < kills ? random.float() * longest : undefined;
      const output = await once(folder, after);
      if (output === undefined) killed++;
      else return { results: output, kills: killed, ...remains(folder) };
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What it printed; undefined when it was killed. @throws when it failed by itself. */
function once(folder: string, after: number | undefined): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [WORKER, folder], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    let timer: NodeJS.Timeout | undefined;
    // Counted from when it has something to lose: most of its life is starting.
    child.stdout.on('data', (data) => {
      output += data;
      if (after !== undefined) timer ??= setTimeout(() => child.kill('SIGKILL'), after);
    });
    child.stderr.on('data', (data) => {
      errors += data;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (signal === 'SIGKILL') resolve(undefined);
      else if (code === 0) resolve(output.replace('ready\n', ''));
      else reject(new Error(`The machine ended with ${code}: ${errors}`));
    });
  });
}

function remains(folder: string): Pick<Left, 'sent' | 'notes' | 'asked'> {
  const lines = (name: string): string[] => {
    const path = join(folder, name);
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
  };
  const notes = readdirSync(folder).filter((name) => name.startsWith('note-'));
  return {
    sent: lines('sent.txt').sort(),
    notes: Object.fromEntries(notes.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
    asked: lines('asked.txt').length,
  };
}
