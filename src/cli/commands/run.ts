// `run`: continues a text. stdout carries the continuation alone, as it comes, or one JSON document.
import { withModel } from '../engine.ts';
import { EXIT } from '../errors.ts';
import { cutNote, startTokens, summary, write } from '../generation.ts';
import { openGuidance, readShape } from '../guidance.ts';
import { onInterrupt } from '../interrupt.ts';
import type { EngineOptions, GuidanceFlags, SamplingFlags, SessionFlags } from '../options.ts';
import { keepSession, readSession } from '../session-file.ts';
import { readText } from '../stdin.ts';
import { note, paint, printJson, say } from '../terminal.ts';

export interface RunFlags extends EngineOptions, SamplingFlags, GuidanceFlags, SessionFlags {
  readonly tokens: number;
  readonly echo?: boolean;
  readonly special?: boolean;
  readonly logprobs?: number;
  readonly json?: boolean;
}

export async function run(weights: string, promptArgument: string | undefined, flags: RunFlags): Promise<void> {
  const [shape, saved] = [await readShape(flags), await readSession(flags)];
  const prompt = await readText(promptArgument);
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const { logprobs, json, special } = flags;
  await withModel(weights, { ...flags, signal }, async (model, options) => {
    await using guidance = await openGuidance(model, shape, flags, signal);
    await using session = saved ? await model.restore(saved, options) : model.session(options);
    const tokens =
      session.position > 0
        ? model.tokenizer.encode(prompt, { special: special ?? false, continues: true })
        : startTokens(model.tokenizer, prompt, special);
    if (flags.echo && !json) await say(prompt);
    const onText = json ? undefined : say;
    const written = await write(session, tokens, {
      flags,
      guidance,
      maxTokens: flags.tokens,
      logprobs,
      signal,
      onText,
    });
    if (json) printJson({ prompt, promptTokens: tokens, ...written, prefixes: model.prefixes });
    else {
      if (!written.text.endsWith('\n')) await say('\n');
      if (process.stderr.isTTY) note(paint(process.stderr, 'dim', summary(written)));
    }
    const cut = cutNote(written, session, model.config.context, shape !== undefined);
    if (cut) note(cut);
    await keepSession(session, flags);
    if (written.reason === 'aborted') process.exitCode = EXIT.interrupted;
  });
}
