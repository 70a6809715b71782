// Adapters at run time: for each adapted matrix W of a pass, out += factor · B (A x) on the rows of the
// sessions that use the adapter. The base weights stay as they are stored, and rows without an adapter do
// not notice. Values are held in F32, whatever the file stores.
import { badArgument, TwofilesError } from '../base/errors.ts';
import type { Turn } from '../base/turn.ts';
import type { Backend, Command, Tensor } from '../silicon/ops.ts';
import { type AdapterFile, factorOf, fitAdapter, type MatrixShape } from './adapter-file.ts';
import type { TensorInfo } from './checkpoint.ts';
import { type LayerWeights, type Linear, readValues, type Weights } from './weights.ts';

/** One adapted matrix on the backend. */
export interface Pair {
  /** (rank, in). */
  readonly a: Tensor;
  /** (out, rank). */
  readonly b: Tensor;
}

/** An adapter at a scale: what a session holds, and what its keys and values depend on. */
export interface Applied {
  readonly adapter: Adapter;
  readonly scale: number;
  /** Another for each adapter and scale that are loaded; 0 stands for none. */
  readonly number: number;
  /** The same for the same file and scale, today and tomorrow. */
  readonly identity: string;
}

let last = 0;

/** A LoRA adapter loaded for one model. Use `loadAdapter` or `model.loadAdapter`. */
export class Adapter {
  /** Path or URL of its file. */
  readonly name: string;
  readonly alpha: number;
  /** By the base weight they change. */
  readonly pairs: ReadonlyMap<Tensor, Pair>;
  readonly #backend: Backend;
  readonly #turn: Turn;
  readonly #identity: string;
  readonly #scales = new Map<number, Applied>();
  #closed = false;
  #freed = false;

