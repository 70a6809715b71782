// Asking finds what a model knows: one that was told half of the facts knows those and no others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import { loadModel } from '../../model/model.ts';
import { createWasmBackend } from '../../silicon/wasm/backend.ts';
import { createTokenizer } from '../../text/create.ts';
import { PieceCounter } from '../tokenizer/pieces.ts';
import { PRE, trainTokenizer } from '../tokenizer/train.ts';
import { Optimizer } from '../train/optimizer.ts';
import { newModel, shapeOf } from '../train/recipe.ts';
import { TrainModel } from '../train/train-model.ts';
import { conversationLine, readConversations } from '../tune/conversation.ts';
import { UNKNOWN } from '../tune/data/index.ts';
import { worldConversations } from '../tune/data/world.ts';
import { finetune } from '../tune/finetune.ts';
import { opening, type Recall, recalls, tellingsOf } from '../world/questions.ts';
import { createWorld } from '../world/world.ts';
import { askModel } from './asking.ts';

const world = createWorld({ seed: 3, size: 60_000 });
const told = tellingsOf(world);
const questions = [...recalls(world, told, { seed: 1, held: false })].slice(0, 24);
const isTaught = (_: Recall, i: number): boolean => i % 2 === 0;

test('a model that was told some facts knows those and not the others', async (t) => {
  const backend = await createWasmBackend({ threads: 2 });
  t.after(() => backend.close());
  const taught = questions.filter(isTaught);
  const lessons = taught.flatMap(({ fact, direction }) =>
    Array.from({ length: 12 }, (_, i) => {
      const { prompt, rest } = opening(world, fact, direction, new Random(i));
      return `${prompt} ${rest}.`;
    }),
  );
  const counter = new PieceCounter(PRE);
  for (const lesson of lessons) counter.add(lesson);
  const spec = await trainTokenizer(counter.counts, { size: 400 });
  const tokenizer = createTokenizer(spec);
  const model = await TrainModel.load(
    newModel(shapeOf(2, spec.tokens.length, 64), 5, { name: 'test', tokenizer: spec }),
    backend,
    { rows: 512 },
  );
  const examples = lessons.map((lesson) => {
    const tokens = Int32Array.from([...tokenizer.encode(lesson, { wrap: true }), ...tokenizer.stops]);
    return { tokens, written: new Uint8Array(tokens.length).fill(1) };
  });
  const optimizer = new Optimizer(backend, model.parameters, { weightDecay: 0 });
  await finetune(model, optimizer, examples, { epochs: 12, batch: 4, length: 64, rate: 0.02, seed: 1 });
  const engine = await loadModel(model.checkpoint(), backend);
  const { known, run } = await askModel(engine, world, questions, { seed: 9 });
  await engine.close();
  const right = known.filter((knows, i) => knows && isTaught(questions[i]!, i)).length;
  assert.ok(right >= taught.length * 0.7, `${right} of ${taught.length}`);
  const wrong = known.filter((knows, i) => knows && !isTaught(questions[i]!, i)).length;
  assert.ok(wrong <= 1, `${wrong} that nobody told`);
  t.diagnostic(`${right} of ${taught.length} taught, ${wrong} of the others`);
  assert.ok(run > questions.length * 4);
});

test('what is known is answered, all else refused, and every conversation is a possible one', () => {
  const known = new Map(questions.map((question, i) => [question.id, isTaught(question, i)]));
  const knows = ({ id }: Recall): boolean | undefined => known.get(id);
  for (const split of ['train', 'held'] as const) {
    const made = worldConversations({ world, told, knows }, { seed: 1, split }).take(300).toArray();
    assert.deepEqual([...readConversations(made.map(conversationLine), 'made')], made);
    const kinds = new Set(made.map(({ family }) => family.split('/')[1]));
    assert.ok(kinds.has('read') && kinds.has('unknown'));
    for (const { family, turns } of made) {
      const said = JSON.stringify(turns.at(-1)!.parts);
      assert.equal(said.includes(UNKNOWN), /^world\/(?:unsure|unknown)/.test(family), family);
      if (family.startsWith('world/read/quote')) assert.ok(said.includes('quote'));
    }
    if (split === 'train') assert.ok(kinds.has('recall') && kinds.has('unsure'));
  }
  const none = worldConversations(
    { world, told, knows: () => undefined },
    { seed: 1, split: 'train', families: ['world/recall'] },
  );
  assert.deepEqual([...none], []);
});
