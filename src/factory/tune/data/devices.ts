// Clock and files: short traces in which the right tool is chosen and its result is told. Results are worded as the
// devices word them.
import type { Random } from '../../../base/random.ts';
import {
  assistant,
  call,
  type Draft,
  expand,
  freshName,
  type Split,
  tool,
  toolsWith,
  typed,
  user,
  type Wordings,
  worded,
} from './maker.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

interface Question {
  readonly asks: Wordings;
  readonly answer: (now: { readonly day: string; readonly date: string; readonly time: string }) => string;
}

const QUESTIONS: readonly Question[] = [
  {
    asks: {
      train: [
        'What time is it{ now| right now| please|}?',
        'What is the time{, please|}?',
        '{Tell me|Do you know|Say|Give me} the time{ please|}?',
        '{time|time please|clock}',
        'What does the clock say?',
        'Is it {late|noon|midnight}{ already|}?',
      ],
      held: ['How late is it?', 'Have you got the time?'],
    },
    answer: ({ time }) => `It is ${time}.`,
  },
  {
    asks: {
      train: [
        "What is {today's date|the date today|the date}?",
        'Which date is it{ today|}?',
        'What date do we have{ today|}?',
        '{Tell me|Do you know|I need} the date{ of today|}{, please|}.',
        "{today's date|date}{ please|}",
        'Which {year|month} {is it|do we have}{ now|}?',
      ],
      held: ['Give me the current date.'],
    },
    answer: ({ date }) => `It is ${date}.`,
  },
  {
    asks: {
      train: [
        '{What|Which} day is it{ today|}?',
        '{What|Which} day of the week is {it|today}?',
        'Is {it|today} {Sunday|Monday|Friday|the weekend}{ today|}?',
        'Do you know {what|which} day {it is|we have}?',
      ],
      held: ['Today is which weekday?'],
    },
    answer: ({ day }) => `It is ${day}.`,
  },
];

/** The clock says "Wednesday 2026-11-25 04:22". */
export function clock(random: Random, split: Split): Draft {
  const { asks, answer } = random.pick(QUESTIONS);
  const at = new Date(Date.UTC(2020, 0, 1) + random.int(12 * 365 * 24 * 60) * 60_000);
  const [date, time] = at.toISOString().slice(0, 16).split('T') as [string, string];
  const day = DAYS[at.getUTCDay()]!;
  return {
    family: 'tool/clock',
    tools: toolsWith(random, 'clock'),
    turns: [
      user(typed(random, worded(random, asks, split))),
      assistant(call('clock')),
      tool(`${day} ${date} ${time}`),
      assistant(answer({ day, date, time })),
    ],
  };
}

function fileName(random: Random): string {
  const stem = random.float() < 0.5 ? freshName(random).toLowerCase() : random.pick(STEMS);
  return `${random.float() < 0.2 ? `${random.pick(STEMS)}/` : ''}${stem}.${random.pick(['txt', 'md', 'csv', 'txt'])}`;
}

const STEMS = ['notes', 'todo', 'letter', 'shopping', 'diary', 'recipes', 'budget', 'readme', 'plan', 'travel'];
const LINES = [
  'Buy <a> and <b>.',
  'Meet <N> at noon.',
  'The key is under the <a>.',
  'Call <N> back.',
  'Ask <N> about the <b>.',
  'Water the <a>.',
  'Bring the <a> to <N>.',
];
const THINGS = ['bread', 'lamp', 'roses', 'boat', 'apples', 'chair', 'cheese', 'map', 'paint', 'clock'];

/** What is in a file: read it, and say what it says. */
export function readingFile(random: Random, split: Split): Draft {
  const path = fileName(random);
  const values = { a: random.pick(THINGS), b: random.pick(THINGS), N: freshName(random) };
  const text = expand(random, random.pick(LINES), values);
  const asks: Wordings = {
    train: [
      'What {is in|does it say in} <path>?',
      '{Read|Open|Show me|Print|Look into|Read me} <path>{, please|}.',
      'What does {the file |}<path> say?',
      '{Can|Could} you {read|open} <path>{ for me|}?',
      '<path>: what is in it?',
      'I forgot what {is in|I wrote in} <path>.',
    ],
    held: ['Tell me the contents of <path>.', 'I want to see <path>.'],
  };
  return {
    family: 'tool/read_file',
    tools: toolsWith(random, 'read_file'),
    turns: [
      user(worded(random, asks, split, { path })),
      assistant(call('read_file', { path })),
      tool(text),
      assistant(`It says: ${text}`),
    ],
  };
}

