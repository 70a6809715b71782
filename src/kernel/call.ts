// Calling a device: is the input right, does it repeat itself, may it, and then it runs, within its time. A refusal is an
// answer that the model can be told; only bugs and the end of the process throw.

import { TwofilesError } from '../base/errors.ts';
import { describe } from '../base/patience.ts';
import { Random } from '../base/random.ts';
import { used } from '../security/grant.ts';
import { join, type Label, label, readLabel } from '../security/label.ts';
import { type Decision, decide } from '../security/policy.ts';
import { TOOL_ERROR } from '../text/abi-tools.ts';
import type { Json } from '../text/messages.ts';
import { type Device, type DeviceContext, told } from './device.ts';
import { roomFor } from './generate.ts';
import { DEVICE_SECONDS, REPEATS_STOPPED, REPEATS_TOLD, RESULT_CHARACTERS } from './limits.ts';
import type { Call, Machine } from './machine.ts';
import { Closing, type Process, Stop } from './process.ts';
import type { Outcome } from './program.ts';

type Ready =
  | { readonly ok: true; readonly device: Device; readonly input: Json }
  | { readonly ok: false; readonly why: string };

/** Finds the device and checks what it is given. */
export async function inputOf(machine: Machine, process: Process, name: string, input: Json): Promise<Ready> {
  const mine = machine.devicesOf(process);
  const device = mine.find((each) => each.name === name);
  if (!device)
    return {
      ok: false,
      why: `There is no ${name}. There is ${mine.map(({ name }) => name).join(', ') || 'nothing to call'}.`,
    };
  const checked = await device.input['~standard'].validate(input);
  if (!checked.issues) return { ok: true, device, input: checked.value as Json };
  const issues = checked.issues.map(({ message, path = [] }) => {
    const where = path.map((each) => String(typeof each === 'object' ? each.key : each)).join('.');
    return where === '' ? message : `${where}: ${message}`;
  });
  return { ok: false, why: `${name} was called wrongly: ${issues.join('; ')}.` };
}

/** What it is told when it makes the same call again and again. @throws `Stop` when it does not end. */
export function repeatsItself(process: Process, device: string, input: Json): string | undefined {
  const key = `${device} ${JSON.stringify(input)}`;
  const times = (process.repeats.get(key) ?? 0) + 1;
  process.repeats.set(key, times);
  if (times > REPEATS_STOPPED) throw new Stop(`It called ${device} with the same input ${times} times.`);
  return times > REPEATS_TOLD
    ? `You have called ${device} with this input ${times - 1} times. Use what it said.`
    : undefined;
}

type Asked = { readonly device: string; readonly input: Json };

/** Whether a call with effects may be made: by the policy, a grant, or the person. */
export const approve: Call<Asked, { verdict: 'allow' | 'refuse'; why: string; grant: number }, Decision> = {
  name: 'approve',
  again: () => true,
  async act(machine, process, { device: name, input }) {
    const device = machine.device(name);
    const destinations = device.destinations?.(input) ?? [];
    const act = { device: name, effects: device.effects, destinations, input, sight: process.label };
    const { verdict, why, grant } = decide(machine.policy, process.grants, act, machine.now());
    if (verdict !== 'ask') return { verdict, why, grant: grant ? process.grants.indexOf(grant) : -1 };
    const { signal } = process;
    const preview = await device.preview?.(input, { signal, now: machine.now(), random: new Random(0), key: '' });
    const change = preview?.change ?? JSON.stringify(input, null, 2);
    const allowed = await machine.approval(process, { ...act, change, why });
    return {
      verdict: allowed ? 'allow' : 'refuse',
      why: allowed ? 'The person allowed it.' : `${why} It was not allowed.`,
      grant: -1,
    };
  },
  apply(_machine, process, { input }, { verdict, why, grant }) {
    const by = process.grants[grant];
    if (by) process.grants = used(process.grants, by, input);
    return { verdict, why };
  },
};

export type Made = Asked & { readonly once: boolean };

interface Given extends Record<string, Json> {
  readonly ok: boolean;
  readonly output: Json;
  readonly text: string;
  readonly label: Json;
  /** 0 for none. */
  readonly document: number;
}

