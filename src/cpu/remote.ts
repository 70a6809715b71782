// A Cpu that somebody else runs. What all of these share is here: estimated counts and a window that is learnt from
// refusals, abilities that are tried and given up when refused, calls and values that are checked and repaired, usage
// that is believed within reason, and patience. How one question travels is the wire's affair (openai.ts, ai-sdk.ts).
// Rule of use: nothing that was shown is taken back: an answer that is cut after words were shown is an error, one that
// is cut before is asked for again.
import { badArgument, contextFull, TwofilesError, throwIfAborted, unsupported } from '../base/errors.ts';
import { describe, type Patience, persist, StallWatch } from '../base/patience.ts';
import { type Principal, SYSTEM } from '../security/label.ts';
import type { Part } from '../text/abi.ts';
import type { Json, Role, ToolCall, ToolSpec } from '../text/messages.ts';
import {
  type Abilities,
  addUsage,
  type Cpu,
  type Generated,
  type GenerateOptions,
  NO_USAGE,
  type Page,
  type Prompt,
  type Usage,
} from './cpu.ts';
import { Estimator, type Size, sizeOf } from './estimate.ts';
import { messagesOf, type PlainMessage } from './turns.ts';
import { CALL_CLOSE, CALL_OPEN, callOf, checkedCalls, readWritten, valueProblem, WrittenStream } from './written.ts';

/** What is asked of a wire. */
export interface Ask {
  readonly messages: readonly PlainMessage[];
  /** Empty unless calls are native. */
  readonly tools: readonly ToolSpec[];
  readonly schema: { readonly [key: string]: Json } | undefined;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly seed: number | undefined;
  readonly signal: AbortSignal | undefined;
  /** Waited for after each piece of text. */
  readonly onText: (text: string) => void | Promise<void>;
}

/** A call as it came; arguments are checked by nobody yet. */
export interface RawCall {
  readonly id: string | undefined;
  readonly name: string;
  readonly arguments: unknown;
}

export interface Reply {
  readonly text: string;
  readonly calls: readonly RawCall[];
  readonly end: 'stop' | 'length' | 'aborted';
  /** As reported; undefined where it was not. */
  readonly usage: { readonly prompt?: unknown; readonly cached?: unknown; readonly written?: unknown };
  readonly problems: readonly string[];
}

/** What an endpoint said it does not do. */
export interface Refusal {
  readonly refused: 'tools' | 'schema' | 'too-long';
  /** Tokens that it says it holds, and that it counted in the prompt. */
  readonly window?: number | undefined;
  readonly prompt?: number | undefined;
}

/**
 * One question and its answer. A TwofilesError is final, any other error means that it may be asked again. When the
 * signal fires after text has come, the reply ends with `aborted`.
 */
export type Wire = (ask: Ask) => Promise<Reply | Refusal>;

export interface EndpointPatience extends Patience {
  /** Longest that one answer may take, ms: servers can send nothing for ever, too. */
  readonly whole: number;
}

/** A prompt may be computed for minutes before the first word comes. */
export const ENDPOINT_PATIENCE: EndpointPatience = {
  stall: 180_000,
  backoff: 1_000,
  tries: 4,
  longestWait: 60_000,
  whole: 3_600_000,
};

/** One try of a wire under its watch; when the signal fires it answers with what there is so far. */
export async function watched(
  { signal }: Ask,
  { stall, whole }: EndpointPatience,
  sofar: () => Reply | undefined,
  work: (watch: StallWatch) => Promise<Reply | Refusal>,
): Promise<Reply | Refusal> {
  using deadline = new StallWatch(whole, signal);
  using watch = new StallWatch(stall, deadline.signal);
  try {
    return await work(watch);
  } catch (problem) {
    const reply = signal?.aborted ? sofar() : undefined;
    if (reply) return reply;
    throwIfAborted(signal);
    if (deadline.signal.aborted)
      throw new TwofilesError('network', `An answer took longer than ${whole / 1000} s.`, 'Ask for less.');
    throw problem;
  }
}

