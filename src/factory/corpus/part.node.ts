// A part of a corpus while it is written: three drafts, which get their names when all are whole.
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DRAFT, onDisk } from '../../base/write.node.ts';
import type { Entry, SourceDocument } from './document.ts';

/** One part of a corpus: three files of this name. */
export interface Part {
  readonly name: string;
  readonly documents: number;
  /** Of text, UTF-8. */
  readonly bytes: number;
}

/** What one source contributed under one licence. */
export interface SourceSum {
  readonly source: string;
  readonly licence: string;
  readonly documents: number;
  /** Of text, UTF-8. */
  readonly bytes: number;
}

/** A document that was left out. */
export interface Dropped {
  readonly id: string;
  readonly sha256: string;
  readonly reason: 'exact' | 'near';
  /** The number of the document that it repeats. */
  readonly of: number;
}

const FILES = ['.jsonl', '.index.jsonl', '.dropped.jsonl'] as const;
const HELD = 1 << 20; // characters of lines that are written at once

/** The three files of a part while they are written. */
export class Drafts {
  readonly name: string;
  readonly sums = new Map<string, SourceSum>();
  readonly dropped = { exact: 0, near: 0 };
  documents = 0;
  bytes = 0;
  readonly #paths: readonly string[];
  readonly #handles: readonly FileHandle[];
  readonly #held: [string, string, string] = ['', '', ''];
  #at = 0;

  private constructor(name: string, paths: readonly string[], handles: readonly FileHandle[]) {
    this.name = name;
    this.#paths = paths;
    this.#handles = handles;
  }

  static async open(folder: string, number: number): Promise<Drafts> {
    const name = `documents-${String(number).padStart(5, '0')}`;
    const paths = FILES.map((end) => join(folder, name + end));
    const handles: FileHandle[] = [];
    for (const path of paths) handles.push(await onDisk(path, open(path + DRAFT, 'w')));
    return new Drafts(name, paths, handles);
  }

  async put(document: SourceDocument, sha256: string, sign: Uint32Array, near: readonly number[]): Promise<void> {
    const { text, ...rest } = document;
    const line = `${JSON.stringify({ ...rest, text })}\n`;
    const length = Buffer.byteLength(line);
    const bytes = Buffer.byteLength(text);
    const entry: Entry = {
      ...rest,
      sha256,
      bytes,
      at: this.#at,
      length,
      ...(near.length > 0 ? { near } : {}),
      signature: encodeSignature(sign),
    };
    this.#at += length;
    this.documents++;
    this.bytes += bytes;
    const { source, licence } = document;
    const key = JSON.stringify([source, licence]);
    const sum = this.sums.get(key) ?? { source, licence, documents: 0, bytes: 0 };
    this.sums.set(key, { ...sum, documents: sum.documents + 1, bytes: sum.bytes + bytes });
    await this.#write(0, line);
    await this.#write(1, `${JSON.stringify(entry)}\n`);
  }

  async drop(dropped: Dropped): Promise<void> {
    this.dropped[dropped.reason]++;
    await this.#write(2, `${JSON.stringify(dropped)}\n`);
  }

  async #write(file: 0 | 1 | 2, line: string): Promise<void> {
    this.#held[file] += line;
    if (this.#held[file].length > HELD) await this.#flush(file);
  }

  async #flush(file: 0 | 1 | 2): Promise<void> {
    const text = this.#held[file];
    this.#held[file] = '';
    await onDisk(this.#paths[file]!, this.#handles[file]!.writeFile(text));
  }

  /** Gives the drafts their names. They count when the manifest says so. */
  async place(): Promise<void> {
    for (const file of [0, 1, 2] as const) {
      await this.#flush(file);
      await onDisk(this.#paths[file]!, this.#handles[file]!.sync());
      await this.#handles[file]!.close();
    }
    for (const path of this.#paths) await onDisk(path, rename(path + DRAFT, path));
  }

  async discard(): Promise<void> {
    await Promise.allSettled(this.#handles.map((handle) => handle.close()));
    await Promise.allSettled(this.#paths.map((path) => rm(path + DRAFT, { force: true })));
  }
}

/** Sums by source and licence, in the order in which they first came. */
export function addSums(sums: readonly SourceSum[], more: Iterable<SourceSum>): SourceSum[] {
  const all = new Map(sums.map((sum) => [JSON.stringify([sum.source, sum.licence]), sum]));
  for (const { source, licence, documents, bytes } of more) {
    const key = JSON.stringify([source, licence]);
    const sum = all.get(key) ?? { source, licence, documents: 0, bytes: 0 };
    all.set(key, { ...sum, documents: sum.documents + documents, bytes: sum.bytes + bytes });
  }
  return [...all.values()];
}

function encodeSignature(sign: Uint32Array): string {
  return Buffer.from(sign.buffer, sign.byteOffset, sign.byteLength).toString('base64');
}

export function decodeSignature(text: string): Uint32Array {
  return new Uint32Array(new Uint8Array(Buffer.from(text, 'base64')).buffer);
}
