// Every operation of the WASM backend against the scalar one in float64, on random data and awkward
// shapes, with 1, 2 and 3 threads: the results must be near the specification and equal, bit for bit,
// whatever the number of threads. Weights are multiplied in float32 here; packing.test.ts has the integer kernels.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { paged } from '../../../test/support/paged.ts';
import { Random } from '../../base/random.ts';
import { byteLength, DTYPES, type DType } from '../dtype.ts';
import type { Backend, Command, Tensor } from '../ops.ts';
import { dequantize, quantize } from '../quants.ts';
import { createScalarBackend } from '../scalar.ts';
import { createWasmBackend } from './backend.ts';

const TYPES = Object.keys(DTYPES) as DType[];
const scalar = createScalarBackend({ precision: 'f64' });
const wasm = await Promise.all(
  [1, 2, 3].map((threads) => createWasmBackend({ threads, kernels: 'float', leastWork: 0 })),
);
after(() => Promise.all(wasm.map((backend) => backend.close())));

const random = new Random(11);
const normals = (count: number, spread = 1): Float32Array =>
  Float32Array.from({ length: count }, () => spread * random.normal());

/** A tensor to be made on each backend from the same data: numbers, ids, or a weight's bytes. */
interface Made {
  readonly type: Tensor['type'];
  readonly rows: number;
  readonly cols: number;
  readonly data: Float32Array | Int32Array | Uint8Array;
}

function floats(rows: number, cols: number, data = normals(rows * cols)): Made {
  return { type: 'F32', rows, cols, data };
}

function ids(...data: number[]): Made {
  return { type: 'I32', rows: data.length, cols: 1, data: Int32Array.from(data) };
}

function weight(type: DType, rows: number, cols: number): Made {
  const data = new Uint8Array(byteLength(type, cols) * rows);
  quantize(type, normals(rows * cols, 0.1), data, cols);
  return { type, rows, cols, data };
}

async function make(on: Backend, { type, rows, cols, data }: Made): Promise<Tensor> {
  const tensor = on.allocate(type, rows, cols, 'test');
  if (data instanceof Uint8Array)
    await on.load(tensor, async (offset, into) => into.set(data.subarray(offset, offset + into.length)));
  else on.write(tensor, data);
  return tensor;
}

function tablesOf(pages: { tables: Int32Array; blocks: Int32Array; ends: Int32Array }) {
  return { tables: ids(...pages.tables), blocks: ids(...pages.blocks), ends: ids(...pages.ends) };
}

type Build<Name extends string> = (t: Record<Name, Tensor>) => Command[];

/** Runs commands over these tensors; returns all that is in `out` afterwards. */
async function run<Name extends string>(
  on: Backend,
  made: Record<Name, Made>,
  out: NoInfer<Name>,
  build: Build<NoInfer<Name>>,
) {
  const names = Object.keys(made) as Name[];
  const tensors = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await make(on, made[name])] as const)),
  ) as Record<Name, Tensor>;
  try {
    await on.submit(build(tensors));
    return await on.read(tensors[out]);
  } finally {
    for (const name of names) on.free(tensors[name]);
  }
}

/**
 * The commands on all backends. An element may differ from the specification by `relative` of itself plus
 * `absolute` of the largest.
 */
async function same<Name extends string>(
  title: string,
  tolerance: { relative?: number; absolute?: number },
  made: Record<Name, Made>,
  out: NoInfer<Name>,
  build: Build<NoInfer<Name>>,
): Promise<void> {
  const expected = await run(scalar, made, out, build);
  const [first, ...others] = await Promise.all(wasm.map((backend) => run(backend, made, out, build)));
  for (const other of others) assert.deepEqual(other, first, `${title}: results differ with the number of threads`);
  const { relative = 0, absolute = 0 } = tolerance;
  const largest = Math.max(...Array.from(expected, Math.abs));
  for (const [i, value] of expected.entries()) {
    const allowed = relative * Math.abs(value) + absolute * largest;
    assert.ok(
      Math.abs(first![i]! - value) <= allowed,
      `${title}: [${i}] is ${first![i]}, expected ${value} ± ${allowed}`,
    );
  }
}

