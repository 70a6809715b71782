// The processor's turn: what does not fit is put away, the rest is sent if whoever runs the processor may read it, and
// what comes back becomes a page that carries the label of all that was in sight.
import { TwofilesError } from '../base/errors.ts';
import { addUsage, type Cpu, type Generated, NO_USAGE, type Page, type Prompt, type Usage } from '../cpu/cpu.ts';
import type { Change, Summarise } from '../memory/ram.ts';
import { join, label, labelText } from '../security/label.ts';
import { mayTell } from '../security/policy.ts';
import { type Part, wordsOf } from '../text/abi.ts';
import type { Json, ToolSpec } from '../text/messages.ts';
import { TURN_TOKENS } from './limits.ts';
import type { Call, Machine } from './machine.ts';
import { type Process, Stop } from './process.ts';
import type { Turn, TurnOptions } from './program.ts';
import { sentencesOf } from './sources.ts';

/** Share of the window that being told of devices may take. */
const MOST_FOR_TOOLS = 0.4;
/** Times that a prompt is cut anew because an endpoint says that its window is smaller. */
const REFITS = 3;

/** Tokens kept free for a turn. */
export function roomFor({ window }: Cpu, most = TURN_TOKENS): number {
  return Math.max(1, Math.min(most, Math.floor(window / 4)));
}

interface Written extends Record<string, Json> {
  readonly changes: Json;
  readonly parts: Json;
  readonly end: Generated['end'];
  readonly usage: Json;
  readonly problems: readonly string[];
}

export const generate: Call<Json, Written, Turn> = {
  name: 'generate',
  again: () => true,
  act: (machine, process, request) => takeTurn(machine, process, request as TurnOptions),
  apply(machine, process, _request, { changes, parts, end, usage, problems }, live) {
    if (!live) process.ram.apply(changes as unknown as Change[]);
    process.spend(usage as unknown as Usage);
    const seen = process.ram.resident;
    const sight = join(process.label, label(['model']));
    const written = parts as unknown as readonly Part[];
    const sentences = sentencesOf(written, seen, sight);
    process.raise(sight);
    const origin = machine.cpu.name;
    const page = process.ram.add({ role: 'assistant', parts: written, label: process.label, origin, pinned: false });
    process.ram.use(sentences.flatMap(({ source }) => (source.kind === 'weights' ? [] : [source.page])));
    if (live) process.emit({ type: 'sentences', sentences });
    const calls = written.flatMap((part) => ('call' in part ? [part.call] : []));
    const text = wordsOf(written);
    return { page, parts: written, calls, text, end, problems, sentences };
  },
};

/** Fits the window, sends it, and waits for the turn. */
export async function takeTurn(machine: Machine, process: Process, options: TurnOptions): Promise<Written> {
  const { cpu, scheduler } = machine;
  const tools = await toolsOf(machine, process, options.devices);
  const changes: Change[] = [];
  let spent = NO_USAGE; // by summaries
  const turn = new AbortController();
  process.turn = turn;
  const signal = AbortSignal.any([process.signal, turn.signal]);
  const summarise: Summarise = async (pages, most) => {
    const { text, usage } = await summaryOf(machine, pages, most, signal);
    spent = addUsage(spent, usage);
    return text;
  };
  process.enter('ready');
  try {
    return await scheduler.run(process, process.row.priority, process.signal, async () => {
      process.enter('running');
      for (let tries = 0; ; tries++) {
        const { prompt, room } = await fit(machine, process, tools, options.maxTokens, changes, summarise);
        checkReaders(machine, prompt);
        try {
          const written = await cpu.generate(prompt, {
            ...asked(options, process),
            maxTokens: room,
            signal,
            onText: (text) => process.emit({ type: 'text', text }),
            gate: () => scheduler.gate(process, process.signal),
          });
          const { parts, end, problems } = written;
          const usage = addUsage(spent, written.usage);
          return { changes, parts, end, usage, problems } as unknown as Written;
        } catch (error) {
          // An endpoint has just said how small its window is: the next fit knows.
          if (!(error instanceof TwofilesError && error.code === 'context-full') || tries >= REFITS) throw error;
        }
      }
    });
  } finally {
    process.turn = undefined;
    process.enter('waiting');
  }
}

