// JSON Schema (draft 2020-12) as a grammar. Everything the grammar gives satisfies the schema; it does not
// give everything: strings and numbers are spelled as JSON.stringify would, properties come in the order
// of the schema, and what a schema leaves open stays bounded. What it cannot honour is refused by name.
//
// A schema is compiled as the set of all schema objects that hold at one place (`Member`s): its own, those
// of allOf, of $ref, of several applicable `properties`. So a conjunction is never rewritten, only joined.
import { badArgument } from '../../base/errors.ts';
import { charactersOf } from './characters.ts';
import { choice, EMPTY, type Expression, type Grammar, literal, NEVER, repeat, rule, sequence } from './grammar.ts';
import { disjoint } from './json-disjoint.ts';
import {
  arrayOf,
  isObject,
  type JsonType,
  type Member,
  malformed,
  mayHold,
  refuse,
  type SchemaObject,
  stringOf,
  typeOf,
  typesOf,
  valuesOf,
} from './json-facts.ts';
import { checkKeywords, isHonoured } from './json-keywords.ts';
import { ANY_NUMBER } from './json-number.ts';
import { arrays, numbers, objects, strings, type ValueContext } from './json-values.ts';

export interface JsonSchemaOptions {
  /** Most spaces, tabs and line ends in a row between the parts of an output. Default 0: compact. */
  readonly whitespace?: number | undefined;
  /** One space after each comma and colon and none elsewhere, as most models write JSON. Default: false. */
  readonly spaced?: boolean | undefined;
  /** How deep arrays and objects nest where the schema allows any value. Default 3. */
  readonly depth?: number | undefined;
  /** Further values of `format`, as expressions for what stands between the quotes, spelled for JSON. */
  readonly formats?: Readonly<Record<string, Expression>> | undefined;
}

/** Combinations of anyOf and oneOf branches at one place. */
const MOST_ALTERNATIVES = 1000;
const MOST_DEPTH = 32;
const MOST_WHITESPACE = 1000;

/**
 * The grammar of JSON texts that satisfy a schema (a boolean or an object).
 * @throws `unsupported` whose field is the JSON pointer of the keyword; `bad-argument` for a schema that
 * is malformed or that nothing satisfies.
 */
export function jsonSchema(schema: unknown, options: JsonSchemaOptions = {}): Grammar {
  return new SchemaCompiler(schema, options).grammar();
}

class SchemaCompiler implements ValueContext {
  readonly gap: Expression;
  readonly comma: Expression;
  readonly colon: Expression;
  readonly formats: Readonly<Record<string, Expression>>;
  readonly #root: unknown;
  readonly #depth: number;
  readonly #rules = new Map<string, Expression>();
  /** Rules by the numbers of the schema objects they join. */
  readonly #names = new Map<string, string>();
  readonly #numbers = new WeakMap<SchemaObject, number>();
  readonly #stripped = new WeakMap<SchemaObject, Map<string, SchemaObject>>();
  readonly #pending: { name: string; members: readonly Member[] }[] = [];
  #count = 0;

  constructor(root: unknown, { whitespace = 0, spaced = false, depth = 3, formats = {} }: JsonSchemaOptions) {
    if (!(Number.isInteger(whitespace) && whitespace >= 0 && whitespace <= MOST_WHITESPACE))
      throw badArgument(`whitespace ${whitespace} is out of range.`, `Use 0 to ${MOST_WHITESPACE}.`);
    if (!(Number.isInteger(depth) && depth >= 0 && depth <= MOST_DEPTH))
      throw badArgument(`depth ${depth} is out of range.`, `Use 0 to ${MOST_DEPTH}.`);
    this.#root = root;
    this.#depth = depth;
    this.formats = formats;
    const blank = { kind: 'characters', set: charactersOf(' \t\r\n'), spelling: 'plain' } as const;
    this.gap = whitespace > 0 && !spaced ? repeat(blank, 0, whitespace) : EMPTY;
    this.comma = spaced ? literal(', ') : sequence(literal(','), this.gap);
    this.colon = spaced ? literal(': ') : sequence(this.gap, literal(':'), this.gap);
  }