/** Money for a million tokens. */
export interface Price {
  readonly prompt: number;
  /** Default: as `prompt`. */
  readonly cached?: number | undefined;
  readonly written: number;
}

export interface RemoteOptions {
  readonly name: string;
  readonly operator: Principal | undefined;
  /** Tokens. */
  readonly window: number;
  readonly price: Price | undefined;
  readonly patience: Patience;
  readonly wire: Wire;
}

/** Times that a model is told what was wrong with its call or value. */
const MOST_REPAIRS = 2;
/** Times in one turn that an endpoint may refuse something before it is given up. */
const MOST_REFUSALS = 4;
/** No window is believed to be smaller: tokens. */
const LEAST_WINDOW = 256;
/** Characters of a wrong turn that the model is shown again. */
const MOST_SHOWN_AGAIN = 4000;

export class RemoteCpu implements Cpu {
  readonly name: string;
  readonly operator: Principal | undefined;
  readonly #options: RemoteOptions;
  readonly #closed = new AbortController();
  readonly #estimator = new Estimator();
  #window: number;
  #tools: Abilities['tools'] = 'native';
  #schema = true;

  constructor(options: RemoteOptions) {
    this.name = options.name;
    this.operator = options.operator;
    this.#options = options;
    this.#window = options.window;
  }

