// The processor of a machine: weights run in this process, or an endpoint that someone else runs.
import type { OnProgress } from '../base/progress.ts';
import type { Cpu } from '../cpu/cpu.ts';
import { engineCpu } from '../cpu/own.ts';
import { loadAdapter } from '../model/adapter.node.ts';
import type { KvType } from '../model/kv.ts';
import { openModel } from '../model/open-model.node.ts';
import { openPrefixFolder } from '../model/prefix-store.node.ts';

/** Weights, and how they are run. */
export interface WeightsChoice {
  readonly weights: string;
  readonly kind?: 'wasm' | 'scalar' | undefined;
  readonly threads?: number | undefined;
  readonly wide?: boolean | undefined;
  readonly kv?: KvType | undefined;
  /** Window, at most the model's. */
  readonly context?: number | undefined;
  readonly adapter?: { readonly path: string; readonly scale: number } | undefined;
  /** Keeps computed prompts in this folder, with at most so many bytes. */
  readonly prefixCache?: { readonly folder: string; readonly maxBytes?: number | undefined } | undefined;
}

/** `pocket` for pocket/parameters.bin: every model is called parameters.bin in the end. */
function nameOf(path: string): string {
  const [file = path, folder] = path.split(/[\\/]/).toReversed();
  return file === 'parameters.bin' && folder ? folder : file;
}

/** Loads weights; the Cpu owns what it loaded. */
export async function openProcessor(
  { weights, kind, threads, wide, kv, context: window, adapter: choice, prefixCache }: WeightsChoice,
  { onProgress, signal }: { readonly onProgress?: OnProgress | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Cpu> {
  const prefixStore = prefixCache && (await openPrefixFolder(prefixCache.folder, { maxBytes: prefixCache.maxBytes }));
  const model = await openModel(weights, { kind, threads, wide, kv, prefixStore, onProgress, signal });
  try {
    const adapter = choice && (await loadAdapter(model, choice.path));
    return engineCpu(model, { window, adapter, adapterScale: choice?.scale, owned: model, name: nameOf(weights) });
  } catch (error) {
    await model.close();
    throw error;
  }
}
