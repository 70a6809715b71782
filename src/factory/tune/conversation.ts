// Conversations to learn from: one JSON document a line, written by people or made by generators, always
// checked before anything is trained on them. docs/labelling.md says what a good one is; this file says
// what a possible one is. A line is `{ "id", "family", "system"?, "tools"?, "turns" }`; a turn has a role
// and either `text` or `parts` as in the calling convention (src/text/abi.ts).
import { z } from 'zod';
import { badArgument, badFile, TwofilesError } from '../../base/errors.ts';
import type { Part, Turn } from '../../text/abi.ts';
import { STANDARD_TOOLS } from '../../text/abi-tools.ts';
import type { Json, ToolSpec } from '../../text/messages.ts';

/** A conversation that may be trained on. */
export interface Conversation {
  readonly id: string;
  /** What kind of conversation it is ('tool/calculator', 'read/quote'): reports and splits go by it. */
  readonly family: string;
  /** Instructions in place of the standard ones. */
  readonly system?: string | undefined;
  readonly tools: readonly ToolSpec[];
  readonly turns: readonly Turn[];
}

const json: z.ZodType<Json> = z.json() as z.ZodType<Json>;
const object = z.record(z.string(), json);
const spec = z.strictObject({ name: z.string().min(1), description: z.string(), parameters: object });
const number = z.int().positive();
const part = z.union([
  z.strictObject({ text: z.string().min(1) }),
  z.strictObject({ passage: z.strictObject({ number, source: z.string(), text: z.string().min(1) }) }),
  z.strictObject({ call: z.strictObject({ name: z.string(), arguments: object }) }),
  z.strictObject({ quote: z.strictObject({ passage: number, text: z.string().min(1) }) }),
]);
const role = z.enum(['user', 'assistant', 'tool']);
const turn = z.union([
  z.strictObject({ role, text: z.string().min(1) }),
  z.strictObject({ role, parts: z.array(part).min(1) }),
]);
const line = z.strictObject({
  id: z.string().min(1),
  family: z.string().min(1),
  system: z.string().optional(),
  tools: z.array(z.union([z.string(), spec])).optional(),
  turns: z.array(turn).min(2),
});

/**
 * A conversation from a parsed line; `whole`: it may not end with a call that has no result yet.
 * @throws `bad-argument` whose message names the place and what is wrong there.
 */
export function conversationOf(value: unknown, whole = true): Conversation {
  const parsed = line.safeParse(value);
  if (!parsed.success) throw wrong(firstIssue(parsed.error.issues));
  const { id, family, system } = parsed.data;
  const tools = (parsed.data.tools ?? []).map(toolOf);
  const turns = parsed.data.turns.map((turn): Turn => {
    const parts = 'text' in turn ? [{ text: turn.text }] : turn.parts;
    return { role: turn.role, parts };
  });
  checkOrder(turns, whole);
  for (const [index, { role, parts }] of turns.entries())
    for (const [at, part] of parts.entries()) {
      const problem = partProblem(part, role === 'assistant', tools, turns.slice(0, index));
      if (problem !== undefined) throw wrong(`turns[${index}].parts[${at}]: ${problem}`);
    }
  return { id, family, tools, turns, ...(system === undefined ? {} : { system }) };
}

/**
 * Conversations of a JSONL text; empty lines are passed over. `file` is for messages.
 * @throws `bad-file` naming the line, the place in it and what is wrong.
 */
export function* readConversations(text: Iterable<string> | string, file: string): Generator<Conversation> {
  const seen = new Set<string>();
  let count = 0;
  for (const raw of typeof text === 'string' ? text.split('\n') : text) {
    count++;
    if (raw.trim() === '') continue;
    const conversation = readLine(raw, file, count);
    if (seen.has(conversation.id)) throw badFile(file, `line ${count}`, `id: ${conversation.id} is taken already`);
    seen.add(conversation.id);
    yield conversation;
  }
}

function readLine(raw: string, file: string, number: number): Conversation {
  try {
    return conversationOf(JSON.parse(raw));
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TwofilesError)) throw error;
    throw badFile(file, `line ${number}`, error.message, error);
  }
}

