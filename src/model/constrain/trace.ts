// Reads a finished text with its grammar and says where its quotations come from. All readings advance
// together, one byte at a time; of those that come to the same place the first is kept (Pike's method, as
// in Cox, 2009), so the cost is that of the automaton, whatever the number of readings.
import { type Automaton, BOTTOM, type Place, type Stack, stackBelow } from './automaton.ts';
import { closureOf, type Node } from './network.ts';
import type { QuoteIndex, QuotePlace, QuoteState } from './quote.ts';

/** A quotation in an output. */
export interface Quotation {
  /** Where it stands in the output, as it is written there: UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Every place in the texts that it can have come from. */
  readonly places: readonly QuotePlace[];
}

/** The quotations of a reading, last first. */
type Found = {
  readonly index: QuoteIndex;
  readonly state: QuoteState;
  /** The byte after it. */
  readonly end: number;
  readonly before: Found;
} | null;

/** The quotations in `text`; undefined when it does not match. */
export function traceQuotations(automaton: Automaton, text: string): Quotation[] | undefined {
  const bytes = new TextEncoder().encode(text);
  const { start } = automaton.network;
  let readings = new Readings(automaton);
  readings.expand(start.start, BOTTOM, null);
  if (start.nullable) readings.leave(BOTTOM, null);
  for (const [i, byte] of bytes.entries()) {
    const next = new Readings(automaton);
    for (const [{ node, quote, below }, found] of readings.places) {
      for (const { low, high, to } of node.bytes) if (byte >= low && byte <= high) next.reach(to, below, found);
      const after = quote && node.quote?.index.step(quote, byte);
      if (!node.quote || !after) continue;
      const { index, to } = node.quote;
      if (index.goesOn(after)) next.wait({ node, quote: after, below }, found);
      if (index.mayEnd(after)) next.reach(to, below, { index, state: after, end: i + 1, before: found });
    }
    readings = next;
  }
  return readings.ended === undefined ? undefined : quotations(bytes, readings.ended);
}

function quotations(bytes: Uint8Array, last: Found): Quotation[] {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const units = (count: number): number => decoder.decode(bytes.subarray(0, count)).length;
  const out: Quotation[] = [];
  for (let found = last; found; found = found.before)
    out.push({
      start: units(found.end - found.state.depth),
      end: units(found.end),
      places: found.index.places(found.state),
    });
  return out.reverse();
}

/** The readings of a text so far: where each is, and what it quoted. */
class Readings {
  readonly places: [Place, Found][] = [];
  /** What the reading that ends here quoted; undefined when none ends here. */
  ended: Found | undefined;
  readonly #automaton: Automaton;
  readonly #seen = new Set<string>();

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
  }

  wait(place: Place, found: Found): void {
    const { node, quote, below } = place;
    if (this.#isNew(`${node.id},${quote?.low},${quote?.high},${quote?.depth}:${below.id}`))
      this.places.push([place, found]);
  }

  reach(node: Node, below: Stack, found: Found): void {
    this.expand(node, below, found);
    if (closureOf(node).ends) this.leave(below, found);
  }

  leave(stack: Stack, found: Found): void {
    if (!this.#isNew(`leave ${stack.id}`)) return;
    if (stack.ends && this.ended === undefined) this.ended = found;
    for (const entry of stack.entries) {
      if (entry.most > 0) this.expand(entry.site.frame.start, stackBelow(this.#automaton, entry), found);
      if (entry.least === 0) this.reach(entry.site.to, entry.below, found);
    }
  }

  /** Everything that can read a byte from a node on, without leaving its frame. */
  expand(node: Node, below: Stack, found: Found): void {
    if (!this.#isNew(`${node.id}:${below.id}`)) return;
    const { readers, sites } = closureOf(node);
    for (const reader of readers) this.wait({ node: reader, quote: reader.quote?.index.start, below }, found);
    for (const site of sites) {
      const inner = stackBelow(this.#automaton, { site, least: site.least, most: site.most, below });
      this.expand(site.frame.start, inner, found);
    }
  }

  #isNew(key: string): boolean {
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }
}
