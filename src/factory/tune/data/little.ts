// Little things that even a small model can do: plain facts that every child knows, lists, counting, repeating,
// opposites, which of two is more. What it cannot do (spelling, letters, translation) is not pretended.
import type { Random } from '../../../base/random.ts';
import { words } from '../../world/lexicon/nouns.ts';
import {
  assistant,
  atHand,
  type Draft,
  expand,
  freshName,
  inTurn,
  type Maker,
  type Split,
  typed,
  user,
  worded,
} from './maker.ts';
import { telling } from './reading.ts';

/** What every child knows: wordings, the last held back, and the answer. */
const FACTS: readonly (readonly [answer: string, ...asks: string[]])[] = [
  ['Blue.', 'What colour is the sky?', 'What is the colour of the sky{ on a clear day|}?', 'The sky has which colour?'],
  ['Green.', 'What colour is grass?', 'What is the colour of {grass|leaves in summer}?', 'Grass has which colour?'],
  ['White.', 'What colour is {snow|milk}?', 'What is the colour of {snow|milk}?', 'Snow has which colour?'],
  [
    'Yellow.',
    'What colour is {a lemon|a ripe banana|the yolk of an egg}?',
    'What is the colour of a lemon?',
    'Lemons have which colour?',
  ],
  [
    'Red.',
    'What colour is {blood|a ripe cherry|a tomato}?',
    'What is the colour of {blood|a tomato}?',
    'Blood has which colour?',
  ],
  ['Black.', 'What colour is {coal|the night}?', 'What is the colour of coal?', 'Coal has which colour?'],
  [
    'Four.',
    'How many legs does a {dog|cat|horse|cow|goat} have?',
    'How many wheels does a car have?',
    'A horse has how many legs?',
  ],
  [
    'Two.',
    'How many legs does a {hen|duck|bird|person} have?',
    'How many {eyes|ears|hands} does a person have?',
    'A duck has how many legs?',
  ],
  [
    'Six.',
    'How many legs does {a bee|an ant|a beetle|a fly} have?',
    'How many sides does a cube have?',
    'An ant has how many legs?',
  ],
  ['Eight.', 'How many legs does a spider have?', 'A spider has how many legs?', 'Count the legs of a spider.'],
  ['Seven.', 'How many days {are in|has} a week?', 'A week has how many days?', 'Days in a week?'],
  ['Twelve.', 'How many months {are in|has} a year?', 'How many are a dozen?', 'Months in a year?'],
  ['Twenty-four.', 'How many hours {are in|has} a day?', 'A day has how many hours?', 'Hours in a day?'],
  [
    'Sixty.',
    'How many minutes {are in|has} an hour?',
    'How many seconds {are in|has} a minute?',
    'Minutes in an hour?',
  ],
  ['Ten.', 'How many fingers does a person have?', 'How many fingers do I have?', 'Count my fingers.'],
  [
    'Three.',
    'How many sides does a triangle have?',
    'A triangle has how many corners?',
    'How many corners are there in a triangle?',
  ],
  [
    'Milk.',
    'What {does a cow give|do cows give} us to drink?',
    'What do {kittens|babies|calves} drink?',
    'From a cow we get which drink?',
  ],
  ['Eggs.', 'What do hens lay?', 'What does a hen lay?', 'Hens lay what?'],
  ['Honey.', 'What do bees make?', 'What sweet thing comes from bees?', 'Bees make what?'],
  [
    'Wool.',
    'What do we get from sheep for our {coats|socks|scarves}?',
    'What does a sheep wear?',
    'Sheep give us what for scarves?',
  ],
  ['Bread.', 'What does a baker bake?', 'What do we {make|bake} from flour and water?', 'A baker bakes what?'],
  [
    'Ice.',
    'What does water become when it freezes?',
    'What is frozen water called?',
    'What do we call water that froze?',
  ],
  [
    'Steam.',
    'What does water become when it boils?',
    'What rises from boiling water?',
    'What do we call water that boiled away?',
  ],
  ['Woof.', 'What does a dog say?', 'What sound does a dog make?', 'Which noise do dogs make?'],
  ['Meow.', 'What does a cat say?', 'What sound does a cat make?', 'Which noise do cats make?'],
  ['Moo.', 'What does a cow say?', 'What sound does a cow make?', 'Which noise do cows make?'],
  [
    'In the east.',
    'Where does the sun {rise|come up}?',
    'In which direction does the sun rise?',
    'The sun comes up where?',
  ],
  [
    'In the west.',
    'Where does the sun {set|go down}?',
    'In which direction does the sun set?',
    'The sun goes down where?',
  ],
  ['Winter.', 'Which season is the coldest?', 'In which season does it snow{ most|}?', 'Name the coldest season.'],
  ['Summer.', 'Which season is the {warmest|hottest}?', 'What comes after spring?', 'Name the warmest season.'],
  [
    'Autumn.',
    'In which season do the leaves fall?',
    'Which season comes after summer?',
    'What season is before winter?',
  ],
  [
    'Spring.',
    'Which season comes after winter?',
    'In which season do {flowers open|birds build nests}?',
    'What season is before summer?',
  ],
  ['In the sea.', 'Where do {whales|sharks} swim?', 'Where is the water salty?', 'Salt water is found where?'],
  ['In a nest.', 'Where do birds lay eggs?', 'Where does a bird sleep?', 'Birds put their eggs where?'],
  ['A kitten.', 'What is a young cat called?', 'What do we call a baby cat?', 'Name the child of a cat.'],
  ['A puppy.', 'What is a young dog called?', 'What do we call a baby dog?', 'Name the child of a dog.'],
  ['A lamb.', 'What is a young sheep called?', 'What do we call a baby sheep?', 'Name the child of a sheep.'],
  ['A calf.', 'What is a young cow called?', 'What do we call a baby cow?', 'Name the child of a cow.'],
  ['A key.', 'What {do I|does one} open a lock with?', 'What opens a lock?', 'A lock is opened by what?'],
  ['A hammer.', 'What do I hit a nail with?', 'Which tool is for nails?', 'To drive in a nail I take what?'],
  ['A saw.', 'What do I cut wood with?', 'Which tool cuts a board?', 'To cut a board I take what?'],
  ['An umbrella.', 'What do I take along when it rains?', 'What keeps me dry in the rain?', 'In the rain I hold what?'],
  ['The sun.', 'What gives us light by day?', 'What warms the earth?', 'By day the light comes from where?'],
  ['With the ears.', 'What do we hear with?', 'How do we hear?', 'We hear by what?'],
  ['With the eyes.', 'What do we see with?', 'How do we see?', 'We see by what?'],
  ['With the nose.', 'What do we smell with?', 'How do we smell things?', 'We smell by what?'],
];

