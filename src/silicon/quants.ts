// Weights in and out of their storage formats: the one door to the block codecs. `quants-read.ts` holds
// the decoders. Bytes are little-endian and may begin at any address.
import { badArgument } from '../base/errors.ts';
import { byteLength, DTYPES, type DType } from './dtype.ts';
import * as read from './quants-read.ts';

const DECODERS: Record<DType, read.Decode> = {
  F32: read.decodeF32,
  F16: read.decodeF16,
  BF16: read.decodeBF16,
  Q8_0: read.decodeQ8_0,
  Q4_0: read.decodeQ4_0,
  Q4_1: read.decodeQ4_1,
  Q5_0: read.decodeQ5_0,
  Q5_1: read.decodeQ5_1,
  IQ4_NL: read.decodeIQ4_NL,
  Q4_K: read.decodeQ4_K,
  Q5_K: read.decodeQ5_K,
  Q6_K: read.decodeQ6_K,
};

/**
 * Decodes `target.length` elements from exactly their stored bytes. The values equal ggml's bit for bit
 * (NaN stays NaN, its payload may differ). Throws `bad-argument` when the lengths do not agree.
 */
export function dequantize(type: DType, source: Uint8Array, target: Float32Array): void {
  checkLengths(type, source.length, target.length);
  DECODERS[type](source, target);
}

function checkLengths(type: DType, bytes: number, elements: number): void {
  if (elements % DTYPES[type].block === 0 && bytes === byteLength(type, elements)) return;
  throw badArgument(
    `${elements} elements of ${type} do not take ${bytes} bytes.`,
    `Pass whole blocks: ${DTYPES[type].block} elements in ${DTYPES[type].bytes} bytes.`,
  );
}
