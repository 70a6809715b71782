// The Cpu over AI SDK models: the SDK's own mock models of each version, and a real provider package against a server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import type { LanguageModelV2, LanguageModelV3, LanguageModelV4 } from '@ai-sdk/provider';
import { simulateReadableStream } from 'ai';
import { MockLanguageModelV3, MockLanguageModelV4 } from 'ai/test';
import { calls, Endpoint, fails, says } from '../../test/support/endpoint.ts';
import { page } from '../../test/support/turns.ts';
import type { ToolSpec } from '../text/messages.ts';
import { type AiSdkModel, aiSdkCpu } from './ai-sdk.ts';
import type { Cpu, Prompt } from './cpu.ts';

/** Models of every version are taken: checked by the compiler. */
type Taken<M extends AiSdkModel> = M;
export type All = [Taken<LanguageModelV2>, Taken<LanguageModelV3>, Taken<LanguageModelV4>];

const HASTY = { stall: 5000, backoff: 1, tries: 3, longestWait: 50, whole: 20_000 };
const options = { window: 4096, operator: 'example.org', patience: HASTY };

const TOOLS: ToolSpec[] = [
  {
    name: 'calculator',
    description: 'computes exactly.',
    parameters: { type: 'object', properties: { expression: { type: 'string' } }, required: ['expression'] },
  },
];
const CALL = { name: 'calculator', arguments: { expression: '2+2' }, id: 'call_abc' };
const asks = (tools: readonly ToolSpec[] = []): Prompt => ({ pages: [page('user', 'What is 2 + 2?')], tools });

const usage = {
  inputTokens: { total: 20, noCache: 12, cacheRead: 8, cacheWrite: 0 },
  outputTokens: { total: 7, text: 7, reasoning: 0 },
};
type Piece = LanguageModelV4 extends { doStream(o: never): PromiseLike<{ stream: ReadableStream<infer P> }> }
  ? P
  : never;
const FINISH = { type: 'finish', usage, finishReason: { unified: 'stop', raw: 'stop' } } as const satisfies Piece;
const text = (...deltas: string[]): Piece[] => [
  { type: 'text-start', id: '1' },
  ...deltas.map((delta) => ({ type: 'text-delta' as const, id: '1', delta })),
  { type: 'text-end', id: '1' },
];
const streams = (...chunks: Piece[]): { stream: ReadableStream<Piece> } => ({
  stream: simulateReadableStream({ chunks, initialDelayInMs: null, chunkDelayInMs: null }),
});

test("the SDK's own mock models: text, usage, calls, and what they are asked", async () => {
  const model = new MockLanguageModelV4({
    doStream: [
      streams(...text('It is ', 'four.'), FINISH),
      streams(
        { type: 'reasoning-start', id: 'r' },
        { type: 'reasoning-delta', id: 'r', delta: 'Hm.' },
        { type: 'reasoning-end', id: 'r' },
        { type: 'tool-call', toolCallId: 'call_abc', toolName: 'calculator', input: '{"expression":"2+2"}' },
        { ...FINISH, finishReason: { unified: 'tool-calls', raw: undefined } },
      ),
      streams(...text('{"sum": 4}'), FINISH),
    ],
  });
  const cpu = aiSdkCpu(model, options);
  assert.equal(cpu.operator, 'operator:example.org');
  const seen: string[] = [];
  const first = await cpu.generate(asks(), { maxTokens: 50, seed: 3, onText: (piece) => void seen.push(piece) });
  assert.deepEqual([first.parts, first.end, seen], [[{ text: 'It is four.' }], 'stop', ['It is ', 'four.']]);
  assert.deepEqual(first.usage, { prompt: 20, cached: 8, written: 7, money: 0 });
  const second = await cpu.generate(
    {
      pages: [page('system', 'Be brief.'), ...asks().pages, page('assistant', { call: CALL }), page('tool', '4')],
      tools: TOOLS,
    },
    { maxTokens: 50 },
  );
  assert.deepEqual([second.parts, second.end], [[{ call: CALL }], 'calls']);
  const schema = { type: 'object', properties: { sum: { type: 'integer' } }, required: ['sum'] };
  const third = await cpu.generate(asks(), { maxTokens: 50, schema });
  assert.deepEqual(third.parts, [{ text: '{"sum": 4}' }]);
  const [asked, tools, value] = model.doStreamCalls as [Asked, Asked, Asked];
  assert.deepEqual([asked.maxOutputTokens, asked.temperature, asked.seed], [50, 0, 3]);
  assert.deepEqual(
    tools.prompt.map(({ role }) => role),
    ['system', 'user', 'assistant', 'tool'],
  );
  assert.deepEqual(
    tools.tools?.map((tool) => tool.name),
    ['calculator'],
  );
  assert.deepEqual(value.responseFormat, { type: 'json', schema });
});
type Asked = MockLanguageModelV4['doStreamCalls'][0];