/** Which files there are. */
export function listingFiles(random: Random, split: Split): Draft {
  const files = [...new Set(Array.from({ length: random.int(5) }, () => fileName(random)))].sort();
  const asks: Wordings = {
    train: [
      '{Which|What} files {are there|do I have}?',
      '{List|Show|Show me|Name} {my|the|all|all my} files{, please|}.',
      'Do I have any files{ here|}?',
      '{What do I have|What is there} in {this|the} folder?',
      '{ls|dir|files}',
      'What is in {my|the} folder?',
    ],
    held: ['Name every file at hand.'],
  };
  const answer =
    files.length === 0 ? 'There are no files.' : `There ${files.length === 1 ? 'is' : 'are'} ${listed(files)}.`;
  return {
    family: 'tool/list_files',
    tools: toolsWith(random, 'list_files'),
    turns: [
      user(typed(random, worded(random, asks, split))),
      assistant(call('list_files')),
      tool(files.join('\n') || 'none'),
      assistant(answer),
    ],
  };
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** What a person wants kept. */
function noteText(random: Random): string {
  const values = { a: random.pick(THINGS), b: random.pick(THINGS), N: freshName(random) };
  const line = expand(random, random.pick(LINES), values);
  return random.float() < 0.5 ? line : line.slice(0, -1).toLowerCase();
}

/** Something is to be kept in a file. */
export function writingFile(random: Random, split: Split): Draft {
  const [path, text] = [fileName(random), noteText(random)];
  const asks: Wordings = {
    train: [
      '{Write|Save|Put} "<text>" {to|in|into} <path>{, please|}.',
      '{Write|Save|Note} this {to|in} <path>: <text>',
      'Make a file <path> that says "<text>".',
      '{Create|Make} <path> with {this|the} text: <text>',
      '{Can|Could} you {write|put} "<text>" into <path>{ for me|}?',
      '{note|save} in <path>: <text>',
    ],
    held: ['Store "<text>" in <path>.', 'I want <path> to say: <text>'],
  };
  const bytes = new TextEncoder().encode(text).length;
  const told = random.pick([`is new: ${bytes} bytes`, `is new: ${bytes} bytes`, `is written: ${bytes} bytes`]);
  return {
    family: 'tool/write_file',
    tools: toolsWith(random, 'write_file'),
    turns: [
      user(worded(random, asks, split, { path, text })),
      assistant(call('write_file', { path, text })),
      tool(`${path} ${told}.`),
      assistant(`Done: ${path} ${told}.`),
    ],
  };
}

/** Which file says something. */
export function searchingFiles(random: Random, split: Split): Draft {
  const word = random.float() < 0.5 ? freshName(random) : random.pick(THINGS);
  const asks: Wordings = {
    train: [
      '{Which|What} {file|files} {mentions|mention|has|have|says|say} "<word>"?',
      'In which file {is there something about|did I write about} "<word>"?',
      '{Find|Look for|Search for} "<word>" in {my|the} files{, please|}.',
      '{Find|Show me} {the lines|every line} with "<word>"{ in my files|}.',
    ],
    held: ['Where did I note "<word>"?', 'Go through my files for "<word>".'],
  };
  const lines = ['Buy <w> and <b>.', 'Ask about <w>.', '<w> at noon.', 'The <b> is for <w>.'];
  const found = Array.from({ length: random.int(3) }, () => {
    const text = expand(random, random.pick(lines), { w: word, b: random.pick(THINGS) });
    return { path: fileName(random), line: 1 + random.int(9), text };
  }).sort((a, b) => (a.path < b.path ? -1 : 1));
  const result = found.map(({ path, line, text }) => `${path}:${line}: ${text}`).join('\n') || 'Nothing was found.';
  const answer = found.map(({ path, text }) => `${path} says: ${text}`).join(' ') || `No file has "${word}".`;
  return {
    family: 'tool/search_files',
    tools: toolsWith(random, 'search_files'),
    turns: [
      user(worded(random, asks, split, { word })),
      assistant(call('search_files', { text: word })),
      tool(result),
      assistant(answer),
    ],
  };
}
