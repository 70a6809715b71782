// Files in one granted folder: listed, read, searched, written, patched, and had back (folder/ keeps them in it).
// What is read carries its file as its source and is for the person alone unless told otherwise, so that no remote model
// is shown it by accident. Writes show the difference before, and keep what there was.
import { z } from 'zod';
import { badArgument } from '../base/errors.ts';
import { device } from '../kernel/device.ts';
import { type Label, label, principal } from '../security/label.ts';
import { FILE_BYTES, Folder } from './folder/folder.ts';
import { isPath, pathOf } from './folder/path.ts';
import { type Found, MOST_FOUND, matcher, searchIn } from './folder/search.ts';
import { textOf, wholeCharacters } from './folder/text.ts';

export interface FilesOptions {
  /** Who may see what is in the files, besides this process. Default: the person. */
  readonly readers?: Label['readers'];
}

/** Files that a list tells. */
const MOST_LISTED = 1_000;
/** Bytes of a part that is read at once. */
const PART_BYTES = 1024 * 1024;

/** A blank around it is a slip: no name has one there. */
const path = z
  .string()
  .trim()
  .refine(isPath, 'must name a file in the folder, such as notes/today.md, with no . before a name');

type Sources = (...paths: readonly string[]) => Label;

const fileOf = (name: string): string => principal('file', pathOf(name));
const destinations = ({ path }: { readonly path: string }): string[] => [fileOf(path)];

/** All devices of a folder. @throws `not-found` when it is none. */
export function files(folder: string | Folder, { readers = ['person'] }: FilesOptions = {}) {
  const of = typeof folder === 'string' ? new Folder(folder) : folder;
  const source: Sources = (...paths) => label(paths.map(fileOf), readers);
  return [
    ...[listFiles(of, readers), readFile(of, source), readPart(of, source), searchFiles(of, source)],
    ...[writeFile(of), patchFile(of), undoWrite(of)],
  ];
}

/** Names are whoever's who made the files, so a list has a source too: the folder. */
function listFiles(folder: Folder, readers: Label['readers']) {
  return device({
    name: 'list_files',
    description: 'lists the files there are.',
    input: z.object({}),
    output: z.string(),
    effects: ['read'],
    repeatable: true,
    source: () => label([principal('file', '.')], readers),
    run: async (_, { signal }) => {
      const { paths, all } = await folder.list(signal, MOST_LISTED);
      return `${paths.join('\n') || 'none'}${all ? '' : '\n(and more)'}`;
    },
  });
}

function readFile(folder: Folder, source: Sources) {
  return device({
    name: 'read_file',
    description: 'reads a file.',
    input: z.object({ path }),
    output: z.string(),
    effects: ['read'],
    repeatable: true,
    source: ({ path }) => source(path),
    run: async ({ path }) => textOf(await folder.read(path), pathOf(path)).replace(/^\ufeff/, ''),
  });
}

function readPart(folder: Folder, source: Sources) {
  return device({
    name: 'read_part',
    description: 'reads a part of a large file: so many bytes from an offset on.',
    input: z.object({ path, offset: z.int().min(0), length: z.int().min(4).max(PART_BYTES) }),
    output: z.object({ text: z.string(), offset: z.int(), next: z.int(), size: z.int() }),
    effects: ['read'],
    repeatable: true,
    source: ({ path }) => source(path),
    run: async ({ path, offset, length }) => {
      const { bytes, size } = await folder.part(path, offset, length);
      const cut = wholeCharacters(bytes, offset + bytes.length >= size);
      const start = offset + cut.skip;
      return { text: textOf(cut.bytes, pathOf(path)), offset: start, next: start + cut.bytes.length, size };
    },
    tell: ({ text, offset, next, size }) => `${text}\n(bytes ${offset} to ${next} of ${size})`,
  });
}

