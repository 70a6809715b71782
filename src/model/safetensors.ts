// Reads the header of one safetensors file: an 8-byte length, JSON, then tensor bytes without gaps.
// Everything the JSON claims is checked before it is believed. Source: the safetensors format.
import { ByteReader, type ByteSource, readBytes } from '../base/bytes.ts';
import { badFile, unsupported } from '../base/errors.ts';
import { byteLength } from '../silicon/dtype.ts';
import { pullFrom, type StoredTensor } from './checkpoint.ts';
import { parseJson } from './json.ts';

/** The format's own limit, bytes. */
const MOST_HEADER = 100_000_000;
const MOST_DIMENSIONS = 8;
const TYPES = { F32: 'F32', F16: 'F16', BF16: 'BF16' } as const;
/** Types of the format that hold no weights this build computes with. */
const FOREIGN = /^(BOOL|[UI](8|16|32|64)|F64|F8_\w+|F4|F6_\w+|C64)$/;

/**
 * The tensors of one file, under their own names, in file order. Their shapes are as stored (outermost
 * first). Tensors of types without weights (indices, masks) that `skip` names are left out.
 * @throws `bad-file` naming the tensor, `unsupported` for an element type.
 */
export async function readSafetensors(
  source: ByteSource,
  skip: (name: string) => boolean = () => false,
): Promise<StoredTensor[]> {
  const file = source.name;
  if (source.size < 8) throw badFile(file, 'header length', `the file has ${source.size} bytes, 8 are needed`);
  const length = new ByteReader(await readBytes(source, 0, 8, 'header length'), file).size('header length');
  if (length > MOST_HEADER || length > source.size - 8)
    throw badFile(file, 'header length', `${length} bytes cannot be in a file of ${source.size}`);
  const header = parseJson(await readBytes(source, 8, length, 'header'), file, 'header');
  if (typeof header !== 'object' || header === null || Array.isArray(header))
    throw badFile(file, 'header', 'is not a JSON object');
  const ranges = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => readRange(file, name, value));
  const dataStart = 8 + length;
  checkRanges(file, ranges, source.size - dataStart);
  return ranges.filter(({ name }) => !skip(name)).map((range) => stored(source, dataStart, range));
}

interface Range {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly start: number;
  readonly end: number;
}

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function readRange(file: string, name: string, value: unknown): Range {
  const { dtype, shape, data_offsets: offsets } = (value ?? {}) as Record<string, unknown>;
  if (typeof dtype !== 'string') throw badFile(file, `${name} dtype`, 'is missing or not a string');
  if (!Array.isArray(shape) || shape.length > MOST_DIMENSIONS || !shape.every(isSize))
    throw badFile(file, `${name} shape`, `is not a list of at most ${MOST_DIMENSIONS} sizes`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize))
    throw badFile(file, `${name} data_offsets`, 'is not a pair of byte offsets');
  const [start, end] = offsets as [number, number];
  if (end < start) throw badFile(file, `${name} data_offsets`, `ends at ${end}, before its start ${start}`);
  return { name, dtype, shape, start, end };
}

/** The format promises that the ranges cover the data exactly: no gap, no overlap, nothing after. */
function checkRanges(file: string, ranges: Range[], room: number): void {
  ranges.sort((a, b) => a.start - b.start || a.end - b.end);
  let at = 0;
  for (const { name, start, end } of ranges) {
    if (start !== at)
      throw badFile(file, `${name} data_offsets`, `starts at ${start}, the data before it ends at ${at}`);
    if (end > room) throw badFile(file, `${name} data_offsets`, `ends at ${end}, the file has ${room} bytes of data`);
    at = end;
  }
  if (at !== room) throw badFile(file, 'header', `describes ${at} bytes of data, the file has ${room}`);
}

function stored(source: ByteSource, dataStart: number, { name, dtype, shape, start, end }: Range): StoredTensor {
  if (!Object.hasOwn(TYPES, dtype)) {
    if (!FOREIGN.test(dtype)) throw badFile(source.name, `${name} dtype`, `there is no type ${JSON.stringify(dtype)}`);
    const next = `This build reads ${Object.keys(TYPES).join(', ')}; convert the weights to one of them.`;
    throw unsupported(`${source.name}: tensor ${name} has type ${dtype}.`, next, `${name} dtype`);
  }
  const type = TYPES[dtype as keyof typeof TYPES];
  const bytes = byteLength(
    type,
    shape.reduce((product, size) => product * size, 1),
  );
  if (bytes !== end - start || bytes === 0)
    throw badFile(source.name, `${name} shape`, `(${shape.join(', ')}) of ${dtype} is not ${end - start} bytes`);
  return { info: { name, type, shape, bytes }, pull: pullFrom(source, dataStart + start, bytes) };
}
