// The commands `world`, `corpus` and `tokenizer`, each with commands of its own.
import { type Command, Option } from 'commander';
import type { CorpusAddFlags, CorpusShowFlags, CorpusTokeniseFlags } from './commands/corpus.ts';
import type { CorpusAuditFlags } from './commands/corpus-audit.ts';
import type { TokenizerShowFlags, TokenizerTrainFlags } from './commands/tokenizer.ts';
import type { WorldFlags } from './commands/world.ts';
import { type Context, define } from './define.ts';
import { real, whole } from './options.ts';

const CORPUS = 'a folder that "corpus add" made';
const VALIDATION = 'share of documents kept for validation (default: 0.05)';

/** A command whose arguments begin with another command. */
function group(context: Context, name: string, about: string, examples: readonly string[]): Context {
  return { program: define(context, { name, about, takes: {}, examples }), name: context.name };
}

export function defineWorld(outer: Context): void {
  const context = group(
    outer,
    'world',
    'write an invented world to learn from, ask what is true in it, or measure texts',
    [
      'world write work/world --seed 1 --size 3000000',
      'world ask "Where does Ulvov Kasko live?"',
      'world measure --size 3000000',
      'world measure stories.jsonl',
    ],
  );
  const world = (command: Command): Command =>
    command
      .option('--seed <n>', 'same seed, same world', whole(0), 1)
      .option('--size <bytes>', 'of its documents', whole(20_000), 3_000_000)
      .option('--json', 'figures as one JSON document');
  world(
    define(context, {
      name: 'write',
      about: 'write the documents of an invented world',
      more: 'Where it is, who lives there and what happens follows from the seed; each document says which facts it tells.',
      takes: { '<folder>': 'documents.jsonl is written there' },
      examples: ['world write work/world', 'world write work/world --seed 7 --size 20000000'],
    }),
  ).action(async (folder: string, flags: WorldFlags) =>
    (await import('./commands/world.ts')).writeCommand(folder, flags),
  );
  world(
    define(context, {
      name: 'atlas',
      about: 'write an atlas of a world: a map, people, what happened, questions to try',
      takes: { '<folder>': 'map.svg, Markdown files and index.html are written there' },
      examples: ['world atlas work/atlas', 'world atlas work/atlas --seed 7'],
    }),
  ).action(async (folder: string, flags: WorldFlags) =>
    (await import('./commands/world.ts')).atlasCommand(folder, flags),
  );
  world(
    define(context, {
      name: 'ask',
      about: 'ask what is true in a world, and which documents say it',
      more: 'Statements and questions as the documents have them: true, false, or unknowable.',
      takes: { '<sentence>': 'a statement or a question' },
      examples: ['world ask "What is Ulvov Kasko afraid of?" --seed 7'],
    }),
  ).action(async (sentence: string, flags: WorldFlags) =>
    (await import('./commands/world.ts')).askCommand(sentence, flags),
  );
  world(
    define(context, {
      name: 'measure',
      about: 'measure how formulaic texts are: sentences with all but the 300 commonest words masked',
      takes: { '[texts]': 'JSONL with a field "text" (default: the stories of a world)' },
      examples: ['world measure', 'world measure stories.jsonl --json'],
    }),
  ).action(async (path: string | undefined, flags: WorldFlags) =>
    (await import('./commands/world.ts')).measureCommand(path, flags),
  );
}

