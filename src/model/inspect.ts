// What a checkpoint is, without loading it: architecture, shapes, types, bytes by part, tokenizer,
// template, provenance, and the memory that running it takes. Works on files that cannot be run too
// (an unknown architecture, a vocabulary alone): then `problem` says why.
import { TwofilesError } from '../base/errors.ts';
import type { DType } from '../silicon/dtype.ts';
import { createTokenizer } from '../text/create.ts';
import { chatTemplate, type TemplateKind } from '../text/template.ts';
import type { TokenizerSpec, TokenKind } from '../text/tokenizer.ts';
import type { Checkpoint, MetadataValue, TensorInfo } from './checkpoint.ts';
import { configFromMetadata, type ModelConfig } from './config.ts';

export const PARTS = ['embedding', 'attention', 'feed-forward', 'norms', 'output', 'other'] as const;
export type Part = (typeof PARTS)[number];

/** Tensors taken together. */
export interface Share {
  readonly tensors: number;
  readonly parameters: number;
  readonly bytes: number;
}

export interface SpecialToken {
  /** What it is for: 'bos', 'eos', … or 'control' for one without a role in the file. */
  readonly role: string;
  readonly id: number;
  readonly text: string;
}

export interface TokenizerSummary {
  readonly model: TokenizerSpec['model'];
  readonly pre: string;
  readonly size: number;
  readonly merges: number;
  readonly kinds: Readonly<Partial<Record<TokenKind, number>>>;
  readonly specials: readonly SpecialToken[];
  /** Control tokens that are not listed in `specials`, which stops at a readable number. */
  readonly moreControl: number;
  readonly adds: readonly string[];
}

export interface TemplateSummary {
  /** The file's own, or the fallback that stands in for it. Undefined when it cannot be used. */
  readonly kind: TemplateKind | undefined;
  /** Length of the file's own, characters; 0 without one. */
  readonly characters: number;
  /** Why it cannot be used. */
  readonly problem: string | undefined;
}

export interface MemoryNeed {
  /** The weights as stored, bytes. */
  readonly weights: number;
  /** Keys and values of one position, bytes. */
  readonly kvPerToken: number;
  /** The model's whole window, tokens, and its keys and values, bytes. */
  readonly context: number;
  readonly kvAtContext: number;
}

export interface Inspection {
  readonly name: string;
  readonly format: Checkpoint['format'];
  readonly architecture: string | undefined;
  /** Undefined when this build cannot run it. */
  readonly config: ModelConfig | undefined;
  /** Why it cannot be run. */
  readonly problem: string | undefined;
  readonly parameters: number;
  /** Stored length of all tensors. */
  readonly bytes: number;
  readonly bitsPerWeight: number;
  /** The output matrix is the token embedding. */
  readonly tied: boolean;
  readonly types: readonly (Share & { readonly type: DType })[];
  readonly parts: readonly (Share & { readonly part: Part })[];
  readonly tokenizer: TokenizerSummary | undefined;
  /** The chat template; undefined without a tokenizer. */
  readonly template: TemplateSummary | undefined;
  readonly provenance: readonly { readonly key: string; readonly value: string }[];
  readonly memory: MemoryNeed | undefined;
  readonly tensors: readonly TensorInfo[];
}

const KV_BYTES = 4; // sessions hold keys and values as F32
const MOST_SPECIALS = 24;
/** Keys under `general.` that describe the file and not where it comes from. */
const MECHANICS = /^general\.(architecture|alignment|file_type|quantization_version|type|tensor_count)$/;
const PROVENANCE = /^general\.|licen[cs]e|provenance|copyright|dataset|(^|\.)source(\.|_|$)/;

/** Describes a checkpoint from its header alone. Never throws for a model this build cannot run. */
export function inspectCheckpoint(checkpoint: Checkpoint): Inspection {
  const tensors = [...checkpoint.tensors.values()];
  const total = share(tensors);
  const named = checkpoint.metadata.get('general.architecture')?.value;
  const { config, problem } = readConfig(checkpoint);
  const { spec, missing } = readTokenizer(checkpoint);
  return {
    name: checkpoint.name,
    format: checkpoint.format,
    architecture: typeof named === 'string' ? named : undefined,
    config,
    problem: problem ?? missing ?? (tensors.length === 0 ? 'There are no weights in it.' : undefined),
    parameters: total.parameters,
    bytes: total.bytes,
    bitsPerWeight: total.parameters > 0 ? (total.bytes * 8) / total.parameters : 0,
    tied: tensors.length > 0 && config?.causal === true && !checkpoint.tensors.has('output.weight'),
    types: [...Map.groupBy(tensors, (tensor) => tensor.type)]
      .map(([type, group]) => ({ type, ...share(group) }))
      .sort((a, b) => b.bytes - a.bytes),
    parts: PARTS.map((part) => ({ part, ...share(tensors.filter((tensor) => partOf(tensor.name) === part)) })).filter(
      (part) => part.tensors > 0,
    ),
    tokenizer: spec && summarise(spec),
    template: spec && readTemplate(checkpoint, spec),
    provenance: provenance(checkpoint),
    memory: config && memoryNeed(config, total.bytes),
    tensors,
  };
}

