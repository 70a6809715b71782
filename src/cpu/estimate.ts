// Token counts where the tokenizer is not ours: bytes times a ratio that is learnt from the usage an endpoint reports,
// with a margin. What it reports is believed only within what a tokenizer can do.
import type { ToolSpec } from '../text/messages.ts';
import { type PlainMessage, piecesText } from './turns.ts';

/** Tokens a byte before anything is known: above English (0.25) and about what dense scripts take. */
const FIRST_RATIO = 0.4;
/** No tokenizer takes more tokens than bytes, or has words of 50 bytes on average. */
const LEAST_RATIO = 0.02;
const MOST_RATIO = 1;
/** Tokens that frame a message, and a prompt. */
const FRAME = 8;
/** What a template may add to any prompt, such as how to call tools: tokens. */
const MOST_FRAME = 1000;
/** Estimates are above the highest ratio of this many prompts by this factor. */
const REMEMBERED = 8;
const MARGIN = 1.1;
/** Prompts shorter than this say more of the frame than of the text: bytes. */
const LEAST_BYTES = 200;

/** How much there is to count. */
export interface Size {
  readonly bytes: number;
  readonly messages: number;
}

const encoder = new TextEncoder();

export function sizeOf(messages: readonly PlainMessage[], tools: readonly ToolSpec[]): Size {
  const calls = messages.flatMap((message) => message.calls);
  const told = [...(tools.length > 0 ? [tools] : []), ...(calls.length > 0 ? [calls] : [])].map((each) =>
    JSON.stringify(each),
  );
  const texts = [...messages.map(({ pieces }) => piecesText(pieces)), ...told];
  return {
    bytes: texts.reduce((sum, text) => sum + encoder.encode(text).length, 0),
    messages: messages.length + tools.length + calls.length + 1,
  };
}

export class Estimator {
  readonly #ratios: number[] = [];

  /** Tokens, rather too many than too few. */
  count({ bytes, messages }: Size): number {
    const ratio = this.#ratios.length > 0 ? Math.max(...this.#ratios) * MARGIN : FIRST_RATIO;
    return Math.ceil(bytes * ratio) + messages * FRAME;
  }

  /** Learns from a true count; one that cannot be true teaches nothing. Returns whether it was believed. */
  learn({ bytes, messages }: Size, tokens: number): boolean {
    const most = bytes * MOST_RATIO + messages * FRAME + MOST_FRAME;
    if (!(Number.isFinite(tokens) && tokens >= bytes * LEAST_RATIO && tokens <= most)) return false;
    if (bytes < LEAST_BYTES) return true;
    const ratio = Math.min(MOST_RATIO, Math.max(LEAST_RATIO, (tokens - messages * FRAME) / bytes));
    this.#ratios.push(ratio);
    if (this.#ratios.length > REMEMBERED) this.#ratios.shift();
    return true;
  }

  /** A prompt was refused that should have fitted: estimates were too low. */
  raise(): void {
    const ratio = this.#ratios.length > 0 ? Math.max(...this.#ratios) : FIRST_RATIO;
    this.#ratios.push(Math.min(MOST_RATIO, ratio * 1.25));
    if (this.#ratios.length > REMEMBERED) this.#ratios.shift();
  }
}
