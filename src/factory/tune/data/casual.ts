// Sums as people come by them: a bill, a share, an age, change, half of something; what the assistant says when it has
// no calculator (a small sum it knows by heart, of others it says so) or when a tool gives an error.
import type { Random } from '../../../base/random.ts';
import { STANDARD_TOOLS, TOOL_ERROR } from '../../../text/abi-tools.ts';
import { answerOf } from './answers.ts';
import { ASK, calculation, SIGNS, whole } from './arithmetic.ts';
import { WAYS } from './casual-ways.ts';
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
  worded,
} from './maker.ts';

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
        '{Do you know|Can you tell me|Could you say|Any idea|I wonder} {what time it is|the time|what the time is}?',
        '{Do you know|Can you tell me|Any idea} {what|which} {day|date} {it is|today is}?',
        '{What|Which} {month|week|year} {is it|do we have|are we in}{ now|}?',
        '{The time|Time|Clock}{, please|?|!}',
        '{The date|Date|Date of today}{, please|?}',
        '{I lost my watch|My phone is dead|I am late, I think}. What {time is it|is the time}?',
        "{I must|I have to} {date a letter|fill in a form}. {What is today's date|Which date is it}?",
        '{Is it|Is today} {Monday|Friday|Sunday|a Tuesday}{ today|}?',
        '{Say|Show me|Let me know} what {time|day|date} it is{ now| please|}.',
        'How many hours {are left|remain} {today|until midnight}?',
        '{Is it|Has it turned} {noon|past noon|midnight|morning}{ yet| already|}?',
        '{What does the clock|What does your clock} {say|show}{ now|}?',
        '{What|Which} day of the {week|month} {is it|do we have}?',
        '{Look at|Check} the {clock|time|calendar}{ for me|, please|}.',
        'What is the time {in this moment|just now|at the moment}?',
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
        '{Can|Could|Would} you {open|read|show me} {<N>.txt|plan.md|the file <N>.txt|my diary.txt}{ for me|, please|}?',
        '{What is in|What does it say in} {<N>.txt|notes.txt|the file <N>.md|budget.csv}?',
        '{I forgot|I do not remember} what I wrote in {<N>.txt|diary.txt|plan.md}.',
        '{Please read|Read out|Read me} {the file <N>.txt|shopping.txt|todo.md}{ aloud|}.',
        '{Do I have|Are there|Is there} {any files|any text files} {here|on this computer|in the folder}?',
        '{Get|Print|Display|Load} {the file |}{<N>.txt|notes.md|travel.txt}{, please|}.',
        '{Tell me|Say} {which files|what files} {I have|there are|you can see}.',
        '{How many|What kinds of} files {are there|do I have|are in the folder}?',
        '{<N>.txt|recipes.txt|readme.md}: what {is in it|does it say}?',
        '{Give me|I need} {a list of my files|a list of the files|the file list}{, please|}.',
        '{What does|What did I write in} {the file |}{<N>.txt|notes.txt}{ say|}?',
        '{Sum up|Explain} {the file |}{<N>.txt|plan.md|report.txt}{ for me|}.',
        'Look {at|into} {the file |}{<N>.txt|todo.md|budget.csv}{, please|}.',
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
        '{Can|Could|Would} you {search|look} for {<N>|something on <N>} in my {documents|files|notes}?',
        '{Please search|Search through|Search} {my|the|all} {documents|notes|papers|texts} for {<N>|the word <N>}.',
        '{Look up|Please look up|Can you look up} {<N>|the name <N>|<N> for me}.',
        '{Is there anything|Is there something|What is there} about <N> in {my|the} {documents|notes|papers}?',
        '{Where|In which document} {is <N> mentioned|does <N> come up|do I find <N>}?',
        '{Which|What} {documents|papers|notes} {mention|speak of|are about} <N>?',
        '{Look through|Check|Scan} {my|all my} {documents|papers|notes} for <N>{, please|}.',
        '{Find|Please find|Can you find} the {passage|place|letter|page} {about|on|with} <N>.',
        '{I am looking for|I need} {a document|a passage|the letter} {about|on|with} <N>.',
        '{Search|Look} the {web|internet} for <N>{, please|}.',
        '{Search online for|Find online} <N>{ for me|}.',
        'Search: <N>',
        '{Try|Start} {searching|a search} {for|with} <N>.',
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
      train: [
        'What {is in|does it say in} <p>?',
        '{Read|Open|Show me} <p>.',
        'What does {the file |}<p> say?',
        '{Can|Could|Would} you {open|read|show me} {<p>|the file <p>}{ for me|, please|}?',
        '{Read me|Read out|Please read|Print|Display|Load} {the file |}<p>{, please|}.',
        '<p>: what {is in it|does it say}?',
        '{I forgot|I wonder|Tell me} what {is in|I wrote in|it says in} <p>.',
        '{What is|What stands|What did I write} in {the file |}<p>?',
        '{Look into|Look at|Check} {the file |}<p>{, please| for me|}.',
        '{Give me|Get me|Let me read} {the text of |what is in |}<p>{, please|}.',
        '{Do you know|Any idea} what {is in|is written in} {the file |}<p>?',
        'Open {the file |}<p> and {tell me|say} what it says.',
        '{I need|I am looking for} the text {in|of} <p>.',
        '{The file|My file} <p>, {what is in it|what does it say}?',
      ],
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
