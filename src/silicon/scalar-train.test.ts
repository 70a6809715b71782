// The backward of every operation against finite differences of its forward, in float64: a random linear
// function of the outputs is the loss. A backward with one wrong term must fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import type { Command, Tensor } from './ops.ts';
import { NORM_PART } from './ops-train.ts';
import { createScalarBackend } from './scalar.ts';

const MOST_ERROR = 1e-6; // relative, of float64 central differences
const STEP = 1e-5;
const backend = createScalarBackend({ precision: 'f64' });
const random = new Random(5);

type Make = (rows: number, cols: number, values?: Int32Array) => Tensor;
const make: Make = (rows, cols, values) => {
  const tensor = backend.allocate(values ? 'I32' : 'F32', rows, cols, 'test');
  backend.write(tensor, values ?? Float64Array.from({ length: rows * cols }, () => random.normal()));
  return tensor;
};

interface Case {
  readonly forward: readonly Command[];
  /** Reads `dOut`, which the check fills. */
  readonly backward: readonly Command[];
  readonly out: Tensor;
  readonly dOut: Tensor;
  /** Each input and where its gradient is. */
  readonly gradients: readonly (readonly [Tensor, Tensor])[];
}

/** The largest difference between a gradient and finite differences, over the largest gradient. */
async function error({ forward, backward, out, dOut, gradients }: Case): Promise<number> {
  const inputs = await Promise.all(gradients.map(async ([input]) => backend.read(input)));
  const restore = (): void => gradients.forEach(([input], i) => void backend.write(input, inputs[i]!));
  const factors = await backend.read(dOut);
  const loss = async (): Promise<number> => {
    await backend.submit(forward);
    return Array.from(await backend.read(out)).reduce((sum, x, i) => sum + x * factors[i]!, 0);
  };
  await loss();
  await backend.submit(backward);
  const found = await Promise.all(gradients.map(async ([, gradient]) => backend.read(gradient)));
  let [worst, most] = [0, 0];
  for (const [n, [input]] of gradients.entries())
    for (const [i, x] of inputs[n]!.entries()) {
      const at = async (value: number): Promise<number> => {
        restore();
        backend.write(input, inputs[n]!.with(i, value));
        return loss();
      };
      const slope = ((await at(x + STEP)) - (await at(x - STEP))) / (2 * STEP);
      worst = Math.max(worst, Math.abs(slope - found[n]![i]!));
      most = Math.max(most, Math.abs(slope));
    }
  return worst / most;
}

