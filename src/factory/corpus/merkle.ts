// A Merkle tree over the documents, as RFC 6962 (Certificate Transparency), section 2.1, defines it: one hash
// stands for the whole corpus, and a few hashes prove that a document is in it. Leaves and nodes are hashed with
// different prefixes, so that neither can be passed off as the other.
import { badArgument } from '../../base/errors.ts';
import { hex, sha256 } from './hash.ts';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(data: Uint8Array): Uint8Array {
  return sha256(LEAF, data);
}

const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(NODE, left, right);

/** The largest power of two below `n` (n > 1): where the RFC splits a tree of n leaves. */
function split(n: number): number {
  let k = 1;
  while (2 * k < n) k *= 2;
  return k;
}

/** A tree that grows leaf by leaf; holds one hash for each bit of its size. */
export class MerkleRoot {
  readonly #peaks: { size: number; hash: Uint8Array }[] = [];

  append(leaf: Uint8Array): void {
    let top = { size: 1, hash: leaf };
    for (let last = this.#peaks.at(-1); last?.size === top.size; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      top = { size: 2 * top.size, hash: nodeHash(last.hash, top.hash) };
    }
    this.#peaks.push(top);
  }

  /** The root; of no leaves, the hash of nothing. */
  root(): Uint8Array {
    const hashes = this.#peaks.map(({ hash }) => hash);
    return hashes.length === 0 ? sha256() : hashes.reduceRight((right, left) => nodeHash(left, right));
  }

  hex(): string {
    return hex(this.root());
  }
}

/** The hashes that, with leaf `index`, give the root: `PATH(m, D[n])`, from the leaf upwards. O(n) hashes. */
export function inclusionPath(leaves: readonly Uint8Array[], index: number): Uint8Array[] {
  if (!(index >= 0 && index < leaves.length))
    throw badArgument(`There is no leaf ${index} among ${leaves.length}.`, 'Name one of them.');
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  const within = index < k ? inclusionPath(left, index) : inclusionPath(right, index - k);
  return [...within, rootOf(index < k ? right : left)];
}

function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const tree = new MerkleRoot();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

/** The root that leaf `index` of `size` leaves and its path lead to, hex; undefined when the path does not fit. */
export function rootFromPath(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
): string | undefined {
  const climb = (at: number, n: number, depth: number): Uint8Array | undefined => {
    if (n === 1) return depth === 0 ? leaf : undefined;
    const sibling = path[depth - 1];
    const k = split(n);
    const within = at < k ? climb(at, k, depth - 1) : climb(at - k, n - k, depth - 1);
    if (!within || !sibling) return undefined;
    return at < k ? nodeHash(within, sibling) : nodeHash(sibling, within);
  };
  const root = index >= 0 && index < size ? climb(index, size, path.length) : undefined;
  return root && hex(root);
}
