// Where every character of a rendered template comes from. The template runs twice. The first run has the
// plain messages: it gives the text, and the value of every step is kept. The second has references in
// place of text from outside; every number, truth and decision is taken from the first, so it goes the same
// way, and joining strings carries the references along. Where a template works on a string (trim, split,
// tojson), the second run's string is made again from the first run's and the operand's references.
// What comes out outside a reference can only be the template's own text, or a number.

import type { Json, Origin } from './messages.ts';
import {
  type Allowance,
  box,
  createScope,
  guarded,
  type JinjaNode,
  type JinjaScope,
  type JinjaValue,
  MeteredInterpreter,
  untraceable,
} from './template-jinja.ts';
import { commonOrigin, References, type Span } from './template-references.ts';

/** JSON from outside, as a value among a template's variables: every string and key in it is untrusted. */
export class Outside {
  readonly json: Json;
  readonly origin: Origin;

  constructor(json: Json, origin: Origin) {
    this.json = json;
    this.origin = origin;
  }
}

/** Runs a template and says of each span of its output where it comes from. Throws `TwofilesError`s only. */
export function traceTemplate(
  program: JinjaNode,
  variables: Readonly<Record<string, unknown>>,
  now: Date,
  allowance: Allowance,
): Span[] {
  return guarded(() => {
    const recordScope = createScope(now, {});
    const traceScope = createScope(now, {});
    const references = new References();
    const twins = new Map<JinjaValue, JinjaValue>();
    for (const [name, value] of Object.entries(variables)) {
      const plain = recordScope.set(name, plainly(value));
      linkTwins(plain, traceScope.set(name, referring(value, references)), references, twins);
    }
    const recorder = new Recorder(recordScope, allowance);
    const text = recorder.evaluate(program, recordScope).value;
    const doubled = { steps: allowance.steps, characters: 2 * allowance.characters };
    const tracer = new Tracer(traceScope, doubled, recorder.steps, references, twins);
    const spans = references.spans(String(tracer.evaluate(program, traceScope).value));
    if (spans === undefined || spans.map((span) => span.text).join('') !== text)
      throw untraceable('transforms its input');
    return spans;
  });
}

/** Variables as the first run sees them. */
function plainly(value: unknown): unknown {
  if (value instanceof Outside) return value.json;
  if (Array.isArray(value)) return value.map(plainly);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plainly(inner)]));
  return value;
}

/** Variables as the second run sees them: references for what is from outside. */
function referring(value: unknown, references: References, origin?: Origin): unknown {
  if (value instanceof Outside) return referring(value.json, references, value.origin);
  if (Array.isArray(value)) return value.map((inner) => referring(inner, references, origin));
  const text = (plain: string): string => (origin === undefined ? plain : references.add(plain, origin));
  if (typeof value === 'string') return text(value);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [text(key), referring(inner, references, origin)]),
    );
  return value;
}

/** A mapping whose keys are listed as references and found by their plain text too. */
class TracedMap extends Map<string, JinjaValue> {
  readonly #references: References;
  readonly #names = new Map<string, string>();

  constructor(entries: ReadonlyMap<string, JinjaValue>, references: References) {
    super();
    this.#references = references;
    for (const [key, value] of entries) {
      this.#names.set(references.plain(key) ?? key, key);
      this.set(key, value);
    }
  }

  override get(key: string): JinjaValue | undefined {
    return super.get(this.#name(key));
  }

  override has(key: string): boolean {
    return super.has(this.#name(key));
  }

  #name(key: string): string {
    return this.#names.get(this.#references.plain(key) ?? key) ?? key;
  }
}

type Twins = Map<JinjaValue, JinjaValue>;

const isMapping = (value: unknown): value is ReadonlyMap<string, JinjaValue> => value instanceof Map;
const isList = (value: unknown): value is readonly JinjaValue[] => Array.isArray(value);

/** Pairs the two runs' variables and lets the second's mappings be looked up and printed like the first's. */
function linkTwins(plain: JinjaValue, traced: JinjaValue, references: References, twins: Twins): void {
  twins.set(plain, traced);
  if (isList(plain.value) && isList(traced.value)) {
    for (const [i, inner] of plain.value.entries()) linkTwins(inner, traced.value[i]!, references, twins);
  } else if (isMapping(plain.value) && isMapping(traced.value)) {
    const inner = [...traced.value.values()];
    for (const [i, value] of [...plain.value.values()].entries()) linkTwins(value, inner[i]!, references, twins);
    Object.assign(traced, { value: new TracedMap(traced.value, references) });
  } else return;
  Object.assign(traced, {
    toString: () => {
      const origin = originWithin([traced], references);
      return origin === undefined ? plain.toString() : references.add(plain.toString(), origin);
    },
  });
}

/** What the origins of everything from outside in these values have in common; undefined if there is none. */
function originWithin(values: readonly JinjaValue[], references: References): Origin | undefined {
  let common: Origin | undefined;
  const visit = (value: JinjaValue): void => {
    const inner = value.value;
    if (typeof inner === 'string') text(inner);
    else if (isList(inner)) inner.forEach(visit);
    else if (isMapping(inner))
      for (const [key, item] of inner) {
        text(key);
        visit(item);
      }
  };
  const text = (traced: string): void => {
    for (const { origin } of references.spans(traced) ?? [])
      if (origin !== undefined) common = common === undefined ? origin : commonOrigin(common, origin);
  };
  values.forEach(visit);
  return common;
}

interface Step {
  readonly node: JinjaNode | undefined;
  readonly value: JinjaValue;
}

/** The first run: keeps the value of every step, in the order in which steps end. */
class Recorder extends MeteredInterpreter {
  readonly steps: Step[] = [];

