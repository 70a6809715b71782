// Units of measure. Every factor is exact by definition (BIPM, The International System of Units, 9th ed.; NIST Special
// Publication 811, appendix B; IEC 80000-13 for bits and bytes), so that a conversion is as exact as its number.
import { Fraction } from 'fraction.js';
import { cannot } from './limits.ts';

/** Powers of metre, kilogram, second, bit, kelvin. */
export type Dimension = readonly [number, number, number, number, number];

export interface Unit {
  /** As it was typed. */
  readonly name: string;
  /** How many base units it is. */
  readonly factor: Fraction;
  readonly dimension: Dimension;
  /** For degrees: what is added before the factor. */
  readonly offset?: Fraction;
  /** A word that takes an s. */
  readonly word: boolean;
}

const LENGTH: Dimension = [1, 0, 0, 0, 0];
const AREA: Dimension = [2, 0, 0, 0, 0];
const VOLUME: Dimension = [3, 0, 0, 0, 0];
const MASS: Dimension = [0, 1, 0, 0, 0];
const TIME: Dimension = [0, 0, 1, 0, 0];
const SPEED: Dimension = [1, 0, -1, 0, 0];
const FREQUENCY: Dimension = [0, 0, -1, 0, 0];
const FORCE: Dimension = [1, 1, -2, 0, 0];
const PRESSURE: Dimension = [-1, 1, -2, 0, 0];
const ENERGY: Dimension = [2, 1, -2, 0, 0];
const POWER: Dimension = [2, 1, -3, 0, 0];
const DATA: Dimension = [0, 0, 0, 1, 0];
const TEMPERATURE: Dimension = [0, 0, 0, 0, 1];

/** Dimension, factor, names; words are given in the singular and after a bar. */
const TABLE: readonly (readonly [Dimension, string, string])[] = [
  [LENGTH, '1', 'm | metre meter'],
  [LENGTH, '1000', 'km | kilometre kilometer'],
  [LENGTH, '0.1', 'dm | decimetre decimeter'],
  [LENGTH, '0.01', 'cm | centimetre centimeter'],
  [LENGTH, '0.001', 'mm | millimetre millimeter'],
  [LENGTH, '0.000001', 'µm μm um | micrometre micrometer'],
  [LENGTH, '0.000000001', 'nm | nanometre nanometer'],
  [LENGTH, '0.0254', 'in inch inches'],
  [LENGTH, '0.3048', 'ft foot feet'],
  [LENGTH, '0.9144', 'yd | yard'],
  [LENGTH, '1609.344', 'mi | mile'],
  [LENGTH, '1852', 'nmi | nauticalmile'],
  [LENGTH, '149597870700', 'au'],
  [LENGTH, '9460730472580800', 'ly | lightyear'],
  [AREA, '100', 'a | are'],
  [AREA, '10000', 'ha | hectare'],
  [AREA, '4046.8564224', 'ac | acre'],
  [VOLUME, '0.001', 'l L | litre liter'],
  [VOLUME, '0.0001', 'dl dL | decilitre deciliter'],
  [VOLUME, '0.00001', 'cl cL | centilitre centiliter'],
  [VOLUME, '0.000001', 'ml mL | millilitre milliliter'],
  [VOLUME, '0.003785411784', 'gal | gallon'],
  [VOLUME, '0.000946352946', 'qt | quart'],
  [VOLUME, '0.000473176473', 'pt | pint'],
  [VOLUME, '0.0002365882365', 'cup'],
  [VOLUME, '0.0000295735295625', 'floz'],
  [VOLUME, '0.00001478676478125', 'tbsp | tablespoon'],
  [VOLUME, '0.00000492892159375', 'tsp | teaspoon'],
  [MASS, '1', 'kg | kilogram kilo'],
  [MASS, '0.001', 'g | gram'],
  [MASS, '0.000001', 'mg | milligram'],
  [MASS, '0.000000001', 'µg μg ug | microgram'],
  [MASS, '1000', 't | tonne'],
  [MASS, '0.45359237', 'lb lbs | pound'],
  [MASS, '0.028349523125', 'oz | ounce'],
  [MASS, '6.35029318', 'st | stone'],
  [TIME, '1', 's sec secs | second'],
  [TIME, '0.001', 'ms | millisecond'],
  [TIME, '0.000001', 'µs μs us | microsecond'],
  [TIME, '0.000000001', 'ns | nanosecond'],
  [TIME, '60', 'min mins | minute'],
  [TIME, '3600', 'h hr hrs | hour'],
  [TIME, '86400', 'd | day'],
  [TIME, '604800', 'wk | week'],
  [SPEED, '0.44704', 'mph'],
  [SPEED, '5/18', 'kmh kph'],
  [SPEED, '463/900', 'kn kt | knot'],
  [FREQUENCY, '1', 'Hz | hertz'],
  [FREQUENCY, '1000', 'kHz'],
  [FREQUENCY, '1000000', 'MHz mhz'],
  [FREQUENCY, '1000000000', 'GHz'],
  [FORCE, '1', 'N | newton'],
  [PRESSURE, '1', 'Pa | pascal'],
  [PRESSURE, '100', 'hPa mbar'],
  [PRESSURE, '1000', 'kPa'],
  [PRESSURE, '100000', 'bar'],
  [PRESSURE, '101325', 'atm'],
  [ENERGY, '1', 'J | joule'],
  [ENERGY, '1000', 'kJ | kilojoule'],
  [ENERGY, '1000000', 'MJ'],
  [ENERGY, '4.184', 'cal | calorie'],
  [ENERGY, '4184', 'kcal | kilocalorie'],
  [ENERGY, '3600', 'Wh'],
  [ENERGY, '3600000', 'kWh'],
  [ENERGY, '3600000000', 'MWh'],
  [POWER, '1', 'W | watt'],
  [POWER, '1000', 'kW | kilowatt'],
  [POWER, '1000000', 'MW | megawatt'],
  [POWER, '1000000000', 'GW | gigawatt'],
  [DATA, '1', 'bit b bits'],
  [DATA, '1000', 'kbit Kbit | kilobit'],
  [DATA, '1000000', 'Mbit Mb mbit | megabit'],
  [DATA, '1000000000', 'Gbit Gb | gigabit'],
  [DATA, '8', 'B | byte'],
  [DATA, '8000', 'kB KB | kilobyte'],
  [DATA, '8000000', 'MB mb | megabyte'],
  [DATA, '8000000000', 'GB | gigabyte'],
  [DATA, '8000000000000', 'TB | terabyte'],
  [DATA, '8000000000000000', 'PB | petabyte'],
  [DATA, '8192', 'KiB | kibibyte'],
  [DATA, '8388608', 'MiB | mebibyte'],
  [DATA, '8589934592', 'GiB | gibibyte'],
  [DATA, '8796093022208', 'TiB | tebibyte'],
  [TEMPERATURE, '1', 'K | kelvin'],
  [TEMPERATURE, '1', 'C °C celsius'],
  [TEMPERATURE, '5/9', 'F °F fahrenheit'],
];

