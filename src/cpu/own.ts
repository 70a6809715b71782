// A Cpu over our own engine. Token counts are exact, every token of a prompt knows its page, what is generated at the
// same time shares passes, and calls, quotations and values are held to what they must be while they are written.
// Rule of use: sessions live for one turn; what makes the next turn cheap is the engine's prefix cache, which never
// changes a result.
import { badArgument, contextFull, throwIfAborted } from '../base/errors.ts';
import type { Adapter } from '../model/adapter.ts';
import { Constraint } from '../model/constrain/constraint.ts';
import { Generation } from '../model/generate.ts';
import type { Model } from '../model/model.ts';
import type { Session } from '../model/session.ts';
import { chatTemplate, encodeSegments } from '../text/template.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Abilities, Cpu, Generated, GenerateOptions, Prompt } from './cpu.ts';
import type { Compile, Dialect, TurnPlan } from './dialect.ts';
import { ownDialect } from './dialect-own.ts';
import { templateDialect } from './dialect-template.ts';
import { checkedCalls } from './written.ts';

export interface EngineCpuOptions {
  /** Default: the name of the model's file. */
  readonly name?: string | undefined;
  /** Tokens that prompt and answer may have together; default and limit: the model's context. */
  readonly window?: number | undefined;
  /** Added to the weights, and how much of it (default 1). */
  readonly adapter?: Adapter | undefined;
  readonly adapterScale?: number | undefined;
  /** Sees the tokens of every prompt that is run, just before it is, and how many may follow. */
  readonly onSubmit?: ((tokens: readonly number[], maxTokens: number) => void) | undefined;
  /** Closed together with the Cpu: usually the model, if nothing else uses it. */
  readonly owned?: { close(): Promise<void> } | undefined;
}

/** A prompt in tokens. */
export interface Laid {
  readonly tokens: readonly number[];
  /** For each token the number of its page, 0 for what frames the pages. Length: tokens.length. */
  readonly pages: Int32Array;
}

export interface EngineCpu extends Cpu {
  readonly operator: undefined;
  count(prompt: Prompt): number;
  /** The very tokens that `generate` runs for this prompt. */
  lay(prompt: Prompt): Laid;
}

/** @throws `unsupported` for a model that does not predict tokens; `not-found` for one without a tokenizer. */
export function engineCpu(model: Model, options: EngineCpuOptions = {}): EngineCpu {
  return new OwnCpu(model, options);
}

/** Grammars that are kept ready: the tools of a machine change seldom. */
const MOST_CONSTRAINTS = 16;

class OwnCpu implements EngineCpu {
  readonly name: string;
  readonly operator = undefined;
  readonly can: Abilities;
  readonly window: number;
  readonly #model: Model;
  readonly #options: EngineCpuOptions;
  readonly #tokenizer: Tokenizer;
  readonly #dialect: Dialect;
  readonly #constraints = new Map<string, Constraint>();

