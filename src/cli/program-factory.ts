// The commands of the three stages: `make` runs them all, `finetune`, `rank` and `prefer` one at a time; `teach` goes
// on, `card` measures.
import { type Command, Option } from 'commander';
import type { CardFlags } from './commands/card.ts';
import type { FinetuneFlags, PreferFlags } from './commands/finetune.ts';
import type { MakeFlags } from './commands/make.ts';
import type { RankFlags } from './commands/rank.ts';
import type { TeachFlags } from './commands/teach.ts';
import { type Context, define } from './define.ts';
import { addEngineOptions, real, whole } from './options.ts';

const WEIGHTS = 'a GGUF file or a Hugging Face folder, Llama or Qwen3';

export function defineFactory(context: Context): void {
  defineMake(context);
  defineFinetune(context);
  defineRank(context);
  definePrefer(context);
  defineTeach(context);
  defineCard(context);
}

function defineMake(context: Context): void {
  define(context, {
    name: 'make',
    about: 'make a model from nothing: world, tokenizer, pretraining, fine-tuning, comparisons',
    more: 'Stopped, it goes on where it was. The report card and what it cost come last, and stay in the folder.',
    takes: { '<recipe>': 'tiny (a minute), tiny-ppo, tiny-reinforce, pocket (some hours)' },
    examples: ['make tiny', 'make pocket --out work/mine', 'make tiny --from finetune', 'make pocket --ship pocket'],
  })
    .option('--out <folder>', 'where it is made (default: work/<recipe>)')
    .option('--from <step>', 'do this step and all after it again')
    .option('--ship <folder>', 'copy the finished weights, their card and curves there')
    .option('--watts <n>', 'what the machine draws, for the energy', real(0, 1e6), 60)
    .option('--threads <n>', 'worker threads (default: one a core)', whole(1, 256))
    .option('--json', 'report card and ledger as one JSON document')
    .action(async (recipe: string, flags: MakeFlags) => (await import('./commands/make.ts')).make(recipe, flags));
}

function defineRank(context: Context): void {
  const command = define(context, {
    name: 'rank',
    about: 'rank answers of a model to make comparison data',
    more: 'docs/labelling.md says what makes an answer good. Each comparison is kept as soon as it is made; run it again to go on.',
    takes: {
      '<weights>': WEIGHTS,
      '<conversations>': 'tasks, as JSONL',
      '<out>': 'comparisons are added to this file',
    },
    examples: [
      'rank weights.gguf conversations.jsonl comparisons.jsonl',
      'rank weights.gguf conversations.jsonl comparisons.jsonl --judge checker --noise 0.1',
    ],
  });
  addEngineOptions(command)
    .addOption(new Option('--judge <who>', 'who ranks').choices(['person', 'checker']).default('person'))
    .option('--noise <x>', 'how unsure the checker is: added to scores from 0 to 1', real(0, 10))
    .option('--count <n>', 'answers to each task', whole(2, 16), 4)
    .option('--limit <n>', 'stop after this many tasks', whole(1))
    .option('--seed <n>', 'same seed, same answers', whole(0, 2 ** 31), 1)
    .action(async (weights: string, path: string, out: string, flags: RankFlags) =>
      (await import('./commands/rank.ts')).rank(weights, path, out, flags),
    );
}

function defineFinetune(context: Context): void {
  const command = define(context, {
    name: 'finetune',
    about: 'teach weights to answer, from conversations',
    more: 'docs/labelling.md has the format; rows with instruction and output, question and answer, or rationales are taken too.',
    takes: {
      '<weights>': WEIGHTS,
      '<conversations>': 'JSONL, a conversation a line',
      '<out>': 'the GGUF file to write',
    },
    examples: [
      'finetune base.gguf conversations.jsonl assistant.gguf',
      'finetune assistant.gguf corrections.jsonl corrections.lora.gguf --lora 8 --epochs 5',
    ],
  });
  addLearningOptions(command, { epochs: 2, batch: 16, rate: 0.005 })
    .option('--length <tokens>', 'tokens a row; longer conversations are left out', whole(8, 8192), 512)
    .action(async (weights: string, path: string, out: string, flags: FinetuneFlags) =>
      (await import('./commands/finetune.ts')).finetune(weights, path, out, flags),
    );
}

