// The WASM backend against the scalar one, operation by operation, on random data and edge shapes; and
// the machinery around the kernels: threads, memory, failures.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { compile, sourceHash } from '../../../scripts/build-draft.mjs';
import { Random } from '../../base/random.ts';
import { byteLength, DTYPES, type DType } from '../dtype.ts';
import type { Backend, Command, FloatArray, Tensor } from '../ops.ts';
import { quantize } from '../quants.ts';
import { createScalarBackend } from '../scalar.ts';
import { createWasmBackend } from './backend.ts';
import * as kernels from './kernels.gen.ts';

const random = new Random(20);
const normals = (count: number, spread = 1): Float32Array =>
  Float32Array.from({ length: count }, () => random.normal() * spread);

/** A case: makes its tensors on any backend from the same data, runs, and says which tensor to compare. */
type Case = (on: Backend) => Promise<{ commands: Command[]; out: Tensor }>;

function floats(on: Backend, rows: number, cols: number, data?: FloatArray): Tensor {
  const tensor = on.allocate('F32', rows, cols, 'floats');
  if (data) on.write(tensor, data);
  return tensor;
}

function ids(on: Backend, values: readonly number[]): Tensor {
  const tensor = on.allocate('I32', values.length, 1, 'ids');
  on.write(tensor, Int32Array.from(values));
  return tensor;
}

async function weights(on: Backend, type: DType, rows: number, cols: number, bytes: Uint8Array): Promise<Tensor> {
  const tensor = on.allocate(type, rows, cols, type);
  await on.load(tensor, async (offset, into) => into.set(bytes.subarray(offset, offset + into.length)));
  return tensor;
}

function stored(type: DType, rows: number, cols: number): Uint8Array {
  const bytes = new Uint8Array(byteLength(type, cols) * rows);
  quantize(type, normals(rows * cols, 0.5), bytes, cols);
  return bytes;
}

async function result(on: Backend, make: Case): Promise<FloatArray> {
  const { commands, out } = await make(on);
  await on.submit(commands);
  return on.read(out);
}

const scalar = createScalarBackend({ precision: 'f64' });
const pool = await Promise.all([1, 2, 3].map((threads) => createWasmBackend({ threads })));

/** Within `tolerance` of the reference, relative to the largest magnitude, and bitwise equal for 1, 2 and 3 threads. */
async function agree(name: string, make: Case, tolerance = 2e-6): Promise<void> {
  const expected = await result(scalar, make);
  const found: FloatArray[] = [];
  for (const backend of pool) found.push(await result(backend, make));
  const size = expected.reduce((most: number, value: number) => Math.max(most, Math.abs(value)), 1e-30);
  for (const [i, value] of expected.entries())
    assert.ok(
      Math.abs(found[0]![i]! - value) <= tolerance * size,
      `${name}: element ${i} is ${found[0]![i]}, not ${value}`,
    );
  for (const other of found.slice(1)) assert.deepEqual(other, found[0], `${name}: depends on the number of threads`);
}

test('matmul and embed decode every weight type, at every row count', async () => {
  for (const type of Object.keys(DTYPES) as DType[]) {
    const [N, K] = [13, 512];
    const bytes = stored(type, N, K);
    for (const T of [1, 2, 5]) {
      const x = normals(T * K);
      const bias = normals(N);
      await agree(`matmul ${type}, ${T} rows`, async (on) => {
        const out = floats(on, T, N);
        const weight = await weights(on, type, N, K, bytes);
        return {
          commands: [{ op: 'matmul', x: floats(on, T, K, x), weight, bias: floats(on, 1, N, bias), out, rows: T }],
          out,
        };
      });
    }
    await agree(`embed ${type}`, async (on) => {
      const out = floats(on, 3, K);
      const table = await weights(on, type, N, K, bytes);
      return { commands: [{ op: 'embed', table, ids: ids(on, [12, 0, 5]), out, rows: 3 }], out };
    });
  }
});

test('matmul takes widths that are no multiple of a vector, accumulates, and gives a row the same alone', async () => {
  for (const [T, N, K] of [
    [1, 1, 1],
    [3, 2, 7],
    [4, 5, 19],
    [2, 3, 33],
  ] as const) {
    const [x, w, y] = [normals(T * K), normals(N * K), normals(T * N)];
    await agree(`${T} × ${N} × ${K}`, async (on) => {
      const out = floats(on, T, N, y);
      const weight = floats(on, N, K, w);
      return { commands: [{ op: 'matmul', x: floats(on, T, K, x), weight, out, rows: T, accumulate: true }], out };
    });
  }
  const [x, w] = [normals(7 * 100), normals(9 * 100)];
  const on = pool[1]!;
  const together = floats(on, 7, 9);
  const alone = floats(on, 1, 9);
  const weight = floats(on, 9, 100, w);
  await on.submit([{ op: 'matmul', x: floats(on, 7, 100, x), weight, out: together, rows: 7 }]);
  await on.submit([{ op: 'matmul', x: floats(on, 1, 100, x.subarray(600)), weight, out: alone, rows: 1 }]);
  assert.deepEqual(await on.read(alone), await on.read(together, 6, 1));
});

