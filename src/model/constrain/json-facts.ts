// What can be known about JSON schemas without compiling them: reading keywords, which values certainly
// hold or not, and when two schemas certainly have no value in common.
import { badArgument, type TwofilesError, unsupported } from '../../base/errors.ts';

export type SchemaObject = Readonly<Record<string, unknown>>;
export type JsonType = 'null' | 'boolean' | 'object' | 'array' | 'string' | 'number' | 'integer';

export const TYPES: readonly JsonType[] = ['null', 'boolean', 'object', 'array', 'string', 'number', 'integer'];

/** A schema object and where it stands in the document, as a JSON pointer. */
export interface Member {
  readonly schema: SchemaObject;
  readonly pointer: string;
}

export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Refuses a keyword by name. */
export function refuse(pointer: string, keyword: string, why: string): TwofilesError {
  return unsupported(
    `JSON Schema ${pointer}: "${keyword}" ${why}.`,
    'Leave the keyword out, or say the same with supported ones.',
    `${pointer}/${escapeToken(keyword)}`,
  );
}

/** A keyword whose value is not what the specification says. */
export function malformed(pointer: string, keyword: string, wanted: string): TwofilesError {
  return badArgument(`JSON Schema ${pointer}: "${keyword}" must be ${wanted}.`, 'Correct the schema.');
}

export const escapeToken = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');

/** The value of a keyword that must be a finite number; undefined when it is absent. */
export function numberOf({ schema, pointer }: Member, keyword: string): number | undefined {
  const value = schema[keyword];
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !Number.isFinite(value)) throw malformed(pointer, keyword, 'a number');
  return value;
}

/** The value of a keyword that must be a whole number of at least 0. */
export function countOf(member: Member, keyword: string): number | undefined {
  const value = numberOf(member, keyword);
  if (value !== undefined && !(Number.isInteger(value) && value >= 0))
    throw malformed(member.pointer, keyword, 'a whole number');
  return value;
}

export function stringOf({ schema, pointer }: Member, keyword: string): string | undefined {
  const value = schema[keyword];
  if (value !== undefined && typeof value !== 'string') throw malformed(pointer, keyword, 'a string');
  return value;
}

export function arrayOf({ schema, pointer }: Member, keyword: string): readonly unknown[] | undefined {
  const value = schema[keyword];
  if (value !== undefined && !Array.isArray(value)) throw malformed(pointer, keyword, 'an array');
  return value;
}

export function objectOf({ schema, pointer }: Member, keyword: string): SchemaObject | undefined {
  const value = schema[keyword];
  if (value !== undefined && !isObject(value)) throw malformed(pointer, keyword, 'an object');
  return value;
}

export function requiredOf(member: Member): readonly string[] {
  const names = arrayOf(member, 'required') ?? [];
  if (!names.every((name) => typeof name === 'string'))
    throw malformed(member.pointer, 'required', 'an array of strings');
  return names;
}

/** The types all members allow; 'number' includes whole ones. */
export function typesOf(members: readonly Member[]): Set<JsonType> {
  let types = new Set<JsonType>(TYPES.filter((type) => type !== 'integer'));
  for (const member of members) {
    const { type } = member.schema;
    if (type === undefined) continue;
    const listed = new Set<unknown>(Array.isArray(type) ? type : [type]);
    for (const name of listed)
      if (!TYPES.some((known) => known === name))
        throw malformed(member.pointer, 'type', `one of ${TYPES.join(', ')}, or an array of them`);
    const common = [...types].filter((known) => listed.has(known) || (known === 'integer' && listed.has('number')));
    types = new Set(
      types.has('number') && listed.has('integer') && !listed.has('number') ? [...common, 'integer'] : common,
    );
  }
  return types;
}

export function typeOf(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  return typeof value === 'string' ? 'string' : 'object';
}

/** True when both are the same JSON value; the order of properties does not matter. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (!isObject(a) || !isObject(b)) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key], b[key]))
  );
}

/** The values that const and enum leave; undefined when there are none of these keywords. */
export function valuesOf(members: readonly Member[]): readonly unknown[] | undefined {
  let values: readonly unknown[] | undefined;
  for (const member of members) {
    const listed = [arrayOf(member, 'enum'), 'const' in member.schema ? [member.schema.const] : undefined];
    for (const list of listed)
      if (list) values = values ? values.filter((value) => list.some((other) => sameValue(value, other))) : list;
  }
  return values;
}

/** Whether a value has the types, bounds and lengths of the members. Other keywords are not looked at. */
export function mayHold(value: unknown, members: readonly Member[]): boolean {
  const type = typeOf(value);
  const types = typesOf(members);
  if (!types.has(type) && !(type === 'integer' && types.has('number'))) return false;
  return members.every((member) => {
    if (typeof value === 'number') return holdsNumber(value, member);
    if (typeof value === 'string') return holdsString(value, member);
    if (Array.isArray(value)) return inside(value.length, countOf(member, 'minItems'), countOf(member, 'maxItems'));
    return !isObject(value) || requiredOf(member).every((name) => Object.hasOwn(value, name));
  });
}

const inside = (value: number, least = 0, most = Number.POSITIVE_INFINITY): boolean => value >= least && value <= most;

function holdsNumber(value: number, member: Member): boolean {
  const step = numberOf(member, 'multipleOf');
  return (
    value >= (numberOf(member, 'minimum') ?? -Infinity) &&
    value <= (numberOf(member, 'maximum') ?? Infinity) &&
    value > (numberOf(member, 'exclusiveMinimum') ?? -Infinity) &&
    value < (numberOf(member, 'exclusiveMaximum') ?? Infinity) &&
    (step === undefined || value % step === 0)
  );
}

function holdsString(value: string, member: Member): boolean {
  const pattern = stringOf(member, 'pattern');
  if (pattern !== undefined && !new RegExp(pattern, 'u').test(value)) return false;
  return inside([...value].length, countOf(member, 'minLength'), countOf(member, 'maxLength'));
}
