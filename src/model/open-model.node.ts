// From a path to a model that answers, in one call.
import { type BackendOptions, createBackend } from '../silicon/backend.ts';
import { type LoadOptions, loadModel, type Model } from './model.ts';
import { openCheckpoint } from './open.node.ts';

/**
 * Opens weights (a GGUF file, a folder with safetensors, a llama2.c checkpoint) on a backend of their
 * own, which closes with the model: `await using model = await openModel('parameters.bin')`.
 * @throws `not-found`, `io`, `bad-file`, `unsupported`, `out-of-memory`, `aborted`.
 */
export async function openModel(path: string, options: BackendOptions & LoadOptions = {}): Promise<Model> {
  const checkpoint = await openCheckpoint(path);
  try {
    const backend = await createBackend(options);
    try {
      return await loadModel(checkpoint, backend, { ...options, owned: backend });
    } catch (error) {
      await backend.close();
      throw error;
    }
  } finally {
    await checkpoint.close();
  }
}
