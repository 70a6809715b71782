// The likeliest continuation, token by token: what implementations are compared by.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import type { Model } from '../../src/model/model.ts';
import { openModel } from '../../src/model/open-model.node.ts';
import { llamaMissing, openLlama } from './llama.ts';

/** Nats: in eight bits llama.cpp and run.ts round activations otherwise, so tokens all but equally likely change places. */
export const ROUNDING = 0.1;
const STARTS = ['One day', 'The', 'In the year', 'She', 'A long time ago', 'He lived in', '"', 'There'];

/**
 * The weights give the same greedy tokens in the engine, in run.ts and in llama.cpp, from the first of a few beginnings
 * that they do not end.
 * @param rounding How much less likely than the best a token of ours may be to llama.cpp, in nats.
 */
export async function sameTokensEverywhere(
  t: TestContext,
  path: string,
  count: number,
  rounding: number,
): Promise<void> {
  await using model = await openModel(path);
  for (const start of STARTS) {
    const prompt = model.tokenizer.encode(start, { wrap: true });
    const answer = await greedyTokens(model, prompt, count);
    if (answer.length < count) continue;
    t.diagnostic(start + model.tokenizer.decode(answer));
    const options = ['--tokens', String(count), '--temperature', '0'];
    const said = execFileSync(process.execPath, ['run.ts', path, start, ...options], { encoding: 'utf8' });
    const same = said.trimEnd().endsWith(model.tokenizer.decode(answer).trimEnd());
    if (llamaMissing) return t.skip(llamaMissing);
    const llama = await openLlama();
    const rows = (await llama.logProbs(path, [...prompt, ...answer])).slice(prompt.length - 1, -1);
    await llama.close();
    const lost = rows.map((row, i) => Math.max(...row) - row[answer[i]!]!);
    assert.ok(
      lost.every((loss) => loss <= rounding),
      `${lost}`,
    );
    if (lost.every((loss) => loss === 0)) assert.ok(same, said);
    return;
  }
  assert.fail(`no beginning is continued for ${count} tokens`);
}

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
