// References to text from outside. While a template is traced, the text of messages is not there: each
// UTF-16 unit of it is a pair of private-use characters that names its place in a pool. Whatever else a
// tracing prints is therefore the template's own. High digits and low digits come from two disjoint
// ranges, so a reference that a template cut in two is noticed.
import { unsupported } from '../base/errors.ts';
import type { Origin } from './messages.ts';

const HIGH = 0xe000;
const LOW = 0xec00;
const BASE = 0xc00;
const CAPACITY = BASE * BASE;

const isHigh = (unit: number): boolean => unit >= HIGH && unit < HIGH + BASE;
const isLow = (unit: number): boolean => unit >= LOW && unit < LOW + BASE;

/** A stretch of text with one origin; `undefined` is the template itself. */
export interface Span {
  readonly text: string;
  readonly origin: Origin | undefined;
}

export class References {
  #text: string[] = [];
  #ends: number[] = [];
  #origins: Origin[] = [];

  /** Stores text and returns the references that stand for it. Throws `unsupported` when the pool is full. */
  add(text: string, origin: Origin): string {
    if (text === '') return '';
    const start = this.#ends.at(-1) ?? 0;
    if (start + text.length > CAPACITY)
      throw unsupported(`The conversation has over ${CAPACITY} characters.`, 'Shorten it.');
    this.#text.push(text);
    this.#ends.push(start + text.length);
    this.#origins.push(origin);
    const parts: string[] = [];
    for (let at = start; at < start + text.length; at++)
      parts.push(String.fromCharCode(HIGH + Math.floor(at / BASE), LOW + (at % BASE)));
    return parts.join('');
  }

  /** Whether the text has characters that could be taken for references. */
  static clash(text: string): boolean {
    return /[\ue000-\uf7ff]/.test(text);
  }

  /** The spans of a traced string, neighbours of one origin joined; undefined when a reference is broken. */
  spans(traced: string): Span[] | undefined {
    const spans: { text: string; origin: Origin | undefined }[] = [];
    const push = (text: string, origin: Origin | undefined): void => {
      const last = spans.at(-1);
      if (last !== undefined && last.origin === origin) last.text += text;
      else spans.push({ text, origin });
    };
    for (let at = 0; at < traced.length; ) {
      const unit = traced.charCodeAt(at);
      if (isLow(unit)) return undefined;
      if (!isHigh(unit)) {
        let end = at + 1;
        while (end < traced.length && !isHigh(traced.charCodeAt(end)) && !isLow(traced.charCodeAt(end))) end++;
        push(traced.slice(at, end), undefined);
        at = end;
        continue;
      }
      const first = this.#place(traced, at);
      if (first === undefined) return undefined;
      const chunk = this.#chunk(first);
      const limit = this.#ends[chunk]!;
      let next = first + 1;
      for (at += 2; next < limit && this.#place(traced, at) === next; at += 2) next++;
      const start = limit - this.#text[chunk]!.length;
      push(this.#text[chunk]!.slice(first - start, next - start), this.#origins[chunk]);
    }
    return spans;
  }

  /** The plain text of a traced string; undefined when a reference is broken. */
  plain(traced: string): string | undefined {
    return this.spans(traced)
      ?.map((span) => span.text)
      .join('');
  }

  /**
   * The references of a part of a traced string, given the part's plain text. Undefined when it cannot be
   * told which part is meant: the text is absent, or stands in several places of different origin.
   */
  cut(traced: string, part: string): string | undefined {
    const spans = this.spans(traced) ?? [];
    const only = spans[0];
    if (spans.length === 1 && only?.origin !== undefined) return this.add(part, only.origin);
    const text = spans.map((span) => span.text).join('');
    const start = text.indexOf(part);
    if (start < 0 || text.indexOf(part, start + 1) >= 0) return undefined;
    let at = 0;
    let result = '';
    for (const span of spans) {
      const inside = span.text.slice(Math.max(0, start - at), Math.max(0, start + part.length - at));
      result += span.origin === undefined ? inside : this.add(inside, span.origin);
      at += span.text.length;
    }
    return result;
  }

  /** The place in the pool of the reference at `at`, or undefined if there is no whole one. */
  #place(traced: string, at: number): number | undefined {
    const high = traced.charCodeAt(at);
    const low = traced.charCodeAt(at + 1);
    if (!isHigh(high) || !isLow(low)) return undefined;
    const place = (high - HIGH) * BASE + (low - LOW);
    return place < (this.#ends.at(-1) ?? 0) ? place : undefined;
  }

  /** Which stored text holds a place: the first that ends after it. */
  #chunk(place: number): number {
    let low = 0;
    let high = this.#ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#ends[middle]! > place) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** What several origins have in common. */
export function commonOrigin(a: Origin, b: Origin): Origin {
  if (a === b) return a;
  const common: { message?: number; tool?: number; field?: string } = {};
  if (a.message !== undefined && a.message === b.message) common.message = a.message;
  if (a.tool !== undefined && a.tool === b.tool) common.tool = a.tool;
  if (a.field !== undefined && a.field === b.field) common.field = a.field;
  return common;
}
