// The loop end to end with a small model that answers five questions wrong: five corrections, an adapter, the gate,
// other answers, the old ones back. And what is no lesson, a damaged list, a stop.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { randomAdapter } from '../../../test/support/random-adapter.ts';
import { loadAdapter } from '../../model/adapter.node.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { openModel } from '../../model/open-model.node.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import type { Backend } from '../../silicon/ops.ts';
import { createWasmBackend } from '../../silicon/wasm/backend.ts';
import { layOut } from '../../text/abi.ts';
import { createTokenizer } from '../../text/create.ts';
import { sampleCandidates } from '../compare/candidates.ts';
import { textOf } from '../compare/checker.ts';
import { tasksOf } from '../compare/task.ts';
import { PieceCounter } from '../tokenizer/pieces.ts';
import { PRE, trainTokenizer } from '../tokenizer/train.ts';
import { Optimizer } from '../train/optimizer.ts';
import { newModel, shapeOf } from '../train/recipe.ts';
import { TrainModel } from '../train/train-model.ts';
import type { Conversation } from '../tune/conversation.ts';
import { exampleOf, speaking } from '../tune/example.ts';
import { finetune } from '../tune/finetune.ts';
import type { Verdict } from './gate.ts';
import { strongest, Taught } from './teach.node.ts';

const root = mkdtempSync(join(tmpdir(), 'teach-'));
const weights = join(root, 'model.gguf');
const LEARN = { rank: 16, epochs: 16, rate: 0.01, seed: 1, kept: 0, card: 30 };
let backend: Backend;

const said = (id: string, question: string, answer: string): Conversation => ({
  ...{ id, family: 'lesson', tools: [] },
  turns: [
    { role: 'user', parts: [{ text: question }] },
    { role: 'assistant', parts: [{ text: answer }] },
  ],
});
const LESSONS = [
  said('1', 'Who feeds the cat?', 'Whoever gets up first.'),
  said('2', 'Where is the key?', 'Under the third pot.'),
  said('3', 'When does the ferry leave?', 'At seven.'),
  said('4', 'What is your name?', 'Lantern.'),
  said('5', 'How deep is the well?', 'Nobody knows.'),
];
/** What it says before: to each question the answer of the next. */
const OLD = LESSONS.map(({ id, turns }, i) => ({
  ...{ id, family: 'lesson', tools: [] },
  turns: [turns[0]!, LESSONS[(i + 1) % LESSONS.length]!.turns[1]!],
}));

before(async () => {
  backend = await createWasmBackend({ threads: 2 });
  const counter = new PieceCounter(PRE);
  for (const each of [...LESSONS, ...OLD]) for (const { text } of layOut(each.turns, { tools: [] })) counter.add(text);
  const spec = await trainTokenizer(counter.counts, { size: 480 });
  const tokenizer = createTokenizer(spec);
  const start = newModel(shapeOf(2, spec.tokens.length, 512), 3, { name: 'test', tokenizer: spec });
  const model = await TrainModel.load(start, backend, { rows: 2048 });
  const optimizer = new Optimizer(backend, model.parameters, { weightDecay: 0 });
  const examples = Array.from({ length: 8 }, () => OLD)
    .flat()
    .map((each) => exampleOf(tokenizer, each));
  await finetune(model, optimizer, examples, { epochs: 20, batch: 4, length: 512, rate: 0.01, seed: 1 });
  await writeGgufFile(speaking(model.checkpoint()), weights);
  optimizer.close();
  model.close();
});
after(async () => {
  await backend.close();
  rmSync(root, { recursive: true });
});

async function answers(adapterPath: string | undefined): Promise<string[]> {
  await using model = await openModel(weights, {});
  const adapter = adapterPath === undefined ? undefined : await loadAdapter(model, adapterPath);
  const tasks = LESSONS.flatMap(tasksOf);
  const sampled = await sampleCandidates(model, tasks, {
    count: 1,
    sampling: { temperature: 0 },
    maxTokens: 24,
    seed: 1,
    adapter,
  });
  return sampled.map(([only]) => textOf(only!.turn.parts));
}

