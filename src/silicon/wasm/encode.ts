// Commands to words. Every operand is checked against the tensors' true sizes before anything runs: after
// this, no kernel can leave its tensors. What does not fit is a bug of the caller: TypeError for a wrong
// type or a shared tensor, RangeError for a wrong size.
import { byteLength, DTYPES } from '../dtype.ts';
import type { Command, Tensor } from '../ops.ts';
import { describeTrain } from './encode-train.ts';
import { bits, counts, type Encoded, type IdCheck, type Ids, type Span, width } from './encoded.ts';
import * as layout from './layout.ts';

/** Multiply-adds that take as long as packing one weight into memory never touched before: about a nanosecond. */
const PACK_WORK = 16;

/** Address of a tensor; throws for one that is not there. */
export type Locate = (tensor: Tensor) => number;

/** How weights lie and are multiplied. */
export interface Packing {
  readonly packed: (tensor: Tensor) => boolean;
  /** EXACT, SPLIT or SIGNED. */
  readonly mode: number;
  /** The kernels are compiled to vectors of 256 bits. */
  readonly wide: boolean;
}

export interface Program {
  /** `COMMAND_WORDS` words a command. */
  readonly words: Int32Array;
  /** Bytes of scratch that each thread needs. */
  readonly scratch: number;
  readonly checks: readonly IdCheck[];
  /** Multiply-adds, about, without those of attention. */
  readonly work: number;
}

type Of<Name extends Command['op']> = Extract<Command, { op: Name }>;

export function encode(commands: readonly Command[], locate: Locate, packing: Packing): Program {
  const writer = new Writer(locate, commands.length);
  for (const command of commands) {
    const encoded = describe(command, packing);
    if (command.rows > 0) writer.write(encoded);
  }
  return writer.program();
}

/** What a command reads and what it writes; nothing when it has no rows. */
export function touched(command: Command, packing: Packing): { readonly inputs: Span[]; readonly outs: Span[] } {
  const { inputs, out, also = [] } = describe(command, packing);
  if (command.rows === 0) return { inputs: [], outs: [] };
  return { inputs: inputs.filter((span) => span !== undefined), outs: [out, ...also] };
}

function describe(command: Command, packing: Packing): Encoded {
  counts(command.rows);
  switch (command.op) {
    case 'embed':
      return embed(command, packing);
    case 'matmul':
      return matmul(command, packing);
    case 'gemm':
      return gemm(command, packing);
    case 'rmsNorm':
    case 'layerNorm':
      return norm(command);
    case 'rope':
      return rope(command);
    case 'copyRows':
      return copyRows(unpacked(command, packing, command.x, command.out));
    case 'store':
      return store(unpacked(command, packing, command.out));
    case 'ropeStore':
      return ropeStore(unpacked(command, packing, command.keys, command.values));
    case 'attention':
      return attention(unpacked(command, packing, command.keys, command.values));
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
    default:
      return describeTrain(command, packing.wide);
  }
}

/** The command, which cannot work on packed weights. */
function unpacked<C extends Command>(command: C, { packed }: Packing, ...tensors: readonly Tensor[]): C {
  for (const tensor of tensors)
    if (packed(tensor)) throw new TypeError(`${tensor.label} was loaded as a weight: ${command.op} cannot use it`);
  return command;
}

function embed({ table, ids, out, rows }: Of<'embed'>, { packed }: Packing): Encoded {
  width(out, table.cols);
  const [type, stride] = storage(table);
  return {
    op: packed(table) ? layout.EMBED_PACKED : layout.EMBED,
    inputs: [weights(table), { tensor: ids, count: rows, type: 'I32' }],
    out: { tensor: out, count: rows * table.cols },
    numbers: packed(table) ? [type, rows, table.cols] : [type, stride, rows, table.cols],
    scratch: packed(table) ? 32 : 0,
    checks: [{ ids, rows, limit: table.rows, of: table }],
  };
}