function definePrefer(context: Context): void {
  const command = define(context, {
    name: 'prefer',
    about: 'teach weights which of two answers is better (DPO)',
    more: 'Comparisons are what "rank" makes; rows with chosen and rejected are taken too.',
    takes: { '<weights>': WEIGHTS, '<comparisons>': 'JSONL, a comparison a line', '<out>': 'the GGUF file to write' },
    examples: [
      'prefer assistant.gguf comparisons.jsonl better.gguf',
      'prefer assistant.gguf pairs.jsonl taste.gguf --lora 8',
    ],
  });
  addLearningOptions(command, { epochs: 1, batch: 16, rate: 0.0005 })
    .option('--beta <x>', 'how dear it is to leave what the weights say now', real(0.001, 10), 0.1)
    .option('--places <tokens>', 'tokens of a forward; a pair must fit', whole(64, 65536), 4096)
    .action(async (weights: string, path: string, out: string, flags: PreferFlags) =>
      (await import('./commands/finetune.ts')).prefer(weights, path, out, flags),
    );
}

function addLearningOptions(
  command: Command,
  defaults: { readonly epochs: number; readonly batch: number; readonly rate: number },
): Command {
  return command
    .option('--lora <rank>', 'write an adapter of this rank and leave the weights as they are', whole(1, 512))
    .option('--epochs <n>', 'how often everything is seen', real(0.01, 1000), defaults.epochs)
    .option('--batch <n>', 'rows or pairs a step', whole(1, 4096), defaults.batch)
    .option('--rate <x>', 'highest learning rate', real(1e-8, 1), defaults.rate)
    .option('--seed <n>', 'same seed, same order', whole(0, 2 ** 31), 1)
    .option('--threads <n>', 'worker threads (default: one a core)', whole(1, 256))
    .option('--force', 'overwrite what is there');
}

function defineTeach(context: Context): void {
  const command = define(context, {
    name: 'teach',
    about: 'correct answers, train on the corrections, and run what passes the gate',
    more: 'At a terminal you ask and correct. Lessons and adapters lie in <weights>.taught; chat and ask run the adapter that passed last.',
    takes: { '[weights]': 'the model at hand without' },
    examples: ['teach', 'teach model.gguf --lessons corrections.jsonl --learn', 'teach --list', 'teach --restore 0'],
  });
  addEngineOptions(command)
    .option('--lessons <file>', 'add conversations of this file (JSONL) as lessons')
    .option('--learn', 'train an adapter on all lessons, and let it run if nothing got worse')
    .option('--list', 'the adapters that there are')
    .option('--restore <n>', 'run adapter n again; 0 is the weights alone', whole(0))
    .option('--rank <n>', 'of the adapter', whole(1, 256), 8)
    .option('--epochs <n>', 'passes over lessons and what keeps the rest alive', whole(1, 100), 4)
    .option('--rate <x>', 'how fast to learn', real(0, 10), 0.004)
    .option('--seed <n>', 'same seed, same adapter', whole(0, 2 ** 31), 1)
    .action(async (weights: string | undefined, flags: TeachFlags) =>
      (await import('./commands/teach.ts')).teach(weights, flags),
    );
}

function defineCard(context: Context): void {
  define(context, {
    name: 'card',
    about: 'measure weights: the report card, and all answers to 300 sealed prompts',
    more: 'Beside every figure stand chance, random weights, the base model with examples, and the best simple heuristic. Stopped, it goes on where it was; rows that are named are measured again.',
    takes: { '<weights>': 'a folder that "make" made, or weights' },
    examples: ['card work/pocket', 'card work/pocket --rows reading,grammar', 'card weights.gguf --rows transcripts'],
  })
    .option('--rows <names>', 'only these, parted by commas', (text: string) => text.split(','))
    .option('--out <folder>', 'where it is written (default: "card" beside the weights)')
    .option('--n <cases>', 'cases of a row, at most', whole(4), 200)
    .option('--seed <n>', 'same seed, same cases', whole(0, 2 ** 31), 1)
    .option('--seeds <n>', 'trainings of each way to learn from comparisons', whole(1, 20), 3)
    .option('--tokens <n>', 'most tokens an answer', whole(8, 4096), 96)
    .option('--data <folder>', 'where other data lies; rows whose data is not there are left out', '../shared/data')
    .option('--threads <n>', 'worker threads (default: one a core)', whole(1, 256))
    .option('--json', 'the card as one JSON document')
    .action(async (path: string, flags: CardFlags) => (await import('./commands/card.ts')).card(path, flags));
}
