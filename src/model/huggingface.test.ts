// Hugging Face models against the same models in GGUF's own shape: names, the order of Q and K rows,
// Gemma's norms, metadata as llama.cpp's converter names it, and what is refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  floatBytes,
  inMemory,
  pullAll,
  type SmallModel,
  safetensorsBytes,
  smallModel,
  withHeader,
} from '../../test/support/small-files.ts';
import { bufferSource } from '../base/bytes.ts';
import { TwofilesError } from '../base/errors.ts';
import { dequantize } from '../silicon/quants.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type HuggingFaceFiles, openHuggingFace } from './huggingface.ts';

const FAMILIES = ['llama', 'qwen2', 'qwen3', 'gemma3', 'bert'] as const;

async function values(checkpoint: Checkpoint, name: string): Promise<Float32Array> {
  const { type, shape } = checkpoint.tensors.get(name)!;
  const out = new Float32Array(shape.reduce((a, b) => a * b, 1));
  dequantize(type, await pullAll(checkpoint, name), out);
  return out;
}

/** The small llama with some of config.json changed. */
async function opened(
  change: object,
  files: Partial<HuggingFaceFiles> = {},
  family: (typeof FAMILIES)[number] = 'llama',
) {
  const model = await smallModel(family);
  return openHuggingFace({ ...inMemory({ ...model, config: { ...model.config, ...change } }), ...files });
}

const value = (checkpoint: Checkpoint, key: string): unknown => checkpoint.metadata.get(key)?.value;

async function refuses(work: Promise<unknown>, code: string, field: string): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof TwofilesError, String(error));
    assert.deepEqual([error.code, error.field], [code, field], error.message);
    return true;
  });
}

for (const family of FAMILIES)
  for (const type of ['F32', 'F16', 'BF16'] as const)
    test(`${family} in ${type} equals its GGUF`, async () => {
      const model = await smallModel(family, type);
      const read = await openHuggingFace(inMemory(model));
      assert.deepEqual([...read.tensors.keys()].sort(), [...model.gguf.tensors.keys()].sort());
      for (const [name, { shape }] of model.gguf.tensors) {
        const info = read.tensors.get(name)!;
        const vector = shape.length === 1 || /^(position_embd|token_types)/.test(name);
        assert.deepEqual([info.shape, info.type], [shape, vector ? 'F32' : type], name);
        const expected = await values(model.gguf, name);
        const got = await values(read, name);
        const step = { F32: 1e-6, F16: 1e-3, BF16: 1e-2 }[type];
        for (const [i, one] of expected.entries())
          assert.ok(Math.abs(got[i]! - one) <= step * Math.max(1, Math.abs(one)), `${name}[${i}]: ${got[i]}, ${one}`);
      }
      for (const [key, entry] of model.gguf.metadata)
        if (
          /^\w+\.(?!name|scaling|rope|pooling)/.test(key) &&
          !/^(tokenizer|general)/.test(key) &&
          read.metadata.has(key)
        )
          assert.deepEqual(read.metadata.get(key), entry, key);
      assert.equal(value(read, `${family}.embedding_length`), 32);
    });

test('reordered rows come out the same whatever pieces are asked for', async () => {
  const read = await openHuggingFace(inMemory(await smallModel('llama', 'BF16')));
  for (const name of ['blk.0.attn_q.weight', 'blk.1.attn_k.bias']) {
    const whole = await pullAll(read, name);
    for (const size of [1, 7, 64, 999])
      for (let at = 0; at < whole.length; at += size) {
        const piece = new Uint8Array(Math.min(size, whole.length - at));
        await read.pull(name)(at, piece);
        assert.deepEqual(piece, whole.slice(at, at + piece.length));
      }
    await assert.rejects(read.pull(name)(whole.length - 1, new Uint8Array(2)), RangeError);
  }
});

