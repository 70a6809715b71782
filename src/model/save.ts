// A session as bytes: its tokens with their keys and values, bound to the weights by a fingerprint and
// closed by a checksum. Restoring is copying; nothing is computed again.
//
//   "TFSN" | version u32 | header length u32 | header JSON | note | tokens i32 | keys, values of each layer | SHA-256
import { ByteReader } from '../base/bytes.ts';
import { badFile, contextFull, TwofilesError, unsupported } from '../base/errors.ts';
import { Sha256 } from '../base/sha256.ts';
import type { Applied } from './adapter.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { ModelConfig } from './config.ts';
import { BLOCK, KV_TYPES, type KvType } from './kv.ts';
import type { Machine } from './machine.ts';
import type { Timeline } from './timeline.ts';

const MAGIC = 0x4e534654; // 'TFSN', little-endian
const VERSION = 2;
const DIGEST = 32; // bytes of SHA-256
const MOST_HEADER = 4096; // bytes
/** Bytes of each tensor that go into the fingerprint, from its start: enough to tell any two trainings apart. */
const SAMPLE = 256;

interface Header {
  readonly weights: string;
  readonly tokens: number;
  readonly kv: KvType;
  readonly layers: number;
  /** K·N. */
  readonly width: number;
  /** False when a tap may have changed the keys and values. */
  readonly pure: boolean;
  /** Bytes of the note. */
  readonly note: number;
}

const FILE = 'saved session';

/**
 * What tells these weights from others: SHA-256 over every tensor's name, type, shape and first bytes, and
 * over how they are used.
 */
export async function fingerprint(checkpoint: Checkpoint, config?: ModelConfig): Promise<string> {
  const parts: Uint8Array[] = [new TextEncoder().encode(JSON.stringify(config ?? null))];
  for (const { name, type, shape, bytes } of checkpoint.tensors.values()) {
    const sample = new Uint8Array(Math.min(SAMPLE, bytes));
    await checkpoint.pull(name)(0, sample);
    parts.push(new TextEncoder().encode(`${name} ${type} ${shape.join()} `), sample);
  }
  return new Sha256().update(join(parts)).hex();
}

export async function saveTimeline(machine: Machine, timeline: Timeline, note: string): Promise<Uint8Array> {
  const { kv, config, backend } = machine;
  const width = config.kvHeads * config.headDim;
  const tokens = timeline.position;
  const kept = new TextEncoder().encode(note);
  const header: Header = {
    weights: identityOf(machine, timeline.adapter),
    tokens,
    kv: kv.type,
    layers: config.layers,
    width,
    pure: timeline.pure,
    note: kept.length,
  };
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = new Uint32Array([MAGIC, VERSION, text.length]);
  const parts = [bytesOf(start), text, kept, bytesOf(Int32Array.from(timeline.tokens))];
  for (const { keys, values } of kv.layers)
    for (const tensor of [keys, values])
      for (const [i, block] of timeline.blocks.entries())
        parts.push(await backend.readBytes(tensor, block * BLOCK, Math.min(BLOCK, tokens - i * BLOCK)));
  const body = join(parts);
  return join([body, await digest(body)]);
}

/**
 * Brings a saved session back into an empty timeline that may hold `capacity` tokens.
 * @throws `bad-file` naming the field, `checksum`, `bad-argument` for a session of other weights,
 * `context-full` for one that the window cannot hold.
 */
