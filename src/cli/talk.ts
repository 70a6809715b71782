// A conversation at the terminal: what is typed, the slash commands, Ctrl-C. Each prompt has a line editor
// of its own, so that while the model writes the terminal is in its normal mode and Ctrl-C is a signal.
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { badArgument } from '../base/errors.ts';
import type { PrefixStats } from '../model/prefix.ts';
import type { Answer, Conversation } from './conversation.ts';
import { isRefusal, reportError } from './errors.ts';
import { cutNote, summary } from './generation.ts';
import { onInterrupt } from './interrupt.ts';
import type { SamplingFlags } from './options.ts';
import { bytes, count, note, paint, printable, say, table } from './terminal.ts';

const HELP = [
  ['/help', 'this list'],
  ['/reset', 'begin anew; instructions stay (/clear does the same)'],
  ['/system [text]', 'set the instructions; without text, show them ("/system none" takes them away)'],
  ['/save <file>', 'write the conversation to a new file (as JSON where its name ends in .json)'],
  ['/stats', 'window, speed, memory'],
  ['/exit', 'leave (so do Ctrl-D, and Ctrl-C twice)'],
];
const PASTE_MS = 15; // lines that come this close together were pasted: one message

interface Talk {
  readonly conversation: Conversation;
  readonly flags: SamplingFlags & { readonly tokens?: number };
  /** Lines typed, latest first, for the arrow keys. */
  history: string[];
  last: Answer | undefined;
}

/** Talks until the person leaves. */
export async function converse(conversation: Conversation, flags: Talk['flags']): Promise<void> {
  const { model, session } = conversation;
  dim(`${model.name} · window ${count(session.capacity)} tokens · /help`);
  const talk: Talk = { conversation, flags, history: [], last: undefined };
  for (let text = await readMessage(talk); text !== undefined; text = await readMessage(talk)) {
    try {
      if (!(await act(talk, text.trim()))) return;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      reportError(error, false); // a full window or an unwritable file does not end the conversation
    }
  }
}

function dim(text: string): void {
  note(paint(process.stderr, 'dim', printable(text)));
}

/** Does what was typed; false to leave. */
async function act(talk: Talk, text: string): Promise<boolean> {
  const { conversation } = talk;
  const [, command, rest = ''] = /^\/(\w+)\s*(.*)$/s.exec(text) ?? [];
  if (command === undefined) {
    if (text !== '') await reply(talk, text);
    return true;
  }
  if (command === 'exit' || command === 'quit') return false;
  if (command === 'help') note(table(HELP));
  else if (command === 'reset' || command === 'clear') {
    conversation.reset();
    dim('A new conversation.');
  } else if (command === 'system') system(conversation, rest);
  else if (command === 'save') await save(conversation, rest);
  else if (command === 'stats') note(stats(talk));
  else throw badArgument(`There is no /${command}.`, '/help lists what there is.');
  return true;
}

/** The model's answer. Ctrl-C stops it, and only it. */
async function reply(talk: Talk, text: string): Promise<void> {
  using interrupt = onInterrupt({ leave: false });
  const { conversation, flags } = talk;
  const { signal } = interrupt;
  const answer = await conversation.answer(text, { flags, maxTokens: flags.tokens, signal, onText: say });
  await say('\n');
  talk.last = answer;
  if (answer.reason === 'aborted') dim('(stopped)');
  const { model, session } = conversation;
  const cut = cutNote(answer, session, model.config.context, false);
  if (cut) dim(`(${cut} /reset begins anew.)`);
  if (answer.reason === 'length' && conversation.template) dim('(cut at the length asked for)');
}

function system(conversation: Conversation, text: string): void {
  if (text === '') {
    const current = conversation.messages.find((message) => message.role === 'system');
    dim(current ? current.content : 'There are no instructions.');
    return;
  }
  conversation.instruct(text === 'none' ? '' : text);
  dim('From now on.');
}

async function save({ messages }: Conversation, path: string): Promise<void> {
  if (path === '') throw badArgument('No file is named.', '/save conversation.txt');
  const text = path.endsWith('.json')
    ? JSON.stringify(messages, null, 2)
    : messages.map(({ role, content }) => `${role}:\n${content}\n`).join('\n');
  await writeFile(path, `${text}\n`, { flag: 'wx' });
  dim(`Saved ${messages.length} messages to ${path}.`);
}

function stats({ conversation, last }: Talk): string {
  const { session, model } = conversation;
  const rows = [
    ['window', `${count(session.position)} of ${count(session.capacity)} tokens`],
    ['prefix cache', prefixes(model.prefixes)],
    ['memory', bytes(model.backend.allocated)],
    ['backend', model.backend.name],
  ];
  if (last) {
    rows.push(['last answer', summary(last)]);
    rows.push([
      'prompt',
      `${last.reused} tokens were held already, ${last.timings.promptSeconds.toFixed(2)} s for the rest`,
    ]);
  }
  return table(rows);
}

function prefixes({ asked, found, recalled }: PrefixStats): string {
  const share = asked > 0 ? Math.round((100 * found) / asked) : 0;
  return `${count(found)} of ${count(asked)} tokens found (${share} %), ${count(recalled)} of them from the folder`;
}

/** What the person types: a line, or several pasted at once. Undefined when they leave. */
export function readMessage(talk: Pick<Talk, 'history'>): Promise<string | undefined> {
  const { history } = talk;
  const editor = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: paint(process.stdout, 'bold', '> '),
    history,
    historySize: 200,
  });
  editor.on('history', (lines) => {
    talk.history = lines;
  });
  return new Promise((resolve) => {
    const lines: string[] = [];
    let warned = false;
    let pasted: NodeJS.Timeout | undefined;
    editor.on('line', (line) => {
      lines.push(line);
      clearTimeout(pasted);
      // Text after the last line end belongs to the message: it waits for Enter.
      pasted = setTimeout(() => editor.line === '' && editor.close(), PASTE_MS);
    });
    editor.on('SIGINT', () => {
      if (editor.line === '' && lines.length === 0) {
        if (warned) return editor.close();
        warned = true;
        process.stdout.write('\n');
        dim('(Ctrl-C again leaves)');
      } else {
        lines.length = 0;
        editor.write(null, { ctrl: true, name: 'e' });
        editor.write(null, { ctrl: true, name: 'u' });
      }
      editor.prompt();
    });
    editor.on('close', () => {
      clearTimeout(pasted);
      if (lines.length === 0) process.stdout.write('\n');
      resolve(lines.length === 0 ? undefined : lines.join('\n'));
    });
    editor.prompt();
  });
}
