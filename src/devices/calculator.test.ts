// The calculator against what makes its questions in training, whose results are computed another way.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../base/random.ts';
import { calculation } from '../factory/tune/data/arithmetic.ts';
import { calculate } from './calculator.ts';

test('every expression that is trained has the result that is trained', () => {
  const random = new Random(5);
  for (let i = 0; i < 2000; i++) {
    const { turns } = calculation(random, i % 2 === 0 ? 'train' : 'held');
    const [asked, told] = [turns[1]!.parts[0]!, turns[2]!.parts[0]!];
    assert.ok('call' in asked && 'text' in told);
    assert.equal(calculate(String(asked.call.arguments.expression)), told.text);
  }
});

test('precedence, signs, powers and rounding', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['2 + 3 * 4', '14'],
    ['(2 + 3) * 4', '20'],
    ['-2^2', '-4'],
    ['2^3^2', '512'],
    ['2 ** -2', '0.25'],
    ['--3', '3'],
    ['1/3', '0.333333333333'],
    ['2/3', '0.666666666667'],
    ['-1/8', '-0.125'],
    ['0.1 + 0.2', '0.3'],
    ['.5 × 4 ÷ 8', '0.25'],
    ['0 * -1', '0'],
    ['-1 / 10^15', '0'],
    ['999999999 * 999999999', '999999998000000001'],
    ['1.5 km to m', '1500 m'],
    ['90 min to h', '1.5 h'],
    ['2024-03-01 - 2024-02-28', '2 days'],
    ['2023-12-31 + 1 days', '2024-01-01'],
    ['2024-01-01 - 1 day', '2023-12-31'],
  ];
  for (const [expression, result] of cases) assert.equal(calculate(expression), result, expression);
});

test('what cannot be computed is said', () => {
  for (const [expression, said] of [
    ['', /ends too early/],
    ['2 +', /ends too early/],
    ['2 3', /not expected/],
    ['1/0', /zero/],
    ['2^0.5', /whole powers/],
    ['9^9^9', /too large/],
    ['5 km to kg', /cannot be told/],
    ['2023-02-30 + 1 days', /no day/],
    ['2023-02-28 + 9999999 days', /too far/],
    ['2023-02-28 + 999999999 days', /too far/],
    ['('.repeat(1000), /too deep|ends too early/],
    ['process.exit()', /not expected/],
  ] as const)
    assert.throws(() => calculate(expression), { code: 'bad-argument', message: said }, expression);
});
