// Small programs with what they print. A program is built statement by statement, and every statement is carried
// out as it is written down, so what it prints is right; a test runs all of them again.
import type { Random } from '../../base/random.ts';
import { between, chance, some } from './draw.ts';
import type { Plain } from './genres-sums.ts';
import { plural } from './inflect.ts';
import { words } from './lexicon/nouns.ts';
import type { World } from './world.ts';

/** What a program has come to: its lines, what it printed, its names. */
interface Desk {
  readonly random: Random;
  readonly lines: string[];
  readonly printed: string[];
  readonly numbers: Map<string, number>;
  readonly texts: Map<string, string>;
  readonly lists: Map<string, number[]>;
}

/** A program and its output, sometimes with a sentence of what it does. */
export function code(world: World, random: Random): Plain {
  const desk: Desk = { random, lines: [], printed: [], numbers: new Map(), texts: new Map(), lists: new Map() };
  const about = random.pick(PROGRAMS)(desk, world);
  const program = `\`\`\`js\n${desk.lines.join('\n')}\n\`\`\``;
  const output = `\`\`\`\n${desk.printed.join('\n')}\n\`\`\``;
  const prints = random.pick(['It prints:', 'Output:', 'This prints', 'What it prints:']);
  const text = chance(random, 0.6)
    ? `${about}\n\n${program}\n\n${prints}\n\n${output}`
    : `${program}\n\n${prints}\n\n${output}\n\n${about}`;
  return { title: random.pick(['A small program', 'Code', 'A few lines', 'What does it print?']), text };
}

type Program = (desk: Desk, world: World) => string;

const NUMBERS = ['n', 'count', 'total', 'price', 'age', 'steps', 'sum', 'left', 'width', 'height'];
const TEXTS = ['name', 'word', 'town', 'greeting', 'title', 'line'];

function print({ lines, printed }: Desk, expression: string, value: unknown, indent = ''): void {
  lines.push(`${indent}console.log(${expression});`);
  printed.push(String(value));
}

function freshNumber({ random, lines, numbers }: Desk, high = 20): [string, number] {
  const name = random.pick(NUMBERS.filter((each) => !numbers.has(each)));
  const value = between(random, 1, high);
  lines.push(`${chance(random, 0.7) ? 'const' : 'let'} ${name} = ${value};`);
  numbers.set(name, value);
  return [name, value];
}

function freshText({ random, lines, texts }: Desk, value: string): string {
  const name = random.pick(TEXTS.filter((each) => !texts.has(each)));
  lines.push(`const ${name} = '${value}';`);
  texts.set(name, value);
  return name;
}

const OPERATIONS: readonly (readonly [sign: string, act: (a: number, b: number) => number])[] = [
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['%', (a, b) => a % b],
];

const arithmetic: Program = (desk) => {
  const [[a, x], [b, y]] = [freshNumber(desk), freshNumber(desk)];
  const [[s1, f1], [s2, f2]] = [desk.random.pick(OPERATIONS), desk.random.pick(OPERATIONS)];
  print(desk, `${a} ${s1} ${b}`, f1(x, y));
  const k = between(desk.random, 2, 9);
  print(desk, `(${a} ${s1} ${b}) ${s2} ${k}`, f2(f1(x, y), k));
  return `With ${a} = ${x} and ${b} = ${y}, ${a} ${s1} ${b} is ${f1(x, y)}.`;
};

const joining: Program = (desk, world) => {
  const { random } = desk;
  const who = random.pick(world.people).given;
  const thing = random.pick(words('treasure'));
  const name = freshText(desk, who);
  const other = freshText(desk, thing);
  if (chance(random, 0.5)) print(desk, `${name} + ' has a ' + ${other}`, `${who} has a ${thing}`);
  else print(desk, `\`\${${name}} finds a \${${other}}.\``, `${who} finds a ${thing}.`);
  print(desk, `${other}.length`, thing.length);
  print(desk, `${name}.toUpperCase()`, who.toUpperCase());
  return `Texts are joined with + or with \${…}; "${thing}" has ${thing.length} letters and spaces.`;
};

const choosing: Program = (desk) => {
  const { random, lines } = desk;
  const [a, x] = freshNumber(desk, 30);
  const limit = between(random, 5, 25);
  const [yes, no] = some(random, ['many', 'few', 'enough', 'too much', 'just right', 'open', 'closed'], 2) as [
    string,
    string,
  ];
  const [sign, holds] = random.pick([
    ['>', x > limit],
    ['<', x < limit],
    ['===', x === limit],
    ['>=', x >= limit],
  ] as const);
  lines.push(`if (${a} ${sign} ${limit}) {`);
  lines.push(`  console.log('${yes}');`, '} else {', `  console.log('${no}');`, '}');
  desk.printed.push(holds ? yes : no);
  return `${x} ${sign} ${limit} is ${holds}, so it says "${holds ? yes : no}".`;
};

const looping: Program = (desk) => {
  const { random, lines } = desk;
  const [from, to] = [between(random, 0, 3), between(random, 4, 8)];
  const factor = between(random, 2, 9);
  let total = 0;
  lines.push('let total = 0;', `for (let i = ${from}; i < ${to}; i++) {`);
  const says = chance(random, 0.5);
  for (let i = from; i < to; i++) {
    total += i * factor;
    if (says) desk.printed.push(String(i * factor));
  }
  lines.push(`  total += i * ${factor};`);
  if (says) lines.push(`  console.log(i * ${factor});`);
  lines.push('}');
  print(desk, 'total', total);
  return `The loop goes from ${from} to ${to - 1}, ${to - from} times, and adds ${factor} times each number: ${total}.`;
};

