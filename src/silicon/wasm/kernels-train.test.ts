// Training's operations of the WASM backend against the scalar one in float64, with 1, 2 and 3 threads: near
// the specification and equal, bit for bit, whatever the number of threads.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Random } from '../../base/random.ts';
import type { Backend, Command, Tensor } from '../ops.ts';
import { NORM_PART } from '../ops-train.ts';
import { createScalarBackend } from '../scalar.ts';
import { createWasmBackend } from './backend.ts';

const scalar = createScalarBackend({ precision: 'f64' });
const wasm = await Promise.all([1, 2, 3].map((threads) => createWasmBackend({ threads, leastWork: 0 })));
after(() => Promise.all(wasm.map((backend) => backend.close())));

const random = new Random(12);

type Data = Float32Array | Int32Array;
type Made = readonly [rows: number, cols: number, data: Data];

function floats(rows: number, cols: number, spread = 1): Made {
  return [rows, cols, Float32Array.from({ length: rows * cols }, () => spread * random.normal())];
}

function ids(count: number, limit: number): Made {
  return [count, 1, Int32Array.from({ length: count }, () => random.int(limit))];
}

/** Everything in the tensors that are no ids, after the commands. */
async function run<Name extends string>(
  on: Backend,
  made: Record<Name, Made>,
  build: (t: Record<NoInfer<Name>, Tensor>) => Command[],
): Promise<Map<string, ArrayLike<number>>> {
  const tensors = {} as Record<Name, Tensor>;
  for (const name of Object.keys(made) as Name[]) {
    const [rows, cols, data] = made[name];
    tensors[name] = on.allocate(data instanceof Int32Array ? 'I32' : 'F32', rows, cols, name);
    on.write(tensors[name], data);
  }
  await on.submit(build(tensors));
  const found = new Map<string, ArrayLike<number>>();
  for (const tensor of Object.values<Tensor>(tensors)) {
    if (tensor.type === 'F32') found.set(tensor.label, await on.read(tensor));
    on.free(tensor);
  }
  return found;
}

/** All tensors within `tolerance` of the largest element of each. */
async function same<Name extends string>(
  title: string,
  tolerance: number,
  made: Record<Name, Made>,
  build: (t: Record<NoInfer<Name>, Tensor>) => Command[],
): Promise<void> {
  const expected = await run(scalar, made, build);
  const [first, ...others] = await Promise.all(wasm.map((backend) => run(backend, made, build)));
  for (const other of others) assert.deepEqual(other, first, `${title}: results differ with the number of threads`);
  for (const [name, values] of expected) {
    const all = Array.from(values);
    const allowed = tolerance * Math.max(...all.map(Math.abs));
    for (const [i, value] of all.entries()) {
      const got = first!.get(name)![i]!;
      assert.ok(Math.abs(got - value) <= allowed, `${title}: ${name}[${i}] is ${got}, expected ${value} ± ${allowed}`);
    }
  }
}

test('attention over sequences and its backward: grouped heads, lengths at every edge of a block', async () => {
  for (const [sequences, length, heads, kvHeads, headDim, spread] of [
    [1, 1, 1, 1, 8, 1],
    [3, 5, 4, 2, 8, 1],
    [2, 64, 3, 1, 32, 1],
    [2, 67, 6, 3, 32, 2],
    [1, 130, 2, 2, 16, 6],
    [2, 193, 4, 1, 40, 1],
    [1, 256, 2, 1, 128, 0.3],
  ] as const) {
    const rows = sequences * length;
    const [asking, offering] = [heads * headDim, kvHeads * headDim];
    const made = {
      q: floats(rows, asking, spread),
      keys: floats(rows, offering, spread),
      values: floats(rows, offering),
      out: floats(rows, asking),
      lse: floats(rows, heads),
      dOut: floats(rows, asking),
      dQ: floats(rows, asking),
      dKeys: floats(rows, offering),
      dValues: floats(rows, offering),
    };
    const shape = { rows, length, heads, kvHeads, headDim, scale: 1 / Math.sqrt(headDim) };
    await same(
      `attend ${JSON.stringify(shape)}`,
      1e-5,
      made,
      ({ q, keys, values, out, lse, dOut, dQ, dKeys, dValues }) => [
        { op: 'attend', q, keys, values, out, lse, ...shape },
        { op: 'attendGrad', q, keys, values, out, lse, dOut, dQ, dKeys, dValues, ...shape },
      ],
    );
  }
});

