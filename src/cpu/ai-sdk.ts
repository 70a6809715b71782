// A Cpu over any language model object of the Vercel AI SDK (specification versions 2 to 4): whatever provider package
// made it, its stream is read within limits and its errors become ours.
// Rule of use: such an object sends what it is given to somebody; say who that is.
import { badArgument, TwofilesError, throwIfAborted } from '../base/errors.ts';
import { isTransient, retryAfter, type StallWatch, TryAgain } from '../base/patience.ts';
import { principal } from '../security/label.ts';
import { errorText, refusalIn } from './chat-completions.ts';
import type { Cpu } from './cpu.ts';
import {
  type Ask,
  ENDPOINT_PATIENCE,
  type EndpointPatience,
  type Price,
  type RawCall,
  type Refusal,
  RemoteCpu,
  type Reply,
  watched,
} from './remote.ts';
import { type PlainMessage, piecesText } from './turns.ts';
import { isObject } from './written.ts';

interface TextPart {
  type: 'text';
  text: string;
}
interface CallPart {
  type: 'tool-call';
  toolCallId: string;
  toolName: string;
  input: unknown;
}
interface ResultPart {
  type: 'tool-result';
  toolCallId: string;
  toolName: string;
  output: { type: 'text'; value: string };
}

/** What such a model is asked: the part of the specification that all its versions share. */
export interface AiSdkCallOptions {
  prompt: (
    | { role: 'system'; content: string }
    | { role: 'user'; content: TextPart[] }
    | { role: 'assistant'; content: (TextPart | CallPart)[] }
    | { role: 'tool'; content: ResultPart[] }
  )[];
  maxOutputTokens: number;
  temperature: number;
  seed?: number;
  tools?: { type: 'function'; name: string; description: string; inputSchema: object }[];
  responseFormat?: { type: 'json'; schema: object };
  abortSignal: AbortSignal;
}

/** A language model of the AI SDK, as far as it is used here. */
export interface AiSdkModel {
  readonly specificationVersion: string;
  readonly provider: string;
  readonly modelId: string;
  doStream(options: AiSdkCallOptions): PromiseLike<{ readonly stream: ReadableStream<unknown> }>;
}

export interface AiSdkOptions {
  /** Tokens that prompt and answer may have together. */
  readonly window: number;
  /** Who sees what it is sent: a host's name. Undefined only for a model that runs in this process. */
  readonly operator: string | undefined;
  readonly price?: Price | undefined;
  readonly patience?: Partial<EndpointPatience> | undefined;
}

const VERSIONS = ['v2', 'v3', 'v4'];
/** Characters of one answer. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

/** @throws `bad-argument` for an object of another specification. */
export function aiSdkCpu(model: AiSdkModel, options: AiSdkOptions): Cpu {
  if (typeof model !== 'object' || !VERSIONS.includes(model.specificationVersion))
    throw badArgument('This is no language model of the AI SDK.', `Give one of the versions ${VERSIONS.join(', ')}.`);
  const patience = { ...ENDPOINT_PATIENCE, ...options.patience };
  const operator = options.operator === undefined ? undefined : principal('operator', options.operator);
  const name = `${model.provider}/${model.modelId}${options.operator === undefined ? '' : ` at ${options.operator}`}`;
  const wire = (ask: Ask): Promise<Reply | Refusal> => askModel(model, name, ask, patience);
  return new RemoteCpu({ name, operator, window: options.window, price: options.price, patience, wire });
}

async function askModel(
  model: AiSdkModel,
  name: string,
  ask: Ask,
  patience: EndpointPatience,
): Promise<Reply | Refusal> {
  const answer = new Answer();
  const sofar = (): Reply | undefined => (answer.text === '' ? undefined : answer.reply('aborted'));
  return watched(ask, patience, sofar, async (watch) => {
    try {
      const { stream } = await heeding(watch.signal, model.doStream(callOptions(ask, watch.signal)));
      await read(stream, ask, answer, watch);
    } catch (problem) {
      if (ask.signal?.aborted || watch.signal.aborted) throw watch.signal.reason;
      return refusedOr(problem, name, ask);
    }
    return answer.reply(answer.finish === 'length' ? 'length' : 'stop');
  });
}

function callOptions(ask: Ask, abortSignal: AbortSignal): AiSdkCallOptions {
  const { tools, schema, seed } = ask;
  return {
    prompt: ask.messages.map(messageOf),
    maxOutputTokens: ask.maxTokens,
    temperature: ask.temperature,
    ...(seed === undefined ? {} : { seed }),
    ...(tools.length === 0
      ? {}
      : {
          tools: tools.map(({ name, description, parameters }) => ({
            ...{ type: 'function' as const, name, description, inputSchema: parameters },
          })),
        }),
    ...(schema ? { responseFormat: { type: 'json' as const, schema } } : {}),
    abortSignal,
  };
}

