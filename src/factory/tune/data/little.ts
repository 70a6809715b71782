// Little things that even a small model can do: plain facts that every child knows, lists, counting, repeating,
// opposites, which of two is more. What it cannot do (spelling, letters, translation) is not pretended.
import type { Random } from '../../../base/random.ts';
import { words } from '../../world/lexicon/nouns.ts';
import { FACTS } from './facts.ts';
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
    '{Which|What} <n> <of> {do you know|come to your mind|can you name}?',
    '<of>: {give me|name|I need} <n>{, please|}.',
    '<of>, <n> of them{, please|}',
    '{Do you know|Have you got|Can you come up with} <n> <of>{ for me|}?',
    'I {cannot|can not} think of any <of>. {Give|Tell} me <n>.',
    '{Make|Write|Give me} a {short |}list of <n> <of>{, please|}.',
    'A list of <n> <of>{, please|}.',
    'I {want|would like|am looking for} <n> <of>{, any will do|}.',
    'For {a game|school|a quiz|a story} I need <n> <of>.',
    'My {son|daughter} has to {name|list} <n> <of>. {Help us|Which ones}?',
    '{Let me have|Let me hear|Show me|Bring me} <n> <of>.',
    '{Pick|Choose} <n> <of>{ for me|}{, please|}.',
    '{Any|Just any|Some} <n> <of>, {please|it does not matter which}.',
    '{Would you|Will you|Please} {mention|name|give} <n> <of>{?|, please.}',
    'What would be <n> <of>?',
    '{Mention|Enumerate|Offer} <n> <of>.',
    'Examples of <of>: {name|I need} <n>.',
    'Give <n> examples of <of>{, please|}.',
    'I {bet|think} you know <n> <of>. {Which|Tell me}?',
    'Of all <of>, {name|tell me|pick} <n>.',
    'We are {playing|learning} words. Now: <n> <of>!',
    'Answer with <n> <of>{, nothing else|}.',
    'list of <of>, <n>',
    'How about <n> <of>?',
    'It is my turn to {name|list} <n> <of>; {help|help me}.',
    'I wonder if you can {name|list} <n> <of>.',
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
    'all {the |}<of>{, please|}',
    '<of>, {all of them|in order|from first to last}',
    '{Can you|Could you|Would you} {name|list|tell me|say} {all |}the <of>{ in order|}?',
    '{Do you|You} know {all |}the <of>? {Say|List|Name} them{, please|}.',
    'I {forgot|need|am learning} the <of>. {What|Which} are they?',
    'My {son|daughter} is learning the <of>. {Say|List} them{ for us|}.',
    'In {what|which} order do the <of> come?',
    'What are the <of> called{, in order|}?',
    '{Give me|Show me|Let me hear|Let me have} {all |}the <of>{ in order|}.',
    '{Write|Put} down {all |}the <of>{, one after another|}.',
    '{Name|List|Give|Enumerate} all {of |}the <of>{, in order|}.',
    'A list of {all |}the <of>{, please|}.',
    'I {want|would like} to {hear|read|know} {all |}the <of>{, in order|}.',
    'How do the <of> go?',
    'the <of>, one after {the other|another}',
    'Please say the <of>, from the first to the last.',
    'From the first to the last: the <of>.',
  ],
  held: ['Recite the <of>.', 'Can you go through the <of>?'],
};
const NEXT_ASKS = {
  train: [
    'What {comes|is} after <a>?',
    'What {is|comes} next after <a>?',
    'After <a> comes what?',
    '{Which|What} {comes|is} {right|just|directly} after <a>?',
    '<a>, and {then|next|after that}?',
    '<a> and then {what|comes what}?',
    '{Tell me|Say|Name} what {comes|is} after <a>{, please|}.',
    'Do you {happen to |}know what comes after <a>?',
    'I {wonder|forgot|want to know} what comes after <a>.',
    '{What|Which} is the next{ one|} after <a>?',
    'When <a> is over, what {comes|is it then|begins}?',
    'What {do we|will we} have after <a>?',
    'after <a>?',
    'the one after <a>',
    '{Now it is|It is} <a>. What {comes|is} next?',
    'Once <a> {is over|has ended}, what comes?',
    '{Any idea|Can you tell me|Could you say} what comes after <a>?',
    'What does <a> come {before|just before}?',
    'First <a>, then {what|which}?',
    'next after <a>{, please|}',
  ],
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
      '{Could you|Would you|Will you} count {to|up to|from 1 to} <b>{ for me|}?',
      '{Say|Write|List|Give me|Type} {all |}the numbers from {1|one} to <b>.',
      '{Let me hear|Show me} you count to <b>.',
      'numbers {up to|1 to|from 1 to} <b>',
      'count 1 to <b>',
      '1, 2, 3 and so on, {up to|to} <b>{, please|}.',
      'I {want|would like} {you to count to <b>|to hear the numbers up to <b>}.',
      'We play hide and seek. {Count|You count} to <b>.',
      'Which numbers come {up to|from 1 to} <b>?',
      'From 1 {up |}to <b>: {count|say the numbers}.',
      'How do I count to <b>?',
      '{I bet|I think} you can count to <b>. {Do it|Show me}.',
      'My {son|daughter} learns to count. {Show us|Say} the numbers up to <b>.',
      'Count upwards {to|as far as} <b>.',
      'Counting to <b>, {please|how does it go}?',
      'Do you know how to count {to|up to} <b>?',
    ],
    held: ['Start counting and stop at <b>.'],
  },
  from: {
    train: [
      'Count from <a> to <b>{, please|}.',
      'Say the numbers from <a> to <b>.',
      'Which numbers {are there|lie} from <a> to <b>?',
      '{Can you|Could you|Will you} count from <a> {up |}to <b>{ for me|}?',
      '{Write|List|Give me|Type|Name} {all |}the numbers from <a> {up |}to <b>{, please|}.',
      'numbers {from |}<a> to <b>',
      'count <a> to <b>',
      'From <a> {up |}to <b>: {count|say the numbers|go}.',
      'I {want|would like} {you to count|to hear the numbers} from <a> to <b>.',
      'I {need|want} {all |}the numbers from <a> to <b>.',
      '{Let me hear|Show me} you count from <a> to <b>.',
      'What are the numbers from <a> to <b>?',
      'Go up from <a> to <b>, one by one.',
      'One by one, from <a> to <b>{, please|}.',
      'Count {on |}from <a> and go {up |}to <b>.',
      'We are at <a>. Count on to <b>.',
      'Which numbers come from <a> up to <b>, {in order|one after another}?',
      'My {son|daughter} counts from <a> to <b>. How does {it|that} go?',
    ],
    held: ['Begin at <a> and count until <b>.'],
  },
  down: {
    train: [
      'Count {down|backwards} from <b>{ to 1|}.',
      'Count from <b> down to 1{, please|}.',
      '{Can you|Could you|Will you} count {down|backwards} from <b>{ to 1|}?',
      '{Say|Write|List|Give me} the numbers from <b> {down|back} to {1|one}.',
      'numbers from <b> down to 1',
      'count down, <b> to 1',
      'From <b> {down|back} to 1{, please|: count}.',
      '{Say|Write|List} the numbers {backwards|in reverse} from <b>{ to 1|}.',
      'I {want|would like} {you to count down|to hear the numbers backwards} from <b>.',
      'The rocket {flies|starts} soon. Count down from <b>.',
      '{Backwards|Downwards} from <b>{ to 1|}: {count|say the numbers}.',
      'How do I count {backwards|down} from <b>?',
      'Count to 1, {beginning with|from} <b>.',
      'Go down from <b> to 1, one by one.',
      'Which numbers come from <b> down to 1?',
      '{Let me hear|Show me} you count {backwards|down} from <b>.',
      'counting backwards from <b>',
    ],
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
    'Give me back exactly {this|these words}: <s>',
    'I want to read <q> in your answer, nothing else.',
    'I want to {read|see|hear} {just|only|exactly} {this|these words}: <s>',
    '{Answer|Reply|Respond} {only |just |}with {these words|this|the following}: <s>',
    '{Answer|Reply|Respond} with <q>{ and nothing else|, please|}.',
    'Your {answer|reply} {must|should|shall} be {exactly |just |}<q>.',
    'Your whole {answer|reply} should be: <s>',
    '{Can you|Could you|Would you} {say|repeat|write|type} <q>{ for me|, please|}?',
    '{Can you|Could you|Will you} {say|repeat|type} this{ for me|}: <s>',
    '{Write|Type|Print|Put} {down |}{this|these words|the same}: <s>',
    'Write {what I write|the same as I|what you read here}: <s>',
    'Now {say|write|you}: <s>',
    'Please {say|repeat|write|type}: <s>',
    'say: <s>',
    'repeat: <s>',
    'the same {again|once more|back to me}: <s>',
    'Once {more|again}{, please|}: <s>',
    '{Say|Repeat} <q> {back to me|once more|again}.',
    '<q> - {say that|repeat that|say it again|now you}{, please|}.',
    '<q>. {Say|Repeat|Write} {that|it}{, please|}.',
    '{Output|Return|Display|Show} {exactly |}{this|this text}: <s>',
    '{Output|Return|Display|Show} <q>.',
    'Let me {hear|see|read} <q> from you.',
    'Let me {hear|see} you {say|write}: <s>',
    '{Tell|Give} me {the same|this} back: <s>',
    'Speak after me: <s>',
    '{Change nothing and|Do not change a letter,|Without any change,} {say|write|repeat} this: <s>',
    'Say the {words|sentence|line|text} <q>.',
    'What I {want|need} from you is {only |}this: <s>',
    'I {need|would like} you to {say|write|repeat} <q>.',
    'I {need|would like} you to {say|write|repeat} {this|the following}: <s>',
    'I am testing you. {Say|Repeat|Write} {this|these words}: <s>',
    '{For a test|As a test|To try you out}, {say|repeat|write} <q>.',
    'Quote me: <s>',
    'Nothing but {this|these words}{, please|}: <s>',
    'Send {this|these words|it} back {unchanged|as it is|just so}: <s>',
    'What {follows|comes now} is {for you to say|what you say}: <s>',
    'Would you mind {saying|repeating|writing} <q>?',
    '{Parrot|Mirror} {this|me}: <s>',
    'Read {this|these words} out{ to me|}: <s>',
    'Read <q> {out|aloud}{ to me|, please|}.',
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
    '{Do you {happen to |}know|Can you tell me|Any idea what is} the opposite of <w>?',
    'I {need|forgot|am looking for|want} the opposite of <w>.',
    'opposite of <w>{, please|}',
    '<w>: {what is the|the|its} opposite?',
    'What {would be|do you call} the opposite of <w>?',
    '{Which|What} word is the opposite of <w>?',
    '{Which|What} word {means|is} the contrary of <w>?',
    '{Name|Say|Find|Write} {the|a word that is the} opposite of <w>{, please|}.',
    'If it is not <w>, what is it?',
    'Not <w>, but ...',
    '<w> is the opposite of {what|which word}?',
    'I say <w>, you say the opposite{.|:}',
    'I wonder what the opposite of <w> is.',
    'We {play|learn} opposites. {I say|My word is}: <w>.',
    'In a {quiz|crossword} they ask for the opposite of <w>.',
    'the contrary of <w>{?|, please}',
    '<w> or ...? {Say|Give me} the opposite.',
    'What word do I use {when I mean|for} the opposite of <w>?',
    'Opposites: <w> and {what|which}?',
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
    'Is <a> {more or less|less or more} than <b>?',
    'Is <a> less than <b> or more?',
    '<a> or <b>, {which|what} is {more|larger|bigger|higher}?',
    '<a> or <b>: {which number|which of them} is {larger|bigger|higher}?',
    '{Tell me|Say|Name} the {larger|bigger|higher} {number |}of <a> and <b>.',
    'What is the {larger|bigger|higher} of {<a> and <b>|the numbers <a> and <b>}?',
    'the {larger|bigger|higher} of <a> and <b>',
    'Which of the {two |}numbers <a> and <b> is {larger|bigger|higher|more}?',
    'Which of <a> and <b> is {more|larger|bigger|greater}?',
    'Do you {happen to |}know which is more, <a> or <b>?',
    '{Tell me|Say} which is {more|larger|bigger}, <a> or <b>.',
    'I wonder which is {more|larger|bigger}, <a> or <b>.',
    'I have <a>, you have <b>. Which {number |}is {more|larger}?',
    '{Compare|Look at} <a> and <b>: which is {more|larger|bigger}?',
    'The {maximum|largest|biggest} of <a> and <b>?',
    'more: <a> or <b>?',
    'One box holds <a>, the other <b>. Which number is {bigger|larger}?',
    'What is more, <a> or <b>?',
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
