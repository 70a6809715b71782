// A worker thread, in Node and in a page by the same code. This file is page-safe, so it may not import
// Node's worker_threads: it asks the running process for the built-in module, and where there is no such
// process, it starts a Web Worker from a Blob. A worker is a few lines: it makes an instance of the module
// on the shared memory and stays in its loop; it says 0 when it is ready, n when list n is done, and why
// it failed.
import { CONTROL, CONTROL_WORDS, STOP, TICKET } from './layout.ts';

/** Pages may only when they are isolated from other origins (COOP and COEP). */
export function mayShareMemory(): boolean {
  return typeof SharedArrayBuffer !== 'undefined';
}

/** What a worker begins with. */
export interface Orders {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** Which thread. */
  readonly index: number;
}

export interface Hand {
  /** Called after a list was announced in the shared memory, where sleeping threads have noticed it already. */
  wake(): void;
  /** While true, the worker keeps a Node process from ending. */
  hold(alive: boolean): void;
  /** Ends the worker, wherever it is; may be called again. */
  end(): Promise<unknown>;
}

/** `onMessage` hears what the worker says, `onEnd` that it ended by itself or failed, and why. */
export interface Ears {
  onMessage(message: unknown): void;
  onEnd(reason: unknown): void;
}

const LOOP = `
function work({ module, memory, index }, say) {
  try {
    const instance = new WebAssembly.Instance(module, { env: { memory }, host: { finished: say, now: () => performance.now() } });
    say(0);
    instance.exports.serve(index);
  } catch (error) {
    say(String(error && error.stack || error));
  }
}`;
const IN_NODE = `${LOOP}
const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
work(workerData, (message) => parentPort.postMessage(message));`;
const IN_PAGE = `${LOOP}
onmessage = ({ data }) => { work(data, (message) => postMessage(message)); close(); };`;

export function spawn(orders: Orders, ears: Ears): Hand {
  if (!mayShareMemory()) return stayHere(orders, ears);
  const threads = nodeThreads();
  return threads ? spawnInNode(threads.Worker, orders, ears) : spawnInPage(orders, ears);
}

const nodeThreads = () => globalThis.process?.getBuiltinModule?.('node:worker_threads');
type NodeWorker = NonNullable<ReturnType<typeof nodeThreads>>['Worker'];

function spawnInNode(Worker: NodeWorker, orders: Orders, ears: Ears): Hand {
  const worker = new Worker(IN_NODE, { eval: true, workerData: orders, execArgv: [], env: {}, name: 'twofiles' });
  worker.on('message', (message) => ears.onMessage(message));
  worker.on('error', (error) => ears.onEnd(error));
  worker.on('exit', (code) => ears.onEnd(`it exited with code ${code}`));
  worker.unref();
  return {
    wake() {},
    hold: (alive) => (alive ? worker.ref() : worker.unref()),
    end: () => worker.terminate(),
  };
}

function spawnInPage(orders: Orders, ears: Ears): Hand {
  const url = URL.createObjectURL(new Blob([IN_PAGE], { type: 'text/javascript' }));
  const worker = new Worker(url, { name: 'twofiles' });
  worker.onmessage = ({ data }) => {
    URL.revokeObjectURL(url);
    ears.onMessage(data);
  };
  worker.onerror = ({ message }) => ears.onEnd(message);
  worker.postMessage(orders);
  return { wake() {}, hold() {}, end: async () => worker.terminate() };
}

/**
 * The only thread where none may share memory: the one that the backend runs in, which must therefore be a
 * worker's and not a page's. It computes when it is woken and returns when the list is done.
 */
function stayHere({ module, memory }: Orders, ears: Ears): Hand {
  const control = new Int32Array(memory.buffer, CONTROL, CONTROL_WORDS);
  const stop = (STOP - CONTROL) / 4;
  const ticket = (TICKET - CONTROL) / 4;
  let done = 0;
  // `serve` looks for the next list when one is done: another ticket and STOP bring it back instead.
  const finished = (number: number): void => {
    done = number;
    control[stop] = 1;
    control[ticket]!++;
  };
  const host = { finished, now: () => performance.now() };
  const { serve } = new WebAssembly.Instance(module, { env: { memory }, host }).exports;
  if (typeof serve !== 'function') throw new TypeError('the module does not serve');
  ears.onMessage(0);
  return {
    wake() {
      control[stop] = 0;
      try {
        serve(0);
        ears.onMessage(done);
      } catch (error) {
        ears.onEnd(error);
      }
    },
    hold() {},
    async end() {},
  };
}