test('embed decodes every weight type as quants.ts does, bit for bit, from any bits', async () => {
  const packing = await createWasmBackend({ threads: 2 });
  for (const type of TYPES) {
    const cols = DTYPES[type].block === 1 ? 37 : 512;
    const data = Uint8Array.from({ length: byteLength(type, cols) * 5 }, () => random.u32() >>> 24);
    const expected = new Float32Array(5 * cols);
    dequantize(type, data, expected);
    const order = [4, 0, 3, 3, 1];
    const made = { table: { type, rows: 5, cols, data }, ids: ids(...order), out: floats(5, cols) };
    for (const backend of [...wasm, packing]) {
      const got = await run(backend, made, 'out', ({ table, ids, out }) => [{ op: 'embed', table, ids, out, rows: 5 }]);
      const rows = order.flatMap((id) => [...expected.subarray(id * cols, (id + 1) * cols)]);
      for (const [i, value] of rows.entries())
        assert.ok(Object.is(got[i], value), `${type} [${i}]: ${got[i]}, ${value}`);
    }
  }
  await packing.close();
});

test('matmul, every weight type, odd numbers of rows, tokens and columns', async () => {
  const shapes: [DType, number, number, number][] = [
    ...TYPES.map((type): [DType, number, number, number] => [type, 3, 11, 512]),
    ...[1, 3, 4, 5, 37, 64].flatMap((k): [DType, number, number, number][] => [
      ['F32', 1, 1, k],
      ['F32', 2, 4, k],
      ['F32', 5, 7, k],
      ['F16', 3, 9, k],
    ]),
  ];
  for (const [type, T, n, k] of shapes) {
    const made = { x: floats(T, k), weight: weight(type, n, k), bias: floats(1, n), out: floats(T + 1, n) };
    const title = `${type} ${T} × ${k} by ${n}`;
    await same(title, { absolute: 1e-6 }, made, 'out', ({ x, weight, out }) => [
      { op: 'matmul', x, weight, out, rows: T },
    ]);
    await same(`${title}, bias, accumulated`, { absolute: 1e-6 }, made, 'out', ({ x, weight, bias, out }) => [
      { op: 'matmul', x, weight, bias, out, rows: T, accumulate: true },
    ]);
  }
});

test('a token has the same result alone and among others', async () => {
  const [T, n, k] = [5, 13, 96];
  const x = normals(T * k);
  const w = weight('Q8_0', n, k);
  const product = (rows: number, data: Float32Array) =>
    run(wasm[1]!, { x: floats(rows, k, data), w, out: floats(rows, n) }, 'out', ({ x, w, out }) => [
      { op: 'matmul', x, weight: w, out, rows },
    ]);
  const together = await product(T, x);
  for (let t = 0; t < T; t++)
    assert.deepEqual(await product(1, x.slice(t * k, (t + 1) * k)), together.slice(t * n, (t + 1) * n));
});

test('norms, in place and not, over any width', async () => {
  for (const [rows, width] of [
    [1, 1],
    [7, 5],
    [2, 64],
    [3, 1027],
  ] as const) {
    const made = {
      x: floats(rows, width),
      weight: floats(1, width),
      bias: floats(1, width),
      out: floats(rows + 1, width),
    };
    const size = { rows, width, eps: 1e-3 };
    await same(`rmsNorm ${rows} × ${width}`, { relative: 2e-6 }, made, 'out', ({ x, weight, out }) => [
      { op: 'rmsNorm', x, weight, out, ...size },
    ]);
    await same('rmsNorm in place', { relative: 2e-6 }, made, 'x', ({ x, weight }) => [
      { op: 'rmsNorm', x, weight, out: x, ...size },
    ]);
    await same(`layerNorm ${rows} × ${width}`, { absolute: 1e-6 }, made, 'out', ({ x, weight, bias, out }) => [
      { op: 'layerNorm', x, weight, bias, out, ...size },
    ]);
  }
  const heads = { x: floats(3, 24), weight: floats(1, 6) };
  await same('rmsNorm of heads', { relative: 2e-6 }, heads, 'x', ({ x, weight }) => [
    { op: 'rmsNorm', x, weight, out: x, rows: 12, width: 6, eps: 1e-6 },
  ]);
});

test('rope, both layouts, whole heads and parts of them', async () => {
  for (const [rows, heads, headDim, rotary] of [
    [1, 1, 2, 2],
    [3, 2, 7, 6],
    [2, 3, 64, 64],
    [4, 1, 20, 10],
  ] as const)
    for (const layout of ['adjacent', 'halves'] as const) {
      const made = { x: floats(rows, heads * headDim), angles: floats(rows, rotary) };
      await same(`${layout} ${rotary} of ${headDim}`, { absolute: 2e-7 }, made, 'x', ({ x, angles }) => [
        { op: 'rope', x, angles, rows, heads, headDim, rotary, layout },
      ]);
    }
});

