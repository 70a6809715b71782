// Joined commands: fewer of them, and not a bit different. A tap at every place keeps a pass as it was
// recorded; without one it is joined.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { RECIPES, randomModel } from '../../test/support/random-model.ts';
import type { Command, Tensor } from '../silicon/ops.ts';
import { createScalarBackend } from '../silicon/scalar.ts';
import { createWasmBackend } from '../silicon/wasm/backend.ts';
import { fuse } from './fuse.ts';
import { loadModel } from './model.ts';
import { TAP_POINTS } from './tap.ts';

const backends = await Promise.all([
  createWasmBackend({ threads: 2, leastWork: 0 }),
  createScalarBackend({ precision: 'f64' }),
]);
after(() => Promise.all(backends.map((backend) => backend.close())));

const TOKENS = Array.from({ length: 40 }, (_, i) => 3 + ((i * 37) % 150));

for (const name of ['llama', 'smollm2', 'qwen2', 'qwen3', 'gemma3'] as const)
  for (const backend of backends)
    test(`${name}, ${backend.name}: the same logits joined and one by one`, async () => {
      const tokens = TOKENS.slice(0, backend.name.startsWith('wasm') ? 40 : 6);
      const kv = name === 'qwen3' ? 'Q8_0' : name === 'smollm2' ? 'F16' : 'F32';
      const model = await loadModel(randomModel({ ...RECIPES[name], layers: 2 }), backend, { cacheTokens: 0, kv });
      await using joined = model.session();
      await using tapped = model.session();
      const seen = new Set<string>();
      for (const at of TAP_POINTS) tapped.tap({ at, run: (activation) => void seen.add(activation.at) });
      assert.deepEqual(await joined.extend(tokens), await tapped.extend(tokens));
      assert.deepEqual(await joined.extend([7]), await tapped.extend([7]));
      assert.deepEqual(seen, new Set(TAP_POINTS));
      await model.close();
    });

let next = 0;
const tensor = (cols: number, rows = 4, type: Tensor['type'] = 'F32'): Tensor => ({
  id: next++,
  type,
  rows,
  cols,
  label: `t${next}`,
});

test('a product adds to the residual stream itself, unless it was changed on its way', () => {
  const [x, y, input, weight, gain] = [tensor(8), tensor(8), tensor(8), tensor(8, 8), tensor(8, 1)];
  const product: Command = { op: 'matmul', x: input, weight, out: y, rows: 4 };
  const add: Command = { op: 'add', x, y, out: x, rows: 4 };
  assert.deepEqual(fuse([product, add], y), [{ ...product, out: x, accumulate: true }]);
  const norm: Command = { op: 'rmsNorm', x: y, weight: gain, out: y, rows: 4, width: 8, eps: 1e-5 };
  for (const list of [
    [product, norm, add],
    [product, { ...add, rows: 3 }],
    [product, { ...add, broadcast: true }],
    [product, { ...add, out: input }],
    [{ ...product, x }, add],
    [{ ...product, accumulate: true }, add],
  ] as Command[][])
    assert.deepEqual(fuse(list, y), list);
  assert.deepEqual(fuse([product, add], input), [product, add]);
});

test('norms, turns and stores become one command, with norms or without', () => {
  const [q, k, v, angles, gain] = [tensor(16), tensor(8), tensor(8), tensor(4), tensor(4, 1)];
  const [slots, keys, values] = [tensor(1, 4, 'I32'), tensor(8, 64), tensor(8, 64)];
  const rope = (x: Tensor, heads: number): Command => ({
    ...{ op: 'rope', x, angles, rows: 4, heads, headDim: 4, rotary: 4, layout: 'halves' },
  });
  const norm = (x: Tensor, heads: number): Command => ({
    ...{ op: 'rmsNorm', x, weight: gain, out: x, rows: 4 * heads, width: 4, eps: 1e-6 },
  });
  const stores: Command[] = [
    { op: 'store', x: k, out: keys, slots, rows: 4 },
    { op: 'store', x: v, out: values, slots, rows: 4 },
  ];
  const plain = fuse([rope(q, 4), rope(k, 2), ...stores], v);
  assert.deepEqual(
    plain.map(({ op }) => op),
    ['ropeStore'],
  );
  const normed = fuse([norm(q, 4), norm(k, 2), rope(q, 4), rope(k, 2), ...stores], v);
  assert.equal(normed.length, 1);
  assert.equal(normed[0]?.op === 'ropeStore' && normed[0].kNorm, gain);
  for (const list of [
    stores,
    [rope(k, 2), ...stores],
    [rope(q, 4), rope(v, 2), ...stores],
    [norm(q, 4), rope(q, 4), rope(k, 2)],
  ])
    assert.deepEqual(fuse(list, v), list);
});
