// Dense f32 matrix products for training: out = A · B, either factor transposed. Blocks of A and panels
// of B are copied into scratch in the order in which the tile reads them (Goto and van de Geijn, 2008), so
// every layout runs at the same speed; what sticks out at the edges is padded with zeros there. An output
// is one sum over ascending k, cut every DEPTH, whatever the number of threads and the width of the tile.
import { GEMM_DEPTH, GEMM_ROWS, GEMM_WIDE } from '../layout';
import { multiplyAdd } from './math';
import { scratch, shareEnd, shareStart } from './sync';

/** Rows of a tile, by eight columns: twelve vectors of sums, which is what registers hold. */
const ROWS: i32 = 6;
const COLS: i32 = 8;

/**
 * A: element (i, k) at a + i · ai + k · ak, strides in bytes; B: (k, j) at b + k · bk + j · bj. out (m, n).
 * `wide`: vectors come in pairs that become one of 256 bits, so tiles have sixteen columns.
 */
export function gemm(
  a: usize, b: usize, out: usize, m: i32, n: i32, k: i32,
  ai: usize, ak: usize, bk: usize, bj: usize, accumulate: bool, wide: bool,
): void {
  const row = <usize>n << 2;
  if (m >= n) {
    // Threads share the longer side: what each of them copies for itself is the shorter one.
    const tiles = (m + ROWS - 1) / ROWS;
    const first = shareStart(tiles) * ROWS;
    const rows = min(m, shareEnd(tiles) * ROWS) - first;
    block(a + <usize>first * ai, b, out + <usize>first * row, rows, n, k, ai, ak, bk, bj, row, accumulate, wide);
  } else {
    const panels = (n + GEMM_WIDE - 1) / GEMM_WIDE;
    const first = shareStart(panels) * GEMM_WIDE;
    const cols = min(n, shareEnd(panels) * GEMM_WIDE) - first;
    block(a, b + <usize>first * bj, out + (<usize>first << 2), m, cols, k, ai, ak, bk, bj, row, accumulate, wide);
  }
}

/** One thread's rows and columns; rows of out are `row` bytes apart. */
function block(
  a: usize, b: usize, out: usize, m: i32, n: i32, k: i32,
  ai: usize, ak: usize, bk: usize, bj: usize, row: usize, accumulate: bool, wide: bool,
): void {
  if (n <= 0) return;
  const packedB = scratch + ((<usize>GEMM_ROWS * <usize>GEMM_DEPTH) << 2);
  const edge = packedB + ((<usize>GEMM_WIDE * <usize>GEMM_DEPTH) << 2);
  const edgeRow = <usize>GEMM_WIDE << 2;
  const zeros = edge + <usize>ROWS * edgeRow;
  memory.fill(zeros, 0, edgeRow);
  const width = wide ? GEMM_WIDE : COLS;
  for (let i0 = 0; i0 < m; i0 += GEMM_ROWS) {
    const rows = min(GEMM_ROWS, m - i0);
    for (let k0 = 0; k0 < k; k0 += GEMM_DEPTH) {
      const depth = min(GEMM_DEPTH, k - k0);
      const add = accumulate || k0 > 0;
      packRows(a + <usize>i0 * ai + <usize>k0 * ak, ai, ak, rows, depth);
      for (let j = 0; j < n; j += width) {
        const cols = min(width, n - j);
        packCols(b + <usize>k0 * bk + <usize>j * bj, bk, bj, cols, depth, packedB, width);
        for (let i = 0; i < rows; i += ROWS) {
          const panel = scratch + ((<usize>i * <usize>depth) << 2);
          const to = out + <usize>(i0 + i) * row + (<usize>j << 2);
          const count = min(ROWS, rows - i);
          const whole = count == ROWS && cols == width;
          if (!whole && add) copyTile(to, row, edge, edgeRow, count, cols);
          const into = whole ? to : edge;
          const intoRow = whole ? row : edgeRow;
          const from = add ? into : zeros;
          const apart = add ? intoRow : 0;
          if (wide) wideTile(panel, packedB, depth, from, apart, into, intoRow);
          else tile(panel, packedB, depth, from, apart, into, intoRow);
          if (!whole) copyTile(edge, edgeRow, to, row, count, cols);
        }
      }
    }
  }
}

/** The part of a tile that lies within the output. */
function copyTile(from: usize, fromRow: usize, to: usize, toRow: usize, rows: i32, cols: i32): void {
  for (let i = 0; i < rows; i++, from += fromRow, to += toRow) memory.copy(to, from, <usize>cols << 2);
}

