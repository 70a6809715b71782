// An answer that cannot be a false quotation: at its beginning the model chooses between a quotation and the sentence
// that says there is none, whichever it finds likelier; within a quotation only tokens are allowed that go on with a
// piece of the passages in sight. What is left to the model is which passage, where to begin and where to end.
import { promptTokens, type Task } from '../../factory/compare/task.ts';
import { NOT_SAID } from '../../factory/tune/data/index.ts';
import { Constraint } from '../../model/constrain/constraint.ts';
import { choice, grammar, literal, sequence } from '../../model/constrain/grammar.ts';
import { quoteOf } from '../../model/constrain/quote.ts';
import type { Model } from '../../model/model.ts';
import { Sampler } from '../../model/sample.ts';
import { quoteLabel } from '../../text/abi.ts';
import { type ReadTurn, readTurn } from '../../text/abi-read.ts';

export interface QuotingOptions {
  readonly maxTokens: number;
  readonly signal?: AbortSignal | undefined;
}

/** The likeliest quotation from the task's passages, or that they do not say. */
export async function quotingAnswer(
  model: Model,
  task: Task,
  { maxTokens, signal }: QuotingOptions,
): Promise<ReadTurn> {
  const { tokenizer } = model;
  const [open, close] = [tokenizer.id('<quote>')!, tokenizer.id('</quote>')!];
  const prompt = promptTokens(tokenizer, task);
  const passages = task.turns.flatMap(({ parts }) =>
    parts.flatMap((part) => ('passage' in part ? [part.passage] : [])),
  );
  const silent: ReadTurn = { parts: [{ text: NOT_SAID }], ended: true, problems: [] };
  await using session = model.session();
  if (passages.length === 0 || prompt.length + maxTokens > session.capacity) return silent;
  let logits = await session.extend(prompt, { signal });
  if (logits[tokenizer.encode(NOT_SAID)[0]!]! > logits[open]!) return silent;
  const labelled = passages.map(({ number, text }) =>
    sequence(literal(quoteLabel(number)), quoteOf([text], { words: true })),
  );
  const begun = [...prompt, open];
  let state = new Constraint(grammar(choice(...labelled)), tokenizer).start(begun);
  const sampler = new Sampler({ temperature: 0 });
  const said = [open];
  for (let token = open; said.length < maxTokens; ) {
    logits = await session.extend([token], { signal });
    const allowed = withClose(state.allowed(), state.complete ? close : undefined, tokenizer.stops);
    token = sampler.sample(logits, [], allowed);
    said.push(token);
    if (token === close) break;
    state = state.advance(token)!;
  }
  if (said.at(-1) !== close) said.push(close);
  return { ...readTurn(tokenizer, said), ended: true };
}

/** The allowed tokens with the end of the quotation, where it may end, in place of the end of the turn. */
function withClose(allowed: Uint32Array, close: number | undefined, stops: ReadonlySet<number>): Uint32Array {
  const words = allowed.slice();
  for (const stop of stops) words[stop >> 5]! &= ~(1 << (stop & 31));
  if (close !== undefined) words[close >> 5]! |= 1 << (close & 31);
  return words;
}
