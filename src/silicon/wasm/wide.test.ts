// 256-bit code: it must compute what the narrow code does, and its self-test must notice when it does not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import { createBackend } from '../backend.ts';
import type { Backend, Tensor } from '../ops.ts';
import { createWasmBackend } from './backend.ts';
import { difference } from './wide.ts';

const skip = process.arch !== 'x64' && 'needs an x64 processor';

test('every operation gives the same bits, at any number of threads', { skip }, async () => {
  for (const kernels of [undefined, 'plain'] as const) {
    const narrow = await createWasmBackend({ threads: 1, kernels });
    for (const threads of [1, 2, 3]) {
      const wide = await createWasmBackend({ threads, kernels, wide: true });
      assert.equal(await difference(narrow, wide), undefined);
      await wide.close();
    }
    await narrow.close();
  }
});

test('dense products of random sizes too', { skip }, async () => {
  const random = new Random(5);
  const backends = [await createWasmBackend({ threads: 2 }), await createWasmBackend({ threads: 2, wide: true })];
  for (let round = 0; round < 20; round++) {
    const [rows, cols, depth] = [1 + random.int(600), 1 + random.int(100), 1 + random.int(600)] as const;
    const flags = { transposeA: random.int(2) === 1, transposeB: random.int(2) === 1, accumulate: random.int(2) === 1 };
    const data = [rows * depth, depth * cols, rows * cols].map((count) =>
      Float32Array.from({ length: count }, () => random.normal()),
    );
    const [narrow, wide] = await Promise.all(
      backends.map(async (on) => {
        const [a, b, out] = data.map((values) => {
          const tensor = on.allocate('F32', 1, values.length, 'factor');
          on.write(tensor, values);
          return tensor;
        }) as [Tensor, Tensor, Tensor];
        await on.submit([{ op: 'gemm', a, b, out, rows, cols, depth, ...flags }]);
        return on.read(out);
      }),
    );
    assert.deepEqual(wide, narrow, `${rows} × ${cols} × ${depth} ${JSON.stringify(flags)}`);
  }
  for (const backend of backends) await backend.close();
});

test('the self-test names the first result that differs in a single bit', async () => {
  const [one, other] = [await createWasmBackend({ threads: 1 }), await createWasmBackend({ threads: 1 })];
  let reads = 0;
  const faulty: Backend = Object.create(other, {
    read: {
      async value(tensor: Tensor) {
        const data = await other.read(tensor);
        if (++reads === 20) new Uint32Array(data.buffer)[data.length - 1]! ^= 1;
        return data;
      },
    },
  });
  for (const name of ['allocate', 'write', 'load', 'submit'] as const)
    Object.defineProperty(faulty, name, { value: other[name].bind(other) });
  assert.match((await difference(one, faulty)) ?? '', /^products of F16, 19$/);
  await one.close();
  await other.close();
});

test('elsewhere than in Node on x64 it is refused', async (t) => {
  const { arch } = process;
  t.after(() => Object.defineProperty(process, 'arch', { value: arch }));
  Object.defineProperty(process, 'arch', { value: 'arm64' });
  await assert.rejects(createBackend({ wide: true, kernels: 'float' }), { code: 'unsupported', message: /x64/ });
});
