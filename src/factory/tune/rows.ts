// Rows of conversations to fine-tune on: packed as documents are, but only what the assistant wrote carries loss.
// Some documents go along, so that what pretraining gave is not forgotten.
import { IGNORED, type PackedBatch, type PackerState, RowPacker, type TokenStore } from '../corpus/pack.ts';
import type { Example } from './example.ts';

/** Marks tokens that are read and not learned, on their way through the packer. */
const READ_ONLY = 1 << 30;

export class ExampleRows {
  readonly #packer: RowPacker;

  /** @throws `bad-argument` for no examples, or rows too short. */
  constructor(examples: readonly Example[], options: { readonly T: number; readonly seed: number }) {
    const marked = examples.map(({ tokens, written }) =>
      tokens.map((token, i) => (written[i] === 1 ? token : token | READ_ONLY)),
    );
    const store: TokenStore = {
      lengths: Uint32Array.from(examples, ({ tokens }) => tokens.length),
      origins: new Uint32Array(examples.length),
      sources: ['conversations'],
      async read(document, from, target) {
        target.set(marked[document]!.subarray(from, from + target.length));
      },
    };
    this.#packer = new RowPacker(store, options);
  }

  get state(): PackerState {
    return this.#packer.state;
  }

  set state(state: PackerState) {
    this.#packer.state = state;
  }

  /** Rows in an epoch. */
  get epochRows(): number {
    return this.#packer.survey().rows;
  }

  /** The next `count` rows; targets that the assistant did not write are IGNORED. */
  async next(count: number): Promise<PackedBatch> {
    const { T, inputs, targets } = await this.#packer.next(count);
    let counted = 0;
    for (let t = 0; t < inputs.length; t++) {
      inputs[t]! &= ~READ_ONLY;
      if (targets[t]! >= READ_ONLY) targets[t] = IGNORED;
      if (targets[t] !== IGNORED) counted++;
    }
    return { T, inputs, targets, counted };
  }
}

/** Where mixed rows stand: the conversations, and with them the documents. */
export interface MixedState extends PackerState {
  readonly documents: PackerState;
  readonly owed: number;
}

/** Rows of conversations with a share of rows of documents among them. */
export class MixedRows {
  readonly #conversations: ExampleRows;
  readonly #documents: RowPacker;
  readonly #share: number;
  /** What is owed to the documents, rows. */
  #owed = 0;

  /** `share`: of documents, from 0 up to less than 1. */
  constructor(conversations: ExampleRows, documents: RowPacker, share: number) {
    this.#conversations = conversations;
    this.#documents = documents;
    this.#share = share;
  }

  get state(): MixedState {
    return { ...this.#conversations.state, documents: this.#documents.state, owed: this.#owed };
  }

  set state({ documents, owed, ...conversations }: MixedState) {
    this.#conversations.state = conversations;
    this.#documents.state = documents;
    this.#owed = owed;
  }

  async next(count: number): Promise<PackedBatch> {
    this.#owed += count * this.#share;
    const replayed = Math.min(count - 1, Math.floor(this.#owed));
    this.#owed -= replayed;
    if (replayed === 0) return this.#conversations.next(count);
    const [a, b] = [await this.#conversations.next(count - replayed), await this.#documents.next(replayed)];
    return {
      T: a.T,
      inputs: Int32Array.from([...a.inputs, ...b.inputs]),
      targets: Int32Array.from([...a.targets, ...b.targets]),
      counted: a.counted + b.counted,
    };
  }
}
