// Which weights are packed for the integer kernels, how large they become, and how this machine multiplies
// bytes. The layout itself is described in `assembly/packed.ts`.
import { badArgument } from '../../base/errors.ts';
import type { DType } from '../dtype.ts';
import type { Tensor } from '../ops.ts';
import { plain, relaxed } from './kernels.gen.ts';
import { EXACT, LANES, SIGNED, SPLIT } from './layout.ts';
import { compileWide } from './wide.ts';

/**
 * How products of quantized weights are computed. 'exact', 'signed' and 'split' by the relaxed dot product of
 * bytes, whose second operand a machine takes as unsigned, as signed, or as seven bits; 'plain' without it; these
 * four give the same results. 'float' decodes weights and keeps activations in float32: slow, and without the
 * rounding of activations to 8 bits.
 */
export const KERNELS = ['exact', 'signed', 'split', 'plain', 'float'] as const;
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
  /** The same before compiling. */
  readonly base64: string;
  /** The operand of MULTIPLY. */
  readonly mode: number;
  /** Whether it is compiled to vectors of 256 bits. */
  readonly wide: boolean;
}

/** Chosen kernels compiled to vectors of 256 bits. @throws `unsupported` outside of Node on x64. */
export function widened(chosen: Chosen): Chosen {
  return { ...chosen, module: compileWide(bytesOf(chosen.base64)), wide: true };
}

/**
 * The kernels asked for, or the fastest that are exact here. Where the machine has no such product, 'exact' becomes
 * what it has, and 'signed' is computed without it. @throws `bad-argument` for a name that is none.
 */
export async function choose(asked: string | undefined, memory: WebAssembly.Memory): Promise<Chosen> {
  if (asked !== undefined && !KERNELS.includes(asked as Kernels))
    throw badArgument(`There are no kernels "${asked}".`, `Choose one of ${KERNELS.join(', ')}.`);
  const has = WebAssembly.validate(bytesOf(relaxed));
  const found = has ? probe(await compile(relaxed), memory) : 'plain';
  const wanted = KERNELS.find((kernels) => kernels === asked) ?? found;
  const kernels = wanted === 'exact' || (wanted === 'split' && !has) ? found : wanted;
  const without = kernels === 'plain' || !has || (kernels === 'signed' && found !== 'signed');
  const mode = kernels === 'split' ? SPLIT : kernels === 'signed' ? SIGNED : EXACT;
  const base64 = without ? plain : relaxed;
  return { kernels, base64, module: await compile(base64), mode, wide: false };
}

/** How this machine's products of bytes treat what the specification leaves open. */
function probe(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const host = { finished() {}, now: () => 0 };
  const { exports } = new WebAssembly.Instance(module, { env: { memory }, host });
  const { probe, probePairs } = exports as Record<'probe' | 'probePairs', (x: number, w: number) => number>;
  const takes = (of: typeof probe, n: number, cases: readonly (readonly [number, number, number])[]): boolean =>
    cases.every(([x, w, value]) => of(x, w) === n * x * value);
  if (
    takes(probe, 4, [
      [127, 255, 255],
      [-127, 255, 255],
    ])
  )
    return 'exact';
  if (
    takes(probe, 4, [
      [127, 255, -1],
      [-127, 128, -128],
    ])
  )
    return 'signed';
  return takes(probePairs, 2, [
    [8, 255, 255],
    [-8, 255, 255],
    [127, 127, 127],
    [-127, 127, 127],
  ])
    ? 'split'
    : 'plain';
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
