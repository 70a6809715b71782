// JSON strings, numbers, arrays and objects that satisfy the keywords of several schema objects at once.
import { unsupported } from '../../base/errors.ts';
import { ANY } from './characters.ts';
import { characters, choice, EMPTY, type Expression, type Graph, literal, NEVER, repeat, sequence } from './grammar.ts';
import {
  arrayOf,
  countOf,
  escapeToken,
  type Member,
  malformed,
  numberOf,
  objectOf,
  refuse,
  requiredOf,
  stringOf,
  typesOf,
  valuesOf,
} from './json-facts.ts';
import { FORMATS } from './json-formats.ts';
import { ANY_NUMBER, type Bounds, boundedNumbers, LARGEST_NUMBER, wholeNumbers } from './json-number.ts';
import { both, type Language, languageExpression, MOST_STATES, textsExcept, textsOfLength } from './language.ts';
import { PatternError, patternLanguage } from './pattern.ts';

/** A schema and its pointer. */
interface Located {
  readonly schema: unknown;
  readonly pointer: string;
}

/** What values need of the compiler around them. */
export interface ValueContext {
  /** The white space allowed between parts. */
  readonly gap: Expression;
  /** What parts two entries, and a name from its value. */
  readonly comma: Expression;
  readonly colon: Expression;
  /** Formats of the caller: what stands between the quotes. */
  readonly formats: Readonly<Record<string, Expression>>;
  /** The values that satisfy all of these schemas. */
  value(schemas: readonly Located[]): Expression;
  /** Any value, to the depth of the options. */
  any(): Expression;
  /** The members these schemas come to; undefined when nothing satisfies them. */
  flatten(schemas: readonly Located[]): readonly Member[] | undefined;
  /** An expression that is made once and used under this name. */
  shared(name: string, make: () => Expression): Expression;
}

const MOST_STEP = 1000;
const UNLIMITED = Number.POSITIVE_INFINITY;
/** Counts in schemas beyond this are no use and would cost memory in places. */
const MOST_COUNT = 1_000_000;

const least = (members: readonly Member[], keyword: string): number =>
  Math.max(0, ...members.map((member) => countOf(member, keyword) ?? 0));
const most = (members: readonly Member[], keyword: string): number =>
  Math.min(UNLIMITED, ...members.map((member) => countOf(member, keyword) ?? UNLIMITED));

export function strings(context: ValueContext, members: readonly Member[]): Expression {
  const [low, high] = [least(members, 'minLength'), most(members, 'maxLength')];
  if (low > high) return NEVER;
  const quoted = (content: Expression): Expression => sequence(literal('"'), content, literal('"'));
  const given = members.find(
    ({ schema }) => typeof schema.format === 'string' && Object.hasOwn(context.formats, schema.format),
  );
  if (given) return quoted(givenFormat(context, given, members));
  const language = textsOf(members);
  if (language) return quoted(languageExpression(withLength(language, low, high, members), 'json'));
  return context.shared(`string ${low} ${high}`, () => quoted(repeat(characters(ANY, 'json'), low, high)));
}

function givenFormat(context: ValueContext, given: Member, members: readonly Member[]): Expression {
  for (const member of members)
    for (const keyword of ['pattern', 'minLength', 'maxLength', 'format'])
      if (keyword in member.schema && !(member === given && keyword === 'format'))
        throw refuse(member.pointer, keyword, `beside the format "${String(given.schema.format)}" is not supported`);
  return context.formats[String(given.schema.format)]!;
}

/** The texts that match all patterns and formats; undefined when there are none of these. */
function textsOf(members: readonly Member[]): Language | undefined {
  let language: Language | undefined;
  for (const member of members)
    for (const keyword of ['pattern', 'format']) {
      const source = patternOf(member, keyword);
      if (source === undefined) continue;
      const next = languageOf(member, keyword, source);
      const joined = language ? both(language, next) : next;
      if (!joined) throw refuse(member.pointer, keyword, 'is too large together with the others');
      language = joined;
    }
  return language;
}

