// The calculator's language, read by descent and computed on the way. From loosest to tightest:
//
//   conversion   sum { (to | in | into | as) unit }       5 km to m
//   sum          product { (+ | -) product }              a percentage on the right is of the left: 80 + 10 % = 88
//   product      power { (* | / | % | mod | of) power }   15 % of 80; 17 % 5 is what is left, of the right's sign
//   power        { - | + } postfix [ ^ power ]            -2^2 = -4, 2^3^2 = 2^9
//   postfix      operand { ! | % }
//   operand      number [ unit { number unit } ] | date | unit | function(…) | function of operand | (conversion) | pi
//
// Rule of use: there is nothing else in it, no names to set and no code to run. Loaded when first needed.
import { readDate, weekday } from './dates.ts';
import { cannot, MOST_DEPTH } from './limits.ts';
import { Arithmetic, type Real, readReal, real, whole } from './real.ts';
import { type Token, tokensOf } from './tokens.ts';
import { factorOf, productOf, type Unit, type Units, unitOf } from './units.ts';
import {
  add,
  convert,
  monthsIn,
  multiply,
  negate,
  plainNumber,
  type Quantity,
  quantity,
  raise,
  same,
  someQuantity,
  span,
  subtract,
  type Value,
  valueText,
} from './values.ts';

export interface EvaluateOptions {
  /** What `today` is: a date, "2024-02-29". */
  readonly today?: string;
}

/** The result of an expression, as text. @throws `bad-argument` saying what is possible instead. */
export function evaluate(expression: string, options: EvaluateOptions = {}): string {
  return new Reader(expression, options).result();
}

const CONVERSIONS = ['to', 'in', 'into', 'as'];
const PI = readReal('3.14159265358979323846264338327950288419716939937510582097494459');

/** Functions of values; `least` and `most` arguments. */
const FUNCTIONS: Readonly<
  Record<string, { least: number; most: number; run(arithmetic: Arithmetic, args: readonly Value[]): Value }>
> = {
  sqrt: { least: 1, most: 1, run: (arithmetic, [x]) => quantity(arithmetic.root(plainNumber(x!), 2n)) },
  cbrt: { least: 1, most: 1, run: (arithmetic, [x]) => quantity(arithmetic.root(plainNumber(x!), 3n)) },
  root: {
    least: 2,
    most: 2,
    run: (arithmetic, [x, n]) => quantity(arithmetic.root(plainNumber(x!), whole(plainNumber(n!)))),
  },
  factorial: { least: 1, most: 1, run: (arithmetic, [x]) => quantity(arithmetic.factorial(plainNumber(x!))) },
  abs: { least: 1, most: 1, run: (_, [x]) => (negative(someQuantity(x!)) ? negate(x!) : x!) },
  round: { least: 1, most: 2, run: (arithmetic, args) => rounded(arithmetic, args, 'round') },
  floor: { least: 1, most: 2, run: (arithmetic, args) => rounded(arithmetic, args, 'floor') },
  ceil: { least: 1, most: 2, run: (arithmetic, args) => rounded(arithmetic, args, 'ceil') },
  min: { least: 1, most: Infinity, run: (_, args) => extreme(args, -1) },
  max: { least: 1, most: Infinity, run: (_, args) => extreme(args, 1) },
  sum: { least: 1, most: Infinity, run: total },
  mean: { least: 1, most: Infinity, run: mean },
  average: { least: 1, most: Infinity, run: mean },
  gcd: { least: 1, most: Infinity, run: (arithmetic, args) => fold(args, (a, b) => arithmetic.gcd(a, b)) },
  lcm: { least: 1, most: Infinity, run: (arithmetic, args) => fold(args, (a, b) => arithmetic.lcm(a, b)) },
  weekday: {
    least: 1,
    most: 1,
    run: (_, [x]) => {
      if (x!.kind !== 'date') throw cannot('Only dates have a weekday.', 'Write weekday(2024-02-29).');
      return { kind: 'text', text: weekday(x!.day) };
    },
  },
};

class Reader {
  readonly #tokens: readonly Token[];
  readonly #arithmetic = new Arithmetic();
  readonly #options: EvaluateOptions;
  #next = 0;
  #depth = 0;

  constructor(expression: string, options: EvaluateOptions) {
    this.#tokens = tokensOf(expression);
    this.#options = options;
  }

