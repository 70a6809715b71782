// Real numbers: exact fractions of whole numbers of any size. A root that has no end is a fraction near it and says so.
// Rule of use: every step goes through these functions, which check the size of a result before they compute it and
// add up what the steps cost.
import { Fraction } from 'fraction.js';
import { cannot, KEPT_DIGITS, MOST_DIGITS, MOST_ROOT, MOST_WORK, SHOWN_DIGITS, tooLarge } from './limits.ts';

export interface Real {
  readonly value: Fraction;
  /** False where digits were cut off. */
  readonly exact: boolean;
}

const ONE = new Fraction(1);

export function real(value: Fraction | bigint | number, exact = true): Real {
  return { value: value instanceof Fraction ? value : new Fraction(value), exact };
}

/** "1234.5e-3", without separators. */
export function readReal(text: string): Real {
  const [, whole = '', places = '', exponent = '0'] = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const shift = Number(exponent) - places.length;
  if (whole.length + places.length + Math.abs(shift) > MOST_DIGITS) throw tooLarge('A number');
  const digits = BigInt(whole + places);
  return real(shift < 0 ? new Fraction(digits, 10n ** BigInt(-shift)) : new Fraction(digits * 10n ** BigInt(shift)));
}

/** Decimal digits of a whole number, at most one too many. */
export function digitsOf(n: bigint): number {
  return Math.ceil((n < 0n ? -n : n).toString(16).length * Math.log10(16));
}

/** Does the steps of one expression, and counts what they cost. */
export class Arithmetic {
  #work = 0;

  add(a: Real, b: Real): Real {
    const below = digitsOf(a.value.d) + (a.value.d === b.value.d ? 0 : digitsOf(b.value.d));
    this.#charge('A sum', Math.max(digitsOf(a.value.n), digitsOf(b.value.n)) + below, below);
    const sum = a.value.add(b.value);
    if (a.exact && b.exact) return real(sum);
    // What is left where nearly all digits cancel is the noise of those that were cut off.
    return real(
      sum
        .abs()
        .mul(10n ** BigInt(KEPT_DIGITS - SHOWN_DIGITS))
        .lt(a.value.abs())
        ? 0
        : sum,
      false,
    );
  }

  multiply(a: Real, b: Real): Real {
    const above = digitsOf(a.value.n) + digitsOf(b.value.n);
    this.#charge('A product', above - 1, digitsOf(a.value.d) + digitsOf(b.value.d) - 1);
    return real(a.value.mul(b.value), a.exact && b.exact);
  }

  divide(a: Real, b: Real): Real {
    if (b.value.n === 0n) throw cannot('Nothing can be divided by zero.', 'Divide by another number.');
    return this.multiply(a, { ...b, value: b.value.inverse() });
  }

  negate(a: Real): Real {
    return { ...a, value: a.value.neg() };
  }

  /** What is left of a when b is taken away as often as it goes: of b's sign, so that -7 mod 3 = 2. */
  modulo(a: Real, b: Real): Real {
    const times = real(this.divide(a, b).value.floor());
    return this.add(a, this.negate(this.multiply(times, b)));
  }

  power(base: Real, exponent: Real): Real {
    const { n, d, s } = exponent.value;
    if (!exponent.exact || d > BigInt(MOST_ROOT))
      throw cannot(
        'That power is no simple fraction.',
        `Use whole powers, or fractions below ${MOST_ROOT} such as 2^0.5.`,
      );
    if (d !== 1n) return this.root(this.power(base, real(s * n)), d);
    if (n === 0n) return real(ONE);
    if (base.value.n === 0n && s < 0n) throw cannot('Nothing can be divided by zero.', 'Raise another number.');
    const { n: above, d: below } = base.value;
    if (above > 1n || below > 1n) {
      const digits = (Math.max(log10(above), log10(below)) || 0) * Number(n);
      if (!(digits <= MOST_DIGITS)) throw tooLarge('That power');
      this.#charge('That power', Math.ceil(digits), 1);
    }
    const small = above <= 1n && below === 1n ? n % 2n || 2n : n;
    const [up, down] = s < 0n ? [below, above] : [above, below];
    const sign = base.value.s < 0n && n % 2n === 1n ? -1n : 1n;
    return real(new Fraction(sign * up ** small, down ** small), base.exact);
  }

