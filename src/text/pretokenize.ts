// Pre-tokenizers of byte-level BPE, by llama.cpp's names: how text is cut before merging. Each is a list
// of regular expressions applied one after the other to the pieces so far; matches and what lies between
// them become pieces. They are the ones the models were trained with, \s being Unicode White_Space.
import { unsupported } from '../base/errors.ts';

const ENGLISH = "'s|'t|'re|'ve|'m|'ll|'d";
const ENGLISH_ANY_CASE = "'[sS]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD]";
const UPPER = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
const LOWER = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
const BEFORE_WORD = '[^\\r\\n\\p{L}\\p{N}]?';
const SPACES = '\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+';

const GPT2 = `${ENGLISH}| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+`;
const LLAMA3 = `(?:${ENGLISH_ANY_CASE})|${BEFORE_WORD}\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|${SPACES}`;
const QWEN2 = `(?:${ENGLISH_ANY_CASE})|${BEFORE_WORD}\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|${SPACES}`;
const QWEN35 = `(?:${ENGLISH_ANY_CASE})|${BEFORE_WORD}[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|${SPACES}`;
const CASED_WORDS = (tail: string): string =>
  `${BEFORE_WORD}${UPPER}*${LOWER}+${tail}|${BEFORE_WORD}${UPPER}+${LOWER}*${tail}`;
const GPT4O = `${CASED_WORDS(`(?:${ENGLISH_ANY_CASE})?`)}|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|${SPACES}`;
const TEKKEN = `${CASED_WORDS('')}|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|${SPACES}`;
const ASCII_PUNCTUATION = '[!"#$%&\'\\(\\)*+,\\-.\\/:;<=>?@\\[\\\\\\]^_`\\{\\|\\}~]';
const DEEPSEEK3 = `${ASCII_PUNCTUATION}[A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|${SPACES}`;
const CJK = '[一-龥ࠀ-一가-퟿]+';
/** Cased letters of the scripts that have case, as DeepSeek's first tokenizer lists them. */
const DEEPSEEK_LETTERS =
  'A-Za-z\u00b5À-ÖØ-öø-ƺƼ-ƿ\u01c4-ʓʕ-ʯͰ-ͳͶͷͻ-ͽͿΆΈ-ΊΌΎ-ΡΣ-\u03f5Ϸ-ҁҊ-ԯԱ-ՖႠ-ჅᎠ-Ᏽᏸ-ᏽᲐ-ᲺᲽ-Ჿᴀ-ᴫᵫ-ᵷᵹ-ᶚḀ-ἕἘ-Ἕἠ-ὅ' +
  'Ὀ-Ὅὐ-ὗὙὛὝὟ-\u1f7dᾀ-ᾴᾶ-ᾼ\u1fbeῂ-ῄῆ-ῌῐ-\u1fd3ῖ-\u1fdbῠ-Ῥῲ-ῴῶ-ῼ\u2102\u2107\u210a-\u2113\u2115' +
  '\u2119-\u211d\u2124\u2126\u2128\u212a-\u212d\u212f-\u2134\u2139\u213c-\u213f\u2145-\u2149ⅎↃ' +
  'ↄⰀ-ⱻⱾ-ⳤⳫ-ⳮⳲⳳꙀ-ꙭꚀ-ꚛꜢ-ꝯꝱ-ꞇꞋ-ꞎꭰ-ꮿ\ufb00-\ufb06\ufb13-\ufb17\uff21-\uff3a\uff41-\uff5a𐐀-𐑏𐒰-𐓓𐓘-𐓻𐲀-𐲲𐳀-𐳲' +
  '𑢠-𑣟𞤀-𞥃';

/** DeepSeek Coder's patterns as its file has them, digits apart. */
export const DEEPSEEK_CODER = ['[\\r\\n]', '\\s?\\p{L}+', '\\s?\\p{P}+', CJK] as const;

export interface Pretokenizer {
  readonly patterns: readonly string[];
  /** A piece that is itself a token is taken whole. */
  readonly ignoreMerges?: boolean;
  /** BOS is added when the file does not say. */
  readonly addBos?: boolean;
}

