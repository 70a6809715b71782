// The keywords of JSON Schema that are honoured, those that say nothing about values, and the rest, which
// is refused by name.
import { type Member, refuse } from './json-facts.ts';

const HONOURED = new Set([
  '$ref',
  'type',
  'enum',
  'const',
  'allOf',
  'anyOf',
  'oneOf',
  'properties',
  'required',
  'additionalProperties',
  'patternProperties',
  'propertyNames',
  'minProperties',
  'maxProperties',
  'items',
  'prefixItems',
  'minItems',
  'maxItems',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
]);

const SILENT = new Set([
  '$schema',
  '$id',
  '$comment',
  '$defs',
  'definitions',
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
]);

/** Values with which a keyword demands nothing. */
const HARMLESS: Readonly<Record<string, unknown>> = { uniqueItems: false, minContains: 0, unevaluatedProperties: true };

/** False for keywords that demand nothing of a value. */
export const isHonoured = (keyword: string): boolean => HONOURED.has(keyword);

/** @throws `unsupported` for the first keyword that is not honoured. */
export function checkKeywords({ schema, pointer }: Member): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (HONOURED.has(keyword) || SILENT.has(keyword)) continue;
    if (Object.hasOwn(HARMLESS, keyword) && HARMLESS[keyword] === value) continue;
    throw refuse(pointer, keyword, 'is not supported');
  }
}
