// What the kernel costs and brings: a step with its journal, eight processes together against one after another, how much
// of a conversation's prompt was computed before, how soon a cancel is heard, and memory over ten thousand steps.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { engineCpu } from '../src/cpu/own.ts';
import { device } from '../src/kernel/device.ts';
import { Kernel } from '../src/kernel/kernel.ts';
import { program } from '../src/kernel/program.ts';
import { openJournal } from '../src/memory/journal.node.ts';
import { type Journal, MemoryJournal } from '../src/memory/journal.ts';
import { loadModel, type Model } from '../src/model/model.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { createWasmBackend } from '../src/silicon/wasm/backend.ts';
import { answer, talk } from '../src/think/answer.ts';
import { talkingModel } from '../test/support/talking-model.ts';
import { interleave, median, round } from './support/compare.ts';
import { modelFile, SHAPES, SHIPPED } from './support/models.ts';
import { type BenchOptions, Report } from './support/report.ts';

const STEPS = 2000;
const TOGETHER = 8;
const TURNS = 50;
const TOKENS = 32;
const LONG = 10_000;

/** Does nothing that could not be done twice, and is treated as if it did. */
const stamp = device({
  ...{ name: 'stamp', description: 'stamps.', input: z.object({ n: z.int() }), effects: [], repeatable: false },
  run: () => 'stamped',
});

const counting = program('counting@1', async (sys, steps: number) => {
  for (let i = 0; i < steps; i++) await sys.now();
  return null;
});

const stamping = program('stamping@1', async (sys, steps: number) => {
  for (let i = 0; i < steps; i++) await sys.call('stamp', { n: i });
  return null;
});

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('kernel', options);
  const folder = mkdtempSync(join(tmpdir(), 'bench-kernel-'));
  const backend = await createWasmBackend({ threads: 2 });
  const small = await loadModel(talkingModel({ context: 8192 }), backend);
  try {
    await steps(report, folder, small);
    await together(report, 'a small model', small);
    if (existsSync(SHIPPED)) {
      await using shipped = await openModel(SHIPPED, { threads: 2 });
      await together(report, 'the shipped model', shipped);
    }
    if (!options.quick) {
      await using large = await openModel(await modelFile(SHAPES['1B'], 'Q8_0'), { threads: 2 });
      await together(report, '1B Q8_0', large, 2);
    }
    for (const [name, window] of [
      ['without eviction', 8192],
      ['with eviction', 1024],
    ] as const)
      report.row(await conversation(name, small, window));
    report.row(await cancelling(small));
    report.row(await memory(folder, small));
    await report.end();
  } finally {
    await small.close();
    await backend.close();
    rmSync(folder, { recursive: true });
  }
}

function kernelOf(model: Model, journal: Journal, window?: number): Kernel {
  const cpu = engineCpu(model, { window });
  return new Kernel({ cpu, journal, programs: [answer, talk, counting, stamping], devices: [stamp] });
}

async function steps(report: Report, folder: string, model: Model): Promise<void> {
  for (const [name, work, count, open] of [
    ['in memory', 'counting@1', STEPS, () => new MemoryJournal()],
    ['on disk', 'counting@1', STEPS, () => openJournal(join(folder, 'steps.db'))],
    ['on disk, durable', 'stamping@1', STEPS / 10, () => openJournal(join(folder, 'durable.db'))],
  ] as const) {
    const kernel = kernelOf(model, open());
    await kernel.start(work, 100); // warm
    const begun = performance.now();
    await kernel.start(work, count);
    report.row({ name: `ms a step, ${name}`, ms: round((performance.now() - begun) / count) });
    await kernel.close();
  }
}

/** Tokens a second of eight processes, at once and one after another. */
async function together(report: Report, name: string, model: Model, rounds = 3): Promise<void> {
  const kernel = kernelOf(model, new MemoryJournal());
  const ask = (i: number) =>
    kernel.start('answer@1', {
      text: `Tell me story ${i} about a goat.`,
      options: { maxTokens: TOKENS, devices: [] }, // their descriptions would be most of what is computed
    });
  const rate = async (work: () => Promise<{ usage: { written: number } }[]>): Promise<number> => {
    model.clearPrefixes();
    const begun = performance.now();
    const results = await work();
    return (results.reduce((sum, { usage }) => sum + usage.written, 0) * 1000) / (performance.now() - begun);
  };
  const all = Array.from({ length: TOGETHER }, (_, i) => i);
  const sequence = async () => {
    const results = [];
    for (const i of all) results.push(await ask(i));
    return results;
  };
  const row = await interleave(
    `${TOGETHER} processes, ${name}, tokens a second`,
    'one after another',
    rounds,
    () => rate(() => Promise.all(all.map(async (i) => await ask(i)))),
    () => rate(sequence),
  );
  report.row(row);
  await kernel.close();
}

/** Share of the prompts' tokens that were found computed. */
async function conversation(name: string, model: Model, window: number) {
  model.clearPrefixes();
  const kernel = kernelOf(model, new MemoryJournal(), window);
  const process = kernel.start('talk@1', { maxTokens: 16, devices: [] });
  for (let i = 0; i < TURNS; i++) await process.say(`This is what I say in turn ${i}, and nothing else.`);
  process.leave();
  const { usage } = await process;
  await kernel.close();
  return {
    name: `prompt tokens computed before, ${TURNS} turns, ${name}, %`,
    share: round((100 * usage.cached) / usage.prompt),
  };
}

/** From the cancel to the end of the process, in the middle of a turn. */
async function cancelling(model: Model) {
  const kernel = kernelOf(model, new MemoryJournal());
  const waits: number[] = [];
  for (let i = 0; i < 9; i++) {
    const process = kernel.start('answer@1', { text: `${i} ${'word '.repeat(200)}`, options: { maxTokens: 2000 } });
    await new Promise((resolve) => setTimeout(resolve, 20 + i * 15));
    const begun = performance.now();
    process.cancel();
    await process;
    waits.push(performance.now() - begun);
  }
  await kernel.close();
  return { name: 'ms from cancel to end', median: round(median(waits)), most: round(Math.max(...waits)) };
}

async function memory(folder: string, model: Model) {
  const kernel = kernelOf(model, openJournal(join(folder, 'long.db')));
  const half = async (): Promise<number> => {
    await kernel.start('counting@1', LONG / 2 - 1);
    globalThis.gc?.();
    return process.memoryUsage.rss() / 2 ** 20;
  };
  const [first, second] = [await half(), await half()];
  await kernel.close();
  return { name: `resident MiB after ${LONG / 2} and ${LONG} steps`, first: round(first), second: round(second) };
}
