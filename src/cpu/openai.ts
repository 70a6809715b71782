// A Cpu over any endpoint that speaks OpenAI's chat completions: vLLM, llama.cpp's server, Ollama, hosted ones. What
// it does not do is learnt when it refuses. It may stall, cut, lie and send nonsense: limits hold, errors are typed,
// nothing hangs.
// Rule of use: keys are in requests and nowhere else: not in names, not in errors. Whoever runs the endpoint is a
// sink, on this machine too, unless the person says `local`.
import { badArgument, TwofilesError, throwIfAborted } from '../base/errors.ts';
import { isTransient, retryAfter, type StallWatch, TryAgain } from '../base/patience.ts';
import { principal } from '../security/label.ts';
import { Answer, errorText, type Optional, optionalIn, refusalIn, requestBody } from './chat-completions.ts';
import type { Cpu } from './cpu.ts';
import {
  type Ask,
  ENDPOINT_PATIENCE,
  type EndpointPatience,
  type Price,
  type Refusal,
  RemoteCpu,
  type Reply,
  watched,
} from './remote.ts';
import { bodyText, errorBody, events } from './sse.ts';

export interface EndpointOptions {
  /** Where the API begins: "http://127.0.0.1:8080/v1". */
  readonly url: string;
  readonly model: string;
  readonly key?: string | undefined;
  /** Tokens that prompt and answer may have together. Default: 8,192; less when the endpoint says so. */
  readonly window?: number | undefined;
  readonly price?: Price | undefined;
  /** The person trusts what listens at this loopback address as if it were this program: it is no sink. */
  readonly local?: boolean | undefined;
  readonly patience?: Partial<EndpointPatience> | undefined;
  readonly fetch?: typeof fetch | undefined;
}

const DEFAULT_WINDOW = 8192;
const MOST_REDIRECTS = 3;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** @throws `bad-argument` for an address that is none, or that is not on this machine though `local`. */
export function endpointCpu(options: EndpointOptions): Cpu {
  const url = addressOf(options.url);
  if (options.local && !LOOPBACK.test(url.hostname))
    throw badArgument(`${url.host} is not on this machine.`, 'Leave out local, or give a loopback address.');
  const patience = { ...ENDPOINT_PATIENCE, ...options.patience };
  const endpoint = new Endpoint(url, options, patience);
  return new RemoteCpu({
    name: `${options.model} at ${url.host}`,
    operator: options.local ? undefined : principal('operator', url.host),
    window: options.window ?? DEFAULT_WINDOW,
    price: options.price,
    patience,
    wire: (ask) => endpoint.ask(ask),
  });
}

function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol))
    throw badArgument('The address of the endpoint is none.', 'Give one like http://127.0.0.1:8080/v1.');
  if (url.username !== '' || url.password !== '')
    throw badArgument('The address of the endpoint holds a password.', 'Give it as the key.');
  if (!/\/chat\/completions\/?$/.test(url.pathname))
    url.pathname = `${url.pathname.replace(/\/$/, '')}/chat/completions`;
  return url;
}

class Endpoint {
  readonly #url: URL;
  readonly #options: EndpointOptions;
  readonly #patience: EndpointPatience;
  /** Parameters it does not know. */
  readonly #without = new Set<Optional>();

  constructor(url: URL, options: EndpointOptions, patience: EndpointPatience) {
    this.#url = url;
    this.#options = options;
    this.#patience = patience;
  }

  ask(ask: Ask): Promise<Reply | Refusal> {
    const answer = new Answer();
    const sofar = (): Reply | undefined => (answer.started ? answer.reply(true) : undefined);
    return watched(ask, this.#patience, sofar, async (watch) => {
      const response = await this.#post(ask, watch);
      if (!(response instanceof Response)) return response;
      return (await this.#read(response, ask, answer, watch)) ?? answer.reply(false);
    });
  }

