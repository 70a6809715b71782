// Random writes and reads in three memories against one plain array: what is brought is what was written last.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import { Residence } from './residence.ts';

test('whatever is written where, every memory reads the newest bytes', () => {
  const random = new Random(11);
  const size = 97;
  for (let round = 0; round < 200; round++) {
    const memories = Array.from({ length: 3 }, () => new Uint8Array(size));
    const expected = new Uint8Array(size);
    const residence = new Residence(random.int(3), { address: 0, bytes: size });
    for (let step = 1; step < 40; step++) {
      const memory = random.int(3);
      const from = random.int(size);
      const to = from + random.int(size + 1 - from);
      if (random.int(2) === 0) {
        for (const bytes of [memories[memory]!, expected]) bytes.fill(step, from, to);
        residence.renew(memory, from, to);
        assert.equal(residence.current(memory, from, to), to - from);
        if (to > from) assert.equal(residence.whereIs(from), memory);
      } else {
        let copied = 0;
        const missing = to - from - residence.current(memory, from, to);
        residence.bring(memory, from, to, (source, start, end) => {
          memories[memory]!.set(memories[source]!.subarray(start, end), start);
          copied += end - start;
        });
        assert.equal(copied, missing);
        assert.deepEqual(memories[memory]!.subarray(from, to), expected.subarray(from, to));
      }
    }
  }
});
