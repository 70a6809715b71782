// The table of commands: names, arguments, options, help with examples. What a command does is in
// `commands/`, imported when it runs. Every command has at least one example.
import { Command, Option } from 'commander';
import { QUANTIZE_TARGETS } from '../model/quantize-types.ts';
import type { BenchFlags } from './commands/bench.ts';
import type { AskFlags, ChatFlags } from './commands/chat.ts';
import type { ExportFlags } from './commands/export.ts';
import type { InspectFlags } from './commands/inspect.ts';
import type { MergeFlags } from './commands/merge.ts';
import type { PerplexityFlags } from './commands/perplexity.ts';
import type { PullFlags } from './commands/pull.ts';
import type { QuantizeFlags } from './commands/quantize.ts';
import type { RunFlags } from './commands/run.ts';
import type { StartFlags } from './commands/start.ts';
import type { TrainFlags } from './commands/train.ts';
import { type Context, define } from './define.ts';
import { addEngineOptions, addGuidanceOptions, addMachineOptions, addSamplingOptions, real, whole } from './options.ts';
import { defineCorpus, defineTokenizer, defineWorld } from './program-corpus.ts';
import { defineFactory } from './program-factory.ts';
import { defineMachine } from './program-machine.ts';

const WEIGHTS = 'a GGUF file, a folder with safetensors, or a llama2.c checkpoint';
const AT_HAND = 'weights to use (default: $TWOFILES_MODEL, ./pocket, ./work, the cache)';

export interface Program {
  readonly command: Command;
  /** Do these arguments ask for JSON, errors included? */
  wantsJson(argv: readonly string[]): boolean;
}

/** The whole command line. `name` is what to type before the arguments. */
export function createProgram(name: string, version: string): Program {
  const program = new Command(name)
    .description('An LLM is two files. This is the computer around them.')
    .usage('[command] [options]')
    .version(version, '-V, --version', 'print the version')
    .argument('[command]')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .enablePositionalOptions()
    .configureHelp({ visibleArguments: (command) => (command.parent ? [...command.registeredArguments] : []) })
    .configureOutput({ outputError: () => {} }) // main.ts prints what went wrong, in one style
    .exitOverride();
  const context = { program, name };
  defineStart(context);
  defineChat(context);
  defineAsk(context);
  defineMachine(context);
  defineRun(context);
  defineInspect(context);
  definePerplexity(context);
  defineQuantize(context);
  defineMerge(context);
  defineFactory(context);
  definePull(context);
  defineWorld(context);
  defineCorpus(context);
  defineTokenizer(context);
  defineTrain(context);
  defineExport(context);
  defineBench(context);
  return { command: program, wantsJson: (argv) => beforeDashes(argv).includes('--json') };
}

function beforeDashes(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end < 0 ? argv : argv.slice(0, end);
}

/** No command at all: the main job. */
function defineStart({ program, name }: Context): void {
  const examples = [
    ['', 'chat with the model at hand, or say how to get one'],
    ['chat weights.gguf', 'chat with this one'],
    ['ask "What is a token?"', 'one question, one answer'],
    ['ps', 'what the machine runs'],
    ['resume 12', 'let a process go on that was cut off'],
    ['kill 12', 'end a process'],
    ['trace 12', 'every step that it took'],
    ['policy', 'what is allowed, and what is asked'],
    ['run weights.gguf "Once upon a time"', 'continue a text'],
    ['inspect weights.gguf', 'what is in the file'],
    ['perplexity weights.gguf text.txt', 'how well it predicts a text'],
    ['quantize weights.gguf Q8_0 small.gguf', 'make it smaller, or convert it'],
    ['merge weights.gguf style.gguf merged.gguf', 'make an adapter part of the weights'],
    ['make tiny', 'make a model from nothing, in a minute'],
    ['finetune base.gguf talks.jsonl assistant.gguf', 'teach weights to answer'],
    ['prefer assistant.gguf ranked.jsonl better.gguf', 'teach them which answer is better'],
    ['teach', 'correct answers, and run what learned from it'],
    ['rank weights.gguf tasks.jsonl ranked.jsonl', 'rank its answers, to train on'],
    ['card work/tiny', 'measure what was made'],
    ['pull Qwen/Qwen3-0.6B-GGUF:Qwen3-0.6B-Q8_0.gguf', 'fetch weights'],
    ['world write work/world', 'write an invented world to learn from'],
    ['corpus add texts/ --to corpus', 'collect texts to learn from'],
    ['tokenizer train corpus', 'make a vocabulary of them'],
    ['train book.txt runs/book', 'make weights from text'],
    ['export weights.gguf folder', 'for transformers and vLLM'],
    ['bench', 'list the benches'],
  ].map(([example, what]) => `  ${`${name} ${example}`.padEnd(name.length + 52)}${what}`);
  addMachineOptions(addEngineOptions(program.option('--model <path>', AT_HAND)))
    .option('--json', 'answers as JSON')
    .addHelpText('after', `\nExamples:\n${examples.join('\n')}`)
    .action(async (unknown: string | undefined, flags: StartFlags) => {
      if (unknown !== undefined) program.error(`There is no command "${unknown}".`);
      await (await import('./commands/start.ts')).start(flags, name);
    });
}

