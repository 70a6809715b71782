// The Cpu over our own engine: layouts equal to what the factory trains on, exact counts, calls and quotations that
// hold whatever the weights say, many at once as each alone, cancelling, and text from outside that stays text.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CHAT_TEMPLATES } from '../../test/support/chat-templates.ts';
import { talkingModel } from '../../test/support/talking-model.ts';
import { page } from '../../test/support/turns.ts';
import { Random } from '../base/random.ts';
import { exampleOf } from '../factory/tune/example.ts';
import { loadModel } from '../model/model.ts';
import { createWasmBackend } from '../silicon/wasm/backend.ts';
import { type Part, SYSTEM_TEXT } from '../text/abi.ts';
import type { ToolSpec } from '../text/messages.ts';
import type { Page, Prompt } from './cpu.ts';
import { engineCpu } from './own.ts';
import { callProblem } from './written.ts';

/** Tokens that end within a marker, with it and after it. */
const WORDS = [
  '<tool_call>',
  '<tool_call>\n',
  ' <tool_call',
  '>\n{"',
  '.<tool_call> {',
  '<tool_call>[',
  '">\n',
  'l>\n',
];
const backend = await createWasmBackend({ threads: 1 });
const [model, templated] = await Promise.all([
  loadModel(talkingModel({ context: 2048 }), backend),
  loadModel(
    talkingModel({
      context: 2048,
      seed: 2,
      chatTemplate: CHAT_TEMPLATES.qwen3!.source,
      controls: ['<|im_start|>', '<|im_end|>'],
      words: WORDS,
    }),
    backend,
  ),
]);
after(() => backend.close());

const prompt = (pages: readonly Page[], tools: readonly ToolSpec[] = []): Prompt => ({ pages, tools });

const tool = (name: string, properties: ToolSpec['parameters']): ToolSpec => ({
  name,
  description: `does ${name}.`,
  parameters: { type: 'object', properties, required: Object.keys(properties) },
});
const TOOLS = [
  tool('clock', {}),
  tool('calculator', { expression: { type: 'string', minLength: 1, maxLength: 5 } }),
  tool('search', {
    words: { type: 'array', items: { type: 'string', maxLength: 3 }, minItems: 1, maxItems: 2 },
    where: { enum: ['notes', 'files'] },
    most: { type: 'integer', minimum: 1, maximum: 20 },
  }),
];
const PASSAGE = { number: 3, source: 'notes/a.md', text: 'Mara left the mill in spring. The river rose.' };

test('a prompt is laid out as the factory trains it, page for page', () => {
  const call = { call: { name: 'calculator', arguments: { expression: '2+2' } } };
  const pages = [
    page('user', { passage: PASSAGE }, 'When did Mara leave?'),
    page('assistant', 'I see.', call),
    page('tool', '4'),
    page('assistant', { quote: { passage: 3, text: 'Mara left the mill in spring.' } }),
    page('user', 'Thanks.'),
  ];
  const cpu = engineCpu(model);
  const { tokens, pages: owners } = cpu.lay(prompt(pages, TOOLS));
  const turns = pages.map(({ role, parts }) => ({ role, parts }));
  const trained = exampleOf(model.tokenizer, { id: '1', family: 'x', tools: TOOLS, turns: [...turns, ANSWER] });
  const open = model.tokenizer.encode('<|im_start|>assistant\n', { special: true });
  assert.deepEqual(tokens.slice(0, -open.length), [...trained.tokens].slice(0, tokens.length - open.length));
  assert.deepEqual(tokens.slice(-open.length), open);
  assert.equal(owners.length, tokens.length);
  for (const { id } of pages) assert.ok(owners.includes(id));
  const said = model.tokenizer.decode(tokens.filter((_, i) => owners[i] === pages[4]!.id));
  assert.equal(said, 'Thanks.');
});
const ANSWER = { role: 'assistant' as const, parts: [{ text: '' }] };

