// What turns gradients into new weights: Muon for the matrices inside the layers, AdamW for all else, both as
// commands on the backend. Muon: K. Jordan, "Muon: An optimizer for hidden layers in neural networks" (2024):
// momentum, then the nearest orthogonal matrix by five Newton–Schulz steps; its update is scaled by
// 0.2 · √max(rows, columns) so that one rate and one weight decay serve both (Liu et al., "Muon is scalable for
// LLM training", 2025). Gradients are clipped to a global norm before either.
import { TwofilesError } from '../../base/errors.ts';
import type { Backend, Command, Tensor } from '../../silicon/ops.ts';
import type { Parameter } from './train-model.ts';

export interface OptimizerOptions {
  /** 'muon' (default): Muon for hidden matrices. 'adamw': AdamW for all. */
  readonly kind?: 'muon' | 'adamw' | undefined;
  /** AdamW's; default 0.9 and 0.95. */
  readonly beta1?: number | undefined;
  readonly beta2?: number | undefined;
  /** Muon's momentum; default 0.95. */
  readonly momentum?: number | undefined;
  /** Of matrices, a part of the rate; default 0.1. Gains and vectors do not decay. */
  readonly weightDecay?: number | undefined;
  /** The largest global norm of the gradients; default 1. 0: no limit. */
  readonly clip?: number | undefined;
}

const EPS = 1e-8;
/** The quintic's coefficients of the Muon article: slope as steep as can be at zero, then between 0.7 and 1.2. */
const NEWTON_SCHULZ = [3.4445, -4.775, 2.0315] as const;
const NEWTON_SCHULZ_STEPS = 5;

/** A parameter with the optimiser's memory of it. */
interface Held extends Parameter {
  readonly m: Tensor;
  /** Second moments; absent for Muon. */
  readonly v: Tensor | undefined;
}

export class Optimizer {
  readonly #backend: Backend;
  readonly #held: readonly Held[];
  readonly #norms: Tensor; // (parameters + 1, 1)
  readonly #work: { readonly even: Tensor; readonly odd: Tensor; readonly square: Tensor; readonly other: Tensor };
  readonly #options: Required<{ [K in keyof OptimizerOptions]: NonNullable<OptimizerOptions[K]> }>;
  /** Steps taken. */
  #steps = 0;

