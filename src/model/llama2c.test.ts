// llama2.c checkpoints: each tensor is where run.c reads it, headers that lie are refused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LLAMA2C, llama2cBytes, llama2cTokenizerBytes, pullAll } from '../../test/support/small-files.ts';
import { bufferSource } from '../base/bytes.ts';
import { openLlama2c } from './llama2c.ts';

const open = (bytes: Uint8Array, tokenizer?: Uint8Array) =>
  openLlama2c(bufferSource('w', bytes), tokenizer && bufferSource('t', tokenizer));

for (const shared of [true, false])
  test(`tensors lie in the order of run.c, classifier ${shared ? 'shared' : 'of its own'}`, async () => {
    const read = await open(llama2cBytes(shared));
    const { width: D, feedForward: F, layers: L, vocab: V, context, heads, kvHeads } = LLAMA2C;
    const K = (D / heads) * kvHeads;
    // memory_map_weights of run.c, as (name, elements a layer), all layers of one kind together.
    const order: [string, number[], boolean][] = [
      ['token_embd', [V, D], false],
      ['attn_norm', [D], true],
      ['attn_q', [D, D], true],
      ['attn_k', [K, D], true],
      ['attn_v', [K, D], true],
      ['attn_output', [D, D], true],
      ['ffn_norm', [D], true],
      ['ffn_gate', [F, D], true],
      ['ffn_down', [D, F], true],
      ['ffn_up', [F, D], true],
      ['output_norm', [D], false],
    ];
    let at = 0;
    let found = 0;
    const expect = async (name: string, shape: number[]): Promise<void> => {
      const floats = new Float32Array((await pullAll(read, name)).buffer);
      assert.deepEqual(read.tensors.get(name)?.shape, shape, name);
      assert.deepEqual([floats[0], floats.at(-1)], [at, at + floats.length - 1], name);
      at += floats.length;
      found++;
    };
    for (const [name, shape, layered] of order)
      for (let layer = 0; layer < (layered ? L : 1); layer++)
        await expect(layered ? `blk.${layer}.${name}.weight` : `${name}.weight`, shape);
    at += context * (D / heads);
    if (!shared) await expect('output.weight', [V, D]);
    assert.equal(read.tensors.size, found);
    assert.equal(read.metadata.get('llama.rope.dimension_count')?.value, D / heads);
    assert.equal(read.metadata.get('llama.vocab_size')?.value, V);
    assert.equal(read.tokenizer, undefined);
  });

test('the tokenizer becomes metadata too', async () => {
  const read = await open(llama2cBytes(), llama2cTokenizerBytes());
  assert.equal(read.tokenizer?.tokens.length, LLAMA2C.vocab);
  assert.equal(read.metadata.get('tokenizer.ggml.model')?.value, 'llama');
});

const FIELDS = ['dim', 'hidden_dim', 'n_layers', 'n_heads', 'n_kv_heads', 'vocab_size', 'seq_len'];

test('a header that lies is refused by the name of its field', async () => {
  for (const [i, field] of FIELDS.entries())
    for (const value of [0, -5, 7, 2 ** 31 - 1, -(2 ** 31)]) {
      const bytes = llama2cBytes();
      new DataView(bytes.buffer).setInt32(4 * i, value, true);
      await assert.rejects(open(bytes), (error: { code?: string; field?: string }) => {
        assert.equal(error.code, 'bad-file');
        if (value <= 0 && field !== 'vocab_size') assert.equal(error.field, field);
        return true;
      });
    }
});

test('a file that is cut or too long is refused', async () => {
  const bytes = llama2cBytes();
  for (const length of [0, 10, 28, 100, bytes.length - 1])
    await assert.rejects(open(bytes.subarray(0, length)), { code: 'bad-file' });
  await assert.rejects(open(new Uint8Array([...bytes, 0])), { code: 'bad-file', field: 'header' });
  await assert.rejects(open(bytes, llama2cTokenizerBytes().subarray(0, 900)), { code: 'bad-file' });
});
