// What surrounds the kernels: memory, order of work, refusal of wrong commands, failures and ends.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as threads from 'node:worker_threads';
import type { Backend, Command, Tensor } from '../ops.ts';
import { type CommandTime, createWasmBackend } from './backend.ts';
import { Crew } from './crew.ts';
import { Heap } from './heap.ts';
import { plain } from './kernels.gen.ts';

const MIB = 1024 * 1024;

/** What the build script says of the committed kernels; it compiles meanwhile. */
const upToDate = new Promise<string>((resolve) => {
  const script = fileURLToPath(new URL('../../../scripts/build-wasm.mjs', import.meta.url));
  execFile(process.execPath, [script, '--check'], (error, _, stderr) => resolve(stderr || (error?.message ?? '')));
});

function tensor(on: Backend, rows: number, cols: number, data?: Float32Array): Tensor {
  const made = on.allocate('F32', rows, cols, `t${rows}x${cols}`);
  if (data) on.write(made, data);
  return made;
}

const filled = (count: number, value: number): Float32Array => new Float32Array(count).fill(value);

/** A submit that takes a while: n products of a square matrix. */
function slow(on: Backend, n: number): Command[] {
  const [rows, d] = [64, 512];
  const [x, weight, out] = [tensor(on, rows, d), tensor(on, d, d), tensor(on, rows, d)];
  return new Array<Command>(n).fill({ op: 'matmul', x, weight, out, rows });
}

test('memory is counted, zeroed when used again, and grows', async () => {
  await using on = disposable(await createWasmBackend({ threads: 1 }));
  const first = tensor(on.backend, 3, 100, filled(300, 7));
  assert.equal(on.backend.allocated, 1200);
  on.backend.free(first);
  on.backend.free(first);
  assert.equal(on.backend.allocated, 0);
  const second = tensor(on.backend, 3, 100);
  assert.deepEqual(await on.backend.read(second), filled(300, 0));
  const large = tensor(on.backend, 10, 5 * MIB);
  on.backend.write(large, filled(4, 5), 9);
  assert.deepEqual((await on.backend.read(large, 9, 1)).subarray(0, 5), Float32Array.of(5, 5, 5, 5, 0));
});

test('what does not fit is refused, saying how much was asked and is free, and nothing breaks', async () => {
  await using on = disposable(await createWasmBackend({ threads: 1, maxBytes: 4 * MIB }));
  const small = tensor(on.backend, 1, 1000, filled(1000, 1));
  assert.throws(() => on.backend.allocate('F32', 4, MIB, 'huge'), {
    code: 'out-of-memory',
    message: /huge needs 16\.0 MiB; 3\.9 MiB of 4\.0 MiB are free/,
  });
  await on.backend.submit([{ op: 'scale', x: small, factor: 2, out: small, rows: 1 }]);
  assert.deepEqual(await on.backend.read(small), filled(1000, 2));
  assert.throws(() => on.backend.allocate('Q4_0', 2, 33, 'odd'), /33 is no whole number of Q4_0 blocks/);
  assert.throws(() => on.backend.allocate('F32', -1, 3, 'negative'), RangeError);
  assert.throws(() => on.backend.allocate('F32', 2 ** 40, 2 ** 20, 'absurd'), RangeError);
});

