// JSON numbers within bounds, digit by digit. Whole numbers have at most 15 digits, so every one of them
// is exact as a double; other numbers have at most 15 digits too when they are bounded.
import { charactersOf } from './characters.ts';
import { characters, choice, type Expression, literal, NEVER, optional, repeat, sequence } from './grammar.ts';

const MOST_DIGITS = 15;
const LARGEST = 10n ** BigInt(MOST_DIGITS) - 1n;
/** Digits after the point of a bounded number. */
const MOST_FRACTION = 6;

const digits = characters(charactersOf('0123456789'));
const natural = choice(
  literal('0'),
  sequence(characters(charactersOf('123456789')), repeat(digits, 0, MOST_DIGITS - 1)),
);

/** Any number: up to 15 digits before the point and after it, exponents of up to two digits. */
export const ANY_NUMBER = sequence(
  optional(literal('-')),
  natural,
  optional(sequence(literal('.'), repeat(digits, 1, MOST_DIGITS))),
  optional(sequence(characters(charactersOf('eE')), optional(characters(charactersOf('+-'))), repeat(digits, 1, 2))),
);

/** The largest number that bounds can demand. */
export const LARGEST_NUMBER = Number(LARGEST);

/** An exact decimal: `units` / 10^`scale`. */
interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** The decimal that a finite double is written as. */
function decimal(value: number): Decimal {
  const [mantissa = '', exponent = '0'] = value.toString().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const units = BigInt(whole + fraction);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

export interface Bounds {
  readonly least: number | undefined;
  readonly most: number | undefined;
  /** The bound itself is excluded. */
  readonly aboveLeast: boolean;
  readonly belowMost: boolean;
}

/** Whole numbers within bounds that are multiples of `step`, written without a point. */
export function wholeNumbers(bounds: Bounds, step: number): Expression {
  return decimals(bounds, 0, step);
}

/** Numbers within bounds, with up to six digits after the point. */
export function boundedNumbers(bounds: Bounds): Expression {
  return choice(...Array.from({ length: MOST_FRACTION + 1 }, (_, fraction) => decimals(bounds, fraction, 1)));
}

/** Numbers n / 10^fraction for all whole n within bounds that are multiples of `step`. */
function decimals(bounds: Bounds, fraction: number, step: number): Expression {
  const low = lowest(bounds, fraction);
  const high = highest(bounds, fraction);
  if (low > high) return NEVER;
  const parts: Expression[] = [];
  if (high >= 0n) parts.push(naturals(low > 0n ? low : 0n, high, fraction, step));
  if (low < 0n) parts.push(sequence(literal('-'), naturals(high < 0n ? -high : 1n, -low, fraction, step)));
  return choice(...parts);
}

/** The least n with n / 10^fraction within bounds. */
function lowest({ least, aboveLeast }: Bounds, fraction: number): bigint {
  return least === undefined ? -LARGEST : roundUp(decimal(least), aboveLeast, fraction);
}

/** The greatest n with n / 10^fraction within bounds. */
function highest({ most, belowMost }: Bounds, fraction: number): bigint {
  return most === undefined ? LARGEST : -roundUp(decimal(-most), belowMost, fraction);
}

/** The least whole number that is at least (or above) value · 10^fraction, and at least −LARGEST. */
function roundUp(value: Decimal, above: boolean, fraction: number): bigint {
  const units = value.units * 10n ** BigInt(fraction);
  const one = 10n ** BigInt(value.scale);
  const floor = floorDivide(units, one);
  const found = floor * one === units && !above ? floor : floor + 1n;
  return found < -LARGEST ? -LARGEST : found;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b < 0n ? quotient - 1n : quotient;
}

/** All n from `low` ≥ 0 to `high` that are multiples of `step`, the last `fraction` digits after a point. */
function naturals(low: bigint, high: bigint, fraction: number, step: number): Expression {
  const graph = new DigitGraph(fraction, step);
  for (let length = fraction + 1; length <= MOST_DIGITS; length++) {
    const first = length === fraction + 1 ? 0n : 10n ** BigInt(length - 1);
    const last = 10n ** BigInt(length) - 1n;
    const [from, to] = [low > first ? low : first, high < last ? high : last];
    const pad = (value: bigint): string => value.toString().padStart(length, '0');
    if (from <= to) graph.begin(pad(from), pad(to));
  }
  return graph.expression();
}

/** Nodes stand for what may still come: digits from one number to another of that length, and a remainder. */
class DigitGraph {
  readonly #fraction: number;
  readonly #step: number;
  readonly #nodes = new Map<string, number>();
  readonly #edges: { from: number; to: number; label: Expression }[] = [];
  readonly #ends: number[] = [];
  #size = 1;

  constructor(fraction: number, step: number) {
    this.#fraction = fraction;
    this.#step = step;
  }

  begin(low: string, high: string): void {
    this.#digits(0, low, high, 0);
  }

  expression(): Expression {
    return { kind: 'graph', graph: { size: this.#size, start: 0, ends: this.#ends, edges: this.#edges } };
  }

  #node(low: string, high: string, remainder: number): number {
    const key = `${low},${high},${remainder}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const node = this.#size++;
    this.#nodes.set(key, node);
    if (low.length > 0) this.#digits(node, low, high, remainder);
    else if (remainder === 0) this.#ends.push(node);
    return node;
  }

  /** Adds the edges for the first of the digits that may come. */
  #digits(from: number, low: string, high: string, remainder: number): void {
    const rest = low.length - 1;
    const byTarget = new Map<number, string>();
    for (let digit = Number(low[0]); digit <= Number(high[0]); digit++) {
      const least = digit === Number(low[0]) ? low.slice(1) : '0'.repeat(rest);
      const most = digit === Number(high[0]) ? high.slice(1) : '9'.repeat(rest);
      const to = this.#node(least, most, (remainder * 10 + digit) % this.#step);
      byTarget.set(to, (byTarget.get(to) ?? '') + digit);
    }
    for (const [to, set] of byTarget) {
      const label = characters(charactersOf(set));
      const pointed = this.#fraction > 0 && rest === this.#fraction;
      this.#edges.push({ from, to, label: pointed ? sequence(label, literal('.')) : label });
    }
  }
}
