// A processor that obeys everything it reads, whoever says it: what a kernel must hold. Orders stand in the text of any
// page as `!name {"json": …}`; each is carried out once, in the order they stand. When none is left it says what the last
// result was. Its tokens are characters, so that windows can be small.
import { contextFull } from '../../src/base/errors.ts';
import type { Cpu, Generated, GenerateOptions, Page, Prompt } from '../../src/cpu/cpu.ts';
import { wordsOf } from '../../src/text/abi.ts';
import type { Json, ToolCall } from '../../src/text/messages.ts';

const ORDER = /!([a-z_]+) (\{.*?\})(?=\s|$)/gs;

export interface ObeyingOptions {
  readonly window?: number;
  readonly operator?: string;
  /** Called with what is submitted. */
  readonly onPrompt?: (prompt: Prompt, maxTokens: number) => void;
}

export function obeyingCpu({ window = 100_000, operator, onPrompt }: ObeyingOptions = {}): Cpu {
  return {
    name: 'obeying',
    operator,
    can: { tools: 'native', schema: false, quotes: false, counts: 'exact' },
    window,
    count: ({ pages, tools }) =>
      pages.reduce((sum, page) => sum + textOf(page).length + 8, 0) + JSON.stringify(tools).length,
    async generate(prompt: Prompt, options: GenerateOptions): Promise<Generated> {
      const used = this.count(prompt) as number;
      if (used + options.maxTokens > window) throw contextFull(used + options.maxTokens, window);
      onPrompt?.(prompt, options.maxTokens);
      await options.gate?.();
      const usage = { prompt: used, cached: 0, written: 10, money: 0 };
      if (options.signal?.aborted) return { parts: [], end: 'aborted', usage, problems: [] };
      const call = nextOrder(prompt.pages);
      if (call) return { parts: [{ call }], end: 'calls', usage, problems: [] };
      const last = prompt.pages.findLast(({ role }) => role === 'tool' || role === 'user');
      const text = last?.role === 'tool' ? `Done: ${textOf(last)}` : 'Nothing to do.';
      await options.onText?.(text);
      return { parts: [{ text }], end: 'stop', usage, problems: [] };
    },
    close: () => Promise.resolve(),
  };
}

/** Orders are counted against the calls made already, so that each is obeyed once. */
function nextOrder(pages: readonly Page[]): ToolCall | undefined {
  const orders = pages
    .filter(({ role }) => role !== 'assistant')
    .flatMap((page) =>
      [...textOf(page).matchAll(ORDER)].map(([, name, input]) => ({ name: name!, arguments: read(input!) })),
    );
  const made = pages.flatMap(({ parts }) =>
    parts.flatMap((part) => ('call' in part ? [JSON.stringify(part.call)] : [])),
  );
  for (const order of orders) {
    const at = made.indexOf(JSON.stringify(order));
    if (at < 0) return order;
    made.splice(at, 1);
  }
  return undefined;
}

function read(text: string): { readonly [key: string]: Json } {
  try {
    return JSON.parse(text) as { readonly [key: string]: Json };
  } catch {
    return {};
  }
}

function textOf({ parts }: Page): string {
  return wordsOf(parts, { passages: true });
}
