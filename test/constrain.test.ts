// Outputs of constrained generation against what they must be: JSON Schemas against a validator of their
// own, over real vocabularies and random choices, and with a real model.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { TwofilesError } from '../src/base/errors.ts';
import { Random } from '../src/base/random.ts';
import { Constraint, type ConstraintState } from '../src/model/constrain/constraint.ts';
import { parseGrammar } from '../src/model/constrain/ebnf.ts';
import { jsonSchema } from '../src/model/constrain/json-schema.ts';
import { quoteOf } from '../src/model/constrain/quote.ts';
import { generate } from '../src/model/generate.ts';
import { openModel } from '../src/model/open-model.node.ts';
import { createTokenizer } from '../src/text/create.ts';
import type { Tokenizer } from '../src/text/tokenizer.ts';
import { randomOutput, smallTokenizer } from './support/constraints.ts';
import { FEATURES, REFUSED, randomSchema } from './support/schemas.ts';
import { openVocabulary, vocabulariesMissing } from './support/vocabularies.ts';

const DATA = join(import.meta.dirname, '../../shared/data');
const STORIES = join(DATA, 'parity/stories260K');
const TOOLS = join(DATA, 'tools');

const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
formats.default(ajv);

/** Draws outputs at random; each that is finished must parse and validate. Returns how many were finished. */
function check(schema: unknown, constraint: Constraint, random: Random, outputs: number): number {
  const validate = ajv.compile(typeof schema === 'boolean' ? schema : (schema as object));
  let finished = 0;
  for (let i = 0; i < outputs; i++) {
    const output = randomOutput(constraint, random);
    if (!output.finished) continue;
    finished++;
    assert.ok(
      validate(JSON.parse(output.text)),
      `${JSON.stringify(schema)}\n${output.text}\n${ajv.errorsText(validate.errors)}`,
    );
  }
  return finished;
}

const pieces = [
  '{"',
  '":',
  '",',
  '"}',
  '","',
  '":"',
  '[[',
  ']]',
  '},{',
  'true',
  'null',
  ' "',
  '00',
  '-1',
  '0.',
  'e+',
  'ab',
  'é',
  '日本',
  '\\"',
  '2024-',
  'T1',
  ': ',
  ', ',
];
const small = smallTokenizer(pieces);

for (const [name, schema] of Object.entries(FEATURES))
  test(`outputs validate: ${name}`, () => {
    for (const options of [{ whitespace: 0 }, { whitespace: 2 }, { spaced: true }]) {
      const finished = check(schema, new Constraint(jsonSchema(schema, options), small), new Random(1), 40);
      assert.ok(finished >= 20, `only ${finished} of 40 outputs were finished`);
    }
  });

for (const [name, [schema, field]] of Object.entries(REFUSED))
  test(`refused by name: ${name}`, () => {
    assert.throws(() => jsonSchema(schema), { code: 'unsupported', field });
  });

test('random schemas: what is accepted validates', () => {
  const random = new Random(7);
  let accepted = 0;
  let finished = 0;
  for (let i = 0; i < 400; i++) {
    const schema = randomSchema(random);
    const constraint = compiled(schema, small);
    if (!constraint) continue;
    accepted++;
    finished += check(schema, constraint, random, 5);
  }
  assert.ok(accepted >= 200, `${accepted} of 400 schemas were accepted`);
  assert.ok(finished >= 3 * accepted, `${finished} outputs of ${accepted} schemas were finished`);
});

/** The constraint, or undefined for a schema that is refused or that nothing satisfies. */
function compiled(schema: unknown, tokenizer: Tokenizer): Constraint | undefined {
  try {
    return new Constraint(jsonSchema(schema), tokenizer);
  } catch (error) {
    if (error instanceof TwofilesError && (error.code === 'unsupported' || error.code === 'bad-argument'))
      return undefined;
    throw error;
  }
}

