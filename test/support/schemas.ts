// JSON Schemas for tests: one for each feature, those that are refused, and random ones.
import type { Random } from '../../src/base/random.ts';

const PERSON = { type: 'object', properties: { name: { type: 'string', maxLength: 5 } }, required: ['name'] };

/** Each supported keyword, alone and with those it works together with. */
export const FEATURES: Readonly<Record<string, unknown>> = {
  'any value': true,
  'an empty schema': {},
  null: { type: 'null' },
  boolean: { type: 'boolean' },
  string: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  array: { type: 'array' },
  object: { type: 'object' },
  'several types': { type: ['string', 'null', 'integer'], maxLength: 3 },
  const: { const: { a: [1, 'é"\\', null] } },
  enum: { enum: ['red', 1, null, [true], { a: 1 }] },
  'enum with type': { type: 'string', enum: ['red', 1, 'green', 'greenish'] },
  'enum with bounds': { enum: [1, 5, 10, 'abc', 'a'], minimum: 3, minLength: 2 },
  'enum and const': { enum: [1, 2], const: 2 },
  properties: { type: 'object', properties: { a: { type: 'integer' }, 'b"\n/é': { type: 'null' } }, required: ['a'] },
  'all optional': { type: 'object', properties: { a: { const: 1 }, b: { const: 2 }, c: { const: 3 } } },
  'some required': {
    type: 'object',
    properties: { a: { const: 1 }, b: { const: 2 }, c: { const: 3 }, d: { const: 4 } },
    required: ['b', 'd'],
  },
  'required without properties': { type: 'object', required: ['x', 'y'], additionalProperties: { type: 'boolean' } },
  'no additional properties': { type: 'object', properties: { a: { type: 'boolean' } }, additionalProperties: false },
  'only no additional properties': { type: 'object', additionalProperties: false },
  'additional properties': {
    type: 'object',
    properties: { a: { const: 1 }, ab: { const: 2 } },
    additionalProperties: { type: 'string', maxLength: 2 },
  },
  'any additional properties': {
    type: 'object',
    properties: { a: { const: 1 } },
    required: ['a'],
    additionalProperties: true,
  },
  'a map': { type: 'object', additionalProperties: { type: 'integer' }, minProperties: 1, maxProperties: 3 },
  'property counts': {
    type: 'object',
    properties: { a: { const: 1 }, b: { const: 2 }, c: { const: 3 }, d: { const: 4 } },
    required: ['c'],
    minProperties: 2,
    maxProperties: 3,
    additionalProperties: false,
  },
  'property counts with others': {
    type: 'object',
    properties: { a: { const: 1 }, b: { const: 2 } },
    required: ['b'],
    additionalProperties: { const: 3 },
    minProperties: 1,
    maxProperties: 2,
  },
  'property names': {
    type: 'object',
    propertyNames: { pattern: '^[a-c]+$', maxLength: 3 },
    additionalProperties: { const: 1 },
  },
  'property names from a list': {
    type: 'object',
    propertyNames: { enum: ['x', 'yy'] },
    additionalProperties: { type: 'integer' },
  },
  'pattern properties': {
    type: 'object',
    patternProperties: { '^x-[0-9]': { type: 'boolean' } },
    additionalProperties: false,
  },
  items: { type: 'array', items: { type: 'integer' } },
  'item counts': { type: 'array', items: { const: 'x' }, minItems: 2, maxItems: 4 },
  'one item at most': { type: 'array', items: { const: 'x' }, maxItems: 1 },
  'no items': { type: 'array', items: false },
  'prefix items': {
    type: 'array',
    prefixItems: [{ const: 1 }, { type: 'string', maxLength: 2 }, { type: 'null' }],
    minItems: 2,
  },
  'prefix items and items': {
    type: 'array',
    prefixItems: [{ const: 1 }, { const: 2 }],
    items: { type: 'boolean' },
    minItems: 1,
    maxItems: 5,
  },
  'prefix items and no more': { type: 'array', prefixItems: [{ const: 1 }, { const: 2 }], items: false, minItems: 2 },
  'prefix items fewer than least': { type: 'array', prefixItems: [{ const: 1 }], minItems: 3 },
  'string lengths': { type: 'string', minLength: 2, maxLength: 4 },
  'string length zero': { type: 'string', maxLength: 0 },
  'least string length': { type: 'string', minLength: 3 },
  pattern: { type: 'string', pattern: '^(foo|ba[rz])+\\d{2,3}$' },
  'pattern without anchors': { type: 'string', pattern: 'a\\d', maxLength: 6 },
  'pattern anchored on one side': { type: 'string', pattern: '^ab|cd$', maxLength: 8 },
  'pattern with classes': { type: 'string', pattern: '^[^\\W\\d_a-y]{1,3}\\s\\S.$' },
  'pattern with properties and escapes': {
    type: 'string',
    pattern: '^\\p{Lu}\\u00e9\\x41[\\u{1F600}-\\u{1F610}]\\/\\cA?\\t"\\\\$',
  },
  'pattern with lazy and empty parts': { type: 'string', pattern: '^(?:a|)(?<n>b*?)c??$|^$' },
  'two patterns': { allOf: [{ type: 'string', pattern: '^[a-c]*$' }, { pattern: 'b.b' }], maxLength: 7 },
  'format date': { type: 'string', format: 'date' },
  'format time': { type: 'string', format: 'time' },
  'format date-time': { type: 'string', format: 'date-time' },
  'format uuid': { type: 'string', format: 'uuid' },
  'format ipv4': { type: 'string', format: 'ipv4' },
  'format email': { type: 'string', format: 'email' },
  'format with pattern': { type: 'string', format: 'date', pattern: '-02-29$' },
  'whole bounds': { type: 'integer', minimum: -12, maximum: 1034 },
  'exclusive bounds': { type: 'integer', exclusiveMinimum: 5, exclusiveMaximum: 11.5 },
  'negative bounds': { type: 'integer', maximum: -3 },
  'fractional bounds on integers': { type: 'integer', minimum: -2.5, maximum: 7.2 },
  multiples: { type: 'integer', multipleOf: 7, minimum: -50 },
  'multiples of two numbers': { type: 'number', allOf: [{ multipleOf: 4 }, { multipleOf: 6 }], maximum: 1000 },
  'number bounds': { type: 'number', minimum: -0.25, maximum: 12.5 },
  'exclusive number bounds': { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.01 },
  'a large least': { type: 'number', minimum: 123456.789 },
  anyOf: { anyOf: [{ type: 'string', maxLength: 2 }, { type: 'integer', minimum: 5 }, PERSON] },
  'anyOf beside others': {
    type: 'object',
    properties: { a: { const: 1 }, b: { const: 2 }, c: { const: 3 } },
    anyOf: [{ required: ['a'] }, { required: ['b', 'c'] }],
  },
  'oneOf by type': { oneOf: [{ type: 'string', maxLength: 2 }, { type: 'number' }, { type: 'null' }] },
  'oneOf by discriminator': {
    oneOf: [
      { type: 'object', properties: { kind: { const: 'a' }, x: { type: 'integer' } }, required: ['kind', 'x'] },
      { type: 'object', properties: { kind: { enum: ['b', 'c'] } }, required: ['kind'] },
    ],
  },
  'oneOf by required property': {
    oneOf: [
      { type: 'object', properties: { a: { const: 1 } }, required: ['a'], additionalProperties: false },
      { type: 'object', properties: { b: { const: 1 } }, required: ['b'], additionalProperties: false },
    ],
  },
  'oneOf by range': { type: 'integer', oneOf: [{ maximum: 0 }, { exclusiveMinimum: 0, maximum: 5 }, { minimum: 8 }] },
  'oneOf by length': { type: 'string', oneOf: [{ maxLength: 1 }, { minLength: 3, maxLength: 4 }] },
  'oneOf by values': { oneOf: [{ const: 1 }, { enum: [2, 'x'] }, { type: 'object', required: ['a'] }] },
  'oneOf in anyOf': { anyOf: [{ oneOf: [{ const: 1 }, { const: 2 }] }, { oneOf: [{ const: 1 }, { const: 3 }] }] },
  allOf: {
    allOf: [
      PERSON,
      { properties: { age: { type: 'integer', minimum: 0 } }, required: ['age'] },
      { properties: { name: { minLength: 2 } } },
    ],
  },
  'allOf with additional properties': {
    allOf: [
      { type: 'object', properties: { a: { type: 'integer' } }, required: ['a'], additionalProperties: { maximum: 5 } },
      { properties: { b: { type: 'integer' } }, additionalProperties: { minimum: 3 } },
    ],
  },
  'allOf of numbers': { allOf: [{ type: ['integer', 'string'] }, { type: 'number' }, { minimum: 2 }, { maximum: 4 }] },
  'allOf of arrays': {
    allOf: [
      { type: 'array', items: { type: 'integer' } },
      { prefixItems: [{ minimum: 5 }], items: { maximum: 3 }, minItems: 2 },
    ],
  },
  'anyOf in allOf': {
    allOf: [
      { anyOf: [{ type: 'string', maxLength: 4 }, { type: 'integer' }] },
      { anyOf: [{ minLength: 2, minimum: 3 }, { const: 'x' }] },
    ],
  },
  references: {
    $ref: '#/$defs/p~1q',
    $defs: { 'p/q': { type: 'array', items: { $ref: '#/definitions/x%25' } } },
    definitions: { 'x%': { const: 1 } },
  },
  'a reference beside others': { $ref: '#/$defs/n', maximum: 3, $defs: { n: { type: 'integer', minimum: 0 } } },
  recursion: {
    type: 'object',
    properties: { value: { type: 'integer' }, next: { $ref: '#' } },
    required: ['value'],
  },
  'recursion through arrays': {
    $ref: '#/$defs/tree',
    $defs: { tree: { type: 'array', items: { $ref: '#/$defs/tree' }, maxItems: 2 } },
  },
  'recursion through allOf': {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        allOf: [
          { type: 'object', properties: { v: { const: 1 } }, required: ['v'] },
          { properties: { next: { anyOf: [{ type: 'null' }, { $ref: '#/$defs/node' }] } } },
        ],
      },
    },
  },
  'boolean schemas inside': { type: 'object', properties: { a: true, b: false }, required: ['a'] },
  'keywords that demand nothing': {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'y',
    $comment: 'z',
    title: 't',
    description: 'd',
    default: 1,
    examples: [1],
    deprecated: true,
    readOnly: true,
    writeOnly: false,
    uniqueItems: false,
    type: 'boolean',
  },
  'keywords of other types': { minLength: 3, maximum: 2, required: ['a'], maxItems: 1 },
};

