// System 1: say what comes to mind, calling devices where the model asks for them. `answer` does it for one question,
// `talk` again and again until the person leaves; what was written so far counts as said when they stop it.
import { TwofilesError } from '../base/errors.ts';
import { type Program, program, type Sys, type Turn, type TurnOptions } from '../kernel/program.ts';
import type { Json } from '../text/messages.ts';

/** Turns with calls between a question and its answer: a task that needs more is a program of its own. */
const MOST_ROUNDS = 16;

/** One question; `{text, sources}` comes back. */
export const answer: Program = program(
  'answer@1',
  async (sys, { text, options = {} }: { text: string; options?: TurnOptions & Record<string, Json> }) => {
    await sys.say(text);
    return said(await reply(sys, options));
  },
);

/** A conversation. A processor that fails does not end it: the person may say it again. */
export const talk: Program = program('talk@1', async (sys, options: TurnOptions & Record<string, Json>) => {
  let last: Json = { text: '', sources: [] };
  while ((await sys.hear()) !== undefined) {
    try {
      last = said(await reply(sys, options));
    } catch (error) {
      if (!(error instanceof TwofilesError) || error.code === 'aborted' || error.code === 'closed') throw error;
      sys.trouble(error);
    }
  }
  return last;
});

/** Turns until one without calls. */
async function reply(sys: Sys, options: TurnOptions): Promise<Turn> {
  for (let round = 0; ; round++) {
    const last = round === MOST_ROUNDS;
    const turn = await sys.generate(last ? { ...options, devices: [] } : options);
    if (turn.end !== 'calls' || last) return turn;
    await sys.answer(turn);
  }
}

function said({ text, sentences }: Turn): Json {
  return { text, sources: sentences as unknown as Json };
}
