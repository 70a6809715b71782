// The scalar operations against closed forms and hand-worked numbers: they are the specification, so
// they are tested against mathematics, not against another program.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { paged } from '../../test/support/paged.ts';
import { Random } from '../base/random.ts';
import type { Backend, Tensor } from './ops.ts';
import { createScalarBackend, erf } from './scalar.ts';

const backend = createScalarBackend({ precision: 'f64' });

function tensor(rows: number, cols: number, values?: ArrayLike<number>, on: Backend = backend): Tensor {
  const made = on.allocate('F32', rows, cols, 'test');
  if (values) on.write(made, Float64Array.from(values));
  return made;
}

function whole(values: Int32Array): Tensor {
  const made = backend.allocate('I32', values.length, 1, 'whole numbers');
  backend.write(made, values);
  return made;
}

function near(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-12): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++)
    assert.ok(Math.abs(actual[i]! - expected[i]!) <= tolerance, `${i}: ${actual[i]} is not ${expected[i]}`);
}

const random = new Random(7);
const normals = (count: number): number[] => Array.from({ length: count }, () => random.normal());

test('matmul adds the bias, accumulates, and leaves the other rows alone', async () => {
  const x = tensor(2, 3, [1, 2, 3, 4, 5, 6]);
  const weight = tensor(2, 3, [1, 0, -1, 2, 2, 2]);
  const bias = tensor(1, 2, [10, 20]);
  const out = tensor(3, 2, [0, 0, 0, 0, 7, 7]);
  await backend.submit([{ op: 'matmul', x, weight, bias, out, rows: 2 }]);
  near(await backend.read(out), [8, 32, 8, 50, 7, 7]);
  await backend.submit([{ op: 'matmul', x, weight, out, rows: 2, accumulate: true }]);
  near(await backend.read(out), [6, 44, 6, 80, 7, 7]);
});

test('rmsNorm makes the mean square one, layerNorm the mean zero and the variance one', async () => {
  const [x, out] = [tensor(3, 16, normals(48)), tensor(3, 16)];
  const [ones, zeros] = [tensor(1, 16, new Array(16).fill(1)), tensor(1, 16)];
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  await backend.submit([{ op: 'rmsNorm', x, weight: ones, out, rows: 3, width: 16, eps: 0 }]);
  const rows = async (): Promise<number[][]> => {
    const data = [...(await backend.read(out))];
    return [0, 16, 32].map((at) => data.slice(at, at + 16));
  };
  for (const row of await rows()) near([mean(row.map((v) => v * v))], [1]);
  await backend.submit([{ op: 'layerNorm', x, weight: ones, bias: zeros, out, rows: 3, width: 16, eps: 0 }]);
  for (const row of await rows()) near([mean(row), mean(row.map((v) => v * v))], [0, 1]);
});

test('rope turns pairs by their angles, in both layouts, and leaves the rest', async () => {
  const angles = tensor(1, 4, [Math.cos(0.3), Math.sin(0.3), Math.cos(1.1), Math.sin(1.1)]);
  const command = { op: 'rope', angles, rows: 1, heads: 1, headDim: 5, rotary: 4 } as const;
  const turned = async (layout: 'adjacent' | 'halves'): Promise<number[]> => {
    const x = tensor(1, 5, [1, 2, 3, 4, 5]);
    await backend.submit([{ ...command, x, layout }]);
    return [...(await backend.read(x))];
  };
  const turn = (a: number, b: number, by: number): number[] => [
    a * Math.cos(by) - b * Math.sin(by),
    a * Math.sin(by) + b * Math.cos(by),
  ];
  near(await turned('adjacent'), [...turn(1, 2, 0.3), ...turn(3, 4, 1.1), 5]);
  const [first, second] = [turn(1, 3, 0.3), turn(2, 4, 1.1)];
  near(await turned('halves'), [first[0]!, second[0]!, first[1]!, second[1]!, 5]);
});