  override evaluate(node: JinjaNode | undefined, scope: JinjaScope): JinjaValue {
    const value = super.evaluate(node, scope);
    this.steps.push({ node, value });
    return value;
  }
}

/** The second run: follows the first and carries references. */
class Tracer extends MeteredInterpreter {
  readonly #steps: readonly Step[];
  readonly #references: References;
  readonly #twins: Twins;
  /** The string that a method such as `content.strip` belongs to. */
  readonly #receivers = new Map<JinjaValue, JinjaValue>();
  #at = 0;
  #children: Step[] = [];

  constructor(scope: JinjaScope, allowance: Allowance, steps: readonly Step[], references: References, twins: Twins) {
    super(scope, allowance);
    this.#steps = steps;
    this.#references = references;
    this.#twins = twins;
  }

  override evaluate(node: JinjaNode | undefined, scope: JinjaScope): JinjaValue {
    const siblings = this.#children;
    const children: Step[] = [];
    this.#children = children;
    let traced: JinjaValue;
    try {
      traced = super.evaluate(node, scope);
    } finally {
      this.#children = siblings;
    }
    const step = this.#steps[this.#at++];
    if (step === undefined || step.node !== node || step.value.type !== traced.type)
      throw untraceable(`does something of the kind ${node?.type ?? 'nothing'}`);
    const value = this.#reconcile(node, step.value, traced, children);
    siblings.push({ node, value });
    return value;
  }

  /** The second run's value of a step, given the first run's. */
  #reconcile(
    node: JinjaNode | undefined,
    plain: JinjaValue,
    traced: JinjaValue,
    children: readonly Step[],
  ): JinjaValue {
    if (typeof plain.value === 'function') {
      if (node?.type === 'MemberExpression') this.#receivers.set(traced, children[0]!.value);
      return traced;
    }
    if (isMapping(traced.value)) {
      if (node?.type === 'ObjectLiteral')
        Object.assign(traced, { value: new TracedMap(traced.value, this.#references) });
      return traced;
    }
    if (typeof plain.value !== 'string' && !isList(plain.value)) return plain;
    if (node === undefined || !mayRewrite(node, children)) return traced;
    if (!isSerialization(node) && this.#agree(plain, traced)) return traced;
    return this.#rebuild(plain, node, children, this.#strings(traced));
  }

  /** Whether a traced value stands for a plain one. */
  #agree(plain: JinjaValue, traced: JinjaValue | undefined): boolean {
    if (traced === undefined || plain.type !== traced.type) return false;
    if (this.#twins.get(plain) === traced) return true;
    const a = plain.value;
    const b = traced.value;
    if (typeof a === 'string' && typeof b === 'string') return this.#references.plain(b) === a;
    if (isList(a) && isList(b)) return a.length === b.length && a.every((inner, i) => this.#agree(inner, b[i]));
    if (isMapping(a) && isMapping(b)) return a.size === b.size && [...a].every(([k, v]) => this.#agree(v, b.get(k)));
    return typeof a === 'function' || a === b;
  }

  /** A traced value for a plain one that a step made from its children; `spare` are strings it may consist of. */
  #rebuild(plain: JinjaValue, node: JinjaNode, children: readonly Step[], spare: JinjaValue[]): JinjaValue {
    const twin = this.#twins.get(plain);
    if (twin !== undefined) return twin;
    if (isList(plain.value)) {
      const inner = plain.value.map((value) => this.#rebuild(value, node, children, spare));
      return Object.assign(box([]), { value: inner });
    }
    if (typeof plain.value !== 'string') {
      if (isMapping(plain.value)) throw untraceable('makes mappings from its input');
      return plain;
    }
    const found = isSerialization(node) ? -1 : spare.findIndex((value) => this.#agree(plain, value));
    if (found >= 0) return spare.splice(found, 1)[0]!;
    return box(this.#derive(plain.value, node, children));
  }

  /** References for a string that a step made: the operand's own part, or as a whole of the operands' origin. */
  #derive(text: string, node: JinjaNode, children: readonly Step[]): string {
    const operand = this.#operand(node, children);
    if (operand === undefined) throw untraceable('computes text');
    const sources = [operand, ...children.map((child) => child.value)];
    const origin = originWithin(sources, this.#references);
    if (origin === undefined) return text;
    const part =
      typeof operand.value === 'string' && !isSerialization(node)
        ? this.#references.cut(operand.value, text)
        : undefined;
    return part ?? this.#references.add(text, origin);
  }

  /** What a filter, a method, an index or a filter block works on. */
  #operand(node: JinjaNode, children: readonly Step[]): JinjaValue | undefined {
    if (node.type === 'CallExpression') {
      const callee = children.find((child) => child.node === node.callee);
      return callee && this.#receivers.get(callee.value);
    }
    if (node.type !== 'FilterStatement') return children[0]?.value;
    const body = children.filter((child) => Array.isArray(node.body) && node.body.includes(child.node));
    return box(body.map((child) => (child.value.value == null ? '' : child.value.toString())).join(''));
  }

  /** All strings in a value, lists opened. */
  #strings(traced: JinjaValue): JinjaValue[] {
    if (isList(traced.value)) return traced.value.flatMap((value) => this.#strings(value));
    return typeof traced.value === 'string' ? [traced] : [];
  }
}

/** Steps whose string or list is not simply passed on or joined. */
function mayRewrite(node: JinjaNode, children: readonly Step[]): boolean {
  if (node.type === 'MemberExpression') return typeof children[0]?.value.value === 'string';
  return ['FilterExpression', 'FilterStatement', 'CallExpression'].includes(node.type);
}

/** `| tojson`: the whole document gets one origin, so that it is tokenised in one piece. */
function isSerialization(node: JinjaNode): boolean {
  const filter = node.filter;
  return (filter?.callee ?? filter)?.value === 'tojson';
}
