// What an expression can be worth: a number with or without a unit, a temperature, a day, a stretch of calendar months,
// a word. And what can be done with two of them.
import { Fraction } from 'fraction.js';
import { dateText, later } from './dates.ts';
import { realText } from './format.ts';
import { cannot, MOST_DIGITS } from './limits.ts';
import { type Arithmetic, type Real, real, whole } from './real.ts';
import { dimensionOf, factorOf, productOf, sameDimension, type Unit, type Units, unitOf, unitsText } from './units.ts';

/** A number in base units, and the units it is shown in. */
export interface Quantity {
  readonly kind: 'quantity';
  readonly number: Real;
  readonly units: Units;
  /** Written with %, and nothing done with it yet. */
  readonly percent?: true;
}

export type Value =
  | Quantity
  /** In its own unit: degrees of different scales do not add. */
  | { readonly kind: 'temperature'; readonly number: Real; readonly unit: Unit }
  /** Days since 1970-01-01. */
  | { readonly kind: 'date'; readonly day: number }
  /** Calendar months, which have no fixed length, and seconds. */
  | { readonly kind: 'span'; readonly months: number; readonly seconds: Real }
  | { readonly kind: 'text'; readonly text: string };

const DAY = unitOf('day')!;
const DAYS: Units = [{ unit: DAY, power: 1 }];
const MONTHS: Readonly<Record<string, number>> = { month: 1, months: 1, year: 12, years: 12, yr: 12, yrs: 12 };

/** Months in a calendar unit; undefined for other names. */
export function monthsIn(name: string): number | undefined {
  return Object.hasOwn(MONTHS, name.toLowerCase()) ? MONTHS[name.toLowerCase()] : undefined;
}

export function quantity(number: Real, units: Units = []): Quantity {
  return { kind: 'quantity', number, units };
}

export function valueText(value: Value): string {
  switch (value.kind) {
    case 'quantity': {
      const number = { ...value.number, value: value.number.value.div(factorOf(value.units)) };
      return withUnits(number, value.units);
    }
    case 'temperature':
      return withUnits(value.number, [{ unit: value.unit, power: 1 }]);
    case 'date':
      return dateText(value.day);
    case 'span': {
      const months = `${value.months} ${Math.abs(value.months) === 1 ? 'month' : 'months'}`;
      return value.seconds.value.n === 0n ? months : `${months} ${valueText(quantity(value.seconds, DAYS))}`;
    }
    case 'text':
      return value.text;
  }
}

function withUnits(number: Real, units: Units): string {
  const text = realText(number);
  return units.length === 0 ? text : `${text} ${unitsText(units, /^-?1$/.test(text))}`;
}

/** Any number without a unit. @throws for everything else. */
export function plainNumber(value: Value): Real {
  if (value.kind !== 'quantity' || value.units.length > 0)
    throw cannot(`A plain number is needed there, not ${valueText(value).slice(0, 50)}.`, 'Leave out the unit.');
  return value.number;
}

/** @throws for what cannot be multiplied. */
export function someQuantity(value: Value): Quantity {
  if (value.kind === 'quantity') return value;
  throw {
    temperature: () => cannot('Temperatures can only be converted.', 'Write "72 F to C".'),
    date: () => cannot('A date can only be compared or moved.', 'Write "2024-03-01 + 10 days".'),
    span: () => cannot('A month has no fixed length.', 'Add months to a date, or ask in days.'),
    text: () => cannot('One cannot compute with a weekday.', 'Use the date.'),
  }[value.kind]();
}

export function add(arithmetic: Arithmetic, a: Value, b: Value): Value {
  if (a.kind === 'date' && b.kind === 'date') throw cannot('Two dates have no sum.', 'Take one from the other.');
  if (a.kind === 'date') return moved(a.day, b);
  if (b.kind === 'date') return moved(b.day, a);
  if (a.kind === 'span' || b.kind === 'span') {
    const [one, other] = [spanOf(a), spanOf(b)];
    return {
      kind: 'span',
      months: one.months + other.months,
      seconds: arithmetic.add(one.seconds, other.seconds),
    };
  }
  const [one, other] = [someQuantity(a), someQuantity(b)];
  if (other.percent && !one.percent) {
    // 80 + 10 % is 88.
    const share = arithmetic.add(real(1), other.number);
    return quantity(arithmetic.multiply(one.number, share), one.units);
  }
  same(one, other);
  return quantity(arithmetic.add(one.number, other.number), one.units);
}

