// Choosing the next token from logits. The order of the filters is llama.cpp's: bias and penalty change
// the logits; top-k, top-p and min-p cut the distribution; temperature shapes what is left.
import { badArgument } from '../base/errors.ts';
import { Random, type RandomState } from '../base/random.ts';
import type { FloatArray } from '../silicon/ops.ts';

export interface SamplingOptions {
  /** 0: the likeliest token always (greedy). Default 0.8. */
  readonly temperature?: number | undefined;
  /** Keep the k likeliest; 0: all. Default 40. */
  readonly topK?: number | undefined;
  /** Keep the likeliest until their probabilities reach p (Holtzman et al., 2019). Default 0.95. */
  readonly topP?: number | undefined;
  /** Keep those at least this fraction as likely as the likeliest (Nguyen et al., 2024). Default 0.05. */
  readonly minP?: number | undefined;
  /** Divides positive and multiplies negative logits of recent tokens (Keskar et al., 2019); 1: off. */
  readonly repetitionPenalty?: number | undefined;
  /** How many tokens back the penalty looks. Default 64. */
  readonly penaltyWindow?: number | undefined;
  /** Added to the logits of these tokens; −Infinity forbids one. */
  readonly logitBias?: ReadonlyMap<number, number> | undefined;
  /** Default: drawn anew for every sampler. */
  readonly seed?: number | undefined;
}

export interface TokenLogProb {
  readonly token: number;
  /** Natural log of its probability in the model's own distribution, before any filter. */
  readonly logprob: number;
}

type Settings = { readonly [K in Exclude<keyof SamplingOptions, 'seed' | 'logitBias'>]-?: number } & Pick<
  SamplingOptions,
  'logitBias'
>;

/** A sampler has a stream of randomness of its own: same seed, same logits, same tokens. */
export class Sampler {
  readonly seed: number;
  readonly #random: Random;
  readonly #options: Settings;

  /** @throws `bad-argument` for a value outside its range. */
  constructor(options: SamplingOptions = {}, state?: RandomState) {
    this.seed = options.seed ?? Math.floor(Math.random() * 2 ** 32);
    this.#random = new Random(state ?? this.seed);
    this.#options = {
      temperature: within('temperature', options.temperature ?? 0.8, 0, 100),
      topK: within('top-k', options.topK ?? 40, 0, Number.MAX_SAFE_INTEGER),
      topP: within('top-p', options.topP ?? 0.95, 0, 1),
      minP: within('min-p', options.minP ?? 0.05, 0, 1),
      repetitionPenalty: within('repetition penalty', options.repetitionPenalty ?? 1, 0.01, 100),
      penaltyWindow: within('penalty window', options.penaltyWindow ?? 64, 0, Number.MAX_SAFE_INTEGER),
      logitBias: options.logitBias,
    };
  }

  /** A sampler that goes on from here by itself, with the same options and the same randomness to come. */
  fork(): Sampler {
    return new Sampler({ ...this.#options, seed: this.seed }, this.#random.state);
  }

  /**
   * The next token, given logits (V) and the tokens before it (for the penalty). With `allowed` (bit
   * t % 32 of word t / 32 for token t) only those tokens exist for the filters.
   * @throws `bad-argument` when a bias forbids every token.
   */
  sample(logits: FloatArray, history: readonly number[], allowed?: Uint32Array): number {
    const { temperature, topK, topP, minP } = this.#options;
    const shaped = this.#shape(logits, history, allowed);
    let kept = temperature === 0 ? [argmax(shaped)] : likeliest(shaped, topK || shaped.length);
    const best = shaped[kept[0]!]!;
    if (best === -Infinity)
      throw badArgument('The logit bias forbids every token that could come next.', 'Forbid fewer tokens.');
    if (temperature === 0) return kept[0]!;
    if (topP < 1) kept = nucleus(shaped, kept, best, topP);
    if (minP > 0) kept = kept.filter((token) => Math.exp(shaped[token]! - best) >= minP);
    const weights = kept.map((token) => Math.exp((shaped[token]! - best) / temperature));
    let mark = this.#random.float() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [i, weight] of weights.entries()) {
      mark -= weight;
      if (mark < 0) return kept[i]!;
    }
    return kept[0]!;
  }

  /** The allowed logits with bias and penalty; the very same array when nothing changes them. */
  #shape(logits: FloatArray, history: readonly number[], allowed: Uint32Array | undefined): FloatArray {
    const { repetitionPenalty, penaltyWindow, logitBias } = this.#options;
    if (repetitionPenalty === 1 && !logitBias?.size && !allowed) return logits;
    const shaped = allowed ? only(logits, allowed) : logits.slice();
    for (const [token, bias] of logitBias ?? []) {
      if (!(token >= 0 && token < shaped.length))
        throw badArgument(
          `Logit bias for token ${token}: the vocabulary has ${shaped.length}.`,
          'Use ids of this model.',
        );
      if (shaped[token] !== -Infinity) shaped[token]! += bias;
    }
    const recent = penaltyWindow > 0 && repetitionPenalty !== 1 ? new Set(history.slice(-penaltyWindow)) : [];
    for (const token of recent)
      shaped[token] = shaped[token]! > 0 ? shaped[token]! / repetitionPenalty : shaped[token]! * repetitionPenalty;
    return shaped;
  }
}

/** The logits of allowed tokens; all others are −Infinity. */
function only(logits: FloatArray, allowed: Uint32Array): FloatArray {
  const out = logits.slice().fill(-Infinity);
  for (const [i, word] of allowed.entries())
    for (let bits = word; bits !== 0; bits &= bits - 1) {
      const token = i * 32 + 31 - Math.clz32(bits & -bits);
      if (token < out.length) out[token] = logits[token]!;
    }
  return out;
}

/** The index of the largest value; the first of equals. */
export function argmax(values: FloatArray): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** log softmax of one token and of the `count` likeliest, best first. */
export function logProbs(logits: FloatArray, token: number, count: number): { logprob: number; top: TokenLogProb[] } {
  const best = logits[argmax(logits)]!;
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - best);
  const normal = best + Math.log(total);
  const top = likeliest(logits, count).map((id) => ({ token: id, logprob: logits[id]! - normal }));
  return { logprob: logits[token]! - normal, top };
}

/** Indices of the `count` largest finite values, largest first; equals in order of their index. */
function likeliest(values: FloatArray, count: number): number[] {
  const before = (a: number, b: number): number => values[b]! - values[a]! || a - b;
  if (count >= values.length / 8) {
    const all = Array.from(values.keys()).filter((i) => values[i]! > -Infinity);
    return (all.length > 0 ? all : [0]).sort(before).slice(0, count);
  }
  const kept: number[] = [];
  for (let i = 0; i < values.length; i++) {
    if (values[i] === -Infinity) continue;
    if (kept.length >= count && !(values[i]! > values[kept.at(-1)!]!)) continue;
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(kept[middle]!, i) <= 0) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, i);
    if (kept.length > count) kept.pop();
  }
  return kept.length > 0 ? kept : [0];
}

/** The shortest head of `kept` (sorted) whose share of its probability reaches p. */
function nucleus(logits: FloatArray, kept: number[], best: number, p: number): number[] {
  const weights = kept.map((token) => Math.exp(logits[token]! - best));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  for (const [i, weight] of weights.entries()) {
    sum += weight;
    if (sum >= p * total) return kept.slice(0, i + 1);
  }
  return kept;
}

function within(name: string, value: number, least: number, most: number): number {
  if (!(value >= least && value <= most))
    throw badArgument(`${name} ${value} is out of range.`, `Use a value from ${least} to ${most}.`);
  return value;
}