/** A fact that every child knows. */
export function plainFact(random: Random, split: Split): Draft {
  const [answer, ...asks] = random.pick(FACTS);
  const ask = split === 'train' ? random.pick(asks.slice(0, -1)) : asks.at(-1)!;
  return {
    family: 'common/fact',
    tools: atHand(random),
    turns: [user(typed(random, expand(random, ask).trim())), assistant(answer)],
  };
}

/** What can be listed, and its kinds of words in the lexicon. */
export const LISTED: Readonly<Record<string, readonly string[]>> = {
  animals: ['pet', 'wild', 'farm'],
  birds: ['songbird'],
  insects: ['insect'],
  fruits: ['fruit'],
  vegetables: ['vegetable'],
  trees: ['tree'],
  flowers: ['flower'],
  tools: ['tool'],
  toys: ['toy'],
  drinks: ['drink'],
  metals: ['metal'],
  jobs: ['job'],
  instruments: ['instrument'],
  clothes: ['clothing'],
  'pieces of furniture': ['furniture'],
  'wild animals': ['wild'],
  'farm animals': ['farm'],
  pets: ['pet'],
  herbs: ['herb'],
};

/** Every word that may stand in a list of this. */
export const listable = (of: string): string[] => [...new Set(LISTED[of]!.flatMap((kind) => [...words(kind)]))];

const COUNTS = ['two', 'three', 'four', 'five'];
export const countOf = (word: string): number => COUNTS.indexOf(word) + 2;

export const LIST_ASKS = {
  train: [
    '{Name|List|Give me|Tell me|Write down} <n> <of>{, please|}.',
    '{Can you|Could you} {name|list} <n> <of>?',
    'I need <n> <of>.',
    'What are <n> <of>?',
    '<n> <of>',
  ],
  held: ['Think of <n> <of>.', 'Say the names of <n> <of>.'],
};

