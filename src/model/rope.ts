// Rotary position embeddings: positions to angles, in float64 on the host, every scaling rule folded in.
// The kernels only rotate. Sources: RoFormer (Su et al., 2021); YaRN (Peng et al., 2023).
import type { RopeConfig } from './config.ts';

/**
 * The rotation speed of each pair, (rotary / 2), radians a token, and the factor on cos and sin.
 * `factors` divide the plain frequencies (Llama 3's `rope_freqs.weight`).
 */
export function ropeFrequencies(
  rope: RopeConfig,
  factors?: ArrayLike<number>,
): { frequencies: Float64Array; magnitude: number } {
  const { rotary, base, frequencyScale, magnitude, yarn } = rope;
  const frequencies = new Float64Array(rotary / 2);
  const [low, high] = yarn ? correctionRange(rope) : [0, 0];
  for (let j = 0; j < frequencies.length; j++) {
    const extrapolated = base ** ((-2 * j) / rotary) / (factors?.[j] ?? 1);
    const interpolated = extrapolated * frequencyScale;
    const ramp = 1 - Math.min(1, Math.max(0, (j - low) / Math.max(0.001, high - low)));
    const mix = yarn ? ramp * yarn.extFactor : 0;
    frequencies[j] = interpolated * (1 - mix) + extrapolated * mix;
  }
  return { frequencies, magnitude };
}

/** The pairs between which YaRN goes from extrapolation to interpolation. */
function correctionRange({ rotary, base, yarn }: RopeConfig): [number, number] {
  if (!yarn) return [0, 0];
  const pairAt = (turns: number): number =>
    (rotary * Math.log(yarn.originalContext / (turns * 2 * Math.PI))) / (2 * Math.log(base));
  return [Math.max(0, Math.floor(pairAt(yarn.betaFast))), Math.min(rotary - 1, Math.ceil(pairAt(yarn.betaSlow)))];
}

/** Interleaved (cos, sin) for the position of each row: (rows, rotary), as the `rope` operation reads them. */
export function ropeAngles(
  { frequencies, magnitude }: { frequencies: Float64Array; magnitude: number },
  rows: readonly { readonly position: number }[],
): Float64Array {
  const angles = new Float64Array(rows.length * frequencies.length * 2);
  let at = 0;
  for (const { position } of rows)
    for (const frequency of frequencies) {
      angles[at++] = Math.cos(position * frequency) * magnitude;
      angles[at++] = Math.sin(position * frequency) * magnitude;
    }
  return angles;
}
