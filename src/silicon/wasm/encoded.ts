// One command on its way to words: what `encode.ts` checks and writes, whoever describes the operation.
import type { Tensor } from '../tensor.ts';

/** `rows` ids at an address, which must be below `limit` when the list runs: they choose rows of `of`. */
export interface IdCheck {
  readonly at: number;
  readonly rows: number;
  readonly limit: number;
  readonly of: Tensor;
  /** Row t chooses that many rows from its id on: one for each `block` of the number at address `at`. */
  readonly runs?: { readonly at: number; readonly block: number } | undefined;
}

/** The same before tensors have their addresses. */
export interface Ids extends Pick<IdCheck, 'rows' | 'limit' | 'of'> {
  readonly ids: Tensor;
  readonly runs?: { readonly ends: Tensor; readonly block: number };
}

/** Elements [from, from + count) of a tensor. */
export interface Span {
  readonly tensor: Tensor;
  readonly count: number;
  readonly from?: number;
  readonly type?: 'I32' | 'weight';
}

/** One command: addresses of the inputs and of the outputs, then numbers, in this order in its words. */
export interface Encoded {
  readonly op: number;
  readonly inputs: readonly (Span | undefined)[];
  readonly out: Span;
  /** Outputs besides `out`, after it. */
  readonly also?: readonly Span[];
  readonly numbers: readonly number[];
  /** Inputs that the output may be, because each element is read only to write the same one. */
  readonly inPlace?: readonly Tensor[];
  readonly scratch?: number;
  /** Multiply-adds, about; the elements of `out` when absent. */
  readonly work?: number;
  readonly checks?: readonly Ids[];
  /** The activations that it leaves in scratch as bytes; its last word says whether they are there already. */
  readonly bytes?: { readonly x: Tensor; readonly rows: number };
}

export function width(tensor: Tensor, cols: number): void {
  if (tensor.cols !== cols) throw new RangeError(`${tensor.label} has rows of ${tensor.cols}, not of ${cols}`);
}

export function counts(...values: number[]): void {
  for (const value of values)
    if (!(Number.isInteger(value) && value >= 0 && value < 2 ** 31)) throw new RangeError(`impossible count ${value}`);
}

const float = new Float32Array(1);
const floatBits = new Int32Array(float.buffer);

export function bits(value: number): number {
  float[0] = value;
  return floatBits[0]!;
}
