// Labels: where a value comes from and who may see it (decentralised information flow control; Myers and Liskov,
// "A Decentralized Model for Information Flow Control", 1997). A value made of others carries the join of their labels.
// Rule of use: labels are plain frozen data, sorted, so that two equal ones print alike; join them, never edit them.
import { badArgument } from '../base/errors.ts';

/**
 * Whoever words can come from or go to: `system` (this program's own text), `person` (who sits at it), `model` (weights),
 * `device:clock`, `file:notes/a.md`, `web:example.org`, `operator:api.example.org` (who runs an endpoint).
 */
export type Principal = string;

export interface Label {
  /** Everyone whose words are in it (integrity); joined by union. */
  readonly from: readonly Principal[];
  /** Who may see it besides this process (confidentiality); joined by intersection. */
  readonly readers: readonly Principal[] | 'everyone';
}

/** Kind, colon, name: `file:notes/a.md`; some have no name: `person`. No white space, no commas. */
const PRINCIPAL = /^[a-z]+(:[^\s,]{1,400})?$/;

/** @throws `bad-argument` for what is not a principal. */
export function label(from: Iterable<Principal>, readers: readonly Principal[] | 'everyone' = 'everyone'): Label {
  return Object.freeze({ from: sorted(from), readers: readers === 'everyone' ? readers : sorted(readers) });
}

/** A name as it may stand in a principal: white space and commas become `_`, what is too long is cut. */
export function principal(kind: string, name: string): Principal {
  return `${kind}:${name.replace(/[\s,]/g, '_').slice(0, 400) || '_'}`;
}

/** This program's own text. */
export const SYSTEM: Label = label(['system']);

/** The label of something made of all of these. Of nothing: nobody's words, everyone's to see. */
export function join(...labels: readonly Label[]): Label {
  if (labels.length === 1) return labels[0]!;
  let readers: ReadonlySet<Principal> | undefined;
  for (const each of labels) {
    if (each.readers === 'everyone') continue;
    readers = readers ? readers.intersection(new Set(each.readers)) : new Set(each.readers);
  }
  return label(
    labels.flatMap(({ from }) => from),
    readers ? [...readers] : 'everyone',
  );
}

/** May what is labelled `a` go where `b` is expected: no new sources, no more readers? */
export function flowsTo(a: Label, b: Label): boolean {
  return (
    a.from.every((one) => b.from.includes(one)) &&
    (b.readers === 'everyone' ? a.readers === 'everyone' : b.readers.every((one) => mayRead(a, one)))
  );
}

export function mayRead({ readers }: Label, who: Principal): boolean {
  return readers === 'everyone' || readers.includes(who);
}

export function sameLabel(a: Label, b: Label): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** "from person, file:a.md · for person" */
export function labelText({ from, readers }: Label): string {
  const who = readers === 'everyone' ? 'everyone' : readers.length === 0 ? 'nobody else' : readers.join(', ');
  return `from ${from.length === 0 ? 'nobody' : from.join(', ')} · for ${who}`;
}

/** A label read back from JSON. @throws `bad-argument`. */
export function readLabel(value: unknown): Label {
  const { from, readers } = (value ?? {}) as Partial<Record<keyof Label, unknown>>;
  if (!isNames(from) || !(readers === 'everyone' || isNames(readers)))
    throw badArgument('A label is not {from, readers}.', 'Write labels as they are given.');
  return label(from, readers);
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}

function sorted(names: Iterable<Principal>): readonly Principal[] {
  const all = [...new Set(names)].sort();
  for (const name of all)
    if (!PRINCIPAL.test(name)) throw badArgument(`"${name}" is not a principal.`, 'Write kind or kind:name.');
  return Object.freeze(all);
}