test('Llama 3 scaling becomes rope_freqs.weight', async () => {
  const scaling = {
    rope_type: 'llama3',
    factor: 8,
    low_freq_factor: 1,
    high_freq_factor: 4,
    original_max_position_embeddings: 8192,
  };
  const read = await opened({ rope_theta: 500_000, rope_scaling: scaling });
  // Recomputed as transformers states it, by wavelengths, in the order of its code.
  const expected = [0, 1, 2, 3].map((j) => {
    const wavelength = 2 * Math.PI * 500_000 ** (j / 4);
    if (wavelength < 8192 / 4) return 1;
    if (wavelength > 8192) return 8;
    const smooth = (8192 / wavelength - 1) / 3;
    return 1 / ((1 - smooth) / 8 + smooth);
  });
  const got = await values(read, 'rope_freqs.weight');
  assert.equal(new Set(expected).size, 3, 'kept, blended and scaled pairs are all there');
  for (const [j, one] of expected.entries()) assert.ok(Math.abs(got[j]! - one) < 1e-6 * one, `${j}: ${got[j]}, ${one}`);
  assert.equal(value(read, 'llama.rope.freq_base'), 500_000);
  assert.equal(read.metadata.has('llama.rope.scaling.type'), false);
});

test('linear and YaRN scaling become their keys, in both spellings of config.json', async () => {
  const linear = await opened({ rope_scaling: { type: 'linear', factor: 4 } });
  assert.equal(value(linear, 'llama.rope.scaling.type'), 'linear');
  assert.equal(value(linear, 'llama.rope.scaling.factor'), 4);
  const yarn = {
    rope_type: 'yarn',
    factor: 4,
    original_max_position_embeddings: 16,
    beta_fast: 16,
    attention_factor: 0.5,
  };
  const old = await opened({ rope_theta: 5000, rope_scaling: yarn });
  const fresh = await opened({ rope_parameters: { ...yarn, rope_theta: 5000 } });
  for (const read of [old, fresh]) {
    assert.equal(value(read, 'llama.rope.freq_base'), 5000);
    assert.equal(value(read, 'llama.rope.scaling.original_context_length'), 16);
    assert.equal(value(read, 'llama.rope.scaling.yarn_beta_fast'), 16);
    assert.equal(value(read, 'llama.rope.scaling.yarn_attn_factor'), 0.5);
    assert.equal(value(read, 'llama.rope.scaling.yarn_beta_slow'), undefined);
  }
});

test('the text part of a multimodal Gemma 3 is found', async () => {
  const model = await smallModel('gemma3');
  const { architectures: _, ...text } = model.config;
  const picture = { dtype: 'F32', shape: [2], data: new Uint8Array(8) };
  for (const place of ['language_model.model.', 'model.language_model.']) {
    const renamed = Object.entries(model.tensors).map(([name, tensor]) => [name.replace(/^model\./, place), tensor]);
    const tensors = {
      ...Object.fromEntries(renamed),
      'vision_tower.x.weight': picture,
      'multi_modal_projector.y': picture,
    };
    const config = { architectures: ['Gemma3ForConditionalGeneration'], text_config: { ...text, sliding_window: 16 } };
    const read = await openHuggingFace(inMemory({ config, tensors }));
    assert.deepEqual([...read.tensors.keys()].sort(), [...model.gguf.tensors.keys()].sort());
    assert.equal(value(read, 'gemma3.attention.sliding_window'), 16);
    assert.equal(value(read, 'gemma3.rope.freq_base'), 1_000_000);
    assert.equal(value(read, 'gemma3.attention.scale'), Math.fround(1 / 16));
  }
});

test('tied embeddings leave one matrix, under either name', async () => {
  const model = await smallModel('llama');
  const { 'lm_head.weight': _, ...rest } = model.tensors;
  const { 'model.embed_tokens.weight': embedding, ...without } = rest;
  const tied = { ...model.config, tie_word_embeddings: true };
  for (const tensors of [model.tensors, rest, { ...without, 'lm_head.weight': embedding! }]) {
    const read = await openHuggingFace(inMemory({ config: tied, tensors }));
    assert.equal(read.tensors.has('output.weight'), false);
    assert.deepEqual(await pullAll(read, 'token_embd.weight'), await pullAll(model.gguf, 'token_embd.weight'));
  }
});

