// A model that learns: weights in F32 on a backend, with gradients for what is trained. Stage 1 and 2 call
// `learn` (log-probabilities and gradients at once, from the loss's weight of each token); stage 3 asks
// `logProbs` first, works out what each is worth, then calls `backwardFrom` for the same batch. Gradients add
// up over calls until `clearGradients`; the optimiser reads them. One call at a time.
import { badArgument } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import { adapterCheckpoint } from '../../model/adapter-file.ts';
import type { Checkpoint } from '../../model/checkpoint.ts';
import { configFromMetadata } from '../../model/config.ts';
import { quantizeCheckpoint } from '../../model/quantize.ts';
import { Recordings } from '../../model/recordings.ts';
import { ropeAngles, ropeFrequencies } from '../../model/rope.ts';
import { loadWeights, type Weights } from '../../model/weights.ts';
import type { Backend, Command, FloatArray, Tensor } from '../../silicon/ops.ts';
import { recordBackward, recordHead } from './backward.ts';
import { recordForward } from './forward.ts';
import {
  type Allocate,
  allocateActivations,
  allocateScratch,
  type BatchShape,
  type Graph,
  type LowRank,
  trainable,
} from './graph.ts';
import { pullTensor } from './tensor-bytes.ts';

/** S sequences of T tokens, one after another: position t predicts targets[t]. (S·T) each. */
export interface Batch extends BatchShape {
  readonly tokens: Int32Array;
  readonly targets: Int32Array;
}

export interface TrainOptions {
  /** The most rows (sequences × length) of a batch. */
  readonly rows: number;
  /** Train low-rank adapters beside all matrices of the layers instead of the weights. */
  readonly lora?: { readonly rank: number; readonly alpha: number; readonly seed: number } | undefined;
  /** A vector (D) that makes a number of each position: for rewards and values. It begins at zero. */
  readonly valueHead?: boolean | undefined;
  /** Only `logProbs`: no gradients, and one layer's memory for all. For the reference of DPO and PPO. */
  readonly frozen?: boolean | undefined;
}

/** A trained tensor: its GGUF name, values, gradient. */
export interface Parameter {
  readonly name: string;
  readonly weight: Tensor;
  readonly gradient: Tensor;
  /** Matrices inside the layers; all else is embedding, gain or head. */
  readonly hidden: boolean;
}

export const VALUE_HEAD = 'value_head.weight';

export class TrainModel {
  readonly backend: Backend;
  readonly config: Graph['config'];
  readonly parameters: readonly Parameter[];
  readonly #graph: Graph;
  readonly #source: Source;
  readonly #all: Tensor[];
  readonly #lora: TrainOptions['lora'];
  readonly #rotation: ReturnType<typeof ropeFrequencies>;
  readonly #lists = new Recordings();
  #shape: BatchShape = { sequences: 0, length: 0 };
  /** The next gradients are the first since they were cleared. */
  #fresh = true;
  /** There is a forward that no backward has used up. */
  #open = false;

  /**
   * Loads any Llama or Qwen3 checkpoint, whatever its types, to be trained in F32. The checkpoint may be closed
   * afterwards.
   * @throws `bad-file`, `unsupported` for what cannot be trained, `out-of-memory`.
   */
  static async load(checkpoint: Checkpoint, backend: Backend, options: TrainOptions): Promise<TrainModel> {
    const source = quantizeCheckpoint(checkpoint, 'F32');
    const config = configFromMetadata(source.metadata, source.name);
    const weights = await loadWeights(source, config, backend);
    try {
      return new TrainModel(
        await keep(source, weights),
        weights,
        trainable(config, weights, source.name),
        backend,
        options,
      );
    } catch (error) {
      for (const tensor of weights.all) backend.free(tensor);
      throw error;
    }
  }

