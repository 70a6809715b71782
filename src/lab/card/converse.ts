// Whole conversations with a model that has real tools: what it calls is run, and it sees the result. Answers are
// the likeliest ones, many conversations go on side by side, and nobody may call for ever.
import { TwofilesError } from '../../base/errors.ts';
import { evaluate } from '../../devices/calculator/evaluate.ts';
import type { Task } from '../../factory/compare/task.ts';
import { answersOf } from '../../factory/make/evaluate.ts';
import type { Model } from '../../model/model.ts';
import type { Part, Turn } from '../../text/abi.ts';
import { STANDARD_TOOLS, TOOL_ERROR } from '../../text/abi-tools.ts';
import type { ToolCall, ToolSpec } from '../../text/messages.ts';
import { Bm25 } from './bm25.ts';

/** Calls between two turns of a person; more is a model that goes round in circles. */
const MOST_CALLS = 4;
/** Texts that a search gives. */
const MOST_FOUND = 2;

/** What the tools of a conversation reach. */
export interface Desk {
  /** What the clock shows. */
  readonly now: Date;
  /** Files by their path. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Said {
  /** All turns: the person's, the assistant's, results of tools. */
  readonly turns: readonly Turn[];
  /** Why it ended early: cut off, too long, calls without end; undefined for one that came to its end. */
  readonly cut: string | undefined;
}

export interface ConverseOptions {
  /** Default: the standard set. */
  readonly tools?: readonly ToolSpec[];
  /** Instructions in place of the standard ones. */
  readonly system?: string | undefined;
  /** Turns that come first and are no part of what is given back: examples. */
  readonly before?: readonly Turn[];
  readonly desk: Desk;
  /** Most tokens an answer. */
  readonly maxTokens: number;
  readonly signal?: AbortSignal | undefined;
  /** Conversations that are over. */
  readonly onDone?: (done: number) => void;
}

interface Open {
  readonly turns: Turn[];
  readonly waiting: (readonly Part[])[];
  calls: number;
  cut: string | undefined;
  over: boolean;
}

/** Has each conversation, given by what the person says in turn, to its end. */
export async function converse(
  model: Model,
  asked: readonly (readonly (readonly Part[])[])[],
  options: ConverseOptions,
): Promise<Said[]> {
  const { tools = STANDARD_TOOLS, system, before = [], maxTokens, signal, onDone } = options;
  const all = asked.map(([first, ...waiting]): Open => {
    const turns: Turn[] = [{ role: 'user', parts: first! }];
    return { turns, waiting, calls: 0, cut: undefined, over: false };
  });
  for (let open = all; open.length > 0; open = all.filter(({ over }) => !over)) {
    const tasks = open.map(({ turns }, i): Task => {
      const instructions = system === undefined ? {} : { system };
      return {
        id: String(i),
        family: 'asked',
        tools,
        turns: [...before, ...turns],
        reference: turns[0]!,
        ...instructions,
      };
    });
    const answers = await answersOf(model, tasks, { maxTokens, signal });
    for (const [i, { tokens, turn }] of answers.entries()) {
      const fits = tokens.length > 0 || turn.ended;
      advance(open[i]!, { parts: turn.parts, ended: turn.ended, fits }, tools, options.desk);
    }
    onDone?.(all.filter(({ over }) => over).length);
  }
  return all.map(({ turns, cut }) => ({ turns, cut }));
}

/** What comes after an answer: results, the person's next turn, or the end. */
function advance(
  open: Open,
  { parts, ended, fits }: { readonly parts: readonly Part[]; readonly ended: boolean; readonly fits: boolean },
  tools: readonly ToolSpec[],
  desk: Desk,
): void {
  open.turns.push({ role: 'assistant', parts });
  const calls = parts.flatMap((part) => ('call' in part ? [part.call] : []));
  if (!ended) open.cut = fits ? 'the answer does not end' : 'the conversation is too long';
  else if (open.calls + calls.length > MOST_CALLS) open.cut = 'it calls again and again';
  open.over = open.cut !== undefined;
  if (open.over) return;
  open.calls += calls.length;
  for (const call of calls) {
    const passages = open.turns.flatMap(({ parts }) => parts).filter((part) => 'passage' in part).length;
    open.turns.push({ role: 'tool', parts: runTool(call, tools, desk, passages) });
  }
  if (calls.length > 0) return;
  const next = open.waiting.shift();
  open.calls = 0;
  open.over = next === undefined;
  if (next) open.turns.push({ role: 'user', parts: next });
}

/** What a call gives. `passages`: how many the conversation has already. A call that fails says why. */
export function runTool(call: ToolCall, tools: readonly ToolSpec[], desk: Desk, passages = 0): readonly Part[] {
  const run = tools.some(({ name }) => name === call.name) ? TOOLS[call.name] : undefined;
  if (!run) return [{ text: `There is no tool ${call.name}.` }];
  try {
    return run(call.arguments, desk, passages);
  } catch (error) {
    if (error instanceof TwofilesError) return [{ text: `${TOOL_ERROR}${error.message} ${error.next}` }];
    throw error;
  }
}

type Tool = (values: ToolCall['arguments'], desk: Desk, passages: number) => readonly Part[];

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const NOTHING_FOUND = 'Nothing was found.';

const TOOLS: Readonly<Record<string, Tool>> = {
  calculator: ({ expression }) => [{ text: evaluate(String(expression)) }],
  clock: (_, { now }) => {
    const [date, time] = now.toISOString().slice(0, 16).split('T');
    return [{ text: `${DAYS[now.getUTCDay()]} ${date} ${time}` }];
  },
  list_files: (_, { files }) => [{ text: [...files.keys()].join('\n') || 'none' }],
  read_file: ({ path }, { files }) => [
    { text: files.get(String(path)) ?? `${TOOL_ERROR}There is no ${String(path)}. Ask for the list of files.` },
  ],
  search: ({ query }, { files }, passages) => {
    const texts = [...files];
    const found = new Bm25(texts.map(([, text]) => text)).search(String(query)).slice(0, MOST_FOUND);
    if (found.length === 0) return [{ text: NOTHING_FOUND }];
    return found.map(({ index }, i) => {
      const [source, text] = texts[index]!;
      return { passage: { number: passages + i + 1, source, text } };
    });
  },
};
