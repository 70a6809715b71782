// 256-bit code, on request: V8 can compile pairs of 128-bit vectors to one of 256 bits, behind an experimental
// flag. The flag is set while the module is compiled, whole and optimized, and not a moment longer, so nothing
// else in the process is compiled with it. Because it is experimental it is trusted only after `difference`
// has found every kernel's results equal, bit for bit, to those of the code compiled without it. Node on x64 only.
import { unsupported } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import { byteLength, DTYPES, type DType } from '../dtype.ts';
import type { Backend, Command, Tensor } from '../ops.ts';
import { quantize } from '../quants.ts';

/** The flag, and what makes V8 compile every function at once: each with what undoes it. */
const FLAGS = [
  ['--experimental-wasm-revectorize', '--no-experimental-wasm-revectorize'],
  ['--no-liftoff', '--liftoff'],
  ['--no-wasm-lazy-compilation', '--wasm-lazy-compilation'],
  ['--no-wasm-dynamic-tiering', '--wasm-dynamic-tiering'],
  ['--no-wasm-inlining', '--wasm-inlining'], // would need counts of calls that there are none of yet
] as const;
/** A custom section, so that V8 does not take the module compiled without the flag from its cache. */
const MARK = [0, 5, 4, ...new TextEncoder().encode('wide')];

/** @throws `unsupported` outside of Node on x64. */
export function compileWide(bytes: Uint8Array): WebAssembly.Module {
  const node = globalThis.process;
  const v8 = node?.arch === 'x64' ? node.getBuiltinModule?.('node:v8') : undefined;
  if (!v8) throw unsupported('256-bit code is for Node on x64 processors.', 'Leave the option "wide" out.');
  try {
    for (const [set] of FLAGS) v8.setFlagsFromString(set);
    return new WebAssembly.Module(Uint8Array.of(...bytes, ...MARK));
  } finally {
    for (const [, undo] of FLAGS) v8.setFlagsFromString(undo);
  }
}

/** What two backends compute differently, in words; undefined when every result is the same, bit for bit. */
export async function difference(one: Backend, other: Backend): Promise<string | undefined> {
  const [first, second] = [await results(one), await results(other)];
  for (const [what, expected] of first) {
    const found = new Uint32Array(second.get(what)!.buffer);
    if (new Uint32Array(expected.buffer).some((bits, i) => bits !== found[i])) return what;
  }
  return undefined;
}

const WIDTH = 512;
const HEADS = 4;
const HEAD = 64;
const BLOCK = 32;

/** Every operation on the same random data, at sizes that meet whole tiles and edges: name to result. */
async function results(on: Backend): Promise<Map<string, Float32Array>> {
  const bench = new Workbench(on);
  for (const accumulate of [false, true])
    for (const transposeA of [false, true])
      for (const transposeB of [false, true])
        for (const [rows, cols, depth] of [
          [19, 45, 301],
          [12, 48, 64],
        ] as const) {
          const [a, b, out] = [bench.floats(rows, depth), bench.floats(depth, cols), bench.floats(rows, cols)];
          const command = { op: 'gemm', a, b, out, rows, cols, depth, transposeA, transposeB, accumulate } as const;
          await bench.run(`gemm ${transposeA ? 'Aᵀ' : 'A'}${transposeB ? 'Bᵀ' : 'B'}`, command, out);
        }
  for (const type of Object.keys(DTYPES) as DType[])
    for (const rows of [1, 5, 16]) {
      const [x, weight, out] = [bench.floats(rows, WIDTH), await bench.weight(type, 27), bench.floats(rows, 27)];
      await bench.run(`products of ${type}`, { op: 'matmul', x, weight, out, rows }, out);
    }
  for (const type of ['F32', 'F16', 'Q8_0'] as const) await attend(bench, type);
  await others(bench);
  await training(bench);
  return bench.results;
}

