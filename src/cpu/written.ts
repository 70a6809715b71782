// Calls of models that have no calls of their own: how tools are told, how a call is written in the text, how it is
// read back and checked. The form is that of Hermes, which most open models have met: JSON between <tool_call> and
// </tool_call>.
// Rule of use: what a model wrote is checked against the tool's schema before anybody acts on it.
import { z } from 'zod';
import { TwofilesError } from '../base/errors.ts';
import { callText, type Part, signature } from '../text/abi.ts';
import type { Json, ToolCall, ToolSpec } from '../text/messages.ts';

export const CALL_OPEN = '<tool_call>';
export const CALL_CLOSE = '</tool_call>';

/** The instructions that tell of tools and how to call them. */
export function tellTools(tools: readonly ToolSpec[]): string {
  const list = tools.map((tool) => `${signature(tool)}\n  arguments: ${JSON.stringify(tool.parameters)}`);
  return `You can call these tools:
${list.join('\n')}
To call one, write exactly this and nothing after it:
${CALL_OPEN}
{"name": "the tool's name", "arguments": {"its": "arguments"}}
${CALL_CLOSE}
The result comes in the next message. Call a tool only when it helps; otherwise just answer.`;
}

export function callMarkup(call: ToolCall): string {
  return `${CALL_OPEN}\n${callText(call)}\n${CALL_CLOSE}`;
}

export function resultMarkup(text: string): string {
  return `<tool_response>\n${text}\n</tool_response>`;
}

/** What a text says and calls. A call that is not one stays as text, and a problem says what is wrong with it. */
export function readWritten(text: string): { readonly parts: Part[]; readonly problems: string[] } {
  const parts: Part[] = [];
  const problems: string[] = [];
  const say = (words: string): void => {
    if (words.trim() !== '') parts.push({ text: words });
  };
  let at = 0;
  for (let open = text.indexOf(CALL_OPEN); open >= 0; open = text.indexOf(CALL_OPEN, at)) {
    const inside = open + CALL_OPEN.length;
    const { call, end, closed } = readUpToClose(text, inside);
    say(text.slice(at, open).replace(/\n+$/, ''));
    if (typeof call === 'string') problems.push(closed ? call : `${CALL_OPEN} is not closed.`);
    else parts.push({ call });
    at = closed ? end + CALL_CLOSE.length : end;
  }
  say(parts.length > 0 ? text.slice(at).replace(/^\n+/, '') : text.slice(at));
  return { parts, problems };
}

/** Closing markers in one call that may be words of its arguments. */
const MOST_CLOSES = 8;

/** The call that begins at `inside`, and where it ends: at the first closing marker before which it is one. */
function readUpToClose(text: string, inside: number): { call: ToolCall | string; end: number; closed: boolean } {
  let first: { call: string; end: number; closed: boolean } | undefined;
  let end = text.indexOf(CALL_CLOSE, inside);
  for (let tries = 0; end >= 0 && tries < MOST_CLOSES; tries++, end = text.indexOf(CALL_CLOSE, end + 1)) {
    const call = readCall(text.slice(inside, end));
    if (typeof call !== 'string') return { call, end, closed: true };
    first ??= { call, end, closed: true };
  }
  return first ?? { call: readCall(text.slice(inside)), end: text.length, closed: false };
}

/** The call in a text, or what is wrong with it. Code fences around it are forgiven. */
function readCall(text: string): ToolCall | string {
  const bare = text.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1');
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch (error) {
    return `A call is not JSON: ${(error as Error).message}.`;
  }
  return callOf(value) ?? 'A call is not {"name": …, "arguments": {…}}.';
}

