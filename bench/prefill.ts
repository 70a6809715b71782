// Reading a prompt of 512 tokens against node-llama-cpp: the same file, the same run, in turns.

import type { Model } from '../src/model/model.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { interleave, machine, print, type Row } from './support/compare.ts';
import { MIXES, type Mix, modelFile, SHAPES, type Shape } from './support/models.ts';
import { PEER, Peer } from './support/peer.ts';

export interface PrefillOptions {
  readonly json: boolean;
  /** The small shape only, fewer rounds. */
  readonly quick?: boolean | undefined;
}

const PROMPT = Array.from({ length: 512 }, (_, i) => 1000 + ((i * 7919) % 5000));

/** Runs the bench and prints a table, or JSON. */
export async function run({ json, quick = false }: PrefillOptions): Promise<void> {
  const rows: Row[] = [];
  if (!json) console.log(machine());
  for (const [shape, rounds] of [
    [SHAPES['135M'], quick ? 3 : 7],
    [SHAPES['1B'], 3],
  ] as const)
    for (const mix of quick && shape.name === '1B' ? [] : MIXES) {
      const row = await compare(shape, mix, 2, rounds);
      rows.push(row);
      if (!json) print(row);
    }
  if (json) console.log(JSON.stringify({ rows }));
}

async function compare(shape: Shape, mix: Mix, threads: number, rounds: number): Promise<Row> {
  const path = await modelFile(shape, mix);
  const peer = await Peer.start(path, threads, mix === 'Q8_0');
  try {
    await using model = await openModel(path, { threads, cacheTokens: 0 });
    const question = { kind: 'prefill', prompt: PROMPT, tokens: 0 } as const;
    const name = `${shape.name} ${mix}, ${threads} threads, tokens/s`;
    return await interleave(
      name,
      PEER,
      rounds,
      () => prefill(model),
      () => peer.ask(question),
    );
  } finally {
    await peer.close();
  }
}

async function prefill(model: Model): Promise<number> {
  await using session = model.session();
  const start = performance.now();
  await session.extend(PROMPT);
  return (PROMPT.length / (performance.now() - start)) * 1000;
}