export function subtract(arithmetic: Arithmetic, a: Value, b: Value): Value {
  if (a.kind === 'date' && b.kind === 'date') return quantity(real(BigInt(a.day - b.day) * 86_400n), DAYS);
  if (b.kind === 'date') throw cannot('A date cannot be taken from a number.', 'Write "2024-03-01 - 2023-12-25".');
  return add(arithmetic, a, negate(b));
}

export function negate(value: Value): Value {
  if (value.kind === 'quantity' || value.kind === 'temperature')
    return { ...value, number: { ...value.number, value: value.number.value.neg() } };
  if (value.kind !== 'span') return someQuantity(value);
  return { ...value, months: -value.months, seconds: { ...value.seconds, value: value.seconds.value.neg() } };
}

export function multiply(arithmetic: Arithmetic, a: Value, b: Value, sign: 1 | -1): Value {
  const [one, other] = [someQuantity(a), someQuantity(b)];
  const units = productOf(one.units, other.units, sign);
  return quantity(arithmetic[sign === 1 ? 'multiply' : 'divide'](one.number, other.number), units);
}

export function raise(arithmetic: Arithmetic, base: Value, exponent: Value): Value {
  const [one, power] = [someQuantity(base), plainNumber(exponent)];
  if (one.units.length === 0) return quantity(arithmetic.power(one.number, power));
  const times = Number(whole(power));
  const units = one.units.map((each) => ({ ...each, power: each.power * times }));
  return quantity(arithmetic.power(one.number, power), productOf([], units, 1));
}

/** A value in other units. */
export function convert(value: Value, to: Units): Value {
  const [target] = to;
  if (value.kind === 'temperature') {
    if (to.length !== 1 || !sameDimension(target!.unit.dimension, value.unit.dimension)) throw differ(value, to);
    const zero = new Fraction(0);
    const kelvin = value.number.value.add(value.unit.offset ?? zero).mul(value.unit.factor);
    const number = kelvin.div(target!.unit.factor).sub(target!.unit.offset ?? zero);
    return { ...value, number: { ...value.number, value: number }, unit: target!.unit };
  }
  const from = someQuantity(value);
  if (!sameDimension(dimensionOf(from.units), dimensionOf(to))) throw differ(value, to);
  return quantity(from.number, to);
}

/** Throws unless both measure the same. */
export function same(a: Quantity, b: Quantity): void {
  if (!sameDimension(dimensionOf(a.units), dimensionOf(b.units))) throw differ(a, b.units);
}

function differ(value: Value, to: Units): Error {
  const text = valueText(value).slice(0, 50);
  return cannot(
    `${text} cannot be told in ${to.length === 0 ? 'plain numbers' : unitsText(to, true)}.`,
    'Use units that measure the same.',
  );
}

function moved(day: number, by: Value): Value {
  const { months, seconds } = spanOf(by);
  const days = seconds.value.div(86_400);
  if (!seconds.exact || days.d !== 1n) throw cannot('A date moves by whole days.', 'Write "2024-03-01 + 10 days".');
  return { kind: 'date', day: later(day, months, Number(days.s * days.n)) };
}

function spanOf(value: Value): { readonly months: number; readonly seconds: Real } {
  if (value.kind === 'span') return value;
  const time = someQuantity(value);
  if (!sameDimension(dimensionOf(time.units), DAY.dimension))
    throw cannot('A date moves by days, weeks, months or years.', 'Write "2024-03-01 + 10 days".');
  return { months: 0, seconds: time.number };
}

/** So many calendar months. */
export function span(number: Real, each: number): Value {
  const months = Number(whole(number)) * each;
  if (Math.abs(months) > 12 * MOST_DIGITS) throw cannot('That many months leave the calendar.', 'Use fewer.');
  return { kind: 'span', months, seconds: real(0) };
}
