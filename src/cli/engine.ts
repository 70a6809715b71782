// A model for the length of one command: loaded with progress, closed whatever happens.
import { loadAdapter } from '../model/adapter.node.ts';
import type { Model } from '../model/model.ts';
import { openModel } from '../model/open-model.node.ts';
import { openPrefixFolder } from '../model/prefix-store.node.ts';
import type { SessionOptions } from '../model/session.ts';
import type { EngineOptions } from './options.ts';
import { progressLine } from './terminal.ts';

const QUIET_MS = 1000; // a model that loads sooner needs no bar: a flicker tells nobody anything

/** Loads `path` and the adapter, hands the model to `use` with the options of its sessions, closes it. */
export async function withModel<T>(
  path: string,
  options: EngineOptions & { readonly signal?: AbortSignal },
  use: (model: Model, session: SessionOptions) => Promise<T>,
): Promise<T> {
  const { backend: kind, threads, wide, signal, context, kvType: kv, adapter: choice } = options;
  const { prefixCache: folder, prefixCacheLimit: limit } = options;
  const prefixStore =
    folder === undefined ? undefined : await openPrefixFolder(folder, { maxBytes: limit && limit * 1e6 });
  const progress = progressLine(process.stderr, QUIET_MS);
  const { report: onProgress } = progress;
  try {
    await using model = await openModel(path, { kind, threads, wide, signal, kv, prefixStore, onProgress });
    const adapter = choice && (await loadAdapter(model, choice.path));
    progress.end();
    return await use(model, { context, adapter, adapterScale: choice?.scale });
  } finally {
    progress.end();
  }
}
