// A tokenizer as GGUF metadata (keys `tokenizer.ggml.*`), read and written. What a file leaves out is filled
// in as llama.cpp does. Reading checks everything that later code relies on.
import { badFile, unsupported } from '../base/errors.ts';
import { type Pretokenizer, pretokenizer } from './pretokenize.ts';
import type { TokenizerModel, TokenizerSpec, TokenKind } from './tokenizer.ts';

const PREFIX = 'tokenizer.ggml.';

/** A metadata value as a reader hands it over: arrays plain, integers as numbers where they fit. */
export type GgufGet = (key: string) => unknown;

type Scalar = string | number | boolean;

/** A metadata entry with its exact GGUF type. */
export type VocabularyEntry =
  | { readonly type: 'string' | 'u32' | 'bool'; readonly value: Scalar }
  | {
      readonly type: 'array';
      readonly value: { readonly type: 'string' | 'f32' | 'i32'; readonly values: readonly Scalar[] };
    };

const MODELS: Readonly<Record<string, TokenizerModel>> = { gpt2: 'bpe', llama: 'spm', bert: 'wordpiece' };

/** By GGUF's number; 0, "undefined", says nothing about a token that could be used. */
const KINDS: readonly TokenKind[] = ['unused', 'normal', 'unknown', 'control', 'user-defined', 'unused', 'byte'];

type Role = 'bos' | 'eos' | 'eot' | 'unknown' | 'separator' | 'padding' | 'mask';

/** The key of each role; "seperator" is the format's own spelling. */
const ROLE_KEYS: Readonly<Record<Role, string>> = {
  bos: 'bos_token_id',
  eos: 'eos_token_id',
  eot: 'eot_token_id',
  unknown: 'unknown_token_id',
  separator: 'seperator_token_id',
  padding: 'padding_token_id',
  mask: 'mask_token_id',
};

const DEFAULT_ROLES: Readonly<Record<TokenizerModel, Partial<Record<Role, number>>>> = {
  bpe: {},
  spm: { bos: 1, eos: 2, unknown: 0 },
  wordpiece: { bos: 101, unknown: 100, separator: 102, padding: 0, mask: 103 },
};

/**
 * The tokenizer of a GGUF file, or undefined when it has none.
 * Throws `bad-file` naming the key at fault, `unsupported` for an algorithm or pre-tokenizer not known here.
 */
export function specFromMetadata(get: GgufGet, file: string): TokenizerSpec | undefined {
  const read = new Keys(get, file);
  const name = read.string('model');
  if (name === 'none' || name === 'no_vocab') return undefined;
  const texts = read.list('tokens');
  if (name === undefined && texts === undefined) return undefined;
  if (name === undefined) throw read.bad('model', 'missing, though there are tokens');
  if (texts === undefined) throw read.bad('tokens', 'missing');
  const model = Object.hasOwn(MODELS, name) ? MODELS[name] : undefined;
  if (model === undefined)
    throw unsupported(
      `${file}: the tokenizer algorithm '${name}' is not supported.`,
      'Use a model with one of: gpt2 (byte-level BPE), llama (SentencePiece BPE), bert (WordPiece).',
      `${PREFIX}model`,
    );
  if (read.boolean('normalizer.lowercase') === false)
    throw unsupported(`${file}: a cased WordPiece.`, 'Use an uncased model.', `${PREFIX}normalizer.lowercase`);
  const tokens = texts.map((text, i) => {
    if (typeof text !== 'string') throw read.bad(`tokens[${i}]`, 'is no string');
    return text;
  });
  return { ...vocabularyOf(read, model, tokens), ...settingsOf(read, model, tokens.length) };
}

type Settings = Omit<TokenizerSpec, 'tokens' | 'kinds' | 'scores' | 'merges'>;
type Texts = Pick<TokenizerSpec, 'tokens' | 'kinds' | 'scores' | 'merges'>;

function vocabularyOf(read: Keys, model: TokenizerModel, tokens: readonly string[]): Texts {
  const kinds = read.sized('token_type', tokens.length)?.map((value, i) => {
    const kind = typeof value === 'number' ? KINDS[value] : undefined;
    if (kind === undefined) throw read.bad(`token_type[${i}]`, `${String(value)} is no token type`);
    return kind;
  });
  const scores = read.sized('scores', tokens.length)?.map((value, i) => {
    if (typeof value !== 'number' || Number.isNaN(value)) throw read.bad(`scores[${i}]`, 'is no number');
    return value;
  });
  const merges = read.list('merges')?.map((line, i) => {
    const cut = typeof line === 'string' ? line.indexOf(' ', 1) : -1;
    if (typeof line !== 'string' || cut < 0 || cut === line.length - 1)
      throw read.bad(`merges[${i}]`, 'is not two symbols with a space between');
    return line;
  });
  if (model === 'bpe' && merges === undefined) throw read.bad('merges', 'missing');
  if (model === 'spm' && merges === undefined && scores === undefined) throw read.bad('scores', 'missing');
  return {
    tokens,
    kinds: kinds ?? tokens.map(() => 'normal'),
    ...(scores && model === 'spm' ? { scores: Float32Array.from(scores) } : {}),
    ...(merges && model !== 'wordpiece' ? { merges } : {}),
  };
}

