// A Hugging Face model (config.json, safetensors, tokenizer.json) presented as if it were GGUF.
// Takes parsed JSON and open shards, so that it works the same from a disk, a page or a test.
import { z } from 'zod';
import type { ByteSource } from '../base/bytes.ts';
import { badFile } from '../base/errors.ts';
import { specToMetadata } from '../text/gguf-vocab.ts';
import type { TokenizerSpec } from '../text/tokenizer.ts';
import { specFromTokenizerJson } from '../text/tokenizer-json.ts';
import { type Checkpoint, checkpointOf, type MetadataEntry, type StoredTensor } from './checkpoint.ts';
import { configMetadata, type HuggingFaceConfig, llama3Factors, readConfig } from './huggingface-config.ts';
import { ggufTensors, isSkipped } from './huggingface-tensors.ts';
import { readSafetensors } from './safetensors.ts';

/** Parsed JSON files are `unknown`: everything in them is checked here. */
export interface HuggingFaceFiles {
  /** For messages, and the model's name in metadata. */
  readonly name: string;
  /** `config.json`. */
  readonly config: unknown;
  /** `tokenizer.json`. */
  readonly tokenizer?: unknown;
  /** `tokenizer_config.json`. */
  readonly tokenizerConfig?: unknown;
  /** `generation_config.json`. */
  readonly generationConfig?: unknown;
  /** `model.safetensors.index.json`: which shard each tensor is in. */
  readonly index?: unknown;
  /** `1_Pooling/config.json` of an embedding model. */
  readonly pooling?: unknown;
  /** `chat_template.jinja`, which goes before the one in `tokenizer_config.json`. */
  readonly chatTemplate?: string | undefined;
  /** The safetensors files by their names. */
  readonly shards: ReadonlyMap<string, ByteSource>;
}

/**
 * Opens a model of the llama (1 to 3, Mistral, SmolLM2), qwen2, qwen3, gemma3 (text) or BERT family.
 * The checkpoint owns the shards once this returns; when it throws, the caller still does.
 * @throws `bad-file` naming the JSON path or tensor, `unsupported` for a family or feature.
 */
export async function openHuggingFace(files: HuggingFaceFiles): Promise<Checkpoint> {
  const { name, shards } = files;
  const config = readConfig(files.config, `${name}/config.json`);
  const tensors = ggufTensors(await readShards(files), config, name);
  checkSizes(tensors, config, name);
  const factors = llama3Factors(config);
  const spec = readTokenizer(files, config);
  const metadata: [string, MetadataEntry][] = [
    ...configMetadata(config, name.replace(/\/+$/, '').split('/').at(-1) ?? name, poolingType(files)),
    ...(spec ? specToMetadata(spec) : []),
  ];
  const template = chatTemplate(files);
  if (template !== undefined) metadata.push(['tokenizer.chat_template', { type: 'string', value: template }]);
  return checkpointOf({
    format: 'safetensors',
    name,
    metadata: new Map(metadata),
    tensors: factors ? [ropeFactors(factors), ...tensors] : tensors,
    readTokenizer: () => spec,
    sources: [...shards.values()],
  });
}

/** The sizes that memory is taken for on the word of config.json; the loader checks all the others. */
function checkSizes(tensors: readonly StoredTensor[], config: HuggingFaceConfig, name: string): void {
  const { vocab, width, heads, headDim } = config;
  const expect = (tensor: string, shape: readonly number[], fields: string): void => {
    const found = tensors.find(({ info }) => info.name === tensor)?.info.shape;
    if (found?.join() !== shape.join())
      throw badFile(
        `${name}/config.json`,
        fields,
        `asks for ${tensor} (${shape}), the weights have (${found ?? 'none'})`,
      );
  };
  expect('token_embd.weight', [vocab, width], 'vocab_size');
  expect('blk.0.attn_q.weight', [heads * headDim, width], 'head_dim');
}

async function readShards({ name, index, shards }: HuggingFaceFiles): Promise<StoredTensor[]> {
  const expected = index === undefined ? undefined : readIndex(index, name);
  const tensors: StoredTensor[] = [];
  const seen = new Map<string, string>();
  for (const [shard, source] of shards)
    for (const tensor of await readSafetensors(source, isSkipped)) {
      const known = tensor.info.name;
      if (seen.has(known)) throw badFile(source.name, known, `the tensor is in ${seen.get(known)} too`);
      seen.set(known, shard);
      tensors.push(tensor);
    }
  for (const [tensor, shard] of expected ?? [])
    if (seen.get(tensor) !== shard && !isSkipped(tensor))
      throw badFile(`${name}/model.safetensors.index.json`, `weight_map.${tensor}`, `is not in ${shard}`);
  return tensors;
}

const indexSchema = z.looseObject({ weight_map: z.record(z.string(), z.string()) });

