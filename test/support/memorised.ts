// A small model that knows a few conversations by heart: trained in seconds, real in everything else.

import { PieceCounter } from '../../src/factory/tokenizer/pieces.ts';
import { PRE, trainTokenizer } from '../../src/factory/tokenizer/train.ts';
import { Optimizer } from '../../src/factory/train/optimizer.ts';
import { newModel, shapeOf } from '../../src/factory/train/recipe.ts';
import { TrainModel } from '../../src/factory/train/train-model.ts';
import type { Conversation } from '../../src/factory/tune/conversation.ts';
import { exampleOf, speaking } from '../../src/factory/tune/example.ts';
import { finetune } from '../../src/factory/tune/finetune.ts';
import { loadModel, type Model } from '../../src/model/model.ts';
import type { Backend } from '../../src/silicon/ops.ts';
import { layOut } from '../../src/text/abi.ts';
import { createTokenizer } from '../../src/text/create.ts';

const BATCH = 8; // rows a step

/**
 * Trains on the conversations for so many steps; some dozens are enough to say a few of them. Rows are as long as the
 * longest, so that nothing stands before a conversation that it could be copied from.
 */
export async function memorised(
  backend: Backend,
  conversations: readonly Conversation[],
  { steps = 60, vocab = 480 } = {},
): Promise<Model> {
  const counter = new PieceCounter(PRE);
  for (const { turns, tools, system } of conversations)
    for (const { text } of layOut(turns, { tools, ...(system === undefined ? {} : { system }) })) counter.add(text);
  const spec = await trainTokenizer(counter.counts, { size: vocab });
  const tokenizer = createTokenizer(spec);
  const examples = conversations.map((each) => exampleOf(tokenizer, each));
  const longest = Math.max(...examples.map((each) => each.tokens.length));
  const length = Math.ceil(longest / 32) * 32;
  const start = newModel(shapeOf(2, spec.tokens.length, 1024), 3, { name: 'test', tokenizer: spec });
  const model = await TrainModel.load(start, backend, { rows: BATCH * length });
  const optimizer = new Optimizer(backend, model.parameters, { weightDecay: 0 });
  const tokens = examples.reduce((sum, each) => sum + each.tokens.length, 0);
  const epochs = (steps * BATCH * length) / tokens;
  await finetune(model, optimizer, examples, { epochs, batch: BATCH, length, rate: 0.01, seed: 1 });
  const learned = await loadModel(speaking(model.checkpoint()), backend);
  optimizer.close();
  model.close();
  return learned;
}
