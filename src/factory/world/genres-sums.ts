// Worked arithmetic and small exercises of letters and order: every step is written as a careful person would, and
// every result is right. Sums about people take their names from the world, and market prices from nowhere.
import type { Random } from '../../base/random.ts';
import { between, chance, some } from './draw.ts';
import { inWords, plural } from './inflect.ts';
import { words } from './lexicon/nouns.ts';
import type { World } from './world.ts';

/** A text that tells no fact of the world. */
export interface Plain {
  readonly title: string;
  readonly text: string;
}

type Exercise = (random: Random, world: World) => string;

/** Two to six exercises, of one kind or of several. */
export function sums(world: World, random: Random): Plain {
  const count = between(random, 2, 6);
  const one = chance(random, 0.4) ? random.pick(EXERCISES) : undefined;
  const lines = Array.from({ length: count }, () => (one ?? random.pick(EXERCISES))(random, world));
  return { title: random.pick(TITLES), text: lines.join('\n\n') };
}

const TITLES = ['Sums', 'Arithmetic', 'Exercises', 'At the slate', 'Homework, with answers', 'Numbers and letters'];

/** A number of one to `most` digits, each length as likely as the others. */
function number(random: Random, most: number): number {
  const digits = between(random, 1, most);
  return between(random, digits === 1 ? 1 : 10 ** (digits - 1), 10 ** digits - 1);
}

const PLACES = ['ones', 'tens', 'hundreds', 'thousands', 'ten thousands'];

const digit = (n: number, place: number): number => Math.floor(n / 10 ** place) % 10;

const adding: Exercise = (random) => {
  const [a, b] = [number(random, 4) + 9, number(random, 4) + 9];
  const steps: string[] = [];
  let carry = 0;
  for (let place = 0; place < String(Math.max(a, b)).length; place++) {
    const [x, y] = [digit(a, place), digit(b, place)];
    const total = x + y + carry;
    const carried = carry > 0 ? ` and ${carry} carried` : '';
    const rest = total > 9 ? `${total}: write ${total % 10}, carry ${Math.floor(total / 10)}` : `${total}`;
    steps.push(`${PLACES[place]}: ${x} + ${y}${carried} is ${rest}`);
    carry = Math.floor(total / 10);
  }
  const asked = random.pick([`${a} + ${b} = ?`, `What is ${a} plus ${b}?`, `Add ${a} and ${b}.`]);
  return `${asked}\n${steps.join('; ')}.\n${a} + ${b} = ${a + b}.`;
};

const subtracting: Exercise = (random) => {
  const [x, y] = [number(random, 4) + 10, number(random, 4)];
  const [a, b] = [Math.max(x, y), Math.min(x, y)];
  const steps: string[] = [];
  let lent = 0;
  for (let place = 0; place < String(a).length; place++) {
    const top = digit(a, place) - lent;
    const bottom = digit(b, place);
    const borrows = top < bottom;
    const from = borrows ? `${top} is less than ${bottom}, so borrow: ${top + 10}` : `${top}`;
    steps.push(`${PLACES[place]}: ${from} − ${bottom} is ${top + (borrows ? 10 : 0) - bottom}`);
    lent = borrows ? 1 : 0;
  }
  const asked = random.pick([`${a} − ${b} = ?`, `What is ${a} minus ${b}?`, `Take ${b} from ${a}.`]);
  return `${asked}\n${steps.join('; ')}.\n${a} − ${b} = ${a - b}.`;
};

const multiplying: Exercise = (random) => {
  const a = between(random, 11, 999);
  const b = between(random, 2, 99);
  const parts = [...String(b)].map((d, i, all) => Number(d) * 10 ** (all.length - 1 - i)).filter((part) => part > 0);
  const steps = parts.map((part) => `${a} × ${part} = ${a * part}`);
  const sum = parts.length > 1 ? `\n${parts.map((part) => a * part).join(' + ')} = ${a * b}.` : '';
  const asked = random.pick([`${a} × ${b} = ?`, `What is ${a} times ${b}?`, `Multiply ${a} by ${b}.`]);
  return `${asked}\n${steps.join('; ')}.${sum}\n${a} × ${b} = ${a * b}.`;
};

const dividing: Exercise = (random) => {
  const b = between(random, 2, 12);
  const a = between(random, b, b * 40);
  const [whole, rest] = [Math.floor(a / b), a % b];
  const left = rest === 0 ? 'and nothing is left' : `and ${rest} ${rest === 1 ? 'is' : 'are'} left`;
  const asked = random.pick([`${a} ÷ ${b} = ?`, `How often does ${b} go into ${a}?`, `Divide ${a} by ${b}.`]);
  return `${asked}\n${b} × ${whole} = ${b * whole}, ${left}.\n${a} ÷ ${b} = ${whole}${rest === 0 ? '' : `, remainder ${rest}`}.`;
};

const table: Exercise = (random) => {
  const n = between(random, 2, 12);
  const from = between(random, 1, 6);
  return Array.from({ length: 5 }, (_, i) => `${n} × ${from + i} = ${n * (from + i)}`).join('\n');
};

const comparing: Exercise = (random) => {
  const a = number(random, 4);
  const b = chance(random, 0.4) ? a + between(random, -9, 9) : number(random, 4);
  if (a === b) return `Which is more, ${a} or ${b}?\nNeither: they are the same number.`;
  const [high, low] = [Math.max(a, b), Math.min(a, b)];
  return random.pick([
    `Which is more, ${a} or ${b}?\n${high} is more than ${low}, by ${high - low}.`,
    `Which is less, ${a} or ${b}?\n${low} is less than ${high}.`,
    `Is ${a} greater than ${b}?\n${a > b ? 'Yes' : 'No'}: ${a} ${a > b ? '>' : '<'} ${b}.`,
  ]);
};

