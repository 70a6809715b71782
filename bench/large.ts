// A model that no single WebAssembly memory holds: seven billion weights in Q4_0, loaded and decoded, against
// node-llama-cpp on the same file. The file takes 4 GB of disk, and both together some 9 GB of memory.
import { existsSync } from 'node:fs';
import { openModel } from '../src/model/open-model.node.ts';
import { decode } from './decode.ts';
import { interleave, round } from './support/compare.ts';
import { LARGE, modelFile, modelPath } from './support/models.ts';
import { PEER, Peer } from './support/peer.ts';
import { type BenchOptions, Report } from './support/report.ts';

const THREADS = 2;
const TOKENS = 6;
const PROMPT = Array.from({ length: 16 }, (_, i) => 1000 + i * 7);

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('large', options);
  if (!existsSync(modelPath(LARGE, 'Q4_0'))) console.error('Making a file of 4 GB in .cache/bench (once).');
  const path = await modelFile(LARGE, 'Q4_0');
  const begun = performance.now();
  await using model = await openModel(path, { threads: THREADS, cacheTokens: 0 });
  report.row({ name: '7B Q4_0, loading', seconds: round((performance.now() - begun) / 1000) });
  const question = { kind: 'decode', prompt: PROMPT, tokens: TOKENS } as const;
  const peer = await Peer.best(path, THREADS, question);
  report.note(PEER, peer.about);
  try {
    const rounds = options.quick ? 2 : 7;
    const name = `7B Q4_0, ${THREADS} threads, tokens/s`;
    report.row(
      await interleave(
        name,
        PEER,
        rounds,
        () => decode(model, TOKENS),
        () => peer.ask(question),
      ),
    );
  } finally {
    await peer.close();
  }
  await report.end();
}
