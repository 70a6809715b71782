// From a Hugging Face tensor to the GGUF one: its name, the order of its rows, its type. Changes are
// made while bytes are pulled, so nothing is held but the rows that are asked for.
// Source: llama.cpp's converter and tensor name table.

import { badFile, unsupported } from '../base/errors.ts';
import { byteLength } from '../silicon/dtype.ts';
import type { Pull } from '../silicon/ops.ts';
import { dequantize } from '../silicon/quants.ts';
import type { StoredTensor, TensorInfo } from './checkpoint.ts';
import type { Architecture, ModelConfig } from './config.ts';
import type { HuggingFaceConfig } from './huggingface-config.ts';

const DECODER: Readonly<Record<string, string>> = {
  'self_attn.q_proj': 'attn_q',
  'self_attn.k_proj': 'attn_k',
  'self_attn.v_proj': 'attn_v',
  'self_attn.o_proj': 'attn_output',
  'self_attn.q_norm': 'attn_q_norm',
  'self_attn.k_norm': 'attn_k_norm',
  'mlp.gate_proj': 'ffn_gate',
  'mlp.up_proj': 'ffn_up',
  'mlp.down_proj': 'ffn_down',
  input_layernorm: 'attn_norm',
  post_attention_layernorm: 'ffn_norm',
};
const GEMMA3: Readonly<Record<string, string>> = {
  ...DECODER,
  post_attention_layernorm: 'post_attention_norm',
  pre_feedforward_layernorm: 'ffn_norm',
  post_feedforward_layernorm: 'post_ffw_norm',
};
const BERT: Readonly<Record<string, string>> = {
  'attention.self.query': 'attn_q',
  'attention.self.key': 'attn_k',
  'attention.self.value': 'attn_v',
  'attention.output.dense': 'attn_output',
  'attention.output.LayerNorm': 'attn_output_norm',
  'intermediate.dense': 'ffn_up',
  'output.dense': 'ffn_down',
  'output.LayerNorm': 'layer_output_norm',
};
const OUTSIDE: Readonly<Record<string, string>> = {
  'embed_tokens.weight': 'token_embd.weight',
  'norm.weight': 'output_norm.weight',
  'lm_head.weight': 'output.weight',
  'embeddings.word_embeddings.weight': 'token_embd.weight',
  'embeddings.position_embeddings.weight': 'position_embd.weight',
  'embeddings.token_type_embeddings.weight': 'token_types.weight',
  'embeddings.LayerNorm.weight': 'token_embd_norm.weight',
  'embeddings.LayerNorm.bias': 'token_embd_norm.bias',
};
/** Buffers that are recomputed, heads that are not used for embeddings, and the towers of other senses. */
const SKIPPED =
  /(\.rotary_emb\.inv_freq|\.attention\.(masked_)?bias|position_ids)$|^(bert\.)?(pooler|cls|classifier)\.|vision_tower\.|multi_modal_projector\./;

/** Is this tensor not part of the language model? */
export function isSkipped(name: string): boolean {
  return SKIPPED.test(name);
}

/** The GGUF name, or undefined when there is none. */
export function ggufName(name: string, architecture: Architecture): string | undefined {
  const bert = architecture === 'bert';
  const plain = bert
    ? name
        .replace(/^bert\./, '')
        .replace(/\.gamma$/, '.weight')
        .replace(/\.beta$/, '.bias')
    : name.replace('language_model.', '').replace(/^model\./, '');
  if (Object.hasOwn(OUTSIDE, plain)) return OUTSIDE[plain];
  const layered = (bert ? /^encoder\.layer\.(\d+)\.(.+)\.(weight|bias)$/ : /^layers\.(\d+)\.(.+)\.(weight|bias)$/).exec(
    plain,
  );
  const [, layer, part, kind] = layered ?? [];
  if (layer === undefined || part === undefined) return undefined;
  const table = bert ? BERT : architecture === 'gemma3' ? GEMMA3 : DECODER;
  return Object.hasOwn(table, part) ? `blk.${Number(layer)}.${table[part]}.${kind}` : undefined;
}

/** The name that the Llama and Qwen families have for a GGUF tensor, or undefined when there is none. */
export function huggingFaceName(name: string): string | undefined {
  const outside = Object.keys(OUTSIDE).find((theirs) => OUTSIDE[theirs] === name && !theirs.startsWith('embeddings.'));
  if (outside !== undefined) return outside === 'lm_head.weight' ? outside : `model.${outside}`;
  const [, layer, part, kind] = /^blk\.(\d+)\.(.+)\.(weight|bias)$/.exec(name) ?? [];
  const theirs = Object.keys(DECODER).find((key) => DECODER[key] === part);
  return theirs && `model.layers.${layer}.${theirs}.${kind}`;
}

