// The scalar backend: plain TypeScript, one loop an operation, written to be read. It is the
// specification that every other backend is tested against. With precision 'f64' activations are held
// and summed in float64; weights are decoded exactly either way.
import { TwofilesError } from '../base/errors.ts';
import { byteLength, type DType } from './dtype.ts';
import type { Backend, Command, FloatArray, Pull, Tensor } from './ops.ts';
import { dequantize, quantize } from './quants.ts';
import { runTrain } from './scalar-train.ts';

/** How long it computes before the event loop may turn, milliseconds: Ctrl-C and timers wait this long. */
const TURN_MS = 20;

type Data = FloatArray | Int32Array | Uint8Array;
type Of<Name extends Command['op']> = Extract<Command, { op: Name }>;

/** Creates the reference backend. `precision` is how activations are stored; sums are always float64. */
export function createScalarBackend(options: { precision?: 'f32' | 'f64' } = {}): Backend {
  return new ScalarBackend(options.precision ?? 'f32');
}

class ScalarBackend implements Backend {
  readonly name = 'scalar';
  allocated = 0;
  readonly #precision: 'f32' | 'f64';
  readonly #memory = new Map<number, Data>();
  #next = 1;
  #closed = false;
  /** When the event loop last had a turn. */
  #turned = 0;

  constructor(precision: 'f32' | 'f64') {
    this.#precision = precision;
  }

  allocate(type: Tensor['type'], rows: number, cols: number, label: string): Tensor {
    this.#open();
    const tensor: Tensor = { id: this.#next++, type, rows, cols, label };
    const data = this.#reserve(tensor);
    this.#memory.set(tensor.id, data);
    this.allocated += data.byteLength;
    return tensor;
  }

  free(tensor: Tensor): void {
    this.allocated -= this.#memory.get(tensor.id)?.byteLength ?? 0;
    this.#memory.delete(tensor.id);
  }

  async load(tensor: Tensor, pull: Pull): Promise<void> {
    const data = this.#data(tensor);
    if (data instanceof Uint8Array) return pull(0, data);
    const bytes = new Uint8Array(tensor.rows * tensor.cols * 4);
    await pull(0, bytes);
    if (data instanceof Int32Array) data.set(new Int32Array(bytes.buffer));
    else data.set(new Float32Array(bytes.buffer));
  }

  write(tensor: Tensor, data: FloatArray | Int32Array, row = 0): void {
    const target = this.#data(tensor);
    if (target instanceof Uint8Array) throw new TypeError(`${tensor.label} holds weights; use load`);
    target.set(data, row * tensor.cols);
  }

  async read(tensor: Tensor, row = 0, rows = tensor.rows - row): Promise<FloatArray> {
    const data = this.#data(tensor);
    if (!(data instanceof Float32Array || data instanceof Float64Array))
      throw new TypeError(`${tensor.label} is not F32`);
    return data.slice(row * tensor.cols, (row + rows) * tensor.cols);
  }

  async readBytes(tensor: Tensor, row: number, rows: number): Promise<Uint8Array> {
    return this.#bytes(tensor, row, rows).slice();
  }

  async writeBytes(tensor: Tensor, row: number, bytes: Uint8Array): Promise<void> {
    const target = this.#bytes(tensor, row, tensor.rows - row);
    if (bytes.length > target.length) throw new RangeError(`${tensor.label} has no room for ${bytes.length} bytes`);
    target.set(bytes);
  }

  async submit(commands: readonly Command[]): Promise<void> {
    this.#open();
    for (const command of commands) {
      if (performance.now() - this.#turned > TURN_MS) {
        await new Promise((resolve) => setTimeout(resolve));
        this.#open();
        this.#turned = performance.now();
      }
      this.#run(command);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#memory.clear();
    this.allocated = 0;
  }

  #open(): void {
    if (this.#closed) throw new TwofilesError('closed', 'This backend is closed.', 'Create another one.');
  }

  #reserve({ type, rows, cols, label }: Tensor): Data {
    try {
      if (type === 'I32') return new Int32Array(rows * cols);
      if (type === 'F32')
        return this.#precision === 'f64' ? new Float64Array(rows * cols) : new Float32Array(rows * cols);
      return new Uint8Array(byteLength(type, cols) * rows);
    } catch (cause) {
      const next = 'Use a smaller model or a shorter context.';
      throw new TwofilesError('out-of-memory', `No memory for ${label} (${rows} × ${cols} ${type}).`, next, { cause });
    }
  }

  #data(tensor: Tensor): Data {
    this.#open();
    const data = this.#memory.get(tensor.id);
    if (!data) throw new TypeError(`${tensor.label} is not allocated here`);
    return data;
  }