/** A value as a call; arguments may be JSON in a string, as endpoints have them. */
export function callOf(value: unknown): ToolCall | undefined {
  if (!isObject(value) || typeof value.name !== 'string') return undefined;
  const { name, arguments: given = {} } = value;
  return isObject(given) ? { name, arguments: given as ToolCall['arguments'] } : undefined;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

type Check = (value: unknown) => string | undefined;
const checks = new WeakMap<object, Check>();

/** What is wrong with a call, in a sentence that the model could be told. */
export function callProblem({ name, arguments: given }: ToolCall, tools: readonly ToolSpec[]): string | undefined {
  const tool = tools.find((one) => one.name === name);
  if (!tool) {
    const known = tools.length > 0 ? `there are ${tools.map((one) => one.name).join(', ')}` : 'there are none';
    return `There is no tool "${name}": ${known}.`;
  }
  const problem = valueProblem(given, closed(tool.parameters));
  return problem === undefined ? undefined : `The arguments of ${name} are wrong: ${problem}.`;
}

/** A tool's parameters that allow no others, where the schema leaves that open and can say it. */
export function closed(parameters: ToolSpec['parameters']): ToolSpec['parameters'] {
  let found = closedSchemas.get(parameters);
  if (!found) {
    const open =
      'additionalProperties' in parameters || ['$ref', 'allOf', 'anyOf', 'oneOf'].some((key) => key in parameters);
    found = open ? parameters : { type: 'object', ...parameters, additionalProperties: false };
    closedSchemas.set(parameters, found);
  }
  return found;
}

const closedSchemas = new WeakMap<object, ToolSpec['parameters']>();

/** What is wrong with a value, by JSON Schema; undefined when nothing is. @throws `unsupported` for a schema that cannot be checked. */
export function valueProblem(value: unknown, schema: { readonly [key: string]: Json }): string | undefined {
  let check = checks.get(schema);
  if (!check) checks.set(schema, (check = checkOf(schema)));
  return check(value);
}

function checkOf(schema: { readonly [key: string]: Json }): Check {
  let type: z.ZodType;
  try {
    type = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  } catch (error) {
    throw new TwofilesError(
      'unsupported',
      `This JSON Schema cannot be checked: ${(error as Error).message}`,
      'Use a plainer schema.',
      { cause: error },
    );
  }
  return (value) => {
    const found = type.safeParse(value);
    if (found.success) return undefined;
    const { path, message } = found.error.issues[0]!;
    return path.length > 0 ? `${path.join('.')}: ${message}` : message;
  };
}

/** Parts whose calls can be acted on: one that a tool does not take becomes text, and a problem says why. */
export function checkedCalls(
  parts: readonly Part[],
  tools: readonly ToolSpec[],
): { readonly parts: readonly Part[]; readonly problems: string[] } {
  const problems: string[] = [];
  const checked = parts.map((part): Part => {
    const problem = 'call' in part ? callProblem(part.call, tools) : undefined;
    if (problem === undefined || !('call' in part)) return part;
    problems.push(problem);
    return { text: callText(part.call) };
  });
  return { parts: checked, problems };
}

/** A text with calls in it as it comes: words are shown as far as they are certain to stay, calls never. */
export class WrittenStream {
  text = '';
  #shown = 0;

  /** Takes text; returns what can be shown now. */
  push(text: string): string {
    this.text += text;
    const call = this.text.indexOf(CALL_OPEN);
    const sure = call >= 0 ? call : this.text.length - unsure(this.text);
    const end = this.text.slice(0, sure).trimEnd().length;
    const show = this.text.slice(this.#shown, Math.max(this.#shown, end));
    this.#shown += show.length;
    return show;
  }

  /** What of these parts was not shown yet. */
  rest(parts: readonly Part[]): string {
    const words = parts.map((part) => ('text' in part ? part.text : '')).join('');
    return words.slice(this.#shown);
  }
}

/** How many characters at the end may begin a call. */
function unsure(text: string): number {
  for (let length = Math.min(text.length, CALL_OPEN.length - 1); length > 0; length--)
    if (CALL_OPEN.startsWith(text.slice(-length))) return length;
  return 0;
}
