// From a state to the set of tokens that fit. The vocabulary is walked once for each way of being inside
// a frame, whatever lies below it (a string is a string wherever it stands); tokens that leave the frame
// are then followed into what comes next. This split is XGrammar's (Dong et al., 2024), walked exactly.
import { type Automaton, BOTTOM, DEAD, type Place, type Stack, type State, UNTRIED } from './automaton.ts';
import type { VocabularyTrie } from './trie.ts';

/** What fits inside a frame: tokens that stay in it or end with it, and where in the trie it was left. */
interface Local {
  readonly tokens: Int32Array;
  readonly exits: readonly number[];
}

export class Masks {
  readonly #automaton: Automaton;
  readonly #trie: VocabularyTrie;
  readonly #words: number;
  readonly #stops: readonly number[];
  readonly #masks = new WeakMap<State, Uint32Array>();
  readonly #locals = new WeakMap<State, Local>();
  /** The walk's path through the trie: the number of the state after each byte. */
  readonly #path: Int32Array;

  constructor(automaton: Automaton, trie: VocabularyTrie, stops: Iterable<number>) {
    this.#automaton = automaton;
    this.#trie = trie;
    this.#words = Math.ceil(trie.size / 32);
    this.#stops = [...stops];
    this.#path = new Int32Array(trie.depth + 1);
  }

  /** One bit a token, bit `t % 32` of word `t / 32`: those that fit. Shared: do not write to it. */
  of(state: State): Uint32Array {
    let mask = this.#masks.get(state);
    if (!mask) this.#masks.set(state, (mask = this.#make(state)));
    return mask;
  }

  #make(state: State): Uint32Array {
    const mask = this.#empty();
    for (const [below, places] of this.#byStack(state)) {
      const { tokens, exits } = this.#local(this.#automaton.state(places, false));
      for (let i = 0; i < mask.length; i++) mask[i]! |= tokens[i]!;
      if (below === BOTTOM) continue;
      const after = this.#automaton.resume(below);
      for (const node of exits) this.#walk(node + 1, this.#trie.end[node]!, after, mask);
    }
    for (const token of this.#trie.silent) set(mask, token);
    if (state.ends) for (const token of this.#stops) set(mask, token);
    const { size } = this.#trie;
    mask[size >> 5]! &= ~(1 << (size & 31));
    return new Uint32Array(mask.buffer, 0, this.#words);
  }

  /** Room for a bit a token and one for none. Signed: setting bit 31 of an unsigned word takes a double. */
  #empty(): Int32Array {
    return new Int32Array((this.#trie.size >> 5) + 1);
  }

  #local(inside: State): Local {
    let local = this.#locals.get(inside);
    if (!local) {
      const tokens = this.#empty();
      const exits: number[] = [];
      this.#walk(0, this.#trie.byte.length, inside, tokens, exits);
      this.#locals.set(inside, (local = { tokens, exits }));
    }
    return local;
  }

  /** Sets the bits of all tokens from node `from` to node `to` that fit; notes where a text ends inside a token. */
  #walk(from: number, to: number, state: State, mask: Int32Array, exits?: number[]): void {
    const { byte, end, above, token, twin } = this.#trie;
    const automaton = this.#automaton;
    const { classes, classCount } = automaton.network;
    const path = this.#path;
    const base = from < to ? above[from]! : 0;
    let { steps } = automaton;
    path[base] = automaton.number(state);
    for (let node = from; node < to; ) {
      const depth = above[node]!;
      const byteClass = classes[byte[node]!]!;
      let step = steps[path[depth]! * classCount + byteClass]!;
      if (step === UNTRIED) {
        step = automaton.step(path[depth]!, byteClass);
        steps = automaton.steps;
      }
      if (step === DEAD) {
        node = end[node]!;
        continue;
      }
      path[depth + 1] = step >> 1;
      const spelled = token[node]!;
      mask[spelled >> 5]! |= 1 << (spelled & 31);
      for (let at = twin[spelled]!; at >= 0; at = twin[at]!) mask[at >> 5]! |= 1 << (at & 31);
      if (exits !== undefined && step & 1 && end[node]! > node + 1) exits.push(node);
      node++;
    }
  }

  /**
   * The places of a state by the stack below the rule they are in, as if they stood directly over the
   * bottom. Counts higher than a token can reach are made equal.
   */
  #byStack(state: State): Map<Stack, Place[]> {
    const groups = new Map<Stack, Place[]>();
    const add = (below: Stack, place: Place): void => {
      const group = groups.get(below);
      if (group) group.push(place);
      else groups.set(below, [place]);
    };
    for (const place of state.places) {
      if (place.node.frame.isRule) add(place.below, { ...place, below: BOTTOM });
      else for (const [below, inside] of this.#splitStack(place.below)) add(below, { ...place, below: inside });
    }
    return groups;
  }

  /** The stack below a repetition: for each stack below the rule around it, the part above that one. */
  #splitStack(stack: Stack): Map<Stack, Stack> {
    const parts = new Map<Stack, Set<Stack>>();
    for (const { site, least, most, below } of stack.entries) {
      const counts = { site, least: this.#clamp(least), most: this.#clamp(most) };
      const outer = site.owner.isRule ? new Map([[below, BOTTOM]]) : this.#splitStack(below);
      for (const [bottom, inside] of outer) {
        const part = this.#automaton.stack([{ ...counts, below: inside }]);
        const others = parts.get(bottom);
        if (others) others.add(part);
        else parts.set(bottom, new Set([part]));
      }
    }
    return new Map(Array.from(parts, ([bottom, inside]) => [bottom, this.#automaton.union(inside)]));
  }

  #clamp(count: number): number {
    return count > this.#trie.depth ? Number.POSITIVE_INFINITY : count;
  }
}

function set(mask: Int32Array, token: number): void {
  mask[token >> 5]! |= 1 << (token & 31);
}
