// Rows of activations into a store of keys or values, in its own number format: F32, F16 or Q8_0; alone, or
// together with the norms and turns that come before.
import { normRow, turnAdjacent, turnHalves } from './rows';
import { shareEnd, shareStart } from './sync';

/** out[slots[t]] = x[t]; `type` and `rowBytes` are those of out. */
export function storeRows(x: usize, slots: usize, out: usize, type: i32, rowBytes: usize, rows: i32, width: i32): void {
  for (let t = shareStart(rows), end = shareEnd(rows); t < end; t++) {
    const slot = <usize>load<u32>(slots + (<usize>t << 2));
    keep(x + (<usize>t << 2) * <usize>width, out + slot * rowBytes, type, width);
  }
}

/** `width` floats as they are stored. */
function keep(from: usize, to: usize, type: i32, width: i32): void {
  if (type == 0) memory.copy(to, from, <usize>width << 2);
  else if (type == 1) for (let i: usize = 0; i < <usize>width; i++) store<u16>(to + (i << 1), half(load<f32>(from + (i << 2))));
  else for (let i = 0; i < width >> 5; i++) quantizeBlock(from + (<usize>i << 7), to + <usize>i * 34);
}

/**
 * Norms and turns the heads of q (rows, heads, headDim) and k (rows, kvHeads, headDim), and stores k and v at
 * their slots; steps without an address are left out. Threads share heads.
 */
export function ropeStore(
  v: usize, slots: usize, angles: usize, qNorm: usize, kNorm: usize, q: usize, k: usize, keys: usize, values: usize,
  rows: i32, heads: i32, kvHeads: i32, headDim: i32, rotary: i32, adjacent: bool, type: i32, rowBytes: usize, eps: f32,
): void {
  const each = heads + 2 * kvHeads;
  const bytes = <usize>headDim << 2;
  const part = rowBytes / <usize>kvHeads;
  for (let item = shareStart(rows * each), end = shareEnd(rows * each); item < end; item++) {
    const t = item / each;
    let head = item % each;
    const isQuery = head < heads;
    if (!isQuery) head -= heads;
    const isValue = !isQuery && head >= kvHeads;
    if (isValue) head -= kvHeads;
    const x = (isQuery ? q : isValue ? v : k) + <usize>(t * (isQuery ? heads : kvHeads) + head) * bytes;
    if (!isValue) {
      const norm = isQuery ? qNorm : kNorm;
      if (norm) normRow(x, norm, x, headDim, eps);
      const turn = angles + (<usize>(t * rotary) << 2);
      if (angles) {
        if (adjacent) turnAdjacent(turn, x, rotary);
        else turnHalves(turn, x, rotary);
      }
    }
    if (isQuery) continue;
    const place = <usize>load<u32>(slots + (<usize>t << 2)) * rowBytes + <usize>head * part;
    keep(x, (isValue ? values : keys) + place, type, headDim);
  }
}

/** The f16 nearest to `value`, ties to even. */
function half(value: f32): u16 {
  const bits = reinterpret<u32>(value);
  const sign = (bits >> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return <u16>(sign | 0x7e00);
  if (magnitude >= 0x47800000) return <u16>(sign | 0x7c00);
  // Below the smallest normal, adding 0.5 leaves the rounded count of 2^-24 in the low bits.
  if (magnitude < 0x38800000) return <u16>(sign | (reinterpret<u32>(reinterpret<f32>(magnitude) + 0.5) - 0x3f000000));
  return <u16>(sign | ((magnitude + 0xfff + ((magnitude >> 13) & 1) - 0x38000000) >> 13));
}

/** 32 floats to a Q8_0 block: the largest magnitude becomes 127, halves round away from zero. */
function quantizeBlock(from: usize, to: usize): void {
  let largest = f32x4.splat(0);
  for (let i: usize = 0; i < 128; i += 16) largest = f32x4.max(largest, f32x4.abs(v128.load(from + i)));
  const two = f32x4.max(largest, v128.shuffle<i32>(largest, largest, 2, 3, 0, 1));
  const scale = max(f32x4.extract_lane(two, 0), f32x4.extract_lane(two, 1)) / 127;
  const inverse = scale == 0 ? <f32>0 : <f32>1 / scale;
  store<u16>(to, half(scale));
  for (let i: usize = 0; i < 32; i++) {
    const value = load<f32>(from + (i << 2)) * inverse;
    const magnitude = min<f32>(127, floor<f32>(abs<f32>(value) + 0.5));
    store<i8>(to + i, <i8>(value < 0 ? -magnitude : magnitude), 2);
  }
}
