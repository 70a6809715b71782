// Packed weights and the integer kernels: the sums are those of activations rounded to bytes, whatever the
// way of multiplying, the number of tokens in the pass, and the number of threads.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Random } from '../../base/random.ts';
import { byteLength, DTYPES, type DType } from '../dtype.ts';
import type { Backend } from '../ops.ts';
import { dequantize, quantize } from '../quants.ts';
import { createWasmBackend } from './backend.ts';
import { packedBytes } from './packing.ts';

const TYPES = (Object.keys(DTYPES) as DType[]).filter((type) => packedBytes({ type, rows: 8, cols: 256 }));
const random = new Random(5);
const exact = await createWasmBackend({ threads: 1, kernels: 'exact' });
const others = await Promise.all([
  createWasmBackend({ threads: 3, kernels: 'exact', leastWork: 0 }),
  createWasmBackend({ threads: 1, kernels: 'split' }),
  createWasmBackend({ threads: 2, kernels: 'plain', leastWork: 0 }),
  createWasmBackend({ threads: 1, kernels: 'signed' }),
]);
after(() => Promise.all([exact, ...others].map((backend) => backend.close())));

interface Product {
  readonly type: DType;
  readonly n: number;
  readonly k: number;
  readonly weight: Uint8Array;
  readonly x: Float32Array;
}

/** out (T, n). */
async function multiply(on: Backend, { type, n, k, weight, x }: Product): Promise<Float32Array> {
  const rows = x.length / k;
  const w = on.allocate(type, n, k, 'weight');
  const [input, out] = [on.allocate('F32', rows, k, 'x'), on.allocate('F32', rows, n, 'out')];
  await on.load(w, async (offset, into) => into.set(weight.subarray(offset, offset + into.length)));
  on.write(input, x);
  await on.submit([{ op: 'matmul', x: input, weight: w, out, rows }]);
  const result = await on.read(out);
  for (const tensor of [w, input, out]) on.free(tensor);
  return Float32Array.from(result);
}

function made(type: DType, T: number, n: number, k: number, spread: number): Product {
  const weight = new Uint8Array(byteLength(type, k) * n);
  quantize(
    type,
    Float32Array.from({ length: n * k }, () => spread * random.normal()),
    weight,
    k,
  );
  const x = Float32Array.from({ length: T * k }, (_, i) => random.normal() * (i % 97 === 0 ? 30 : 1));
  return { type, n, k, weight, x };
}

/** The product by its definition, in float64: activations in bytes, 32 sharing a scale of float32. */
function defined({ type, n, k, weight, x }: Product): { sums: Float64Array; sizes: Float64Array } {
  const w = new Float32Array(n * k);
  dequantize(type, weight, w);
  const rounded = new Float64Array(x.length);
  for (let b = 0; b < x.length; b += 32) {
    const block = x.subarray(b, b + 32);
    const most = Math.max(...block.map(Math.abs));
    const inverse = Math.fround(127 / most);
    for (const [i, value] of block.entries())
      rounded[b + i] = roundEven(Math.fround(value * inverse)) * Math.fround(most / 127);
  }
  const T = x.length / k;
  const sums = new Float64Array(T * n);
  const sizes = new Float64Array(T * n);
  for (let t = 0; t < T; t++)
    for (let row = 0; row < n; row++)
      for (let i = 0; i < k; i++) {
        const product = rounded[t * k + i]! * w[row * k + i]!;
        sums[t * n + row]! += product;
        sizes[t * n + row]! += Math.abs(product);
      }
  return { sums, sizes };
}

function roundEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}

test('products of every packed type are those of activations in bytes', async () => {
  for (const type of TYPES)
    for (const [T, n, k, spread] of [
      [1, 8, 256, 0.1],
      [7, 19, 512, 0.1],
      [4, 3, 768, 1e-7],
    ] as const) {
      const product = made(type, T, n, k, spread);
      const got = await multiply(exact, product);
      const { sums, sizes } = defined(product);
      for (const [i, value] of got.entries())
        assert.ok(
          Math.abs(value - sums[i]!) <= 2e-6 * sizes[i]!,
          `${type} ${T} × ${k} by ${n} [${i}]: ${value}, expected ${sums[i]}`,
        );
    }
});

test('the way of multiplying, the threads and the tokens beside it change no bit', async () => {
  for (const type of TYPES) {
    const product = made(type, 6, 21, 512, 0.1);
    const expected = await multiply(exact, product);
    for (const backend of others) assert.deepEqual(await multiply(backend, product), expected, type);
    for (const count of [1, 2, 5]) {
      const few = await multiply(exact, { ...product, x: product.x.slice(0, count * product.k) });
      assert.deepEqual(few, expected.slice(0, few.length), `${type}, ${count} tokens`);
    }
  }
});

test('activations of zero, and weights of extreme bits, give exact sums', async () => {
  for (const type of TYPES) {
    const [n, k] = [9, 256];
    const weight = Uint8Array.from({ length: byteLength(type, k) * n }, (_, i) => (i % 3 === 1 ? 0x24 : 0xff));
    const zero = await multiply(exact, { type, n, k, weight, x: new Float32Array(k) });
    if (type === 'Q8_0') assert.deepEqual(zero, new Float32Array(n));
    for (const backend of others)
      assert.deepEqual(
        await multiply(backend, { type, n, k, weight, x: new Float32Array(k).fill(-3) }),
        await multiply(exact, { type, n, k, weight, x: new Float32Array(k).fill(-3) }),
        type,
      );
  }
});
