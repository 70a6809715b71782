// A grammar compiled to a network of nodes over bytes. A frame is a sub-network that is entered and left
// as a whole: a rule, or the body of a counted repetition. A site is a place that enters a frame between
// `least` and `most` times. Small finite rules are copied to where they are used; dead ends are removed,
// so that every node left can reach the end of its frame.
import { badArgument, unsupported } from '../../base/errors.ts';
import { spell } from './characters.ts';
import type { Expression, Grammar, Graph, QuoteSource } from './grammar.ts';
import { QuoteIndex } from './quote.ts';

export interface Node {
  readonly id: number;
  readonly frame: Frame;
  readonly empty: Node[];
  readonly bytes: ByteEdge[];
  readonly sites: Site[];
  quote: { readonly index: QuoteIndex; readonly to: Node } | undefined;
  /** Use `closureOf`. */
  closure: Closure | undefined;
}

export interface ByteEdge {
  readonly low: number;
  readonly high: number;
  readonly to: Node;
}

export interface Site {
  readonly id: number;
  readonly owner: Frame;
  readonly frame: Frame;
  least: number;
  /** Infinity: no limit. */
  readonly most: number;
  readonly to: Node;
}

export interface Frame {
  readonly id: number;
  readonly name: string;
  /** False: the body of a repetition, entered by one site only. */
  readonly isRule: boolean;
  readonly start: Node;
  readonly end: Node;
  nullable: boolean;
  /** A frame entered first thing inside another has a higher rank than that one. */
  rank: number;
}

/** `readers` are nodes that read a byte; `ends`: the end of the frame is reached. */
export interface Closure {
  readonly readers: readonly Node[];
  readonly sites: readonly Site[];
  readonly ends: boolean;
}

export interface Network {
  readonly start: Frame;
  /** Bytes that no node tells apart share a class: byte → class. */
  readonly classes: Uint8Array;
  readonly classCount: number;
}

/** More would take hundreds of megabytes. */
const MOST_NODES = 400_000;
/** Nodes of a finite rule that is copied rather than entered. */
const MOST_COPIED = 64;

/**
 * Compiles a grammar for a vocabulary that can write the bytes of `usable` one at a time. Texts that need
 * other bytes are left out.
 * @throws `bad-argument` for left recursion, an unknown rule, or when no text matches; `unsupported` when
 * it is too large or no text that matches can be written.
 */
export function compileNetwork(grammar: Grammar, usable: Uint8Array): Network {
  const builder = new Builder(grammar, usable);
  const start = builder.frame('the start', true, grammar.start);
  builder.finish();
  const { nodes, frames } = builder;
  if (!removeDead(nodes).has(start.start)) throw nothingMatches(grammar, usable);
  markNullable(nodes, frames);
  rankFrames(frames);
  return { start, ...byteClasses(nodes) };
}

function nothingMatches(grammar: Grammar, usable: Uint8Array): Error {
  if (usable.every((byte) => byte === 1))
    return badArgument('No text can satisfy this constraint.', 'Look for a part that contradicts another one.');
  const everything = new Uint8Array(256).fill(1);
  compileNetwork(grammar, everything);
  const missing = [...usable.keys()].filter((byte) => usable[byte] === 0 && byte >= 0x20 && byte < 0x7f);
  const names = missing.map((byte) => JSON.stringify(String.fromCharCode(byte))).join(' ');
  return unsupported(
    'The vocabulary cannot write any text that satisfies this constraint.',
    `It has no tokens for single bytes${names ? ` such as ${names}` : ''}; use another model or constraint.`,
  );
}

class Builder {
  readonly nodes: Node[] = [];
  readonly frames: Frame[] = [];
  readonly #rules: ReadonlyMap<string, Expression>;
  readonly #copied: ReadonlySet<string>;
  readonly #usable: Uint8Array;
  readonly #byName = new Map<string, Frame>();
  readonly #pending: { frame: Frame; body: Expression }[] = [];
  readonly #indexes = new Map<QuoteSource, QuoteIndex>();
  #sites = 0;

