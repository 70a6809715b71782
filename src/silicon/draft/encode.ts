// Commands to words: what the kernels walk. Every shape is checked here, on the caller's side, before
// anything runs: inside the kernels there is no bounds check but the memory's own. Sixteen words a
// command; assembly/*.ts say which word is which.
import { byteLength, DTYPES } from '../dtype.ts';
import type { Command, Tensor } from '../ops.ts';

export const COMMAND_WORDS = 16;

/** Where a tensor lies, or undefined when it is not (or no longer) allocated. */
export type Locate = (tensor: Tensor) => number | undefined;

type Of<Name extends Command['op']> = Extract<Command, { op: Name }>;
type Words = readonly number[];

const OPCODES: Record<Command['op'], number> = {
  embed: 1,
  matmul: 2,
  rmsNorm: 3,
  layerNorm: 4,
  rope: 5,
  copyRows: 6,
  attention: 7,
  gate: 8,
  gelu: 9,
  add: 10,
  logProb: 11,
  scale: 12,
};

const bits = new DataView(new ArrayBuffer(4));

/** The bits of a float32, as an integer. */
function floatBits(value: number): number {
  bits.setFloat32(0, value);
  return bits.getInt32(0);
}

/** Encodes a list. `scratch` is the bytes that each thread needs for it. Throws a TypeError for a wrong shape. */
export function encode(commands: readonly Command[], locate: Locate): { words: Int32Array; scratch: number } {
  const words = new Int32Array(commands.length * COMMAND_WORDS);
  const encoder = new Encoder(locate);
  for (const [i, command] of commands.entries())
    words.set([OPCODES[command.op], ...encoder.words(command)], i * COMMAND_WORDS);
  return { words, scratch: encoder.scratch };
}

class Encoder {
  scratch = 0;
  readonly #locate: Locate;
  #op = '';

  constructor(locate: Locate) {
    this.#locate = locate;
  }

