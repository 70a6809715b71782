// Sets of characters (Unicode scalar values), and how their members are spelled in bytes: as plain UTF-8,
// or as the content of a JSON string in the one spelling that JSON.stringify gives.

/** Sorted, disjoint, inclusive ranges of code points; surrogates are never members. */
export type CharacterSet = readonly (readonly [number, number])[];

export type Spelling = 'plain' | 'json';

/** One way to spell some characters: each byte within its range, one after the other. */
export type ByteRanges = readonly (readonly [number, number])[];

const LAST = 0x10ffff;
const SURROGATES = [0xd800, 0xdfff] as const;

/** A set from ranges in any order, overlapping or not. */
export function characterSet(ranges: Iterable<readonly [number, number]>): CharacterSet {
  const out: [number, number][] = [];
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const last = out.at(-1);
    if (last && low <= last[1] + 1) last[1] = Math.max(last[1], high);
    else out.push([low, high]);
  }
  return out.flatMap(([low, high]) => withoutSurrogates(low, high));
}

function withoutSurrogates(low: number, high: number): [number, number][] {
  const [first, last] = SURROGATES;
  const parts: [number, number][] = [
    [low, Math.min(high, first - 1)],
    [Math.max(low, last + 1), high],
  ];
  if (high < first || low > last) return [[low, high]];
  return parts.filter(([a, b]) => a <= b);
}

export function complement(set: CharacterSet): CharacterSet {
  const out: [number, number][] = [];
  let next = 0;
  for (const [low, high] of set) {
    if (low > next) out.push([next, low - 1]);
    next = high + 1;
  }
  if (next <= LAST) out.push([next, LAST]);
  return characterSet(out);
}

export function intersection(a: CharacterSet, b: CharacterSet): CharacterSet {
  const out: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const low = Math.max(a[i]![0], b[j]![0]);
    const high = Math.min(a[i]![1], b[j]![1]);
    if (low <= high) out.push([low, high]);
    if (a[i]![1] < b[j]![1]) i++;
    else j++;
  }
  return out;
}

export const ANY: CharacterSet = complement([]);

/** The characters of a text. */
export function charactersOf(text: string): CharacterSet {
  return characterSet([...text].map((character) => [character.codePointAt(0)!, character.codePointAt(0)!]));
}

/** JSON's escapes with a letter of their own. */
const SHORT_ESCAPES = new Map([
  [0x08, 'b'],
  [0x09, 't'],
  [0x0a, 'n'],
  [0x0c, 'f'],
  [0x0d, 'r'],
  [0x22, '"'],
  [0x5c, '\\'],
]);
const ESCAPED = characterSet([[0, 0x1f], ...[...SHORT_ESCAPES.keys()].map((code) => [code, code] as const)]);
const UNESCAPED = complement(ESCAPED);

/** All byte strings that spell a character of the set, as ranges of bytes. */
export function spell(set: CharacterSet, spelling: Spelling): ByteRanges[] {
  if (spelling === 'plain') return set.flatMap(([low, high]) => utf8Ranges(low, high));
  const escaped = intersection(set, ESCAPED).flatMap(([low, high]) =>
    Array.from({ length: high - low + 1 }, (_, i) => [...spellJson(low + i)].map((byte) => [byte, byte] as const)),
  );
  return [...intersection(set, UNESCAPED).flatMap(([low, high]) => utf8Ranges(low, high)), ...escaped];
}

/** The bytes of one character inside a JSON string. */
function spellJson(code: number): Uint8Array {
  const letter = SHORT_ESCAPES.get(code);
  if (letter) return encoder.encode(`\\${letter}`);
  if (code < 0x20) return encoder.encode(`\\u${code.toString(16).padStart(4, '0')}`);
  return encoder.encode(String.fromCodePoint(code));
}

const encoder = new TextEncoder();

/** The bytes of one character. */
export function spellCharacter(code: number, spelling: Spelling): Uint8Array {
  return spelling === 'json' ? spellJson(code) : encoder.encode(String.fromCodePoint(code));
}

const LENGTH_LIMITS = [0x7f, 0x7ff, 0xffff, LAST];

/** Splits a range of code points until each part is a product of byte ranges (as in Cox, 2010). */
function utf8Ranges(low: number, high: number): ByteRanges[] {
  for (const limit of LENGTH_LIMITS)
    if (low <= limit && limit < high) return [...utf8Ranges(low, limit), ...utf8Ranges(limit + 1, high)];
  if (high > 0x7f)
    for (let bits = 6; bits < 21; bits += 6) {
      const mask = 2 ** bits - 1;
      if (Math.floor(low / 2 ** bits) === Math.floor(high / 2 ** bits)) continue;
      if ((low & mask) !== 0) return [...utf8Ranges(low, low | mask), ...utf8Ranges((low | mask) + 1, high)];
      if ((high & mask) !== mask) return [...utf8Ranges(low, (high & ~mask) - 1), ...utf8Ranges(high & ~mask, high)];
    }
  const first = encoder.encode(String.fromCodePoint(low));
  const last = encoder.encode(String.fromCodePoint(high));
  return [Array.from(first, (byte, i) => [byte, last[i]!] as const)];
}
