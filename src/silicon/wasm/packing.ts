// Which weights are packed for the integer kernels, how large they become, and how this machine multiplies
// bytes. The layout itself is described in `assembly/packed.ts`.
import { badArgument } from '../../base/errors.ts';
import type { DType } from '../dtype.ts';
import type { Tensor } from '../ops.ts';
import { plain, relaxed } from './kernels.gen.ts';
import { EXACT, LANES, SPLIT } from './layout.ts';
import { compileWide } from './wide.ts';

/**
 * How products of quantized weights are computed. 'exact' and 'split' by the relaxed dot product of bytes,
 * whole or seven bits at a time; 'plain' without it; these three give the same results. 'float' decodes
 * weights and keeps activations in float32: slow, and without the rounding of activations to 8 bits.
 */
export const KERNELS = ['exact', 'split', 'plain', 'float'] as const;
export type Kernels = (typeof KERNELS)[number];

/** Bytes of `cols` columns of LANES rows. */
const PIECES: Partial<Record<Tensor['type'], { readonly cols: number; readonly bytes: number }>> = {
  Q4_0: { cols: 32, bytes: 144 },
  IQ4_NL: { cols: 32, bytes: 144 },
  Q4_1: { cols: 32, bytes: 160 },
  Q5_0: { cols: 32, bytes: 176 },
  Q5_1: { cols: 32, bytes: 192 },
  Q8_0: { cols: 32, bytes: 272 },
  Q4_K: { cols: 256, bytes: 1216 },
  Q5_K: { cols: 256, bytes: 1472 },
  Q6_K: { cols: 256, bytes: 1696 },
} satisfies Partial<Record<DType, object>>;

/** Bytes that a tensor takes once packed; undefined for a type that is not. */
export function packedBytes({ type, rows, cols }: Pick<Tensor, 'type' | 'rows' | 'cols'>): number | undefined {
  const piece = PIECES[type];
  return piece && Math.ceil(rows / LANES) * (cols / piece.cols) * piece.bytes;
}

export interface Chosen {
  readonly kernels: Kernels;
  readonly module: WebAssembly.Module;
  /** The operand of MULTIPLY. */
  readonly mode: number;
  /** Whether it is compiled to vectors of 256 bits. */
  readonly wide: boolean;
}

/** Chosen kernels compiled to vectors of 256 bits. @throws `unsupported` outside of Node on x64. */
export function widened(chosen: Chosen): Chosen {
  const base64 = chosen.kernels === 'plain' ? plain : relaxed;
  return { ...chosen, module: compileWide(bytesOf(base64)), wide: true };
}

/**
 * The kernels asked for, or the fastest that are exact here: a machine's relaxed dot product may take eight
 * bits, or only seven; there 'exact' becomes 'split'. @throws `bad-argument` for a name that is none.
 */
export async function choose(asked: string | undefined, memory: WebAssembly.Memory): Promise<Chosen> {
  if (asked !== undefined && !KERNELS.includes(asked as Kernels))
    throw badArgument(`There are no kernels "${asked}".`, `Choose one of ${KERNELS.join(', ')}.`);
  const base64 = asked !== 'plain' && WebAssembly.validate(bytesOf(relaxed)) ? relaxed : plain;
  const module = await compile(base64);
  const found = base64 === plain ? 'plain' : probe(module, memory);
  const wanted = KERNELS.find((kernels) => kernels === asked) ?? found;
  const kernels = wanted === 'exact' ? found : wanted;
  return { kernels, module, mode: kernels === 'split' ? SPLIT : EXACT, wide: false };
}

function probe(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const host = { finished() {}, now: () => 0 };
  const { exports } = new WebAssembly.Instance(module, { env: { memory }, host });
  const { probe } = exports as { probe: (x: number, w: number) => number };
  return probe(127, 255) === 4 * 127 * 255 && probe(-127, 255) === -4 * 127 * 255 ? 'exact' : 'split';
}

const compiled = new Map<string, Promise<WebAssembly.Module>>();

function compile(base64: string): Promise<WebAssembly.Module> {
  const module = compiled.get(base64) ?? WebAssembly.compile(bytesOf(base64));
  compiled.set(base64, module);
  return module;
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
}
