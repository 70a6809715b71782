// Sets of texts as automata over characters: what JSON strings and property names must be. They can be
// intersected, which expressions cannot; the compiler then spells their characters in bytes.
import { ANY, type CharacterSet, charactersOf, complement, intersection, type Spelling } from './characters.ts';
import { characters, type Expression } from './grammar.ts';

/** States are numbered from 0, the start. It may be in several states at once. */
export interface Language {
  readonly states: readonly LanguageState[];
}

export interface LanguageState {
  readonly ends: boolean;
  readonly edges: readonly { readonly set: CharacterSet; readonly to: number }[];
}

/** More states than this are refused by whoever asks for them. */
export const MOST_STATES = 20_000;

/** Texts of `least` to `most` characters. */
export function textsOfLength(least: number, most: number): Language {
  const last = most === Number.POSITIVE_INFINITY ? least : most;
  const states = Array.from({ length: last + 1 }, (_, length) => ({
    ends: length >= least,
    edges: length < last ? [{ set: ANY, to: length + 1 }] : most > last ? [{ set: ANY, to: length }] : [],
  }));
  return { states };
}

/** All texts but these. */
export function textsExcept(texts: readonly string[]): Language {
  const nodes: { word: boolean; children: Map<string, number> }[] = [{ word: false, children: new Map() }];
  for (const text of texts) {
    let at = 0;
    for (const character of text) {
      const { children } = nodes[at]!;
      let next = children.get(character);
      if (next === undefined) {
        next = nodes.push({ word: false, children: new Map() }) - 1;
        children.set(character, next);
      }
      at = next;
    }
    nodes[at]!.word = true;
  }
  const elsewhere = nodes.length;
  const states = nodes.map(({ word, children }) => ({
    ends: !word,
    edges: [
      ...[...children].map(([character, to]) => ({ set: charactersOf(character), to })),
      { set: complement(charactersOf([...children.keys()].join(''))), to: elsewhere },
    ],
  }));
  return { states: [...states, { ends: true, edges: [{ set: ANY, to: elsewhere }] }] };
}

/** The texts of both; undefined when that takes more than MOST_STATES. */
export function both(a: Language, b: Language): Language | undefined {
  const numbers = new Map<number, number>([[0, 0]]);
  const pairs: [number, number][] = [[0, 0]];
  const states: LanguageState[] = [];
  const number = (x: number, y: number): number => {
    const key = x * b.states.length + y;
    let found = numbers.get(key);
    if (found === undefined) numbers.set(key, (found = pairs.push([x, y]) - 1));
    return found;
  };
  for (const [x, y] of pairs) {
    const [one, two] = [a.states[x]!, b.states[y]!];
    const edges = one.edges.flatMap((p) =>
      two.edges.flatMap((q) => {
        const set = intersection(p.set, q.set);
        return set.length > 0 ? [{ set, to: number(p.to, q.to) }] : [];
      }),
    );
    states.push({ ends: one.ends && two.ends, edges });
    if (pairs.length > MOST_STATES) return undefined;
  }
  return { states };
}

/** The texts as an expression. */
export function languageExpression({ states }: Language, spelling: Spelling): Expression {
  const edges = states.flatMap((state, from) =>
    state.edges.map(({ set, to }) => ({ from, to, label: characters(set, spelling) })),
  );
  const ends = [...states.keys()].filter((state) => states[state]!.ends);
  return { kind: 'graph', graph: { size: states.length, start: 0, ends, edges } };
}
