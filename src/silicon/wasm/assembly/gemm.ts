// Dense f32 matrix products for training: out = A · B, either factor transposed. Blocks of A and panels
// of B are copied into scratch in the order in which the tile reads them (Goto and van de Geijn, 2008), so
// every layout runs at the same speed; what sticks out at the edges is padded with zeros there. An output
// is one sum over ascending k, cut every DEPTH, whatever the number of threads.
import { GEMM_DEPTH, GEMM_ROWS } from '../layout';
import { multiplyAdd } from './math';
import { scratch, shareEnd, shareStart } from './sync';

/** The tile: 6 rows of A by 8 columns of B, twelve vectors of sums, which is what registers hold. */
const ROWS: i32 = 6;
const COLS: i32 = 8;

/** A: element (i, k) at a + i · ai + k · ak, strides in bytes; B: (k, j) at b + k · bk + j · bj. out (m, n). */
export function gemm(
  a: usize, b: usize, out: usize, m: i32, n: i32, k: i32,
  ai: usize, ak: usize, bk: usize, bj: usize, accumulate: bool,
): void {
  const panels = (n + COLS - 1) / COLS;
  const first = shareStart(panels) * COLS;
  const last = min(n, shareEnd(panels) * COLS);
  const packedB = scratch + ((<usize>GEMM_ROWS * <usize>GEMM_DEPTH) << 2);
  const edge = packedB + ((<usize>COLS * <usize>GEMM_DEPTH) << 2);
  const row = <usize>n << 2;
  for (let i0 = 0; i0 < m; i0 += GEMM_ROWS) {
    const rows = min(GEMM_ROWS, m - i0);
    for (let k0 = 0; k0 < k; k0 += GEMM_DEPTH) {
      const depth = min(GEMM_DEPTH, k - k0);
      const add = accumulate || k0 > 0;
      if (first < last) packRows(a + <usize>i0 * ai + <usize>k0 * ak, ai, ak, rows, depth);
      for (let j = first; j < last; j += COLS) {
        const cols = min(COLS, last - j);
        packCols(b + <usize>k0 * bk + <usize>j * bj, bk, bj, cols, depth, packedB);
        for (let i = 0; i < rows; i += ROWS) {
          const panel = scratch + ((<usize>i * <usize>depth) << 2);
          const to = out + <usize>(i0 + i) * row + (<usize>j << 2);
          const count = min(ROWS, rows - i);
          if (count == ROWS && cols == COLS) tile(panel, packedB, depth, to, row, add);
          else {
            tile(panel, packedB, depth, edge, <usize>COLS << 2, false);
            put(edge, to, row, count, cols, add);
          }
        }
      }
    }
  }
}

/** The valid part of a tile at the edge. */
function put(from: usize, to: usize, row: usize, rows: i32, cols: i32, add: bool): void {
  for (let i = 0; i < rows; i++, from += COLS << 2, to += row)
    for (let j: usize = 0; j < <usize>cols << 2; j += 4)
      store<f32>(to + j, load<f32>(from + j) + (add ? load<f32>(to + j) : <f32>0));
}

/** Rows of A in groups of six: for each k, six neighbours. */
function packRows(a: usize, ai: usize, ak: usize, rows: i32, depth: i32): void {
  let to = scratch;
  for (let i = 0; i < rows; i += ROWS) {
    const count = min(ROWS, rows - i);
    let from = a + <usize>i * ai;
    if (count == ROWS && ai == 4)
      for (let k = 0; k < depth; k++, from += ak, to += 24) {
        v128.store(to, v128.load(from));
        store<u64>(to, load<u64>(from, 16), 16);
      }
    else if (count == ROWS)
      for (let k = 0; k < depth; k++, from += ak, to += 24) {
        store<f32>(to, load<f32>(from));
        store<f32>(to, load<f32>(from + ai), 4);
        store<f32>(to, load<f32>(from + 2 * ai), 8);
        store<f32>(to, load<f32>(from + 3 * ai), 12);
        store<f32>(to, load<f32>(from + 4 * ai), 16);
        store<f32>(to, load<f32>(from + 5 * ai), 20);
      }
    else
      for (let k = 0; k < depth; k++, from += ak, to += 24)
        for (let r = 0; r < ROWS; r++)
          store<f32>(to + (<usize>r << 2), r < count ? load<f32>(from + <usize>r * ai) : <f32>0);
  }
}