  constructor(model: Model, options: EngineCpuOptions) {
    this.#model = model;
    this.#options = options;
    this.#tokenizer = remembering(model.tokenizer);
    this.name = options.name ?? model.name.split(/[\\/]/).at(-1)!;
    this.window = Math.min(options.window ?? model.config.context, model.config.context);
    void this.#session().close(); // refuses a model that does not predict tokens
    const template = chatTemplate(model.chatTemplate, model.tokenizer);
    this.#dialect = ownDialect(model.tokenizer, template) ?? templateDialect(model.tokenizer, template);
    this.can = { tools: this.#dialect.tools, schema: true, quotes: true, counts: 'exact' };
  }

  lay(prompt: Prompt): Laid {
    const segments = this.#dialect.segments(prompt);
    const { tokens, owners } = encodeSegments(this.#tokenizer, segments);
    return { tokens, pages: owners.map((owner) => segments[owner]!.page) };
  }

  count(prompt: Prompt): number {
    return encodeSegments(this.#tokenizer, this.#dialect.segments(prompt)).tokens.length;
  }

  async generate(prompt: Prompt, options: GenerateOptions): Promise<Generated> {
    const { maxTokens, signal } = options;
    throwIfAborted(signal);
    const { tokens } = this.lay(prompt);
    this.#check(tokens.length, prompt, options);
    const plan = this.#dialect.turn(prompt, options, this.#compile);
    const session = this.#session();
    try {
      this.#options.onSubmit?.(tokens, maxTokens);
      return await write(session, tokens, plan, prompt, options);
    } finally {
      await session.close();
    }
  }

  async close(): Promise<void> {
    this.#constraints.clear();
    await this.#options.owned?.close();
  }

  #session(): Session {
    const { adapter, adapterScale } = this.#options;
    return this.#model.session({ context: this.window, adapter, adapterScale });
  }

  #check(tokens: number, { pages }: Prompt, { maxTokens, quote }: GenerateOptions): void {
    if (!(Number.isInteger(maxTokens) && maxTokens > 0))
      throw badArgument(`maxTokens ${maxTokens} is out of range.`, 'Allow at least one token.');
    if (tokens + maxTokens > this.window) throw contextFull(tokens + maxTokens, this.window);
    const nothing = quote?.orElse.length === 0 && !pages.some(({ parts }) => parts.some((part) => 'passage' in part));
    if (nothing) throw badArgument('There is no passage in sight to quote.', 'Give one, or say what else may be said.');
  }

  readonly #compile: Compile = (key, grammar) => {
    const known = this.#constraints.get(key);
    const constraint = known ?? new Constraint(grammar(), this.#model.tokenizer);
    this.#constraints.delete(key); // the last used comes last
    this.#constraints.set(key, constraint);
    if (this.#constraints.size > MOST_CONSTRAINTS) this.#constraints.delete(this.#constraints.keys().next().value!);
    return constraint;
  };
}

/** One turn on a session of its own. */
async function write(
  session: Session,
  tokens: readonly number[],
  { guide, stops, reader }: TurnPlan,
  prompt: Prompt,
  { maxTokens, temperature = 0, seed, signal, onText, gate }: GenerateOptions,
): Promise<Generated> {
  const sampling = { temperature, seed };
  const generation = new Generation(session, tokens, { maxTokens, sampling, stop: stops, constraint: guide, signal });
  let written = 0;
  const show = async (text: string): Promise<void> => {
    if (text !== '') await onText?.(text);
  };
  for (;;) {
    await passed(gate, signal);
    if (signal?.aborted) break;
    const step = await generation.next();
    if (!step) break;
    written++;
    await show(reader.push(step.token, step.text));
  }
  generation.settle();
  const reason = generation.end?.reason ?? 'aborted';
  if (reason === 'aborted' && written === 0) throwIfAborted(signal);
  const read = reader.end(generation.end?.text ?? '');
  await show(read.show);
  const { parts, problems } = checkedCalls(read.parts, prompt.tools);
  const calls = parts.some((part) => 'call' in part);
  return {
    parts,
    end: reason === 'aborted' ? reason : calls ? 'calls' : reason === 'stop' ? reason : 'length',
    usage: { prompt: tokens.length, cached: session.reused, written, money: 0 },
    problems: [...read.problems, ...problems],
  };
}

/** Waits for the gate, or until the signal fires. */
async function passed(gate: GenerateOptions['gate'], signal: AbortSignal | undefined): Promise<void> {
  const open = gate?.();
  if (open === undefined || !signal) return open;
  const { promise: fired, resolve } = Promise.withResolvers<void>();
  const fire = (): void => resolve();
  signal.addEventListener('abort', fire);
  if (signal.aborted) fire();
  await Promise.race([open, fired]).finally(() => signal.removeEventListener('abort', fire));
}

/** Characters of text whose tokens are remembered. */
const MOST_REMEMBERED = 4 * 1024 * 1024;

/** The same tokenizer, which does not encode again what it encoded lately: pages are laid out again for every turn. */
function remembering(tokenizer: Tokenizer): Tokenizer {
  const known = new Map<string, number[]>();
  let held = 0;
  return {
    ...tokenizer,
    encode(text, options = {}) {
      const { special = false, continues = false, wrap = false } = options;
      if (wrap) return tokenizer.encode(text, options);
      const key = `${Number(special)}${Number(continues)}${text}`;
      const tokens = known.get(key) ?? tokenizer.encode(text, options);
      if (!known.delete(key)) held += key.length; // the last used comes last
      known.set(key, tokens);
      for (const oldest of known.keys()) {
        if (held <= MOST_REMEMBERED) break;
        known.delete(oldest);
        held -= oldest.length;
      }
      return tokens;
    },
  };
}
