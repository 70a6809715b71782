// Writes a checkpoint as a Hugging Face folder on disk. The weights come last, so that a folder with weights has all of it.
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DRAFT, onDisk, writeWhole } from '../base/write.node.ts';
import type { Checkpoint } from './checkpoint.ts';
import { huggingFaceFolder } from './huggingface-write.ts';

/** @throws `unsupported`, `io`; half a weights file is never left under its name. */
export async function writeHuggingFaceFolder(checkpoint: Checkpoint, folder: string): Promise<void> {
  const { json, writeWeights } = huggingFaceFolder(checkpoint);
  await onDisk(folder, mkdir(folder, { recursive: true }));
  for (const [name, value] of json) await writeWhole(join(folder, name), `${JSON.stringify(value, null, 2)}\n`);
  const path = join(folder, 'model.safetensors');
  const draft = `${path}${DRAFT}`;
  const handle: FileHandle = await onDisk(path, open(draft, 'w'));
  try {
    await writeWeights({ write: (bytes) => onDisk(path, handle.writeFile(bytes)) });
    await onDisk(path, handle.sync());
    await handle.close();
    await onDisk(path, rename(draft, path));
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(draft, { force: true });
    throw error;
  }
}