function matmul({ x, weight, bias, out, rows, accumulate = false }: Of<'matmul'>, packing: Packing): Encoded {
  const { rows: n, cols: k } = weight;
  width(x, k);
  width(out, n);
  const [type, stride] = storage(weight);
  const add = accumulate ? 1 : 0;
  const operands = {
    inputs: [{ tensor: x, count: rows * k }, weights(weight), bias && { tensor: bias, count: n }],
    out: { tensor: out, count: rows * n },
    work: rows * n * k,
  };
  if (!packing.packed(weight)) {
    const numbers = [type, stride, rows, n, k, add];
    return { op: layout.MATMUL, ...operands, numbers, scratch: layout.ROW_GROUP * k * 4 };
  }
  return {
    op: layout.MULTIPLY,
    ...operands,
    numbers: [type, packing.mode, rows, n, k, add],
    scratch: 64 + layout.TOKENS * 32 + Math.min(rows, layout.TOKENS) * (k / 32) * layout.ACTIVATION,
    bytes: { x, rows },
  };
}

/** Packs `rows` stored rows at one address into another. */
export function encodePack(from: number, into: number, tensor: Tensor, rows: number): Program {
  const [type, stride] = storage(tensor);
  const words = Int32Array.of(layout.PACK, 0, from, into, type, stride, rows, tensor.cols, ...new Int32Array(12));
  return { words, scratch: 64, checks: [], work: PACK_WORK * rows * tensor.cols };
}