/** Rows of A in groups of six: for each k, six neighbours. */
function packRows(a: usize, ai: usize, ak: usize, rows: i32, depth: i32): void {
  let to = scratch;
  for (let i = 0; i < rows; i += ROWS) {
    const count = min(ROWS, rows - i);
    let from = a + <usize>i * ai;
    let k = 0;
    if (count == ROWS && ai == 4)
      for (; k < depth; k++, from += ak, to += 24) {
        v128.store(to, v128.load(from));
        store<u64>(to, load<u64>(from, 16), 16);
      }
    else if (count == ROWS && ak == 4)
      for (; k + 4 <= depth; k += 4, from += 16, to += 96) {
        transpose(from, ai, to, 24);
        const r4 = v128.load(from + 4 * ai);
        const r5 = v128.load(from + 5 * ai);
        const low = v128.shuffle<i32>(r4, r5, 0, 4, 1, 5);
        const high = v128.shuffle<i32>(r4, r5, 2, 6, 3, 7);
        v128.store_lane<u64>(to, low, 0, 16);
        v128.store_lane<u64>(to, low, 1, 40);
        v128.store_lane<u64>(to, high, 0, 64);
        v128.store_lane<u64>(to, high, 1, 88);
      }
    for (; k < depth; k++, from += ak, to += 24)
      for (let r = 0; r < ROWS; r++)
        store<f32>(to + (<usize>r << 2), r < count ? load<f32>(from + <usize>r * ai) : <f32>0);
  }
}

/** A panel of B: for each k, `width` neighbours, eight or sixteen. */
function packCols(b: usize, bk: usize, bj: usize, cols: i32, depth: i32, to: usize, width: i32): void {
  const row = <usize>width << 2;
  let k = 0;
  if (cols == width && bj == 4)
    for (; k < depth; k++, b += bk, to += row)
      for (let at: usize = 0; at < row; at += 32) {
        v128.store(to + at, v128.load(b + at));
        v128.store(to + at, v128.load(b + at, 16), 16);
      }
  else if (cols == width && bk == 4)
    for (; k + 4 <= depth; k += 4, b += 16, to += 4 * row)
      for (let j: usize = 0; j < <usize>width; j += 4) transpose(b + j * bj, bj, to + (j << 2), row);
  for (; k < depth; k++, b += bk, to += row)
    for (let j = 0; j < width; j++)
      store<f32>(to + (<usize>j << 2), j < cols ? load<f32>(b + <usize>j * bj) : <f32>0);
}

/** Four rows of four, `stride` apart, to four columns, `apart` bytes apart. */
// @ts-ignore: decorator
@inline
function transpose(from: usize, stride: usize, to: usize, apart: usize): void {
  const r0 = v128.load(from);
  const r1 = v128.load(from + stride);
  const r2 = v128.load(from + 2 * stride);
  const r3 = v128.load(from + 3 * stride);
  const a = v128.shuffle<i32>(r0, r1, 0, 4, 1, 5);
  const b = v128.shuffle<i32>(r2, r3, 0, 4, 1, 5);
  const c = v128.shuffle<i32>(r0, r1, 2, 6, 3, 7);
  const d = v128.shuffle<i32>(r2, r3, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<i64>(a, b, 0, 2));
  v128.store(to + apart, v128.shuffle<i64>(a, b, 1, 3));
  v128.store(to + 2 * apart, v128.shuffle<i64>(c, d, 0, 2));
  v128.store(to + 3 * apart, v128.shuffle<i64>(c, d, 1, 3));
}

/**
 * One tile: a (depth, 6) and b (depth, 8) as packed, added to six rows of sums, `apart` bytes apart, into
 * six rows of out, `row` bytes apart.
 */
function tile(a: usize, b: usize, depth: i32, from: usize, apart: usize, out: usize, row: usize): void {
  let p0 = v128.load(from), q0 = v128.load(from, 16);
  let p1 = v128.load(from + apart), q1 = v128.load(from + apart, 16);
  let p2 = v128.load(from + 2 * apart), q2 = v128.load(from + 2 * apart, 16);
  let p3 = v128.load(from + 3 * apart), q3 = v128.load(from + 3 * apart, 16);
  let p4 = v128.load(from + 4 * apart), q4 = v128.load(from + 4 * apart, 16);
  let p5 = v128.load(from + 5 * apart), q5 = v128.load(from + 5 * apart, 16);
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
  v128.store(out, p0);
  v128.store(out, q0, 16);
  v128.store(out + row, p1);
  v128.store(out + row, q1, 16);
  v128.store(out + 2 * row, p2);
  v128.store(out + 2 * row, q2, 16);
  v128.store(out + 3 * row, p3);
  v128.store(out + 3 * row, q3, 16);
  v128.store(out + 4 * row, p4);
  v128.store(out + 4 * row, q4, 16);
  v128.store(out + 5 * row, p5);
  v128.store(out + 5 * row, q5, 16);
}

