// No command at all: talk with the model at hand; without one, say in three lines how to make or get one.
// Light when there is no model: nothing of the engine is imported.
import type { MachineFlags } from '../machine.ts';
import { modelAtHand } from '../models.ts';
import type { EngineOptions } from '../options.ts';
import { printJson } from '../terminal.ts';

export interface StartFlags extends EngineOptions, MachineFlags {
  readonly model?: string;
  readonly json?: boolean;
}

/** `name` is what to type before the arguments. */
export async function start(flags: StartFlags, name: string): Promise<void> {
  const path = flags.endpoint ? undefined : await modelAtHand(flags.model);
  if (path !== undefined || flags.endpoint) return (await import('./chat.ts')).chatOrShow(path, flags);
  if (flags.json) printJson({ model: null });
  else process.stdout.write(howToGetOne(name));
}

function howToGetOne(name: string): string {
  return [
    `No model is here yet. Make one, offline, in a minute: ${name} make tiny`,
    `Or fetch one: ${name} pull Qwen/Qwen3-0.6B-GGUF:Qwen3-0.6B-Q8_0.gguf`,
    `Or use one you have: ${name} --model <file or folder>`,
    '',
  ].join('\n');
}