const OFFSETS: Readonly<Record<string, string>> = { C: '273.15', F: '459.67' };

const units = new Map<string, Omit<Unit, 'name'>>();
for (const [dimension, factor, names] of TABLE) {
  const [short = '', words = ''] = names.split(' | ');
  const offset = OFFSETS[short[0]!];
  const unit = {
    dimension,
    factor: new Fraction(factor),
    ...(dimension === TEMPERATURE && offset ? { offset: new Fraction(offset) } : {}),
  };
  for (const name of short.split(' ')) units.set(name, { ...unit, word: false });
  for (const name of words.split(' ').filter(Boolean)) {
    units.set(name, { ...unit, word: true });
    units.set(`${name}s`, { ...unit, word: false });
  }
}
// In any case, but where case tells a million from a thousandth.
for (const [name, unit] of [...units]) {
  const small = name.toLowerCase();
  if (!units.has(small) && !(small.startsWith('m') && name !== small && !unit.word)) units.set(small, unit);
}

/** The unit of that name. */
export function unitOf(name: string): Unit | undefined {
  const small = name.toLowerCase();
  const unit = units.get(name) ?? (small.startsWith('m') && small.length < 4 ? undefined : units.get(small));
  return unit && { ...unit, name };
}

export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((power, i) => power === b[i]);
}

/** Units multiplied: each with its power, in the order in which they are shown. */
export type Units = readonly { readonly unit: Unit; readonly power: number }[];

export function dimensionOf(units: Units): Dimension {
  return units.reduce<Dimension>(
    (sum, { unit, power }) => sum.map((have, i) => have + power * unit.dimension[i]!) as unknown as Dimension,
    [0, 0, 0, 0, 0],
  );
}

export function factorOf(units: Units): Fraction {
  return units.reduce((product, { unit, power }) => product.mul(unit.factor.pow(power)!), new Fraction(1));
}

/** The units of a product. Of two that measure the same the first is kept; what cancels is gone. */
export function productOf(a: Units, b: Units, sign: 1 | -1): Units {
  const merged = [...a];
  for (const { unit, power } of b) {
    const at = merged.findIndex((have) => sameDimension(have.unit.dimension, unit.dimension));
    if (at < 0) merged.push({ unit, power: sign * power });
    else merged[at] = { unit: merged[at]!.unit, power: merged[at]!.power + sign * power };
  }
  const left = merged.filter(({ power }) => power !== 0);
  if (left.some(({ power }) => Math.abs(power) > 9)) throw cannot('That is no unit.', 'Use powers up to 9.');
  return dimensionOf(left).every((power) => power === 0) ? [] : left;
}

/** "km/h", "m^2", "days". */
export function unitsText(units: Units, one: boolean): string {
  const side = (sign: 1 | -1): string =>
    units
      .filter(({ power }) => Math.sign(power) === sign)
      .map(({ unit, power }, i) => {
        const name = unit.word && !one && sign > 0 && i === 0 ? `${unit.name}s` : unit.name;
        return Math.abs(power) === 1 ? name : `${name}^${Math.abs(power)}`;
      })
      .join('*');
  const below = side(-1);
  return `${side(1) || '1'}${below ? `/${below.includes('*') ? `(${below})` : below}` : ''}`;
}