/** A schema and the pointer it must be refused at. */
export const REFUSED: Readonly<Record<string, readonly [unknown, string]>> = {
  not: [{ not: { type: 'string' } }, '#/not'],
  'if, then, else': [{ type: 'object', properties: { a: { if: {}, then: {} } } }, '#/properties/a/if'],
  uniqueItems: [{ type: 'array', uniqueItems: true }, '#/uniqueItems'],
  contains: [{ items: { contains: { const: 1 } } }, '#/items/contains'],
  dependentRequired: [{ dependentRequired: { a: ['b'] } }, '#/dependentRequired'],
  dependentSchemas: [{ anyOf: [true, { dependentSchemas: {} }] }, '#/anyOf/1/dependentSchemas'],
  unevaluatedProperties: [{ unevaluatedProperties: false }, '#/unevaluatedProperties'],
  unevaluatedItems: [{ unevaluatedItems: false }, '#/unevaluatedItems'],
  'an unknown keyword': [{ type: 'string', contentEncoding: 'base64' }, '#/contentEncoding'],
  'OpenAPI nullable': [{ type: 'string', nullable: true }, '#/nullable'],
  'another format': [{ type: 'string', format: 'uri' }, '#/format'],
  'a remote reference': [{ $ref: 'https://example.com/x.json' }, '#/$ref'],
  'a dynamic reference': [{ $dynamicRef: '#x' }, '#/$dynamicRef'],
  'overlapping oneOf': [{ oneOf: [{ type: 'string' }, { type: 'string', maxLength: 3 }] }, '#/oneOf'],
  'overlapping oneOf of objects': [
    {
      oneOf: [
        { type: 'object', required: ['a'] },
        { type: 'object', required: ['b'] },
      ],
    },
    '#/oneOf',
  ],
  'overlapping oneOf of numbers': [{ oneOf: [{ type: 'integer' }, { type: 'number', minimum: 2 }] }, '#/oneOf'],
  'too many combinations': [
    { allOf: Array.from({ length: 20 }, (_, i) => ({ anyOf: [{ minimum: i }, { maxLength: i + 1 }] })) },
    '#/allOf/0/anyOf',
  ],
  'look-around': [{ type: 'string', pattern: '^(?!a)' }, '#/pattern'],
  'look-behind': [{ type: 'string', pattern: '(?<=a)b' }, '#/pattern'],
  'a back-reference': [{ type: 'string', pattern: '(a)\\1' }, '#/pattern'],
  'a word boundary': [{ type: 'string', pattern: '\\bx' }, '#/pattern'],
  'an enormous pattern': [{ type: 'string', pattern: '((a{99}){99}){99}' }, '#/pattern'],
  'a pattern with an enormous length': [{ type: 'string', pattern: 'a', maxLength: 1e6 }, '#/maxLength'],
  'multiples of fractions': [{ type: 'number', multipleOf: 0.1 }, '#/multipleOf'],
  'large multiples': [{ type: 'integer', multipleOf: 1001 }, '#/multipleOf'],
  'bounds beyond doubles': [{ type: 'integer', minimum: 1e16 }, '#/minimum'],
  'items as a list': [{ type: 'array', items: [{}] }, '#/items'],
  'pattern properties beside properties': [
    { type: 'object', properties: { a: {} }, patternProperties: { b: {} } },
    '#/patternProperties',
  ],
  'two pattern properties': [
    { type: 'object', patternProperties: { a: {}, b: {} }, additionalProperties: false },
    '#/patternProperties',
  ],
  'property names beside properties': [
    { type: 'object', properties: { a: {} }, propertyNames: { maxLength: 2 } },
    '#/propertyNames',
  ],
  'least properties beside others': [{ type: 'object', minProperties: 3 }, '#/minProperties'],
  'enum of objects beside properties': [{ enum: [{ a: 1 }], properties: { a: {} } }, '#/properties'],
  'enum beside format': [{ enum: ['x'], format: 'date' }, '#/format'],
};

