// A tokenizer from Hugging Face's tokenizer.json and tokenizer_config.json: byte-level BPE, BPE as
// SentencePiece does it, WordPiece. What the files ask for and this build does not do is refused by name;
// what is damaged is refused with its JSON path.
import { unsupported } from '../base/errors.ts';
import { Json, type JsonObject } from './json.ts';
import { recognisePretokenizer } from './pretokenize-json.ts';
import type { TokenizerSpec, TokenKind } from './tokenizer.ts';
import { byteTokenValue } from './unicode.ts';

/** Ids a file may leave out before it counts as damaged: large models pad vocabularies by a few hundred. */
const MAX_UNUSED_IDS = 1024;

/** Texts that are control tokens though a file forgot to say so. */
const LOOKS_SPECIAL = /^<\|.*\|>$|^<｜.*｜>$|^<unused\d+>$|^<(?:pad|mask)>$/su;

interface Vocabulary {
  readonly tokens: readonly string[];
  readonly kinds: readonly TokenKind[];
}

/**
 * `json` and `tokenizerConfig` are the parsed files; the second may be undefined or null.
 * Throws `bad-file` naming the JSON path, `unsupported` quoting what is not known.
 */
export function specFromTokenizerJson(json: unknown, tokenizerConfig: unknown, file: string): TokenizerSpec {
  const document = new Json(file);
  const root = document.object(json, '$');
  const config = tokenizerConfig == null ? {} : document.object(tokenizerConfig, 'tokenizer_config');
  const model = document.object(root.model, 'model');
  const kind = model.type ?? (model.merges === undefined ? undefined : 'BPE');
  if (kind !== 'BPE' && kind !== 'WordPiece')
    throw unsupported(
      `${file}: the tokenizer model ${JSON.stringify(kind) ?? 'without a type'} is not supported.`,
      'Use a model with BPE or WordPiece, or a GGUF file of it.',
      'model.type',
    );
  const style = kind === 'WordPiece' ? 'wordpiece' : mentions(root.pre_tokenizer, 'ByteLevel') ? 'bpe' : 'spm';
  const vocabulary = readVocabulary(document, root, model, style);
  return { ...STYLES[style](document, root, model, vocabulary), ...roles(document, root, model, config, vocabulary) };
}

/** The same tokenizer with `size` tokens: a model may have more rows than its tokenizer has tokens. */
export function padVocabulary(spec: TokenizerSpec, size: number): TokenizerSpec {
  const missing = size - spec.tokens.length;
  if (missing <= 0) return spec;
  const tokens = [...spec.tokens, ...Array.from({ length: missing }, (_, i) => unusedToken(spec.tokens.length + i))];
  const kinds = [...spec.kinds, ...Array.from({ length: missing }, (): TokenKind => 'unused')];
  if (!spec.scores) return { ...spec, tokens, kinds };
  const scores = new Float32Array(size).fill(-size);
  scores.set(spec.scores);
  return { ...spec, tokens, kinds, scores };
}

function unusedToken(id: number): string {
  return `[PAD${id}]`;
}

/** True when a component of this type stands alone or in a sequence. */
function mentions(component: unknown, type: string): boolean {
  return parts(component).some((part) => part.type === type);
}

/** The components of a sequence, or the one component, or none. */
function parts(component: unknown): JsonObject[] {
  if (typeof component !== 'object' || component === null) return [];
  const object = component as JsonObject;
  const list = object.normalizers ?? object.pretokenizers ?? object.processors;
  return object.type === 'Sequence' && Array.isArray(list) ? list.flatMap(parts1) : [object];
}

function parts1(component: unknown): JsonObject[] {
  return typeof component === 'object' && component !== null ? [component as JsonObject] : [];
}

type Style = TokenizerSpec['model'];

