// Tools: the right one among all that are offered, with the right arguments, and none where none is needed. And what they are
// for: products of two nine-digit numbers, through the calculator and without it.
import { TwofilesError } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';
import { evaluate } from '../../devices/calculator/evaluate.ts';
import { type Task, tasksOf } from '../../factory/compare/task.ts';
import type { Conversation } from '../../factory/tune/conversation.ts';
import { conversations } from '../../factory/tune/data/index.ts';
import type { Part, Turn } from '../../text/abi.ts';
import { STANDARD_TOOLS } from '../../text/abi-tools.ts';
import type { ToolCall, ToolSpec } from '../../text/messages.ts';
import { answered, type Bench, type Case, type Instrument, rowsOf, type Section } from './bench.ts';
import { wordsIn } from './bm25.ts';
import { converse, type Desk } from './converse.ts';

/** Seeds of what is asked here begin at this: other instances than fine-tuning and its report have. */
const SEED = 3000;
const SHOWN = 400; // conversations that examples are drawn from

/** Conversations in wordings never trained, of the families that the recipe has. */
export function* heldConversations({ recipe, seed }: Pick<Bench, 'recipe' | 'seed'>): Generator<Conversation> {
  yield* ofRecipe(recipe, conversations(SEED + seed, 'held', 'card'));
}

/** Conversations in trained wordings, to show as examples. */
export function examplesOf({ recipe, seed }: Pick<Bench, 'recipe' | 'seed'>): Conversation[] {
  return ofRecipe(recipe, conversations(SEED + seed, 'train', 'shown'))
    .take(SHOWN)
    .toArray();
}

function* ofRecipe(recipe: Bench['recipe'], all: Iterable<Conversation>): Generator<Conversation> {
  const { families, system } = recipe?.tune ?? {};
  for (const each of all)
    if (!families || families.some((start) => each.family.startsWith(start)))
      yield system === undefined ? each : { ...each, system };
}

export const tools: Instrument = {
  name: 'tools',
  about: 'tools: the right one, its arguments, and none where none is needed',
  async measure(bench: Bench): Promise<Section> {
    const cases = toolCases(bench);
    const guesses = cases.map(({ task }) => guess(lastWords(task)));
    const rows = rowsOf(cases, await answered(bench, cases, examplesOf(bench)), {
      chance: (i) => ((cases[i]!.rows[0] as string).endsWith(ARGUMENTS) ? 0 : 1 / (cases[i]!.task.tools.length + 1)),
      heuristics: { 'regular expressions': (i) => cases[i]!.right(asAnswer(guesses[i])) },
    });
    return { rows, notes: [NOTE] };
  },
};

const NOTE =
  'Five tools are offered with every question, ten where there is a folder. Right arguments of the calculator are those with the right result; of the others, the same words. Cases that need none are talk, stories, lists, what every child knows, requests to refuse, and passages that are there already. The aim is 98 % for the tool.';

const TOOL = 'the right tool';
const ARGUMENTS = 'right arguments';
const NONE = 'no tool where none is needed';
/** Talk about a tool that is not there is none of it: here all are. */
const NEEDS_NONE = /^(talk\/(?!no-)|safe\/|read\/|story\/|common\/|list\/)/;

/** Two cases a call, which tool and which arguments, overall and by tool; one for what needs none. */
function toolCases(bench: Bench): Case[] {
  const { n } = bench;
  const firsts = heldConversations(bench)
    .take(20 * n)
    .toArray()
    .map((each) => tasksOf({ ...each, tools: offered(each) })[0]!);
  const calling = firsts.filter(({ reference }) => callIn(reference.parts)).slice(0, n);
  const none = firsts
    .filter(({ family, reference }) => NEEDS_NONE.test(family) && !callIn(reference.parts))
    .slice(0, n);
  return [
    ...calling.flatMap((task): Case[] => {
      const wanted = callIn(task.reference.parts)!;
      const right = (parts: readonly Part[], holds: (call: ToolCall) => boolean): number => {
        const call = callIn(parts);
        return Number(call !== undefined && call.name === wanted.name && holds(call));
      };
      return [
        { rows: [TOOL, `${TOOL}: ${wanted.name}`], task, right: ({ parts }) => right(parts, () => true) },
        {
          rows: [ARGUMENTS, `${wanted.name}: ${ARGUMENTS}`],
          task,
          right: ({ parts }) => right(parts, (call) => sameArguments(call, wanted)),
        },
      ];
    }),
    ...none.map((task): Case => ({ rows: [NONE], task, right: ({ parts }) => Number(callIn(parts) === undefined) })),
  ];
}