export function defineCorpus(outer: Context): void {
  const context = group(outer, 'corpus', 'collect, check and tokenise texts to learn from', [
    'corpus add books/ notes.md --to corpus --licence "CC BY 4.0"',
    'corpus show corpus',
    'corpus audit corpus',
    'corpus tokenise corpus --tokenizer tokenizer.json',
  ]);
  defineAdd(context);
  define(context, {
    name: 'show',
    about: 'show what is in a corpus',
    takes: { '<corpus>': CORPUS },
    examples: [
      'corpus show corpus',
      'corpus show corpus --document books/a.txt',
      'corpus show corpus --proof books/a.txt',
    ],
  })
    .option('--document <id>', 'print the text of this document')
    .option('--proof <id>', 'prove that this document is in: a Merkle path as JSON')
    .option('--check', 'read everything and compare it with the manifest')
    .option('--json', 'the manifest as one JSON document')
    .action(async (folder: string, flags: CorpusShowFlags) =>
      (await import('./commands/corpus.ts')).showCommand(folder, flags),
    );
  define(context, {
    name: 'audit',
    about: 'look for what should not be in a corpus',
    more: 'Licences, duplicates, languages, personal data (counted, shown masked), sizes.',
    takes: { '<corpus>': CORPUS },
    examples: ['corpus audit corpus', 'corpus audit corpus --json'],
  })
    .option('--json', 'everything as one JSON document')
    .action(async (folder: string, flags: CorpusAuditFlags) =>
      (await import('./commands/corpus-audit.ts')).auditCommand(folder, flags),
    );
  define(context, {
    name: 'tokenise',
    about: 'write a corpus as shards of tokens, for training and validation',
    more: 'A run that was stopped goes on where it was.',
    takes: { '<corpus>': CORPUS },
    examples: [
      'corpus tokenise corpus --tokenizer tokenizer.json',
      'corpus tokenise corpus --tokenizer t.json --validation 0.01',
    ],
  })
    .requiredOption('--tokenizer <file>', 'a tokenizer.json')
    .option('--out <folder>', 'where to (default: <corpus>/shards)')
    .option('--validation <share>', VALIDATION, real(0, 0.5))
    .option('--json', 'what was written as one JSON document')
    .action(async (folder: string, flags: CorpusTokeniseFlags) =>
      (await import('./commands/corpus.ts')).tokeniseCommand(folder, flags),
    );
}

function defineAdd(context: Context): void {
  define(context, {
    name: 'add',
    about: 'add texts to a corpus',
    more: 'What is there already stays; an add that was stopped goes on when it is run again.',
    takes: { '<inputs...>': 'files or folders of text, Markdown, HTML or JSONL (a document with "text" a line)' },
    examples: [
      'corpus add books/ --to corpus --licence "public domain"',
      'corpus add world.jsonl --to corpus --keep-near',
    ],
  })
    .option('--to <corpus>', 'the folder of the corpus', 'corpus')
    .option('--source <name>', 'what to call the source, where documents do not say (default: the name of the input)')
    .option('--licence <terms>', 'the licence, where documents do not say (default: unknown)')
    .option(
      '--near <similarity>',
      'from which similarity on a text repeats another (default: 0.8; 1: off)',
      real(0.5, 1),
    )
    .option('--keep-near', 'keep texts that nearly repeat others, on one side of the split')
    .addOption(
      new Option('--invalid-utf8 <what>', 'what to do about bytes that are no UTF-8')
        .choices(['replace', 'refuse'])
        .default('replace'),
    )
    .option('--json', 'what was added as one JSON document')
    .action(async (inputs: readonly string[], flags: CorpusAddFlags) =>
      (await import('./commands/corpus.ts')).addCommand(inputs, flags),
    );
}

export function defineTokenizer(outer: Context): void {
  const context = group(outer, 'tokenizer', 'make a vocabulary, or show one', [
    'tokenizer train corpus --vocab 4096 --out tokenizer.json',
    'tokenizer show tokenizer.json --corpus corpus',
  ]);
  define(context, {
    name: 'train',
    about: 'learn a byte-level BPE vocabulary from a corpus',
    more: 'Documents kept for validation are not read.',
    takes: { '<corpus>': CORPUS },
    examples: ['tokenizer train corpus --vocab 4096 --out tokenizer.json'],
  })
    .option('--vocab <tokens>', 'tokens in all, special ones included', whole(512, 131072), 4096)
    .option('--out <file>', 'the file to write; tokenizer_config.json goes beside it', 'tokenizer.json')
    .option('--special <tokens...>', 'control tokens in place of the usual ones; <|endoftext|> must be among them')
    .option('--validation <share>', VALIDATION, real(0, 0.5))
    .option('--threads <n>', 'worker threads (default: one a core)', whole(1, 256))
    .option('--force', 'overwrite what is there')
    .option('--json', 'what was made as one JSON document')
    .action(async (folder: string, flags: TokenizerTrainFlags) =>
      (await import('./commands/tokenizer.ts')).trainCommand(folder, flags),
    );
  define(context, {
    name: 'show',
    about: 'show how good a vocabulary is',
    takes: { '<tokenizer>': 'a tokenizer.json' },
    examples: ['tokenizer show tokenizer.json', 'tokenizer show tokenizer.json --corpus corpus --longest 50'],
  })
    .option('--corpus <folder>', 'measure it on the documents of this corpus that are kept for validation')
    .option('--longest <n>', 'how many of the longest tokens to list', whole(0), 20)
    .option('--json', 'everything as one JSON document')
    .action(async (path: string, flags: TokenizerShowFlags) =>
      (await import('./commands/tokenizer.ts')).showCommand(path, flags),
    );
}