/** Where a tensor belongs, by its GGUF name. */
export function partOf(name: string): Part {
  if (/norm/.test(name)) return 'norms';
  if (/^(token_embd|position_embd|token_types)\b/.test(name)) return 'embedding';
  if (/^blk\.\d+\.attn/.test(name)) return 'attention';
  if (/^blk\.\d+\.ffn/.test(name)) return 'feed-forward';
  return /^output\b/.test(name) ? 'output' : 'other';
}

/** Bytes of keys and values a position: two vectors of K·N in each layer. */
export function kvBytesPerToken(config: ModelConfig): number {
  return config.causal ? config.layers * 2 * config.kvHeads * config.headDim * KV_BYTES : 0;
}

function memoryNeed(config: ModelConfig, weights: number): MemoryNeed {
  const kvPerToken = kvBytesPerToken(config);
  return { weights, kvPerToken, context: config.context, kvAtContext: kvPerToken * config.context };
}

function readConfig(checkpoint: Checkpoint): { config?: ModelConfig; problem?: string } {
  try {
    return { config: configFromMetadata(checkpoint.metadata, checkpoint.name) };
  } catch (error) {
    if (error instanceof TwofilesError) return { problem: `${error.message} ${error.next}` };
    throw error;
  }
}

/** The tokenizer, or why this build cannot use it. */
function readTokenizer(checkpoint: Checkpoint): { spec?: TokenizerSpec | undefined; missing?: string } {
  try {
    return { spec: checkpoint.tokenizer };
  } catch (error) {
    if (error instanceof TwofilesError) return { missing: `${error.message} ${error.next}` };
    throw error;
  }
}

function readTemplate({ chatTemplate: source }: Checkpoint, spec: TokenizerSpec): TemplateSummary {
  const characters = source?.length ?? 0;
  try {
    return { kind: chatTemplate(source, createTokenizer(spec)).kind, characters, problem: undefined };
  } catch (error) {
    if (error instanceof TwofilesError) return { kind: undefined, characters, problem: error.message };
    throw error;
  }
}

function share(tensors: readonly TensorInfo[]): Share {
  let parameters = 0;
  let bytes = 0;
  for (const tensor of tensors) {
    parameters += tensor.shape.reduce((product, side) => product * side, 1);
    bytes += tensor.bytes;
  }
  return { tensors: tensors.length, parameters, bytes };
}

function summarise(spec: TokenizerSpec): TokenizerSummary {
  const kinds: Partial<Record<TokenKind, number>> = {};
  for (const kind of spec.kinds) kinds[kind] = (kinds[kind] ?? 0) + 1;
  const special = (role: string, id: number): SpecialToken => ({ role, id, text: spec.tokens[id] ?? '' });
  const { bos, eos, eot, unknown, separator, padding, mask } = spec;
  const specials = Object.entries({ bos, eos, eot, unknown, separator, padding, mask }).flatMap(([role, id]) =>
    id === undefined ? [] : [special(role, id)],
  );
  const listed = new Set(specials.map((token) => token.id));
  const control = spec.kinds.flatMap((kind, id) =>
    kind === 'control' && !listed.has(id) ? [special('control', id)] : [],
  );
  const room = Math.max(0, MOST_SPECIALS - specials.length);
  const adds = { bos: spec.addBos, eos: spec.addEos, separator: spec.addSeparator, space: spec.addSpacePrefix };
  return {
    model: spec.model,
    pre: spec.pre,
    size: spec.tokens.length,
    merges: spec.merges?.length ?? 0,
    kinds,
    specials: [...specials, ...control.slice(0, room)],
    moreControl: Math.max(0, control.length - room),
    adds: Object.entries(adds).flatMap(([what, on]) => (on ? [what] : [])),
  };
}

function provenance(checkpoint: Checkpoint): { key: string; value: string }[] {
  return [...checkpoint.metadata].flatMap(([key, { value }]) =>
    PROVENANCE.test(key) && !MECHANICS.test(key) && !key.startsWith('tokenizer.') ? [{ key, value: show(value) }] : [],
  );
}

function show(value: MetadataValue): string {
  return typeof value === 'object' ? value.values.map(String).join(', ') : String(value);
}
