// The stage that asks: which facts of its world the document simulator knows, and conversations accordingly, answers
// for those and refusals for the others. Beside them, on questions never trained on, what the report card asks.
import { writeWhole } from '../../base/write.node.ts';
import { type Conversation, conversationLine } from '../tune/conversation.ts';
import type { Split } from '../tune/data/index.ts';
import { type Knowledge, WORLD_FAMILIES, worldConversations } from '../tune/data/world.ts';
import { type Recall, recalls, tellingsOf } from '../world/questions.ts';
import { askModel } from './asking.ts';
import { worldOf } from './mix.node.ts';
import type { Recipe } from './recipe.ts';
import { at, type Done, engine, SPLITS, type Workshop } from './stages.node.ts';

export async function makeQuestions({ recipe, folder, backend, onProgress, signal }: Workshop): Promise<Done> {
  const { seed, tune } = recipe;
  const world = worldOf(recipe);
  const told = tellingsOf(world, { bytes: recipe.world.bytes });
  const questions = SPLITS.flatMap((split) =>
    recalls(world, told, { seed, held: split === 'held' })
      .take(tune.asked)
      .toArray(),
  );
  await using model = await engine(backend, at.weights(folder, 'base'));
  const { known, run } = await askModel(model, world, questions, {
    ...{ seed, signal },
    onAsked: (done) => onProgress({ label: 'Asking', done, total: questions.length, unit: 'cases' }),
  });
  const found = new Map(questions.map((question, i) => [keyOf(question), known[i]!]));
  const knowledge: Knowledge = { world, told, knows: (question) => found.get(keyOf(question)) };
  await writeAll(folder, 'train', worldConversations(knowledge, learned(recipe)).take(tune.world));
  await writeAll(folder, 'held', measured(knowledge, recipe));
  return {
    ...{ stage: 'finetune', trained: 0, run },
    found: { asked: questions.length, known: known.filter(Boolean).length },
  };
}

const keyOf = ({ fact, direction }: Recall): string => `${fact.id} ${direction}`;

const learned = ({ seed, tune: { families } }: Recipe) => ({ seed, split: 'train', families }) as const;

/** Families that the report card does not ask. */
const LEARNED_ONLY: readonly string[] = ['world/unsure', 'world/several'];

/** Of each family as many as the report card asks elsewhere, each question once. */
function* measured(knowledge: Knowledge, { seed, tune, evaluate }: Recipe): Generator<Conversation> {
  const wanted = WORLD_FAMILIES.filter((family) => tune.families?.some((start) => family.startsWith(start)) ?? true);
  for (const family of wanted.filter((each) => !LEARNED_ONLY.includes(each))) {
    const once = new Map<string, Conversation>();
    const all = worldConversations(knowledge, { seed, split: 'held', families: [family] }).take(2 * evaluate.tasks);
    for (const made of all) {
      const key = JSON.stringify(made.turns);
      if (!once.has(key)) once.set(key, { ...made, id: `${family}-${once.size}` });
    }
    yield* [...once.values()].slice(0, evaluate.tasks);
  }
}

async function writeAll(folder: string, split: Split, all: Iterable<Conversation>): Promise<void> {
  await writeWhole(at.world(folder, split), [...all].map((made) => `${conversationLine(made)}\n`).join(''));
}
