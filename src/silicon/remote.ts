// A backend in another thread, spoken to by messages, for pages that may not share memory between threads.
// Calls arrive in the order in which they were made. Tensors get their ids on this side, so `allocate` need
// not wait: what goes wrong with a tensor over there rejects the next call that is awaited and uses it.
// Both ends are given a way to send and are told what came; they do not know what carries the messages.
import { TwofilesError } from '../base/errors.ts';
import { byteLength, DTYPES } from './dtype.ts';
import type { Backend, Command, FloatArray, Pull, Tensor } from './ops.ts';
import type { WasmOptions } from './wasm/backend.ts';

export type Send = (message: unknown, transfer: Transferable[]) => void;

/** An error as it travels. */
interface Told {
  readonly name: string;
  readonly message: string;
  readonly code?: TwofilesError['code'];
  readonly next?: string;
  readonly field?: string | undefined;
}

/** What is answered. */
type Request =
  | { readonly op: 'load'; readonly tensor: Tensor }
  | { readonly op: 'read' | 'readBytes'; readonly tensor: Tensor; readonly row: number; readonly rows: number }
  | { readonly op: 'writeBytes'; readonly tensor: Tensor; readonly row: number; readonly bytes: Uint8Array }
  | { readonly op: 'submit'; readonly commands: readonly Command[] };

type Question =
  | { readonly kind: 'allocate' | 'free'; readonly tensor: Tensor }
  | { readonly kind: 'write'; readonly tensor: Tensor; readonly data: FloatArray | Int32Array; readonly row: number }
  | { readonly kind: 'call'; readonly call: number; readonly request: Request }
  /** The bytes of a pull, or nothing when they cannot be had. */
  | { readonly kind: 'pulled'; readonly pull: number; readonly bytes?: Uint8Array };

type Answer =
  | { readonly kind: 'ready'; readonly name: string }
  /** There is nothing to serve, and why. */
  | { readonly kind: 'refused'; readonly problem: Told }
  | { readonly kind: 'done'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'failed'; readonly call: number; readonly problem: Told }
  /** Asks for bytes of the weight that `call` loads. */
  | {
      readonly kind: 'pull';
      readonly call: number;
      readonly pull: number;
      readonly at: number;
      readonly length: number;
    };

/** Says why there is no backend to serve. */
export function refuse(problem: unknown, send: Send): void {
  const answer: Answer = { kind: 'refused', problem: tell(problem) };
  send(answer, []);
}

/** Serves a backend: sends that it is ready, and returns what must hear every message of the other end. */
export function serveBackend(backend: Backend, send: Send): (message: unknown) => void {
  const server = new Server(backend, send);
  return (message) => server.hear(message as Question);
}

class Server {
  readonly #backend: Backend;
  readonly #send: (answer: Answer, transfer?: Transferable[]) => void;
  readonly #tensors = new Map<number, { readonly own?: Tensor; readonly problem?: unknown }>();
  readonly #pulls = new Map<number, PromiseWithResolvers<Uint8Array>>();
  #pull = 0;

  constructor(backend: Backend, send: Send) {
    this.#backend = backend;
    this.#send = (answer, transfer = []) => send(answer, transfer);
    this.#send({ kind: 'ready', name: backend.name });
  }

  hear(question: Question): void {
    if (question.kind === 'call') void this.#call(question.call, question.request);
    else if (question.kind === 'pulled') this.#pulled(question.pull, question.bytes);
    else if (question.kind === 'free') this.#free(question.tensor);
    else if (question.kind === 'write') this.#write(question.tensor, question.data, question.row);
    else this.#allocate(question.tensor);
  }

