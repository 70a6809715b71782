// Numbers as text. What ends is written out to its last digit; what does not is rounded and begins with "≈".
import { MOST_DIGITS, SHOWN_DIGITS } from './limits.ts';
import { digitsOf, type Real } from './real.ts';

/** Powers of ten between which a rounded number is written without an exponent. */
const PLAIN = { from: -7, to: 20 };

export function realText({ value: { s, n, d }, exact }: Real): string {
  const sign = s < 0n && n !== 0n ? '-' : '';
  const places = exact ? placesOf(d) : undefined;
  if (places === undefined) return `≈ ${sign}${rounded(n, d, exact)}`;
  return sign + pointed(String((n * 10n ** BigInt(places)) / d), places);
}

/** How many places a fraction over d has; undefined when it never ends, or not soon. */
function placesOf(d: bigint): number | undefined {
  const bits = d.toString(2);
  const twos = bits.length - 1 - bits.lastIndexOf('1');
  const odd = d >> BigInt(twos);
  const fives = Math.round((odd.toString(2).length - 1) / Math.log2(5));
  const found = [fives, fives + 1].find((power) => 5n ** BigInt(power) === odd);
  const places = found === undefined ? Infinity : Math.max(twos, found);
  return places <= MOST_DIGITS ? places : undefined;
}

/** To SHOWN_DIGITS digits that count, or to the whole number where that has more and they are known. */
function rounded(n: bigint, d: bigint, known: boolean): string {
  if (n === 0n) return '0';
  let power = digitsOf(n) - digitsOf(d);
  const reaches = (to: number): boolean => (to < 0 ? n * 10n ** BigInt(-to) >= d : n >= d * 10n ** BigInt(to));
  while (!reaches(power)) power--;
  while (reaches(power + 1)) power++;
  const digits = power <= PLAIN.to && known ? Math.max(SHOWN_DIGITS, power + 1) : SHOWN_DIGITS;
  const places = digits - 1 - power;
  const [above, below] = places < 0 ? [n, d * 10n ** BigInt(-places)] : [n * 10n ** BigInt(places), d];
  const text = String((2n * above + below) / (2n * below));
  // Rounding up may have made one digit more.
  const top = power + text.length - digits;
  if (top >= PLAIN.from && top <= PLAIN.to) return places < 0 ? text + '0'.repeat(-places) : pointed(text, places);
  return `${pointed(text, text.length - 1)}e${top}`;
}

/** Puts the point before the last places and drops noughts at the end. */
function pointed(digits: string, places: number): string {
  if (places === 0) return digits;
  const text = digits.padStart(places + 1, '0');
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '');
}
