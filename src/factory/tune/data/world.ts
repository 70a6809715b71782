// Conversations about a world: what the model knows is answered, what it does not know or nobody can is refused, and
// what passages say is quoted. Which facts it knows is found by asking it (make/asking.ts), not by counting tellings.
import { Random } from '../../../base/random.ts';
import { type Recall, recalls, type Told, type Unknown, unknowns } from '../../world/questions.ts';
import {
  type Reading,
  type Readings,
  readings,
  readingsTogether,
  strangerWorld,
} from '../../world/questions-reading.ts';
import { capital } from '../../world/realise.ts';
import type { World } from '../../world/world.ts';
import type { Conversation } from '../conversation.ts';
import { NOT_SAID, UNKNOWN } from './answers.ts';
import { assistant, atHand, type Draft, type Split, typed, user } from './maker.ts';

/** What a world's conversations are made from. */
export interface Knowledge {
  readonly world: World;
  /** Tellings of each told fact, by its id. */
  readonly told: ReadonlyMap<number, Told>;
  /** Does the model know the answer? Undefined where it was not asked. */
  readonly knows: (question: Recall) => boolean | undefined;
}

export interface WorldConversationsOptions {
  readonly seed: number;
  readonly split: Split;
  /** Families to make, by how they begin; all without. */
  readonly families?: readonly string[] | undefined;
}

/** Kinds and how often each has its turn. */
const TURNS: readonly (readonly [weight: number, family: string])[] = [
  [30, 'world/read'],
  [20, 'world/several'],
  [30, 'world/recall'],
  [10, 'world/unsure'],
  [20, 'world/unknown'],
];

export const WORLD_FAMILIES: readonly string[] = TURNS.map(([, family]) => family);

/** Conversations without end, unless no family that is wanted can be made. */
export function* worldConversations(
  knowledge: Knowledge,
  { seed, split, families }: WorldConversationsOptions,
): Generator<Conversation> {
  const random = new Random(seed);
  const options = { seed, held: split === 'held' };
  const sources: Readonly<Record<string, Iterator<Draft>>> = {
    'world/read': readings(options).map((each) => reading(random, each)),
    'world/several': readingsTogether(options).map((each) => several(random, each)),
    'world/recall': again(knowledge, options, true).map((each) => recall(random, each)),
    'world/unsure': again(knowledge, options, false).map((each) => refusal(random, each, 'unsure')),
    'world/unknown': unknowns(knowledge.world, knowledge.told, strangerWorld(seed, 99_999), options).map((each) =>
      refusal(random, each, `unknown/${each.why}`),
    ),
  };
  let turns = TURNS.filter(([, family]) => !families || families.some((start) => family.startsWith(start)));
  for (let i = 0; turns.length > 0; ) {
    let at = random.float() * turns.reduce((sum, [weight]) => sum + weight, 0);
    const [, family] = turns.find(([weight]) => (at -= weight) < 0) ?? turns[0]!;
    const { value, done } = sources[family]!.next();
    if (done) turns = turns.filter(([, other]) => other !== family);
    else yield { id: `world-${split}-${i++}`, ...value };
  }
}

/** Questions that the model knows, or does not, again and again in other wordings. */
function* again({ world, told, knows }: Knowledge, options: { seed: number; held: boolean }, known: boolean) {
  for (let round = 0; ; round++) {
    let any = false;
    for (const each of recalls(world, told, { ...options, seed: options.seed + round })) {
      if (knows(each) !== known) continue;
      any = true;
      yield each;
    }
    if (!any) return;
  }
}

/** A question without passages and its answer. */
export function recall(random: Random, { relation, direction, question, answer }: Recall): Draft {
  const family = `world/recall/${direction}/${relation}`;
  return {
    family,
    tools: atHand(random, 'search'),
    turns: [user(typed(random, question)), assistant(`${capital(answer)}.`)],
  };
}

/** A question that is refused, because the model does not know it or nobody can. */
export function refusal(random: Random, { relation, question }: Recall | Unknown, why: string): Draft {
  return {
    family: `world/${why}/${relation}`,
    tools: atHand(random, 'search'),
    turns: [user(typed(random, question)), assistant(UNKNOWN)],
  };
}

/** Passages with a question: the sentence that says it, quoted, or that none does. */
export function reading(random: Random, { relation, question, passages, answer }: Reading): Draft {
  return {
    family: `world/read/${answer ? 'quote' : 'silent'}/${relation}`,
    tools: atHand(random),
    turns: [
      user(...passages.map((passage) => ({ passage })), typed(random, question)),
      assistant(answer ? { quote: answer } : NOT_SAID),
    ],
  };
}

/** Passages with several questions, one after another. */
export function several(random: Random, { passages, asked }: Pick<Readings, 'passages' | 'asked'>): Draft {
  return {
    family: 'world/several',
    tools: atHand(random),
    turns: asked.flatMap(({ question, answer }, i) => [
      user(...(i === 0 ? passages.map((passage) => ({ passage })) : []), typed(random, question)),
      assistant(answer ? { quote: answer } : NOT_SAID),
    ]),
  };
}
