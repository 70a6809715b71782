// Threads, the same in Node and in a page. In Node they are reached through `process.getBuiltinModule`
// instead of an import, so that this file loads in a page and bundlers need no special case.

/** A worker thread: what a page's Worker and Node's have in common. */
export interface Thread {
  post(message: unknown): void;
  /** Keeps the process alive while on; off at first. A page has no such thing. */
  keepAlive(on: boolean): void;
  terminate(): void;
}

export interface ThreadEvents {
  onMessage(message: unknown): void;
  onError(error: unknown): void;
}

interface NodeWorker {
  postMessage(message: unknown): void;
  on(event: 'message' | 'error', listener: (value: unknown) => void): void;
  ref(): void;
  unref(): void;
  terminate(): Promise<number>;
}

interface NodeThreads {
  readonly Worker: new (source: string, options: { eval: true; execArgv: string[] }) => NodeWorker;
}

interface Host {
  readonly process?: { getBuiltinModule?(name: string): unknown };
}

/** Cores that this process may use. */
export function cores(): number {
  return globalThis.navigator?.hardwareConcurrency ?? 4;
}

/**
 * Starts a thread. `body` is the source of a function `(post, listen) => void`, where `listen` takes the
 * handler of incoming messages; it can use nothing from outside itself.
 */
export function spawn(body: string, events: ThreadEvents): Thread {
  const { process } = globalThis as Host;
  const threads = process?.getBuiltinModule?.('node:worker_threads');
  return isNodeThreads(threads) ? spawnInNode(threads, body, events) : spawnInPage(body, events);
}

function isNodeThreads(found: unknown): found is NodeThreads {
  return typeof found === 'object' && found !== null && 'Worker' in found;
}

function spawnInNode({ Worker }: NodeThreads, body: string, events: ThreadEvents): Thread {
  const source = `const { parentPort: port } = require('node:worker_threads');
(${body})((message) => port.postMessage(message), (handle) => port.on('message', handle));`;
  const worker = new Worker(source, { eval: true, execArgv: [] });
  worker.on('message', events.onMessage);
  worker.on('error', events.onError);
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    keepAlive: (on) => (on ? worker.ref() : worker.unref()),
    terminate: () => void worker.terminate(),
  };
}

function spawnInPage(body: string, events: ThreadEvents): Thread {
  const source = `(${body})((message) => postMessage(message), (handle) => { onmessage = (event) => handle(event.data); });`;
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const worker = new Worker(url);
  worker.onmessage = (event) => events.onMessage(event.data);
  worker.onerror = (event) => events.onError(event.message);
  return {
    post: (message) => worker.postMessage(message),
    keepAlive: () => {},
    terminate: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}
