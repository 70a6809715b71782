// Errands of the shipped model through the whole machine: exact products, dates, files. Each in wordings it was never
// trained on, with devices and, the same questions, without.
import { existsSync } from 'node:fs';
import { errands, type Ran, runErrands } from '../test/support/errands.ts';
import { round } from './support/compare.ts';
import { SHIPPED } from './support/models.ts';
import { type BenchOptions, Report } from './support/report.ts';

/** Errands of a kind. */
const EACH = 200;

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('tools', options);
  if (!existsSync(SHIPPED)) {
    report.note('model', 'no pocket/parameters.bin: nothing is measured');
    return report.end();
  }
  const all = errands(options.quick ? 20 : EACH);
  const began = performance.now();
  const withThem = await runErrands({ weights: SHIPPED }, all);
  const seconds = (performance.now() - began) / 1000;
  const without = await runErrands({ weights: SHIPPED }, all, { devices: false });
  for (const kind of new Set(all.map(({ kind }) => kind))) {
    const of = (ran: readonly Ran[]) => ran.filter((each) => each.kind === kind);
    const share = (ran: readonly Ran[]) => round(ran.filter(({ done }) => done).length / ran.length);
    const called = of(withThem);
    const sum = (pick: (each: Ran) => number) => called.reduce((total, each) => total + pick(each), 0);
    report.row({
      ...{ name: `${kind}, done`, n: called.length, devices: share(called), without: share(of(without)) },
      ...{
        calls: sum(({ calls }) => calls),
        failed: sum(({ failed }) => failed),
        invalid: sum(({ invalid }) => invalid),
      },
    });
  }
  report.row({ name: 'an errand, from the question to the answer, s', seconds: round(seconds / all.length) });
  await report.end();
}