  private constructor(
    source: Source,
    weights: Weights,
    config: Graph['config'],
    backend: Backend,
    { rows, lora, valueHead, frozen = false }: TrainOptions,
  ) {
    this.backend = backend;
    this.config = config;
    this.#source = source;
    this.#lora = lora;
    this.#all = [...weights.all];
    this.#rotation = ropeFrequencies(config.rope, weights.ropeFactors);
    const allocate: Allocate = (...given) => {
      const tensor = backend.allocate(...given);
      this.#all.push(tensor);
      return tensor;
    };
    const matrices = layerMatrices(weights);
    const adapters = lora ? lowRank(backend, allocate, matrices, lora) : new Map<Tensor, LowRank>();
    const pairs = [...adapters.values()].flatMap(({ a, b }) => [a, b]);
    const value = valueHead ? allocate('F32', 1, config.width, VALUE_HEAD) : undefined;
    const hidden = new Set(lora ? pairs : matrices);
    const trained = frozen ? [] : [...(lora ? pairs : weights.all), ...(value ? [value] : [])];
    this.parameters = trained.map((weight) => ({
      name: weight.label,
      weight,
      gradient: allocate('F32', weight.rows, weight.cols, `gradient of ${weight.label}`),
      hidden: hidden.has(weight),
    }));
    this.#graph = {
      config,
      weights,
      gradients: new Map(this.parameters.map(({ weight, gradient }) => [weight, gradient])),
      adapters,
      value,
      acts: allocateActivations(allocate, config, weights, rows, !frozen),
      scratch: allocateScratch(allocate, config, rows, lora?.rank ?? 0, !frozen),
    };
  }

  /** The most rows a batch may have. */
  get rows(): number {
    return this.#graph.acts.rows;
  }

  /** The next gradients replace those there are. */
  clearGradients(): void {
    this.#fresh = true;
  }

  /**
   * Adds the gradient of Σ factors[t] · log p(targets[t]) to the gradients; a token that is not to be learned has
   * factor 0. For the mean cross-entropy of n tokens factors are −1 / n.
   * @returns log p(targets[t]) before the step, natural log, (S·T).
   */
  async learn(batch: Batch, factors: ArrayLike<number>): Promise<FloatArray> {
    this.#place(batch);
    this.#write(this.#graph.acts.factors, factors);
    await this.backend.submit(this.#backward('learn', true));
    return this.#read(this.#graph.acts.logProbs);
  }

  /** log p(targets[t]), (S·T). `adapt: false`: of the model that the adapters started from. */
  async logProbs(batch: Batch, options: { readonly adapt?: boolean } = {}): Promise<FloatArray> {
    const { adapt = true } = options;
    this.#place(batch);
    this.#open = true;
    const list = this.#list(`log-probabilities ${adapt}`, (shape) => [
      ...recordForward(this.#graph, shape, adapt),
      ...recordHead(this.#graph, shape, { gradients: false, fresh: false }),
    ]);
    await this.backend.submit(list);
    return this.#read(this.#graph.acts.logProbs);
  }

  /**
   * What the value head makes of each position, (S·T): of a batch, without its log-probabilities, or, without one, of
   * the batch that `logProbs` was just asked for.
   */
  async values(batch?: Batch): Promise<FloatArray> {
    if (batch) {
      this.#place(batch);
      this.#open = true;
      await this.backend.submit(this.#list('values', (shape) => recordForward(this.#graph, shape)));
    }
    return this.#read(this.#graph.acts.values);
  }

  /**
   * Adds the gradient of Σ factors[t] · log p[t] + Σ dValues[t] · value[t] over the batch that `logProbs` or `values`
   * was just asked for, once. Without factors the product with the vocabulary is left out.
   */
  async backwardFrom(factors: ArrayLike<number> | undefined, dValues?: ArrayLike<number>): Promise<void> {
    if (!this.#open) throw new Error('there is no forward to go back from');
    const { acts, value } = this.#graph;
    if (factors) this.#write(acts.factors, factors);
    if (value) this.#write(acts.dValues, dValues ?? new Float32Array(this.#shape.sequences * this.#shape.length));
    await this.backend.submit(this.#backward('backward', factors !== undefined));
  }

  /** The first weight or, after a forward, activation that is not finite, in the order of the forward. */
  async notFinite(): Promise<string | undefined> {
    const { weights, acts } = this.#graph;
    const seen = acts.layers.flatMap((layer, i) =>
      (['x', 'q', 'k', 'v', 'attn', 'mid', 'gate', 'up'] as const).map(
        (name) => [layer[name], `${name} of layer ${i}`] as const,
      ),
    );
    const all = [
      ...weights.all.map((weight) => [weight, weight.label] as const),
      ...seen,
      [acts.final, 'final'] as const,
    ];
    for (const [tensor, name] of all)
      if (!(await this.backend.read(tensor)).every((value) => Number.isFinite(value))) return name;
    return undefined;
  }

  /** The value head's vector (D), to keep beside the checkpoint. */
  valueHead(): Promise<FloatArray> {
    return this.backend.read(this.#head());
  }

  /** Puts back a vector (D) that `valueHead` gave. @throws `bad-argument` for one of another width. */
  setValueHead(values: ArrayLike<number>): void {
    const head = this.#head();
    if (values.length !== head.cols)
      throw badArgument(`A value head of ${values.length} numbers.`, `This model takes ${head.cols}.`);
    this.backend.write(head, Float32Array.from(values));
  }

  #head(): Tensor {
    if (this.#graph.value) return this.#graph.value;
    throw badArgument('This model has no value head.', 'Load it with valueHead.');
  }

  /** The weights as they are now, as a checkpoint to write, quantize or load: without adapters and value head. */
  checkpoint(): Checkpoint {
    const { rest, ...source } = this.#source;
    const placed = new Map(this.#graph.weights.all.map((tensor) => [tensor.label, tensor]));
    return {
      ...source,
      pull: (name) => {
        const tensor = placed.get(name);
        const stored = rest.get(name);
        if (tensor) return (offset, into) => pullTensor(this.backend, tensor, offset, into);
        return async (offset, into) => into.set(stored!.subarray(offset, offset + into.length));
      },
      async close() {},
    };
  }

  /** The adapters as a GGUF adapter to write or load beside the same weights. */
  async adapter(): Promise<Checkpoint> {
    const { architecture } = this.config;
    const { rank, alpha } = this.#lora!;
    const pairs = new Map<string, { rank: number; a: Float32Array; b: Float32Array }>();
    for (const [target, { a, b }] of this.#graph.adapters) {
      const [left, right] = [await this.backend.read(a), await this.backend.read(b)];
      pairs.set(target.label, { rank, a: Float32Array.from(left), b: Float32Array.from(right) });
    }
    return adapterCheckpoint(architecture, alpha, pairs);
  }

  /** Gives back all memory; the backend stays. */
  close(): void {
    for (const tensor of this.#all.splice(0)) this.backend.free(tensor);
  }

  #read(tensor: Tensor): Promise<FloatArray> {
    return this.backend.read(tensor, 0, this.#shape.sequences * this.#shape.length);
  }

  #write(tensor: Tensor, values: ArrayLike<number>): void {
    if (values.length !== this.#shape.sequences * this.#shape.length)
      throw new RangeError(`${values.length} numbers for ${this.#shape.sequences} × ${this.#shape.length} tokens`);
    this.backend.write(tensor, Float64Array.from(values));
  }

  /** Puts a batch where the lists read it. */
  #place({ sequences, length, tokens, targets }: Batch): void {
    const { acts } = this.#graph;
    const rows = sequences * length;
    if (rows > this.rows || rows === 0)
      throw badArgument(`A batch of ${sequences} × ${length} tokens.`, `From 1 to ${this.rows} tokens fit.`);
    if (tokens.length !== rows || targets.length !== rows)
      throw new RangeError(`${tokens.length} tokens and ${targets.length} targets for ${sequences} × ${length}`);
    if (this.#shape.length !== length || this.#shape.sequences !== sequences) {
      this.#shape = { sequences, length };
      const angles = ropeAngles(
        this.#rotation,
        Array.from({ length: rows }, (_, t) => ({ position: t % length })),
      );
      this.backend.write(acts.angles, angles);
      this.backend.write(
        acts.backAngles,
        angles.map((turn, i) => (i % 2 === 1 ? -turn : turn)),
      );
    }
    this.backend.write(acts.ids, tokens);
    this.backend.write(acts.targets, targets);
    for (const gradient of [acts.factors, acts.dValues]) this.#write(gradient, new Float32Array(rows));
  }

  /** The backward, after a forward where everything is learned at once. */
  #backward(what: 'learn' | 'backward', vocabulary: boolean): readonly Command[] {
    const fresh = this.#fresh;
    if (this.parameters.length === 0) throw new Error('a frozen model has no gradients');
    this.#fresh = false;
    this.#open = false;
    return this.#list(`${what} ${fresh} ${vocabulary}`, (shape) => [
      ...(what === 'learn' ? recordForward(this.#graph, shape) : []),
      ...recordHead(this.#graph, shape, { gradients: true, fresh, vocabulary }),
      ...recordBackward(this.#graph, shape, fresh),
    ]);
  }

  /** A list for batches of the present shape, recorded when first asked for. */
  #list(name: string, record: (shape: BatchShape) => readonly Command[]): readonly Command[] {
    const key = `${name} ${this.#shape.sequences} ${this.#shape.length}`;
    const list = this.#lists.find(key, []) ?? record(this.#shape);
    this.#lists.keep(key, list);
    return list;
  }
}

/** What is kept of the checkpoint that the weights came from. */
type Source = Omit<Checkpoint, 'pull' | 'close'> & { readonly rest: ReadonlyMap<string, Uint8Array> };

/** All of it but the weights, which are on the backend now. */
async function keep(checkpoint: Checkpoint, weights: Weights): Promise<Source> {
  const placed = new Set(weights.all.map(({ label }) => label));
  const rest = new Map<string, Uint8Array>();
  for (const { name, bytes } of checkpoint.tensors.values())
    if (!placed.has(name)) {
      rest.set(name, new Uint8Array(bytes));
      await checkpoint.pull(name)(0, rest.get(name)!);
    }
  const { name, metadata, tensors, tokenizer, chatTemplate } = checkpoint;
  return { format: 'gguf', name, metadata, tensors, tokenizer, chatTemplate, rest };
}

function layerMatrices({ layers }: Weights): Tensor[] {
  return layers.flatMap((w) => [w.q, w.k, w.v, w.o, w.gate!, w.up, w.down].map(({ weight }) => weight));
}

/** Adapters that add nothing yet: a random, b zero. */
function lowRank(
  backend: Backend,
  allocate: Allocate,
  matrices: readonly Tensor[],
  { rank, alpha, seed }: NonNullable<TrainOptions['lora']>,
): Map<Tensor, LowRank> {
  const random = new Random(seed);
  const pairs = matrices.map((weight): [Tensor, LowRank] => {
    const a = allocate('F32', rank, weight.cols, `${weight.label}.lora_a`);
    const b = allocate('F32', weight.rows, rank, `${weight.label}.lora_b`);
    const spread = 1 / Math.sqrt(weight.cols);
    backend.write(
      a,
      Float32Array.from({ length: rank * weight.cols }, () => spread * random.normal()),
    );
    return [weight, { a, b, scale: alpha / rank }];
  });
  return new Map(pairs);
}