function patternOf(member: Member, keyword: string): string | undefined {
  const text = stringOf(member, keyword);
  if (text === undefined || keyword === 'pattern') return text;
  const pattern = FORMATS.get(text);
  if (pattern === undefined)
    throw refuse(member.pointer, 'format', `"${text}" is not supported; ${[...FORMATS.keys()].join(', ')} are`);
  return pattern;
}

function languageOf(member: Member, keyword: string, source: string): Language {
  try {
    return patternLanguage(source);
  } catch (error) {
    if (error instanceof PatternError) throw refuse(member.pointer, keyword, `cannot be used: ${error.message}`);
    throw error;
  }
}

function withLength(language: Language, low: number, high: number, members: readonly Member[]): Language {
  if (low === 0 && high === UNLIMITED) return language;
  const length = Number.isFinite(high) ? high : low;
  const joined = length <= MOST_STATES ? both(language, textsOfLength(low, high)) : undefined;
  if (joined) return joined;
  const member = members.find(({ schema }) => 'maxLength' in schema || 'minLength' in schema)!;
  const keyword = 'maxLength' in member.schema ? 'maxLength' : 'minLength';
  throw refuse(member.pointer, keyword, 'is too large beside "pattern" or "format"');
}

export function numbers(type: 'number' | 'integer', members: readonly Member[]): Expression {
  let step: number | undefined;
  let bounds: Bounds = { least: undefined, most: undefined, aboveLeast: false, belowMost: false };
  for (const member of members) {
    const wanted = stepOf(member);
    if (wanted !== undefined) step = step === undefined ? wanted : leastCommonMultiple(step, wanted);
    if (step !== undefined && step > MOST_STEP)
      throw refuse(member.pointer, 'multipleOf', `over ${MOST_STEP} is not supported`);
    bounds = narrower(bounds, member);
  }
  if (type === 'integer' || step !== undefined) return wholeNumbers(bounds, step ?? 1);
  const bounded = bounds.least !== undefined || bounds.most !== undefined;
  return bounded ? boundedNumbers(bounds) : ANY_NUMBER;
}

function stepOf(member: Member): number | undefined {
  const step = numberOf(member, 'multipleOf');
  if (step === undefined) return undefined;
  if (!(step > 0)) throw malformed(member.pointer, 'multipleOf', 'a number greater than 0');
  if (!Number.isInteger(step)) throw refuse(member.pointer, 'multipleOf', 'of a fraction is not supported');
  return step;
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return (a / x) * b;
}

function narrower(bounds: Bounds, member: Member): Bounds {
  let { least, most, aboveLeast, belowMost } = bounds;
  for (const keyword of ['minimum', 'exclusiveMinimum']) {
    const value = numberOf(member, keyword);
    if (value === undefined || (least !== undefined && value < least)) continue;
    if (value > LARGEST_NUMBER) throw refuse(member.pointer, keyword, `over ${LARGEST_NUMBER} is not supported`);
    aboveLeast = keyword === 'exclusiveMinimum' || (value === least && aboveLeast);
    least = value;
  }
  for (const keyword of ['maximum', 'exclusiveMaximum']) {
    const value = numberOf(member, keyword);
    if (value === undefined || (most !== undefined && value > most)) continue;
    if (value < -LARGEST_NUMBER) throw refuse(member.pointer, keyword, `under -${LARGEST_NUMBER} is not supported`);
    belowMost = keyword === 'exclusiveMaximum' || (value === most && belowMost);
    most = value;
  }
  return { least, most, aboveLeast, belowMost };
}

