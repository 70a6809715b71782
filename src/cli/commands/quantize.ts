// `quantize`: writes weights as one GGUF file in another type, or in the types they have ("copy").
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { badArgument, TwofilesError } from '../../base/errors.ts';
import { openCheckpoint } from '../../model/open.node.ts';
import { quantizeCheckpoint } from '../../model/quantize.ts';
import { quantizeTarget } from '../../model/quantize-types.ts';
import { writeGgufFile } from '../../model/write.node.ts';
import { onInterrupt } from '../interrupt.ts';
import { bytes, note, printJson, progressLine } from '../terminal.ts';

export interface QuantizeFlags {
  /** MB. */
  readonly maxPart?: number;
  readonly force?: boolean;
  readonly pure?: boolean;
  readonly json?: boolean;
}

export async function quantize(path: string, typeName: string, out: string, flags: QuantizeFlags): Promise<void> {
  const target = typeName.toLowerCase() === 'copy' ? undefined : quantizeTarget(typeName);
  if (flags.pure && !target)
    throw badArgument('--pure changes types, and copy keeps them.', 'Name a type, or leave --pure out.');
  await checkOutput(out, flags);
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const source = await openCheckpoint(path);
  const progress = progressLine();
  try {
    const quantized = target && quantizeCheckpoint(source, target, { signal, pure: flags.pure });
    for (const warning of quantized?.warnings ?? []) note(`warning: ${warning}`);
    const view = quantized ?? source;
    const maxPartBytes = flags.maxPart === undefined ? undefined : flags.maxPart * 1e6;
    const paths = await writeGgufFile(view, out, { maxPartBytes, signal, onProgress: progress.report });
    progress.end();
    const before = totalBytes(source);
    const after = totalBytes(view);
    if (flags.json) printJson({ paths, type: target ?? 'copy', bytesBefore: before, bytesAfter: after });
    else note(`Wrote ${paths.join(', ')}: weights ${bytes(before)} → ${bytes(after)}`);
  } finally {
    progress.end();
    await source.close();
  }
}

/** Refuses a folder, and what would overwrite a file: `path` itself or, in parts, any part of that name. */
export async function checkOutput(path: string, { force, maxPart }: QuantizeFlags): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isDirectory()) throw badArgument(`${path} is a folder.`, 'Name a file in it.');
  if (force) return;
  const name = basename(path).replace(/\.gguf$/, '');
  const siblings = maxPart === undefined ? [] : await readdir(dirname(path)).catch(() => []);
  const part = siblings.find((file) => file.startsWith(`${name}-`) && /-\d{5}-of-\d{5}\.gguf$/.test(file));
  const taken = part ?? (there && path);
  if (taken) throw new TwofilesError('io', `${taken} exists.`, 'Choose another name, or overwrite it with --force.');
}

export function totalBytes({ tensors }: { readonly tensors: ReadonlyMap<string, { readonly bytes: number }> }): number {
  return [...tensors.values()].reduce((sum, tensor) => sum + tensor.bytes, 0);
}