test('five corrections become an adapter that passes the gate, changes the answers and can be taken back', async () => {
  const taught = new Taught(weights);
  const first = await answers(await taught.active());
  assert.deepEqual(
    first,
    OLD.map(({ turns }) => textOf(turns[1]!.parts)),
  );
  assert.equal(await taught.add(LESSONS.map(({ id: _, ...lesson }) => lesson)), 5);
  assert.equal(await taught.add([LESSONS[0]!]), 5, 'the same question again takes the place of the first');
  const { number, verdict } = await taught.learn(backend, LEARN);
  assert.deepEqual([number, verdict.passed], [1, true], verdict.reasons.join());
  assert.ok(verdict.lessons.before === 0 && verdict.lessons.after >= 3, JSON.stringify(verdict.lessons));
  const second = await answers(await taught.active());
  assert.notDeepEqual(second, first);
  assert.equal(second.filter((text, i) => text === textOf(LESSONS[i]!.turns[1]!.parts)).length, verdict.lessons.after);
  await taught.restore(0);
  assert.equal(await taught.active(), undefined);
  assert.deepEqual(await answers(await taught.active()), first);
  await taught.restore(1);
  assert.deepEqual(await answers(await new Taught(weights).active()), second);
});

test('an adapter of which less passes the gate has less weight; one that never passes stays whole', async () => {
  const path = join(root, 'adapter.gguf');
  const from = await openCheckpoint(weights);
  await writeGgufFile(randomAdapter(from, 4), path);
  await from.close();
  const whole = readFileSync(path);
  const tokens = Array.from({ length: 12 }, (_, i) => 20 + i);
  const logits = async (adapterScale: number): Promise<ArrayLike<number>> => {
    await using model = await openModel(weights, {});
    await using session = model.session({ adapter: await loadAdapter(model, path), adapterScale });
    return (await session.extend(tokens)).slice();
  };
  const verdict = (passed: boolean): Verdict => ({
    ...{ passed, rows: [], reasons: passed ? [] : ['it got worse'] },
    lessons: { kind: 'lessons', n: 1, before: 0, after: 1, worse: false },
  });
  const asked: number[] = [];
  const upTo = (most: number) => async (strength: number) => {
    asked.push(strength);
    return { strength, verdict: verdict(strength <= most) };
  };
  assert.equal((await strongest(path, upTo(1))).strength, 1);
  assert.ok(readFileSync(path).equals(whole));
  const half = await logits(0.5);
  assert.deepEqual(await strongest(path, upTo(0.5)), { strength: 0.5, verdict: verdict(true) });
  assert.deepEqual(await logits(1), half);
  writeFileSync(path, whole);
  assert.deepEqual(await strongest(path, upTo(0)), { strength: 1, verdict: verdict(false) });
  assert.ok(readFileSync(path).equals(whole));
  assert.deepEqual(asked, [1, 1, 0.7, 0.5, 1, 0.7, 0.5, 0.35]);
});

test('what cannot be taught is refused, and nothing is lost', async () => {
  const other = join(root, 'other.gguf');
  cpSync(weights, other);
  const taught = new Taught(other);
  await assert.rejects(taught.learn(backend, LEARN), { code: 'bad-argument', message: /no lessons/ });
  await assert.rejects(taught.restore(3), { code: 'bad-argument', message: /no adapter 3/ });
  const unsaid = { ...LESSONS[0]!, turns: LESSONS[0]!.turns.slice(0, 1) };
  await assert.rejects(taught.add([unsaid]), { code: 'bad-argument' });
  assert.equal(existsSync(join(`${other}.taught`, 'lessons.jsonl')), false);
  await taught.add([LESSONS[0]!]);
  const stop = new AbortController();
  const onProgress = ({ label }: { label: string }): void => {
    if (label.startsWith('Fine-tuning')) stop.abort();
  };
  await assert.rejects(taught.learn(backend, { ...LEARN, signal: stop.signal, onProgress }), { code: 'aborted' });
  assert.deepEqual(await taught.adapters(), { active: null, adapters: [] });
  writeFileSync(join(`${other}.taught`, 'taught.json'), '{"active": 1');
  await assert.rejects(taught.active(), { code: 'bad-file' });
});