test('ropeStore norms, turns and stores: q, k, and what is kept of k and v', async () => {
  for (const [type, rows, heads, kvHeads, headDim, rotary, normed, turned] of [
    ['F32', 1, 9, 3, 64, 64, false, true],
    ['F32', 5, 4, 2, 7, 6, true, true],
    ['F16', 3, 3, 1, 10, 4, true, true],
    ['Q8_0', 4, 4, 4, 32, 32, true, true],
    ['Q8_0', 2, 2, 1, 64, 32, true, false],
  ] as const)
    for (const layout of ['adjacent', 'halves'] as const) {
      const kept = { type, rows: rows + 2, cols: kvHeads * headDim } as const;
      const empty = new Uint8Array(byteLength(type, kept.cols) * kept.rows);
      const made = {
        q: floats(rows, heads * headDim),
        k: floats(rows, kept.cols),
        v: floats(rows, kept.cols),
        keys: { ...kept, data: empty },
        values: { ...kept, data: empty },
        slots: ids(...Array.from({ length: rows }, (_, t) => rows - t)),
        all: ids(...Array.from({ length: kept.rows }, (_, t) => t)),
        angles: floats(rows, rotary),
        qNorm: floats(1, headDim),
        kNorm: floats(1, headDim),
        out: floats(kept.rows, kept.cols),
      };
      const shape = { rows, heads, kvHeads, headDim, rotary, layout, eps: 1e-5 };
      const build = (read: 'keys' | 'values'): Build<keyof typeof made> => {
        return ({ q, k, v, keys, values, slots, all, angles, qNorm, kNorm, out }) => [
          {
            ...{ op: 'ropeStore', q, k, v, keys, values, slots, ...shape },
            ...(normed ? { qNorm, kNorm } : {}),
            ...(turned ? { angles } : {}),
          },
          { op: 'embed', table: read === 'keys' ? keys : values, ids: all, out, rows: kept.rows },
        ];
      };
      const title = `ropeStore ${type} ${rows} × ${heads} + ${kvHeads} ${layout}`;
      await same(`${title}: q`, { absolute: 1e-6 }, made, 'q', build('keys'));
      await same(`${title}: k`, { absolute: 1e-6 }, made, 'k', build('keys'));
      await same(`${title}: values`, {}, made, 'out', build('values'));
      // A value on the edge between two stored ones may be rounded the other way.
      const step = { F32: 1e-6, F16: 1e-3, Q8_0: 1e-2 }[type];
      await same(`${title}: keys`, { absolute: step }, made, 'out', build('keys'));
    }
});

test('gemm multiplies in all four layouts, at every edge, and adds', async () => {
  for (const [m, n, k] of [
    [1, 1, 1],
    [6, 8, 4],
    [7, 9, 5],
    [5, 17, 300],
    [13, 40, 257],
    [510, 11, 3],
    [64, 48, 520],
  ] as const)
    for (const transposeA of [false, true])
      for (const transposeB of [false, true])
        for (const accumulate of [false, true]) {
          const made = { a: floats(m, k), b: floats(k, n), out: floats(m, n) };
          const shape = { rows: m, cols: n, depth: k, transposeA, transposeB, accumulate };
          const title = `gemm ${JSON.stringify(shape)}`;
          await same(title, { absolute: 2e-6 }, made, 'out', ({ a, b, out }) => [{ op: 'gemm', a, b, out, ...shape }]);
        }
});

test('attention: grouped heads, windows, long contexts, peaked and flat', async () => {
  for (const [rows, start, heads, kvHeads, headDim, causal, window, scale] of [
    [4, 90, 4, 2, 64, true, 0, 0.1],
    [1, 33, 3, 1, 32, true, 20, 0.2],
    [1, 0, 1, 1, 1, true, 0, 1],
    [3, 5, 4, 2, 8, true, 0, 0.35],
    [5, 0, 6, 2, 5, true, 3, 0.5],
    [2, 300, 3, 3, 7, true, 0, 8],
    [3, 1500, 2, 1, 16, true, 0, 0.25],
    [4, 700, 2, 2, 12, true, 500, 2],
    [7, 0, 3, 1, 9, false, 0, 0.3],
    [2, 131, 5, 5, 4, false, 0, 1],
  ] as const) {
    const title = `attention ${[rows, start, heads, kvHeads, headDim, causal, window].join(' ')}`;
    for (const type of headDim % 32 === 0 ? (['F32', 'F16', 'Q8_0'] as const) : (['F32', 'F16'] as const)) {
      const pages = paged(rows, start, causal, rows % 2 === 0 ? 32 : 5, random);
      const made = {
        q: floats(rows, heads * headDim),
        keys: { ...weight(type, pages.places, kvHeads * headDim) },
        values: { ...weight(type, pages.places, kvHeads * headDim) },
        out: floats(rows + 1, heads * headDim),
        ...tablesOf(pages),
      };
      const shape = { rows, heads, kvHeads, headDim, window, scale, block: pages.block };
      await same(`${title} ${type}`, { absolute: 3e-6 }, made, 'out', (tensors) => [
        { op: 'attention', ...tensors, ...shape },
      ]);
    }
  }
});

