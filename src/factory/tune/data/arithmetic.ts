// Sums for the calculator: what people ask, the expression that asks the same, and its exact result.
// The expressions are those that the calculator reads: + - * / ^ and brackets, "5 km to m", "date - date"
// in days, "date + n days"; dates are year-month-day.
import type { Random } from '../../../base/random.ts';
import {
  assistant,
  call,
  type Draft,
  freshName,
  type Split,
  tool,
  toolsWith,
  typed,
  user,
  type Wordings,
  worded,
} from './maker.ts';

export interface Sum {
  readonly question: string;
  readonly expression: string;
  readonly result: string;
  /** What the result is counted in: "apples". */
  readonly unit?: string;
}

/** A question that needs the calculator, the call, its result, the answer. */
export function calculation(random: Random, split: Split): Draft {
  const kind = random.pick(KINDS);
  const { question, expression, result, unit } = kind(random, split);
  const answer = random.float() < 0.5 || unit ? `${result}${unit ? ` ${unit}` : ''}.` : `${expression} = ${result}.`;
  return {
    family: `tool/calculator/${kind.name}`,
    tools: toolsWith(random, 'calculator'),
    turns: [
      user(typed(random, question)),
      assistant(call('calculator', { expression })),
      tool(result),
      assistant(answer),
    ],
  };
}

export const ASK: Wordings = {
  train: [
    '{What is|How much is|Compute|Calculate|Work out|what does} <sum>?',
    '<sum> {= ?|=|}',
    '{Please |Can you |Could you |}{compute|calculate|work out|tell me} <sum>{, please|}.',
    '{I need|Give me|Tell me} {the exact value of|the result of|the answer to} <sum>.',
  ],
  held: ['{Solve|Evaluate}: <sum>', '{Quickly, |}what do I get for <sum>?', 'do the maths: <sum>'],
};

export const SIGNS: Readonly<Record<string, Wordings>> = {
  '+': {
    train: ['<a> + <b>', '<a> plus <b>', 'the sum of <a> and <b>', '<a>+<b>'],
    held: ['<a> added to <b>', '<a> and <b> together'],
  },
  '-': {
    train: ['<a> - <b>', '<a> minus <b>', 'the difference between <a> and <b>', '<a>-<b>'],
    held: ['<a> less <b>', '<a> take away <b>'],
  },
  '*': {
    train: ['<a> * <b>', '<a> times <b>', 'the product of <a> and <b>', '<a> x <b>', '<a> × <b>', '<a>*<b>'],
    held: ['<a> multiplied by <b>', '<a> · <b>'],
  },
  '/': { train: ['<a> / <b>', '<a> divided by <b>', '<a> ÷ <b>'], held: ['<a> over <b>', '<a> : <b>'] },
};

/** Any number of digits is as likely as any other. */
export function whole(random: Random, mostDigits: number): bigint {
  const digits = 1 + random.int(mostDigits);
  let text = String(1 + random.int(9));
  while (text.length < digits) text += random.int(10);
  return BigInt(text);
}

function two(random: Random, split: Split): Sum {
  const sign = random.pick(['+', '-', '*', '*', '*', '/']);
  let a = whole(random, 9);
  const b = whole(random, sign === '/' ? 4 : 9);
  if (sign === '/') a *= b;
  const result = sign === '+' ? a + b : sign === '-' ? a - b : sign === '*' ? a * b : a / b;
  const sum = worded(random, SIGNS[sign]!, split, { a: String(a), b: String(b) });
  return { question: worded(random, ASK, split, { sum }), expression: `${a} ${sign} ${b}`, result: String(result) };
}

function three(random: Random, split: Split): Sum {
  const [a, b, c] = [whole(random, 5), whole(random, 5), whole(random, 4)];
  const [expression, result] = random.pick([
    [`${a} + ${b} + ${c}`, a + b + c],
    [`${a} * ${b} + ${c}`, a * b + c],
    [`(${a} + ${b}) * ${c}`, (a + b) * c],
    [`${a} * (${b} - ${c})`, a * (b - c)],
    [`${a} - ${b} * ${c}`, a - b * c],
  ] as const);
  return { question: worded(random, ASK, split, { sum: expression }), expression, result: String(result) };
}

function power(random: Random, split: Split): Sum {
  const a = whole(random, 3);
  const n = 2 + random.int(5);
  const wordings: Wordings = {
    train: ['<a> ^ <n>', '<a> to the power of <n>', '<a>^<n>'],
    held: ['<a> ** <n>', '<a> raised to <n>'],
  };
  const sum = worded(random, wordings, split, { a: String(a), n: String(n) });
  return { question: worded(random, ASK, split, { sum }), expression: `${a} ^ ${n}`, result: String(a ** BigInt(n)) };
}