/** All five; those of a folder too where the conversation has one. */
const offered = ({ tools }: Conversation): ToolSpec[] => [
  ...STANDARD_TOOLS,
  ...tools.filter(({ name }) => !STANDARD_TOOLS.some((each) => each.name === name)),
];

const callIn = (parts: readonly Part[]): ToolCall | undefined => parts.find((part) => 'call' in part)?.call;

function sameArguments(got: ToolCall, wanted: ToolCall): boolean {
  if (wanted.name === 'calculator') {
    const result = resultOf(String(got.arguments.expression));
    if (result !== undefined) return result === resultOf(String(wanted.arguments.expression));
  }
  const plain = ({ arguments: values }: ToolCall): string =>
    JSON.stringify(Object.entries(values).map(([key, value]) => [key, wordsIn(String(value))]));
  return plain(got) === plain(wanted);
}

function resultOf(expression: string): string | undefined {
  try {
    return evaluate(expression);
  } catch (error) {
    if (error instanceof TwofilesError) return undefined;
    throw error;
  }
}

function lastWords({ turns }: Task): string {
  return turns
    .at(-1)!
    .parts.flatMap((part) => ('text' in part ? [part.text] : []))
    .join(' ');
}

function asAnswer(call: ToolCall | undefined) {
  return { parts: call ? [{ call }] : [{ text: '' }], ended: true, problems: [] };
}

const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bmultiplied by\b|\btimes\b|×|·|\bx\b/g, '*'],
  [/\bdivided by\b|\bover\b|÷|:/g, '/'],
  [/\bplus\b|\badded to\b/g, '+'],
  [/\bminus\b|\bless\b|\btake away\b|−/g, '-'],
  [/\braised to\b|\bto the power of\b|\*\*/g, '^'],
];

/** What a page of regular expressions would call. */
export function guess(words: string): ToolCall | undefined {
  const call = (name: string, values: ToolCall['arguments'] = {}): ToolCall => ({ name, arguments: values });
  const text = words.toLowerCase();
  const path = /[\w/-]+\.(?:txt|md|csv)\b/.exec(words);
  const quoted = /"(.+?)"|: (.+)$/.exec(words)?.slice(1).find(Boolean);
  if (path && quoted && /\b(write|save|put|note|make|create|store)\b/.test(text))
    return call('write_file', { path: path[0], text: quoted });
  if (path) return call('read_file', { path: path[0] });
  if (quoted && /\bfiles?\b|\bfind\b/.test(text)) return call('search_files', { text: quoted });
  if (/\bfiles?\b|\bfolder\b/.test(text)) return call('list_files');
  if (/\d/.test(text)) return call('calculator', { expression: sumIn(text) });
  if (/\b(time|date|day|weekday|late|clock)\b/.test(text)) return call('clock');
  if (/\?$|look it up|search/.test(text) && !/\b(you|your)\b/.test(text))
    return call('search', {
      query: words.replace(/\s*look it up\.?$|^search my documents:\s*/gi, '').replace(/\?$/, ''),
    });
  return undefined;
}

/** The sum that a question asks for, as well as patterns find it. */
function sumIn(text: string): string {
  const percent = /(\d+) ?(?:%|percent|per cent) of (\d+)/.exec(text);
  if (percent) return `${percent[2]} * ${percent[1]} / 100`;
  const dates = text.match(/\d{4}-\d\d-\d\d/g) ?? [];
  if (dates.length === 2) return `${dates[1]} - ${dates[0]}`;
  const days = /(\d+) days?/.exec(text);
  if (dates.length === 1 && days) return `${dates[0]} + ${days[1]} days`;
  const spelled = WORDS.reduce((so, [word, sign]) => so.replace(word, sign), text);
  const sum = /[(\d][\d\s.+*/^()-]*[\d)]/.exec(spelled)?.[0] ?? '';
  const numbers = (text.match(/\d+(?:\.\d+)?/g) ?? []) as string[];
  if (/[+*/^-]/.test(sum)) return sum;
  const sign = /cost|price|each|piece|product|multipl/.test(text)
    ? '*'
    : /left|lose|sell|gone|difference/.test(text)
      ? '-'
      : '+';
  return numbers.join(` ${sign} `);
}

