// Damages small valid model files, adapters and saved sessions in every way that a disk, a network or an attacker could, opens them,
// and judges: each loads whole or is refused with a typed error that names the field, and neither takes
// more memory than the file's size allows. Case i of a seed is the same on every machine.
import { type ByteSource, bufferSource } from '../../src/base/bytes.ts';
import { type ErrorCode, TwofilesError } from '../../src/base/errors.ts';
import { Random } from '../../src/base/random.ts';
import type { Checkpoint } from '../../src/model/checkpoint.ts';
import { openGguf } from '../../src/model/gguf.ts';
import { openHuggingFace } from '../../src/model/huggingface.ts';
import { parseJson } from '../../src/model/json.ts';
import { openLlama2c } from '../../src/model/llama2c.ts';
import { loadModel } from '../../src/model/model.ts';
import { byteLength, DTYPES, type DType } from '../../src/silicon/dtype.ts';
import type { Backend } from '../../src/silicon/ops.ts';
import { createTokenizer } from '../../src/text/create.ts';
import { damageBytes, damageHeader, damageJson } from './damage.ts';
import { adapterSpecimen, sessionSpecimens } from './fuzz-engine.ts';
import type { VocabularyKind } from './random-vocabulary.ts';
import {
  ggufBytes,
  llama2cBytes,
  llama2cTokenizerBytes,
  pullAll,
  safetensorsBytes,
  smallModel,
  tokenizerJson,
  typedCheckpoint,
} from './small-files.ts';

type Files = Readonly<Record<string, Uint8Array>>;

/** Something valid as files by name, and what is done with it. */
export interface Specimen {
  readonly name: string;
  readonly files: Files;
  /** Codes that may refuse it besides `bad-file` and `unsupported`. */
  readonly codes?: readonly ErrorCode[];
  /** Damages a file; without it, what its name calls for. */
  readonly damage?: (bytes: Uint8Array, random: Random) => Uint8Array;
  /** Opens the files and does everything that they are for. */
  use(files: Files): Promise<void>;
}

/** A model. `whole`: it has all weights that the engine needs. */
export interface ModelSpecimen extends Specimen {
  open(files: Files): Promise<Checkpoint>;
}

export function modelSpecimen(
  name: string,
  files: Files,
  whole: boolean,
  open: (files: Files) => Promise<Checkpoint>,
): ModelSpecimen {
  return { name, files, open, use: async (damaged) => exercise(await open(damaged), whole) };
}

const KINDS: readonly VocabularyKind[] = ['bpe', 'spm', 'wordpiece'];
const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

/** Everything that is damaged. */
export async function specimens(): Promise<Specimen[]> {
  return [...(await modelSpecimens()), ...(await sessionSpecimens()), await adapterSpecimen()];
}

/** Small valid models of every format, tensor type and kind of tokenizer. */
export async function modelSpecimens(): Promise<ModelSpecimen[]> {
  const types = Object.keys(DTYPES) as DType[];
  return [
    ...(await Promise.all(
      types.map((type, i) => ggufSpecimen(`gguf ${type}`, typedCheckpoint(type, KINDS[i % 3]!), false)),
    )),
    await ggufSpecimen('gguf in two parts', typedCheckpoint('Q4_0', 'bpe'), false, 200),
    await ggufSpecimen('gguf llama', (await smallModel('llama')).gguf, true),
    await ggufSpecimen('gguf gemma3', (await smallModel('gemma3')).gguf, true),
    await huggingFaceSpecimen('llama', 'F32', 'spm', true),
    await huggingFaceSpecimen('qwen3', 'F16', 'bpe', false),
    await huggingFaceSpecimen('gemma3', 'BF16', 'bpe', false),
    await huggingFaceSpecimen('bert', 'F32', 'wordpiece', false),
    llama2cSpecimen(),
  ];
}

async function ggufSpecimen(
  name: string,
  model: Checkpoint,
  whole: boolean,
  maxPartBytes = Infinity,
): Promise<ModelSpecimen> {
  const parts = await ggufBytes(model, { maxPartBytes });
  const files = Object.fromEntries(parts.map((part, i) => [`part ${i}`, part]));
  return modelSpecimen(name, files, whole, openParts);
}

function openParts(files: Files): Promise<Checkpoint> {
  return openGguf(Object.entries(files).map(([part, bytes]) => bufferSource(part, bytes)));
}

async function huggingFaceSpecimen(
  family: 'llama' | 'qwen3' | 'gemma3' | 'bert',
  type: 'F32' | 'F16' | 'BF16',
  kind: VocabularyKind,
  sharded: boolean,
): Promise<ModelSpecimen> {
  const { config, tensors } = await smallModel(family, type);
  const names = Object.keys(tensors);
  const shardOf = (i: number): string => (sharded && i % 2 ? 'b.safetensors' : 'a.safetensors');
  const shards = [...new Set(names.map((_, i) => shardOf(i)))].map((shard): [string, Uint8Array] => {
    const own = names.filter((_, i) => shardOf(i) === shard).map((name) => [name, tensors[name]!]);
    return [shard, safetensorsBytes(Object.fromEntries(own))];
  });
  const files: Record<string, Uint8Array> = {
    ...Object.fromEntries(shards),
    'config.json': json({ ...config, rope_scaling: { rope_type: 'llama3', factor: 8 }, bos_token_id: 1 }),
    'tokenizer.json': json(tokenizerJson(kind)),
    'tokenizer_config.json': json({
      add_bos_token: true,
      ...{
        bpe: { bos_token: '<|begin|>' },
        spm: { bos_token: '<s>' },
        wordpiece: { cls_token: '[CLS]', sep_token: '[SEP]' },
      }[kind],
      chat_template: [{ name: 'default', template: '{{ x }}' }],
    }),
    'generation_config.json': json({ eos_token_id: [2, 3] }),
    ...(sharded
      ? { 'index.json': json({ weight_map: Object.fromEntries(names.map((name, i) => [name, shardOf(i)])) }) }
      : {}),
    ...(family === 'bert' ? { 'pooling.json': json({ pooling_mode_mean_tokens: true }) } : {}),
  };
  return modelSpecimen(`hugging face ${family}`, files, true, openFiles);
}

