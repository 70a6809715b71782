// Small made vocabularies as GGUF metadata: enough of a tokenizer for llama.cpp to accept a file. Tokens
// in parity tests are ids, so the texts matter only in being well-formed.
import type { MetadataEntry, MetadataType } from '../../src/model/checkpoint.ts';

export type VocabularyKind = 'bpe' | 'spm' | 'wordpiece';
export type Entries = Record<string, MetadataEntry>;

const NORMAL = 1;
const UNKNOWN = 2;
const CONTROL = 3;
const BYTE = 6;

export const text = (value: string): MetadataEntry => ({ type: 'string', value });
export const count = (value: number): MetadataEntry => ({ type: 'u32', value });
export const real = (value: number): MetadataEntry => ({ type: 'f32', value: Math.fround(value) });
export const flag = (value: boolean): MetadataEntry => ({ type: 'bool', value });
const list = (type: MetadataType, values: readonly (string | number)[]): MetadataEntry => ({
  type: 'array',
  value: { type, values },
});

/** Metadata of a vocabulary; `pre` names the pre-tokenizer of a BPE one. */
export function vocabulary(kind: VocabularyKind, pre = 'llama-bpe'): Entries {
  if (kind === 'bpe') return bytePairs(pre);
  return kind === 'spm' ? sentencePiece() : wordPiece();
}

/** GPT-2's alphabet: printable Latin-1 stands for itself, every other byte for U+0100 and up. */
function byteAlphabet(): string[] {
  let next = 256;
  return Array.from({ length: 256 }, (_, byte) => {
    const printable = (byte > 32 && byte < 127) || (byte > 160 && byte !== 173);
    return String.fromCodePoint(printable ? byte : next++);
  });
}

function bytePairs(pre: string): Entries {
  const pairs = ['t h', 'th e', 'i n', 'a n', 'e r', 'o u', 'Ġ a', 'Ġ the'];
  const tokens = [...byteAlphabet(), ...pairs.map((pair) => pair.replace(' ', '')), '<|begin|>', '<|end|>'];
  return {
    'tokenizer.ggml.model': text('gpt2'),
    'tokenizer.ggml.pre': text(pre),
    'tokenizer.ggml.tokens': list('string', tokens),
    'tokenizer.ggml.token_type': list(
      'i32',
      tokens.map((token) => (token.startsWith('<|') ? CONTROL : NORMAL)),
    ),
    'tokenizer.ggml.merges': list('string', pairs),
    'tokenizer.ggml.bos_token_id': count(tokens.length - 2),
    'tokenizer.ggml.eos_token_id': count(tokens.length - 1),
    'tokenizer.ggml.add_bos_token': flag(false),
  };
}

function sentencePiece(): Entries {
  const control = ['<unk>', '<s>', '</s>'];
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const pieces = ['▁', 'e', 't', 'a', 'th', 'he', 'the', '▁t', '▁the'];
  const kinds = [UNKNOWN, CONTROL, CONTROL, ...bytes.map(() => BYTE), ...pieces.map(() => NORMAL)];
  return {
    'tokenizer.ggml.model': text('llama'),
    'tokenizer.ggml.tokens': list('string', [...control, ...bytes, ...pieces]),
    'tokenizer.ggml.scores': list('f32', [...[...control, ...bytes].map(() => 0), ...pieces.map((_, i) => -i)]),
    'tokenizer.ggml.token_type': list('i32', kinds),
    'tokenizer.ggml.bos_token_id': count(1),
    'tokenizer.ggml.eos_token_id': count(2),
    'tokenizer.ggml.unknown_token_id': count(0),
    'tokenizer.ggml.add_bos_token': flag(false),
  };
}

function wordPiece(): Entries {
  const control = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', '[MASK]'];
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCodePoint(97 + i));
  const tokens = [...control, ...letters.map((letter) => `▁${letter}`), ...letters];
  return {
    'tokenizer.ggml.model': text('bert'),
    'tokenizer.ggml.tokens': list('string', tokens),
    'tokenizer.ggml.token_type': list(
      'i32',
      tokens.map((_, i) => (i < control.length ? CONTROL : NORMAL)),
    ),
    'tokenizer.ggml.token_type_count': count(2),
    'tokenizer.ggml.bos_token_id': count(2),
    'tokenizer.ggml.cls_token_id': count(2),
    'tokenizer.ggml.eos_token_id': count(3),
    'tokenizer.ggml.seperator_token_id': count(3),
    'tokenizer.ggml.unknown_token_id': count(1),
    'tokenizer.ggml.padding_token_id': count(0),
    'tokenizer.ggml.mask_token_id': count(4),
  };
}