const series: Exercise = (random) => {
  const [start, step] = [between(random, 0, 40), between(random, 2, 12)];
  const down = chance(random, 0.3);
  const at = (i: number): number => (down ? start + step * (9 - i) : start + step * i);
  const shown = Array.from({ length: 4 }, (_, i) => at(i)).join(', ');
  return `What comes next: ${shown}, …?\nEach is ${step} ${down ? 'less' : 'more'} than the one before, so ${at(4)} comes next, and then ${at(5)}.`;
};

const naming: Exercise = (random) => {
  const n = between(random, 1, 99);
  return random.pick([
    `How is ${n} written in words?\n${inWords(n)}`,
    `Which number is "${inWords(n)}"?\n${n}`,
    `Is ${n} even or odd?\n${n} is ${n % 2 === 0 ? 'even: it is twice' : 'odd: it is one more than twice'} ${Math.floor(n / 2)}.`,
  ]);
};

/** Names of people in the world: given names say nothing about anyone. */
const given = (random: Random, world: World): string => random.pick(world.people).given;

const buying: Exercise = (random, world) => {
  const who = given(random, world);
  const kind = random.pick(['fruit', 'vegetable']);
  const [a, b] = some(random, words(kind), 2) as [string, string];
  const [n, m, p, q] = [2, 2, 1, 1].map((low) => between(random, low, 9)) as [number, number, number, number];
  const total = n * p + m * q;
  const paid = Math.ceil((total + 1) / 10) * 10;
  const marks = (k: number): string => (k === 1 ? '1 mark' : `${k} marks`);
  const [one, two] = [
    `${inWords(n)} ${plural(a)} at ${marks(p)} each`,
    `${inWords(m)} ${plural(b)} at ${marks(q)} each`,
  ];
  return random.pick([
    `${who} buys ${one} and ${two}, and pays with ${paid} marks. How much comes back?\n${n} × ${p} = ${n * p}, and ${m} × ${q} = ${m * q}. Together that is ${total}. ${paid} − ${total} = ${paid - total}, so ${marks(paid - total)} come${paid - total === 1 ? 's' : ''} back.`,
    `At the market ${one}, then ${two}: what does ${who} pay?\nThe ${plural(a)} are ${marks(n * p)} and the ${plural(b)} ${marks(m * q)}, so it is ${marks(total)} in all.`,
    `${who} has ${paid} marks in a purse and wants ${one}. Is there enough left for ${two}?\nFirst ${n} × ${p} = ${n * p}; ${paid} − ${n * p} = ${paid - n * p} are left. ${m} × ${q} = ${m * q}, which is less than that, so yes.`,
  ]);
};

const sharing: Exercise = (random, world) => {
  const names = [...new Set(Array.from({ length: 6 }, () => given(random, world)))].slice(0, between(random, 2, 4));
  const each = between(random, 2, 12);
  const over = between(random, 0, names.length - 1);
  const what = plural(random.pick(words('fruit')));
  const all = each * names.length + over;
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const left =
    over === 0 ? 'None is left over.' : `${over === 1 ? 'One is' : `${inWords(over)} are`} left over, for the goat.`;
  return `${list} share ${all} ${what} fairly. How many does each get?\n${names.length} × ${each} = ${each * names.length}, so each gets ${each}. ${left[0]!.toUpperCase()}${left.slice(1)}`;
};

const waiting: Exercise = (random) => {
  const [hour, minute] = [between(random, 6, 18), 5 * between(random, 0, 11)];
  const takes = 5 * between(random, 2, 40);
  const end = hour * 60 + minute + takes;
  const time = (m: number): string => `${Math.floor(m / 60)}:${String(m % 60).padStart(2, '0')}`;
  const [h, m] = [Math.floor(takes / 60), takes % 60];
  const long = [h > 0 ? `${h} hour${h > 1 ? 's' : ''}` : '', m > 0 ? `${m} minutes` : ''].filter(Boolean).join(' and ');
  return `The ferry leaves at ${time(hour * 60 + minute)} and needs ${long}. When does it land?\n${time(hour * 60 + minute)} and ${long} later is ${time(end)}.`;
};

const letters: Exercise = (random) => {
  const word = random.pick(words(random.pick(['fruit', 'vegetable', 'toy', 'tool']))).split(' ')[0]!;
  const spelled = [...word].join('-');
  const counted = random.pick([...word]);
  const times = [...word].filter((letter) => letter === counted).length;
  return random.pick([
    `Spell "${word}".\n${spelled}: ${word.length} letters.`,
    `Write "${word}" backwards.\n${[...word].reverse().join('-')}: ${[...word].reverse().join('')}`,
    `How many times does the letter ${counted} stand in "${word}"?\n${spelled}: ${times === 1 ? 'once' : times === 2 ? 'twice' : `${inWords(times)} times`}.`,
    `With which letter does "${word}" begin, and with which does it end?\nIt begins with ${word[0]} and ends with ${word.at(-1)}.`,
  ]);
};

const ordering: Exercise = (random, world) => {
  const byName = chance(random, 0.5);
  const items = byName
    ? [...new Set(Array.from({ length: 5 }, () => given(random, world)))]
    : [...new Set(Array.from({ length: 5 }, () => String(number(random, 3))))];
  const sorted = byName ? items.toSorted() : items.toSorted((a, b) => Number(a) - Number(b));
  return `Put in order: ${items.join(', ')}.\n${sorted.join(', ')}`;
};

const EXERCISES: readonly Exercise[] = [
  ...[adding, subtracting, multiplying, dividing, table, comparing, series, naming],
  ...[buying, buying, sharing, waiting, letters, letters, ordering],
];