const gpt2: Pretokenizer = { patterns: [GPT2] };
const singleDigits: Pretokenizer = { patterns: ['\\p{N}', GPT2] };
const llama3: Pretokenizer = { patterns: [LLAMA3], ignoreMerges: true, addBos: true };
const cl100k: Pretokenizer = { patterns: [LLAMA3] };
const qwen2: Pretokenizer = { patterns: [QWEN2] };
const gpt4o: Pretokenizer = { patterns: [GPT4O] };

const PRETOKENIZERS: Readonly<Record<string, Pretokenizer>> = {
  default: { patterns: ['[\\p{P}$+<=>\\^~\\|]+', GPT2, '\\p{N}+', '[0-9][0-9][0-9]'] },
  'gpt-2': gpt2,
  'phi-2': gpt2,
  mpt: gpt2,
  olmo: gpt2,
  jais: gpt2,
  trillion: gpt2,
  exaone4: gpt2,
  'granite-docling': gpt2,
  'modern-bert': gpt2,
  'roberta-bpe': gpt2,
  starcoder: singleDigits,
  refact: singleDigits,
  'command-r': singleDigits,
  smollm: singleDigits,
  codeshell: singleDigits,
  exaone: singleDigits,
  'minerva-7b': singleDigits,
  llama3,
  'llama-v3': llama3,
  'llama-bpe': llama3,
  falcon3: llama3,
  pixtral: llama3,
  lfm2: llama3,
  dbrx: cl100k,
  'smaug-bpe': cl100k,
  glm4: cl100k,
  'chatglm-bpe': cl100k,
  qwen2,
  'deepseek-r1-qwen': qwen2,
  megrez: qwen2,
  stablelm2: qwen2,
  hunyuan: qwen2,
  qwen35: { patterns: [QWEN35] },
  'gpt-4o': gpt4o,
  llama4: gpt4o,
  tekken: { patterns: [TEKKEN], ignoreMerges: true, addBos: true },
  falcon: { patterns: ['[\\p{P}$+<=>\\^~\\|`]+', GPT2, '[0-9][0-9][0-9]'] },
  'deepseek-llm': {
    patterns: [
      '[\\r\\n]',
      `\\s?[${DEEPSEEK_LETTERS}]+`,
      '\\s?[!-/:-~！-／：-～‘-‟\\u3000-。]+',
      '\\s+$',
      CJK,
      '\\p{N}+',
    ],
  },
  'deepseek-coder': { patterns: [...DEEPSEEK_CODER, '\\p{N}'] },
  'deepseek-v3': { patterns: ['\\p{N}{1,3}', '[\\u4e00-\\u9fa5\\u3040-\\u309f\\u30a0-\\u30ff]+', DEEPSEEK3] },
};

export const PRETOKENIZER_NAMES: readonly string[] = Object.keys(PRETOKENIZERS);

/** What a pre-tokenizer's name implies. Throws `unsupported` for an unknown one. */
export function pretokenizer(name: string): Pretokenizer {
  const found = Object.hasOwn(PRETOKENIZERS, name) ? PRETOKENIZERS[name] : undefined;
  if (found === undefined)
    throw unsupported(
      `The pre-tokenizer '${name}' is not known.`,
      `Use a model with one of: ${PRETOKENIZER_NAMES.join(', ')}.`,
      'tokenizer.ggml.pre',
    );
  return found;
}

/** A function that cuts text as the named pre-tokenizer does. The pieces joined are the text. */
export function splitter(name: string): (text: string) => string[] {
  const expressions = pretokenizer(name).patterns.map(compile);
  return (text) => {
    let pieces = [text];
    for (const expression of expressions) {
      const finer: string[] = [];
      for (const piece of pieces) split(piece, expression, finer);
      pieces = finer;
    }
    return pieces;
  };
}

function compile(pattern: string): RegExp {
  return new RegExp(pattern.replaceAll('\\s', '\\p{White_Space}').replaceAll('\\S', '\\P{White_Space}'), 'gu');
}

function split(text: string, expression: RegExp, pieces: string[]): void {
  let done = 0;
  expression.lastIndex = 0;
  for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
    if (match.index > done) pieces.push(text.slice(done, match.index));
    done = match.index + match[0].length;
    pieces.push(match[0]);
  }
  if (done < text.length) pieces.push(text.slice(done));
}
