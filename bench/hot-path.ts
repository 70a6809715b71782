// Where one token's time goes: every command of its pass timed on the first thread while it decodes, summed
// by what it is for, beside how fast memory can be read here. docs/hot-path.md explains the parts.
import { loadModel } from '../src/model/model.ts';
import { openCheckpoint } from '../src/model/open.node.ts';
import type { Command } from '../src/silicon/ops.ts';
import { type CommandTime, createWasmBackend } from '../src/silicon/wasm/backend.ts';
import { median, round } from './support/compare.ts';
import { WasmReader } from './support/memory.ts';
import { type Mix, modelFile, POCKET, SHAPES, type Shape } from './support/models.ts';
import { type BenchOptions, Report } from './support/report.ts';

const TOKENS = 48;
const PROMPT = Array.from({ length: 64 }, (_, i) => 1000 + i * 7);

export async function run(options: BenchOptions): Promise<void> {
  const report = await Report.begin('hot-path', options);
  for (const threads of [1, 2]) {
    const reader = new WasmReader(threads);
    const limit = median([await reader.speed(), await reader.speed(), await reader.speed()]);
    await reader.close();
    for (const [shape, mix] of cases(options)) await follow(report, shape, mix, threads, limit);
  }
  await report.end();
}

function cases({ quick }: BenchOptions): [Shape, Mix][] {
  return quick
    ? [
        [POCKET, 'Q8_0'],
        [SHAPES['135M'], 'Q8_0'],
      ]
    : [
        [POCKET, 'Q8_0'],
        [SHAPES['135M'], 'Q8_0'],
        [SHAPES['135M'], 'Q4_0'],
        [SHAPES['1B'], 'Q8_0'],
      ];
}

interface Part {
  ms: number;
  commands: number;
  /** Of weights, as stored. */
  bytes: number;
}

/** Prints a row a part. */
async function follow(report: Report, shape: Shape, mix: Mix, threads: number, limit: number): Promise<void> {
  const checkpoint = await openCheckpoint(await modelFile(shape, mix));
  const sizes = new Map([...checkpoint.tensors.values()].map(({ name, bytes }) => [name, bytes]));
  const lists: (readonly CommandTime[])[] = [];
  const backend = await createWasmBackend({ threads, onTimes: (times) => void lists.push(times) });
  await using model = await loadModel(checkpoint, backend, { owned: backend, cacheTokens: 0 });
  await checkpoint.close();
  await using session = model.session();
  await session.extend(PROMPT);
  const tokens: Map<string, Part>[] = [];
  const totals: number[] = [];
  for (let i = 0; i < TOKENS; i++) {
    lists.length = 0;
    const begun = performance.now();
    await session.extend([2000 + i]);
    totals.push(performance.now() - begun);
    tokens.push(parts(lists, totals.at(-1)!, sizes));
  }
  const name = `${shape.name} ${mix}, ${threads} thread${threads > 1 ? 's' : ''}`;
  const whole = median(totals);
  for (const part of tokens[0]!.keys()) {
    const { commands, bytes } = tokens[0]!.get(part)!;
    const ms = median(tokens.map((token) => token.get(part)?.ms ?? 0));
    const reads = bytes > 0 && { 'GB/s': round(bytes / ms / 1e6), 'of the limit': round(bytes / ms / 1e6 / limit) };
    report.row({ name: `${name}: ${part}`, commands, ms: round(ms), share: round(ms / whole), ...reads });
  }
  const bytes = [...tokens[0]!.values()].reduce((sum, part) => sum + part.bytes, 0);
  const reads = { 'GB/s': round(bytes / whole / 1e6), 'of the limit': round(bytes / whole / 1e6 / limit) };
  report.row({ name: `${name}: a token`, ms: round(whole), share: 1, ...reads, limit: round(limit) });
}

/** Sums of one token's times by part, in the order in which the parts first come. */
function parts(
  lists: readonly (readonly CommandTime[])[],
  total: number,
  sizes: Map<string, number>,
): Map<string, Part> {
  const sums = new Map<string, Part>();
  const add = (name: string, ms: number, bytes = 0): void => {
    const part = sums.get(name) ?? { ms: 0, commands: 0, bytes: 0 };
    sums.set(name, { ms: part.ms + ms, commands: part.commands + 1, bytes: part.bytes + bytes });
  };
  let computing = 0;
  let waiting = 0;
  for (const times of lists) {
    for (const [i, { command, begin, end }] of times.entries()) {
      add(partOf(command), end - begin, command.op === 'matmul' ? (sizes.get(command.weight.label) ?? 0) : 0);
      if (i > 0) waiting += begin - times[i - 1]!.end;
    }
    computing += (times.at(-1)?.end ?? 0) - (times[0]?.begin ?? 0);
  }
  add('waiting for other threads', waiting);
  add('recording, encoding, waking, copying logits', total - computing);
  return sums;
}

/** What a command is for: a product is named by its weight, without the layer's number. */
function partOf(command: Command): string {
  if (command.op === 'matmul') return `product ${command.weight.label.replace(/^blk\.\d+\.|\.weight$/g, '')}`;
  return command.op;
}
