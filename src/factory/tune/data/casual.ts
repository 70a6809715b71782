// Sums as people come by them: a bill, a share, an age, change, half of something; what the assistant says when it has
// no calculator (a small sum it knows by heart, of others it says so) or when a tool gives an error.
import type { Random } from '../../../base/random.ts';
import { STANDARD_TOOLS, TOOL_ERROR } from '../../../text/abi-tools.ts';
import { answerOf } from './answers.ts';
import { ASK, calculation, places, SIGNS, type Sum, whole } from './arithmetic.ts';
import {
  assistant,
  atHand,
  call,
  type Draft,
  freshName,
  type Maker,
  personName,
  type Split,
  tool,
  toolsWith,
  typed,
  user,
  type Wordings,
  worded,
} from './maker.ts';

interface Way {
  readonly asks: Wordings;
  /** Values for the wordings, the expression and its result. */
  readonly draw: (random: Random) => Omit<Sum, 'question'> & { readonly values: Readonly<Record<string, string>> };
}

/** A whole number times 100 that is divisible by `n`. */
const shared = (random: Random, n: number): bigint => whole(random, 3) * BigInt(n) * 10n;

const WAYS: readonly Way[] = [
  {
    asks: {
      train: [
        '{We are|There are} <n> people and the bill is <a>. {How much does each pay|What does each of us pay}?',
        'Split <a> {between|among} <n> {people|friends|of us}.',
        '<a> shared by <n>{ people|}?',
        '{How much is|What is} <a> divided {between|among} <n> {people|children}?',
      ],
      held: ['Dinner cost <a>, and <n> of us share it. My part?'],
    },
    draw: (random) => {
      const n = 2 + random.int(11);
      const a = shared(random, n);
      return { values: { n: String(n), a: String(a) }, expression: `${a} / ${n}`, result: String(a / BigInt(n)) };
    },
  },
  {
    asks: {
      train: [
        '{A|The} <thing> costs <a> and is <p>% off. How much {do I save|is the discount}?',
        'How much is a tip of <p>% on <a>?',
        '<p>% of <a>{ is|}?',
        '{I earn|My pay is} <a> and <p>% goes to taxes. How much is that?',
      ],
      held: ['They take <p>% of my <a>. What does that come to?'],
    },
    draw: (random) => {
      const p = 1 + random.int(60);
      const a = whole(random, 3) * 100n;
      return {
        values: { p: String(p), a: String(a), thing: random.pick(['coat', 'lamp', 'bicycle', 'phone', 'chair']) },
        expression: `${a} * ${p} / 100`,
        result: String((a * BigInt(p)) / 100n),
      };
    },
  },
  {
    asks: {
      train: [
        'I {pay|give} with {a <b> note|<b>} and it costs <a>. {How much do I get back|What is my change}?',
        'How much change do I get {from|for} <b> if it costs <a>?',
        'I had <b> and spent <a>. {What is left|How much is left}?',
      ],
      held: ['The till says <a>, I hand over <b>. Change?'],
    },
    draw: (random) => {
      const b = random.pick([5, 10, 20, 50, 100, 200]);
      const cents = 1n + BigInt(random.int(b * 100 - 1));
      const a = places(cents);
      return { values: { a, b: String(b) }, expression: `${b} - ${a}`, result: places(BigInt(b) * 100n - cents) };
    },
  },
  {
    asks: {
      train: [
        'I was born in <a>. How old {will|shall} I be in <b>?',
        '<N> was born in <a>. How old is <N> in <b>?',
        'How many years {are there|is it} from <a> to <b>?',
        'How old is someone born in <a> in <b>?',
        'From <a> to <b> it is how many years?',
      ],
      held: ['Born in <a>; what age in <b>?'],
    },
    draw: (random) => {
      const a = 1900 + random.int(120);
      const b = a + 1 + random.int(100);
      return { values: { a: String(a), b: String(b) }, expression: `${b} - ${a}`, result: String(b - a) };
    },
  },
  {
    asks: {
      train: ['What is half of <a>?', 'Half of <a>?', 'How much is half of <a>?', 'Divide <a> {by two|in half}.'],
      held: ['Cut <a> in halves. How much is each?'],
    },
    draw: (random) => {
      const a = whole(random, 5) * 2n;
      return { values: { a: String(a) }, expression: `${a} / 2`, result: String(a / 2n) };
    },
  },
  {
    asks: {
      train: ['What is {double|twice} <a>?', 'Double <a>.', 'How much is {twice|double} <a>?'],
      held: ['Two times as much as <a>?'],
    },
    draw: (random) => {
      const a = whole(random, 5);
      return { values: { a: String(a) }, expression: `${a} * 2`, result: String(a * 2n) };
    },
  },
  {
    asks: {
      train: [
        'A {train|car|bus|boat} goes <v> km an hour for <h> hours. How far is that?',
        '{How far do I get|How far is it} at <v> km an hour in <h> hours?',
        'I walk <v> km {a day|every day} for <h> days. How many km is that?',
      ],
      held: ['Driving <h> hours at <v> km an hour gets me how far?'],
    },
    draw: (random) => {
      const [v, h] = [2 + random.int(140), 2 + random.int(20)];
      return { values: { v: String(v), h: String(h) }, expression: `${v} * ${h}`, result: String(v * h), unit: 'km' };
    },
  },
  {
    asks: {
      train: [
        '{A garden is|A room is|A field is} <v> m long and <h> m wide. {What is its area|How large is it}?',
        'What is the area of a {room|garden|wall} of <v> m by <h> m?',
      ],
      held: ['How many square metres has a floor of <v> m times <h> m?'],
    },
    draw: (random) => {
      const [v, h] = [2 + random.int(90), 2 + random.int(60)];
      return {
        values: { v: String(v), h: String(h) },
        expression: `${v} * ${h}`,
        result: String(v * h),
        unit: 'square metres',
      };
    },
  },
  {
    asks: {
      train: [
        'There are <v> {boxes|bags|baskets} with <h> <things> each. How many <things> {is that|are there}?',
        '<v> {rows|boxes} of <h> <things>: how many?',
        '<N> {packs|counts} <h> <things> a day. How many in <v> days?',
      ],
      held: ['Each of <v> shelves holds <h> <things>. Altogether?'],
    },
    draw: (random) => {
      const [v, h] = [3 + random.int(90), 3 + random.int(90)];
      const things = random.pick(['eggs', 'cakes', 'apples', 'buttons', 'bottles', 'rolls', 'books']);
      return {
        values: { v: String(v), h: String(h), things, N: personName(random) },
        expression: `${v} * ${h}`,
        result: String(v * h),
        unit: things,
      };
    },
  },
  {
    asks: {
      train: ['What is the {average|mean} of <a>, <b> and <c>?', '{Average|Mean} of <a>, <b>, <c>?'],
      held: ['Tell me the middle value you get by averaging <a>, <b> and <c>.'],
    },
    draw: (random) => {
      const mean = 5 + random.int(300);
      const [x, y] = [1 + random.int(mean - 1), 1 + random.int(mean - 1)];
      const z = 3 * mean - x - y;
      return {
        values: { a: String(x), b: String(y), c: String(z) },
        expression: `(${x} + ${y} + ${z}) / 3`,
        result: String(mean),
      };
    },
  },
];

