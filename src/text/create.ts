// From a vocabulary to a working tokenizer, whatever the algorithm. The parts all algorithms share are
// here: finding special tokens in raw text, BOS and EOS, decoding.

import { badFile } from '../base/errors.ts';
import { textBytes } from '../base/utf8.ts';
import { byteLevelBpe, type TextEncode } from './bpe.ts';
import { sentencePiece } from './spm.ts';
import { streamDecoder, type TokenBytes } from './stream.ts';
import type { EncodeOptions, Tokenizer, TokenizerSpec } from './tokenizer.ts';
import { byteLevelBytes, byteTokenValue } from './unicode.ts';
import { Vocabulary } from './vocabulary.ts';
import { wordPiece } from './wordpiece.ts';

const ALGORITHMS: Readonly<Record<TokenizerSpec['model'], (vocabulary: Vocabulary) => TextEncode>> = {
  bpe: byteLevelBpe,
  spm: sentencePiece,
  wordpiece: wordPiece,
};

/**
 * Throws `unsupported` for an unknown pre-tokenizer, `bad-file` for merges or scores that cannot be.
 * Lone surrogates in encoded text count as U+FFFD.
 */
export function createTokenizer(spec: TokenizerSpec): Tokenizer {
  checkSpec(spec);
  const vocabulary = new Vocabulary(spec);
  const encodeText = ALGORITHMS[spec.model](vocabulary);
  const bytes = tokenBytes(vocabulary);
  const dropsFirstSpace = (token: number): boolean =>
    vocabulary.kinds[token] === 'normal' && (spec.model === 'spm' ? spec.addSpacePrefix : spec.model === 'wordpiece');
  const visible: TokenBytes = { bytes, dropsFirstSpace };
  const withSpecial: TokenBytes = {
    bytes: (token) => specialBytes(vocabulary, token) ?? bytes(token),
    dropsFirstSpace,
  };
  return {
    spec,
    size: vocabulary.size,
    stops: vocabulary.stops,
    encode: (text, options) => encode(vocabulary, encodeText, text, options),
    decode(tokens, options) {
      const decoder = streamDecoder(options?.special ? withSpecial : visible);
      return tokens.map(decoder.push).join('') + decoder.end();
    },
    bytes,
    kind(token) {
      vocabulary.check(token);
      return vocabulary.kinds[token]!;
    },
    id: (text) => vocabulary.id(text),
    stream: (after) => streamDecoder(visible, after),
  };
}

function checkSpec(spec: TokenizerSpec): void {
  if (spec.kinds.length !== spec.tokens.length)
    throw badFile('vocabulary', 'kinds', `${spec.kinds.length} kinds for ${spec.tokens.length} tokens`);
  for (const role of ['bos', 'eos', 'eot', 'unknown', 'separator', 'padding', 'mask'] as const) {
    const id = spec[role];
    if (id !== undefined && !(Number.isInteger(id) && id >= 0 && id < spec.tokens.length))
      throw badFile('vocabulary', role, `${id} is outside the ${spec.tokens.length} tokens`);
  }
}

function encode(vocabulary: Vocabulary, encodeText: TextEncode, raw: string, options: EncodeOptions = {}): number[] {
  const { spec } = vocabulary;
  const out: number[] = [];
  if (options.wrap && spec.addBos && spec.bos !== undefined) out.push(spec.bos);
  const text = raw.toWellFormed();
  const recognised = vocabulary.recognised(options.special ?? false);
  let done = 0;
  let start = !options.continues;
  for (let at = 0; !recognised.empty && at < text.length; ) {
    const { value, end } = recognised.cannotStart(text.charCodeAt(at))
      ? { value: -1, end: at }
      : recognised.longest(text, at);
    if (value < 0) {
      at++;
      continue;
    }
    if (at > done) encodeText(text.slice(done, at), start, out);
    out.push(value);
    start = true;
    done = at = end;
  }
  if (done < text.length) encodeText(text.slice(done), start, out);
  if (options.wrap && spec.addEos && spec.eos !== undefined) out.push(spec.eos);
  if (options.wrap && spec.addSeparator && spec.separator !== undefined) out.push(spec.separator);
  return out;
}

const NOTHING = new Uint8Array(0);

/** The bytes of each token, computed once. Control, unknown and unused tokens have none. */
function tokenBytes(vocabulary: Vocabulary): (token: number) => Uint8Array {
  const { model, tokens } = vocabulary.spec;
  const known: (Uint8Array | undefined)[] = new Array(tokens.length);
  const compute = (token: number): Uint8Array => {
    const text = tokens[token]!;
    switch (vocabulary.kinds[token]!) {
      case 'control':
      case 'unknown':
      case 'unused':
        return NOTHING;
      case 'byte': {
        const byte = byteTokenValue(text);
        return byte === undefined ? textBytes(text) : Uint8Array.of(byte);
      }
      case 'user-defined':
        return textBytes(text);
      case 'normal':
        if (model === 'bpe') return byteLevelBytes(text) ?? textBytes(text);
        return textBytes(text.replaceAll('▁', ' '));
    }
  };
  return (token) => {
    vocabulary.check(token);
    return (known[token] ??= compute(token));
  };
}

/** The text of a control or unknown token, as bytes; undefined for the other kinds. */
function specialBytes(vocabulary: Vocabulary, token: number): Uint8Array | undefined {
  vocabulary.check(token);
  const kind = vocabulary.kinds[token];
  return kind === 'control' || kind === 'unknown' ? textBytes(vocabulary.spec.tokens[token]!) : undefined;
}