test('valid texts are accepted, however the schema says it', () => {
  const accepts = (schema: unknown, value: unknown): boolean => {
    const { automaton } = new Constraint(jsonSchema(schema), small);
    return automaton.read(automaton.start(), new TextEncoder().encode(JSON.stringify(value)))?.ends ?? false;
  };
  for (const [schema, values] of [
    [true, [null, true, -1.5e-7, 1e21, 'a"\\\u0001\n\u007f\u2028😀', [], {}, [[1], { a: { b: 2 } }]]],
    [{ type: 'integer', minimum: -5, maximum: 120 }, [-5, -1, 0, 7, 99, 100, 120]],
    [{ type: 'integer' }, [0, -999999999999999, 999999999999999]],
    [{ type: 'number', minimum: -0.5, exclusiveMaximum: 3 }, [-0.5, -0.000001, 0, 2.999999, 1.25]],
    [{ type: 'integer', multipleOf: 6 }, [0, 6, -12, 123456]],
    [{ type: 'string', pattern: 'b$' }, ['b', 'ab', 'bb', '"b']],
    [{ type: 'string', format: 'date' }, ['2024-02-29', '2000-02-29', '1999-12-31', '2023-04-30']],
    [{ type: 'string', format: 'date-time' }, ['2024-02-29T23:59:59Z', '2024-01-31T00:00:00.123+05:30']],
    [
      { type: 'object', properties: { a: {}, b: {}, c: {} }, required: ['b'] },
      [{ b: 1 }, { a: 1, b: [] }, { b: 1, c: 2 }, { a: 0, b: 1, c: 2 }],
    ],
    [{ properties: { a: {} }, additionalProperties: { type: 'integer' } }, [{ a: 'x', aa: 1, '': 2, b: 3 }, 5]],
    [{ type: 'array', items: { type: 'integer' }, minItems: 1, maxItems: 3 }, [[1], [1, 2], [1, 2, 3]]],
    [{ oneOf: [{ type: 'integer', maximum: 3 }, { type: 'string' }] }, [3, 'x']],
  ] as const)
    for (const value of values) assert.ok(accepts(schema, value), `${JSON.stringify(schema)} ${JSON.stringify(value)}`);
  for (const [schema, value] of [
    [{ type: 'string', format: 'date' }, '2023-02-29'],
    [{ type: 'string', format: 'date' }, '1900-02-29'],
    [{ type: 'integer', minimum: -5, maximum: 120 }, 121],
    [{ type: 'integer', multipleOf: 6 }, 8],
    [{ properties: { a: { const: 1 } }, additionalProperties: true }, { a: 2 }],
  ] as const)
    assert.ok(!accepts(schema, value), `${JSON.stringify(schema)} ${JSON.stringify(value)}`);
});

test('schemas that nothing satisfies, or that are malformed, are refused as such', () => {
  for (const schema of [
    false,
    { enum: [] },
    { type: 'string', const: 1 },
    { type: 'object', properties: { a: false }, required: ['a'] },
    { type: 'integer', minimum: 3, maximum: 2 },
    { $ref: '#/$defs/a', $defs: { a: { type: 'object', properties: { a: { $ref: '#/$defs/a' } }, required: ['a'] } } },
    { type: 'strin' },
    { type: 'string', minLength: -1 },
    { type: 'string', pattern: '(', maxLength: 'x' },
    { properties: [] },
    { properties: { a: 1 } },
    { required: 'a' },
    { allOf: {} },
    { anyOf: [] },
    { $ref: '#/nowhere' },
    { $ref: 5 },
    { multipleOf: 0 },
    'object',
    null,
  ])
    assert.throws(() => new Constraint(jsonSchema(schema), small), { code: 'bad-argument' }, JSON.stringify(schema));
});

test('the schemas of real tools compile, and outputs validate', {
  skip: existsSync(TOOLS) ? vocabulariesMissing : 'needs ../shared/data/tools',
}, async () => {
  const tokenizer = createTokenizer((await openVocabulary('gpt-2')).tokenizer!);
  const random = new Random(5);
  const schemas = toolSchemas();
  assert.ok(schemas.length > 300, `only ${schemas.length} schemas`);
  const refused = new Map<string, number>();
  for (const [i, schema] of schemas.entries()) {
    let constraint: Constraint;
    try {
      constraint = new Constraint(jsonSchema(schema), tokenizer);
    } catch (error) {
      assert.ok(error instanceof TwofilesError && error.code === 'unsupported', String(error));
      const keyword = error.field!.split('/').at(-1)!;
      refused.set(keyword, (refused.get(keyword) ?? 0) + 1);
      continue;
    }
    if (i % 20 === 0) check(schema, constraint, random, 1);
  }
  // Not a keyword of JSON Schema.
  assert.deepEqual(Object.fromEntries(refused), { optional: 17 });
});

/** The parameters of the tools, Python's names of types replaced by JSON Schema's. */
function toolSchemas(): unknown[] {
  const types: Readonly<Record<string, string | undefined>> = {
    dict: 'object',
    float: 'number',
    tuple: 'array',
    any: undefined,
  };
  const translate = (value: unknown, isMap: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => translate(item, false));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, inner]) => {
        if (isMap || key !== 'type' || typeof inner !== 'string')
          return [
            [
              key,
              ['enum', 'default', 'required'].includes(key) ? inner : translate(inner, key === 'properties' && !isMap),
            ],
          ];
        const type = inner in types ? types[inner] : inner;
        return type === undefined ? [] : [[key, type]];
      }),
    );
  };
  return readdirSync(TOOLS)
    .filter((name) => name.startsWith('bfcl_'))
    .flatMap((name) => readFileSync(join(TOOLS, name), 'utf8').trim().split('\n'))
    .flatMap((line) => (JSON.parse(line) as { function: { parameters: unknown }[] }).function)
    .map(({ parameters }) => translate(parameters, false));
}