/** A sum from daily life, with the calculator at hand. */
export function casualSum(random: Random, split: Split): Draft {
  const { asks, draw } = random.pick(WAYS);
  const { values, expression, result, unit } = draw(random);
  return {
    family: 'tool/calculator/casual',
    tools: toolsWith(random, 'calculator'),
    turns: [
      user(typed(random, worded(random, asks, split, { N: personName(random), ...values }))),
      assistant(call('calculator', { expression })),
      tool(result),
      assistant(`${result}${unit ? ` ${unit}` : ''}.`),
    ],
  };
}

/** A sum without a calculator: small ones are known by heart, of others it says that it cannot be exact. */
export function withoutCalculator(random: Random, split: Split): Draft {
  const at = atHand(random, 'calculator');
  if (random.float() < 0.5) {
    const sign = random.pick(['+', '-', '*'] as const);
    const [a, b] = [1 + random.int(10), 1 + random.int(10)].sort((x, y) => y - x) as [number, number];
    const result = sign === '+' ? a + b : sign === '-' ? a - b : a * b;
    const sum = worded(random, SIGNS[sign]!, split, { a: String(a), b: String(b) });
    return {
      family: 'do/small-sum',
      tools: at,
      turns: [user(typed(random, worded(random, ASK, split, { sum }))), assistant(`${result}.`)],
    };
  }
  for (;;) {
    const { turns } = random.float() < 0.5 ? calculation(random, split) : casualSum(random, split);
    const [question, asked] = turns;
    const part = asked!.parts[0]!;
    const digits = 'call' in part ? String(part.call.arguments.expression).replace(/\D/g, '').length : 0;
    if (digits >= 4)
      return { family: 'talk/no-calculator', tools: at, turns: [question!, assistant(answerOf(random, 'inexact'))] };
  }
}