test("BERT's heads are left out, its old names and pooling understood", async () => {
  const model = await smallModel('bert');
  const old = Object.entries(model.tensors).map(([name, tensor]) => [
    `bert.${name.replace(/LayerNorm\.weight$/, 'LayerNorm.gamma').replace(/LayerNorm\.bias$/, 'LayerNorm.beta')}`,
    tensor,
  ]);
  const extra = { dtype: 'I64', shape: [1, 1], data: new Uint8Array(8) };
  const head = { dtype: 'F32', shape: [2], data: new Uint8Array(8) };
  const tensors = {
    ...Object.fromEntries(old),
    'bert.embeddings.position_ids': extra,
    'bert.pooler.dense.weight': head,
    'cls.predictions.bias': head,
  };
  const pooling = { pooling_mode_cls_token: true, pooling_mode_mean_tokens: false };
  const read = await openHuggingFace({ ...inMemory({ config: model.config, tensors }), pooling });
  assert.deepEqual([...read.tensors.keys()].sort(), [...model.gguf.tensors.keys()].sort());
  assert.equal(value(read, 'bert.pooling_type'), 2);
  assert.equal(value(read, 'bert.attention.causal'), false);
});

test('a window that the engine has not bounds the context', async () => {
  const mistral = { architectures: ['MistralForCausalLM'], sliding_window: 40 };
  assert.equal(value(await opened(mistral), 'llama.context_length'), 40);
  assert.equal(value(await opened({ ...mistral, sliding_window: null }), 'llama.context_length'), 64);
  assert.equal(
    value(await opened({ use_sliding_window: false, sliding_window: 40 }, {}, 'qwen2'), 'qwen2.context_length'),
    64,
  );
});

test('the chat template: its own file first, then a text, then the default of several', async () => {
  const several = [
    { name: 'tool_use', template: 'T' },
    { name: 'default', template: 'D' },
  ];
  const at = async (files: Partial<HuggingFaceFiles>) => (await opened({}, files)).chatTemplate;
  assert.equal(await at({ tokenizerConfig: { chat_template: several } }), 'D');
  assert.equal(await at({ tokenizerConfig: { chat_template: 'S' } }), 'S');
  assert.equal(await at({ tokenizerConfig: { chat_template: 'S' }, chatTemplate: 'J' }), 'J');
  assert.equal(await at({ tokenizerConfig: {} }), undefined);
  await refuses(at({ tokenizerConfig: { chat_template: 3 } }), 'bad-file', 'chat_template');
});

test('shards: all of them make the model, and the index must agree', async () => {
  const model = await smallModel('llama');
  const names = Object.keys(model.tensors);
  const pick = (keep: (i: number) => boolean): Record<string, (typeof model.tensors)[string]> =>
    Object.fromEntries(names.filter((_, i) => keep(i)).map((name) => [name, model.tensors[name]!]));
  const halves = { a: pick((i) => i % 2 === 0), b: pick((i) => i % 2 === 1) };
  const shards = () =>
    new Map(Object.entries(halves).map(([name, part]) => [name, bufferSource(name, safetensorsBytes(part))]));
  const weightMap = Object.fromEntries(names.map((name, i) => [name, i % 2 === 0 ? 'a' : 'b']));
  const read = await opened({}, { shards: shards(), index: { weight_map: weightMap } });
  assert.equal(read.tensors.size, names.length);
  const wrong = { ...weightMap, [names[0]!]: 'b' };
  await refuses(opened({}, { shards: shards(), index: { weight_map: wrong } }), 'bad-file', `weight_map.${names[0]}`);
  await refuses(opened({}, { shards: shards(), index: { weight_map: 7 } }), 'bad-file', 'weight_map');
  const twice = new Map([...shards(), ['c', bufferSource('c', safetensorsBytes(halves.a))]]);
  await refuses(opened({}, { shards: twice }), 'bad-file', names[0]!);
});

