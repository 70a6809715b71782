// The prefix cache: a tree of full blocks, each under the block before it, keyed by its tokens. Any
// session that begins with the same tokens, and with the same adapter, finds them here and does not run
// them again. Dropping all of it changes time, never results.
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
}

export class PrefixCache {
  readonly #pool: KvPool;
  readonly #most: number;
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

  get stats(): PrefixStats {
    return { asked: this.#asked, found: this.#found, held: this.#nodes.size * BLOCK };
  }

  /**
   * The nodes that continue `parent` with `tokens`, as far as whole blocks go and leaving at least one token.
   * `adapter` numbers what is added to the weights; 0 is nothing.
   */
  find(parent: PrefixNode | undefined, tokens: readonly number[], adapter = 0): PrefixNode[] {
    const path: PrefixNode[] = [];
    this.#asked += tokens.length;
    for (let at = 0; at + BLOCK < tokens.length; at += BLOCK) {
      const siblings = (path.at(-1) ?? parent)?.children ?? this.#roots;
      const node = siblings.get(keyOf(tokens, at, adapter));
      if (!node) break;
      node.used = ++this.#clock;
      path.push(node);
    }
    this.#found += path.length * BLOCK;
    return path;
  }

  /** Remembers a full block; returns its node, or the one that was there before with the same tokens. */
  add(
    parent: PrefixNode | undefined,
    tokens: readonly number[],
    at: number,
    block: number,
    adapter = 0,
  ): PrefixNode | undefined {
    if (this.#most === 0) return undefined;
    const siblings = parent?.children ?? this.#roots;
    const key = keyOf(tokens, at, adapter);
    const known = siblings.get(key);
    if (known) {
      known.used = ++this.#clock;
      return known;
    }
    if (this.#nodes.size >= this.#most) this.#evict();
    const node: PrefixNode = { block, key, parent, children: new Map(), used: ++this.#clock };
    this.#pool.hold(block);
    siblings.set(key, node);
    this.#nodes.add(node);
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

function keyOf(tokens: readonly number[], at: number, adapter: number): string {
  return `${adapter}:${tokens.slice(at, at + BLOCK).join()}`;
}
