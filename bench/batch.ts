// Tokens a second of eight sessions that advance in shared passes, against one session alone.
import type { Model } from '../src/model/model.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { interleave } from './support/compare.ts';
import { modelFile, SHAPES } from './support/models.ts';
import { type BenchOptions, Report } from './support/report.ts';

const SESSIONS = 8;
const STEPS = 12;
const ROUNDS = 7;
const THREADS = 2;

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('batch', options);
  report.note('threads', String(THREADS));
  for (const [shape, mix] of [
    ['135M', 'Q8_0'],
    ['135M', 'Q4_0'],
    ['1B', 'Q8_0'],
    ['1B', 'Q4_0'],
  ] as const) {
    await using model = await openModel(await modelFile(SHAPES[shape], mix), { threads: THREADS, cacheTokens: 0 });
    const name = `${SESSIONS} sessions, ${shape} ${mix}, tokens/s`;
    const row = await interleave(
      name,
      'one session',
      ROUNDS,
      () => speed(model, SESSIONS),
      () => speed(model, 1),
    );
    report.row(row);
  }
  await report.end();
}

/** Tokens a second of `count` sessions together. */
async function speed(model: Model, count: number): Promise<number> {
  const sessions = Array.from({ length: count }, () => model.session());
  await Promise.all(sessions.map((session, i) => session.extend([300 + i, 400 + i])));
  const begun = performance.now();
  for (let step = 0; step < STEPS; step++)
    await Promise.all(sessions.map((session, i) => session.extend([1000 + step * 31 + i])));
  const seconds = (performance.now() - begun) / 1000;
  await Promise.all(sessions.map((session) => session.close()));
  return (count * STEPS) / seconds;
}
