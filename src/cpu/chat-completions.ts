// What the chat-completions protocol says, as values: a request's body, and an answer put together from its pieces.
// Everything an endpoint sends is taken as unknown and checked where it is used.
import { TryAgain } from '../base/patience.ts';
import type { Ask, RawCall, Refusal, Reply } from './remote.ts';
import { piecesText } from './turns.ts';
import { isObject } from './written.ts';

/** Parameters that an endpoint may not know: left out once it says so. */
export type Optional = 'stream_options' | 'seed' | 'temperature' | 'max_tokens';

export function requestBody(model: string, ask: Ask, without: ReadonlySet<Optional>): Record<string, unknown> {
  const { tools, schema, maxTokens, temperature, seed } = ask;
  const optional = (name: Optional, value: unknown): Record<string, unknown> =>
    without.has(name) || value === undefined ? {} : { [name]: value };
  return {
    model,
    messages: ask.messages.map(({ role, pieces, calls, answers }) => ({
      role,
      content: piecesText(pieces),
      ...(calls.length > 0 ? { tool_calls: calls.map(callBody) } : {}),
      ...(answers ? { tool_call_id: answers.id } : {}),
    })),
    stream: true,
    ...optional('stream_options', { include_usage: true }),
    ...optional('temperature', temperature),
    ...optional('seed', seed),
    // The newer name of the same limit, where the older one is refused.
    ...(without.has('max_tokens') ? { max_completion_tokens: maxTokens } : { max_tokens: maxTokens }),
    ...(tools.length > 0 ? { tools: tools.map((tool) => ({ type: 'function', function: tool })) } : {}),
    ...(schema
      ? { response_format: { type: 'json_schema', json_schema: { name: 'value', strict: true, schema } } }
      : {}),
  };
}

function callBody({ id, name, arguments: values }: Ask['messages'][number]['calls'][number]): unknown {
  return { id, type: 'function', function: { name, arguments: JSON.stringify(values) } };
}

/** Calls in one answer; more are a flood. */
const MOST_CALLS = 64;

/** An answer as it comes: pieces of a stream, or one whole. */
export class Answer {
  text = '';
  usage: Reply['usage'] = {};
  /** Why it ended; undefined while it goes on. */
  finish: string | undefined;
  readonly #calls: { id: string | undefined; name: string; arguments: string }[] = [];

  /** Takes a parsed event or body; returns the text in it. @throws TryAgain for what is none. */
  take(value: unknown): string {
    if (!isObject(value)) throw new TryAgain('it answers with something that is no completion');
    this.#takeUsage(value.usage);
    const choice: unknown = Array.isArray(value.choices) ? value.choices[0] : undefined;
    if (!isObject(choice)) return '';
    if (typeof choice.finish_reason === 'string') this.finish = choice.finish_reason;
    const piece = isObject(choice.delta) ? choice.delta : choice.message;
    if (!isObject(piece)) return '';
    for (const call of Array.isArray(piece.tool_calls) ? piece.tool_calls : []) this.#takeCall(call);
    const text = contentText(piece.content);
    this.text += text;
    return text;
  }

  reply(aborted: boolean): Reply {
    const end = aborted ? 'aborted' : this.finish === 'length' ? 'length' : 'stop';
    const withheld = this.finish === 'content_filter' ? ['The endpoint withheld the rest of the answer.'] : [];
    const calls: RawCall[] = aborted ? [] : this.#calls;
    return { text: this.text, calls, end, usage: this.usage, problems: withheld };
  }

  get started(): boolean {
    return this.text !== '' || this.#calls.length > 0;
  }

  #takeUsage(usage: unknown): void {
    if (!isObject(usage)) return;
    const { prompt_tokens: prompt, completion_tokens: written, prompt_tokens_details: details } = usage;
    this.usage = { prompt, written, cached: isObject(details) ? details.cached_tokens : undefined };
  }

  #takeCall(value: unknown): void {
    if (!isObject(value)) return;
    const { index, id } = value;
    const piece = isObject(value.function) ? value.function : {};
    const begins = typeof piece.name === 'string' && piece.name !== '';
    const at = typeof index === 'number' ? index : begins ? this.#calls.length : this.#calls.length - 1;
    if (!(Number.isInteger(at) && at >= 0 && at <= this.#calls.length && at < MOST_CALLS))
      throw new TryAgain('it calls tools in no order');
    const call = (this.#calls[at] ??= { id: undefined, name: '', arguments: '' });
    if (typeof id === 'string' && id !== '') call.id = id;
    if (begins) call.name = String(piece.name);
    const given = piece.arguments;
    if (typeof given === 'string') call.arguments += given;
    else if (isObject(given)) call.arguments = JSON.stringify(given);
  }
}

/** Content is a text, or a list of parts of which some are text. */
function contentText(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

/** What an endpoint's error says, in a line; '' when it says nothing. */
export function errorText(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return body.startsWith('<') ? '' : line(body);
  }
  const error = isObject(value) ? (value.error ?? value.message ?? value.detail) : undefined;
  if (typeof error === 'string') return line(error);
  return isObject(error) && typeof error.message === 'string' ? line(error.message) : '';
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 300);

const TOO_LONG = /context.{0,20}(length|window|size)|too long|too many tokens|exceed\w* .{0,40}(context|token)|n_ctx/i;

/** What an error refuses of what was asked; undefined when it is another kind of error. */
export function refusalIn(body: string, ask: Ask): Refusal | undefined {
  if (TOO_LONG.test(body)) return { refused: 'too-long', ...numbersIn(body) };
  if (ask.schema && /response_format|json_schema|schema|grammar|structured/i.test(body)) return { refused: 'schema' };
  if (ask.tools.length > 0 && /\btool|function/i.test(body)) return { refused: 'tools' };
  return undefined;
}

/** The optional parameter that an error complains of. */
export function optionalIn(body: string, sent: Record<string, unknown>): Optional | undefined {
  const names: readonly Optional[] = ['stream_options', 'seed', 'temperature', 'max_tokens'];
  return names.find((name) => name in sent && new RegExp(`\\b${name}\\b`).test(body));
}

/** The window and the prompt's tokens, as vLLM, OpenAI, llama.cpp and others say them. */
function numbersIn(body: string): { window?: number | undefined; prompt?: number | undefined } {
  const number = (...patterns: readonly RegExp[]): number | undefined => {
    for (const pattern of patterns) {
      const digits = pattern.exec(body)?.[1]?.replaceAll(',', '');
      if (digits !== undefined && digits.length < 10) return Number(digits);
    }
    return undefined;
  };
  return {
    window: number(
      /"n_ctx"\s*:\s*(\d+)/,
      /context (?:length|window|size)(?: is| of)?(?: only)?[ :(]+([\d,]+)/i,
      />\s*([\d,]+) maximum/,
      /(?:maximum|limit)(?: is| of)? ([\d,]+) tokens/i,
    ),
    prompt: number(
      /"n_prompt_tokens"\s*:\s*(\d+)/,
      /([\d,]+) (?:in|of) (?:the|your) (?:messages|prompt|input)/i,
      /(?:messages|prompt|input) (?:resulted in|contains?|has)(?: at least)? ([\d,]+)/i,
      /([\d,]+) input tokens/i,
      /too long: ([\d,]+) tokens/i,
    ),
  };
}
