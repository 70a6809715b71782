// The kernels' one door: `run` walks a list of encoded commands, every thread the same list, with a
// barrier after each. A command is 16 words; word 0 is the operation, the others are what
// `encode.ts` writes for it. Tensors are byte addresses. Each output element is computed whole by one
// thread in a fixed order, so results do not depend on the number of threads.
import { attention } from './attention';
import { add, copyRows, embed, gate, gelu, logProb, rope, scale } from './elementwise';
import { matmul } from './matmul';
import { layerNorm, rmsNorm } from './norm';

const COMMAND: usize = 64; // bytes
const SPIN: i32 = 4000; // looks at the barrier before sleeping: about 10 µs

/** Walks `count` commands at `list`. `sync` is two words, zero at first; `scratch` is this thread's own. */
export function run(list: usize, count: i32, thread: i32, threads: i32, sync: usize, scratch: usize): void {
  for (let i = 0; i < count; i++) {
    step(list + <usize>i * COMMAND, thread, threads, scratch);
    if (threads > 1) barrier(sync, threads);
  }
}

function step(c: usize, thread: i32, threads: i32, scratch: usize): void {
  switch (load<i32>(c)) {
    case 1: embed(c, thread, threads); break;
    case 2: matmul(c, thread, threads, scratch); break;
    case 3: rmsNorm(c, thread, threads); break;
    case 4: layerNorm(c, thread, threads); break;
    case 5: rope(c, thread, threads); break;
    case 6: copyRows(c, thread, threads); break;
    case 7: attention(c, thread, threads, scratch); break;
    case 8: gate(c, thread, threads); break;
    case 9: gelu(c, thread, threads); break;
    case 10: add(c, thread, threads); break;
    case 11: logProb(c, thread, threads); break;
    case 12: scale(c, thread, threads); break;
    default: unreachable();
  }
}

/** All threads meet here: word 0 counts arrivals, word 1 is the round. Spins first, then sleeps. */
function barrier(sync: usize, threads: i32): void {
  const round = atomic.load<i32>(sync, 4);
  if (atomic.add<i32>(sync, 1) == threads - 1) {
    atomic.store<i32>(sync, 0);
    atomic.add<i32>(sync, 1, 4);
    atomic.notify(sync + 4, threads);
    return;
  }
  for (let i = 0; i < SPIN; i++) if (atomic.load<i32>(sync, 4) != round) return;
  while (atomic.load<i32>(sync, 4) == round) atomic.wait<i32>(sync + 4, round, -1);
}