const CHANGES: Readonly<Record<string, [object, code: string, field: string]>> = {
  'an unknown architecture': [{ architectures: ['MambaForCausalLM'] }, 'unsupported', 'architectures'],
  'no architecture': [{ architectures: null }, 'unsupported', 'architectures'],
  'a width that is text': [{ hidden_size: '32' }, 'bad-file', 'hidden_size'],
  'a width of 0': [{ hidden_size: 0 }, 'bad-file', 'hidden_size'],
  'no layers': [{ num_hidden_layers: undefined }, 'bad-file', 'num_hidden_layers'],
  'a million layers': [{ num_hidden_layers: 1e6 }, 'bad-file', 'num_hidden_layers'],
  'heads that do not share': [{ num_key_value_heads: 3 }, 'bad-file', 'num_key_value_heads'],
  'an odd head width': [{ head_dim: 7 }, 'bad-file', 'head_dim'],
  'a head width that the weights have not': [{ head_dim: 16 }, 'bad-file', 'head_dim'],
  'a vocabulary that the weights have not': [{ vocab_size: 4_000_000_000 }, 'bad-file', 'vocab_size'],
  'another activation': [{ hidden_act: 'relu' }, 'unsupported', 'hidden_act'],
  'weights quantized elsewhere': [{ quantization_config: { bits: 4 } }, 'unsupported', 'quantization_config'],
  'an unknown RoPE scaling': [
    { rope_scaling: { type: 'dynamic', factor: 2 } },
    'unsupported',
    'rope_scaling.rope_type',
  ],
  'a RoPE factor of 0': [{ rope_scaling: { type: 'linear', factor: 0 } }, 'bad-file', 'rope_scaling.factor'],
  'a RoPE factor that is text': [{ rope_scaling: { type: 'linear', factor: 'x' } }, 'bad-file', 'rope_scaling.factor'],
  'partly rotated heads': [{ partial_rotary_factor: 0.5 }, 'unsupported', 'partial_rotary_factor'],
  'capped logits': [{ final_logit_softcapping: 30 }, 'unsupported', 'final_logit_softcapping'],
};
for (const [name, [change, code, field]] of Object.entries(CHANGES))
  test(`refuses ${name}`, () => refuses(opened(change), code, field));

test('refuses a tensor without a place, and two for one', async () => {
  const model = await smallModel('llama');
  const with_ = (name: string): SmallModel => ({
    ...model,
    tensors: { ...model.tensors, [name]: model.tensors['model.norm.weight']! },
  });
  const gate = 'model.layers.0.block_sparse_moe.gate.weight';
  await refuses(openHuggingFace(inMemory(with_(gate))), 'unsupported', gate);
  await refuses(openHuggingFace(inMemory(with_('norm.weight'))), 'bad-file', 'norm.weight');
});

const HEADERS: Readonly<Record<string, [json: unknown, code: string, field: string]>> = {
  'a header that is a list': [[], 'bad-file', 'header'],
  'a tensor that is null': [{ t: null }, 'bad-file', 't dtype'],
  'a type that is no text': [{ t: { dtype: 3, shape: [2], data_offsets: [0, 8] } }, 'bad-file', 't dtype'],
  'an unknown type': [{ t: { dtype: 'F33', shape: [2], data_offsets: [0, 8] } }, 'bad-file', 't dtype'],
  'a type without weights': [{ t: { dtype: 'I32', shape: [2], data_offsets: [0, 8] } }, 'unsupported', 't dtype'],
  'a shape of fractions': [{ t: { dtype: 'F32', shape: [0.5, 4], data_offsets: [0, 8] } }, 'bad-file', 't shape'],
  'a shape of other size': [{ t: { dtype: 'F32', shape: [3], data_offsets: [0, 8] } }, 'bad-file', 't shape'],
  'no offsets': [{ t: { dtype: 'F32', shape: [2] } }, 'bad-file', 't data_offsets'],
  'offsets backwards': [{ t: { dtype: 'F32', shape: [2], data_offsets: [8, 0] } }, 'bad-file', 't data_offsets'],
  'a gap': [{ t: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }, 'bad-file', 't data_offsets'],
  'a tensor past the end': [{ t: { dtype: 'F32', shape: [3], data_offsets: [0, 12] } }, 'bad-file', 't data_offsets'],
  'bytes that nobody owns': [{ t: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, 'bad-file', 'header'],
};
for (const [name, [json, code, field]] of Object.entries(HEADERS))
  test(`safetensors: refuses ${name}`, () => {
    const bytes = withHeader(new TextEncoder().encode(JSON.stringify(json)), [
      floatBytes('F32', Float32Array.of(1, 2)),
    ]);
    return refuses(opened({}, { shards: new Map([['s', bufferSource('s', bytes)]]) }), code, field);
  });

test('safetensors: refuses a header that is longer than the file, or no JSON', async () => {
  const file = (bytes: Uint8Array) => opened({}, { shards: new Map([['s', bufferSource('s', bytes)]]) });
  await refuses(file(new Uint8Array(3)), 'bad-file', 'header length');
  await refuses(file(new Uint8Array(16).fill(255)), 'bad-file', 'header length');
  await refuses(file(withHeader(new TextEncoder().encode('{"a":'), [])), 'bad-file', 'header');
});
