// PyTorch's training step (train_torch.py) in a process of its own, run by Debian's python3. glibc gives freed
// memory back to the system and takes fresh pages for the next large tensor, which costs PyTorch half of its time here;
// so several settings of its allocator are tried and the best one is compared with.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { TwofilesError } from '../../src/base/errors.ts';

const PYTHON = '/usr/bin/python3'; // Debian's own, which Debian's PyTorch belongs to
const SCRIPT = join(import.meta.dirname, 'train_torch.py');

/** Environment variables of glibc's malloc, by how they are called in what is printed. */
export const ALLOCATORS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  untuned: {},
  'keeps 256 MB': tuned(2 ** 32, 256 * 2 ** 20),
  'keeps 1 GB': tuned(2 ** 32, 2 ** 30),
};

function tuned(threshold: number, pad: number): Record<string, string> {
  const keep = String(threshold);
  return { MALLOC_MMAP_THRESHOLD_: keep, MALLOC_TRIM_THRESHOLD_: keep, MALLOC_TOP_PAD_: String(pad) };
}

/** Its version. @throws `not-found` when it is not installed. */
export function torchVersion(): string {
  const found = spawnSync(PYTHON, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' });
  if (found.status !== 0) throw new TwofilesError('not-found', 'PyTorch is missing.', 'apt-get install python3-torch');
  return found.stdout.trim();
}

export class Torch {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  /** `numbers`: what train_torch.py is told. */
  constructor(numbers: readonly number[], allocator: keyof typeof ALLOCATORS) {
    const env = { ...process.env, ...ALLOCATORS[allocator] };
    this.#child = spawn(PYTHON, [SCRIPT, ...numbers.map(String)], { env, stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdin!.on('error', () => {}); // It ended: the answer is NaN.
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** Seconds of a step; NaN when it ended. */
  async step(): Promise<number> {
    this.#child.stdin!.write('step\n');
    return Number((await this.#lines.next()).value ?? Number.NaN);
  }

  close(): void {
    this.#child.stdin!.end();
  }
}
