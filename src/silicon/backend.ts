// Chooses what computes, and where: never on a page's event loop.
import { badArgument } from '../base/errors.ts';
import type { Backend } from './ops.ts';
import { createScalarBackend } from './scalar.ts';

export interface BackendOptions {
  /** 'wasm' (default): SIMD and threads. 'scalar': plain TypeScript, slow, the specification. */
  readonly kind?: 'wasm' | 'scalar' | undefined;
  /** WASM worker threads; default: the machine's cores. A page without COOP and COEP gets one. */
  readonly threads?: number | undefined;
  /** WASM only: how quantized weights are multiplied; 'float' keeps activations in float32. Default: the fastest. */
  readonly kernels?: 'exact' | 'split' | 'plain' | 'float' | undefined;
  /** WASM in Node on x64 only: 256-bit code by an experimental flag of V8, after a self-test. Default: TWOFILES_WIDE=1. */
  readonly wide?: boolean | undefined;
  /** Scalar only: how activations are held. */
  readonly precision?: 'f32' | 'f64' | undefined;
}

/** Creates a backend. The WASM one is imported only when it is asked for. */
export async function createBackend(options: BackendOptions = {}): Promise<Backend> {
  const { kind = 'wasm', threads, kernels, wide, precision = 'f32' } = options;
  if (kind === 'scalar') return createScalarBackend({ precision });
  if (kind !== 'wasm') throw badArgument(`There is no backend "${String(kind)}".`, 'Choose wasm or scalar.');
  if (typeof SharedArrayBuffer === 'undefined') return (await import('./remote.ts')).createRemoteBackend({ kernels });
  const { createWasmBackend } = await import('./wasm/backend.ts');
  return createWasmBackend({ threads, kernels, wide });
}
