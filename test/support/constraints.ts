// What tests of constraints share: small vocabularies, a matcher that tries everything, random outputs.
import type { Random } from '../../src/base/random.ts';
import { spell } from '../../src/model/constrain/characters.ts';
import type { Constraint, ConstraintState } from '../../src/model/constrain/constraint.ts';
import type { Expression, Grammar, QuoteSource } from '../../src/model/constrain/grammar.ts';
import { createTokenizer } from '../../src/text/create.ts';
import type { Tokenizer, TokenKind } from '../../src/text/tokenizer.ts';

/** A vocabulary of these texts, and all single bytes where `bytes`. Tokens 0 to 2 are <unk>, <s> and </s>. */
export function smallTokenizer(texts: readonly string[], { bytes = true, addSpacePrefix = false } = {}): Tokenizer {
  const byteTokens = Array.from(
    { length: bytes ? 256 : 0 },
    (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
  );
  const pieces = texts.map((text) => text.replaceAll(' ', '▁'));
  const tokens = ['<unk>', '<s>', '</s>', ...byteTokens, ...pieces];
  const kinds: TokenKind[] = tokens.map((_, id) =>
    id === 0 ? 'unknown' : id < 3 ? 'control' : id < 3 + byteTokens.length ? 'byte' : 'normal',
  );
  const scores = Float32Array.from(tokens, (_, id) => -id);
  return createTokenizer({
    model: 'spm',
    pre: 'default',
    tokens,
    kinds,
    scores,
    bos: 1,
    eos: 2,
    unknown: 0,
    addBos: false,
    addEos: false,
    addSpacePrefix,
  });
}

export function tokensOf(mask: Uint32Array): number[] {
  const out: number[] = [];
  for (const [word, bits] of mask.entries())
    for (let bit = 0; bit < 32; bit++) if ((bits >>> bit) & 1) out.push(word * 32 + bit);
  return out;
}

export const concat = (parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => [...part]));

/** What a grammar makes of a text, found by trying every way to read it. Every part must be able to match. */
export function tryAll({ start, rules }: Grammar, text: Uint8Array): { matches: boolean; begins: boolean } {
  let matches = false;
  let begins = false;
  const read = (body: Expression, at: number, then: (at: number) => void): void => {
    switch (body.kind) {
      case 'literal':
        return bytes(
          [...new TextEncoder().encode(body.text)].map((byte) => [byte, byte] as const),
          at,
          then,
        );
      case 'characters':
        for (const ranges of spell(body.set, body.spelling)) bytes(ranges, at, then);
        return;
      case 'sequence': {
        const [first, ...rest] = body.parts;
        if (!first) return then(at);
        return read(first, at, (next) => read({ kind: 'sequence', parts: rest }, next, then));
      }
      case 'choice':
        for (const part of body.parts) read(part, at, then);
        return;
      case 'repeat': {
        if (body.least === 0) then(at);
        if (body.most === 0) return;
        const rest = { ...body, least: Math.max(0, body.least - 1), most: body.most - 1 };
        return read(body.body, at, (next) => {
          if (next > at) read(rest, next, then);
          else if (body.least > 0) then(next);
        });
      }
      case 'rule':
        return read(rules.get(body.name)!, at, then);
      case 'graph': {
        const { graph } = body;
        const visit = (node: number, from: number): void => {
          if (graph.ends.includes(node)) then(from);
          for (const edge of graph.edges)
            if (edge.from === node) read(edge.label, from, (next) => visit(edge.to, next));
        };
        return visit(graph.start, at);
      }
      case 'quote':
        for (const quote of quotes(body.source))
          bytes(
            [...quote].map((byte) => [byte, byte] as const),
            at,
            then,
          );
    }
  };
  const bytes = (ranges: readonly (readonly [number, number])[], at: number, then: (at: number) => void): void => {
    for (const [i, [low, high]] of ranges.entries()) {
      const byte = text[at + i];
      if (byte === undefined) {
        begins = true;
        return;
      }
      if (byte < low || byte > high) return;
    }
    then(at + ranges.length);
  };
  read(start, 0, (at) => {
    if (at === text.length) matches = begins = true;
  });
  return { matches, begins };
}

