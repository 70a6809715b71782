// A model for the length of one command: loaded with progress, closed whatever happens.
import type { Model } from '../model/model.ts';
import { openModel } from '../model/open-model.node.ts';
import type { EngineOptions } from './options.ts';
import { progressLine } from './terminal.ts';

/** Loads `path`, hands the model to `use`, closes it. */
export async function withModel<T>(
  path: string,
  options: EngineOptions & { readonly signal?: AbortSignal },
  use: (model: Model) => Promise<T>,
): Promise<T> {
  const { backend: kind, threads, signal } = options;
  const progress = progressLine();
  try {
    await using model = await openModel(path, { kind, threads, signal, onProgress: progress.report });
    progress.end();
    return await use(model);
  } finally {
    progress.end();
  }
}
