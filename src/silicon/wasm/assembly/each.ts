// Elementwise operations and copies, shared between threads by spans of four elements.
import { ADD, GATE_GELU, GATE_SILU, GELU_ERF, GELU_TANH } from '../layout';
import { geluErf, geluTanh, silu } from './math';
import { scratch, shareEnd, shareStart } from './sync';

// @ts-ignore: decorator
@inline
function apply(op: i32, x: v128, y: v128): v128 {
  if (op == ADD) return f32x4.add(x, y);
  if (op == GATE_SILU) return f32x4.mul(silu(x), y);
  if (op == GATE_GELU) return f32x4.mul(geluTanh(x), y);
  if (op == GELU_TANH) return geluTanh(x);
  if (op == GELU_ERF) return geluErf(x);
  return f32x4.mul(x, y);
}

/** out = op(x, y) over `count` elements. With `step` 0, y is one value for all. out may be x or y. */
function span(op: i32, x: usize, y: usize, out: usize, count: i32, step: usize): void {
  const fours = (count + 3) >> 2;
  const full = <usize>(count >> 2) << 4;
  const end = <usize>shareEnd(fours) << 4;
  let i = <usize>shareStart(fours) << 4;
  const one = step ? f32x4.splat(0) : v128.load32_splat(y);
  for (const stop = min(end, full); i < stop; i += 16)
    v128.store(out + i, apply(op, v128.load(x + i), step ? v128.load(y + i) : one));
  if (i < end) {
    const rest = <usize>(count & 3) << 2;
    memory.copy(scratch, x + i, rest);
    if (step) memory.copy(scratch + 16, y + i, rest);
    v128.store(scratch, apply(op, v128.load(scratch), step ? v128.load(scratch + 16) : one));
    memory.copy(out + i, scratch, rest);
  }
}

/** out = op(x, y), both of `count` elements. */
export function two(op: i32, x: usize, y: usize, out: usize, count: i32): void {
  span(op, x, y, out, count, 16);
}

/** out = op(x, value) over `count` elements; the value is at an address. */
export function one(op: i32, x: usize, out: usize, count: i32, value: usize): void {
  span(op, x, value, out, count, 0);
}

/** out[t] = op(x[t], y): the same row y for each of `rows`. */
export function broadcast(op: i32, x: usize, y: usize, out: usize, rows: i32, width: i32): void {
  const bytes = <usize>width << 2;
  for (let t = 0; t < rows; t++, x += bytes, out += bytes) span(op, x, y, out, width, 16);
}

/** Copies `count` elements; the spans must not overlap. */
export function copy(from: usize, to: usize, bytes: i32): void {
  const start = <usize>shareStart(bytes);
  memory.copy(to + start, from + start, <usize>shareEnd(bytes) - start);
}