/** The same for b (depth, 16): pairs of vectors, each of which becomes one where the module is compiled to 256 bits. */
function wideTile(a: usize, b: usize, depth: i32, from: usize, apart: usize, out: usize, row: usize): void {
  let p0 = v128.load(from), q0 = v128.load(from, 16);
  let r0 = v128.load(from, 32), s0 = v128.load(from, 48);
  let p1 = v128.load(from + apart), q1 = v128.load(from + apart, 16);
  let r1 = v128.load(from + apart, 32), s1 = v128.load(from + apart, 48);
  let p2 = v128.load(from + 2 * apart), q2 = v128.load(from + 2 * apart, 16);
  let r2 = v128.load(from + 2 * apart, 32), s2 = v128.load(from + 2 * apart, 48);
  let p3 = v128.load(from + 3 * apart), q3 = v128.load(from + 3 * apart, 16);
  let r3 = v128.load(from + 3 * apart, 32), s3 = v128.load(from + 3 * apart, 48);
  let p4 = v128.load(from + 4 * apart), q4 = v128.load(from + 4 * apart, 16);
  let r4 = v128.load(from + 4 * apart, 32), s4 = v128.load(from + 4 * apart, 48);
  let p5 = v128.load(from + 5 * apart), q5 = v128.load(from + 5 * apart, 16);
  let r5 = v128.load(from + 5 * apart, 32), s5 = v128.load(from + 5 * apart, 48);
  const end = a + <usize>depth * 24;
  for (; a < end; a += 24, b += 64) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const b2 = v128.load(b, 32);
    const b3 = v128.load(b, 48);
    let x = v128.load32_splat(a);
    p0 = multiplyAdd(x, b0, p0);
    q0 = multiplyAdd(x, b1, q0);
    r0 = multiplyAdd(x, b2, r0);
    s0 = multiplyAdd(x, b3, s0);
    x = v128.load32_splat(a, 4);
    p1 = multiplyAdd(x, b0, p1);
    q1 = multiplyAdd(x, b1, q1);
    r1 = multiplyAdd(x, b2, r1);
    s1 = multiplyAdd(x, b3, s1);
    x = v128.load32_splat(a, 8);
    p2 = multiplyAdd(x, b0, p2);
    q2 = multiplyAdd(x, b1, q2);
    r2 = multiplyAdd(x, b2, r2);
    s2 = multiplyAdd(x, b3, s2);
    x = v128.load32_splat(a, 12);
    p3 = multiplyAdd(x, b0, p3);
    q3 = multiplyAdd(x, b1, q3);
    r3 = multiplyAdd(x, b2, r3);
    s3 = multiplyAdd(x, b3, s3);
    x = v128.load32_splat(a, 16);
    p4 = multiplyAdd(x, b0, p4);
    q4 = multiplyAdd(x, b1, q4);
    r4 = multiplyAdd(x, b2, r4);
    s4 = multiplyAdd(x, b3, s4);
    x = v128.load32_splat(a, 20);
    p5 = multiplyAdd(x, b0, p5);
    q5 = multiplyAdd(x, b1, q5);
    r5 = multiplyAdd(x, b2, r5);
    s5 = multiplyAdd(x, b3, s5);
  }
  v128.store(out, p0);
  v128.store(out, q0, 16);
  v128.store(out, r0, 32);
  v128.store(out, s0, 48);
  v128.store(out + row, p1);
  v128.store(out + row, q1, 16);
  v128.store(out + row, r1, 32);
  v128.store(out + row, s1, 48);
  v128.store(out + 2 * row, p2);
  v128.store(out + 2 * row, q2, 16);
  v128.store(out + 2 * row, r2, 32);
  v128.store(out + 2 * row, s2, 48);
  v128.store(out + 3 * row, p3);
  v128.store(out + 3 * row, q3, 16);
  v128.store(out + 3 * row, r3, 32);
  v128.store(out + 3 * row, s3, 48);
  v128.store(out + 4 * row, p4);
  v128.store(out + 4 * row, q4, 16);
  v128.store(out + 4 * row, r4, 32);
  v128.store(out + 4 * row, s4, 48);
  v128.store(out + 5 * row, p5);
  v128.store(out + 5 * row, q5, 16);
  v128.store(out + 5 * row, r5, 32);
  v128.store(out + 5 * row, s5, 48);
}