  get can(): Abilities {
    return { tools: this.#tools, schema: this.#schema, quotes: false, counts: 'estimated' };
  }

  get window(): number {
    return this.#window;
  }

  count(prompt: Prompt): number {
    return this.#estimator.count(this.#sizeOf(prompt));
  }

  async generate(prompt: Prompt, options: GenerateOptions): Promise<Generated> {
    const { maxTokens, signal, quote, schema } = options;
    throwIfAborted(signal);
    if (this.#closed.signal.aborted) throw new TwofilesError('closed', `${this.name} is closed.`, 'Open it again.');
    if (quote)
      throw unsupported(`${this.name} cannot be held to quotations.`, 'Ask for plain text, or use our own engine.');
    if (!(Number.isInteger(maxTokens) && maxTokens > 0))
      throw badArgument(`maxTokens ${maxTokens} is out of range.`, 'Allow at least one token.');
    let usage = NO_USAGE;
    let kept: readonly Part[] = [];
    let asked = schema ? { ...prompt, tools: [] } : prompt;
    for (let repairs = 0; ; repairs++) {
      const stream = new Shown(repairs === 0 && !schema ? options.onText : undefined, asked.tools.length > 0);
      const { reply, size } = await this.#ask(asked, options, stream);
      usage = addUsage(usage, this.#usage(reply, size));
      const { parts, problems } = schema ? readValue(reply.text, schema) : readTurn(reply, prompt.tools);
      const whole = reply.end === 'stop' && problems.length > 0 && repairs < MOST_REPAIRS;
      const again = whole ? repairing(asked, reply, problems) : undefined;
      if (again && this.count(again) + maxTokens <= this.#window) {
        if (repairs === 0 && !schema) kept = textParts(stream.said);
        asked = again;
        continue;
      }
      const all = repairs > 0 ? [...kept, ...parts.filter((part) => schema || 'call' in part)] : parts;
      if (repairs === 0 || schema) await stream.rest(all, options.onText);
      const calls = all.some((part) => 'call' in part);
      const end = reply.end === 'aborted' ? 'aborted' : calls ? 'calls' : reply.end;
      return { parts: all, end, usage, problems: [...problems, ...reply.problems] };
    }
  }

  async close(): Promise<void> {
    this.#closed.abort();
  }

  #sizeOf(prompt: Prompt): Size {
    return sizeOf(this.#messages(prompt), this.#tools === 'native' ? prompt.tools : []);
  }

  #messages(prompt: Prompt): PlainMessage[] {
    return messagesOf(prompt, { tools: this.#tools === 'native', system: true, userFirst: true });
  }

  /** Asks, and asks otherwise when something is refused. */
  async #ask(prompt: Prompt, options: GenerateOptions, stream: Shown): Promise<{ reply: Reply; size: Size }> {
    let { maxTokens } = options;
    for (let refusals = 0; ; refusals++) {
      const asked = options.schema && !this.#schema ? tellingSchema(prompt, options.schema) : prompt;
      const size = this.#sizeOf(asked);
      const count = this.count(prompt);
      if (count + maxTokens > this.#window) throw contextFull(count + maxTokens, this.#window);
      // What is told besides the prompt is at the cost of the answer.
      maxTokens = Math.min(maxTokens, this.#window - this.#estimator.count(size));
      if (maxTokens < 1) throw contextFull(this.#estimator.count(size) + 1, this.#window);
      const answer = await this.#send(asked, { ...options, maxTokens }, stream);
      if (!('refused' in answer)) return { reply: answer, size };
      if (refusals >= MOST_REFUSALS)
        throw new TwofilesError('network', `${this.name} refuses everything.`, 'Check the model and the endpoint.');
      if (answer.refused === 'tools') this.#tools = 'written';
      else if (answer.refused === 'schema') this.#schema = false;
      else maxTokens = this.#shorter(answer, size, maxTokens);
    }
  }

  /** The prompt was too long: learns from it. How many tokens may be asked for instead. @throws `context-full`. */
  #shorter(refusal: Refusal, size: Size, maxTokens: number): number {
    const asked = this.#estimator.count(size) + maxTokens;
    const said = refusal.window ?? Math.floor(asked * 0.8);
    const learnt = Math.max(LEAST_WINDOW, Math.min(said, this.#window));
    const lower = learnt < this.#window;
    this.#window = learnt;
    const believed = refusal.prompt !== undefined && this.#estimator.learn(size, refusal.prompt);
    if (!lower && !believed) this.#estimator.raise();
    const room = this.#window - this.#estimator.count(size);
    if (room >= 1 && room < maxTokens) return room;
    throw contextFull(this.#estimator.count(size) + maxTokens, this.#window);
  }

  async #send(prompt: Prompt, options: GenerateOptions, stream: Shown): Promise<Reply | Refusal> {
    const { wire, patience } = this.#options;
    const { signal: outer, gate, temperature = 0, seed, schema, maxTokens } = options;
    const signal = outer ? AbortSignal.any([outer, this.#closed.signal]) : this.#closed.signal;
    const messages = this.#messages(prompt);
    const ask = {
      messages,
      tools: this.#tools === 'native' ? prompt.tools : [],
      schema: this.#schema ? schema : undefined,
      ...{ maxTokens, temperature, seed, signal },
      onText: async (text: string): Promise<void> => {
        await stream.push(text);
        await gate?.();
      },
    };
    const attempt = async (): Promise<Reply | Refusal> => {
      try {
        return await wire(ask);
      } catch (problem) {
        if (stream.shown && !(problem instanceof TwofilesError) && !signal.aborted)
          throw failed(this.name, `it stopped in the middle of an answer (${describe(problem)})`);
        stream.again();
        throw problem;
      }
    };
    return persist(this.name, patience, signal, attempt, failed);
  }

  /** What was used, as far as what is reported can be true; otherwise as estimated. */
  #usage({ usage, text, calls }: Reply, size: Size): Usage {
    const whole = (value: unknown): number | undefined =>
      Number.isInteger(value) && (value as number) >= 0 ? (value as number) : undefined;
    const reported = whole(usage.prompt);
    const believed = reported !== undefined && reported > 0 && this.#estimator.learn(size, reported);
    const prompt = believed ? reported : this.#estimator.count(size);
    const characters = text.length + JSON.stringify(calls).length;
    const said = whole(usage.written);
    const written = said !== undefined && said <= this.#window ? said : Math.ceil(characters / 4);
    const cached = Math.min(prompt, whole(usage.cached) ?? 0);
    const { price } = this.#options;
    const money = price
      ? ((prompt - cached) * price.prompt + cached * (price.cached ?? price.prompt) + written * price.written) / 1e6
      : 0;
    return { prompt, cached, written, money };
  }
}

function failed(name: string, reason: string): TwofilesError {
  return new TwofilesError('network', `${name} did not answer: ${reason}.`, 'Check that it is up, then ask again.');
}

/** What a person sees of a turn while it comes. */
class Shown {
  /** The words so far that are certain to stay. */
  said = '';
  readonly #onText: GenerateOptions['onText'];
  readonly #mayCall: boolean;
  #stream = new WrittenStream();

  constructor(onText: GenerateOptions['onText'], mayCall: boolean) {
    this.#onText = onText;
    this.#mayCall = mayCall;
  }

  /** Anything was shown. */
  get shown(): boolean {
    return this.#onText !== undefined && this.said !== '';
  }

  async push(text: string): Promise<void> {
    const show = this.#mayCall ? this.#stream.push(text) : text;
    this.said += show;
    if (show !== '') await this.#onText?.(show);
  }

  /** Nothing was shown, and everything comes again. */
  again(): void {
    this.#stream = new WrittenStream();
    this.said = '';
  }

  /** Shows what was held back. */
  async rest(parts: readonly Part[], onText: GenerateOptions['onText']): Promise<void> {
    const words = parts.map((part) => ('text' in part ? part.text : '')).join('');
    const rest = this.#onText ? words.slice(this.said.length) : words;
    if (rest !== '') await onText?.(rest);
  }
}

function readTurn(reply: Reply, tools: readonly ToolSpec[]): { parts: readonly Part[]; problems: readonly string[] } {
  const written = tools.length > 0 ? readWritten(reply.text) : { parts: textParts(reply.text), problems: [] };
  const problems = [...written.problems];
  const native = reply.calls.flatMap((raw): Part[] => {
    const call = readRaw(raw);
    if (typeof call !== 'string') return [{ call }];
    problems.push(call);
    return [];
  });
  const checked = checkedCalls([...written.parts, ...native], tools);
  return { parts: checked.parts, problems: [...problems, ...checked.problems] };
}

function readRaw({ id, name, arguments: given }: RawCall): ToolCall | string {
  let values = given;
  if (typeof given === 'string')
    try {
      values = given.trim() === '' ? {} : JSON.parse(given);
    } catch {
      return `The arguments of ${name} are not JSON.`;
    }
  const call = callOf({ name, arguments: values });
  return call ? { ...call, ...(id ? { id } : {}) } : `The arguments of ${name} are not an object.`;
}

const textParts = (text: string): Part[] => (text === '' ? [] : [{ text }]);

/** A turn that is one JSON value; a code fence around it is forgiven. */
function readValue(
  text: string,
  schema: { readonly [key: string]: Json },
): { parts: readonly Part[]; problems: readonly string[] } {
  const bare = text.trim().replace(/^```(?:json)?\s*([\s\S]*?)\s*```$/, '$1');
  let value: unknown;
  try {
    value = JSON.parse(bare);
  } catch {
    return { parts: textParts(text), problems: ['The answer is not JSON.'] };
  }
  const problem = valueProblem(value, schema);
  return { parts: textParts(bare), problems: problem === undefined ? [] : [`The answer is wrong: ${problem}.`] };
}

const said = (role: Role, text: string): Page => ({
  ...{ id: 0, role, parts: [{ text }], label: SYSTEM, origin: 'system', pinned: false },
});

function tellingSchema(prompt: Prompt, schema: { readonly [key: string]: Json }): Prompt {
  const told = `Answer with one JSON value of this JSON Schema and nothing else:\n${JSON.stringify(schema)}`;
  return { ...prompt, pages: [...prompt.pages, said('system', told)] };
}

/** The prompt with what was written and what is wrong with it. */
function repairing(prompt: Prompt, { text, calls }: Reply, problems: readonly string[]): Prompt {
  const raw = calls.map((call) => `${CALL_OPEN}\n${JSON.stringify(call)}\n${CALL_CLOSE}`);
  const wrong = [text, ...raw].join('\n').slice(0, MOST_SHOWN_AGAIN);
  const told = `That cannot be used. ${problems.join(' ')} Write it again, correctly, and nothing else.`;
  return { ...prompt, pages: [...prompt.pages, said('assistant', wrong), said('user', told)] };
}
