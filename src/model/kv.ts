// Where keys and values live: one pool of blocks for all sessions of a model. A block holds the keys and
// values of BLOCK positions in every layer; sessions, forks and the prefix cache share blocks by counting
// references, and only a block with one owner is ever written.
import { byteLength } from '../silicon/dtype.ts';
import type { Backend, Command, Tensor } from '../silicon/ops.ts';
import type { ModelConfig } from './config.ts';

/** Positions a block: small enough to share short prefixes, large enough to keep tables short. */
export const BLOCK = 32;
/** Blocks that a pool begins with; it doubles as it grows. */
const FIRST_BLOCKS = 8;

/** How keys and values are stored. */
export const KV_TYPES = ['F32', 'F16', 'Q8_0'] as const;
export type KvType = (typeof KV_TYPES)[number];

/** Keys and values of one layer, (blocks · BLOCK, K·N) each. */
export interface LayerCache {
  readonly keys: Tensor;
  readonly values: Tensor;
}

export class KvPool {
  readonly type: KvType;
  readonly #backend: Backend;
  readonly #config: ModelConfig;
  readonly #beside: readonly Tensor[];
  #layers: readonly LayerCache[] = [];
  /** References to each block. */
  readonly #owners: number[] = [];
  readonly #free: number[] = [];
  /** Asked for a block when there is none free, before the pool grows; false when it has none to give. */
  reclaim: () => boolean = () => false;

  /** `beside`: a weight of each layer, whose keys and values had better lie in the same memory. */
  constructor(backend: Backend, config: ModelConfig, type: KvType, beside: readonly Tensor[]) {
    this.#backend = backend;
    this.#config = config;
    this.type = type;
    this.#beside = beside;
  }

  get layers(): readonly LayerCache[] {
    return this.#layers;
  }

  /** Bytes of one position's keys, or values, in one layer. */
  get rowBytes(): number {
    return byteLength(this.type, this.#config.kvHeads * this.#config.headDim);
  }

  /** Blocks with at least one owner. */
  get used(): number {
    return this.#owners.length - this.#free.length;
  }

  /** A block of one's own. @throws `out-of-memory`. */
  async take(): Promise<number> {
    if (this.#free.length === 0 && !this.reclaim()) await this.#grow();
    const block = this.#free.pop()!;
    this.#owners[block] = 1;
    return block;
  }

  hold(block: number): void {
    this.#owners[block]!++;
  }

  drop(block: number): void {
    this.#owners[block]!--;
    if (this.#owners[block] === 0) this.#free.push(block);
  }

  /** Does anyone else hold it? */
  isShared(block: number): boolean {
    return this.#owners[block]! > 1;
  }

  /** Copies the first `rows` positions of a block. */
  async copy(from: number, to: number, rows: number): Promise<void> {
    const commands = this.#layers.flatMap(({ keys, values }): Command[] =>
      [keys, values].map((tensor) => ({
        op: 'copyRows',
        x: tensor,
        xRow: from * BLOCK,
        out: tensor,
        outRow: to * BLOCK,
        rows,
      })),
    );
    await this.#backend.submit(commands);
  }

  close(): void {
    for (const { keys, values } of this.#layers) for (const tensor of [keys, values]) this.#backend.free(tensor);
    this.#layers = [];
  }

  async #grow(): Promise<void> {
    const have = this.#owners.length;
    const blocks = Math.max(FIRST_BLOCKS, have * 2);
    const old = this.#layers;
    const layers = this.#allocate(blocks * BLOCK);
    const rows = have * BLOCK;
    if (rows > 0)
      await this.#backend.submit(
        layers.flatMap(({ keys, values }, layer): Command[] => [
          { op: 'copyRows', x: old[layer]!.keys, xRow: 0, out: keys, outRow: 0, rows },
          { op: 'copyRows', x: old[layer]!.values, xRow: 0, out: values, outRow: 0, rows },
        ]),
      );
    for (const { keys, values } of old) for (const tensor of [keys, values]) this.#backend.free(tensor);
    this.#layers = layers;
    for (let block = blocks - 1; block >= have; block--) {
      this.#owners[block] = 0;
      this.#free.push(block);
    }
  }

  /** All layers or, when memory runs out, none. */
  #allocate(places: number): LayerCache[] {
    const { layers, kvHeads, headDim } = this.#config;
    const made: Tensor[] = [];
    const make = (label: string, layer: number): Tensor => {
      const tensor = this.#backend.allocate(this.type, places, kvHeads * headDim, label, this.#beside[layer]);
      made.push(tensor);
      return tensor;
    };
    try {
      return Array.from({ length: layers }, (_, layer) => ({
        keys: make(`keys of layer ${layer}`, layer),
        values: make(`values of layer ${layer}`, layer),
      }));
    } catch (error) {
      for (const tensor of made) this.#backend.free(tensor);
      throw error;
    }
  }
}
