// The template library, seen through the types that are used of it (its own declarations do not resolve
// under Node's module rules), with a meter on every step: a template comes with a file from anywhere, so
// its size, its steps and its output are bounded.
import { Environment, Interpreter, Template } from '@huggingface/jinja';
import { badFile, TwofilesError, unsupported } from '../base/errors.ts';
import { References } from './template-references.ts';

/** A value while a template runs: a tagged box. */
export interface JinjaValue {
  readonly type: string;
  readonly value: unknown;
  toString(): string;
}

/** A node of a parsed template. */
export interface JinjaNode {
  readonly type: string;
  readonly value?: unknown;
  readonly body?: unknown;
  readonly operand?: unknown;
  readonly filter?: JinjaNode;
  readonly callee?: JinjaNode;
}

export interface JinjaScope {
  set(name: string, value: unknown): JinjaValue;
}

interface JinjaInterpreter {
  evaluate(node: JinjaNode | undefined, scope: JinjaScope): JinjaValue;
}

const Scope: new () => JinjaScope = Environment;
const BaseInterpreter: new (scope: JinjaScope) => JinjaInterpreter = Interpreter;
const Parser: new (source: string) => { readonly parsed: JinjaNode } = Template;

/** Longest template, characters: the longest in use have about 30,000. */
const MAX_SOURCE = 262_144;
/** Longest run of white space, characters: the library's lexer takes quadratic time in it. */
const MAX_BLANK = 1024;
/** Steps for any conversation and for each message or tool of it; the longest templates in use take a few hundred. */
const MAX_STEPS = 200_000;
const MAX_STEPS_EACH = 5_000;
/** Deepest nesting of steps, macros that call themselves included: far below the end of the stack. */
const MAX_DEPTH = 400;
/** Largest text a template may build: this many characters, and this many times its input. */
const MAX_TEXT = 1 << 20;
const MAX_TEXT_TIMES = 8;
/** Longest range() and widest indentation a template may ask for. */
const MAX_RANGE = 100_000;
const MAX_WIDTH = 64;

const FIELD = 'tokenizer.chat_template';

/** How much a render may take. */
export interface Allowance {
  readonly steps: number;
  readonly characters: number;
}

/** What a conversation of `entries` messages and tools with `characters` in all may take. */
export function allowanceFor(entries: number, characters: number): Allowance {
  return { steps: MAX_STEPS + MAX_STEPS_EACH * entries, characters: MAX_TEXT + MAX_TEXT_TIMES * characters };
}

/** Parses a template. Throws `bad-file` for one that is too long or not Jinja. */
export function parseTemplate(source: string): JinjaNode {
  if (source.length > MAX_SOURCE)
    throw badFile('The chat template', FIELD, `has ${source.length} characters, over ${MAX_SOURCE}`);
  for (let at = 0, run = 0; at < source.length; at++) {
    run = source.charCodeAt(at) <= 32 || source[at]!.trim() === '' ? run + 1 : 0;
    if (run > MAX_BLANK) throw badFile('The chat template', FIELD, `has over ${MAX_BLANK} blanks in a row`);
  }
  try {
    return new Parser(source).parsed;
  } catch (cause) {
    throw badFile('The chat template', FIELD, `does not parse: ${(cause as Error).message}`, cause);
  }
}

/** A new boxed value. */
export function box(value: unknown): JinjaValue {
  return new Scope().set('value', value);
}

/** The error when a template does what this engine does not follow. */
export function untraceable(what: string): TwofilesError {
  return unsupported(
    `The chat template ${what}, which hides where text comes from.`,
    'Use another template for this model.',
    FIELD,
  );
}

/** A scope with Jinja's and the chat templates' globals. */
export function createScope(now: Date, variables: Readonly<Record<string, unknown>>): JinjaScope {
  const scope = new Scope();
  const globals = {
    true: true,
    True: true,
    false: false,
    False: false,
    none: null,
    None: null,
    range: boundedRange,
    raise_exception: (reason: unknown) => {
      throw new TwofilesError(
        'bad-argument',
        `The chat template refuses these messages: ${String(reason)}`,
        'Change the messages: many templates want user and assistant to take turns, or have no system role.',
        { field: FIELD },
      );
    },
    strftime_now: (format: unknown) => formatDate(now, String(format)),
    ...variables,
  };
  for (const [name, value] of Object.entries(globals)) scope.set(name, value);
  return scope;
}

function boundedRange(start: number, stop?: number, step = 1): number[] {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  const count = Math.ceil((to - from) / step);
  if (!(step !== 0 && count <= MAX_RANGE)) throw badFile('The chat template', FIELD, `asks for a range of ${count}`);
  return Array.from({ length: Math.max(0, count) }, (_, i) => from + i * step);
}

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

function formatDate(date: Date, format: string): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const month = MONTHS[date.getMonth()]!;
  const parts: Record<string, string> = {
    '%Y': String(date.getFullYear()),
    '%m': two(date.getMonth() + 1),
    '%d': two(date.getDate()),
    '%B': month,
    '%b': month.slice(0, 3),
    '%H': two(date.getHours()),
    '%M': two(date.getMinutes()),
    '%S': two(date.getSeconds()),
    '%%': '%',
  };
  return format.replace(/%[YmdBbHMS%]/g, (code) => parts[code]!);
}

/** Walks a template, counting steps and characters. */
export class MeteredInterpreter extends BaseInterpreter {
  readonly #allowance: Allowance;
  #steps = 0;
  #depth = 0;
  #parent: JinjaNode | undefined;

  constructor(scope: JinjaScope, allowance: Allowance) {
    super(scope);
    this.#allowance = allowance;
  }

  override evaluate(node: JinjaNode | undefined, scope: JinjaScope): JinjaValue {
    if (++this.#steps > this.#allowance.steps)
      throw badFile('The chat template', FIELD, `does not end within ${this.#allowance.steps} steps`);
    if (this.#depth >= MAX_DEPTH) throw badFile('The chat template', FIELD, `nests deeper than ${MAX_DEPTH} steps`);
    const parent = this.#parent;
    this.#parent = node;
    this.#depth++;
    let result: JinjaValue;
    try {
      result = super.evaluate(node, scope);
    } finally {
      this.#parent = parent;
      this.#depth--;
    }
    if (typeof result.value === 'string') this.#checkText(node, result.value);
    if (typeof result.value === 'number' && result.value > MAX_WIDTH && isArgument(node, parent))
      throw badFile('The chat template', FIELD, `gives a filter the number ${result.value}, over ${MAX_WIDTH}`);
    return result;
  }

  #checkText(node: JinjaNode | undefined, text: string): void {
    if (text.length > this.#allowance.characters)
      throw badFile('The chat template', FIELD, `builds a text of over ${this.#allowance.characters} characters`);
    if (node?.type === 'StringLiteral' && References.clash(text)) throw untraceable('writes private-use characters');
  }
}

const isArgument = (node: JinjaNode | undefined, parent: JinjaNode | undefined): boolean =>
  parent?.filter !== undefined && parent.operand !== node;

/** Runs `work` and gives whatever the library throws this package's shape. */
export function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof TwofilesError) throw cause;
    if (cause instanceof RangeError)
      throw badFile('The chat template', FIELD, `nests or grows without end: ${cause.message}`, cause);
    throw new TwofilesError(
      'unsupported',
      `The chat template cannot be run: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Use another template for this model.',
      { field: FIELD, cause },
    );
  }
}
