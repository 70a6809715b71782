// The test of the parity test: engines that are each wrong in one plausible way, and files with one damaged
// scale, must be told from llama.cpp by the very verdict that passes the right engine.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Checkpoint } from '../src/model/checkpoint.ts';
import { configFromMetadata, type ModelConfig, type RopeConfig } from '../src/model/config.ts';
import type { Model } from '../src/model/model.ts';
import { quantizeCheckpoint } from '../src/model/quantize.ts';
import type { QuantizeTarget } from '../src/model/quantize-types.ts';
import { byteLength, DTYPES } from '../src/silicon/dtype.ts';
import { f16ToF32, f32ToF16 } from '../src/silicon/half.ts';
import type { Backend } from '../src/silicon/ops.ts';
import { createScalarBackend } from '../src/silicon/scalar.ts';
import { type Llama, type LogProbs, llamaMissing, openLlama } from './support/llama.ts';
import {
  compare,
  disagreement,
  logProbs,
  randomTokens,
  runOnce,
  vectorDisagreement,
  Workshop,
} from './support/parity.ts';
import { RECIPES, type RecipeName, randomModel } from './support/random-model.ts';

/** One mistake: in what the engine believes of the model, or in the weights it is given. */
interface Mutant {
  readonly config?: (config: ModelConfig) => Partial<ModelConfig>;
  readonly weights?: (checkpoint: Checkpoint) => Checkpoint;
}

const rope = (change: (rope: RopeConfig) => Partial<RopeConfig>): Mutant => ({
  config: (config) => ({ rope: { ...config.rope!, ...change(config.rope!) } }),
});
const localRope = (change: Partial<RopeConfig>): Mutant => ({
  config: (config) => ({ localRope: { ...config.localRope!, ...change } }),
});
const config = (change: Partial<ModelConfig>): Mutant => ({ config: () => change });
const without = (name: RegExp): Mutant => ({
  weights: (checkpoint) => ({
    ...checkpoint,
    tensors: new Map([...checkpoint.tensors].filter(([tensor]) => !name.test(tensor))),
  }),
});
/** F32 tensors, changed as they are read. */
const changed = (name: RegExp, change: (values: Float32Array) => void): Mutant => ({
  weights: (checkpoint) => stored(checkpoint, name, (bytes) => change(new Float32Array(bytes.buffer))),
});

function stored(checkpoint: Checkpoint, name: RegExp, change: (bytes: Uint8Array) => void): Checkpoint {
  assert.ok([...checkpoint.tensors.keys()].some((tensor) => name.test(tensor)));
  return {
    ...checkpoint,
    pull(tensor) {
      if (!name.test(tensor)) return checkpoint.pull(tensor);
      return async (offset, into) => {
        const bytes = new Uint8Array(checkpoint.tensors.get(tensor)!.bytes);
        await checkpoint.pull(tensor)(0, bytes);
        change(bytes);
        into.set(bytes.subarray(offset, offset + into.length));
      };
    },
  };
}

const zero = (values: Float32Array): void => void values.fill(0);
const plusOne = (values: Float32Array): void => values.forEach((value, i) => void (values[i] = value + 1));
const invert = (values: Float32Array): void => values.forEach((value, i) => void (values[i] = 1 / value));