/** Some things of a kind. */
export function list(random: Random, split: Split): Draft {
  const of = random.pick(Object.keys(LISTED));
  const n = random.pick(COUNTS);
  const items = random.shuffled(listable(of)).slice(0, countOf(n));
  return {
    family: `list/${of}/${n}`,
    tools: atHand(random),
    turns: [user(typed(random, worded(random, LIST_ASKS, split, { n, of }), [of, n])), assistant(listed(items))],
  };
}

/** "a, b and c." with a capital. */
export function listed(items: readonly string[]): string {
  const text = items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}

const SERIES: Readonly<Record<string, string>> = {
  'days of the week': 'Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday',
  months: 'January, February, March, April, May, June, July, August, September, October, November, December',
  seasons: 'spring, summer, autumn, winter',
  letters: 'a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z',
};
const SERIES_ASKS = {
  train: [
    '{Name|List|Say|Tell me|Write} the <of>{, please|}.',
    'What are the <of>?',
    'Which <of> are there?',
    'the <of>',
  ],
  held: ['Recite the <of>.', 'Can you go through the <of>?'],
};
const NEXT_ASKS = {
  train: ['What {comes|is} after <a>?', 'What {is|comes} next after <a>?', 'After <a> comes what?'],
  held: ['<a> is followed by what?', 'Which one follows <a>?'],
};

/** Series that everyone says in one order, and what comes next in them. */
export function series(random: Random, split: Split): Draft {
  const of = random.pick(Object.keys(SERIES));
  const all = SERIES[of]!;
  if (random.float() < 0.5 || of === 'letters') {
    const asked = worded(random, SERIES_ASKS, split, { of });
    const text = of === 'seasons' ? listed(all.split(', ')) : `${all}.`;
    return { family: 'do/series', tools: atHand(random), turns: [user(typed(random, asked)), assistant(text)] };
  }
  const items = all.split(', ');
  const at = random.int(items.length - 1);
  const asked = worded(random, NEXT_ASKS, split, { a: items[at]! });
  const next = items[at + 1]!;
  return {
    family: 'do/next',
    tools: atHand(random),
    turns: [user(typed(random, asked, items)), assistant(`${next[0]!.toUpperCase()}${next.slice(1)}.`)],
  };
}

const COUNT_ASKS = {
  up: {
    train: [
      'Count {to <b>|from 1 to <b>|up to <b>}{, please|}.',
      '{Can you|Please} count to <b>{?|.}',
      'Say the numbers up to <b>.',
    ],
    held: ['Start counting and stop at <b>.'],
  },
  from: {
    train: [
      'Count from <a> to <b>{, please|}.',
      'Say the numbers from <a> to <b>.',
      'Which numbers {are there|lie} from <a> to <b>?',
    ],
    held: ['Begin at <a> and count until <b>.'],
  },
  down: {
    train: ['Count {down|backwards} from <b>{ to 1|}.', 'Count from <b> down to 1{, please|}.'],
    held: ['Do a countdown from <b>.'],
  },
};

/** Counting up and down. */
export function counting(random: Random, split: Split): Draft {
  const way = random.pick(['up', 'from', 'down'] as const);
  const a = way === 'from' ? 2 + random.int(60) : 1;
  const b = way === 'from' ? a + 2 + random.int(9) : way === 'up' ? 3 + random.int(18) : 3 + random.int(10);
  const numbers = Array.from({ length: b - a + 1 }, (_, i) => (way === 'down' ? b - i : a + i));
  const asked = worded(random, COUNT_ASKS[way], split, { a: String(a), b: String(b) });
  return {
    family: `do/count/${way}`,
    tools: atHand(random),
    turns: [user(typed(random, asked)), assistant(`${numbers.join(', ')}.`)],
  };
}

export const REPEAT_ASKS = {
  train: [
    '{Repeat|Say} {after me|this|the following}: <s>',
    'Say <q>{, please|}.',
    'Repeat <q>.',
    '{Write|Type|Print} <q>.',
    'Say exactly: <s>',
  ],
  held: ['Echo: <s>', 'Copy this word for word: <s>'],
};
const SENTENCES = [
  'The {red|old|small} {boat|cart|door} is {at the bridge|in the yard|gone}.',
  '<N> {sees|has|wants} {a|the} {lamp|goat|letter}.',
  'I {like|want} {soup|rain|my coat}{ very much|}.',
  '{hello|good morning|yes|no|thank you|well done}',
  '{Two|Three|Nine} {birds|apples|stones} {and|or} {a hat|one key}.',
  '<N>, <N2> and {the cat|a friend}.',
  '{blue|green} {moon|river} {nine|four}',
];

