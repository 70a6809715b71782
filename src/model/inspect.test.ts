// What inspect says of a checkpoint agrees with how the checkpoint was made.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RECIPES, randomModel } from '../../test/support/random-model.ts';
import type { Checkpoint, MetadataEntry } from './checkpoint.ts';
import { inspectCheckpoint, kvBytesPerToken, partOf } from './inspect.ts';

function withKeys(checkpoint: Checkpoint, keys: Record<string, MetadataEntry>): Checkpoint {
  return { ...checkpoint, metadata: new Map([...checkpoint.metadata, ...Object.entries(keys)]) };
}

test('parts and types add up to the whole', () => {
  for (const recipe of Object.values(RECIPES)) {
    const { parts, types, parameters, bytes, tensors } = inspectCheckpoint(randomModel(recipe));
    for (const shares of [parts, types]) {
      const sum = (key: 'tensors' | 'parameters' | 'bytes') => shares.reduce((total, share) => total + share[key], 0);
      assert.deepEqual([sum('tensors'), sum('parameters'), sum('bytes')], [tensors.length, parameters, bytes]);
    }
    assert.equal(bytes, parameters * 4);
  }
});

test('parameters of a llama by part, counted by hand', () => {
  const { layers, width: D, heads, kvHeads, headDim: N, feedForward: F } = RECIPES.llama;
  const { parts, tied, config, memory } = inspectCheckpoint(randomModel(RECIPES.llama));
  const vocab = config?.vocab ?? 0;
  const parameters = Object.fromEntries(parts.map((part) => [part.part, part.parameters]));
  assert.deepEqual(parameters, {
    embedding: vocab * D,
    attention: layers * (2 * D * heads * N + 2 * D * kvHeads * N),
    'feed-forward': layers * 3 * D * F,
    norms: (2 * layers + 1) * D,
    output: vocab * D,
  });
  assert.equal(tied, false);
  assert.equal(memory?.kvPerToken, layers * kvHeads * N * 2 * 4);
  assert.equal(memory?.kvAtContext, 256 * memory.kvPerToken);
  assert.equal(inspectCheckpoint(randomModel(RECIPES.qwen3)).tied, true);
});

test('names of every family find their part', () => {
  const names = {
    embedding: ['token_embd.weight', 'position_embd.weight', 'token_types.weight'],
    attention: ['blk.0.attn_q.weight', 'blk.11.attn_output.bias'],
    'feed-forward': ['blk.0.ffn_gate.weight', 'blk.3.ffn_gate_exps.weight'],
    norms: ['blk.0.attn_q_norm.weight', 'output_norm.weight', 'token_embd_norm.bias', 'blk.0.post_ffw_norm.weight'],
    output: ['output.weight'],
    other: ['rope_freqs.weight', 'cls.weight'],
  };
  for (const [part, list] of Object.entries(names)) for (const name of list) assert.equal(partOf(name), part, name);
});

test('an architecture that cannot run is still described', () => {
  const checkpoint = withKeys(randomModel(RECIPES.llama), {
    'general.architecture': { type: 'string', value: 'mamba' },
  });
  const inspection = inspectCheckpoint(checkpoint);
  assert.match(inspection.problem ?? '', /mamba/);
  assert.equal(inspection.config, undefined);
  assert.equal(inspection.memory, undefined);
  assert.ok(inspection.parameters > 0);
});

test('provenance is shown, mechanics are not', () => {
  const text = (value: string): MetadataEntry => ({ type: 'string', value });
  const { provenance } = inspectCheckpoint(
    withKeys(randomModel(RECIPES.llama), {
      'general.license': text('mit'),
      'general.tags': { type: 'array', value: { type: 'string', values: ['story', 'tiny'] } },
      'general.file_type': { type: 'u32', value: 0 },
    }),
  );
  const shown = Object.fromEntries(provenance.map(({ key, value }) => [key, value]));
  assert.equal(shown['general.license'], 'mit');
  assert.equal(shown['general.tags'], 'story, tiny');
  assert.deepEqual(
    Object.keys(shown).filter((key) => /file_type|architecture/.test(key)),
    [],
  );
});

test('an embedding model keeps no keys and values', () => {
  const { config } = inspectCheckpoint(randomModel(RECIPES['bert mean']));
  assert.ok(config);
  assert.equal(kvBytesPerToken(config), 0);
});
