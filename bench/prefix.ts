// A system prompt of 1,000 tokens that an earlier process has run: finding it in the folder of the prefix cache
// against computing it again. How many of each in a second. The files are in the operating system's cache.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LoadOptions, Model } from '../src/model/model.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { openPrefixFolder } from '../src/model/prefix-store.node.ts';
import { interleave } from './support/compare.ts';
import { modelFile, SHAPES } from './support/models.ts';
import { type BenchOptions, Report } from './support/report.ts';

const TOKENS = 1000;
const ROUNDS = 7;
const QUICK_ROUNDS = 3;
const THREADS = 2;

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('prefix', options);
  const path = await modelFile(SHAPES['135M'], 'Q8_0');
  const folder = await mkdtemp(join(tmpdir(), 'twofiles-prefix-'));
  const tokens = Array.from({ length: TOKENS }, (_, i) => 300 + ((i * 7919) % 40_000));
  const rounds = options.quick ? QUICK_ROUNDS : ROUNDS;
  try {
    for (const kv of ['F32', 'F16', 'Q8_0'] as const) {
      const open = (more: LoadOptions): Promise<Model> => openModel(path, { threads: THREADS, kv, ...more });
      await using plain = await open({ cacheTokens: 0 });
      const earlier = await open({ prefixStore: await openPrefixFolder(folder) });
      await earlier.session().extend(tokens);
      await earlier.close();
      await using later = await open({ prefixStore: await openPrefixFolder(folder) });
      const find = async (): Promise<number> => {
        later.clearPrefixes();
        const before = later.prefixes.recalled;
        const found = await rate(later, tokens);
        if (later.prefixes.recalled - before < TOKENS - 64) throw new Error('the folder did not have it');
        return found;
      };
      report.row(
        await interleave(`prompts of ${TOKENS} tokens, ${kv}`, 'computing', rounds, find, () => rate(plain, tokens)),
      );
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await report.end();
}

/** How often the prompt would be ready in a second. */
async function rate(model: Model, tokens: readonly number[]): Promise<number> {
  await using session = model.session();
  const begun = performance.now();
  await session.extend(tokens);
  return 1000 / (performance.now() - begun);
}
