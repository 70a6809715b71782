// The tools that our own models are trained to call, as they are told of them. What runs behind a name is the
// system's affair; a model may be given others, and learns from the signature what they take.
import type { Json, ToolSpec } from './messages.ts';

const string = { type: 'string' };
const integer = { type: 'integer' };

type Properties = { readonly [key: string]: Json };

function tool(name: string, description: string, needed: Properties, optional: Properties = {}): ToolSpec {
  const properties = { ...needed, ...optional };
  return { name, description, parameters: { type: 'object', properties, required: Object.keys(needed) } };
}

/** How a tool's result begins where the call failed; after it stands why, and what to do. */
export const TOOL_ERROR = 'error: ';

export const STANDARD_TOOLS: readonly ToolSpec[] = [
  tool('calculator', 'computes exactly: numbers of any size, units, dates.', { expression: string }),
  tool('clock', 'tells the date and the time.', {}),
  tool('search', 'finds passages about something.', { query: string }),
  tool('list_files', 'lists the files there are.', {}),
  tool('read_file', 'reads a file.', { path: string }),
];

/** What a machine with a folder has besides: our models are told of them together, and learn to find and to write. */
export const FOLDER_TOOLS: readonly ToolSpec[] = [
  tool('read_part', 'reads a part of a large file: so many bytes from an offset on.', {
    ...{ path: string, offset: integer, length: integer },
  }),
  tool(
    'search_files',
    'finds the lines of files that have a text, or match a regular expression (RE2).',
    { text: string },
    { expression: { type: 'boolean' }, under: string },
  ),
  tool('write_file', 'writes a text file, in place of what was in it.', { path: string, text: string }),
  tool(
    'patch_file',
    'changes a part of a file: finds a text that is there once and replaces it, or applies a unified diff.',
    { path: string },
    { find: string, replace: string, diff: string },
  ),
  tool('undo_write', 'takes the last write of a file back.', { path: string }),
];
