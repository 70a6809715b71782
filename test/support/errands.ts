// Errands for a small assistant: exact products, dates and files, in wordings that it was never trained on. Each goes
// through a whole machine, with real devices over a folder of its own; whether it was done is seen in the answer and in
// the folder, not in what the model says of itself.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Random } from '../../src/base/random.ts';
import { boot, type WeightsChoice } from '../../src/boot/boot.ts';
import { conversations } from '../../src/factory/tune/data/index.ts';
import { nineDigitProducts, saysNumber } from '../../src/lab/card/tools.ts';
import { type Turn, wordsOf } from '../../src/text/abi.ts';

export interface Errand {
  readonly kind: 'product' | 'date' | 'read' | 'list' | 'write' | 'search';
  readonly text: string;
  /** What is in the folder before: path, contents. */
  readonly files: Readonly<Record<string, string>>;
  readonly done: (answer: string, read: (path: string) => string | undefined) => boolean;
}

/** Seeds of errands begin here: other instances than training and the report card have. */
const SEED = 5000;

/** `n` errands of each kind. */
export function errands(n: number, seed = 1): Errand[] {
  const random = new Random(SEED + seed);
  const products = nineDigitProducts(random, n).map(({ text, product }): Errand => {
    return { kind: 'product', text, files: {}, done: (answer) => saysNumber(answer, product) };
  });
  const all = new Map<string, Errand[]>();
  const named = new Set<string>();
  for (const { family, turns } of conversations(SEED + seed, 'held', 'errand').take(200 * n)) {
    const made = errandOf(family, turns, named);
    if (made && (all.get(made.kind)?.length ?? 0) < n) all.set(made.kind, [...(all.get(made.kind) ?? []), made]);
  }
  return [...products, ...[...all.values()].flat()];
}

/**
 * A conversation as an errand: what it shows in its second to last turn is what must come about. Files that were
 * `named` before are not named again: to one machine they would have changed since they were read.
 */
function errandOf(family: string, turns: readonly Turn[], named: Set<string>): Errand | undefined {
  const [question, call, result] = turns.slice(-4);
  const called = call?.parts.find((part) => 'call' in part)?.call;
  if (!(question && called && result) || turns.length !== 4) return undefined;
  const text = wordsOf(question.parts);
  const shown = wordsOf(result.parts);
  const of = (kind: Errand['kind'], files: Errand['files'], done: Errand['done']): Errand => ({
    kind,
    text,
    files,
    done,
  });
  const { path = '', text: written = '' } = called.arguments as { path?: string; text?: string };
  if (named.has(path)) return undefined;
  if (path !== '') named.add(path);
  if (family === 'tool/calculator/dates')
    return of('date', {}, (answer) => answer.includes(shown.replace(/ days?$/, '')));
  if (family === 'tool/read_file') return of('read', { [path]: shown }, (answer) => answer.includes(shown));
  if (family === 'tool/write_file') return of('write', {}, (_, read) => read(path)?.trim() === written);
  if (family === 'tool/list_files') {
    const names = shown === 'none' ? [] : shown.split('\n');
    const files = Object.fromEntries(names.map((name) => [name, 'x']));
    return of('list', files, (answer) =>
      names.length === 0 ? /no files/.test(answer) : names.every((name) => answer.includes(name)),
    );
  }
  if (family !== 'tool/search_files' || shown === 'Nothing was found.') return undefined;
  const lines = shown.split('\n').map((line) => /^(.+?):(\d+): (.+)$/.exec(line)!.slice(1) as [string, string, string]);
  const files = Object.fromEntries(lines.map(([name, at, line]) => [name, `${'\n'.repeat(Number(at) - 1)}${line}\n`]));
  return of('search', files, (answer) => Object.keys(files).every((name) => answer.includes(name)));
}

export interface Ran {
  readonly kind: Errand['kind'];
  readonly done: boolean;
  readonly calls: number;
  /** Calls that a device could do nothing with: a sum that is none, a file that is not there. */
  readonly failed: number;
  /** Calls that were none: another name, values that the schema does not allow. */
  readonly invalid: number;
  readonly answer: string;
}

/** Runs errands one after another, each in an empty folder but for its files; `devices: false`: the processor is told of none. */
export async function runErrands(cpu: WeightsChoice, all: readonly Errand[], { devices = true } = {}): Promise<Ran[]> {
  const folder = mkdtempSync(join(tmpdir(), 'errands-'));
  const ran: Ran[] = [];
  try {
    await using os = await boot({ cpu, folder });
    for (const { kind, text, files, done } of all) {
      for (const [path, contents] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), contents);
      }
      const process = os.run(text, {}, { temperature: 0, ...(devices ? {} : { devices: [] }) });
      let [calls, failed, invalid] = [0, 0, 0];
      for await (const event of process)
        if (event.type === 'call') calls++;
        else if (event.type === 'result' && !event.ok)
          if (/was called wrongly|^There is no \S+\. There is /.test(event.text)) invalid++;
          else failed++;
      const { text: answer } = await process;
      const read = (path: string): string | undefined =>
        existsSync(join(folder, path)) ? readFileSync(join(folder, path), 'utf8') : undefined;
      ran.push({ kind, done: done(answer, read), calls, failed, invalid, answer });
      for (const name of readdirSync(folder))
        if (!name.startsWith('.')) rmSync(join(folder, name), { recursive: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return ran;
}