  #allocate({ id, type, rows, cols, label }: Tensor): void {
    try {
      this.#tensors.set(id, { own: this.#backend.allocate(type, rows, cols, label) });
    } catch (problem) {
      this.#tensors.set(id, { problem });
    }
  }

  #free({ id }: Tensor): void {
    const own = this.#tensors.get(id)?.own;
    if (own) this.#backend.free(own);
    this.#tensors.delete(id);
  }

  #write(tensor: Tensor, data: FloatArray | Int32Array, row: number): void {
    const held = this.#tensors.get(tensor.id);
    try {
      if (held?.own) this.#backend.write(held.own, data, row);
    } catch (problem) {
      this.#tensors.set(tensor.id, { ...held, problem });
    }
  }

  async #call(call: number, request: Request): Promise<void> {
    try {
      const value = await this.#run(call, request);
      this.#send({ kind: 'done', call, value }, ArrayBuffer.isView(value) ? [value.buffer] : []);
    } catch (problem) {
      this.#send({ kind: 'failed', call, problem: tell(problem) });
    }
  }

  #run(call: number, request: Request): Promise<unknown> {
    const backend = this.#backend;
    if (request.op === 'submit') return backend.submit(request.commands.map((command) => this.#revive(command)));
    const own = this.#own(request.tensor);
    switch (request.op) {
      case 'load':
        return backend.load(own, (offset, into) => this.#fetch(call, offset, into));
      case 'read':
        return backend.read(own, request.row, request.rows);
      case 'readBytes':
        return backend.readBytes(own, request.row, request.rows);
      case 'writeBytes':
        return backend.writeBytes(own, request.row, request.bytes);
    }
  }

  async #fetch(call: number, at: number, into: Uint8Array): Promise<void> {
    const pull = ++this.#pull;
    const waiting = Promise.withResolvers<Uint8Array>();
    this.#pulls.set(pull, waiting);
    this.#send({ kind: 'pull', call, pull, at, length: into.length });
    into.set(await waiting.promise);
  }

  #pulled(pull: number, bytes: Uint8Array | undefined): void {
    const waiting = this.#pulls.get(pull);
    this.#pulls.delete(pull);
    if (bytes) waiting?.resolve(bytes);
    else waiting?.reject(new Error('the bytes could not be had'));
  }

  #own(tensor: Tensor): Tensor {
    const held = this.#tensors.get(tensor.id);
    if (held?.problem !== undefined) throw held.problem;
    if (!held?.own) throw new TypeError(`${tensor.label} is not allocated here`);
    return held.own;
  }

  /** A command with the tensors that are meant in place of their copies. */
  #revive(command: Command): Command {
    const own = Object.entries(command).map(([key, value]) => [key, isTensor(value) ? this.#own(value) : value]);
    return Object.fromEntries(own) as Command;
  }
}

interface Call {
  readonly resolve: (value: unknown) => void;
  readonly reject: (problem: unknown) => void;
  readonly pull: Pull | undefined;
  /** Why the pull failed: what the caller gets. */
  problem?: { readonly cause: unknown };
}

/** How the other end is reached, and left. */
export interface Line {
  readonly send: Send;
  readonly hangUp: () => void;
}

/** The end that is used like any backend. `hear` takes every message; `fail` says that no more will come. */
export class RemoteBackend implements Backend {
  readonly #line: Line;
  readonly #tensors = new Map<Tensor, number>();
  readonly #calls = new Map<number, Call>();
  readonly #ready = Promise.withResolvers<void>();
  #name = '';
  #ended: Error | undefined;
  #allocated = 0;
  #next = 1;

  constructor(line: Line) {
    this.#line = line;
  }

  /** Resolves when the other end serves. @throws `closed`, and why the other end has nothing to serve. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  get name(): string {
    return this.#name;
  }

  /** Of tensors as they are stored; the other end may lay weights out larger. */
  get allocated(): number {
    return this.#allocated;
  }

  hear(message: unknown): void {
    const answer = message as Answer;
    if (answer.kind === 'ready') {
      this.#name = answer.name;
      return this.#ready.resolve();
    }
    if (answer.kind === 'refused') return this.fail(revive(answer.problem));
    const call = this.#calls.get(answer.call);
    if (!call) return;
    if (answer.kind === 'pull') return void this.#serve(call, answer.pull, answer.at, answer.length);
    this.#calls.delete(answer.call);
    if (answer.kind === 'done') call.resolve(answer.value);
    else call.reject(call.problem ? call.problem.cause : revive(answer.problem));
  }

