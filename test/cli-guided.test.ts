// What shapes a generation on the command line: schemas, grammars, quotations, guesses, saved sessions, the
// window. Commands run in this process, on random weights.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeGgufFile } from '../src/model/write.node.ts';
import { command, type Outcome } from './support/command.ts';
import { randomAdapter } from './support/random-adapter.ts';
import { RECIPES, randomModel } from './support/random-model.ts';

const CHAT_TEMPLATE =
  '{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}{% if add_generation_prompt %}<assistant>{% endif %}';
const TINY = { ...RECIPES.qwen3, layers: 1, width: 64, heads: 2, kvHeads: 1, headDim: 32, feedForward: 64 };
const ENGINE = ['--backend', 'scalar'];

const folder = mkdtempSync(join(tmpdir(), 'twofiles-guided-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string, text?: string): string => {
  const path = join(folder, name);
  if (text !== undefined) writeFileSync(path, text);
  return path;
};
const [base, other, talker, style] = ['base.gguf', 'other.gguf', 'talker.gguf', 'style.gguf'].map((name) => file(name));
before(async () => {
  const checkpoint = randomModel(TINY);
  await writeGgufFile(checkpoint, base!);
  await writeGgufFile(randomModel(TINY, 5), other!);
  await writeGgufFile(randomAdapter(checkpoint, 1), style!);
  const template = { type: 'string', value: CHAT_TEMPLATE } as const;
  const metadata = new Map([...checkpoint.metadata, ['tokenizer.chat_template', template] as const]);
  await writeGgufFile({ ...checkpoint, metadata }, talker!);
});

async function json(...args: readonly string[]): Promise<Record<string, unknown>> {
  const { stdout, stderr, error } = await command(...args, '--json', ...ENGINE);
  assert.equal(error, undefined, stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const run = (...args: readonly string[]): Promise<Record<string, unknown>> => json('run', base!, ...args);

test('a schema: the output parses and fits, in run and in ask', async () => {
  const schema = file(
    'schema.json',
    '{"type":"object","properties":{"ok":{"type":"boolean"},"n":{"enum":[1,2]}},"required":["ok","n"],"additionalProperties":false}',
  );
  for (const seed of ['1', '2', '3']) {
    const written = await run('Once', '--schema', schema, '--seed', seed, '--lookup');
    assert.equal(written.reason, 'stop');
    const value = JSON.parse(String(written.text)) as { ok: unknown; n: unknown };
    assert.ok(typeof value.ok === 'boolean' && [1, 2].includes(value.n as number), String(written.text));
  }
  const asked = await json('ask', 'Is it?', '--model', talker!, '--schema', schema);
  assert.equal(typeof JSON.parse(String(asked.text)).ok, 'boolean');
});

test('a grammar, and quotations with the places they come from', async () => {
  const grammar = file('grammar.txt', 'root ::= "it is " ("red" | "blue") "."');
  assert.match(String((await run('Once', '--grammar', grammar)).text), /^it is (red|blue)\.$/);
  const texts = ['The quick brown fox.', 'A lazy dog sleeps.'];
  const files = texts.map((text, i) => file(`text${i}.txt`, text));
  const quote = files.flatMap((path) => ['--quote', path]);
  const alone = await run('Once', ...quote, '--seed', '4', '--tokens', '40');
  const inside = await run('Once', ...quote, '--grammar', file('cited.txt', 'root ::= "He said: \'" quote "\'"'));
  for (const written of [alone, inside]) {
    const [first, ...rest] = written.quotations as {
      start: number;
      end: number;
      places: { file: string; offset: number; length: number }[];
    }[];
    assert.equal(rest.length, 0);
    const said = String(written.text).slice(first!.start, first!.end);
    assert.ok(first!.places.length > 0);
    for (const { file: path, offset, length } of first!.places)
      assert.equal(texts[files.indexOf(path)]!.slice(offset, offset + length), said);
  }
});

test('an output cut before it is complete says so', async () => {
  const grammar = file('long.txt', 'root ::= [a-z]{400}');
  const { stderr } = await command('run', base!, 'Once', '--grammar', grammar, '--tokens', '5', ...ENGINE);
  assert.match(stderr, /not complete.*5 tokens.*--tokens/);
});

test('guesses change no token', async () => {
  const tail = ['one two one two one two', '--tokens', '30', '--seed', '9'];
  const plain = await run(...tail);
  for (const guess of [['--lookup'], ['--draft', other!], ['--draft', base!]]) {
    const guessed = await run(...tail, ...guess);
    assert.deepEqual(guessed.tokens, plain.tokens, guess.join(' '));
    assert.ok((guessed.guessed as { drafted: number }).drafted > 0, guess.join(' '));
  }
  assert.equal(plain.guessed, undefined);
});

test('a saved session goes on as if it had never been away', async () => {
  const kept = file('kept.session');
  const greedy = ['--temperature', '0', '--kv-type', 'q8_0'];
  const first = await run('Once upon', '--tokens', '6', ...greedy, '--save-session', kept);
  const second = await run(
    '',
    '--tokens',
    '6',
    ...greedy,
    '--restore-session',
    kept,
    '--lookup',
    '--save-session',
    kept,
  );
  const whole = await run('Once upon', '--tokens', '12', ...greedy);
  assert.deepEqual([...(first.tokens as number[]), ...(second.tokens as number[])], whole.tokens);
  const again = await run('', '--tokens', '0', ...greedy, '--restore-session', kept);
  assert.deepEqual([again.tokens, again.promptTokens], [[], []]);
});

test('a saved conversation remembers what was said', async () => {
  const kept = file('talk.session');
  const model = ['--model', talker!, '--tokens', '5', '--seed', '3'];
  const first = await json('ask', 'One?', ...model, '--save-session', kept);
  const second = await json('ask', 'Two?', ...model, '--restore-session', kept, '--save-session', kept);
  assert.ok((second.reused as number) >= (first.timings as { promptTokens: number }).promptTokens);
  const third = await json('ask', 'Three?', ...model, '--restore-session', kept, '--system', 'Be brief.');
  assert.ok((third.reused as number) < 3, 'new instructions come first, so the rest is laid out anew');
});

test('bad input is refused before the weights are read, with what to do', async () => {
  const session = file('small.session');
  await run('Once upon a time', '--tokens', '8', '--save-session', session);
  const note = file('note.txt', 'not a session');
  const absent = file('absent');
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--schema', file('broken.json', '{"type":')], /broken\.json.*is not JSON/],
    [['--schema', file('odd.json', '{"not":{}}')], /"not"/],
    [['--grammar', file('odd.txt', 'root ::= (')], /line 1/i],
    [['--schema', absent], /absent/],
    [['--quote', absent], /absent/],
    [['--draft', absent], /absent/],
    [['--restore-session', absent], /absent/],
    [['--restore-session', note], /not a saved session/],
    [['--save-session', note], /exists and is not a saved session/],
    [['--restore-session', session, '--kv-type', 'f16'], /holds F32 keys, the model F16/],
    [['--restore-session', session, '--adapter', style!], /saved with no adapter/],
    [['--restore-session', session, '--context', '6'], /do not fit/],
    [['--kv-type', 'f8'], /f32, f16 or q8_0/],
    [['--schema', note, '--grammar', note], /cannot be used with/],
    [['--lookup', '--draft', base!], /cannot be used with/],
  ];
  for (const [args, message] of cases) {
    const { error, stdout } = await command('run', base!, 'Once', '--tokens', '3', ...args, ...ENGINE);
    assert.match(error?.message ?? 'it ran', message, args.join(' '));
    assert.equal(stdout, '');
    if (error?.name === 'TwofilesError') assert.ok(error.next, 'what to do next');
  }
  assert.equal(readFileSync(note, 'utf8'), 'not a session');
  const refused = async (...args: readonly string[]): Promise<Outcome> =>
    command(...args, '--restore-session', session, ...ENGINE);
  assert.match((await refused('run', other!, 'Once')).error!.message, /other weights/);
  assert.match((await refused('ask', 'Why?', '--model', talker!)).error!.message, /holds no conversation/);
});

test('a full window is said, never silent', async () => {
  const long = 'many words '.repeat(20);
  const { error } = await command('run', base!, long, '--context', '16', ...ENGINE);
  assert.equal(error?.code, 'context-full');
  const cut = await command('run', base!, 'Once', '--context', '16', '--temperature', '0', ...ENGINE);
  assert.match(cut.stderr, /window of 16 tokens is full.*--context \(the model has \d+\)/);
  const asked = await command('ask', long, '--bare', '--model', talker!, '--context', '16', ...ENGINE);
  assert.equal(asked.error?.code, 'context-full');
  const answer = await command(
    'ask',
    'Why?',
    '--bare',
    '--model',
    talker!,
    '--context',
    '24',
    '--temperature',
    '0',
    ...ENGINE,
  );
  assert.match(answer.stderr, /window of 24 tokens is full/);
});

test('a folder for prompts: the second process finds what the first computed', async () => {
  const prompts = join(folder, 'prompts');
  const tail = ['once upon a time there was a cat who '.repeat(6), '--tokens', '5', '--temperature', '0'];
  const plain = await run(...tail);
  const [first, second] = [
    await run(...tail, '--prefix-cache', prompts),
    await run(...tail, '--prefix-cache', prompts, '--prefix-cache-limit', '10'),
  ];
  assert.deepEqual([first.tokens, second.tokens], [plain.tokens, plain.tokens]);
  const recalled = ({ prefixes }: Record<string, unknown>): number => (prefixes as { recalled: number }).recalled;
  assert.equal(recalled(first), 0);
  assert.ok(recalled(second) >= 32, String(recalled(second)));
});