const MUTANTS: Partial<Record<RecipeName, Record<string, Mutant>>> = {
  llama: {
    'RoPE pairs halves': rope(() => ({ layout: 'halves' })),
    'RoPE base 500,000': rope(() => ({ base: 500_000 })),
    'RoPE base one in a thousand off': rope(() => ({ base: 10_010 })),
    'half of each head unrotated': rope(({ rotary }) => ({ rotary: rotary / 2 })),
    'epsilon 1e-6': config({ eps: 1e-6 }),
    'SiLU became GELU': config({ activation: 'gelu' }),
    'an attention norm left out': changed(/^blk\.1\.attn_norm\.weight$/, (values) => values.fill(1)),
    'attention unscaled': config({ attentionScale: 1 }),
    'attention windowed': config({ window: 63, windowPattern: 2 }),
  },
  'llama 3': {
    'rope_freqs dropped': without(/^rope_freqs/),
    'rope_freqs multiplied': changed(/^rope_freqs/, invert),
    'RoPE base 10,000': rope(() => ({ base: 10_000 })),
  },
  'llama linear': {
    'linear scaling dropped': rope(() => ({ frequencyScale: 1 })),
    'linear scaling inverted': rope(({ frequencyScale }) => ({ frequencyScale: 1 / frequencyScale })),
  },
  'llama yarn': {
    'YaRN dropped': rope(() => ({ yarn: undefined, frequencyScale: 1 })),
    'YaRN became linear': rope(() => ({ yarn: undefined })),
    'YaRN without its magnitude': rope(() => ({ magnitude: 1 })),
    'YaRN with the context extended twice': rope(({ yarn }) => ({
      yarn: { ...yarn!, originalContext: yarn!.originalContext * 8 },
    })),
    'YaRN betas swapped': rope(({ yarn }) => ({
      yarn: { ...yarn!, betaFast: yarn!.betaSlow, betaSlow: yarn!.betaFast },
    })),
  },
  mistral: { 'attention scaled by D / H': config({ attentionScale: 1 / Math.sqrt(256 / 4) }) },
  qwen2: {
    'a query bias dropped': changed(/^blk\.0\.attn_q\.bias$/, zero),
    'a key bias dropped': changed(/^blk\.1\.attn_k\.bias$/, zero),
    'a value bias dropped': changed(/^blk\.1\.attn_v\.bias$/, zero),
  },
  qwen3: {
    'RoPE pairs neighbours': rope(() => ({ layout: 'adjacent' })),
    'RoPE base 10,000': rope(() => ({ base: 10_000 })),
    'QK-norm dropped': without(/attn_[qk]_norm/),
    'query norm dropped': without(/attn_q_norm/),
    'key norm dropped in one layer': without(/^blk\.1\.attn_k_norm/),
    'epsilon 1e-5': config({ eps: 1e-5 }),
    'attention scaled by D / H': config({ attentionScale: 1 / Math.sqrt(192 / 4) }),
  },
  gemma3: {
    'window one short': config({ window: 11 }),
    'window one long': config({ window: 13 }),
    'window dropped': config({ window: 1 << 20 }),
    'window on every layer': config({ windowPattern: 1 << 20 }),
    'every fifth layer global': config({ windowPattern: 5 }),
    'local RoPE base as the global one': localRope({ base: 1_000_000 }),
    'local RoPE scaled': localRope({ frequencyScale: 1 / 8 }),
    'global RoPE unscaled': rope(() => ({ frequencyScale: 1 })),
    'embeddings unscaled': config({ embeddingScale: 1 }),
    'QK-norm dropped': without(/attn_[qk]_norm/),
    'a norm after attention dropped': without(/^blk\.3\.post_attention_norm/),
    'one added to every norm': changed(/norm\.weight$/, plusOne),
    'epsilon 1e-5': config({ eps: 1e-5 }),
    'GELU became SiLU': config({ activation: 'silu' }),
  },
};

let llama: Llama;
let workshop: Workshop;
let scalar: Backend;

before(async () => {
  if (llamaMissing) return;
  llama = await openLlama();
  workshop = await Workshop.open();
  scalar = createScalarBackend();
});

after(async () => {
  await scalar?.close();
  await workshop?.close();
  await llama?.close();
});

async function reference(checkpoint: Checkpoint, tokens: readonly number[]): Promise<LogProbs> {
  const { path } = await workshop.save(checkpoint);
  return llama.logProbs(path, tokens);
}

/** Runs an engine that has this mistake. */
function runMutant<T>(checkpoint: Checkpoint, mutant: Mutant, run: (model: Model) => Promise<T>): Promise<T> {
  const given = mutant.weights?.(checkpoint) ?? checkpoint;
  const right = configFromMetadata(checkpoint.metadata, checkpoint.name);
  return runOnce(given, scalar, run, mutant.config ? { config: mutant.config(right) } : {});
}

/** The verdict on an engine that has this mistake, or none. */
async function verdict(
  checkpoint: Checkpoint,
  tokens: readonly number[],
  expected: LogProbs,
  { mutant = {}, exact = true }: { mutant?: Mutant; exact?: boolean } = {},
): Promise<string | undefined> {
  const ours = await runMutant(checkpoint, mutant, (model) => logProbs(model, tokens));
  return disagreement(compare(expected, ours), exact);
}

for (const [recipe, mutants] of Object.entries(MUTANTS))
  test(`${recipe}: every mutant is caught`, { skip: llamaMissing }, async (t) => {
    const made = randomModel(RECIPES[recipe as RecipeName]);
    const tokens = randomTokens(made.tensors.get('token_embd.weight')!.shape[0]!);
    const expected = await reference(made, tokens);
    assert.equal(await verdict(made, tokens, expected), undefined, 'the right engine passes');
    for (const [name, mutant] of Object.entries(mutants)) {
      const found = await verdict(made, tokens, expected, { mutant });
      t.diagnostic(`${name}: ${found}`);
      assert.notEqual(found, undefined, `${name} goes unseen`);
    }
  });

