// Loading that stops: nothing is read afterwards, and memory is given back. Several tensors are being read then.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RECIPES, randomModel } from '../../test/support/random-model.ts';
import { createWasmBackend } from '../silicon/wasm/backend.ts';
import type { Checkpoint } from './checkpoint.ts';
import { configFromMetadata } from './config.ts';
import { loadWeights } from './weights.ts';

const LAST = 12; // the read in which something happens

/** A model of which read number LAST does `act` first; it counts reads as they begin, and those under way. */
function watched(act: () => void | Promise<void>): {
  checkpoint: Checkpoint;
  begun: () => number;
  running: () => number;
} {
  const model = randomModel({ ...RECIPES.llama, layers: 6 });
  let begun = 0;
  let running = 0;
  const pull: Checkpoint['pull'] = (name) => {
    const inner = model.pull(name);
    return async (offset, into) => {
      const mine = ++begun;
      running++;
      try {
        await new Promise(setImmediate);
        if (mine === LAST) await act();
        await inner(offset, into);
      } finally {
        running--;
      }
    };
  };
  return { checkpoint: { ...model, pull }, begun: () => begun, running: () => running };
}

async function stops(act: () => void | Promise<void>, expected: object, signal?: AbortSignal): Promise<void> {
  const backend = await createWasmBackend({ threads: 2 });
  const { checkpoint, begun, running } = watched(act);
  const config = configFromMetadata(checkpoint.metadata, checkpoint.name);
  await assert.rejects(loadWeights(checkpoint, config, backend, { signal }), expected);
  assert.equal(running(), 0);
  assert.ok(begun() < LAST + 4, `${begun()} reads`);
  assert.equal(backend.allocated, 0);
  await backend.close();
}

test('a read that fails ends the load with its error', () => {
  const act = (): never => {
    throw new Error('the disk is gone');
  };
  return stops(act, { message: 'the disk is gone' });
});

test('a signal ends the load', () => {
  const stop = new AbortController();
  return stops(() => stop.abort(), { code: 'aborted' }, stop.signal);
});

test('closing the backend ends the load', async () => {
  const backend = await createWasmBackend({ threads: 2 });
  const { checkpoint, running } = watched(() => backend.close());
  const config = configFromMetadata(checkpoint.metadata, checkpoint.name);
  await assert.rejects(loadWeights(checkpoint, config, backend), { code: 'closed' });
  assert.equal(running(), 0);
});
