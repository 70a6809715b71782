// Reading back what a model wrote by the calling convention (abi.ts): tokens to the parts of a turn.
// Rule of use: markers are looked for as tokens, never as characters. What does not keep to the convention is
// neither dropped nor guessed at: it stays as text, and a problem says what is wrong with it.
import { MARKERS, type Part } from './abi.ts';
import type { ToolCall } from './messages.ts';
import type { Tokenizer } from './tokenizer.ts';

export interface ReadTurn {
  readonly parts: readonly Part[];
  /** Whether the turn was ended; false for one cut off by a limit. */
  readonly ended: boolean;
  /** What does not keep to the convention, each in a sentence that the model could be told. */
  readonly problems: readonly string[];
}

/** Reads the tokens of one assistant turn, from after its opening line on; what follows its end is not read. */
export function readTurn(tokenizer: Tokenizer, tokens: readonly number[]): ReadTurn {
  const reader = new Reader();
  const markers = new Map(MARKERS.map((text) => [tokenizer.id(text), text]));
  let from = 0;
  for (let i = 0; i <= tokens.length && !reader.ended; i++) {
    const marker = i < tokens.length ? markers.get(tokens[i]!) : undefined;
    if (i < tokens.length && marker === undefined) continue;
    if (i > from) reader.text(tokenizer.decode(tokens.slice(from, i)));
    if (marker !== undefined) reader.marker(marker);
    from = i + 1;
  }
  reader.leave();
  return { parts: reader.parts, ended: reader.ended, problems: reader.problems };
}

class Reader {
  readonly parts: Part[] = [];
  readonly problems: string[] = [];
  ended = false;
  /** The marker that is open, and what stands in it so far. */
  #open: '<tool_call>' | '<quote>' | undefined;
  #inside = '';
  /** A newline here parts a call from what follows it. */
  #afterCall = false;

  text(text: string): void {
    if (this.#open) this.#inside += text;
    else this.#say(this.#afterCall && text.startsWith('\n') ? text.slice(1) : text);
    this.#afterCall = false;
  }

  marker(marker: (typeof MARKERS)[number]): void {
    if (marker === '<tool_call>' || marker === '<quote>') {
      this.leave();
      if (marker === '<tool_call>') this.#dropNewline();
      this.#open = marker;
    } else if (marker === '<|im_end|>' || marker === '<|endoftext|>') {
      this.leave();
      this.ended = true;
    } else if (this.#open && marker === `</${this.#open.slice(1)}`) this.#close(this.#open);
    else {
      this.leave();
      this.problems.push(`${marker} stands where it means nothing.`);
    }
  }

  /** Gives up what is open: its text is text. */
  leave(): void {
    if (this.#open) this.#refuse(`${this.#open} is not closed.`);
  }

  #close(open: '<tool_call>' | '<quote>'): void {
    if (open === '<tool_call>') {
      const call = readCall(this.#inside);
      if (typeof call === 'string') return this.#refuse(call);
      this.parts.push({ call });
      this.#afterCall = true;
    } else {
      const match = /^\[(\d{1,6})\] (.+)$/su.exec(this.#inside);
      if (!match) return this.#refuse('A quotation is not "[number] words".');
      this.parts.push({ quote: { passage: Number(match[1]), text: match[2]! } });
    }
    this.#forget();
  }

  #refuse(problem: string): void {
    this.problems.push(problem);
    this.#say(this.#inside);
    this.#forget();
  }

  #forget(): void {
    this.#open = undefined;
    this.#inside = '';
  }

  #say(text: string): void {
    const last = this.parts.at(-1);
    if (last && 'text' in last) this.parts[this.parts.length - 1] = { text: last.text + text };
    else if (text !== '') this.parts.push({ text });
  }

  /** The newline before a call parts it from the words before. */
  #dropNewline(): void {
    const last = this.parts.at(-1);
    if (!last || !('text' in last) || !last.text.endsWith('\n')) return;
    const text = last.text.slice(0, -1);
    if (text === '') this.parts.pop();
    else this.parts[this.parts.length - 1] = { text };
  }
}

/** The call in a text, or what is wrong with it. */
function readCall(text: string): ToolCall | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'A call is not JSON.';
  }
  if (!isObject(value) || typeof value.name !== 'string' || !isObject(value.arguments))
    return 'A call is not {"name": …, "arguments": {…}}.';
  return { name: value.name, arguments: value.arguments as ToolCall['arguments'] };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
