// No command at all: talk with the model at hand; without one, say in two lines how to get or make one.
// Light when there is no model: nothing of the engine is imported.
import { modelAtHand } from '../models.ts';
import type { EngineOptions } from '../options.ts';
import { printJson } from '../terminal.ts';

export interface StartFlags extends EngineOptions {
  readonly model?: string;
  readonly json?: boolean;
}

/** `name` is what to type before the arguments. */
export async function start(flags: StartFlags, name: string): Promise<void> {
  const path = await modelAtHand(flags.model);
  if (path !== undefined) return (await import('./chat.ts')).chatOrShow(path, flags);
  if (flags.json) printJson({ model: null });
  else process.stdout.write(howToGetOne(name));
}

function howToGetOne(name: string): string {
  return [
    `No model is here yet. Fetch one: ${name} pull Qwen/Qwen3-0.6B-GGUF:Qwen3-0.6B-Q8_0.gguf`,
    `Or make one from weights you have: ${name} quantize <folder or file> copy parameters.bin, then ${name} --model parameters.bin`,
    '',
  ].join('\n');
}
