// Rows of T + 1 tokens for training, from documents of any length: best-fit packing (Ding et al. 2024, "Fewer
// truncations improve language modeling"). A document longer than a row becomes whole rows, which overlap by one
// token so that each token is predicted once, and a rest; rests and short documents are never cut: longest first,
// each goes into the row it leaves the least room in. So a row begins at a document's start, or goes on inside a
// long one. Targets of -1 carry no loss: what stays free at a row's end, and the first token of a rest that
// follows another document, which nothing could predict.
//
// An epoch passes every document once (or as often as its source's weight says) in a seeded order. It is planned
// window by window, from lengths alone; a place in it is three numbers, and going on there is exact.
import { badArgument } from '../../base/errors.ts';
import { Random } from '../../base/random.ts';

/** The target of a place that carries no loss. */
export const IGNORED = -1;

/** Tokens planned at once: rows are shuffled within a window, and its plan takes some megabytes. */
export const WINDOW = 2 ** 22;

/** What a packer needs of shards. Documents are numbered over all of them. */
export interface TokenStore {
  /** Tokens of each document. */
  readonly lengths: Uint32Array;
  /** Source of each document, by its place in `sources`. */
  readonly origins: Uint32Array;
  readonly sources: readonly string[];
  /** `target.length` tokens of a document from `from` on. */
  read(document: number, from: number, target: Int32Array): Promise<void>;
}

/** A stretch of a document in a row. */
interface Piece {
  readonly document: number;
  readonly from: number;
  readonly length: number;
}

type Row = readonly Piece[];

export interface PackerOptions {
  /** Row length: inputs and targets have T tokens each. */
  readonly T: number;
  readonly seed: number;
  /** How often an epoch passes the documents of a source: 2 is twice, 0.5 a half of them. Default: 1 each. */
  readonly weights?: Readonly<Record<string, number>> | undefined;
  readonly window?: number | undefined;
}

/** A place in the training data; plain JSON. */
export interface PackerState {
  readonly epoch: number;
  /** The first document of the window, in the epoch's order. */
  readonly first: number;
  /** Rows of the window that were given already. */
  readonly row: number;
}

/** Rows of one step. */
export interface PackedBatch {
  /** Tokens of a row. */
  readonly T: number;
  /** (B, T) token ids. */
  readonly inputs: Int32Array;
  /** (B, T) token ids, IGNORED where there is no loss. */
  readonly targets: Int32Array;
  /** Targets that carry loss. */
  readonly counted: number;
}

export class RowPacker {
  readonly #store: TokenStore;
  readonly #options: { readonly T: number; readonly seed: number; readonly window: number };
  readonly #weights: readonly number[];
  #state: PackerState = { epoch: 0, first: 0, row: 0 };
  /** What the state stands in; made again when it moves on. */
  #order: { readonly epoch: number; readonly documents: Uint32Array } | undefined;
  #plan: { readonly first: number; readonly next: number; readonly rows: readonly Row[] } | undefined;

