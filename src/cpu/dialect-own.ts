// Models that speak our calling convention (text/abi.ts). Prompts are laid out as the factory lays out what it trains
// on, byte for byte; markers are control tokens, and a turn is read back from tokens.
import type { Constraint } from '../model/constrain/constraint.ts';
import { choice, grammar, literal } from '../model/constrain/grammar.ts';
import { type AbiSegment, layOut, MARKERS, turnsOf as turnsOfMessages, wordsOf } from '../text/abi.ts';
import { readTurn } from '../text/abi-read.ts';
import type { Message, ToolSpec } from '../text/messages.ts';
import type { ChatTemplate } from '../text/template.ts';
import type { StreamDecoder, Tokenizer } from '../text/tokenizer.ts';
import { type Dialect, type PagedSegment, plainReader, quotable, type TurnPlan, type TurnReader } from './dialect.ts';
import { callGrammar, freely, only, quotation, type Region, valueGrammar } from './guide.ts';
import { copying, longNumbers } from './numbers.ts';
import { type OwnedTurn, type Piece, quoteText, turnsOf } from './turns.ts';

/** A conversation that has everything a template lays out. */
const PROBE: readonly Message[] = [
  { role: 'user', content: 'A question?' },
  { role: 'assistant', content: 'A word.', toolCalls: [{ name: 'probe', arguments: { a: [1, 'two'] } }] },
  { role: 'tool', content: 'A result.' },
];
const PROBE_TOOL: ToolSpec = {
  name: 'probe',
  description: 'tries.',
  parameters: { type: 'object', properties: { a: { type: 'array' } }, required: ['a'] },
};

/**
 * The dialect of a model that speaks the calling convention: its vocabulary has all markers as control tokens, and its
 * template lays out as `layOut` does, whatever instructions of its own it tells. Undefined for any other.
 */
export function ownDialect(tokenizer: Tokenizer, template: ChatTemplate): Dialect | undefined {
  const isControl = (marker: string): boolean => {
    const token = tokenizer.id(marker);
    return token !== undefined && tokenizer.kind(token) === 'control';
  };
  if (template.kind !== 'model' || !MARKERS.every(isControl)) return undefined;
  const instructions = ownInstructions(template);
  return instructions === undefined ? undefined : new OwnDialect(tokenizer, instructions);
}

/** What the template tells a model that is given no instructions; undefined when it is another kind of template. */
function ownInstructions(template: ChatTemplate): string | undefined {
  const text = (segments: readonly { readonly text: string }[]): string => segments.map((each) => each.text).join('');
  try {
    const bare = text(template.render([{ role: 'user', content: 'A question?' }]));
    const system =
      /^<\|endoftext\|><\|im_start\|>system\n(.*?)<\|im_end\|>\n<\|im_start\|>user\n/s.exec(bare)?.[1] ?? '';
    const theirs = text(template.render(PROBE, { tools: [PROBE_TOOL], addGenerationPrompt: true }));
    const ours = text(layOut(turnsOfMessages(PROBE), { tools: [PROBE_TOOL], system, open: true }));
    return theirs === ours ? system : undefined;
  } catch {
    return undefined;
  }
}

class OwnDialect implements Dialect {
  readonly tools = 'native';
  readonly #tokenizer: Tokenizer;
  /** What the model was trained to be told first. */
  readonly #instructions: string;

  constructor(tokenizer: Tokenizer, instructions: string) {
    this.#tokenizer = tokenizer;
    this.#instructions = instructions;
  }

  segments({
    pages,
    tools,
  }: {
    readonly pages: Parameters<typeof turnsOf>[0];
    readonly tools: readonly ToolSpec[];
  }): PagedSegment[] {
    const { system, turns } = turnsOf(pages);
    const own: Piece[] = this.#instructions === '' ? [] : [{ page: 0, text: this.#instructions }];
    const told = [...own, ...system].filter(({ text }) => text !== '');
    const segments = layOut(turns, { tools, system: told.map(({ text }) => text).join('\n'), open: true });
    return segments.flatMap((segment) =>
      segment.field === 'system' ? pieceSegments(segment, told) : [{ ...segment, page: pageOf(segment, turns) }],
    );
  }