const counting: Program = (desk) => {
  const { random, lines, printed } = desk;
  const start = between(random, 10, 60);
  const step = between(random, 3, 9);
  lines.push(
    `let left = ${start};`,
    'let rounds = 0;',
    `while (left >= ${step}) {`,
    `  left -= ${step};`,
    '  rounds += 1;',
    '}',
  );
  print(desk, 'rounds', Math.floor(start / step));
  print(desk, 'left', start % step);
  return `${step} goes into ${start} ${printed[0]} times, and ${printed[1]} is left.`;
};

const listing: Program = (desk) => {
  const { random, lines } = desk;
  const items = Array.from({ length: between(random, 3, 6) }, () => between(random, 1, 30));
  lines.push(`const numbers = [${items.join(', ')}];`);
  const limit = between(random, 5, 20);
  const k = between(random, 2, 5);
  const ways: readonly (readonly [string, unknown, string])[] = [
    ['numbers.length', items.length, `The list has ${items.length} numbers.`],
    [
      `numbers.map((n) => n * ${k}).join(', ')`,
      items.map((n) => n * k).join(', '),
      `map makes a new list of each times ${k}.`,
    ],
    [
      `numbers.filter((n) => n > ${limit}).join(', ')`,
      items.filter((n) => n > limit).join(', '),
      `filter keeps those above ${limit}.`,
    ],
    ['Math.max(...numbers)', Math.max(...items), `The largest is ${Math.max(...items)}.`],
    [
      "numbers.toSorted((a, b) => a - b).join(' ')",
      items.toSorted((a, b) => a - b).join(' '),
      'toSorted puts them in order.',
    ],
    ['numbers.reduce((a, b) => a + b, 0)', items.reduce((a, b) => a + b, 0), 'reduce adds them all.'],
    [
      `numbers.includes(${limit})`,
      items.includes(limit),
      `${limit} is ${items.includes(limit) ? '' : 'not '}in the list.`,
    ],
    ['numbers[0] + numbers.at(-1)', items[0]! + items.at(-1)!, 'The first and the last are added.'],
  ];
  const chosen = some(random, ways, between(random, 2, 3));
  for (const [expression, value] of chosen) print(desk, expression, value);
  return chosen.map(([, , about]) => about).join(' ');
};

const calling: Program = (desk, world) => {
  const { random, lines } = desk;
  if (chance(random, 0.5)) {
    const [what, body, act] = random.pick([
      ['double', 'n * 2', (n: number) => n * 2],
      ['square', 'n * n', (n: number) => n * n],
      ['next', 'n + 1', (n: number) => n + 1],
      ['half', 'n / 2', (n: number) => n / 2],
      ['tenth', 'n * 10', (n: number) => n * 10],
    ] as const);
    const [a, b] = [2 * between(random, 1, 20), 2 * between(random, 1, 9)];
    lines.push(`function ${what}(n) {`, `  return ${body};`, '}');
    print(desk, `${what}(${a})`, act(a));
    print(desk, `${what}(${what}(${4 * b}))`, act(act(4 * b)));
    return `The function gives back ${body}: for ${a} that is ${act(a)}.`;
  }
  const who = random.pick(world.people).given;
  const word = random.pick(['Hello', 'Good evening', 'Welcome', 'Good night']);
  lines.push('function greet(name) {', `  return '${word}, ' + name + '!';`, '}');
  print(desk, `greet('${who}')`, `${word}, ${who}!`);
  return `greet puts a name behind "${word}".`;
};

const walking: Program = (desk) => {
  const { random, lines, printed } = desk;
  const basket = some(random, words('fruit'), between(random, 2, 4));
  const many = chance(random, 0.5);
  lines.push(`const basket = [${basket.map((each) => `'${each}'`).join(', ')}];`);
  lines.push('for (const fruit of basket) {');
  lines.push(many ? "  console.log(fruit + ': ' + fruit.length);" : '  console.log(fruit);', '}');
  for (const each of basket) printed.push(many ? `${each}: ${each.length}` : each);
  return `It goes through ${basket.length} kinds of fruit, ${many ? 'and says how long each name is' : 'one line each'}.`;
};

const keeping: Program = (desk) => {
  const { random, lines } = desk;
  const [a, b] = some(random, words('vegetable'), 2).map((each) => plural(each).replace(/\W/g, '')) as [string, string];
  const [x, y] = [between(random, 2, 30), between(random, 2, 30)];
  const more = between(random, 1, 9);
  lines.push(`const shop = { ${a}: ${x}, ${b}: ${y} };`, `shop.${a} += ${more};`);
  print(desk, `shop.${a}`, x + more);
  print(desk, `shop.${a} + shop.${b}`, x + more + y);
  return `The shop had ${x} ${a}, then ${more} came.`;
};

const PROGRAMS: readonly Program[] = [
  arithmetic,
  joining,
  choosing,
  looping,
  counting,
  listing,
  calling,
  walking,
  keeping,
];