  constructor(backend: Backend, parameters: readonly Parameter[], options: OptimizerOptions = {}) {
    this.#backend = backend;
    this.#options = {
      kind: options.kind ?? 'muon',
      beta1: options.beta1 ?? 0.9,
      beta2: options.beta2 ?? 0.95,
      momentum: options.momentum ?? 0.95,
      weightDecay: options.weightDecay ?? 0.1,
      clip: options.clip ?? 1,
    };
    const like = ({ weight }: Parameter, label: string): Tensor =>
      backend.allocate('F32', weight.rows, weight.cols, `${weight.label} ${label}`);
    this.#held = parameters.map((parameter) => {
      const muon = this.#options.kind === 'muon' && parameter.hidden;
      return { ...parameter, m: like(parameter, 'm'), v: muon ? undefined : like(parameter, 'v') };
    });
    this.#norms = backend.allocate('F32', parameters.length + 1, 1, 'norms');
    const muon = this.#held.filter(({ v }) => !v).map(({ weight }) => weight);
    const most = muon.reduce((size, { rows, cols }) => Math.max(size, rows * cols), 0);
    const side = muon.reduce((size, { rows, cols }) => Math.max(size, Math.min(rows, cols)), 0);
    const work = (count: number, label: string): Tensor => backend.allocate('F32', 1, count, label);
    this.#work = {
      even: work(most, 'an update'),
      odd: work(most, 'the next update'),
      square: work(side * side, 'update squared'),
      other: work(side * side, 'its polynomial'),
    };
  }

  get steps(): number {
    return this.#steps;
  }

  /** What a checkpoint must hold besides the weights, by name. */
  get state(): readonly Tensor[] {
    return this.#held.flatMap(({ m, v }) => (v ? [m, v] : [m]));
  }

  /** Gives back its memory. */
  close(): void {
    for (const tensor of [...this.state, this.#norms, ...Object.values(this.#work)]) this.#backend.free(tensor);
  }

  /** Goes on after so many steps; `state` is written back by the caller. */
  resume(steps: number): void {
    this.#steps = steps;
  }

  /**
   * One step at this learning rate, from the gradients as they are.
   * @returns the global norm of the gradients before clipping.
   * @throws `diverged` naming the first tensor whose gradient is not finite; no weight has changed then.
   */
  async step(rate: number): Promise<number> {
    const norm = await this.#norm();
    const { clip } = this.#options;
    const gradScale = clip > 0 && norm > clip ? clip / norm : 1;
    this.#steps++;
    await this.#backend.submit(
      this.#held.flatMap((held, i) =>
        held.v ? this.#adamw(held, held.v, rate, gradScale) : this.#muon(held, rate, gradScale, i),
      ),
    );
    return norm;
  }

  async #norm(): Promise<number> {
    const commands = this.#held.map(
      ({ gradient: x }, at): Command => ({ op: 'squares', x, out: this.#norms, at, rows: x.rows, width: x.cols }),
    );
    await this.#backend.submit(commands);
    const squares = await this.#backend.read(this.#norms, 0, this.#held.length);
    for (const [i, square] of squares.entries())
      if (!Number.isFinite(square)) throw diverged(this.#held[i]!.gradient.label, this.#steps + 1);
    return Math.sqrt(Array.from(squares).reduce((sum, square) => sum + square, 0));
  }

  /** 1 − rate · weightDecay for matrices. */
  #decay({ weight }: Held, rate: number): number {
    return weight.rows > 1 ? 1 - rate * this.#options.weightDecay : 1;
  }

  #adamw(held: Held, v: Tensor, rate: number, gradScale: number): Command[] {
    const { weight, gradient: grad, m } = held;
    const { beta1, beta2 } = this.#options;
    return [
      {
        op: 'adamw',
        grad,
        m,
        v,
        weight,
        rows: weight.rows,
        gradScale,
        beta1,
        beta2,
        decay: this.#decay(held, rate),
        step: rate / (1 - beta1 ** this.#steps),
        rootScale: 1 / Math.sqrt(1 - beta2 ** this.#steps),
        eps: EPS,
      },
    ];
  }

  /** m = μ m + g; update = orthogonal(g + μ m); weight = decay · weight − rate · 0.2 √max(rows, columns) · update. */
  #muon(held: Held, rate: number, gradScale: number, at: number): Command[] {
    const { weight, gradient, m } = held;
    const { rows, cols: width } = weight;
    const { momentum } = this.#options;
    const size = { rows, width };
    const orthogonal = this.#orthogonal(gradient, rows, width);
    const scale = rate * 0.2 * Math.sqrt(Math.max(rows, width));
    return [
      { op: 'mix', x: m, a: momentum, y: gradient, b: gradScale, out: m, ...size },
      { op: 'mix', x: m, a: momentum, y: gradient, b: gradScale, out: gradient, ...size },
      { op: 'squares', x: gradient, out: this.#norms, at, ...size },
      { op: 'unit', x: gradient, squares: this.#norms, at, eps: 1e-7, out: gradient, ...size },
      ...orthogonal.commands,
      { op: 'mix', x: weight, a: this.#decay(held, rate), y: orthogonal.out, b: -scale, out: weight, ...size },
    ];
  }

  /** x ← a x + (b s + c s²) x, five times, with s = x xᵀ, or from the other side where that is smaller. */
  #orthogonal(start: Tensor, rows: number, cols: number): { commands: Command[]; out: Tensor } {
    const { even, odd, square, other } = this.#work;
    const [a, b, c] = NEWTON_SCHULZ;
    const wide = rows <= cols;
    const side = Math.min(rows, cols);
    const small = { rows: side, cols: side };
    const commands: Command[] = [];
    let x = start;
    for (let step = 0; step < NEWTON_SCHULZ_STEPS; step++) {
      const out = step % 2 === 0 ? even : odd;
      const [left, right] = wide ? [other, x] : [x, other];
      const depth = Math.max(rows, cols);
      commands.push(
        { op: 'gemm', a: x, b: x, out: square, ...small, depth, transposeA: !wide, transposeB: wide },
        { op: 'gemm', a: square, b: square, out: other, ...small, depth: side },
        { op: 'mix', x: square, a: b, y: other, b: c, out: other, rows: side, width: side },
        { op: 'gemm', a: left, b: right, out, rows, cols, depth: side },
        { op: 'mix', x, a, y: out, b: 1, out, rows, width: cols },
      );
      x = out;
    }
    return { commands, out: x };
  }
}

export function diverged(what: string, step: number): TwofilesError {
  const next = 'Go on from the last checkpoint with a lower rate, or look for damaged data.';
  return new TwofilesError('diverged', `Training diverged at step ${step}: ${what} is not finite.`, next, {
    field: what,
  });
}
