// Suffix sorting by prefix doubling (Manber and Myers, 1993) with counting sorts: O(n log n) steps for
// any input, repetitive ones too.

/** Positions of `symbols` (each below `alphabet`) in the order of the suffixes that begin there. */
export function sortSuffixes(symbols: Uint16Array, alphabet: number): Int32Array {
  const n = symbols.length;
  const order = new Int32Array(n);
  const bySecond = Int32Array.from(order.keys());
  let rank = Int32Array.from(symbols);
  let nextRank = new Int32Array(n);
  const counts = new Int32Array(Math.max(n, alphabet) + 1);
  sortByRank(bySecond, order, rank, counts);
  let distinct = relabel(order, rank, 0, nextRank);
  for (let width = 1; distinct < n; width *= 2) {
    [rank, nextRank] = [nextRank, rank];
    let at = 0;
    for (let i = Math.max(0, n - width); i < n; i++) bySecond[at++] = i;
    for (let i = 0; i < n; i++) if (order[i]! >= width) bySecond[at++] = order[i]! - width;
    sortByRank(bySecond, order, rank, counts);
    distinct = relabel(order, rank, width, nextRank);
  }
  return order;
}

/** A counting sort of `from` into `into`; equals stay in order. */
function sortByRank(from: Int32Array, into: Int32Array, rank: Int32Array, counts: Int32Array): void {
  counts.fill(0);
  for (let i = 0; i < rank.length; i++) counts[rank[i]! + 1]!++;
  for (let i = 1; i < counts.length; i++) counts[i]! += counts[i - 1]!;
  for (let i = 0; i < from.length; i++) into[counts[rank[from[i]!]!]!++] = from[i]!;
}

/** Writes the rank of each suffix by its first `2 · width` symbols; returns how many ranks there are. */
function relabel(order: Int32Array, rank: Int32Array, width: number, out: Int32Array): number {
  const second = (i: number): number => (i + width < rank.length ? rank[i + width]! : -1);
  let distinct = 0;
  for (let i = 0; i < order.length; i++) {
    const at = order[i]!;
    const before = order[i - 1] ?? -1;
    if (i === 0 || rank[at] !== rank[before] || second(at) !== second(before)) distinct++;
    out[at] = distinct - 1;
  }
  return distinct;
}
