// Regular expressions (ECMA-262, flag u) as languages. What is not regular (look-around, back-references)
// and word boundaries are refused by name. As in JSON Schema a pattern may match anywhere in a text
// unless it has anchors.
import { ANY, type CharacterSet, characterSet, complement } from './characters.ts';
import { type Language, type LanguageState, MOST_STATES } from './language.ts';

/** Why a pattern cannot be used. */
export class PatternError extends Error {}

type Part =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Part[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly least: number; readonly most: number }
  | { readonly kind: 'anchor'; readonly at: 'start' | 'end' };

const DIGIT = characterSet([[0x30, 0x39]]);
const WORD = characterSet([...DIGIT, [0x41, 0x5a], [0x5f, 0x5f], [0x61, 0x7a]]);
const SPACE = characterSet([
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]);
const LINE_END = characterSet([
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
]);
const CLASSES: Readonly<Record<string, CharacterSet>> = {
  d: DIGIT,
  D: complement(DIGIT),
  w: WORD,
  W: complement(WORD),
  s: SPACE,
  S: complement(SPACE),
};
const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };
const MOST_NESTED = 100;

/** The texts in which a pattern matches somewhere. @throws PatternError. */
export function patternLanguage(source: string): Language {
  try {
    new RegExp(source, 'u');
  } catch (error) {
    throw new PatternError(error instanceof Error ? error.message : 'it is no regular expression');
  }
  return search(new PatternParser(source).parse());
}

/** Reads a pattern that is known to be well-formed. */
class PatternParser {
  readonly #source: string;
  #at = 0;
  #nested = 0;

  constructor(source: string) {
    this.#source = source;
  }

  parse(): Part {
    return this.#choice();
  }

  #choice(): Part {
    if (++this.#nested > MOST_NESTED) throw new PatternError('its groups are nested too deep');
    const parts: Part[] = [];
    do {
      const sequence: Part[] = [];
      while (this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at]!)) sequence.push(this.#term());
      parts.push({ kind: 'sequence', parts: sequence });
    } while (this.#takes('|'));
    this.#nested--;
    return { kind: 'choice', parts };
  }

