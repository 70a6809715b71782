// One generation as the commands see it: text handed on as it comes, and everything a script may want to
// know of it afterwards.
import { TwofilesError } from '../base/errors.ts';
import type { Constraint } from '../model/constrain/constraint.ts';
import type { Quotation } from '../model/constrain/trace.ts';
import { type GenerationEnd, generate } from '../model/generate.ts';
import type { SamplingOptions } from '../model/sample.ts';
import type { Session } from '../model/session.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { Guidance } from './guidance.ts';
import type { SamplingFlags } from './options.ts';

export interface WriteOptions {
  readonly flags: SamplingFlags;
  readonly guidance?: Pick<Guidance, 'constraint' | 'draft' | 'quoted'> | undefined;
  readonly maxTokens?: number | undefined;
  readonly logprobs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onText?: ((text: string) => Promise<void>) | undefined;
}

/** A token with natural-log probabilities, of itself and of the likeliest in its place. */
export interface ScoredToken {
  readonly token: number;
  readonly text: string;
  readonly logprob: number;
  readonly top: readonly { readonly token: number; readonly text: string; readonly logprob: number }[];
}

/** A quotation in the text (UTF-16 units, `end` exclusive), and the places it can have come from. */
export interface Quoted {
  readonly start: number;
  readonly end: number;
  readonly places: readonly { readonly file: string; readonly offset: number; readonly length: number }[];
}

export interface Written {
  readonly text: string;
  readonly tokens: readonly number[];
  readonly logprobs?: readonly ScoredToken[];
  readonly reason: GenerationEnd['reason'];
  readonly seed: number;
  /** With files to quote and an output that is complete: what it quotes. */
  readonly quotations?: readonly Quoted[];
  /** With a drafter: tokens guessed, and how many of them were right. */
  readonly guessed?: { readonly drafted: number; readonly accepted: number };
  readonly timings: Timings;
}

export interface Timings {
  readonly promptTokens: number;
  /** Until the first token. */
  readonly promptSeconds: number;
  /** From the first token on. */
  readonly seconds: number;
  readonly tokensPerSecond: number;
}

/** Extends `session` by `prompt` and writes on. */
export async function write(session: Session, prompt: readonly number[], options: WriteOptions): Promise<Written> {
  const { tokenizer } = session;
  const { flags, guidance, maxTokens, logprobs, signal, onText } = options;
  const { constraint, draft, quoted = [] } = guidance ?? {};
  const sampling = samplingOptions(flags);
  const tokens: number[] = [];
  const scored: ScoredToken[] = [];
  let text = '';
  const take = async (piece: string): Promise<void> => {
    text += piece;
    if (piece !== '') await onText?.(piece);
  };
  const begun = performance.now();
  let first: number | undefined;
  const steps = generate(session, prompt, {
    maxTokens,
    sampling,
    stop: flags.stop,
    constraint,
    draft,
    logprobs,
    signal,
  });
  let step = await steps.next();
  for (; !step.done; step = await steps.next()) {
    first ??= performance.now();
    const { token, logprob, top = [] } = step.value;
    tokens.push(token);
    const name = (id: number): string => tokenizer.decode([id], { special: true });
    if (logprob !== undefined)
      scored.push({
        token,
        text: name(token),
        logprob,
        top: top.map((other) => ({ ...other, text: name(other.token) })),
      });
    await take(step.value.text);
  }
  const ended = performance.now();
  await take(step.value.text);
  const seconds = (ended - (first ?? ended)) / 1000;
  const promptSeconds = ((first ?? ended) - begun) / 1000;
  const tokensPerSecond = seconds > 0 ? (tokens.length - 1) / seconds : 0;
  const { reason, drafted, accepted } = step.value;
  return {
    text,
    tokens,
    ...(logprobs === undefined ? {} : { logprobs: scored }),
    reason,
    seed: sampling.seed,
    ...(constraint && quoted.length > 0 ? quotationsIn(text, constraint, quoted) : {}),
    ...(draft ? { guessed: { drafted, accepted } } : {}),
    timings: { promptTokens: prompt.length, promptSeconds, seconds, tokensPerSecond },
  };
}

/** What the text quotes; nothing for a text that was cut before it was complete. */
function quotationsIn(
  text: string,
  constraint: Constraint,
  files: readonly string[],
): { quotations?: readonly Quoted[] } {
  let found: Quotation[];
  try {
    found = constraint.quotations(text);
  } catch (error) {
    if (error instanceof TwofilesError) return {};
    throw error;
  }
  const named = found.map(({ places, ...where }) => ({
    ...where,
    places: places.map(({ text: at, ...place }) => ({ file: files[at]!, ...place })),
  }));
  return { quotations: named };
}

/** The engine's options for these flags, with a seed that can be reported. */
function samplingOptions(flags: SamplingFlags): SamplingOptions & { readonly seed: number } {
  const { temperature, topK, topP, minP, repeatPenalty, logitBias } = flags;
  const seed = flags.seed ?? Math.floor(Math.random() * 2 ** 32);
  return { temperature, topK, topP, minP, repetitionPenalty: repeatPenalty, logitBias, seed };
}

/**
 * The tokens that begin a text: BOS where the model wants one, then the text. EOS is not added, whatever
 * the file says: the text is to go on.
 * @throws `bad-argument` for an empty text and a model that has no token to begin with.
 */
export function startTokens(tokenizer: Tokenizer, text: string, special = false): number[] {
  const { bos, eos, addBos } = tokenizer.spec;
  const tokens = text === '' ? [] : tokenizer.encode(text, { special });
  if (addBos && bos !== undefined) return [bos, ...tokens];
  if (tokens.length > 0) return tokens;
  const begin = bos ?? eos;
  if (begin !== undefined) return [begin];
  throw new TwofilesError('bad-argument', 'This model cannot begin from nothing.', 'Give it a prompt.');
}

/**
 * What a person must know when an output was cut: why, and how to get the rest. Undefined when it was not, or
 * when the length asked for was reached and any text will do.
 */
export function cutNote(written: Written, session: Session, most: number, constrained: boolean): string | undefined {
  const { capacity } = session;
  if (written.reason === 'context') {
    const more = capacity < most ? `give more with --context (the model has ${most})` : 'the model has no more';
    return `The window of ${capacity} tokens is full, so the text is cut: ${more}.`;
  }
  if (written.reason === 'length' && constrained)
    return `The output is not complete: it was cut after ${written.tokens.length} tokens. Give more with --tokens.`;
  return undefined;
}

/** "120 tokens, 85.3 tokens/s, ended at the length asked for": a line on how it went. */
export function summary({ tokens, reason, timings }: Written): string {
  const ends = {
    stop: 'ended by itself',
    length: 'ended at the length asked for',
    context: 'ended: the window is full',
    aborted: 'stopped',
  };
  const prompt = `${timings.promptTokens} + ${tokens.length} tokens`;
  return [prompt, `${timings.tokensPerSecond.toFixed(1)} tokens/s`, ends[reason]].join(', ');
}