function asked({ temperature, schema, quote }: TurnOptions, process: Process) {
  return { temperature, schema, quote, seed: process.row.seed + process.seq };
}

/** Puts away what does not fit, and says how many tokens the turn may have. */
async function fit(
  machine: Machine,
  process: Process,
  tools: readonly ToolSpec[],
  most: number | undefined,
  changes: Change[],
  summarise: Summarise,
) {
  const { cpu } = machine;
  const { tokens } = process.row.budgets;
  const left = tokens === undefined ? Number.POSITIVE_INFINITY : tokens - process.usage.prompt - process.usage.written;
  const reserve = roomFor(cpu, most);
  const found = await process.ram.fit(tools, reserve, machine.summarise ? summarise : undefined);
  process.ram.apply(found);
  changes.push(...found);
  if (found.length > 0) process.emit({ type: 'away', pages: found.flatMap(({ ids }) => ids) });
  const prompt = process.ram.prompt(tools);
  const used = await cpu.count(prompt);
  if (used >= left) throw new Stop(`Its next turn reads ${used} tokens, and it has ${left} left.`);
  return { prompt, room: Math.max(1, Math.min(most ?? TURN_TOKENS, cpu.window - used, left - used)) };
}

/** A processor that others run is told only what its operator may read. */
function checkReaders(machine: Machine, { pages }: Prompt): void {
  const { cpu } = machine;
  const secret = pages.find((page) => !mayRead(machine, page));
  if (secret)
    throw new Stop(
      `Page ${secret.id} (${secret.origin}) is ${labelText(secret.label)}, and ${cpu.name} would tell ${cpu.operator}. ` +
        `Use a processor on this machine, or name ${cpu.operator} in the policy.`,
    );
}

function mayRead({ cpu, policy }: Machine, { label }: Page): boolean {
  return cpu.operator === undefined || mayTell(policy, label, cpu.operator);
}

/** A summary of pages, by the processor itself; none of what its operator may not read, or where they do not fit. */
async function summaryOf(machine: Machine, pages: readonly Page[], maxTokens: number, signal: AbortSignal) {
  const { cpu } = machine;
  const ask = {
    role: 'user',
    parts: [{ text: 'Say in a few sentences what was said so far.' }],
    pinned: true,
  } as const;
  const prompt = { pages: [...pages, { ...ask, id: 0, origin: 'kernel', label: label(['system']) }], tools: [] };
  const none = { text: '', usage: NO_USAGE };
  if (!pages.every((page) => mayRead(machine, page)) || (await cpu.count(prompt)) + maxTokens > cpu.window) return none;
  const { parts, usage } = await cpu.generate(prompt, { maxTokens, signal });
  return { text: wordsOf(parts), usage };
}

/**
 * What the processor is told it may call: the devices, and the kernel's own where there is something to bring back. A
 * window that the tools alone would fill holds fewer: what the processor is not told of it does not call.
 */
export async function toolsOf(machine: Machine, process: Process, names?: readonly string[]): Promise<ToolSpec[]> {
  const { cpu } = machine;
  const devices = machine.devicesOf(process).filter(({ name }) => !names || names.includes(name));
  const tools = devices.map((each) => machine.toolOf(each));
  if (devices.length > 0) tools.push(...ownTools(process));
  while (tools.length > 0 && (await cpu.count({ pages: [], tools })) > cpu.window * MOST_FOR_TOOLS) tools.pop();
  return tools;
}

function ownTools({ ram }: Process): ToolSpec[] {
  const away = ram.pages.some(({ state }) => state !== 'in');
  const begun = ram.resident.some(
    ({ role, parts }) =>
      role === 'tool' && parts.some((part) => 'text' in part && /\(document \d+: characters/.test(part.text)),
  );
  return [...(away ? [RECALL] : []), ...(begun ? [MORE] : [])];
}

const RECALL: ToolSpec = {
  name: 'recall',
  description: 'brings back a page that was put away.',
  parameters: { type: 'object', properties: { page: { type: 'integer' } }, required: ['page'] },
};

const MORE: ToolSpec = {
  name: 'more',
  description: 'reads on in a document from a character on.',
  parameters: {
    type: 'object',
    properties: { document: { type: 'integer' }, from: { type: 'integer' } },
    required: ['document', 'from'],
  },
};
