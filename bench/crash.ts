// Five hundred machines killed at random moments: whether what they end with is what an unkilled one ends with.
import { Random } from '../src/base/random.ts';
import { survive } from '../test/support/crash.ts';
import { type BenchOptions, Report } from './support/report.ts';

const KILLS = 500;
/** Kills of one machine before it may end. */
const EACH = 10;
/** Latest kill, ms after it began to work. */
const LATEST = 120;

interface CrashOptions extends BenchOptions {
  readonly cases?: number | undefined;
  readonly seed?: number | undefined;
}

export async function run(options: CrashOptions): Promise<void> {
  const report = await Report.begin('crash', options);
  const random = new Random(options.seed ?? 1);
  const whole = await survive(0, random, 0);
  const most = options.cases ?? KILLS;
  let [kills, machines, asked, different] = [0, 0, 0, 0];
  while (kills < most) {
    const left = await survive(Math.min(EACH, most - kills), random, LATEST);
    kills += left.kills;
    asked += left.asked;
    machines++;
    const same =
      left.results.replaceAll('It was done; what it gave back was lost.', 'sent') === whole.results &&
      JSON.stringify([left.sent, left.notes]) === JSON.stringify([whole.sent, whole.notes]);
    if (!same) different++;
  }
  report.row({ name: 'machines killed again and again', machines, kills, asked, different });
  await report.end();
  if (different > 0) process.exitCode = 1;
}
