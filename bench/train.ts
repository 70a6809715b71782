// Training: tokens a second of a 3.2M model (forward, backward, clipping, AdamW; batch 32 × 256, f32) against PyTorch on
// the CPU with its allocator tuned, with and without 256-bit code; the share of OpenBLAS's matrix product that this is;
// and where the time goes. Debian: python3-torch, python3-numpy, libopenblas0-pthread.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { TwofilesError } from '../src/base/errors.ts';
import { Optimizer } from '../src/factory/train/optimizer.ts';
import { newModel, shapeOf, weightCount } from '../src/factory/train/recipe.ts';
import { TrainModel } from '../src/factory/train/train-model.ts';
import type { Backend, Command } from '../src/silicon/ops.ts';
import { createWasmBackend, type WasmOptions } from '../src/silicon/wasm/backend.ts';
import { aboutBlas, Numpy } from './support/blas.ts';
import { compared, inTurns, round } from './support/compare.ts';
import { type BenchOptions, Report } from './support/report.ts';
import { ALLOCATORS, Torch, torchVersion } from './support/torch.ts';

const [VOCAB, BATCH, LENGTH] = [4096, 32, 256];
const SHAPE = shapeOf(6, VOCAB, LENGTH);
const TOKENS = BATCH * LENGTH;
/** Rows of one of our forwards; their gradients are added. PyTorch does its best with all rows at once. */
const FORWARD_ROWS = 8;
const FLOPS = 6 * weightCount(SHAPE); // a token: 2 forward, 4 backward
const SQUARE = 1024;

/** Times a product of squares: a line in, seconds out. */
const PRODUCT = `
import sys, time
import numpy as np
a = np.full((${SQUARE}, ${SQUARE}), 0.5, np.float32)
for line in sys.stdin:
    begun = time.perf_counter()
    for _ in range(10): a @ a
    print((time.perf_counter() - begun) / 10, flush=True)
`;

export async function run(options: BenchOptions): Promise<void> {
  const threads = availableParallelism();
  const blas = aboutBlas();
  const version = torchVersion();
  const report = await Report.begin('train', options, {
    peers: `PyTorch ${version}, numpy ${blas.numpy}, OpenBLAS core ${blas.core}`,
    model: `${weightCount(SHAPE)} weights, ${JSON.stringify(SHAPE)}, batch ${BATCH} × ${LENGTH}, ${threads} threads`,
  });
  const allocator = options.quick ? 'keeps 256 MB' : await bestAllocator(threads, report);
  const narrow = await ourSteps({ threads, wide: false });
  const wide = await ourSteps({ threads, wide: true });
  const torch = new Torch(torchNumbers(threads), allocator);
  const numpy = new Numpy(PRODUCT, threads);
  const sides = [narrow.step, wide.step, () => torch.step(), () => numpy.ask('')];
  const [ours, ourWide, theirs, product] = (await inTurns('a step', options.quick ? 1 : 3, sides)) as [
    number,
    number,
    number,
    number,
  ];
  const peer = `torch ${version}, ${allocator}`;
  const speed = 2 * SQUARE ** 3;
  for (const [name, seconds] of [
    ['', ours],
    ['wide: ', ourWide],
  ] as const) {
    report.row(compared(`${name}training, tokens/s`, peer, TOKENS / seconds, TOKENS / theirs));
    const share = compared(
      `${name}training at 6·N a token, GFLOP/s`,
      `OpenBLAS ${blas.core} product`,
      (FLOPS * TOKENS) / seconds / 1e9,
      speed / product / 1e9,
    );
    report.row(share);
  }
  for (const end of [torch, numpy, wide]) await end.close();
  await againstTensorFlow(TOKENS / ours, report);
  await narrow.close();
  const muon = await ourSteps({ threads, wide: false, optimizer: 'muon' });
  await muon.step();
  report.row({ name: 'training with Muon', 'tokens/s': round(TOKENS / (await muon.step())) });
  await muon.close();
  await whereTimeGoes(threads, report);
  await report.end();
}

function torchNumbers(threads: number): number[] {
  const { layers, width, heads, kvHeads, feedForward, vocab } = SHAPE;
  return [threads, layers, width, heads, kvHeads, feedForward, vocab, BATCH, LENGTH, BATCH];
}

