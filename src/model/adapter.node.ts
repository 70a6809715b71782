// Adapters from a path.
import type { Adapter } from './adapter.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Model } from './model.ts';
import { openCheckpoint } from './open.node.ts';

/**
 * Loads a LoRA adapter, a GGUF file or one that is open, for sessions of `model`:
 * `model.session({ adapter: await loadAdapter(model, 'style.gguf') })`.
 * @throws `not-found`, `io`, `bad-file`, `unsupported`, `bad-argument` for one made for another model.
 */
export async function loadAdapter(model: Model, source: Checkpoint | string): Promise<Adapter> {
  if (typeof source !== 'string') return model.loadAdapter(source);
  const checkpoint = await openCheckpoint(source);
  try {
    return await model.loadAdapter(checkpoint);
  } finally {
    await checkpoint.close();
  }
}