export function arrays(context: ValueContext, members: readonly Member[]): Expression {
  const { gap, comma } = context;
  const fixed = Math.max(0, ...members.map((member) => arrayOf(member, 'prefixItems')?.length ?? 0));
  const item = (index: number): Expression => context.value(members.flatMap((member) => itemSchema(member, index)));
  const low = least(members, 'minItems');
  const closed = fixed > 0 && members.every(({ schema }) => !('items' in schema));
  const high = Math.min(most(members, 'maxItems'), closed ? Math.max(fixed, low) : UNLIMITED);
  if (low > high) return NEVER;
  const entry = (index: number, first: boolean): Expression =>
    first ? sequence(item(index), gap) : sequence(comma, item(index), gap);
  const edges: { from: number; to: number; label: Expression }[] = [];
  const count = Math.min(fixed, high);
  for (let i = 0; i < count; i++) edges.push({ from: i, to: i + 1, label: entry(i, i === 0) });
  const ends = Array.from({ length: count + 1 }, (_, i) => i).filter((i) => i >= low && i < count);
  const [need, room] = [Math.max(0, low - count), high - count];
  const further = repeat(entry(fixed, false), need, room);
  const rest =
    count > 0 || room === 0
      ? further
      : choice(
          low === 0 ? EMPTY : NEVER,
          sequence(entry(0, true), repeat(entry(0, false), Math.max(0, need - 1), room - 1)),
        );
  edges.push({ from: count, to: count + 1, label: rest });
  const graph: Graph = { size: count + 2, start: 0, ends: [...ends, count + 1], edges };
  return sequence(literal('['), gap, { kind: 'graph', graph }, literal(']'));
}

function itemSchema(member: Member, index: number): Located[] {
  const { schema, pointer } = member;
  const prefix = arrayOf(member, 'prefixItems') ?? [];
  if (index < prefix.length) return [{ schema: prefix[index], pointer: `${pointer}/prefixItems/${index}` }];
  if (Array.isArray(schema.items)) throw refuse(pointer, 'items', 'as an array is not supported; use "prefixItems"');
  return 'items' in schema ? [{ schema: schema.items, pointer: `${pointer}/items` }] : [];
}

interface Property {
  readonly name: string;
  readonly value: Expression;
  readonly required: boolean;
}

export function objects(context: ValueContext, members: readonly Member[]): Expression {
  const required = new Set(members.flatMap(requiredOf));
  const names = new Set([
    ...members.flatMap((member) => Object.keys(objectOf(member, 'properties') ?? {})),
    ...required,
  ]);
  const properties: Property[] = [];
  for (const name of names) {
    const schemas = members.flatMap((member) => propertySchema(member, name));
    if (context.flatten(schemas))
      properties.push({ name, value: context.value(schemas), required: required.has(name) });
    else if (required.has(name)) return NEVER;
  }
  const further = furtherProperties(context, members, names);
  return propertyGraph(context, properties, further, members);
}

function propertySchema(member: Member, name: string): Located[] {
  const { schema, pointer } = member;
  const own = objectOf(member, 'properties');
  if (objectOf(member, 'patternProperties'))
    throw refuse(pointer, 'patternProperties', 'beside named properties is not supported');
  if ('propertyNames' in schema) throw refuse(pointer, 'propertyNames', 'beside named properties is not supported');
  if (own && Object.hasOwn(own, name))
    return [{ schema: own[name], pointer: `${pointer}/properties/${escapeToken(name)}` }];
  return 'additionalProperties' in schema
    ? [{ schema: schema.additionalProperties, pointer: `${pointer}/additionalProperties` }]
    : [];
}

/** Key and value of properties that are not named; undefined when there can be none. */
function furtherProperties(
  context: ValueContext,
  members: readonly Member[],
  names: ReadonlySet<string>,
): { readonly key: Expression; readonly value: Expression } | undefined {
  const patterned = members.find(({ schema }) => 'patternProperties' in schema);
  if (patterned) return patternedProperties(context, patterned, members);
  const schemas = members.flatMap(({ schema, pointer }) =>
    'additionalProperties' in schema
      ? [{ schema: schema.additionalProperties, pointer: `${pointer}/additionalProperties` }]
      : [],
  );
  // A schema that names properties and says nothing of others allows them; they are left out.
  if (schemas.length === 0 && names.size > 0) return undefined;
  if (!context.flatten(schemas)) return undefined;
  const value = context.value(schemas);
  const rules = members.flatMap(({ schema, pointer }) =>
    'propertyNames' in schema ? [{ schema: schema.propertyNames, pointer: `${pointer}/propertyNames` }] : [],
  );
  if (rules.length > 0) return { key: keys(context, rules), value };
  const other = languageExpression(textsExcept([...names]), 'json');
  return { key: names.size === 0 ? strings(context, []) : sequence(literal('"'), other, literal('"')), value };
}