export async function restoreTimeline(
  machine: Machine,
  timeline: Timeline,
  bytes: Uint8Array,
  capacity: number,
): Promise<void> {
  const reader = new ByteReader(bytes, FILE);
  const header = readHeader(reader);
  const { kv, config, backend } = machine;
  checkHeader(header, machine, timeline);
  const size = reader.offset + header.note + header.tokens * (4 + 2 * config.layers * kv.rowBytes) + DIGEST;
  if (size !== bytes.length)
    throw badFile(FILE, 'tokens', `${header.tokens} tokens need ${size} bytes, there are ${bytes.length}`);
  const sum = await digest(bytes.subarray(0, -DIGEST));
  if (sum.some((byte, i) => byte !== bytes[bytes.length - DIGEST + i]))
    throw new TwofilesError('checksum', 'The saved session was changed or damaged.', 'Compute the session again.');
  if (header.tokens > capacity) throw contextFull(header.tokens, capacity);
  reader.take(header.note, 'note');
  const tokens = Array.from({ length: header.tokens }, () => reader.i32('tokens'));
  const bad = tokens.find((token) => !(token >= 0 && token < config.vocab));
  if (bad !== undefined) throw badFile(FILE, 'tokens', `${bad} is outside the vocabulary of ${config.vocab}`);
  if (!header.pure) timeline.taint();
  await timeline.reserve(tokens.length);
  for (const { keys, values } of kv.layers)
    for (const tensor of [keys, values])
      for (const [i, block] of timeline.blocks.entries()) {
        const rows = Math.min(BLOCK, tokens.length - i * BLOCK);
        await backend.writeBytes(tensor, block * BLOCK, reader.view(rows * kv.rowBytes, 'keys and values'));
      }
  timeline.append(tokens);
}

/**
 * The note that `session.save(note)` put beside a session. Whether the file is whole is for `model.restore()` to say.
 * @throws `bad-file` for what is not a saved session.
 */
export function savedNote(bytes: Uint8Array): string {
  const reader = new ByteReader(bytes, FILE);
  const { note } = readHeader(reader);
  return new TextDecoder().decode(reader.view(note, 'note'));
}

function readHeader(reader: ByteReader): Header {
  const file = FILE;
  if (reader.u32('magic') !== MAGIC) throw badFile(file, 'magic', 'this is not a saved session');
  const version = reader.u32('version');
  if (version !== VERSION)
    throw unsupported(
      `The session was saved in version ${version} of the format; this build reads ${VERSION}.`,
      'Compute the session again.',
      'version',
    );
  const length = reader.u32('header length');
  if (length > MOST_HEADER) throw badFile(file, 'header length', `${length} is more than ${MOST_HEADER}`);
  const text = new TextDecoder().decode(reader.view(length, 'header'));
  try {
    const { weights, tokens, kv, layers, width, pure, note } = JSON.parse(text) as Partial<
      Record<keyof Header, unknown>
    >;
    const numbers = [tokens, layers, width, note].every((value) => Number.isSafeInteger(value) && Number(value) >= 0);
    if (typeof weights === 'string' && numbers && typeof pure === 'boolean' && KV_TYPES.some((type) => type === kv))
      return { weights, tokens, kv, layers, width, pure, note } as Header;
  } catch (cause) {
    throw badFile(file, 'header', 'not JSON', cause);
  }
  throw badFile(file, 'header', 'a field is missing or of the wrong kind');
}

/** What keys and values were made by: the weights, and the adapter with its scale. */
export function identityOf({ fingerprint }: Machine, adapter: Applied | undefined): string {
  return adapter ? `${fingerprint} + ${adapter.identity}` : fingerprint;
}

function checkHeader(header: Header, machine: Machine, timeline: Timeline): void {
  const { config, kv } = machine;
  const [made, there] = [header.weights.split(' + '), identityOf(machine, timeline.adapter).split(' + ')];
  const other = (what: string, next: string): TwofilesError => new TwofilesError('bad-argument', what, next);
  if (made[0] !== there[0])
    throw other('The session was saved with other weights.', 'Load those, or compute it again.');
  if (made[1] !== there[1])
    throw other(
      `The session was saved with ${made[1] ? 'another adapter, or another scale of it' : 'no adapter'}.`,
      'Restore it with the adapter and the scale that it had, or compute it again.',
    );
  if (header.kv !== kv.type)
    throw other(
      `The session holds ${header.kv} keys, the model ${kv.type}.`,
      'Load the model with the same kv option (--kv-type).',
    );
  if (header.layers !== config.layers || header.width !== config.kvHeads * config.headDim)
    throw badFile(FILE, 'header', 'its shape is not the shape of these weights');
}

export function bytesOf(data: Uint32Array | Int32Array): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

export function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export async function digest(bytes: Uint8Array): Promise<Uint8Array> {
  // A page without HTTPS has no crypto.subtle, which is several times faster.
  if (!('subtle' in crypto)) return new Sha256().update(bytes).digest();
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice()));
}
