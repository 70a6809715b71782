// The one table of system calls, and the one way through it: every call is counted against the budgets, written into the
// journal, done, written again, and applied to the process. A resumed process goes the same way, with answers from the
// journal in place of deeds, until it is where it was.
import { TwofilesError } from '../base/errors.ts';
import type { Page } from '../cpu/cpu.ts';
import type { Step } from '../memory/journal.ts';
import { wordsOf } from '../text/abi.ts';
import type { Json } from '../text/messages.ts';
import { approve, callDevice, inputOf, type Made, repeatsItself } from './call.ts';
import { generate } from './generate.ts';
import { STEPS } from './limits.ts';
import type { Call, Machine } from './machine.ts';
import { hear, more, personSays, spawn, waitFor } from './people.ts';
import { Closing, type Process, Stop } from './process.ts';
import type { Child, ChildOptions, ChildResult, Outcome, PageDraft, Sys, Turn, TurnOptions } from './program.ts';

const now: Call<null, number, number> = {
  name: 'now',
  again: () => true,
  act: (machine) => machine.now(),
  apply: (_machine, _process, _request, response) => response,
};

/** The system calls of a process, for its program. */
export function systemCalls(machine: Machine, process: Process): Sys {
  const make = <Q extends Json, R extends Json, V>(call: Call<Q, R, V>, request: Q) =>
    perform(machine, process, call, request);
  const sys: Sys = {
    id: process.id,
    random: process.random,
    signal: process.signal,
    get label() {
      return process.label;
    },
    get pages() {
      return process.ram.resident;
    },
    now: () => make(now, null),
    hear: () => make(hear, null),
    say: async (text) => personSays(machine, process, text, await make(now, null)),
    trouble: (error) => process.emit({ type: 'problem', error }),
    page: (draft) => Promise.resolve(addPage(process, draft)),
    generate: (options: TurnOptions = {}) => make(generate, options as Json) as Promise<Turn>,
    call: (device, input) => call(machine, process, device, input),
    answer: (turn) => answer(machine, process, sys, turn),
    recall: async (page) => recall(process, page),
    more: (document, from) => make(more, { document, from }),
    spawn: (program, args, options: ChildOptions = {}) =>
      make(spawn, { program, args, options: options as Json }).then((id): Child => ({ id, returns: options.returns })),
    wait: (child) => make(waitFor, { id: child.id, returns: (child.returns ?? null) as Json }) as Promise<ChildResult>,
  };
  return sys;
}

/** One system call, from the journal or done now. */
async function perform<Q extends Json, R extends Json, V>(
  machine: Machine,
  process: Process,
  call: Call<Q, R, V>,
  request: Q,
): Promise<V> {
  if (process.current !== undefined)
    throw new Error(
      `${process.row.program} calls ${call.name} while ${process.current} is under way: await each call, or spawn children.`,
    );
  process.current = call.name;
  try {
    const seq = process.seq++;
    const past = process.past.get(seq);
    process.past.delete(seq);
    if (past) checkSame(process, past, call.name, request);
    if (past?.state === 'failed') throw revived(past.response);
    if (past?.state === 'done') return await call.apply(machine, process, request, past.response as R, false);
    if (past && !call.again(request)) return await unknown(machine, process, call, request, seq);
    await machine.breathe();
    checkBudgets(machine, process, seq);
    const response = await recorded(machine, process, call, request, seq);
    return await call.apply(machine, process, request, response, true);
  } finally {
    process.current = undefined;
  }
}

/**
 * Does it and writes it down: before, and after. What cannot be done again is on the disk before it is done; when the power
 * goes right after, nobody knows, and the person is asked.
 */
async function recorded<Q extends Json, R extends Json, V>(
  machine: Machine,
  process: Process,
  call: Call<Q, R, V>,
  request: Q,
  seq: number,
): Promise<R> {
  const durable = !call.again(request);
  const { journal } = machine;
  journal.begin(process.id, { seq, call: call.name, request, at: machine.now() }, durable);
  try {
    const response = await call.act(machine, process, request);
    journal.end(process.id, seq, 'done', response, false);
    return response;
  } catch (error) {
    // A machine that closes leaves the step open: it is done again, or asked about, when the process is resumed.
    if (error instanceof Closing || process.signal.reason instanceof Closing) throw error;
    if (!(error instanceof Stop)) journal.end(process.id, seq, 'failed', failureOf(error), false);
    throw error;
  }
}

function checkSame(process: Process, past: Step, name: string, request: Json): void {
  if (past.call === name && JSON.stringify(past.request) === JSON.stringify(request)) return;
  throw new TwofilesError(
    'diverged',
    `Process ${process.id} once called ${past.call} at step ${past.seq}, and calls ${name} with other values now.`,
    `${process.row.program} has changed since: run it under its old version, or start it anew.`,
  );
}

