// Which documents are for validation: decided by hash, so it does not depend on the order of documents, and for
// groups of near duplicates and for the parts of a document that was cut together, so that what is validated on was
// not nearly seen in training.
import type { Entry } from './document.ts';

export type Split = 'train' | 'valid';

/**
 * 1 for each document that is for validation: `share` of the documents, 0 to 1, as far as groups allow. Near
 * duplicates and parts are joined into groups, and the hash of a group's first document decides for all of it.
 */
export async function assignSplits(entries: AsyncIterable<Entry>, count: number, share: number): Promise<Uint8Array> {
  const parents = Uint32Array.from({ length: count }, (_, i) => i);
  const values = new Float64Array(count); // 0 to 1, from the hash
  const find = (at: number): number => {
    while (parents[at] !== at) at = parents[at] = parents[parents[at]!]!;
    return at;
  };
  let [number, before] = [0, ''];
  for await (const { id, sha256, near = [] } of entries) {
    values[number] = Number.parseInt(sha256.slice(0, 12), 16) / 2 ** 48;
    const whole = id.replace(/#\d+$/, ''); // parts of one document follow one another
    for (const other of whole !== id && whole === before ? [...near, number - 1] : near) {
      const [a, b] = [find(number), find(other)];
      parents[Math.max(a, b)] = Math.min(a, b);
    }
    before = whole;
    number++;
  }
  return Uint8Array.from(parents, (_, i) => (values[find(i)]! < share ? 1 : 0));
}
