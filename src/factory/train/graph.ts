// What training's forward and backward are recorded over: weights with their gradients, activations that
// outlive the forward, and scratch. All memory is taken once: fresh pages are what large batches pay for.
// Shapes: R = S · T rows (S sequences of T positions), D width, H heads, K key/value heads, N head width,
// F feed-forward width, V vocabulary.
import { unsupported } from '../../base/errors.ts';
import type { ModelConfig, RopeConfig } from '../../model/config.ts';
import type { LayerWeights, Norm, Weights } from '../../model/weights.ts';
import type { Backend, Command, Tensor } from '../../silicon/ops.ts';
import { NORM_PART } from '../../silicon/ops-train.ts';

/** Logits are computed for so many rows at a time that they take about this many elements. */
const LOGIT_ELEMENTS = 1 << 21;

/** What one layer's backward needs of its forward. */
export interface LayerActivations {
  readonly x: Tensor; // (R, D) what comes in
  readonly qRaw: Tensor; // (R, H·N) before QK-norm; q itself where there is none
  readonly kRaw: Tensor; // (R, K·N)
  readonly q: Tensor; // (R, H·N) normed and rotated
  readonly k: Tensor; // (R, K·N)
  readonly v: Tensor; // (R, K·N)
  readonly attn: Tensor; // (R, H·N)
  readonly lse: Tensor; // (R, H)
  readonly mid: Tensor; // (R, D) between attention and feed-forward
  readonly gate: Tensor; // (R, F)
  readonly up: Tensor; // (R, F)
}

export interface Activations {
  readonly rows: number;
  readonly ids: Tensor; // (R) I32
  readonly targets: Tensor; // (R) I32
  readonly factors: Tensor; // (R, 1) gradient of the loss by each log-probability
  readonly logProbs: Tensor; // (R, 1)
  readonly angles: Tensor; // (R, rotary)
  readonly backAngles: Tensor; // (R, rotary) the opposite rotation
  readonly layers: readonly LayerActivations[];
  readonly last: Tensor; // (R, D) what leaves the last layer
  readonly final: Tensor; // (R, D) its normed copy
  readonly values: Tensor; // (R, 1) of the value head
  readonly dValues: Tensor; // (R, 1)
}

/** Nothing here outlives a layer. */
export interface Scratch {
  readonly h: Tensor; // (R, D) normed input of a block
  readonly y: Tensor; // (R, D) what a block adds
  readonly act: Tensor; // (R, F)
  readonly dx: Tensor; // (R, D) gradient of the residual stream
  readonly dh: Tensor; // (R, D)
  readonly dq: Tensor; // (R, H·N)
  readonly dk: Tensor; // (R, K·N)
  readonly dv: Tensor; // (R, K·N)
  readonly dAttn: Tensor; // (R, H·N)
  readonly dAct: Tensor; // (R, F)
  readonly parts: Tensor; // parts of a norm's gradient
  readonly low: Tensor; // (R, rank) inside an adapter
  readonly dLow: Tensor; // (R, rank)
  readonly chunk: Tensor; // (C, D) rows of `final`
  readonly dChunk: Tensor; // (C, D)
  readonly logits: Tensor; // (C, V)
}

/** LoRA (Hu et al., 2021): y += scale · (x aᵀ) bᵀ. a (rank, in), b (out, rank). */
export interface LowRank {
  readonly a: Tensor;
  readonly b: Tensor;
  readonly scale: number;
}

export interface Graph {
  readonly config: ModelConfig & { readonly rope: RopeConfig };
  readonly weights: Weights;
  /** Of what is trained; weights without one are frozen. */
  readonly gradients: ReadonlyMap<Tensor, Tensor>;
  readonly adapters: ReadonlyMap<Tensor, LowRank>;
  /** (1, D) of a value head. */
  readonly value: Tensor | undefined;
  readonly acts: Activations;
  readonly scratch: Scratch;
}

export type Allocate = Backend['allocate'];

/** S sequences of T positions. */
export interface BatchShape {
  readonly sequences: number;
  readonly length: number;
}

