// What runs in the worker that `createRemoteBackend` starts: the WASM backend with one thread, which is this.
import { serveBackend } from './remote.ts';
import { createWasmBackend } from './wasm/backend.ts';

const backend = await createWasmBackend({ threads: 1 });
const hear = serveBackend(backend, (message, transfer) => postMessage(message, { transfer }));
addEventListener('message', ({ data }) => hear(data));
