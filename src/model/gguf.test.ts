// GGUF: files that llama.cpp wrote come back byte for byte, everything a metadata value can be survives,
// split models are put together again, and each lie a header can tell is refused by the name of its field.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { bytesCheckpoint, concat, ggufBytes, pullAll, typedCheckpoint } from '../../test/support/small-files.ts';
import { type ByteSource, bufferSource } from '../base/bytes.ts';
import { TwofilesError } from '../base/errors.ts';
import { Random } from '../base/random.ts';
import { bytesText, textBytes } from '../base/utf8.ts';
import { DTYPES, type DType } from '../silicon/dtype.ts';
import type { MetadataEntry, MetadataType } from './checkpoint.ts';
import { openGguf } from './gguf.ts';
import { ggufParts, writeGguf } from './gguf-write.ts';

const VOCABULARIES = new URL('../../../shared/data/parity/vocab/', import.meta.url);
const TYPES = Object.keys(DTYPES) as DType[];
const open = (...files: Uint8Array[]) => openGguf(files.map((bytes, i) => bufferSource(`part ${i}`, bytes)));

/** Does this fail with that code and field? */
async function refuses(work: Promise<unknown>, code: string, field: string): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.ok(error instanceof TwofilesError, String(error));
    assert.deepEqual([error.code, error.field], [code, field], error.message);
    return true;
  });
}

test('files that llama.cpp wrote come back byte for byte', {
  skip: !existsSync(VOCABULARIES) && 'no ../shared/data',
}, async () => {
  const files = readdirSync(VOCABULARIES).filter((name) => name.endsWith('.gguf'));
  assert.ok(files.length >= 5);
  for (const name of files) {
    const bytes = readFileSync(new URL(name, VOCABULARIES));
    const [written] = await ggufBytes(await open(bytes));
    assert.ok(bytes.equals(written!), name);
  }
});

test('every tensor type is read as it was written', async () => {
  for (const type of TYPES) {
    const made = typedCheckpoint(type, 'bpe');
    const [file] = await ggufBytes(made);
    const read = await open(file!);
    assert.deepEqual([...read.tensors.values()], [...made.tensors.values()]);
    for (const name of made.tensors.keys()) assert.deepEqual(await pullAll(read, name), await pullAll(made, name));
    assert.deepEqual((await ggufBytes(read))[0], file, `${type}: a second writing gives the same bytes`);
    assert.equal(read.chatTemplate, '{{ messages }}');
    assert.equal(read.tokenizer?.tokens.length, 266);
  }
});

const EXTREMES: readonly [MetadataType, MetadataEntry['value']][] = [
  ['u8', 255],
  ['i8', -128],
  ['u16', 65_535],
  ['i16', -32_768],
  ['u32', 4_294_967_295],
  ['i32', -2_147_483_648],
  ['f32', Math.fround(0.1)],
  ['f64', 0.1],
  ['u64', 18_446_744_073_709_551_615n],
  ['i64', -9_223_372_036_854_775_808n],
  ['u64', Number.MAX_SAFE_INTEGER],
  ['i64', -1],
  ['bool', true],
  ['string', 'Grüße, 世界 🙂 \u0000 \ufeff'],
  ['string', ''],
];

test('metadata keeps its types and values at their limits, alone and in arrays', async () => {
  const metadata = new Map<string, MetadataEntry>();
  for (const [i, [type, value]] of EXTREMES.entries()) {
    assert.ok(typeof value !== 'object');
    metadata.set(`alone.${i}`, { type, value });
    metadata.set(`array.${i}`, { type: 'array', value: { type, values: [value, value, value] } });
    metadata.set(`empty.${i}`, { type: 'array', value: { type, values: [] } });
  }
  const [file] = await ggufBytes(bytesCheckpoint(metadata, []));
  assert.deepEqual([...(await open(file!)).metadata], [...metadata]);
});

