// Dense f32 products of training shapes, forward and both transposed, against OpenBLAS on one and two threads:
// with the core that it chooses itself, and with its AVX-512 core, which it chooses only on processors that it
// knows. Ours twice: as it is, and as 256-bit code (the option `wide`). All four sides take
// turns.
import { createBackend } from '../src/silicon/backend.ts';
import type { Backend, Command } from '../src/silicon/ops.ts';
import { aboutBlas, Numpy } from './support/blas.ts';
import { compared, inTurns, median } from './support/compare.ts';
import { type BenchOptions, Report } from './support/report.ts';

const AVX512 = 'SkylakeX';
/** How long a side goes on, milliseconds; the median product counts: threads that have slept begin on one core together. */
const AWAKE_MS = 60;
/** A linear layer: tokens, outputs, inputs. Attention, feed-forward up and down and vocabulary of a small model; a square. */
const LAYERS = [
  [8192, 192, 192],
  [8192, 512, 192],
  [8192, 192, 512],
  [8192, 4096, 192],
  [1024, 1024, 1024],
] as const;

/** out (rows, cols) = A (rows, depth) · B (depth, cols), either stored transposed. */
interface Product {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  readonly depth: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

function products([T, N, K]: (typeof LAYERS)[number]): Product[] {
  return [
    { name: 'forward', rows: T, cols: N, depth: K, transposeA: false, transposeB: true },
    { name: 'input gradient', rows: T, cols: K, depth: N, transposeA: false, transposeB: false },
    { name: 'weight gradient', rows: N, cols: K, depth: T, transposeA: true, transposeB: false },
  ];
}

/** Seconds of a product, for each line "m n k transposeA transposeB". */
const PEER = `
import sys, time
import numpy as np
made = {}
for line in sys.stdin:
    if line not in made:
        m, n, k, ta, tb = map(int, line.split())
        a = np.full((k, m), 0.5, np.float32).T if ta else np.full((m, k), 0.5, np.float32)
        b = np.full((n, k), 0.5, np.float32).T if tb else np.full((k, n), 0.5, np.float32)
        made = {line: (a, b, np.empty((m, n), np.float32))}
    a, b, out = made[line]
    times = [time.perf_counter()]
    while times[-1] - times[0] < ${AWAKE_MS / 1000}:
        np.matmul(a, b, out=out)
        times.append(time.perf_counter())
    print(np.median(np.diff(times)), flush=True)
`;

export async function run(options: BenchOptions): Promise<void> {
  const { numpy, core } = aboutBlas();
  const report = await Report.begin('gemm', options, {
    numpy,
    OpenBLAS: `core ${core}, forced ${aboutBlas(AVX512).core}`,
  });
  const layers = options.quick ? LAYERS.filter(([, outputs]) => outputs < 1024) : LAYERS;
  for (const threads of [1, 2]) {
    const [narrow, wide] = [
      await createBackend({ threads, wide: false }),
      await createBackend({ threads, wide: true }),
    ];
    const peers = [new Numpy(PEER, threads), new Numpy(PEER, threads, AVX512)];
    for (const product of layers.flatMap(products)) {
      const { rows, cols, depth, transposeA, transposeB } = product;
      const line = `${rows} ${cols} ${depth} ${Number(transposeA)} ${Number(transposeB)}`;
      const [ours, ourWide] = [ourProduct(narrow, product), ourProduct(wide, product)];
      const name = `${product.name} ${rows} × ${cols} × ${depth}, ${threads} thread${threads > 1 ? 's' : ''}`;
      const sides = [ours.seconds, ourWide.seconds, ...peers.map((peer) => () => peer.ask(line))];
      const speed = (seconds: number): number => (2 * rows * cols * depth) / seconds / 1e9;
      const medians = (await inTurns(name, options.quick ? 3 : 7, sides)).map(speed);
      for (const [i, mine] of [name, `wide: ${name}`].entries())
        for (const [j, peer] of [`OpenBLAS ${core}`, `OpenBLAS, forced ${AVX512}`].entries())
          report.row(compared(`${mine}, GFLOP/s`, peer, medians[i]!, medians[2 + j]!));
      ours.free();
      ourWide.free();
    }
    for (const end of [...peers, narrow, wide]) await end.close();
  }
  await report.end();
}

function ourProduct(backend: Backend, product: Product): { seconds: () => Promise<number>; free: () => void } {
  const { rows, cols, depth } = product;
  const make = (count: number) => {
    const tensor = backend.allocate('F32', 1, count, 'factor');
    backend.write(tensor, new Float32Array(count).fill(0.5));
    return tensor;
  };
  const [a, b, out] = [make(rows * depth), make(depth * cols), make(rows * cols)];
  const { transposeA, transposeB } = product;
  const command: Command = { op: 'gemm', a, b, out, rows, cols, depth, transposeA, transposeB };
  return {
    async seconds() {
      const times: number[] = [];
      const begun = performance.now();
      for (let now = begun; now - begun < AWAKE_MS; ) {
        await backend.submit([command]);
        times.push(-now + (now = performance.now()));
      }
      return median(times) / 1000;
    },
    free() {
      for (const tensor of [a, b, out]) backend.free(tensor);
    },
  };
}