function readVocabulary(document: Json, root: JsonObject, model: JsonObject, style: Style): Vocabulary {
  const entries = Object.entries(document.object(model.vocab, 'model.vocab'));
  const added = root.added_tokens == null ? [] : document.list(root.added_tokens, 'added_tokens');
  const limit = entries.length + added.length + MAX_UNUSED_IDS;
  const tokens: (string | undefined)[] = [];
  const kinds: TokenKind[] = [];
  const place = (id: unknown, text: string, kind: TokenKind, path: string): void => {
    if (typeof id !== 'number' || !Number.isInteger(id) || id < 0 || id >= limit)
      throw document.bad(path, `${String(id)} is no token id below ${limit}`);
    while (tokens.length < id) {
      tokens.push(undefined);
      kinds.push('unused');
    }
    if (tokens[id] !== undefined && tokens[id] !== text)
      throw document.bad(path, `id ${id} is both ${JSON.stringify(tokens[id])} and ${JSON.stringify(text)}`);
    tokens[id] = text;
    kinds[id] = kind;
  };
  const specials = new Set(added.flatMap((token) => parts1(token).map((part) => part.content)));
  for (const [text, id] of entries) {
    const spelled = style === 'wordpiece' && !specials.has(text) ? ggufWord(text) : text;
    const kind = style === 'spm' && byteTokenValue(text) !== undefined ? 'byte' : 'normal';
    place(id, spelled, kind, `model.vocab[${JSON.stringify(text)}]`);
  }
  added.forEach((value, i) => {
    const token = document.object(value, `added_tokens[${i}]`);
    const text = document.string(token.content, `added_tokens[${i}].content`);
    const control = token.special === true || LOOKS_SPECIAL.test(text);
    const kind = text === model.unk_token && style === 'spm' ? 'unknown' : control ? 'control' : 'user-defined';
    place(token.id, text, kind, `added_tokens[${i}].id`);
  });
  if (tokens.length === 0) throw document.bad('model.vocab', 'is empty');
  // Text is searched for user-defined tokens before its spaces become ▁, so they are spelled with spaces.
  const spell = (text: string, id: number): string =>
    style === 'spm' && kinds[id] === 'user-defined' ? text.replaceAll('▁', ' ') : text;
  return { tokens: Array.from(tokens, (text, id) => (text === undefined ? unusedToken(id) : spell(text, id))), kinds };
}

/** BERT marks what continues a word, GGUF what begins one. */
function ggufWord(text: string): string {
  if (text.startsWith('##') && text.length > 2) return text.slice(2);
  return text.startsWith('[') && text.endsWith(']') && text.length > 1 ? text : `▁${text}`;
}

type Core = Omit<TokenizerSpec, 'addBos' | 'addEos'>;
type Build = (document: Json, root: JsonObject, model: JsonObject, vocabulary: Vocabulary) => Core;

const STYLES: Readonly<Record<Style, Build>> = {
  bpe(document, root, model, vocabulary) {
    refuseOtherThan(document, 'normalizer', root.normalizer, (part) => part.type === 'NFC');
    const ignoreMerges = model.ignore_merges === true;
    const pre = recognisePretokenizer(root.pre_tokenizer, ignoreMerges, document.file);
    const merges = readMerges(document, model);
    return { model: 'bpe', pre, ...vocabulary, merges, ignoreMerges, addSpacePrefix: false };
  },
  spm(document, root, model, vocabulary) {
    refuseOtherThan(document, 'normalizer', root.normalizer, isSpaceNormalizer);
    refuseOtherThan(document, 'pre_tokenizer', root.pre_tokenizer, keepsWords);
    if (!mentions(root.normalizer, 'Replace') && !mentions(root.pre_tokenizer, 'Metaspace'))
      throw document.unsupported('pre_tokenizer', root.pre_tokenizer ?? null);
    const merges = readMerges(document, model);
    const addSpacePrefix =
      mentions(root.normalizer, 'Prepend') ||
      parts(root.pre_tokenizer).some(
        (part) => part.type === 'Metaspace' && part.prepend_scheme !== 'never' && part.add_prefix_space !== false,
      );
    const scores = scoresOf(vocabulary.tokens, merges);
    return { model: 'spm', pre: 'default', ...vocabulary, merges, scores, addSpacePrefix };
  },
  wordpiece(document, root, model, vocabulary) {
    refuseOtherThan(document, 'normalizer', root.normalizer, isUncasedBert);
    if (parts(root.normalizer).length === 0) throw document.unsupported('normalizer', null);
    const prefix = model.continuing_subword_prefix;
    if (prefix !== undefined && prefix !== '##') throw document.unsupported('model.continuing_subword_prefix', prefix);
    return { model: 'wordpiece', pre: 'default', ...vocabulary, addSpacePrefix: false };
  },
};

function refuseOtherThan(document: Json, path: string, component: unknown, known: (part: JsonObject) => boolean): void {
  for (const part of parts(component)) if (!known(part)) throw document.unsupported(path, part);
}

function isSpaceNormalizer(part: JsonObject): boolean {
  const pattern = part.pattern as JsonObject | undefined;
  if (part.type === 'Prepend') return part.prepend === '▁';
  return part.type === 'Replace' && pattern?.String === ' ' && part.content === '▁';
}

/** Pre-tokenizers that leave a text in one piece once its spaces are ▁. */
function keepsWords(part: JsonObject): boolean {
  const pattern = part.pattern as JsonObject | undefined;
  if (part.type === 'Metaspace') return part.replacement === '▁' && part.split === false;
  return part.type === 'Split' && pattern?.String === ' ' && part.behavior === 'MergedWithPrevious';
}

