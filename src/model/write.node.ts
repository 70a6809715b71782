// Writes a checkpoint to disk as GGUF: into a neighbour first, renamed when whole, so that a name never
// stands for half a model and a source may be replaced by its own conversion.
import { randomUUID } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { onDisk } from '../base/write.node.ts';
import type { Checkpoint } from './checkpoint.ts';
import { type GgufPart, ggufParts, type LayoutOptions, type WriteOptions } from './gguf-write.ts';

/**
 * Writes `path`, or `name-00001-of-0000N.gguf` and its siblings when the options split it.
 * @returns the paths written, in order.
 * @throws `io` for a full disk or a missing permission, `aborted`, `bad-argument`; nothing is left behind.
 */
export async function writeGgufFile(
  checkpoint: Checkpoint,
  path: string,
  options: LayoutOptions & WriteOptions = {},
): Promise<string[]> {
  const parts = ggufParts(checkpoint, options);
  const paths = parts.length === 1 ? [path] : parts.map((_, i) => partPath(path, i, parts.length));
  const mark = randomUUID().slice(0, 8);
  const drafts = paths.map((one) => `${one}.${mark}.part`);
  const placed: string[] = [];
  try {
    for (const [i, part] of parts.entries()) await writePart(part, drafts[i]!, whole(parts, i, options));
    for (const [i, path] of paths.entries()) {
      await onDisk(path, rename(drafts[i]!, path));
      placed.push(path);
    }
  } catch (error) {
    await Promise.allSettled([...drafts, ...placed].map((left) => rm(left)));
    throw error;
  }
  return paths;
}

function partPath(path: string, index: number, count: number): string {
  const digits = (n: number): string => String(n).padStart(5, '0');
  return `${path.replace(/\.gguf$/, '')}-${digits(index + 1)}-of-${digits(count)}.gguf`;
}

/** Progress of one part reported as progress of all. */
function whole(parts: readonly GgufPart[], index: number, { signal, onProgress }: WriteOptions): WriteOptions {
  const bytes = (part: GgufPart): number => part.tensors.reduce((sum, info) => sum + info.bytes, 0);
  const total = parts.reduce((sum, part) => sum + bytes(part), 0);
  const before = parts.slice(0, index).reduce((sum, part) => sum + bytes(part), 0);
  return {
    signal,
    onProgress: onProgress && ((report) => onProgress({ ...report, done: before + report.done, total })),
  };
}

async function writePart(part: GgufPart, path: string, options: WriteOptions): Promise<void> {
  const handle: FileHandle = await onDisk(path, open(path, 'wx'));
  try {
    const sink = { write: (bytes: Uint8Array) => onDisk(path, handle.writeFile(bytes)) };
    await part.write(sink, options);
    await onDisk(path, handle.sync());
  } finally {
    await handle.close();
  }
}