/** A panel of B: for each k, eight neighbours. */
function packCols(b: usize, bk: usize, bj: usize, cols: i32, depth: i32, to: usize): void {
  if (cols == COLS && bj == 4) {
    for (let k = 0; k < depth; k++, b += bk, to += 32) {
      v128.store(to, v128.load(b));
      v128.store(to, v128.load(b, 16), 16);
    }
    return;
  }
  let k = 0;
  if (cols == COLS && bk == 4)
    for (; k + 4 <= depth; k += 4, b += 16, to += 128) {
      transpose(b, bj, to);
      transpose(b + 4 * bj, bj, to + 16);
    }
  for (; k < depth; k++, b += bk, to += 32)
    for (let j = 0; j < COLS; j++)
      store<f32>(to + (<usize>j << 2), j < cols ? load<f32>(b + <usize>j * bj) : <f32>0);
}

/** Four rows of four, `stride` apart, to four columns, 32 bytes apart. */
// @ts-ignore: decorator
@inline
function transpose(from: usize, stride: usize, to: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + stride);
  const r2 = v128.load(from + 2 * stride);
  const r3 = v128.load(from + 3 * stride);
  const a = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
  const b = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
  const c = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const d = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(a, b, 0, 2));
  v128.store(to, v128.shuffle<i64>(a, b, 1, 3), 32);
  v128.store(to, v128.shuffle<i64>(c, d, 0, 2), 64);
  v128.store(to, v128.shuffle<i64>(c, d, 1, 3), 96);
}

/** One tile: a (depth, 6) and b (depth, 8) as packed, to six rows of out, `row` bytes apart. */
function tile(a: usize, b: usize, depth: i32, out: usize, row: usize, add: bool): void {
  let p0 = f32x4.splat(0), q0 = p0, p1 = p0, q1 = p0, p2 = p0, q2 = p0;
  let p3 = p0, q3 = p0, p4 = p0, q4 = p0, p5 = p0, q5 = p0;
  const end = a + <usize>depth * 24;
  for (; a < end; a += 24, b += 32) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let x = v128.load32_splat(a);
    p0 = multiplyAdd(x, left, p0);
    q0 = multiplyAdd(x, right, q0);
    x = v128.load32_splat(a, 4);
    p1 = multiplyAdd(x, left, p1);
    q1 = multiplyAdd(x, right, q1);
    x = v128.load32_splat(a, 8);
    p2 = multiplyAdd(x, left, p2);
    q2 = multiplyAdd(x, right, q2);
    x = v128.load32_splat(a, 12);
    p3 = multiplyAdd(x, left, p3);
    q3 = multiplyAdd(x, right, q3);
    x = v128.load32_splat(a, 16);
    p4 = multiplyAdd(x, left, p4);
    q4 = multiplyAdd(x, right, q4);
    x = v128.load32_splat(a, 20);
    p5 = multiplyAdd(x, left, p5);
    q5 = multiplyAdd(x, right, q5);
  }
  putRow(out, p0, q0, add);
  putRow((out += row), p1, q1, add);
  putRow((out += row), p2, q2, add);
  putRow((out += row), p3, q3, add);
  putRow((out += row), p4, q4, add);
  putRow((out += row), p5, q5, add);
}

// @ts-ignore: decorator
@inline
function putRow(out: usize, left: v128, right: v128, add: bool): void {
  if (add) {
    left = f32x4.add(left, v128.load(out));
    right = f32x4.add(right, v128.load(out, 16));
  }
  v128.store(out, left);
  v128.store(out, right, 16);
}
