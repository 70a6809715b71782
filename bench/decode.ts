// Decoding one token at a time against node-llama-cpp: the same file, the same run, in turns. Random weights
// of the shapes of SmolLM2-135M and of a Llama of 1B, in three mixes, on one and two threads.

import type { Model } from '../src/model/model.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { interleave, machine, print, type Row } from './support/compare.ts';
import { MIXES, type Mix, modelFile, SHAPES, type Shape } from './support/models.ts';
import { PEER, Peer } from './support/peer.ts';

export interface DecodeOptions {
  readonly json: boolean;
  /** The small shape only, fewer rounds. */
  readonly quick?: boolean | undefined;
}

const PROMPT = Array.from({ length: 16 }, (_, i) => 1000 + i * 7);

/** Runs the bench and prints a table, or JSON. */
export async function run({ json, quick = false }: DecodeOptions): Promise<void> {
  const rows: Row[] = [];
  if (!json) console.log(machine());
  for (const shape of quick ? [SHAPES['135M']] : Object.values(SHAPES))
    for (const mix of MIXES)
      for (const threads of [1, 2]) {
        const row = await compare(shape, mix, threads, quick ? 3 : 7, json);
        rows.push(row);
        if (!json) print(row);
      }
  if (json) console.log(JSON.stringify({ rows }));
}

async function compare(shape: Shape, mix: Mix, threads: number, rounds: number, json: boolean): Promise<Row> {
  const path = await modelFile(shape, mix);
  const tokens = shape.name === '135M' ? 32 : 10;
  // Without mmap llama.cpp repacks Q4_0 and Q4_K for this machine; Q8_0 it leaves as it is.
  const peer = await Peer.start(path, threads, mix === 'Q8_0');
  if (!json && threads === 1) console.log(`${PEER}: ${peer.about}`);
  try {
    await using model = await openModel(path, { threads, cacheTokens: 0 });
    const question = { kind: 'decode', prompt: PROMPT, tokens } as const;
    const name = `${shape.name} ${mix}, ${threads} thread${threads > 1 ? 's' : ''}, tokens/s`;
    return await interleave(
      name,
      PEER,
      rounds,
      () => decode(model, tokens),
      () => peer.ask(question),
    );
  } finally {
    await peer.close();
  }
}

/** Tokens a second, each the likeliest after those before. */
async function decode(model: Model, tokens: number): Promise<number> {
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
