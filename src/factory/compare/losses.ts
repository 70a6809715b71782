// The losses of stage 3, and their gradients with respect to what the model gives: log-probabilities of tokens,
// values, rewards. The trainer carries the gradients on into the weights. Everything is per sequence or per
// token and float64; each gradient is tested by finite differences.

/** A loss and its gradient with respect to each input, in the inputs' order. */
export interface LossGrad {
  readonly loss: number;
  readonly grad: Float64Array;
}

/** log(1 + e^z) without overflow. */
function softplus(z: number): number {
  return Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
}

function sigmoid(z: number): number {
  return z >= 0 ? 1 / (1 + Math.exp(-z)) : Math.exp(z) / (1 + Math.exp(z));
}

/**
 * Pairwise logistic loss of a reward model (Bradley and Terry 1952; Ouyang et al. 2022, section 3.5), with a
 * margin that the chosen reward must exceed the rejected by (Touvron et al. 2023, section 3.2.2).
 * Gradient: by [chosen, rejected].
 */
export function rewardLoss(chosen: number, rejected: number, margin = 0): LossGrad {
  const z = chosen - rejected - margin;
  const slope = sigmoid(-z);
  return { loss: softplus(-z), grad: Float64Array.of(-slope, slope) };
}

/** Log-probabilities of two answers under the policy and under the reference, sums over the answers' tokens. */
export interface DpoPair {
  readonly chosen: number;
  readonly rejected: number;
  readonly refChosen: number;
  readonly refRejected: number;
}

/** Direct preference optimisation (Rafailov et al. 2023, equation 7). Gradient: by [chosen, rejected]. */
export function dpoLoss({ chosen, rejected, refChosen, refRejected }: DpoPair, beta: number): LossGrad {
  const z = beta * (chosen - refChosen - (rejected - refRejected));
  const slope = beta * sigmoid(-z);
  return { loss: softplus(-z), grad: Float64Array.of(-slope, slope) };
}

/**
 * The clipped surrogate of PPO (Schulman et al. 2017, equation 7) for each token, as a loss (its negative):
 * −min(r·A, clip(r, 1 − ε, 1 + ε)·A) with r = e^(now − old), averaged. Gradient: by `now` (n).
 */
export function clippedLoss(
  now: ArrayLike<number>,
  old: ArrayLike<number>,
  advantages: ArrayLike<number>,
  clip: number,
): LossGrad & { readonly clipped: number } {
  const n = now.length;
  const grad = new Float64Array(n);
  let loss = 0;
  let clipped = 0;
  for (let t = 0; t < n; t++) {
    const ratio = Math.exp(now[t]! - old[t]!);
    const advantage = advantages[t]!;
    const bounded = Math.min(Math.max(ratio, 1 - clip), 1 + clip);
    if (ratio * advantage <= bounded * advantage) grad[t] = (-ratio * advantage) / n;
    else clipped++;
    loss -= Math.min(ratio * advantage, bounded * advantage) / n;
  }
  return { loss, grad, clipped: clipped / Math.max(1, n) };
}

/** The value loss of PPO: half the mean squared error. Gradient: by `values` (n). */
export function valueLoss(values: ArrayLike<number>, returns: ArrayLike<number>): LossGrad {
  const n = values.length;
  const grad = new Float64Array(n);
  let loss = 0;
  for (let t = 0; t < n; t++) {
    const error = values[t]! - returns[t]!;
    loss += (error * error) / (2 * n);
    grad[t] = error / n;
  }
  return { loss, grad };
}

/**
 * Generalised advantage estimation (Schulman et al. 2016, equation 16) over one answer. rewards (n): what came
 * after each token; values (n): what was expected before it. Returns are advantages + values.
 */
export function generalisedAdvantages(
  rewards: ArrayLike<number>,
  values: ArrayLike<number>,
  gamma: number,
  lambda: number,
): { readonly advantages: Float64Array; readonly returns: Float64Array } {
  const n = rewards.length;
  const advantages = new Float64Array(n);
  let ahead = 0;
  for (let t = n - 1; t >= 0; t--) {
    const delta = rewards[t]! + gamma * (t + 1 < n ? values[t + 1]! : 0) - values[t]!;
    ahead = delta + gamma * lambda * ahead;
    advantages[t] = ahead;
  }
  return { advantages, returns: advantages.map((advantage, t) => advantage + values[t]!) };
}

/**
 * What each token of an answer earns: minus β times how much likelier the policy makes it than the reference
 * (the KL penalty of Ouyang et al. 2022, equation 2), and the answer's reward at its last token.
 */
export function tokenRewards(
  policy: ArrayLike<number>,
  reference: ArrayLike<number>,
  reward: number,
  beta: number,
): Float64Array {
  const out = Float64Array.from(policy, (logp, t) => -beta * (logp - reference[t]!));
  if (out.length > 0) out[out.length - 1]! += reward;
  return out;
}

/** Rewards of answers to one task, less their mean (Shao et al. 2024 without its division; Liu et al. 2025). */
export function groupAdvantages(rewards: ArrayLike<number>): Float64Array {
  const all = Float64Array.from(rewards);
  const mean = all.reduce((sum, reward) => sum + reward, 0) / Math.max(1, all.length);
  return all.map((reward) => reward - mean);
}

/** Shifts and scales to mean 0 and variance 1; all equal: zeros. */
export function standardised(values: ArrayLike<number>): Float64Array {
  const all = groupAdvantages(values);
  const deviation = Math.sqrt(all.reduce((sum, value) => sum + value * value, 0) / Math.max(1, all.length));
  return deviation < 1e-8 ? all.fill(0) : all.map((value) => value / deviation);
}

/**
 * KL(policy ‖ reference) of answers in nats, estimated from the policy's own samples: the mean over answers of
 * the sums over tokens (Schulman 2020, "Approximating KL divergence", k₁).
 */
export function sampledKl(
  answers: readonly { readonly policy: ArrayLike<number>; readonly reference: ArrayLike<number> }[],
): number {
  const sums = answers.map(({ policy, reference }) =>
    Array.from(policy).reduce((sum, logp, t) => sum + logp - reference[t]!, 0),
  );
  return sums.reduce((sum, kl) => sum + kl, 0) / Math.max(1, sums.length);
}