test('the backward of norms, in place and added, and sums of rows', async () => {
  for (const [rows, width] of [
    [1, 4],
    [NORM_PART, 8],
    [3 * NORM_PART + 5, 32],
    [7, 192],
  ] as const)
    for (const accumulate of [false, true]) {
      const parts = Math.ceil(rows / NORM_PART);
      const made = {
        x: floats(rows, width),
        weight: floats(1, width),
        dOut: floats(rows, width),
        dX: floats(rows, width),
        parts: floats(parts, width),
        dWeight: floats(1, width),
      };
      const shape = { rows, width, eps: 1e-3 };
      const title = `rmsNormGrad ${rows} × ${width} ${accumulate}`;
      await same(title, 3e-6, made, ({ x, weight, dOut, dX, parts: sums, dWeight }) => [
        {
          op: 'rmsNormGrad',
          x,
          weight,
          dOut,
          dX: accumulate ? dX : dOut,
          parts: sums,
          ...shape,
          accumulate: accumulate,
        },
        { op: 'sumRows', x: sums, out: dWeight, rows: parts, width, accumulate },
      ]);
    }
});

test('the backward of gates, embeddings and log-probabilities', async () => {
  const gates = { gate: floats(5, 36, 3), up: floats(5, 36), dOut: floats(5, 36) };
  await same('gateGrad', 2e-6, gates, ({ gate, up, dOut }) => [
    { op: 'gateGrad', gate, up, dOut, dGate: gate, dUp: up, rows: 5 },
  ]);
  for (const accumulate of [false, true])
    await same(
      'embedGrad',
      1e-6,
      { ids: ids(40, 7), dOut: floats(40, 12), dTable: floats(7, 12) },
      ({ ids, dOut, dTable }) => [{ op: 'embedGrad', ids, dOut, dTable, rows: 40, accumulate }],
    );
  for (const [rows, vocab] of [
    [3, 5],
    [4, 270],
    [2, 3001],
  ] as const) {
    const weights = floats(rows + 2, 1);
    weights[2][2] = 0;
    const made = { x: floats(rows, vocab, 4), ids: ids(rows + 2, vocab), weights, out: floats(rows + 2, 1) };
    await same(`logProbGrad ${vocab}`, 2e-6, made, ({ x, ids, weights, out }) => [
      { op: 'logProbGrad', x, ids, weights, out, rows, first: 2 },
    ]);
  }
});

test('the operations of optimisers', async () => {
  const made = {
    x: floats(3, 36),
    y: floats(3, 36),
    out: floats(3, 36),
    sums: floats(2, 1),
    m: floats(3, 36),
    v: [3, 36, floats(3, 36)[2].map((z) => z * z)] as Made,
  };
  await same('mix, squares, unit, adamw', 2e-6, made, ({ x, y, out, sums, m, v }) => [
    { op: 'mix', x, a: 2, y, b: -0.5, out, rows: 3, width: 36 },
    { op: 'squares', x: out, out: sums, at: 1, rows: 3, width: 36 },
    { op: 'unit', x: out, squares: sums, at: 1, eps: 1e-7, out, rows: 3, width: 36 },
    {
      op: 'adamw',
      grad: out,
      m,
      v,
      weight: x,
      rows: 3,
      gradScale: 0.7,
      beta1: 0.9,
      beta2: 0.95,
      decay: 0.99,
      step: 0.01,
      rootScale: 1.3,
      eps: 1e-8,
    },
  ]);
});

test('shapes that the kernels cannot do are refused before anything runs', async () => {
  const on = wasm[0]!;
  const t = (rows: number, cols: number): Tensor => on.allocate('F32', rows, cols, 'test');
  const [q, k, lse] = [t(6, 12), t(6, 12), t(6, 3)];
  const shape = { rows: 6, length: 3, heads: 3, kvHeads: 3, headDim: 4, scale: 1 };
  const attend = { op: 'attend', q, keys: k, values: t(6, 12), out: t(6, 12), lse, ...shape } as const;
  await assert.rejects(on.submit([attend]), RangeError);
  await assert.rejects(on.submit([{ ...attend, headDim: 8 }]), RangeError);
  await assert.rejects(on.submit([{ ...attend, length: 4 }]), RangeError);
  await assert.rejects(
    on.submit([{ op: 'mix', x: t(1, 3), a: 1, y: t(1, 3), b: 1, out: t(1, 3), rows: 1, width: 3 }]),
    RangeError,
  );
  const chosen = on.allocate('I32', 1, 1, 'ids');
  on.write(chosen, Int32Array.of(9));
  await assert.rejects(
    on.submit([{ op: 'embedGrad', ids: chosen, dOut: t(1, 4), dTable: t(9, 4), rows: 1 }]),
    /id 9 is outside the 9 rows/,
  );
});