  #term(): Part {
    if (this.#takes('^')) return { kind: 'anchor', at: 'start' };
    if (this.#takes('$')) return { kind: 'anchor', at: 'end' };
    const part = this.#atom();
    const counts = this.#take(/[?*+]|\{\d+(?:,\d*)?\}/y);
    if (!counts) return part;
    this.#takes('?');
    const [low, high] =
      counts === '?'
        ? ['0', '1']
        : counts === '*'
          ? ['0', '']
          : counts === '+'
            ? ['1', '']
            : counts.slice(1, -1).split(',');
    const least = Number(low);
    return {
      kind: 'repeat',
      part,
      least,
      most: high === undefined ? least : high === '' ? Number.POSITIVE_INFINITY : Number(high),
    };
  }

  #atom(): Part {
    if (this.#takes('.')) return { kind: 'set', set: complement(LINE_END) };
    if (this.#takes('[')) return { kind: 'set', set: this.#class() };
    if (this.#takes('(')) {
      const kind = this.#take(/\?(?::|<[^=!][^>]*>|<?[=!]|[ims-]*:)/y);
      if (kind && /^\?<?[=!]$/.test(kind)) throw new PatternError('look-around is not regular');
      if (kind && /^\?[ims-]+:$/.test(kind)) throw new PatternError('modifiers are not supported');
      const inner = this.#choice();
      this.#takes(')');
      return inner;
    }
    if (this.#take(/\\[bB]/y)) throw new PatternError('word boundaries are not supported');
    if (this.#take(/\\(?:[1-9]|k)/y)) throw new PatternError('back-references are not regular');
    return { kind: 'set', set: this.#escapedClass() ?? one(this.#character()) };
  }

  #class(): CharacterSet {
    const inverted = this.#takes('^');
    const ranges: (readonly [number, number])[] = [];
    while (!this.#takes(']')) {
      const set = this.#escapedClass();
      if (set) {
        ranges.push(...set);
        continue;
      }
      const low = this.#character();
      const isRange = this.#source[this.#at] === '-' && this.#source[this.#at + 1] !== ']';
      if (isRange) this.#at++;
      ranges.push([low, isRange ? this.#character() : low]);
    }
    return inverted ? complement(characterSet(ranges)) : characterSet(ranges);
  }

  /** `\d`, `\p{…}` and the like. */
  #escapedClass(): CharacterSet | undefined {
    const letter = this.#take(/\\[dDwWsS]/y);
    if (letter) return CLASSES[letter[1]!];
    const property = this.#take(/\\[pP]\{[^}]*\}/y);
    return property === undefined ? undefined : propertySet(property);
  }

  /** One character; the escapes of ECMA-262. */
  #character(): number {
    if (!this.#takes('\\')) {
      const code = this.#source.codePointAt(this.#at)!;
      this.#at += code > 0xffff ? 2 : 1;
      return code;
    }
    const pair = this.#take(/u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/y);
    if (pair) return String.fromCharCode(hex(pair.slice(1, 5)), hex(pair.slice(7))).codePointAt(0)!;
    const code = this.#take(/x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|u\{[0-9a-fA-F]+\}/y);
    if (code) return hex(code.replace(/[xu{}]/g, ''));
    const control = this.#take(/c[A-Za-z]/y);
    if (control) return control.charCodeAt(1) % 32;
    const letter = this.#source[this.#at++]!;
    return CONTROLS[letter] ?? letter.charCodeAt(0);
  }

  #takes(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#source)?.[0];
    this.#at += found?.length ?? 0;
    return found;
  }
}

const hex = (digits: string): number => Number.parseInt(digits, 16);
const one = (code: number): CharacterSet => characterSet([[code, code]]);
const properties = new Map<string, CharacterSet>();

/** The characters of a Unicode property, asked of the regular expressions at hand. */
function propertySet(property: string): CharacterSet {
  let set = properties.get(property);
  if (!set) {
    const pattern = new RegExp(`^${property}$`, 'u');
    const ranges: [number, number][] = [];
    for (const [low, high] of ANY)
      for (let code = low; code <= high; code++)
        if (pattern.test(String.fromCodePoint(code))) ranges.push([code, code]);
    properties.set(property, (set = characterSet(ranges)));
  }
  return set;
}

/** A network over characters: edges that read, edges that do not, and edges that hold at one end only. */
interface Wire {
  readonly reads: { readonly set: CharacterSet; readonly to: number }[];
  readonly empty: { readonly to: number; readonly at: 'anywhere' | 'start' | 'end' }[];
}

/** Where a pattern's reader is: nothing was read yet; the end was passed, so nothing may be read. */
const AT_START = 1;
const AT_END = 2;

function search(pattern: Part): Language {
  const wires: Wire[] = [];
  const add = (): number => {
    if (wires.length >= MOST_STATES) throw new PatternError('it is too large');
    return wires.push({ reads: [], empty: [] }) - 1;
  };
  const link = (from: number, to: number, at: 'anywhere' | 'start' | 'end' = 'anywhere'): void => {
    wires[from]!.empty.push({ to, at });
  };
  const build = (part: Part, from: number): number => {
    let to = from;
    switch (part.kind) {
      case 'sequence':
        for (const inner of part.parts) to = build(inner, to);
        return to;
      case 'repeat':
        for (let i = 0; i < part.least; i++) to = build(part.part, to);
        return part.most === Number.POSITIVE_INFINITY
          ? star(part.part, to)
          : upTo(part.part, to, part.most - part.least);
      default:
        to = add();
    }
    if (part.kind === 'set') wires[from]!.reads.push({ set: part.set, to });
    else if (part.kind === 'anchor') link(from, to, part.at);
    else for (const inner of part.parts) link(build(inner, from), to);
    return to;
  };
  const star = (part: Part, from: number): number => {
    const again = add();
    link(from, again);
    link(build(part, again), again);
    return again;
  };
  const upTo = (part: Part, from: number, most: number): number => {
    const end = add();
    let at = from;
    link(at, end);
    for (let i = 0; i < most; i++) link((at = build(part, at)), end);
    return end;
  };
  const start = add();
  wires[start]!.reads.push({ set: ANY, to: start });
  const begin = add();
  link(start, begin);
  const end = build(pattern, begin);
  const rest = add();
  link(end, rest);
  wires[rest]!.reads.push({ set: ANY, to: rest });
  return withoutEmpty(wires, start, rest);
}

function withoutEmpty(wires: readonly Wire[], start: number, end: number): Language {
  const numbers = new Map<number, number>([[start * 4 + AT_START, 0]]);
  const points = [start * 4 + AT_START];
  const states: LanguageState[] = [];
  for (const point of points) {
    const seen = new Set([point]);
    const reads: { set: CharacterSet; to: number }[] = [];
    for (const at of seen) {
      const flags = at & 3;
      const wire = wires[at >> 2]!;
      for (const { to, at: where } of wire.empty)
        if (where !== 'start' || flags & AT_START) seen.add(to * 4 + (where === 'end' ? flags | AT_END : flags));
      if (flags & AT_END) continue;
      for (const { set, to } of wire.reads) reads.push({ set, to: to * 4 });
    }
    const edges = reads.map(({ set, to }) => {
      let number = numbers.get(to);
      if (number === undefined) numbers.set(to, (number = points.push(to) - 1));
      return { set, to: number };
    });
    const ends = [...seen].some((at) => at >> 2 === end);
    states.push({ ends, edges });
    if (states.length > MOST_STATES) throw new PatternError('it is too large');
  }
  return { states };
}