  /** A view of the bytes that hold rows of a tensor. */
  #bytes(tensor: Tensor, row: number, rows: number): Uint8Array {
    const { buffer, byteOffset, byteLength: length } = this.#data(tensor);
    const each = length / tensor.rows;
    if (row < 0 || rows < 0 || row + rows > tensor.rows)
      throw new RangeError(`${tensor.label} has ${tensor.rows} rows`);
    return new Uint8Array(buffer, byteOffset + row * each, rows * each);
  }

  #floats(tensor: Tensor): FloatArray {
    const data = this.#data(tensor);
    if (data instanceof Float32Array || data instanceof Float64Array) return data;
    throw new TypeError(`${tensor.label} is ${tensor.type}, not F32`);
  }

  #ids(tensor: Tensor): Int32Array {
    const data = this.#data(tensor);
    if (data instanceof Int32Array) return data;
    throw new TypeError(`${tensor.label} is ${tensor.type}, not I32`);
  }

  /** Row `row` of a stored weight, decoded. */
  #row(weight: Tensor, row: number, into: Float32Array): FloatArray {
    const data = this.#data(weight);
    if (data instanceof Float32Array || data instanceof Float64Array)
      return data.subarray(row * weight.cols, (row + 1) * weight.cols);
    if (data instanceof Int32Array) throw new TypeError(`${weight.label} is I32, not a weight`);
    const bytes = byteLength(weight.type as DType, weight.cols);
    dequantize(weight.type as DType, data.subarray(row * bytes, (row + 1) * bytes), into);
    return into;
  }

  #run(command: Command): void {
    switch (command.op) {
      case 'embed':
        return this.#embed(command);
      case 'matmul':
        return this.#matmul(command);
      case 'gemm':
        return this.#gemm(command);
      case 'rmsNorm':
        return this.#rmsNorm(command);
      case 'layerNorm':
        return this.#layerNorm(command);
      case 'rope':
        return this.#rope(command);
      case 'copyRows':
        return this.#copyRows(command);
      case 'store':
        return this.#store(command);
      case 'ropeStore':
        return this.#ropeStore(command);
      case 'attention':
        return this.#attention(command);
      case 'gate':
        return this.#gate(command);
      case 'gelu':
        return this.#each(command.out, command.rows, command.x, command.form === 'erf' ? geluErf : geluTanh);
      case 'scale':
        return this.#each(command.out, command.rows, command.x, (z) => z * command.factor);
      case 'add':
        return this.#add(command);
      case 'logProb':
        return this.#logProb(command);
      default:
        return runTrain(command, { floats: (tensor) => this.#floats(tensor), ids: (tensor) => this.#ids(tensor) });
    }
  }

  #each(out: Tensor, rows: number, x: Tensor, f: (z: number) => number): void {
    const from = this.#floats(x);
    const to = this.#floats(out);
    for (let i = 0; i < rows * out.cols; i++) to[i] = f(from[i]!);
  }

  #embed({ table, ids, out, rows }: Of<'embed'>): void {
    const to = this.#floats(out);
    const from = this.#ids(ids);
    const scratch = new Float32Array(table.cols);
    for (let t = 0; t < rows; t++) {
      const id = from[t]!;
      if (!(id >= 0 && id < table.rows))
        throw new RangeError(`token ${id} is outside the ${table.rows} rows of ${table.label}`);
      to.set(this.#row(table, id, scratch), t * table.cols);
    }
  }

  #matmul({ x, weight, bias, out, rows, accumulate }: Of<'matmul'>): void {
    const from = this.#floats(x);
    const to = this.#floats(out);
    const add = bias && this.#floats(bias);
    const width = weight.cols;
    const scratch = new Float32Array(width);
    for (let n = 0; n < weight.rows; n++) {
      const w = this.#row(weight, n, scratch);
      for (let t = 0; t < rows; t++) {
        let sum = add ? add[n]! : 0;
        for (let k = 0; k < width; k++) sum += from[t * width + k]! * w[k]!;
        const at = t * weight.rows + n;
        to[at] = accumulate ? to[at]! + sum : sum;
      }
    }
  }

  #gemm({ a, b, out, rows: m, cols: n, depth: k, transposeA, transposeB, accumulate }: Of<'gemm'>): void {
    const [left, right, to] = [this.#floats(a), this.#floats(b), this.#floats(out)];
    for (let i = 0; i < m; i++)
      for (let j = 0; j < n; j++) {
        let sum = accumulate ? to[i * n + j]! : 0;
        for (let p = 0; p < k; p++)
          sum += left[transposeA ? p * m + i : i * k + p]! * right[transposeB ? j * k + p : p * n + j]!;
        to[i * n + j] = sum;
      }
  }

  #rmsNorm({ x, weight, out, rows, width, eps }: Of<'rmsNorm'>): void {
    const from = this.#floats(x);
    const to = this.#floats(out);
    const gain = this.#floats(weight);
    for (let at = 0; at < rows * width; at += width) {
      let squares = 0;
      for (let i = 0; i < width; i++) squares += from[at + i]! ** 2;
      const inverse = 1 / Math.sqrt(squares / width + eps);
      for (let i = 0; i < width; i++) to[at + i] = from[at + i]! * inverse * gain[i]!;
    }
  }

  #layerNorm({ x, weight, bias, out, rows, width, eps }: Of<'layerNorm'>): void {
    const from = this.#floats(x);
    const to = this.#floats(out);
    const gain = this.#floats(weight);
    const shift = this.#floats(bias);
    for (let at = 0; at < rows * width; at += width) {
      let mean = 0;
      for (let i = 0; i < width; i++) mean += from[at + i]! / width;
      let variance = 0;
      for (let i = 0; i < width; i++) variance += (from[at + i]! - mean) ** 2 / width;
      const inverse = 1 / Math.sqrt(variance + eps);
      for (let i = 0; i < width; i++) to[at + i] = (from[at + i]! - mean) * inverse * gain[i]! + shift[i]!;
    }
  }

  #rope({ x, angles, rows, heads, headDim, rotary, layout }: Of<'rope'>): void {
    const data = this.#floats(x);
    const turn = this.#floats(angles);
    const half = rotary / 2;
    for (let t = 0; t < rows; t++)
      for (let h = 0; h < heads; h++)
        for (let j = 0; j < half; j++) {
          const cos = turn[t * rotary + 2 * j]!;
          const sin = turn[t * rotary + 2 * j + 1]!;
          const base = (t * heads + h) * headDim;
          const a = layout === 'adjacent' ? base + 2 * j : base + j;
          const b = layout === 'adjacent' ? a + 1 : a + half;
          const p = data[a]!;
          const q = data[b]!;
          data[a] = p * cos - q * sin;
          data[b] = p * sin + q * cos;
        }
  }

  #copyRows({ x, xRow, out, outRow, rows }: Of<'copyRows'>): void {
    const from = this.#data(x);
    const to = this.#data(out);
    const width = x.type === 'I32' || !(from instanceof Uint8Array) ? x.cols : byteLength(x.type, x.cols);
    to.set(from.subarray(xRow * width, (xRow + rows) * width), outRow * width);
  }

  #store({ x, out, slots, rows }: Of<'store'>): void {
    const from = this.#floats(x);
    const places = this.#ids(slots);
    const to = this.#data(out);
    for (let t = 0; t < rows; t++) {
      const row = from.subarray(t * out.cols, (t + 1) * out.cols);
      if (to instanceof Int32Array) throw new TypeError(`${out.label} is I32`);
      if (to instanceof Uint8Array) {
        const bytes = byteLength(out.type as DType, out.cols);
        const target = to.subarray(places[t]! * bytes, (places[t]! + 1) * bytes);
        quantize(out.type as DType, Float32Array.from(row), target, out.cols);
      } else to.set(row, places[t]! * out.cols);
    }
  }

  #ropeStore(command: Of<'ropeStore'>): void {
    const { q, k, v, keys, values, slots, qNorm, kNorm, angles, rows, heads, kvHeads, headDim: width } = command;
    for (const [x, weight, count] of [[q, qNorm, heads] as const, [k, kNorm, kvHeads] as const]) {
      if (weight) this.#rmsNorm({ op: 'rmsNorm', x, weight, out: x, rows: rows * count, width, eps: command.eps });
      if (angles) this.#rope({ ...command, op: 'rope', x, angles, heads: count });
    }
    this.#store({ op: 'store', x: k, out: keys, slots, rows });
    this.#store({ op: 'store', x: v, out: values, slots, rows });
  }

  #attention(command: Of<'attention'>): void {
    const { rows, heads, kvHeads, headDim, window, scale, block } = command;
    const q = this.#floats(command.q);
    const out = this.#floats(command.out);
    const [tables, blocks, ends] = [command.tables, command.blocks, command.ends].map((tensor) => this.#ids(tensor));
    const scratch = new Float32Array(kvHeads * headDim);
    for (let t = 0; t < rows; t++) {
      const last = ends![t]! - 1;
      const first = window > 0 ? Math.max(0, last - window + 1) : 0;
      const positions = Array.from({ length: last - first + 1 }, (_, i) => first + i);
      const place = (p: number): number => blocks![tables![t]! + Math.floor(p / block)]! * block + (p % block);
      const keys = positions.map((p) => this.#row(command.keys, place(p), scratch).slice());
      const values = positions.map((p) => this.#row(command.values, place(p), scratch).slice());
      for (let h = 0; h < heads; h++) {
        const query = q.subarray((t * heads + h) * headDim, (t * heads + h + 1) * headDim);
        const at = Math.floor((h * kvHeads) / heads) * headDim;
        const scores = keys.map((key) => {
          let dot = 0;
          for (let i = 0; i < headDim; i++) dot += query[i]! * key[at + i]!;
          return dot * scale;
        });
        const best = scores.reduce((most, score) => Math.max(most, score), -Infinity);
        const weights = scores.map((score) => Math.exp(score - best));
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        for (let i = 0; i < headDim; i++)
          out[(t * heads + h) * headDim + i] =
            values.reduce((sum, value, p) => sum + weights[p]! * value[at + i]!, 0) / total;
      }
    }
  }

  #gate({ act, gate, up, out, rows }: Of<'gate'>): void {
    const f = act === 'silu' ? silu : geluTanh;
    const g = this.#floats(gate);
    const u = this.#floats(up);
    const to = this.#floats(out);
    for (let i = 0; i < rows * out.cols; i++) to[i] = f(g[i]!) * u[i]!;
  }

  #add({ x, y, out, rows, broadcast }: Of<'add'>): void {
    const a = this.#floats(x);
    const b = this.#floats(y);
    const to = this.#floats(out);
    for (let i = 0; i < rows * out.cols; i++) to[i] = a[i]! + b[broadcast ? i % out.cols : i]!;
  }

  #logProb({ x, ids, out, rows }: Of<'logProb'>): void {
    const logits = this.#floats(x);
    const targets = this.#ids(ids);
    const to = this.#floats(out);
    for (let t = 0; t < rows; t++) {
      const row = logits.subarray(t * x.cols, (t + 1) * x.cols);
      let max = -Infinity;
      for (const z of row) max = Math.max(max, z);
      let total = 0;
      for (const z of row) total += Math.exp(z - max);
      to[t] = row[targets[t]!]! - max - Math.log(total);
    }
  }
}

const silu = (z: number): number => z / (1 + Math.exp(-z));
const geluTanh = (z: number): number => 0.5 * z * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3)));
const geluErf = (z: number): number => 0.5 * z * (1 + erf(z / Math.SQRT2));

/** The error function: its Maclaurin series near zero, the continued fraction of erfc beyond. */
export function erf(x: number): number {
  const z = Math.abs(x);
  if (z > 6) return Math.sign(x);
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let n = 1; Math.abs(term) > 1e-17 * sum; n++) {
      term *= (-z * z) / n;
      sum += term / (2 * n + 1);
    }
    return Math.sign(x) * sum * (2 / Math.sqrt(Math.PI));
  }
  let fraction = 0;
  for (let k = 60; k > 0; k--) fraction = k / 2 / (z + fraction);
  return Math.sign(x) * (1 - Math.exp(-z * z) / ((z + fraction) * Math.sqrt(Math.PI)));
}