test('wrong commands are refused before anything runs', async () => {
  await using on = disposable(await createWasmBackend({ threads: 2 }));
  const { backend } = on;
  const [a, b, wide, row] = [
    tensor(backend, 4, 8),
    tensor(backend, 4, 8),
    tensor(backend, 4, 9),
    tensor(backend, 1, 8),
  ];
  const ids = backend.allocate('I32', 4, 1, 'ids');
  const table = backend.allocate('Q8_0', 4, 32, 'table');
  const square = tensor(backend, 8, 8);
  const freed = tensor(backend, 4, 8);
  backend.free(freed);
  const whole = (count: number): Tensor => backend.allocate('I32', count, 1, 'whole numbers');
  const seen = {
    q: a,
    keys: b,
    values: b,
    tables: whole(4),
    blocks: whole(1),
    ends: whole(4),
    out: tensor(backend, 4, 8),
  };
  const shape = { rows: 4, block: 4, heads: 2, kvHeads: 2, headDim: 4, window: 0, scale: 1 };
  const attention = { op: 'attention', ...seen, ...shape } as const;
  const [k, v, out] = [tensor(backend, 4, 8), tensor(backend, 4, 8), tensor(backend, 4, 8)];
  const turned = { angles: tensor(backend, 4, 4), rotary: 4, layout: 'halves', eps: 1e-5 } as const;
  const place = {
    ...({ op: 'ropeStore', q: seen.q, k, v, keys: seen.keys, values: out, slots: seen.ends } as const),
    ...{ ...turned, rows: 4, heads: 2, kvHeads: 2, headDim: 4 },
  };
  const wrong: Command[] = [
    { op: 'add', x: a, y: b, out: a, rows: 5 },
    { op: 'add', x: a, y: b, out: a, rows: -1 },
    { op: 'add', x: a, y: b, out: a, rows: 1.5 },
    { op: 'add', x: a, y: row, out: a, rows: 4 },
    { op: 'add', x: a, y: row, out: row, rows: 1, broadcast: true },
    { op: 'add', x: a, y: freed, out: a, rows: 4 },
    { op: 'add', x: a, y: { ...b }, out: a, rows: 4 },
    { op: 'add', x: a, y: table, out: a, rows: 4 },
    { op: 'scale', x: a, factor: 1, out: wide, rows: 4 },
    { op: 'matmul', x: wide, weight: square, out: a, rows: 4 },
    { op: 'matmul', x: a, weight: square, out: wide, rows: 4 },
    { op: 'matmul', x: a, weight: square, out: a, rows: 4 },
    { op: 'matmul', x: a, weight: ids, out: b, rows: 4 },
    { op: 'matmul', x: a, weight: square, bias: tensor(backend, 1, 7), out: b, rows: 4 },
    { op: 'embed', table, ids, out: a, rows: 4 },
    { op: 'embed', table: square, ids, out: a, rows: 5 },
    { op: 'embed', table: square, ids: a, out: b, rows: 4 },
    { op: 'rmsNorm', x: a, weight: row, out: a, rows: 4, width: 9, eps: 0 },
    { op: 'layerNorm', x: a, weight: row, bias: tensor(backend, 1, 2), out: a, rows: 4, width: 8, eps: 0 },
    { op: 'rope', x: a, angles: b, rows: 4, heads: 1, headDim: 8, rotary: 10, layout: 'halves' },
    { op: 'rope', x: a, angles: b, rows: 4, heads: 1, headDim: 8, rotary: 3, layout: 'halves' },
    { op: 'rope', x: a, angles: b, rows: 4, heads: 2, headDim: 8, rotary: 8, layout: 'halves' },
    { op: 'copyRows', x: a, xRow: 1, out: b, outRow: 0, rows: 4 },
    { op: 'copyRows', x: a, xRow: 0, out: b, outRow: 1, rows: 4 },
    { op: 'copyRows', x: a, xRow: 0, out: a, outRow: 1, rows: 2 },
    { op: 'copyRows', x: a, xRow: 0, out: wide, outRow: 0, rows: 1 },
    { ...attention, out: a },
    { ...attention, rows: 5 },
    { ...attention, kvHeads: 0 },
    { ...attention, kvHeads: 1 },
    { ...attention, window: -1 },
    { ...attention, block: 0 },
    { ...attention, ends: a },
    { ...attention, tables: whole(3) },
    { op: 'store', x: a, out: b, slots: whole(3), rows: 4 },
    { op: 'store', x: a, out: wide, slots: whole(4), rows: 4 },
    { op: 'store', x: a, out: table, slots: whole(4), rows: 4 },
    { op: 'logProb', x: a, ids, out: tensor(backend, 3, 1), rows: 4 },
    { op: 'gate', act: 'silu', gate: row, up: a, out: a, rows: 4 },
    { op: 'gelu', form: 'erf', x: row, out: a, rows: 2 },
    { ...attention, heads: 1 },
    { ...place, rotary: 6 },
    { ...place, rotary: 3 },
    { ...place, v: a },
    { ...place, headDim: 2 },
    { ...place, k: place.q },
    { ...place, values: b },
  ];
  const witness = tensor(backend, 1, 4, filled(4, 1));
  for (const command of wrong)
    await assert.rejects(
      backend.submit([{ op: 'scale', x: witness, factor: 2, out: witness, rows: 1 }, command]),
      (error) => error instanceof RangeError || error instanceof TypeError,
      JSON.stringify(command),
    );
  for (const id of [8, -1, 2 ** 30]) {
    backend.write(ids, Int32Array.of(0, id), 2);
    const embed: Command = { op: 'embed', table: square, ids, out: a, rows: 4 };
    await assert.rejects(
      backend.submit([{ op: 'scale', x: witness, factor: 2, out: witness, rows: 1 }, embed]),
      /id -?\d+ is outside the 8 rows of t8x8/,
    );
  }
  backend.write(seen.ends, Int32Array.of(1, 2, 3, 5));
  await assert.rejects(backend.submit([attention]), /is outside the 5 rows/);
  backend.write(seen.ends, Int32Array.of(1, 2, 3, 4));
  backend.write(seen.tables, Int32Array.of(0, 0, 0, 1));
  await assert.rejects(backend.submit([attention]), /id 1 is outside the 1 rows/);
  backend.write(seen.tables, Int32Array.of(0, 0, 0, 0));
  backend.write(seen.ends, Int32Array.of(1, 2, 3, 4));
  backend.write(seen.blocks, Int32Array.of(1));
  await assert.rejects(backend.submit([attention]), RangeError);
  assert.deepEqual(await backend.read(witness), filled(4, 1));
  await backend.submit([]);
  await backend.submit([{ op: 'add', x: a, y: b, out: a, rows: 0 }]);
});