function defineChat(context: Context): void {
  const command = define(context, {
    name: 'chat',
    about: 'talk with a machine around a model',
    more: '/help lists what can be typed; Ctrl-C stops an answer. With what only a model alone can do (--bare, --grammar, …) there are no devices and no journal. Without a terminal each line of stdin is answered.',
    takes: { '[weights]': `${WEIGHTS} (default: the model at hand)` },
    examples: [
      'chat weights.gguf',
      'chat weights.gguf --system "You answer in one sentence."',
      'chat weights.gguf < questions.txt',
      'chat weights.gguf --save-session talk.session',
      'chat weights.gguf --restore-session talk.session --kv-type q8_0',
    ],
  });
  addMachineOptions(addEngineOptions(addGuidanceOptions(addSamplingOptions(command))))
    .option('--resume <id>', 'go on with a conversation that was interrupted ("ps" lists them)', whole(1))
    .option('--system <text>', 'instructions that come before the conversation')
    .option('--tokens <n>', 'most tokens an answer', whole(1))
    .option('--json', 'without a terminal: a JSON document a line for each line of stdin')
    .action(async (weights: string | undefined, flags: ChatFlags) =>
      (await import('./commands/chat.ts')).chat(weights, flags),
    );
}

function defineAsk(context: Context): void {
  const command = define(context, {
    name: 'ask',
    about: 'answer one question',
    takes: { '[question]': 'the question; "-" or nothing: it comes from stdin' },
    examples: [
      'ask "What is a token?"',
      'ask --model weights.gguf "Name three colours." --temperature 0',
      'ask --json < question.txt',
      'ask "And in winter?" --system "$(cat handbook.txt)" --prefix-cache prompts',
      'ask "Who wrote it?" --schema person.json --temperature 0',
      'ask "What does it say of cats?" --quote notes.txt --quote letters.txt',
    ],
  });
  addMachineOptions(addEngineOptions(addGuidanceOptions(addSamplingOptions(command))))
    .option('--model <path>', AT_HAND)
    .option('--system <text>', 'instructions that come before the question')
    .option('--tokens <n>', 'most tokens of the answer', whole(1))
    .option('--json', 'the answer with tokens and timings as one JSON document')
    .action(async (question: string | undefined, flags: AskFlags) =>
      (await import('./commands/chat.ts')).ask(question, flags),
    );
}

function defineRun(context: Context): void {
  const command = define(context, {
    name: 'run',
    about: 'continue a text',
    more: 'stdout carries the continuation alone, as it comes.',
    takes: {
      '<weights>': WEIGHTS,
      '[prompt]': 'the text to continue; "-", or nothing where there is no terminal: it comes from stdin',
    },
    examples: [
      'run weights.gguf "Once upon a time" --tokens 100',
      'run weights.gguf "Once upon a time" --temperature 0 --logprobs 3 --json',
      'run weights.gguf - --stop "The end" < prompt.txt',
      'run weights.gguf "A colour: " --grammar colours.txt',
      'run weights.gguf "Once upon a time" --draft small.gguf',
      'run weights.gguf "$(cat long.txt)" --tokens 0 --save-session long.session',
      'run weights.gguf "In short:" --restore-session long.session --lookup',
    ],
  });
  addEngineOptions(addGuidanceOptions(addSamplingOptions(command)))
    .option('--tokens <n>', 'most tokens to write', whole(0), 256)
    .option('--echo', 'print the prompt first')
    .option('--special', 'let control tokens written in the prompt act as such')
    .option('--logprobs <n>', 'with --json: log-probabilities of each token and of n alternatives', whole(0, 100))
    .option('--json', 'text, tokens, log-probabilities and timings as one JSON document')
    .action(async (weights: string, prompt: string | undefined, flags: RunFlags) => {
      if (flags.logprobs !== undefined && !flags.json) command.error('--logprobs needs --json.');
      await (await import('./commands/run.ts')).run(weights, prompt, flags);
    });
}

