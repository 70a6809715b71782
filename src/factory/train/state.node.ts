// Checkpoints of a run on disk. Each is a GGUF file: the weights under their own names, the optimiser's memory as
// `<name> m` and `<name> v`, and where the run stood as JSON in its metadata. `checkpoints.json` lists the last two with
// their SHA-256 and is renamed into place after the file it names is whole, so whenever a run is killed, what it lists
// can be gone on from: bit for bit, at the same kernels.
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badFile, TwofilesError } from '../../base/errors.ts';
import { onDisk, writeWhole } from '../../base/write.node.ts';
import type { Checkpoint, MetadataEntry, TensorInfo } from '../../model/checkpoint.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import type { Backend, Tensor } from '../../silicon/ops.ts';
import type { Place } from './loop.ts';
import type { Optimizer } from './optimizer.ts';
import { pullTensor } from './tensor-bytes.ts';

/** Checkpoints that are kept: the newest, and one to fall back on. */
const KEPT = 2;
const LIST = 'checkpoints.json';
const PLACE = 'twofiles.train.place';

/** What a run is: all that must be the same to go on with it exactly. */
export interface RunSettings {
  /** Kernels and precision of the backend; another one gives other roundings. */
  readonly backend: string;
  readonly [setting: string]: unknown;
}

interface Listed {
  readonly step: number;
  readonly file: string;
  readonly sha256: string;
}

/** A checkpoint that is open, with where its run stood. */
export interface Saved {
  readonly checkpoint: Checkpoint;
  readonly place: Place;
  readonly settings: RunSettings;
}

/** A folder of checkpoints of one run. */
export class RunFolder {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  /** What there is, oldest first. */
  async list(): Promise<readonly Listed[]> {
    const path = join(this.folder, LIST);
    if (!existsSync(path)) return [];
    try {
      const list = JSON.parse(await readFile(path, 'utf8')) as Listed[];
      if (list.every(({ step, file, sha256 }) => Number.isInteger(step) && /^step-\d+\.gguf$/.test(file) && sha256))
        return list;
    } catch (cause) {
      throw badFile(path, 'JSON', 'cannot be read', cause);
    }
    throw badFile(path, 'list', 'is not one of checkpoints');
  }

  /**
   * Writes one and drops all but the last two. `weights` names the tensors as they are now.
   * @throws `io` for a full disk; the checkpoints before stay as they are.
   */
  async save(
    weights: Checkpoint,
    tensors: readonly Tensor[],
    on: Backend,
    place: Place,
    settings: RunSettings,
  ): Promise<void> {
    await onDisk(this.folder, mkdir(this.folder, { recursive: true }));
    const before = await this.list();
    const file = `step-${String(place.step).padStart(8, '0')}.gguf`;
    const path = join(this.folder, file);
    const entry: MetadataEntry = { type: 'string', value: JSON.stringify({ place, settings }) };
    await writeGgufFile(withState(weights, tensors, on, new Map([...weights.metadata, [PLACE, entry]])), path);
    const kept = [
      ...before.filter(({ step }) => step !== place.step),
      { step: place.step, file, sha256: await hashFile(path) },
    ].slice(-KEPT);
    await writeWhole(join(this.folder, LIST), `${JSON.stringify(kept, null, 2)}\n`);
    for (const old of before)
      if (!kept.some(({ file }) => file === old.file)) await rm(join(this.folder, old.file), { force: true });
  }

  /**
   * Opens the newest one; undefined when there is none. The caller closes it.
   * @throws `checksum` for a damaged one, `not-found`, `bad-file`.
   */
  async open(): Promise<Saved | undefined> {
    const list = await this.list();
    const newest = list.at(-1);
    if (!newest) return undefined;
    const path = join(this.folder, newest.file);
    const fallBack =
      list.length > 1
        ? `To go on from step ${list[0]!.step}, take it out of ${join(this.folder, LIST)}.`
        : 'Begin a new run in another folder.';
    if (!existsSync(path)) throw new TwofilesError('not-found', `${path} is missing.`, fallBack);
    if ((await hashFile(path)) !== newest.sha256) throw new TwofilesError('checksum', `${path} is damaged.`, fallBack);
    const checkpoint = await openCheckpoint(path);
    const value = checkpoint.metadata.get(PLACE)?.value;
    if (typeof value !== 'string') throw badFile(path, PLACE, 'is missing');
    return { checkpoint, ...(JSON.parse(value) as { place: Place; settings: RunSettings }) };
  }
}

/** Weights alone, of a checkpoint that has state beside them: what `TrainModel.load` takes. */
export function weightsOf(checkpoint: Checkpoint): Checkpoint {
  const tensors = new Map([...checkpoint.tensors].filter(([name]) => !name.includes(' ')));
  const metadata = new Map([...checkpoint.metadata].filter(([key]) => key !== PLACE));
  return { ...checkpoint, tensors, metadata, tokenizer: checkpoint.tokenizer, pull: (name) => checkpoint.pull(name) };
}

/** Puts a new optimiser where a run stood. @throws `bad-file` for another model's checkpoint. */
export async function resume({ checkpoint, place }: Saved, optimizer: Optimizer, on: Backend): Promise<void> {
  await restore(checkpoint, optimizer.state, on);
  optimizer.resume(place.step);
}

/** Fills tensors from a checkpoint. @throws `bad-file` when one is missing or of another shape: it is another run's. */
export async function restore(checkpoint: Checkpoint, tensors: readonly Tensor[], on: Backend): Promise<void> {
  for (const tensor of tensors) {
    const info = checkpoint.tensors.get(tensor.label);
    const size = tensor.rows * tensor.cols;
    if (info?.type !== 'F32' || info.bytes !== 4 * size)
      throw badFile(
        checkpoint.name,
        tensor.label,
        info ? `has shape (${info.shape}), (${tensor.rows}, ${tensor.cols}) is needed` : 'is missing',
      );
    const bytes = new Uint8Array(info.bytes);
    await checkpoint.pull(tensor.label)(0, bytes);
    on.write(tensor, new Float32Array(bytes.buffer));
  }
}

/** A checkpoint with further tensors, read from a backend. */
function withState(
  base: Checkpoint,
  state: readonly Tensor[],
  on: Backend,
  metadata: Checkpoint['metadata'],
): Checkpoint {
  const tensors = new Map<string, TensorInfo>(base.tensors);
  for (const { label, rows, cols } of state)
    tensors.set(label, { name: label, type: 'F32', shape: [rows, cols], bytes: 4 * rows * cols });
  const held = new Map(state.map((tensor) => [tensor.label, tensor]));
  return {
    ...base,
    metadata,
    tensors,
    pull: (name) => {
      const tensor = held.get(name);
      return tensor ? (offset, into) => pullTensor(on, tensor, offset, into) : base.pull(name);
    },
  };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}
