// Training's operations in plain loops: the specification of ops-train.ts. Sums are float64.
import type { FloatArray } from './ops.ts';
import { NORM_PART, type TrainCommand } from './ops-train.ts';
import type { Tensor } from './tensor.ts';

type Of<Name extends TrainCommand['op']> = Extract<TrainCommand, { op: Name }>;

/** The arrays behind tensors. */
export interface Arrays {
  readonly floats: (tensor: Tensor) => FloatArray;
  readonly ids: (tensor: Tensor) => Int32Array;
}

export function runTrain(command: TrainCommand, arrays: Arrays): void {
  switch (command.op) {
    case 'attend':
      return attend(command, arrays);
    case 'attendGrad':
      return attendGrad(command, arrays);
    case 'rmsNormGrad':
      return rmsNormGrad(command, arrays);
    case 'sumRows':
      return sumRows(command, arrays);
    case 'gateGrad':
      return gateGrad(command, arrays);
    case 'embedGrad':
      return embedGrad(command, arrays);
    case 'logProbGrad':
      return logProbGrad(command, arrays);
    case 'mix':
      return mix(command, arrays);
    case 'squares':
      return squares(command, arrays);
    case 'unit':
      return unit(command, arrays);
    case 'adamw':
      return adamw(command, arrays);
  }
}

/** For each row and head: the row, where its sequence begins, and where query and key heads begin. */
function* eachHead({ rows, length, heads, kvHeads, headDim }: Of<'attend'> | Of<'attendGrad'>) {
  for (let t = 0; t < rows; t++)
    for (let h = 0; h < heads; h++) {
      const group = Math.floor((h * kvHeads) / heads);
      const key = (position: number): number => (position * kvHeads + group) * headDim;
      yield { t, start: t - (t % length), at: t * heads + h, query: (t * heads + h) * headDim, key };
    }
}

function attend(command: Of<'attend'>, { floats }: Arrays): void {
  const { headDim: n, scale } = command;
  const [q, k, v] = [floats(command.q), floats(command.keys), floats(command.values)];
  const [out, lse] = [floats(command.out), floats(command.lse)];
  for (const { t, start, at, query, key } of eachHead(command)) {
    const scores: number[] = [];
    for (let p = start; p <= t; p++) scores.push(scale * dot(q, query, k, key(p), n));
    const most = scores.reduce((a, b) => Math.max(a, b), -Infinity);
    const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
    lse[at] = most + Math.log(total);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (const [p, score] of scores.entries()) sum += Math.exp(score - most) * v[key(start + p) + i]!;
      out[query + i] = sum / total;
    }
  }
}

function attendGrad(command: Of<'attendGrad'>, { floats }: Arrays): void {
  const { headDim: n, scale, rows } = command;
  const [q, k, v] = [floats(command.q), floats(command.keys), floats(command.values)];
  const [out, lse, dOut] = [floats(command.out), floats(command.lse), floats(command.dOut)];
  const [dQ, dK, dV] = [floats(command.dQ), floats(command.dKeys), floats(command.dValues)];
  dQ.fill(0, 0, rows * command.heads * n);
  for (const gradient of [dK, dV]) gradient.fill(0, 0, rows * command.kvHeads * n);
  for (const { t, start, at, query, key } of eachHead(command)) {
    const mean = dot(out, query, dOut, query, n); // Σ_p probability · its gradient
    for (let p = start; p <= t; p++) {
      const from = key(p);
      const probability = Math.exp(scale * dot(q, query, k, from, n) - lse[at]!);
      const dScore = scale * probability * (dot(dOut, query, v, from, n) - mean);
      for (let i = 0; i < n; i++) {
        dV[from + i]! += probability * dOut[query + i]!;
        dQ[query + i]! += dScore * k[from + i]!;
        dK[from + i]! += dScore * q[query + i]!;
      }
    }
  }
}

function dot(x: FloatArray, at: number, y: FloatArray, from: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += x[at + i]! * y[from + i]!;
  return sum;
}

