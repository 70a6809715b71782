// Constraints on what is generated. A `Constraint` is a grammar compiled for a vocabulary: made once,
// shared by any number of generations. A `ConstraintState` is where one generation is in it: a value
// that never changes, so a fork of a session keeps the state it had. Every state can be completed.
import { badArgument } from '../../base/errors.ts';
import type { Tokenizer } from '../../text/tokenizer.ts';
import { Automaton, onlyByte, type State } from './automaton.ts';
import type { Grammar } from './grammar.ts';
import { Masks } from './mask.ts';
import { compileNetwork } from './network.ts';
import { type Quotation, traceQuotations } from './trace.ts';
import { shownFirst, type VocabularyTrie, vocabularyTrie } from './trie.ts';

/** Where an output is that something guides: a value that never changes. It may itself be what guides the rest. */
export interface GuideState extends Guide {
  /** The tokens that may come next: bit `t % 32` of word `t / 32` for token t; undefined: all of them. */
  allowed(): Uint32Array | undefined;
  /** After a token; undefined when it is not allowed. */
  advance(token: number): GuideState | undefined;
  /** Nothing can follow. */
  readonly finished: boolean;
}

/** What chooses the tokens that an output can have: a `Constraint`, or something made of several. */
export interface Guide {
  /** Before the first token of an output that follows the tokens `after` (a prompt). */
  start(after: readonly number[]): GuideState;
}

/** Bytes that `forced` looks ahead at most. */
const MOST_FORCED = 256;

export class Constraint implements Guide {
  readonly tokenizer: Tokenizer;
  readonly automaton: Automaton;
  readonly masks: Masks;
  readonly #start: State;
  #firstMasks: Masks | undefined;

  /**
   * @throws `bad-argument` when no text satisfies the grammar or it is left-recursive, `unsupported`
   * when the vocabulary cannot write any text that does, or the grammar is too large.
   */
  constructor(grammar: Grammar, tokenizer: Tokenizer) {
    const trie = trieOf(tokenizer, false);
    this.tokenizer = tokenizer;
    this.automaton = new Automaton(compileNetwork(grammar, singleBytes(trie)));
    this.masks = new Masks(this.automaton, trie, tokenizer.stops);
    this.#start = this.automaton.start();
  }

  /** The state before the first token of an output that follows the tokens `after` (a prompt). */
  start(after: readonly number[] = []): ConstraintState {
    const begins = after.every((token) => this.tokenizer.bytes(token).length === 0);
    return new ConstraintState(this, this.#start, begins);
  }

  /** The masks of the beginning of a text, where some tokens drop their space. */
  get firstMasks(): Masks {
    return (this.#firstMasks ??= new Masks(this.automaton, trieOf(this.tokenizer, true), this.tokenizer.stops));
  }

  /**
   * The quotations in a finished output, in their order, each with every place that it can have come
   * from. Of several ways to read the output the one with the earlier alternatives counts.
   * @throws `bad-argument` when the text does not satisfy the constraint.
   */
  quotations(text: string): Quotation[] {
    const found = traceQuotations(this.automaton, text);
    if (!found) throw badArgument('The text does not satisfy the constraint.', 'Pass the whole text of one output.');
    return found;
  }
}

export class ConstraintState implements GuideState {
  readonly #constraint: Constraint;
  readonly #state: State;
  /** Nothing was shown yet. */
  readonly #first: boolean;

  /** Use `constraint.start()`. */
  constructor(constraint: Constraint, state: State, first: boolean) {
    this.#constraint = constraint;
    this.#state = state;
    this.#first = first;
  }

  /** This state: an output begun goes on. */
  start(): ConstraintState {
    return this;
  }

  /** The state after a token; undefined when it is not allowed. A stop token of a complete text changes nothing. */
  advance(token: number): ConstraintState | undefined {
    const { tokenizer } = this.#constraint;
    if (tokenizer.stops.has(token)) return this.complete ? this : undefined;
    if (tokenizer.bytes(token).length === 0) return undefined;
    return this.read(this.#first ? shownFirst(tokenizer, token) : tokenizer.bytes(token));
  }

  /** The state after these bytes of text; undefined when it cannot go on like that. */
  read(bytes: Uint8Array): ConstraintState | undefined {
    const after = this.#constraint.automaton.read(this.#state, bytes);
    return after ? new ConstraintState(this.#constraint, after, false) : undefined;
  }

  /**
   * The tokens that may come next: bit `t % 32` of word `t / 32` for token t. Exact: each of them can
   * be completed, and no other can. Stop tokens are among them when the text is complete; no other
   * control token ever is. Shared: do not write to it.
   */
  allowed(): Uint32Array {
    return (this.#first ? this.#constraint.firstMasks : this.#constraint.masks).of(this.#state);
  }

  /** The text may end here. */
  get complete(): boolean {
    return this.#state.ends;
  }

  /** The text must end here: nothing can follow. */
  get finished(): boolean {
    return this.#state.ends && this.#state.places.length === 0;
  }

  /**
   * Tokens that spell what must come next, when only one text can: a proposal for speculation. Other
   * tokens may spell the same text, or begin with it and go on. Undefined when nothing is certain.
   */
  forced(): number[] | undefined {
    const bytes = forcedBytes(this.#constraint.automaton, this.#state);
    if (bytes.length === 0) return undefined;
    const { tokenizer } = this.#constraint;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: true });
    const tokens: number[] = [];
    let at: ConstraintState = this;
    for (const token of tokenizer.encode(text, { continues: !this.#first })) {
      const next = at.advance(token);
      if (!next) break;
      tokens.push(token);
      at = next;
    }
    return tokens.length > 0 ? tokens : undefined;
  }
}

function forcedBytes(automaton: Automaton, state: State): Uint8Array {
  const bytes: number[] = [];
  for (let at: State | null = state; at && bytes.length < MOST_FORCED; ) {
    const byte = onlyByte(at);
    if (byte === undefined) break;
    bytes.push(byte);
    at = automaton.read(at, Uint8Array.of(byte));
  }
  return Uint8Array.from(bytes);
}

const tries = { text: new WeakMap<Tokenizer, VocabularyTrie>(), first: new WeakMap<Tokenizer, VocabularyTrie>() };

/** The trie of a vocabulary, made once. */
function trieOf(tokenizer: Tokenizer, first: boolean): VocabularyTrie {
  const known = first ? tries.first : tries.text;
  let trie = known.get(tokenizer);
  if (!trie) known.set(tokenizer, (trie = vocabularyTrie(tokenizer, first)));
  return trie;
}

/** For each byte, 1 when a token is just that byte. */
function singleBytes({ byte, end, token, size }: VocabularyTrie): Uint8Array {
  const found = new Uint8Array(256);
  for (let node = 0; node < byte.length; node = end[node]!) if (token[node] !== size) found[byte[node]!] = 1;
  return found;
}
