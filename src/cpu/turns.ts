// Pages to turns: what every Cpu does first. Neighbouring pages of one role make a turn together, except that each
// page of a tool is a turn of its own (one result); pages of the system are the instructions, wherever they stand.
// Rule of use: every piece of text keeps the number of its page, 0 for what belongs to none.
import type { Part, Turn } from '../text/abi.ts';
import type { Role, ToolCall } from '../text/messages.ts';
import type { Page, Prompt } from './cpu.ts';
import { callMarkup, resultMarkup, tellTools } from './written.ts';

/** Text and the page that it belongs to. */
export interface Piece {
  readonly page: number;
  readonly text: string;
}

export interface OwnedTurn extends Turn {
  /** For each part: its page. */
  readonly owners: readonly number[];
}

/** The instructions, and the turns. */
export interface Turns {
  readonly system: readonly Piece[];
  readonly turns: readonly OwnedTurn[];
}

export function turnsOf(pages: readonly Page[]): Turns {
  const system: Piece[] = [];
  const turns: { role: Page['role']; parts: Part[]; owners: number[] }[] = [];
  for (const { id, role, parts } of pages) {
    if (role === 'system') {
      system.push({ page: id, text: plainText(parts) });
      continue;
    }
    let turn = turns.at(-1);
    if (turn?.role !== role || role === 'tool') turns.push((turn = { role, parts: [], owners: [] }));
    const before = turn.parts.at(-1);
    // Words of two pages would run together.
    if (role !== 'assistant' && before && 'text' in before && parts[0] && 'text' in parts[0]) {
      turn.parts.push({ text: '\n' });
      turn.owners.push(0);
    }
    turn.parts.push(...parts);
    turn.owners.push(...parts.map(() => id));
  }
  return { system, turns };
}

/** Parts as plain text, for models that do not know our calling convention. Calls are left out. */
export function plainText(parts: readonly Part[]): string {
  let text = '';
  for (const part of parts) {
    if ('call' in part) continue;
    if ('passage' in part) {
      const { number, source, text: words } = part.passage;
      text += `${text === '' || text.endsWith('\n') ? '' : '\n'}[${number}] ${source}\n${words}\n`;
    } else text += 'text' in part ? part.text : quoteText(part.quote);
  }
  return text.endsWith('\n') && parts.some((part) => 'passage' in part) ? text.slice(0, -1) : text;
}

/** A quotation for people. */
export function quoteText({ passage, text }: { readonly passage: number; readonly text: string }): string {
  return `“${text}” [${passage}]`;
}

/** A message of a conversation as other models know it. */
export interface PlainMessage {
  readonly role: Role;
  readonly pieces: readonly Piece[];
  /** Each with an id. */
  readonly calls: readonly (ToolCall & { readonly id: string })[];
  /** For a result: the call that it answers. */
  readonly answers?: { readonly id: string; readonly name: string };
}

export interface MessageStyle {
  /** Calls and results have a place of their own; otherwise they are written in the text, and told how. */
  readonly tools: boolean;
  /** Instructions have a role of their own; otherwise they begin the first turn of the user. */
  readonly system: boolean;
  /** The user must speak first: where what they said was put away, "…" stands for it. */
  readonly userFirst: boolean;
}

/**
 * A prompt as messages. Results whose call is not in sight, and calls without results, have no place in a message:
 * they are told in words.
 */
export function messagesOf({ pages, tools }: Prompt, style: MessageStyle): PlainMessage[] {
  const { system, turns } = turnsOf(pages);
  const told = style.tools || tools.length === 0 ? [] : [{ page: 0, text: tellTools(tools) }];
  const instructions = joined(...[...system, ...told].map((piece) => [piece]));
  const messages: PlainMessage[] = [];
  const say = (role: 'user' | 'assistant', pieces: readonly Piece[], calls: PlainMessage['calls'] = []): void => {
    const last = messages.at(-1);
    const joins = last?.role === role && last.calls.length === 0;
    if (joins) messages[messages.length - 1] = { ...last, pieces: joined(last.pieces, pieces), calls };
    else if (pieces.length > 0 || calls.length > 0) messages.push({ role, pieces, calls });
  };
  if (style.system && instructions.length > 0) messages.push({ role: 'system', pieces: instructions, calls: [] });
  else say('user', instructions);
  for (let at = 0; at < turns.length; at++) {
    const turn = turns[at]!;
    const pieces = piecesOf(turn);
    if (turn.role === 'user') say('user', pieces);
    else if (turn.role === 'tool')
      say('user', [{ page: turn.owners[0] ?? 0, text: resultMarkup(plainText(turn.parts)) }]);
    else {
      const calls = callsOf(turn, at);
      let results = 0;
      while (turns[at + 1 + results]?.role === 'tool') results++;
      if (!style.tools || calls.length === 0 || calls.length !== results) {
        say('assistant', joined(pieces, ...calls.map(({ call, page }) => [{ page, text: callMarkup(call) }])));
        continue;
      }
      say(
        'assistant',
        pieces,
        calls.map(({ call }) => call),
      );
      for (const { call } of calls) {
        const result = turns[++at]!;
        const text = plainText(result.parts);
        messages.push({ role: 'tool', pieces: [{ page: result.owners[0] ?? 0, text }], calls: [], answers: call });
      }
    }
  }
  const first = messages[0]?.role === 'system' ? 1 : 0;
  if (style.userFirst && messages[first]?.role !== 'user')
    messages.splice(first, 0, { role: 'user', pieces: [{ page: 0, text: '…' }], calls: [] });
  return messages;
}

/** What a turn says, page by page. */
function piecesOf({ parts, owners }: OwnedTurn): Piece[] {
  const pieces: Piece[] = [];
  for (let at = 0; at < parts.length; ) {
    let end = at + 1;
    while (end < parts.length && owners[end] === owners[at]) end++;
    const text = plainText(parts.slice(at, end));
    if (text !== '') pieces.push({ page: owners[at]!, text });
    at = end;
  }
  return pieces;
}

function callsOf(
  { parts, owners }: OwnedTurn,
  turn: number,
): { readonly call: ToolCall & { readonly id: string }; readonly page: number }[] {
  return parts.flatMap((part, i) =>
    'call' in part ? [{ call: { ...part.call, id: part.call.id ?? `call_${turn}_${i}` }, page: owners[i]! }] : [],
  );
}

/** Texts one after the other, an empty line between two of them where none ends the first. */
function joined(...texts: readonly (readonly Piece[])[]): Piece[] {
  const all: Piece[] = [];
  for (const pieces of texts) {
    if (pieces.length > 0 && all.length > 0 && !all.at(-1)!.text.endsWith('\n')) all.push({ page: 0, text: '\n\n' });
    all.push(...pieces);
  }
  return all;
}

export function piecesText(pieces: readonly Piece[]): string {
  return pieces.map(({ text }) => text).join('');
}
