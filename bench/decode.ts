// Decoding one token at a time against node-llama-cpp: the same file, the same run, in turns. Random weights
// of the shapes of a pocket model, of SmolLM2-135M and of a Llama of 1B, in three mixes, on one and two threads. Then the engine
// in a page of Chromium against wllama (page.ts).
import type { Model } from '../src/model/model.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { comparePages } from './page.ts';
import { interleave, type Row } from './support/compare.ts';
import { MIXES, type Mix, modelFile, POCKET, SHAPES, type Shape } from './support/models.ts';
import { PEER, Peer } from './support/peer.ts';
import { type BenchOptions, Report } from './support/report.ts';

const PROMPT = Array.from({ length: 16 }, (_, i) => 1000 + i * 7);

/** Runs the bench and prints a table, or JSON. */
export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('decode', options);
  for (const shape of options.quick ? [POCKET, SHAPES['135M']] : [POCKET, ...Object.values(SHAPES)])
    for (const mix of MIXES)
      for (const threads of [1, 2]) report.row(await compare(report, shape, mix, threads, options.quick ? 3 : 7));
  const missing = await comparePages(report, options, ['decode']);
  if (missing) report.note('wllama', missing);
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
  const tokens = shape.name === '1B' ? 10 : 32;
  const question = { kind: 'decode', prompt: PROMPT, tokens } as const;
  const peer = await Peer.best(path, threads, question);
  report.note(PEER, peer.about);
  try {
    await using model = await openModel(path, { threads, cacheTokens: 0 });
    const name = `${shape.name} ${mix}, ${threads} thread${threads > 1 ? 's' : ''}, tokens/s`;
    const row = await interleave(
      name,
      PEER,
      rounds,
      () => decode(model, tokens),
      () => peer.ask(question),
    );
    return { ...row, settings: peer.settings };
  } finally {
    await peer.close();
  }
}

/** Tokens a second, each the likeliest after those before. */
export async function decode(model: Model, tokens: number): Promise<number> {
  await using session = model.session();
  let logits = await session.extend(PROMPT);
  const start = performance.now();
  for (let i = 0; i < tokens; i++) {
    let best = 0;
    for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
    logits = await session.extend([best]);
  }
  return (tokens / (performance.now() - start)) * 1000;
}