  turn(...[prompt, { schema, quote }, compile]: Parameters<Dialect['turn']>): TurnPlan {
    const tokenizer = this.#tokenizer;
    const passages = quotable(prompt.pages);
    const quotes = this.#region('<quote>', () =>
      compile(JSON.stringify(['quote', passages]), () => grammar(quotation(passages))),
    );
    if (schema) {
      const guide = compile(JSON.stringify(['value', schema]), () => valueGrammar(schema));
      return { guide, stops: [], reader: plainReader() };
    }
    const reader = new OwnReader(tokenizer);
    if (quote) {
      const { orElse } = quote;
      const others = (): Constraint =>
        compile(JSON.stringify(['texts', orElse]), () => grammar(choice(...orElse.map(literal))));
      if (passages.length === 0) return { guide: others(), stops: [], reader };
      return { guide: only(tokenizer, quotes, orElse.length > 0 ? others() : undefined), stops: [], reader };
    }
    const { tools } = prompt;
    const calls = this.#region('<tool_call>', () =>
      compile(JSON.stringify(['calls', tools]), () => callGrammar(tools, literal('\n'), literal('\n'))),
    );
    const regions = [...(tools.length > 0 ? [calls] : []), ...(passages.length > 0 ? [quotes] : [])];
    const free = freely(tokenizer, regions);
    const numbers = prompt.pages.flatMap(({ parts }) => longNumbers(wordsOf(parts, { passages: true })));
    return { guide: numbers.length > 0 ? copying(tokenizer, free, numbers) : free, stops: [], reader };
  }

  #region(open: '<quote>' | '<tool_call>', constraint: Region['constraint']): Region {
    return { open: this.#tokenizer.id(open)!, close: this.#tokenizer.id(`</${open.slice(1)}`)!, constraint };
  }
}

/** The instructions page by page, each tokenised alone. */
function pieceSegments(segment: AbiSegment, pieces: readonly Piece[]): PagedSegment[] {
  return pieces.flatMap(({ page, text }, i) => [
    ...(i > 0 ? [{ ...segment, text: '\n', trusted: true, page: 0 }] : []),
    { ...segment, text, page },
  ]);
}

function pageOf({ turn, part }: AbiSegment, turns: readonly OwnedTurn[]): number {
  return turn < 0 || part < 0 ? 0 : (turns[turn]!.owners[part] ?? 0);
}

/** Shows words and quotations as they come; reads the whole turn back from its tokens at its end. */
class OwnReader implements TurnReader {
  readonly #tokenizer: Tokenizer;
  readonly #tokens: number[] = [];
  readonly #markers: ReadonlyMap<number | undefined, string>;
  #open: '' | '<tool_call>' | '<quote>' = '';
  #quote = '';
  /** Between two markers text is decoded by itself, as it is read back. */
  #decoder: StreamDecoder;
  /** Line ends that part words from a call are not shown. */
  #held = '';
  #afterCall = false;

  constructor(tokenizer: Tokenizer) {
    this.#tokenizer = tokenizer;
    this.#decoder = tokenizer.stream();
    this.#markers = new Map(MARKERS.map((marker) => [tokenizer.id(marker), marker]));
  }

  push(token: number): string {
    this.#tokens.push(token);
    const marker = this.#markers.get(token);
    if (marker === undefined) return this.#take(this.#decoder.push(token));
    const show = this.#take(this.#decoder.end());
    this.#decoder = this.#tokenizer.stream();
    if (marker !== '<tool_call>' && marker !== '<quote>') return show + this.#close();
    this.#open = marker;
    const held = marker === '<quote>' ? this.#held : '';
    this.#held = this.#quote = '';
    return show + held;
  }

  #take(text: string): string {
    if (this.#open === '<quote>') this.#quote += text;
    return this.#open === '' ? this.#say(text) : '';
  }

  #close(): string {
    const was = this.#open;
    this.#open = '';
    this.#afterCall = was === '<tool_call>';
    const quote = was === '<quote>' && /^\[(\d+)\] (.+)$/s.exec(this.#quote);
    return quote ? quoteText({ passage: Number(quote[1]), text: quote[2]! }) : '';
  }

  #say(text: string): string {
    const all = this.#held + (this.#afterCall ? text.replace(/^\n/, '') : text);
    if (text !== '') this.#afterCall = false;
    this.#held = all.endsWith('\n') ? '\n' : '';
    return all.slice(0, all.length - this.#held.length);
  }

  end(): ReturnType<TurnReader['end']> {
    const last = this.#take(this.#decoder.end());
    const show = this.#open === '' ? last + this.#held : '';
    const { parts, problems } = readTurn(this.#tokenizer, this.#tokens);
    return { parts, problems, show };
  }
}
