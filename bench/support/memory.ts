// The memory limit, measured: how fast threads that do nothing else read a buffer far larger than the
// caches. The WASM reader shows what our kernels could reach at most; OpenBLAS's dot product of a vector with
// itself, which is one stream from memory, what native code reaches.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { Numpy } from './blas.ts';

/** Far larger than any cache; touching it first takes a second or two. */
const BYTES = 512 * 1024 * 1024;

/** Reads 16 bytes eight times a turn from `from` to `to`, and keeps their exclusive or so that no load is idle. */
function readerModule(): Uint8Array<ArrayBuffer> {
  const [I32, I64, V128] = [0x7f, 0x7e, 0x7b];
  const GET = 0x20;
  const SET = 0x21;
  const load = (at: number): number[] => [GET, 0, 0xfd, 0x00, 4, at]; // v128.load align=16 offset=at
  const xor = [0xfd, 0x51];
  const turn = Array.from({ length: 8 }, (_, i) => [
    GET,
    2 + (i % 4),
    ...load(16 * i),
    ...xor,
    SET,
    2 + (i % 4),
  ]).flat();
  const loop = [0x03, 0x40, ...turn, GET, 0, 0x41, 0x80, 0x01, 0x6a, 0x22, 0, GET, 1, 0x49, 0x0d, 0, 0x0b];
  const sum = [GET, 2, GET, 3, ...xor, GET, 4, ...xor, GET, 5, ...xor, 0xfd, 0x1d, 0]; // i64x2.extract_lane 0
  const body = [1, 4, V128, ...loop, ...sum, 0x0b];
  const section = (id: number, bytes: number[]): number[] => [id, ...length(bytes.length), ...bytes];
  const name = (text: string): number[] => [text.length, ...new TextEncoder().encode(text)];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [1, 0x60, 2, I32, I32, 1, I64]),
    ...section(2, [1, ...name('env'), ...name('memory'), 2, 3, 1, 0x80, 0x80, 4]), // shared, at most 65,536 pages
    ...section(3, [1, 0]),
    ...section(7, [1, ...name('read'), 0, 0]),
    ...section(10, [1, ...length(body.length), ...body]),
  ]);
}

function length(count: number): number[] {
  return count < 128 ? [count] : [(count & 127) | 128, count >> 7];
}

const THREAD = `
const { parentPort, workerData: { module, memory, from, to } } = require('node:worker_threads');
const { read } = new WebAssembly.Instance(module, { env: { memory } }).exports;
parentPort.on('message', () => {
  const begun = performance.timeOrigin + performance.now();
  read(from, to);
  parentPort.postMessage([begun, performance.timeOrigin + performance.now()]);
});`;

/** Threads that read in WASM. */
export class WasmReader {
  readonly #workers: readonly Worker[];

  constructor(threads: number) {
    const memory = new WebAssembly.Memory({ initial: BYTES / 65536, maximum: 65536, shared: true });
    new Uint8Array(memory.buffer).fill(1);
    const module = new WebAssembly.Module(readerModule());
    this.#workers = Array.from({ length: threads }, (_, i) => {
      const part = BYTES / threads;
      return new Worker(THREAD, { eval: true, workerData: { module, memory, from: i * part, to: (i + 1) * part } });
    });
  }

  /** GB a second, all threads together. */
  async speed(): Promise<number> {
    const answers = this.#workers.map((worker) => once(worker, 'message') as Promise<[[number, number]]>);
    for (const worker of this.#workers) worker.postMessage(0);
    const times = (await Promise.all(answers)).map(([pair]) => pair);
    const begun = Math.min(...times.map(([begin]) => begin));
    return BYTES / (Math.max(...times.map(([, end]) => end)) - begun) / 1e6;
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

/** A numpy program: GB a second of OpenBLAS's dot product of a vector with itself, for each line. */
const DOT = `
import sys, time
import numpy as np
x = np.full(${BYTES / 4}, 0.5, np.float32)
for line in sys.stdin:
    begun = time.perf_counter()
    np.dot(x, x)
    print(x.nbytes / (time.perf_counter() - begun) / 1e9, flush=True)
`;

/** Threads that read in native code; asked anything, it answers GB a second. */
export function nativeReader(threads: number): Numpy {
  return new Numpy(DOT, threads);
}
