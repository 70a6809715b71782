// A network run as a deterministic automaton that is made while it is used. A state is the set of all
// places where a text so far can be: nodes that wait for a byte, each over a stack of what to go on with
// when its frame ends. Stacks are shared and joined (as in Tomita's graph-structured stack, 1987), so an
// ambiguous grammar costs no more states than it has nodes. States are values: keep, copy and compare
// them freely.
import { unsupported } from '../../base/errors.ts';
import { closureOf, type Frame, type Network, type Node, type Site } from './network.ts';
import type { QuoteState } from './quote.ts';

/** Where to go on when a frame ends; alternatives of one stack differ in site or counts. */
export interface Stack {
  readonly id: number;
  /** The text may end when the frame does. */
  readonly ends: boolean;
  readonly entries: readonly StackEntry[];
}

export interface StackEntry {
  readonly site: Site;
  /** How often the frame must still, and may still, be entered again. */
  readonly least: number;
  readonly most: number;
  readonly below: Stack;
}

/** A node that waits for a byte. */
export interface Place {
  readonly node: Node;
  readonly quote: QuoteState | undefined;
  readonly below: Stack;
}

export interface State {
  readonly places: readonly Place[];
  /** The text may end here. */
  readonly ends: boolean;
  /** By class of bytes: the state after it, null for none; filled by `Automaton.next`. */
  readonly next: (State | null | undefined)[];
}

/** The stack below the start: nothing to go on with. */
export const BOTTOM: Stack = { id: 0, ends: true, entries: [] };

/** States remembered before all are forgotten and made anew: tens of megabytes. */
const MOST_STATES = 50_000;
/** Ways that a text can be read at once; only ambiguous repetitions reach it. */
const MOST_PLACES = 10_000;

export class Automaton {
  readonly network: Network;
  /** One byte of each class. */
  readonly #sample: Uint8Array;
  readonly #states = new Map<string, State>();
  readonly #stacks = new Map<string, Stack>();
  readonly #unions = new Map<string, Stack>();
  readonly #returns = new WeakMap<Stack, State>();
  #ids = 0;

  constructor(network: Network) {
    this.network = network;
    this.#sample = new Uint8Array(network.classCount);
    for (let byte = 255; byte >= 0; byte--) this.#sample[network.classes[byte]!] = byte;
  }

  /** The state before any text. */
  start(): State {
    const found = new Collector(this);
    found.enter(this.network.start, BOTTOM);
    if (this.network.start.nullable) found.ends = true;
    return found.state();
  }

  /** The state in which the frame above this stack has just ended. */
  resume(stack: Stack): State {
    let state = this.#returns.get(stack);
    if (!state) {
      const found = new Collector(this);
      found.leave(stack);
      this.#returns.set(stack, (state = found.state()));
    }
    return state;
  }

  /** The state after a byte of this class; null when no text goes on like that. */
  next(state: State, byteClass: number): State | null {
    const known = state.next[byteClass];
    if (known !== undefined) return known;
    const byte = this.#sample[byteClass]!;
    const found = new Collector(this);
    for (const { node, quote, below } of state.places) {
      for (const { low, high, to } of node.bytes) if (byte >= low && byte <= high) found.reach(to, below);
      if (!node.quote || !quote) continue;
      const after = node.quote.index.step(quote, byte);
      if (!after) continue;
      found.wait({ node, quote: after, below });
      if (node.quote.index.mayEnd(after)) found.reach(node.quote.to, below);
    }
    return (state.next[byteClass] = found.isEmpty ? null : found.state());
  }

  /** The state after bytes; null when no text goes on like that. */
  read(state: State, bytes: Uint8Array): State | null {
    let at: State | null = state;
    for (const byte of bytes) if (!(at = this.next(at, this.network.classes[byte]!))) return null;
    return at;
  }

  state(places: readonly Place[], ends: boolean): State {
    const key = `${ends}${places.map(placeKey).sort().join(';')}`;
    let state = this.#states.get(key);
    if (!state) {
      if (this.#states.size >= MOST_STATES) this.#forget();
      state = { places, ends, next: [] };
      this.#states.set(key, state);
    }
    return state;
  }

  stack(entries: readonly StackEntry[], ends = false): Stack {
    const key = ends + entries.map((entry) => `${entryKey(entry)}:${entry.below.id}`).join(';');
    let stack = this.#stacks.get(key);
    if (!stack) this.#stacks.set(key, (stack = { id: ++this.#ids, ends, entries }));
    return stack;
  }

  union(a: Stack, b: Stack): Stack {
    if (a === b) return a;
    const key = a.id < b.id ? `${a.id},${b.id}` : `${b.id},${a.id}`;
    let stack = this.#unions.get(key);
    if (!stack) {
      const merged = new Map(a.entries.map((entry) => [entryKey(entry), entry]));
      for (const entry of b.entries) {
        const twin = merged.get(entryKey(entry));
        merged.set(entryKey(entry), twin ? { ...twin, below: this.union(twin.below, entry.below) } : entry);
      }
      const sorted = [...merged].sort(([x], [y]) => (x < y ? -1 : 1)).map(([, entry]) => entry);
      stack = this.stack(sorted, a.ends || b.ends);
      this.#unions.set(key, stack);
    }
    return stack;
  }

  #forget(): void {
    this.#states.clear();
    this.#stacks.clear();
    this.#unions.clear();
  }
}

