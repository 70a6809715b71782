// The calculator against what models are trained to expect of it, against plain BigInt fractions, and against noise.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TwofilesError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import { calculation } from '../factory/tune/data/arithmetic.ts';
import { toolOf } from '../kernel/device.ts';
import { signature } from '../text/abi.ts';
import { STANDARD_TOOLS } from '../text/abi-tools.ts';
import { evaluate } from './calculator/evaluate.ts';
import { calculator } from './calculator.ts';

const CONTEXT = {
  signal: new AbortController().signal,
  now: Date.UTC(2026, 10, 25, 23),
  random: new Random(1),
  key: 'k',
};

function equal(results: Readonly<Record<string, string>>): void {
  for (const [expression, result] of Object.entries(results)) assert.equal(evaluate(expression), result, expression);
}

function refused(...expressions: string[]): void {
  for (const expression of expressions)
    assert.throws(
      () => evaluate(expression),
      (error) => error instanceof TwofilesError && error.code === 'bad-argument' && error.next !== '',
      expression,
    );
}

test('a model is told of it as it was trained', () => {
  const trained = STANDARD_TOOLS.find(({ name }) => name === 'calculator')!;
  assert.deepEqual(toolOf(calculator()), trained);
  assert.equal(signature(toolOf(calculator())), signature(trained));
});

test('it computes what its models were trained to be told', async () => {
  const random = new Random(11);
  const device = calculator();
  const families = new Set<string>();
  for (let i = 0; i < 4_000; i++) {
    const { family, turns } = calculation(random, random.pick(['train', 'held']));
    const [call] = turns[1]!.parts as unknown as [{ call: { arguments: { expression: string } } }];
    const [result] = turns[2]!.parts as unknown as [{ text: string }];
    assert.equal(await device.run(call.call.arguments, CONTEXT), result.text, call.call.arguments.expression);
    families.add(family);
  }
  assert.equal(families.size, 8);
});

test('numbers', () =>
  equal({
    '0.1 + 0.2': '0.3',
    '1/3': '≈ 0.333333333333333',
    '2/3 * 3': '2',
    '-2^2': '-4',
    '2^-3': '0.125',
    '2^3^2': '512',
    '2 ** 10': '1024',
    '12 × 3 ÷ 4 − 1 =': '8',
    '6 · 7': '42',
    '3 x 4': '12',
    '12 : 4': '3',
    '- - 3': '3',
    '1,234,567 + 1': '1234568',
    "1'000'000 / 1 000": '1000',
    '1e3 + 2.5E-1': '1000.25',
    '17 % 5': '2',
    '-7 mod 3': '2',
    '7.5 % 2': '1.5',
    '15 % of 80': '12',
    '80 + 10%': '88',
    '80 - 2.5 %': '78',
    '50%': '0.5',
    '10% + 5%': '0.15',
    '25!/23!': '600',
    '20!': '2432902008176640000',
    '3²+4²': '25',
    'sqrt(16/9)': '≈ 1.33333333333333',
    '√2': '≈ 1.4142135623731',
    'sqrt(2)^2 - 2': '≈ 0',
    '27^(1/3)': '3',
    'root(-32, 5)': '-2',
    'cbrt of 0.001': '0.1',
    'round(2/3, 3)': '0.667',
    'round(-2.5)': '-3',
    'round(1250, -2)': '1300',
    'floor(-1/2) + ceil(-1/2)': '-1',
    'abs(-3) + max(1,000,2) - min(4, 3)': '2',
    'gcd(84, 36, 120)': '12',
    'lcm(4, 6, 10)': '60',
    'mean(1, 2, 3, 4)': '2.5',
    '0^0': '1',
    '1^99999999999999999999999': '1',
    '(-1)^99999999999999999999999': '-1',
    '10^30/3': '≈ 3.33333333333333e29',
    '1/3^100': '≈ 1.94032521748263e-48',
    '2*10^20/3': '≈ 66666666666666666667',
    '0.99999999999999999 * 1/3 * 3 + 1e-17': '1',
    '999999999999999999/7*7': '999999999999999999',
    '1 - 1/3^40': '≈ 1',
    pi: '≈ 3.14159265358979',
  }));

