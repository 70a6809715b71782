// A checkpoint as a Hugging Face folder: what transformers, vLLM and trainers on clusters read, and what
// `openHuggingFace` reads back. The same weights under the names and in the row order of the other side.
// Sources: the safetensors format; transformers' Qwen3 and Llama configurations.
import { unsupported } from '../base/errors.ts';
import { textBytes } from '../base/utf8.ts';
import { specToTokenizerJson } from '../text/tokenizer-json-write.ts';
import type { Checkpoint, TensorInfo } from './checkpoint.ts';
import { configFromMetadata, type ModelConfig } from './config.ts';
import type { ByteSink } from './gguf-write.ts';
import { huggingFaceName, unpairedRows } from './huggingface-tensors.ts';

const CHUNK = 1 << 20; // bytes a write
const FAMILIES = { qwen3: 'Qwen3ForCausalLM', qwen2: 'Qwen2ForCausalLM', llama: 'LlamaForCausalLM' } as const;

/** The files of a folder: JSON by name, and weights to be streamed. */
export interface HuggingFaceFolder {
  readonly json: ReadonlyMap<string, unknown>;
  /** Bytes of `model.safetensors`. */
  readonly bytes: number;
  writeWeights(sink: ByteSink): Promise<void>;
}

/**
 * Plans the folder; nothing is read until the weights are written.
 * @throws `unsupported` for an architecture or rope scaling that is not written here, for quantized weights, and for a
 * tokenizer that tokenizer.json is not written for.
 */
export function huggingFaceFolder(checkpoint: Checkpoint): HuggingFaceFolder {
  const config = configFromMetadata(checkpoint.metadata, checkpoint.name);
  const tied = !checkpoint.tensors.has('output.weight');
  const json = new Map<string, unknown>([['config.json', configJson(config, checkpoint, tied)]]);
  const { tokenizer: spec, chatTemplate } = checkpoint;
  if (spec) {
    const { tokenizer, config: own } = specToTokenizerJson(spec);
    json.set('tokenizer.json', tokenizer);
    json.set('tokenizer_config.json', {
      ...own,
      ...(chatTemplate && { chat_template: chatTemplate }),
    });
    const stops = [spec.eot, spec.eos].filter((id) => id !== undefined);
    json.set('generation_config.json', { bos_token_id: spec.bos, eos_token_id: stops });
  }
  const header = safetensorsHeader([...checkpoint.tensors.values()], checkpoint.name);
  const data = [...checkpoint.tensors.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    json,
    bytes: header.length + data,
    async writeWeights(sink) {
      await sink.write(header);
      for (const info of checkpoint.tensors.values()) {
        const pull = unpairedRows(info, checkpoint.pull(info.name), config);
        for (let at = 0; at < info.bytes; at += CHUNK) {
          const chunk = new Uint8Array(Math.min(CHUNK, info.bytes - at));
          await pull(at, chunk);
          await sink.write(chunk);
        }
      }
    },
  };
}

function configJson(config: ModelConfig, { name, tensors, tokenizer }: Checkpoint, tied: boolean): unknown {
  const { architecture, rope } = config;
  const family = Object.hasOwn(FAMILIES, architecture) ? FAMILIES[architecture as keyof typeof FAMILIES] : undefined;
  const scaled = rope?.yarn || rope?.frequencyScale !== 1 || rope.magnitude !== 1 || tensors.has('rope_freqs.weight');
  if (!family || scaled)
    throw unsupported(
      `${name}: ${family ? 'its scaled positions are' : `${architecture} is`} not written as safetensors.`,
      'Write GGUF.',
    );
  return {
    architectures: [family],
    model_type: architecture,
    vocab_size: config.vocab,
    hidden_size: config.width,
    intermediate_size: config.feedForward,
    num_hidden_layers: config.layers,
    num_attention_heads: config.heads,
    num_key_value_heads: config.kvHeads,
    head_dim: config.headDim,
    max_position_embeddings: config.context,
    hidden_act: config.activation,
    rms_norm_eps: Number(config.eps.toPrecision(7)),
    rope_theta: rope.base,
    tie_word_embeddings: tied,
    attention_bias: tensors.has('blk.0.attn_q.bias') && architecture !== 'qwen2',
    use_sliding_window: false,
    torch_dtype: { F32: 'float32', F16: 'float16', BF16: 'bfloat16' }[tensors.get('token_embd.weight')!.type as 'F32'],
    ...(tokenizer && { bos_token_id: tokenizer.bos, eos_token_id: tokenizer.eos }),
  };
}

/** Eight bytes of length and the JSON of the ranges, padded with spaces to a multiple of 8. */
function safetensorsHeader(tensors: readonly TensorInfo[], file: string): Uint8Array {
  let at = 0;
  const ranges = tensors.map(({ name, type, shape, bytes }) => {
    const theirs = huggingFaceName(name);
    if (theirs === undefined)
      throw unsupported(`${file}: ${name} has no place in a Hugging Face folder.`, 'Write GGUF.', name);
    if (type !== 'F32' && type !== 'F16' && type !== 'BF16')
      throw unsupported(
        `${file}: ${name} is ${type}; safetensors hold F32, F16 or BF16.`,
        'Convert it to one of them.',
        name,
      );
    const range = { dtype: type, shape, data_offsets: [at, (at += bytes)] };
    return [theirs, range] as const;
  });
  const text = JSON.stringify({ __metadata__: { format: 'pt' }, ...Object.fromEntries(ranges) });
  const json = textBytes(text.padEnd(Math.ceil(text.length / 8) * 8));
  const header = new Uint8Array(8 + json.length);
  new DataView(header.buffer).setBigUint64(0, BigInt(json.length), true);
  header.set(json, 8);
  return header;
}
