// Short rows first, long rows last: most of what a model learns fits into a few hundred tokens, where attention is
// cheap; reading over longer distances is learned at the end. Both go through the same documents in the same order.
import { badArgument } from '../../base/errors.ts';
import type { PackedBatch, PackerState, RowPacker } from '../corpus/pack.ts';

/** A place in the short rows, or after them in the long ones. */
export interface StretchState extends PackerState {
  /** Short rows given so far. */
  readonly given?: number;
}

export interface StretchOptions {
  /** Short rows after which long ones follow. */
  readonly after: number;
  /** How many short rows are as long as one long row. */
  readonly times: number;
}

/** Rows of T tokens, then of `times` · T; as many tokens at each call. */
export class StretchRows {
  readonly #short: RowPacker;
  readonly #long: RowPacker;
  readonly #options: StretchOptions;
  #given = 0;

  constructor(short: RowPacker, long: RowPacker, options: StretchOptions) {
    this.#short = short;
    this.#long = long;
    this.#options = options;
  }

  get #lengthened(): boolean {
    return this.#given >= this.#options.after;
  }

  get state(): StretchState {
    return { ...(this.#lengthened ? this.#long : this.#short).state, given: this.#given };
  }

  set state({ given = 0, ...place }: StretchState) {
    this.#given = given;
    (this.#lengthened ? this.#long : this.#short).state = place;
  }

  /** As many tokens as `rows` short rows have. @throws `bad-argument` when long rows do not divide them. */
  async next(rows: number): Promise<PackedBatch> {
    const { after, times } = this.#options;
    if (rows % times !== 0)
      throw badArgument(`${rows} rows are no whole number of rows ${times} times as long.`, `Use ${times} or more.`);
    if (this.#lengthened) return this.#long.next(rows / times);
    const batch = await this.#short.next(rows);
    this.#given += rows;
    // Where the window of the short rows began: what the epoch holds from there on is read in long rows.
    if (this.#given >= after) this.#long.state = { ...this.#short.state, row: 0 };
    return batch;
  }
}
