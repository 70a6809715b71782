// The shared memory where there is less of it than one would like.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Heap } from './heap.ts';

const MIB = 1024 * 1024;

/** Runs `body` where no memory larger than `pages` can be reserved. */
function withAddresses(pages: number, body: () => void): void {
  const { Memory } = WebAssembly;
  class Scarce extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      if (descriptor.maximum! > pages) throw new RangeError('no addresses');
      super(descriptor);
    }
  }
  WebAssembly.Memory = Scarce;
  try {
    body();
  } finally {
    WebAssembly.Memory = Memory;
  }
}

test('where 4 GiB of addresses are not to be had, it makes do with fewer', () => {
  withAddresses(5000, () => {
    const heap = new Heap();
    assert.throws(() => heap.take(300 * MIB, 'weights'), { message: /of 256\.0 MiB are free/ });
    assert.equal(heap.take(100, 'weights') % 64, 0);
  });
  withAddresses(0, () => assert.throws(() => new Heap(), { code: 'out-of-memory' }));
});

test('a machine without more memory is an error that leaves the heap usable', (t) => {
  const heap = new Heap();
  const grow = t.mock.method(heap.memory, 'grow', () => {
    throw new RangeError('no memory');
  });
  assert.throws(() => heap.take(20 * MIB, 'weights'), { code: 'out-of-memory', message: /weights needs 20\.0 MiB/ });
  grow.mock.restore();
  const address = heap.take(20 * MIB, 'weights');
  assert.equal(heap.bytes(address, 20 * MIB).at(-1), 0);
});