  grammar(): Grammar {
    const start = this.value([{ schema: this.#root, pointer: '#' }]);
    for (let next = this.#pending.pop(); next; next = this.#pending.pop())
      this.#rules.set(next.name, this.#build(next.members));
    return { start, rules: this.#rules };
  }

  value(schemas: readonly { readonly schema: unknown; readonly pointer: string }[]): Expression {
    const members = this.flatten(schemas);
    return members ? this.#rule(members) : NEVER;
  }

  any(): Expression {
    return this.#any(this.#depth);
  }

  shared(name: string, make: () => Expression): Expression {
    if (!this.#rules.has(name)) this.#rules.set(name, make());
    return rule(name);
  }

  /** The schema objects that must all hold, $ref and allOf resolved; undefined when one is `false`. */
  flatten(schemas: readonly { readonly schema: unknown; readonly pointer: string }[]): readonly Member[] | undefined {
    const found = new Map<SchemaObject, Member>();
    const queue = [...schemas];
    for (const { schema, pointer } of queue) {
      if (schema === true) continue;
      if (schema === false) return undefined;
      if (!isObject(schema)) throw malformed(pointer, pointer.split('/').at(-1)!, 'a schema: an object or a boolean');
      if (found.has(schema)) continue;
      const member = { schema, pointer };
      checkKeywords(member);
      found.set(schema, this.#without(this.#without(member, '$ref'), 'allOf'));
      const target = stringOf(member, '$ref');
      if (target !== undefined) queue.push(this.#resolve(target, pointer));
      for (const [i, part] of (arrayOf(member, 'allOf') ?? []).entries())
        queue.push({ schema: part, pointer: `${pointer}/allOf/${i}` });
    }
    return [...found.values()];
  }

  #resolve(target: string, from: string): { schema: unknown; pointer: string } {
    if (target !== '#' && !target.startsWith('#/'))
      throw refuse(from, '$ref', `to "${target}" is not supported; only pointers into the same schema (#/…) are`);
    let schema = this.#root;
    for (const token of target.split('/').slice(1)) {
      const key = decodePointer(token);
      const inside = isObject(schema) || Array.isArray(schema);
      if (!inside || !Object.hasOwn(schema as object, key))
        throw badArgument(
          `JSON Schema ${from}: "$ref" points to ${target}, where there is nothing.`,
          'Correct the schema.',
        );
      schema = (schema as SchemaObject)[key];
    }
    return { schema, pointer: target };
  }

  #rule(members: readonly Member[]): Expression {
    const constraining = members.filter(({ schema }) => Object.keys(schema).some(isHonoured));
    if (constraining.length === 0) return this.any();
    const key = constraining
      .map(({ schema }) => this.#number(schema))
      .sort((a, b) => a - b)
      .join();
    let name = this.#names.get(key);
    if (!name) {
      name = `value ${this.#names.size}`;
      this.#names.set(key, name);
      this.#pending.push({ name, members: constraining });
    }
    return rule(name);
  }

  #number(schema: SchemaObject): number {
    let number = this.#numbers.get(schema);
    if (number === undefined) this.#numbers.set(schema, (number = this.#count++));
    return number;
  }

  #build(members: readonly Member[]): Expression {
    const branching = members.find(({ schema }) => 'anyOf' in schema || 'oneOf' in schema);
    if (branching) return this.#branches(branching, members);
    const values = valuesOf(members);
    if (values) return this.#values(values, members);
    const types = typesOf(members);
    return choice(...[...types].map((type) => this.#typed(type, members)));
  }

  #typed(type: JsonType, members: readonly Member[]): Expression {
    switch (type) {
      case 'null':
        return literal('null');
      case 'boolean':
        return choice(literal('true'), literal('false'));
      case 'string':
        return strings(this, members);
      case 'number':
      case 'integer':
        return numbers(type, members);
      case 'array':
        return arrays(this, members);
      case 'object':
        return objects(this, members);
    }
  }

  #branches(branching: Member, members: readonly Member[]): Expression {
    const keyword = 'anyOf' in branching.schema ? 'anyOf' : 'oneOf';
    const parts = arrayOf(branching, keyword)!;
    if (parts.length === 0) throw malformed(branching.pointer, keyword, 'an array that is not empty');
    const combinations = members.flatMap((member) => [arrayOf(member, 'anyOf'), arrayOf(member, 'oneOf')]);
    if (combinations.reduce((product, branches) => product * (branches?.length ?? 1), 1) > MOST_ALTERNATIVES)
      throw refuse(branching.pointer, keyword, 'has too many combinations with others');
    const located = parts.map((schema, i) => ({ schema, pointer: `${branching.pointer}/${keyword}/${i}` }));
    const rest = members.map((member) => (member === branching ? this.#without(branching, keyword) : member));
    if (keyword === 'oneOf') this.#checkDisjoint(branching, located, rest);
    return choice(...located.map((part) => this.value([...rest, part])));
  }

  #checkDisjoint(
    branching: Member,
    parts: readonly { readonly schema: unknown; readonly pointer: string }[],
    rest: readonly Member[],
  ): void {
    const alternatives = parts.map(({ schema, pointer }) =>
      this.#alternatives(schema, pointer).map((members) => [
        ...rest.filter(({ schema }) => !('oneOf' in schema || 'anyOf' in schema)),
        ...members,
      ]),
    );
    const apart = (a: readonly Member[], b: readonly Member[]): boolean =>
      disjoint(a, b, (schema, pointer) => this.#alternatives(schema, pointer));
    for (const [i, mine] of alternatives.entries())
      for (const [j, others] of alternatives.slice(0, i).entries())
        if (!mine.every((one) => others.every((other) => apart(one, other))))
          throw refuse(
            branching.pointer,
            'oneOf',
            `needs branches that exclude each other; ${j} and ${i} may both hold`,
          );
  }

  /** The ways to satisfy a schema, as members without anyOf and oneOf. */
  #alternatives(schema: unknown, pointer: string): readonly (readonly Member[])[] {
    const done: (readonly Member[])[] = [];
    const open = [[{ schema, pointer }]] as { readonly schema: unknown; readonly pointer: string }[][];
    for (const located of open) {
      if (open.length > MOST_ALTERNATIVES) throw refuse(pointer, 'anyOf', 'has too many combinations');
      const members = this.flatten(located);
      if (!members) continue;
      const branching = members.find((member) => 'anyOf' in member.schema || 'oneOf' in member.schema);
      if (!branching) {
        done.push(members);
        continue;
      }
      const keyword = 'anyOf' in branching.schema ? 'anyOf' : 'oneOf';
      const rest = members.map((member) => (member === branching ? this.#without(branching, keyword) : member));
      for (const [i, part] of (arrayOf(branching, keyword) ?? []).entries())
        open.push([...rest, { schema: part, pointer: `${branching.pointer}/${keyword}/${i}` }]);
    }
    return done;
  }

  /** A member without one of its keywords; always the same object, so that rules are found again. */
  #without(member: Member, keyword: string): Member {
    const { schema, pointer } = member;
    if (!(keyword in schema)) return member;
    let copies = this.#stripped.get(schema);
    if (!copies) this.#stripped.set(schema, (copies = new Map()));
    let copy = copies.get(keyword);
    if (!copy) {
      copy = Object.fromEntries(Object.entries(schema).filter(([key]) => key !== keyword));
      copies.set(keyword, copy);
    }
    return { schema: copy, pointer };
  }

  #values(values: readonly unknown[], members: readonly Member[]): Expression {
    for (const member of members)
      for (const keyword of Object.keys(member.schema))
        if (values.some((value) => UNCHECKED[typeOf(value)]?.includes(keyword)))
          throw refuse(member.pointer, keyword, 'beside "enum" or "const" is not supported');
    const kept = values.filter((value) => mayHold(value, members));
    return choice(...kept.map((value) => literal(JSON.stringify(value))));
  }

  #any(depth: number): Expression {
    return this.shared(`any ${depth}`, () => {
      const scalars = [literal('null'), literal('true'), literal('false'), ANY_NUMBER, strings(this, [])];
      if (depth === 0) return choice(...scalars);
      const inner = this.#any(depth - 1);
      const list = (item: Expression): Expression =>
        repeat(
          sequence(item, this.gap, repeat(sequence(this.comma, item, this.gap), 0, Number.POSITIVE_INFINITY)),
          0,
          1,
        );
      const pair = sequence(strings(this, []), this.colon, inner);
      const array = sequence(literal('['), this.gap, list(inner), literal(']'));
      return choice(...scalars, array, sequence(literal('{'), this.gap, list(pair), literal('}')));
    });
  }
}

/** Keywords that are not checked against the values of enum and const, by type of value. */
const UNCHECKED: Partial<Record<JsonType, readonly string[]>> = {
  string: ['format'],
  array: ['items', 'prefixItems'],
  object: [
    'properties',
    'additionalProperties',
    'patternProperties',
    'propertyNames',
    'minProperties',
    'maxProperties',
  ],
};

function decodePointer(token: string): string {
  let text = token;
  try {
    text = decodeURIComponent(token);
  } catch {
    // A per cent sign that escapes nothing stands for itself.
  }
  return text.replaceAll('~1', '/').replaceAll('~0', '~');
}