function isUncasedBert(part: JsonObject): boolean {
  return (
    part.type === 'BertNormalizer' &&
    part.lowercase !== false &&
    part.strip_accents !== false &&
    part.handle_chinese_chars !== false
  );
}

function readMerges(document: Json, model: JsonObject): string[] {
  for (const key of ['continuing_subword_prefix', 'end_of_word_suffix'])
    if (model[key] != null && model[key] !== '') throw document.unsupported(`model.${key}`, model[key]);
  return document.list(model.merges, 'model.merges').map((merge, i) => {
    const path = `model.merges[${i}]`;
    const [left, right, ...more] = Array.isArray(merge) ? merge : splitOnce(document.string(merge, path));
    if (typeof left !== 'string' || typeof right !== 'string' || more.length > 0 || left === '' || right === '')
      throw document.bad(path, 'is not two symbols');
    if (left.includes(' ') || right.includes(' ')) throw document.bad(path, 'a symbol has a space in it');
    return `${left} ${right}`;
  });
}

function splitOnce(line: string): string[] {
  const cut = line.indexOf(' ');
  return cut < 0 ? [line] : [line.slice(0, cut), line.slice(cut + 1)];
}

/** Scores for readers that know no merges: the earlier a token can be made, the better it is. */
function scoresOf(tokens: readonly string[], merges: readonly string[]): Float32Array {
  const made = new Map<string, number>();
  merges.forEach((line, rank) => {
    const text = line.replace(' ', '');
    if (!made.has(text)) made.set(text, -1 - rank);
  });
  return Float32Array.from(tokens, (text, id) => made.get(text) ?? -1 - merges.length - id);
}

type Roles = Pick<
  TokenizerSpec,
  'addBos' | 'addEos' | 'addSeparator' | 'bos' | 'eos' | 'unknown' | 'separator' | 'padding' | 'mask'
>;

function roles(
  document: Json,
  root: JsonObject,
  model: JsonObject,
  config: JsonObject,
  { tokens, kinds }: Vocabulary,
): Roles {
  const ids = new Map<string, number>();
  tokens.forEach((text, id) => {
    if (!ids.has(text) || kinds[id] === 'control') ids.set(text, id);
  });
  const named = (value: unknown): number | undefined => {
    const text = typeof value === 'object' && value !== null ? (value as JsonObject).content : value;
    return typeof text === 'string' ? ids.get(text) : undefined;
  };
  const wrap = wrapping(root.post_processor);
  const bert = model.type === 'WordPiece';
  const bos = named(config[bert ? 'cls_token' : 'bos_token']) ?? named(wrap.before);
  const separator = bert ? (named(config.sep_token) ?? named(wrap.after)) : named(config.sep_token);
  const eos = named(config.eos_token) ?? (bert ? undefined : named(wrap.after));
  const flag = (key: string, otherwise: boolean): boolean =>
    typeof config[key] === 'boolean' ? config[key] : otherwise;
  const addBos = flag('add_bos_token', wrap.before !== undefined || bert);
  const addEos = !bert && flag('add_eos_token', wrap.after !== undefined);
  if (addBos && bos === undefined) throw document.bad('post_processor', 'adds a first token that has no id');
  if (addEos && eos === undefined) throw document.bad('post_processor', 'adds a last token that has no id');
  if (bert && separator === undefined) throw document.bad('post_processor', 'the separator has no id');
  const found = {
    bos,
    eos,
    unknown: named(model.unk_token),
    separator,
    padding: named(config.pad_token),
    mask: named(config.mask_token),
  };
  const known = Object.fromEntries(Object.entries(found).filter(([, id]) => id !== undefined));
  return { ...known, addBos, addEos, ...(bert ? { addSeparator: true } : {}) };
}

/** The special tokens that the post-processor puts before and after one text. */
function wrapping(postProcessor: unknown): { before?: unknown; after?: unknown } {
  for (const part of parts(postProcessor)) {
    if (part.type === 'TemplateProcessing' && Array.isArray(part.single)) {
      const pieces = part.single.flatMap(parts1);
      const middle = pieces.findIndex((piece) => piece.Sequence !== undefined);
      const special = (piece: JsonObject | undefined): unknown => (piece?.SpecialToken as JsonObject | undefined)?.id;
      return {
        before: special(pieces.slice(0, Math.max(0, middle))[0]),
        after: special(pieces.slice(middle + 1)[0]),
      };
    }
    if (part.type === 'BertProcessing' || part.type === 'RobertaProcessing')
      return { before: firstOf(part.cls), after: firstOf(part.sep) };
  }
  return {};
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
