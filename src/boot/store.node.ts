// A store: the folder where a machine keeps its journal and listens. One kernel owns it at a time, by the socket it
// listens on; whoever comes later is its client. Messages are lines of JSON.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { TwofilesError } from '../base/errors.ts';
import type { Json } from '../text/messages.ts';

/** Longest path of a socket in bytes: sun_path holds 108 on Linux and 104 on macOS, its end included. */
const LONGEST_PATH = 100;
/** Longest message, characters: questions and answers, not files. */
const LONGEST_LINE = 4_000_000;

/** Where the owner of a store listens. */
export function socketPath(store: string): string {
  const hash = createHash('sha256').update(resolve(store)).digest('hex').slice(0, 16);
  if (process.platform === 'win32') return `\\\\.\\pipe\\twofiles-${hash}`;
  const path = join(resolve(store), 'kernel.sock');
  return Buffer.byteLength(path) <= LONGEST_PATH
    ? path
    : join(tmpdir(), `twofiles-${process.getuid?.() ?? 0}-${hash}.sock`);
}

/** Answers one request; may send any number of lines. `left` fires when nobody listens any more. */
export type Serve = (request: Json, send: (line: Json) => void, left: AbortSignal) => Promise<void>;

/**
 * Becomes the owner of a store. Undefined when another program is.
 * @throws `io` when the folder cannot be made or listened in.
 */
export async function own(store: string, serve: Serve): Promise<AsyncDisposable | undefined> {
  mkdirSync(store, { recursive: true, mode: 0o700 });
  const path = socketPath(store);
  const server = createServer((socket) => answer(socket, serve));
  for (let tries = 0; tries < 2; tries++) {
    try {
      await listening(server, path);
      server.unref();
      return {
        async [Symbol.asyncDispose]() {
          await new Promise<void>((done) => server.close(() => done()));
        },
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cannotListen(path, error);
      if (await isAlive(path)) return undefined;
      rmSync(path, { force: true }); // left by a machine that was killed
    }
  }
  return undefined;
}

/** What the owner of a store answers, line by line. @throws `not-found` when nobody owns it, `network` when cut. */
export async function* askOwner(store: string, request: object): AsyncGenerator<Json, void> {
  const socket = createConnection(socketPath(store));
  try {
    await new Promise<void>((done, failed) => socket.once('connect', done).once('error', failed));
  } catch {
    throw new TwofilesError('not-found', 'No machine is running here.', 'Boot one: run it without a command.');
  }
  socket.write(`${JSON.stringify(request)}\n`);
  let ended = false;
  try {
    for await (const line of createInterface({ input: socket })) {
      const message = JSON.parse(line) as {
        readonly end?: true;
        readonly error?: { readonly message: string; readonly next: string };
      };
      if (message.error) throw new TwofilesError('io', message.error.message, message.error.next);
      if (message.end) ended = true;
      else yield message as Json;
    }
  } finally {
    socket.destroy();
  }
  if (!ended)
    throw new TwofilesError('network', 'The machine went away before it had answered.', 'Boot it again: it goes on.');
}

/** Is there a machine that owns the store? */
export function isAlive(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection(path);
    socket.once('connect', () => done(true)).once('error', () => done(false));
    socket.once('connect', () => socket.destroy());
  });
}

function answer(socket: Socket, serve: Serve): void {
  const left = new AbortController();
  socket.on('close', () => left.abort());
  socket.on('error', () => left.abort());
  socket.unref();
  let text = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk) => {
    text += chunk;
    const end = text.indexOf('\n');
    if (end < 0 && text.length > LONGEST_LINE) socket.destroy();
    if (end < 0) return;
    socket.removeAllListeners('data');
    void reply(socket, text.slice(0, end), serve, left.signal);
  });
}

async function reply(socket: Socket, line: string, serve: Serve, left: AbortSignal): Promise<void> {
  const send = (message: Json): void => {
    if (!left.aborted) socket.write(`${JSON.stringify(message)}\n`);
  };
  try {
    await serve(JSON.parse(line) as Json, send, left);
    send({ end: true });
  } catch (error) {
    const { message, next } =
      error instanceof TwofilesError ? error : { message: String(error), next: 'Try it again.' };
    send({ error: { message, next } });
  }
  socket.end();
}

function listening(server: Server, path: string): Promise<void> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(path, () => {
      server.off('error', failed);
      done();
    });
  });
}

function cannotListen(path: string, cause: unknown): TwofilesError {
  return new TwofilesError(
    'io',
    `${path} cannot be listened on: ${(cause as Error).message}.`,
    'Choose another store.',
    { cause },
  );
}
