// Recipes: everything that decides what model is made, stage by stage. A stage is done again when its own part of
// the recipe or anything before it has changed; what comes before is kept.
import { badArgument } from '../../base/errors.ts';

export interface Recipe {
  readonly name: string;
  readonly seed: number;
  /** The invented world: bytes of documents, and what size of a world they tell of; as large as its documents without. */
  readonly world: { readonly bytes: number; readonly size?: number };
  /** Bytes of conversations among what is read in pretraining. Default: none. */
  readonly practice?: number;
  /** Real prose: the easiest pieces of these files, up to so many bytes. Files that are not there are passed over. */
  readonly prose?: { readonly files: readonly string[]; readonly bytes: number };
  readonly tokenizer: { readonly vocab: number };
  readonly pretrain: {
    /** The one dial of size; see train/recipe.ts. */
    readonly depth: number;
    readonly context: number;
    /** Rows of `context` tokens a step. */
    readonly batch: number;
    readonly steps: number;
    readonly rate: number;
    /** Longer rows in the last share of the steps. */
    readonly long?: { readonly context: number; readonly share: number };
  };
  readonly tune: {
    /** Conversations to learn from. */
    readonly conversations: number;
    /** Conversations about the world, beside them; those that measure are as many as `evaluate.tasks`. */
    readonly world: number;
    /** Conversations that say sentences of the documents again, whatever their words. Default: none. */
    readonly quoting?: number;
    /** Facts of the world that the model is asked for, to find what it knows. */
    readonly asked: number;
    /** Families to take, by how they begin; all without. */
    readonly families?: readonly string[];
    /** Instructions in place of the standard ones. */
    readonly system?: string;
    readonly epochs: number;
    /**
     * Share of rows that are documents of pretraining, so that they are not forgotten. All tokens of theirs are learned,
     * of conversations about a sixth: their share of the loss is some times as large.
     */
    readonly replay: number;
    readonly batch: number;
    readonly length: number;
    readonly rate: number;
  };
  readonly compare: {
    /** Tasks that are answered four times and ranked. */
    readonly tasks: number;
    /** How unsure the judge is. */
    readonly noise: number;
    readonly maxTokens: number;
  };
  readonly reward: { readonly epochs: number; readonly batch: number; readonly rate: number };
  readonly dpo: {
    readonly epochs: number;
    readonly batch: number;
    readonly rate: number;
    readonly beta: number;
    /** Weight of the chosen answer's own likelihood. */
    readonly anchor: number;
  };
  /** Learning from rewards on its own answers, beside DPO; none without. */
  readonly policy?: {
    readonly method: 'ppo' | 'reinforce';
    /** Who rewards: the reward model, whose weakness shows as gold falling while reward rises, or the checker. */
    readonly judge: 'reward' | 'checker';
    readonly iterations: number;
    /** Tasks of an iteration, and answers to each. */
    readonly tasks: number;
    readonly answers: number;
    readonly rate: number;
    /** KL penalty a nat. */
    readonly beta: number;
    /** Ends it when the answers are further from fine-tuning's than this, nats. */
    readonly mostKl: number;
  };
  readonly evaluate: { readonly tasks: number };
}

/** The whole chain in a minute on two cores: to see it work, and for tests. */
const tiny: Recipe = {
  name: 'tiny',
  seed: 1,
  world: { bytes: 400_000 },
  tokenizer: { vocab: 768 },
  pretrain: { depth: 3, context: 256, batch: 4, steps: 200, rate: 0.02 },
  tune: {
    conversations: 700,
    world: 60,
    asked: 60,
    families: [
      ...['talk/greeting', 'talk/thanks', 'talk/goodbye', 'talk/identity', 'talk/maker', 'safe/harm', 'tool/clock'],
      ...['unknown/home', 'unknown/work', 'unknown/food', 'unknown/real/person', 'unknown/real/place'],
      ...['unknown/real/city', 'unknown/real/science', 'unknown/real/work'],
      ...['world/recall', 'world/unsure', 'world/unknown'],
    ],
    system: '',
    epochs: 5,
    replay: 0.25,
    batch: 4,
    length: 256,
    rate: 0.01,
  },
  compare: { tasks: 280, noise: 0.02, maxTokens: 48 },
  reward: { epochs: 3, batch: 16, rate: 0.01 },
  dpo: { epochs: 2, batch: 16, rate: 0.001, beta: 0.1, anchor: 2 },
  evaluate: { tasks: 100 },
};

/** The model that ships: some hours on two cores. */
const pocket: Recipe = {
  name: 'pocket',
  seed: 1,
  world: { bytes: 110_000_000, size: 6_000_000 },
  practice: 25_000_000,
  prose: {
    files: ['../shared/data/corpus/stories.jsonl', '../shared/data/corpus/books.jsonl'],
    bytes: 25_000_000,
  },
  tokenizer: { vocab: 4096 },
  pretrain: {
    ...{ depth: 6, context: 512, batch: 32, steps: 3600, rate: 0.02 },
    long: { context: 2048, share: 0.2 },
  },
  tune: {
    ...{ conversations: 48_000, world: 11_000, quoting: 18_000, asked: 3000 }, // each once: variety teaches more than repetition
    ...{ epochs: 1, replay: 0.05, batch: 16, length: 512, rate: 0.01 },
  },
  compare: { tasks: 1500, noise: 0.05, maxTokens: 192 }, // a story is up to 150
  reward: { epochs: 2, batch: 32, rate: 0.002 },
  dpo: { epochs: 2, batch: 32, rate: 0.0003, beta: 0.1, anchor: 1 },
  // Its reward model is near chance, so what can be checked is checked.
  policy: {
    ...{ method: 'reinforce', judge: 'checker', iterations: 20, tasks: 24, answers: 6 },
    ...{ rate: 0.0005, beta: 0.02, mostKl: 20 },
  },
  evaluate: { tasks: 400 },
};

const iterations = { tasks: 24, answers: 4, iterations: 12, rate: 0.0005, beta: 0.02, mostKl: 20 };

export const RECIPES: Readonly<Record<string, Recipe>> = {
  tiny,
  /** Tiny, then PPO against its reward model. */
  'tiny-ppo': { ...tiny, name: 'tiny-ppo', policy: { method: 'ppo', judge: 'reward', ...iterations } },
  /** Tiny, then group-relative REINFORCE on what the checker can check. */
  'tiny-reinforce': {
    ...tiny,
    name: 'tiny-reinforce',
    policy: { method: 'reinforce', judge: 'checker', ...iterations },
  },
  pocket,
};

/** @throws `bad-argument` naming the recipes there are. */
export function recipeOf(name: string): Recipe {
  const found = Object.hasOwn(RECIPES, name) ? RECIPES[name] : undefined;
  if (found) return found;
  throw badArgument(`There is no recipe ${name}.`, `Choose one of ${Object.keys(RECIPES).join(', ')}.`);
}
