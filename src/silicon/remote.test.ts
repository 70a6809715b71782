// A backend reached by messages must be like one that is here: results, order, errors, ends.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TwofilesError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import type { Backend, Command, Tensor } from './ops.ts';
import { RemoteBackend, refuse, serveBackend } from './remote.ts';
import { createScalarBackend } from './scalar.ts';
import { createWasmBackend } from './wasm/backend.ts';

interface Link {
  readonly near: RemoteBackend;
  readonly left: () => boolean;
}

/** Both ends in this thread, with messages that are cloned and arrive later, as between threads. */
async function link(far: Backend): Promise<Link> {
  let left = false;
  let hear = (_: unknown): void => {};
  const later = (act: (message: unknown) => void, message: unknown, transfer: Transferable[]): void => {
    const copy: unknown = structuredClone(message, { transfer });
    setImmediate(() => left || act(copy));
  };
  const near = new RemoteBackend({
    send: (message, transfer) => later(hear, message, transfer),
    hangUp: () => {
      left = true;
    },
  });
  hear = serveBackend(far, (message, transfer) => later((copy) => near.hear(copy), message, transfer));
  await near.ready;
  return { near, left: () => left };
}

/** Every way in and out: a quantized weight loaded in pieces, activations, stored bytes, a list of commands. */
async function work(on: Backend): Promise<unknown[]> {
  const random = new Random(3);
  const [rows, k, n] = [3, 64, 5];
  const stored = Uint8Array.from({ length: (n * k * 34) / 32 }, (_, i) => (i % 34 === 1 ? 0x30 : random.int(100)));
  const weight = on.allocate('Q8_0', n, k, 'weight');
  await on.load(weight, async (offset, into) => into.set(stored.subarray(offset, offset + into.length)));
  const [x, out] = [on.allocate('F32', rows, k, 'x'), on.allocate('F32', rows, n, 'out')];
  const data = Float32Array.from({ length: 2 * rows * k }, () => random.normal());
  on.write(x, data.subarray(rows * k));
  on.write(x, data.subarray(0, k), 1);
  const commands: Command[] = [{ op: 'matmul', x, weight, out, rows }];
  const first = on.submit(commands);
  on.write(x, new Float32Array(k), 0);
  await on.submit([...commands, { op: 'add', x: out, y: out, out, rows }]);
  await first;
  const saved = await on.readBytes(out, 1, 2);
  await on.writeBytes(out, 0, saved);
  const results = [await on.read(out), await on.read(out, 2, 1), saved];
  for (const tensor of [weight, x, out, out]) on.free(tensor);
  return [...results, on.allocated];
}

test('work far away gives what work here gives', async () => {
  for (const create of [async () => createScalarBackend(), () => createWasmBackend({ threads: 1 })]) {
    const [here, far] = [await create(), await create()];
    const { near } = await link(far);
    assert.equal(near.name, here.name);
    assert.deepEqual(await work(near), await work(here));
    await Promise.all([near.close(), here.close(), far.close()]);
  }
});

test('a WASM backend that may not share memory computes in its own thread', async (t) => {
  const threads = await createWasmBackend({ threads: 2 });
  const expected = await work(threads);
  await threads.close();
  t.mock.property(globalThis, 'SharedArrayBuffer', undefined);
  await assert.rejects(createWasmBackend({ threads: 2 }), { code: 'unsupported' });
  const alone = await createWasmBackend({ threads: 1 });
  assert.deepEqual(await work(alone), expected);
  await alone.close();
  await assert.rejects(work(alone), { code: 'closed' });
});

test('memory that cannot be had fails whatever uses it, and nothing else', async () => {
  const far = await createWasmBackend({ threads: 1, maxBytes: 4 * 2 ** 20 });
  const { near } = await link(far);
  const huge = near.allocate('F32', 4, 2 ** 20, 'huge');
  const small = near.allocate('F32', 1, 4, 'small');
  near.write(small, Float32Array.of(1, 2, 3, 4));
  near.write(huge, Float32Array.of(1), 3);
  const refused = { name: 'TwofilesError', code: 'out-of-memory', message: /huge needs 16\.0 MiB/, next: /./ };
  await assert.rejects(
    near.load(huge, async () => {}),
    refused,
  );
  await assert.rejects(near.submit([{ op: 'copyRows', x: huge, xRow: 0, out: small, outRow: 0, rows: 1 }]), refused);
  assert.deepEqual(await near.read(small), Float32Array.of(1, 2, 3, 4));
  near.free(huge);
  assert.equal(near.allocated, 16);
  await Promise.all([near.close(), far.close()]);
});

test("a caller's mistakes are the same errors as here", async () => {
  const far = await createWasmBackend({ threads: 1 });
  const { near } = await link(far);
  const foreign: Tensor = { id: 1, type: 'F32', rows: 1, cols: 4, label: 'foreign' };
  const x = near.allocate('F32', 1, 4, 'x');
  await assert.rejects(near.read(foreign), TypeError);
  await assert.rejects(near.submit([{ op: 'scale', x: foreign, factor: 2, out: x, rows: 1 }]), TypeError);
  await assert.rejects(near.read(x, 0, 2), RangeError);
  assert.throws(() => near.allocate('Q4_0', 2, 33, 'odd'), RangeError);
  assert.throws(() => near.allocate('F32', -1, 3, 'negative'), RangeError);
  near.write(x, new Float32Array(5));
  await assert.rejects(near.read(x), RangeError);
  await Promise.all([near.close(), far.close()]);
});

test("a weight that cannot be read rejects with the reader's own error", async () => {
  const far = createScalarBackend();
  const { near } = await link(far);
  const mine = new TwofilesError('io', 'gone', 'nothing');
  const x = near.allocate('F32', 1, 4, 'x');
  await assert.rejects(
    near.load(x, async () => Promise.reject(mine)),
    (error) => error === mine,
  );
  await Promise.all([near.close(), far.close()]);
});

test('closing and failing reject what waits and all that follows', async () => {
  const far = createScalarBackend();
  const { near, left } = await link(far);
  const x = near.allocate('F32', 1, 4, 'x');
  const waiting = near.read(x);
  near.fail(new TwofilesError('closed', 'the worker died', 'Reload.'));
  await assert.rejects(waiting, { code: 'closed', message: 'the worker died' });
  await assert.rejects(near.read(x), { code: 'closed', message: 'the worker died' });
  assert.throws(() => near.write(x, new Float32Array(4)), { code: 'closed' });
  assert.throws(() => near.allocate('F32', 1, 4, 'y'), { code: 'closed' });
  assert.ok(left());
  near.free(x);
  await near.close();
  await far.close();
});

test('a backend that cannot be created is told as it was', async () => {
  const near = new RemoteBackend({ send: () => {}, hangUp: () => {} });
  const problem = new TwofilesError('out-of-memory', 'no room', 'Make some.', { field: 'memory' });
  refuse(problem, (message) => near.hear(structuredClone(message)));
  await assert.rejects(near.ready, { ...problem, message: 'no room' });
});
