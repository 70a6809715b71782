// The machine as people see it: what it consists of, what is in its window, why it said what it said.
import { toolsOf } from '../kernel/generate.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { Process } from '../kernel/process.ts';
import type { Sentence } from '../kernel/sources.ts';
import { labelText } from '../security/label.ts';
import { isTrusted } from '../security/policy.ts';

/** A line of the list that a boot prints: what it is, and what is to know of it. */
export type Part = readonly [what: string, about: string];

/** CPU, RAM, devices, policy. */
export function partsOf({ cpu, devices, policy }: Kernel): Part[] {
  const { can, operator } = cpu;
  const abilities = [
    `${can.counts} token counts`,
    can.schema ? 'output held to schemas' : 'calls read back from its words',
    ...(can.quotes ? ['quotations that cannot be false'] : []),
  ];
  return [
    [
      'CPU',
      `${cpu.name}${operator === undefined ? ', in this process' : `, run by ${operator.replace('operator:', '')}`}`,
    ],
    ['', abilities.join(', ')],
    ['RAM', `${cpu.window.toLocaleString('en')} tokens`],
    [
      'Devices',
      devices.map(({ name, effects }) => (effects.length > 0 ? `${name} (${effects.join(', ')})` : name)).join(', '),
    ],
    ['Policy', `${policy.name}: ${policy.rules.length} rules; ${policy.trusted.join(', ')} may steer`],
  ];
}

/** A page of the window, for people. */
export interface PageView {
  readonly id: number;
  readonly role: string;
  readonly state: 'in' | 'line' | 'out';
  readonly tokens: number;
  readonly origin: string;
  readonly label: string;
  /** May its words steer? */
  readonly trusted: boolean;
  readonly text: string;
}

export interface WindowView {
  readonly window: number;
  readonly used: number;
  /** Of these, what stands around the pages: the processor's own instructions and what it is told of devices. */
  readonly frame: number;
  readonly devices: readonly string[];
  readonly label: string;
  readonly pages: readonly PageView[];
}

/** The window of a process. */
export async function windowOf(kernel: Kernel, process: Process): Promise<WindowView> {
  const { cpu, policy } = kernel;
  const tools = await toolsOf(kernel, process);
  const empty = await cpu.count({ pages: [], tools: [] });
  const pages = await Promise.all(
    process.ram.pages.map(async (page): Promise<PageView> => {
      const { id, role, state, origin, label } = page;
      const text = page.parts
        .map((part) =>
          'text' in part
            ? part.text
            : 'quote' in part
              ? part.quote.text
              : 'passage' in part
                ? part.passage.text
                : `${part.call.name}(…)`,
        )
        .join(' ');
      const tokens = state === 'out' ? 0 : (await cpu.count({ pages: [page], tools: [] })) - empty;
      return { id, role, state, tokens, origin, label: labelText(label), trusted: isTrusted(policy, label), text };
    }),
  );
  const used = await cpu.count(process.ram.prompt(tools));
  const frame = await cpu.count({ pages: [], tools });
  const devices = tools.map(({ name }) => name);
  return { window: cpu.window, used, frame, devices, label: labelText(process.label), pages };
}

/** Where a sentence comes from, step by step back. */
export function whyOf(process: Process, { source, label }: Sentence): string[] {
  if (source.kind === 'weights')
    return [
      'It comes from the weights alone: no page says it, so it may be invented.',
      `In sight was what is ${labelText(label)}.`,
    ];
  const page = process.ram.read(source.page);
  const first =
    source.kind === 'device'
      ? `${source.device} gave it (page ${page.id}).`
      : `Page ${page.id} says it: ${page.origin}.`;
  const asked = source.kind === 'device' ? callOf(process, page.id) : undefined;
  return [first, ...(asked ? [asked] : []), `It is ${labelText(label)}.`];
}

/** The call that a result answers. */
function callOf(process: Process, result: number): string | undefined {
  const before = process.ram.pages.filter(({ id, role }) => id < result && role === 'assistant').at(-1);
  const call = before?.parts.flatMap((part) => ('call' in part ? [part.call] : [])).at(0);
  return call && `The processor had called ${call.name}(${JSON.stringify(call.arguments)}).`;
}