test('reads and writes outside a tensor, or of another type, are refused', async () => {
  await using on = disposable(await createWasmBackend({ threads: 1 }));
  const { backend } = on;
  const a = tensor(backend, 2, 3);
  const ids = backend.allocate('I32', 2, 1, 'ids');
  assert.throws(() => backend.write(a, filled(4, 1), 1), RangeError);
  assert.throws(() => backend.write(a, filled(1, 1), -1), RangeError);
  assert.throws(() => backend.write(a, Int32Array.of(1)), TypeError);
  assert.throws(() => backend.write(ids, filled(1, 1)), TypeError);
  await assert.rejects(backend.read(a, 1, 2), RangeError);
  await assert.rejects(backend.read(a, 0.5, 1), RangeError);
  await assert.rejects(backend.read(ids), TypeError);
});

test('a weight is pulled in whole rows of at most 16 MiB', async () => {
  await using on = disposable(await createWasmBackend({ threads: 1 }));
  const [rows, cols] = [3000, 2001];
  const weight = on.backend.allocate('F32', rows, cols, 'weight');
  const asked: [number, number][] = [];
  await on.backend.load(weight, async (offset, into) => {
    asked.push([offset, into.length]);
    new DataView(into.buffer, into.byteOffset).setFloat32(0, offset, true);
  });
  assert.deepEqual(
    asked.map(([offset]) => offset),
    asked.map((_, i) => asked.slice(0, i).reduce((sum, [, length]) => sum + length, 0)),
  );
  assert.equal(asked.at(-1)![0] + asked.at(-1)![1], rows * cols * 4);
  assert.ok(asked.length > 1 && asked.every(([, length]) => length <= 16 * MIB && length % (cols * 4) === 0));
  for (const [offset] of asked) assert.equal((await on.backend.read(weight, offset / cols / 4, 1))[0], offset);
});

test('work is done in the order it was asked for, without waiting', async () => {
  await using on = disposable(await createWasmBackend({ threads: 2 }));
  const { backend } = on;
  const x = tensor(backend, 1, 5, filled(5, 1));
  const twice: Command = { op: 'scale', x, factor: 2, out: x, rows: 1 };
  const busy = backend.submit([...slow(backend, 20), twice]);
  const one = backend.read(x);
  backend.write(x, filled(5, 10));
  const two = backend.read(x);
  const later = backend.submit([twice]);
  const three = backend.read(x);
  const doomed = tensor(backend, 1, 64);
  const last = backend.submit([{ op: 'add', x: doomed, y: doomed, out: doomed, rows: 1 }]);
  const held = backend.allocated;
  backend.free(doomed);
  assert.equal(backend.allocated, held, 'memory in use by queued work is kept');
  await Promise.all([busy, later, last]);
  assert.deepEqual([(await one)[0], (await two)[0], (await three)[0]], [2, 10, 20]);
  assert.equal(backend.allocated, held - 256);
});

