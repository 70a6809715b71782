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
        'Can you {look at|check} the clock{ for me|}?',
        'What hour is it{ now|}?',
        '{Could|Can|Would|Will} you {tell|give} me the time{, please|}?',
        'Do you {happen to |}know what time it is{ now|}?',
        'I {wonder|want to know|need to know|would like to know} what time it is.',
        'I have no watch{ with me|}. What time is it?',
        '{My watch has stopped|I have a bus to catch|I must not be late}. What is the time?',
        '{Any idea what time it is|What time do we have|What time have we}{ now|}?',
        'the time{, please|, quickly| now|}',
        'current time{, please|}',
        'what does your {clock|watch} show{ now|}?',
        '{Look at|Check} the clock{ for me|}{, please|}.',
        'Is it {time for lunch|time for bed|past noon|past midnight} {already|yet}?',
        'Is it still {early|morning}?',
        '{Show|Read} me the {time|clock}{, please|}.',
        'The time {right now|at this moment|just now}?',
        'I {lost track of|forgot} the time. What is it now?',
        'I need the {exact |right |}time{, please|}.',
        '{Say|Tell me} what time it is{ now|}{, please|}.',
        "{What's|Whats} the time{ now|}?",
        'Before I go{ to work| out|}: what time is it?',
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
        '{Can|Could|Would} you tell me {the date|which date it is|what the date is}{, please|}?',
        'Do you {happen to |}know {which|what} date {it is|we have}{ today|}?',
        'I {wonder|forgot|want to know|need to know} {which|what} date it is{ today|}.',
        'I am {signing|dating|filling in} a {paper|form|letter}. What is the date{ today|}?',
        'I must write the date{ on a letter| here|}. {What|Which} is it?',
        '{Any idea|Tell me} {what|which} date {it is|we have}{ today|}{?|, please.}',
        'the date{, please|, today|}',
        'date of today{, please|}',
        '{Show me|Say|Read me|Write} the date{ of today|}{, please|}.',
        'What does the calendar {say|show}{ today|}?',
        '{Look at|Check} the calendar: {what|which} date is {it|today}?',
        'What is today, as a date?',
        'Is it {May|June|October|December|spring|winter} {already|yet}?',
        '{What|Which} {year|month} {are we in|do we live in}?',
        'Do you know {which|what} {year|month} it is{ now|}?',
        'Tell me {which|what} {year|month} we have{ now|}.',
        'How far into the {year|month} are we?',
        'Day, month and year{ of today|}{, please|}?',
        'In {what|which} {year|month} are we{ now|}?',
        'The letter needs a date. What is it today?',
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
        '{Can|Could|Would} you tell me {what|which} day {it is|we have}{ today|}?',
        'I {wonder|forgot|want to know|am not sure} {what|which} day it is{ today|}.',
        'I am {mixed up|on holiday|confused}. {What|Which} day is {it|today}?',
        '{Any idea|Tell me|Say} {what|which} day {it is|we have}{ today|}{, please|}.',
        'the day of the week{, please|, today|}',
        'what day{ today| now|}',
        'On {what|which} day of the week are we{ now|}?',
        '{What|Which} day of the week {do we have|have we}{ today|}?',
        'Do we have {Tuesday|Wednesday|Thursday|Saturday}{ today|}?',
        'Is {it|today} {a Tuesday|a Thursday|already Saturday|still Wednesday}?',
        'Is it the weekend {yet|already}?',
        "What's {today, Monday or Tuesday|the day today|the day of the week}?",
        'Is today a {working day|day of the weekend|school day}?',
        'Name the day of the week that {it is now|we have today}.',
        'Do I have to work today, or is it {Sunday|the weekend}?',
        '{Check|Look up} {what|which} day {it|today} is{ for me|}.',
        'I need to know {what|which} day of the week it is.',
        'Monday, Tuesday or {Wednesday|what}: which day is it{ today|}?',
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
      'Please {read|open|show|print} <path>{ for me|}.',
      'read <path>{ please|}',
      'cat <path>',
      '{Take|Have} a look {into|at} <path>{, please|}.',
      '{Can|Could|Would|Will} you {tell|show} me what {is in|stands in|it says in} <path>?',
      'Do you {happen to |}know what {is in|stands in} <path>?',
      'I {wonder|want to know|need to know} what {is in|stands in} <path>.',
      '{Any idea|Tell me} what {is in|is written in|stands in} <path>{?|, please.}',
      'What {stands|is written|did I write|have I written|have I put} in <path>?',
      'What {have I got|is there} in {the file |}<path>?',
      '{Read|Print|Show} {me |}the text {of|in} <path>.',
      '{Read|Open} the file <path> {and tell me what it says|for me}.',
      'There is a file <path>. {What does it say?|Read it to me.}',
      'I {have|made} a file {called|named} <path>. What is in it?',
      '<path>, {please|read it|open it|what does it say?}',
      'In <path>, what {does it say|is written}?',
      'Let me {read|hear} {what is in |}<path>{, please|}.',
      'I {would like|need} to {read|know what is in} <path>.',
      '{Check|Look up} what <path> says.',
      'I lost my {glasses|place}; read me <path>{, please|}.',
      'What was {in|it that I wrote in} <path>{ again|}?',
      'Is there anything in <path>?',
      'Could <path> be read to me?',
      'My {wife|friend|sister} {left me|sent me} <path>. What does it say?',
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
      '{Can|Could|Would|Will} you {list|show me|name} {my|the|all my} files{, please|}?',
      'Do you {see|have|find} any files{ here|}?',
      'Are there {any |}files {here|in this folder|in my folder}?',
      'I {wonder|want to know|forgot} {which|what} files {I have|there are|are here}.',
      'Tell me {which|what} files {I have|there are}{, please|}.',
      '{Which|What} files {can you see|do you see|can you read|can I open|are here}?',
      '{Which|What} files {are|lie} in {my|the|this} folder?',
      '{A|The} list of {my|the|all|all my} files{, please|}.',
      '{Give me|Show me|Make|Print} a list of {my|the|all} files.',
      '{list|show} files{ please|}',
      'my files{, please|, all of them|}',
      'file list{, please|}',
      'How are my files {called|named}?',
      'What are my files called?',
      'I am looking for a file, but forgot its name. {Which|What} files are there?',
      '{Look|Have a look} into {my|the} folder{ and tell me what is there|}.',
      '{Show me|Tell me|List} what is in {my|the|this} folder{, please|}.',
      '{What|Which} files have I {saved|written|kept} so far?',
      'In {my|this|the} folder, {which|what} files {are there|do you see}?',
      'Any files {here|in the folder}?',
      'I {need|would like} {the names of {my|the|all} files|to know which files I have}.',
      'Is my folder empty{, or are there files|}?',
      '{Any idea|Do you know} {which|what} files {I have|are in my folder}?',
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
      '{Can|Could|Would|Will} you {save|note|keep} "<text>" in <path>{, please|}?',
      '{Please |}{keep|note|jot down|write down} "<text>" in <path>.',
      'In <path>, {write|put|note|keep}{ this|}: <text>',
      '{Into|In} {the file |}<path> {goes|write} "<text>".',
      '"<text>" {goes|should go|must go} into <path>{, please|}.',
      '"<text>" - {put|save|write} that {in|into} <path>{, please|}.',
      'I {want|would like|need} "<text>" {saved|written|kept} in <path>.',
      'I want {to keep|to save|to have} "<text>" in <path>.',
      '{Fill|Make} <path> with this: <text>',
      '{Create|Start|Make} a {new |}file {called|named} <path> with "<text>"{ in it|}.',
      'Make me a file <path>. {It says|It should say|Text|In it}: <text>',
      '<path> should {read|contain|have}: <text>',
      'I must not forget this; {put|save|write} it in <path>: <text>',
      'So that I do not forget, {write|put} "<text>" into <path>.',
      'Let <path> {say|read} "<text>".',
      'write <path>: <text>',
      '{A|A new} file, <path>, {with the text|that says|saying} "<text>"{, please|}.',
      '{Take|Write} this down in <path>: <text>',
      'Would you mind {writing|putting|saving} "<text>" {to|in|into} <path>?',
      '{Type|Enter|Record} "<text>" {in|into} <path>{, please|}.',
      'The text "<text>" {belongs in|is for} <path>. {Save|Write|Put} it there.',
      'Here is something for <path>, {save|write} it{ there|}: <text>',
      'I need a file <path> with {this|this text|these words}: <text>',
      'Please make sure that <path> says "<text>".',
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
      '{Can|Could|Would|Will} you {find|look for|search for} "<word>" in my files{, please|}?',
      '{Search|Look through|Check} {my|the|all|all my} files for "<word>"{, please|}.',
      'search {files |my files |}for "<word>"',
      'grep "<word>"',
      '"<word>": {which|what} file{ is it in| has it|}?',
      '"<word>" - in which of my files {is that|does it stand}?',
      'Where in my {files|folder} {is|do I find|does it say|stands} "<word>"?',
      'In {which|what} file {is|stands|do I find|can I find|did I put} "<word>"?',
      'Is there {any|a} file {with|about} "<word>" in my folder?',
      'Do {I|we} have {a|any} file {with|about|that mentions} "<word>"?',
      'Do my files {say|have|tell} anything about "<word>"?',
      'Is "<word>" {in any of my files|mentioned in my files|anywhere in my files}?',
      'I wrote something about "<word>" {once|in a file}. {Which|In which} file?',
      'I {know|think} "<word>" is in one of my files. {Find it|Which one|Where}?',
      'I {wonder|want to know|forgot} {which file mentions|in which file I wrote} "<word>".',
      'I am looking for "<word>" in my {files|folder}.',
      'Do you {happen to |}know which file {mentions|has} "<word>"?',
      '{Any|Is there a} file {with|about|mentioning} "<word>"?',
      'Tell me {which|what} {file|files} {mention|have|say} "<word>".',
      '{All|Every one of} my {lines|notes} about "<word>"{, please|}.',
      '{Show|Give} me {what|all that} my files say about "<word>".',
      'What do my files say {about|on} "<word>"?',
      'Have I {written|saved|kept} anything about "<word>"{ in a file|}?',
      'The file {with|about} "<word>", which {is it|one is that}?',
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