export const callDevice: Call<Made, Given, Outcome> & {
  /** What is known of a call that happened before anyone could write down what it gave. */
  happened(process: Process, request: Asked): Given;
} = {
  name: 'call',
  again: ({ once }) => !once,
  async act(machine, process, { device: name, input }) {
    const device = machine.device(name);
    try {
      const output = (await inTime(device, process, input, contextOf(machine, process))) as Json;
      const text = told(device, output);
      if (text.length > RESULT_CHARACTERS) throw tooLong(name, text.length);
      const source = join(label([`device:${name}`]), ...(device.source ? [device.source(input, output)] : []));
      return { ok: true, output, ...(await firstPage(machine, process, name, text, join(process.label, source))) };
    } catch (error) {
      if (!(error instanceof TwofilesError) || error.code === 'aborted') throw error;
      return {
        ok: false,
        output: null,
        text: `${TOOL_ERROR}${error.message} ${error.next}`,
        label: labelJson(process.label),
        document: 0,
      };
    }
  },
  apply(_machine, process, _request, { ok, output, text, label: json, document }) {
    const label = readLabel(json);
    process.raise(label);
    return { ok, output, text, label, document: document === 0 ? undefined : document };
  },
  happened: (process, { device }) => ({
    ...{ ok: true, output: null, text: 'It was done; what it gave back was lost.' },
    ...{ label: labelJson(join(process.label, label([`device:${device}`]))), document: 0 },
  }),
};

const labelJson = ({ from, readers }: Label): Json => ({ from, readers });

function contextOf(machine: Machine, process: Process): DeviceContext {
  const seq = process.seq - 1;
  const { signal } = process;
  return {
    signal,
    now: machine.now(),
    random: new Random(process.row.seed + seq),
    key: `${process.id}-${process.row.began}-${seq}`,
  };
}

/** What is too long for the window is kept as a document, and its beginning is told. */
async function firstPage(machine: Machine, process: Process, origin: string, text: string, of: Label) {
  const cut = await process.ram.cut(text, 'tool', roomFor(machine.cpu));
  if (cut.rest === text.length) return { text, label: labelJson(of), document: 0 };
  const document = machine.journal.addDocument({ process: process.id, origin, label: of, text });
  const note = `\n(document ${document}: characters 0 to ${cut.rest} of ${text.length})`;
  return { text: cut.text + note, label: labelJson(of), document };
}

/** Runs a device until it is done, its time is over or the process ends, whether or not it listens to the signal. */
async function inTime(device: Device, process: Process, input: Json, context: DeviceContext): Promise<unknown> {
  const seconds = device.seconds ?? DEVICE_SECONDS;
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(tookTooLong(device, seconds)), seconds * 1000);
  const signal = AbortSignal.any([process.signal, late.signal]);
  let stop: (() => void) | undefined;
  try {
    const stopped = new Promise<never>((_, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
    });
    signal.throwIfAborted();
    return await Promise.race([run(device, input, { ...context, signal }), stopped]);
  } finally {
    clearTimeout(timer);
    if (stop) signal.removeEventListener('abort', stop);
  }
}

/** A device's own failures become words; so that a bug in one does not end the process. */
async function run(device: Device, input: Json, context: DeviceContext): Promise<unknown> {
  let output: unknown;
  try {
    output = await device.run(input, context);
  } catch (error) {
    if (error instanceof TwofilesError || error instanceof Closing || context.signal.aborted) throw error;
    throw new TwofilesError('io', `${device.name} failed: ${describe(error)}.`, 'Do without it.', { cause: error });
  }
  const checked = await device.output?.['~standard'].validate(output);
  if (checked?.issues)
    throw new TwofilesError('io', `${device.name} gave back something else than it promised.`, 'Do without it.');
  return output;
}

function tookTooLong({ name, repeatable }: Device, seconds: number): TwofilesError {
  const next = repeatable ? 'Ask for less.' : 'Nobody knows whether it was done: do not do it again without asking.';
  return new TwofilesError('io', `${name} took longer than ${seconds} s.`, next);
}

function tooLong(name: string, length: number): TwofilesError {
  return new TwofilesError('io', `${name} gave ${length} characters, more than ${RESULT_CHARACTERS}.`, 'Ask for less.');
}
