// A conversation with a machine at the terminal: what is typed, the slash commands, Ctrl-C.
import { writeFile } from 'node:fs/promises';
import { badArgument } from '../base/errors.ts';
import type { Os, Process, ProcessEvent, Sentence } from '../boot/boot.ts';
import { listed } from '../boot/serve.ts';
import { partsOf, whyOf, windowOf } from '../boot/view.ts';
import { isRefusal, reportError } from './errors.ts';
import { dim, follow } from './follow.ts';
import { onInterrupt } from './interrupt.ts';
import { type MachineFlags, startOf, turnOf } from './machine.ts';
import { readMessage } from './talk.ts';
import { count, note, paint, printable, table } from './terminal.ts';

const HELP = [
  ['/help', 'this list'],
  ['/ram', 'the window: its pages by role and label'],
  ['/ps', 'processes'],
  ['/why [n]', 'where sentence n of the last answer comes from (all without n)'],
  ['/save <file>', 'write the conversation to a new file (as JSON where its name ends in .json)'],
  ['/reset', 'begin a new conversation'],
  ['/exit', 'leave (so do Ctrl-D, and Ctrl-C twice)'],
];
/** Cells of the bar that draws the window. */
const BAR = 60;

interface Talk {
  readonly os: Os;
  readonly flags: MachineFlags;
  history: string[];
  process: Process;
  events: AsyncIterator<ProcessEvent>;
  last: readonly Sentence[];
}

/** The machine as a short list. */
export function showParts(os: Os): void {
  note(table(partsOf(os.kernel).map(([what, about]) => [paint(process.stderr, 'bold', what), about])));
}

/** Talks until the person leaves. */
export async function converseWithMachine(os: Os, flags: MachineFlags, resumed?: Process): Promise<void> {
  showParts(os);
  const unfinished = listed(os.kernel, false).filter(({ parent }) => parent === null);
  if (!resumed)
    for (const { id, program, about } of unfinished) {
      const [what, how] = program === 'talk@1' ? ['Conversation', 'chat --resume'] : ['Process', 'resume'];
      dim(`${what} ${id} was cut off${about === '' ? '' : ` (${about})`}: ${how} ${id} goes on with it.`);
    }
  dim('/help lists what can be typed.');
  const begun = resumed ?? startTalk(os, flags);
  const talk: Talk = { os, flags, history: [], process: begun, events: begun[Symbol.asyncIterator](), last: [] };
  await follow(talk.events);
  for (let text = await readMessage(talk); text !== undefined; text = await readMessage(talk)) {
    try {
      if (!(await act(talk, text.trim()))) break;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      reportError(error, false);
    }
  }
  talk.process.leave();
  await talk.process.result.catch(() => undefined);
}

/** A conversation as the flags want it. */
export function startTalk(os: Os, flags: MachineFlags): Process {
  return os.talk(startOf(flags), turnOf(flags));
}

/** Does what was typed; false to leave. */
async function act(talk: Talk, text: string): Promise<boolean> {
  const [, command, rest = ''] = /^\/(\w+)\s*(.*)$/s.exec(text) ?? [];
  if (command === undefined) {
    if (text !== '') await reply(talk, text);
    return true;
  }
  if (command === 'exit' || command === 'quit') return false;
  if (command === 'help') note(table(HELP));
  else if (command === 'ram') await ram(talk);
  else if (command === 'ps') ps(talk.os);
  else if (command === 'why') why(talk, rest);
  else if (command === 'save') await save(talk, rest);
  else if (command === 'reset' || command === 'clear') await begin(talk);
  else throw badArgument(`There is no /${command}.`, '/help lists what there is.');
  return true;
}

/** Ctrl-C stops the answer, and only it. A conversation that has ended is followed by a new one. */
async function reply(talk: Talk, text: string): Promise<void> {
  using interrupt = onInterrupt({ leave: false });
  const stop = (): void => talk.process.interrupt();
  interrupt.signal.addEventListener('abort', stop);
  await talk.process.say(text);
  talk.last = await follow(talk.events);
  if (!talk.os.kernel.find(talk.process.id)) {
    const { state, why } = await talk.process;
    note(`The conversation has ended (${state}${why === undefined ? '' : `: ${why}`}); here is a new one.`);
    await begin(talk);
  }
}

async function begin(talk: Talk): Promise<void> {
  talk.process.leave();
  talk.process = startTalk(talk.os, talk.flags);
  talk.events = talk.process[Symbol.asyncIterator]();
  talk.last = [];
  await follow(talk.events);
  dim('A new conversation.');
}

async function ram({ os, process: own }: Talk): Promise<void> {
  const { window, used, frame, devices, label, pages } = await windowOf(os.kernel, own);
  const cells = Math.round((BAR * used) / window);
  note(`[${'#'.repeat(cells)}${'.'.repeat(BAR - cells)}] ${count(used)} of ${count(window)} tokens`);
  const rows = pages.map(({ id, role, state, tokens, origin, label: of, trusted, text }) => [
    ...[
      String(id),
      state === 'in' ? role : `${role} (${state === 'out' ? 'put away' : 'a line of it'})`,
      String(tokens),
    ],
    ...[
      trusted ? origin : paint(process.stderr, 'yellow', origin),
      of,
      printable(text.replace(/\s+/g, ' ')).slice(0, 40),
    ],
  ]);
  const around = ['', 'frame', String(frame), os.kernel.cpu.name, '', `instructions; ${devices.join(', ')}`];
  note(table([['page', 'role', 'tokens', 'origin', 'label', 'begins'], around, ...rows], [0, 2]));
  dim(`The process has read what is ${label}.`);
}

function ps(os: Os): void {
  note(psTable(listed(os.kernel, false)));
}

/** Processes as a table. */
export function psTable(rows: ReturnType<typeof listed>): string {
  const cells = rows.map(({ id, parent, program, state, tokens, label, about }) => [
    ...[String(id), parent === null ? '' : String(parent), program, state, count(tokens), label, printable(about)],
  ]);
  return table([['id', 'of', 'program', 'state', 'tokens', 'label', 'about'], ...cells], [0, 1, 4]);
}

function why({ process: own, last }: Talk, which: string): void {
  if (last.length === 0) return dim('Nothing has been said.');
  const n = Number(which);
  if (which !== '' && !(Number.isInteger(n) && n >= 1 && n <= last.length))
    throw badArgument(`There is no sentence ${which}.`, `The last answer has ${last.length}.`);
  for (const [i, sentence] of last.entries()) {
    if (which !== '' && i + 1 !== n) continue;
    note(`${i + 1}. ${printable(sentence.text)}`);
    for (const line of whyOf(own, sentence)) dim(`   ${line}`);
  }
}

async function save({ os, process: own }: Talk, path: string): Promise<void> {
  if (path === '') throw badArgument('No file is named.', '/save conversation.txt');
  const { pages } = await windowOf(os.kernel, own);
  const text = path.endsWith('.json')
    ? JSON.stringify(pages, null, 2)
    : pages.map(({ role, origin, text }) => `${role === 'tool' ? origin : role}:\n${text}\n`).join('\n');
  await writeFile(path, `${text}\n`, { flag: 'wx' });
  dim(`Saved ${pages.length} pages to ${path}.`);
}
