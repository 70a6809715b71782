// Forking and restoring a session of 1,000 tokens, against computing the tokens again; and eight sessions
// advancing together against one. The peer is this engine itself, doing it the plain way.
import { openModel } from '../src/model/open-model.node.ts';
import type { Session } from '../src/model/session.ts';
import { benchModel } from './models.ts';
import { interleave, Report } from './report.ts';

const TOKENS = 1000;
const ROUNDS = 7;
const THREADS = 2;

async function milliseconds(work: () => Promise<unknown> | unknown): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

export async function run({ json }: { json: boolean }): Promise<void> {
  const report = new Report(json, { threads: THREADS, rounds: ROUNDS });
  await using model = await openModel(await benchModel('135M', 'Q8_0'), { threads: THREADS, cacheTokens: 0 });
  const tokens = Array.from({ length: TOKENS }, (_, i) => 300 + ((i * 7919) % 40_000));
  await using session = model.session();
  await session.extend(tokens);
  const compute = async (): Promise<number> => {
    await using again = model.session();
    return await milliseconds(() => again.extend(tokens));
  };

  const before = model.blocksUsed;
  const fork = async (): Promise<number> => {
    let copy: Session | undefined;
    const spent = await milliseconds(() => (copy = session.fork()));
    if (model.blocksUsed !== before) throw new Error('a fork took blocks of its own');
    await copy!.close();
    return spent;
  };
  const [forked, computed] = await interleave(ROUNDS, fork, compute);
  report.add(`fork of ${TOKENS} tokens`, 'computing them', 'ms', forked, computed, 'less');

  const saved = await session.save();
  const restore = async (): Promise<number> => {
    let back: Session | undefined;
    const spent = await milliseconds(async () => (back = await model.restore(saved)));
    await back!.close();
    return spent;
  };
  const [restored, again] = await interleave(ROUNDS, restore, compute);
  report.add(
    `restore of ${TOKENS} tokens (${(saved.length / 2 ** 20).toFixed(0)} MiB)`,
    'computing them',
    'ms',
    restored,
    again,
    'less',
  );
  report.end();
}
