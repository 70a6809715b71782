// Commands around a machine: talking with it, asking it, and looking at what runs.
import { createInterface } from 'node:readline/promises';
import { badArgument, TwofilesError } from '../../base/errors.ts';
import {
  DEFAULT_POLICY,
  endRow,
  explained,
  granted,
  type Journal,
  type Os,
  openStore,
  type Process,
  type ProcessEvent,
  type Result,
} from '../../boot/boot.ts';
import { goOn, heard, type Listed, listed, type Request, traced } from '../../boot/serve.ts';
import { askOwner, isAlive, socketPath } from '../../boot/store.node.ts';
import { wordsOf } from '../../text/abi.ts';
import { EXIT } from '../errors.ts';
import { dim, follow, personHere } from '../follow.ts';
import { onInterrupt } from '../interrupt.ts';
import { type MachineFlags, type Processor, readPolicyFile, startOf, turnOf, withMachine } from '../machine.ts';
import { converseWithMachine, psTable, showParts, startTalk } from '../machine-talk.ts';
import type { EngineOptions } from '../options.ts';
import { storeFolder } from '../state.ts';
import { openStdin, PATIENCE_MS, readLines } from '../stdin.ts';
import { note, printJson, say, table } from '../terminal.ts';

export interface TalkFlags extends EngineOptions, MachineFlags {
  readonly model?: string;
  readonly json?: boolean;
  readonly resume?: number;
}

export interface ResumeFlags extends TalkFlags {
  readonly retry?: boolean;
}

/** What shows itself when there is nothing to answer. */
const EXAMPLE = 'What is 123456789 * 987654321?';

/** At a terminal a conversation, otherwise an answer for each line of stdin; with `example` one exchange where none comes. */
export async function chatWithMachine(processor: Processor, flags: TalkFlags, { example = false } = {}): Promise<void> {
  const atTerminal = process.stdin.isTTY && process.stdout.isTTY;
  const text = atTerminal ? undefined : await openStdin(example ? PATIENCE_MS : undefined);
  await withMachine(processor, flags, { person: personHere(question) }, async (os) => {
    if (atTerminal)
      return converseWithMachine(os, flags, flags.resume === undefined ? undefined : os.kernel.resume(flags.resume));
    let answered = 0;
    const talk = startTalk(os, flags);
    const events = talk[Symbol.asyncIterator]();
    await follow(events, { words: false });
    const one = async (line: string): Promise<void> => {
      await talk.say(line);
      await follow(events, { words: !flags.json });
      if (flags.json) process.stdout.write(`${JSON.stringify({ question: line, answer: lastSaid(os, talk.id) })}\n`);
      answered++;
    };
    for await (const line of text ? readLines(text) : []) if (line.trim() !== '') await one(line);
    if (answered === 0 && example) {
      showParts(os);
      if (!flags.json) await say(`> ${EXAMPLE}\n`);
      await one(EXAMPLE);
    }
    talk.leave();
    await talk;
  });
}

function lastSaid(os: Os, id: number): string {
  const page = os.kernel.find(id)?.ram.resident.findLast(({ role }) => role === 'assistant');
  return wordsOf(page?.parts ?? []);
}

/** Flags that ask for a machine of one's own. */
const OWN = ['model', 'endpoint', 'system', 'folder', 'policy'] as const;

/** One answer; by the machine that runs in the store already, where there is one and no other is described. */
export async function askMachine(processor: Processor, text: string, flags: TalkFlags): Promise<void> {
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const store = storeFolder(flags.store);
  const own = OWN.some((flag) => flags[flag] !== undefined);
  if (store !== undefined && !own && (await isAlive(socketPath(store))))
    return askClient(store, { op: 'ask', text, options: startOf(flags), turn: turnOf(flags) }, flags);
  await withMachine(processor, flags, { person: personHere(question), signal }, async (os) => {
    await showProcess(os.run(text, { ...startOf(flags), signal }, turnOf(flags)), flags);
  });
}

/** Lets a process go on that was cut off, by the machine that runs in the store or by one booted for it. */
export async function resumeMachine(processor: Processor, id: number, flags: ResumeFlags): Promise<void> {
  using interrupt = onInterrupt();
  const { signal } = interrupt;
  const { retry = false } = flags;
  const store = storeFolder(flags.store);
  if (store !== undefined && (await isAlive(socketPath(store))))
    return askClient(store, { op: 'resume', id, retry }, flags);
  await withMachine(processor, flags, { person: personHere(question), signal }, async (os) => {
    const process = goOn(os.kernel, id, retry);
    signal.addEventListener('abort', () => process.cancel());
    await showProcess(process, flags);
  });
}