  /** Sends the question; leaves out the parameters that are not known there. */
  async #post(ask: Ask, watch: StallWatch): Promise<Response | Refusal> {
    for (;;) {
      const body = requestBody(this.#options.model, ask, this.#without);
      const response = await this.#follow(JSON.stringify(body), watch);
      if (response.status === 200) return response;
      const said = this.#scrubbed(await errorBody(response, watch));
      const refusal = [401, 403, 429].includes(response.status) ? undefined : refusalIn(said, ask);
      if (refusal) return refusal;
      const optional = response.status === 400 || response.status === 422 ? optionalIn(said, body) : undefined;
      if (!optional) throw this.#refused(response, said);
      this.#without.add(optional);
    }
  }

  /** Follows redirects within the same origin only: the question is not for others. */
  async #follow(body: string, watch: StallWatch): Promise<Response> {
    const { key, fetch: get = fetch } = this.#options;
    let url = this.#url;
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const response = await get(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream, application/json',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        },
        body,
        redirect: 'manual',
        signal: watch.signal,
      });
      watch.touch();
      if (response.type !== 'opaqueredirect' && !(response.status >= 300 && response.status < 400)) return response;
      await response.body?.cancel();
      const target = URL.parse(response.headers.get('location') ?? '', url);
      if (target?.origin !== url.origin || (response.status !== 307 && response.status !== 308))
        throw this.#error('it sends the question on to another address', 'Give the address where it really is.');
      url = target;
    }
    throw this.#error('it sends the question round in circles', 'Check the address.');
  }

  async #read(response: Response, ask: Ask, answer: Answer, watch: StallWatch): Promise<Refusal | undefined> {
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('text/html'))
      throw this.#error('it answers with a web page', 'Check the address: it often ends in /v1.');
    if (!type.startsWith('text/event-stream')) {
      const value = parsed(await bodyText(response, watch));
      const refusal = this.#errorIn(value, ask);
      if (refusal) return refusal;
      await ask.onText(answer.take(value));
      if (answer.finish === undefined && !answer.started) throw new TryAgain('it answers nothing');
      return undefined;
    }
    for await (const data of events(response, watch)) {
      if (data === '[DONE]') break;
      const value = parsed(data);
      const refusal = this.#errorIn(value, ask);
      if (refusal) return refusal;
      const text = answer.take(value);
      if (text !== '') await ask.onText(text);
      throwIfAborted(ask.signal);
    }
    if (answer.finish === undefined) throw new TryAgain('the answer ended before its end');
    return undefined;
  }

  /** Errors come with status 200, too. */
  #errorIn(value: unknown, ask: Ask): Refusal | undefined {
    const error = (value as { error?: unknown } | null)?.error;
    if (error === undefined || error === null) return undefined;
    const said = this.#scrubbed(JSON.stringify({ error }));
    const refusal = refusalIn(said, ask);
    if (refusal) return refusal;
    throw new TryAgain(`it reports an error (${errorText(said) || 'without saying which'})`);
  }

  /** The error for a status that is not 200. */
  #refused(response: Response, said: string): Error {
    const { status } = response;
    const text = errorText(said);
    const reason = `status ${status}${text === '' ? '' : `, ${text}`}`;
    if (isTransient(status)) return new TryAgain(reason, { wait: retryAfter(response.headers, Date.now()) });
    if (status === 401 || status === 403)
      return this.#error(`it refuses the key (${reason})`, 'Give a key that it takes.');
    if (status === 404)
      return this.#error(`it has no such model or address (${reason})`, 'Check the address and the model.');
    return this.#error(`it refuses the question (${reason})`, 'Check the model and what it can do.');
  }

  #error(what: string, next: string): TwofilesError {
    return new TwofilesError('network', `${this.#options.model} at ${this.#url.host}: ${what}.`, next);
  }

  /** Endpoints repeat the key that they refuse. */
  #scrubbed(text: string): string {
    const { key } = this.#options;
    return key === undefined || key === '' ? text : text.replaceAll(key, '…');
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new TryAgain('it answers with something that is no JSON');
  }
}