test('norms agree, with large elements, odd widths and tiny inputs', async () => {
  for (const [rows, width, spread] of [
    [1, 1, 1],
    [3, 30, 1],
    [5, 257, 100],
    [2, 64, 1e-5],
  ] as const) {
    const [x, w, b] = [normals(rows * width, spread), normals(width), normals(width)];
    x[width - 1] = 1000 * spread;
    const common = (on: Backend): { x: Tensor; weight: Tensor; rows: number; width: number; eps: number } => ({
      x: floats(on, rows, width, x),
      weight: floats(on, 1, width, w),
      rows,
      width,
      eps: 1e-6,
    });
    await agree(`rmsNorm ${rows} × ${width}`, async (on) => {
      const out = floats(on, rows, width);
      return { commands: [{ op: 'rmsNorm', ...common(on), out }], out };
    });
    if (width > 1)
      await agree(`layerNorm ${rows} × ${width}`, async (on) => {
        const out = floats(on, rows, width);
        return { commands: [{ op: 'layerNorm', ...common(on), bias: floats(on, 1, width, b), out }], out };
      });
  }
});

test('rope agrees in both layouts, also when only part of a head turns', async () => {
  for (const layout of ['adjacent', 'halves'] as const)
    for (const [T, heads, headDim, rotary] of [
      [1, 1, 2, 2],
      [5, 3, 10, 6],
      [4, 2, 64, 64],
    ] as const) {
      const [data, turns] = [normals(T * heads * headDim), normals(T * rotary)];
      await agree(`rope ${layout}`, async (on) => {
        const x = floats(on, T, heads * headDim, data);
        const angles = floats(on, T, rotary, turns);
        return { commands: [{ op: 'rope', x, angles, rows: T, heads, headDim, rotary, layout }], out: x };
      });
    }
});

test('attention agrees: heads and groups, windows, long contexts, odd head widths', async () => {
  const shapes = [
    { T: 1, start: 0, heads: 1, kvHeads: 1, headDim: 4, causal: true, window: 0 },
    { T: 1, start: 999, heads: 3, kvHeads: 1, headDim: 64, causal: true, window: 0 },
    { T: 7, start: 30, heads: 6, kvHeads: 2, headDim: 20, causal: true, window: 5 },
    { T: 9, start: 0, heads: 2, kvHeads: 2, headDim: 13, causal: false, window: 0 },
    { T: 3, start: 2, heads: 4, kvHeads: 4, headDim: 8, causal: true, window: 1 },
  ];
  for (const { T, start, ...shape } of shapes) {
    const { heads, kvHeads, headDim } = shape;
    const [q, k, v] = [
      normals(T * heads * headDim),
      normals((start + T) * kvHeads * headDim),
      normals((start + T) * kvHeads * headDim),
    ];
    await agree(JSON.stringify({ T, start, ...shape }), async (on) => {
      const out = floats(on, T, heads * headDim);
      const keys = floats(on, start + T, kvHeads * headDim, k);
      const values = floats(on, start + T, kvHeads * headDim, v);
      const query = floats(on, T, heads * headDim, q);
      return {
        commands: [{ op: 'attention', q: query, keys, values, out, rows: T, start, ...shape, scale: 0.7 }],
        out,
      };
    });
  }
});

test('elementwise operations agree where they are steep, flat and extreme', async () => {
  const edge = Float32Array.of(
    0,
    -0,
    1e-30,
    -1e-30,
    1,
    -1,
    5,
    -5,
    20,
    -20,
    60,
    -60,
    200,
    -200,
    3e4,
    -3e4,
    0.1,
    -0.1,
    2.5,
  );
  const up = normals(edge.length);
  for (const act of ['silu', 'gelu'] as const)
    await agree(act, async (on) => {
      const out = floats(on, 1, edge.length);
      const [gate, other] = [floats(on, 1, edge.length, edge), floats(on, 1, edge.length, up)];
      return { commands: [{ op: 'gate', act, gate, up: other, out, rows: 1 }], out };
    });
  for (const z of edge)
    for (const form of ['erf', 'tanh'] as const)
      await agree(
        `gelu ${form} of ${z}`,
        async (on) => {
          const out = floats(on, 1, 1);
          return { commands: [{ op: 'gelu', form, x: floats(on, 1, 1, Float32Array.of(z)), out, rows: 1 }], out };
        },
        1e-5,
      );
  for (const broadcast of [false, true]) {
    const [a, b] = [normals(5 * 11), normals(5 * 11)];
    await agree(`add, broadcast ${broadcast}`, async (on) => {
      const x = floats(on, 5, 11, a);
      const y = broadcast ? floats(on, 1, 11, b.subarray(0, 11)) : floats(on, 5, 11, b);
      const commands: Command[] = [
        { op: 'add', x, y, out: x, rows: 5, broadcast },
        { op: 'scale', x, factor: -1.5, out: x, rows: 5 },
        { op: 'copyRows', x, xRow: 3, out: x, outRow: 0, rows: 2 },
      ];
      return { commands, out: x };
    });
  }
});