/** A reader of a tensor in Hugging Face's order of rows: of llama's queries and keys, `pairedRows` undone. */
export function unpairedRows(info: TensorInfo, pull: Pull, config: ModelConfig): Pull {
  const paired = config.architecture === 'llama' && /\.attn_[qk]\.(weight|bias)$/.test(info.name);
  const N = config.headDim;
  return paired ? orderedRows(info, pull, N, (j) => 2 * (j % (N / 2)) + Math.floor((2 * j) / N)) : pull;
}

/**
 * The tensors of a model under their GGUF names, in GGUF's order of rows and types.
 * @throws `unsupported` for a tensor without a place in the architecture, `bad-file` for two with one name.
 */
export function ggufTensors(stored: readonly StoredTensor[], config: HuggingFaceConfig, file: string): StoredTensor[] {
  const { architecture, tied } = config;
  const named = new Map<string, StoredTensor>();
  for (const tensor of stored) {
    const theirs = tensor.info.name;
    const name = ggufName(theirs, architecture);
    if (name === undefined) {
      const next = 'Running it without this tensor would give wrong answers; use another model.';
      throw unsupported(`${file}: ${architecture} has no place for the tensor ${theirs}.`, next, theirs);
    }
    if (named.has(name)) throw badFile(file, theirs, `is a second ${name}`);
    named.set(name, tensor);
  }
  const output = named.get('output.weight');
  if (output && tied) {
    named.delete('output.weight');
    if (!named.has('token_embd.weight')) named.set('token_embd.weight', output);
  }
  return [...named].map(([name, tensor]) => convert(name, tensor, config, file));
}

function convert(name: string, { info, pull }: StoredTensor, config: HuggingFaceConfig, file: string): StoredTensor {
  const part = /\.attn_([qk])\./.exec(name)?.[1];
  const heads = config.architecture === 'llama' && part ? (part === 'q' ? config.heads : config.kvHeads) : 0;
  const width = heads && (info.shape[0] ?? 0) / heads; // rows a head
  if (width % 2 !== 0) throw badFile(file, info.name, `${info.shape[0]} rows are not ${heads} heads of an even width`);
  const small = info.shape.length < 2 || name === 'position_embd.weight' || name === 'token_types.weight';
  const shift = config.architecture === 'gemma3' && name.endsWith('norm.weight') ? 1 : 0;
  if (small) return asF32({ info: { ...info, name }, pull }, width, shift);
  return { info: { ...info, name }, pull: width ? pairedRows(info, pull, width) : pull };
}

/**
 * Hugging Face rotates element j of a head with j + width / 2, GGUF's llama neighbours: output row
 * (h, j, half) is input row (h, half, j).
 */
function pairedRows(info: TensorInfo, pull: Pull, width: number): Pull {
  return orderedRows(info, pull, width, (j) => (j % 2) * (width / 2) + (j >> 1));
}

/** Row j of each head of `width` rows is the stored row `from(j)` of it. A whole head is read at a time. */
function orderedRows(info: TensorInfo, pull: Pull, width: number, from: (j: number) => number): Pull {
  const row = info.bytes / (info.shape[0] ?? 1);
  return async (offset, into) => {
    if (!(offset >= 0 && offset + into.length <= info.bytes))
      throw new RangeError(`bytes ${offset} to ${offset + into.length} of a tensor of ${info.bytes}`);
    const block = new Uint8Array(width * row);
    const ordered = new Uint8Array(block.length);
    for (let done = 0; done < into.length; ) {
      const start = Math.floor((offset + done) / block.length) * block.length;
      await pull(start, block);
      for (let j = 0; j < width; j++) ordered.set(block.subarray(from(j) * row, (from(j) + 1) * row), j * row);
      const slice = ordered.subarray(offset + done - start).subarray(0, into.length - done);
      into.set(slice, done);
      done += slice.length;
    }
  };
}

/** A short tensor as F32, as GGUF wants vectors; its elements paired like rows when `width` is given. */
function asF32({ info, pull }: StoredTensor, width: number, shift: number): StoredTensor {
  const elements = info.shape.reduce((product, size) => product * size, 1);
  const bytes = byteLength('F32', elements);
  if (info.type === 'F32' && width === 0 && shift === 0) return { info, pull };
  return {
    info: { ...info, type: 'F32', bytes },
    async pull(offset, into) {
      const raw = new Uint8Array(info.bytes);
      await pull(0, raw);
      const values = new Float32Array(elements);
      dequantize(info.type, raw, values);
      const out = new DataView(new ArrayBuffer(bytes));
      for (let i = 0; i < elements; i++) {
        const j = width ? i % width : 0;
        const from = width ? i - j + (j % 2) * (width / 2) + (j >> 1) : i;
        out.setFloat32(4 * i, values[from]! + shift, true);
      }
      if (!(offset >= 0 && offset + into.length <= bytes))
        throw new RangeError(`bytes ${offset} to ${offset + into.length} of a tensor of ${bytes}`);
      into.set(new Uint8Array(out.buffer, offset, into.length));
    },
  };
}