test('attention is the softmax-weighted mean of the values in sight', async () => {
  const [T, H, K, N, start] = [3, 4, 2, 8, 5];
  const [q, keys, values] = [normals(T * H * N), normals((start + T) * K * N), normals((start + T) * K * N)];
  for (const [causal, window] of [
    [true, 0],
    [true, 3],
    [false, 0],
  ] as const) {
    const out = tensor(T, H * N);
    const pages = paged(T, start, causal, 3, random);
    const [tk, tv] = [keys, values].map((rows) => {
      const made = tensor(pages.places, K * N);
      for (let p = 0; p < start + T; p++)
        backend.write(made, Float64Array.from(rows.slice(p * K * N, (p + 1) * K * N)), pages.place(p));
      return made;
    });
    const [tables, blocks, ends] = [pages.tables, pages.blocks, pages.ends].map((values) => whole(values));
    const shapes = { rows: T, heads: H, kvHeads: K, headDim: N, window, scale: 0.5, block: 3 };
    const where = { tables: tables!, blocks: blocks!, ends: ends! };
    const q0 = tensor(T, H * N, q);
    await backend.submit([{ op: 'attention', q: q0, keys: tk!, values: tv!, out, ...where, ...shapes }]);
    const expected: number[] = [];
    for (let t = 0; t < T; t++)
      for (let h = 0; h < H; h++) {
        const seen = Array.from({ length: start + T }, (_, p) => p).filter(
          (p) => !causal || (p <= start + t && (window === 0 || p > start + t - window)),
        );
        const at = (p: number, i: number): number => (p * K + Math.floor((h * K) / H)) * N + i;
        const weights = seen.map((p) => {
          let dot = 0;
          for (let i = 0; i < N; i++) dot += q[(t * H + h) * N + i]! * keys[at(p, i)]!;
          return Math.exp(dot * 0.5);
        });
        const total = weights.reduce((sum, weight) => sum + weight, 0);
        for (let i = 0; i < N; i++)
          expected.push(seen.reduce((sum, p, j) => sum + (weights[j]! / total) * values[at(p, i)]!, 0));
      }
    near(await backend.read(out), expected);
  }
});

test('store puts rows at their places, in each number format', async () => {
  const x = tensor(2, 32, normals(64));
  for (const [type, tolerance] of [
    ['F32', 0],
    ['F16', 2e-3],
    ['Q8_0', 2e-2],
  ] as const) {
    const out = backend.allocate(type, 5, 32, type);
    const rows = tensor(5, 32);
    const order = whole(Int32Array.of(0, 1, 2, 3, 4));
    await backend.submit([
      { op: 'store', x, out, slots: whole(Int32Array.of(4, 1)), rows: 2 },
      { op: 'embed', table: out, ids: order, out: rows, rows: 5 },
    ]);
    near(await backend.read(rows, 4, 1), await backend.read(x, 0, 1), tolerance);
    near(await backend.read(rows, 1, 1), await backend.read(x, 1, 1), tolerance);
    near(await backend.read(rows, 2, 2), new Float64Array(64));
  }
});

test('erf agrees with its integral, and gelu with erf', async () => {
  const integral = (z: number): number => {
    const steps = 20_000;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const weight = i === 0 || i === steps ? 1 : i % 2 === 0 ? 2 : 4;
      sum += weight * Math.exp(-(((z * i) / steps) ** 2));
    }
    return ((2 / Math.sqrt(Math.PI)) * (z / steps) * sum) / 3;
  };
  const points = [-5.5, -3.01, -2.99, -1, -0.1, 0, 1e-9, 0.5, 1.5, 2.999, 3.001, 4, 7];
  near(points.map(erf), points.map(integral), 1e-12);
  const [x, out] = [tensor(1, points.length, points), tensor(1, points.length)];
  await backend.submit([{ op: 'gelu', form: 'erf', x, out, rows: 1 }]);
  near(
    await backend.read(out),
    points.map((z) => (z / 2) * (1 + integral(z / Math.SQRT2))),
    1e-11,
  );
});

test('gate, add, scale, embed, copyRows and logProb do what their lines say', async () => {
  const [gate, up] = [tensor(1, 2, [0.5, -2]), tensor(1, 2, [3, 4])];
  const out = tensor(1, 2);
  await backend.submit([{ op: 'gate', act: 'silu', gate, up, out, rows: 1 }]);
  near(await backend.read(out), [(0.5 / (1 + Math.exp(-0.5))) * 3, (-2 / (1 + Math.exp(2))) * 4]);
  const x = tensor(2, 2, [1, 2, 3, 4]);
  await backend.submit([
    { op: 'add', x, y: up, out: x, rows: 2, broadcast: true },
    { op: 'scale', x, factor: 2, out: x, rows: 1 },
    { op: 'copyRows', x, xRow: 1, out, outRow: 0, rows: 1 },
  ]);
  near(await backend.read(x), [8, 12, 6, 8]);
  near(await backend.read(out), [6, 8]);
  const ids = backend.allocate('I32', 2, 1, 'ids');
  backend.write(ids, Int32Array.of(1, 0));
  const [rows, scores] = [tensor(2, 2), tensor(2, 1)];
  await backend.submit([
    { op: 'embed', table: x, ids, out: rows, rows: 2 },
    { op: 'logProb', x: rows, ids, out: scores, rows: 2 },
  ]);
  near(await backend.read(rows), [6, 8, 8, 12]);
  near(await backend.read(scores), [8 - Math.log(Math.exp(6) + Math.exp(8)), 8 - Math.log(Math.exp(8) + Math.exp(12))]);
});

test('a closed backend says so, and memory is counted', async () => {
  const other = createScalarBackend();
  const made = tensor(2, 8, undefined, other);
  assert.equal(other.allocated, 64);
  other.free(made);
  assert.equal(other.allocated, 0);
  await other.close();
  await assert.rejects(other.submit([]), { code: 'closed' });
});
