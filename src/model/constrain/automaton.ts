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
  /** Its number in the automaton, until that forgets its states: see `Automaton.number`. */
  readonly number: number;
  readonly epoch: number;
}

/** The stack below the start: nothing to go on with. */
export const BOTTOM: Stack = { id: 0, ends: true, entries: [] };

/** Steps remembered before all states are forgotten and made anew as they are met: 64 MB. */
const MOST_STEPS = 16 * 1024 * 1024;
/** In the table of steps: no text goes on like that; not tried yet. */
export const DEAD = -1;
export const UNTRIED = -2;
/** Counts that repetitions can have reached at once; only ambiguous ones come to many. */
const MOST_WAYS = 500;

export class Automaton {
  readonly network: Network;
  /** State number × classes + class → a step, DEAD or UNTRIED; a step is twice the number of a state, plus 1 when it ends. Replaced as it grows. */
  steps: Int32Array = new Int32Array(0);
  /** By number. */
  readonly states: State[] = [];
  /** One byte of each class. */
  readonly #sample: Uint8Array;
  readonly #byKey = new Map<string, State>();
  readonly #stacks = new Map<string, Stack>();
  readonly #unions = new Map<string, Stack>();
  readonly #returns = new WeakMap<Stack, State>();
  #stackCount = 0;
  #epoch = 0;

  readonly #mostSteps: number;

  constructor(network: Network, mostSteps = MOST_STEPS) {
    this.network = network;
    this.#mostSteps = mostSteps;
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

  /** The number of a state, for the table of steps. */
  number(state: State): number {
    return state.epoch === this.#epoch ? state.number : this.state(state.places, state.ends).number;
  }

  /** Finds and notes the step from a state (its number) by a class of bytes: a step or DEAD. */
  step(number: number, byteClass: number): number {
    const state = this.#after(this.states[number]!, byteClass);
    return (this.steps[number * this.network.classCount + byteClass] = state
      ? state.number * 2 + Number(state.ends)
      : DEAD);
  }

  #after(state: State, byteClass: number): State | undefined {
    const byte = this.#sample[byteClass]!;
    const found = new Collector(this);
    for (const { node, quote, below } of state.places) {
      for (const { low, high, to } of node.bytes) if (byte >= low && byte <= high) found.reach(to, below);
      if (!node.quote || !quote) continue;
      const after = node.quote.index.step(quote, byte);
      if (!after) continue;
      if (node.quote.index.goesOn(after)) found.wait({ node, quote: after, below });
      if (node.quote.index.mayEnd(after)) found.reach(node.quote.to, below);
    }
    return found.isEmpty ? undefined : found.state();
  }

  /** The state after bytes; null when no text goes on like that. */
  read(state: State, bytes: Uint8Array): State | null {
    const { classes, classCount } = this.network;
    this.#tidy();
    let at = this.number(state);
    for (const byte of bytes) {
      const known = this.steps[at * classCount + classes[byte]!]!;
      const step = known === UNTRIED ? this.step(at, classes[byte]!) : known;
      if (step === DEAD) return null;
      at = step >> 1;
    }
    return this.states[at]!;
  }

  state(places: readonly Place[], ends: boolean): State {
    const key = `${ends}${places.map(placeKey).sort().join(';')}`;
    let state = this.#byKey.get(key);
    if (!state) {
      state = { places, ends, number: this.states.length, epoch: this.#epoch };
      this.#byKey.set(key, state);
      this.states.push(state);
      this.#grow();
    }
    return state;
  }

  stack(entries: readonly StackEntry[], ends = false): Stack {
    const key = ends + entries.map((entry) => `${entryKey(entry)}:${entry.below.id}`).join(';');
    let stack = this.#stacks.get(key);
    if (!stack) this.#stacks.set(key, (stack = { id: ++this.#stackCount, ends, entries }));
    return stack;
  }

  /** One stack for several: to go on as any of them does. */
  union(stacks: ReadonlySet<Stack>): Stack {
    const [first] = stacks;
    if (first && stacks.size === 1) return first;
    const key = Array.from(stacks, ({ id }) => id)
      .sort((a, b) => a - b)
      .join();
    let stack = this.#unions.get(key);
    if (!stack) this.#unions.set(key, (stack = this.#merge(stacks)));
    return stack;
  }

  #merge(stacks: ReadonlySet<Stack>): Stack {
    const merged = new Map<string, { entry: StackEntry; below: Set<Stack> }>();
    let ends = false;
    for (const stack of stacks) {
      ends ||= stack.ends;
      for (const entry of stack.entries) {
        const twin = merged.get(entryKey(entry));
        if (twin) twin.below.add(entry.below);
        else merged.set(entryKey(entry), { entry, below: new Set([entry.below]) });
      }
    }
    if (merged.size > MOST_WAYS)
      throw unsupported(
        `The constraint can be read in more than ${MOST_WAYS} ways at once.`,
        'Make its repetitions unambiguous: their parts should not begin alike.',
      );
    const sorted = [...merged].sort(([x], [y]) => (x < y ? -1 : 1));
    return this.stack(
      sorted.map(([, { entry, below }]) => ({ ...entry, below: this.union(below) })),
      ends,
    );
  }

  /** Gives each state a row of steps. */
  #grow(): void {
    const needed = this.states.length * this.network.classCount;
    if (needed <= this.steps.length) return;
    const larger = new Int32Array(Math.max(2 * needed, 64 * this.network.classCount)).fill(UNTRIED);
    larger.set(this.steps);
    this.steps = larger;
  }

  /** Forgets all states when there are too many; those still held are made again when they are used. */
  #tidy(): void {
    if (this.steps.length <= this.#mostSteps) return;
    this.#epoch++;
    this.states.length = 0;
    this.steps = new Int32Array(0);
    this.#byKey.clear();
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
  readonly #places = new Map<string, { place: Place; below: Set<Stack> }>();
  readonly #left = new Set<Stack>();
  /** Frames to enter, after everything was left: each once, over all that wait for it. */
  readonly #entering = new Map<Frame, Set<Stack>>();

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  get isEmpty(): boolean {
    return !this.ends && this.#places.size === 0 && this.#entering.size === 0;
  }

  wait(place: Place): void {
    const key = nodeKey(place);
    const twin = this.#places.get(key);
    if (twin) twin.below.add(place.below);
    else this.#places.set(key, { place, below: new Set([place.below]) });
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
    if (others) others.add(below);
    else this.#entering.set(frame, new Set([below]));
  }

  state(): State {
    const automaton = this.#automaton;
    while (this.#entering.size > 0) {
      const [frame, below] = [...this.#entering].reduce((a, b) => (b[0].rank < a[0].rank ? b : a));
      this.#entering.delete(frame);
      // That the frame may end at once is known to whoever entered it: sites of nullable frames can be skipped.
      this.#expand(frame.start, automaton.union(below));
    }
    const places = Array.from(this.#places.values(), ({ place, below }) => ({
      ...place,
      below: automaton.union(below),
    }));
    return automaton.state(places, this.ends);
  }

  #expand(node: Node, below: Stack): void {
    const { readers, sites } = closureOf(node);
    for (const reader of readers) this.wait({ node: reader, quote: reader.quote?.index.start, below });
    for (const site of sites)
      this.enter(site.frame, stackBelow(this.#automaton, { site, least: site.least, most: site.most, below }));
  }
}