/** Prices: two places after the point. */
function money(random: Random, split: Split): Sum {
  const cents = 100n + whole(random, 5);
  const n = 2n + BigInt(random.int(90));
  const price = places(cents);
  const wordings: Wordings = {
    train: [
      'One <thing> costs <price>. {What do <n> cost|How much are <n>|How much do I pay for <n>}?',
      '{How much|What} {do|would} <n> <thing>s at <price> each {cost|come to}?',
    ],
    held: ['I buy <n> <thing>s for <price> a piece. What is the bill?'],
  };
  const values = { thing: random.pick(['pen', 'lamp', 'book', 'ticket', 'cup', 'chair']), price, n: String(n) };
  return {
    question: worded(random, wordings, split, values),
    expression: `${n} * ${price}`,
    result: places(n * cents),
  };
}

/** Cents as a price, without zeros at the end. */
export function places(cents: bigint): string {
  const text = String(cents).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`.replace(/\.?0+$/, '');
}

function percent(random: Random, split: Split): Sum {
  const share = BigInt(1 + random.int(99));
  const of = whole(random, 4) * 100n;
  const wordings: Wordings = {
    train: ['What is <p> % of <of>?', '{How much is|Calculate|Tell me} <p>% of <of>.', '<p> percent of <of>?'],
    held: ['<p> per cent of <of> is how much?'],
  };
  const question = worded(random, wordings, split, { p: String(share), of: String(of) });
  return { question, expression: `${of} * ${share} / 100`, result: String((of * share) / 100n) };
}

function story(random: Random, split: Split): Sum {
  const [a, b] = [whole(random, 4) + 1n, whole(random, 3)];
  const values = {
    name: freshName(random),
    a: String(a + b),
    b: String(b),
    things: random.pick(['apples', 'coins', 'shells', 'stamps', 'eggs', 'letters', 'stones', 'candles']),
  };
  const more: Wordings = {
    train: [
      '<name> has <a> <things> and {gets|finds|buys} <b> more. How many <things> {does <name> have|are there} now?',
      'There are <a> <things> on the table. <name> {brings|adds} <b>. How many are there {now|then}?',
    ],
    held: ['<name> owned <a> <things>; then <b> came in the post. How many does <name> own now?'],
  };
  const fewer: Wordings = {
    train: [
      '<name> has <a> <things> and {loses|sells|gives away} <b>. How many are left?',
      'Of <a> <things>, <name> {breaks|eats up|hides} <b>. How many {remain|are left}?',
    ],
    held: ['<b> of the <a> <things> that <name> kept are gone. How many are still there?'],
  };
  const add = random.float() < 0.5;
  return {
    question: worded(random, add ? more : fewer, split, values),
    expression: `${a + b} ${add ? '+' : '-'} ${b}`,
    result: String(add ? a + 2n * b : a),
    unit: values.things,
  };
}

/** Units that hold a whole number of smaller ones. */
const UNITS = [
  ['km', 'm', 1000n, 'kilometres', 'metres'],
  ['m', 'cm', 100n, 'metres', 'centimetres'],
  ['kg', 'g', 1000n, 'kilograms', 'grams'],
  ['h', 'min', 60n, 'hours', 'minutes'],
  ['min', 's', 60n, 'minutes', 'seconds'],
  ['days', 'h', 24n, 'days', 'hours'],
  ['weeks', 'days', 7n, 'weeks', 'days'],
] as const;

function units(random: Random, split: Split): Sum {
  const [large, small, factor, largeWord, smallWord] = random.pick(UNITS);
  const n = whole(random, 4);
  const down = random.float() < 0.7;
  const [from, to] = down ? [largeWord, smallWord] : [smallWord, largeWord];
  const value = down ? n : n * factor;
  const wordings: Wordings = {
    train: [
      'How many <to> are <n> <from>?',
      '{Convert|Change} <n> <from> {to|into} <to>.',
      '{What is|what are} <n> <from> in <to>?',
    ],
    held: ['Express <n> <from> in <to>.', '<n> <from> is how many <to>?'],
  };
  const [short, into] = down ? [large, small] : [small, large];
  return {
    question: worded(random, wordings, split, { n: String(value), from, to }),
    expression: `${value} ${short} to ${into}`,
    result: `${down ? n * factor : n} ${into}`,
  };
}

const DAY = 86_400_000;

function dates(random: Random, split: Split): Sum {
  const start = Date.UTC(1950, 0, 1) + random.int(40_000) * DAY;
  const days = 1 + random.int(random.pick([30, 400, 9000]));
  const [from, to] = [start, start + days * DAY].map((time) => new Date(time).toISOString().slice(0, 10)) as [
    string,
    string,
  ];
  const count = `${days} ${days === 1 ? 'day' : 'days'}`;
  const between: Wordings = {
    train: [
      'How many days {are there between|lie between} <from> and <to>?',
      '{How many days is it|How long is it in days} from <from> to <to>?',
    ],
    held: ['Count the days from <from> until <to>.'],
  };
  const after: Wordings = {
    train: ['{What date|Which day} is <count> after <from>?', '{What is|Tell me} the date <count> after <from>.'],
    held: ['Starting on <from>, what date do we have <count> later?'],
  };
  return random.float() < 0.5
    ? { question: worded(random, between, split, { from, to }), expression: `${to} - ${from}`, result: count }
    : { question: worded(random, after, split, { from, count }), expression: `${from} + ${count}`, result: to };
}

const KINDS = [two, two, two, three, power, money, percent, story, units, dates];
