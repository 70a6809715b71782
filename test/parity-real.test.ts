// Parity on real weights: the two small models under shared/data/parity, against the texts and logits that
// came with them and, converted to GGUF, against llama.cpp.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import type { Checkpoint } from '../src/model/checkpoint.ts';
import type { Model } from '../src/model/model.ts';
import { openCheckpoint } from '../src/model/open.node.ts';
import { quantizeCheckpoint } from '../src/model/quantize.ts';
import { createBackend } from '../src/silicon/backend.ts';
import type { Backend, FloatArray } from '../src/silicon/ops.ts';
import { llamaMissing, openLlama } from './support/llama.ts';
import { compare, disagreement, logProbs, MOST_ERROR, POSITIONS, runOnce, Workshop } from './support/parity.ts';

const DATA = join(import.meta.dirname, '../../shared/data/parity');
const STORIES = join(DATA, 'stories260K');
const TINY = join(DATA, 'TinyStories-656K');
const dataMissing = existsSync(STORIES) && existsSync(TINY) ? false : 'needs the real weights in ../shared/data/parity';

const backends: Backend[] = [];
before(async () => {
  if (dataMissing) return;
  backends.push(await createBackend({ kind: 'scalar' }), await createBackend({ kind: 'wasm', threads: 2 }));
});
after(async () => {
  for (const backend of backends) await backend.close();
});

async function open(t: TestContext, path: string): Promise<Checkpoint> {
  const file = await openCheckpoint(path);
  t.after(() => file.close());
  return file;
}

function best(logits: FloatArray): number {
  let token = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[token]!) token = i;
  return token;
}

/** `count` tokens after the prompt, always the likeliest; `onStep` sees the logits after the prompt. */
async function greedy(model: Model, prompt: readonly number[], count: number): Promise<number[]> {
  await using session = model.session();
  const made: number[] = [];
  for (let logits = await session.extend(prompt); ; logits = await session.extend(made.slice(-1))) {
    made.push(best(logits));
    if (made.length === count) return made;
  }
}

test('stories260K tells the expected 200 tokens', { skip: dataMissing }, async (t) => {
  const expected = await readFile(join(STORIES, 'expected_greedy_200.txt'), 'utf8');
  const file = await open(t, join(STORIES, 'stories260K.bin'));
  for (const backend of backends) {
    const told = await runOnce(file, backend, async (model) => {
      const bos = model.tokenizer.spec.bos!;
      return model.tokenizer.decode(await greedy(model, [bos], 200));
    });
    assert.equal(`${told}\n`, expected, backend.name);
  }
});

interface Reference {
  readonly prompt_ids: number[];
  readonly last_logits_top10: [id: number, logit: number][];
  readonly last_logits_first16: number[];
  readonly logits_l2: number;
  readonly greedy_ids: number[];
}

test('TinyStories-656K gives the logits and ids of the reference', { skip: dataMissing }, async (t) => {
  const reference = JSON.parse(await readFile(join(TINY, 'reference_numpy.json'), 'utf8')) as Reference;
  const file = await open(t, TINY);
  for (const backend of backends)
    await runOnce(file, backend, async (model) => {
      await using session = model.session();
      const logits = await session.extend(reference.prompt_ids);
      const expected = [...reference.last_logits_top10, ...reference.last_logits_first16.entries()];
      const error = Math.max(...expected.map(([id, logit]) => Math.abs(logits[id]! - logit)));
      t.diagnostic(`${backend.name}: logits differ by ${error.toExponential(1)}`);
      assert.ok(error <= MOST_ERROR);
      assert.ok(Math.abs(Math.hypot(...logits) - reference.logits_l2) <= MOST_ERROR);
      const continued = reference.greedy_ids.slice(reference.prompt_ids.length);
      assert.deepEqual(await greedy(model, reference.prompt_ids, continued.length), continued);
    });
});

test('real weights agree with llama.cpp', { skip: dataMissing || llamaMissing }, async (t) => {
  const workshop = await Workshop.open();
  t.after(() => workshop.close());
  const llama = await openLlama();
  t.after(() => llama.close());
  for (const path of [join(STORIES, 'stories260K.bin'), TINY])
    for (const type of ['F32', 'Q8_0'] as const) {
      const made = quantizeCheckpoint(await open(t, path), type);
      const { path: written, file } = await workshop.save(made);
      for (const backend of backends)
        await runOnce(file, backend, async (model) => {
          const bos = model.tokenizer.spec.bos!;
          const tokens = [bos, ...(await greedy(model, [bos], POSITIONS - 1))];
          const found = compare(await llama.logProbs(written, tokens), await logProbs(model, tokens));
          const [error, divergence] = [found.maxError.toExponential(1), found.meanKl.toExponential(1)];
          t.diagnostic(`${made.name} ${type} ${backend.name} | max error ${error} | mean KL ${divergence}`);
          assert.equal(disagreement(found, type === 'F32'), undefined);
        });
    }
});
