// The Merkle tree against the RFC's own definition, and proofs that must fail when anything is changed.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { hex } from './hash.ts';
import { inclusionPath, leafHash, MerkleRoot, rootFromPath } from './merkle.ts';

/** MTH of RFC 6962, 2.1, word for word. */
function mth(data: readonly Uint8Array[]): Buffer {
  const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (data.length === 0) return sha();
  if (data.length === 1) return sha(Uint8Array.of(0), data[0]!);
  const k = 2 ** Math.ceil(Math.log2(data.length) - 1);
  return sha(Uint8Array.of(1), mth(data.slice(0, k)), mth(data.slice(k)));
}

const data = Array.from({ length: 70 }, (_, i) => new TextEncoder().encode(`document ${i}`));

test('roots of every size are those of the RFC, and every proof leads to them', () => {
  for (let size = 0; size <= data.length; size++) {
    const leaves = data.slice(0, size).map(leafHash);
    const tree = new MerkleRoot();
    for (const leaf of leaves) tree.append(leaf);
    const root = mth(data.slice(0, size)).toString('hex');
    assert.equal(tree.hex(), root, `${size} leaves`);
    for (const [index, leaf] of leaves.entries())
      assert.equal(rootFromPath(leaf, index, size, inclusionPath(leaves, index)), root);
  }
});

test('a proof fails for another leaf, place, size or path', () => {
  const leaves = data.slice(0, 21).map(leafHash);
  const root = mth(data.slice(0, 21)).toString('hex');
  const path = inclusionPath(leaves, 7);
  const proves = (leaf: Uint8Array, index: number, size: number, hashes: readonly Uint8Array[]): boolean =>
    rootFromPath(leaf, index, size, hashes) === root;
  assert.ok(proves(leaves[7]!, 7, 21, path));
  assert.ok(!proves(leaves[8]!, 7, 21, path));
  assert.ok(!proves(leaves[7]!, 6, 21, path));
  assert.ok(!proves(leaves[7]!, 7, 4, path));
  assert.ok(!proves(leaves[7]!, 21, 21, path));
  assert.ok(!proves(leaves[7]!, -1, 21, path));
  for (let i = 0; i < path.length; i++) assert.ok(!proves(leaves[7]!, 7, 21, path.toSpliced(i, 1)));
  assert.ok(!proves(leaves[7]!, 7, 21, [...path, leaves[0]!]));
  // An inner node offered as a leaf: the prefixes keep it from proving anything.
  assert.notEqual(hex(leafHash(Uint8Array.of(...leaves[0]!, ...leaves[1]!))), mth(data.slice(0, 2)).toString('hex'));
  assert.throws(() => inclusionPath(leaves, 21), { code: 'bad-argument' });
});