test('a header longer than the first read is read whole', async () => {
  const values = Array.from({ length: 200_000 }, (_, i) => `token ${i}`);
  const metadata = new Map<string, MetadataEntry>([['a', { type: 'array', value: { type: 'string', values } }]]);
  const [file] = await ggufBytes(bytesCheckpoint(metadata, []));
  assert.ok(file!.length > 3_000_000);
  assert.deepEqual([...(await open(file!)).metadata], [...metadata]);
});

test('bytes that are not UTF-8 survive as lone surrogates', () => {
  const random = new Random(3);
  const pieces = ['a', 'é', '世', '🙂', '\ufffd', '\ufeff'].map((piece) => new TextEncoder().encode(piece));
  for (let i = 0; i < 3000; i++) {
    const bytes = concat(
      Array.from({ length: random.int(30) }, () =>
        random.int(3) ? random.pick(pieces) : Uint8Array.of(random.int(256)),
      ),
    );
    const text = bytesText(bytes);
    assert.deepEqual(textBytes(text), bytes);
    const valid = Buffer.from(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).equals(bytes);
    assert.equal(text.isWellFormed(), valid);
  }
  assert.equal(bytesText(Uint8Array.of(0x61, 0xff, 0xed, 0xa0, 0x80, 0xc3)), 'a\udcff\udced\udca0\udc80\udcc3');
});

test('a split model reads and writes as the whole one', async () => {
  const tensors = Array.from({ length: 7 }, (_, i) => ({
    name: `t${i}`,
    type: 'F32' as const,
    shape: [i + 1, 8],
    data: new Uint8Array((i + 1) * 32).fill(i),
  }));
  const metadata = new Map<string, MetadataEntry>([['general.name', { type: 'string', value: 'split' }]]);
  const made = bytesCheckpoint(metadata, tensors);
  const parts = await ggufBytes(made, { maxPartBytes: 300 });
  assert.equal(parts.length, 4);
  const read = await open(...parts);
  assert.deepEqual([...read.tensors.values()], [...made.tensors.values()]);
  for (const name of made.tensors.keys()) assert.deepEqual(await pullAll(read, name), await pullAll(made, name));
  assert.deepEqual(await ggufBytes(read), await ggufBytes(made));
  const [first, second, third, fourth] = parts as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  await refuses(open(first), 'bad-file', 'split.count');
  await refuses(open(second, first, third, fourth), 'bad-file', 'split.no');
  await refuses(open(first, first, third, fourth), 'bad-file', 'split.no');
  await refuses(open(...parts, fourth), 'bad-file', 'split.count');
});

/** A GGUF file put together field by field, so that each can lie. */
interface Lie {
  magic?: string;
  version?: number;
  tensors?: bigint;
  entries?: bigint;
  keys?: readonly Uint8Array[];
  infos?: readonly Uint8Array[];
  data?: number;
}
const u32 = (value: number) => new Uint8Array(Uint32Array.of(value).buffer);
const u64 = (value: bigint | number) => new Uint8Array(BigUint64Array.of(BigInt(value)).buffer);
const str = (value: string | Uint8Array) => {
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
  return concat([u64(bytes.length), bytes]);
};
const entry = (key: string | Uint8Array, type: number, ...value: Uint8Array[]) =>
  concat([str(key), u32(type), ...value]);
const info = (name: string | Uint8Array, dims: readonly (number | bigint)[], type: number, offset: number | bigint) =>
  concat([str(name), u32(dims.length), ...dims.map(u64), u32(type), u64(offset)]);
function lie({ magic = 'GGUF', version = 3, tensors, entries, keys = [], infos = [], data = 0 }: Lie): Uint8Array {
  const counts = [u64(tensors ?? infos.length), u64(entries ?? keys.length)];
  const head = concat([new TextEncoder().encode(magic), u32(version), ...counts, ...keys, ...infos]);
  return concat([head, new Uint8Array(infos.length ? Math.ceil(head.length / 32) * 32 - head.length + data : 0)]);
}