function messageOf({ role, pieces, calls, answers }: PlainMessage): AiSdkCallOptions['prompt'][number] {
  const text = piecesText(pieces);
  if (role === 'system') return { role, content: text };
  if (role === 'user') return { role, content: [{ type: 'text', text }] };
  if (role === 'tool') {
    const { id: toolCallId, name: toolName } = answers!;
    return { role, content: [{ type: 'tool-result', toolCallId, toolName, output: { type: 'text', value: text } }] };
  }
  const made = calls.map(
    ({ id, name, arguments: input }): CallPart => ({ type: 'tool-call', toolCallId: id, toolName: name, input }),
  );
  return { role, content: [...(text === '' ? [] : [{ type: 'text' as const, text }]), ...made] };
}

/** An answer as its parts come. */
class Answer {
  text = '';
  finish: string | undefined;
  #usage: Reply['usage'] = {};
  readonly #calls: RawCall[] = [];

  /** Takes a part of the stream; returns the text in it. @throws what an error part holds. */
  take(part: unknown): string {
    if (!isObject(part)) throw new TryAgain('it streams something that is no part');
    if (part.type === 'error') throw part.error ?? new TryAgain('it reports an error without saying which');
    if (part.type === 'text-delta' && typeof part.delta === 'string') {
      this.text += part.delta;
      return part.delta;
    }
    if (part.type === 'tool-call' && part.providerExecuted !== true)
      this.#calls.push({ id: String(part.toolCallId), name: String(part.toolName), arguments: part.input });
    if (part.type === 'finish') {
      const { finishReason: reason } = part;
      this.finish = String(isObject(reason) ? reason.unified : reason);
      this.#usage = usageOf(part.usage);
    }
    return '';
  }

  reply(end: Reply['end']): Reply {
    const withheld = this.finish === 'content-filter' ? ['The endpoint withheld the rest of the answer.'] : [];
    const calls = end === 'aborted' ? [] : this.#calls;
    return { text: this.text, calls, end, usage: this.#usage, problems: withheld };
  }
}

/** Numbers in version 2, objects later. */
function usageOf(usage: unknown): Reply['usage'] {
  if (!isObject(usage)) return {};
  const { inputTokens: input, outputTokens: output, cachedInputTokens } = usage;
  return {
    prompt: isObject(input) ? input.total : input,
    written: isObject(output) ? output.total : output,
    cached: isObject(input) ? input.cacheRead : cachedInputTokens,
  };
}

async function read(stream: ReadableStream<unknown>, ask: Ask, answer: Answer, watch: StallWatch): Promise<void> {
  const reader = stream.getReader();
  try {
    for (;;) {
      watch.touch();
      const { done, value } = await heeding(watch.signal, reader.read());
      watch.pause(); // what is done with it is not the model's silence
      if (done) break;
      const text = answer.take(value);
      if (answer.text.length > MOST_CHARACTERS)
        throw new TwofilesError('network', `An answer is longer than ${MOST_CHARACTERS} characters.`, 'Ask for less.');
      if (text !== '') await ask.onText(text);
      throwIfAborted(ask.signal);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
  if (answer.finish === undefined) throw new TryAgain('the answer ended before its end');
}

/** The promise, or the signal's reason if that comes first: a provider may not heed the signal. */
async function heeding<T>(signal: AbortSignal, promise: PromiseLike<T>): Promise<T> {
  const { promise: fired, reject } = Promise.withResolvers<never>();
  const fire = (): void => reject(signal.reason);
  signal.addEventListener('abort', fire);
  if (signal.aborted) fire();
  try {
    return await Promise.race([promise, fired]);
  } finally {
    signal.removeEventListener('abort', fire);
  }
}

/** Long words that look like keys. */
const KEY = /\b(?:sk|pk|key|gsk|xai)-[\w-]{8,}|\bBearer\s+\S+/g;

/** What a provider's error refuses, or the error as ours: without its cause, which holds the whole question. */
function refusedOr(problem: unknown, name: string, ask: Ask): Refusal {
  if (problem instanceof TwofilesError || problem instanceof TryAgain) throw problem;
  const error = isObject(problem) ? problem : { message: String(problem) };
  const status = typeof error.statusCode === 'number' ? error.statusCode : undefined;
  const body = typeof error.responseBody === 'string' ? error.responseBody.slice(0, 65_536) : '';
  const message = String(error.message ?? '');
  const refusal = [401, 403, 429].includes(status ?? 0) ? undefined : refusalIn(`${body} ${message}`, ask);
  if (refusal) return refusal;
  const text = (errorText(body) || errorText(message)).replace(KEY, '…');
  const reason = `${status === undefined ? '' : `status ${status}, `}${text || 'an error without words'}`;
  const headers = new Headers(isObject(error.responseHeaders) ? (error.responseHeaders as Record<string, string>) : {});
  const again = status === undefined ? error.isRetryable !== false : isTransient(status);
  if (again) throw new TryAgain(reason, { wait: retryAfter(headers, Date.now()) });
  throw new TwofilesError(
    'network',
    `${name} refuses the question: ${reason}.`,
    'Check the model, and the key it has.',
  );
}
