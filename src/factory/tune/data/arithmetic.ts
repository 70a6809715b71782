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
    '{How much does|What number does|What does} <sum> {make|give|come out at|equal|come to}?',
    '{Any idea|Do you {happen to |}know|Do you have any idea} {what|how much} <sum> is?',
    'I {wonder|would like to know|want to know|have to know|must know} {what|how much} <sum> is.',
    '{Find|Figure out|Determine|Reckon up|Get me} <sum>{ for me|, please|}.',
    '{My homework asks for|I am stuck at|Next comes|My exercise is} <sum>. {What is it|The answer}?',
    '{I am at work and|I am in a hurry and|For my homework I} need <sum>.',
    '<sum>, {please|what is that|how much is that|what is the result|any idea}?',
    '{Result of|Answer to|Value of} <sum>{?|}',
    '{Help me {with|find|work out}|I need help with|I need a hand with}: <sum>',
    '{Is there a quick way to know|Can you find out|Could you look at} what <sum> {is|makes|gives}?',
    '{I cannot do this in my head|Too hard for my head|My head is tired}: <sum>',
    '{Use the calculator|Take the calculator|Get the calculator out|Calculator}{:|,} <sum>',
    '{Type|Put|Enter} <sum> into {the|your} calculator{ and tell me what it shows| and say what comes out|}.',
    '{What comes out|What number comes out|What will come out} {for|of|at} <sum>?',
    '{Let me know|Show me|Write down|Say} {what <sum> is|how much <sum> is|the result of <sum>}.',
    '{Work|Figure} this out{ for me|, please|}: <sum>',
    '{Would|Could|Can|Will} you {do|count|find|reckon} <sum>{ for me|, please|}?',
    '{So |And |Then |Now |Ok, }{what is|how much is|what would be} <sum>{ exactly|}?',
    '{Hey|Hi|Hello|Sorry|Excuse me}, {what is|how much is|can you compute|calculate} <sum>?',
    '{For a bet|To be sure|For the shop|For my taxes|For school}: {what is|how much is} <sum>?',
    '{The exact|The right|The correct} {result|answer|number} {for|of} <sum>, please{.|!|}',
    '{My son asks|My boss wants to know|My teacher asks|A friend asks me} {what|how much} <sum> is.',
    '{I want|I would like|I am looking for|I am after} the {result|value|exact value} of <sum>.',
    'If I {enter|type in|calculate|compute|work out} <sum>, what {comes out|is the result|is the answer}?',
  ],
  held: ['{Solve|Evaluate}: <sum>', '{Quickly, |}what do I get for <sum>?', 'do the maths: <sum>'],
};