/** Words to say again, exactly; sometimes others after them. */
export function repeating(random: Random, split: Split): Draft {
  const turns = Array.from({ length: random.float() < 0.4 ? 1 : 2 + random.int(2) }, () => {
    const s = somethingToSay(random, split);
    return [user(worded(random, REPEAT_ASKS, split, { s, q: `"${s}"` })), assistant(s)];
  });
  return { family: 'do/repeat', tools: atHand(random), turns: turns.flat() };
}

/** A sentence; or names, words and numbers in a row, where only copying helps. */
function somethingToSay(random: Random, split: Split): string {
  const kind = random.float();
  if (kind < 0.3) return sentenceToSay(random, split);
  if (kind < 0.45) return telling(random, split).said;
  const name = (): string => freshName(random);
  const number = (): string => String(random.int(10 ** (1 + random.int(9))));
  const word = (): string => random.pick(listable(random.pick(Object.keys(LISTED))));
  const items = random.pick([[name], [number], [name, number, word], [word], [name, word]]);
  const row = Array.from({ length: 2 + random.int(6) }, () => random.pick(items)());
  return row.join(random.pick([' ', ', ', ' and ']));
}

export const sentenceToSay = (random: Random, split: Split): string =>
  expand(random, random.pick(split === 'train' ? SENTENCES.slice(0, -2) : SENTENCES.slice(-2)), {
    N: freshName(random),
    N2: freshName(random),
  });

const OPPOSITES =
  'hot cold,big small,old new,long short,fast slow,light dark,loud quiet,wet dry,full empty,rich poor,hard soft,high low,open closed,early late,good bad,happy sad,strong weak,thick thin,near far,clean dirty,left right,up down,day night,yes no,first last,young old,wide narrow,heavy light,deep shallow,true false,awake asleep,begin end,buy sell,give take,push pull,win lose,love hate,friend enemy,question answer,black white,inside outside,before after'.split(
    ',',
  );
const OPPOSITE_ASKS = {
  train: [
    'What is the opposite of <w>?',
    'What is {not|the contrary of} <w>?',
    'The opposite of <w>{?|}',
    '{Give|Tell} me the opposite of <w>.',
  ],
  held: ['Which word is the reverse of <w>?', '<w> and its opposite?'],
};

export function opposite(random: Random, split: Split): Draft {
  const [a, b] = random.pick(OPPOSITES).split(' ') as [string, string];
  const asked = worded(random, OPPOSITE_ASKS, split, { w: a });
  return {
    family: 'do/opposite',
    tools: atHand(random),
    turns: [user(typed(random, asked, [a])), assistant(`${b[0]!.toUpperCase()}${b.slice(1)}.`)],
  };
}

const MORE_ASKS = {
  train: [
    'Which is {more|larger|bigger|greater}, <a> or <b>?',
    'What is {more|larger|bigger}: <a> or <b>?',
    '{Is <a> more than <b> or less|Which number is larger, <a> or <b>}?',
  ],
  held: ['Between <a> and <b>, which is the greater one?'],
};

/** Which of two numbers is more. */
export function larger(random: Random, split: Split): Draft {
  const most = random.pick([20, 100, 1000]);
  const a = random.int(most);
  const b = (a + 1 + random.int(most - 1)) % most;
  const asked = worded(random, MORE_ASKS, split, { a: String(a), b: String(b) });
  const answer = asked.startsWith('Is ') ? (a > b ? 'More.' : 'Less.') : `${Math.max(a, b)}.`;
  return { family: 'do/larger', tools: atHand(random), turns: [user(typed(random, asked)), assistant(answer)] };
}

const LITTLE: readonly (readonly [weight: number, maker: Maker])[] = [
  [5, plainFact],
  [6, list],
  [3, series],
  [3, counting],
  [8, repeating],
  [2, opposite],
  [2, larger],
];

/** One of them. */
export const little: Maker = (random, split) => inTurn(random, LITTLE)(random, split);