  words(command: Command): Words {
    this.#op = command.op;
    switch (command.op) {
      case 'embed':
        return this.#embed(command);
      case 'matmul':
        return this.#matmul(command);
      case 'rmsNorm':
        return this.#norm(command);
      case 'layerNorm':
        return [...this.#norm(command), this.#floats(command.bias, command.width)];
      case 'rope':
        return this.#rope(command);
      case 'copyRows':
        return this.#copyRows(command);
      case 'attention':
        return this.#attention(command);
      case 'gate': {
        const count = this.#count(command.rows, command.out.cols);
        const [gate, up, out] = [command.gate, command.up, command.out].map((tensor) => this.#floats(tensor, count));
        return [gate!, up!, out!, count, command.act === 'gelu' ? 1 : 0];
      }
      case 'gelu': {
        const count = this.#count(command.rows, command.out.cols);
        return [
          this.#floats(command.x, count),
          this.#floats(command.out, count),
          count,
          command.form === 'erf' ? 1 : 0,
        ];
      }
      case 'add': {
        const { x, y, out, rows, broadcast } = command;
        const count = this.#count(rows, out.cols);
        const addend = this.#floats(y, broadcast ? out.cols : count);
        return [this.#floats(x, count), addend, this.#floats(out, count), rows, out.cols, broadcast ? 1 : 0];
      }
      case 'logProb': {
        const { x, ids, out, rows } = command;
        const count = this.#count(rows, x.cols);
        return [this.#floats(x, count), this.#ids(ids, rows), this.#floats(out, rows), rows, x.cols];
      }
      case 'scale': {
        const count = this.#count(command.rows, command.out.cols);
        return [this.#floats(command.x, count), this.#floats(command.out, count), count, floatBits(command.factor)];
      }
    }
  }

  #embed({ table, ids, out, rows }: Of<'embed'>): Words {
    const [type, stride] = this.#stored(table);
    const target = this.#floats(out, this.#count(rows, table.cols));
    return [this.#at(table), this.#ids(ids, rows), target, rows, table.cols, type, stride, table.rows];
  }

  #matmul({ x, weight, bias, out, rows, accumulate }: Of<'matmul'>): Words {
    const [type, stride] = this.#stored(weight);
    this.scratch = Math.max(this.scratch, weight.cols * 4 + 64);
    const from = this.#floats(x, this.#count(rows, weight.cols));
    const to = this.#floats(out, this.#count(rows, weight.rows));
    const add = bias ? this.#floats(bias, weight.rows) : 0;
    return [from, this.#at(weight), add, to, rows, weight.cols, weight.rows, type, stride, accumulate ? 1 : 0];
  }

  #norm({ x, weight, out, rows, width, eps }: Of<'rmsNorm'> | Of<'layerNorm'>): Words {
    const count = this.#count(rows, width);
    return [this.#floats(x, count), this.#floats(weight, width), this.#floats(out, count), rows, width, floatBits(eps)];
  }

  #rope({ x, angles, rows, heads, headDim, rotary, layout }: Of<'rope'>): Words {
    this.#check(rotary % 2 === 0 && rotary <= headDim, `rotary ${rotary} of ${headDim}`);
    const turned = this.#floats(x, this.#count(rows, heads * headDim));
    const turns = this.#floats(angles, this.#count(rows, rotary));
    return [turned, turns, rows, heads, headDim, rotary, layout === 'adjacent' ? 1 : 0];
  }

  #copyRows({ x, xRow, out, outRow, rows }: Of<'copyRows'>): Words {
    this.#check(x.cols === out.cols, `rows of ${x.cols} into rows of ${out.cols}`);
    const width = x.cols * 4;
    const from = this.#floats(x, this.#count(xRow + rows, x.cols)) + xRow * width;
    const to = this.#floats(out, this.#count(outRow + rows, out.cols)) + outRow * width;
    return [from, to, this.#count(rows, x.cols)];
  }

  #attention(command: Of<'attention'>): Words {
    const { q, keys, values, out, rows, start, heads, kvHeads, headDim, causal, window, scale } = command;
    this.#check(kvHeads > 0 && heads % kvHeads === 0, `${kvHeads} key/value heads for ${heads}`);
    this.#check(Number.isInteger(start) && start >= 0, `start ${start}`);
    const held = this.#count(start + rows, kvHeads * headDim);
    const queries = this.#count(rows, heads * headDim);
    this.scratch = Math.max(this.scratch, (start + rows) * 4 + 64);
    const tensors = [
      this.#floats(q, queries),
      this.#floats(keys, held),
      this.#floats(values, held),
      this.#floats(out, queries),
    ];
    return [...tensors, rows, start, heads, kvHeads, headDim, causal ? 1 : 0, window, floatBits(scale)];
  }

  /** The GGUF type id and the bytes a row of a weight. */
  #stored(weight: Tensor): [number, number] {
    if (weight.type === 'I32') throw new TypeError(`${this.#op}: ${weight.label} holds ids, not weights`);
    return [DTYPES[weight.type].id, byteLength(weight.type, weight.cols)];
  }

  /** The address of at least `count` floats. */
  #floats(tensor: Tensor, count: number): number {
    this.#check(tensor.type === 'F32', `${tensor.label} is ${tensor.type}, not F32`);
    this.#check(
      tensor.rows * tensor.cols >= count,
      `${tensor.label} has ${tensor.rows} × ${tensor.cols}, ${count} are needed`,
    );
    return this.#at(tensor);
  }

  #ids(tensor: Tensor, count: number): number {
    this.#check(tensor.type === 'I32', `${tensor.label} is ${tensor.type}, not I32`);
    this.#check(tensor.rows * tensor.cols >= count, `${tensor.label} has ${tensor.rows} ids, ${count} are needed`);
    return this.#at(tensor);
  }

  #at(tensor: Tensor): number {
    const at = this.#locate(tensor);
    if (at === undefined) throw new TypeError(`${this.#op}: ${tensor.label} is not allocated here`);
    return at;
  }

  /** rows × cols, after checking that both are counts and that the kernels' 32-bit counters can hold it. */
  #count(rows: number, cols: number): number {
    const count = rows * cols;
    this.#check(Number.isInteger(rows) && rows >= 0 && count < 2 ** 31, `${rows} rows of ${cols}`);
    return count;
  }

  #check(holds: boolean, problem: string): void {
    if (!holds) throw new TypeError(`${this.#op}: ${problem}`);
  }
}
