// llama.cpp's own quantizer, called through Node's foreign-function interface: what our formats are
// compared with. The libraries come with the development-only peer packages under bench/peers; without
// them `ggmlMissing` says why and how to get them, and comparisons skip by name.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { byteLength, DTYPES, type DType } from '../../src/silicon/dtype.ts';

const FOLDER = join(import.meta.dirname, '../../bench/peers/node_modules/@node-llama-cpp/linux-x64/bins/linux-x64');

/** Why the comparisons cannot run here, or false: made for `test(name, { skip: ggmlMissing }, …)`. */
export const ggmlMissing: string | false = existsSync(join(FOLDER, 'libggml-base.so'))
  ? false
  : 'needs llama.cpp: npm ci --omit=optional --ignore-scripts --prefix bench/peers';

export interface Ggml {
  /** Encodes rows of `cols` elements; importance has one weight a column. */
  quantize(type: DType, source: Float32Array, cols: number, importance?: Float32Array): Uint8Array;
  /** `count` elements from their stored bytes. */
  dequantize(type: DType, source: Uint8Array, count: number): Float32Array;
  /** llama.cpp's quantize command: `fileType` is the number for `general.file_type`. Throws when it refuses. */
  quantizeFile(input: string, output: string, fileType: number): void;
}

const DECODERS: Partial<Record<DType, string>> = {
  F16: 'ggml_fp16_to_fp32_row',
  BF16: 'ggml_bf16_to_fp32_row',
  Q8_0: 'dequantize_row_q8_0',
  Q4_0: 'dequantize_row_q4_0',
  Q4_1: 'dequantize_row_q4_1',
  Q5_0: 'dequantize_row_q5_0',
  Q5_1: 'dequantize_row_q5_1',
  IQ4_NL: 'dequantize_row_iq4_nl',
  Q4_K: 'dequantize_row_q4_K',
  Q5_K: 'dequantize_row_q5_K',
  Q6_K: 'dequantize_row_q6_K',
};

/** Where `llama_model_quantize_params` holds what is set here, bytes; the struct takes 64. */
const PARAMS = { bytes: 64, threads: 0, fileType: 4, allowRequantize: 16 };

/** Loads the libraries. Call only when `ggmlMissing` is false. */
export async function loadGgml(): Promise<Ggml> {
  const { dlopen } = await quietly(() => import('node:ffi'));
  const { lib } = dlopen(join(FOLDER, 'libggml-base.so'));
  const encode = lib.getFunction('ggml_quantize_chunk', {
    arguments: ['i32', 'buffer', 'buffer', 'i64', 'i64', 'i64', 'pointer'],
    return: 'u64',
  });
  return {
    quantize(type, source, cols, importance) {
      const target = new Uint8Array(byteLength(type, source.length));
      const rows = BigInt(source.length / cols);
      encode(DTYPES[type].id, source, target, 0n, rows, BigInt(cols), importance ?? null);
      return target;
    },
    dequantize(type, source, count) {
      const name = DECODERS[type];
      if (name === undefined) throw new RangeError(`ggml decodes no rows of ${type}`);
      const target = new Float32Array(count);
      lib.getFunction(name, { arguments: ['buffer', 'buffer', 'i64'], return: 'void' })(source, target, BigInt(count));
      return target;
    },
    quantizeFile(input, output, fileType) {
      const { lib: llama } = dlopen(join(FOLDER, 'libllama.v0.5.0.so'));
      const call = llama.getFunctions({
        llama_log_set: { arguments: ['pointer', 'pointer'], return: 'void' },
        // A struct this large comes back through a hidden first argument, in the x86-64 convention.
        llama_model_quantize_default_params: { arguments: ['buffer'], return: 'pointer' },
        llama_model_quantize: { arguments: ['string', 'string', 'buffer'], return: 'u32' },
      });
      call.llama_log_set(lib.getSymbol('ggml_type_name'), null); // a harmless function as the logger: silence
      const params = new DataView(new ArrayBuffer(PARAMS.bytes));
      call.llama_model_quantize_default_params(params);
      params.setInt32(PARAMS.threads, 1, true);
      params.setInt32(PARAMS.fileType, fileType, true);
      params.setUint8(PARAMS.allowRequantize, 1);
      if (call.llama_model_quantize(input, output, params) !== 0) throw new Error(`llama.cpp refused ${input}`);
    },
  };
}

/** Loads a module without its experimental warning. */
async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const emit = process.emitWarning;
  process.emitWarning = () => {};
  try {
    return await load();
  } finally {
    process.emitWarning = emit;
  }
}
