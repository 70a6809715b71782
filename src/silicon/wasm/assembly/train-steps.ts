// What optimisers do with weights, gradients and their own state: elementwise, `count` a multiple of 4.
import { sumLanes } from './math';
import { scratch, shareEnd, shareStart, thread } from './sync';

/** out = a · x + b · y. */
export function mix(x: usize, y: usize, out: usize, count: i32, a: f32, b: f32): void {
  const fours = count >> 2;
  const left = f32x4.splat(a);
  const right = f32x4.splat(b);
  for (let i = <usize>shareStart(fours) << 4, end = <usize>shareEnd(fours) << 4; i < end; i += 16)
    v128.store(out + i, f32x4.add(f32x4.mul(v128.load(x + i), left), f32x4.mul(v128.load(y + i), right)));
}

/** Elements summed in float32 before they join the float64 sum. */
const PART: usize = 4096;

/** One float32 = Σ x², by one thread: memory is the limit. */
export function squares(x: usize, out: usize, count: i32): void {
  if (thread != 0) return;
  let total: f64 = 0;
  for (const end = x + (<usize>count << 2); x < end; ) {
    let sum = f32x4.splat(0);
    for (const stop = min(end, x + PART); x < stop; x += 16) {
      const z = v128.load(x);
      sum = f32x4.add(sum, f32x4.mul(z, z));
    }
    total += <f64>sumLanes(sum);
  }
  store<f32>(out, <f32>total);
}

/** out = x / (√square + eps). */
export function unit(x: usize, square: usize, out: usize, count: i32, eps: f32): void {
  const fours = count >> 2;
  const by = f32x4.splat(<f32>1 / (sqrt<f32>(load<f32>(square)) + eps));
  for (let i = <usize>shareStart(fours) << 4, end = <usize>shareEnd(fours) << 4; i < end; i += 16)
    v128.store(out + i, f32x4.mul(v128.load(x + i), by));
}

/** As ops-train.ts says; `numbers` is where gradScale, β₁, β₂, decay, step, rootScale and eps lie. */
export function adamw(grad: usize, m: usize, v: usize, weight: usize, count: i32, numbers: usize): void {
  // V8 keeps splats of numbers in registers as long as there are enough; the rest it reads from here.
  for (let i: usize = 0; i < 7; i++) v128.store(scratch + (i << 4), v128.load32_splat(numbers + (i << 2)));
  v128.store(scratch, f32x4.splat(<f32>1 - load<f32>(numbers, 4)), 112);
  v128.store(scratch, f32x4.splat(<f32>1 - load<f32>(numbers, 8)), 128);
  const fours = count >> 2;
  for (let i = <usize>shareStart(fours) << 4, end = <usize>shareEnd(fours) << 4; i < end; i += 16) {
    const g = f32x4.mul(v128.load(grad + i), v128.load(scratch));
    const first = f32x4.add(f32x4.mul(v128.load(m + i), v128.load(scratch, 16)), f32x4.mul(g, v128.load(scratch, 112)));
    const square = f32x4.mul(f32x4.mul(g, g), v128.load(scratch, 128));
    const second = f32x4.add(f32x4.mul(v128.load(v + i), v128.load(scratch, 32)), square);
    v128.store(m + i, first);
    v128.store(v + i, second);
    const below = f32x4.add(f32x4.mul(f32x4.sqrt(second), v128.load(scratch, 80)), v128.load(scratch, 96));
    const move = f32x4.div(f32x4.mul(first, v128.load(scratch, 64)), below);
    v128.store(weight + i, f32x4.sub(f32x4.mul(v128.load(weight + i), v128.load(scratch, 48)), move));
  }
}
