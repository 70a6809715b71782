// What guides the tokens of a turn on our own engine: free text, in which a marker opens a stretch that a grammar
// holds: a call to a tool that there is with arguments that its schema allows, or a quotation of what is in sight.
// So a call always parses and validates, however small the model, as long as there is room to end it.
// Rule of use: states are values, as those of a Constraint are; forks and drafts go along.
import { TwofilesError } from '../base/errors.ts';
import { charactersOf } from '../model/constrain/characters.ts';
import type { Constraint, ConstraintState, Guide, GuideState } from '../model/constrain/constraint.ts';
import {
  characters,
  choice,
  type Expression,
  type Grammar,
  literal,
  prefixed,
  repeat,
  sequence,
} from '../model/constrain/grammar.ts';
import { jsonSchema } from '../model/constrain/json-schema.ts';
import { quoteOf } from '../model/constrain/quote.ts';
import { type Passage, quoteLabel } from '../text/abi.ts';
import type { ToolSpec } from '../text/messages.ts';
import type { Tokenizer } from '../text/tokenizer.ts';
import { closed } from './written.ts';

/** A stretch of a turn that a marker opens. */
export interface Region {
  /** A control token, or characters. */
  readonly open: number | string;
  /** The control token that closes it; undefined where the grammar has its own end. */
  readonly close: number | undefined;
  /** Asked when the region is first opened. */
  readonly constraint: () => Constraint;
}

/** Free text with regions. Where markers are control tokens, no other control token comes but a stop. */
export function freely(tokenizer: Tokenizer, regions: readonly Region[]): Guide {
  const byToken = regions.some(({ open }) => typeof open === 'number');
  const context: Context = { tokenizer, regions, free: byToken ? freeMask(tokenizer, regions) : undefined, before: [] };
  return { start: (before) => new Free({ ...context, before }, '') };
}

/** One region and nothing else, or a text of `orElse`. */
export function only(tokenizer: Tokenizer, region: Region, orElse: Constraint | undefined): Guide {
  const context: Context = { tokenizer, regions: [region], free: undefined, before: [] };
  return { start: (before) => new Either({ ...context, before }, region, orElse?.start(before)) };
}

interface Context {
  readonly tokenizer: Tokenizer;
  readonly regions: readonly Region[];
  readonly free: Uint32Array | undefined;
  /** The prompt. */
  readonly before: readonly number[];
}

class Free implements GuideState {
  readonly #context: Context;
  /** The last bytes, as characters, where markers are characters. */
  readonly #tail: string;
  readonly finished = false;

  constructor(context: Context, tail: string) {
    this.#context = context;
    this.#tail = tail;
  }

  start(): this {
    return this;
  }

  /** All tokens but those that end a marker of characters and go on as its region cannot. */
  allowed(): Uint32Array | undefined {
    const { tokenizer, free } = this.#context;
    if (free) return free;
    const wrong = beyondMarkers(tokenizer).filter((token) => !this.advance(token));
    if (wrong.length === 0) return undefined;
    const mask = new Uint32Array(Math.ceil(tokenizer.size / 32)).fill(0xffffffff);
    for (const token of wrong) clear(mask, token);
    return mask;
  }