/** @throws `unsupported` for what has no backward here. */
export function trainable(config: ModelConfig, weights: Weights, name: string): Graph['config'] {
  const { rope, causal, activation, window, embeddingScale } = config;
  const layer = (w: LayerWeights): boolean =>
    !!(w.attnNorm && w.ffnNorm && w.gate) &&
    ![w.attnPostNorm, w.attnSumNorm, w.ffnPostNorm, w.ffnSumNorm, w.q.bias, w.k.bias, w.v.bias, w.o.bias].some(Boolean);
  const plain = rope && causal && activation === 'silu' && window === 0 && embeddingScale === 1;
  if (!plain || !weights.layers.every(layer) || config.headDim % 8 !== 0 || config.width % 4 !== 0)
    throw unsupported(`${name} (${config.architecture}) cannot be trained here.`, 'Train a Llama or Qwen3 model.');
  return { ...config, rope };
}

/**
 * Memory for batches of at most `rows` rows. Without `keep` there can be no backward, and one layer's
 * activations serve all layers.
 */
export function allocateActivations(
  allocate: Allocate,
  config: Graph['config'],
  weights: Weights,
  rows: number,
  keep: boolean,
): Activations {
  const { width: D, heads, kvHeads, headDim: N, feedForward: F } = config;
  const make = (cols: number, label: string): Tensor => allocate('F32', rows, cols, `activations ${label}`);
  const ids = (label: string): Tensor => allocate('I32', rows, 1, label);
  const layer = ({ qNorm, kNorm }: LayerWeights): LayerActivations => {
    const [q, k] = [make(heads * N, 'q'), make(kvHeads * N, 'k')];
    return {
      x: make(D, 'x'),
      q,
      k,
      qRaw: qNorm ? make(heads * N, 'q before its norm') : q,
      kRaw: kNorm ? make(kvHeads * N, 'k before its norm') : k,
      v: make(kvHeads * N, 'v'),
      attn: make(heads * N, 'attn'),
      lse: make(heads, 'lse'),
      mid: make(D, 'mid'),
      gate: make(F, 'gate'),
      up: make(F, 'up'),
    };
  };
  const first = layer(weights.layers[0]!);
  const { rotary } = config.rope;
  return {
    rows,
    ids: ids('ids'),
    targets: ids('targets'),
    factors: make(1, 'factors'),
    logProbs: make(1, 'log-probabilities'),
    angles: make(rotary, 'angles'),
    backAngles: make(rotary, 'opposite angles'),
    layers: weights.layers.map((w, i) => (i === 0 || !keep ? first : layer(w))),
    last: keep ? make(D, 'last') : first.x,
    final: make(D, 'final'),
    values: make(1, 'values'),
    dValues: make(1, 'gradient of values'),
  };
}

/** `backward`: also what only the backward needs. */
export function allocateScratch(
  allocate: Allocate,
  config: Graph['config'],
  rows: number,
  rank: number,
  backward: boolean,
): Scratch {
  const { width: D, heads, kvHeads, headDim: N, feedForward: F, vocab: V } = config;
  const make = (cols: number, label: string, count = rows): Tensor => allocate('F32', count, cols, label);
  const back = (cols: number, label: string, count = rows): Tensor => make(cols, label, backward ? count : 0);
  const chunk = Math.min(rows, Math.max(32, Math.floor(LOGIT_ELEMENTS / V)));
  const parts = Math.max(D * Math.ceil(rows / NORM_PART), N * Math.ceil((rows * heads) / NORM_PART));
  return {
    h: make(D, 'h'),
    y: make(D, 'y'),
    act: make(F, 'act'),
    dx: back(D, 'dx'),
    dh: back(D, 'dh'),
    dq: back(heads * N, 'dq'),
    dk: back(kvHeads * N, 'dk'),
    dv: back(kvHeads * N, 'dv'),
    dAttn: back(heads * N, 'dAttn'),
    dAct: back(F, 'dAct'),
    parts: back(parts, 'parts', 1),
    low: make(rank, 'low'),
    dLow: back(rank, 'dLow'),
    chunk: make(D, 'chunk', chunk),
    dChunk: back(D, 'dChunk', chunk),
    logits: make(V, 'logits', chunk),
  };
}

/** Commands being recorded for batches of one shape. */
export class Recorder {
  readonly commands: Command[] = [];
  readonly rows: number;
  readonly #graph: Graph;
  readonly #shape: BatchShape;
  readonly #adapt: boolean;

  /** `adapt`: adapters are part of the model; false for the model they started from. */
  constructor(graph: Graph, shape: BatchShape, adapt: boolean) {
    this.#graph = graph;
    this.#shape = shape;
    this.#adapt = adapt;
    this.rows = shape.sequences * shape.length;
  }

  push(...commands: Command[]): void {
    this.commands.push(...commands);
  }

