// Commands to words. Every operand is checked against the tensors' true sizes before anything runs: after
// this, no kernel can leave its tensors. What does not fit is a bug of the caller: TypeError for a wrong
// type or a shared tensor, RangeError for a wrong size.
import { byteLength, DTYPES } from '../dtype.ts';
import type { Command, Tensor } from '../ops.ts';
import * as layout from './layout.ts';

/** Address of a tensor; throws for one that is not there. */
export type Locate = (tensor: Tensor) => number;

/** The first `rows` ids of a tensor, which must be below `limit` when the list runs: they choose rows of `of`. */
export interface IdCheck {
  readonly ids: Tensor;
  readonly rows: number;
  readonly limit: number;
  readonly of: Tensor;
}

export interface Program {
  /** `COMMAND_WORDS` words a command. */
  readonly words: Int32Array;
  /** Bytes of scratch that each thread needs. */
  readonly scratch: number;
  readonly checks: readonly IdCheck[];
}

/** Elements [from, from + count) of a tensor. */
interface Span {
  readonly tensor: Tensor;
  readonly count: number;
  readonly from?: number;
  readonly type?: 'I32' | 'weight';
}

/** One command: addresses of the inputs and of the output, then numbers, in this order in its words. */
interface Encoded {
  readonly op: number;
  readonly inputs: readonly (Span | undefined)[];
  readonly out: Span;
  readonly numbers: readonly number[];
  /** Inputs that the output may be, because each element is read only to write the same one. */
  readonly inPlace?: readonly Tensor[];
  readonly scratch?: number;
  readonly check?: IdCheck;
}

type Of<Name extends Command['op']> = Extract<Command, { op: Name }>;

export function encode(commands: readonly Command[], locate: Locate): Program {
  const writer = new Writer(locate, commands.length);
  for (const command of commands) {
    const encoded = describe(command);
    if (command.rows > 0) writer.write(encoded);
  }
  return writer.program();
}

function describe(command: Command): Encoded {
  counts(command.rows);
  switch (command.op) {
    case 'embed':
      return embed(command);
    case 'matmul':
      return matmul(command);
    case 'rmsNorm':
    case 'layerNorm':
      return norm(command);
    case 'rope':
      return rope(command);
    case 'copyRows':
      return copyRows(command);
    case 'attention':
      return attention(command);
    case 'gate':
      return gate(command);
    case 'gelu':
      return single(command, command.form === 'erf' ? layout.GELU_ERF : layout.GELU_TANH, 0);
    case 'scale':
      return single(command, layout.SCALE, command.factor);
    case 'add':
      return add(command);
    case 'logProb':
      return logProb(command);
  }
}

function embed({ table, ids, out, rows }: Of<'embed'>): Encoded {
  width(out, table.cols);
  return {
    op: layout.EMBED,
    inputs: [weights(table), { tensor: ids, count: rows, type: 'I32' }],
    out: { tensor: out, count: rows * table.cols },
    numbers: [...storage(table), rows, table.cols],
    check: { ids, rows, limit: table.rows, of: table },
  };
}

function matmul({ x, weight, bias, out, rows, accumulate = false }: Of<'matmul'>): Encoded {
  const { rows: n, cols: k } = weight;
  width(x, k);
  width(out, n);
  return {
    op: layout.MATMUL,
    inputs: [{ tensor: x, count: rows * k }, weights(weight), bias && { tensor: bias, count: n }],
    out: { tensor: out, count: rows * n },
    numbers: [...storage(weight), rows, n, k, accumulate ? 1 : 0],
    scratch: layout.ROW_GROUP * k * 4,
  };
}

function norm(command: Of<'rmsNorm'> | Of<'layerNorm'>): Encoded {
  const { op, x, weight, out, rows, width: n, eps } = command;
  counts(n);
  const row = (tensor: Tensor): Span => ({ tensor, count: n });
  const inputs = [{ tensor: x, count: rows * n }, row(weight)];
  if (op === 'layerNorm') inputs.push(row(command.bias));
  return {
    op: op === 'layerNorm' ? layout.LAYER_NORM : layout.RMS_NORM,
    inputs,
    out: { tensor: out, count: rows * n },
    numbers: [rows, n, bits(eps)],
    inPlace: [x],
  };
}

function rope({ x, angles, rows, heads, headDim, rotary, layout: pairs }: Of<'rope'>): Encoded {
  counts(heads, headDim, rotary);
  if (rotary > headDim || rotary % 2 !== 0) throw new RangeError(`rope cannot turn ${rotary} of ${headDim} elements`);
  return {
    op: pairs === 'adjacent' ? layout.ROPE_ADJACENT : layout.ROPE_HALVES,
    inputs: [{ tensor: angles, count: rows * rotary }],
    out: { tensor: x, count: rows * heads * headDim },
    numbers: [rows, heads, headDim, rotary],
  };
}

function copyRows({ x, xRow, out, outRow, rows }: Of<'copyRows'>): Encoded {
  counts(xRow, outRow);
  width(out, x.cols);
  const count = rows * x.cols;
  return {
    op: layout.COPY,
    inputs: [{ tensor: x, count, from: xRow * x.cols }],
    out: { tensor: out, count, from: outRow * x.cols },
    numbers: [count],
  };
}

