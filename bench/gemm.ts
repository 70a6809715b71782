// Dense f32 products of training shapes, forward and both transposed, against OpenBLAS through numpy, on
// one and two threads. Debian: python3-numpy and libopenblas0-pthread. OpenBLAS picks AVX-512 kernels by
// itself only on the processors it knows; its default core and the AVX-512 one are both measured.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { TwofilesError } from '../src/base/errors.ts';
import { createBackend } from '../src/silicon/backend.ts';
import type { Backend, Command } from '../src/silicon/ops.ts';
import { interleave, machine, print, type Row } from './support/compare.ts';

const PYTHON = '/usr/bin/python3'; // Debian's own, which Debian's numpy belongs to
const ROUNDS = 9;
/** (rows, cols, depth): tokens × out × in of a small and a larger model, and a square. */
const SHAPES = [
  [512, 1536, 576],
  [2048, 768, 256],
  [1024, 1024, 1024],
] as const;
const LAYOUTS = [
  ['forward', false, true],
  ['input gradient', false, false],
  ['weight gradient', true, false],
] as const;

/** Times the same product on request: a line "m n k transposeA transposeB" in, seconds out. */
const PEER = `
import sys, time
import numpy as np
for line in sys.stdin:
    m, n, k, ta, tb = map(int, line.split())
    a = np.full((k, m), 0.5, np.float32).T if ta else np.full((m, k), 0.5, np.float32)
    b = np.full((n, k), 0.5, np.float32).T if tb else np.full((k, n), 0.5, np.float32)
    out = np.empty((m, n), np.float32)
    np.matmul(a, b, out=out)
    begun = time.perf_counter()
    np.matmul(a, b, out=out)
    print(time.perf_counter() - begun, flush=True)
`;

class Peer {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(threads: number, core: string | undefined) {
    const env = { ...process.env, OPENBLAS_NUM_THREADS: String(threads), ...(core ? { OPENBLAS_CORETYPE: core } : {}) };
    this.#child = spawn(PYTHON, ['-c', PEER], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  async seconds(...numbers: number[]): Promise<number> {
    this.#child.stdin!.write(`${numbers.join(' ')}\n`);
    return Number((await this.#lines.next()).value);
  }

  close(): void {
    this.#child.stdin!.end();
  }
}

export async function run({ json }: { json: boolean }): Promise<void> {
  const blas = spawnSync(PYTHON, ['-c', 'import numpy; print(numpy.__version__)'], { encoding: 'utf8' });
  if (blas.status !== 0)
    throw new TwofilesError('not-found', 'numpy is missing.', 'apt-get install python3-numpy libopenblas0-pthread');
  const rows: Row[] = [];
  if (!json) console.log(`${machine()}, numpy ${blas.stdout.trim()}, OpenBLAS core ${defaultCore()}`);
  for (const threads of [1, 2]) {
    const backend = await createBackend({ threads });
    for (const core of [undefined, 'SkylakeX']) {
      const peer = new Peer(threads, core);
      for (const shape of SHAPES)
        for (const [layout, transposeA, transposeB] of LAYOUTS) {
          const flops = 2 * shape[0] * shape[1] * shape[2];
          const ours = ourProduct(backend, shape, transposeA, transposeB);
          const theirs = (): Promise<number> => peer.seconds(...shape, transposeA ? 1 : 0, transposeB ? 1 : 0);
          const name = `${layout} ${shape.join(' × ')}, ${threads} thread${threads > 1 ? 's' : ''}, GFLOP/s`;
          const row = await interleave(
            name,
            core ? `OpenBLAS ${core}` : 'OpenBLAS',
            ROUNDS,
            async () => flops / (await ours.seconds()) / 1e9,
            async () => flops / (await theirs()) / 1e9,
          );
          ours.free();
          rows.push(row);
          if (!json) print(row);
        }
      peer.close();
    }
    await backend.close();
  }
  if (json) console.log(JSON.stringify({ rows }));
}

/** The kernels that OpenBLAS chooses for this processor. */
function defaultCore(): string {
  const env = { ...process.env, OPENBLAS_VERBOSE: '2' };
  const { stdout, stderr } = spawnSync(PYTHON, ['-c', 'import numpy'], { env, encoding: 'utf8' });
  return /Core: (\w+)/.exec(stdout + stderr)?.[1] ?? 'unknown';
}

function ourProduct(
  backend: Backend,
  [rows, cols, depth]: (typeof SHAPES)[number],
  transposeA: boolean,
  transposeB: boolean,
): { seconds: () => Promise<number>; free: () => void } {
  const make = (count: number) => {
    const tensor = backend.allocate('F32', 1, count, 'factor');
    backend.write(tensor, new Float32Array(count).fill(0.5));
    return tensor;
  };
  const [a, b, out] = [make(rows * depth), make(depth * cols), make(rows * cols)];
  const command: Command = { op: 'gemm', a, b, out, rows, cols, depth, transposeA, transposeB };
  return {
    async seconds() {
      await backend.submit([command]);
      const begun = performance.now();
      await backend.submit([command]);
      return (performance.now() - begun) / 1000;
    },
    free() {
      for (const tensor of [a, b, out]) backend.free(tensor);
    },
  };
}
