// What should not be in a corpus, or be known before one trains on it: personal data, languages, sizes. Counts,
// and a few examples with everything that identifies masked.
import { eld } from 'eld/small';

/** Kinds of personal data. The patterns find what is written plainly; they are no proof of absence. */
export type PersonalKind = 'e-mail' | 'phone' | 'payment card' | 'IP address';

interface Pattern {
  readonly kind: PersonalKind;
  readonly expression: RegExp;
  /** Is what the expression found such a thing? */
  readonly holds: (found: string) => boolean;
}

const digits = (text: string): string => text.replace(/\D/g, '');

const PATTERNS: readonly Pattern[] = [
  {
    kind: 'e-mail',
    expression: /(?<![\w.+-])[\w.+-]{1,64}@[a-z\d](?:[a-z\d-]{0,62}\.)+[a-z]{2,24}(?![\w-])/gi,
    holds: () => true,
  },
  {
    // An international prefix, or groups that are written apart: a run of digits alone is any number.
    kind: 'phone',
    expression: /(?<![\w.+/-])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\)[ .-]?)?\d{2,4}(?:[ .-]\d{2,4}){1,4}(?![\w/-]|\.\d)/g,
    holds: isPhone,
  },
  {
    kind: 'payment card',
    expression: /(?<![\d.-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{5})(?![\d-]|\.\d)/g,
    holds: (found) => ISSUED.test(digits(found)) && luhn(digits(found)),
  },
  {
    kind: 'IP address',
    expression: /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)/g,
    holds: (found) => found.split('.').every((part) => Number(part) <= 255),
  },
];

/** International numbers (7 to 15 digits, ITU-T E.164), or ten digits in three groups as in North America. */
function isPhone(found: string): boolean {
  const count = digits(found).length;
  if (found.startsWith('+')) return count >= 7 && count <= 15;
  return /^(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}$/.test(found);
}

/** Lengths and first digits of the cards that most people have: Visa, Mastercard, American Express, Discover. */
const ISSUED = /^(?:4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]|2[2-7])\d{14}|3[47]\d{13}|6(?:011|5\d\d)\d{12})$/;

/** The check digit of payment cards (ISO/IEC 7812-1, annex B). */
function luhn(number: string): boolean {
  let sum = 0;
  for (const [i, digit] of [...number].reverse().entries()) {
    const value = Number(digit) * (i % 2 === 1 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0 && /[1-9]/.test(number);
}

/** Letters and digits masked but for the first of each part: what kind of thing it was stays visible. */
export function masked(text: string): string {
  return text.replace(/[\p{L}\p{N}]+/gu, (part) => `${part[0]}…`);
}

const EXAMPLES = 3; // of each kind
const LANGUAGE_SAMPLE = 2000; // characters from a document's middle: enough to tell, cheap for books
const LEAST_LETTERS = 20; // fewer say nothing about a language

export interface Found {
  readonly count: number;
  readonly documents: number;
  /** `id: masked text`. */
  readonly examples: readonly string[];
}

export interface Audit {
  /** By kind. */
  readonly personal: Readonly<Record<string, Found>>;
  /** Documents by ISO 639-1 code; `unknown` where a document is too short or nothing fits well. */
  readonly languages: Readonly<Record<string, number>>;
  /** Bytes of the smallest, the median and the largest document, and of the mean. */
  readonly sizes: { readonly least: number; readonly median: number; readonly mean: number; readonly most: number };
  /** Documents that hold U+FFFD: bytes that could not be read. */
  readonly damaged: number;
}

/** Looks at documents one by one. */
export class Auditor {
  readonly #personal = new Map<PersonalKind, { count: number; documents: number; examples: string[] }>(
    PATTERNS.map(({ kind }) => [kind, { count: 0, documents: 0, examples: [] }]),
  );
  readonly #languages = new Map<string, number>();
  readonly #sizes: number[] = [];
  #damaged = 0;

  /** `bytes`: the text's UTF-8. */
  add(id: string, text: string, bytes: number): void {
    for (const { kind, expression, holds } of PATTERNS) {
      const found = [...text.matchAll(expression)].map(([match]) => match).filter(holds);
      if (found.length === 0) continue;
      const sum = this.#personal.get(kind)!;
      sum.count += found.length;
      sum.documents++;
      if (sum.examples.length < EXAMPLES) sum.examples.push(`${id}: ${masked(found[0]!)}`);
    }
    const language = languageOf(text);
    this.#languages.set(language, (this.#languages.get(language) ?? 0) + 1);
    this.#sizes.push(bytes);
    if (text.includes('\ufffd')) this.#damaged++;
  }

  result(): Audit {
    const sizes = Float64Array.from(this.#sizes).sort();
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const languages = [...this.#languages].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    return {
      personal: Object.fromEntries(this.#personal),
      languages: Object.fromEntries(languages),
      sizes: {
        least: sizes[0] ?? 0,
        median: sizes[sizes.length >> 1] ?? 0,
        mean: sizes.length === 0 ? 0 : total / sizes.length,
        most: sizes.at(-1) ?? 0,
      },
      damaged: this.#damaged,
    };
  }
}

/** The language of a text's middle, by the n-grams of `eld`. */
export function languageOf(text: string): string {
  const start = Math.max(0, (text.length - LANGUAGE_SAMPLE) >> 1);
  const sample = text.slice(start, start + LANGUAGE_SAMPLE);
  if ((sample.match(/\p{L}/gu)?.length ?? 0) < LEAST_LETTERS) return 'unknown';
  const { language, isReliable } = eld.detect(sample);
  return isReliable() ? language : 'unknown';
}
