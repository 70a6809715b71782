// config.json as released models have it, abridged to what matters, against the GGUF keys that llama.cpp's
// converter writes for them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configFromMetadata } from './config.ts';
import { configMetadata, llama3Factors, readConfig } from './huggingface-config.ts';

const GEMMA_TEXT = {
  hidden_size: 2560,
  intermediate_size: 10_240,
  model_type: 'gemma3_text',
  num_hidden_layers: 34,
  rope_scaling: { factor: 8.0, rope_type: 'linear' },
  sliding_window: 1024,
};

/** Name → config.json and the keys (without the architecture) that it must become. */
const RELEASED: Readonly<Record<string, [config: object, keys: Readonly<Record<string, unknown>>]>> = {
  'Llama 3.2 1B': [
    {
      architectures: ['LlamaForCausalLM'],
      attention_bias: false,
      bos_token_id: 128_000,
      eos_token_id: [128_001, 128_008, 128_009],
      head_dim: 64,
      hidden_act: 'silu',
      hidden_size: 2048,
      intermediate_size: 8192,
      max_position_embeddings: 131_072,
      mlp_bias: false,
      model_type: 'llama',
      num_attention_heads: 32,
      num_hidden_layers: 16,
      num_key_value_heads: 8,
      pretraining_tp: 1,
      rms_norm_eps: 1e-5,
      rope_scaling: {
        factor: 32.0,
        high_freq_factor: 4.0,
        low_freq_factor: 1.0,
        original_max_position_embeddings: 8192,
        rope_type: 'llama3',
      },
      rope_theta: 500_000.0,
      tie_word_embeddings: true,
      vocab_size: 128_256,
    },
    {
      block_count: 16,
      context_length: 131_072,
      'attention.head_count_kv': 8,
      'attention.key_length': 64,
      'rope.dimension_count': 64,
      'rope.freq_base': 500_000,
      'rope.scaling.type': undefined,
    },
  ],
  'Mistral 7B v0.1': [
    {
      architectures: ['MistralForCausalLM'],
      hidden_act: 'silu',
      hidden_size: 4096,
      intermediate_size: 14_336,
      max_position_embeddings: 32_768,
      num_attention_heads: 32,
      num_hidden_layers: 32,
      num_key_value_heads: 8,
      rms_norm_eps: 1e-5,
      rope_theta: 10_000.0,
      sliding_window: 4096,
      tie_word_embeddings: false,
      vocab_size: 32_000,
    },
    { context_length: 4096, 'rope.dimension_count': 128, 'attention.key_length': undefined, vocab_size: 32_000 },
  ],
  'Qwen2.5 0.5B': [
    {
      architectures: ['Qwen2ForCausalLM'],
      hidden_act: 'silu',
      hidden_size: 896,
      intermediate_size: 4864,
      max_position_embeddings: 32_768,
      max_window_layers: 24,
      num_attention_heads: 14,
      num_hidden_layers: 24,
      num_key_value_heads: 2,
      rms_norm_eps: 1e-6,
      rope_theta: 1_000_000.0,
      sliding_window: 16_384,
      tie_word_embeddings: true,
      use_mrope: false,
      use_sliding_window: false,
      vocab_size: 151_936,
    },
    { context_length: 32_768, 'rope.freq_base': 1_000_000, 'attention.head_count': 14 },
  ],
  'Qwen3 0.6B': [
    {
      architectures: ['Qwen3ForCausalLM'],
      head_dim: 128,
      hidden_act: 'silu',
      hidden_size: 1024,
      intermediate_size: 3072,
      max_position_embeddings: 40_960,
      max_window_layers: 28,
      num_attention_heads: 16,
      num_hidden_layers: 28,
      num_key_value_heads: 8,
      rms_norm_eps: 1e-6,
      rope_scaling: null,
      rope_theta: 1_000_000,
      sliding_window: null,
      tie_word_embeddings: true,
      use_sliding_window: false,
      vocab_size: 151_936,
    },
    { 'attention.key_length': 128, 'attention.value_length': 128, context_length: 40_960 },
  ],
  'Gemma 3 4B': [
    {
      architectures: ['Gemma3ForConditionalGeneration'],
      eos_token_id: [1, 106],
      text_config: GEMMA_TEXT,
      vision_config: {},
    },
    {
      'attention.head_count': 8,
      'attention.head_count_kv': 4,
      'attention.key_length': 256,
      'attention.sliding_window': 1024,
      'attention.scale': undefined,
      context_length: 131_072,
      'rope.freq_base': 1_000_000,
      'rope.freq_base_swa': 10_000,
      'rope.scaling.type': 'linear',
      'rope.scaling.factor': 8,
      vocab_size: 262_208,
    },
  ],
  'BGE small': [
    {
      architectures: ['BertModel'],
      hidden_act: 'gelu',
      hidden_size: 384,
      id2label: { '0': 'LABEL_0' },
      intermediate_size: 1536,
      layer_norm_eps: 1e-12,
      max_position_embeddings: 512,
      num_attention_heads: 12,
      num_hidden_layers: 12,
      pad_token_id: 0,
      position_embedding_type: 'absolute',
      type_vocab_size: 2,
      vocab_size: 30_522,
    },
    {
      'attention.layer_norm_epsilon': Math.fround(1e-12),
      'attention.causal': false,
      'attention.head_count_kv': undefined,
      'rope.freq_base': undefined,
    },
  ],
};

for (const [name, [json, keys]] of Object.entries(RELEASED))
  test(`${name} becomes its GGUF keys, and the engine takes them`, () => {
    const config = readConfig(json, 'config.json');
    const metadata = new Map(configMetadata(config, name, undefined));
    for (const [key, expected] of Object.entries(keys))
      assert.equal(metadata.get(`${config.architecture}.${key}`)?.value, expected, key);
    const engine = configFromMetadata(metadata, name);
    assert.deepEqual([engine.width, engine.layers, engine.headDim], [config.width, config.layers, config.headDim]);
    assert.deepEqual([engine.heads, engine.kvHeads, engine.vocab], [config.heads, config.kvHeads, config.vocab]);
    assert.equal(llama3Factors(config) !== undefined, name.startsWith('Llama 3'));
  });

test("Llama 3.2's factors: fast pairs kept, slow ones divided by 32, a few between", () => {
  const factors = [...llama3Factors(readConfig(RELEASED['Llama 3.2 1B']![0], 'config.json'))!];
  assert.equal(factors.length, 32);
  assert.deepEqual(
    factors,
    factors.toSorted((a, b) => a - b),
  );
  // Wavelength 2π·500000^(j/32) passes 8192 / 4 between pairs 14 and 15 and 8192 between 17 and 18.
  assert.deepEqual([factors[14], factors[18]], [1, 32]);
  assert.ok(factors[15]! > 1 && factors[17]! < 32);
});
