// OpenBLAS through Debian's numpy (python3-numpy and libopenblas0-pthread), in a process of its own. It
// chooses its kernels (its "core") by the processor; what the environment says of that is taken out, unless
// a core is asked for. After a product its threads spin for more than 40 ms and would hold back whoever comes next:
// they are told to stop after 2^23 cycles, which is longer than anything between two of their own products.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { TwofilesError } from '../../src/base/errors.ts';

const PYTHON = '/usr/bin/python3'; // Debian's own, which Debian's numpy belongs to
/** Longer than its threads spin. */
const SPIN_MS = 10;

/** The environment for `threads` threads of a core, or of the one that it chooses itself. */
export function blasEnvironment(threads: number, core?: string): NodeJS.ProcessEnv {
  const { OPENBLAS_CORETYPE: _, OPENBLAS_L2_SIZE: __, ...env } = process.env;
  return {
    ...env,
    OPENBLAS_THREAD_TIMEOUT: '23',
    OPENBLAS_NUM_THREADS: String(threads),
    ...(core && { OPENBLAS_CORETYPE: core }),
  };
}

/** What it says of itself: numpy's version and the core in use. @throws `not-found` where numpy is missing. */
export function aboutBlas(core?: string): { numpy: string; core: string } {
  const env = { ...blasEnvironment(1, core), OPENBLAS_VERBOSE: '2' };
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', 'import numpy; print(numpy.__version__)'], {
    env,
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new TwofilesError('not-found', 'numpy is missing.', 'apt-get install python3-numpy libopenblas0-pthread');
  return { numpy: stdout.trim().split('\n').at(-1) ?? '', core: /Core: (\w+)/.exec(stdout + stderr)?.[1] ?? 'unknown' };
}

/** A numpy program that answers each line with a number. */
export class Numpy {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(program: string, threads: number, core?: string) {
    const env = blasEnvironment(threads, core);
    this.#child = spawn(PYTHON, ['-c', program], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#child.stdin!.on('error', () => {}); // It ended: the answer is NaN.
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** NaN where numpy is missing. */
  async ask(line: string): Promise<number> {
    this.#child.stdin!.write(`${line}\n`);
    const { value } = await this.#lines.next();
    await new Promise((done) => setTimeout(done, SPIN_MS));
    return Number(value ?? Number.NaN);
  }

  close(): void {
    this.#child.stdin!.end();
  }
}
