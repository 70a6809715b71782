// What guides a generation besides sampling: a constraint on the output, read from a schema, a grammar or texts
// to quote, and a source of guesses. The files are read before the weights are, so a mistake in them costs no time.
import { readFile } from 'node:fs/promises';
import { Constraint } from '../model/constrain/constraint.ts';
import { parseGrammar } from '../model/constrain/ebnf.ts';
import type { Grammar } from '../model/constrain/grammar.ts';
import { jsonSchema } from '../model/constrain/json-schema.ts';
import { quoteOf } from '../model/constrain/quote.ts';
import { parseJson } from '../model/json.ts';
import { loadModel, type Model } from '../model/model.ts';
import { openCheckpoint } from '../model/open.node.ts';
import { type Drafter, draftModel, type ModelDrafter, promptLookup } from '../model/speculate.ts';
import type { GuidanceFlags } from './options.ts';

/** What the output must be: a grammar, and the files that a quotation in it can come from. */
export interface Shape {
  readonly grammar: Grammar;
  readonly quoted: readonly string[];
}

/**
 * Reads the files that say what the output must be; undefined when there are none.
 * @throws `bad-file`, `unsupported` (a schema keyword, by name), `bad-argument` (a grammar, by line).
 */
export async function readShape({ schema, grammar, quote = [] }: GuidanceFlags): Promise<Shape | undefined> {
  if (schema !== undefined)
    return { grammar: jsonSchema(parseJson(await readFile(schema), schema, 'the whole file')), quoted: [] };
  if (grammar === undefined && quote.length === 0) return undefined;
  const texts = await Promise.all(quote.map((path) => readFile(path, 'utf8')));
  const parts = quote.length > 0 ? { quote: quoteOf(texts, { words: grammar === undefined }) } : {};
  const rules = grammar === undefined ? 'root ::= quote' : await readFile(grammar, 'utf8');
  return { grammar: parseGrammar(rules, parts), quoted: quote };
}

export interface Guidance extends AsyncDisposable {
  readonly constraint: Constraint | undefined;
  readonly draft: Drafter | undefined;
  /** The files that quotations come from. */
  readonly quoted: readonly string[];
}

/** Makes a shape and a drafter ready for a model. Dispose of it before the model closes. */
export async function openGuidance(
  model: Model,
  shape: Shape | undefined,
  { draft: path, lookup }: GuidanceFlags,
  signal: AbortSignal,
): Promise<Guidance> {
  const constraint = shape && new Constraint(shape.grammar, model.tokenizer);
  const drafter = path === undefined ? undefined : await openDrafter(model, path, signal);
  return {
    constraint,
    draft: drafter ?? (lookup ? promptLookup() : undefined),
    quoted: shape?.quoted ?? [],
    [Symbol.asyncDispose]: async () => drafter?.[Symbol.asyncDispose](),
  };
}

/** A drafter with a model of its own, on the engine of the large one. */
async function openDrafter(model: Model, path: string, signal: AbortSignal): Promise<ModelDrafter> {
  const checkpoint = await openCheckpoint(path);
  try {
    const small = await loadModel(checkpoint, model.backend, { signal });
    try {
      const draft = draftModel(small, model);
      return {
        guess: draft.guess,
        async [Symbol.asyncDispose]() {
          await draft[Symbol.asyncDispose]();
          await small.close();
        },
      };
    } catch (error) {
      await small.close();
      throw error;
    }
  } finally {
    await checkpoint.close();
  }
}