/** Stores rows as keys and values, then lets three queries look at them. */
async function attend(bench: Workbench, type: 'F32' | 'F16' | 'Q8_0'): Promise<void> {
  const longest = 3 * BLOCK - 7;
  const [width, rows] = [2 * HEAD, 3];
  const [keys, values] = [bench.allocate(type, 3 * BLOCK, width), bench.allocate(type, 3 * BLOCK, width)];
  const slots = bench.ids(Array.from({ length: longest }, (_, i) => i));
  const op = 'store';
  for (const out of [keys, values])
    await bench.run(undefined, { op, x: bench.floats(longest, width), out, slots, rows: longest }, out);
  const [q, out] = [bench.floats(rows, HEADS * HEAD), bench.floats(rows, HEADS * HEAD)];
  const pages = { tables: bench.ids([0, 0, 0]), blocks: bench.ids([2, 0, 1]), ends: bench.ids([1, 40, longest]) };
  const sizes = { rows, block: BLOCK, heads: HEADS, kvHeads: 2, headDim: HEAD, window: 0, scale: 0.125 };
  await bench.run(`attention over ${type}`, { op: 'attention', q, keys, values, out, ...pages, ...sizes }, out);
}

/** Norms, rotation, activations and sums, on rows that do not end with a vector. */
async function others(bench: Workbench): Promise<void> {
  const rows = 3;
  const odd = WIDTH - 3;
  const row = (): Tensor => bench.floats(1, odd);
  const [x, y, out] = [bench.floats(rows, odd), bench.floats(rows, odd), bench.floats(rows, odd)];
  const eps = 1e-5;
  const commands: Command[] = [
    { op: 'rmsNorm', x, weight: row(), out, rows, width: odd, eps },
    { op: 'layerNorm', x, weight: row(), bias: row(), out, rows, width: odd, eps },
    { op: 'gate', act: 'silu', gate: x, up: y, out, rows },
    { op: 'gate', act: 'gelu', gate: x, up: y, out, rows },
    { op: 'gelu', form: 'erf', x, out, rows },
    { op: 'gelu', form: 'tanh', x, out, rows },
    { op: 'add', x, y, out, rows },
    { op: 'add', x, y: row(), out, rows, broadcast: true },
    { op: 'scale', x, factor: 0.3, out, rows },
  ];
  for (const command of commands) await bench.run(command.op, command, out);
  for (const layout of ['adjacent', 'halves'] as const) {
    const [turned, angles] = [bench.floats(rows, HEADS * HEAD), bench.floats(rows, HEAD)];
    const sizes = { rows, heads: HEADS, headDim: HEAD, rotary: HEAD };
    await bench.run('rope', { op: 'rope', x: turned, angles, layout, ...sizes }, turned);
    const [k, v, keys, values] = Array.from({ length: 4 }, () => bench.floats(rows, HEADS * HEAD));
    const kept = { k: k!, v: v!, keys: keys!, values: values!, slots: bench.ids([2, 0, 1]), kvHeads: HEADS, eps };
    const norms = { qNorm: bench.floats(1, HEAD), kNorm: bench.floats(1, HEAD) };
    await bench.run('ropeStore', { op: 'ropeStore', q: turned, angles, layout, ...kept, ...norms, ...sizes }, keys!);
  }
  const score = bench.floats(rows, 1);
  await bench.run('logProb', { op: 'logProb', x, ids: bench.ids([0, 7, odd - 1]), out: score, rows }, score);
  const [table, picked] = [await bench.weight('Q8_0', 27), bench.floats(rows, WIDTH)];
  await bench.run('embed', { op: 'embed', table, ids: bench.ids([26, 0, 9]), out: picked, rows }, picked);
}