test('rows of several sequences in one pass see only their own, and each has the same result alone', async () => {
  for (const [type, counts, heads, kvHeads, headDim, window] of [
    ['F32', [2, 3], 4, 2, 16, 0],
    ['F32', [1, 9, 1], 9, 3, 12, 0],
    ['F16', [21, 1], 6, 2, 8, 0],
    ['F16', [5, 40], 4, 4, 16, 13],
    ['Q8_0', [7, 1, 1, 2], 20, 1, 32, 0],
    ['Q8_0', [1, 3], 72, 36, 32, 30],
  ] as const) {
    const pages = counts.map((rows, i) => paged(rows, [40, 5, 0, 70][i]!, true, 8, random));
    const tables: number[] = [];
    const blocks: number[] = [];
    let places = 0;
    for (const [i, page] of pages.entries()) {
      for (let t = 0; t < counts[i]!; t++) tables.push(blocks.length);
      blocks.push(...page.blocks.map((number) => number + places / 8));
      places += page.places;
    }
    const ends = pages.flatMap((page) => [...page.ends]);
    const T = ends.length;
    const wide = heads * headDim;
    const made = {
      q: floats(T, wide),
      keys: weight(type, places, kvHeads * headDim),
      values: weight(type, places, kvHeads * headDim),
      out: floats(T, wide),
      ...tablesOf({ blocks: Int32Array.from(blocks), tables: Int32Array.from(tables), ends: Int32Array.from(ends) }),
    };
    const shape = { rows: T, heads, kvHeads, headDim, window, scale: 2, block: 8 };
    const build: Build<keyof typeof made> = (tensors) => [{ op: 'attention', ...tensors, ...shape }];
    await same(`${type} ${counts}`, { absolute: 3e-6 }, made, 'out', build);
    const together = await run(wasm[0]!, made, 'out', build);
    for (let t = 0; t < T; t += 3) {
      const alone = {
        ...made,
        q: floats(1, wide, (made.q.data as Float32Array).slice(t * wide, (t + 1) * wide)),
        out: floats(1, wide),
        tables: ids(tables[t]!),
        ends: ids(ends[t]!),
      };
      const out = await run(wasm[1]!, alone, 'out', (tensors) => [{ op: 'attention', ...tensors, ...shape, rows: 1 }]);
      assert.deepEqual(out, together.slice(t * wide, (t + 1) * wide), `${type} ${counts}, row ${t}`);
    }
  }
});

test('attention survives scores that rise by hundreds from block to block', async () => {
  const count = 400;
  const pages = paged(1, count - 1, true, 16, random);
  const keys = new Float32Array(pages.places);
  for (let p = 0; p < count; p++) keys[pages.place(p)] = p;
  const made = {
    q: floats(1, 1, Float32Array.of(2)),
    keys: floats(pages.places, 1, keys),
    values: floats(pages.places, 1),
    out: floats(1, 1),
    ...tablesOf(pages),
  };
  const shape = { rows: 1, heads: 1, kvHeads: 1, headDim: 1, window: 0, block: 16 };
  for (const scale of [1, -1, 100])
    await same(`scale ${scale}`, { relative: 1e-6 }, made, 'out', (tensors) => [
      { op: 'attention', ...tensors, ...shape, scale },
    ]);
});

test('store writes F32, F16 and Q8_0 as quants.ts does, bit for bit', async () => {
  const extremes = [0, -0, 1e-9, 6e-8, -3e-6, 6.1e-5, 65504, 65519, 0.33333, 2049];
  const data = Float32Array.from({ length: 3 * 64 }, (_, i) => (i < extremes.length ? extremes[i]! : random.normal()));
  for (const type of ['F32', 'F16', 'Q8_0'] as const) {
    const made = {
      x: floats(3, 64, data),
      slots: ids(5, 0, 2),
      place: { type, rows: 6, cols: 64, data: new Uint8Array(byteLength(type, 64) * 6) },
      order: ids(0, 1, 2, 3, 4, 5),
      out: floats(6, 64),
    };
    await same(`store ${type}`, {}, made, 'out', ({ x, slots, place, order, out }) => [
      { op: 'store', x, out: place, slots, rows: 3 },
      { op: 'embed', table: place, ids: order, out, rows: 6 },
    ]);
  }
});

