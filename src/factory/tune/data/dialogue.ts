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
    '{Hello|Hi|Good morning|Good evening}! {I am|My name is} <N>{, by the way|}.',
    '<N> {is my name|is what people call me|is the name}.',
    '{You can call me|You may call me|Just call me|Everybody calls me|My friends call me} <N>{.|!}',
    '{Before we start|First of all|By the way|So that you know}{,|:} {I am|my name is|I am called} <N>.',
    '{Nice to meet you|Pleased to meet you|Good to see you}, {I am|my name is} <N>.',
    '{You are talking|You are speaking|You talk} {to|with} <N>.',
    '{Name|My name|User}: <N>',
    '{I go by|I answer to|I am known as} <N>.',
    'The name is <N>{, at your service|, hello|}.',
    '{Here is|This is|Here comes} <N>{.|!}',
    '{Hello|Hi|Hey} from <N>{!|.|}',
    'I was {given the name|baptised|called} <N>{ by my parents| at birth|}.',
    '{Remember|Note|Keep in mind}: {I am|my name is} <N>.',
    '<N> {here|speaking|at the keyboard}{, hello|, good morning|}{.|!}',
    'My parents called me <N>.',
    'I sign my letters as <N>.',
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
    '{So|Well|Now}, {who am I|what is my name|what am I called}?',
    '{Tell me|Please tell me|Can you say|Say} {my name|who I am}{ again|}.',
    '{Have you forgotten|Did you forget|Do you still know} {my name|who I am}?',
    'My name{, please|, do you know it|}?',
    'What {do|did} {people|my friends|I tell you people} call me?',
    'By {what|which} name {do I go|should you call me}?',
    '{How|By what name} will you {call|greet} me?',
    '{I wonder whether|Let us see if} you {remember|know|kept} my name.',
    '{Who|Which person} are you {talking|speaking} {to|with}?',
    'I {told you|said} my name {before|a moment ago|at the start}. What {is|was} it?',
    'What {was|is} my name{ again| once more|, did you say|}?',
    '{What name did I tell you|What did I say my name was|As whom did I greet you}?',
    '{Quick test|A test|One more thing}: {my name|what is my name|who am I}?',
    '{Do you remember|Do you know|Can you remember} {who I am|what I am called|whom you talk to}?',
    'My name is {what|which}?',
    '{Address|Greet|Call} me by my name.',
  ],
  held: ['Which name did I give you?', 'Say what I am called.'],
};

/** Someone who gives a name in between would be asked for that one. */
const isOfNames = ({ family }: Draft): boolean => family === 'talk/name-given' || family === 'talk/my-name';

