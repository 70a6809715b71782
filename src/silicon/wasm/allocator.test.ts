// Places never overlap, never leave the range, and all come back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Random } from '../../base/random.ts';
import { Allocator } from './allocator.ts';

test('thousands of places of random sizes never overlap, and freed ones join again', () => {
  const random = new Random(3);
  const [start, end] = [640, 640 + 64 * 1000];
  const allocator = new Allocator(start, end);
  const held: { at: number; bytes: number }[] = [];
  let refused = 0;
  for (let i = 0; i < 5000; i++) {
    if (held.length > 0 && random.float() < 0.48) {
      const { at, bytes } = held.splice(random.int(held.length), 1)[0]!;
      allocator.give(at, bytes);
      continue;
    }
    const bytes = random.int(4000);
    const at = allocator.take(bytes);
    if (at === undefined) {
      refused++;
      assert.ok(allocator.largest < bytes);
      continue;
    }
    assert.ok(at % 64 === 0 && at >= start && at + Math.max(1, bytes) <= end);
    for (const other of held) assert.ok(at + bytes <= other.at || other.at + other.bytes <= at);
    held.push({ at, bytes });
  }
  assert.ok(refused > 0, 'the range was never full');
  for (const { at, bytes } of held) allocator.give(at, bytes);
  assert.equal(allocator.largest, end - start);
});

test('giving back what is not in use is a bug that shows', () => {
  const allocator = new Allocator(0, 640);
  const at = allocator.take(64)!;
  allocator.give(at, 64);
  assert.throws(() => allocator.give(at, 64), RangeError);
});
