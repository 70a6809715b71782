// The windows and the sums, on a made-up model whose probability of a token depends only on how many
// tokens it sees before it: so every figure can be worked out by hand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TwofilesError, throwIfAborted } from '../base/errors.ts';
import type { Tokenizer, TokenizerSpec } from '../text/tokenizer.ts';
import { measurePerplexity, type Scorer } from './perplexity.ts';

const BOS = 256;

/** One token a byte. */
function byteTokenizer(addBos: boolean, addSpacePrefix: boolean): Tokenizer {
  const spec: TokenizerSpec = {
    model: 'bpe',
    pre: 'none',
    tokens: [],
    kinds: [],
    bos: BOS,
    addBos,
    addEos: false,
    addSpacePrefix,
  };
  const encode = (text: string): number[] => [...new TextEncoder().encode(addSpacePrefix ? ` ${text}` : text)];
  const decode = (tokens: readonly number[]): string => new TextDecoder().decode(Uint8Array.from(tokens));
  return {
    spec,
    size: 257,
    encode,
    decode,
    bytes: (token) => Uint8Array.of(...(token === BOS ? [] : [token])),
    kind: () => 'normal',
    id: () => undefined,
    stops: new Set(),
    stream: () => ({ push: (token) => decode([token]), end: () => '' }),
  };
}

/** Gives the token at position p probability 1 / (p + 1) and remembers what it was asked. */
class Countdown implements Scorer {
  readonly capacity: number;
  readonly tokenizer: Tokenizer;
  /** For each token scored, how many tokens stood before it. */
  readonly seen: number[] = [];
  position = 0;

  constructor(capacity: number, addBos: boolean, addSpacePrefix = false) {
    this.capacity = capacity;
    this.tokenizer = byteTokenizer(addBos, addSpacePrefix);
  }

  async extend(tokens: readonly number[]): Promise<Float32Array> {
    this.position += tokens.length;
    assert.ok(this.position <= this.capacity, 'the window is never overrun');
    return new Float32Array(257);
  }

  rewind(count: number): void {
    this.position -= count;
  }

  async score(tokens: readonly number[], options: { signal?: AbortSignal | undefined } = {}): Promise<Float32Array> {
    throwIfAborted(options.signal);
    const before = tokens.map((_, i) => this.position + i);
    this.seen.push(...before);
    await this.extend(tokens);
    return Float32Array.from(before, (count) => (count === 0 ? Number.NaN : -Math.log(count + 1)));
  }
}

test('each token is scored once, with what overlaps before it', async () => {
  const session = new Countdown(6, false);
  const result = await measurePerplexity(session, 'abcdefghij', { stride: 2 });
  // Windows abcdef, cdefgh, efghij: after the first, two tokens each, behind four.
  assert.deepEqual(session.seen, [0, 1, 2, 3, 4, 5, 4, 5, 4, 5]);
  const nats = [2, 3, 4, 5, 6, 5, 6, 5, 6].map(Math.log);
  const mean = nats.reduce((sum, value) => sum + value, 0) / 9;
  assert.equal(result.tokens, 9, 'the first token has no score');
  assert.equal(result.bytes, 9);
  assert.ok(Math.abs(result.perplexity - Math.exp(mean)) < 1e-6);
  assert.ok(Math.abs(result.bitsPerByte - mean / Math.LN2) < 1e-6);
  const variance = nats.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 9;
  assert.ok(Math.abs(result.standardError - Math.exp(mean) * Math.sqrt(variance / 8)) < 1e-6);
  assert.equal(result.complete, true);
});

test('a model that knows BOS scores the first token too, behind it', async () => {
  const session = new Countdown(5, true);
  const result = await measurePerplexity(session, 'abcdefg');
  // Four tokens a window beside BOS, stride two.
  assert.deepEqual(session.seen, [1, 2, 3, 4, 3, 4, 3]);
  assert.equal(result.tokens, 7);
  assert.equal(result.stride, 2);
});

test('a space that the tokenizer puts before the text is a token, but no byte of the text', async () => {
  const { tokens, bytes, bitsPerToken, bitsPerByte } = await measurePerplexity(new Countdown(64, true, true), 'é€');
  assert.equal(tokens, 6);
  assert.equal(bytes, 5);
  assert.ok(Math.abs(bitsPerByte * 5 - bitsPerToken * 6) < 1e-9);
});

test('windows without overlap and a limit', async () => {
  const session = new Countdown(4, false);
  const result = await measurePerplexity(session, 'abcdefghij', { stride: 4, limit: 6 });
  assert.deepEqual(session.seen, [0, 1, 2, 3, 0, 1]);
  assert.equal(result.tokens, 4);
});

test('stopping keeps what is measured', async () => {
  const stop = new AbortController();
  const session = new Countdown(8, true);
  const result = await measurePerplexity(session, 'a'.repeat(100), {
    signal: stop.signal,
    onProgress: ({ done }) => done >= 20 && stop.abort(),
  });
  assert.equal(result.complete, false);
  assert.ok(result.tokens >= 20 && result.tokens < 30);
  assert.ok(Number.isFinite(result.perplexity));
});

test('impossible requests are refused', async () => {
  const refused = (promise: Promise<unknown>) =>
    assert.rejects(promise, (error) => error instanceof TwofilesError && error.code === 'bad-argument');
  await refused(measurePerplexity(new Countdown(8, true), 'abc', { stride: 8 }));
  await refused(measurePerplexity(new Countdown(8, true), 'a'));
  await refused(measurePerplexity(new Countdown(2, true), 'abc'));
});