/** What only training does: attention over sequences, backward, steps. */
async function training(bench: Workbench): Promise<void> {
  const [rows, heads, kvHeads, headDim] = [2 * 70, 4, 2, 32];
  const asking = (): Tensor => bench.floats(rows, heads * headDim);
  const offering = (): Tensor => bench.floats(rows, kvHeads * headDim);
  const [q, keys, values, out, lse] = [asking(), offering(), offering(), asking(), bench.floats(rows, heads)];
  const [dOut, dQ, dKeys, dValues] = [asking(), asking(), offering(), offering()];
  const shape = { rows, length: 70, heads, kvHeads, headDim, scale: 0.2 };
  await bench.run('attend', { op: 'attend', q, keys, values, out, lse, ...shape }, out);
  const attendGrad = { op: 'attendGrad', q, keys, values, out, lse, dOut, dQ, dKeys, dValues, ...shape } as const;
  await bench.run('attendGrad', attendGrad, dQ);
  await bench.run('attendGrad again', attendGrad, dKeys);
  await bench.run('attendGrad again', attendGrad, dValues);
  const [x, weight, parts, size] = [
    bench.floats(rows, 36),
    bench.floats(1, 36),
    bench.floats(3, 36),
    { rows, width: 36 },
  ];
  const norm = {
    op: 'rmsNormGrad',
    x,
    weight,
    dOut: bench.floats(rows, 36),
    dX: bench.floats(rows, 36),
    parts,
  } as const;
  await bench.run('rmsNormGrad', { ...norm, ...size, eps: 1e-5 }, norm.dX);
  await bench.run('sumRows', { op: 'sumRows', x: parts, out: weight, rows: 3, width: 36 }, weight);
  const [dGate, dUp, y] = [bench.floats(rows, 36), bench.floats(rows, 36), bench.floats(rows, 36)];
  await bench.run('gateGrad', { op: 'gateGrad', gate: x, up: y, dOut: norm.dOut, dGate, dUp, rows }, dGate);
  const ids = bench.ids(Array.from({ length: rows }, (_, i) => (i * 7) % 36));
  const [factors, scores, dTable] = [bench.floats(rows, 1), bench.floats(rows, 1), bench.floats(36, 36)];
  await bench.run('logProbGrad', { op: 'logProbGrad', x: dUp, ids, weights: factors, out: scores, rows }, dUp);
  await bench.run('embedGrad', { op: 'embedGrad', ids, dOut: x, dTable, rows }, dTable);
  await bench.run('mix', { op: 'mix', x, a: 2, y, b: -3, out: y, ...size }, y);
  const sum = bench.floats(1, 1);
  await bench.run('squares', { op: 'squares', x, out: sum, at: 0, ...size }, sum);
  await bench.run('unit', { op: 'unit', x, squares: sum, at: 0, eps: 1e-7, out: y, ...size }, y);
  const v = bench.floats(1, 36);
  await bench.run(undefined, { op: 'mix', x: v, a: 0, y: v, b: 0, out: v, rows: 1, width: 36 }, v);
  const step = { gradScale: 0.7, beta1: 0.9, beta2: 0.95, decay: 0.99, step: 0.01, rootScale: 1.3, eps: 1e-8 };
  const m = bench.floats(1, 36);
  await bench.run('adamw', { op: 'adamw', grad: bench.floats(1, 36), m, v, weight, rows: 1, ...step }, weight);
}

/** Tensors of random data, and what came out. The same calls make the same data. */
class Workbench {
  readonly #on: Backend;
  readonly #random = new Random(1);
  readonly results = new Map<string, Float32Array>();

  constructor(on: Backend) {
    this.#on = on;
  }

  allocate(type: Tensor['type'], rows: number, cols: number): Tensor {
    return this.#on.allocate(type, rows, cols, 'self-test');
  }

  floats(rows: number, cols: number): Tensor {
    const tensor = this.allocate('F32', rows, cols);
    this.#on.write(tensor, this.#normals(rows * cols));
    return tensor;
  }

  ids(values: readonly number[]): Tensor {
    const tensor = this.allocate('I32', values.length, 1);
    this.#on.write(tensor, Int32Array.from(values));
    return tensor;
  }

  async weight(type: DType, rows: number): Promise<Tensor> {
    const tensor = this.allocate(type, rows, WIDTH);
    const bytes = new Uint8Array(rows * byteLength(type, WIDTH));
    quantize(type, this.#normals(rows * WIDTH), bytes, WIDTH);
    await this.#on.load(tensor, async (offset, into) => into.set(bytes.subarray(offset, offset + into.length)));
    return tensor;
  }

  /** Runs a command and keeps what is in `out`, when it has a name. */
  async run(what: string | undefined, command: Command, out: Tensor): Promise<void> {
    await this.#on.submit([command]);
    if (what === undefined) return;
    this.results.set(`${what}, ${this.results.size}`, Float32Array.from(await this.#on.read(out)));
  }

  #normals(count: number): Float32Array {
    return Float32Array.from({ length: count }, () => this.#random.normal());
  }
}
