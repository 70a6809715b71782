// Options that several commands share, and the parsers of their values. A wrong value is a usage error
// that says what would be right.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { KV_TYPES, type KvType } from '../model/kv.ts';

/** Where the model runs. */
export interface EngineOptions {
  readonly threads?: number;
  readonly backend: 'wasm' | 'scalar';
  readonly wide?: boolean;
  readonly context?: number;
  readonly kvType?: KvType;
  /** A folder, and most megabytes in it. */
  readonly prefixCache?: string;
  readonly prefixCacheLimit?: number;
  readonly adapter?: AdapterChoice;
}

/** What the output must be, and what guesses at it: files, by path. */
export interface GuidanceFlags {
  readonly schema?: string;
  readonly grammar?: string;
  readonly quote?: readonly string[];
  readonly draft?: string;
  readonly lookup?: boolean;
}

/** Where a session comes from and where it is kept afterwards: files, by path. */
export interface SessionFlags {
  readonly restoreSession?: string;
  readonly saveSession?: string;
}

/** A LoRA adapter's file, and how much of it. */
export interface AdapterChoice {
  readonly path: string;
  readonly scale: number;
}

/** How the next token is chosen; what is absent takes the engine's default. */
export interface SamplingFlags {
  readonly temperature?: number;
  readonly topK?: number;
  readonly topP?: number;
  readonly minP?: number;
  readonly repeatPenalty?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  readonly logitBias?: ReadonlyMap<number, number>;
}

/** An endpoint, and the name of a model there. */
export interface EndpointChoice {
  readonly url: string;
  readonly model: string;
}

export function addEngineOptions(command: Command): Command {
  return command
    .option('--context <tokens>', "window to use, at most the model's", whole(1))
    .option('--adapter <file[:scale]>', 'LoRA adapter to add to the weights', adapterChoice)
    .option('--kv-type <type>', 'how keys and values are held: f32, f16, q8_0 (default: f32)', kvType)
    .option('--prefix-cache <folder>', 'keep computed prompts here, for the next time one begins so')
    .option('--prefix-cache-limit <MB>', 'most that the folder may hold (default: 2000)', whole(1))
    .option('--threads <n>', 'worker threads (default: one a core)', whole(1, 256))
    .option('--wide', '256-bit code by an experimental flag of V8, after a self-test (or TWOFILES_WIDE=1)')
    .addOption(new Option('--backend <name>', 'what computes').choices(['wasm', 'scalar']).default('wasm'));
}

export function addSamplingOptions(command: Command): Command {
  return command
    .option('--temperature <t>', '0 always takes the likeliest token (default: 0.8)', real(0, 100))
    .option('--top-k <k>', 'choose among the k likeliest; 0: all (default: 40)', whole(0))
    .option('--top-p <p>', 'choose among the likeliest that reach p together (default: 0.95)', real(0, 1))
    .option('--min-p <p>', 'leave out what is less likely than p times the likeliest (default: 0.05)', real(0, 1))
    .option('--repeat-penalty <x>', 'make recent tokens less likely; 1: off (default: 1)', real(0.01, 100))
    .option('--seed <n>', 'same seed, same text (default: a new one each time)', whole(0, 2 ** 32 - 1))
    .option('--stop <text>', 'end before this text (repeatable)', collect)
    .option('--logit-bias <id:value>', 'add to the logit of a token; -inf forbids it (repeatable)', bias);
}

/** For commands that boot a machine around the model. */
export function addMachineOptions(command: Command): Command {
  return command
    .option('--bare', 'the model alone: no devices, no journal')
    .option(
      '--endpoint <url#model>',
      'a processor that somebody else runs, by the chat-completions protocol; its key: $TWOFILES_KEY',
      endpointChoice,
    )
    .option('--trust-endpoint', 'it is on this machine, and may be told what only you may see')
    .option(
      '--store <folder>',
      'where journal and socket are kept; none: nowhere (default: $TWOFILES_STORE, the state folder)',
    )
    .option('--folder <folder>', 'a folder whose files may be read and written (default: none)')
    .option('--policy <file>', 'what is allowed, as JSON; begin from what "policy --json" prints')
    .option('--allow <device[:where]>', 'grant a device, or one destination of it (repeatable)', collectFiles);
}

/** For commands that write text. */
export function addGuidanceOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--schema <file>', 'the output is JSON that fits this JSON Schema').conflicts(['grammar', 'quote']),
    )
    .option('--grammar <file>', 'the output fits this grammar; it may name a rule "quote" where --quote is given')
    .option('--quote <file>', 'the output is a piece of these texts, word for word (repeatable)', collectFiles)
    .option('--lookup', 'guess that repetitions go on: the same text, sooner')
    .addOption(new Option('--draft <weights>', 'guess with a smaller model of the same vocabulary').conflicts('lookup'))
    .option('--restore-session <file>', 'go on from a saved session')
    .option('--save-session <file>', 'keep the session in this file');
}

/** `file` or `file:scale`. */
export function adapterChoice(text: string): AdapterChoice {
  const [, path, scale] = /^(.+):([+-]?(?:\d+\.?\d*|\.\d+))$/.exec(text) ?? [];
  return path === undefined ? { path: text, scale: 1 } : { path, scale: Number(scale) };
}

/** `http://127.0.0.1:8080/v1#name`. */
export function endpointChoice(text: string): EndpointChoice {
  const [, url, model] = /^(https?:\/\/[^#]+)#(.+)$/.exec(text) ?? [];
  if (url !== undefined && model !== undefined) return { url, model };
  throw new InvalidArgumentError('Write address, #, and the name of the model: http://127.0.0.1:11434/v1#qwen3.');
}

/** A whole number from `least` to `most`. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`Use a whole number ${range}.`);
  };
}

/** A number from `least` to `most`. */
export function real(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Use a number from ${least} to ${most}.`);
  };
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  if (value === '') throw new InvalidArgumentError('An empty text would stop everything.');
  return [...previous, value];
}

function collectFiles(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function kvType(text: string): KvType {
  const found = KV_TYPES.find((type) => type === text.toUpperCase());
  if (found) return found;
  throw new InvalidArgumentError('Use f32, f16 or q8_0.');
}

function bias(value: string, previous: ReadonlyMap<number, number> = new Map()): ReadonlyMap<number, number> {
  const [, id, amount] = /^(\d+):([+-]?(?:\d+\.?\d*|\.\d+|inf))$/i.exec(value) ?? [];
  if (id === undefined || amount === undefined) throw new InvalidArgumentError('Write token id, colon, number: 42:-5.');
  const number = /inf$/i.test(amount) ? (amount.startsWith('-') ? -Infinity : Infinity) : Number(amount);
  if (number === Infinity) throw new InvalidArgumentError('Use a finite number, or -inf to forbid the token.');
  return new Map(previous).set(Number(id), number);
}
