// Training's commands to words, as encode.ts does the others.
import type { TrainCommand } from '../ops-train.ts';
import type { Tensor } from '../tensor.ts';
import { bits, counts, type Encoded, type Span, width } from './encoded.ts';
import * as layout from './layout.ts';

type Of<Name extends TrainCommand['op']> = Extract<TrainCommand, { op: Name }>;

/** `wide`: the module is compiled to 256 bits. */
export function describeTrain(command: TrainCommand, wide: boolean): Encoded {
  switch (command.op) {
    case 'attend':
      return attend(command, wide);
    case 'attendGrad':
      return attendGrad(command, wide);
    case 'rmsNormGrad':
      return rmsNormGrad(command);
    case 'sumRows':
      return sumRows(command);
    case 'gateGrad':
      return gateGrad(command);
    case 'embedGrad':
      return embedGrad(command);
    case 'logProbGrad':
      return logProbGrad(command);
    case 'mix':
      return mix(command);
    case 'squares':
      return squares(command);
    case 'unit':
      return unit(command);
    case 'adamw':
      return adamw(command);
  }
}

/** The sizes that both directions of attention share: numbers, elements of queries and of keys. */
function heads({ rows, length, heads, kvHeads, headDim, scale }: Of<'attend'> | Of<'attendGrad'>, wide: boolean) {
  counts(length, heads, kvHeads, headDim);
  if (length === 0 || rows % length !== 0) throw new RangeError(`${rows} rows are no sequences of ${length}`);
  if (kvHeads === 0 || heads % kvHeads !== 0) throw new RangeError(`${kvHeads} key heads do not divide ${heads}`);
  if (headDim % 8 !== 0) throw new RangeError(`a head of ${headDim} elements is no multiple of 8`);
  const numbers = [rows, length, heads, kvHeads, headDim, bits(scale), wide ? 1 : 0];
  return { numbers, asking: rows * heads * headDim, offering: rows * kvHeads * headDim };
}

function attend(command: Of<'attend'>, wide: boolean): Encoded {
  const { q, keys, values, out, lse, rows, headDim } = command;
  const { numbers, asking, offering } = heads(command, wide);
  return {
    op: layout.ATTEND,
    inputs: [span(q, asking), span(keys, offering), span(values, offering)],
    out: span(out, asking),
    also: [span(lse, rows * command.heads)],
    numbers,
    scratch: (2 * 64 * headDim + 6 * 64) * 4,
  };
}

function attendGrad(command: Of<'attendGrad'>, wide: boolean): Encoded {
  const { q, keys, values, out, lse, dOut, dQ, dKeys, dValues, rows, headDim } = command;
  const { numbers, asking, offering } = heads(command, wide);
  return {
    op: layout.ATTEND_GRAD,
    inputs: [
      span(q, asking),
      span(keys, offering),
      span(values, offering),
      span(out, asking),
      span(lse, rows * command.heads),
      span(dOut, asking),
    ],
    out: span(dQ, asking),
    also: [span(dKeys, offering), span(dValues, offering)],
    numbers,
    scratch: (4 * 64 * headDim + 2 * 64 * 64 + 4 * headDim) * 4,
  };
}

function rmsNormGrad(command: Of<'rmsNormGrad'>): Encoded {
  const { x, weight, dOut, dX, parts, rows, width: n, eps, accumulate } = command;
  fours(n);
  return {
    op: layout.RMS_NORM_GRAD,
    inputs: [span(x, rows * n), span(weight, n), span(dOut, rows * n)],
    out: span(dX, rows * n),
    also: [span(parts, Math.ceil(rows / layout.NORM_PART) * n)],
    numbers: [rows, n, bits(eps), accumulate ? 1 : 0],
    inPlace: [dOut],
  };
}

function sumRows({ x, out, rows, width: n, accumulate }: Of<'sumRows'>): Encoded {
  fours(n);
  return {
    op: layout.SUM_ROWS,
    inputs: [span(x, rows * n)],
    out: span(out, n),
    numbers: [rows, n, accumulate ? 1 : 0],
  };
}

function gateGrad({ gate, up, dOut, dGate, dUp, rows }: Of<'gateGrad'>): Encoded {
  const count = fours(rows * dOut.cols);
  return {
    op: layout.GATE_GRAD,
    inputs: [span(gate, count), span(up, count), span(dOut, count)],
    out: span(dGate, count),
    also: [span(dUp, count)],
    numbers: [count],
    inPlace: [gate, up, dOut],
  };
}

function embedGrad({ ids, dOut, dTable, rows, accumulate }: Of<'embedGrad'>): Encoded {
  fours(dTable.cols);
  width(dOut, dTable.cols);
  return {
    op: layout.EMBED_GRAD,
    inputs: [{ tensor: ids, count: rows, type: 'I32' }, span(dOut, rows * dOut.cols)],
    out: span(dTable, dTable.rows * dTable.cols),
    numbers: [rows, dTable.cols, dTable.rows, accumulate ? 1 : 0],
    checks: [{ ids, rows, limit: dTable.rows, of: dTable }],
  };
}

function logProbGrad({ x, ids, weights, out, rows, first = 0 }: Of<'logProbGrad'>): Encoded {
  counts(first);
  return {
    op: layout.LOG_PROB_GRAD,
    inputs: [
      { tensor: ids, count: rows, from: first, type: 'I32' },
      { tensor: weights, count: rows, from: first },
    ],
    out: span(x, rows * x.cols),
    also: [{ tensor: out, count: rows, from: first }],
    numbers: [rows, x.cols],
    checks: [{ ids, rows: first + rows, limit: x.cols, of: x }],
  };
}

function mix({ x, a, y, b, out, rows, width: n }: Of<'mix'>): Encoded {
  const count = fours(rows * n);
  return {
    op: layout.MIX,
    inputs: [span(x, count), span(y, count)],
    out: span(out, count),
    numbers: [count, bits(a), bits(b)],
    inPlace: [x, y],
  };
}

function squares({ x, out, at, rows, width: n }: Of<'squares'>): Encoded {
  counts(at);
  const count = fours(rows * n);
  return {
    op: layout.SQUARES,
    inputs: [span(x, count)],
    out: { tensor: out, count: 1, from: at },
    numbers: [count],
  };
}

function unit({ x, squares: sums, at, eps, out, rows, width: n }: Of<'unit'>): Encoded {
  counts(at);
  const count = fours(rows * n);
  return {
    op: layout.UNIT,
    inputs: [span(x, count), { tensor: sums, count: 1, from: at }],
    out: span(out, count),
    numbers: [count, bits(eps)],
    inPlace: [x],
  };
}

function adamw(command: Of<'adamw'>): Encoded {
  const { grad, m, v, weight, rows, gradScale, beta1, beta2, decay, step, rootScale, eps } = command;
  const count = fours(rows * weight.cols);
  return {
    op: layout.ADAMW,
    inputs: [span(grad, count)],
    out: span(m, count),
    also: [span(v, count), span(weight, count)],
    numbers: [count, ...[gradScale, beta1, beta2, decay, step, rootScale, eps].map(bits)],
    scratch: 9 * 16,
  };
}

function span(tensor: Tensor, count: number): Span {
  return { tensor, count };
}

/** A count of elements that the kernels take four at a time. */
function fours(count: number): number {
  counts(count);
  if (count % 4 !== 0) throw new RangeError(`${count} elements are no multiple of 4`);
  return count;
}