  constructor({ rules }: Grammar, usable: Uint8Array) {
    this.#rules = rules;
    this.#copied = smallRules(rules);
    this.#usable = usable;
  }

  /** A frame whose body is compiled later, by `finish`. */
  frame(name: string, isRule: boolean, body: Expression): Frame {
    const frame: { -readonly [K in keyof Frame]?: Frame[K] } = {
      id: this.frames.length,
      name,
      isRule,
      nullable: false,
      rank: 0,
    };
    const made = frame as Frame;
    frame.start = this.#node(made);
    frame.end = this.#node(made);
    this.frames.push(made);
    this.#pending.push({ frame: made, body });
    return made;
  }

  finish(): void {
    for (let next = this.#pending.pop(); next; next = this.#pending.pop())
      this.#build(next.body, next.frame.start, next.frame.end);
  }

  #node(frame: Frame): Node {
    if (this.nodes.length >= MOST_NODES)
      throw unsupported(
        'The constraint is too large to compile.',
        'Simplify it: shorter patterns, fewer alternatives.',
      );
    const node: Node = {
      id: this.nodes.length,
      frame,
      empty: [],
      bytes: [],
      sites: [],
      quote: undefined,
      closure: undefined,
    };
    this.nodes.push(node);
    return node;
  }

  /** Adds ways from one node to another; only edges out of `from` and into `to` touch the two. */
  #build(body: Expression, from: Node, to: Node): void {
    switch (body.kind) {
      case 'literal':
        return this.#literal(encoder.encode(body.text), from, to);
      case 'characters':
        return this.#ranges(spell(body.set, body.spelling), from, to);
      case 'sequence':
        return this.#sequence(body.parts, from, to);
      case 'choice':
        for (const part of body.parts) this.#build(part, from, to);
        return;
      case 'repeat':
        return this.#repeat(body, from, to);
      case 'rule':
        return this.#rule(body.name, from, to);
      case 'graph':
        return this.#graph(body.graph, from, to);
      case 'quote': {
        const node = this.#node(from.frame);
        from.empty.push(node);
        node.quote = { index: this.#index(body.source), to };
      }
    }
  }