  result(): string {
    const value = this.#conversion();
    if (this.#peek().kind !== 'end')
      throw this.#unexpected('Put a sign between two numbers, and a point before decimals.');
    return valueText(value);
  }

  #conversion(): Value {
    if (++this.#depth > MOST_DEPTH) throw cannot('That is nested too deep.', `Use at most ${MOST_DEPTH} levels.`);
    let value = this.#sum();
    while (CONVERSIONS.some((word) => this.#accept(word))) {
      if (value.kind === 'date' && this.#accept('weekday')) value = { kind: 'text', text: weekday(value.day) };
      else value = convert(value, this.#target());
    }
    this.#depth--;
    return value;
  }

  #sum(): Value {
    let value = this.#product();
    for (;;) {
      if (this.#accept('+')) value = add(this.#arithmetic, value, this.#product());
      else if (this.#accept('-')) value = subtract(this.#arithmetic, value, this.#product());
      else return value;
    }
  }

  #product(): Value {
    let value = this.#power();
    for (;;) {
      if (this.#accept('*') || this.#accept('x') || this.#accept('of'))
        value = multiply(this.#arithmetic, value, this.#power(), 1);
      else if (this.#accept('/')) value = multiply(this.#arithmetic, value, this.#power(), -1);
      else if (this.#accept('%') || this.#accept('mod')) value = this.#remainder(someQuantity(value));
      else return value;
    }
  }

  #remainder(left: Quantity): Value {
    const right = someQuantity(this.#power());
    same(left, right);
    return quantity(this.#arithmetic.modulo(left.number, right.number), left.units);
  }

  #power(): Value {
    let minus = false;
    for (;;) {
      if (this.#accept('-')) minus = !minus;
      else if (!this.#accept('+')) break;
    }
    let value = this.#postfix();
    if (this.#accept('^')) {
      if (++this.#depth > MOST_DEPTH) throw cannot('That is nested too deep.', `Use at most ${MOST_DEPTH} levels.`);
      value = raise(this.#arithmetic, value, this.#power());
      this.#depth--;
    }
    return minus ? negate(value) : value;
  }

  #postfix(): Value {
    let value = this.#operand();
    for (;;) {
      if (this.#accept('!')) value = quantity(this.#arithmetic.factorial(plainNumber(value)));
      else if (this.#isText('%') && !this.#startsOperand(1)) {
        this.#next++;
        value = { ...quantity(this.#arithmetic.divide(plainNumber(value), real(100))), percent: true };
      } else return value;
    }
  }

  #operand(): Value {
    const token = this.#peek();
    this.#next++;
    if (token.kind === 'number') return this.#measured(readReal(token.text));
    if (token.kind === 'date') return { kind: 'date', day: readDate(token.text) };
    if (token.text === '(') {
      const value = this.#conversion();
      this.#expect(')');
      return value;
    }
    this.#next--;
    if (token.kind !== 'name') throw this.#unexpected('A number, a date or a bracket belongs there.');
    return this.#named(token.text);
  }

  #named(name: string): Value {
    const small = name.toLowerCase();
    if (Object.hasOwn(FUNCTIONS, small)) {
      this.#next++;
      return this.#called(small);
    }
    if (small === 'pi' || small === 'π') {
      this.#next++;
      return quantity({ ...PI, exact: false });
    }
    if (small === 'today' && this.#options.today) {
      this.#next++;
      return { kind: 'date', day: readDate(this.#options.today) };
    }
    const unit = unitOf(name);
    // "2 m / s": a unit alone is one of it.
    if (unit && !unit.offset && !CONVERSIONS.includes(small)) return this.#inUnit(real(1), this.#unit());
    throw cannot(
      `"${name.slice(0, 40)}" has no meaning here.`,
      `There are units, dates, pi and ${Object.keys(FUNCTIONS).join(', ')}.`,
    );
  }

  #called(name: string): Value {
    const { least, most, run } = FUNCTIONS[name]!;
    const args: Value[] = [];
    if (this.#accept('(')) {
      do args.push(this.#conversion());
      while (this.#accept(','));
      this.#expect(')');
    } else {
      this.#accept('of');
      args.push(this.#nested());
    }
    if (args.length < least || args.length > most)
      throw cannot(`${name} takes ${least === most ? least : `at least ${least}`} of them.`, `Write ${name}(…).`);
    return run(this.#arithmetic, args);
  }

  /** An operand, a level deeper: "sqrt sqrt 16". */
  #nested(): Value {
    if (++this.#depth > MOST_DEPTH) throw cannot('That is nested too deep.', `Use at most ${MOST_DEPTH} levels.`);
    const value = this.#operand();
    this.#depth--;
    return value;
  }

  /** A number with what it counts: "3 h 20 min" is one value. */
  #measured(number: Real): Value {
    let value = this.#withUnit(number);
    while (value !== undefined && this.#peek().kind === 'number' && this.#isUnit(1)) {
      const next = readReal(this.#peek().text);
      this.#next++;
      value = add(this.#arithmetic, value, this.#withUnit(next)!);
    }
    return value ?? quantity(number);
  }

  #withUnit(number: Real): Value | undefined {
    if (!this.#isUnit(0)) return undefined;
    const months = monthsIn(this.#peek().text);
    if (months === undefined) return this.#inUnit(number, this.#unit());
    this.#next++;
    return span(number, months);
  }

  #inUnit(number: Real, units: Units): Value {
    const [first] = units;
    if (first?.unit.dimension[4]) return { kind: 'temperature', number, unit: first.unit };
    return quantity(this.#arithmetic.multiply(number, real(factorOf(units))), units);
  }

  /** What a value is asked in: "m", "km/h", "m^2", "%". */
  #target(): Units {
    let units = this.#unit();
    for (;;) {
      const sign = this.#isText('/') ? -1 : this.#isText('*') ? 1 : 0;
      if (sign === 0 || !this.#isUnit(1)) return units;
      this.#next++;
      units = productOf(units, this.#unit(), sign);
    }
  }

  /** A unit and its power. */
  #unit(): Units {
    const unit: Unit | undefined = this.#peek().kind === 'name' ? unitOf(this.#peek().text) : undefined;
    if (!unit) throw this.#unexpected('A unit belongs there, such as km, h, kg or MB.');
    this.#next++;
    const power = this.#tokens[this.#next + 1];
    if (!this.#isText('^') || power?.kind !== 'number') return [{ unit, power: 1 }];
    this.#next += 2;
    return productOf([], [{ unit, power: Number(whole(readReal(power.text))) }], 1);
  }

  /** Is the token after so many a unit? "in" is inches unless a unit follows, or an end of something. */
  #isUnit(ahead: number): boolean {
    const { kind, text } = this.#tokens[this.#next + ahead]!;
    if (kind !== 'name' || text === 'x') return false;
    if (text.toLowerCase() === 'in') {
      const { kind: after, text: word } = this.#tokens[this.#next + ahead + 1]!;
      return after !== 'name' || CONVERSIONS.includes(word.toLowerCase());
    }
    return unitOf(text) !== undefined || monthsIn(text) !== undefined;
  }

  #startsOperand(ahead: number): boolean {
    const { kind, text } = this.#tokens[this.#next + ahead]!;
    if (kind === 'name') return !['of', 'x', 'mod', ...CONVERSIONS].includes(text.toLowerCase());
    return kind === 'number' || kind === 'date' || text === '(';
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #isText(text: string): boolean {
    const { kind, text: have } = this.#peek();
    return kind !== 'end' && have.toLowerCase() === text;
  }

  #accept(text: string): boolean {
    if (!this.#isText(text)) return false;
    this.#next++;
    return true;
  }

  #expect(text: string): void {
    if (!this.#accept(text)) throw this.#unexpected(`"${text}" is missing.`);
  }

  #unexpected(next: string): Error {
    const { text, at } = this.#peek();
    return cannot(`${text === 'the end' ? text : `"${text.slice(0, 40)}"`} at ${at + 1} was not expected.`, next);
  }
}

function negative({ number }: Quantity): boolean {
  return number.value.s < 0n;
}

/** Rounds in the unit that is shown. */
function rounded(arithmetic: Arithmetic, [x, places]: readonly Value[], way: 'round' | 'floor' | 'ceil'): Value {
  const { number, units } = someQuantity(x!);
  const factor = real(factorOf(units));
  const count = places ? whole(plainNumber(places)) : 0n;
  const result = arithmetic.round(arithmetic.divide(number, factor), count, way);
  return quantity(arithmetic.multiply(result, factor), units);
}

function extreme(args: readonly Value[], sign: 1 | -1): Value {
  return args.reduce((best, next) => {
    if (best.kind === 'date' && next.kind === 'date') return (next.day - best.day) * sign > 0 ? next : best;
    const [one, other] = [someQuantity(best), someQuantity(next)];
    same(one, other);
    return other.number.value.compare(one.number.value) * sign > 0 ? next : best;
  });
}

function total(arithmetic: Arithmetic, args: readonly Value[]): Value {
  return args.reduce((sum, next) => add(arithmetic, sum, next));
}

function mean(arithmetic: Arithmetic, args: readonly Value[]): Value {
  return multiply(arithmetic, total(arithmetic, args), quantity(real(args.length)), -1);
}

function fold(args: readonly Value[], step: (a: Real, b: Real) => Real): Value {
  const [first, ...others] = args.map(plainNumber);
  return quantity(others.reduce(step, first!));
}
