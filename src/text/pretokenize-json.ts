// Which pre-tokenizer a Hugging Face tokenizer.json describes, and how it describes one. The description is brought to a list of
// steps and compared with the lists below, which are those that the original files contain.
import { unsupported } from '../base/errors.ts';
import { DEEPSEEK_CODER } from './pretokenize.ts';

const ENGLISH_ANY_CASE = "(?i:'s|'t|'re|'ve|'m|'ll|'d)";
const SYMBOLS = ' ?[^\\s\\p{L}\\p{N}]+';
const SPACES = '\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+';
const WORD = '[^\\r\\n\\p{L}\\p{N}]?\\p{L}+';
const UPPER = '[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]';
const LOWER = '[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]';
const cased = (tail: string): string =>
  `[^\\r\\n\\p{L}\\p{N}]?${UPPER}*${LOWER}+${tail}|[^\\r\\n\\p{L}\\p{N}]?${UPPER}+${LOWER}*${tail}`;
const LLAMA3 = `${ENGLISH_ANY_CASE}|${WORD}|\\p{N}{1,3}|${SYMBOLS}[\\r\\n]*|${SPACES}`;
const DEEPSEEK3_WORDS =
  '[!"#$%&\'()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~][A-Za-z]+|[^\\r\\n\\p{L}\\p{P}\\p{S}]?[\\p{L}\\p{M}]+| ?[\\p{P}\\p{S}]+[\\r\\n]*|' +
  SPACES;

const BYTES = 'ByteLevel';
const BYTES_AND_WORDS = 'ByteLevel with words';
const regex = (pattern: string): string => `Split ${pattern}`;

/** Steps, in order, and the name they go by. */
const KNOWN: readonly (readonly [name: string, steps: readonly string[]])[] = [
  ['gpt-2', [BYTES_AND_WORDS]],
  ['smollm', ['Digits', BYTES_AND_WORDS]],
  ['llama-bpe', [regex(LLAMA3), BYTES]],
  ['qwen2', [regex(`${ENGLISH_ANY_CASE}|${WORD}|\\p{N}|${SYMBOLS}[\\r\\n]*|${SPACES}`), BYTES]],
  [
    'qwen35',
    [
      regex(
        `${ENGLISH_ANY_CASE}|[^\\r\\n\\p{L}\\p{N}]?[\\p{L}\\p{M}]+|\\p{N}| ?[^\\s\\p{L}\\p{M}\\p{N}]+[\\r\\n]*|${SPACES}`,
      ),
      BYTES,
    ],
  ],
  ['gpt-4o', [regex(`${cased(`${ENGLISH_ANY_CASE}?`)}|\\p{N}{1,3}|${SYMBOLS}[\\r\\n/]*|${SPACES}`), BYTES]],
  ['tekken', [regex(`${cased('')}|\\p{N}|${SYMBOLS}[\\r\\n/]*|${SPACES}`), BYTES]],
  ['falcon', ['Punctuation', BYTES_AND_WORDS, 'Digits in runs', regex('[0-9][0-9][0-9]')]],
  ['deepseek-coder', [...DEEPSEEK_CODER.map(regex), 'Digits', BYTES]],
  ['deepseek-v3', [regex('\\p{N}{1,3}'), regex('[一-龥぀-ゟ゠-ヿ]+'), regex(DEEPSEEK3_WORDS), BYTES]],
];

/** Throws `unsupported`, quoting what it found, when the steps are not those of a known model. */
export function recognisePretokenizer(description: unknown, ignoreMerges: boolean, file: string): string {
  const steps = stepsOf(description);
  const key = canonical(steps);
  const name = KNOWN.find(([, known]) => canonical(known) === key)?.[0];
  if (name === undefined)
    throw unsupported(
      `${file}: the pre-tokenizer (${steps.join(', then ') || 'none'}) is not known.`,
      'Use the model in GGUF format if llama.cpp knows its pre-tokenizer.',
      'pre_tokenizer',
    );
  return name === 'llama-bpe' && !ignoreMerges ? 'dbrx' : name;
}

/** The description of a pre-tokenizer by its name. Throws `unsupported` for one that has none here. */
export function describePretokenizer(name: string): unknown {
  const known = KNOWN.find(([one]) => one === name);
  const steps = known?.[1].map(stepJson) ?? [undefined];
  if (steps.includes(undefined))
    throw unsupported(`The pre-tokenizer '${name}' cannot be written as tokenizer.json.`, 'Write a GGUF file.', 'pre');
  return steps.length === 1 ? steps[0] : { type: 'Sequence', pretokenizers: steps };
}

/** The inverse of `describe`, where there is one. */
function stepJson(step: string): unknown {
  const bytes = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false };
  if (step === BYTES) return { ...bytes, use_regex: false };
  if (step === BYTES_AND_WORDS) return { ...bytes, use_regex: true };
  if (step === 'Digits') return { type: 'Digits', individual_digits: true };
  const [, pattern] = /^Split (.+)$/s.exec(step) ?? [];
  return pattern && { type: 'Split', pattern: { Regex: pattern }, behavior: 'Isolated', invert: false };
}

/** Files write a line break in a pattern as itself or as \n; both mean the same. */
function canonical(steps: readonly string[]): string {
  return steps.join('\0').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}

function stepsOf(description: unknown): string[] {
  const step = (description ?? {}) as Record<string, unknown>;
  switch (step.type) {
    case 'Sequence':
      return Array.isArray(step.pretokenizers) ? step.pretokenizers.flatMap(flat) : [];
    case undefined:
      return [];
    default:
      return [describe(step)];
  }
}

/** A sequence holds no sequences in any known file; one that does is only described. */
function flat(step: unknown): string[] {
  return [describe((step ?? {}) as Record<string, unknown>)];
}

function describe(step: Record<string, unknown>): string {
  if (step.type === 'ByteLevel' && step.add_prefix_space !== true)
    return step.use_regex === false ? BYTES : BYTES_AND_WORDS;
  if (step.type === 'Digits') return step.individual_digits === true ? 'Digits' : 'Digits in runs';
  if (step.type === 'Punctuation' && step.behavior === 'Contiguous') return 'Punctuation';
  const pattern = step.pattern as Record<string, unknown> | undefined;
  const plain = step.behavior === 'Isolated' || (step.behavior === 'Removed' && step.invert === true);
  if (step.type === 'Split' && plain && typeof pattern?.Regex === 'string') return regex(pattern.Regex);
  return (JSON.stringify(step) ?? 'nothing').slice(0, 500);
}