  #literal(bytes: Uint8Array, from: Node, to: Node): void {
    if (bytes.some((byte) => this.#usable[byte] === 0)) return;
    if (bytes.length === 0) from.empty.push(to);
    let at = from;
    for (const [i, byte] of bytes.entries()) {
      const next = i === bytes.length - 1 ? to : this.#node(from.frame);
      at.bytes.push({ low: byte, high: byte, to: next });
      at = next;
    }
  }

  #ranges(spellings: readonly (readonly (readonly [number, number])[])[], from: Node, to: Node): void {
    const shared = new Map<string, Node>();
    const edge = (at: Node, spelling: readonly (readonly [number, number])[]): void => {
      const [range, ...rest] = spelling;
      const key = rest.join(';');
      let next = rest.length === 0 ? to : shared.get(key);
      if (!next) {
        next = this.#node(from.frame);
        shared.set(key, next);
        edge(next, rest);
      }
      for (const [low, high] of this.#usableParts(range!)) at.bytes.push({ low, high, to: next });
    };
    for (const spelling of spellings) edge(from, spelling);
  }

  *#usableParts([low, high]: readonly [number, number]): Generator<[number, number]> {
    for (let first = low; first <= high; first++) {
      if (this.#usable[first] === 0) continue;
      let last = first;
      while (last < high && this.#usable[last + 1] === 1) last++;
      yield [first, last];
      first = last;
    }
  }

  #sequence(parts: readonly Expression[], from: Node, to: Node): void {
    if (parts.length === 0) from.empty.push(to);
    let at = from;
    for (const [i, part] of parts.entries()) {
      const next = i === parts.length - 1 ? to : this.#node(from.frame);
      this.#build(part, at, next);
      at = next;
    }
  }

  #repeat({ body, least, most }: Extract<Expression, { kind: 'repeat' }>, from: Node, to: Node): void {
    if (!(Number.isInteger(least) && least >= 0 && most >= least))
      throw badArgument(
        `A repetition from ${least} to ${most} is impossible.`,
        'Use whole numbers, the lower one first.',
      );
    if (least === 0) from.empty.push(to);
    if (most === 0) return;
    if (most === 1) return this.#build(body, from, to);
    if (most === Number.POSITIVE_INFINITY && least <= 1) {
      const [before, after] = [this.#node(from.frame), this.#node(from.frame)];
      from.empty.push(before);
      after.empty.push(before, to);
      return this.#build(body, before, after);
    }
    this.#site(this.frame(`a repetition in ${from.frame.name}`, false, body), least, most, from, to);
  }

  #rule(name: string, from: Node, to: Node): void {
    const body = this.#rules.get(name);
    if (!body) throw badArgument(`There is no rule "${name}".`, `There are ${[...this.#rules.keys()].join(', ')}.`);
    if (this.#copied.has(name)) return this.#build(body, from, to);
    let frame = this.#byName.get(name);
    if (!frame) {
      frame = this.frame(name, true, body);
      this.#byName.set(name, frame);
    }
    this.#site(frame, 1, 1, from, to);
  }

  #site(frame: Frame, least: number, most: number, from: Node, to: Node): void {
    from.sites.push({ id: this.#sites++, owner: from.frame, frame, least, most, to });
  }

  #graph(graph: Graph, from: Node, to: Node): void {
    const nodes = Array.from({ length: graph.size }, () => this.#node(from.frame));
    from.empty.push(nodes[graph.start]!);
    for (const end of graph.ends) nodes[end]!.empty.push(to);
    for (const edge of graph.edges) this.#build(edge.label, nodes[edge.from]!, nodes[edge.to]!);
  }

  #index(source: QuoteSource): QuoteIndex {
    let index = this.#indexes.get(source);
    if (!index) this.#indexes.set(source, (index = new QuoteIndex(source, this.#usable)));
    return index;
  }
}

const encoder = new TextEncoder();

/** Rules that match finitely many texts (so they are not recursive) and are small. */
function smallRules(rules: ReadonlyMap<string, Expression>): Set<string> {
  const sizes = new Map<string, number>();
  const size = (body: Expression): number => {
    switch (body.kind) {
      case 'literal':
        return body.text.length;
      case 'characters':
        return body.set.length;
      case 'sequence':
      case 'choice':
        return body.parts.reduce((sum, part) => sum + size(part), 1);
      case 'repeat':
        return body.most === Number.POSITIVE_INFINITY ? body.most : size(body.body) * Math.max(1, body.most);
      case 'rule':
        return sizes.get(body.name) ?? Number.POSITIVE_INFINITY;
      case 'graph':
      case 'quote':
        return Number.POSITIVE_INFINITY;
    }
  };
  for (let before = -1; before < sizes.size; ) {
    before = sizes.size;
    for (const [name, body] of rules) {
      if (sizes.has(name)) continue;
      const found = size(body);
      if (found <= MOST_COPIED) sizes.set(name, found);
    }
  }
  return new Set(sizes.keys());
}

/** Removes every edge that cannot lead to the end of its frame. Returns the nodes that can. */
function removeDead(nodes: readonly Node[]): Set<Node> {
  const alive = new Set<Node>();
  const lives = (node: Node): boolean =>
    node === node.frame.end ||
    node.empty.some((to) => alive.has(to)) ||
    node.bytes.some(({ to }) => alive.has(to)) ||
    node.sites.some(({ frame, to }) => alive.has(to) && alive.has(frame.start)) ||
    (node.quote !== undefined && !node.quote.index.isEmpty && alive.has(node.quote.to));
  for (let before = -1; before < alive.size; ) {
    before = alive.size;
    for (let i = nodes.length - 1; i >= 0; i--) if (!alive.has(nodes[i]!) && lives(nodes[i]!)) alive.add(nodes[i]!);
  }
  for (const node of nodes) {
    keep(node.empty, (to) => alive.has(to));
    keep(node.bytes, ({ to }) => alive.has(to));
    keep(node.sites, ({ frame, to }) => alive.has(to) && alive.has(frame.start));
    if (node.quote && (node.quote.index.isEmpty || !alive.has(node.quote.to))) node.quote = undefined;
  }
  return alive;
}

function keep<T>(items: T[], wanted: (item: T) => boolean): void {
  const kept = items.filter(wanted);
  items.splice(0, items.length, ...kept);
}

/** Frames that match the empty text. What such a frame must do some number of times it may do less often. */
function markNullable(nodes: readonly Node[], frames: readonly Frame[]): void {
  const ends = new Set<Node>(frames.map(({ end }) => end));
  for (let before = -1; before < ends.size; ) {
    before = ends.size;
    for (let i = nodes.length - 1; i >= 0; i--) {
      const node = nodes[i]!;
      if (ends.has(node)) continue;
      if (
        node.empty.some((to) => ends.has(to)) ||
        node.sites.some((site) => ends.has(site.to) && ends.has(site.frame.start))
      )
        ends.add(node);
    }
  }
  for (const frame of frames) frame.nullable = ends.has(frame.start);
  for (const node of nodes) for (const site of node.sites) if (site.frame.nullable) site.least = 0;
}

/** What is reached from a node without reading. */
export function closureOf(node: Node): Closure {
  if (node.closure) return node.closure;
  const seen = new Set([node]);
  const sites: Site[] = [];
  for (const at of seen) {
    for (const to of at.empty) seen.add(to);
    for (const site of at.sites) {
      sites.push(site);
      if (site.least === 0) seen.add(site.to);
    }
  }
  const readers = [...seen].filter((at) => at.bytes.length > 0 || at.quote);
  return (node.closure = { readers, sites, ends: seen.has(node.frame.end) });
}

/** Orders frames by what is entered first thing inside them. @throws `bad-argument` for left recursion. */
function rankFrames(frames: readonly Frame[]): void {
  const inner = frames.map(({ start }) => [...new Set(closureOf(start).sites.map(({ frame }) => frame))]);
  const open = new Set<Frame>();
  const done = new Set<Frame>();
  let rank = frames.length;
  for (const root of frames) {
    const path = done.has(root) ? [] : [{ frame: root, next: 0 }];
    open.clear();
    open.add(root);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const child = inner[top.frame.id]![top.next++];
      if (!child) {
        top.frame.rank = rank--;
        done.add(top.frame);
        open.delete(top.frame);
        path.pop();
      } else if (open.has(child)) {
        throw leftRecursion([
          ...path.slice(path.findIndex(({ frame }) => frame === child)).map(({ frame }) => frame),
          child,
        ]);
      } else if (!done.has(child)) {
        open.add(child);
        path.push({ frame: child, next: 0 });
      }
    }
  }
}

function leftRecursion(cycle: readonly Frame[]): Error {
  const names = cycle.filter(({ isRule }) => isRule).map(({ name }) => name);
  return badArgument(
    `Left recursion: ${names.join(' → ')} begins with itself.`,
    'Write it as a repetition: a ::= a "x" | "y" is a ::= "y" "x"*.',
  );
}

function byteClasses(nodes: readonly Node[]): { classes: Uint8Array; classCount: number } {
  const begins = new Uint8Array(257);
  for (const node of nodes) {
    for (const { low, high } of node.bytes) begins[low] = begins[high + 1] = 1;
    for (const byte of node.quote?.index.alphabet ?? []) begins[byte] = begins[byte + 1] = 1;
  }
  const classes = new Uint8Array(256);
  let current = 0;
  for (let byte = 1; byte < 256; byte++) classes[byte] = current += begins[byte]!;
  return { classes, classCount: current + 1 };
}