/** Nobody knows whether it was done, and it must not be done twice: the person is asked. */
async function unknown<Q extends Json, R extends Json, V>(
  machine: Machine,
  process: Process,
  call: Call<Q, R, V>,
  request: Q,
  seq: number,
): Promise<V> {
  const happened = await machine.askWhether(process, call.name, request);
  if (!happened) {
    const response = await recorded(machine, process, call, request, seq);
    return await call.apply(machine, process, request, response, true);
  }
  const response = callDevice.happened(process, request as unknown as Made) as unknown as R;
  machine.journal.end(process.id, seq, 'done', response, true);
  return await call.apply(machine, process, request, response, true);
}

function checkBudgets(machine: Machine, process: Process, seq: number): void {
  process.signal.throwIfAborted();
  const { steps = STEPS, tokens, money } = process.row.budgets;
  const { prompt, written, money: spent } = process.usage;
  if (seq >= steps) throw new Stop(`It has made ${steps} system calls, which is all it may.`);
  if (tokens !== undefined && prompt + written >= tokens)
    throw new Stop(`It has used ${prompt + written} tokens of ${tokens}.`);
  if (money !== undefined && spent >= money && money > 0) throw new Stop(`It has spent ${spent} of ${money}.`);
  machine.onStep?.(process);
}

/** An error as the journal keeps it. */
export function failureOf(error: unknown): Json {
  if (error instanceof TwofilesError) return { code: error.code, message: error.message, next: error.next };
  return { message: error instanceof Error ? error.message : String(error) };
}

/** The error that was kept. */
export function revived(failure: Json | undefined): Error {
  const { code, message, next } = failure as { code?: TwofilesError['code']; message: string; next?: string };
  return code ? new TwofilesError(code, message, next ?? 'Try it again.') : new Error(message);
}

function addPage(
  process: Process,
  { role = 'user', parts, label = process.label, origin = 'program', pinned = false }: PageDraft,
): Page {
  process.raise(label);
  return process.ram.add({ role, parts, label, origin, pinned });
}

/** A page that was put away, once more at the end. */
function recall(process: Process, id: number): Page {
  const { parts, label, origin, role } = process.ram.read(id);
  process.ram.use([id]);
  return process.ram.add({
    role: role === 'assistant' ? 'user' : role,
    parts,
    label,
    origin: `${origin}, page ${id}`,
    pinned: false,
  });
}

/** A device's call: checked, decided on, then done. */
async function call(machine: Machine, process: Process, device: string, input: Json): Promise<Outcome> {
  const ready = await inputOf(machine, process, device, input);
  if (!ready.ok) return refusal(process, ready.why);
  const again = repeatsItself(process, device, input);
  if (again) return refusal(process, again);
  if (ready.device.effects.some((effect) => effect !== 'read')) {
    const { verdict, why } = await perform(machine, process, approve, { device, input: ready.input });
    if (verdict === 'refuse') return refusal(process, `Refused: ${why}`);
  }
  return perform(machine, process, callDevice, { device, input: ready.input, once: !ready.device.repeatable });
}

function refusal(process: Process, text: string): Outcome {
  return { ok: false, output: null, text, label: process.label, document: undefined };
}

/** Makes the calls of a turn; what they bring is put into the window as the tool's words. */
async function answer(machine: Machine, process: Process, sys: Sys, turn: Turn): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, arguments: input } of turn.calls) {
    process.emit({ type: 'call', device: name, input });
    const outcome = await made(machine, process, sys, name, input);
    process.emit({ type: 'result', device: name, ok: outcome.ok, text: outcome.text });
    if (!takesPage(name, outcome))
      addPage(process, { role: 'tool', parts: [{ text: outcome.text }], label: outcome.label, origin: name });
    outcomes.push(outcome);
  }
  return outcomes;
}

/** The kernel's own calls bring their page themselves. */
const takesPage = (name: string, { ok }: Outcome): boolean => ok && (name === 'recall' || name === 'more');

async function made(machine: Machine, process: Process, sys: Sys, name: string, input: Json): Promise<Outcome> {
  const { page, document, from } = input as Record<string, Json | undefined>;
  const done = (text: string): Outcome => ({ ok: true, output: null, text, label: process.label, document: undefined });
  try {
    if (name === 'recall' && typeof page === 'number') {
      const { parts } = recall(process, page);
      return done(wordsOf(parts, { passages: true }));
    }
    if (name === 'more' && typeof document === 'number' && typeof from === 'number') {
      const { rest, length } = await sys.more(document, from);
      return done(`characters ${from} to ${rest} of ${length}`);
    }
  } catch (error) {
    if (error instanceof TwofilesError && error.code === 'not-found') return refusal(process, error.message);
    throw error;
  }
  return call(machine, process, name, input);
}