function attention(command: Of<'attention'>): Encoded {
  const { q, keys, values, out, rows, start, heads, kvHeads, headDim, causal, window, scale } = command;
  counts(start, heads, kvHeads, headDim, window);
  if (kvHeads === 0) throw new RangeError('attention needs a key/value head');
  const asking = rows * heads * headDim;
  const seen = (start + rows) * kvHeads * headDim;
  const inputs = [
    { tensor: q, count: asking },
    { tensor: keys, count: seen },
    { tensor: values, count: seen },
  ];
  return {
    op: layout.ATTENTION,
    inputs,
    out: { tensor: out, count: asking },
    numbers: [rows, start, heads, kvHeads, headDim, causal ? 1 : 0, window, bits(scale)],
    scratch: layout.SCORE_BLOCK * 4,
  };
}

function gate({ act, gate: x, up, out, rows }: Of<'gate'>): Encoded {
  const count = rows * out.cols;
  return {
    op: act === 'silu' ? layout.GATE_SILU : layout.GATE_GELU,
    inputs: [
      { tensor: x, count },
      { tensor: up, count },
    ],
    out: { tensor: out, count },
    numbers: [count],
    inPlace: [x, up],
  };
}

function single({ x, out, rows }: Of<'gelu' | 'scale'>, op: number, value: number): Encoded {
  const count = rows * out.cols;
  return {
    op,
    inputs: [{ tensor: x, count }],
    out: { tensor: out, count },
    numbers: [count, bits(value)],
    inPlace: [x],
  };
}

function add({ x, y, out, rows, broadcast = false }: Of<'add'>): Encoded {
  const count = rows * out.cols;
  return {
    op: layout.ADD,
    inputs: [
      { tensor: x, count },
      { tensor: y, count: broadcast ? out.cols : count },
    ],
    out: { tensor: out, count },
    numbers: [rows, out.cols, broadcast ? 1 : 0],
    inPlace: broadcast ? [x] : [x, y],
  };
}

function logProb({ x, ids, out, rows }: Of<'logProb'>): Encoded {
  return {
    op: layout.LOG_PROB,
    inputs: [
      { tensor: x, count: rows * x.cols },
      { tensor: ids, count: rows, type: 'I32' },
    ],
    out: { tensor: out, count: rows },
    numbers: [rows, x.cols],
    check: { ids, rows, limit: x.cols, of: x },
  };
}

function weights(tensor: Tensor): Span {
  return { tensor, count: tensor.rows * tensor.cols, type: 'weight' };
}

/** GGUF id of a weight's type and the bytes of a row. */
function storage({ type, cols, label }: Tensor): [number, number] {
  if (type === 'I32') throw new TypeError(`${label} is I32, not a weight`);
  return [DTYPES[type].id, byteLength(type, cols)];
}

function width(tensor: Tensor, cols: number): void {
  if (tensor.cols !== cols) throw new RangeError(`${tensor.label} has rows of ${tensor.cols}, not of ${cols}`);
}

function counts(...values: number[]): void {
  for (const value of values)
    if (!(Number.isInteger(value) && value >= 0 && value < 2 ** 31)) throw new RangeError(`impossible count ${value}`);
}

const float = new Float32Array(1);
const floatBits = new Int32Array(float.buffer);

function bits(value: number): number {
  float[0] = value;
  return floatBits[0]!;
}

/** Words of a list; a command waits for the others only when it touches what one of them wrote. */
class Writer {
  readonly #locate: Locate;
  readonly #words: Int32Array;
  #at = 0;
  #scratch = 64;
  readonly #checks: IdCheck[] = [];
  /** Tensors read and written since the last command that waited. */
  readonly #read = new Set<Tensor>();
  readonly #written = new Set<Tensor>();

  constructor(locate: Locate, commands: number) {
    this.#locate = locate;
    this.#words = new Int32Array(commands * layout.COMMAND_WORDS);
  }

  program(): Program {
    return { words: this.#words.subarray(0, this.#at), scratch: this.#scratch, checks: this.#checks };
  }

  write({ op, inputs, out, numbers, inPlace = [], scratch = 0, check }: Encoded): void {
    const reads = inputs.flatMap((span) => (span ? [span.tensor] : []));
    if (reads.includes(out.tensor) && !inPlace.includes(out.tensor))
      throw new TypeError(`${out.tensor.label} cannot be both read and written here`);
    const addresses = [...inputs, out].map((span) => (span ? this.#address(span) : 0));
    this.#words.set([op, this.#waits(reads, out.tensor) ? 1 : 0, ...addresses, ...numbers], this.#at);
    this.#at += layout.COMMAND_WORDS;
    this.#scratch = Math.max(this.#scratch, scratch);
    if (check) this.#checks.push(check);
  }

  #address({ tensor, count, from = 0, type }: Span): number {
    const { label, rows, cols } = tensor;
    const address = this.#locate(tensor);
    if (type !== 'weight' && tensor.type !== (type ?? 'F32'))
      throw new TypeError(`${label} is ${tensor.type}, not ${type ?? 'F32'}`);
    if (from + count > rows * cols)
      throw new RangeError(`${label} has ${rows} × ${cols} elements, ${from + count} are needed`);
    return type === 'weight' ? address : address + from * 4;
  }

  #waits(reads: readonly Tensor[], out: Tensor): boolean {
    const waits = this.#written.has(out) || this.#read.has(out) || reads.some((tensor) => this.#written.has(tensor));
    if (waits) {
      this.#read.clear();
      this.#written.clear();
    }
    for (const tensor of reads) this.#read.add(tensor);
    this.#written.add(out);
    return waits;
  }
}