/** Ways to ask for a product that no training data has. */
const ASKING: readonly ((a: number, b: number) => string)[] = [
  (a, b) => `${a} * ${b}, please`,
  (a, b) => `Could you multiply ${a} by ${b} for me?`,
  (a, b) => `I need ${a} times ${b}.`,
  (a, b) => `what's ${a} x ${b}`,
  (a, b) => `How large is the product of ${a} and ${b}?`,
  (a, b) => `Tell me what ${a} multiplied with ${b} makes.`,
  (a, b) => `${a}*${b}=`,
  (a, b) => `My invoice says ${b} pieces at ${a} each. What is the total?`,
];

export interface Product {
  readonly a: number;
  readonly b: number;
  readonly text: string;
  readonly product: string;
}

/** Questions for products of two nine-digit numbers. */
export function nineDigitProducts(random: Random, n: number): Product[] {
  const nine = (): number => 100_000_000 + random.int(900_000_000);
  return Array.from({ length: n }, (_, i) => {
    const [a, b] = [nine(), nine()];
    return { a, b, text: ASKING[i % ASKING.length]!(a, b), product: String(BigInt(a) * BigInt(b)) };
  });
}

const DESK: Desk = { now: new Date(0), files: new Map() };

export const products: Instrument = {
  name: 'products',
  about: 'nine-digit products: call, result, answer, against the same question without tools',
  async measure(bench: Bench): Promise<Section> {
    const { subjects, n, seed, maxTokens, recipe, signal, onProgress } = bench;
    const random = new Random(SEED + seed);
    const sums = nineDigitProducts(random, n);
    const asked = sums.map(({ text }) => [[{ text }]]);
    const shown = examplesOf(bench).filter(({ family }) => family.startsWith('tool/calculator'));
    const rows = [];
    const scores: Record<string, number[]> = {};
    for (const [i, { name, model, shots }] of subjects.entries())
      for (const [at, offered] of [STANDARD_TOOLS, []].entries()) {
        const onDone = (done: number): void =>
          onProgress({
            ...{ label: `Products, ${name}`, done: (2 * i + at) * n + done, total: 2 * n * subjects.length },
            unit: 'cases',
          });
        const before = shots
          ? random
              .shuffled(shown)
              .slice(0, 3)
              .flatMap(({ turns }) => turns)
          : [];
        const options = { tools: offered, system: recipe?.tune.system, before, desk: DESK, maxTokens, signal, onDone };
        const said = await converse(model, asked, options);
        (scores[name] ??= []).push(...said.map(({ turns }, at) => Number(says(turns.at(-1)!, sums[at]!.product))));
      }
    rows.push(...[...sums.keys()].map(() => ({ rows: ['with the calculator'] })));
    rows.push(...[...sums.keys()].map(() => ({ rows: ['without'] })));
    const found = rowsOf(rows, scores, {
      chance: () => 0,
      heuristics: {
        'regular expression and calculator': (i) =>
          i < n ? Number(resultOf(sumIn(sums[i]!.text.toLowerCase())) === sums[i]!.product) : 0,
        'floating point': (i) => Number(BigInt(sums[i % n]!.a * sums[i % n]!.b) === BigInt(sums[i % n]!.product)),
      },
    });
    return {
      rows: found,
      notes: ['An answer is right that has all 17 or 18 digits. The aims are 95 % and about 0 %.'],
    };
  },
};

function says({ role, parts }: Turn, number: string): boolean {
  return role === 'assistant' && saysNumber(parts.map((part) => ('text' in part ? part.text : '')).join(' '), number);
}

/** Does a text hold this number, whole, with or without commas? */
export function saysNumber(text: string, number: string): boolean {
  const numbers: readonly string[] = text.replace(/(\d)[, ](?=\d{3})/g, '$1').match(/\d+/g) ?? [];
  return numbers.includes(number);
}