/** A random schema of supported keywords. Not every one has a value that satisfies it. */
export function randomSchema(random: Random, depth = 3): unknown {
  const one = <T>(...items: T[]): T => random.pick(items);
  const maybe = (chance: number): boolean => random.float() < chance;
  const inner = (): unknown => randomSchema(random, depth - 1);
  const kinds = ['string', 'integer', 'number', 'boolean', 'null', 'enum', 'text'];
  const kind = random.pick(
    depth > 0 ? [...kinds, 'object', 'object', 'object', 'array', 'array', 'anyOf', 'oneOf', 'allOf', 'types'] : kinds,
  );
  const names = ['a', 'b', 'ab', 'c d', 'é'];
  switch (kind) {
    case 'string':
      return {
        type: 'string',
        ...(maybe(0.7) && { maxLength: 2 + random.int(5) }),
        ...(maybe(0.5) && { minLength: random.int(3) }),
      };
    case 'text':
      return {
        type: 'string',
        ...one(
          { pattern: one('^a+b?$', 'x[0-9]', '^(?:[a-f]{2}-)+z$', 'é$') },
          { format: one('date', 'time', 'ipv4', 'uuid') },
        ),
        ...(maybe(0.3) && { maxLength: 12 }),
      };
    case 'integer':
    case 'number': {
      const low = random.int(200) - 100 + (kind === 'number' ? random.int(4) / 4 : 0);
      return {
        type: kind,
        ...(maybe(0.5) && { [one('minimum', 'exclusiveMinimum')]: low }),
        ...(maybe(0.5) && { [one('maximum', 'exclusiveMaximum')]: low + random.int(300) }),
        ...(maybe(0.2) && { multipleOf: 1 + random.int(9) }),
      };
    }
    case 'enum':
      return {
        enum: Array.from({ length: 1 + random.int(4) }, () =>
          one<unknown>('x', 'xy', 1, 2.5, null, true, ['q'], { k: 'v' }),
        ),
      };
    case 'object': {
      const chosen = names.filter(() => maybe(0.5));
      return {
        type: 'object',
        ...(maybe(0.9) && { properties: Object.fromEntries(chosen.map((name) => [name, inner()])) }),
        ...(maybe(0.6) && { required: names.filter((name) => maybe(chosen.includes(name) ? 0.5 : 0.05)) }),
        ...(maybe(0.5) && { additionalProperties: one<unknown>(false, true, inner()) }),
        ...(maybe(0.1) && { maxProperties: 1 + random.int(3) }),
        ...(maybe(0.1) && { minProperties: random.int(2) }),
      };
    }
    case 'array':
      return {
        type: 'array',
        ...(maybe(0.8) && { items: inner() }),
        ...(maybe(0.3) && { prefixItems: Array.from({ length: 1 + random.int(2) }, inner) }),
        ...(maybe(0.4) && { minItems: random.int(3) }),
        maxItems: 2 + random.int(2),
      };
    case 'types':
      return {
        type: [one('string', 'null'), one('integer', 'boolean')],
        maxLength: random.int(4),
        minimum: random.int(10),
      };
    case 'allOf':
      return {
        allOf: [
          inner(),
          one<unknown>(true, { type: ['object', 'string', 'integer'] }, { minimum: 0, minLength: 1, minItems: 1 }),
        ],
      };
    default:
      return { [kind]: Array.from({ length: 2 + random.int(2) }, inner) };
  }
}
