// RMSNorm and LayerNorm over groups of `width`. Threads share out the groups. Sums are float64: a
// residual stream has a few very large elements.
import { begin } from './math';

/** Words: 1 x, 2 weight, 3 out, 4 groups, 5 width, 6 eps (f32 bits). */
export function rmsNorm(c: usize, thread: i32, threads: i32): void {
  const x: usize = load<u32>(c, 4);
  const weight: usize = load<u32>(c, 8);
  const out: usize = load<u32>(c, 12);
  const groups = load<i32>(c, 16);
  const width = load<i32>(c, 20);
  const eps = load<f32>(c, 24);
  const end = begin(groups, thread + 1, threads);
  for (let g = begin(groups, thread, threads); g < end; g++) {
    const at = (<usize>g * <usize>width) << 2;
    const inverse = <f32>(1 / Math.sqrt(squares(x + at, width, 0) / <f64>width + <f64>eps));
    normalise(x + at, weight, 0, out + at, width, 0, inverse);
  }
}

/** Words: 1 x, 2 weight, 3 out, 4 groups, 5 width, 6 eps (f32 bits), 7 bias. */
export function layerNorm(c: usize, thread: i32, threads: i32): void {
  const x: usize = load<u32>(c, 4);
  const weight: usize = load<u32>(c, 8);
  const out: usize = load<u32>(c, 12);
  const groups = load<i32>(c, 16);
  const width = load<i32>(c, 20);
  const eps = load<f32>(c, 24);
  const bias: usize = load<u32>(c, 28);
  const end = begin(groups, thread + 1, threads);
  for (let g = begin(groups, thread, threads); g < end; g++) {
    const at = (<usize>g * <usize>width) << 2;
    let sum: f64 = 0;
    for (let i = 0; i < width; i++) sum += <f64>load<f32>(x + at + (<usize>i << 2));
    const mean = sum / <f64>width;
    const inverse = <f32>(1 / Math.sqrt(squares(x + at, width, mean) / <f64>width + <f64>eps));
    normalise(x + at, weight, bias, out + at, width, <f32>mean, inverse);
  }
}

/** Σ (x − mean)². */
function squares(x: usize, width: i32, mean: f64): f64 {
  const m = f64x2.splat(mean);
  let low = f64x2.splat(0);
  let high = low;
  let i = 0;
  for (; i + 4 <= width; i += 4, x += 16) {
    const v = v128.load(x);
    const a = f64x2.sub(f64x2.promote_low_f32x4(v), m);
    const b = f64x2.sub(f64x2.promote_low_f32x4(v128.shuffle<i32>(v, v, 2, 3, 2, 3)), m);
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; i < width; i++, x += 4) {
    const d = <f64>load<f32>(x) - mean;
    sum += d * d;
  }
  return sum;
}

function normalise(x: usize, weight: usize, bias: usize, out: usize, width: i32, mean: f32, inverse: f32): void {
  const m = f32x4.splat(mean);
  const s = f32x4.splat(inverse);
  let i = 0;
  for (; i + 4 <= width; i += 4) {
    const at = <usize>i << 2;
    let v = f32x4.mul(f32x4.mul(f32x4.sub(v128.load(x + at), m), s), v128.load(weight + at));
    if (bias) v = f32x4.add(v, v128.load(bias + at));
    v128.store(out + at, v);
  }
  for (; i < width; i++) {
    const at = <usize>i << 2;
    const v = (load<f32>(x + at) - mean) * inverse * load<f32>(weight + at);
    store<f32>(out + at, bias ? v + load<f32>(bias + at) : v);
  }
}