function defineInspect(context: Context): void {
  define(context, {
    name: 'inspect',
    about: 'show what a file is',
    more: 'Architecture, shapes, types, bytes by part, tokenizer, template, provenance, and the memory it takes here.',
    takes: { '<weights>': WEIGHTS },
    examples: ['inspect weights.gguf', 'inspect weights.gguf --tensors', 'inspect folder-with-safetensors --json'],
  })
    .option('--tensors', 'list every tensor')
    .option('--json', 'everything as one JSON document')
    .action(async (weights: string, flags: InspectFlags) =>
      (await import('./commands/inspect.ts')).inspect(weights, flags),
    );
}

function definePerplexity(context: Context): void {
  const command = define(context, {
    name: 'perplexity',
    about: 'measure how well a model predicts a text',
    more: 'Ctrl-C ends it early, with what is measured by then.',
    takes: { '<weights>': WEIGHTS, '<text>': 'a text file; "-": stdin' },
    examples: [
      'perplexity weights.gguf book.txt',
      'perplexity weights.gguf book.txt --context 512 --stride 256 --limit 10000 --json',
    ],
  });
  addEngineOptions(command)
    .option('--stride <tokens>', 'tokens from window to window (default: half a window)', whole(1))
    .option('--limit <tokens>', 'read only the beginning of the text', whole(2))
    .option('--json', 'the figures as one JSON document')
    .action(async (weights: string, text: string, flags: PerplexityFlags) =>
      (await import('./commands/perplexity.ts')).perplexity(weights, text, flags),
    );
}

function defineQuantize(context: Context): void {
  define(context, {
    name: 'quantize',
    about: 'write weights in another type, as a GGUF file',
    takes: {
      '<weights>': WEIGHTS,
      '<type>': `${Object.keys(QUANTIZE_TARGETS).join(', ')}, or copy: the types they have`,
      '<out>': 'the file to write',
    },
    examples: [
      'quantize weights.gguf Q8_0 parameters.bin',
      'quantize folder-with-safetensors copy parameters.bin',
      'quantize stories.bin F16 stories.gguf --force',
      'quantize weights.gguf Q4_0 parameters.bin --pure',
    ],
  })
    .option('--max-part <MB>', 'split the file into parts of at most this size', whole(1))
    .option('--pure', 'every matrix in this type, the sensitive ones too (run.ts reads such files)')
    .option('--force', 'overwrite what is there')
    .option('--json', 'what was written as one JSON document')
    .action(async (weights: string, type: string, out: string, flags: QuantizeFlags) =>
      (await import('./commands/quantize.ts')).quantize(weights, type, out, flags),
    );
}

function defineMerge(context: Context): void {
  define(context, {
    name: 'merge',
    about: 'make a LoRA adapter part of the weights, as a GGUF file',
    takes: {
      '<weights>': WEIGHTS,
      '<adapter>': 'a GGUF adapter, with :scale for more or less of it',
      '<out>': 'the file to write',
    },
    examples: [
      'merge weights.gguf style.gguf merged.gguf',
      'merge weights.gguf style.gguf:0.5 merged.gguf --type Q8_0',
    ],
  })
    .option('--type <type>', `${Object.keys(QUANTIZE_TARGETS).join(', ')} (default: the types they have)`)
    .option('--force', 'overwrite what is there')
    .option('--json', 'what was written as one JSON document')
    .action(async (weights: string, adapter: string, out: string, flags: MergeFlags) =>
      (await import('./commands/merge.ts')).merge(weights, adapter, out, flags),
    );
}