/** A conversation as a line of the format, tools of the standard set by name. */
export function conversationLine({ id, family, system, tools, turns }: Conversation): string {
  const named = tools.map((tool) => (STANDARD_TOOLS.includes(tool) ? tool.name : tool));
  const short = turns.map(({ role, parts }) => {
    const only = parts[0]!;
    return parts.length === 1 && 'text' in only ? { role, text: only.text } : { role, parts };
  });
  return JSON.stringify({ id, family, system, ...(named.length > 0 ? { tools: named } : {}), turns: short });
}

function toolOf(tool: string | z.infer<typeof spec>, index: number): ToolSpec {
  if (typeof tool !== 'string') return tool;
  const found = STANDARD_TOOLS.find(({ name }) => name === tool);
  if (found) return found;
  throw wrong(`tools[${index}]: there is no standard tool ${tool}; give its name, description and parameters`);
}

/** user, assistant, and after calls a tool turn for each of them; it ends with an answer. */
function checkOrder(turns: readonly Turn[], whole: boolean): void {
  let open = 0; // calls without a result
  let expected: 'user' | 'assistant' | 'tool' = 'user';
  for (const [index, { role, parts }] of turns.entries()) {
    if (role !== expected) throw wrong(`turns[${index}].role: ${role}, where only ${expected} can come`);
    if (role === 'assistant') open = parts.filter((part) => 'call' in part).length;
    if (role === 'tool') open--;
    if (role === 'assistant' && open === 0) expected = 'user';
    else expected = open > 0 ? 'tool' : 'assistant';
  }
  const ended = expected === 'user' || (!whole && turns.at(-1)!.role === 'assistant');
  if (!ended) throw wrong('turns: they end before the assistant has answered');
}

/** What is wrong with a part, beyond its shape. `past`: the turns before it. */
function partProblem(
  part: Part,
  byAssistant: boolean,
  tools: readonly ToolSpec[],
  past: readonly Turn[],
): string | undefined {
  if ('passage' in part) {
    const { number } = part.passage;
    if (byAssistant) return 'a passage in an assistant turn';
    return passages(past).has(number) ? `passage ${number} is there already` : undefined;
  }
  if ('text' in part) return undefined;
  if (!byAssistant) return `a ${'call' in part ? 'call' : 'quotation'} outside an assistant turn`;
  if ('quote' in part) {
    const source = passages(past).get(part.quote.passage);
    if (source === undefined) return `there is no passage ${part.quote.passage} to quote`;
    return source.includes(part.quote.text)
      ? undefined
      : `passage ${part.quote.passage} does not say this, word for word`;
  }
  const tool = tools.find(({ name }) => name === part.call.name);
  if (!tool) return `no tool ${part.call.name} was declared`;
  const fits = z
    .fromJSONSchema({ type: 'object', additionalProperties: false, ...tool.parameters })
    .safeParse(part.call.arguments);
  return fits.success ? undefined : `${part.call.name}: arguments: ${firstIssue(fits.error.issues)}`;
}

function passages(turns: readonly Turn[]): Map<number, string> {
  const found = new Map<number, string>();
  for (const { parts } of turns)
    for (const part of parts) if ('passage' in part) found.set(part.passage.number, part.passage.text);
  return found;
}

/** The deepest thing said about a place, so that "turns[1].parts[0].call" wins over "turns[1]". */
function firstIssue(issues: readonly z.core.$ZodIssue[]): string {
  const all = issues.flatMap(function flat(issue): z.core.$ZodIssue[] {
    if (issue.code !== 'invalid_union') return [issue];
    return issue.errors
      .flatMap((branch) => branch.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })))
      .flatMap(flat);
  });
  const deepest = all.toSorted((a, b) => b.path.length - a.path.length)[0]!;
  const path = deepest.path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? String(key) : `${text}.${String(key)}`),
    '',
  );
  return `${path || 'the line'}: ${deepest.message}`;
}

function wrong(message: string): TwofilesError {
  return badArgument(message, 'Mend it as docs/labelling.md describes.');
}