async function showProcess(process: Process, flags: TalkFlags): Promise<void> {
  await follow(process[Symbol.asyncIterator](), { words: !flags.json });
  report(await process, flags);
}

async function askClient(store: string, request: Request, flags: TalkFlags): Promise<void> {
  dim('(answered by the machine that runs already)');
  let result: Result | undefined;
  async function* events(): AsyncGenerator<ProcessEvent, void> {
    for await (const line of askOwner(store, request)) {
      const { event, result: last } = line as { readonly event?: unknown; readonly result?: unknown };
      if (event !== undefined) yield heard(event);
      else result = last as Result;
    }
  }
  await follow(events(), { words: !flags.json });
  if (result) report(result, flags);
}

function report(result: Result, { json }: TalkFlags): void {
  const { state, why } = result;
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (state !== 'done') note(`It ended: ${state}${why === undefined ? '' : ` — ${why}`}`);
  if (state === 'cancelled') process.exitCode = EXIT.interrupted;
  else if (state !== 'done') process.exitCode = EXIT.failed;
}

export interface StoreFlags extends Pick<MachineFlags, 'store'> {
  readonly all?: boolean;
  readonly json?: boolean;
}

/** Asks the machine that owns the store, or looks into the journal of one that nobody owns. */
async function atStore(
  flags: StoreFlags,
  request: Request,
  look: (store: { readonly journal: Journal; readonly live: readonly [] }) => readonly unknown[],
): Promise<unknown[]> {
  const store = storeFolder(flags.store);
  if (store === undefined) throw badArgument('A machine without a store keeps nothing.', 'Name the store of another.');
  if (await isAlive(socketPath(store))) return Array.fromAsync(askOwner(store, request));
  const journal = openStore(store);
  if (!journal)
    throw new TwofilesError('not-found', `There is no machine in ${store}.`, 'Boot one: run it without a command.');
  try {
    return [...look({ journal, live: [] })];
  } finally {
    journal.close();
  }
}

export async function ps(flags: StoreFlags): Promise<void> {
  const { all = false } = flags;
  const rows = (await atStore(flags, { op: 'ps', all }, (store) => listed(store, all))) as Listed[];
  if (flags.json) printJson(rows);
  else process.stdout.write(rows.length === 0 ? 'Nothing is running.\n' : `${psTable(rows)}\n`);
}

export async function kill(id: number, flags: StoreFlags): Promise<void> {
  await atStore(flags, { op: 'kill', id }, ({ journal }) => [endRow(journal, id, Date.now())]);
  note(`Process ${id} has ended.`);
}

interface Traced {
  readonly seq: number;
  readonly call: string;
  readonly state: string;
  readonly request: unknown;
  readonly response?: unknown;
}

export async function trace(id: number, flags: StoreFlags): Promise<void> {
  const steps = (await atStore(flags, { op: 'trace', id }, (store) => traced(store, id))) as Traced[];
  if (flags.json) return printJson(steps);
  const cut = (value: unknown): string => (JSON.stringify(value) ?? '').slice(0, 70);
  const rows = steps.map(({ seq, call, state, request, response }) => [
    String(seq),
    call,
    state,
    cut(request),
    cut(response),
  ]);
  process.stdout.write(`${table([['step', 'call', 'state', 'asked', 'answered'], ...rows], [0])}\n`);
}

export interface PolicyFlags extends Pick<MachineFlags, 'policy'> {
  readonly json?: boolean;
}

/** The policy, in sentences or as JSON to begin from; with words, what they would grant. */
export async function policy(words: string | undefined, flags: PolicyFlags): Promise<void> {
  const found = flags.policy === undefined ? DEFAULT_POLICY : await readPolicyFile(flags.policy);
  if (flags.json) printJson(found);
  else process.stdout.write(`${(words === undefined ? explained(found) : granted(words)).join('\n')}\n`);
}

async function question(prompt: string): Promise<string> {
  const editor = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await editor.question(prompt);
  } finally {
    editor.close();
  }
}