/** The byte that must come next; undefined when the text may end, or several may come. */
export function onlyByte({ places, ends }: State): number | undefined {
  if (ends) return undefined;
  const bytes = new Set<number>();
  for (const { node, quote } of places) {
    for (const { low, high } of node.bytes) bytes.add(low).add(high);
    for (const byte of (quote && node.quote?.index.next(quote)) ?? []) if (bytes.add(byte).size > 1) break;
    if (bytes.size > 1) return undefined;
  }
  return [...bytes][0];
}

const entryKey = ({ site, least, most }: StackEntry): string => `${site.id},${least},${most}`;

function nodeKey({ node, quote }: Pick<Place, 'node' | 'quote'>): string {
  return quote ? `${node.id},${quote.low},${quote.high},${quote.depth}` : `${node.id}`;
}

const placeKey = (place: Place): string => `${nodeKey(place)}:${place.below.id}`;

/** The stack below a frame that a site enters, `least` to `most` times from now on. */
export function stackBelow(automaton: Automaton, { site, least, most, below }: StackEntry): Stack {
  if (most === 1 && site.frame.isRule && endsAtOnce(site.to)) return below;
  return automaton.stack([{ site, least: Math.max(0, least - 1), most: most - 1, below }]);
}

function endsAtOnce(node: Node): boolean {
  const { readers, sites, ends } = closureOf(node);
  return ends && readers.length === 0 && sites.length === 0;
}

/** Gathers the places of a new state. */
class Collector {
  ends = false;
  readonly #automaton: Automaton;
  readonly #places = new Map<string, Place>();
  readonly #left = new Set<Stack>();
  /** Frames to enter, after everything was left: each once, over all that wait for it. */
  readonly #entering = new Map<Frame, Stack>();

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  get isEmpty(): boolean {
    return !this.ends && this.#places.size === 0 && this.#entering.size === 0;
  }

  wait(place: Place): void {
    const key = nodeKey(place);
    const twin = this.#places.get(key);
    this.#places.set(key, twin ? { ...twin, below: this.#automaton.union(twin.below, place.below) } : place);
    if (this.#places.size > MOST_PLACES)
      throw unsupported(
        `The constraint can be read in more than ${MOST_PLACES} ways at once.`,
        'Make its repetitions unambiguous: their parts should not begin alike.',
      );
  }

  /** Everything at a node and behind it. */
  reach(node: Node, below: Stack): void {
    this.#expand(node, below);
    if (closureOf(node).ends) this.leave(below);
  }

  leave(stack: Stack): void {
    if (this.#left.has(stack)) return;
    this.#left.add(stack);
    if (stack.ends) this.ends = true;
    for (const entry of stack.entries) {
      if (entry.most > 0) this.enter(entry.site.frame, stackBelow(this.#automaton, entry));
      if (entry.least === 0) this.reach(entry.site.to, entry.below);
    }
  }

  enter(frame: Frame, below: Stack): void {
    const others = this.#entering.get(frame);
    this.#entering.set(frame, others ? this.#automaton.union(others, below) : below);
  }

  state(): State {
    while (this.#entering.size > 0) {
      const [frame, below] = [...this.#entering].reduce((a, b) => (b[0].rank < a[0].rank ? b : a));
      this.#entering.delete(frame);
      // That the frame may end at once is known to whoever entered it: sites of nullable frames can be skipped.
      this.#expand(frame.start, below);
    }
    return this.#automaton.state([...this.#places.values()], this.ends);
  }

  #expand(node: Node, below: Stack): void {
    const { readers, sites } = closureOf(node);
    for (const reader of readers) this.wait({ node: reader, quote: reader.quote?.index.start, below });
    for (const site of sites)
      this.enter(site.frame, stackBelow(this.#automaton, { site, least: site.least, most: site.most, below }));
  }
}
