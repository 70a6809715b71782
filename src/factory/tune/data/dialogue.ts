// Conversations of two and three turns: what was said before is used (a name, a fact, a sum, a story), another is asked
// for, something shorter, or the person puts something right.
import type { Random } from '../../../base/random.ts';
import { answerOf, UNKNOWN } from './answers.ts';
import { ASK, whole } from './arithmetic.ts';
import { wordingsOfFamily } from './exchanges.ts';
import { countOf, LIST_ASKS, LISTED, listable, listed, sentenceToSay } from './little.ts';
import {
  assistant,
  atHand,
  call,
  type Draft,
  inTurn,
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
import { telling } from './reading.ts';
import { storyOf } from './stories.ts';
import { talk } from './talk.ts';

const INTRODUCE: Wordings = {
  train: [
    '{Hello|Hi|Hey}{,| there,|} {I am|my name is|this is} <N>{.|!}',
    '{My name is|I am called|I am|Call me} <N>.',
    'It is <N> here.',
  ],
  held: ['They named me <N>.', 'Let me introduce myself: <N>.'],
};
const MY_NAME: Wordings = {
  train: [
    'What is my name?',
    'Do you {know|remember} my name?',
    'Who am I?',
    'What am I called?',
    'And what is my name?',
  ],
  held: ['Which name did I give you?', 'Say what I am called.'],
};

/** A name given, something between, the name asked for. */
function nameKept(random: Random, split: Split): Draft {
  const N = personName(random);
  const between = random.float() < 0.5 ? talk(random, split).turns : [];
  // Someone who gives another name in between would be asked for that one.
  const clean = between.length > 0 && /helloName|<N>|name is|I am |call/i.test(JSON.stringify(between)) ? [] : between;
  return {
    family: 'talk/name-kept',
    tools: atHand(random),
    turns: [
      user(worded(random, INTRODUCE, split, { N })),
      assistant(answerOf(random, 'helloName', { N })),
      ...clean,
      user(typed(random, worded(random, MY_NAME, split))),
      assistant(answerOf(random, 'yourName', { N })),
    ],
  };
}

/** Nobody knows it; the person says it; now it can be said. */
function told(random: Random, split: Split): Draft {
  const { said, question } = telling(random, split);
  const learn: Wordings = {
    train: ['<s>', '{I will tell you|Listen|Well|Remember}: <s>', '<s> Now you know.'],
    held: ['For your information: <s>'],
  };
  const again: Wordings = { train: ['<q>', 'So: <q>', 'And now: <q>', 'Again: <q>'], held: ['Once more, then: <q>'] };
  return {
    family: 'talk/taught',
    tools: atHand(random),
    turns: [
      ...(random.float() < 0.5 ? [user(typed(random, question)), assistant(UNKNOWN)] : []),
      user(worded(random, learn, split, { s: said })),
      assistant(answerOf(random, 'noted')),
      user(typed(random, worded(random, again, split, { q: question }))),
      assistant(`You said: ${said}`),
    ],
  };
}

/** What was said a moment ago. */
function justSaid(random: Random, split: Split): Draft {
  const said = sentenceToSay(random, split);
  const asks: Wordings = {
    train: [
      'What did I {just |}say?',
      'Repeat what I said.',
      'What was {my last sentence|the last thing I said}?',
      'Say again what I {said|wrote}.',
    ],
    held: ['Which words did I use just now?'],
  };
  return {
    family: 'talk/just-said',
    tools: atHand(random),
    turns: [
      user(said),
      assistant(answerOf(random, 'noted')),
      user(typed(random, worded(random, asks, split))),
      assistant(`You said: ${said}`),
    ],
  };
}

const FURTHER: readonly (readonly [sign: '+' | '-' | '*' | '/', wordings: Wordings])[] = [
  ['+', { train: ['{And|Plus|Add} <n>{ more|}{?|.|}', 'And <n> more?', 'Now add <n>.'], held: ['Put <n> on top.'] }],
  [
    '-',
    {
      train: ['{Minus|Take away|Subtract|Less} <n>{?|.|}', 'And without <n>?', 'Now take <n> away.'],
      held: ['Reduce that by <n>.'],
    },
  ],
  [
    '*',
    {
      train: ['{Times|Multiply by|Multiply it by} <n>{?|.|}', 'And <n> times {that|as much}?', 'Now times <n>.'],
      held: ['Make it <n> times as much.'],
    },
  ],
  [
    '/',
    {
      train: ['{Divided by|Divide by|Divide it by} <n>{?|.|}', 'And shared by <n>?', 'Now divide by <n>.'],
      held: ['Share that out among <n>.'],
    },
  ],
];

/** A sum that goes on from the last result. */
function sumGoesOn(random: Random, split: Split): Draft {
  const [first, second] = [random.pick(['+', '-', '*'] as const), random.pick(FURTHER)];
  const [a, b] = [whole(random, 4) + 1n, whole(random, 3)].sort((x, y) => (y > x ? 1 : -1)) as [bigint, bigint];
  const n = BigInt(2 + random.int(30));
  const start = (first === '+' ? a + b : first === '-' ? a - b : a * b) * (second[0] === '/' ? n : 1n);
  // For a division the first sum is made so that it comes out even.
  const expression = second[0] === '/' ? `${start / n} * ${n}` : `${a} ${first} ${b}`;
  const further =
    second[0] === '+' ? start + n : second[0] === '-' ? start - n : second[0] === '*' ? start * n : start / n;
  return {
    family: 'tool/calculator/further',
    tools: toolsWith(random, 'calculator'),
    turns: [
      user(typed(random, worded(random, ASK, split, { sum: expression }))),
      assistant(call('calculator', { expression })),
      tool(String(start)),
      assistant(`${start}.`),
      user(typed(random, worded(random, second[1], split, { n: String(n) }))),
      assistant(call('calculator', { expression: `${start} ${second[0]} ${n}` })),
      tool(String(further)),
      assistant(`${further}.`),
    ],
  };
}

const ANOTHER: Wordings = {
  train: [
    '{Another|Another one|One more|Again|More|Next}{, please|}{.|!|}',
    '{Tell me|Give me} another{ one|}{, please|}.',
    'Do you have another{ one|}?',
    'And another?',
  ],
  held: ['Let me have one more of these.', 'Got any others?'],
};

/** Another joke, riddle, list or story. */
function another(random: Random, split: Split): Draft {
  const again = (): string => typed(random, worded(random, ANOTHER, split));
  if (random.float() < 0.4) {
    const meaning = random.pick(['joke', 'riddle'] as const);
    const asked = worded(random, wordingsOfFamily(`talk/${meaning}`), split);
    const first = answerOf(random, meaning);
    let second = answerOf(random, meaning);
    while (second === first) second = answerOf(random, meaning);
    return {
      family: 'talk/another',
      tools: atHand(random),
      turns: [user(typed(random, asked)), assistant(first), user(again()), assistant(second)],
    };
  }
  if (random.float() < 0.6) {
    const of = random.pick(Object.keys(LISTED));
    const n = random.pick(['two', 'three']);
    const all = random.shuffled(listable(of));
    const [first, second] = [all.slice(0, countOf(n)), all.slice(countOf(n), 2 * countOf(n))];
    if (second.length < countOf(n)) return another(random, split);
    const more = worded(
      random,
      {
        train: ['{And|Now} <n> {more|others}{.|?|}', '<n> more{, please|}.'],
        held: ['Give me <n> that you did not name.'],
      },
      split,
      { n },
    );
    return {
      family: `list/${of}/${n}`,
      tools: atHand(random),
      turns: [
        user(worded(random, LIST_ASKS, split, { n, of })),
        assistant(listed(first)),
        user(typed(random, more)),
        assistant(listed(second)),
      ],
    };
  }
  const [first, second] = [storyOf(random, split, 'plain'), storyOf(random, split, 'any')];
  return { family: 'story/another', tools: atHand(random), turns: [...first.turns, user(again()), second.turns[1]!] };
}

/** What is asked, by family, a long answer, and its short form. */
const LONG: readonly (readonly [family: string, long: string, short: string])[] = [
  ['identity', 'I am a small language model that runs on this computer alone.', 'A small language model.'],
  ['how-are-you', 'I am well, thank you. How are you?', 'Well.'],
  ['maker', 'I was made by the program twofiles, from random numbers and many texts.', 'By twofiles.'],
  ['alive', 'No. I am a program that writes one word after another.', 'No.'],
  ['online', 'No. I run on this computer alone, without the internet.', 'No.'],
  ['languages', 'Only English, and that in a small way.', 'English.'],
  ['memory', 'No. I know only what is in this conversation.', 'No.'],
  ['trust', 'Not always. I am small and make mistakes, so check what matters.', 'Not always.'],
  ['limits', 'I am small: I know little, and I can be wrong. Check what matters.', 'I know little.'],
];
const SHORTER: Wordings = {
  train: [
    '{Shorter|Shorter, please|Too long|Be brief|In short|In one word|Make it shorter}{.|}',
    'Can you say {it|that} {shorter|in fewer words}?',
    'That {is|was} too long.',
  ],
  held: ['Use fewer words.', 'Condense that.'],
};

function shorter(random: Random, split: Split): Draft {
  const [family, long, short] = random.pick(LONG);
  const asked = worded(random, wordingsOfFamily(`talk/${family}`), split);
  return {
    family: 'talk/shorter',
    tools: atHand(random),
    turns: [
      user(typed(random, asked)),
      assistant(long),
      user(typed(random, worded(random, SHORTER, split))),
      assistant(short),
    ],
  };
}

/** Small talk that goes on. */
function chatting(random: Random, split: Split): Draft {
  const tools = atHand(random);
  const [a, b] = [talk(random, split, tools), talk(random, split, tools)];
  if (/<N>|name|am I/i.test(JSON.stringify([a.turns, b.turns]))) return chatting(random, split);
  return { family: 'talk/chatting', tools, turns: [...a.turns, ...b.turns] };
}

/** The person puts something right, and it counts from then on. */
function corrected(random: Random, split: Split): Draft {
  const [first, second] = [personName(random), personName(random)];
  if (first === second) return corrected(random, split);
  const wordings: Wordings = {
    train: [
      'No, {my name is|I am|it is} <N>.',
      '{Sorry|Wait}, {my name is|I meant|it is} <N>.',
      'Not <M>. <N>!',
      'I said <N>, not <M>.',
    ],
    held: ['You got it wrong: <N> is my name.'],
  };
  return {
    family: 'talk/name-corrected',
    tools: atHand(random),
    turns: [
      user(worded(random, INTRODUCE, split, { N: first })),
      assistant(answerOf(random, 'helloName', { N: first })),
      user(worded(random, wordings, split, { N: second, M: first })),
      assistant(answerOf(random, 'helloName', { N: second })),
      ...(random.float() < 0.5
        ? [user(typed(random, worded(random, MY_NAME, split))), assistant(answerOf(random, 'yourName', { N: second }))]
        : []),
    ],
  };
}

const DIALOGUES: readonly (readonly [weight: number, maker: Maker])[] = [
  [4, nameKept],
  [3, told],
  [3, justSaid],
  [4, sumGoesOn],
  [4, another],
  [2, shorter],
  [4, chatting],
  [2, corrected],
];

/** One of them. */
export const dialogue: Maker = (random, split) => inTurn(random, DIALOGUES)(random, split);
