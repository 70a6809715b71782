// Speculation and forks of a generation under way: the tokens are those of a plain generation, always.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { RECIPES, speakingModel } from '../../test/support/random-model.ts';
import { createBackend } from '../silicon/backend.ts';
import { type GenerateOptions, Generation, generate } from './generate.ts';
import { loadModel, type Model } from './model.ts';
import { type Drafter, draftModel, promptLookup } from './speculate.ts';

const backend = await createBackend({ kind: 'wasm', threads: 2 });
after(() => backend.close());

const load = (seed: number): Promise<Model> =>
  loadModel(speakingModel({ ...RECIPES.smollm2, context: 512 }, seed), backend);
const model = await load(1);
const other = await load(2);
const phrase = [40, 41, 42, 43, 44, 45, 46, 47];
const prompt = [...phrase, 90, ...phrase, 91, ...phrase.slice(0, 4)];

interface Outcome {
  readonly tokens: number[];
  readonly text: string;
  readonly reason: string;
  readonly drafted: number;
  readonly accepted: number;
  /** What the session holds afterwards. */
  readonly held: readonly number[];
}

async function outcome(options: GenerateOptions): Promise<Outcome> {
  await using session = model.session();
  const generation = new Generation(session, prompt, options);
  const tokens: number[] = [];
  let text = '';
  for (let step = await generation.next(); step; step = await generation.next()) {
    tokens.push(step.token);
    text += step.text;
  }
  const { reason, drafted, accepted } = generation.end!;
  return { tokens, text: text + generation.end!.text, reason, drafted, accepted, held: [...session.tokens] };
}

/** Guesses what the model will really say, with a wrong token now and then. */
function oracle(truth: readonly number[]): Drafter {
  return {
    guess: async (tokens) =>
      truth
        .slice(tokens.length - prompt.length, tokens.length - prompt.length + 5)
        .map((token, i) => (i === 3 ? 5 : token)),
  };
}

/** No stop token, so that the runs are long. */
const bias = new Map([...model.tokenizer.stops].map((token) => [token, -Infinity]));

test('speculation gives the very tokens of a plain generation, greedy and sampled, whatever is guessed', async () => {
  for (const sampling of [
    { temperature: 0 },
    { temperature: 0.7, seed: 3 },
    { temperature: 1.3, seed: 4, repetitionPenalty: 1.2 },
  ]) {
    const options = { maxTokens: 60, sampling: { ...sampling, logitBias: bias } };
    const plain = await outcome(options);
    assert.equal(plain.tokens.length, 60);
    await using small = draftModel(other, model);
    for (const draft of [promptLookup(), promptLookup({ most: 12, shortest: 1 }), oracle(plain.tokens), small]) {
      const found = await outcome({ ...options, draft });
      assert.deepEqual(
        [found.tokens, found.text, found.reason, found.held],
        [plain.tokens, plain.text, plain.reason, plain.held],
      );
      assert.ok(found.accepted <= found.drafted);
    }
    const { drafted, accepted } = await outcome({ ...options, draft: oracle(plain.tokens) });
    assert.ok(accepted >= drafted * 0.55 && accepted < drafted, `${accepted} of ${drafted}`);
  }
});

test('a model that drafts for itself is always right', async () => {
  await using twin = draftModel(model, model);
  const { drafted, accepted } = await outcome({
    maxTokens: 40,
    sampling: { temperature: 0, logitBias: bias },
    draft: twin,
  });
  assert.ok(drafted >= 24 && accepted === drafted, `${accepted} of ${drafted}`);
});

test('prompt lookup finds the longest and latest repetition, or nothing', async () => {
  const lookup = promptLookup({ most: 3 });
  assert.deepEqual(await lookup.guess([1, 2, 3, 4, 9, 2, 3, 7, 8, 1, 2, 3], undefined), [4, 9, 2]);
  assert.deepEqual(await lookup.guess([2, 3, 5, 6, 2, 3, 7, 8, 9, 2, 3], undefined), [7, 8, 9]);
  assert.deepEqual(await lookup.guess([1, 2, 3, 4, 5, 1], undefined), []);
  assert.deepEqual(await lookup.guess([], undefined), []);
});

test('a draft model of another vocabulary is refused', async () => {
  const stranger = await loadModel(speakingModel(RECIPES.llama), backend);
  assert.throws(() => draftModel(stranger, model), { code: 'bad-argument' });
  await stranger.close();
});

test('leaving the loop early takes unconfirmed guesses out of the session', async () => {
  const truth = await outcome({ maxTokens: 20, sampling: { temperature: 0, logitBias: bias } });
  await using session = model.session();
  const steps = generate(session, prompt, {
    sampling: { temperature: 0, logitBias: bias },
    draft: oracle(truth.tokens),
  });
  let count = 0;
  for await (const _ of steps) if (++count === 2) break;
  assert.deepEqual([...session.tokens], [...prompt, ...truth.tokens].slice(0, session.position));
  assert.ok(session.position <= prompt.length + 2);
});

test('a fork of a generation has the same future, and leaves the first its own', async () => {
  const options: GenerateOptions = {
    maxTokens: 40,
    sampling: { temperature: 1, seed: 8, logitBias: bias },
    stop: ['@@never@@'],
    draft: promptLookup({ shortest: 1 }),
  };
  const whole = await outcome(options);
  await using session = model.session();
  const first = new Generation(session, prompt, options);
  const begun: number[] = [];
  let text = '';
  for (let i = 0; i < 13; i++) {
    const step = await first.next();
    begun.push(step!.token);
    text += step!.text;
  }
  const forks = [first.fork(), first.fork(), first];
  for (const generation of forks) {
    const tokens = [...begun];
    let rest = text;
    for (let step = await generation.next(); step; step = await generation.next()) {
      tokens.push(step.token);
      rest += step.text;
    }
    assert.deepEqual(tokens, whole.tokens);
    assert.equal(rest + generation.end!.text, whole.text);
    if (generation !== first) await generation.session.close();
  }
});
