// What runs in the threads of `count.node.ts`: cuts and counts the texts it is sent, says so, and hands over the
// counts when asked.
import { parentPort, workerData } from 'node:worker_threads';
import { PieceCounter } from './pieces.ts';

export type CountMessage = readonly string[] | 'result';

export interface CountResult {
  readonly pieces: readonly string[];
  readonly counts: Float64Array;
  readonly forgotten: number;
}

export type CountReply = 'counted' | CountResult;

const counter = new PieceCounter(workerData as string);

parentPort?.on('message', (message: CountMessage) => {
  if (message === 'result') {
    const { counts, forgotten } = counter;
    const reply = { pieces: [...counts.keys()], counts: Float64Array.from(counts.values()), forgotten };
    parentPort?.postMessage(reply satisfies CountReply);
    return;
  }
  for (const text of message) counter.add(text);
  parentPort?.postMessage('counted' satisfies CountReply);
});