/** Tensor → shard. @throws `bad-file`. */
export function readIndex(json: unknown, name: string): Map<string, string> {
  const parsed = indexSchema.safeParse(json);
  if (parsed.success) return new Map(Object.entries(parsed.data.weight_map));
  const issue = parsed.error.issues[0]!;
  throw badFile(`${name}/model.safetensors.index.json`, issue.path.join('.') || 'weight_map', issue.message);
}

/** Llama 3's frequency divisors as the tensor GGUF keeps them in. */
function ropeFactors(factors: Float32Array): StoredTensor {
  const view = new DataView(new ArrayBuffer(factors.length * 4));
  for (const [i, factor] of factors.entries()) view.setFloat32(4 * i, factor, true);
  const bytes = new Uint8Array(view.buffer);
  return {
    info: { name: 'rope_freqs.weight', type: 'F32', shape: [factors.length], bytes: bytes.length },
    pull: async (offset, into) => into.set(bytes.subarray(offset, offset + into.length)),
  };
}

/** The tokenizer, with as many tokens as the model has rows: converters fill up, and drop what has no row. */
function readTokenizer(files: HuggingFaceFiles, config: HuggingFaceConfig): TokenizerSpec | undefined {
  if (files.tokenizer === undefined) return undefined;
  const spec = specFromTokenizerJson(files.tokenizer, files.tokenizerConfig, `${files.name}/tokenizer.json`);
  const { vocab } = config;
  const missing = Math.max(0, vocab - spec.tokens.length);
  const row = (id: number | undefined): number | undefined => (id !== undefined && id < vocab ? id : undefined);
  const stops = [...generationStops(files), ...config.eos];
  const eos = row(spec.eos ?? stops[0]);
  return {
    ...spec,
    tokens: [
      ...spec.tokens.slice(0, vocab),
      ...Array.from({ length: missing }, (_, i) => `[PAD${vocab - missing + i}]`),
    ],
    kinds: [...spec.kinds.slice(0, vocab), ...Array.from({ length: missing }, () => 'unused' as const)],
    scores: spec.scores && Float32Array.from({ length: vocab }, (_, i) => spec.scores?.[i] ?? UNUSED_SCORE),
    bos: row(spec.bos ?? config.bos[0]),
    eos,
    eot: row(spec.eot ?? stops.find((id) => id !== eos)),
    unknown: row(spec.unknown),
    separator: row(spec.separator),
    padding: row(spec.padding),
    mask: row(spec.mask),
  };
}

const UNUSED_SCORE = -10_000; // what llama.cpp's converter gives to rows without a token
const stopSchema = z.looseObject({ eos_token_id: z.union([z.int(), z.array(z.int())]).nullish() });

function generationStops({ name, generationConfig }: HuggingFaceFiles): number[] {
  if (generationConfig === undefined) return [];
  const parsed = stopSchema.safeParse(generationConfig);
  if (!parsed.success) throw badFile(`${name}/generation_config.json`, 'eos_token_id', parsed.error.issues[0]!.message);
  return [parsed.data.eos_token_id ?? []].flat();
}

const templateSchema = z.looseObject({
  chat_template: z.union([z.string(), z.array(z.looseObject({ name: z.string(), template: z.string() }))]).nullish(),
});

function chatTemplate({ name, chatTemplate: own, tokenizerConfig }: HuggingFaceFiles): string | undefined {
  if (own !== undefined) return own;
  if (tokenizerConfig === undefined) return undefined;
  const parsed = templateSchema.safeParse(tokenizerConfig);
  if (!parsed.success) throw badFile(`${name}/tokenizer_config.json`, 'chat_template', parsed.error.issues[0]!.message);
  const template = parsed.data.chat_template;
  if (template == null || typeof template === 'string') return template ?? undefined;
  return template.find((one) => one.name === 'default')?.template;
}

const poolingSchema = z.looseObject({
  pooling_mode_mean_tokens: z.boolean().nullish(),
  pooling_mode_cls_token: z.boolean().nullish(),
  pooling_mode_lasttoken: z.boolean().nullish(),
});

/** GGUF's pooling type id: 1 mean, 2 cls, 3 last. */
function poolingType({ name, pooling }: HuggingFaceFiles): number | undefined {
  if (pooling === undefined) return undefined;
  const file = `${name}/1_Pooling/config.json`;
  const parsed = poolingSchema.safeParse(pooling);
  if (!parsed.success) throw badFile(file, 'pooling_mode', parsed.error.issues[0]!.message);
  const { pooling_mode_mean_tokens: mean, pooling_mode_cls_token: cls, pooling_mode_lasttoken: last } = parsed.data;
  if (mean) return 1;
  if (cls) return 2;
  if (last) return 3;
  throw badFile(file, 'pooling_mode', 'is none of mean, cls and last');
}