const F32 = 0;
const [U8, U32, BOOL, STRING, ARRAY] = [0, 4, 7, 8, 9];
const HUGE = 0xffff_ffff_ffff_ffffn;
const LIES: Readonly<Record<string, [code: string, field: string, Lie]>> = {
  'another magic': ['bad-file', 'magic', { magic: 'GGML' }],
  'version 1': ['unsupported', 'version', { version: 1 }],
  'big-endian': ['unsupported', 'version', { version: 0x0300_0000 }],
  'more tensors than fit': ['bad-file', 'tensor_count', { tensors: 1000n }],
  'an impossible tensor count': ['bad-file', 'tensor_count', { tensors: HUGE }],
  'more keys than fit': ['bad-file', 'metadata_kv_count', { entries: 1000n }],
  'a key that never ends': ['bad-file', 'metadata key 0', { keys: [concat([u64(HUGE), new Uint8Array(20)])] }],
  'an empty key': ['bad-file', 'metadata key 0', { keys: [entry('', U8, u32(0))] }],
  'a key that is not UTF-8': ['bad-file', 'metadata key 0', { keys: [entry(Uint8Array.of(255), U8, u32(0))] }],
  'a key twice': ['bad-file', 'k', { keys: [entry('k', U32, u32(0)), entry('k', U32, u32(0))] }],
  'an unknown value type': ['bad-file', 'k', { keys: [entry('k', 13, u32(0))] }],
  'a boolean of 2': ['bad-file', 'k', { keys: [entry('k', BOOL, Uint8Array.of(2))] }],
  'a string past the end': ['bad-file', 'k', { keys: [entry('k', STRING, u64(1_000_000))] }],
  'an array past the end': ['bad-file', 'k', { keys: [entry('k', ARRAY, u32(U32), u64(1_000_000))] }],
  'an array without end': ['bad-file', 'k', { keys: [entry('k', ARRAY, u32(U8), u64(HUGE))] }],
  'an array of arrays': ['unsupported', 'k', { keys: [entry('k', ARRAY, u32(ARRAY), u64(0))] }],
  'an alignment of 24': ['bad-file', 'general.alignment', { keys: [entry('general.alignment', U32, u32(24))] }],
  'an alignment of 0': ['bad-file', 'general.alignment', { keys: [entry('general.alignment', U32, u32(0))] }],
  'an alignment of 2 GiB': ['bad-file', 'general.alignment', { keys: [entry('general.alignment', U32, u32(2 ** 31))] }],
  'a text for an alignment': [
    'bad-file',
    'general.alignment',
    { keys: [entry('general.alignment', STRING, str('32'))] },
  ],
  'a tensor without a name': ['bad-file', 'tensor 0 name', { infos: [info('', [8], F32, 0)], data: 32 }],
  'a long tensor name': ['bad-file', 'tensor 0 name', { infos: [info('t'.repeat(65), [8], F32, 0)], data: 32 }],
  'five dimensions': ['bad-file', 't', { infos: [info('t', [1, 1, 1, 1, 1], F32, 0)], data: 32 }],
  'a dimension of 0': ['bad-file', 't', { infos: [info('t', [8, 0], F32, 0)], data: 32 }],
  'a dimension past 2^53': ['bad-file', 't dimension 0', { infos: [info('t', [HUGE], F32, 0)], data: 32 }],
  'a product past 2^53': ['bad-file', 't', { infos: [info('t', [2 ** 40, 2 ** 40], F32, 0)], data: 32 }],
  'an unknown type': ['unsupported', 't type', { infos: [info('t', [8], 99, 0)], data: 32 }],
  'half a block a row': ['bad-file', 't', { infos: [info('t', [48, 2], DTYPES.Q4_0.id, 0)], data: 64 }],
  'an offset off the alignment': ['bad-file', 't offset', { infos: [info('t', [8], F32, 8)], data: 64 }],
  'a tensor past the end': ['bad-file', 't offset', { infos: [info('t', [8], F32, 32)], data: 63 }],
  'a tensor far past the end': ['bad-file', 't offset', { infos: [info('t', [8], F32, 2n ** 52n)], data: 32 }],
  'two tensors over each other': [
    'bad-file',
    'b offset',
    { infos: [info('a', [16], F32, 0), info('b', [8], F32, 32)], data: 64 },
  ],
  'a tensor twice': ['bad-file', 't', { infos: [info('t', [8], F32, 0), info('t', [8], F32, 32)], data: 64 }],
};