test('the caller’s event loop runs on during a submit, and two backends work side by side', async () => {
  await using one = disposable(await createWasmBackend({ threads: 1 }));
  await using two = disposable(await createWasmBackend({ threads: 2 }));
  let ticks = 0;
  const clock = setInterval(() => ticks++, 1);
  await Promise.all([one, two].map(({ backend }) => backend.submit(slow(backend, 30))));
  clearInterval(clock);
  assert.ok(ticks > 1, `${ticks} ticks`);
});

test('commands that run are timed one after another, when somebody listens', async () => {
  for (const threads of [1, 2]) {
    const heard: CommandTime[] = [];
    const backend = await createWasmBackend({ threads, onTimes: (times) => void heard.push(...times) });
    await using on = disposable(backend);
    const commands = slow(on.backend, 3);
    await on.backend.submit([commands[0]!, { ...commands[1]!, rows: 0 }]);
    await on.backend.submit([commands[2]!]);
    assert.deepEqual(
      heard.map(({ command }) => command),
      [commands[0], commands[2]],
    );
    const moments = heard.flatMap(({ begin, end }) => [begin, end]);
    assert.deepEqual(
      moments,
      moments.toSorted((a, b) => a - b),
    );
    assert.ok(moments[0]! > 0);
  }
});

test('closing ends a submit in the middle, may be repeated, and leaves typed errors', async () => {
  const backend = await createWasmBackend({ threads: 2 });
  const x = tensor(backend, 1, 4);
  const running = assert.rejects(backend.submit(slow(backend, 5000)), { code: 'closed' });
  const queued = assert.rejects(backend.submit([]), { code: 'closed' });
  const reading = assert.rejects(backend.read(x), { code: 'closed' });
  backend.write(x, filled(4, 1));
  await new Promise((resolve) => setTimeout(resolve, 5));
  await Promise.all([backend.close(), backend.close(), running, queued, reading]);
  assert.equal(backend.allocated, 0);
  assert.throws(() => backend.allocate('F32', 1, 1, 'late'), { code: 'closed' });
  assert.throws(() => backend.write(x, filled(4, 1)), { code: 'closed' });
  await assert.rejects(backend.submit([]), { code: 'closed' });
  await assert.rejects(
    backend.load(x, async () => {}),
    { code: 'closed' },
  );
  backend.free(x);
});

test('closing ends a load in the middle: no read begins any more, and those under way keep nobody waiting', async () => {
  for (const type of ['F32', 'Q8_0'] as const) {
    const backend = await createWasmBackend({ threads: 2 });
    const weight = backend.allocate(type, 16384, 512, 'weight');
    const slow = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    let reads = 0;
    const pull = async (): Promise<void> => {
      if (++reads === 5) begun.resolve();
      if (reads > 2) await slow.promise;
    };
    const loading = assert.rejects(backend.load(weight, pull), { code: 'closed' });
    await begun.promise;
    const before = reads;
    await backend.close();
    slow.resolve();
    await loading;
    assert.equal(reads, before);
  }
});

test('lists for one thread, for some and for all follow each other', async () => {
  const backend = await createWasmBackend({ threads: 3, leastWork: 1000 });
  const most = 4000;
  const x = backend.allocate('F32', most, 1, 'x');
  let expected = new Float32Array(most);
  for (let i = 0; i < 200; i++) {
    const rows = 1 + ((i * 997) % most);
    await backend.submit([{ op: 'add', x, y: x, out: x, rows }]);
    if (i % 20 === 0)
      backend.write(
        x,
        Float32Array.from({ length: most }, (_, j) => (i + j) % 7),
      );
    expected = i % 20 === 0 ? await floatsOf(backend, x) : expected.map((value, j) => (j < rows ? 2 * value : value));
  }
  assert.deepEqual(await floatsOf(backend, x), expected);
  await backend.close();
});

async function floatsOf(backend: Backend, tensor: Tensor): Promise<Float32Array<ArrayBuffer>> {
  return Float32Array.from(await backend.read(tensor));
}

