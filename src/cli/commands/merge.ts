// `merge`: writes weights with a LoRA adapter in them as one GGUF file, in the types they have or in another.
import { mergeAdapter } from '../../model/adapter-merge.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { quantizeCheckpoint } from '../../model/quantize.ts';
import { quantizeTarget } from '../../model/quantize-types.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import { onInterrupt } from '../interrupt.ts';
import { adapterChoice } from '../options.ts';
import { bytes, note, printJson, progressLine } from '../terminal.ts';
import { checkOutput, totalBytes } from './quantize.ts';

export interface MergeFlags {
  readonly type?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

export async function merge(path: string, adapter: string, out: string, flags: MergeFlags): Promise<void> {
  const target = flags.type === undefined ? undefined : quantizeTarget(flags.type);
  const choice = adapterChoice(adapter);
  await checkOutput(out, flags);
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const source = await openCheckpoint(path);
  const progress = progressLine();
  try {
    const lora = await openCheckpoint(choice.path);
    try {
      const { scale } = choice;
      const merged = mergeAdapter(source, lora, { scale, signal, type: target && 'F32' });
      const quantized = target && quantizeCheckpoint(merged, target, { signal });
      for (const warning of quantized?.warnings ?? []) note(`warning: ${warning}`);
      const view = quantized ?? merged;
      const paths = await writeGgufFile(view, out, { signal, onProgress: progress.report });
      progress.end();
      if (flags.json) printJson({ paths, scale, type: target ?? 'copy', bytes: totalBytes(view) });
      else note(`Wrote ${paths.join(', ')}: weights ${bytes(totalBytes(view))}`);
    } finally {
      await lora.close();
    }
  } finally {
    progress.end();
    await source.close();
  }
}