  /** out (R, n) = x (R, k) · weight (n, k)ᵀ, through its adapter too. */
  linear(weight: Tensor, x: Tensor, out: Tensor): void {
    const { rows } = this;
    const { rows: n, cols: k } = weight;
    this.push({ op: 'gemm', a: x, b: weight, out, rows, cols: n, depth: k, transposeB: true });
    const pair = this.#adapt ? this.#graph.adapters.get(weight) : undefined;
    if (!pair) return;
    const { low } = this.#graph.scratch;
    this.#lower(pair, x);
    const rank = pair.a.rows;
    this.push({ op: 'gemm', a: low, b: pair.b, out, rows, cols: n, depth: rank, transposeB: true, accumulate: true });
  }

  /** low = scale · x aᵀ. */
  #lower({ a, scale }: LowRank, x: Tensor): void {
    const { rows } = this;
    const { low } = this.#graph.scratch;
    this.push({ op: 'gemm', a: x, b: a, out: low, rows, cols: a.rows, depth: a.cols, transposeB: true });
    this.push({ op: 'scale', x: low, factor: scale, out: low, rows });
  }

  /** The backward of `linear`: dX (+= when `add`) and the gradients of what is trained (+= unless `fresh`). */
  linearGrad(weight: Tensor, x: Tensor, dOut: Tensor, dX: Tensor, fresh: boolean, add = false): void {
    const { rows } = this;
    const { rows: n, cols: k } = weight;
    this.#outer(weight, dOut, x, fresh);
    this.push({ op: 'gemm', a: dOut, b: weight, out: dX, rows, cols: k, depth: n, accumulate: add });
    const pair = this.#adapt ? this.#graph.adapters.get(weight) : undefined;
    if (!pair) return;
    const { low, dLow } = this.#graph.scratch;
    const { a, b, scale } = pair;
    this.#lower(pair, x);
    this.#outer(b, dOut, low, fresh);
    this.push({ op: 'gemm', a: dOut, b, out: dLow, rows, cols: b.cols, depth: n });
    this.push({ op: 'scale', x: dLow, factor: scale, out: dLow, rows });
    this.#outer(a, dLow, x, fresh);
    this.push({ op: 'gemm', a: dLow, b: a, out: dX, rows, cols: k, depth: a.rows, accumulate: true });
  }

  /** gradient of weight (n, k) (+)= dOut (R, n)ᵀ · x (R, k), where the weight is trained. */
  #outer(weight: Tensor, dOut: Tensor, x: Tensor, fresh: boolean): void {
    const out = this.#graph.gradients.get(weight);
    if (!out) return;
    const size = { rows: weight.rows, cols: weight.cols, depth: this.rows };
    this.push({ op: 'gemm', a: dOut, b: x, out, ...size, transposeA: true, accumulate: !fresh });
  }

  /** out = norm(x) over each of `groups` parts of a row. */
  norm({ weight }: Norm, x: Tensor, out: Tensor, groups = 1): void {
    const { eps } = this.#graph.config;
    this.push({ op: 'rmsNorm', x, weight, out, rows: this.rows * groups, width: x.cols / groups, eps });
  }

  /** The backward of `norm`: dX (+= when `add`) and the gradient of its gains. */
  normGrad({ weight }: Norm, x: Tensor, dOut: Tensor, dX: Tensor, fresh: boolean, groups = 1, add = false): void {
    const { eps } = this.#graph.config;
    const { parts } = this.#graph.scratch;
    const rows = this.rows * groups;
    const width = x.cols / groups;
    this.push({ op: 'rmsNormGrad', x, weight, dOut, dX, parts, rows, width, eps, accumulate: add });
    const out = this.#graph.gradients.get(weight);
    const count = Math.ceil(rows / NORM_PART);
    if (out) this.push({ op: 'sumRows', x: parts, out, rows: count, width, accumulate: !fresh });
  }

  rope(x: Tensor, heads: number, angles: Tensor): void {
    const { headDim, rope } = this.#graph.config;
    const { rotary, layout } = rope;
    this.push({ op: 'rope', x, angles, rows: this.rows, heads, headDim, rotary, layout });
  }

  /** What both directions of attention are told. */
  get attention() {
    const { heads, kvHeads, headDim, attentionScale: scale } = this.#graph.config;
    return { rows: this.rows, length: this.#shape.length, heads, kvHeads, headDim, scale };
  }
}
