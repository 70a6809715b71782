// Reading a prompt of 512 tokens against node-llama-cpp: the same file, the same run, in turns.
import type { Model } from '../src/model/model.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { interleave, type Row } from './support/compare.ts';
import { MIXES, type Mix, modelFile, SHAPES, type Shape } from './support/models.ts';
import { PEER, Peer } from './support/peer.ts';
import { type BenchOptions, Report } from './support/report.ts';

const PROMPT = Array.from({ length: 512 }, (_, i) => 1000 + ((i * 7919) % 5000));

/** Runs the bench and prints a table, or JSON. */
export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('prefill', options);
  const rounds = options.quick ? 3 : 7;
  for (const shape of options.quick ? [SHAPES['135M']] : Object.values(SHAPES))
    for (const mix of MIXES)
      for (const threads of shape.name === '135M' ? [1, 2] : [2])
        report.row(await compare(report, shape, mix, threads, rounds));
  await report.end();
}

async function compare(
  report: Report,
  shape: Shape,
  mix: Mix,
  threads: number,
  rounds: number,
): Promise<Row & { settings: string }> {
  const path = await modelFile(shape, mix);
  const question = { kind: 'prefill', prompt: PROMPT, tokens: 0 } as const;
  const peer = await Peer.best(path, threads, question);
  report.note(PEER, peer.about);
  try {
    await using model = await openModel(path, { threads, cacheTokens: 0 });
    const name = `${shape.name} ${mix}, ${threads} thread${threads > 1 ? 's' : ''}, tokens/s`;
    const row = await interleave(
      name,
      PEER,
      rounds,
      () => prefill(model),
      () => peer.ask(question),
    );
    return { ...row, settings: peer.settings };
  } finally {
    await peer.close();
  }
}

export async function prefill(model: Model): Promise<number> {
  await using session = model.session();
  const start = performance.now();
  await session.extend(PROMPT);
  return (PROMPT.length / (performance.now() - start)) * 1000;
}
