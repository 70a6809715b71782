// A chat-completions endpoint on loopback that answers as a script says: well, or as the worst servers do.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Question {
  readonly body: Record<string, unknown>;
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
}

/** One answer: writes what it likes to the response. The last of a script answers all further questions. */
export type Act = (response: ServerResponse, question: Question) => void | Promise<void>;

export class Endpoint implements AsyncDisposable {
  readonly questions: Question[] = [];
  readonly #server = createServer((request, response) => void this.#answer(request, response));
  #script: readonly Act[] = [];

  static async open(...script: readonly Act[]): Promise<Endpoint> {
    const endpoint = new Endpoint();
    endpoint.#script = script;
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    const question = { body, headers: request.headers, path: request.url ?? '' };
    this.questions.push(question);
    const act = this.#script[Math.min(this.questions.length, this.#script.length) - 1];
    await act?.(response, question);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

export const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;
export const delta = (piece: Record<string, unknown>, finish: string | null = null): string =>
  event({ choices: [{ index: 0, delta: piece, finish_reason: finish }] });
const USAGE = { prompt_tokens: 20, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 8 } };

export const begin = (response: ServerResponse): ServerResponse =>
  response.writeHead(200, { 'content-type': 'text/event-stream' });

/** A stream of these pieces of text that ends as it should. */
export const says =
  (...texts: readonly string[]): Act =>
  (response, { body }) => {
    begin(response);
    for (const text of texts) response.write(delta({ content: text }));
    response.write(delta({}, 'stop'));
    if (body.stream_options) response.write(event({ choices: [], usage: USAGE }));
    response.end('data: [DONE]\n\n');
  };

/** A stream with a tool call whose arguments come in pieces. */
export const calls =
  (name: string, pieces: readonly string[], id = 'call_abc'): Act =>
  (response) => {
    begin(response);
    response.write(delta({ tool_calls: [{ index: 0, id, type: 'function', function: { name, arguments: '' } }] }));
    for (const piece of pieces) response.write(delta({ tool_calls: [{ index: 0, function: { arguments: piece } }] }));
    response.write(delta({}, 'tool_calls'));
    response.end('data: [DONE]\n\n');
  };

/** An error with a status, as endpoints say it. */
export const fails =
  (status: number, message: string, headers: Record<string, string> = {}, error: Record<string, unknown> = {}): Act =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify({ error: { message, ...error } }));
