// The Cpu over chat-completions endpoints, against servers on loopback that behave: streams, calls, values, usage; and
// that do not: stalls at each stage, cut streams, garbage, floods, refusals, lies.
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type Act, begin, calls, delta, Endpoint, event, fails, says } from '../../test/support/endpoint.ts';
import { page } from '../../test/support/turns.ts';
import type { ToolSpec } from '../text/messages.ts';
import type { Cpu, Prompt } from './cpu.ts';
import { type EndpointOptions, endpointCpu } from './openai.ts';

const KEY = 'sk-very-secret-1234567890';
const HASTY = { stall: 5000, backoff: 1, tries: 3, longestWait: 50, whole: 20_000 };
/** For servers that say nothing. */
const HASTIEST = { ...HASTY, stall: 80 };

const TOOLS: ToolSpec[] = [
  {
    name: 'calculator',
    description: 'computes exactly.',
    parameters: { type: 'object', properties: { expression: { type: 'string' } }, required: ['expression'] },
  },
];
const asks = (tools: readonly ToolSpec[] = []): Prompt => ({ pages: [page('user', 'What is 2 + 2?')], tools });

/** An endpoint of this script and a hasty Cpu over it. */
async function open(
  t: TestContext,
  script: readonly Act[],
  options: Partial<EndpointOptions> = {},
): Promise<{ cpu: Cpu; endpoint: Endpoint }> {
  const endpoint = await Endpoint.open(...script);
  const cpu = endpointCpu({ url: endpoint.url, model: 'small', key: KEY, patience: HASTY, ...options });
  t.after(async () => {
    await cpu.close();
    await endpoint[Symbol.asyncDispose]();
  });
  return { cpu, endpoint };
}

/** The error of a turn, which must be typed, say what to do next, and not hold the key. */
async function failure(cpu: Cpu, code = 'network', prompt = asks()): Promise<string> {
  try {
    await cpu.generate(prompt, { maxTokens: 50 });
  } catch (error) {
    const { message, code: found, next, stack, cause } = error as Error & { code: string; next: string };
    assert.equal(found, code, message);
    assert.ok(next.length > 0);
    for (const text of [message, next, stack, String(cause)])
      assert.ok(!text?.includes(KEY), 'the key is in the error');
    return message;
  }
  return assert.fail('nothing failed');
}

test('a streamed answer: text as it comes, usage, money, the key in the header only', async (t) => {
  const { cpu, endpoint } = await open(t, [says('It is ', 'four', '.')], {
    price: { prompt: 1e6, cached: 0, written: 2e6 },
  });
  const seen: string[] = [];
  const { parts, end, usage, problems } = await cpu.generate(asks(), {
    maxTokens: 50,
    onText: (text) => void seen.push(text),
  });
  assert.deepEqual(parts, [{ text: 'It is four.' }]);
  assert.deepEqual(seen, ['It is ', 'four', '.']);
  assert.deepEqual([end, problems], ['stop', []]);
  assert.deepEqual(usage, { prompt: 20, cached: 8, written: 7, money: 12 + 14 });
  const [{ headers, body, path }] = endpoint.questions as [Endpoint['questions'][0]];
  assert.equal(path, '/v1/chat/completions');
  assert.equal(headers.authorization, `Bearer ${KEY}`);
  assert.deepEqual(body.messages, [{ role: 'user', content: 'What is 2 + 2?' }]);
  assert.ok(!JSON.stringify([cpu.name, cpu.operator]).includes(KEY));
  assert.match(cpu.operator!, /^operator:127\.0\.0\.1:\d+$/);
});

test('an answer that is not streamed is taken whole', async (t) => {
  const whole: Act = (response) =>
    void response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ choices: [{ message: { content: 'Four.' }, finish_reason: 'length' }] }));
  const { cpu } = await open(t, [whole]);
  const { parts, end } = await cpu.generate(asks(), { maxTokens: 50 });
  assert.deepEqual([parts, end], [[{ text: 'Four.' }], 'length']);
});