function rmsNormGrad(
  { x, weight, dOut, dX, parts, rows, width, eps, accumulate }: Of<'rmsNormGrad'>,
  { floats }: Arrays,
) {
  const [from, gain, dTo, dFrom, sums] = [floats(x), floats(weight), floats(dOut), floats(dX), floats(parts)];
  sums.fill(0, 0, Math.ceil(rows / NORM_PART) * width);
  for (let t = 0; t < rows; t++) {
    const at = t * width;
    const inverse = 1 / Math.sqrt(dot(from, at, from, at, width) / width + eps);
    let mean = 0; // of x̂ · dx̂, where x̂ = x · inverse
    for (let i = 0; i < width; i++) mean += (from[at + i]! * inverse * dTo[at + i]! * gain[i]!) / width;
    for (let i = 0; i < width; i++) {
      const unit = from[at + i]! * inverse;
      sums[Math.floor(t / NORM_PART) * width + i]! += dTo[at + i]! * unit;
      const gradient = inverse * (dTo[at + i]! * gain[i]! - unit * mean);
      dFrom[at + i] = accumulate ? dFrom[at + i]! + gradient : gradient;
    }
  }
}

function sumRows({ x, out, rows, width, accumulate }: Of<'sumRows'>, { floats }: Arrays): void {
  const [from, to] = [floats(x), floats(out)];
  for (let i = 0; i < width; i++) {
    let sum = accumulate ? to[i]! : 0;
    for (let t = 0; t < rows; t++) sum += from[t * width + i]!;
    to[i] = sum;
  }
}

function gateGrad({ gate, up, dOut, dGate, dUp, rows }: Of<'gateGrad'>, { floats }: Arrays): void {
  const [g, u, d, dG, dU] = [floats(gate), floats(up), floats(dOut), floats(dGate), floats(dUp)];
  for (let i = 0; i < rows * dOut.cols; i++) {
    const [z, y] = [g[i]!, u[i]!];
    const logistic = 1 / (1 + Math.exp(-z));
    dU[i] = d[i]! * z * logistic;
    dG[i] = d[i]! * y * logistic * (1 + z * (1 - logistic));
  }
}

function embedGrad({ ids, dOut, dTable, rows, accumulate }: Of<'embedGrad'>, arrays: Arrays): void {
  const [chosen, from, to] = [arrays.ids(ids), arrays.floats(dOut), arrays.floats(dTable)];
  const width = dTable.cols;
  if (!accumulate) to.fill(0);
  for (let t = 0; t < rows; t++) for (let i = 0; i < width; i++) to[chosen[t]! * width + i]! += from[t * width + i]!;
}

function logProbGrad({ x, ids, weights, out, rows, first = 0 }: Of<'logProbGrad'>, arrays: Arrays): void {
  const [chosen, weight, to] = [arrays.ids(ids), arrays.floats(weights), arrays.floats(out)].map((all) =>
    all.subarray(first),
  ) as [Int32Array, FloatArray, FloatArray];
  for (let t = 0; t < rows; t++) {
    const row = arrays.floats(x).subarray(t * x.cols, (t + 1) * x.cols);
    let most = -Infinity;
    for (const z of row) most = Math.max(most, z);
    let total = 0;
    for (const z of row) total += Math.exp(z - most);
    to[t] = row[chosen[t]!]! - most - Math.log(total);
    for (let i = 0; i < x.cols; i++)
      row[i] = weight[t] === 0 ? 0 : weight[t]! * ((i === chosen[t] ? 1 : 0) - Math.exp(row[i]! - most) / total);
  }
}

function mix({ x, a, y, b, out, rows, width }: Of<'mix'>, { floats }: Arrays): void {
  const [from, other, to] = [floats(x), floats(y), floats(out)];
  for (let i = 0; i < rows * width; i++) to[i] = a * from[i]! + b * other[i]!;
}

function squares({ x, out, at, rows, width }: Of<'squares'>, { floats }: Arrays): void {
  floats(out)[at] = dot(floats(x), 0, floats(x), 0, rows * width);
}

function unit({ x, squares: sums, at, eps, out, rows, width }: Of<'unit'>, { floats }: Arrays): void {
  const [from, to] = [floats(x), floats(out)];
  const factor = 1 / (Math.sqrt(floats(sums)[at]!) + eps);
  for (let i = 0; i < rows * width; i++) to[i] = from[i]! * factor;
}

function adamw(command: Of<'adamw'>, { floats }: Arrays): void {
  const { rows, gradScale, beta1, beta2, decay, step, rootScale, eps, weight } = command;
  const [grad, m, v, w] = [floats(command.grad), floats(command.m), floats(command.v), floats(weight)];
  for (let i = 0; i < rows * weight.cols; i++) {
    const g = gradScale * grad[i]!;
    m[i] = beta1 * m[i]! + (1 - beta1) * g;
    v[i] = beta2 * v[i]! + (1 - beta2) * g * g;
    w[i] = decay * w[i]! - (step * m[i]!) / (Math.sqrt(v[i]!) * rootScale + eps);
  }
}
