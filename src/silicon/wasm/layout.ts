// The contract between the two sides of the shared memory: TypeScript, which encodes command lists, and
// the WASM kernels, which walk them. AssemblyScript compiles this same file, so it holds whole numbers
// only, without types. Addresses and sizes are bytes.

// The low 64 KiB: constants of the module from 1 KiB on, then the control block. Tensors lie above.
export const CONTROL = 32768;
export const HEAP = 65536;

// The control block. Words that different threads write lie on different cache lines.
/**
 * A word for each thread, TICKET_BYTES apart, on which it sleeps: number of the list to run and, in the low bits
 * that CREW masks, how many threads run it. The others are not woken.
 */
export const TICKET = CONTROL + 1024;
export const TICKET_BYTES = 64;
export const CREW = 127;
/** Words of the control block, tickets and all. */
export const CONTROL_WORDS = 1280;
/** Not 0: workers leave at the next command. */
export const STOP = CONTROL + 128;
/** The list: its address and length in commands; each thread's scratch: address of the first, bytes apart. */
export const LIST = CONTROL + 132;
export const LENGTH = CONTROL + 136;
export const SCRATCH = CONTROL + 140;
export const SCRATCH_STRIDE = CONTROL + 144;
/** Where thread 0 puts when each command began and ended, two float64 milliseconds a command; 0: nowhere. */
export const TIMES = CONTROL + 148;
/** The barrier: how many have arrived, which meeting this is, how many sleep. */
export const ARRIVED = CONTROL + 256;
export const MEETING = CONTROL + 384;
export const ASLEEP = CONTROL + 512;

// A command is 20 words: the operation, 1 when it must wait for all commands before it, then its operands
// addresses first. A tensor is its address; a fraction its float32 bits.
export const COMMAND_WORDS = 20;
export const COMMAND_BYTES = 80;

export const EMBED = 1;
export const MATMUL = 2;
export const RMS_NORM = 3;
export const LAYER_NORM = 4;
export const ROPE_ADJACENT = 5;
export const ROPE_HALVES = 6;
export const COPY = 7;
export const ATTENTION = 8;
export const GATE_SILU = 9;
export const GATE_GELU = 10;
export const GELU_ERF = 11;
export const GELU_TANH = 12;
export const ADD = 13;
export const SCALE = 14;
export const LOG_PROB = 15;
export const STORE = 16;
export const ROPE_STORE = 21;
export const GEMM = 20;
/** A dense product packs GEMM_ROWS rows of A and up to GEMM_WIDE columns of B, GEMM_DEPTH elements of each at a time. */
export const GEMM_ROWS = 504;
export const GEMM_WIDE = 16;
export const GEMM_DEPTH = 256;
/** The same as EMBED and MATMUL, of packed weights; and packing them. */
export const EMBED_PACKED = 17;
export const MULTIPLY = 18;
export const PACK = 19;

/** Ways to multiply bytes, an operand of MULTIPLY; `assembly/dot.ts` tells them apart. */
export const EXACT = 0;
export const SPLIT = 1;
export const SIGNED = 2;

/** Weight rows that a matrix product decodes into a thread's scratch at a time. */
export const ROW_GROUP = 4;
/** Rows that packed weights interleave. */
export const LANES = 8;
/** Bytes that 32 columns of one token take as MULTIPLY reads them, at most. */
export const ACTIVATION = 128;
/** Tokens that MULTIPLY takes together: enough to share unpacked weights, few enough for the caches. */
export const TOKENS = 64;
/** Most positions a block of keys and values may hold: attention folds a block at a time into its running softmax. */
export const MOST_BLOCK = 128;
/** Queries of one row that go through the blocks of their sequence together, and of several rows. */
export const ATTENTION_TILE = 64;
export const ATTENTION_ROWS = 32;
/** Queries scored at once. */
export const ATTENTION_TOGETHER = 4;

// Training (ops-train.ts).
export const ATTEND = 40;
export const ATTEND_GRAD = 41;
export const RMS_NORM_GRAD = 42;
export const SUM_ROWS = 43;
export const GATE_GRAD = 44;
export const EMBED_GRAD = 45;
export const LOG_PROB_GRAD = 46;
export const MIX = 47;
export const SQUARES = 48;
export const UNIT = 49;
export const ADAMW = 50;
/** Groups whose part of a norm's weight gradient is one row of `parts`. */
export const NORM_PART = 64;