test('a real model answers in JSON that validates', {
  skip: existsSync(STORIES) ? false : 'needs stories260K',
}, async () => {
  await using model = await openModel(join(STORIES, 'stories260K.bin'), { threads: 1 });
  const { tokenizer } = model;
  const schema = {
    type: 'object',
    properties: {
      name: { type: 'string', maxLength: 12 },
      age: { type: 'integer', minimum: 1, maximum: 99 },
      friend: { enum: ['cat', 'dog'] },
    },
    required: ['name', 'age'],
  };
  const validate = ajv.compile(schema);
  const constraint = new Constraint(jsonSchema(schema), tokenizer);
  const outputs = new Set<string>();
  for (const seed of [1, 2, 3, 4]) {
    await using session = model.session();
    const stream = generate(session, tokenizer.encode('Once upon a time', { wrap: true }), {
      constraint,
      sampling: { seed, temperature: seed - 1 },
      logprobs: 1,
    });
    let text = '';
    let step = await stream.next();
    for (; !step.done; step = await stream.next()) {
      text += step.value.text;
      // Log-probabilities are the model's own: what it would have said without the constraint stays on top.
      assert.ok(step.value.top![0]!.logprob >= step.value.logprob!);
    }
    text += step.value.text;
    assert.equal(step.value.reason, 'stop');
    assert.equal(tokenizer.decode(session.tokens).endsWith(text), true, 'the session keeps the whole output');
    assert.ok(validate(JSON.parse(text)), text);
    outputs.add(text);
  }
  assert.ok(outputs.size > 1, 'temperature has an effect');
});

test('an output that is cut off says so and is the beginning of a valid one', {
  skip: existsSync(STORIES) ? false : 'needs stories260K',
}, async () => {
  await using model = await openModel(join(STORIES, 'stories260K.bin'), { threads: 1 });
  const { tokenizer } = model;
  const constraint = new Constraint(parseGrammar('root ::= "{" [a-z ]{40,50} "}"'), tokenizer);
  await using session = model.session();
  const prompt = tokenizer.encode('Once', { wrap: true });
  const collect = async (options: Parameters<typeof generate>[2]): Promise<[string, string]> => {
    const stream = generate(session, session.position === 0 ? prompt : [], { sampling: { seed: 1 }, ...options });
    let text = '';
    let step = await stream.next();
    for (; !step.done; step = await stream.next()) text += step.value.text;
    return [text + step.value.text, step.value.reason];
  };
  const [first, reason] = await collect({ constraint, maxTokens: 5 });
  assert.equal(reason, 'length');
  // The output goes on from the state that it had come to.
  let state: ConstraintState = constraint.start(prompt);
  for (const token of session.tokens.slice(prompt.length)) state = state.advance(token)!;
  const [second, end] = await collect({ constraint: state });
  assert.equal(end, 'stop');
  assert.match(first + second, /^\{[a-z ]{40,50}\}$/);
});

test('quotations inside JSON and beside it', () => {
  const texts = ['He said "no".\nThe 2nd line: naïve \\ path.', 'Another source says the end.'];
  const quoted = jsonSchema(
    {
      type: 'object',
      properties: { quote: { type: 'string', format: 'quotation' }, n: { enum: [1, 2] } },
      required: ['quote', 'n'],
    },
    { formats: { quotation: quoteOf(texts, { spelling: 'json', least: 4, most: 12 }) } },
  );
  const constraint = new Constraint(quoted, small);
  const random = new Random(3);
  for (let i = 0; i < 60; i++) {
    const { text, finished } = randomOutput(constraint, random);
    assert.ok(finished);
    const { quote } = JSON.parse(text) as { quote: string };
    assert.ok([...quote].length >= 4 && [...quote].length <= 12, quote);
    const [found, ...more] = constraint.quotations(text);
    assert.equal(more.length, 0);
    assert.equal(text.slice(found!.start, found!.end), JSON.stringify(quote).slice(1, -1));
    for (const { text: of, offset, length } of found!.places)
      assert.equal(texts[of]!.slice(offset, offset + length), quote);
    const expected = texts.reduce((sum, source) => sum + occurrences(source, quote), 0);
    assert.equal(found!.places.length, expected, quote);
  }
});

test('a quotation names its source', () => {
  const texts = ['The cat sat.', 'A dog sat down.'];
  const sources = Object.fromEntries(texts.map((text, i) => [`source${i + 1}`, quoteOf([text], { words: true })]));
  const grammar = parseGrammar(
    `root ::= cited (" and " cited)?
     cited ::= """ source1 "" [source 1]" | """ source2 "" [source 2]"`,
    sources,
  );
  const constraint = new Constraint(grammar, small);
  const random = new Random(4);
  for (let i = 0; i < 60; i++) {
    const { text, finished } = randomOutput(constraint, random);
    assert.ok(finished);
    const cited = [...text.matchAll(/"([^"]+)" \[source (\d)\]/g)];
    const found = constraint.quotations(text);
    assert.equal(found.length, cited.length);
    for (const [j, { start, end, places }] of found.entries()) {
      const [, quote, n] = cited[j]!;
      assert.equal(text.slice(start, end), quote);
      assert.match(texts[Number(n) - 1]!, new RegExp(`(?<!\\w)${quote!.replace('.', '\\.')}(?!\\w)`));
      assert.ok(places.length > 0);
    }
  }
  assert.throws(() => constraint.quotations('"cow" [source 1]'), { code: 'bad-argument' });
});

function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) count++;
  return count;
}
