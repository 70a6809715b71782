// How a command is defined: name, arguments, help with examples.
import type { Command } from 'commander';

/** Where commands go, and what to type before their arguments. */
export interface Context {
  readonly program: Command;
  readonly name: string;
}

export interface Definition {
  readonly name: string;
  /** Shown in the list of commands. */
  readonly about: string;
  /** Shown, after `about`, in the help of the command alone. */
  readonly more?: string;
  /** What each argument is, by its usage: `<weights>`, `[prompt]`. */
  readonly takes: Readonly<Record<string, string>>;
  readonly examples: readonly string[];
}

/** Adds a command with its help; options and action are the caller's. */
export function define(context: Context, { name, about, more, takes, examples }: Definition): Command {
  const lines = examples.map((example) => `  ${context.name} ${example}`);
  const command = context.program.command(name).summary(about);
  for (const [usage, what] of Object.entries(takes)) command.argument(usage, what);
  return command
    .description(`${about[0]!.toUpperCase()}${about.slice(1)}.${more ? ` ${more}` : ''}`)
    .addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