test('native calls, with results paired and orphans told in words', async (t) => {
  const { cpu, endpoint } = await open(t, [calls('calculator', ['{"expr', 'ession": "2+', '2"}'])]);
  const { parts, end } = await cpu.generate(asks(TOOLS), { maxTokens: 50 });
  const call = { name: 'calculator', arguments: { expression: '2+2' }, id: 'call_abc' };
  assert.deepEqual([parts, end], [[{ call }], 'calls']);
  await cpu.generate(
    {
      tools: TOOLS,
      pages: [
        page('tool', '3'),
        page('user', 'And 2 + 2?'),
        page('system', 'Be brief.'),
        page('user', 'Now.'),
        page('assistant', { call }),
        page('tool', '4'),
        page('assistant', { call }),
      ],
    },
    { maxTokens: 50 },
  );
  const messages = endpoint.questions[1]!.body.messages as { role: string; content: string; tool_call_id?: string }[];
  assert.deepEqual(
    messages.map(({ role }) => role),
    ['system', 'user', 'assistant', 'tool', 'assistant'],
  );
  assert.equal(messages[1]!.content, '<tool_response>\n3\n</tool_response>\n\nAnd 2 + 2?\nNow.');
  assert.equal(messages[3]!.tool_call_id, 'call_abc');
  assert.match(messages[4]!.content, /<tool_call>\n{"name": "calculator"/);
});

test('where tools are refused, calls are written, told and read; the ability is learnt', async (t) => {
  const written = 'Let me see.\n<tool_call>\n{"name": "calculator", "arguments": {"expression": "2+2"}}\n</tool_call>';
  const { cpu, endpoint } = await open(t, [
    fails(400, 'small does not support tools'),
    says('Let', written.slice(3, 20), written.slice(20)),
  ]);
  assert.equal(cpu.can.tools, 'native');
  const seen: string[] = [];
  const { parts, end } = await cpu.generate(asks(TOOLS), { maxTokens: 50, onText: (text) => void seen.push(text) });
  assert.equal(cpu.can.tools, 'written');
  assert.equal(end, 'calls');
  assert.deepEqual(parts, [
    { text: 'Let me see.' },
    { call: { name: 'calculator', arguments: { expression: '2+2' } } },
  ]);
  assert.equal(seen.join(''), 'Let me see.');
  const [first, second] = endpoint.questions.map(({ body }) => body);
  assert.ok(first!.tools && !second!.tools);
  assert.match(JSON.stringify(second!.messages), /You can call these tools/);
});

test('a wrong call is told and repaired, within limits; what is shown stays', async (t) => {
  const wrong = [
    'I compute.\n<tool_call>\n{"name": "calculator", "arguments": {"expresion": "2"}}\n</tool_call>',
    '<tool_call>\n{"name": "calculator", "arguments": }\n</tool_call>',
  ];
  const right = '<tool_call>{"name": "calculator", "arguments": {"expression": "2"}}</tool_call>';
  const { cpu, endpoint } = await open(t, [says(wrong[0]!), says(wrong[1]!), says(right)]);
  const seen: string[] = [];
  const turn = await cpu.generate(asks(TOOLS), { maxTokens: 50, onText: (text) => void seen.push(text) });
  assert.deepEqual(turn.parts, [
    { text: 'I compute.' },
    { call: { name: 'calculator', arguments: { expression: '2' } } },
  ]);
  assert.deepEqual([turn.end, turn.problems, seen.join('')], ['calls', [], 'I compute.']);
  assert.equal(turn.usage.written, 21);
  const told = endpoint.questions.map(({ body }) => JSON.stringify(body.messages));
  assert.match(told[1]!, /arguments of calculator are wrong/);
  assert.match(told[2]!, /A call is not JSON/);

  const stubborn = await open(t, [says(wrong[0]!)]);
  const lost = await stubborn.cpu.generate(asks(TOOLS), { maxTokens: 50 });
  assert.equal(stubborn.endpoint.questions.length, 3);
  assert.ok(lost.parts.every((part) => !('call' in part)));
  assert.equal(lost.problems.length, 1);
});

test('values: by response_format, told where that is refused, repaired where they are wrong', async (t) => {
  const schema = { type: 'object', properties: { sum: { type: 'integer' } }, required: ['sum'] } as const;
  const { cpu, endpoint } = await open(t, [
    says('{"sum": 4}'),
    fails(400, "'response_format' is not supported"),
    says('Sure: four'),
    says('```json\n{"sum": 4}\n```'),
  ]);
  const ask = async (): Promise<unknown> => {
    const { parts } = await cpu.generate(asks(TOOLS), { maxTokens: 50, schema });
    return 'text' in parts[0]! ? JSON.parse(parts[0].text) : parts;
  };
  assert.deepEqual(await ask(), { sum: 4 });
  assert.ok(cpu.can.schema);
  assert.deepEqual(await ask(), { sum: 4 });
  assert.ok(!cpu.can.schema);
  assert.match(JSON.stringify(endpoint.questions[3]!.body.messages), /not JSON/);
  assert.ok(!endpoint.questions[0]!.body.tools, 'a value is asked for without tools');
});

test('parameters that are not known are left out', async (t) => {
  const { cpu, endpoint } = await open(t, [
    fails(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
    fails(400, 'Unrecognized request argument supplied: stream_options'),
    fails(422, "temperature: this model's is fixed"),
    says('Four.'),
  ]);
  await cpu.generate(asks(), { maxTokens: 50, seed: 3 });
  const { body } = endpoint.questions.at(-1)!;
  assert.deepEqual(
    [body.max_tokens, body.max_completion_tokens, body.stream_options, body.temperature, body.seed],
    [undefined, 50, undefined, undefined, 3],
  );
});

test('a window is learnt from a refusal, and less is asked for once', async (t) => {
  const said =
    "This model's maximum context length is 512 tokens. However, you requested 800 tokens (300 in the messages, 500 in the completion).";
  const { cpu, endpoint } = await open(t, [fails(400, said), says('Four.')], { window: 4096 });
  const pages = [page('user', 'word '.repeat(200))];
  await cpu.generate({ pages, tools: [] }, { maxTokens: 500 });
  assert.equal(cpu.window, 512);
  assert.ok((endpoint.questions[1]!.body.max_tokens as number) < 212);
  await assert.rejects(async () => cpu.generate({ pages, tools: [] }, { maxTokens: 500 }), { code: 'context-full' });

  for (const refusal of [
    fails(400, 'the request exceeds the available context size', {}, { n_ctx: 512, n_prompt_tokens: 9000 }),
    fails(400, 'prompt is too long: 9000 tokens > 512 maximum'),
    fails(413, 'too long'),
  ]) {
    const other = await open(t, [refusal], { window: 4096 });
    await failure(other.cpu, 'context-full', { pages: [page('user', 'word '.repeat(1500))], tools: [] });
    assert.ok(other.cpu.window < 4096);
    assert.ok(other.endpoint.questions.length <= 5);
  }
});

test('counts are learnt from usage, and no usage is believed that cannot be', async (t) => {
  const usage =
    (prompt: unknown, written: unknown): Act =>
    (response) => {
      begin(response).write(delta({ content: 'Four.' }, 'stop'));
      response.end(event({ choices: [], usage: { prompt_tokens: prompt, completion_tokens: written } }));
    };
  const prompt = { pages: [page('user', 'word '.repeat(200))], tools: [] };
  const { cpu } = await open(t, [usage(260, 2)]);
  const before = await cpu.count(prompt);
  await cpu.generate(prompt, { maxTokens: 50 });
  const after = await cpu.count(prompt);
  assert.ok(after < before && after >= 260, `${before} → ${after}`);
  for (const [p, w] of [
    [-5, 1e12],
    ['many', null],
    [1e9, Number.NaN],
    [0, -1],
    [3, 2.5],
  ] as const) {
    const liar = await open(t, [usage(p, w)]);
    const estimate = await liar.cpu.count(prompt);
    const { usage: used } = await liar.cpu.generate(prompt, { maxTokens: 50 });
    assert.equal(used.prompt, estimate);
    assert.ok(used.written >= 0 && used.written < 100);
    assert.equal(await liar.cpu.count(prompt), estimate);
  }
});

/** Nothing more comes. */
const silence = (): void => {};
const HOSTILE: Readonly<Record<string, [Act, RegExp]>> = {
  'no answer': [silence, /nothing came/],
  'headers and silence': [(response) => begin(response).flushHeaders(), /nothing came/],
  'a stall in the stream': [(response) => void begin(response).write(delta({ role: 'assistant' })), /nothing came/],
  'a cut connection': [(response) => void response.destroy(), /did not answer/],
  'a cut in an event': [
    (response) => {
      begin(response).write(delta({ role: 'assistant' }));
      response.write('data: {"choices": [{"del', () => response.destroy());
    },
    /did not answer/,
  ],
  'a stream without an end': [(response) => void begin(response).end(delta({ role: 'assistant' })), /before its end/],
  garbage: [(response) => void begin(response).end('data: {"choices": [}\n\n'), /no JSON/],
  'another JSON': [(response) => void begin(response).end('data: 17\n\ndata: [DONE]\n\n'), /no completion/],
  'an empty answer': [
    (response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{}'),
    /nothing/,
  ],
  'a web page': [
    (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'),
    /web page/,
  ],
  '500s': [fails(500, 'oops'), /status 500, oops/],
  '429 without Retry-After': [fails(429, 'too many tokens a minute'), /status 429/],
  '429 with an hour to wait': [fails(429, 'slow down', { 'retry-after': '3600' }), /asks to wait 3600 s/],
  'a refused key': [fails(401, `Incorrect API key provided: ${KEY}`), /refuses the key/],
  'an unknown model': [fails(404, 'The model small does not exist'), /no such model/],
  'an error in the stream': [
    (response) => void begin(response).end(event({ error: { message: `overloaded ${KEY}` } })),
    /overloaded/,
  ],
  'a redirect to another host': [
    (response) => void response.writeHead(307, { location: 'http://localhost:1/v1/chat/completions' }).end(),
    /another address/,
  ],
  'a redirect in circles': [
    (response) => void response.writeHead(308, { location: '/v1/chat/completions' }).end(),
    /circles/,
  ],
  'calls in no order': [
    (response) => void begin(response).end(delta({ tool_calls: [{ index: 9e9, function: { name: 'x' } }] })),
    /no order/,
  ],
};

for (const [name, [act, message]] of Object.entries(HOSTILE))
  test(`hostile: ${name}`, async (t) => {
    const { cpu, endpoint } = await open(t, [act], { patience: HASTIEST });
    assert.match(await failure(cpu), message);
    assert.ok(endpoint.questions.length <= 4);
  });

test('hostile: floods are not kept', async (t) => {
  const flood =
    (head: string, piece: string): Act =>
    async (response) => {
      let open = true;
      response.once('close', () => {
        open = false;
      });
      begin(response).write(head);
      for (; open; await setImmediate()) if (!response.writableNeedDrain) response.write(piece);
    };
  const line = await open(t, [flood('data: ', 'x'.repeat(1 << 20))]);
  assert.match(await failure(line.cpu), /longer than/);
  const many = await open(t, [flood('', delta({ content: 'x'.repeat(1 << 20) }))]);
  assert.match(await failure(many.cpu), /longer than/);
  const comments = await open(t, [flood('', ': still here\n\n')], { patience: { ...HASTY, whole: 150 } });
  assert.match(await failure(comments.cpu), /longer than/);
});

test('what may be better later is asked for again: 429, 503, a cut before anything was shown', async (t) => {
  const cut: Act = (response) => void begin(response).write(delta({ content: '' }), () => response.destroy());
  for (const bad of [fails(429, 'slow down', { 'retry-after': '0' }), fails(503, 'loading'), cut]) {
    const { cpu, endpoint } = await open(t, [bad, says('Four.')]);
    const { parts } = await cpu.generate(asks(), { maxTokens: 50 });
    assert.deepEqual(parts, [{ text: 'Four.' }]);
    assert.equal(endpoint.questions.length, 2);
  }
});

test('a cut after words were shown is an error; unseen words are asked for again', async (t) => {
  const half: Act = (response) =>
    void begin(response).write(delta({ content: 'It is' }), () => setTimeout(() => response.destroy(), 20));
  const shown = await open(t, [half, says('Four.')]);
  const seen: string[] = [];
  const failing = shown.cpu.generate(asks(), { maxTokens: 50, onText: (text) => void seen.push(text) });
  await assert.rejects(async () => failing, { code: 'network', message: /in the middle of an answer/ });
  assert.deepEqual(seen, ['It is']);
  const unseen = await open(t, [half, says('Four.')]);
  assert.deepEqual((await unseen.cpu.generate(asks(), { maxTokens: 50 })).parts, [{ text: 'Four.' }]);
});

test('cancelling: before, while waiting, in the stream', async (t) => {
  const { cpu } = await open(t, [silence]);
  await assert.rejects(async () => cpu.generate(asks(), { maxTokens: 9, signal: AbortSignal.abort() }), {
    code: 'aborted',
  });
  const early = new AbortController();
  setTimeout(() => early.abort(), 30);
  await assert.rejects(async () => cpu.generate(asks(), { maxTokens: 9, signal: early.signal }), { code: 'aborted' });
  const begun: Act = (response) => void begin(response).write(delta({ content: 'It is' }));
  const other = await open(t, [begun]);
  const late = new AbortController();
  const turn = await other.cpu.generate(asks(), { maxTokens: 9, signal: late.signal, onText: () => late.abort() });
  assert.deepEqual([turn.parts, turn.end], [[{ text: 'It is' }], 'aborted']);
  const closing = other.cpu.generate(asks(), { maxTokens: 9 });
  setTimeout(() => void other.cpu.close(), 30);
  await Promise.allSettled([closing]);
  await assert.rejects(async () => other.cpu.generate(asks(), { maxTokens: 9 }), { code: 'closed' });
});

test('a held gate is not the silence of a server', async (t) => {
  const { cpu } = await open(t, [says('It is', ' four.')], { patience: { ...HASTY, stall: 500 } });
  let held = 0;
  const gate = async (): Promise<void> => {
    held++;
    await new Promise((resolve) => setTimeout(resolve, 600));
  };
  const { parts } = await cpu.generate(asks(), { maxTokens: 50, gate });
  assert.deepEqual([parts, held], [[{ text: 'It is four.' }], 2]);
});

test('addresses', async () => {
  assert.throws(() => endpointCpu({ url: 'ftp://x', model: 'm' }), { code: 'bad-argument' });
  assert.throws(() => endpointCpu({ url: `http://me:${KEY}@x/v1`, model: 'm' }), {
    code: 'bad-argument',
    message: /password\.$/,
  });
  assert.throws(() => endpointCpu({ url: 'http://example.org/v1', model: 'm', local: true }), { code: 'bad-argument' });
  assert.equal(endpointCpu({ url: 'http://localhost:1/v1', model: 'm', local: true }).operator, undefined);
  assert.equal(endpointCpu({ url: 'http://localhost:1/v1', model: 'm' }).operator, 'operator:localhost:1');
  await assert.rejects(
    async () =>
      endpointCpu({ url: 'http://localhost:1/v1', model: 'm' }).generate(asks(), {
        maxTokens: 9,
        quote: { orElse: ['no'] },
      }),
    { code: 'unsupported' },
  );
});