export const SIGNS: Readonly<Record<string, Wordings>> = {
  '+': {
    train: [
      '<a> + <b>',
      '<a> plus <b>',
      'the sum of <a> and <b>',
      '<a>+<b>',
      '<a> and <b> {added up|in total|in all|summed up}',
      '{the total|the grand total} of <a> and <b>',
      '{adding|summing} <a> and <b>',
      '<a> increased by <b>',
      '<a> with <b> {more|on top}',
      '<b> more than <a>',
      'the numbers <a> and <b> {added|summed|combined}',
      'sum of <a> and <b>',
      'sum(<a>, <b>)',
      '<a> {& <b> in all|+<b>|+ <b>}',
      '<a> and another <b>',
      'what you have when <b> joins <a>',
    ],
    held: ['<a> added to <b>', '<a> and <b> together'],
  },
  '-': {
    train: [
      '<a> - <b>',
      '<a> minus <b>',
      'the difference between <a> and <b>',
      '<a>-<b>',
      '<a> − <b>',
      '<a> – <b>',
      '<b> {subtracted|taken|deducted} from <a>',
      '<a> {reduced|lowered|decreased} by <b>',
      '<a> {without|after losing|after giving away} <b>',
      'the difference of <a> and <b>',
      '<a> with <b> {taken off|removed|taken out|subtracted}',
      '{subtracting|taking|removing} <b> from <a>',
      '<b> {fewer|smaller} than <a>',
      'what is left of <a> after <b> is {removed|taken off|spent}',
      '<a> if <b> is {subtracted|removed|taken off}',
      '<a> −<b>',
    ],
    held: ['<a> less <b>', '<a> take away <b>'],
  },
  '*': {
    train: [
      '<a> * <b>',
      '<a> times <b>',
      'the product of <a> and <b>',
      '<a> x <b>',
      '<a> × <b>',
      '<a>*<b>',
      '<a>x<b>',
      '<a>×<b>',
      '<a> X <b>',
      '<a> ✕ <b>',
      '<a> ∗ <b>',
      '<a> {lots of|groups of} <b>',
      '{product of|the product} <a> {x|and|times} <b>',
      '{multiplying|to multiply} <a> {by|with|and} <b>',
      'the {multiplication|product}: <a> {and|with|by} <b>',
      '<a> {rows|sets|bundles|piles} of <b>',
      '<b> taken <a> times',
      '<a> and <b> {as a product|times each other}',
      '(<a>) {x|*|times} (<b>)',
      '<a> {times the number|times as many as} <b>',
    ],
    held: ['<a> multiplied by <b>', '<a> · <b>'],
  },
  '/': {
    train: [
      '<a> / <b>',
      '<a> divided by <b>',
      '<a> ÷ <b>',
      '<a>/<b>',
      '<a>÷<b>',
      '<a> ∕ <b>',
      '<a> {shared|split|spread} {evenly|equally|fairly} among <b>',
      '<a> {split|divided|parted} into <b> {equal |}{parts|shares|groups}',
      'the quotient of <a> and <b>',
      '{dividing|to divide} <a> by <b>',
      'the division of <a> by <b>',
      'one part of <a> when there are <b> {equal parts|equal shares}',
      '<a> {div|/|divided with} <b>',
      '<a> in <b> equal {parts|shares}',
      '(<a>) {/|÷|divided by} (<b>)',
    ],
    held: ['<a> over <b>', '<a> : <b>'],
  },
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

/** How people type longer sums. */
const LOOKS: readonly ((sum: string) => string)[] = [
  (sum) => sum,
  (sum) => sum,
  (sum) => sum.replaceAll(' ', ''),
  (sum) => sum.replaceAll('*', 'x'),
  (sum) => sum.replaceAll('*', '×'),
  (sum) => sum.replaceAll(' ', '').replaceAll('*', '×'),
  (sum) => sum.replaceAll('*', 'times').replaceAll('+', 'plus').replaceAll('-', 'minus'),
];

function three(random: Random, split: Split): Sum {
  const [a, b, c] = [whole(random, 5), whole(random, 5), whole(random, 4)];
  const [expression, result] = random.pick([
    [`${a} + ${b} + ${c}`, a + b + c],
    [`${a} * ${b} + ${c}`, a * b + c],
    [`(${a} + ${b}) * ${c}`, (a + b) * c],
    [`${a} * (${b} - ${c})`, a * (b - c)],
    [`${a} - ${b} * ${c}`, a - b * c],
  ] as const);
  const sum = split === 'train' ? random.pick(LOOKS)(expression) : expression;
  return { question: worded(random, ASK, split, { sum }), expression, result: String(result) };
}

const POWER: Wordings = {
  train: [
    '<a> ^ <n>',
    '<a> to the power of <n>',
    '<a>^<n>',
    '<a> to the <n>',
    '{power|exponent} <n> of <a>',
    '<a> to power <n>',
    'the {number|value} <a> with {exponent|the exponent} <n>',
    'pow(<a>, <n>)',
    '<a> {times itself|multiplied together}, <n> factors',
    '<n> {factors of|copies of} <a> multiplied together',
    'the <n>-fold product of <a> with itself',
    '<a> (exponent <n>)',
    '<a> ^<n>',
    '<a> {taken|brought|lifted} to the power {of |}<n>',
    'base <a>, {exponent|power} <n>',
  ],
  held: ['<a> ** <n>', '<a> raised to <n>'],
};

function power(random: Random, split: Split): Sum {
  const a = whole(random, 3);
  const n = 2 + random.int(5);
  const sum = worded(random, POWER, split, { a: String(a), n: String(n) });
  return { question: worded(random, ASK, split, { sum }), expression: `${a} ^ ${n}`, result: String(a ** BigInt(n)) };
}

const PRICE: Wordings = {
  train: [
    'One <thing> costs <price>. {What do <n> cost|How much are <n>|How much do I pay for <n>}?',
    '{How much|What} {do|would} <n> <thing>s at <price> each {cost|come to}?',
    '{I need|I want|We need} <n> <thing>s and each {costs|is} <price>. {What is the total|How much in all}?',
    '<n> <thing>s, {each at|each for|at} <price>{, how much| each, total|: the total}?',
    'A <thing> is <price>. {What is the price of|How much for|What must I pay for|And} <n>{ of them|}?',
    '{What will|How much will} <n> <thing>s {be|cost me|come to} if {one is|each costs} <price>?',
    '{Price|Cost|Total} {for|of} <n> <thing>s at <price>{ each|}?',
    'At <price> {per <thing>|for one <thing>}, {how much are|what do I pay for|what is the price of} <n>?',
    'The shop {asks|takes} <price> for {a|one} <thing>. I {take|order|want} <n>. {How much is that|What do I owe}?',
    '{Do you know|Any idea|I wonder} {how much|what} <n> <thing>s cost when {each one|one} is <price>.',
    'I am {at the shop|at the counter|in town}: <n> <thing>s, <price> each. {How much is that|The cost}?',
    '{We order|Our school orders|My boss orders} <n> <thing>s at <price> each. {How much will it be|What is the sum}?',
    '{Tell me|Work out|Calculate} the {price|cost|total} of <n> <thing>s {at|for} <price> each.',
    'If {a|one} <thing> {costs|is sold for} <price>, {how expensive are|how much money is needed for} <n>?',
    '{How much money do I need|What do I have to pay} for <n> <thing>s {that cost|priced at} <price> each?',
    'I sold <n> <thing>s for <price> each. How much {did I make|money is that|did I get}?',
  ],
  held: ['I buy <n> <thing>s for <price> a piece. What is the bill?'],
};

/** Prices: two places after the point. */
function money(random: Random, split: Split): Sum {
  const cents = 100n + whole(random, 5);
  const n = 2n + BigInt(random.int(90));
  const price = places(cents);
  const values = { thing: random.pick(['pen', 'lamp', 'book', 'ticket', 'cup', 'chair']), price, n: String(n) };
  return {
    question: worded(random, PRICE, split, values),
    expression: `${n} * ${price}`,
    result: places(n * cents),
  };
}

/** Cents as a price, without zeros at the end. */
export function places(cents: bigint): string {
  const text = String(cents).padStart(3, '0');
  return `${text.slice(0, -2)}.${text.slice(-2)}`.replace(/\.?0+$/, '');
}

const PERCENT: Wordings = {
  train: [
    'What is <p> % of <of>?',
    '{How much is|Calculate|Tell me} <p>% of <of>.',
    '<p> percent of <of>?',
    '<p>% of <of>{, please|, thanks|}',
    '{What would|How much would} <p>% of <of> be?',
    '{I need|Give me|Find|Work out|I want to know} <p> {%|percent} of <of>{, please|}.',
    '{Out of|Of} <of>, {how much is|what is|how many are} <p>{%| percent}?',
    '{Any idea|Do you know|Can you tell me} {what|how much} <p>{ %|%| percent} of <of> is?',
    '{If|When} <of> is {the whole|100%|everything}, {how much|what} is <p>%?',
    'Take <p>{%| percent} of <of>{. How much is it|: what is it}?',
    '{Which|What} number is <p>{%| percent} of <of>?',
    '<of> {people were asked|people voted|pupils took the test}, <p>% said yes. How many {are they|is that}?',
    '<of>: {how much|what} is <p>{%| percent} of {it|that}?',
    'I {wonder|would like to know} {how much|what} <p>{%| percent} of <of> {is|makes}.',
    '{Percent|Percentage}: <p> of <of>, {please|how much}?',
    'The {whole|total|full amount} is <of>. {I need|What is|How much is} <p>{%| percent} of {it|that}?',
    '<p> {hundredths|out of every hundred} of <of>{?|, how much?}',
    '{Compute|Could you work out|Please find} {the part that is |}<p>{%| percent} of <of>.',
  ],
  held: ['<p> per cent of <of> is how much?'],
};

function percent(random: Random, split: Split): Sum {
  const share = BigInt(1 + random.int(99));
  const of = whole(random, 4) * 100n;
  const question = worded(random, PERCENT, split, { p: String(share), of: String(of) });
  return { question, expression: `${of} * ${share} / 100`, result: String((of * share) / 100n) };
}

const MORE: Wordings = {
  train: [
    '<name> has <a> <things> and {gets|finds|buys} <b> more. How many <things> {does <name> have|are there} now?',
    'There are <a> <things> on the table. <name> {brings|adds} <b>. How many are there {now|then}?',
    '<name> {had|collected|counted} <a> <things> and {then got|was given} <b> more. How many {is that|in all}?',
    '{I have|I had|My sister has} <a> <things>. <name> gives {me|us} <b> more. How many <things> is that?',
    '<a> <things> {are|lie|were} in {a box|a bag|the drawer}; <name> puts in <b> more. How many {now|are in it}?',
    '{First|At first} there were <a> <things>, then <name> {brought|added} <b>. {What is the total|How many now}?',
    '{Yesterday|Last week} <name> {found|bought|got} <a> <things>, today <b>. How many {together|is that in all}?',
    'If <name> has <a> <things> and I {give|send|bring} <name> <b>, how many {<things> |}does <name> have?',
    'How many <things> does <name> have {after|by} {getting|adding|buying} <b> to the <a> from before?',
    '<name> {starts|begins} with <a> <things> and {receives|wins|earns} <b>. {How many at the end|The total}?',
    '<name> keeps <a> <things> at home and <b> at {school|work|the office}. How many {is that|are that} in all?',
    'To <a> <things>, <name> adds <b>. {How many are there|How many does that make}{ now|}?',
    '<a> <things> and <b> {more|further ones} from <name>: how many{ in total| are there|}?',
    '{Someone|A friend|Grandma} gave <name> <b> <things> on top of <a>. How many {are that|does <name> have}?',
  ],
  held: ['<name> owned <a> <things>; then <b> came in the post. How many does <name> own now?'],
};

const FEWER: Wordings = {
  train: [
    '<name> has <a> <things> and {loses|sells|gives away} <b>. How many are left?',
    'Of <a> <things>, <name> {breaks|eats up|hides} <b>. How many {remain|are left}?',
    '<name> {had|owns|counted} <a> <things> and {sold|lent} <b> {to a friend|to me}. How many {remain|are left}?',
    'There {were|are} <a> <things>; <name> {took|removed|threw away} <b>. How many are {left|there now}?',
    '{I had|We had} <a> <things>. <name> {took|lost|used up} <b>. How many do {I|we} still have?',
    'How many <things> {are left|remain} {when|if|after} <name> {takes|uses|loses} <b> of <a>?',
    'If <name> has <a> <things> and {drops|spends|breaks} <b>, how many {stay|are left|does <name> still have}?',
    '{In the morning|At first} <name> had <a> <things>, by {evening|noon} <b> were lost. How many {are left|remain}?',
    'From a {pile|heap|box} of <a> <things>, <name> {takes out|carries off} <b>. What {is left|remains}?',
    '<name> {starts|begins} with <a> <things> and {uses|gives up|loses} <b>. {How many at the end|What remains}?',
    'A bag {holds|held} <a> <things>. <b> {fall out|are taken out} and <name> counts the rest. How many?',
    "<b> of <name>'s <a> <things> {broke|were stolen|got lost}. How many {does <name> have left|are whole}?",
    "{Take|Remove} <b> from <name>'s <a> <things>. How many {are left|remain|does <name> keep}?",
    '<a> <things>, minus <b> that <name> {lost|sold|gave me}: how many{ are left|}?',
  ],
  held: ['<b> of the <a> <things> that <name> kept are gone. How many are still there?'],
};

function story(random: Random, split: Split): Sum {
  const [a, b] = [whole(random, 4) + 1n, whole(random, 3)];
  const values = {
    name: freshName(random),
    a: String(a + b),
    b: String(b),
    things: random.pick(['apples', 'coins', 'shells', 'stamps', 'eggs', 'letters', 'stones', 'candles']),
  };
  const add = random.float() < 0.5;
  return {
    question: worded(random, add ? MORE : FEWER, split, values),
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

const CONVERT: Wordings = {
  train: [
    'How many <to> are <n> <from>?',
    '{Convert|Change} <n> <from> {to|into} <to>.',
    '{What is|what are} <n> <from> in <to>?',
    '<n> <f> {to|in|into|as|->} <t>{?|}',
    '<n> <from> {to|in|into|as} <to>{?|, please|}',
    '{How many <t> is|How many <t> are|what is} <n> <f>{ in <t>|}?',
    'How many <to> {does <n> <from> make|do <n> <from> have|are there in <n> <from>|make up <n> <from>}?',
    '{Turn|Switch|Translate|Put} <n> <from> {into|to} <to>{, please| for me|}.',
    '{I have|I need|It took|It says|I measured} <n> <from>. {What is that in <to>|How many <to> is that}?',
    '{Can|Could|Would} you {convert|change|turn} <n> <from> {to|into} <to>{ for me|}?',
    '{Any idea|Do you know|I wonder} {how many <to> <n> <from> are|what <n> <from> {are|is} in <to>}?',
    'In <to>, {how much|what} {is|are} <n> <from>?',
    '{I need|Give me|Tell me|Show me|Write} <n> <from> in <to>.',
    '{Calculate|Work out|Figure out} how many <to> {there are in|go into|fit into} <n> <from>.',
    'My {form|recipe|list} {wants|asks for} <to>, {but I have|I only know it is} <n> <from>. How many?',
    '<n> <from>, {how many <to>|and in <to>|in <to> please}?',
    '<from> to <to>: <n>',
    'What do <n> <from> {equal|correspond to|make} in <to>?',
    '{Change|Convert} <n> <f> {to|into} <t>.',
  ],
  held: ['Express <n> <from> in <to>.', '<n> <from> is how many <to>?'],
};

function units(random: Random, split: Split): Sum {
  const [large, small, factor, largeWord, smallWord] = random.pick(UNITS);
  const n = whole(random, 4);
  const down = random.float() < 0.7;
  const [from, to] = down ? [largeWord, smallWord] : [smallWord, largeWord];
  const value = down ? n : n * factor;
  const [short, into] = down ? [large, small] : [small, large];
  return {
    question: worded(random, CONVERT, split, { n: String(value), from, to, f: short, t: into }),
    expression: `${value} ${short} to ${into}`,
    result: `${down ? n * factor : n} ${into}`,
  };
}

const DAY = 86_400_000;

const BETWEEN: Wordings = {
  train: [
    'How many days {are there between|lie between} <from> and <to>?',
    '{How many days is it|How long is it in days} from <from> to <to>?',
    '{How many days pass|How many days go by} {between|from} <from> {and|to} <to>?',
    '{From|Between} <from> {to|and} <to>: how many days{ is that|}?',
    'Days {from|between} <from> {to|and} <to>{?|}',
    '{What is|Tell me|I need|Give me} the number of days {between <from> and <to>|from <from> to <to>}.',
    'How {many days|long, in days,} {after|later than} <from> is <to>?',
    '{If today is|Say today is|Today is} <from>. How many days {are left|remain|are there} {until|to|till} <to>?',
    '{I started on|We left on|It began on} <from> and {stopped|ended} on <to>. How many days {later|between}?',
    'The time {from|between} <from> {to|and} <to> in days{?|, please.}',
    '{Do you know|Any idea|Can you tell me|I wonder} how many days {lie|are} between <from> and <to>?',
    'How many days {before|ahead of|earlier than} <to> is <from>?',
    '<to> minus <from>, {how many days|in days}?',
    '{What is the difference|What is the distance} in days between <from> and <to>?',
    '{Compute|Calculate|Work out} {the days|how many days there are} {from <from> to <to>|between <from> and <to>}.',
    '{My baby|My cat|Our dog} was born on <from>. How many days old is {it|that} on <to>?',
    'How many {nights|days} {lie between|separate} <from> and <to>?',
  ],
  held: ['Count the days from <from> until <to>.'],
};

const AFTER: Wordings = {
  train: [
    '{What date|Which day} is <count> after <from>?',
    '{What is|Tell me} the date <count> after <from>.',
    '<from> {plus|+} <count>{?| is which date?|: what date?}',
    '<count> {after|from|past} <from>{?|, which date?|: the date?}',
    '{If today is|Say today is|Suppose it is} <from>, {what date is it|which day is it|what is the date} in <count>?',
    '{Add|Please add} <count> to <from>{. What date is that|. Which date comes out|}?',
    '{When is|When will it be} <count> {after|past|from} <from>?',
    '{I need|Give me|Find|Work out|Calculate} the {date|day} {that is |}<count> {after|past} <from>.',
    'What {date|day} {comes|falls|lies} <count> after <from>?',
    '{Do you know|Any idea|I wonder|Can you tell me} {what|which} date is <count> after <from>?',
    '{The bill is|My letter is|The order is} from <from> and {I must pay|it arrives} in <count>. Which date is that?',
    '{It starts|We leave|She leaves} on <from> and {ends|comes back|returns} <count> {later|after}. On what date?',
    '{From|Counting from} <from>, {go|move} {on|forward} <count>. Which date {is it|do you reach}?',
    'Which date do {I|you|we} {get|reach} if {I|you|we} add <count> to <from>?',
    'It is now <count> {since|after} <from>. {What is the date|Which date is it}?',
    'On <from> I have <count> {to go|to wait}. {When is it over|What date is that}?',
  ],
  held: ['Starting on <from>, what date do we have <count> later?'],
};

function dates(random: Random, split: Split): Sum {
  const start = Date.UTC(1950, 0, 1) + random.int(40_000) * DAY;
  const days = 1 + random.int(random.pick([30, 400, 9000]));
  const [from, to] = [start, start + days * DAY].map((time) => new Date(time).toISOString().slice(0, 10)) as [
    string,
    string,
  ];
  const count = `${days} ${days === 1 ? 'day' : 'days'}`;
  return random.float() < 0.5
    ? { question: worded(random, BETWEEN, split, { from, to }), expression: `${to} - ${from}`, result: count }
    : { question: worded(random, AFTER, split, { from, count }), expression: `${from} + ${count}`, result: to };
}

const KINDS = [two, two, two, three, power, money, percent, story, units, dates];