/** Where a block keeps its first f16 scale, for every type that has one. */
const SCALES: readonly (readonly [QuantizeTarget, offset: number])[] = [
  ['Q8_0', 0],
  ['Q4_0', 0],
  ['Q4_1', 0],
  ['Q5_0', 0],
  ['Q5_1', 0],
  ['Q4_K_S', 0],
  ['Q5_K_S', 0],
  ['Q6_K', 208],
  ['IQ4_NL', 0],
];

/** Doubles the f16 at `offset` of block `block` of one tensor. */
function doubledScale(name: string, block: number, offset: number): Mutant {
  return {
    weights: (checkpoint) => {
      const { bytes: size } = DTYPES[checkpoint.tensors.get(name)!.type];
      return stored(checkpoint, new RegExp(`^${name}$`), (bytes) => {
        const view = new DataView(bytes.buffer);
        const at = block * size + offset;
        view.setUint16(at, f32ToF16(2 * f16ToF32(view.getUint16(at, true))), true);
      });
    },
  };
}

test('one wrong scale in one block is caught, in every type', { skip: llamaMissing }, async (t) => {
  const made = randomModel(RECIPES.llama);
  const tokens = randomTokens(made.tensors.get('token_embd.weight')!.shape[0]!);
  const name = 'blk.1.attn_k.weight';
  for (const [target, offset] of SCALES) {
    const { file } = await workshop.save(quantizeCheckpoint(made, target));
    const { type } = file.tensors.get(name)!;
    assert.ok(target.startsWith(type), `${name} is ${type}`);
    const expected = await reference(quantizeCheckpoint(file, 'F32'), tokens);
    assert.equal(await verdict(file, tokens, expected), undefined);
    const found = await verdict(file, tokens, expected, { mutant: doubledScale(name, 5, offset) });
    t.diagnostic(`${target}, ${DTYPES[type].block} weights: ${found}`);
    assert.notEqual(found, undefined, target);
  }
});

test('one wrong scale in the output matrix is caught by KL alone', { skip: llamaMissing }, async (t) => {
  const file = quantizeCheckpoint(randomModel(RECIPES.llama), 'Q4_K_M');
  const { shape, type } = file.tensors.get('output.weight')!;
  const tokens = randomTokens(shape[0]!);
  const expected = await reference(file, tokens);
  assert.equal(await verdict(file, tokens, expected, { exact: false }), undefined);
  const total = (token: number): number => expected.reduce((sum, row) => sum + Math.exp(row[token]!), 0);
  const likeliest = Array.from({ length: shape[0]! }, (_, token) => token).reduce((a, b) =>
    total(b) > total(a) ? b : a,
  );
  assert.equal(byteLength(type, shape[1]!), DTYPES[type].bytes, 'a row is one block');
  const mutant = doubledScale('output.weight', likeliest, 208);
  const found = await verdict(file, tokens, expected, { mutant, exact: false });
  t.diagnostic(`${type}: ${found}`);
  assert.notEqual(found, undefined);
});

const BERT_MUTANTS: Record<string, Mutant> = {
  'another pooling': config({ pooling: 'cls' }),
  'causal attention': config({ causal: true }),
  'attention unscaled': config({ attentionScale: 1 }),
  'positions dropped': changed(/^position_embd/, zero),
  'segment dropped': changed(/^token_types/, zero),
  'an attention bias dropped': changed(/^blk\.0\.attn_q\.bias$/, zero),
  'a feed-forward bias dropped': changed(/^blk\.1\.ffn_up\.bias$/, zero),
  'a norm bias dropped': changed(/^blk\.0\.attn_output_norm\.bias$/, zero),
};

test('bert mean: every mutant is caught', { skip: llamaMissing }, async (t) => {
  const made = randomModel(RECIPES['bert mean']);
  const tokens = [2, ...randomTokens(40, 30).map((word) => word + 5), 3];
  const { path } = await workshop.save(made);
  const expected = await llama.embedding(path, tokens);
  assert.equal(vectorDisagreement(expected, await runOnce(made, scalar, (model) => model.embed(tokens))), undefined);
  for (const [name, mutant] of Object.entries(BERT_MUTANTS)) {
    const found = vectorDisagreement(expected, await runMutant(made, mutant, (model) => model.embed(tokens)));
    t.diagnostic(`${name}: ${found}`);
    assert.notEqual(found, undefined, `${name} goes unseen`);
  }
});