function settingsOf(read: Keys, model: TokenizerModel, size: number): Settings {
  const pre = read.string('pre') ?? 'default';
  const implied: Partial<Pretokenizer> = model === 'bpe' ? pretokenizer(pre) : {};
  const roles: Partial<Record<Role, number>> = {};
  for (const [role, key] of Object.entries(ROLE_KEYS) as [Role, string][]) {
    const id = read.id(key, size) ?? (role === 'bos' ? read.id('cls_token_id', size) : undefined);
    const standard = DEFAULT_ROLES[model][role];
    if (id !== undefined) roles[role] = id;
    else if (standard !== undefined && standard < size) roles[role] = standard;
  }
  const addBos = read.boolean('add_bos_token') ?? (model === 'bpe' ? implied.addBos === true : true);
  const addEos = read.boolean('add_eos_token') ?? false;
  const addSeparator = read.boolean('add_sep_token') ?? model === 'wordpiece';
  if (addBos && roles.bos === undefined) throw read.bad('bos_token_id', 'missing, though add_bos_token asks for it');
  if (addEos && roles.eos === undefined) throw read.bad('eos_token_id', 'missing, though add_eos_token asks for it');
  if (addSeparator && roles.separator === undefined)
    throw read.bad('seperator_token_id', 'missing, though add_sep_token asks for it');
  const extraWhitespaces = read.boolean('remove_extra_whitespaces');
  return {
    model,
    pre,
    ...roles,
    addBos,
    addEos,
    ...(addSeparator ? { addSeparator } : {}),
    addSpacePrefix: read.boolean('add_space_prefix') ?? model === 'spm',
    ...(extraWhitespaces === undefined ? {} : { removeExtraWhitespaces: extraWhitespaces }),
    ...(implied.ignoreMerges ? { ignoreMerges: true } : {}),
  };
}

/** Typed look-ups of `tokenizer.ggml.*`. */
class Keys {
  readonly #get: GgufGet;
  readonly #file: string;

  constructor(get: GgufGet, file: string) {
    this.#get = get;
    this.#file = file;
  }

  bad(key: string, problem: string): Error {
    return badFile(this.#file, PREFIX + key, problem);
  }

  string(key: string): string | undefined {
    const value = this.#get(PREFIX + key);
    if (value === undefined || typeof value === 'string') return value;
    throw this.bad(key, 'is no string');
  }

  boolean(key: string): boolean | undefined {
    const value = this.#get(PREFIX + key);
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.bad(key, 'is no boolean');
  }

  list(key: string): readonly unknown[] | undefined {
    const value = this.#get(PREFIX + key);
    if (value === undefined || Array.isArray(value)) return value;
    throw this.bad(key, 'is no array');
  }

  sized(key: string, size: number): readonly unknown[] | undefined {
    const values = this.list(key);
    if (values && values.length !== size) throw this.bad(key, `has ${values.length} elements for ${size} tokens`);
    return values;
  }

  /** A token id; -1, signed or not, is how some writers say "none". */
  id(key: string, size: number): number | undefined {
    const value = this.#get(PREFIX + key);
    if (value === undefined || value === -1 || value === 0xffffffff) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value >= size)
      throw this.bad(key, `${String(value)} is not one of the ${size} tokens`);
    return value;
  }
}

/** The metadata that says the same as `spec`; `specFromMetadata` gives the spec back. */
export function specToMetadata(spec: TokenizerSpec): [string, VocabularyEntry][] {
  const entries: [string, VocabularyEntry][] = [];
  const put = (key: string, entry: VocabularyEntry): void => void entries.push([PREFIX + key, entry]);
  const array = (type: 'string' | 'f32' | 'i32', values: readonly Scalar[]): VocabularyEntry => ({
    type: 'array',
    value: { type, values },
  });
  put('model', { type: 'string', value: { bpe: 'gpt2', spm: 'llama', wordpiece: 'bert' }[spec.model] });
  put('pre', { type: 'string', value: spec.pre });
  put('tokens', array('string', spec.tokens));
  put(
    'token_type',
    array(
      'i32',
      spec.kinds.map((kind) => KINDS.lastIndexOf(kind)),
    ),
  );
  if (spec.scores) put('scores', array('f32', Array.from(spec.scores)));
  if (spec.merges) put('merges', array('string', spec.merges));
  for (const [role, key] of Object.entries(ROLE_KEYS) as [Role, string][])
    if (spec[role] !== undefined) put(key, { type: 'u32', value: spec[role] });
  if (spec.model === 'wordpiece' && spec.bos !== undefined) put('cls_token_id', { type: 'u32', value: spec.bos });
  put('add_bos_token', { type: 'bool', value: spec.addBos });
  put('add_eos_token', { type: 'bool', value: spec.addEos });
  if (spec.addSeparator !== undefined) put('add_sep_token', { type: 'bool', value: spec.addSeparator });
  put('add_space_prefix', { type: 'bool', value: spec.addSpacePrefix });
  if (spec.removeExtraWhitespaces !== undefined)
    put('remove_extra_whitespaces', { type: 'bool', value: spec.removeExtraWhitespaces });
  return entries;
}
