// Ways to damage a file: bits, cuts, splices, numbers that lie, JSON values of another kind.
import type { Random } from '../../src/base/random.ts';
import { concat, withHeader } from './small-files.ts';

const HEADER = 4096; // bytes: where most of the meaning of a binary file is
const NUMBERS: readonly bigint[] = [
  0n,
  1n,
  2n,
  7n,
  255n,
  65_536n,
  2n ** 24n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n - 1n,
  2n ** 32n,
  2n ** 40n,
  2n ** 53n - 1n,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];

/** A damaged copy: one to four wounds. */
export function damageBytes(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  let damaged = Uint8Array.from(bytes);
  for (let wounds = random.int(2) || 1 + random.int(4); wounds > 0; wounds--)
    damaged = random.pick(WOUNDS)(damaged, random);
  return damaged;
}

type Wound = (bytes: Uint8Array<ArrayBuffer>, random: Random) => Uint8Array<ArrayBuffer>;

/** A place in the file, mostly in its header. */
const place = (length: number, random: Random): number =>
  random.int(Math.max(1, random.int(5) > 0 ? Math.min(length, HEADER) : length));

const WOUNDS: readonly Wound[] = [
  function flipBits(bytes, random) {
    for (let flips = 1 + random.int(8); flips > 0 && bytes.length > 0; flips--)
      bytes[place(bytes.length, random)]! ^= 1 << random.int(8);
    return bytes;
  },
  function cut(bytes, random) {
    return bytes.slice(0, random.int(bytes.length + 1));
  },
  function lie32(bytes, random) {
    return lie(bytes, random, 4);
  },
  function lie64(bytes, random) {
    return lie(bytes, random, 8);
  },
  function nearMiss(bytes, random) {
    const at = place(bytes.length, random);
    if (at < bytes.length) bytes[at]! += random.int(2) ? 1 : 255;
    return bytes;
  },
  function splice(bytes, random) {
    const from = random.int(bytes.length + 1);
    const piece = bytes.slice(from, from + random.int(64));
    const at = place(bytes.length, random);
    return concat([bytes.subarray(0, at), piece, bytes.subarray(at + (random.int(2) ? piece.length : 0))]);
  },
  function remove(bytes, random) {
    const at = place(bytes.length, random);
    return concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.int(16))]);
  },
];

function lie(bytes: Uint8Array<ArrayBuffer>, random: Random, width: 4 | 8): Uint8Array<ArrayBuffer> {
  if (bytes.length < width) return bytes;
  const at = Math.min(place(bytes.length, random), bytes.length - width);
  const view = new DataView(bytes.buffer);
  const numbers = [...NUMBERS, BigInt(bytes.length), BigInt(bytes.length + 1), BigInt(random.int(300))];
  const number = random.pick(numbers);
  if (width === 8) view.setBigUint64(at, number, true);
  else view.setUint32(at, Number(number & 0xffff_ffffn), true);
  return bytes;
}

const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  0.5,
  3,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  1e300,
  -1e300,
  '',
  'x',
  '__proto__',
  '\ud800',
  '<0x41>',
  [],
  {},
  [[]],
  [null],
  [0, 0],
  { type: 'x' },
  'x'.repeat(5000),
];

/** JSON with one to three values changed, left out, doubled or renamed. */
export function damageJson(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const root = { value: JSON.parse(new TextDecoder().decode(bytes)) as unknown };
  for (let wounds = random.int(2) || 1 + random.int(3); wounds > 0; wounds--) woundJson(root, random);
  return new TextEncoder().encode(JSON.stringify(root.value) ?? 'null');
}

function woundJson(root: { value: unknown }, random: Random): void {
  let holder: Record<string, unknown> | unknown[] = root as Record<string, unknown>;
  let key = 'value';
  for (;;) {
    const inner = (holder as Record<string, unknown>)[key];
    if (typeof inner !== 'object' || inner === null || random.int(4) === 0) break;
    const keys = Object.keys(inner);
    if (keys.length === 0) break;
    holder = inner as Record<string, unknown> | unknown[];
    key = random.pick(keys);
  }
  const values = holder as Record<string, unknown>;
  const kind = random.int(6);
  if (kind === 0 && holder !== (root as unknown)) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    else delete values[key];
  } else if (kind === 1 && Array.isArray(holder)) holder.push(structuredClone(values[key]));
  else if (kind === 1) values[`${key}x`] = structuredClone(values[key]);
  else if (kind === 2 && typeof values[key] === 'number') values[key] = (values[key] as number) + (random.int(2) || -1);
  else if (kind === 2 && typeof values[key] === 'string') values[key] = (values[key] as string).slice(1);
  else values[key] = random.int(20) ? structuredClone(random.pick(VALUES)) : deep(2000);
}

function deep(levels: number): unknown {
  let value: unknown = 0;
  for (let i = 0; i < levels; i++) value = [value];
  return value;
}

/** A safetensors file whose JSON header is damaged but whole. */
export function damageHeader(bytes: Uint8Array, random: Random): Uint8Array<ArrayBuffer> {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  return withHeader(damageJson(bytes.subarray(8, 8 + length), random), [bytes.subarray(8 + length)]);
}