const known = new WeakMap<QuoteSource, Uint8Array[]>();

/** Every quotation of a source, spelled, once. */
function quotes(source: QuoteSource): Uint8Array[] {
  let found = known.get(source);
  if (!found) {
    const texts = new Set(allQuotes(source));
    found = [...texts].map((text) => new TextEncoder().encode(text));
    known.set(source, found);
  }
  return found;
}

function allQuotes(source: QuoteSource): string[] {
  const out: string[] = [];
  const word = /[\p{L}\p{N}\p{M}_]/u;
  for (const text of source.texts) {
    const points = [...text];
    for (let start = 0; start < points.length; start++)
      for (let end = start + source.least; end <= points.length && end - start <= source.most; end++) {
        const cut = (at: number): boolean => !(word.test(points[at - 1] ?? ' ') && word.test(points[at] ?? ' '));
        const edges = [points[start]!, points[end - 1]!];
        if (source.words && (!cut(start) || !cut(end) || edges.some((point) => /\s/u.test(point)))) continue;
        const quote = points.slice(start, end).join('');
        out.push(source.spelling === 'json' ? JSON.stringify(quote).slice(1, -1) : quote);
      }
  }
  return out;
}

export interface RandomOutput {
  readonly text: string;
  readonly tokens: readonly number[];
  /** False: it was cut off at the most tokens. */
  readonly finished: boolean;
}

/**
 * An output of tokens drawn uniformly from those allowed. Where the text may end it ends one time in four,
 * and one time in eight the shortest tokens that close something are preferred, so that outputs stay short.
 */
export function randomOutput(constraint: Constraint, random: Random, most = 400): RandomOutput {
  const { tokenizer } = constraint;
  let state: ConstraintState = constraint.start();
  const tokens: number[] = [];
  const closers = closingTokens(tokenizer);
  const finish = (finished: boolean): RandomOutput => ({ text: tokenizer.decode(tokens), tokens, finished });
  while (tokens.length < most) {
    if (state.complete && (state.finished || random.int(4) === 0)) return finish(true);
    const allowed = state.allowed();
    const isClosing = random.int(8) === 0 || tokens.length > most / 4;
    const closing = isClosing ? closers.filter((token) => has(allowed, token)) : [];
    const token = closing.length > 0 ? random.pick(closing) : drawToken(allowed, tokenizer, random);
    if (token === undefined) throw new Error(`dead end after ${JSON.stringify(tokenizer.decode(tokens))}`);
    const next = state.advance(token);
    if (!next) throw new Error(`allowed token ${token} was refused`);
    tokens.push(token);
    state = next;
  }
  return finish(false);
}

export const has = (mask: Uint32Array, token: number): boolean => ((mask[token >> 5]! >>> (token & 31)) & 1) === 1;

/** One of the allowed tokens that is no stop token. */
function drawToken(allowed: Uint32Array, tokenizer: Tokenizer, random: Random): number | undefined {
  for (let tries = 0; tries < 100; tries++) {
    const token = random.int(tokenizer.size);
    if (has(allowed, token) && !tokenizer.stops.has(token)) return token;
  }
  const all = tokensOf(allowed).filter((token) => !tokenizer.stops.has(token));
  return all.length > 0 ? random.pick(all) : undefined;
}

const CLOSING = new Set([...'"]}0123456789.'].map((character) => character.charCodeAt(0)));
const closers = new WeakMap<Tokenizer, number[]>();

/** The tokens of one byte that end something. */
function closingTokens(tokenizer: Tokenizer): number[] {
  let found = closers.get(tokenizer);
  if (!found) {
    found = Array.from({ length: tokenizer.size }, (_, token) => token).filter((token) => {
      const bytes = tokenizer.bytes(token);
      return bytes.length === 1 && CLOSING.has(bytes[0]!) && !tokenizer.stops.has(token);
    });
    closers.set(tokenizer, found);
  }
  return found;
}
