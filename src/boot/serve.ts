// What the owner of a store does for its clients: list, end, resume, trace, answer.
import { badArgument, TwofilesError } from '../base/errors.ts';
import type { Kernel, StartOptions } from '../kernel/kernel.ts';
import type { Process, ProcessEvent } from '../kernel/process.ts';
import type { TurnOptions } from '../kernel/program.ts';
import { failureOf, revived } from '../kernel/syscall.ts';
import type { ProcessRow } from '../memory/journal.ts';
import { labelText } from '../security/label.ts';
import type { Json } from '../text/messages.ts';

export type Request =
  | { readonly op: 'ps'; readonly all: boolean }
  | { readonly op: 'kill'; readonly id: number }
  | { readonly op: 'trace'; readonly id: number }
  | { readonly op: 'resume'; readonly id: number; readonly retry: boolean }
  | { readonly op: 'ask'; readonly text: string; readonly options: StartOptions; readonly turn: TurnOptions };

/** A process as `ps` shows it. */
export interface Listed extends Record<string, Json> {
  readonly id: number;
  readonly parent: number | null;
  readonly program: string;
  readonly state: string;
  readonly tokens: number;
  readonly began: number;
  readonly label: string;
  readonly about: string;
}

export async function serveStore(
  kernel: Kernel | undefined,
  request: Json,
  send: (line: Json) => void,
  left: AbortSignal,
): Promise<void> {
  if (!kernel) throw new TwofilesError('io', 'The machine is still booting.', 'Try it again in a moment.');
  const asked = request as unknown as Request;
  if (asked.op === 'ps') for (const each of listed(kernel, asked.all)) send(each);
  else if (asked.op === 'kill') kernel.kill(Number(asked.id));
  else if (asked.op === 'trace') for (const each of traced(kernel, Number(asked.id))) send(each);
  else if (asked.op === 'ask') {
    const { text, options, turn } = asked;
    const args = { text: String(text), options: turn as Json };
    await show(kernel.start('answer@1', args, { ...options, signal: left }), send);
  } else if (asked.op === 'resume') await show(goOn(kernel, Number(asked.id), asked.retry), send);
  else throw badArgument('That is not understood.', 'Use a client of the same version.');
}

/** What a process does, and what comes of it. */
async function show(process: Process, send: (line: Json) => void): Promise<void> {
  for await (const event of process) send({ event: told(event) } as unknown as Json);
  send({ result: (await process) as unknown as Json });
}

/** An event as it goes over the wire: errors do not survive JSON by themselves. */
const told = (event: ProcessEvent): unknown =>
  event.type === 'problem' ? { ...event, error: failureOf(event.error) } : event;

/** An event as it was before it went over the wire. */
export function heard(told: unknown): ProcessEvent {
  const event = told as ProcessEvent;
  return event.type === 'problem'
    ? { ...event, error: revived(event.error as unknown as Json) as TwofilesError }
    : event;
}

/** Lets a process go on that was cut off. @throws `bad-argument` for a conversation: somebody must speak to it. */
export function goOn(kernel: Kernel, id: number, retry: boolean): Process {
  if (kernel.journal.process(id)?.program === 'talk@1')
    throw badArgument(`Process ${id} is a conversation.`, `Go on with it: chat --resume ${id}.`);
  return kernel.resume(id, { retry });
}

/** Processes, newest first; those that run as they are now. */
export function listed({ journal, live }: Pick<Kernel, 'journal' | 'live'>, all: boolean): Listed[] {
  return journal.processes({ all, limit: 200 }).map((row) => {
    const running = live.find(({ id }) => id === row.id);
    const { prompt, written } = running?.usage ?? row.usage;
    return {
      ...{ id: row.id, parent: row.parent ?? null, program: row.program, state: running?.state ?? row.state },
      ...{
        tokens: prompt + written,
        began: row.began,
        label: labelText(running?.label ?? row.label),
        about: aboutOf(row),
      },
    };
  });
}

/** What a process is about, in a line. */
function aboutOf({ args }: ProcessRow): string {
  const { text } = (typeof args === 'object' && args !== null ? args : {}) as { readonly text?: Json };
  return typeof text === 'string' ? text.replace(/\s+/g, ' ').slice(0, 60) : '';
}

/** Every step of a process. */
export function traced({ journal }: Pick<Kernel, 'journal'>, id: number): Json[] {
  const row = journal.process(id);
  if (!row) throw new TwofilesError('not-found', `There is no process ${id}.`, '`ps --all` lists what there is.');
  return journal.steps(id).map(({ seq, call, request, state, response, at }) => ({
    ...{ seq, call, request, state, at },
    ...(response === undefined ? {} : { response }),
  }));
}