function definePull(context: Context): void {
  define(context, {
    name: 'pull',
    about: 'fetch weights into the cache',
    more: 'A download that was cut goes on where it stopped. stdout carries the path alone.',
    takes: { '<what>': 'owner/name or owner/name:file on the Hugging Face hub, or an HTTPS URL' },
    examples: [
      'pull Qwen/Qwen3-0.6B-GGUF:Qwen3-0.6B-Q8_0.gguf',
      'pull owner/name --revision main',
      'pull https://example.org/weights.gguf --sha256 <hex>',
    ],
  })
    .option('--sha256 <hex>', 'what the bytes must hash to')
    .option('--revision <name>', 'branch, tag or commit of the repository')
    .option('--json', 'path, size and hash as one JSON document')
    .action(async (what: string, flags: PullFlags) => (await import('./commands/pull.ts')).pull(what, flags));
}

function defineTrain(context: Context): void {
  define(context, {
    name: 'train',
    about: 'make weights from text',
    more: 'The folder keeps all of the run: typed again, the same command goes on where it stopped.',
    takes: { '<source>': 'a corpus, or a file or folder of text', '<out>': 'the folder of the run' },
    examples: [
      'train book.txt runs/book --depth 4 --vocab 1024 --epochs 10',
      'train corpus runs/small --depth 8 --context 512',
      'train notes.txt runs/tuned --from weights.gguf --rate 0.001',
    ],
  })
    .option('--depth <n>', 'size of a new model: layers, and 32 of width for each', whole(1, 48), 6)
    .option('--context <tokens>', 'positions that are trained', whole(8, 8192), 256)
    .option('--vocab <n>', 'tokens of a tokenizer learnt from the text', whole(257, 131072), 4096)
    .option('--batch <rows>', 'rows of a step', whole(1), 32)
    .option('--epochs <n>', 'passes over the text', real(0.001, 1e6), 4)
    .option('--steps <n>', 'steps, instead of epochs', whole(1))
    .option('--rate <r>', 'how fast to learn', real(1e-9, 10), 0.01)
    .option('--seed <n>', 'same seed, same weights', whole(0, 2 ** 31 - 1), 1)
    .addOption(new Option('--optimizer <name>', 'for hidden matrices').choices(['muon', 'adamw']).default('muon'))
    .option('--every <steps>', 'from checkpoint to checkpoint', whole(1), 100)
    .option('--from <weights>', 'go on training these instead of new ones')
    .option('--tokenizer <file>', 'whose tokenizer to use instead of a new one')
    .option('--type <type>', 'of the weights written (default: F32)')
    .option('--threads <n>', 'worker threads (default: one a core)', whole(1, 256))
    .option('--json', 'what was made as one JSON document')
    .action(async (source: string, out: string, flags: TrainFlags) =>
      (await import('./commands/train.ts')).train(source, out, flags),
    );
}

function defineExport(context: Context): void {
  define(context, {
    name: 'export',
    about: 'write weights as a Hugging Face folder',
    more: 'config.json, model.safetensors, tokenizer.json: for transformers, vLLM and trainers on larger machines.',
    takes: { '<weights>': WEIGHTS, '<folder>': 'the folder to write' },
    examples: ['export runs/small/parameters.bin small-hf', 'export weights.gguf out --type BF16'],
  })
    .addOption(new Option('--type <type>', 'of the weights').choices(['F32', 'F16', 'BF16']).default('F32'))
    .option('--json', 'what was written as one JSON document')
    .action(async (weights: string, folder: string, flags: ExportFlags) =>
      (await import('./commands/export.ts')).exportWeights(weights, folder, flags),
    );
}

function defineBench(context: Context): void {
  define(context, {
    name: 'bench',
    about: 'run a bench of the repository',
    takes: { '[name]': 'which one; nothing: list them' },
    examples: [
      'bench',
      'bench quantize --json',
      'bench decode --quick',
      'bench fuzz --cases 10000',
      'bench soak --seed 2',
    ],
  })
    .option('--cases <n>', 'fuzz: how many; soak: how many tokens', whole(1))
    .option('--seed <n>', 'fuzz, soak: another course of events', whole(0, 2 ** 32 - 1))
    .option('--quick', 'fewer rounds, the small shape only, where a bench takes minutes')
    .option('--save', 'keep the rows in bench/results/, with the machine and the commit')
    .option('--json', 'rows as one JSON document')
    .action(async (name: string | undefined, flags: BenchFlags) =>
      (await import('./commands/bench.ts')).bench(name, flags),
    );
}
