// What runs in the worker that `createRemoteBackend` starts. The first message brings the options; then it
// serves the WASM backend, whose one thread is this one.
import { refuse, type Send, serveBackend } from './remote.ts';
import { createWasmBackend } from './wasm/backend.ts';

const send: Send = (message, transfer) => postMessage(message, { transfer });

async function start({ data }: MessageEvent): Promise<void> {
  try {
    const hear = serveBackend(await createWasmBackend({ ...data, threads: 1 }), send);
    addEventListener('message', (event) => hear(event.data));
  } catch (problem) {
    refuse(problem, send);
  }
}

addEventListener('message', start, { once: true });