  /** @throws `bad-argument` for an empty store, a T below 2, weights of unknown sources or all 0. */
  constructor(store: TokenStore, options: PackerOptions) {
    const { T, seed, window = WINDOW } = options;
    if (!(Number.isInteger(T) && T >= 2)) throw badArgument(`Rows of ${T} tokens cannot be.`, 'Use 2 or more.');
    this.#store = store;
    this.#options = { T, seed, window };
    this.#weights = store.sources.map((source) => options.weights?.[source] ?? 1);
    for (const [source, weight] of Object.entries(options.weights ?? {}))
      if (!store.sources.includes(source) || !(weight >= 0 && weight < 1000))
        throw badArgument(
          `The weight ${weight} of "${source}" cannot be used.`,
          `Give 0 to 1000 for one of: ${store.sources.join(', ')}.`,
        );
    if (!store.origins.some((origin, i) => this.#weights[origin]! > 0 && store.lengths[i]! > 1))
      throw badArgument('There is nothing to train on.', 'Add documents, or give some source a weight.');
  }

  /** Where the next batch begins. Setting it goes on there. */
  get state(): PackerState {
    return this.#state;
  }

  set state(state: PackerState) {
    if (![state.epoch, state.first, state.row].every((value) => Number.isSafeInteger(value) && value >= 0))
      throw badArgument('This is no place in the training data.', 'Use the state of an earlier packer.');
    this.#state = { epoch: state.epoch, first: state.first, row: state.row };
  }

  /** The next `batch` rows; epochs follow one another without a break. */
  async next(batch: number): Promise<PackedBatch> {
    const { T } = this.#options;
    const inputs = new Int32Array(batch * T);
    const targets = new Int32Array(batch * T).fill(IGNORED);
    const work: Promise<number>[] = [];
    for (let b = 0; b < batch; b++) {
      const at = b * T;
      work.push(this.#fill(this.#nextRow(), inputs.subarray(at, at + T), targets.subarray(at, at + T)));
    }
    const counted = (await Promise.all(work)).reduce((sum, count) => sum + count, 0);
    return { T, inputs, targets, counted };
  }

  /** The epoch that the state is in, without reading a token: rows, places in them, and targets that carry loss. */
  survey(): { readonly rows: number; readonly places: number; readonly tokens: number } {
    const { T } = this.#options;
    const documents = this.#documents(this.#state.epoch);
    let [rows, tokens] = [0, 0];
    for (let first = 0; first < documents.length; ) {
      const plan = this.#planFrom(this.#state.epoch, first);
      rows += plan.rows.length;
      for (const row of plan.rows) tokens += countedTargets(row);
      first = plan.next;
    }
    return { rows, places: rows * T, tokens };
  }

  #nextRow(): Row {
    for (;;) {
      const { epoch, first, row } = this.#state;
      const documents = this.#documents(epoch);
      if (first >= documents.length) {
        this.#state = { epoch: epoch + 1, first: 0, row: 0 };
        continue;
      }
      if (this.#plan?.first !== first || this.#order?.epoch !== epoch) this.#plan = this.#planFrom(epoch, first);
      const found = this.#plan.rows[row];
      this.#state = found ? { epoch, first, row: row + 1 } : { epoch, first: this.#plan.next, row: 0 };
      if (found) return found;
    }
  }

  async #fill(row: Row, inputs: Int32Array, targets: Int32Array): Promise<number> {
    const tokens = new Int32Array(row.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    await Promise.all(
      row.map(({ document, from, length }) => {
        const target = tokens.subarray(at, at + length);
        at += length;
        return this.#store.read(document, from, target);
      }),
    );
    inputs.set(tokens.subarray(0, inputs.length));
    targets.set(tokens.subarray(1));
    at = 0;
    for (const { from, length } of row) {
      if (from > 0 && at > 0) targets[at - 1] = IGNORED;
      at += length;
    }
    return countedTargets(row);
  }

  /** The documents of an epoch in order. */
  #documents(epoch: number): Uint32Array {
    if (this.#order?.epoch !== epoch) {
      this.#plan = undefined;
      const random = new Random((this.#options.seed ^ Math.imul(epoch + 1, 0x9e3779b1)) | 0);
      this.#order = { epoch, documents: drawDocuments(this.#store, this.#weights, random) };
    }
    return this.#order.documents;
  }

  /** Rows of the documents from place `first` of the order on, as many as a window takes. */
  #planFrom(epoch: number, first: number): { first: number; next: number; rows: Row[] } {
    const documents = this.#documents(epoch);
    const { T, seed, window } = this.#options;
    let next = first;
    for (let tokens = 0; next < documents.length && tokens < window; next++)
      tokens += this.#store.lengths[documents[next]!]!;
    const rows = packRows(this.#store.lengths, documents.subarray(first, next), T);
    new Random((seed ^ Math.imul(epoch + 1, 0x85ebca6b) ^ Math.imul(first + 1, 0xc2b2ae35)) | 0).shuffle(rows);
    return { first, next, rows };
  }
}

/** Targets of a row that carry loss: all but its first token, and but the first of a rest after another document. */
function countedTargets(row: Row): number {
  return row.reduce((sum, { from, length }, i) => sum + length - (i === 0 || from > 0 ? 1 : 0), 0);
}

/**
 * Every document as often as its source's weight says, shuffled. A fraction, one document at least, is drawn anew
 * for each epoch.
 */
function drawDocuments({ lengths, origins }: TokenStore, weights: readonly number[], random: Random): Uint32Array {
  const shuffled = Uint32Array.from(lengths, (_, i) => i).filter((i) => lengths[i]! > 1);
  random.shuffle(shuffled);
  const extras = weights.map(() => 0);
  for (const document of shuffled) extras[origins[document]!]! += weights[origins[document]!]! % 1;
  for (const [origin, extra] of extras.entries()) if (extra > 0) extras[origin] = Math.max(1, Math.round(extra));
  const drawn: number[] = [];
  for (const document of shuffled) {
    const origin = origins[document]!;
    const extra = extras[origin]!-- > 0 ? 1 : 0;
    for (let n = Math.floor(weights[origin]!) + extra; n > 0; n--) drawn.push(document);
  }
  const order = Uint32Array.from(drawn);
  if (weights.some((weight) => weight > 1)) random.shuffle(order);
  return order;
}

/** Best-fit-decreasing: rows of at most T + 1 tokens, each of at least 2; the rest of a long document comes first. */
export function packRows(lengths: Uint32Array, documents: Uint32Array, T: number): Row[] {
  const rows: Piece[][] = [];
  const byLength: Piece[][] = Array.from({ length: T + 2 }, () => []);
  for (const document of documents) {
    const length = lengths[document]!;
    let from = 0;
    for (; length - from > T + 1; from += T) rows.push([{ document, from, length: T + 1 }]);
    byLength[length - from]!.push({ document, from, length: length - from });
  }
  // open[r]: rows with r places free. A piece goes where the least stays free.
  const open: Piece[][][] = Array.from({ length: T + 2 }, () => []);
  for (let length = T + 1; length >= 2; length--)
    for (const piece of byLength[length]!) {
      let room = length;
      while (room <= T && open[room]!.length === 0) room++;
      const row = room <= T ? open[room]!.pop()! : [];
      if (row.length === 0) {
        rows.push(row);
        room = T + 1;
      }
      row.push(piece);
      open[room - length]!.push(row);
    }
  for (const row of rows) row.sort((a, b) => Number(b.from > 0) - Number(a.from > 0));
  return rows;
}
