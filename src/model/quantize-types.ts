// Which type each tensor gets when a file is quantized: llama.cpp's rules, so that a "Q4_K_M" means the
// same here and there. A target names a main type; some tensors hurt more than others when they lose
// bits (value projections, the second feed-forward matrix, the output matrix) and get a better one.
// Source: llama.cpp, src/llama-quant.cpp, compared with its library in the tests.
import { badArgument } from '../base/errors.ts';
import { DTYPES, type DType } from '../silicon/dtype.ts';
import type { Checkpoint, TensorInfo } from './checkpoint.ts';

/** Targets: the type of most tensors, and the number that `general.file_type` calls it by. */
export const QUANTIZE_TARGETS = {
  F32: { type: 'F32', fileType: 0 },
  F16: { type: 'F16', fileType: 1 },
  BF16: { type: 'BF16', fileType: 32 },
  Q8_0: { type: 'Q8_0', fileType: 7 },
  Q6_K: { type: 'Q6_K', fileType: 18 },
  Q5_K_M: { type: 'Q5_K', fileType: 17 },
  Q5_K_S: { type: 'Q5_K', fileType: 16 },
  Q5_1: { type: 'Q5_1', fileType: 9 },
  Q5_0: { type: 'Q5_0', fileType: 8 },
  Q4_K_M: { type: 'Q4_K', fileType: 15 },
  Q4_K_S: { type: 'Q4_K', fileType: 14 },
  IQ4_NL: { type: 'IQ4_NL', fileType: 25 },
  Q4_1: { type: 'Q4_1', fileType: 3 },
  Q4_0: { type: 'Q4_0', fileType: 2 },
} as const satisfies Record<string, { type: DType; fileType: number }>;

export type QuantizeTarget = keyof typeof QUANTIZE_TARGETS;

/** The target of this name in any case; Q4_K and Q5_K mean their mixtures _M. Throws `bad-argument`. */
export function quantizeTarget(name: string): QuantizeTarget {
  const upper = name
    .toUpperCase()
    .replace(/_K$/, '_K_M')
    .replace(/^Q6_K_M$/, 'Q6_K');
  const targets = Object.keys(QUANTIZE_TARGETS) as QuantizeTarget[];
  const found = targets.find((target) => target === upper);
  if (found) return found;
  throw badArgument(`There is no quantization "${name}".`, `Use one of ${targets.join(', ')}.`);
}

/** What the rules look at besides the tensor itself. */
interface Shape {
  readonly target: QuantizeTarget;
  readonly layers: number;
  /** Query heads for each key/value head. */
  readonly group: number;
  readonly experts: number;
  /** The output matrix is the token embedding. */
  readonly tied: boolean;
}

/**
 * The type of every tensor under a target, by name. `pure`: every matrix whose rows its blocks divide gets the main
 * type, whatever that costs.
 */
export function planTypes(checkpoint: Checkpoint, target: QuantizeTarget, pure = false): Map<string, DType> {
  const { type: main } = QUANTIZE_TARGETS[target];
  const shape = readShape(checkpoint, target);
  const types = new Map<string, DType>();
  for (const info of checkpoint.tensors.values()) {
    if (!isQuantizable(info)) types.set(info.name, 'F32');
    else if (DTYPES[main].block === 1) types.set(info.name, main);
    else types.set(info.name, fitting(pure ? main : preferred(info, main, shape), info.shape.at(-1)!));
  }
  return types;
}

/** Matrices, except the small ones that everything passes through: norms, positions, expert gates. */
function isQuantizable({ name, shape }: TensorInfo): boolean {
  const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  if (rows === 1 || !name.endsWith('weight')) return false;
  return !/_norm\.weight|ffn_gate_inp\.weight|position_embd|^token_types\.weight$/.test(name);
}

function readShape({ metadata, tensors }: Checkpoint, target: QuantizeTarget): Shape {
  const architecture = metadata.get('general.architecture')?.value;
  const count = (key: string): number | undefined => {
    const value = metadata.get(`${architecture}.${key}`)?.value;
    const first = typeof value === 'object' ? value.values[0] : value;
    return typeof first === 'number' ? first : undefined;
  };
  const heads = count('attention.head_count') ?? 1;
  return {
    target,
    layers: count('block_count') ?? 0,
    group: heads / (count('attention.head_count_kv') || heads),
    experts: count('expert_count') ?? 0,
    tied: !tensors.has('output.weight'),
  };
}

/** The type that quality asks for, whatever the row's length. */
function preferred({ name, shape: dimensions }: TensorInfo, main: DType, shape: Shape): DType {
  const { target, layers, group, experts, tied } = shape;
  const layer = Number(/^blk\.(\d+)\./.exec(name)?.[1] ?? 0);
  const mixture = target === 'Q4_K_M' || target === 'Q5_K_M';
  if (name === 'output.weight' || (tied && name === 'token_embd.weight'))
    return main === 'Q8_0' || dimensions.at(-1)! % DTYPES[main].block !== 0 ? 'Q8_0' : 'Q6_K';
  if (/attn_(v|qkv|kv_b)\.weight/.test(name)) {
    if (experts === 8) return 'Q8_0';
    if (mixture && deservesMore(layer, layers)) return 'Q6_K';
    if (target === 'IQ4_NL' && group >= 4) return 'Q5_K';
    if (target === 'Q4_K_S' && layer < 4) return 'Q5_K';
    // Llama 70B: eight query heads share each value head, so the value matrix is small.
    if (main === 'Q4_K' && layers === 80 && group > 1) return 'Q5_K';
  } else if (name.includes('attn_k.weight')) {
    if (experts === 8) return 'Q8_0';
  } else if (name.includes('ffn_down')) {
    if (mixture && deservesMore(layer, layers)) return 'Q6_K';
    if ((target === 'IQ4_NL' || target === 'Q4_K_S') && layer < Math.floor(layers / 8)) return 'Q5_K';
  } else if (name.includes('attn_output.weight')) {
    if (experts === 8 && (main === 'Q4_K' || main === 'IQ4_NL')) return 'Q5_K';
  }
  return main;
}

/** The first and the last eighth of the layers, and every third one between. */
function deservesMore(layer: number, layers: number): boolean {
  const eighth = Math.floor(layers / 8);
  return layer < eighth || layer >= Math.floor((7 * layers) / 8) || (layer - eighth) % 3 === 2;
}

const WITHOUT_SUPER_BLOCKS: Partial<Record<DType, DType>> = { Q4_K: 'Q5_0', Q5_K: 'Q5_1', Q6_K: 'Q8_0' };

/** The type, or the next best one whose blocks divide a row of `cols`. */
function fitting(type: DType, cols: number): DType {
  if (cols % DTYPES[type].block === 0) return type;
  const smaller = WITHOUT_SUPER_BLOCKS[type] ?? 'F16';
  return cols % DTYPES[smaller].block === 0 ? smaller : 'F16';
}
