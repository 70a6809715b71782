// Weights in and out of their storage formats: the one door to the block codecs. `quants-read.ts` holds
// the decoders, `quants-write*.ts` the encoders, `quants-fit.ts` the searches that choose their scales.
// Bytes are little-endian and may begin at any address; nothing here keeps or shares its arguments.
import { badArgument } from '../base/errors.ts';
import { byteLength, DTYPES, type DType } from './dtype.ts';
import * as read from './quants-read.ts';
import * as write from './quants-write.ts';
import { encodeQ4_K, encodeQ5_K, encodeQ6_K } from './quants-write-k.ts';

interface Codec {
  readonly decode: read.Decode;
  readonly encode: write.Encode;
  /** Offsets of the f16 fields of a block: a value too large for the format overflows one of them. */
  readonly halves: readonly number[];
}

const CODECS: Record<DType, Codec> = {
  F32: { decode: read.decodeF32, encode: write.encodeF32, halves: [] },
  F16: { decode: read.decodeF16, encode: write.encodeF16, halves: [0] },
  BF16: { decode: read.decodeBF16, encode: write.encodeBF16, halves: [] },
  Q8_0: { decode: read.decodeQ8_0, encode: write.encodeQ8_0, halves: [0] },
  Q4_0: { decode: read.decodeQ4_0, encode: write.encodeQ4_0, halves: [0] },
  Q4_1: { decode: read.decodeQ4_1, encode: write.encodeQ4_1, halves: [0, 2] },
  Q5_0: { decode: read.decodeQ5_0, encode: write.encodeQ5_0, halves: [0] },
  Q5_1: { decode: read.decodeQ5_1, encode: write.encodeQ5_1, halves: [0, 2] },
  IQ4_NL: { decode: read.decodeIQ4_NL, encode: write.encodeIQ4_NL, halves: [0] },
  Q4_K: { decode: read.decodeQ4_K, encode: encodeQ4_K, halves: [0, 2] },
  Q5_K: { decode: read.decodeQ5_K, encode: encodeQ5_K, halves: [0, 2] },
  Q6_K: { decode: read.decodeQ6_K, encode: encodeQ6_K, halves: [208] },
};

/**
 * Decodes `target.length` elements from exactly their stored bytes. The values equal ggml's bit for bit
 * (NaN stays NaN, its payload may differ). Throws `bad-argument` when the lengths do not agree.
 */
export function dequantize(type: DType, source: Uint8Array, target: Float32Array): void {
  checkLengths(type, source.length, target.length);
  CODECS[type].decode(source, target);
}

/**
 * Encodes rows of `cols` elements into exactly their stored bytes. Lossy types choose their scales by
 * llama.cpp's criteria: plain rounding for the 32-element blocks, least weighted squared error for the K
 * types and IQ4_NL. `importance` (cols), one non-negative weight a column, makes every 4- to 6-bit type
 * search for the least error weighted by it.
 *
 * Throws `bad-argument` when lengths do not agree, when a value is not finite (F32 stores anything) and
 * when one is too large for the type, naming row and column.
 */
export function quantize(
  type: DType,
  source: Float32Array,
  target: Uint8Array,
  cols: number,
  importance?: Float32Array,
): void {
  const { encode, halves } = CODECS[type];
  const rowBytes = byteLength(type, cols);
  if (!(cols > 0 && Number.isInteger(rowBytes) && source.length % cols === 0))
    throw badArgument(
      `${source.length} elements are no whole number of ${type} rows of ${cols}.`,
      `Rows of ${type} hold a multiple of ${DTYPES[type].block} elements.`,
    );
  checkLengths(type, target.length, source.length);
  if (importance !== undefined && importance.length !== cols)
    throw badArgument(`${importance.length} importance weights for ${cols} columns.`, 'Pass one a column.');
  for (let row = 0, at = 0; row * cols < source.length; row++, at += rowBytes) {
    const values = source.subarray(row * cols, (row + 1) * cols);
    const bytes = target.subarray(at, at + rowBytes);
    if (type !== 'F32') checkFinite(type, values, row);
    encode(values, bytes, importance);
    checkHalves(type, bytes, halves, row);
  }
}

function checkLengths(type: DType, bytes: number, elements: number): void {
  if (elements % DTYPES[type].block === 0 && bytes === byteLength(type, elements)) return;
  throw badArgument(
    `${elements} elements of ${type} do not take ${bytes} bytes.`,
    `Pass whole blocks: ${DTYPES[type].block} elements in ${DTYPES[type].bytes} bytes.`,
  );
}

function checkFinite(type: DType, values: Float32Array, row: number): void {
  let zero = 0; // times infinity or NaN it is no longer 0
  for (let i = 0; i < values.length; i++) zero += values[i]! * 0;
  if (zero === 0) return;
  const column = values.findIndex((value) => !Number.isFinite(value));
  throw badArgument(
    `Row ${row}, column ${column} is ${values[column]}, which ${type} cannot hold.`,
    'Repair the weights, or keep this tensor in F32.',
  );
}

/** An f16 with all exponent bits set is infinite: the block's range did not fit. */
function checkHalves(type: DType, bytes: Uint8Array, halves: readonly number[], row: number): void {
  const { block, bytes: blockBytes } = DTYPES[type];
  for (const field of halves)
    for (let at = field + 1; at < bytes.length; at += blockBytes)
      if ((bytes[at]! & 0x7c) === 0x7c) {
        const first = Math.floor(at / blockBytes) * block;
        throw badArgument(
          `Row ${row}, columns ${first} to ${first + block - 1}: a value is too large for ${type}.`,
          'Keep this tensor in F32 or BF16.',
        );
      }
}