function searchFiles(folder: Folder, source: Sources) {
  return device({
    name: 'search_files',
    description: 'finds the lines of files that have a text, or match a regular expression (RE2).',
    input: z.object({ text: z.string().min(1).max(200), expression: z.boolean().optional(), under: path.optional() }),
    output: z.object({
      found: z.array(z.object({ path: z.string(), line: z.int(), text: z.string() })),
      all: z.boolean(),
    }),
    effects: ['read'],
    repeatable: true,
    seconds: 60,
    source: (_, { found }) => source(...found.map(({ path }) => path)),
    run: async ({ text, expression = false, under }, { signal }) =>
      searchIn(folder, await matcher(text, expression), under === undefined ? '' : `${pathOf(under)}/`, signal),
    tell: ({ found, all }) =>
      [
        ...found.map(({ path, line, text }: Found) => `${path}:${line}: ${text}`),
        ...(found.length === 0 ? ['Nothing was found.'] : []),
        ...(all ? [] : [`(not all: at most ${MOST_FOUND} lines are told, and what is very long is not searched)`]),
      ].join('\n'),
  });
}

/** Loaded when first needed. */
const patching = () => import('./folder/patch.ts');

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function writeFile(folder: Folder) {
  return device({
    name: 'write_file',
    description: 'writes a text file, in place of what was in it.',
    input: z.object({ path, text: z.string().max(FILE_BYTES) }),
    output: z.string(),
    effects: ['write'],
    // The same bytes again leave the same file.
    repeatable: true,
    destinations,
    verbs: ['write', 'save', 'put', 'note', 'store', 'create', 'make', 'record', 'export'],
    preview: async ({ path, text }) => shown(folder, path, () => bytesOf(text)),
    run: async ({ path, text }, { key }) => {
      const { before, bytes } = await folder.write(path, () => bytesOf(text), key);
      const what = { nothing: 'is new', other: 'is written', same: 'says that already' }[before];
      return `${pathOf(path)} ${before === 'same' ? what : `${what}: ${bytes} bytes`}.`;
    },
  });
}

const CHANGE = z.object({
  path,
  find: z.string().min(1).optional(),
  replace: z.string().optional(),
  diff: z.string().min(1).optional(),
});

function patchFile(folder: Folder) {
  type In = z.output<typeof CHANGE>;
  const change = async ({ path, find, replace, diff }: In) => {
    const by = find !== undefined && replace !== undefined && diff === undefined ? { find, replace } : diff;
    if (by === undefined || (diff !== undefined && (find ?? replace) !== undefined))
      throw badArgument('A patch is either find and replace, or diff.', 'Give the text to find and what replaces it.');
    const { patched } = await patching();
    return (before: Uint8Array | undefined) =>
      bytesOf(patched(before === undefined ? undefined : textOf(before, pathOf(path)), by, pathOf(path)));
  };
  return device({
    name: 'patch_file',
    description:
      'changes a part of a file: finds a text that is there once and replaces it, or applies a unified diff.',
    input: CHANGE,
    output: z.string(),
    effects: ['write'],
    // A call that was done is known by its key and not done again.
    repeatable: true,
    destinations,
    verbs: ['patch', 'change', 'edit', 'replace', 'correct', 'fix', 'update', 'add', 'append', 'insert', 'rewrite'],
    preview: async (input) => shown(folder, input.path, await change(input)),
    run: async (input, { key }) => {
      const { before } = await folder.write(input.path, await change(input), key);
      return `${pathOf(input.path)} ${before === 'same' ? 'says that already' : 'is changed'}.`;
    },
  });
}

function undoWrite(folder: Folder) {
  return device({
    name: 'undo_write',
    description: 'takes the last write of a file back.',
    input: z.object({ path }),
    output: z.string(),
    effects: ['write'],
    // Again would take one more write back.
    repeatable: false,
    destinations,
    verbs: ['undo', 'restore', 'revert', 'take back', 'bring back'],
    preview: async ({ path }) => {
      const { now, back } = await folder.undoable(path);
      return { destination: fileOf(path), change: (await patching()).difference(pathOf(path), now, back) };
    },
    run: async ({ path }) => {
      const back = await folder.undo(path);
      return back ? `${pathOf(path)} is what it was before.` : `${pathOf(path)} is gone again.`;
    },
  });
}

async function shown(folder: Folder, path: string, change: (before: Uint8Array | undefined) => Uint8Array) {
  const { before, after } = await folder.plan(path, change);
  return { destination: fileOf(path), change: (await patching()).difference(pathOf(path), before, after) };
}
