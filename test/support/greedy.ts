// The likeliest continuation, token by token: what implementations are compared by.
import type { Model } from '../../src/model/model.ts';

/** The likeliest tokens after a prompt; fewer than asked for where the model ends. */
export async function greedyTokens(model: Model, prompt: readonly number[], count: number): Promise<number[]> {
  await using session = model.session();
  const answer: number[] = [];
  for (let next = prompt; answer.length < count; next = answer.slice(-1)) {
    const logits = await session.extend(next);
    const token = logits.indexOf(Math.max(...logits));
    if (model.tokenizer.stops.has(token)) break;
    answer.push(token);
  }
  return answer;
}
