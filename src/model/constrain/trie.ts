// The bytes of a vocabulary as a trie in flat arrays, in preorder: a node's first child is the next
// node, and `end` is where its subtree ends. Walked with an automaton it gives every token that fits.
import type { Tokenizer } from '../../text/tokenizer.ts';

export interface VocabularyTrie {
  /** The last byte of each node. */
  readonly byte: Uint8Array;
  readonly end: Int32Array;
  /** How many bytes come before it. */
  readonly above: Uint16Array;
  /** The token that each node spells, or the size of the vocabulary for none. */
  readonly token: Int32Array;
  /** For each token: another one with the same bytes, −1 for none. One more entry for no token. */
  readonly twin: Int32Array;
  readonly size: number;
  /** Bytes of the longest token. */
  readonly depth: number;
  /** Tokens that show nothing although they are text: the space that begins a text, alone. */
  readonly silent: readonly number[];
}

/** The trie of what tokens show; `first`: at the beginning of a text, where some drop their space. */
export function vocabularyTrie(tokenizer: Tokenizer, first: boolean): VocabularyTrie {
  const shown = new Map<number, Uint8Array>();
  for (let token = 0; token < tokenizer.size; token++) {
    const bytes = tokenizer.bytes(token);
    if (bytes.length > 0 && !tokenizer.stops.has(token)) shown.set(token, first ? shownFirst(tokenizer, token) : bytes);
  }
  const sorted = [...shown].filter(([, bytes]) => bytes.length > 0).sort((a, b) => compare(a[1], b[1]) || a[0] - b[0]);
  const silent = [...shown].filter(([, bytes]) => bytes.length === 0).map(([token]) => token);
  return { ...build(sorted, tokenizer.size), silent };
}

/** What a token shows as the first of a text, as the tokenizer's stream decoder has it. */
export function shownFirst(tokenizer: Tokenizer, token: number): Uint8Array {
  const bytes = tokenizer.bytes(token);
  const { model, addSpacePrefix } = tokenizer.spec;
  const drops = tokenizer.kind(token) === 'normal' && (model === 'spm' ? addSpacePrefix : model === 'wordpiece');
  return drops && bytes[0] === 0x20 ? bytes.subarray(1) : bytes;
}

function build(sorted: readonly (readonly [number, Uint8Array])[], size: number): Omit<VocabularyTrie, 'silent'> {
  const most = sorted.reduce((sum, [, bytes]) => sum + bytes.length, 0);
  const byte = new Uint8Array(most);
  const end = new Int32Array(most);
  const above = new Uint16Array(most);
  const token = new Int32Array(most).fill(size);
  const twin = new Int32Array(size + 1).fill(-1);
  const path: number[] = [];
  let nodes = 0;
  let depth = 0;
  let before = new Uint8Array();
  const close = (to: number): void => {
    while (path.length > to) end[path.pop()!] = nodes;
  };
  for (const [id, bytes] of sorted) {
    let common = 0;
    while (common < bytes.length && bytes[common] === before[common]) common++;
    close(common);
    for (let i = common; i < bytes.length; i++) {
      byte[nodes] = bytes[i]!;
      above[nodes] = i;
      path.push(nodes++);
    }
    const node = path.at(-1)!;
    if (token[node] !== size) twin[id] = token[node]!;
    token[node] = id;
    depth = Math.max(depth, bytes.length);
    before = Uint8Array.from(bytes);
  }
  close(0);
  return {
    byte: byte.slice(0, nodes),
    end: end.slice(0, nodes),
    above: above.slice(0, nodes),
    token: token.slice(0, nodes),
    twin,
    size,
    depth,
  };
}

function compare(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