  /** The nth root: exact where it ends, else to KEPT_DIGITS. */
  root({ value, exact }: Real, degree: bigint): Real {
    if (degree < 1n || degree > BigInt(MOST_ROOT))
      throw cannot(`There is no ${degree}th root here.`, `Use whole roots from 1 to ${MOST_ROOT}.`);
    if (value.s < 0n && value.n !== 0n && degree % 2n === 0n)
      throw cannot('A negative number has no such root.', 'Take it of a positive number.');
    const sign = value.s;
    const [above, below] = [floorRoot(value.n, degree), floorRoot(value.d, degree)];
    if (above ** degree === value.n && below ** degree === value.d)
      return real(new Fraction(sign * above, below), exact);
    const missing = Math.max(0, Math.ceil((digitsOf(value.d) - digitsOf(value.n)) / Number(degree)));
    const places = BigInt(KEPT_DIGITS + missing);
    this.#charge('That root', (KEPT_DIGITS + missing) * Number(degree) + digitsOf(value.n), 1);
    const scaled = floorRoot((value.n * 10n ** (places * degree)) / value.d, degree);
    return real(new Fraction(sign * scaled, 10n ** places), false);
  }

  factorial({ value, exact }: Real): Real {
    const n = Number(value.n);
    if (!exact || value.d !== 1n || value.s * value.n < 0n)
      throw cannot('Only whole numbers from 0 on have a factorial.', 'Ask for that of a whole number: 20!');
    // Stirling's series: log10(n!) to within a digit.
    if (n > 1 && n * Math.log10(n / Math.E) + Math.log10(2 * Math.PI * n) / 2 > MOST_DIGITS)
      throw tooLarge('That factorial');
    let product = 1n;
    for (let factor = 2n; factor <= value.n; factor++) product *= factor;
    this.#charge('That factorial', digitsOf(product), 1);
    return real(product);
  }

  gcd(a: Real, b: Real): Real {
    this.#charge('That divisor', Math.max(digitsOf(whole(a)), digitsOf(whole(b))), digitsOf(whole(b)));
    return real(a.value.gcd(b.value));
  }

  lcm(a: Real, b: Real): Real {
    this.#charge('That multiple', digitsOf(whole(a)) + digitsOf(whole(b)), digitsOf(whole(b)));
    return real(a.value.lcm(b.value).abs());
  }

  /** To so many places after the point; a half goes away from 0. */
  round(a: Real, places: bigint, way: 'round' | 'floor' | 'ceil'): Real {
    const limit = BigInt(MOST_DIGITS);
    if (places > limit || places < -limit) throw tooLarge('A number of so many places');
    const unit = real(places < 0n ? new Fraction(10n ** -places) : new Fraction(1n, 10n ** places));
    const { s, n, d } = this.divide(a, unit).value;
    const [down, left] = [n / d, n % d];
    const outwards = way === 'round' ? 2n * left >= d : left > 0n && (way === 'ceil') === s > 0n;
    return this.multiply(real(s * (down + (outwards ? 1n : 0n))), unit);
  }

  #charge(what: string, above: number, below: number): void {
    // One more each: the sizes are estimates.
    if (above > MOST_DIGITS + 2 || below > MOST_DIGITS + 2) throw tooLarge(what);
    this.#work += above * below;
    if (this.#work > MOST_WORK)
      throw cannot('That is too much to compute at once.', 'Ask for it in parts, or with shorter numbers.');
  }
}

/** @throws for what is not a whole number. */
export function whole({ value, exact }: Real): bigint {
  if (!exact || value.d !== 1n) throw cannot('A whole number is needed there.', 'Round it first: round(x).');
  return value.s * value.n;
}

function log10(n: bigint): number {
  const text = n.toString(16);
  const head = text.slice(0, 12);
  return Math.log10(Number.parseInt(head, 16)) + (text.length - head.length) * Math.log10(16);
}

/** The largest whole number whose power is not above n (Newton's method, from above). */
function floorRoot(n: bigint, degree: bigint): bigint {
  if (n < 2n || degree === 1n) return n;
  const bits = n.toString(2).length;
  let guess = 1n << BigInt(Math.ceil(bits / Number(degree)));
  for (;;) {
    const next = ((degree - 1n) * guess + n / guess ** (degree - 1n)) / degree;
    if (next >= guess) return guess;
    guess = next;
  }
}
