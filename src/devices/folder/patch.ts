// Changes of texts: a text found once and replaced, or a unified diff; and the difference as a person is shown it.
import { applyPatch, createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff';
import { badArgument } from '../../base/errors.ts';
import { utf8 } from './text.ts';

/** Lines that may differ before a difference is no longer looked for: then all is shown as removed and added. */
const MOST_EDITS = 2_000;

export interface Replacement {
  readonly find: string;
  readonly replace: string;
}

/** The changed text. Lines may end in \n where the file's end in \r\n. @throws `bad-argument` when it does not fit. */
export function patched(text: string | undefined, by: Replacement | string, path: string): string {
  if (typeof by === 'string') return applied(text ?? '', by, path);
  if (text === undefined) throw badArgument(`There is no ${path} to change.`, 'Write it first.');
  const windows = text.includes('\r\n') && !/(^|[^\r])\n/.test(text);
  const [find, replace] = [by.find, by.replace].map((part) => (windows ? part.replace(/\r?\n/g, '\r\n') : part)) as [
    string,
    string,
  ];
  const at = text.indexOf(find);
  if (at < 0)
    throw badArgument(`That text is not in ${path}.`, 'Read the file and give the text exactly as it is there.');
  if (text.indexOf(find, at + 1) >= 0)
    throw badArgument(`That text is in ${path} more than once.`, 'Give more of what stands around it.');
  return text.slice(0, at) + replace + text.slice(at + find.length);
}

function applied(text: string, diff: string, path: string): string {
  let result: string | false;
  try {
    result = applyPatch(text, diff, { fuzzFactor: 0 });
  } catch (error) {
    throw badArgument(
      `That is no unified diff: ${(error as Error).message}`,
      'Give one file’s diff with its @@ lines.',
    );
  }
  if (result === false || !diff.includes('@@'))
    throw badArgument(`That diff does not fit ${path}.`, 'Read the file and make the diff from what is there.');
  return result;
}

/** A unified diff; whole texts where they have little in common; sizes where they are no texts. Undefined: no file. */
export function difference(path: string, before: Uint8Array | undefined, after: Uint8Array | undefined): string {
  const [old, next] = [before, after].map((bytes) => (bytes === undefined ? '' : utf8(bytes)));
  if (old === undefined || next === undefined)
    return `${path}: ${before?.length ?? 0} bytes become ${after?.length ?? 0} bytes (no text).`;
  if (old === next) return `${path}: ${before && after ? 'no change' : 'an empty file'}.`;
  const [from, to] = [before, after].map((bytes) => (bytes === undefined ? '/dev/null' : path)) as [string, string];
  const options = { maxEditLength: MOST_EDITS, headerOptions: FILE_HEADERS_ONLY };
  const diff = createTwoFilesPatch(from, to, old, next, undefined, undefined, options);
  if (diff !== undefined) return diff;
  const lines = (text: string, sign: string): string => text.replace(/^/gm, sign);
  return `--- ${from}\n+++ ${to}\n${lines(old, '-')}\n${lines(next, '+')}\n`;
}