test('the instructions of the file stay, and pages of the system follow them', async () => {
  const own = await loadModel(talkingModel({ system: "Say it's so." }), backend);
  const cpu = engineCpu(own);
  const one = page('system', 'Be kind.');
  const { tokens, pages } = cpu.lay(prompt([page('user', 'Hi.'), one], TOOLS.slice(0, 1)));
  const text = own.tokenizer.decode(tokens, { special: true });
  assert.match(text, /system\nSay it's so\.\nBe kind\.\nTools:\nclock\(\)/);
  assert.equal(own.tokenizer.decode(tokens.filter((_, i) => pages[i] === one.id)), 'Be kind.');
  assert.ok(own.tokenizer.decode(engineCpu(model).lay(prompt([page('user', 'Hi.')])).tokens).includes(SYSTEM_TEXT));
  await own.close();
});

test('neighbours of one role make a turn; each result is one of its own', () => {
  const text = (pages: Page[]): string =>
    model.tokenizer.decode(engineCpu(model).lay(prompt(pages)).tokens, { special: true });
  assert.match(text([page('user', 'One.'), page('user', 'Two.')]), /user\nOne\.\nTwo\.<\|im_end\|>/);
  assert.match(text([page('tool', '1'), page('tool', '2')]), /tool\n1<\|im_end\|>\n<\|im_start\|>tool\n2<\|im_end\|>/);
});

for (const [name, its] of [
  ['the calling convention', model],
  ['a chat template', templated],
] as const) {
  test(`what is submitted is what is counted: ${name}`, async () => {
    const random = new Random(4);
    const seen: { tokens: readonly number[]; maxTokens: number }[] = [];
    const cpu = engineCpu(its, { window: 900, onSubmit: (tokens, maxTokens) => seen.push({ tokens, maxTokens }) });
    assert.equal(cpu.window, 900);
    const words = (): string =>
      Array.from({ length: random.int(20) }, () => random.pick(['a', 'é', '<|im_end|>', ' ', '\n', '日本'])).join('');
    for (let i = 0; i < 20; i++) {
      const pages = Array.from({ length: 1 + random.int(4) }, (_, n) =>
        page(n % 2 === 0 ? 'user' : 'assistant', words()),
      );
      const asked = prompt(
        [page('system', words()), ...pages, page('user', 'x')],
        random.int(2) === 0 ? TOOLS.slice(0, 1) : [],
      );
      const counted = cpu.count(asked);
      const { usage } = await cpu.generate(asked, { maxTokens: 2 });
      const { tokens } = seen.at(-1)!;
      assert.equal(counted, tokens.length);
      assert.equal(usage.prompt, tokens.length);
      assert.deepEqual(cpu.lay(asked).tokens, tokens);
      assert.ok(tokens.length + 2 <= cpu.window);
      const room = cpu.window - counted;
      await assert.rejects(cpu.generate(asked, { maxTokens: room + 1 }), { code: 'context-full' });
    }
    assert.equal(seen.length, 20);
  });

  test(`calls always parse and validate, whatever the weights: ${name}`, async () => {
    const cpu = engineCpu(its);
    const ajv = new Ajv2020({ strict: false });
    const checks = new Map(
      TOOLS.map((each) => [each.name, ajv.compile({ additionalProperties: false, ...each.parameters })]),
    );
    const found = await Promise.all(
      Array.from({ length: 32 }, (_, seed) =>
        cpu.generate(prompt([page('user', `Go ${seed}.`)], TOOLS), { maxTokens: 500, temperature: 2, seed }),
      ),
    );
    let calls = 0;
    for (const { parts, end, problems } of found) {
      for (const part of parts) {
        if (!('call' in part)) continue;
        calls++;
        const check = checks.get(part.call.name) ?? assert.fail(`no tool ${part.call.name}`);
        assert.ok(check(part.call.arguments), JSON.stringify(part.call));
        assert.equal(callProblem(part.call, TOOLS), undefined);
      }
      // The only thing that may go wrong is that there was no room to end a call.
      if (problems.length > 0) assert.deepEqual(problems, ['<tool_call> is not closed.']);
      assert.ok(end === 'length' || end === 'stop' || parts.some((part) => 'call' in part));
    }
    assert.ok(calls >= 8, `only ${calls} calls`);
  });
}

test('words, calls and quotations are shown as they are kept', async () => {
  const cpu = engineCpu(model);
  const seen: string[] = [];
  const asked = prompt([page('user', { passage: PASSAGE }, 'Quote.')], TOOLS.slice(0, 1));
  let quotes = 0;
  for (let seed = 0; seed < 20; seed++) {
    seen.length = 0;
    const onText = (text: string): void => void seen.push(text);
    const { parts, problems } = await cpu.generate(asked, { maxTokens: 400, temperature: 2, seed, onText });
    if (problems.length > 0) continue;
    const kept = parts.map((part) =>
      'text' in part ? part.text : 'quote' in part ? `“${part.quote.text}” [${part.quote.passage}]` : '',
    );
    assert.equal(seen.join(''), kept.join(''));
    for (const part of parts) {
      if (!('quote' in part)) continue;
      quotes++;
      assert.equal(part.quote.passage, 3);
      assert.ok(PASSAGE.text.includes(part.quote.text), part.quote.text);
    }
  }
  assert.ok(quotes > 0);
});

for (const [name, its] of [
  ['the calling convention', model],
  ['a chat template', templated],
] as const) {
  test(`a turn can be a quotation or one of some texts, or a value: ${name}`, async () => {
    const cpu = engineCpu(its);
    const asked = prompt([page('user', { passage: PASSAGE }, 'When?')]);
    const kinds = new Set<string>();
    for (let seed = 0; seed < 30; seed++) {
      const options = { maxTokens: 200, temperature: 3, seed };
      const { parts, end } = await cpu.generate(asked, { ...options, quote: { orElse: ['None says it.', '[3] no'] } });
      assert.equal(parts.length, 1);
      assert.equal(end, 'stop');
      const [part] = parts as [Part];
      kinds.add(Object.keys(part)[0]!);
      if ('quote' in part) assert.ok(PASSAGE.text.includes(part.quote.text));
      else assert.ok('text' in part && ['None says it.', '[3] no'].includes(part.text));
      const schema = {
        type: 'object',
        properties: { yes: { type: 'boolean' } },
        required: ['yes'],
        additionalProperties: false,
      };
      const value = await cpu.generate(asked, { ...options, schema });
      assert.equal(typeof JSON.parse('text' in value.parts[0]! ? value.parts[0].text : '').yes, 'boolean');
    }
    assert.deepEqual([...kinds].sort(), ['quote', 'text']);
    await assert.rejects(cpu.generate(prompt([page('user', 'x')]), { maxTokens: 9, quote: { orElse: [] } }), {
      code: 'bad-argument',
    });
  });

  test(`many at once say what each says alone: ${name}`, async () => {
    const cpu = engineCpu(its);
    const asked = Array.from({ length: 6 }, (_, i) => prompt([page('user', `Number ${i} of these.`)], TOOLS));
    const together = await Promise.all(asked.map((each) => cpu.generate(each, { maxTokens: 40 })));
    its.clearPrefixes();
    for (const [i, each] of asked.entries()) {
      const alone = await cpu.generate(each, { maxTokens: 40 });
      assert.deepEqual(together[i]!.parts, alone.parts);
      assert.equal(together[i]!.end, alone.end);
      const again = await cpu.generate(each, { maxTokens: 40 });
      assert.deepEqual(again.parts, alone.parts);
      assert.ok(again.usage.cached >= alone.usage.prompt - 33, 'a prompt run before is not run again');
    }
  });

  test(`text from outside never becomes a control token: ${name}`, async () => {
    const { tokenizer } = its;
    const controls = tokenizer.spec.tokens.filter((_, id) => tokenizer.kind(id) === 'control');
    const count = (text: string): number => {
      const call = { call: { name: text, arguments: { [text]: text } } };
      const { tokens, pages } = engineCpu(its).lay(
        prompt(
          [
            page('system', text),
            page('user', text, { passage: { number: 1, source: text, text } }),
            page('assistant', text, call, { quote: { passage: 1, text } }),
            page('tool', text),
          ],
          [
            {
              name: text,
              description: text,
              parameters: { type: 'object', properties: { [text]: { type: 'string' } } },
            },
          ],
        ),
      );
      assert.equal(pages.length, tokens.length);
      return tokens.filter((token) => tokenizer.kind(token) === 'control').length;
    };
    const benign = count('good morning');
    for (const control of controls)
      for (const text of [control, `x${control}`, `${control} `]) assert.equal(count(text), benign);
    assert.equal(count(controls.join('')), benign);
  });
}

test('a turn is cancelled between tokens, and at the gate', async () => {
  const cpu = engineCpu(model);
  const asked = prompt([page('user', 'Go on.')]);
  await assert.rejects(cpu.generate(asked, { maxTokens: 5, signal: AbortSignal.abort() }), { code: 'aborted' });
  const early = new AbortController();
  const never = cpu.generate(asked, {
    maxTokens: 5,
    signal: early.signal,
    gate() {
      setImmediate(() => early.abort());
      return new Promise(() => {});
    },
  });
  await assert.rejects(never, { code: 'aborted' });
  const late = new AbortController();
  let steps = 0;
  const cut = await cpu.generate(asked, {
    maxTokens: 1000,
    signal: late.signal,
    gate: () => void (++steps === 8 && late.abort()),
  });
  assert.equal(cut.end, 'aborted');
  assert.equal(cut.usage.written, 7);
  const whole = await cpu.generate(asked, { maxTokens: 7 });
  assert.deepEqual(cut.parts, whole.parts);
  const before = model.blocksUsed;
  model.clearPrefixes();
  assert.ok(model.blocksUsed < before && model.blocksUsed === 0, 'every session was given back');
});

for (const [name, { source, controls }] of Object.entries(CHAT_TEMPLATES))
  test(`a prompt of everything fits any template, and every page is in it: ${name}`, async () => {
    const its = await loadModel(talkingModel({ context: 4096, chatTemplate: source, controls }), backend);
    const cpu = engineCpu(its);
    const call = { call: { name: 'search', arguments: { words: ['mill'], where: 'notes', most: 1 } } };
    const pages = [
      page('system', 'Be brief.'),
      page('user', 'First.'),
      page('user', { passage: PASSAGE }, 'When did Mara leave?'),
      page('assistant', 'I look.', call),
      page('tool', 'Found: spring.'),
      page('assistant', { quote: { passage: 3, text: 'Mara left the mill in spring.' } }, call),
      page('user', 'The result never came.'),
      page('tool', 'Too late.'),
    ];
    const { tokens, pages: owners } = cpu.lay(prompt(pages, TOOLS));
    const text = its.tokenizer.decode(tokens);
    for (const tool of TOOLS) assert.ok(text.includes(tool.description), tool.name);
    const said = [
      'Be brief.',
      'First.',
      'spring. The river rose.',
      'I look.',
      'Found: spring.',
      'left the mill',
      'came.',
      'late.',
    ];
    for (const [i, { id }] of pages.entries()) {
      const own = its.tokenizer.decode(tokens.filter((_, at) => owners[at] === id));
      assert.ok(own.includes(said[i]!), `${name}: page ${i} is ${JSON.stringify(own)}`);
    }
    // Whatever is put away, what is left can be counted.
    const random = new Random(9);
    for (let i = 0; i < 60; i++) {
      const some = pages.filter(() => random.int(2) === 0);
      const left = prompt(some, random.int(2) === 0 ? TOOLS : []);
      assert.equal(cpu.count(left), cpu.lay(left).tokens.length);
      const { pages: own } = cpu.lay(left);
      for (const { id } of some) assert.ok(own.includes(id), `${name}: page ${id} is lost`);
    }
    assert.ok(cpu.count(prompt([])) < cpu.count(prompt(pages)));
    await its.close();
  });
