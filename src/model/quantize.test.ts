// Quantized views: types and bytes against llama.cpp's own quantize command, reads at any offset,
// what happens to bad weights and to weights that were quantized before.
import assert from 'node:assert/strict';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ggmlMissing, loadGgml } from '../../test/support/ggml.ts';
import { memoryCheckpoint } from '../../test/support/random-model.ts';
import { count, real, text } from '../../test/support/random-vocabulary.ts';
import { openFile } from '../base/file.node.ts';
import { Random } from '../base/random.ts';
import { byteLength, DTYPES, type DType } from '../silicon/dtype.ts';
import { dequantize, quantize } from '../silicon/quants.ts';
import type { Checkpoint } from './checkpoint.ts';
import { openGguf } from './gguf.ts';
import { writeGguf } from './gguf-write.ts';
import { quantizeCheckpoint } from './quantize.ts';
import { QUANTIZE_TARGETS, type QuantizeTarget, quantizeTarget } from './quantize-types.ts';

const TARGETS = Object.keys(QUANTIZE_TARGETS) as QuantizeTarget[];

/** A checkpoint of normal weights with these shapes. */
function make(shapes: Record<string, readonly number[]>, keys: Record<string, number> = {}): Checkpoint {
  const random = new Random(11);
  const filled = (shape: readonly number[]): Float32Array =>
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 0.05 * random.normal());
  return memoryCheckpoint(
    new Map([
      ['general.architecture', text('llama')],
      ...Object.entries(keys).map(
        ([key, value]) => [`llama.${key}`, Number.isInteger(value) ? count(value) : real(value)] as const,
      ),
    ]),
    new Map(Object.entries(shapes).map(([name, shape]) => [name, { shape, data: filled(shape) }])),
  );
}

/** A small llama with rows of 256 and (attn_output) of 32, tied or not. */
function llama(layers: number, tied: boolean, experts = 0): Checkpoint {
  const [D, heads, kv, N, F, V] = [256, 4, 1, 8, 256, 16];
  const shapes: Record<string, readonly number[]> = { 'token_embd.weight': [V, D], 'output_norm.weight': [D] };
  if (!tied) shapes['output.weight'] = [V, D];
  for (let l = 0; l < layers; l++) {
    shapes[`blk.${l}.attn_norm.weight`] = [D];
    shapes[`blk.${l}.attn_q.weight`] = [heads * N, D];
    shapes[`blk.${l}.attn_k.weight`] = [kv * N, D];
    shapes[`blk.${l}.attn_v.weight`] = [kv * N, D];
    shapes[`blk.${l}.attn_output.weight`] = [D, heads * N];
    shapes[`blk.${l}.ffn_norm.weight`] = [D];
    if (experts) {
      shapes[`blk.${l}.ffn_gate_inp.weight`] = [experts, D];
      for (const part of ['gate', 'up', 'down']) shapes[`blk.${l}.ffn_${part}_exps.weight`] = [experts, 4, D];
    } else for (const part of ['gate', 'up', 'down']) shapes[`blk.${l}.ffn_${part}.weight`] = [16, D];
  }
  return make(shapes, {
    context_length: 128,
    embedding_length: D,
    block_count: layers,
    feed_forward_length: F,
    'attention.head_count': heads,
    'attention.head_count_kv': kv,
    'attention.key_length': N,
    'attention.value_length': N,
    'rope.dimension_count': N,
    'attention.layer_norm_rms_epsilon': 1e-5,
    vocab_size: V,
    ...(experts ? { expert_count: experts, expert_used_count: 2 } : {}),
  });
}

async function write(checkpoint: Checkpoint, path: string): Promise<void> {
  await using file = await open(path, 'w');
  await writeGguf(checkpoint, {
    async write(bytes) {
      await file.write(bytes);
    },
  });
}

async function pullAll(checkpoint: Checkpoint, name: string): Promise<Uint8Array> {
  const bytes = new Uint8Array(checkpoint.tensors.get(name)!.bytes);
  await checkpoint.pull(name)(0, bytes);
  return bytes;
}

const typesOf = ({ tensors }: Checkpoint): Record<string, DType> =>
  Object.fromEntries([...tensors.values()].map(({ name, type }) => [name, type]).sort());

test('types, header and rounded bytes equal llama.cpp quantize', { skip: ggmlMissing }, async (t) => {
  const ggml = await loadGgml();
  const folder = await mkdtemp(join(tmpdir(), 'twofiles-'));
  t.after(() => rm(folder, { recursive: true }));
  const sources = {
    untied: llama(17, false),
    tied: llama(9, true),
    experts: llama(8, false, 8),
    few: llama(8, true, 4),
  };
  for (const [what, source] of Object.entries(sources)) {
    const original = join(folder, 'original.gguf');
    await write(source, original);
    for (const target of TARGETS) {
      const { fileType } = QUANTIZE_TARGETS[target];
      const path = join(folder, 'theirs.gguf');
      ggml.quantizeFile(original, path, fileType);
      const theirs = await openGguf([await openFile(path)]);
      const ours = quantizeCheckpoint(source, target);
      assert.deepEqual(typesOf(ours), typesOf(theirs), `${target}, ${what}`);
      for (const key of ['general.file_type', 'general.quantization_version'])
        assert.deepEqual(ours.metadata.get(key), theirs.metadata.get(key), `${target} ${key}`);
      for (const [name, { type }] of ours.tensors)
        if (!/_K|IQ/.test(type))
          assert.equal(Buffer.compare(await pullAll(ours, name), await pullAll(theirs, name)), 0, `${target} ${name}`);
      await theirs.close();
    }
  }
});

