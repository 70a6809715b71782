// Long numbers are copied, never composed. A small model that tells the eighteen digits of a product loses its place
// where digits repeat; here every long number that it writes, in words or in a call, must be one that stands in sight.
// Rule of use: a guide around another; where both together would leave nothing, the other one decides.
import type { Guide, GuideState } from '../model/constrain/constraint.ts';
import type { Tokenizer } from '../text/tokenizer.ts';

/** Digits from which on a number is long: nobody counts up to these. */
const LONG = 5;

/** The long numbers of a text. */
export function longNumbers(text: string): string[] {
  return text.match(/\d+/g)?.filter(({ length }) => length >= LONG) ?? [];
}

/** What `guide` allows, with long numbers among `numbers` only. */
export function copying(tokenizer: Tokenizer, guide: Guide, numbers: readonly string[]): Guide {
  const known = new Set(numbers);
  return { start: (after) => new Copying({ tokenizer, known, numbers: [...known] }, guide.start(after), '') };
}

interface Sight {
  readonly tokenizer: Tokenizer;
  readonly known: ReadonlySet<string>;
  readonly numbers: readonly string[];
}

class Copying implements GuideState {
  readonly #sight: Sight;
  readonly #inner: GuideState;
  /** The digits written last. */
  readonly #run: string;
  #mask: Uint32Array | undefined | null = null;

  constructor(sight: Sight, inner: GuideState, run: string) {
    this.#sight = sight;
    this.#inner = inner;
    this.#run = run;
  }

  get finished(): boolean {
    return this.#inner.finished;
  }

  start(after: readonly number[]): GuideState {
    return new Copying(this.#sight, this.#inner.start(after), this.#run);
  }

  allowed(): Uint32Array | undefined {
    if (this.#mask === null) this.#mask = this.#bothAllow();
    return this.#mask;
  }

  advance(token: number): GuideState | undefined {
    const inner = this.#inner.advance(token);
    if (!inner) return undefined;
    const run = runAfter(this.#sight, this.#run, textOf(this.#sight.tokenizer, token));
    if (run !== undefined) return new Copying(this.#sight, inner, run);
    const mask = this.allowed();
    const may = mask === undefined || (mask[token >> 5]! & (1 << (token & 31))) !== 0;
    return may ? new Copying(this.#sight, inner, '') : undefined;
  }

  #bothAllow(): Uint32Array | undefined {
    const { tokenizer, known } = this.#sight;
    const theirs = this.#inner.allowed();
    const { digits, longest } = digitTokens(tokenizer);
    if (this.#run.length + longest < LONG) return theirs;
    const words = Math.ceil(tokenizer.size / 32);
    const open = this.#run.length >= LONG && !known.has(this.#run);
    const mask = open ? new Uint32Array(words) : (theirs?.slice() ?? new Uint32Array(words).fill(0xffffffff));
    for (const [token, text] of digits) {
      const bit = 1 << (token & 31);
      const may = runAfter(this.#sight, this.#run, text) !== undefined;
      if (!may) mask[token >> 5]! &= ~bit;
      else if (open && (theirs === undefined || (theirs[token >> 5]! & bit) !== 0)) mask[token >> 5]! |= bit;
    }
    return mask.some((word) => word !== 0) ? mask : theirs;
  }
}

/** The digits at the end after `text`; undefined where a long number would be none of those known. */
function runAfter({ known, numbers }: Sight, run: string, text: string): string | undefined {
  let digits = run;
  for (const character of text) {
    if (character >= '0' && character <= '9') digits += character;
    else if (digits.length >= LONG && !known.has(digits)) return undefined;
    else digits = '';
  }
  if (text === '' && digits.length >= LONG && !known.has(digits)) return undefined; // a marker or the end
  if (digits.length >= LONG && !numbers.some((number) => number.startsWith(digits))) return undefined;
  return text === '' ? '' : digits;
}

interface DigitTokens {
  readonly digits: readonly (readonly [token: number, text: string])[];
  /** Most digits in a row in one token. */
  readonly longest: number;
}

const found = new WeakMap<Tokenizer, DigitTokens>();

function digitTokens(tokenizer: Tokenizer): DigitTokens {
  let tokens = found.get(tokenizer);
  if (!tokens) {
    const all = Array.from({ length: tokenizer.size }, (_, token) => [token, textOf(tokenizer, token)] as const);
    const digits = all.filter(([, text]) => /\d/.test(text));
    const longest = Math.max(0, ...digits.flatMap(([, text]) => text.match(/\d+/g)!.map(({ length }) => length)));
    tokens = { digits, longest };
    found.set(tokenizer, tokens);
  }
  return tokens;
}

/** Bytes as characters. */
const textOf = (tokenizer: Tokenizer, token: number): string => String.fromCharCode(...tokenizer.bytes(token));
