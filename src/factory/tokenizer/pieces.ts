// What BPE learns from: the distinct pieces that the pre-tokenizer cuts a corpus into, and how often each
// occurs. A corpus of gigabytes has some hundred thousand of them, so the texts themselves are never held.
import { splitter } from '../../text/pretokenize.ts';

/** Longer pieces (rules of dashes, base64, text without spaces) are learnt from in parts, UTF-16 code units. */
export const LONGEST_PIECE = 256;

/** Above this many distinct pieces the rarest are forgotten: about 100 bytes each, so some 400 MB a thread. */
export const MOST_PIECES = 4_000_000;

export class PieceCounter {
  readonly counts = new Map<string, number>();
  readonly #cut: (text: string) => string[];
  readonly #most: number;
  /** Occurrences that were forgotten because there were too many distinct pieces. */
  forgotten = 0;

  /** `pre`: a pre-tokenizer's name. @throws `unsupported` for an unknown one. */
  constructor(pre: string, most = MOST_PIECES) {
    this.#cut = splitter(pre);
    this.#most = most;
  }

  /** Counts the pieces of one text. Lone surrogates count as U+FFFD, as they do when text is encoded. */
  add(text: string): void {
    for (const piece of this.#cut(text.toWellFormed())) {
      if (piece.length <= LONGEST_PIECE) this.put(piece, 1);
      else for (const part of parts(piece)) this.put(part, 1);
    }
    this.limit();
  }

  put(piece: string, times: number): void {
    this.counts.set(piece, (this.counts.get(piece) ?? 0) + times);
  }

  /** Forgets the rarest pieces while there are too many. */
  limit(): void {
    while (this.counts.size > this.#most) this.#forgetRarest();
  }

  #forgetRarest(): void {
    let least = Infinity;
    for (const count of this.counts.values()) if (count < least) least = count;
    for (const [piece, count] of this.counts)
      if (count === least) {
        this.counts.delete(piece);
        this.forgotten += count;
      }
  }
}

/** Parts of at most LONGEST_PIECE code units, cut between characters. */
function* parts(piece: string): Generator<string> {
  for (let at = 0; at < piece.length; ) {
    let end = Math.min(piece.length, at + LONGEST_PIECE);
    if (end < piece.length && piece.charCodeAt(end) >>> 10 === 0x37) end--; // not inside a surrogate pair
    yield piece.slice(at, end);
    at = end;
  }
}
