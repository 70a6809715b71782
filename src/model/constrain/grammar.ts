// Grammars as values: what every front end (JSON Schema, the small grammar, quotations) makes and the
// compiler reads. An expression describes a set of texts; rules give names to expressions, so that they
// can refer to each other and to themselves.
import { ANY, type CharacterSet, type Spelling } from './characters.ts';

export type Expression =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'characters'; readonly set: CharacterSet; readonly spelling: Spelling }
  | { readonly kind: 'sequence'; readonly parts: readonly Expression[] }
  | { readonly kind: 'choice'; readonly parts: readonly Expression[] }
  /** `most` may be Infinity. */
  | { readonly kind: 'repeat'; readonly body: Expression; readonly least: number; readonly most: number }
  | { readonly kind: 'rule'; readonly name: string }
  | { readonly kind: 'graph'; readonly graph: Graph }
  | { readonly kind: 'quote'; readonly source: QuoteSource };

/** Paths from node `start` to a node of `ends`; each edge is an expression. */
export interface Graph {
  readonly size: number;
  readonly start: number;
  readonly ends: readonly number[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly label: Expression }[];
}

/** What `quoteOf` makes. */
export interface QuoteSource {
  readonly texts: readonly string[];
  readonly least: number;
  readonly most: number;
  readonly words: boolean;
  readonly spelling: Spelling;
}

export interface Grammar {
  readonly start: Expression;
  readonly rules: ReadonlyMap<string, Expression>;
}

/** Exactly this text. */
export const literal = (text: string): Expression => ({ kind: 'literal', text });
export const sequence = (...parts: readonly Expression[]): Expression =>
  parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
/** Any one of these; of none: nothing can match. */
export const choice = (...parts: readonly Expression[]): Expression =>
  parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
export const repeat = (body: Expression, least: number, most: number): Expression => ({
  kind: 'repeat',
  body,
  least,
  most,
});
export const optional = (body: Expression): Expression => repeat(body, 0, 1);
export const rule = (name: string): Expression => ({ kind: 'rule', name });
/** One character of the set. */
export const characters = (set: CharacterSet = ANY, spelling: Spelling = 'plain'): Expression => ({
  kind: 'characters',
  set,
  spelling,
});
/** Only the empty text. */
export const EMPTY = sequence();
/** No text at all. */
export const NEVER = choice();

/** A grammar of one expression, or of one that uses named rules. */
export function grammar(start: Expression, rules: ReadonlyMap<string, Expression> = new Map()): Grammar {
  return { start, rules };
}

/** The same grammar with `prefix` before the names of its rules, so that several can be put together. */
export function prefixed(prefix: string, { start, rules }: Grammar): Grammar {
  const rename = (body: Expression): Expression => {
    switch (body.kind) {
      case 'rule':
        return rule(prefix + body.name);
      case 'sequence':
      case 'choice':
        return { ...body, parts: body.parts.map(rename) };
      case 'repeat':
        return { ...body, body: rename(body.body) };
      case 'graph': {
        const edges = body.graph.edges.map((edge) => ({ ...edge, label: rename(edge.label) }));
        return { ...body, graph: { ...body.graph, edges } };
      }
      default:
        return body;
    }
  };
  return { start: rename(start), rules: new Map([...rules].map(([name, body]) => [prefix + name, rename(body)])) };
}
