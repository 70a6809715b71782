// When two JSON schemas certainly have no value in common: what makes `oneOf` a choice.
import {
  countOf,
  type JsonType,
  type Member,
  mayHold,
  numberOf,
  objectOf,
  requiredOf,
  sameValue,
  typesOf,
  valuesOf,
} from './json-facts.ts';

/** The alternatives that a schema (by its value and pointer) comes to, none of them with anyOf or oneOf. */
export type Alternatives = (schema: unknown, pointer: string) => readonly (readonly Member[])[];

/** Properties inside properties that are looked into. */
const MOST_NESTED = 6;

/** True only when no value satisfies all members of `a` and all of `b`. */
export function disjoint(a: readonly Member[], b: readonly Member[], alternatives: Alternatives, nested = 0): boolean {
  const [mine, others] = [valuesOf(a), valuesOf(b)];
  if (mine || others) {
    const both = (mine ?? others)!.filter(
      (value) => !(mine && others) || others.some((other) => sameValue(value, other)),
    );
    return both.every((value) => !mayHold(value, a) || !mayHold(value, b));
  }
  const common = commonTypes(typesOf(a), typesOf(b));
  return common.every((type) => {
    if (type === 'object') return disjointObjects(a, b, alternatives, nested);
    if (type === 'number' || type === 'integer') return apart(bounds(a), bounds(b));
    if (type === 'string') return apart(counts(a, 'minLength', 'maxLength'), counts(b, 'minLength', 'maxLength'));
    if (type === 'array') return apart(counts(a, 'minItems', 'maxItems'), counts(b, 'minItems', 'maxItems'));
    return false;
  });
}

function commonTypes(a: ReadonlySet<JsonType>, b: ReadonlySet<JsonType>): JsonType[] {
  const numeric = (types: ReadonlySet<JsonType>): boolean => types.has('number') || types.has('integer');
  const common = [...a].filter((type) => b.has(type) && type !== 'number' && type !== 'integer');
  return numeric(a) && numeric(b) ? [...common, 'number'] : common;
}

/** Values from `low` to `high`; an end may be excluded. */
interface Range {
  readonly low: number;
  readonly high: number;
  readonly aboveLow: boolean;
  readonly belowHigh: boolean;
}

function bounds(members: readonly Member[]): Range {
  const all = (keyword: string, otherwise: number): number[] =>
    members.map((member) => numberOf(member, keyword) ?? otherwise);
  const above = Math.max(-Infinity, ...all('exclusiveMinimum', -Infinity));
  const below = Math.min(Infinity, ...all('exclusiveMaximum', Infinity));
  const low = Math.max(above, ...all('minimum', -Infinity));
  const high = Math.min(below, ...all('maximum', Infinity));
  return { low, high, aboveLow: low === above, belowHigh: high === below };
}

function counts(members: readonly Member[], least: string, most: string): Range {
  const low = Math.max(0, ...members.map((member) => countOf(member, least) ?? 0));
  const high = Math.min(Infinity, ...members.map((member) => countOf(member, most) ?? Infinity));
  return { low, high, aboveLow: false, belowHigh: false };
}

function apart(a: Range, b: Range): boolean {
  const before = (one: Range, other: Range): boolean =>
    one.high < other.low || (one.high === other.low && (one.belowHigh || other.aboveLow));
  return before(a, b) || before(b, a);
}

function disjointObjects(
  a: readonly Member[],
  b: readonly Member[],
  alternatives: Alternatives,
  nested: number,
): boolean {
  if (nested >= MOST_NESTED) return false;
  const demanded = (members: readonly Member[]): Set<string> => new Set(members.flatMap(requiredOf));
  const [mine, others] = [demanded(a), demanded(b)];
  const told = (members: readonly Member[], name: string): readonly (readonly Member[])[] =>
    members
      .flatMap((member) => {
        const properties = objectOf(member, 'properties');
        if (properties && Object.hasOwn(properties, name))
          return [alternatives(properties[name], `${member.pointer}/properties/${name}`)];
        if ('patternProperties' in member.schema) return [];
        return member.schema.additionalProperties === false ? [[]] : [];
      })
      .reduce<readonly (readonly Member[])[]>(
        (all, more) => all.flatMap((one) => more.map((other) => [...one, ...other])),
        [[]],
      );
  return [...new Set([...mine, ...others])].some((name) => {
    const [left, right] = [told(a, name), told(b, name)];
    if (mine.has(name) && right.length === 0) return true;
    if (others.has(name) && left.length === 0) return true;
    if (!mine.has(name) || !others.has(name)) return false;
    return left.every((one) => right.every((other) => disjoint(one, other, alternatives, nested + 1)));
  });
}
