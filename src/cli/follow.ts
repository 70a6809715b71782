// What a process does, shown as it happens: words on stdout, calls and what they bring on stderr, and, when the answer is
// whole, where each sentence comes from.
import type { Approval, Person, Process, ProcessEvent, Sentence } from '../boot/boot.ts';
import { EXIT, reportError } from './errors.ts';
import { MarkdownWriter } from './markdown.ts';
import { note, paint, printable } from './terminal.ts';

/** Characters of a result that are shown. */
const SHOWN = 200;

export interface FollowOptions {
  /** Shows words as they come; otherwise nothing goes to stdout. */
  readonly words?: boolean;
}

/** Shows events until the process listens or ends; gives the sentences of the last answer. */
export async function follow(
  events: AsyncIterator<ProcessEvent>,
  { words = true }: FollowOptions = {},
): Promise<readonly Sentence[]> {
  const out = new MarkdownWriter();
  let sentences: readonly Sentence[] = [];
  let written = false;
  for (let next = await events.next(); !next.done; next = await events.next()) {
    const event = next.value;
    if (event.type === 'listens') break;
    if (event.type === 'text' && words) {
      await out.write(event.text);
      written = true;
    } else if (event.type === 'sentences') sentences = event.sentences;
    else await showEvent(event, out);
  }
  await out.end();
  if (written) process.stdout.write('\n');
  const marks = sourceLine(sentences);
  if (marks !== '') aside(marks);
  return sentences;
}

async function showEvent(event: ProcessEvent, out: MarkdownWriter): Promise<void> {
  if (event.type === 'call') {
    await out.end();
    aside(`→ ${event.device} ${JSON.stringify(event.input)}`);
  } else if (event.type === 'result') aside(`← ${short(event.text)}`);
  else if (event.type === 'away')
    aside(`(put away: ${event.pages.length} ${event.pages.length === 1 ? 'page' : 'pages'})`);
  else if (event.type === 'problem') {
    reportError(event.error, false);
    if (!process.stdin.isTTY) process.exitCode = EXIT.failed; // nobody is there to see it
  }
}

/** "(1: calculator; 2, 3: the weights alone)"; nothing for no sentence. */
export function sourceLine(sentences: readonly Sentence[]): string {
  const groups = new Map<string, number[]>();
  for (const [i, { source }] of sentences.entries()) {
    const name =
      source.kind === 'weights'
        ? 'the weights alone'
        : source.kind === 'device'
          ? source.device
          : `page ${source.page}, ${source.origin}`;
    groups.set(name, [...(groups.get(name) ?? []), i + 1]);
  }
  if (groups.size === 0) return '';
  if (groups.size === 1) return `(from ${[...groups.keys()][0]})`;
  return `(${[...groups].map(([name, numbers]) => `${numbers.join(', ')}: ${name}`).join('; ')})`;
}

/** The person at this terminal; undefined where there is none. */
export function personHere(question: (prompt: string) => Promise<string>): Person | undefined {
  if (!(process.stdin.isTTY && process.stdout.isTTY)) return undefined;
  const yes = async (prompt: string): Promise<boolean> => /^y(es)?$/i.test((await question(prompt)).trim());
  return {
    async approve(_process: Process, { device, destinations, change, why }: Approval) {
      note(
        `${paint(process.stderr, 'yellow', 'May it?')} ${device}${destinations.length > 0 ? ` to ${destinations.join(', ')}` : ''}`,
      );
      note(
        printable(change)
          .split('\n')
          .map((line) => `  ${line}`)
          .join('\n'),
      );
      dim(why);
      return yes('Allow it? [y/N] ');
    },
    async happened(_process: Process, _call: string, request: unknown) {
      note('When the machine was interrupted, this was under way:');
      note(`  ${printable(JSON.stringify(request))}`);
      const said = (await question('Did it happen? [y/n/Enter: I do not know] ')).trim();
      return said === '' ? undefined : /^y(es)?$/i.test(said);
    },
  };
}

function short(text: string): string {
  const line = printable(text.replace(/\s+/g, ' '));
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line;
}

/** Beside the words: nothing where nobody looks. */
function aside(text: string): void {
  if (process.stderr.isTTY) dim(text);
}

export function dim(text: string): void {
  note(paint(process.stderr, 'dim', printable(text)));
}
