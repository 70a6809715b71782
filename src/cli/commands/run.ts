// `run`: continues a text. stdout carries the continuation alone, as it comes, or one JSON document.
import { withModel } from '../engine.ts';
import { EXIT } from '../errors.ts';
import { startTokens, summary, write } from '../generation.ts';
import { onInterrupt } from '../interrupt.ts';
import type { EngineOptions, SamplingFlags } from '../options.ts';
import { readText } from '../stdin.ts';
import { note, paint, printJson, say } from '../terminal.ts';

export interface RunFlags extends EngineOptions, SamplingFlags {
  readonly tokens: number;
  readonly echo?: boolean;
  readonly special?: boolean;
  readonly logprobs?: number;
  readonly json?: boolean;
}

export async function run(weights: string, promptArgument: string | undefined, flags: RunFlags): Promise<void> {
  const prompt = await readText(promptArgument);
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const { logprobs, json } = flags;
  await withModel(weights, { ...flags, signal }, async (model, options) => {
    const tokens = startTokens(model.tokenizer, prompt, flags.special);
    await using session = model.session(options);
    if (flags.echo && !json) await say(prompt);
    const onText = json ? undefined : say;
    const written = await write(session, tokens, { flags, maxTokens: flags.tokens, logprobs, signal, onText });
    if (json) printJson({ prompt, promptTokens: tokens, ...written });
    else {
      if (!written.text.endsWith('\n')) await say('\n');
      if (process.stderr.isTTY) note(paint(process.stderr, 'dim', summary(written)));
    }
    if (written.reason === 'aborted') process.exitCode = EXIT.interrupted;
  });
}