  constructor(file: AdapterFile, pairs: ReadonlyMap<Tensor, Pair>, fingerprint: string, backend: Backend, turn: Turn) {
    this.name = file.checkpoint.name;
    this.alpha = file.alpha;
    this.pairs = pairs;
    this.#backend = backend;
    this.#turn = turn;
    this.#identity = `${fingerprint} ${file.alpha}`;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** @throws `closed` once it is. */
  needOpen(): void {
    if (this.#closed) throw new TwofilesError('closed', `The adapter ${this.name} is closed.`, 'Load it again.');
  }

  /** This adapter at a scale; the same object each time. @throws `closed`, `bad-argument` for a scale that is no number. */
  at(scale: number): Applied {
    this.needOpen();
    if (!Number.isFinite(scale)) throw badArgument(`An adapter cannot be scaled by ${scale}.`, 'Give a finite number.');
    let found = this.#scales.get(scale);
    if (!found) {
      found = { adapter: this, scale, number: ++last, identity: `${this.#identity} ${scale}` };
      this.#scales.set(scale, found);
    }
    return found;
  }

  /** Waits for the pass that is running, then frees its memory. Sessions that use it throw `closed` from then on. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#turn.run(async () => this.free());
  }

  /** The same at once, for whoever has the turn. */
  free(): void {
    this.#closed = true;
    if (this.#freed) return;
    this.#freed = true;
    for (const { a, b } of this.pairs.values()) for (const tensor of [a, b]) this.#backend.free(tensor);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** What loading an adapter needs of a model. */
export interface AdapterHost {
  readonly backend: Backend;
  readonly weights: Weights;
  readonly config: { readonly architecture: string };
  readonly adapterScratch: AdapterScratch;
  readonly turn: Turn;
}

/**
 * Puts an adapter beside a model's weights, when it is the caller's turn.
 * @throws `bad-argument` when it is for another model, `bad-file`, `out-of-memory`; nothing stays allocated then.
 */
export async function placeAdapter(host: AdapterHost, file: AdapterFile, fingerprint: string): Promise<Adapter> {
  const { backend, weights, config, adapterScratch, turn } = host;
  const linears = linearsOf(weights);
  const shapeOf = (target: string): MatrixShape | undefined => {
    const weight = linears.get(target)?.weight;
    return weight && [weight.rows, weight.cols];
  };
  fitAdapter(file, { architecture: config.architecture, shapeOf });
  const pairs = new Map<Tensor, Pair>();
  const made: Tensor[] = [];
  const place = async (info: TensorInfo, beside: Tensor): Promise<Tensor> => {
    const [rows = 0, cols = 0] = info.shape;
    const tensor = backend.allocate('F32', rows, cols, info.name, beside);
    made.push(tensor);
    backend.write(tensor, await readValues(info, file.checkpoint.pull(info.name)));
    return tensor;
  };
  try {
    for (const [target, { a, b, rank }] of file.pairs) {
      const { weight } = linears.get(target)!;
      adapterScratch.reserve(weight.cols, rank, weight.rows);
      pairs.set(weight, { a: await place(a, weight), b: await place(b, weight) });
    }
  } catch (error) {
    for (const tensor of made) backend.free(tensor);
    throw error;
  }
  return new Adapter(file, pairs, fingerprint, backend, turn);
}

const LINEARS = {
  attn_q: 'q',
  attn_k: 'k',
  attn_v: 'v',
  attn_output: 'o',
  ffn_gate: 'gate',
  ffn_up: 'up',
  ffn_down: 'down',
} as const satisfies Record<string, keyof LayerWeights>;

/** Every matrix that can be adapted, by its GGUF name. A tied output is the token embedding and cannot. */
function linearsOf({ layers, output, tokens }: Weights): Map<string, Linear> {
  const found = new Map<string, Linear>();
  for (const [layer, weights] of layers.entries())
    for (const [name, key] of Object.entries(LINEARS)) {
      const linear = weights[key];
      if (linear) found.set(`blk.${layer}.${name}.weight`, linear);
    }
  if (output && output.weight !== tokens) found.set('output.weight', output);
  return found;
}

/** Activations of adapters, shared by all of a model's: passes take turns. Each (rows, width), made when needed. */
export class AdapterScratch {
  readonly #backend: Backend;
  readonly #rows: number;
  readonly #made = new Map<string, Tensor>();

  constructor(backend: Backend, rows: number) {
    this.#backend = backend;
    this.#rows = rows;
  }

  /** Makes sure that a matrix (out, in) with an adapter of this rank finds its activations. @throws `out-of-memory`. */
  reserve(into: number, rank: number, out: number): void {
    this.take('x', into);
    this.take('low', rank);
    this.take('out', out);
  }

  /** `x`: copied inputs; `low`: A x; `out`: copied outputs. */
  take(role: 'x' | 'low' | 'out', width: number): Tensor {
    const label = `adapter ${role} ${width}`;
    const found = this.#made.get(label) ?? this.#backend.allocate('F32', this.#rows, width, label);
    this.#made.set(label, found);
    return found;
  }

  close(): void {
    for (const tensor of this.#made.values()) this.#backend.free(tensor);
    this.#made.clear();
  }
}

/** Neighbouring rows of a pass with the same adapter. */
export interface AdaptedRows {
  readonly applied: Applied;
  readonly row: number;
  readonly rows: number;
}

/** The rows of a pass that have an adapter, in runs. */
export function adaptedRows(rows: readonly { readonly adapter?: Applied | undefined }[]): AdaptedRows[] {
  const runs: AdaptedRows[] = [];
  for (let row = 0; row < rows.length; ) {
    const applied = rows[row]!.adapter;
    const first = row;
    while (row < rows.length && rows[row]!.adapter === applied) row++;
    if (applied) runs.push({ applied, row: first, rows: row - first });
  }
  return runs;
}

/**
 * out += factor · B (A x) on the rows of one run, after out = W x. x (T, in), out (T, out). Operations work
 * from row 0 on, so rows that begin elsewhere are copied there and back.
 */
export function adaptCommands(
  { applied, row, rows }: AdaptedRows,
  { a, b }: Pair,
  x: Tensor,
  out: Tensor,
  scratch: AdapterScratch,
): Command[] {
  const low = scratch.take('low', a.rows);
  const factor = factorOf(applied.adapter.alpha, a.rows, applied.scale);
  const from = row === 0 ? x : scratch.take('x', x.cols);
  const to = row === 0 ? out : scratch.take('out', out.cols);
  const product: Command[] = [
    { op: 'matmul', x: from, weight: a, out: low, rows },
    { op: 'scale', x: low, factor, out: low, rows },
    { op: 'matmul', x: low, weight: b, out: to, rows, accumulate: true },
  ];
  if (row === 0) return product;
  return [
    { op: 'copyRows', x, xRow: row, out: from, outRow: 0, rows },
    { op: 'copyRows', x: out, xRow: row, out: to, outRow: 0, rows },
    ...product,
    { op: 'copyRows', x: to, xRow: 0, out, outRow: row, rows },
  ];
}