function gemm(command: Of<'gemm'>, { wide }: Packing): Encoded {
  const { a, b, out, rows: m, cols: n, depth: k, transposeA, transposeB, accumulate } = command;
  counts(m, n, k);
  return {
    op: layout.GEMM,
    inputs: [
      { tensor: a, count: m * k },
      { tensor: b, count: k * n },
    ],
    out: { tensor: out, count: m * n },
    work: m * n * k,
    numbers: [
      m,
      n,
      k,
      ...(transposeA ? [4, m * 4] : [k * 4, 4]),
      ...(transposeB ? [4, k * 4] : [n * 4, 4]),
      accumulate ? 1 : 0,
      wide ? 1 : 0,
    ],
    scratch: ((layout.GEMM_ROWS + layout.GEMM_WIDE) * layout.GEMM_DEPTH + 7 * layout.GEMM_WIDE) * 4,
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
  counts(heads, headDim);
  turning(rotary, headDim);
  return {
    op: pairs === 'adjacent' ? layout.ROPE_ADJACENT : layout.ROPE_HALVES,
    inputs: [{ tensor: angles, count: rows * rotary }],
    out: { tensor: x, count: rows * heads * headDim },
    numbers: [rows, heads, headDim, rotary],
  };
}

function turning(rotary: number, headDim: number): void {
  counts(rotary);
  if (rotary > headDim || rotary % 2 !== 0) throw new RangeError(`rope cannot turn ${rotary} of ${headDim} elements`);
}

function copyRows({ x, xRow, out, outRow, rows }: Of<'copyRows'>): Encoded {
  counts(xRow, outRow);
  width(out, x.cols);
  if (x.type !== out.type) throw new TypeError(`${x.label} is ${x.type}, ${out.label} is ${out.type}`);
  const stride = x.type === 'I32' ? x.cols * 4 : byteLength(x.type, x.cols);
  for (const [tensor, last] of [
    [x, xRow + rows],
    [out, outRow + rows],
  ] as const)
    if (last > tensor.rows) throw new RangeError(`${tensor.label} has ${tensor.rows} rows, ${last} are needed`);
  return {
    op: layout.COPY,
    inputs: [{ tensor: x, from: xRow * x.cols, count: rows * x.cols, type: 'weight' }],
    out: { tensor: out, from: outRow * x.cols, count: rows * x.cols, type: 'weight' },
    numbers: [xRow * stride, outRow * stride, rows * stride],
    // Within one tensor a block is copied to another: never onto itself.
    inPlace: Math.abs(xRow - outRow) >= rows ? [x] : [],
  };
}

function store({ x, out, slots, rows }: Of<'store'>): Encoded {
  width(x, out.cols);
  if (out.type !== 'F32' && out.type !== 'F16' && out.type !== 'Q8_0')
    throw new TypeError(`${out.label} is ${out.type}: rows are stored in F32, F16 or Q8_0`);
  return {
    op: layout.STORE,
    inputs: [
      { tensor: x, count: rows * out.cols },
      { tensor: slots, count: rows, type: 'I32' },
    ],
    out: weights(out),
    numbers: [...storage(out), rows, out.cols],
    checks: [{ ids: slots, rows, limit: out.rows, of: out }],
  };
}

function ropeStore(command: Of<'ropeStore'>): Encoded {
  const { q, k, v, keys, values, slots, qNorm, kNorm, angles, rows } = command;
  const { heads, kvHeads, headDim, rotary } = command;
  counts(heads, kvHeads, headDim);
  turning(rotary, headDim);
  const [stored, ...others] = [keys, values].map((out) =>
    store({ op: 'store', x: out === keys ? k : v, out, slots, rows }),
  );
  const [type, stride] = cached(keys, values, kvHeads, headDim);
  const norm = (tensor: Tensor | undefined): Span | undefined => tensor && { tensor, count: headDim };
  return {
    op: layout.ROPE_STORE,
    inputs: [
      { tensor: v, count: rows * kvHeads * headDim },
      { tensor: slots, count: rows, type: 'I32' },
      angles && { tensor: angles, count: rows * rotary },
      norm(qNorm),
      norm(kNorm),
    ],
    out: { tensor: q, count: rows * heads * headDim },
    also: [{ tensor: k, count: rows * kvHeads * headDim }, stored!.out, others[0]!.out],
    numbers: [
      rows,
      heads,
      kvHeads,
      headDim,
      rotary,
      command.layout === 'adjacent' ? 1 : 0,
      type,
      stride,
      bits(command.eps),
    ],
    checks: [stored!, ...others].flatMap(({ checks }) => checks ?? []),
  };
}

/** GGUF id and bytes of a row of keys and of values, which must be alike and hold whole blocks a head. */
function cached(keys: Tensor, values: Tensor, kvHeads: number, headDim: number): [number, number] {
  if (keys.type !== values.type) throw new TypeError(`keys are ${keys.type}, values ${values.type}`);
  width(keys, kvHeads * headDim);
  width(values, kvHeads * headDim);
  const stored = storage(keys);
  if (headDim % DTYPES[keys.type as keyof typeof DTYPES].block !== 0)
    throw new RangeError(`a head of ${headDim} elements is no whole number of ${keys.type} blocks`);
  return stored;
}

function attention(command: Of<'attention'>): Encoded {
  const { q, keys, values, out, rows, tables, blocks, ends, block } = command;
  const { heads, kvHeads, headDim, window, scale } = command;
  counts(heads, kvHeads, headDim, window, block);
  if (kvHeads === 0 || heads % kvHeads !== 0)
    throw new RangeError(`${heads} heads cannot share ${kvHeads} key/value heads`);
  if (block === 0 || block > layout.MOST_BLOCK) throw new RangeError(`blocks of ${block} positions`);
  const [type, stride] = cached(keys, values, kvHeads, headDim);
  const asking = rows * heads * headDim;
  const places = Math.min(keys.rows, values.rows);
  return {
    op: layout.ATTENTION,
    inputs: [
      { tensor: q, count: asking },
      weights(keys),
      weights(values),
      { tensor: tables, count: rows, type: 'I32' },
      { tensor: blocks, count: blocks.rows, type: 'I32' },
      { tensor: ends, count: rows, type: 'I32' },
    ],
    out: { tensor: out, count: asking },
    numbers: [rows, heads, kvHeads, headDim, window, bits(scale), block, type, stride],
    scratch:
      2 * (layout.ATTENTION_TILE + block) * Math.ceil(headDim / 8) * 32 +
      (layout.ATTENTION_TOGETHER * layout.MOST_BLOCK + 2 * layout.ATTENTION_TILE) * 4,
    checks: [
      { ids: ends, rows, limit: blocks.rows * block + 1, of: blocks },
      { ids: tables, rows, limit: blocks.rows, of: blocks, runs: { ends, block } },
      { ids: blocks, rows: blocks.rows, limit: Math.floor(places / block), of: keys },
    ],
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
    checks: [{ ids, rows, limit: x.cols, of: x }],
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

/** Words of a list; a command waits for the others only when it touches what one of them wrote. */
class Writer {
  readonly #locate: Locate;
  readonly #words: Int32Array;
  #at = 0;
  #scratch = 64;
  #work = 0;
  /** By what they are of: a list asks for the same ones in every layer. */
  readonly #checks = new Map<string, IdCheck>();
  /** Activations that the command before left in scratch as bytes. */
  #bytes: Encoded['bytes'];
  /** Tensors read and written since the last command that waited. */
  readonly #read = new Set<Tensor>();
  readonly #written = new Set<Tensor>();

  constructor(locate: Locate, commands: number) {
    this.#locate = locate;
    this.#words = new Int32Array(commands * layout.COMMAND_WORDS);
  }

  program(): Program {
    const words = this.#words.subarray(0, this.#at);
    return { words, scratch: this.#scratch, checks: [...this.#checks.values()], work: this.#work };
  }

  write(encoded: Encoded): void {
    const { op, inputs, out, also = [], numbers, inPlace = [], scratch = 0, work = out.count, checks = [] } = encoded;
    const { bytes } = encoded;
    const words = this.#words;
    let at = this.#at + 2;
    const outs = [out, ...also];
    let waits = outs.some(({ tensor }) => this.#written.has(tensor) || this.#read.has(tensor));
    if (new Set(outs.map(({ tensor }) => tensor)).size < outs.length)
      throw new TypeError(`${out.tensor.label}: each result needs a tensor of its own`);
    for (const span of inputs) {
      if (span && outs.some(({ tensor }) => tensor === span.tensor) && !inPlace.includes(span.tensor))
        throw new TypeError(`${span.tensor.label} cannot be both read and written here`);
      words[at++] = span ? this.#address(span) : 0;
      if (span && this.#written.has(span.tensor)) waits = true;
    }
    for (const span of outs) words[at++] = this.#address(span);
    for (const number of numbers) words[at++] = number;
    if (bytes) words[at++] = bytes.x === this.#bytes?.x && bytes.rows === this.#bytes.rows ? 1 : 0;
    this.#bytes = bytes;
    words[this.#at] = op;
    words[this.#at + 1] = waits ? 1 : 0;
    this.#at += layout.COMMAND_WORDS;
    this.#note(inputs, outs, waits);
    this.#scratch = Math.max(this.#scratch, scratch);
    this.#work += work;
    for (const ids of checks) this.#check(ids);
  }

  #check({ ids, rows, limit, of, runs }: Ids): void {
    const at = this.#locate(ids);
    const reach = runs && { at: this.#locate(runs.ends), block: runs.block };
    this.#checks.set([at, rows, limit, reach?.at, reach?.block].join(), { at, rows, limit, of, runs: reach });
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

  #note(inputs: Encoded['inputs'], outs: readonly Span[], waited: boolean): void {
    if (waited) {
      this.#read.clear();
      this.#written.clear();
    }
    for (const span of inputs) if (span) this.#read.add(span.tensor);
    for (const { tensor } of outs) this.#written.add(tensor);
  }
}