const MISSING = [
  {
    family: 'talk/no-clock',
    without: ['clock'],
    asks: {
      train: [
        'What time is it{ now|}?',
        "What is {today's date|the date}?",
        '{What|Which} day is it{ today|}?',
        'Tell me the {time|date}.',
        'what year is it?',
      ],
      held: ['How late is it?', 'Today is which weekday?'],
    },
    answer: 'noClock',
  },
  {
    family: 'talk/no-files',
    without: ['list_files', 'read_file'],
    asks: {
      train: [
        '{Which|What} files {are there|do I have}?',
        '{Open|Read|Show me} {my notes|notes.txt|the file <N>.txt|todo.md}.',
        '{List|Show} my files.',
      ],
      held: ['Have a look into my documents.', 'What is inside letter.txt?'],
    },
    answer: 'noFiles',
  },
  {
    family: 'talk/no-search',
    without: ['search'],
    asks: {
      train: [
        '{Search|Look} {for|up} {<N>|the letter of <N>|recipes|bicycles}.',
        'Find {something|what there is} about <N>.',
        '{Search|Look into} my documents for <N>.',
      ],
      held: ['Do a search on <N>.', 'Dig up passages about <N>.'],
    },
    answer: 'noSearch',
  },
] as const;

/** What would need a tool that is not at hand. */
export function missingTool(random: Random, split: Split): Draft {
  const { family, without, asks, answer } = random.pick(MISSING);
  const tools =
    random.float() < 0.5
      ? STANDARD_TOOLS.filter(({ name }) => !without.some((gone) => gone === name) && random.float() < 0.6)
      : [];
  const asked = worded(random, asks, split, { N: freshName(random) });
  return { family, tools, turns: [user(typed(random, asked)), assistant(answerOf(random, answer))] };
}

/** A tool that gives an error, as devices word it: it is told, and nothing is made up instead. */
export const failing: Maker = (random, split) => {
  if (random.float() < 0.5) {
    const name = `${freshName(random).toLowerCase()}.${random.pick(['txt', 'md', 'csv'])}`;
    const asks = {
      train: ['What {is in|does it say in} <p>?', '{Read|Open|Show me} <p>.', 'What does {the file |}<p> say?'],
      held: ['Tell me the contents of <p>.', 'I want to see <p>.'],
    };
    const why = random.pick([
      `There is no ${name}. Ask for the list of files.`,
      `${name} is binary, not text. Read a text file, or have it converted to UTF-8 text.`,
    ]);
    return failure(random, 'read_file', worded(random, asks, split, { p: name }), { path: name }, why);
  }
  const a = String(whole(random, 5));
  const asked = worded(random, ASK, split, { sum: worded(random, SIGNS['/']!, split, { a, b: '0' }) });
  const why = 'Nothing can be divided by zero. Divide by another number.';
  return failure(random, 'calculator', asked, { expression: `${a} / 0` }, why);
};

function failure(
  random: Random,
  name: string,
  asked: string,
  values: Readonly<Record<string, string>>,
  why: string,
): Draft {
  return {
    family: `tool/error/${name}`,
    tools: toolsWith(random, name),
    turns: [user(asked), assistant(call(name, values)), tool(TOOL_ERROR + why), assistant(`That did not work. ${why}`)],
  };
}
