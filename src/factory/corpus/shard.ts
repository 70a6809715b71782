// A shard: the tokens of many documents in one file, little-endian, with where each document ends, so that rows
// can begin at documents and any document can be read alone.
//
//   "TFSH" | version u32 | bytes a token u32 (2 or 4) | documents u32 | tokens u64 | header bytes u32 | 0 u32
//   tokenizer hash, 32 bytes | SHA-256 of all that follows, 32 bytes
//   for each document: tokens u32, number in the corpus u32, source u32
//   JSON {sources: […]}, padded to 8 bytes | tokens
//
// Each document begins with the tokenizer's `<|endoftext|>`, which so stands between documents too.
import { ByteReader } from '../../base/bytes.ts';
import { badFile } from '../../base/errors.ts';
import type { TokenizerSpec } from '../../text/tokenizer.ts';
import { hex, sha256, utf8 } from './hash.ts';

const MAGIC = 0x48534654; // 'TFSH', little-endian
const VERSION = 1;
export const FIXED = 96; // bytes before the document table
const ROW = 12; // bytes of a document's row in it
const MOST_HEADER = 2 ** 30; // bytes: more documents than a shard can hold tokens for

export interface ShardHeader {
  /** Bytes of a token: 2 where the vocabulary has at most 65,536. */
  readonly width: 2 | 4;
  /** Hex. */
  readonly tokenizer: string;
  /** SHA-256 of everything after the fixed header, hex. */
  readonly checksum: string;
  readonly tokens: number;
  /** Where the tokens begin, bytes. */
  readonly start: number;
  /** Tokens of each document, its leading `<|endoftext|>` included. */
  readonly lengths: Uint32Array;
  /** Number of each document in its corpus. */
  readonly numbers: Uint32Array;
  /** Source of each document, by its place in `sources`. */
  readonly origins: Uint32Array;
  readonly sources: readonly string[];
}

/** What tells tokenizers apart: SHA-256 of all that decides the ids of a document, hex. */
export function tokenizerHash({ pre, tokens, kinds, merges, bos }: TokenizerSpec): string {
  return hex(sha256(utf8.encode(JSON.stringify([pre, tokens, kinds, merges, bos]))));
}

export const tokenWidth = (vocabulary: number): 2 | 4 => (vocabulary <= 65536 ? 2 : 4);

/** A document on its way into a shard. */
export interface ShardDocument {
  readonly tokens: readonly number[];
  readonly number: number;
  readonly source: string;
}

/** A shard as bytes. */
export function encodeShard(documents: readonly ShardDocument[], width: 2 | 4, tokenizer: string): Uint8Array {
  const sources = [...new Set(documents.map(({ source }) => source))];
  const text = utf8.encode(JSON.stringify({ sources }));
  const tokens = documents.reduce((sum, document) => sum + document.tokens.length, 0);
  const table = FIXED + ROW * documents.length;
  const start = Math.ceil((table + text.length) / 8) * 8;
  const bytes = new Uint8Array(start + width * tokens);
  const view = new DataView(bytes.buffer);
  const fixed = [MAGIC, VERSION, width, documents.length, tokens % 2 ** 32, Math.floor(tokens / 2 ** 32), start, 0];
  for (const [i, value] of fixed.entries()) view.setUint32(4 * i, value, true);
  documents.forEach((document, i) => {
    const row = [document.tokens.length, document.number, sources.indexOf(document.source)];
    for (const [k, value] of row.entries()) view.setUint32(FIXED + ROW * i + 4 * k, value, true);
  });
  bytes.set(text, table);
  let at = start;
  for (const document of documents)
    for (const token of document.tokens) {
      if (width === 2) view.setUint16(at, token, true);
      else view.setUint32(at, token, true);
      at += width;
    }
  for (let i = 0; i < 32; i++) bytes[32 + i] = Number.parseInt(tokenizer.slice(2 * i, 2 * i + 2), 16);
  bytes.set(sha256(bytes.subarray(FIXED)), 64);
  return bytes;
}

/** Bytes of the header of a shard, from its first FIXED bytes. @throws `bad-file`. */
export function headerBytes(fixed: Uint8Array, file: string): number {
  const reader = new ByteReader(fixed, file);
  if (reader.u32('magic') !== MAGIC) throw badFile(file, 'magic', 'this is no shard');
  const version = reader.u32('version');
  if (version !== VERSION) throw badFile(file, 'version', `${version} is not ${VERSION}`);
  reader.view(16, 'counts');
  const start = reader.u32('header bytes');
  if (!(start >= FIXED && start <= MOST_HEADER)) throw badFile(file, 'header bytes', `${start} is impossible`);
  return start;
}

/** Reads a header, given whole, of a file of `size` bytes. @throws `bad-file` naming the field at fault. */
export function decodeHeader(bytes: Uint8Array, size: number, file: string): ShardHeader {
  const start = headerBytes(bytes, file);
  const reader = new ByteReader(bytes, file, 8);
  const width = reader.u32('bytes a token');
  const documents = reader.u32('documents');
  const tokens = reader.size('tokens');
  if (width !== 2 && width !== 4) throw badFile(file, 'bytes a token', `${width} is neither 2 nor 4`);
  if (start + width * tokens !== size)
    throw badFile(file, 'tokens', `${tokens} tokens make ${start + width * tokens} bytes, the file has ${size}`);
  reader.view(8, 'header bytes');
  const tokenizer = hex(reader.view(32, 'tokenizer'));
  const checksum = hex(reader.view(32, 'checksum'));
  if (ROW * documents > reader.remaining) throw badFile(file, 'documents', `${documents} do not fit the header`);
  const [lengths, numbers, origins] = [0, 1, 2].map(() => new Uint32Array(documents)) as [
    Uint32Array,
    Uint32Array,
    Uint32Array,
  ];
  let sum = 0;
  for (let i = 0; i < documents; i++) {
    sum += lengths[i] = reader.u32('document');
    numbers[i] = reader.u32('document');
    origins[i] = reader.u32('document');
  }
  if (sum !== tokens) throw badFile(file, 'documents', `have ${sum} tokens, the shard ${tokens}`);
  const sources = readSources(reader.view(reader.remaining, 'sources'), file);
  if (origins.some((origin) => origin >= sources.length)) throw badFile(file, 'documents', 'name a source not there');
  return { width, tokenizer, checksum, tokens, start, lengths, numbers, origins, sources };
}

function readSources(bytes: Uint8Array, file: string): string[] {
  try {
    const { sources } = JSON.parse(new TextDecoder().decode(bytes).replace(/\0*$/, '')) as { sources: unknown };
    if (Array.isArray(sources) && sources.every((source) => typeof source === 'string')) return sources;
  } catch {}
  throw badFile(file, 'sources', 'cannot be read');
}