function keys(context: ValueContext, rules: readonly Located[]): Expression {
  const members = context.flatten(rules);
  if (!members || !typesOf(members).has('string')) return NEVER;
  const plain = members.every(({ schema }) => !('anyOf' in schema || 'oneOf' in schema));
  if (plain && !valuesOf(members)) return strings(context, members);
  return context.value([...rules, { schema: { type: 'string' }, pointer: rules[0]!.pointer }]);
}

function patternedProperties(
  context: ValueContext,
  member: Member,
  members: readonly Member[],
): { readonly key: Expression; readonly value: Expression } {
  const { schema, pointer } = member;
  const patterns = Object.entries(objectOf(member, 'patternProperties')!);
  const [first] = patterns;
  const others = members.some(
    (other) => other !== member && ('additionalProperties' in other.schema || 'patternProperties' in other.schema),
  );
  if (patterns.length !== 1 || !first || others || schema.additionalProperties !== false || 'propertyNames' in schema)
    throw refuse(
      pointer,
      'patternProperties',
      'is supported with one pattern, no other properties and "additionalProperties": false',
    );
  const [pattern, value] = first;
  const language = languageOf(member, 'patternProperties', pattern);
  return {
    key: sequence(literal('"'), languageExpression(language, 'json'), literal('"')),
    value: context.value([{ schema: value, pointer: `${pointer}/patternProperties/${escapeToken(pattern)}` }]),
  };
}

/**
 * Nodes (i, c): the properties before the i-th are decided, c of them are there (no more are counted than
 * matter). Properties come in their order, the optional ones may be left out, others follow.
 */
function propertyGraph(
  { gap, comma, colon }: ValueContext,
  properties: readonly Property[],
  further: { readonly key: Expression; readonly value: Expression } | undefined,
  members: readonly Member[],
): Expression {
  const [low, high] = [least(members, 'minProperties'), most(members, 'maxProperties')];
  const sure = properties.filter(({ required }) => required).length;
  if (further && low > Math.max(1, sure))
    throw refuse(
      members.find(({ schema }) => 'minProperties' in schema)!.pointer,
      'minProperties',
      'beside properties that are not named is not supported',
    );
  const counted = Math.max(
    1,
    low > sure ? low : 0,
    high < properties.length || further ? (Number.isFinite(high) ? high : 0) : 0,
  );
  if (counted * (properties.length + 1) > MOST_COUNT)
    throw unsupported('JSON Schema: "minProperties" or "maxProperties" is too large.', 'Use a smaller number.');
  const width = counted + 1;
  const values = (properties.length + 1) * width;
  const edges: { from: number; to: number; label: Expression }[] = [];
  const before = (there: number): Expression => (there > 0 ? comma : EMPTY);
  for (const [i, { name, value, required }] of properties.entries())
    for (let there = 0; there <= counted; there++) {
      const from = i * width + there;
      const next = (i + 1) * width;
      const inside = values + from;
      if (!required) edges.push({ from, to: next + there, label: EMPTY });
      if (there >= high) continue;
      edges.push({ from, to: inside, label: sequence(before(there), literal(JSON.stringify(name)), colon) });
      edges.push({ from: inside, to: next + Math.min(there + 1, counted), label: sequence(value, gap) });
    }
  const last = properties.length * width;
  for (let there = 0; further && there <= counted && there < high; there++) {
    const label = sequence(before(there), further.key, colon, further.value, gap);
    edges.push({ from: last + there, to: last + Math.min(there + 1, counted), label });
  }
  const ends = Array.from({ length: width }, (_, there) => last + there).filter(
    (end) => low <= sure || end - last >= low,
  );
  const graph: Graph = { size: values * 2, start: 0, ends, edges };
  return sequence(literal('{'), gap, { kind: 'graph', graph }, literal('}'));
}
