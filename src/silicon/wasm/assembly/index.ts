// The module that every worker thread instantiates on the shared memory: it waits for a list of commands,
// walks its own share of each, meets the other threads where a command needs what another wrote, and says
// when the list is done. No JavaScript runs between two commands.
import {
  ADD, ATTENTION, COMMAND_BYTES, CREW, COPY, EMBED, EMBED_PACKED, GATE_GELU, GATE_SILU, GELU_ERF, GELU_TANH, GEMM, LAYER_NORM,
  LENGTH, LIST,
  LOG_PROB, MATMUL, MULTIPLY, PACK, RMS_NORM, ROPE_ADJACENT, ROPE_HALVES, ROPE_STORE, SCALE, SCRATCH, SCRATCH_STRIDE, STOP, STORE,
  TICKET, TICKET_BYTES, TIMES,
} from '../layout';
import { attention } from './attention';
import { broadcast, copy, one, two } from './each';
import { gemm } from './gemm';
import { embed, matmul } from './matmul';
import { pack } from './pack';
import { embedPacked, multiply } from './product';
import { ropeStore, storeRows } from './store';
import { layerNorm, logProb, rmsNorm, ropeAdjacent, ropeHalves } from './rows';
import { runTrain } from './train';
import { fraction, word } from './words';
import { barrier, setScratch, setThread, waitWhile } from './sync';

export { probe, probePairs } from './dot';

// @ts-ignore: decorator
@external("host", "finished")
declare function finished(ticket: i32): void;
// @ts-ignore: decorator
@external("host", "now")
declare function now(): f64;

/** Runs as thread `index` until STOP. */
export function serve(index: i32): void {
  const at = TICKET + <usize>index * TICKET_BYTES;
  let ticket = 0;
  while (true) {
    waitWhile(at, ticket);
    if (atomic.load<i32>(STOP)) return;
    ticket = atomic.load<i32>(at);
    setThread(index, ticket & CREW);
    setScratch(load<usize>(SCRATCH) + <usize>index * load<usize>(SCRATCH_STRIDE));
    let times = index == 0 ? load<usize>(TIMES) : 0;
    const list = load<usize>(LIST);
    const end = list + <usize>load<i32>(LENGTH) * COMMAND_BYTES;
    for (let command = list; command < end; command += COMMAND_BYTES) {
      if (load<i32>(command, 4)) barrier();
      if (atomic.load<i32>(STOP)) return;
      if (times) store<f64>(times, now());
      run(command);
      if (times) {
        store<f64>(times, now(), 8);
        times += 16;
      }
    }
    if (barrier()) finished(ticket);
  }
}

/** The operands stand as `encode.ts` writes them: addresses of the inputs and of the output, then numbers. */
function run(c: usize): void {
  const op = load<i32>(c);
  switch (op) {
    case EMBED:
      return embed(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5), word(c, 6));
    case MATMUL:
      return matmul(
        word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4),
        word(c, 5), word(c, 6), word(c, 7), word(c, 8), word(c, 9) != 0,
      );
    case GEMM:
      return gemm(
        word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5),
        word(c, 6), word(c, 7), word(c, 8), word(c, 9), word(c, 10) != 0, word(c, 11) != 0,
      );
    case EMBED_PACKED:
      return embedPacked(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5));
    case MULTIPLY:
      return multiply(
        word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5),
        word(c, 6), word(c, 7), word(c, 8), word(c, 9) != 0, word(c, 10) != 0,
      );
    case PACK:
      return pack(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5));
    case RMS_NORM:
      return rmsNorm(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), fraction(c, 5));
    case LAYER_NORM:
      return layerNorm(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5), fraction(c, 6));
    case ROPE_ADJACENT:
      return ropeAdjacent(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5));
    case ROPE_HALVES:
      return ropeHalves(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5));
    case COPY:
      return copy(word(c, 0) + word(c, 2), word(c, 1) + word(c, 3), word(c, 4));
    case STORE:
      return storeRows(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5), word(c, 6));
    case ROPE_STORE:
      return ropeStore(
        word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5), word(c, 6), word(c, 7), word(c, 8),
        word(c, 9), word(c, 10), word(c, 11), word(c, 12), word(c, 13), word(c, 14) != 0, word(c, 15), word(c, 16),
        fraction(c, 17),
      );
    case ATTENTION:
      return attention(
        word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4), word(c, 5), word(c, 6), word(c, 7), word(c, 8),
        word(c, 9), word(c, 10), word(c, 11), fraction(c, 12), word(c, 13), word(c, 14), word(c, 15),
      );
    case GATE_SILU:
    case GATE_GELU:
      return two(op, word(c, 0), word(c, 1), word(c, 2), word(c, 3));
    case GELU_ERF:
    case GELU_TANH:
    case SCALE:
      return one(op, word(c, 0), word(c, 1), word(c, 2), c + 20);
    case ADD:
      if (word(c, 5)) return broadcast(op, word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4));
      return two(op, word(c, 0), word(c, 1), word(c, 2), word(c, 3) * word(c, 4));
    case LOG_PROB:
      return logProb(word(c, 0), word(c, 1), word(c, 2), word(c, 3), word(c, 4));
    default:
      runTrain(op, c);
  }
}
