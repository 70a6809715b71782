// Near duplicates by MinHash (Broder 1997) and locality-sensitive hashing (Leskovec et al., "Mining of Massive
// Datasets", chapter 3). A text is the set of its shingles, five words each; the share of equal places in two
// signatures estimates the Jaccard similarity of the sets. Only signatures are kept: 480 bytes, and as much again to find them by.
//
// With 20 bands of 6 rows a pair of similarity 0.8 becomes a candidate with probability 0.998, one of 0.5 with
// 0.27, one of 0.3 with 0.015; candidates are then judged by their whole signatures (standard error 0.037 at 0.8).
import { Random } from '../../base/random.ts';

export const SHINGLE = 5; // words
export const BANDS = 20;
export const ROWS = 6; // places of a signature in a band
const PLACES = BANDS * ROWS;

/** Documents of at least this similarity count as near duplicates, unless asked otherwise. */
export const THRESHOLD = 0.8;

const random = new Random(0x6d696e68);
const MULTIPLIERS = Int32Array.from({ length: PLACES }, () => random.u32() | 1);
const ADDENDS = Int32Array.from({ length: PLACES }, () => random.u32());

/** Letters and digits make words; case, punctuation and layout do not tell texts apart. */
const WORD = /[\p{L}\p{N}]+/gu;

const NONE = 0x7fff_ffff; // the value of no shingles: none is larger, signed
const OFFSET = 0x811c9dc5; // FNV-1a
const PRIME = 0x01000193;

function hashWord(word: string): number {
  let hash = OFFSET;
  for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
  return hash;
}

/** Mixes a 32-bit value so that every bit depends on every bit (the finaliser of MurmurHash3). */
function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Calls `use` with the hash of each shingle of a text. Fewer than five words are one shingle; no words, none. */
function eachShingle(text: string, use: (hash: number) => void): void {
  const window: number[] = [];
  let words = 0;
  for (const [word] of text.matchAll(WORD)) {
    window[words++ % SHINGLE] = hashWord(word.toLowerCase());
    if (words >= SHINGLE) use(combine(window, words));
  }
  if (words > 0 && words < SHINGLE) use(combine(window, 0));
}

/** The words of a ring buffer, in the order in which they came, as one hash. */
function combine(window: readonly number[], first: number): number {
  let hash = OFFSET;
  for (let i = 0; i < window.length; i++) hash = mix(hash ^ window[(first + i) % window.length]!) + i;
  return mix(hash);
}

const TOGETHER = 512; // shingles: one function goes over so many with its least value in a register

/** The least value of each of 120 hash functions over the shingles. */
export function signature(text: string): Uint32Array {
  const least = new Int32Array(PLACES).fill(NONE);
  const batch = new Int32Array(TOGETHER);
  let count = 0;
  const flush = (): void => {
    for (let i = 0; i < PLACES; i++) {
      const [multiplier, addend] = [MULTIPLIERS[i]!, ADDENDS[i]!];
      let low = least[i]!;
      for (let k = 0; k < count; k++) {
        const value = (Math.imul(multiplier, batch[k]!) + addend) | 0;
        if (value < low) low = value;
      }
      least[i] = low;
    }
    count = 0;
  };
  eachShingle(text, (shingle) => {
    batch[count++] = shingle;
    if (count === TOGETHER) flush();
  });
  flush();
  return new Uint32Array(least.buffer);
}

/** The estimated Jaccard similarity of two texts. */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  let equal = 0;
  for (let i = 0; i < PLACES; i++) if (a[i] === b[i]) equal++;
  return equal / PLACES;
}

/** Signatures by number, and which of them share a band. */
export class NearIndex {
  readonly #threshold: number;
  #signatures = new Uint32Array(PLACES * 64);
  #count = 0;
  /** For each band, the last document with a band hash; documents of one bucket are chained through `next`. */
  readonly #buckets = Array.from({ length: BANDS }, () => new Map<number, number>());
  #next = new Int32Array(BANDS * 64);

  constructor(threshold: number) {
    this.#threshold = threshold;
  }

  /** Adds the signature of document number `count`, the next one. */
  add(sign: Uint32Array): void {
    if (PLACES * (this.#count + 1) > this.#signatures.length) this.#grow();
    this.#signatures.set(sign, PLACES * this.#count);
    for (let band = 0; band < BANDS; band++) {
      const key = bandHash(sign, band);
      this.#next[BANDS * this.#count + band] = this.#buckets[band]!.get(key) ?? -1;
      this.#buckets[band]!.set(key, this.#count);
    }
    this.#count++;
  }

  /** Numbers of the documents that a signature is nearly equal to, ascending. */
  near(sign: Uint32Array): number[] {
    if (sign.every((value) => value === NONE)) return []; // no words: equal to all others without words
    const candidates = new Set<number>();
    for (let band = 0; band < BANDS; band++) {
      let at = this.#buckets[band]!.get(bandHash(sign, band)) ?? -1;
      for (; at >= 0; at = this.#next[BANDS * at + band]!) candidates.add(at);
    }
    const isNear = (number: number): boolean =>
      similarity(sign, this.#signatures.subarray(PLACES * number, PLACES * (number + 1))) >= this.#threshold;
    return [...candidates].filter(isNear).sort((a, b) => a - b);
  }

  #grow(): void {
    const signatures = new Uint32Array(2 * this.#signatures.length);
    signatures.set(this.#signatures);
    this.#signatures = signatures;
    const next = new Int32Array(2 * this.#next.length);
    next.set(this.#next);
    this.#next = next;
  }
}

function bandHash(sign: Uint32Array, band: number): number {
  let hash = OFFSET;
  for (let i = ROWS * band; i < ROWS * (band + 1); i++) hash = mix(hash ^ sign[i]!);
  return hash;
}
