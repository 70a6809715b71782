// Lines of files that have a text or match a regular expression. Expressions are RE2's: matched in time proportional to
// the line, whatever they are, so that none hangs.
import { setImmediate as breath } from 'node:timers/promises';
import { badArgument, TwofilesError, throwIfAborted } from '../../base/errors.ts';
import type { Folder } from './folder.ts';
import { textOf } from './text.ts';

export interface Found {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The line, cut. */
  readonly text: string;
}

export const MOST_FOUND = 200;
/** Characters of a line that an expression is tried on: milliseconds, whatever it is. */
const MATCHED_LINE = 100_000;
/** Characters of a line that are told. */
const TOLD_LINE = 300;
/** Characters that one search reads: a few seconds. */
const MOST_SEARCHED = 64 * 1024 * 1024;
/** Lines between two looks at whether to stop. */
const LINES_AT_ONCE = 5_000;

/** Tells whether a line is wanted; undefined where it is too long to say. */
type Matcher = (line: string) => boolean | undefined;

/** A plain text is found in any case. @throws `bad-argument` for no expression. */
export async function matcher(text: string, expression: boolean): Promise<Matcher> {
  if (!expression) {
    const wanted = text.toLowerCase();
    return (line) => line.toLowerCase().includes(wanted);
  }
  const { RE2JS } = await import('re2js');
  try {
    const compiled = RE2JS.compile(text);
    return (line) => (line.length > MATCHED_LINE ? undefined : compiled.test(line));
  } catch (error) {
    throw badArgument(
      `That is no regular expression: ${(error as Error).message}.`,
      'Use RE2 syntax (no look-around, no references back), or leave expression out to find the text itself.',
    );
  }
}

export async function searchIn(
  folder: Folder,
  wanted: Matcher,
  under: string,
  signal: AbortSignal,
): Promise<{ found: Found[]; all: boolean }> {
  const list = await folder.list(signal);
  const found: Found[] = [];
  let { all } = list;
  let left = MOST_SEARCHED;
  for (const path of list.paths) {
    if (!path.startsWith(under)) continue;
    const text = await textIn(folder, path);
    left -= text.length;
    for (const [i, line] of text.split('\n').entries()) {
      if (i % LINES_AT_ONCE === 0) await breath();
      throwIfAborted(signal);
      const is = wanted(line);
      if (is === undefined) all = false;
      if (!is) continue;
      found.push({ path, line: i + 1, text: line.slice(0, TOLD_LINE).trimEnd() });
      if (found.length === MOST_FOUND) return { found, all: false };
    }
    if (left < 0) {
      all = false;
      break;
    }
  }
  return { found, all };
}

/** Nothing where there is no text: another kind of file, too large, gone meanwhile. */
async function textIn(folder: Folder, path: string): Promise<string> {
  try {
    return textOf(await folder.peek(path), path);
  } catch (error) {
    if (error instanceof TwofilesError) return '';
    throw error;
  }
}