test('logProb agrees for flat, peaked and large vocabularies', async () => {
  for (const [rows, V, spread] of [
    [1, 5, 1],
    [4, 1003, 10],
    [2, 4096, 0.01],
  ] as const) {
    const logits = normals(rows * V, spread);
    const targets = Array.from({ length: rows }, () => random.int(V));
    await agree(`${rows} × ${V}`, async (on) => {
      const out = floats(on, rows, 1);
      return { commands: [{ op: 'logProb', x: floats(on, rows, V, logits), ids: ids(on, targets), out, rows }], out };
    });
  }
});

test('lists queued behind each other run in order', async () => {
  const on = pool[2]!;
  const x = floats(on, 1, 100, new Float32Array(100).fill(1));
  const double: Command = { op: 'scale', x, factor: 2, out: x, rows: 1 };
  await Promise.all(Array.from({ length: 20 }, () => on.submit([double, { ...double, factor: 0.5 }, double])));
  assert.deepEqual(await on.read(x), new Float32Array(100).fill(2 ** 20));
});

test('a wrong shape is refused before anything runs', async () => {
  const on = pool[1]!;
  const x = floats(on, 2, 8, new Float32Array(16).fill(1));
  const good: Command = { op: 'scale', x, factor: 3, out: x, rows: 2 };
  const bad: Command[] = [
    { op: 'scale', x, factor: 3, out: x, rows: 3 },
    { op: 'scale', x, factor: 3, out: x, rows: -1 },
    { op: 'scale', x, factor: 3, out: x, rows: 0.5 },
    { op: 'copyRows', x, xRow: 1, out: x, outRow: 0, rows: 2 },
    { op: 'embed', table: x, ids: x, out: x, rows: 1 },
    { op: 'rmsNorm', x, weight: { ...x, id: 999_999 }, out: x, rows: 1, width: 8, eps: 0 },
  ];
  for (const command of bad) await assert.rejects(on.submit([good, command]), TypeError, JSON.stringify(command));
  assert.deepEqual(await on.read(x), new Float32Array(16).fill(1));
});

test('freed memory is reused, zeroed; too much is a typed error that changes nothing', async () => {
  const on = await createWasmBackend({ threads: 1, maxBytes: 32 * 2 ** 20 });
  const blocks = Array.from({ length: 6 }, (_, i) => floats(on, 1, 1 << 20, new Float32Array(1 << 20).fill(i + 1)));
  const held = on.allocated;
  assert.throws(() => on.allocate('F32', 3 << 20, 1, 'too big'), {
    code: 'out-of-memory',
    message: /too big needs 12.0 MiB/,
  });
  assert.equal(on.allocated, held);
  for (const i of [1, 3, 2]) on.free(blocks[i]!);
  const again = on.allocate('F32', 3 << 20, 1, 'fits now');
  assert.ok((await on.read(again)).every((value) => value === 0));
  assert.equal((await on.read(blocks[4]!))[7], 5);
  for (const tensor of [again, blocks[0]!, blocks[4]!, blocks[5]!]) on.free(tensor);
  assert.equal(on.allocated, 0);
  await on.close();
});

test('a kernel that traps rejects the submit and closes the backend; so does close', async () => {
  const on = await createWasmBackend({ threads: 2 });
  const x = floats(on, 4, 4);
  const embed: Command = { op: 'embed', table: x, ids: ids(on, [7]), out: x, rows: 1 };
  await assert.rejects(on.submit([embed]), { code: 'closed', message: /a kernel failed/ });
  await assert.rejects(on.submit([]), { code: 'closed' });
  const other = await createWasmBackend({ threads: 2 });
  const big = floats(other, 2000, 2000);
  const work = other.submit(
    Array.from({ length: 20 }, () => ({ op: 'matmul', x: big, weight: big, out: big, rows: 2000 }) as const),
  );
  await other.close();
  await assert.rejects(work, { code: 'closed' });
  await other.close();
});

test('an idle backend keeps no process alive, a working one does', () => {
  const source = `
    import { createWasmBackend } from './src/silicon/draft/backend.ts';
    const on = await createWasmBackend({ threads: 2 });
    const x = on.allocate('F32', 64, 64, 'x');
    on.submit([{ op: 'matmul', x, weight: x, out: x, rows: 64 }]).then(() => console.log('computed'));`;
  const child = spawnSync(process.execPath, ['--input-type=module-typescript', '-e', source], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.equal(child.stdout, 'computed\n', child.stderr);
  assert.equal(child.status, 0);
});

test('the committed kernels are what the sources compile to', async () => {
  assert.equal(kernels.sourceHash, sourceHash(), 'run npm run build');
  assert.equal(kernels.wasm, (await compile()).toString('base64'));
});

test.after(() => Promise.all(pool.map((backend) => backend.close())));
