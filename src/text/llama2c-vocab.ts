// The tokenizer file of llama2.c: u32 longest token, then for each token an f32 score, an i32 length and
// its bytes. It is a SentencePiece vocabulary whose ▁ were already turned into spaces.

import { ByteReader } from '../base/bytes.ts';
import { badFile } from '../base/errors.ts';
import { bytesText } from '../base/utf8.ts';
import type { TokenizerSpec, TokenKind } from './tokenizer.ts';
import { byteTokenValue } from './unicode.ts';

/** SentencePiece's fixed first tokens; the file spells the last two with line breaks round them. */
const FIRST: readonly (readonly [text: string, kind: TokenKind])[] = [
  ['<unk>', 'unknown'],
  ['<s>', 'control'],
  ['</s>', 'control'],
];

/** Bytes that a token takes besides its text. */
const TOKEN_HEADER = 8;

/** Throws `bad-file` when the bytes are not `vocabSize` tokens and nothing else. */
export function specFromLlama2c(bytes: Uint8Array, vocabSize: number, file: string): TokenizerSpec {
  const reader = new ByteReader(bytes, file);
  const longest = reader.u32('max_token_length');
  if (!(vocabSize >= FIRST.length && vocabSize * TOKEN_HEADER <= reader.remaining))
    throw badFile(file, 'vocab_size', `${vocabSize} tokens do not fit into ${bytes.length} bytes`);
  const tokens: string[] = [];
  const kinds: TokenKind[] = [];
  const scores = new Float32Array(vocabSize);
  for (let id = 0; id < vocabSize; id++) {
    const score = reader.f32(`token[${id}].score`);
    const length = reader.i32(`token[${id}].length`);
    if (length < 0 || length > longest)
      throw badFile(file, `token[${id}].length`, `${length} is not between 0 and max_token_length ${longest}`);
    if (Number.isNaN(score)) throw badFile(file, `token[${id}].score`, 'is no number');
    const raw = bytesText(reader.view(length, `token[${id}]`)).replaceAll(' ', '▁');
    const [text, kind] = FIRST[id] ?? [raw, byteTokenValue(raw) === undefined ? 'normal' : 'byte'];
    tokens.push(text);
    kinds.push(kind);
    scores[id] = score;
  }
  if (reader.remaining > 0)
    throw badFile(file, 'vocab_size', `${reader.remaining} bytes are left after ${vocabSize} tokens`);
  return {
    model: 'spm',
    pre: 'default',
    tokens,
    kinds,
    scores,
    unknown: 0,
    bos: 1,
    eos: 2,
    addBos: true,
    addEos: false,
    addSpacePrefix: true,
  };
}