test('units', () =>
  equal({
    '5 km to m': '5000 m',
    '7 days to weeks': '1 weeks',
    '14 days to week': '2 weeks',
    '3 h 20 min to s': '12000 s',
    '6 ft 2 in to cm': '187.96 cm',
    '5 in in mm': '127 mm',
    '72 F to C': '≈ 22.2222222222222 C',
    '-40 °F to °C': '-40 °C',
    '0 C to K': '273.15 K',
    '100 celsius to fahrenheit': '212 fahrenheit',
    '5 km + 300 m': '5.3 km',
    '2 * 3 kg': '6 kg',
    '10 km / 2 h': '5 km/h',
    '90 km/h to m/s': '25 m/s',
    '60 mph in km/h': '96.56064 km/h',
    '5 m^2 to cm²': '50000 cm^2',
    '(5 m)^2': '25 m^2',
    '1 km * 1 m': '0.001 km^2',
    '1 m^3 to l': '1000 l',
    '2 kW * 3 h to kWh': '6 kWh',
    '1 GiB to MB': '1073.741824 MB',
    '1 TB / (10 MB/s) to h': '≈ 27.7777777777778 h',
    '100 Mbit/s to MB/s': '12.5 MB/s',
    '1 km / 1 m': '1000',
    '2 l + 1 cup to ml': '2236.5882365 ml',
    'max(1 mi, 1 km)': '1 mi',
    '200 g + 10%': '220 g',
    'round(10 km / 3, 2)': '3.33 km',
    '3 hour': '3 hours',
    '1 hour': '1 hour',
  }));

test('dates', () =>
  equal({
    '2024-03-01 - 2023-12-25': '67 days',
    '2024-03-01 - 2024-02-29': '1 day',
    '2023-12-25 - 2024-03-01': '-67 days',
    '2024-01-31 + 10 days': '2024-02-10',
    '2024-01-31 + 1 month': '2024-02-29',
    '2024-03-31 - 1 month': '2024-02-29',
    '2024-02-29 + 1 year': '2025-02-28',
    '2024-01-31 + 1 year 2 months 3 days': '2025-04-03',
    '3 weeks + 2024-01-01': '2024-01-22',
    '2024-01-01 + 48 h': '2024-01-03',
    'weekday(2026-11-25)': 'Wednesday',
    'weekday of 2026-11-25': 'Wednesday',
    '2026-11-25 to weekday': 'Wednesday',
    '0001-01-01 + 3652058 days': '9999-12-31',
    '(2024-03-01 - 2023-12-25) to weeks': '≈ 9.57142857142857 weeks',
    'max(2024-01-01, 2023-01-01)': '2024-01-01',
  }));

test('today is where the person is', async () => {
  const expression = 'today + 1 day';
  assert.equal(await calculator({ timeZone: 'UTC' }).run({ expression }, CONTEXT), '2026-11-26');
  assert.equal(await calculator({ timeZone: 'Asia/Tokyo' }).run({ expression }, CONTEXT), '2026-11-27');
});

test('what has no answer is refused with what is possible', () => {
  refused('9^9^9^9', '9^9^9', '10^10001', '1e10001', '3250!', '2^(1/1000)', 'root(2, 10^9)', 'round(1, 10^9)');
  refused(
    '1/0',
    '0^-1',
    '5 % 0',
    'sqrt(-1)',
    '(-8)^0.5',
    '(-1)!',
    '0.5!',
    '2^pi',
    'gcd(1.5, 2)',
    '5 km + 3',
    '1 h + 1 m',
  );
  refused(
    '',
    '(',
    ')',
    '1 2',
    '1,5',
    '1 +',
    '* 2',
    '2(3)',
    'foo',
    'constructor',
    '__proto__',
    'toString(1)',
    'x',
    '½',
    '5 km to',
  );
  refused('20 C + 5 C', '2024-02-30', '2024-13-01', '2024-01-01 + 1', '2024-01-01 + 2024-01-01', '5 - 2024-01-01');
  refused(
    '9999-12-31 + 1 day',
    '2024-01-01 + 0.5 months',
    '2024-01-01 + 1 h',
    '1 month to days',
    'today',
    '5 mw',
    '1 Mm',
  );
  refused('('.repeat(5_000), '-'.repeat(30_000), '2^'.repeat(5_000), 'sqrt '.repeat(4_000), `${'9'.repeat(10_020)}`);
  refused(`1${'/(3^2000+1)'.repeat(3)}${'+1/(7^2000+3)'.repeat(1_000)}`, `1${'*(9^9000/7^9000)'.repeat(1_000)}`);
});

