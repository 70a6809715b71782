// What 256-bit code (the option `wide`) gains: decoding and prompts with it against without, in turns. Dense
// products have their rows in `gemm`.
import { openModel } from '../src/model/open-model.node.ts';
import { decode } from './decode.ts';
import { prefill } from './prefill.ts';
import { interleave } from './support/compare.ts';
import { MIXES, modelFile, SHAPES } from './support/models.ts';
import { type BenchOptions, Report } from './support/report.ts';

const TOKENS = 32;

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('wide', options);
  const rounds = options.quick ? 3 : 7;
  for (const mix of MIXES)
    for (const threads of [1, 2]) {
      const path = await modelFile(SHAPES['135M'], mix);
      await using wide = await openModel(path, { threads, cacheTokens: 0, wide: true });
      await using narrow = await openModel(path, { threads, cacheTokens: 0, wide: false });
      const name = `135M ${mix}, ${threads} thread${threads > 1 ? 's' : ''}, tokens/s`;
      for (const [kind, speed] of [
        ['decode', (model: typeof wide) => decode(model, TOKENS)],
        ['prefill', prefill],
      ] as const)
        report.row(
          await interleave(
            `${kind}, ${name}`,
            'without wide',
            rounds,
            () => speed(wide),
            () => speed(narrow),
          ),
        );
    }
  await report.end();
}
