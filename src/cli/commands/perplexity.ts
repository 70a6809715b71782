// `perplexity`: how well a model predicts a text.
import { readFile } from 'node:fs/promises';
import { measurePerplexity, type Perplexity } from '../../model/perplexity.ts';
import { withModel } from '../engine.ts';
import { EXIT } from '../errors.ts';
import { onInterrupt } from '../interrupt.ts';
import type { EngineOptions } from '../options.ts';
import { openStdin, readAll } from '../stdin.ts';
import { clock, count, note, printJson, progressLine, table } from '../terminal.ts';

export interface PerplexityFlags extends EngineOptions {
  readonly stride?: number;
  readonly limit?: number;
  readonly json?: boolean;
}

export async function perplexity(weights: string, path: string, flags: PerplexityFlags): Promise<void> {
  const stdin = path === '-' ? await openStdin() : undefined;
  const text = stdin ? await readAll(stdin) : await readFile(path, 'utf8');
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const result = await withModel(weights, { ...flags, signal }, async (model, options) => {
    const session = model.session(options);
    const progress = progressLine();
    const { stride, limit } = flags;
    try {
      return await measurePerplexity(session, text, { stride, limit, signal, onProgress: progress.report });
    } finally {
      progress.end();
      await session.close();
    }
  });
  if (flags.json) printJson(result);
  else process.stdout.write(`${figures(result)}\n`);
  if (result.complete) return;
  if (!flags.json) note('Stopped early: these figures are of the beginning of the text.');
  process.exitCode = EXIT.interrupted;
}

function figures(result: Perplexity): string {
  const { tokens, bytes, seconds } = result;
  if (tokens === 0) return 'Nothing was measured.';
  return table([
    ['perplexity', `${result.perplexity.toFixed(3)} ± ${result.standardError.toFixed(3)}`],
    ['bits a byte', result.bitsPerByte.toFixed(4)],
    ['bits a token', result.bitsPerToken.toFixed(4)],
    ['tokens', `${count(tokens)} (${count(bytes)} bytes)`],
    ['window', `${count(result.context)} tokens, stride ${count(result.stride)}`],
    ['time', `${clock(seconds)}, ${count(Math.round(tokens / seconds))} tokens/s`],
  ]);
}
