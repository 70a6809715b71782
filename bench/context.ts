// Long contexts, where attention is what costs: tokens a second after 4,000 tokens, and reading prompts of 512
// and 2,048, against node-llama-cpp with keys and values of the same type. Then attention's share of our time.
import { loadModel, type Model } from '../src/model/model.ts';
import { openCheckpoint } from '../src/model/open.node.ts';
import type { Session } from '../src/model/session.ts';
import { type CommandTime, createWasmBackend } from '../src/silicon/wasm/backend.ts';
import { interleave, round } from './support/compare.ts';
import { modelFile, SHAPES, type Shape } from './support/models.ts';
import { PEER, Peer } from './support/peer.ts';
import { type BenchOptions, Report } from './support/report.ts';

const SHAPE: Shape = { ...SHAPES['135M'], name: '135M long', context: 8192 };
const PAST = 4000;
const TOKENS = 16;
const prompt = (count: number): number[] => Array.from({ length: count }, (_, i) => 1000 + ((i * 7919) % 5000));

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('context', options);
  const path = await modelFile(SHAPE, 'Q8_0');
  const rounds = options.quick ? 2 : 7;
  for (const threads of options.quick ? [2] : [1, 2]) {
    const peer = await Peer.start(path, threads, true, 2 * PAST);
    report.note(PEER, peer.about);
    const times: (readonly CommandTime[])[] = [];
    const model = await open(path, threads, (list) => void times.push(list));
    const name = (what: string): string => `135M Q8_0, F16 keys, ${threads} threads: ${what}`;
    const attention = (): string => `${round(100 * share(times.splice(0)))} %`;
    const session = model.session();
    await session.extend(prompt(PAST));
    times.length = 0;
    const question = { kind: 'decode', prompt: prompt(PAST), tokens: TOKENS } as const;
    const after = await interleave(
      name(`decode after ${PAST}`),
      PEER,
      rounds,
      () => decode(session),
      () => peer.ask(question),
    );
    report.row({ ...after, attention: attention() });
    await session.close();
    for (const count of [512, 2048]) {
      const whole = { kind: 'prefill', prompt: prompt(count), tokens: 0 } as const;
      const row = await interleave(
        name(`prompt of ${count}`),
        PEER,
        rounds,
        () => read(model, count),
        () => peer.ask(whole),
      );
      report.row({ ...row, attention: attention() });
    }
    await peer.close();
    await model.close();
  }
  await report.end();
}

async function open(path: string, threads: number, onTimes: (times: readonly CommandTime[]) => void): Promise<Model> {
  const checkpoint = await openCheckpoint(path);
  const backend = await createWasmBackend({ threads, onTimes });
  const model = await loadModel(checkpoint, backend, { owned: backend, cacheTokens: 0, kv: 'F16' });
  await checkpoint.close();
  return model;
}

/** Tokens a second. */
async function decode(session: Session): Promise<number> {
  const begun = performance.now();
  for (let i = 0; i < TOKENS; i++) await session.extend([1000 + i]);
  const rate = (TOKENS / (performance.now() - begun)) * 1000;
  session.rewind(TOKENS);
  return rate;
}

async function read(model: Model, count: number): Promise<number> {
  await using session = model.session();
  const begun = performance.now();
  await session.extend(prompt(count));
  return (count / (performance.now() - begun)) * 1000;
}

/** Of the time that the first thread computed, how much was attention. */
function share(lists: readonly (readonly CommandTime[])[]): number {
  let all = 0;
  let attention = 0;
  for (const { command, begin, end } of lists.flat()) {
    all += end - begin;
    if (command.op === 'attention') attention += end - begin;
  }
  return attention / all;
}
