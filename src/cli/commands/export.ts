// `export`: writes weights as a Hugging Face folder, for engines and trainers that read those.
import { writeHuggingFaceFolder } from '../../model/huggingface-write.node.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { quantizeCheckpoint } from '../../model/quantize.ts';
import { note, printJson } from '../terminal.ts';

export interface ExportFlags {
  readonly type: 'F32' | 'F16' | 'BF16';
  readonly json?: boolean;
}

export async function exportWeights(path: string, folder: string, { type, json }: ExportFlags): Promise<void> {
  const source = await openCheckpoint(path);
  try {
    await writeHuggingFaceFolder(quantizeCheckpoint(source, type), folder);
  } finally {
    await source.close();
  }
  if (json) printJson({ folder, type });
  else note(`Wrote ${folder}.`);
}