  fail(reason: Error): void {
    this.#ended ??= reason;
    this.#ready.reject(reason);
    this.#ready.promise.catch(() => {});
    for (const { reject } of this.#calls.values()) reject(reason);
    this.#calls.clear();
    this.#tensors.clear();
    this.#allocated = 0;
    this.#line.hangUp();
  }

  allocate(type: Tensor['type'], rows: number, cols: number, label: string): Tensor {
    if (type !== 'I32' && cols % DTYPES[type].block !== 0)
      throw new RangeError(`${label}: ${cols} is no whole number of ${type} blocks`);
    const bytes = rows * (type === 'I32' ? 4 * cols : byteLength(type, cols));
    if (!(rows >= 0 && cols >= 0 && Number.isSafeInteger(rows) && Number.isSafeInteger(bytes)))
      throw new RangeError(`${label}: a tensor of ${rows} × ${cols} ${type} is not possible`);
    const tensor: Tensor = Object.freeze({ id: this.#next++, type, rows, cols, label });
    this.#ask({ kind: 'allocate', tensor });
    this.#tensors.set(tensor, bytes);
    this.#allocated += bytes;
    return tensor;
  }

  free(tensor: Tensor): void {
    const bytes = this.#tensors.get(tensor);
    if (bytes === undefined) return;
    this.#tensors.delete(tensor);
    this.#allocated -= bytes;
    this.#ask({ kind: 'free', tensor });
  }

  async load(tensor: Tensor, pull: Pull): Promise<void> {
    await this.#call({ op: 'load', tensor }, [], pull);
  }

  write(tensor: Tensor, data: FloatArray | Int32Array, row = 0): void {
    this.#own(tensor);
    const copy = data.slice();
    this.#ask({ kind: 'write', tensor, data: copy, row }, [copy.buffer]);
  }

  async read(tensor: Tensor, row = 0, rows = tensor.rows - row): Promise<FloatArray> {
    return (await this.#call({ op: 'read', tensor, row, rows })) as FloatArray;
  }

  async readBytes(tensor: Tensor, row: number, rows: number): Promise<Uint8Array> {
    return (await this.#call({ op: 'readBytes', tensor, row, rows })) as Uint8Array;
  }

  async writeBytes(tensor: Tensor, row: number, bytes: Uint8Array): Promise<void> {
    const copy = bytes.slice();
    await this.#call({ op: 'writeBytes', tensor, row, bytes: copy }, [copy.buffer]);
  }

  async submit(commands: readonly Command[]): Promise<void> {
    await this.#call({ op: 'submit', commands });
  }

  /** Leaves the other end in the middle of whatever it does. */
  async close(): Promise<void> {
    this.fail(new TwofilesError('closed', 'The backend was closed.', 'Create another one.'));
  }

  #ask(question: Question, transfer: Transferable[] = []): void {
    if (this.#ended) throw this.#ended;
    this.#line.send(question, transfer);
  }

  #call(request: Request, transfer: Transferable[] = [], pull?: Pull): Promise<unknown> {
    if (request.op !== 'submit') this.#own(request.tensor);
    else for (const command of request.commands) for (const part of Object.values(command)) this.#known(part);
    return new Promise((resolve, reject) => {
      const call = this.#next++;
      this.#ask({ kind: 'call', call, request }, transfer);
      this.#calls.set(call, { resolve, reject, pull });
    });
  }

  async #serve(call: Call, pull: number, at: number, length: number): Promise<void> {
    const bytes = new Uint8Array(length);
    try {
      await call.pull?.(at, bytes);
      if (!this.#ended) this.#ask({ kind: 'pulled', pull, bytes }, [bytes.buffer]);
    } catch (cause) {
      call.problem = { cause };
      if (!this.#ended) this.#ask({ kind: 'pulled', pull });
    }
  }

  #known(part: unknown): void {
    if (isTensor(part)) this.#own(part);
  }

  #own(tensor: Tensor): void {
    if (this.#ended) throw this.#ended;
    if (!this.#tensors.has(tensor)) throw new TypeError(`${tensor.label} is not allocated here`);
  }
}

/**
 * Starts the WASM backend with these options and one thread, in a worker.
 * @throws `closed` when the worker cannot start, and what creating the backend throws.
 */
export async function createRemoteBackend(options: Omit<WasmOptions, 'threads'>): Promise<Backend> {
  const worker = new Worker(new URL('./remote-worker.js', import.meta.url), { type: 'module', name: 'twofiles' });
  const backend = new RemoteBackend({
    send: (message, transfer) => worker.postMessage(message, transfer),
    hangUp: () => worker.terminate(),
  });
  worker.onmessage = ({ data }) => backend.hear(data);
  worker.onerror = ({ message }) => {
    const what = `The compute thread failed: ${message || 'its script could not be loaded'}.`;
    backend.fail(new TwofilesError('closed', what, 'Reload the page; if it stays so, please report it.'));
  };
  worker.postMessage(options);
  await backend.ready;
  return backend;
}

const isTensor = (value: unknown): value is Tensor => typeof value === 'object' && value !== null && 'id' in value;

function tell(problem: unknown): Told {
  if (problem instanceof TwofilesError) {
    const { name, message, code, next, field } = problem;
    return { name, message, code, next, field };
  }
  return problem instanceof Error
    ? { name: problem.name, message: problem.message }
    : { name: 'Error', message: String(problem) };
}

function revive({ name, message, code, next, field }: Told): Error {
  if (code !== undefined) return new TwofilesError(code, message, next ?? '', field === undefined ? {} : { field });
  if (name === 'TypeError') return new TypeError(message);
  return name === 'RangeError' ? new RangeError(message) : new Error(message);
}