test('a trap in a thread rejects the run with its cause, and every later one', async () => {
  const heap = new Heap(4 * MIB);
  const module = await WebAssembly.compile(Buffer.from(plain, 'base64'));
  const crew = await Crew.start(module, heap, 3);
  const list = heap.take(64, 'list');
  heap.ints(list, 16)[0] = 999;
  const failure = { code: 'closed', message: /A compute thread failed: RuntimeError: unreachable/ };
  await assert.rejects(crew.run({ list, length: 1, scratch: list, stride: 0, times: 0, hands: 3 }), failure);
  await assert.rejects(crew.run({ list, length: 0, scratch: list, stride: 0, times: 0, hands: 3 }), failure);
  await crew.end();
});

test('a thread that dies rejects the submit, and the backend says why from then on', async (t) => {
  const workers: threads.Worker[] = [];
  const builtin = process.getBuiltinModule('node:worker_threads');
  class Recorded extends threads.Worker {
    constructor(...args: ConstructorParameters<typeof threads.Worker>) {
      super(...args);
      workers.push(this);
    }
  }
  t.mock.method(process, 'getBuiltinModule', () => ({ ...builtin, Worker: Recorded }));
  const backend = await createWasmBackend({ threads: 2 });
  const running = assert.rejects(backend.submit(slow(backend, 5000)), {
    code: 'closed',
    message: /thread failed: it exited/,
  });
  await workers[1]!.terminate();
  await running;
  assert.throws(() => backend.allocate('F32', 1, 1, 'late'), { code: 'closed', message: /thread failed/ });
  await backend.close();
});

test('in a page the same code runs in Web Workers made from a Blob', async (t) => {
  const { resolveObjectURL } = await import('node:buffer');
  class PageWorker {
    onmessage: ((event: { data: unknown }) => void) | undefined;
    readonly #inner: Promise<threads.Worker>;
    constructor(url: string) {
      const script = resolveObjectURL(url)!.text();
      const shim = `const { parentPort } = require('node:worker_threads');
        globalThis.postMessage = (message) => parentPort.postMessage(message);
        globalThis.close = () => process.exit();
        parentPort.on('message', (data) => globalThis.onmessage({ data }));`;
      this.#inner = script.then((text) => {
        const inner = new threads.Worker(`${shim}${text}`, { eval: true });
        inner.on('message', (data) => this.onmessage?.({ data }));
        return inner;
      });
    }
    postMessage(message: unknown): void {
      void this.#inner.then((inner) => inner.postMessage(message));
    }
    terminate(): void {
      void this.#inner.then((inner) => inner.terminate());
    }
  }
  t.mock.method(process, 'getBuiltinModule', () => undefined);
  Object.assign(globalThis, { Worker: PageWorker });
  t.after(() => Reflect.deleteProperty(globalThis, 'Worker'));
  await using on = disposable(await createWasmBackend({ threads: 2 }));
  const x = tensor(on.backend, 1, 9, filled(9, 3));
  await on.backend.submit([{ op: 'add', x, y: x, out: x, rows: 1 }]);
  assert.deepEqual(await on.backend.read(x), filled(9, 6));
});

test('threads do not keep a process alive, and a submit does', () => {
  const file = JSON.stringify(new URL('./backend.ts', import.meta.url).href);
  const script = `
    const { createWasmBackend } = await import(${file});
    const backend = await createWasmBackend({ threads: 2 });
    const x = backend.allocate('F32', 1, 4, 'x');
    backend.write(x, Float32Array.of(1, 2, 3, 4));
    await backend.submit([{ op: 'scale', x, factor: 2, out: x, rows: 1 }]);
    console.log(...(await backend.read(x)));`;
  const done = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  assert.deepEqual([done.status, done.stdout.trim()], [0, '2 4 6 8'], done.stderr);
});

test('impossible options are refused', async () => {
  for (const count of [0, -1, 1.5, 1000, Number.NaN])
    await assert.rejects(createWasmBackend({ threads: count }), { code: 'bad-argument' });
  await assert.rejects(createWasmBackend({ maxBytes: 0 }), { code: 'bad-argument' });
});

test('the committed kernels are those of the sources', async () => assert.equal(await upToDate, ''));

function disposable(backend: Backend): { backend: Backend } & AsyncDisposable {
  return { backend, [Symbol.asyncDispose]: () => backend.close() };
}