test('it is exact to ten thousand digits', () => {
  const digits = '7'.repeat(9_999);
  assert.equal(evaluate(`${digits} + 1`), `${digits.slice(1)}8`);
  assert.equal(evaluate('3^20000'), String(3n ** 20_000n));
  assert.equal(evaluate('3000!').length, 9_131);
});

interface Node {
  readonly text: string;
  readonly n: bigint;
  readonly d: bigint;
}

/** A random expression with its value, computed with bare BigInts. */
function grown(random: Random, depth: number): Node {
  if (depth === 0 || random.float() < 0.2) {
    const places = random.int(4);
    const n = BigInt(random.int(10 ** (1 + random.int(7))));
    const text = String(n).padStart(places + 1, '0');
    const point = text.length - places;
    return { text: places ? `${text.slice(0, point)}.${text.slice(point)}` : text, n, d: 10n ** BigInt(places) };
  }
  const a = grown(random, depth - 1);
  if (random.float() < 0.15) {
    const power = random.int(4);
    return { text: `(${a.text})^${power}`, n: a.n ** BigInt(power), d: a.d ** BigInt(power) };
  }
  const b = grown(random, depth - 1);
  const sign = random.pick(['+', '-', '*', '/']);
  const text = `(${a.text}) ${sign} (${b.text})`;
  if (sign === '*') return { text, n: a.n * b.n, d: a.d * b.d };
  if (sign === '+') return { text, n: a.n * b.d + b.n * a.d, d: a.d * b.d };
  if (sign === '-') return { text, n: a.n * b.d - b.n * a.d, d: a.d * b.d };
  if (b.n === 0n) return a;
  return { text, n: b.n < 0n ? -a.n * b.d : a.n * b.d, d: a.d * (b.n < 0n ? -b.n : b.n) };
}

test('random expressions are what bare fractions make of them', () => {
  const random = new Random(5);
  let ended = 0;
  for (let i = 0; i < 3_000; i++) {
    const { text, n, d } = grown(random, 1 + random.int(4));
    const result = evaluate(text);
    const [, about, sign, whole, places = '', exponent = '0'] =
      /^(≈ )?(-?)(\d+)(?:\.(\d+))?(?:e(-?\d+))?$/.exec(result) ?? assert.fail(`${text} → ${result}`);
    const shift = Number(exponent) - places.length;
    const digits = BigInt(`${sign}${whole}${places}`);
    const [above, below] = shift < 0 ? [digits, 10n ** BigInt(-shift)] : [digits * 10n ** BigInt(shift), 1n];
    const miss = above * d - n * below;
    if (about) assert.ok((miss < 0n ? -miss : miss) * 10n ** 14n <= (n < 0n ? -n : n) * below, `${text} → ${result}`);
    else {
      assert.equal(miss, 0n, `${text} → ${result}`);
      ended++;
    }
  }
  assert.ok(ended > 1_000 && ended < 2_900, `${ended} ended`);
});

test('noise is computed or refused, never anything else', () => {
  const random = new Random(6);
  const words =
    '1 2 9 99 0.5 1e9 1e99 123456789 2024-02-29 + - * / ^ ^ % ! ( ) , of to in x mod sqrt( max( round( gcd( root( weekday( km m h min F C day month year kB pi today ² √ 9^9 )^ !! - constructor'.split(
      ' ',
    );
  for (let i = 0; i < 20_000; i++) {
    const expression = Array.from({ length: 1 + random.int(12) }, () => random.pick(words)).join(
      random.pick(['', ' ']),
    );
    try {
      assert.equal(typeof evaluate(expression, { today: '2026-11-25' }), 'string');
    } catch (error) {
      assert.ok(
        error instanceof TwofilesError && error.code === 'bad-argument',
        `${expression}: ${(error as Error).stack}`,
      );
    }
  }
});