function attention(): Case {
  const [rows, length, heads, kvHeads, headDim] = [10, 5, 4, 2, 8];
  const [q, dQ, out, dOut] = Array.from({ length: 4 }, () => make(rows, heads * headDim)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const [keys, values, dKeys, dValues] = Array.from({ length: 4 }, () => make(rows, kvHeads * headDim)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const lse = make(rows, heads);
  const shape = { rows, length, heads, kvHeads, headDim, scale: 0.4 };
  return {
    forward: [{ op: 'attend', q, keys, values, out, lse, ...shape }],
    backward: [{ op: 'attendGrad', q, keys, values, out, lse, dOut, dQ, dKeys, dValues, ...shape }],
    out,
    dOut,
    gradients: [
      [q, dQ],
      [keys, dKeys],
      [values, dValues],
    ],
  };
}

function norm(): Case {
  const [rows, width] = [NORM_PART + 3, 5];
  const [x, out, dOut, dX] = [make(rows, width), make(rows, width), make(rows, width), make(rows, width)];
  const [weight, dWeight, parts] = [make(1, width), make(1, width), make(2, width)];
  const shape = { rows, width, eps: 1e-3 };
  return {
    forward: [{ op: 'rmsNorm', x, weight, out, ...shape }],
    backward: [
      { op: 'rmsNormGrad', x, weight, dOut, dX, parts, ...shape },
      { op: 'sumRows', x: parts, out: dWeight, rows: 2, width },
    ],
    out,
    dOut,
    gradients: [
      [x, dX],
      [weight, dWeight],
    ],
  };
}

function gate(): Case {
  const [gate, up, out, dOut, dGate, dUp] = Array.from({ length: 6 }, () => make(3, 7)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  return {
    forward: [{ op: 'gate', act: 'silu', gate, up, out, rows: 3 }],
    backward: [{ op: 'gateGrad', gate, up, dOut, dGate, dUp, rows: 3 }],
    out,
    dOut,
    gradients: [
      [gate, dGate],
      [up, dUp],
    ],
  };
}

function embed(): Case {
  const [table, dTable, out, dOut] = [make(4, 3), make(4, 3), make(5, 3), make(5, 3)];
  const ids = make(5, 1, Int32Array.of(1, 3, 1, 0, 1));
  return {
    forward: [{ op: 'embed', table, ids, out, rows: 5 }],
    backward: [{ op: 'embedGrad', ids, dOut, dTable, rows: 5 }],
    out,
    dOut,
    gradients: [[table, dTable]],
  };
}

function logProb(): Case {
  const [x, dX, out, dOut, again] = [make(4, 6), make(4, 6), make(4, 1), make(4, 1), make(4, 1)];
  const ids = make(4, 1, Int32Array.of(5, 0, 2, 2));
  return {
    forward: [{ op: 'logProb', x, ids, out, rows: 4 }],
    backward: [
      { op: 'copyRows', x, xRow: 0, out: dX, outRow: 0, rows: 4 },
      { op: 'logProbGrad', x: dX, ids, weights: dOut, out: again, rows: 4 },
    ],
    out,
    dOut,
    gradients: [[x, dX]],
  };
}

/** The products that `backward` makes of a linear layer. */
function linear(): Case {
  const [R, I, O] = [4, 3, 5];
  const [x, dX, weight, dWeight, out, dOut] = [make(R, I), make(R, I), make(O, I), make(O, I), make(R, O), make(R, O)];
  return {
    forward: [{ op: 'gemm', a: x, b: weight, out, rows: R, cols: O, depth: I, transposeB: true }],
    backward: [
      { op: 'gemm', a: dOut, b: weight, out: dX, rows: R, cols: I, depth: O },
      { op: 'gemm', a: dOut, b: x, out: dWeight, rows: O, cols: I, depth: R, transposeA: true },
    ],
    out,
    dOut,
    gradients: [
      [x, dX],
      [weight, dWeight],
    ],
  };
}

/** A rotation is undone, and so its gradient turned, by the opposite angles. */
function rope(): Case {
  const [rows, heads, headDim] = [3, 2, 4];
  const [x, dX, out, dOut] = Array.from({ length: 4 }, () => make(rows, heads * headDim)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const angles = make(rows, headDim);
  const back = make(rows, headDim);
  const turns = Float64Array.from({ length: rows * headDim }, (_, i) => (i % 2 ? Math.sin : Math.cos)(i >> 1));
  backend.write(angles, turns);
  backend.write(
    back,
    turns.map((z, i) => (i % 2 ? -z : z)),
  );
  const shape = { rows, heads, headDim, rotary: headDim, layout: 'halves' } as const;
  return {
    forward: [
      { op: 'copyRows', x, xRow: 0, out, outRow: 0, rows },
      { op: 'rope', x: out, angles, ...shape },
    ],
    backward: [
      { op: 'copyRows', x: dOut, xRow: 0, out: dX, outRow: 0, rows },
      { op: 'rope', x: dX, angles: back, ...shape },
    ],
    out,
    dOut,
    gradients: [[x, dX]],
  };
}

test('the backward of every operation is the slope of its forward', async (t) => {
  for (const build of [attention, norm, gate, embed, logProb, linear, rope]) {
    const found = await error(build());
    t.diagnostic(`${build.name}: ${found.toExponential(1)}`);
    assert.ok(found <= MOST_ERROR, `${build.name}: relative error ${found}`);
  }
});

test('a backward with a wrong constant fails the same check', async () => {
  const wrongEps = norm();
  const wrongScale = attention();
  const wrongRows = linear();
  const mutants: Case[] = [
    { ...wrongEps, backward: wrongEps.backward.map((c) => (c.op === 'rmsNormGrad' ? { ...c, eps: 1e-2 } : c)) },
    { ...wrongScale, backward: wrongScale.backward.map((c) => (c.op === 'attendGrad' ? { ...c, scale: 0.41 } : c)) },
    {
      ...wrongRows,
      backward: wrongRows.backward.map((c) => (c.op === 'gemm' && c.transposeA ? { ...c, depth: 3 } : c)),
    },
  ];
  for (const mutant of mutants) assert.ok((await error(mutant)) > 1e-4);
});

test('the optimisers’ operations do what they say', async () => {
  const [x, y, out, sums] = [make(2, 3), make(2, 3), make(2, 3), make(2, 1)];
  await backend.submit([
    { op: 'mix', x, a: 2, y, b: -0.5, out, rows: 2, width: 3 },
    { op: 'squares', x: out, out: sums, at: 1, rows: 2, width: 3 },
    { op: 'unit', x: out, squares: sums, at: 1, eps: 0, out, rows: 2, width: 3 },
  ]);
  const [a, b] = [await backend.read(x), await backend.read(y)];
  const mixed = a.map((value, i) => 2 * value - 0.5 * b[i]!);
  const norm = Math.hypot(...mixed);
  for (const [i, value] of (await backend.read(out)).entries()) assert.ok(Math.abs(value - mixed[i]! / norm) < 1e-12);

  const [weight, grad, m, v] = [make(1, 1), make(1, 1), make(1, 1), make(1, 1)];
  for (const [tensor, value] of [
    [weight, 1],
    [grad, 0.5],
    [m, 0],
    [v, 0],
  ] as const)
    backend.write(tensor, Float64Array.of(value));
  const [beta1, beta2] = [0.9, 0.95];
  for (const step of [1, 2, 3])
    await backend.submit([
      {
        op: 'adamw',
        grad,
        m,
        v,
        weight,
        rows: 1,
        gradScale: 2,
        beta1,
        beta2,
        eps: 0,
        decay: 0.99,
        step: 0.01 / (1 - beta1 ** step),
        rootScale: 1 / Math.sqrt(1 - beta2 ** step),
      },
    ]);
  // A constant gradient moves the weight by the rate at each step, whatever its size.
  const expected = [1, 2, 3].reduce((w) => 0.99 * w - 0.01, 1);
  assert.ok(Math.abs((await backend.read(weight))[0]! - expected) < 1e-12);
});
