// What the types of the package cost whoever uses it: one program, type-checked by a compiler process of its own, in
// turns with the same program on the AI SDK.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packInto, typeCheck } from '../test/support/packed.ts';
import { compared, median } from './support/compare.ts';
import { type BenchOptions, Report } from './support/report.ts';

const BESIDE = ['@types/node', 'undici-types', 'ai', '@ai-sdk/openai-compatible', '@ai-sdk/provider'];

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('types', options);
  const folder = mkdtempSync(join(tmpdir(), 'twofiles-types-'));
  try {
    packInto(folder, BESIDE);
    const [ours, theirs]: [number[], number[]] = [[], []];
    for (let i = 0; i <= (options.quick ? 3 : 7); i++) {
      const pair = [seconds(folder, 'twofiles.ts'), seconds(folder, 'ai.ts')] as const;
      if (i === 0) continue; // files come into the operating system's cache
      ours.push(pair[0]);
      theirs.push(pair[1]);
    }
    report.row(compared('a program type-checked, times/s', 'ai', 1 / median(ours), 1 / median(theirs)));
  } finally {
    rmSync(folder, { recursive: true });
  }
  await report.end();
}

/** @throws what the compiler prints. */
function seconds(folder: string, file: string): number {
  const began = performance.now();
  const { status, stdout } = typeCheck(folder, file);
  if (status !== 0) throw new Error(stdout);
  return (performance.now() - began) / 1000;
}
