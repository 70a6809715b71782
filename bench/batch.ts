// Tokens a second of eight sessions that advance in shared passes, against one session alone.
import { openModel } from '../src/model/open-model.node.ts';
import { benchModel } from './models.ts';
import { interleave, Report } from './report.ts';

const SESSIONS = 8;
const STEPS = 12;
const ROUNDS = 7;
const THREADS = 2;

export async function run({ json }: { json: boolean }): Promise<void> {
  const report = new Report(json, { threads: THREADS, sessions: SESSIONS, rounds: ROUNDS });
  for (const [shape, target] of [
    ['135M', 'Q8_0'],
    ['135M', 'Q4_0'],
    ['1B', 'Q8_0'],
    ['1B', 'Q4_0'],
  ] as const) {
    await using model = await openModel(await benchModel(shape, target), { threads: THREADS, cacheTokens: 0 });
    const speed = async (count: number): Promise<number> => {
      const sessions = Array.from({ length: count }, () => model.session());
      await Promise.all(sessions.map((session, i) => session.extend([300 + i, 400 + i])));
      const begun = performance.now();
      for (let step = 0; step < STEPS; step++)
        await Promise.all(sessions.map((session, i) => session.extend([1000 + step * 31 + i])));
      const seconds = (performance.now() - begun) / 1000;
      await Promise.all(sessions.map((session) => session.close()));
      return (count * STEPS) / seconds;
    };
    const [together, alone] = await interleave(
      ROUNDS,
      () => speed(SESSIONS),
      () => speed(1),
    );
    report.add(`${SESSIONS} sessions, ${shape} ${target}`, 'one session', 'tok/s', together, alone);
  }
  report.end();
}
