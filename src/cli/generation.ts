// One generation as the commands see it: text handed on as it comes, and everything a script may want to
// know of it afterwards.
import { TwofilesError } from '../base/errors.ts';
import { type GenerationEnd, generate } from '../model/generate.ts';
import type { SamplingOptions } from '../model/sample.ts';
import type { Session } from '../model/session.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import type { SamplingFlags } from './options.ts';

export interface WriteOptions {
  readonly flags: SamplingFlags;
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

export interface Written {
  readonly text: string;
  readonly tokens: readonly number[];
  readonly logprobs?: readonly ScoredToken[];
  readonly reason: GenerationEnd['reason'];
  readonly seed: number;
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
  const { flags, maxTokens, logprobs, signal, onText } = options;
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
  const steps = generate(session, prompt, { maxTokens, sampling, stop: flags.stop, logprobs, signal });
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
  return {
    text,
    tokens,
    ...(logprobs === undefined ? {} : { logprobs: scored }),
    reason: step.value.reason,
    seed: sampling.seed,
    timings: { promptTokens: prompt.length, promptSeconds, seconds, tokensPerSecond },
  };
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
