// Text from stdin that never leaves the program waiting for nobody: an empty, closed or absent stdin ends
// at once, and a pipe on which nothing comes can be given up after a while.
import { TwofilesError } from '../base/errors.ts';
import { note } from './terminal.ts';

/** How long a pipe may stay silent, ms, where reading it was our guess and not the caller's request. */
export const PATIENCE_MS = 3000;

/** Text as it comes. */
export type TextChunks = AsyncIterable<string>;

/**
 * Opens stdin for reading as UTF-8. With `patience`, resolves to undefined (and lets stdin go) when
 * neither text nor its end has come within that many milliseconds.
 * @throws `io` when stdin cannot be read (a folder, for example).
 */
export async function openStdin(patience?: number): Promise<TextChunks | undefined> {
  const { stdin } = process;
  stdin.setEncoding('utf8');
  const iterator: AsyncIterator<string> = stdin[Symbol.asyncIterator]();
  const first = iterator.next();
  if (patience !== undefined) {
    const silent = Symbol('silent');
    let timer: NodeJS.Timeout | undefined;
    const alarm = new Promise<typeof silent>((resolve) => {
      timer = setTimeout(resolve, patience, silent);
    });
    const winner = await Promise.race([first.catch(() => undefined), alarm]);
    clearTimeout(timer);
    if (winner === silent) {
      first.catch(() => {}); // destroying the stream rejects the read that is still under way
      stdin.destroy();
      return undefined;
    }
  }
  return chunks(iterator, first);
}

async function* chunks(iterator: AsyncIterator<string>, first: Promise<IteratorResult<string>>): TextChunks {
  try {
    for (let next = await first; !next.done; next = await iterator.next()) yield next.value;
  } catch (cause) {
    throw new TwofilesError(
      'io',
      `stdin cannot be read: ${(cause as Error).message}`,
      'Give the text as an argument.',
      { cause },
    );
  }
}

/**
 * The text a command works on: its argument; stdin for "-"; stdin too when there is no argument and no
 * terminal, but then a silent pipe is given up and the text is empty.
 */
export async function readText(argument: string | undefined): Promise<string> {
  if (argument !== undefined && argument !== '-') return argument;
  if (argument === undefined && process.stdin.isTTY) return '';
  const text = await openStdin(argument === '-' ? undefined : PATIENCE_MS);
  if (text) return readAll(text);
  note('Nothing came on stdin, so the text is empty. ("-" waits for stdin however long it takes.)');
  return '';
}

/** Everything that comes. */
export async function readAll(text: TextChunks): Promise<string> {
  let all = '';
  for await (const chunk of text) all += chunk;
  return all;
}

/** Line by line, without line ends; a last line needs none. */
export async function* readLines(text: TextChunks): AsyncIterable<string> {
  let rest = '';
  for await (const chunk of text) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
