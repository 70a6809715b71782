// Models with a chat template of their own, or none. Their template lays out the messages; what it has no place for
// (instructions, calls, passages) is written in the text. Calls are read from <tool_call> JSON.
import type { Constraint } from '../model/constrain/constraint.ts';
import { choice, grammar, literal, sequence } from '../model/constrain/grammar.ts';
import type { Message, Segment, ToolSpec } from '../text/messages.ts';
import type { ChatTemplate, RenderOptions } from '../text/template.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { GenerateOptions, Prompt } from './cpu.ts';
import {
  type Compile,
  type Dialect,
  type PagedSegment,
  plainReader,
  quotable,
  type TurnPlan,
  type TurnReader,
} from './dialect.ts';
import { BLANKS, callGrammar, freely, quotation, type Region, valueGrammar } from './guide.ts';
import { type MessageStyle, messagesOf, type PlainMessage, piecesText, quoteText } from './turns.ts';
import { CALL_CLOSE, CALL_OPEN, readWritten, WrittenStream } from './written.ts';

/** Models that can think first are asked to answer at once: their thoughts would be taken for the answer. */
const RENDER: RenderOptions = { addGenerationPrompt: true, variables: { enable_thinking: false } };

export function templateDialect(tokenizer: Tokenizer, template: ChatTemplate): Dialect {
  return new TemplateDialect(tokenizer, template);
}

/** What a template has a place for, found by trying. */
function styleOf(template: ChatTemplate): MessageStyle {
  const tells = (messages: readonly Message[], words: readonly string[], tools: readonly ToolSpec[] = []): boolean => {
    try {
      const text = template.render(messages, { ...RENDER, tools }).reduce((all, segment) => all + segment.text, '');
      return words.every((word) => text.includes(word));
    } catch {
      return false;
    }
  };
  const user: Message = { role: 'user', content: 'probe-user' };
  const call = { name: 'probe_call', arguments: { a: 1 }, id: 'call_1_0' };
  const tool: ToolSpec = { name: 'probe_call', description: 'probe-told', parameters: { type: 'object' } };
  const calling: Message[] = [
    user,
    { role: 'assistant', content: '', toolCalls: [call] },
    { role: 'tool', content: 'probe-result', name: call.name, toolCallId: call.id },
  ];
  const system: Message = { role: 'system', content: 'probe-system' };
  const answer: Message = { role: 'assistant', content: 'probe-answer' };
  return {
    // Some tell instructions only where the user speaks last.
    system: [
      [system, user],
      [system, user, answer],
    ].every((messages) => tells(messages, ['probe-system', 'probe-user'])),
    userFirst: !(tells([], []) && tells([answer, user], ['probe-answer', 'probe-user'])),
    tools:
      tells([user], ['probe-told'], [tool]) &&
      tells(calling, [CALL_OPEN, '"probe_call"', '"arguments"', 'probe-result'], [tool]),
  };
}

class TemplateDialect implements Dialect {
  readonly tools: 'native' | 'written';
  readonly #tokenizer: Tokenizer;
  readonly #template: ChatTemplate;
  readonly #style: MessageStyle;

  constructor(tokenizer: Tokenizer, template: ChatTemplate) {
    this.#tokenizer = tokenizer;
    this.#template = template;
    this.#style = styleOf(template);
    this.tools = this.#style.tools ? 'native' : 'written';
  }

