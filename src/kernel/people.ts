// The system calls around people, documents and children.
import { TwofilesError } from '../base/errors.ts';
import type { Usage } from '../cpu/cpu.ts';
import { grantsOfWords } from '../security/grant.ts';
import { label, readLabel } from '../security/label.ts';
import { isTrusted } from '../security/policy.ts';
import type { Json } from '../text/messages.ts';
import { isBounded } from './bounded.ts';
import { roomFor } from './generate.ts';
import type { Call, Machine } from './machine.ts';
import type { Process } from './process.ts';
import type { Bounded, ChildOptions, ChildResult, Sys } from './program.ts';

interface Heard extends Record<string, Json> {
  readonly text: string;
  readonly at: number;
}

/** What the person says. It becomes a page, and its words may grant what they name. */
export const hear: Call<null, Heard | null, string | undefined> = {
  name: 'hear',
  again: () => true,
  async act(machine, process) {
    process.enter('waiting');
    process.emit({ type: 'listens' });
    const message = await process.inbox.take(process.signal);
    process.heard = message?.heard;
    return message ? { text: message.text, at: machine.now() } : null;
  },
  apply(machine, process, _request, heard, live) {
    if (live) process.heard?.();
    if (heard === null) return undefined;
    personSays(machine, process, heard.text, heard.at);
    return heard.text;
  },
};

/**
 * Puts the person's words into the window; what they grant takes the place of what earlier words granted. A child is
 * spoken to by its parent, with its parent's label: such words grant nothing.
 */
export function personSays(machine: Machine, process: Process, text: string, at: number): void {
  const { parent, label: inherited } = process.row;
  process.repeats.clear();
  if (parent === undefined)
    process.grants = [
      ...process.grants.filter(({ words }) => words === undefined),
      ...grantsOfWords(text, machine.devicesOf(process), at),
    ];
  const who =
    parent === undefined
      ? { label: label(['person']), origin: 'person' }
      : { label: inherited, origin: `process ${parent}` };
  process.raise(who.label);
  process.ram.add({ role: 'user', parts: [{ text }], ...who, pinned: false });
}

type More = Awaited<ReturnType<Sys['more']>>;

interface Read extends Record<string, Json> {
  readonly text: string;
  readonly rest: number;
  readonly length: number;
  readonly label: Json;
  readonly origin: string;
}

/** The next part of a document. */
export const more: Call<{ readonly document: number; readonly from: number }, Read, More> = {
  name: 'more',
  again: () => true,
  async act(machine, process, { document: id, from }) {
    const document = machine.journal.document(id);
    if (!document || document.process !== process.id)
      throw new TwofilesError('not-found', `There is no document ${id}.`, 'Ask for one that you were told of.');
    const { text, origin, label } = document;
    const start = Math.max(0, Math.min(text.length, Math.floor(from)));
    const cut = await process.ram.cut(text.slice(start), 'tool', roomFor(machine.cpu));
    const rest = start + cut.rest;
    const { from: sources, readers } = label;
    return { text: cut.text, rest, length: text.length, label: { from: sources, readers }, origin };
  },
  apply(_machine, process, { document, from }, { text, rest, length, label: json, origin }) {
    const of = readLabel(json);
    process.raise(of);
    const note = `\n(document ${document}: characters ${from} to ${rest} of ${length})`;
    const page = process.ram.add({ role: 'tool', parts: [{ text: text + note }], label: of, origin, pinned: false });
    return { page, rest, length };
  },
};

export const spawn: Call<{ readonly program: string; readonly args: Json; readonly options: Json }, number, number> = {
  name: 'spawn',
  again: () => true,
  act: (machine, process, { program, args, options }) => machine.spawn(process, program, args, options as ChildOptions),
  apply: (_machine, _process, _request, id) => id,
};

interface Ended extends Record<string, Json> {
  readonly state: ChildResult['state'];
  readonly value: Json;
  readonly label: Json;
  readonly usage: Json;
}

/** Waits for a child. What is bounded comes back without the words that the child read. */
export const waitFor: Call<{ readonly id: number; readonly returns: Json }, Ended, ChildResult> = {
  name: 'wait',
  again: () => true,
  async act(machine, process, { id, returns }) {
    process.enter('waiting');
    const result = await machine.resultOf(process, id);
    const { from, readers } = result.label;
    const usage = result.usage as unknown as Json;
    if (returns === null) return { state: result.state, value: result.value, label: { from, readers }, usage };
    const good = result.state === 'done' && isBounded(returns as unknown as Bounded, result.value);
    const own = from.filter((one) => isTrusted(machine.policy, label([one])) || process.label.from.includes(one));
    const state = good || result.state !== 'done' ? result.state : 'failed';
    return { state, value: good ? result.value : null, label: { from: own, readers }, usage };
  },
  apply(_machine, process, _request, { state, value, label: json, usage }) {
    const of = readLabel(json);
    process.spend(usage as unknown as Usage);
    process.raise(of);
    return { state, value, label: of };
  },
};
