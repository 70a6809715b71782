// SHA-256 against Node's, whole and in pieces of every size around a block.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Random } from './random.ts';
import { Sha256 } from './sha256.ts';

test('the digest is that of node:crypto, however the bytes are cut', () => {
  const random = new Random(1);
  for (let length = 0; length < 300; length++) {
    const bytes = Uint8Array.from({ length }, () => random.int(256));
    const expected = createHash('sha256').update(bytes).digest('hex');
    const pieces = new Sha256();
    for (let at = 0; at < length; ) {
      const end = at + 1 + random.int(130);
      pieces.update(bytes.subarray(at, end));
      at = end;
    }
    assert.equal(pieces.hex(), expected, `${length} bytes in pieces`);
    assert.equal(new Sha256().update(bytes).hex(), expected, `${length} bytes`);
  }
});
