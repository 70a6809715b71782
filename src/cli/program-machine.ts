// The commands that look at a machine: what runs, what it did, what it may do.
import type { AskFlags } from './commands/chat.ts';
import type { PolicyFlags, StoreFlags } from './commands/machine.ts';
import { type Context, define } from './define.ts';
import { addEngineOptions, addMachineOptions, whole } from './options.ts';

const STORE = 'where journal and socket are kept (default: $TWOFILES_STORE, the state folder)';

export function defineMachine(context: Context): void {
  define(context, {
    name: 'ps',
    about: 'list the processes of the machine',
    takes: {},
    examples: ['ps', 'ps --all', 'ps --store work/store --json'],
  })
    .option('--all', 'those that have ended too')
    .option('--store <folder>', STORE)
    .option('--json', 'as one JSON document')
    .action(async (flags: StoreFlags) => (await import('./commands/machine.ts')).ps(flags));
  const resumed = define(context, {
    name: 'resume',
    about: 'let a process go on that was cut off',
    more: 'What it had done is read from the journal, not done again. A conversation goes on with "chat --resume".',
    takes: { '<id>': 'its number, as "ps" shows it' },
    examples: ['resume 12', 'resume 12 --retry'],
  });
  addMachineOptions(addEngineOptions(resumed))
    .option('--model <path>', 'weights to use (default: the model at hand)')
    .option('--retry', 'a process that failed tries its last step again')
    .option('--json', 'what it comes to as one JSON document')
    .action(async (id: string, flags: AskFlags & { readonly retry?: boolean }) =>
      (await import('./commands/chat.ts')).resume(whole(1)(id), flags),
    );
  define(context, {
    name: 'kill',
    about: 'end a process',
    takes: { '<id>': 'its number, as "ps" shows it' },
    examples: ['kill 12'],
  })
    .option('--store <folder>', STORE)
    .action(async (id: string, flags: StoreFlags) => (await import('./commands/machine.ts')).kill(whole(1)(id), flags));
  define(context, {
    name: 'trace',
    about: 'show every step of a process',
    takes: { '<id>': 'its number, as "ps --all" shows it' },
    examples: ['trace 12', 'trace 12 --json'],
  })
    .option('--store <folder>', STORE)
    .option('--json', 'whole steps as one JSON document')
    .action(async (id: string, flags: StoreFlags) =>
      (await import('./commands/machine.ts')).trace(whole(1)(id), flags),
    );
  define(context, {
    name: 'policy',
    about: 'explain what the machine allows',
    takes: {
      '[explain]': 'the word "explain", which may be left out',
      '[words]': 'words of yours: what they would grant',
    },
    examples: [
      'policy',
      'policy explain "Save the list to notes.txt"',
      'policy --policy mine.json',
      'policy --json > mine.json',
    ],
  })
    .option('--policy <file>', 'another policy than the default, as JSON')
    .option('--json', 'the policy itself, to edit and give with --policy')
    .action(async (what: string | undefined, words: string | undefined, flags: PolicyFlags) => {
      if (what !== undefined && what !== 'explain') context.program.error('Write: policy explain "words".');
      await (await import('./commands/machine.ts')).policy(words, flags);
    });
}
