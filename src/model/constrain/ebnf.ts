// The small grammar: rules as text.
//
//   # a comment
//   root   ::= "answer: " (yes | "no") [.!]? tail{0,3}
//   yes    ::= "y" "es"*
//   tail   ::= " " [a-z0-9_]+
//
//   "text"  'text'        exactly this; escapes \n \r \t \\ \" \' \xHH \uHHHH \u{H…}
//   [a-z_]  [^"\\]  .     one character of a set, not of a set, any (escapes as above, and \] \- \^ \[)
//   a b                   one after the other
//   a | b                 either; an alternative may be empty: ( "x" | )
//   ( … )                 a group
//   a? a* a+ a{3} a{2,} a{,4} a{2,4}   repetitions
//   name                  another rule, or a named part given by the program
//
// The text must match `root`. A rule ends where the next `name ::=` begins. Left recursion is refused.
import { badArgument, type TwofilesError } from '../../base/errors.ts';
import { ANY, characterSet, complement } from './characters.ts';
import { characters, choice, type Expression, type Grammar, literal, repeat, rule, sequence } from './grammar.ts';

/** Groups inside groups. */
const MOST_NESTED = 100;
const MOST_REPEATED = 1_000_000;
const NAME = /[A-Za-z][A-Za-z0-9_-]*/y;
const BLANK = /(?:\s|#[^\n]*)*/y;

/**
 * Reads a grammar; `parts` are expressions that it can name (quotations, schemas).
 * @throws `bad-argument` naming line and column.
 */
export function parseGrammar(text: string, parts: Readonly<Record<string, Expression>> = {}): Grammar {
  return new Parser(text, parts).grammar();
}

class Parser {
  readonly #text: string;
  readonly #parts: ReadonlyMap<string, Expression>;
  readonly #rules = new Map<string, Expression>();
  readonly #uses: { name: string; at: number }[] = [];
  #at = 0;
  #nested = 0;

  constructor(text: string, parts: Readonly<Record<string, Expression>>) {
    this.#text = text;
    this.#parts = new Map(Object.entries(parts));
  }

  grammar(): Grammar {
    this.#skip(BLANK);
    while (this.#at < this.#text.length) this.#rule();
    for (const { name, at } of this.#uses)
      if (!this.#rules.has(name) && !this.#parts.has(name)) throw this.#error(`There is no rule "${name}".`, at);
    if (!this.#rules.has('root')) throw this.#error('There is no rule "root".');
    return { start: rule('root'), rules: new Map([...this.#parts, ...this.#rules]) };
  }

  #rule(): void {
    const at = this.#at;
    const name = this.#take(NAME);
    this.#skip(BLANK);
    if (!name || !this.#takes('::=')) throw this.#error('A rule begins with its name and ::=.', at);
    if (this.#rules.has(name) || this.#parts.has(name)) throw this.#error(`"${name}" is defined twice.`, at);
    this.#skip(BLANK);
    this.#rules.set(name, this.#choice());
    if (this.#at < this.#text.length && !this.#beginsRule()) throw this.#error(`"${this.#peek}" is not expected here.`);
  }

  #choice(): Expression {
    if (++this.#nested > MOST_NESTED) throw this.#error(`Groups are nested more than ${MOST_NESTED} deep.`);
    const parts: Expression[] = [];
    do {
      this.#skip(BLANK);
      parts.push(this.#sequence());
    } while (this.#takes('|'));
    this.#nested--;
    return choice(...parts);
  }

  #sequence(): Expression {
    const parts: Expression[] = [];
    while (this.#at < this.#text.length && !'|)'.includes(this.#peek) && !this.#beginsRule()) {
      parts.push(this.#repeated(this.#item()));
      this.#skip(BLANK);
    }
    return sequence(...parts);
  }

  /** True at `name ::=`. */
  #beginsRule(): boolean {
    const at = this.#at;
    const name = this.#take(NAME);
    this.#skip(BLANK);
    const begins = name !== undefined && this.#text.startsWith('::=', this.#at);
    this.#at = at;
    return begins;
  }

  #item(): Expression {
    const at = this.#at;
    const name = this.#take(NAME);
    if (name) {
      this.#uses.push({ name, at });
      return rule(name);
    }
    if (this.#takes('.')) return characters(ANY);
    if (this.#takes('[')) return this.#set();
    if (this.#takes('(')) {
      const inner = this.#choice();
      if (!this.#takes(')')) throw this.#error('This group is not closed.', at);
      return inner;
    }
    for (const quote of ['"', "'"]) if (this.#takes(quote)) return this.#literal(quote, at);
    throw this.#error(`"${this.#peek}" is not expected here.`);
  }

  #literal(quote: string, at: number): Expression {
    let text = '';
    while (!this.#takes(quote)) {
      if (this.#at >= this.#text.length) throw this.#error('This text is not closed.', at);
      text += String.fromCodePoint(this.#character());
    }
    return literal(text);
  }

  #set(): Expression {
    const at = this.#at - 1;
    const inverted = this.#takes('^');
    const ranges: [number, number][] = [];
    while (!this.#takes(']')) {
      const from = this.#at;
      if (from >= this.#text.length) throw this.#error('This set is not closed.', at);
      const low = this.#character();
      const isRange = this.#peek === '-' && this.#text[this.#at + 1] !== ']';
      if (isRange) this.#at++;
      const high = isRange ? this.#character() : low;
      if (high < low) throw this.#error('This range is the wrong way round.', from);
      ranges.push([low, high]);
    }
    const set = inverted ? complement(characterSet(ranges)) : characterSet(ranges);
    if (set.length === 0) throw this.#error('No character is in this set.', at);
    return characters(set);
  }

  /** One character of a literal or a set, escapes resolved. */
  #character(): number {
    const at = this.#at;
    const code = this.#text.codePointAt(this.#at);
    if (code === undefined) throw this.#error('The grammar ends too early.');
    this.#at += code > 0xffff ? 2 : 1;
    if (code !== 0x5c) return code;
    const spelled = this.#take(/x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|[nrt\\"'[\]^-]/y);
    const value = spelled === undefined ? undefined : escapedCode(spelled);
    if (value === undefined || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
      throw this.#error('There is no such escape.', at);
    return value;
  }

  #repeated(item: Expression): Expression {
    let out = item;
    for (let times = 0; ; times++) {
      const at = this.#at;
      const counts = this.#take(/[?*+]|\{\s*\d*\s*(?:,\s*\d*\s*)?\}/y);
      if (!counts) return out;
      const [least, most] = repetition(counts);
      if (!(least <= most) || least > MOST_REPEATED || (most > MOST_REPEATED && most !== Number.POSITIVE_INFINITY))
        throw this.#error(`${counts} is no possible repetition.`, at);
      if (times > MOST_NESTED) throw this.#error(`Repetitions are nested more than ${MOST_NESTED} deep.`, at);
      out = repeat(out, least, most);
    }
  }

  get #peek(): string {
    return String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0x20);
  }

  #takes(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }

  #skip(pattern: RegExp): void {
    this.#take(pattern);
  }

  #error(problem: string, at = this.#at): TwofilesError {
    const before = this.#text.slice(0, at).split('\n');
    return badArgument(
      `Grammar, line ${before.length}, column ${before.at(-1)!.length + 1}: ${problem}`,
      'Correct the grammar there.',
    );
  }
}

function escapedCode(spelled: string): number {
  const letters: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9 };
  if (spelled.length > 1) return Number.parseInt(spelled.replace(/[xu{}]/g, ''), 16);
  return letters[spelled] ?? spelled.charCodeAt(0);
}

function repetition(counts: string): [least: number, most: number] {
  if (counts === '?') return [0, 1];
  if (counts === '*') return [0, Number.POSITIVE_INFINITY];
  if (counts === '+') return [1, Number.POSITIVE_INFINITY];
  const [low = '', high] = counts
    .slice(1, -1)
    .split(',')
    .map((count) => count.trim());
  if (high === undefined) return low === '' ? [1, 0] : [Number(low), Number(low)];
  return [Number(low), high === '' ? Number.POSITIVE_INFINITY : Number(high)];
}
