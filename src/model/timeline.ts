// The state behind a session: its tokens, the blocks that hold their keys and values, and where it stands
// in the prefix cache. The scheduler moves it forward; a session is its handle.
import type { FloatArray } from '../silicon/ops.ts';
import type { Applied } from './adapter.ts';
import { BLOCK, type KvPool } from './kv.ts';
import { keyOf, type PrefixCache, type PrefixNode } from './prefix.ts';
import type { Tap } from './tap.ts';

export class Timeline {
  readonly tokens: number[] = [];
  readonly blocks: number[] = [];
  readonly taps: Tap[] = [];
  /** Logits (V) after the last token; undefined when they are not known. */
  logits: FloatArray | undefined;
  /** Jobs of this timeline that are not finished. */
  busy = 0;
  closed = false;
  /** Tokens that came from the prefix cache. */
  adopted = 0;
  /** False once a tap may have changed what the keys and values are: such blocks are not shared by prefix. */
  #pure = true;
  /** The cache's nodes of the first full blocks. */
  readonly #nodes: PrefixNode[] = [];
  /** What is added to the weights; keys and values belong to it. */
  readonly adapter: Applied | undefined;
  readonly #pool: KvPool;
  readonly #cache: PrefixCache;

  constructor(pool: KvPool, cache: PrefixCache, adapter?: Applied) {
    this.adapter = adapter;
    this.#pool = pool;
    this.#cache = cache;
  }

  get position(): number {
    return this.tokens.length;
  }

  /** A second timeline with the same past; nothing is copied. */
  fork(): Timeline {
    const copy = new Timeline(this.#pool, this.#cache, this.adapter);
    copy.tokens.push(...this.tokens);
    copy.blocks.push(...this.blocks);
    copy.#nodes.push(...this.#nodes);
    copy.#pure = this.#pure;
    copy.logits = this.logits;
    for (const block of this.blocks) this.#pool.hold(block);
    return copy;
  }

  /** Are keys and values what the tokens alone make them? */
  get pure(): boolean {
    return this.#pure;
  }

  /** From here on activations may be patched. */
  taint(): void {
    this.#pure = false;
  }

  /** Is everything so far in whole blocks that the prefix cache knows? Then it may have what comes next. */
  get isCached(): boolean {
    return this.#pure && this.position % BLOCK === 0 && this.#nodes.length * BLOCK === this.position;
  }

  /**
   * What names the block that running `tokens` fills next, wherever the same one is run after the same past; nothing
   * when they fill none, or none that the prefix cache will have.
   */
  nextBlock(tokens: readonly number[]): string | undefined {
    const used = this.position % BLOCK;
    const known = this.#pure && this.#cache.capacity > 0 && this.#nodes.length * BLOCK === this.position - used;
    if (!known || used + tokens.length < BLOCK) return undefined;
    const block = [...this.tokens.slice(this.position - used), ...tokens.slice(0, BLOCK - used)];
    return `${this.#nodes.at(-1)?.block ?? ''}/${keyOf(block, 0, this.adapter)}`;
  }

  /**
   * Takes what the prefix cache has of `tokens`; returns how many tokens that is, always leaving one to run. `again`
   * says that the same were asked for before.
   */
  adopt(tokens: readonly number[], again = false): number {
    if (!this.isCached) return 0;
    const path = this.#cache.find(this.#nodes.at(-1), tokens, this.adapter, { again });
    for (const node of path) {
      this.#pool.hold(node.block);
      this.blocks.push(node.block);
      this.#nodes.push(node);
    }
    this.tokens.push(...tokens.slice(0, path.length * BLOCK));
    this.adopted += path.length * BLOCK;
    return path.length * BLOCK;
  }

  /** Makes sure that `count` more positions can be written: blocks of its own from the current position on. */
  async reserve(count: number): Promise<void> {
    const used = this.position % BLOCK;
    const last = this.blocks.length - 1;
    if (used > 0 && this.#pool.isShared(this.blocks[last]!)) {
      const own = await this.#pool.take();
      await this.#pool.copy(this.blocks[last]!, own, used);
      this.#pool.drop(this.blocks[last]!);
      this.blocks[last] = own;
    }
    while (this.blocks.length * BLOCK < this.position + count) this.blocks.push(await this.#pool.take());
  }

  /** Notes tokens whose keys and values have been written, and shows full blocks to the prefix cache. */
  append(tokens: readonly number[]): void {
    this.tokens.push(...tokens);
    this.logits = undefined;
    if (!this.#pure) return;
    for (let block = this.#nodes.length; (block + 1) * BLOCK <= this.position; block++) {
      const parent = this.#nodes.at(-1);
      const node = this.#cache.add(parent, this.tokens, block * BLOCK, this.blocks[block]!, this.adapter);
      if (!node) return;
      this.#nodes.push(node);
    }
  }

  /** Forgets the last `count` tokens. */
  rewind(count: number): void {
    if (count === 0) return;
    this.tokens.length -= count;
    this.logits = undefined;
    this.#nodes.length = Math.min(this.#nodes.length, Math.floor(this.position / BLOCK));
    for (const block of this.blocks.splice(Math.ceil(this.position / BLOCK))) this.#pool.drop(block);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    for (const block of this.blocks.splice(0)) this.#pool.drop(block);
  }
}
