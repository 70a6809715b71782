// Sessions on random weights, on both backends: a timeline gives the same numbers however it is
// extended, rewound, interleaved or tapped, and gives its memory back.
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { RECIPES, randomModel, speakingModel } from '../../test/support/random-model.ts';
import { createBackend } from '../silicon/backend.ts';
import type { FloatArray } from '../silicon/ops.ts';
import { type GenerateOptions, generate } from './generate.ts';
import { loadModel } from './model.ts';
import { argmax } from './sample.ts';
import type { Activation } from './tap.ts';

const tokens = (count: number, seed = 1): number[] =>
  Array.from({ length: count }, (_, i) => 3 + ((i * 37 + seed * 101) % 200));

function near(actual: FloatArray, expected: FloatArray, tolerance: number): void {
  assert.equal(actual.length, expected.length);
  for (let i = 0; i < actual.length; i++)
    assert.ok(Math.abs(actual[i]! - expected[i]!) <= tolerance, `${i}: ${actual[i]} is not ${expected[i]}`);
}

for (const kind of ['scalar', 'wasm'] as const)
  describe(`sessions on the ${kind} backend`, async () => {
    const backend = await createBackend({ kind, threads: 2 });
    const model = await loadModel(speakingModel({ ...RECIPES.gemma3, context: 512 }), backend);
    after(() => backend.close());
    const fresh = async (ids: readonly number[]): Promise<FloatArray> => {
      const session = model.session();
      const logits = (await session.extend(ids)).slice();
      await session.close();
      return logits;
    };

    test('a sequence gives the same logits whole, in parts and one by one', async () => {
      const ids = tokens(150);
      const whole = await fresh(ids);
      const parts = model.session();
      for (const [from, to] of [
        [0, 1],
        [1, 70],
        [70, 149],
        [149, 150],
      ] as const)
        await parts.extend(ids.slice(from, to));
      near(await parts.extend([]), whole, 2e-4);
      await parts.close();
      const single = model.session();
      for (const id of ids) await single.extend([id]);
      near(await single.extend([]), whole, 2e-4);
      await single.close();
    });

    test('a rewound session is as if what was forgotten had never been', async () => {
      const session = model.session();
      await session.extend([...tokens(20), ...tokens(9, 5)]);
      session.rewind(9);
      assert.equal(session.position, 20);
      near(await session.extend([]), await fresh(tokens(20)), 2e-4);
      near(await session.extend(tokens(4, 8)), await fresh([...tokens(20), ...tokens(4, 8)]), 2e-4);
      assert.throws(() => session.rewind(25), RangeError);
      await session.close();
    });

    test('score is the log softmax at every position, and continues a session', async () => {
      const ids = tokens(40);
      const session = model.session();
      const expected = [Number.NaN];
      await session.extend(ids, {
        onLogits: (position, logits) => {
          const max = Math.max(...logits);
          let total = 0;
          for (const logit of logits) total += Math.exp(logit - max);
          if (position + 1 < ids.length) expected.push(logits[ids[position + 1]!]! - max - Math.log(total));
        },
      });
      await session.close();
      const scorer = model.session();
      const scores = [...(await scorer.score(ids.slice(0, 17))), ...(await scorer.score(ids.slice(17)))];
      assert.ok(Number.isNaN(scores[0]));
      near(Float64Array.from(scores.slice(1)), Float64Array.from(expected.slice(1)), 1e-4);
      assert.deepEqual(scorer.tokens, ids);
      await scorer.close();
    });

    test('two sessions interleaved do not disturb each other', async () => {
      const [a, b] = [model.session(), model.session()];
      const work = [a.extend(tokens(30, 1)), b.extend(tokens(25, 2)), a.extend(tokens(3, 3)), b.extend(tokens(3, 4))];
      await Promise.all(work);
      near(await a.extend([]), await fresh([...tokens(30, 1), ...tokens(3, 3)]), 2e-4);
      near(await b.extend([]), await fresh([...tokens(25, 2), ...tokens(3, 4)]), 2e-4);
      await Promise.all([a.close(), b.close()]);
    });

    test('a cache that has to grow keeps what it holds', async () => {
      const session = model.session();
      await session.extend(tokens(200));
      const grown = await session.extend(tokens(120, 2));
      near(grown, await fresh([...tokens(200), ...tokens(120, 2)]), 2e-4);
      await session.close();
    });

    test('a full window is an error that changes nothing', async () => {
      const session = model.session({ context: 16 });
      await session.extend(tokens(10));
      await assert.rejects(session.extend(tokens(7)), { code: 'context-full', message: /7 tokens.*room for 6/ });
      assert.equal(session.position, 10);
      await session.extend(tokens(6));
      await session.close();
    });

    test('a cancelled prompt leaves a session that can go on', async () => {
      const session = model.session();
      const stop = new AbortController();
      const ids = tokens(300);
      let passes = 0;
      const untap = session.tap({
        at: 'embedding',
        run: () => {
          if (++passes === 2) stop.abort();
          return undefined;
        },
      });
      await assert.rejects(session.extend(ids, { signal: stop.signal }), { code: 'aborted' });
      untap();
      assert.ok(session.position > 0 && session.position < 300, String(session.position));
      assert.deepEqual(session.tokens, ids.slice(0, session.position));
      near(await session.extend(ids.slice(session.position)), await fresh(ids), 2e-4);
      await session.close();
    });

    test('a tap reads the layer and position it names, and its patch is what later layers see', async () => {
      const layer = 3;
      const seen: Activation[] = [];
      const source = model.session();
      const read = source.tap({ at: 'resid', layer, position: 11, run: (activation) => void seen.push(activation) });
      const wanted = (await source.extend(tokens(12, 1))).slice();
      read();
      await source.extend(tokens(2, 1));
      await source.close();
      assert.equal(seen.length, 1);
      const [found] = seen;
      assert.deepEqual([found!.layer, found!.start, found!.rows, found!.cols], [layer, 11, 1, model.config.width]);

      const other = model.session();
      await other.extend(tokens(11, 1));
      assert.notDeepEqual(await other.extend([4]), wanted);
      other.rewind(1);
      // Only this position differs: with its residual stream put back, the layers above see the first session.
      other.tap({ at: 'resid', layer, position: 11, run: () => found!.data });
      near(await other.extend([4]), wanted, 2e-4);
      await other.close();
    });

    test('closing gives the memory back', async () => {
      const before = backend.allocated;
      const second = await loadModel(randomModel(RECIPES.qwen3), backend);
      const session = second.session();
      await session.extend(tokens(5));
      await session.close();
      await second.close();
      assert.equal(backend.allocated, before);
      assert.throws(() => second.session(), { code: 'closed' });
    });

    test('generation is the loop that one would write by hand', async () => {
      const prompt = tokens(6);
      const expected: number[] = [];
      const byHand = model.session();
      let logits = await byHand.extend(prompt);
      for (let i = 0; i < 12; i++) {
        const token = argmax(logits);
        expected.push(token);
        logits = await byHand.extend([token]);
      }
      await byHand.close();
      const take = async (options: GenerateOptions): Promise<{ ids: number[]; text: string; reason: string }> => {
        const session = model.session();
        const steps = generate(session, prompt, { sampling: { temperature: 0 }, ...options });
        const ids: number[] = [];
        let text = '';
        for (;;) {
          const step = await steps.next();
          text += step.value.text;
          if (step.done) {
            await session.close();
            return { ids, text, reason: step.value.reason };
          }
          ids.push(step.value.token);
        }
      };
      const whole = await take({ maxTokens: 12 });
      const until = expected.findIndex((token) => model.tokenizer.stops.has(token));
      assert.deepEqual(whole.ids, until < 0 ? expected : expected.slice(0, until));
      assert.equal(whole.reason, until < 0 ? 'length' : 'stop');
      assert.equal(whole.text, model.tokenizer.decode(whole.ids));
      const stop = whole.text.slice(4, 7);
      const cut = await take({ maxTokens: 12, stop: [stop] });
      assert.equal(cut.text, whole.text.slice(0, whole.text.indexOf(stop)));
      assert.equal(cut.reason, 'stop');
      assert.equal((await take({ maxTokens: 12, signal: AbortSignal.abort() })).reason, 'aborted');
    });
  });

test('an embedding model embeds and does not generate', async () => {
  const backend = await createBackend({ kind: 'scalar' });
  const model = await loadModel(randomModel(RECIPES['bert mean']), backend);
  const vector = await model.embed([5, 6, 7, 8]);
  assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-6);
  assert.notDeepEqual(await model.embed([8, 6, 7, 5]), vector);
  assert.throws(() => model.session(), { code: 'unsupported' });
  await assert.rejects(model.embed([]), { code: 'bad-argument' });
  await assert.rejects(model.embed(new Array(5000).fill(5)), { code: 'context-full' });
  await backend.close();
});