test('activations keep float32 precision from their middle to their tails', async () => {
  const points = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100);
  for (const width of [1, 3, 6, 4001]) {
    const x = width === 1 ? Float32Array.of(-1.7) : points.slice(-width);
    const made = { x: floats(1, width, x), y: floats(1, width), out: floats(2, width) };
    for (const act of ['silu', 'gelu'] as const)
      await same(act, { relative: act === 'silu' ? 4e-7 : 1e-5, absolute: 1e-15 }, made, 'out', ({ x, y, out }) => [
        { op: 'gate', act, gate: x, up: y, out, rows: 1 },
      ]);
    await same('gate in place', { relative: 1e-5 }, made, 'y', ({ x, y }) => [
      { op: 'gate', act: 'silu', gate: x, up: y, out: y, rows: 1 },
    ]);
    for (const form of ['erf', 'tanh'] as const)
      await same(form, { relative: form === 'erf' ? 1e-6 : 1e-5, absolute: 1e-15 }, made, 'out', ({ x, out }) => [
        { op: 'gelu', form, x, out, rows: 1 },
      ]);
  }
});

test('activations of huge numbers are limits, not NaN', async () => {
  const x = Float32Array.of(-1e30, -1000, -100, 0, 100, 1000, 1e30, -88);
  const made = { x: floats(1, 8, x), one: floats(1, 8, new Float32Array(8).fill(1)), out: floats(1, 8) };
  const builds: Build<'x' | 'one' | 'out'>[] = [
    ({ x, one, out }) => [{ op: 'gate', act: 'silu', gate: x, up: one, out, rows: 1 }],
    ({ x, one, out }) => [{ op: 'gate', act: 'gelu', gate: x, up: one, out, rows: 1 }],
    ({ x, out }) => [{ op: 'gelu', form: 'erf', x, out, rows: 1 }],
    ({ x, out }) => [{ op: 'gelu', form: 'tanh', x, out, rows: 1 }],
  ];
  for (const build of builds) {
    const got = await run(wasm[0]!, made, 'out', build);
    for (const [i, z] of x.entries())
      assert.ok(Math.abs(got[i]! - Math.max(0, z)) <= 1e-6 + Math.abs(z) * 1e-8, `${z}: ${got[i]}`);
  }
});

test('add, scale, copyRows and logProb', async () => {
  for (const [rows, width] of [
    [1, 1],
    [3, 5],
    [4, 1030],
  ] as const) {
    const made = { x: floats(rows + 1, width), y: floats(rows + 1, width), out: floats(rows + 2, width) };
    const exact = { relative: 1e-7 };
    await same('add', exact, made, 'out', ({ x, y, out }) => [{ op: 'add', x, y, out, rows }]);
    await same('add to y', exact, made, 'y', ({ x, y }) => [{ op: 'add', x, y, out: y, rows }]);
    await same('add a row', exact, made, 'x', ({ x, y }) => [{ op: 'add', x, y, out: x, rows, broadcast: true }]);
    await same('scale', exact, made, 'x', ({ x }) => [{ op: 'scale', x, factor: 0.3, out: x, rows }]);
    await same('copyRows', {}, made, 'out', ({ x, out }) => [{ op: 'copyRows', x, xRow: 1, out, outRow: 2, rows }]);
    const chosen = Array.from({ length: rows }, () => random.int(width));
    const scored = { x: floats(rows, width, normals(rows * width, 8)), ids: ids(...chosen), out: floats(rows, 1) };
    await same('logProb', { relative: 1e-6, absolute: 1e-7 }, scored, 'out', ({ x, ids, out }) => [
      { op: 'logProb', x, ids, out, rows },
    ]);
  }
});

test('commands that depend on each other see each other’s results', async () => {
  const [T, d] = [3, 40];
  const made = { x: floats(T, d), w: weight('F32', d, d), a: floats(T, d), b: floats(T, d), gain: floats(1, d) };
  await same('a chain', { absolute: 1e-5 }, made, 'x', ({ x, w, a, b, gain }) =>
    Array.from({ length: 20 }, (): Command[] => [
      { op: 'rmsNorm', x, weight: gain, out: a, rows: T, width: d, eps: 1e-5 },
      { op: 'matmul', x: a, weight: w, out: b, rows: T },
      { op: 'gate', act: 'silu', gate: a, up: b, out: b, rows: T },
      { op: 'copyRows', x: b, xRow: 0, out: a, outRow: 1, rows: T - 1 },
      { op: 'add', x, y: a, out: x, rows: T },
    ]).flat(),
  );
});