/** The setting with which PyTorch is fastest. */
async function bestAllocator(threads: number, report: Report): Promise<string> {
  let best = { name: '', seconds: Infinity };
  for (const name of Object.keys(ALLOCATORS)) {
    const torch = new Torch(torchNumbers(threads), name);
    await torch.step();
    const seconds = await torch.step();
    torch.close();
    report.row({ name: `PyTorch's allocator: ${name}`, 'tokens/s': round(TOKENS / seconds) });
    if (seconds < best.seconds) best = { name, seconds };
  }
  return best.name;
}

/**
 * One row of TensorFlow.js, once warm: it is some eighty times slower, so it gets a 32nd of the batch and no turns.
 * Without `bench/peers` it is left out.
 */
async function againstTensorFlow(ours: number, report: Report): Promise<void> {
  if (!existsSync(join(import.meta.dirname, 'peers/node_modules/@tensorflow/tfjs-core')))
    return report.note('tfjs', 'not installed: npm ci --omit=optional --ignore-scripts --prefix bench/peers');
  const { layers, width, heads, kvHeads, feedForward, vocab } = SHAPE;
  const numbers = [layers, width, heads, kvHeads, feedForward, vocab, LENGTH].map(String);
  const child = fork(join(import.meta.dirname, 'support/tfjs-process.ts'), numbers, {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  let rate = Number.NaN;
  for (let turn = 0; turn < 3; turn++) {
    const [answer] = await Promise.race([once(child, 'message'), gone(child)]);
    rate = Number(answer);
    if (turn < 2) child.send('step');
  }
  child.kill();
  report.row(compared('training, tokens/s', 'tfjs wasm, 1 thread, 1 row', ours, rate));
}

async function gone(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new TwofilesError(
    'closed',
    `TensorFlow.js ended with code ${code}.`,
    'Run support/tfjs-process.ts to see why.',
  );
}

interface Setup {
  readonly threads: number;
  readonly wide: boolean;
  readonly optimizer?: 'adamw' | 'muon';
  readonly onTimes?: WasmOptions['onTimes'];
}

/** Our step over the same batch, in seconds. */
async function ourSteps({ threads, wide, optimizer: kind = 'adamw', onTimes }: Setup) {
  const on: Backend = await createWasmBackend({ threads, wide, onTimes });
  const rows = FORWARD_ROWS * LENGTH;
  const model = await TrainModel.load(newModel(SHAPE, 1, { name: 'bench' }), on, { rows });
  const optimizer = new Optimizer(on, model.parameters, { kind });
  const factors = new Float32Array(rows).fill(-1 / TOKENS);
  const ids = (first: number, by: number): Int32Array =>
    Int32Array.from({ length: rows }, (_, i) => ((first + i) * by) % VOCAB);
  return {
    async step(): Promise<number> {
      const begun = performance.now();
      model.clearGradients();
      for (let first = 0; first < TOKENS; first += rows) {
        const batch = {
          sequences: FORWARD_ROWS,
          length: LENGTH,
          tokens: ids(first, 7919),
          targets: ids(first, 104729),
        };
        await model.learn(batch, factors);
      }
      await optimizer.step(1e-3);
      return (performance.now() - begun) / 1000;
    },
    close: () => on.close(),
  };
}

/** The share of each operation in one step, and what the products reach. */
async function whereTimeGoes(threads: number, report: Report): Promise<void> {
  const spent = new Map<string, { ms: number; flops: number }>();
  let counts = false;
  const add = ({ command, begin, end }: { command: Command; begin: number; end: number }): void => {
    const name = command.op === 'gemm' ? `gemm ${layout(command)}` : command.op;
    const flops = command.op === 'gemm' ? 2 * command.rows * command.cols * command.depth : 0;
    const before = spent.get(name) ?? { ms: 0, flops: 0 };
    spent.set(name, { ms: before.ms + end - begin, flops: before.flops + flops });
  };
  const steps = await ourSteps({ threads, wide: false, onTimes: (times) => counts && times.forEach(add) });
  await steps.step();
  counts = true;
  await steps.step();
  await steps.close();
  const total = [...spent.values()].reduce((sum, { ms }) => sum + ms, 0);
  for (const [name, { ms, flops }] of [...spent].toSorted((a, b) => b[1].ms - a[1].ms))
    report.row({
      name: `time of ${name}, %`,
      share: round((100 * ms) / total),
      ...(flops && { 'GFLOP/s': round(flops / ms / 1e6) }),
    });
}

function layout({ transposeA, transposeB }: Extract<Command, { op: 'gemm' }>): string {
  if (transposeB) return 'forward';
  return transposeA ? 'weight gradient' : 'input gradient';
}
