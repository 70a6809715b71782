// Blobs as a ByteSource: what a page's file picker gives, files of the origin's private file system, or bytes
// that the browser holds. Only what is read is brought into memory.
import { type ByteSource, checkRange } from './bytes.ts';
import { TwofilesError } from './errors.ts';

/** A source over blobs, one after another. A read throws `io` when the browser has lost the bytes. */
export function blobSource(name: string, blobs: readonly Blob[]): ByteSource {
  const source: ByteSource = {
    name,
    size: blobs.reduce((sum, blob) => sum + blob.size, 0),
    async readInto(offset, target) {
      checkRange(source, offset, target.length, 'read');
      let begins = 0;
      for (const blob of blobs) {
        const start = Math.max(offset, begins);
        const end = Math.min(offset + target.length, begins + blob.size);
        if (start < end) target.set(await bytesOf(name, blob.slice(start - begins, end - begins)), start - offset);
        begins += blob.size;
      }
    },
    async close() {},
  };
  return source;
}

async function bytesOf(name: string, blob: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch (cause) {
    const what = `${name} can no longer be read: ${cause instanceof Error ? cause.message : String(cause)}`;
    throw new TwofilesError('io', what, 'It was changed or deleted; open it again.', { cause });
  }
}