  segments(prompt: Prompt): PagedSegment[] {
    const messages = messagesOf(prompt, this.#style);
    const laid = this.#template.render(messages.map(messageOf), {
      ...RENDER,
      tools: this.#style.tools ? prompt.tools : [],
    });
    const cursors = new Map<number, number>();
    return laid.flatMap((segment) => pieces(segment, messages, cursors));
  }

  turn(prompt: Prompt, { schema, quote }: Pick<GenerateOptions, 'schema' | 'quote'>, compile: Compile): TurnPlan {
    const stops = this.#template.stops;
    if (schema) {
      const guide = compile(JSON.stringify(['value', schema]), () => valueGrammar(schema));
      return { guide, stops, reader: plainReader() };
    }
    if (quote) {
      const passages = quotable(prompt.pages);
      const texts = quote.orElse.map(literal);
      const either = passages.length > 0 ? [quotation(passages), ...texts] : texts;
      const guide = compile(JSON.stringify(['quote', passages, quote.orElse]), () => grammar(choice(...either)));
      return { guide, stops, reader: quoteReader(quote.orElse) };
    }
    const { tools } = prompt;
    if (tools.length === 0) return { guide: undefined, stops, reader: plainReader() };
    const region = this.#calls(tools, compile);
    return { guide: freely(this.#tokenizer, [region]), stops, reader: this.#callReader(region) };
  }

  /** Where the markers are control tokens they are known by these, else by their characters. */
  #calls(tools: readonly ToolSpec[], compile: Compile): Region {
    const [open, close] = [CALL_OPEN, CALL_CLOSE].map((marker) => {
      const token = this.#tokenizer.id(marker);
      return token !== undefined && this.#tokenizer.kind(token) === 'control' ? token : undefined;
    });
    const end = sequence(BLANKS, literal(CALL_CLOSE));
    const constraint = (): Constraint =>
      compile(JSON.stringify(['calls', close === undefined, tools]), () =>
        callGrammar(tools, BLANKS, close === undefined ? end : BLANKS),
      );
    return { open: open !== undefined && close !== undefined ? open : CALL_OPEN, close, constraint };
  }

  #callReader({ open, close }: Region): TurnReader {
    const stream = new WrittenStream();
    const markers = new Map<unknown, string>([
      [open, CALL_OPEN],
      [close, CALL_CLOSE],
    ]);
    return {
      push: (token, text) => stream.push(text + (markers.get(token) ?? '')),
      end(rest) {
        stream.push(rest);
        const { parts, problems } = readWritten(stream.text);
        return { parts, problems, show: stream.rest(parts) };
      },
    };
  }
}

function messageOf({ role, pieces: said, calls, answers }: PlainMessage): Message {
  return {
    role,
    content: piecesText(said),
    ...(calls.length > 0 ? { toolCalls: calls } : {}),
    ...(answers ? { name: answers.name, toolCallId: answers.id } : {}),
  };
}

/** A segment cut where a message's content passes from page to page. A template may trim the content, not change it. */
function pieces(segment: Segment, messages: readonly PlainMessage[], cursors: Map<number, number>): PagedSegment[] {
  const message = segment.message === undefined ? undefined : messages[segment.message];
  if (!message) return [{ ...segment, page: 0 }];
  const first = message.pieces[0]?.page ?? 0;
  const cursor = cursors.get(segment.message!) ?? 0;
  const at = segment.field === 'content' ? piecesText(message.pieces).indexOf(segment.text, cursor) : -1;
  if (at < 0) return [{ ...segment, page: first }];
  const end = at + segment.text.length;
  cursors.set(segment.message!, end);
  const found: PagedSegment[] = [];
  let from = 0;
  for (const { page, text } of message.pieces) {
    const cut = text.slice(Math.max(0, at - from), Math.max(0, end - from));
    if (cut !== '') found.push({ ...segment, text: cut, page });
    from += text.length;
  }
  return found;
}

/** Reads `[n] words`, or one of the texts that may stand in its place. */
function quoteReader(orElse: readonly string[]): TurnReader {
  let all = '';
  return {
    push(_token, text) {
      all += text;
      return '';
    },
    end(rest) {
      all += rest;
      const quote = orElse.includes(all) ? null : /^\[(\d+)\] (.+)$/s.exec(all);
      if (!quote) return { parts: all === '' ? [] : [{ text: all }], problems: [], show: all };
      const found = { passage: Number(quote[1]), text: quote[2]! };
      return { parts: [{ quote: found }], problems: [], show: quoteText(found) };
    },
  };
}
