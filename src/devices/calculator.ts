// The calculator: exact arithmetic on rational numbers of any size, and the units and dates that our models are
// trained to ask for. What it reads: + - * / ^ and brackets over decimals, "5 km to m", "date - date" in days,
// "date + n days"; dates are year-month-day. A result that no decimal can hold is rounded; nothing else is.
import { badArgument } from '../base/errors.ts';

/** Digits after the point of a result that does not end. */
const PLACES = 12;
/** Bits of the largest number: what takes longer than a blink is refused. */
const MOST_BITS = 100_000;
/** Brackets and signs within one another. */
const MOST_DEPTH = 200;

/** A number as a fraction; `below` is positive and shares no factor with `above`. */
interface Fraction {
  readonly above: bigint;
  readonly below: bigint;
}

/** The result as the assistant is told it. @throws `bad-argument` saying what cannot be computed. */
export function calculate(expression: string): string {
  const text = expression.trim();
  return dates(text) ?? conversion(text) ?? written(new Parser(text).whole());
}

const DAY = 86_400_000;
const DATE = String.raw`(\d{4}-\d\d-\d\d)`;
const BETWEEN = new RegExp(`^${DATE}\\s*-\\s*${DATE}$`);
const LATER = new RegExp(`^${DATE}\\s*([+-])\\s*(\\d{1,9})\\s*days?$`);

function dates(text: string): string | undefined {
  const between = BETWEEN.exec(text);
  if (between) return counted((time(between[1]!) - time(between[2]!)) / DAY, 'day');
  const later = LATER.exec(text);
  if (!later) return undefined;
  const moved = new Date(time(later[1]!) + Number(`${later[2]}${later[3]}`) * DAY);
  const date = Number.isNaN(moved.getTime()) ? '' : moved.toISOString();
  if (/^\d/.test(date)) return date.slice(0, 10);
  throw badArgument('That day is too far away.', 'Stay between the years 0 and 9999.');
}

function time(date: string): number {
  const at = Date.parse(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(at) && new Date(at).toISOString().startsWith(date);
  if (!exists) throw badArgument(`There is no day ${date}.`, 'Write dates as year-month-day.');
  return at;
}

function counted(count: number, unit: string): string {
  return `${count} ${Math.abs(count) === 1 ? unit : `${unit}s`}`;
}

/** Units by what they measure, each in the smallest of its kind. */
const KINDS: readonly Readonly<Record<string, bigint>>[] = [
  { mm: 1n, cm: 10n, m: 1000n, km: 1_000_000n },
  { g: 1n, kg: 1000n, t: 1_000_000n },
  { ml: 1n, l: 1000n },
  { s: 1n, min: 60n, h: 3600n, days: 86_400n, weeks: 604_800n },
];

function conversion(text: string): string | undefined {
  const found = /^(.+?)\s*([a-z]+)\s+(?:to|in)\s+([a-z]+)$/.exec(text);
  if (!found) return undefined;
  const [, amount, from, to] = found as unknown as [string, string, string, string];
  const kind = KINDS.find((units) => Object.hasOwn(units, from) && Object.hasOwn(units, to));
  if (!kind) throw badArgument(`${from} cannot be told in ${to}.`, 'Use two units of one kind, as in "5 km to m".');
  const value = new Parser(amount).whole();
  return `${written(fraction(value.above * kind[from]!, value.below * kind[to]!))} ${to}`;
}

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    const spelled = text.replaceAll('×', '*').replaceAll('·', '*').replaceAll('÷', '/').replaceAll('−', '-');
    this.#tokens = spelled.replaceAll('**', '^').match(/\d+(?:\.\d+)?|\.\d+|\S/g) ?? [];
  }

  whole(): Fraction {
    const value = this.#sum();
    if (this.#at < this.#tokens.length) throw this.#stuck();
    return value;
  }

  #sum(): Fraction {
    let left = this.#product();
    for (let sign = this.#one('+', '-'); sign; sign = this.#one('+', '-')) {
      const right = this.#product();
      const signed = sign === '-' ? -right.above : right.above;
      left = fraction(left.above * right.below + signed * left.below, left.below * right.below);
    }
    return left;
  }

  #product(): Fraction {
    let left = this.#signed();
    for (let sign = this.#one('*', '/'); sign; sign = this.#one('*', '/')) {
      const right = this.#signed();
      left =
        sign === '*'
          ? fraction(left.above * right.above, left.below * right.below)
          : fraction(left.above * right.below, left.below * right.above);
    }
    return left;
  }

  #signed(): Fraction {
    if (++this.#depth > MOST_DEPTH) throw badArgument('The expression is too deep.', 'Use fewer brackets.');
    const sign = this.#one('-', '+');
    const value = sign ? this.#signed() : this.#power();
    this.#depth--;
    return sign === '-' ? { ...value, above: -value.above } : value;
  }

  /** −a^b is −(a^b), and a^b^c is a^(b^c). */
  #power(): Fraction {
    const base = this.#atom();
    return this.#one('^') ? power(base, this.#signed()) : base;
  }

  #atom(): Fraction {
    const token = this.#tokens[this.#at];
    if (this.#one('(')) {
      const value = this.#sum();
      if (!this.#one(')')) throw this.#stuck();
      return value;
    }
    if (token === undefined || !/\d/.test(token)) throw this.#stuck();
    this.#at++;
    const [whole = '', part = ''] = token.split('.');
    return fraction(BigInt(whole + part), 10n ** BigInt(part.length));
  }

  #one(...signs: readonly string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !signs.includes(token)) return undefined;
    this.#at++;
    return token;
  }

  #stuck(): Error {
    const token = this.#tokens[this.#at];
    const what = token === undefined ? 'The expression ends too early.' : `"${token}" is not expected here.`;
    return badArgument(what, 'Write a sum of numbers with + - * / ^ and brackets.');
  }
}

function fraction(above: bigint, below: bigint): Fraction {
  if (below === 0n) throw badArgument('Nothing can be divided by zero.', 'Divide by something else.');
  if (bits(above) > MOST_BITS || bits(below) > MOST_BITS) throw tooLarge();
  const shared = divisor(above < 0n ? -above : above, below < 0n ? -below : below);
  const sign = below < 0n ? -1n : 1n;
  return { above: (sign * above) / shared, below: (sign * below) / shared };
}

function power({ above, below }: Fraction, by: Fraction): Fraction {
  if (by.below !== 1n) throw badArgument('Only whole powers are exact.', 'Use a whole number after ^.');
  const times = by.above < 0n ? -by.above : by.above;
  if (times * BigInt(Math.max(bits(above), bits(below))) > MOST_BITS) throw tooLarge();
  const [a, b] = [above ** times, below ** times];
  return by.above < 0n ? fraction(b, a) : fraction(a, b);
}

const bits = (value: bigint): number => (value < 0n ? -value : value).toString(16).length * 4;
const tooLarge = (): Error => badArgument('The result is too large.', 'Compute something smaller.');

function divisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}

/** As a decimal: exact where it ends within `PLACES`, else rounded, halves away from zero. */
function written({ above, below }: Fraction): string {
  const sign = above < 0n ? '-' : '';
  const scale = 10n ** BigInt(PLACES);
  const scaled = ((above < 0n ? -above : above) * scale * 2n + below) / (2n * below);
  const digits = String(scaled).padStart(PLACES + 1, '0');
  const part = digits.slice(-PLACES).replace(/0+$/, '');
  const text = `${digits.slice(0, -PLACES)}${part === '' ? '' : `.${part}`}`;
  return text === '0' ? text : sign + text;
}
