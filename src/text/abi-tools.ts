// The tools that our own models are trained to call, as they are told of them. What runs behind a name is the
// system's affair; a model may be given others, and learns from the signature what they take.
import type { Json, ToolSpec } from './messages.ts';

const string = { type: 'string' };

function tool(name: string, description: string, properties: { readonly [key: string]: Json }): ToolSpec {
  return { name, description, parameters: { type: 'object', properties, required: Object.keys(properties) } };
}

export const STANDARD_TOOLS: readonly ToolSpec[] = [
  tool('calculator', 'computes exactly: numbers of any size, units, dates.', { expression: string }),
  tool('clock', 'tells the date and the time.', {}),
  tool('search', 'finds passages about something.', { query: string }),
  tool('list_files', 'lists the files there are.', {}),
  tool('read_file', 'reads a file.', { path: string }),
];
