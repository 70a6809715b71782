// One sequence in blocks that lie in any order, as the attention operation takes it.
import type { Random } from '../../src/base/random.ts';

export interface Paged {
  /** Places to allocate for keys and values. */
  readonly places: number;
  readonly tables: Int32Array;
  readonly blocks: Int32Array;
  readonly ends: Int32Array;
  readonly block: number;
  /** Where position p lies. */
  place(p: number): number;
}

/** `rows` queries after `start` positions; each sees what is before it, or everything. */
export function paged(rows: number, start: number, causal: boolean, block: number, random: Random): Paged {
  const count = Math.ceil((start + rows) / block);
  const blocks = Int32Array.from({ length: count }, (_, i) => i + 1); // block 0 is never used
  for (let i = count - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [blocks[i], blocks[j]] = [blocks[j]!, blocks[i]!];
  }
  return {
    places: (count + 1) * block,
    tables: new Int32Array(rows),
    blocks,
    ends: Int32Array.from({ length: rows }, (_, t) => (causal ? start + t + 1 : start + rows)),
    block,
    place: (p) => blocks[Math.floor(p / block)]! * block + (p % block),
  };
}
