// LoRA adapters with random values, for the models of random-model.ts: large enough to change every
// prediction, of another rank for each kind of matrix.
import { Random } from '../../src/base/random.ts';
import { adapterCheckpoint, type PairValues } from '../../src/model/adapter-file.ts';
import type { Checkpoint } from '../../src/model/checkpoint.ts';

const ALPHA = 12;
const TARGET = /^blk\.\d+\.(attn_(q|k|v|output)|ffn_(gate|up|down))\.weight$|^output\.weight$/;
const RANKS = [4, 6, 9];

/**
 * An adapter of the matrices of `base` whose names match `only`. Its products are as large as `size` times
 * the values of a matrix.
 */
export function randomAdapter(base: Checkpoint, seed: number, { only = TARGET, size = 0.5 } = {}): Checkpoint {
  const random = new Random(seed);
  const targets = new Map<string, PairValues>();
  for (const { name, shape } of base.tensors.values()) {
    if (!TARGET.test(name) || !only.test(name)) continue;
    const [out = 0, into = 0] = shape;
    const rank = RANKS[targets.size % RANKS.length]!;
    const deviation = (size / Math.sqrt(into)) * (rank / ALPHA / Math.sqrt(rank));
    const a = Float32Array.from({ length: rank * into }, () => random.normal());
    const b = Float32Array.from({ length: out * rank }, () => deviation * random.normal());
    targets.set(name, { rank, a, b });
  }
  return adapterCheckpoint(String(base.metadata.get('general.architecture')?.value), ALPHA, targets);
}