  advance(token: number): GuideState | undefined {
    const { tokenizer, regions, before } = this.#context;
    const opened = regions.find(({ open }) => open === token);
    if (opened) return new Inside(this.#context, opened, opened.constraint().start(before));
    const text = this.#tail + String.fromCharCode(...tokenizer.bytes(token));
    for (const region of regions) {
      const at = typeof region.open === 'string' ? text.indexOf(region.open) : -1;
      if (at < 0) continue;
      const rest = Uint8Array.from(text.slice(at + String(region.open).length), (c) => c.charCodeAt(0));
      const state = region.constraint().start(before).read(rest);
      return state && new Inside(this.#context, region, state);
    }
    const longest = Math.max(0, ...regions.map(({ open }) => (typeof open === 'string' ? open.length - 1 : 0)));
    return new Free(this.#context, longest > 0 ? text.slice(-longest) : '');
  }
}

class Inside implements GuideState {
  readonly #context: Context;
  readonly #region: Region;
  readonly #state: ConstraintState;
  readonly finished = false;
  /** The turn ends with the region. */
  readonly #last: boolean;

  constructor(context: Context, region: Region, state: ConstraintState, last = false) {
    this.#context = context;
    this.#region = region;
    this.#state = state;
    this.#last = last;
  }

  start(): this {
    return this;
  }

  allowed(): Uint32Array {
    const { close } = this.#region;
    const mask = this.#state.allowed();
    if (close === undefined || !this.#state.complete) return mask;
    const own = mask.slice();
    for (const stop of this.#context.tokenizer.stops) clear(own, stop);
    return set(own, close);
  }

  advance(token: number): GuideState | undefined {
    const { close } = this.#region;
    if (token === close && this.#state.complete) return this.#leave();
    const next = this.#state.advance(token);
    if (next && close === undefined && next.finished) return this.#leave();
    return next && new Inside(this.#context, this.#region, next, this.#last);
  }

  #leave(): GuideState {
    return this.#last ? DONE : new Free(this.#context, '');
  }
}

/** Before anything is written: the region, or one of some texts. */
class Either implements GuideState {
  readonly #context: Context;
  readonly #region: Region;
  readonly #orElse: ConstraintState | undefined;
  readonly finished = false;

  constructor(context: Context, region: Region, orElse: ConstraintState | undefined) {
    this.#context = context;
    this.#region = region;
    this.#orElse = orElse;
  }

  start(): this {
    return this;
  }

  allowed(): Uint32Array {
    const { size } = this.#context.tokenizer;
    const mask = this.#orElse?.allowed().slice() ?? new Uint32Array(Math.ceil(size / 32));
    return set(mask, Number(this.#region.open));
  }

  advance(token: number): GuideState | undefined {
    if (token !== this.#region.open) return this.#orElse?.advance(token);
    return new Inside(this.#context, this.#region, this.#region.constraint().start(this.#context.before), true);
  }
}

const DONE: GuideState = {
  finished: true,
  start: () => DONE,
  allowed: () => undefined,
  advance: () => DONE,
};

/** Everything that shows something, the stops, and what opens a region. */
function freeMask(tokenizer: Tokenizer, regions: readonly Region[]): Uint32Array {
  const mask = new Uint32Array(Math.ceil(tokenizer.size / 32));
  for (let token = 0; token < tokenizer.size; token++) if (tokenizer.bytes(token).length > 0) set(mask, token);
  for (const token of tokenizer.stops) set(mask, token);
  for (const { open } of regions) if (typeof open === 'number') set(mask, open);
  return mask;
}

const beyond = new WeakMap<Tokenizer, number[]>();

/** The tokens that show something after a ">", where markers of characters end. */
function beyondMarkers(tokenizer: Tokenizer): readonly number[] {
  let found = beyond.get(tokenizer);
  if (!found) {
    const all = Array.from({ length: tokenizer.size }, (_, token) => token);
    found = all.filter((token) => tokenizer.bytes(token).subarray(0, -1).includes(0x3e));
    beyond.set(tokenizer, found);
  }
  return found;
}

function clear(mask: Uint32Array, token: number): void {
  mask[token >> 5]! &= ~(1 << (token & 31));
}

function set(mask: Uint32Array, token: number): Uint32Array {
  mask[token >> 5]! |= 1 << (token & 31);
  return mask;
}

/** JSON as `callText` writes it, so that a call that was written and one laid out again are the same tokens. */
const SPACING = { spaced: true };

/** JSON calls of these tools, between `lead` and `end`. A schema that no grammar can hold gives any object. */
export function callGrammar(tools: readonly ToolSpec[], lead: Expression, end: Expression): Grammar {
  const rules = new Map<string, Expression>();
  const calls = tools.map(({ name, parameters }, i) => {
    const values = prefixed(`${i} `, argumentsGrammar(parameters));
    for (const [key, body] of values.rules) rules.set(key, body);
    return sequence(literal(`{"name": ${JSON.stringify(name)}, "arguments": `), values.start, literal('}'));
  });
  return { start: sequence(lead, choice(...calls), end), rules };
}

function argumentsGrammar(parameters: ToolSpec['parameters']): Grammar {
  try {
    return jsonSchema(closed(parameters), SPACING);
  } catch (error) {
    if (!(error instanceof TwofilesError)) throw error;
    return jsonSchema({ type: 'object' }, SPACING);
  }
}

/** A turn of one JSON value. @throws what `jsonSchema` throws. */
export function valueGrammar(schema: unknown): Grammar {
  return jsonSchema(schema, SPACING);
}

/** Up to two spaces or line ends. */
export const BLANKS: Expression = repeat(characters(charactersOf(' \n')), 0, 2);

/** `[n] words`, the words standing in a passage of that number. */
export function quotation(passages: readonly Passage[]): Expression {
  const numbers = [...new Set(passages.map(({ number }) => number))];
  const textsOf = (wanted: number): string[] =>
    passages.flatMap(({ number, text }) => (number === wanted ? [text] : []));
  return choice(
    ...numbers.map((number) => sequence(literal(quoteLabel(number)), quoteOf(textsOf(number), { words: true }))),
  );
}
