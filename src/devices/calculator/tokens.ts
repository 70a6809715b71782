// An expression cut into tokens. Where people write the same thing in several ways, one token stands for all of them.
import { cannot, MOST_CHARACTERS, MOST_DIGITS } from './limits.ts';

export interface Token {
  readonly kind: 'number' | 'date' | 'name' | 'sign' | 'end';
  readonly text: string;
  /** Where it starts in what was asked. */
  readonly at: number;
}

const SPACE = /\s+/y;
const DATE = /\d{4}-\d{2}-\d{2}(?![\d-])/y;
/** Thousands may be parted by a comma, a space, an apostrophe or _; `1e6` is a million. */
const NUMBER =
  /(?:\d{1,3}(?:([,'_ \u00a0\u2009\u202f])\d{3}(?!\d))(?:\1\d{3}(?!\d))*|\d+)(?:\.\d+)?(?:[eE][+-]?\d+(?![\p{L}\d]))?|\.\d+/uy;
/** Between the brackets of a function a comma parts its arguments. */
const PLAIN_NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+(?![\p{L}\d]))?|\.\d+/uy;
const NAME = /[\p{L}°]+/uy;
const SIGN = /\*\*|[-+*/^%!(),;×·⋅÷:−–√²³]/uy;

const SAME: Readonly<Record<string, string>> = {
  '**': '^',
  '×': '*',
  '·': '*',
  '⋅': '*',
  '÷': '/',
  ':': '/',
  '−': '-',
  '–': '-',
  ';': ',',
};

/** @throws `bad-argument` for what no expression has. */
export function tokensOf(expression: string): Token[] {
  if (expression.length > MOST_CHARACTERS)
    throw cannot('That expression is too long.', `Use at most ${MOST_CHARACTERS} characters, or ask in parts.`);
  // "12 * 3 = ?" asks for 12 * 3.
  const source = expression.replace(/[\s=?]+$/, '');
  const tokens: Token[] = [];
  /** For each open bracket: is it a function's? */
  const open: boolean[] = [];
  for (let at = 0; at < source.length; ) {
    const match = (pattern: RegExp): string | undefined => {
      pattern.lastIndex = at;
      return pattern.exec(source)?.[0];
    };
    const push = (kind: Token['kind'], text: string, length: number): void => {
      tokens.push({ kind, text, at });
      at += length;
    };
    const space = match(SPACE);
    if (space) {
      at += space.length;
      continue;
    }
    const date = match(DATE);
    const number = date ? undefined : match(open.at(-1) ? PLAIN_NUMBER : NUMBER);
    const name = match(NAME);
    const sign = match(SIGN);
    if (date) push('date', date, date.length);
    else if (number) push('number', plain(number), number.length);
    else if (name) push('name', name, name.length);
    else if (sign === '²' || sign === '³') {
      push('sign', '^', 0);
      push('number', sign === '²' ? '2' : '3', 1);
    } else if (sign === '√') push('name', 'sqrt', 1);
    else if (sign) {
      if (sign === '(') open.push(tokens.at(-1)?.kind === 'name');
      if (sign === ')') open.pop();
      push('sign', SAME[sign] ?? sign, sign.length);
    } else
      throw cannot(
        `"${String.fromCodePoint(source.codePointAt(at)!)}" has no meaning here.`,
        'Use numbers, + - * / ^ %, brackets, units ("5 km to m") and dates ("2024-03-01 + 10 days").',
      );
  }
  tokens.push({ kind: 'end', text: 'the end', at: source.length });
  return tokens;
}

function plain(number: string): string {
  const text = number.replace(/[,'_\s]/g, '');
  if (text.length > MOST_DIGITS + 10) throw cannot('That number is too long.', `Use at most ${MOST_DIGITS} digits.`);
  return text;
}
