// The prefix cache: a tree of full blocks, each under the block before it, keyed by its tokens. Any
// session that begins with the same tokens, and with the same adapter, finds them here and does not run
// them again. Dropping all of it changes time, never results.
import type { Applied } from './adapter.ts';
import { BLOCK, type KvPool } from './kv.ts';

/** One full block in the tree. */
export interface PrefixNode {
  readonly block: number;
  readonly key: string;
  readonly parent: PrefixNode | undefined;
  readonly children: Map<string, PrefixNode>;
  /** When it was last used, by a counter. */
  used: number;
}

export interface PrefixStats {
  /** Tokens that sessions asked for, and how many of them were found. */
  readonly asked: number;
  readonly found: number;
  /** Tokens held by the cache, shared with sessions or not. */
  readonly held: number;
  /** Tokens that came from the store, in all. */
  readonly recalled: number;
}

export class PrefixCache {
  readonly #pool: KvPool;
  readonly #most: number;
  /** Told of every node that is new, with where its tokens stand; `name` is what `add` was given. */
  onAdd: (
    node: PrefixNode,
    tokens: readonly number[],
    at: number,
    adapter: Applied | undefined,
    name: string | undefined,
  ) => void = () => {};
  readonly #roots = new Map<string, PrefixNode>();
  readonly #nodes = new Set<PrefixNode>();
  #clock = 0;
  #asked = 0;
  #found = 0;

  /** Keeps at most `tokens` tokens. */
  constructor(pool: KvPool, tokens: number) {
    this.#pool = pool;
    this.#most = Math.floor(tokens / BLOCK);
    pool.reclaim = () => this.#evict();
  }

  get stats(): Omit<PrefixStats, 'recalled'> {
    return { asked: this.#asked, found: this.#found, held: this.#nodes.size * BLOCK };
  }

  /** Most tokens it keeps. */
  get capacity(): number {
    return this.#most * BLOCK;
  }

  /** The node after `parent` of the block of tokens that begins at `at`. */
  child(
    parent: PrefixNode | undefined,
    tokens: readonly number[],
    at: number,
    adapter?: Applied,
  ): PrefixNode | undefined {
    const node = (parent?.children ?? this.#roots).get(keyOf(tokens, at, adapter));
    if (node) node.used = ++this.#clock;
    return node;
  }

  /**
   * The nodes that continue `parent` with `tokens`, as far as whole blocks go and leaving at least one token.
   * `adapter` is what is added to the weights; `again` says that these tokens have been asked for before.
   */
  find(
    parent: PrefixNode | undefined,
    tokens: readonly number[],
    adapter?: Applied,
    { again = false } = {},
  ): PrefixNode[] {
    const path: PrefixNode[] = [];
    if (!again) this.#asked += tokens.length;
    for (let at = 0; at + BLOCK < tokens.length; at += BLOCK) {
      const node = this.child(path.at(-1) ?? parent, tokens, at, adapter);
      if (!node) break;
      path.push(node);
    }
    this.#found += path.length * BLOCK;
    return path;
  }

  /**
   * Remembers a full block; returns its node, or the one that was there before with the same tokens. `name` is
   * for `onAdd`.
   */
  add(
    parent: PrefixNode | undefined,
    tokens: readonly number[],
    at: number,
    block: number,
    adapter?: Applied,
    name?: string,
  ): PrefixNode | undefined {
    if (this.#most === 0) return undefined;
    const known = this.child(parent, tokens, at, adapter);
    if (known) return known;
    if (this.#nodes.size >= this.#most) this.#evict();
    const key = keyOf(tokens, at, adapter);
    const node: PrefixNode = { block, key, parent, children: new Map(), used: ++this.#clock };
    this.#pool.hold(block);
    (parent?.children ?? this.#roots).set(key, node);
    this.#nodes.add(node);
    this.onAdd(node, tokens, at, adapter, name);
    return node;
  }

  /** Forgets everything that no session holds. */
  clear(): void {
    while (this.#evict()) {}
  }

  /** Forgets the least recently used leaf that only the cache holds. */
  #evict(): boolean {
    let oldest: PrefixNode | undefined;
    for (const node of this.#nodes)
      if (node.children.size === 0 && !this.#pool.isShared(node.block) && (!oldest || node.used < oldest.used))
        oldest = node;
    if (!oldest) return false;
    (oldest.parent?.children ?? this.#roots).delete(oldest.key);
    this.#nodes.delete(oldest);
    this.#pool.drop(oldest.block);
    return true;
  }
}

/** What names the block of tokens that begins at `at`, among those after the same block. */
export function keyOf(tokens: readonly number[], at: number, adapter: Applied | undefined): string {
  return `${adapter?.number ?? 0}:${tokens.slice(at, at + BLOCK).join()}`;
}