test('a model of version 3, and one of version 2 with its flat usage', async () => {
  const third = aiSdkCpu(
    new MockLanguageModelV3({ doStream: async () => ({ stream: streams(...text('Four.'), FINISH).stream as never }) }),
    options,
  );
  const old: AiSdkModel = {
    specificationVersion: 'v2',
    provider: 'old',
    modelId: 'model',
    doStream: async () =>
      streams(...text('Four.'), {
        type: 'finish',
        finishReason: 'length',
        usage: { inputTokens: 20, outputTokens: 7, totalTokens: 27, cachedInputTokens: 8 },
      } as never),
  };
  const [a, b] = await Promise.all(
    [third, aiSdkCpu(old, options)].map((cpu) => cpu.generate(asks(), { maxTokens: 50 })),
  );
  assert.deepEqual([a!.parts, a!.end], [[{ text: 'Four.' }], 'stop']);
  assert.deepEqual([b!.parts, b!.end, b!.usage.cached], [[{ text: 'Four.' }], 'length', 8]);
  assert.throws(() => aiSdkCpu({ ...old, specificationVersion: 'v1' }, options), { code: 'bad-argument' });
});

test('a real provider package against a server', async () => {
  await using endpoint = await Endpoint.open(
    says('It is ', 'four.'),
    calls('calculator', ['{"expression"', ': "2+2"}']),
    fails(400, 'small does not support tools'),
    says('<tool_call>\n{"name": "calculator", "arguments": {"expression": "2+2"}}\n</tool_call>'),
  );
  const provider = createOpenAICompatible({
    name: 'local',
    baseURL: endpoint.url,
    apiKey: 'secret',
    includeUsage: true,
  });
  const cpu = aiSdkCpu(provider('small'), options);
  const first = await cpu.generate(asks(), { maxTokens: 50 });
  assert.deepEqual([first.parts, first.end], [[{ text: 'It is four.' }], 'stop']);
  assert.deepEqual(first.usage, { prompt: 20, cached: 8, written: 7, money: 0 });
  assert.deepEqual((await cpu.generate(asks(TOOLS), { maxTokens: 50 })).parts, [{ call: CALL }]);
  const { id: _, ...written } = CALL;
  assert.deepEqual((await cpu.generate(asks(TOOLS), { maxTokens: 50 })).parts, [{ call: written }]);
  assert.equal(cpu.can.tools, 'written');
});

test('a real provider package against servers that fail', async () => {
  const failure = async (cpu: Cpu): Promise<string> => {
    try {
      await cpu.generate(asks(), { maxTokens: 50 });
    } catch (error) {
      const { message, code, cause } = error as Error & { code: string };
      assert.equal(code, 'network', message);
      assert.equal(cause, undefined, 'a cause would hold the question');
      return message;
    }
    return assert.fail('nothing failed');
  };
  for (const [act, message, most] of [
    [fails(500, 'oops'), /status 500, oops/, 3],
    [fails(429, 'slow down', { 'retry-after': '3600' }), /asks to wait 3600 s/, 1],
    [fails(401, 'Wrong key: sk-very-secret-123456'), /refuses the question: status 401, Wrong key: …/, 1],
    [(response: { destroy(): void }) => response.destroy(), /did not answer/, 3],
  ] as const) {
    await using endpoint = await Endpoint.open(act);
    const provider = createOpenAICompatible({ name: 'local', baseURL: endpoint.url });
    assert.match(await failure(aiSdkCpu(provider('small'), options)), message);
    assert.equal(endpoint.questions.length, most);
  }
});

test('models that say nothing, heed no signal, or break off', async () => {
  const model = (stream: () => Promise<{ stream: ReadableStream<unknown> }>): Cpu =>
    aiSdkCpu(
      { specificationVersion: 'v4', provider: 'bad', modelId: 'model', doStream: stream },
      { ...options, patience: { ...HASTY, stall: 80 } },
    );
  const silent = model(() => new Promise(() => {}));
  await assert.rejects(async () => silent.generate(asks(), { maxTokens: 9 }), {
    code: 'network',
    message: /nothing came/,
  });
  const stalled = model(async () => ({ stream: new ReadableStream() }));
  await assert.rejects(async () => stalled.generate(asks(), { maxTokens: 9 }), {
    code: 'network',
    message: /nothing came/,
  });
  const broken = model(async () => streams(...text('It is')));
  await assert.rejects(async () => broken.generate(asks(), { maxTokens: 9 }), {
    code: 'network',
    message: /before its end/,
  });
  const failing = model(async () => streams({ type: 'error', error: new Error('overloaded') }));
  await assert.rejects(async () => failing.generate(asks(), { maxTokens: 9 }), {
    code: 'network',
    message: /overloaded/,
  });
  const odd = model(async () => ({ stream: simulateReadableStream({ chunks: [17] }) }));
  await assert.rejects(async () => odd.generate(asks(), { maxTokens: 9 }), { code: 'network', message: /no part/ });
  const cut = new AbortController();
  const deaf = aiSdkCpu(
    {
      ...{ specificationVersion: 'v4', provider: 'bad', modelId: 'model' },
      doStream: async () => ({
        stream: new ReadableStream({
          start(controller) {
            for (const part of text('It is')) controller.enqueue(part);
          },
        }),
      }),
    },
    options,
  );
  const turn = deaf.generate(asks(), {
    maxTokens: 9,
    signal: cut.signal,
    onText: () => void setTimeout(() => cut.abort(), 10),
  });
  assert.deepEqual(await turn, { parts: [{ text: 'It is' }], end: 'aborted', usage: (await turn).usage, problems: [] });
});
