// The number formats that weights are stored in: GGML's type ids, with block sizes. A block is the
// smallest unit that decodes alone; a row is always a whole number of blocks.
// Source: the GGUF specification and ggml's type table.

/** One storage format. `block` elements take `bytes` bytes. */
export interface DTypeInfo {
  /** Id in a GGUF file. */
  readonly id: number;
  /** Elements a block. */
  readonly block: number;
  /** Bytes a block. */
  readonly bytes: number;
}

export const DTYPES = {
  F32: { id: 0, block: 1, bytes: 4 },
  F16: { id: 1, block: 1, bytes: 2 },
  Q4_0: { id: 2, block: 32, bytes: 18 },
  Q4_1: { id: 3, block: 32, bytes: 20 },
  Q5_0: { id: 6, block: 32, bytes: 22 },
  Q5_1: { id: 7, block: 32, bytes: 24 },
  Q8_0: { id: 8, block: 32, bytes: 34 },
  Q4_K: { id: 12, block: 256, bytes: 144 },
  Q5_K: { id: 13, block: 256, bytes: 176 },
  Q6_K: { id: 14, block: 256, bytes: 210 },
  IQ4_NL: { id: 20, block: 32, bytes: 18 },
  BF16: { id: 30, block: 1, bytes: 2 },
} as const satisfies Record<string, DTypeInfo>;

export type DType = keyof typeof DTYPES;

const BY_ID = new Map(Object.entries(DTYPES).map(([name, info]) => [info.id as number, name as DType]));

/** The type with this GGUF id, or undefined when this build does not know it. */
export function dtypeFromId(id: number): DType | undefined {
  return BY_ID.get(id);
}

/** Bytes that `count` elements take; `count` must be a multiple of the block. */
export function byteLength(type: DType, count: number): number {
  const { block, bytes } = DTYPES[type];
  return (count / block) * bytes;
}