/** A name given, something between, the name asked for. */
function nameKept(random: Random, split: Split): Draft {
  const N = personName(random);
  const between = talk(random, split);
  const clean = random.float() < 0.5 || isOfNames(between) ? [] : between.turns;
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
    train: [
      '<s>',
      '{I will tell you|Listen|Well|Remember}: <s>',
      '<s> Now you know.',
      '<s> {Remember that|Keep that in mind|Do not forget it|Note that}{, please|}.',
      '{Here is something to remember|Let me tell you|You should know|Take note}: <s>',
      '<s> {Someone told me|I read it today|My neighbour says so|I saw it myself}.',
      '{The thing is|The answer is|This is how it is|It is like this}: <s>',
      '{Then learn|Learn|Hear} {this|it} {from me|now}: <s>',
      '{I heard|I found out|I know} {this|something}: <s>',
      '{No problem|Never mind|Too bad|All right}, {I know it|I can help}: <s>',
      '<s> {That is a fact|So it is|That is all I know|It is true}.',
      '{Did you know? |A fact: |News: |A little fact: }<s>',
    ],
    held: ['For your information: <s>'],
  };
  const again: Wordings = {
    train: [
      '<q>',
      '{So|Well|Good|All right}: <q>',
      '{And now|Now then|Now again}: <q>',
      '{Again|I ask again|The question again|My question}: <q>',
      '<q> {I told you|You know it now|I just said it|Think of what I said}.',
      '{Tell me|Now tell me|Please answer|Can you answer now}: <q>',
      '{After what I said|Now that you know|With what you have learned}: <q>',
      '{Were you listening|Did you listen|Do you remember}? <q>',
      '{Let me test you|A little test|Let us see}{:|.} <q>',
      '{Back to|Here is} my question{ again|}: <q>',
      '<q> {Do you remember|Do you know it now|What did I say}?',
    ],
    held: ['Once more, then: <q>'],
  };
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
      '{Can you|Could you|Please} {repeat|say again|give back} {what I said|my words|my sentence}{, please|}?',
      '{My last message|My last sentence|My words}{, please|, what were they|}?',
      'What {did I {just |}{tell you|write|type}|have I {just |}{told you|written|typed}}?',
      '{Do you remember|Did you hear|Did you catch} what I {just |}{said|told you|wrote}?',
      '{I forgot|I lost track of} what I {said|wrote}. {Tell me|Can you say it}?',
      '{Tell me|Show me|Remind me of} {what I said|what I wrote|my last sentence}{ before| a moment ago|}.',
      'What {was|is} {it that I said|my message|the sentence I typed|the last line I wrote}?',
      '{Read|Say|Play} {my last message|my sentence|that} back{ to me|}.',
      '{I wonder whether|Let us see if} you {kept|remember} {my words|what I said}.',
      '{And|So|Well}, what did I {tell you|say}{ a moment ago| before|}?',
      'Quote {me|my last sentence|what I said}.',
      '{Word for word|In my words}: what did I {say|tell you|write}?',
      'What {came|stood} {in my last message|before this question}?',
      'What was I {saying|telling you}{ a moment ago| before this|}?',
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
  [
    '+',
    {
      train: [
        '{And|Plus|Add} <n>{ more|}{?|.|}',
        'And <n> more?',
        'Now add <n>.',
        '{Add|And add|Then add} <n> to {it|that|this|the result}.',
        '{What if I add|And if I add|What do I get if I add} <n>?',
        '{Increase|Raise} {it|that|this|the result} by <n>.',
        '{That|The result|It} {plus|and} <n>{?|.|}',
        '{And with|And together with|With} <n> more?',
        '<n> {more|more than that|is added}{?|.}',
        '{How much|What} is {it|that} {plus|with} <n>{ more|}?',
        'Now {plus|and} <n>{, please|}.',
        '{Another|A further} <n> {comes|come} {to it|in}{. How much now|. And now|}?',
        '{I get|We get|There are} <n> more. {How many now|How much is it now|And then}?',
        '+ <n>{?|}',
      ],
      held: ['Put <n> on top.'],
    },
  ],
  [
    '-',
    {
      train: [
        '{Minus|Take away|Subtract|Less} <n>{?|.|}',
        'And without <n>?',
        'Now take <n> away.',
        '{Subtract|Deduct|Remove|Take} <n> from {it|that|this|the result}.',
        '{What if I subtract|And if I take away|What is left if I take off} <n>?',
        '{Lower|Decrease} {it|that|this|the result} by <n>.',
        '{That|The result|It} {minus|less|without} <n>{?|.|}',
        '<n> {less|fewer|less than that|is taken away}{?|.}',
        '{How much|What} is {it|that} {minus|without|less} <n>?',
        '{Now|Then|And} {minus|subtract|take off|remove} <n>{, please|}.',
        '{I lose|I spend|We use up} <n> of {it|that|them}. {How much is left|What remains}?',
        'And when <n> {are gone|are taken from it}?',
        '- <n>{?|}',
      ],
      held: ['Reduce that by <n>.'],
    },
  ],
  [
    '*',
    {
      train: [
        '{Times|Multiply by|Multiply it by} <n>{?|.|}',
        'And <n> times {that|as much}?',
        'Now times <n>.',
        '{Now|Then|And} {multiply|multiply that|multiply the result} by <n>{, please|}.',
        '{That|The result|It} times <n>{?|.|}',
        '{What if I|And if I|What do I get if I} multiply {it|that|this} by <n>?',
        '{How much|What} is {it|that} times <n>?',
        '{How much|What} is <n> times {that|this|the result}?',
        '<n> times {that|the result|it}{, please|}.',
        'Take {that|it|the result} <n> times.',
        '{I need|I want|Give me} {it|that} <n> times{ over|}.',
        '{And|Now} {with|by} a factor of <n>?',
        'What {are|would be} <n> of {those|that kind} {together|in all}?',
        '{* |x |× }<n>{?|}',
      ],
      held: ['Make it <n> times as much.'],
    },
  ],
  [
    '/',
    {
      train: [
        '{Divided by|Divide by|Divide it by} <n>{?|.|}',
        'And shared by <n>?',
        'Now divide by <n>.',
        '{Now|Then|And} {divide|divide that|divide the result} by <n>{, please|}.',
        '{That|The result|It} divided by <n>{?|.|}',
        '{What if I|And if I|What do I get if I} divide {it|that|this} by <n>?',
        '{How much|What} is {it|that|this} divided by <n>?',
        '{Split|Cut|Break} {it|that|the result} into <n> {equal |}parts.',
        'And {split|divided} {among|between} <n> {people|friends}?',
        '{If <n> people share that|When <n> of us share it}, how much {is it for each|does each get}?',
        'How {often|many times} does <n> {go|fit} into {that|it|the result}?',
        '{One part|A share} of {that|it} when there are <n>?',
        '{/ |÷ }<n>{?|}',
      ],
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
    '{I want|I would like|I need} {another|another one|one more|more}{, please|}.',
    '{Can|Could|May} I {have|get|hear} {another|another one|one more}{, please|}?',
    '{That was|This is} {good|nice|fun|short}. {Another|One more|More}{, please|}{!|.}',
    '{Do you know|Do you have|Are there|Is there} {more|any more|another one|one more}?',
    '{Go on|Keep going|Carry on|Continue}{, another|, one more|}{.|!}',
    '{Something else|A different one|A new one|A second one}{, please|, if you can|}.',
    '{And|Now} {a different one|a new one|one more|the next one|something else}{?|.}',
    '{One is not enough|I know that one|I have heard that one}. {Another|A new one|Tell me another}{, please|}.',
    '{Give me|Tell me|Show me} {a new one|one more|a different one|the next one|more}{, please|}.',
    '{Please |}{do it again|once more|one more time}{, but different|, with a new one|}.',
    '{What|How} about {another|another one|one more|a new one}?',
    '{Encore|More of that|More of the same|Next one}{!|.|, please.}',
    'I {could hear|want to read|feel like} {another|one more}.',
    '{Again, but not the same|The same kind again, but new}{, please|}.',
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
        train: [
          '{And|Now} <n> {more|others}{.|?|}',
          '<n> more{, please|}.',
          '{Tell me|Name|List|I want|I need|Write} <n> {more|others}{, please|}.',
          '{Can|Could} you {name|list|tell me|think of} <n> {more|others}?',
          '{Another|A further} <n>{, please|}{.|?|}',
          '{Do you know|Are there|And what about|How about} <n> {more|others}?',
          '<n> {other|new|different|further} ones{, please|}.',
          '{Go on|Carry on|Continue} with <n> {more|others|new ones}.',
          '{Thanks|Good|Nice}, {now|and} <n> {more|others|different ones}.',
          'The next <n>{, please|}.',
          'Add <n> {more |}to {the|that} list.',
        ],
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
    '{Short|Brief|Shorter|In brief}{, please|, can you|}{?|.|}',
    '{Cut it|Keep it|Make that|Say it|Put it} {short|shorter|briefly}{, please|}{.|!}',
    '{Can|Could} you {shorten|sum up|cut down} {that|it|your answer}?',
    '{I have no time|I am in a hurry|I am busy}{.|:} {Short, please|Shorter|Be quick|The short answer}.',
    '{The short version|The short answer|A summary|The gist}{, please|}{.|?}',
    '{Sum it up|Summarise that|Shorten it|Summarise}{, please|}.',
    '{Too many words|So many words|You talk too much|That is a lot of words}{.|!}',
    '{Just|Only} {the main thing|the main point|a word or two|a few words}{, please|}.',
    '{And|Now} {in short|in a word or two|in a few words|briefly}{?|.}',
    '{I want|I need|Give me} {a short answer|less|the short form}{.|, please.}',
    '{What is that|How would you say that|And that} in {short|brief|a few words}?',
    '{Long story short|To the point|Get to the point}{, please|}{.|!|}',
    '{Is there|Do you have} a {shorter|briefer} {answer|way to say it|version}?',
    '{Not so long|Less long|Less text|Fewer words}{, please|}{.|!}',
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
  if (isOfNames(a) || isOfNames(b)) return chatting(random, split);
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
      '{No|Wait|Sorry|Oh}, {not <M>|that is not my name|I mistyped}{: |, I am |. I am }<N>.',
      '{I made a mistake|That was a slip|I typed it wrong}: {I am|my name is} <N>.',
      '{Actually|In fact|Correction}{,|:} {I am|my name is|it is} <N>{, not <M>|}.',
      'My name is not <M>{, it is|. It is|, but} <N>.',
      '<N>, {not <M>|I meant|please}{!|.}',
      '{I am not|Nobody calls me|Do not call me} <M>. {I am|My name is|Call me} <N>.',
      '{Please |}call me <N>{, not <M>| instead| from now on| instead of <M>}.',
      '{Oops|Ah, no|Hm, no}, {it should be|I meant to say|make that} <N>.',
      '{Change|Correct} {my name|that} {to|into} <N>{, please|}.',
      '{It is|The name is|I am} <N>{, really|, actually|, to be exact|, not <M>}.',
      '{<M> is|That was} {my brother|my friend|somebody else}{. I am|, I am} <N>.',
      '{<M> is wrong|<M> is false|Not quite}{: |, }{I am|my name is} <N>.',
      'Instead of <M>{, say| you should say|, please write} <N>.',
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
