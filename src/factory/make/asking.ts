// What a document simulator knows, found by asking it: the beginning of a sentence that tells a fact, several
// samples of how it goes on, and whether most of them tell it right. What it does not know it is taught to refuse.
import { Random } from '../../base/random.ts';
import { Generation } from '../../model/generate.ts';
import type { Model } from '../../model/model.ts';
import { opening, type Recall } from '../world/questions.ts';
import type { World } from '../world/world.ts';

export const SAMPLES = 4; // continuations of each opening
export const MOSTLY = 3; // right ones that count as knowing
const TOGETHER = 32; // facts asked at once

export interface AskingOptions {
  readonly seed: number;
  readonly signal?: AbortSignal | undefined;
  readonly onAsked?: (done: number) => void;
}

/** The tokens that asking ran, and which of the questions the model knows, in their order. */
export async function askModel(
  model: Model,
  world: World,
  questions: readonly Recall[],
  { seed, signal, onAsked }: AskingOptions,
): Promise<{ readonly known: boolean[]; readonly run: number }> {
  const known: boolean[] = [];
  let run = 0;
  for (let from = 0; from < questions.length; from += TOGETHER) {
    const some = questions.slice(from, from + TOGETHER);
    const asked = await Promise.all(some.map((each, i) => ask(model, world, each, (seed + from + i) >>> 0, signal)));
    for (const { right, tokens } of asked) {
      known.push(right >= MOSTLY);
      run += tokens;
    }
    onAsked?.(from + some.length);
  }
  return { known, run };
}

/** How many of its samples tell the fact, at the model's own temperature. */
async function ask(
  model: Model,
  world: World,
  { fact, direction }: Recall,
  seed: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly right: number; readonly tokens: number }> {
  const { tokenizer } = model;
  const { prompt, rest } = opening(world, fact, direction, new Random(seed));
  const tokens = tokenizer.encode(prompt, { wrap: true });
  const wanted = ` ${rest}`;
  const maxTokens = tokenizer.encode(wanted).length + 2; // room for another way to cut the same letters
  await using session = model.session();
  if (tokens.length > 1) await session.extend(tokens.slice(0, -1), { signal });
  let run = tokens.length;
  const samples = await Promise.all(
    Array.from({ length: SAMPLES }, async (_, i) => {
      await using fork = session.fork();
      const sampling = { temperature: 1, topK: 0, topP: 1, minP: 0, seed: (seed * SAMPLES + i) >>> 0 };
      const generation = new Generation(fork, tokens.slice(-1), { maxTokens, sampling, signal });
      const said: number[] = [];
      for (let step = await generation.next(); step; step = await generation.next()) said.push(step.token);
      run += said.length;
      return tokenizer.decode(said);
    }),
  );
  return { right: samples.filter((text) => text.startsWith(wanted)).length, tokens: run };
}