for (const [name, [code, field, parts]] of Object.entries(LIES))
  test(`refuses ${name}`, () => refuses(open(lie(parts)), code, field));

test('a file with nothing wrong is read, version 2 and an empty dimension list too', async () => {
  const keys = [entry('k', ARRAY, u32(BOOL), u64(2), Uint8Array.of(0, 1))];
  const infos = [info('a', [8, 2], F32, 0), info('b', [], F32, 64)];
  for (const version of [2, 3]) {
    const read = await open(lie({ version, keys, infos, data: 68 }));
    assert.deepEqual(
      [...read.tensors.values()].map(({ shape, bytes }) => [shape, bytes]),
      [
        [[2, 8], 64],
        [[], 4],
      ],
    );
    assert.deepEqual(read.metadata.get('k')?.value, { type: 'bool', values: [false, true] });
  }
});

test('a file cut anywhere is refused', async () => {
  const [file] = await ggufBytes(typedCheckpoint('Q8_0', 'spm'));
  for (let length = 0; length < file!.length - 32; length += 1 + Math.floor(length / 50))
    await assert.rejects(open(file!.subarray(0, length)), { code: 'bad-file' });
});

test('a lying count costs no more reading than the file has', async () => {
  let read = 0;
  const bytes = lie({ keys: [entry('k', ARRAY, u32(U8), u64(2 ** 40))] });
  const source: ByteSource = {
    ...bufferSource('big', bytes),
    size: 2 ** 41,
    async readInto(offset, target) {
      read += target.length;
      target.set(bytes.subarray(offset, offset + target.length));
    },
  };
  await refuses(openGguf([source]), 'bad-file', 'k');
  assert.ok(read <= 2 ** 20);
});

test('writing: whole rows in chunks, progress to the end, stop on request', async () => {
  const data = Uint8Array.from({ length: 3000 * 1200 }, (_, i) => i * 7);
  const made = bytesCheckpoint(new Map(), [{ name: 't', type: 'F32', shape: [3000, 300], data }]);
  const chunks: number[] = [];
  const reports: number[] = [];
  await writeGguf(
    made,
    { write: async (bytes) => void chunks.push(bytes.length) },
    { onProgress: ({ done }) => reports.push(done) },
  );
  assert.ok(chunks.every((length) => length <= 2 ** 20));
  assert.equal(reports.at(-1), data.length);
  assert.ok(reports.every((done) => done % 1200 === 0) && reports.length > 3);
  const stop = new AbortController();
  const sink = { write: async () => stop.abort() };
  await assert.rejects(writeGguf(made, sink, { signal: stop.signal }), { code: 'aborted' });
});

test('writing refuses what GGUF cannot hold', () => {
  const one = (type: MetadataType, value: MetadataEntry['value']) => () =>
    ggufParts(bytesCheckpoint(new Map([['k', { type, value }]]), []));
  for (const [type, value] of [
    ['u8', 256],
    ['i32', 0.5],
    ['u64', -1],
    ['bool', 1],
    ['string', 1],
    ['f32', 'x'],
  ] as const)
    assert.throws(one(type, value), { code: 'bad-argument' }, type);
  assert.throws(() => ggufParts(bytesCheckpoint(new Map(), []), { alignment: 12 }), { code: 'bad-argument' });
});

test('another alignment is kept', async () => {
  const [file] = await ggufBytes(typedCheckpoint('Q5_1', 'bpe'), { alignment: 4096 });
  const read = await open(file!);
  assert.equal(read.metadata.get('general.alignment')?.value, 4096);
  assert.deepEqual((await ggufBytes(read))[0], file);
  assert.equal(file!.length % 4096, 0);
});