test('any range of a converted tensor equals the whole', async () => {
  const source = llama(1, true);
  const progress: number[] = [];
  const view = quantizeCheckpoint(source, 'Q8_0', { onProgress: ({ done }) => progress.push(done) });
  const name = 'token_embd.weight';
  const whole = await pullAll(view, name);
  const random = new Random(2);
  for (let i = 0; i < 50; i++) {
    const offset = random.int(whole.length);
    const part = new Uint8Array(random.int(whole.length - offset) + 1);
    await view.pull(name)(offset, part);
    assert.equal(Buffer.compare(part, whole.subarray(offset, offset + part.length)), 0, `${offset} + ${part.length}`);
  }
  assert.equal(progress[0], whole.length);
  await assert.rejects(view.pull(name)(whole.length - 4, new Uint8Array(8)), RangeError);
});

test('rows longer than a group and tensors of many groups are converted whole', async () => {
  const shapes = { 'a.weight': [3, 100_000], 'b.weight': [700, 256], 'c.weight': [5, 7] };
  const source = make(shapes);
  const view = quantizeCheckpoint(source, 'Q4_K_M');
  assert.deepEqual(typesOf(view), { 'a.weight': 'Q5_0', 'b.weight': 'Q4_K', 'c.weight': 'F16' });
  for (const [name, [, cols]] of Object.entries(shapes)) {
    const stored = await pullAll(source, name);
    const { type, bytes } = view.tensors.get(name)!;
    const expected = new Uint8Array(bytes);
    quantize(type, new Float32Array(stored.buffer), expected, cols!);
    assert.equal(Buffer.compare(await pullAll(view, name), expected), 0, name);
  }
});

test('pure: every matrix whose rows the blocks divide has the one type', () => {
  for (const target of ['Q4_0', 'Q4_K_M', 'Q6_K'] as const) {
    const { type: main } = QUANTIZE_TARGETS[target];
    const pure = quantizeCheckpoint(llama(3, true), target, { pure: true });
    for (const { name, type, shape } of pure.tensors.values())
      if (type !== 'F32') assert.equal(type === main, shape.at(-1)! % DTYPES[main].block === 0, `${target} ${name}`);
    if (target === 'Q6_K') continue;
    const mixed = quantizeCheckpoint(llama(3, true), target);
    assert.equal(mixed.tensors.get('token_embd.weight')!.type, 'Q6_K');
    assert.equal(pure.tensors.get('token_embd.weight')!.type, main);
  }
});

test('types that stay are passed through; quantizing twice warns', async () => {
  const source = quantizeCheckpoint(llama(1, true), 'Q8_0');
  const same = quantizeCheckpoint(source, 'Q8_0');
  assert.deepEqual(same.warnings, []);
  assert.deepEqual(await pullAll(same, 'token_embd.weight'), await pullAll(source, 'token_embd.weight'));
  assert.deepEqual(quantizeCheckpoint(source, 'F16').warnings, []);
  assert.deepEqual(quantizeCheckpoint(llama(1, true), 'Q4_0').warnings, []);
  const twice = quantizeCheckpoint(source, 'Q4_0');
  assert.match(twice.warnings.join(), /8 tensors are quantized already \(Q8_0\)/);
  const name = 'blk.0.attn_q.weight';
  const from = new Float32Array(32 * 256);
  dequantize('Q8_0', await pullAll(source, name), from);
  const expected = new Uint8Array(byteLength('Q4_0', from.length));
  quantize('Q4_0', from, expected, 256);
  assert.deepEqual(await pullAll(twice, name), expected);
});

test('weights that cannot be stored are refused by file, tensor and place', async () => {
  const source = llama(1, true);
  const broken: Checkpoint = {
    ...source,
    pull(name) {
      const read = source.pull(name);
      return async (offset, into) => {
        await read(offset, into);
        if (name === 'blk.0.ffn_up.weight') into.set([0, 0, 0xc0, 0x7f], 4 * (2 * 256 + 17)); // NaN
      };
    },
  };
  const view = quantizeCheckpoint(broken, 'Q4_K_M');
  await pullAll(view, 'blk.0.ffn_gate.weight');
  await assert.rejects(pullAll(view, 'blk.0.ffn_up.weight'), {
    code: 'bad-file',
    field: 'blk.0.ffn_up.weight',
    message: /random weights: blk\.0\.ffn_up\.weight: Row 2, column 17 is NaN/,
  });
  assert.throws(() => view.pull('absent'));
});

test('a signal stops the conversion', async () => {
  const stop = new AbortController();
  const view = quantizeCheckpoint(llama(1, true), 'Q4_K_M', { signal: stop.signal });
  stop.abort();
  await assert.rejects(pullAll(view, 'token_embd.weight'), { code: 'aborted' });
});

test('targets are found by name in any case', () => {
  assert.equal(quantizeTarget('q4_k_m'), 'Q4_K_M');
  assert.equal(quantizeTarget('Q4_K'), 'Q4_K_M');
  assert.equal(quantizeTarget('Q6_K'), 'Q6_K');
  assert.equal(quantizeTarget('f16'), 'F16');
  assert.throws(() => quantizeTarget('Q3_K'), { code: 'bad-argument', next: /Q4_K_M/ });
});