function openFiles(files: Files): Promise<Checkpoint> {
  const parsed = (name: string): unknown => files[name] && parseJson(files[name], name, 'the whole file');
  const shards = new Map<string, ByteSource>();
  for (const [name, bytes] of Object.entries(files))
    if (name.endsWith('.safetensors')) shards.set(name, bufferSource(name, bytes));
  return openHuggingFace({
    name: 'made',
    config: parsed('config.json'),
    tokenizer: parsed('tokenizer.json'),
    tokenizerConfig: parsed('tokenizer_config.json'),
    generationConfig: parsed('generation_config.json'),
    index: parsed('index.json'),
    pooling: parsed('pooling.json'),
    shards,
  });
}

function llama2cSpecimen(): ModelSpecimen {
  const files = { weights: llama2cBytes(), tokenizer: llama2cTokenizerBytes() };
  return modelSpecimen('llama2.c', files, true, ({ weights, tokenizer }) =>
    openLlama2c(bufferSource('weights', weights!), bufferSource('tokenizer', tokenizer!)),
  );
}

export type Outcome = 'loaded' | ErrorCode;

/** Memory taken since `restart`, bytes: what was allocated in all, freed or not. */
export interface Meter {
  restart(): void;
  read(): number;
}

export interface Verdict {
  readonly specimen: string;
  readonly outcome: Outcome;
  /** Bytes allocated while opening and reading, in all. */
  readonly allocated: number;
  /** Of the damaged files together, bytes. */
  readonly size: number;
}

/** What may be allocated in all, freed or not: so much a byte of file, and a fixed part. Undamaged specimens take under 2 MB. */
export const ALLOWANCE = { perByte: 64, fixed: 8 * 1024 * 1024 };
const ENGINE = 4 * 1024 * 1024; // bytes of weights and activations that the specimens may ask of the engine
const SAMPLE = 'Once upon a time, <|begin|> the cat said: “héllo” 12 345\n\n[CLS] 世界 🙂 </s>';

/** Runs one case. Throws an Error that says what is wrong when the case fails. */
export async function runCase(all: readonly Specimen[], seed: number, index: number, meter: Meter): Promise<Verdict> {
  const random = new Random((seed + Math.imul(index, 0x9e3779b9)) | 0);
  const specimen = random.pick(all);
  const files = damage(specimen, random);
  const size = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0);
  meter.restart();
  let outcome: Outcome = 'loaded';
  try {
    await specimen.use(files);
  } catch (error) {
    outcome = judge(error, specimen.codes ?? []);
  }
  const allocated = meter.read();
  if (allocated > ALLOWANCE.fixed + ALLOWANCE.perByte * size)
    throw new Error(`${specimen.name}: allocated ${allocated} bytes for ${size} bytes of files`);
  return { specimen: specimen.name, outcome, allocated, size };
}

function damage(specimen: Specimen, random: Random): Files {
  const name = random.pick(Object.keys(specimen.files));
  const bytes = specimen.files[name]!;
  const structured = random.int(3) > 0;
  let damaged: Uint8Array;
  if (specimen.damage) damaged = specimen.damage(bytes, random);
  else if (structured && name.endsWith('.json')) damaged = damageJson(bytes, random);
  else if (structured && name.endsWith('.safetensors')) damaged = damageHeader(bytes, random);
  else damaged = damageBytes(bytes, random);
  return { ...specimen.files, [name]: damaged };
}

/** Reads everything that was promised, and makes the tokenizer do its work. */
async function exercise(checkpoint: Checkpoint, whole: boolean): Promise<void> {
  for (const name of checkpoint.tensors.keys()) await pullAll(checkpoint, name);
  const { tokenizer: spec } = checkpoint;
  if (spec) {
    const tokenizer = createTokenizer(spec);
    tokenizer.decode(tokenizer.encode(SAMPLE, { special: true, wrap: true }));
  }
  if (!whole) return;
  const model = await loadModel(checkpoint, hollowBackend());
  await model.close();
}

/** A backend that reads weights and counts memory, and keeps nothing. */
function hollowBackend(): Backend {
  let id = 0;
  let allocated = 0;
  return {
    name: 'hollow',
    get allocated() {
      return allocated;
    },
    allocate(type, rows, cols, label) {
      allocated += byteLength(type === 'I32' ? 'F32' : type, rows * cols);
      if (allocated > ENGINE) throw new Error(`the engine asks for ${rows} rows of ${cols} for ${label}`);
      return { id: id++, type, rows, cols, label };
    },
    free() {},
    async load({ type, rows, cols }, pull) {
      await pull(0, new Uint8Array(byteLength(type === 'I32' ? 'F32' : type, rows * cols)));
    },
    write() {},
    async read() {
      return new Float32Array(0);
    },
    async readBytes() {
      return new Uint8Array(0);
    },
    async writeBytes() {},
    async submit() {},
    async close() {},
  };
}

function judge(error: unknown, codes: readonly ErrorCode[]): Outcome {
  if (!(error instanceof TwofilesError)) throw error;
  if (codes.includes(error.code)) return error.code;
  if (error.code !== 'bad-file' && error.code !== 'unsupported')
    throw new Error(`the code is ${error.code}: ${error.message}`, { cause: error });
  if (!error.field) throw new Error(`the error names no field: ${error.message}`, { cause: error });
  return error.code;
}
