// Forking and restoring a session of 1,000 tokens against computing the tokens again: how many of each in a
// second. The peer is this engine itself, doing it the plain way.
import { openModel } from '../src/model/open-model.node.ts';
import type { Session } from '../src/model/session.ts';
import { interleave } from './support/compare.ts';
import { modelFile, SHAPES } from './support/models.ts';
import { type BenchOptions, Report } from './support/report.ts';

const TOKENS = 1000;
const ROUNDS = 7;
const THREADS = 2;

/** How often `work` would fit into a second. */
async function rate(work: () => Promise<unknown> | unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return 1000 / (performance.now() - begun);
}

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('fork', options);
  report.note('model', `135M Q8_0, ${THREADS} threads`);
  await using model = await openModel(await modelFile(SHAPES['135M'], 'Q8_0'), { threads: THREADS, cacheTokens: 0 });
  const tokens = Array.from({ length: TOKENS }, (_, i) => 300 + ((i * 7919) % 40_000));
  await using session = model.session();
  await session.extend(tokens);
  const before = model.blocksUsed;
  const saved = await session.save();

  const compute = async (): Promise<number> => {
    await using again = model.session();
    return await rate(() => again.extend(tokens));
  };
  const fork = async (): Promise<number> => {
    let copy: Session | undefined;
    const found = await rate(() => (copy = session.fork()));
    if (model.blocksUsed !== before) throw new Error('a fork took blocks of its own');
    await copy!.close();
    return found;
  };
  const restore = async (): Promise<number> => {
    let back: Session | undefined;
    const found = await rate(async () => (back = await model.restore(saved)));
    await back!.close();
    return found;
  };
  const size = `${(saved.length / 2 ** 20).toFixed(0)} MiB`;
  for (const [name, work] of [
    [`forks of ${TOKENS} tokens a second`, fork],
    [`restores of ${TOKENS} tokens (${size}) a second`, restore],
  ] as const)
    report.row(await interleave(name, 'computing them', ROUNDS, work, compute));
  await report.end();
}
